"""The parts of a form as they stand on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from consult.core.form import Form
from consult.core.language import say
from consult.core.question import Choice, Group, Part, Question
from consult.web.paper_rules import Numbers, numbering

MOST_CHOICES: Final = 40
"""Choices that are printed; of longer lists the answer is written down."""

COLUMNS: Final = 5
"""Questions of a repeat in one table."""

ROWS: Final = 6
STEPS: Final = 11
"""Most steps of a scale that are printed."""

LAYOUTS: Final = {
    "select_one": "one", "select_multiple": "several", "rank": "rank", "note": "note",
    "acknowledge": "tick", "date": "day", "datetime": "day", "time": "clock", "integer": "number",
    "decimal": "number", "geopoint": "point", "image": "apart", "audio": "apart",
    "video": "apart", "file": "apart", "geotrace": "apart", "geoshape": "apart",
}  # fmt: skip
"""How a kind of question stands on paper; others are a line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part on paper; `columns` are the questions of a repeat, a table each."""

    layout: str
    number: int = 0
    label: str = ""
    hint: str = ""
    only_if: str = ""
    needed: bool = False
    choices: Sequence[str] = ()
    parts: "Sequence[Block]" = ()
    tables: "Sequence[Sequence[Block]]" = ()


def blocks(form: Form, tag: str) -> Iterator[Block]:
    """Lay out a form in one of its languages."""
    return _blocks(form.questions, form, Numbers(form, tag, numbering(form)))


def _blocks(parts: Sequence[Part], form: Form, numbers: Numbers) -> Iterator[Block]:
    for part in parts:
        block = _block(part, form, numbers)
        if block is None:
            continue
        if isinstance(part, Group):
            inside = tuple(_blocks(part.questions, form, numbers))
            yield _repeat(block, inside) if part.repeat else replace(block, parts=inside)
        else:
            yield block


def _block(part: Part, form: Form, numbers: Numbers) -> Block | None:
    said = numbers.shown(say(part.label, numbers.language))
    hint = numbers.shown(say(part.hint, numbers.language))
    only_if = numbers.only_if(part.relevant)
    if isinstance(part, Group):
        return Block("section", label=said, hint=hint, only_if=only_if)
    number = numbers.by_name.get(part.name, 0)
    if not number and part.kind != "note":
        return None
    layout, choices = ("worked", ()) if part.worked_out else _layout(part, form, numbers.language)
    needed = part.required is True
    return Block(layout, number, said or part.name, hint, only_if, needed, choices)


def _layout(question: Question, form: Form, language: str) -> tuple[str, Sequence[str]]:
    listed = form.choices.get(question.choices or "", ())
    if question.kind in ("select_one", "select_multiple", "rank"):
        fits = listed and len(listed) <= MOST_CHOICES and not question.choices_from
        labels = [_label(choice, language) for choice in listed]
        return (LAYOUTS[question.kind], labels) if fits else ("line", ())
    if question.kind == "range" and question.scale:
        low, high, step = question.scale
        steps = int((high - low) / step) + 1
        marks = [f"{low + at * step:g}" for at in range(steps)]
        return ("scale", marks) if steps <= STEPS else ("number", ())
    long = question.kind == "text" and "multiline" in question.appearance
    return LAYOUTS.get(question.kind, "lines" if long else "line"), ()


def _label(choice: Choice, language: str) -> str:
    return say(choice.label, language) or choice.name


def _repeat(block: Block, inside: Sequence[Block]) -> Block:
    """Make tables of what is asked again and again, a row for each time."""
    flat = list(_flat(inside))
    tables = tuple(tuple(flat[at : at + COLUMNS]) for at in range(0, len(flat), COLUMNS))
    return replace(block, layout="repeat", tables=tables)


def _flat(parts: Sequence[Block]) -> Iterator[Block]:
    for block in parts:
        if block.layout == "section":
            yield from _flat(block.parts)
        elif block.layout == "repeat":
            for table in block.tables:
                yield from table
        elif block.number:
            yield block
