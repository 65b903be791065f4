"""Every language says everything."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.habits import tree

LANGUAGES = ("fr", "ar", "sw")
"""English needs no catalogue: it is what the code says."""

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "gettext", "lazy_gettext"), None),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
}
NUMBER = {"%(num)s", "%(num)d", "%(n)s", "%(n)d"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w+\}")
"""Python's own; those in braces are filled in by script."""


def _catalogue(language: str) -> Catalog:
    path = tree.ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    with Path(path).open("rb") as file:
        return read_po(file, locale=language)


def _texts(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (said or "",)


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _said() -> set[str]:
    """Collect every text of the code, as `make translations` does."""
    options = {"**/templates/**.html": {"silent": "false"}}
    found = extract_from_dir(tree.ROOT / "consult", METHODS, options, KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    known = {_ids(message)[0] for message in _catalogue(language) if message.id}
    assert known == _said()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_leaves_nothing_untranslated_or_doubtful(language: str) -> None:
    open_ends = [
        message.id
        for message in _catalogue(language)
        if message.id and (message.fuzzy or not all(_texts(message)))
    ]
    assert open_ends == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_plural_of_its_language(language: str) -> None:
    catalogue = _catalogue(language)
    short = [
        message.id
        for message in catalogue
        if len(_ids(message)) > 1 and len(_texts(message)) != catalogue.num_plurals
    ]
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    """A plural form may leave out the number; none may add a placeholder."""
    wrong = [
        text
        for message in _catalogue(language)
        if message.id
        for text in _texts(message)
        if not _fits(_ids(message), text)
    ]
    assert wrong == []


def _fits(ids: tuple[str, ...], text: str) -> bool:
    wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
    present = set(PLACEHOLDER.findall(text))
    return present == wanted if len(ids) == 1 else wanted - NUMBER <= present <= wanted
