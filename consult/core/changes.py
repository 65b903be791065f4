"""What is other in one version of a form than in another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from consult.core.expression import Expression
from consult.core.form import Form
from consult.core.language import Words
from consult.core.question import Choice, Group, Media, Part

_ = str
"""Marks a sentence for translation; the desk says it in the reader's language."""

SENTENCES: Mapping[str, str] = {
    "language_added": _("The form speaks {language} too."),
    "language_removed": _("The form no longer speaks {language}."),
    "title_changed": _("The title in {language} is another."),
    "question_added": _("The question {name} is new."),
    "question_removed": _("The question {name} is gone."),
    "question_moved": _("The question {name} stands elsewhere."),
    "question_retyped": _("The question {name} is of another type."),
    "group_added": _("The group {name} is new."),
    "group_removed": _("The group {name} is gone."),
    "group_moved": _("The group {name} stands elsewhere."),
    "group_retyped": _("The group {name} is asked another number of times."),
    "words_added": _("{name} has a text in {language} ({part})."),
    "words_removed": _("{name} has no text in {language} any more ({part})."),
    "words_changed": _("{name} has another text in {language} ({part})."),
    "rule_added": _("{name} has a new rule ({part})."),
    "rule_removed": _("{name} has lost a rule ({part})."),
    "rule_changed": _("{name} has another rule ({part})."),
    "list_asked": _("{name} offers the choices of another list."),
    "choice_added": _("The list {list} offers {name}."),
    "choice_removed": _("The list {list} no longer offers {name}."),
    "choices_moved": _("The choices of the list {list} stand in another order."),
    "choice_filed": _("The choice {name} of the list {list} is found in another way."),
}
"""What each code says; {values} are filled in."""

WORDS = ("label", "hint", "guidance", "required_message", "constraint_message")
RULES = (
    "required", "relevant", "constraint", "calculation", "choice_filter", "default", "initial",
    "trigger", "read_only", "count", "choices_from", "shuffle", "seed", "scale", "appearance",
    "parameters", "role", "meta",
)  # fmt: skip

Key = tuple[str, ...]
"""The repeats around a part, and its name: no other part of a form has the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other; `before` and `after` are what was written, where that tells more."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""


def changes(old: Form, new: Form) -> tuple[Change, ...]:
    """Find what is other, in the order of the new version, what is gone after it."""
    return (
        *_of_languages(old, new),
        *_of_words("title_changed", {}, old.title, new.title),
        *_of_parts(dict(_placed(old.questions)), dict(_placed(new.questions))),
        *_of_lists(old, new),
    )


def _of_languages(old: Form, new: Form) -> Iterator[Change]:
    for code, these, those in (
        ("language_added", new.languages, old.languages),
        ("language_removed", old.languages, new.languages),
    ):
        yield from (Change(code, {"language": tag}) for tag in these if tag not in those)


def _placed(
    parts: Iterable[Part], repeats: Key = (), around: Key = ()
) -> Iterator[tuple[Key, tuple[Key, Part]]]:
    """Give each part by its key, with the groups around it."""
    for part in parts:
        yield (*repeats, part.name), (around, part)
        if isinstance(part, Group):
            inner = (*repeats, part.name) if part.repeat else repeats
            yield from _placed(part.questions, inner, (*around, part.name))


Placed = dict[Key, tuple[Key, Part]]


def _of_parts(old: Placed, new: Placed) -> Iterator[Change]:
    stayed = _stayed([key for key in old if key in new], [key for key in new if key in old])
    for key, (around, part) in new.items():
        name = {"name": "/".join(key)}
        kind = "group" if isinstance(part, Group) else "question"
        if key not in old:
            yield Change(f"{kind}_added", name, after=_first(part.label))
            continue
        before, was = old[key]
        if around != before or key not in stayed:
            yield Change(f"{kind}_moved", name, "/".join(before), "/".join(around))
        yield from _of_part(was, part, name)
    for key, (_around, part) in old.items():
        if key not in new:
            kind = "group" if isinstance(part, Group) else "question"
            yield Change(f"{kind}_removed", {"name": "/".join(key)}, before=_first(part.label))


def _stayed(old: list[Key], new: list[Key]) -> set[Key]:
    """Find the keys that follow each other as before."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in old[block.a : block.a + block.size]}


