"""KoboToolbox's own groups, and tables of questions with the same choices."""

from collections.abc import Iterable
from dataclasses import replace

from consult.core.expression import parse
from consult.core.language import Words
from consult.core.question import Group, Part, Question


def ranked(question: Question, before: Iterable[Part], message: Words) -> Question:
    """Let each level of a ranking have another answer than those before."""
    others = [part for part in before if isinstance(part, Question)]
    rules = [f". != ${{{part.name}}}" for part in others if part.kind == "select_one"]
    if not rules:
        return question
    constraint = parse(" and ".join(rules))
    return replace(question, constraint=constraint, constraint_message=message)


def gridded(group: Group, name: str) -> Group:
    """Make a table of a group: its choices once, in a row of labels, then a line a question.

    Args:
        group: The group.
        name: What the row of labels is called; nobody answers it.
    """
    lists = {part.choices for part in group.questions if isinstance(part, Question)} - {None}
    words = [word for word in group.appearance.split() if word != "table-list"]
    plain = replace(group, appearance=" ".join(dict.fromkeys(["field-list", *words])))
    if len(lists) != 1:
        return plain
    head = Question(name, "select_one", group.label, choices=lists.pop(), appearance="label")
    return replace(plain, label={}, questions=(head, *map(_line, group.questions)))


def _line(part: Part) -> Part:
    if isinstance(part, Question) and part.choices:
        return replace(part, appearance="list-nolabel")
    return part
