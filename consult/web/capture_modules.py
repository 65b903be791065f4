"""Which scripts the form's page loads at once, and which come with a form that needs them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from consult.core.expression.tree import Tree, parts
from consult.core.form import Form
from consult.core.question import Question
from consult.core.rules import LONG, trees
from consult.web import assets

MODULES: Final = (
    "js/main.js",
    "js/form.js",
    "js/answering.js",
    "js/answers.js",
    "js/asking.js",
    "js/beginning.js",
    "js/capture.js",
    "js/clock.js",
    "js/code.js",
    "js/drafts.js",
    "js/ending.js",
    "js/expression.js",
    "js/faults.js",
    "js/filling.js",
    "js/judge.js",
    "js/kept.js",
    "js/offering.js",
    "js/slots.js",
    "js/speaking.js",
    "js/status.js",
    "js/steps.js",
    "js/store.js",
    "js/tools.js",
    "js/turning.js",
    "js/turns.js",
    "js/uuid7.js",
    "js/walking.js",
    "js/words.js",
    "vendor/idb.js",
)
"""Modules that the page loads at once, rather than one after the other."""

ENTRIES: Final = ("js/main.js", "js/form.js", "js/status.js")
"""Those of them that the bundles are named for."""


def modules() -> Sequence[str]:
    """Name the files of script that the page loads at once."""
    return assets.needed(ENTRIES) if assets.chunks() else MODULES


FILES: Final = ("js/attach.js", "js/enclose.js", "js/file.js", "js/files.js")
TOOLS: Final[Mapping[str, tuple[str, ...]]] = {
    "audio": (*FILES, "js/film.js", "js/sound.js"),
    "barcode": ("js/barcode.js",),
    "file": (*FILES, "js/film.js", "js/photo.js"),
    "geopoint": ("js/point.js",),
    "geoshape": ("js/path.js",),
    "geotrace": ("js/path.js",),
    "image": (*FILES, "js/photo.js"),
    "rank": ("js/rank.js",),
    "video": (*FILES, "js/film.js"),
}
EXPRESSIONS: Final = (
    "js/expression-digest.js",
    "js/expression-maths.js",
    "js/expression-more.js",
    "js/lists.js",
)
PLAIN: Final = frozenset(
    "true false not boolean if coalesce once selected count-selected string string-length"
    " normalize-space concat number int round position today now".split()
)
"""Functions that static/js/expression.js holds; for others and for paths it loads more."""

RARE: Final = frozenset(
    {"js/choosing.js", "js/signature.js", *EXPRESSIONS}
    | {module for several in TOOLS.values() for module in several}
)
"""Modules that a phone gets with a form that needs them."""


def tools_of(form: Form) -> set[str]:
    """Name the modules that some questions of a form need beside their fields."""
    found = {module for question, _around in form.walk() for module in _tools(form, question)}
    return found.union(EXPRESSIONS) if any(map(_wants_more, trees(form))) else found


def _wants_more(tree: Tree) -> bool:
    """Tell whether a phone needs more than the plain functions to work out a tree."""
    return any(
        part[0] in ("path", "|", "all") or (part[0] == "call" and part[1] not in PLAIN)
        for part in parts(tree)
    )


def _tools(form: Form, question: Question) -> Iterable[str]:
    yield from TOOLS.get(question.kind, ())
    if question.choice_filter or question.seed:
        yield from EXPRESSIONS
    if "signature" in question.appearance:
        yield "js/signature.js"
    if question.choices_from or len(form.choices.get(question.choices or "", ())) > LONG:
        yield "js/choosing.js"