def _of_part(was: Part, part: Part, name: Mapping[str, str]) -> Iterator[Change]:
    kind = "group" if isinstance(part, Group) else "question"
    if _kind(was) != _kind(part):
        yield Change(f"{kind}_retyped", name, _kind(was), _kind(part))
    for column in WORDS:
        before, after = getattr(was, column, {}), getattr(part, column, {})
        yield from _of_words("words", {**name, "part": column}, before, after)
    yield from _of_media(was.media, part.media, name)
    for rule in RULES:
        yield from _of_rule(rule, _written(was, rule), _written(part, rule), name)
    lists = (getattr(was, "choices", None) or "", getattr(part, "choices", None) or "")
    if lists[0] != lists[1]:
        yield Change("list_asked", name, *lists)


def _kind(part: Part) -> str:
    if isinstance(part, Group):
        return "repeat" if part.repeat else "group"
    return part.kind


def _of_rule(rule: str, before: str, after: str, name: Mapping[str, str]) -> Iterator[Change]:
    if before != after:
        code = "rule_changed" if before and after else "rule_added" if after else "rule_removed"
        yield Change(code, {**name, "part": rule}, before, after)


def _of_words(code: str, values: Mapping[str, str], old: Words, new: Words) -> Iterator[Change]:
    """Compare a text language by language; `code` is whole, or the beginning of three."""
    for tag in dict.fromkeys([*new, *old]):
        before, after = old.get(tag, ""), new.get(tag, "")
        if before != after:
            verb = "changed" if before and after else "added" if after else "removed"
            whole = code if code in SENTENCES else f"{code}_{verb}"
            yield Change(whole, {**values, "language": tag}, before, after)


def _of_media(old: Media, new: Media, name: Mapping[str, str]) -> Iterator[Change]:
    for kind in dict.fromkeys([*new, *old]):
        yield from _of_words("words", {**name, "part": kind}, old.get(kind, {}), new.get(kind, {}))


def _written(part: Part, rule: str) -> str:
    value: Any = getattr(part, rule, "")
    match value:
        case Expression():
            return value.source
        case bool():
            return "yes" if value else ""
        case tuple() | list():
            return " ".join(map(str, value))
        case Mapping():
            return " ".join(f"{key}={text}" for key, text in value.items())
    return str(value or "")


def _first(words: Words) -> str:
    return next(iter(words.values()), "")


def _of_lists(old: Form, new: Form) -> Iterator[Change]:
    for name in dict.fromkeys([*new.choices, *old.choices]):
        yield from _of_list(name, old.choices.get(name, ()), new.choices.get(name, ()))


def _of_list(name: str, old: Iterable[Choice], new: Iterable[Choice]) -> Iterator[Change]:
    """Compare two states of a list; choices of the same name are told apart by their columns."""
    before, after = _by_name(old), _by_name(new)
    for key, choice in after.items():
        said = {"list": name, "name": choice.name}
        if key not in before:
            yield Change("choice_added", said, after=_first(choice.label))
            continue
        was = before[key]
        yield from _of_words("words", {**said, "part": "label"}, was.label, choice.label)
        yield from _of_media(was.media, choice.media, said)
        if was.columns != choice.columns:
            yield Change("choice_filed", said, _plain(was.columns), _plain(choice.columns))
    for key, choice in before.items():
        if key not in after:
            said = {"list": name, "name": choice.name}
            yield Change("choice_removed", said, before=_first(choice.label))
    shared = [key for key in before if key in after]
    if shared != [key for key in after if key in before]:
        yield Change("choices_moved", {"list": name})


def _by_name(listed: Iterable[Choice]) -> dict[tuple[str, int], Choice]:
    """Number choices of the same name, so that each has a key of its own."""
    counts: dict[str, int] = {}
    found = {}
    for choice in listed:
        counts[choice.name] = counts.get(choice.name, 0) + 1
        found[choice.name, counts[choice.name]] = choice
    return found


def _plain(columns: Mapping[str, str]) -> str:
    return " ".join(f"{column}={text}" for column, text in columns.items())
