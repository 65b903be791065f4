"""What of a form decides, without its words: this is what a phone needs to check answers."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from consult.core.expression.tree import Expression, Tree, parts
from consult.core.form import Form
from consult.core.language import say
from consult.core.question import Choice, Part, walk

DECIDES = frozenset(
    "name kind questions required relevant constraint calculation choice_filter choices"
    " choices_from shuffle seed scale default initial trigger count".split()
)
LONG = 60
"""Choices of a list that the page holds no fields for: script makes those that are offered."""

SPEAKS = frozenset({"jr:choice-name", "jr:itext", "instance", "pulldata"})
"""Functions that can give the label of a choice."""


def rules_of(form: Form, language: str = "") -> Mapping[str, Any]:
    """Write the rules of a form as plain JSON, as static/js/filling.js reads them.

    Choices carry their label in this language where script shows it, and the columns that
    expressions look at.
    """
    written = form.to_json()
    columns, spoken = _columns(form), _spoken(form)
    return {
        "questions": [_rules(part) for part in written["questions"]],
        "choices": {
            name: [_choice(one, columns, language if name in spoken else None) for one in listed]
            for name, listed in form.choices.items()
        },
    }


def _rules(part: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: _rule(value) for name, value in part.items() if name in DECIDES}


def _rule(value: Any) -> Any:
    if isinstance(value, dict) and "tree" in value:
        return {"tree": value["tree"]}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_rules(part) for part in value]
    return value


def _choice(choice: Choice, columns: frozenset[str], language: str | None) -> Mapping[str, Any]:
    looked_at = {name: text for name, text in choice.columns.items() if name in columns}
    label = media = None
    if language is not None:
        label = say(choice.label, language)
        media = {kind: say(names, language) for kind, names in choice.media.items()}
    rest = {"label": label, "columns": looked_at, "media": media}
    return {"name": choice.name, **{name: part for name, part in rest.items() if part}}


def _columns(form: Form) -> frozenset[str]:
    """Name all that expressions step to, or may name in a text."""
    named = [part for tree in trees(form) for part in parts(tree)]
    steps = {step[1] for part in named if part[0] == "path" for step in part[2:]}
    return frozenset(steps | {part[1] for part in named if part[0] == "text"})


def _spoken(form: Form) -> frozenset[str]:
    """Name the lists whose labels script needs: long or filtered ones, or all where it may ask."""
    called = {part[1] for tree in trees(form) for part in parts(tree) if part[0] == "call"}
    if called & SPEAKS:
        return frozenset(form.choices)
    return frozenset(name for name, listed in form.choices.items() if len(listed) > LONG)


def trees(form: Form) -> Iterator[Tree]:
    """Give every expression of a form."""
    groups: dict[int, Part] = {}
    for question, around in walk(form.questions):
        groups |= {id(group): group for group in around}
        yield from _trees(question)
    for group in groups.values():
        yield from _trees(group)
    if form.instance_name:
        yield form.instance_name.tree


def _trees(part: Part) -> Iterator[Tree]:
    held = (getattr(part, each.name) for each in fields(part))
    yield from (one.tree for one in held if isinstance(one, Expression))
