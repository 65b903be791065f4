"""A form with answers at a moment: what is asked, what follows, what is wrong.

static/js/filling.js does the same on the phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from consult.core.answer import Answer, Answers, blank, judge, text_of
from consult.core.expression import Expression, Moment, Node, evaluate, holds
from consult.core.expression.value import text_of as text_of_value
from consult.core.problem import Problem
from consult.core.question import Choice, Group, Question

Walked = tuple[tuple[Question, tuple[Group, ...]], ...]


@dataclass(slots=True, eq=False)
class _Field(Node):
    """The node of a question; its text is worked out when an expression asks for it."""

    filling: "Filling | None" = None

    @property
    def text(self) -> str:
        """Give the answer as expressions see it; empty where the question isn't asked."""
        return text_of(self.filling.value(self.name)) if self.filling else ""


class Filling:
    """Answers held against a form; nothing is worked out twice."""

    def __init__(
        self,
        walked: Walked,
        choices: Mapping[str, tuple[Choice, ...]],
        answers: Answers,
        now: datetime,
    ) -> None:
        self.questions = {question.name: question for question, _ in walked}
        self.choices, self.answers, self.now = choices, answers, now
        self.root = Node("form")
        self.around = {question.name: groups for question, groups in walked}
        self.nodes = self._plant(walked)
        self.known: dict[str, bool] = {}
        self.calculated: dict[str, str] = {}
        for name in self.questions:  # in order, so that no question waits for a long chain
            self.value(name)

    def _plant(self, walked: Walked) -> dict[str, Node]:
        """Grow the instance: groups as the form nests them, a leaf for each question."""
        nodes: dict[str, Node] = {}
        for question, groups in walked:
            under = self.root
            for group in groups:
                under = nodes.get(group.name) or under.add(Node(group.name))
                nodes[group.name] = under
            nodes[question.name] = under.add(_Field(question.name, filling=self))
        return nodes

    def asked(self, name: str) -> bool:
        """Tell whether a question is relevant, and all groups around it."""
        if name not in self.known:
            self.known[name] = False  # a circle asks nothing; importing a form refuses circles
            around: tuple[Question | Group, ...] = (*self.around[name], self.questions[name])
            self.known[name] = all(self._relevant(part) for part in around)
        return self.known[name]

    def _relevant(self, part: Question | Group) -> bool:
        if part.relevant is None:
            return True
        if isinstance(part, Question):
            return self._holds(part.relevant, part.name)
        if part.name not in self.known:
            self.known[part.name] = False
            self.known[part.name] = self._holds(part.relevant, part.name)
        return self.known[part.name]

    def value(self, name: str) -> Answer | None:
        """Give the answer to a question, None where it isn't asked or answered."""
        if not self.asked(name):
            return None
        question = self.questions[name]
        if question.kind == "calculate" and question.calculation is not None:
            return self._calculate(question, question.calculation)
        answer = self.answers.get(name)
        return None if blank(answer) else answer

    def _calculate(self, question: Question, calculation: Expression) -> str | None:
        if question.name not in self.calculated:
            self.calculated[question.name] = ""
            worked_out = evaluate(calculation.tree, self.moment(question.name))
            self.calculated[question.name] = text_of_value(worked_out)
        return self.calculated[question.name] or None

    def needed(self, name: str) -> bool:
        """Tell whether a question that is asked must be answered."""
        required = self.questions[name].required
        return required if isinstance(required, bool) else self._holds(required, name)

    def offered(self, name: str) -> tuple[Choice, ...]:
        """Give the choices of a question that pass its filter."""
        question = self.questions[name]
        choices = self.choices.get(question.choices or "", ())
        if question.choice_filter is None:
            return choices
        tree = question.choice_filter.tree
        return tuple(choice for choice in choices if holds(tree, self.moment(name, _row(choice))))

    def problems(self) -> tuple[Problem, ...]:
        """Find what is wrong, in the order of the questions, then answers to nothing."""
        found = [
            self._problem(question)
            for question in self.questions.values()
            if self.asked(question.name)
        ]
        strange = [
            Problem("unknown_question", name[:100])
            for name in self.answers
            if name not in self.questions
        ]
        return (*(problem for problem in found if problem), *strange)

    def _problem(self, question: Question) -> Problem | None:
        answer = self.answers.get(question.name)
        if not question.answered:
            return None
        if blank(answer):
            return Problem("required", question.name) if self.needed(question.name) else None
        wrong = judge(question, answer, {choice.name for choice in self.offered(question.name)})
        if wrong or question.constraint is None or self._holds(question.constraint, question.name):
            return wrong
        return Problem("constraint", question.name)

    def clean(self) -> dict[str, Answer]:
        """Give the answers to what is asked, with the calculations worked out."""
        values = ((name, self.value(name)) for name in self.questions)
        return {name: value for name, value in values if value is not None}

    def _holds(self, expression: Expression, name: str) -> bool:
        return holds(expression.tree, self.moment(name))

    def moment(self, name: str, here: Node | None = None) -> Moment:
        """Give the context in which expressions of a question are evaluated."""
        return Moment(self.now, here or self.nodes.get(name, self.root), self._find)

    def _find(self, name: str) -> list[Node]:
        return [self.nodes[name]] if name in self.nodes else []


def _row(choice: Choice) -> Node:
    """Make the node of a choice, with its columns under it."""
    row = Node("item")
    for name, text in {"name": choice.name, **choice.columns}.items():
        row.add(Node(name, text))
    return row
