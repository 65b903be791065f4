"""A form with answers at a moment: what is asked, what follows, what is wrong.

static/js/filling.js does the same on the phone.
"""

import re
from datetime import datetime

from consult.core.answer import Answer, Answers, blank, judge, text_of, typed
from consult.core.expression import Expression, Moment, Node, evaluate, holds, shuffled, steady
from consult.core.expression.value import number_of
from consult.core.expression.value import text_of as text_of_value
from consult.core.lists import Lists
from consult.core.problem import Problem
from consult.core.question import Choice, Group, Part, Question
from consult.core.slot import MOST_TURNS, Instance, Slot

REFERENCE = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
"""A question named in a text, where its answer is to stand."""


class Filling:
    """Answers held against a form; nothing is worked out twice.

    What it is asked about is named by key: a question, a group, a repeat ("members"), or one
    turn of it ("members/0").
    """

    def __init__(
        self,
        parts: tuple[Part, ...],
        lists: Lists,
        answers: Answers,
        now: datetime,
        language: str = "",
    ) -> None:
        self.lists, self.answers, self.now = lists, answers, now
        self.language = language or lists.language
        self.instance = Instance(parts, answers, self._text, self._asked)
        self.touched: list[Slot] = []
        self.instance.grow()
        self._count()
        self._work_out()

    def _count(self) -> None:
        """Give counted repeats their turns; those inside a turn come after it."""
        while repeats := self.instance.waiting():
            for repeat, count in [(repeat, self._counted(repeat)) for repeat in repeats]:
                self.instance.turn(repeat, count)
            self._forget()

    def _counted(self, repeat: Slot) -> int:
        if not isinstance(repeat.part, Group) or repeat.part.count is None:
            return 0
        moment = self._moment(repeat)
        try:
            count = number_of(evaluate(repeat.part.count.tree, moment), moment.zone)
        except RecursionError:
            self._forget()
            self._work_out()  # in order, so that no question waits for a long chain
            count = number_of(evaluate(repeat.part.count.tree, moment), moment.zone)
        return int(min(count, MOST_TURNS + 1)) if count >= 1 else 0

    def _forget(self) -> None:
        """Drop what was worked out before all repeats had their turns."""
        for slot in self.touched:
            slot.forget()
        self.touched.clear()

    def _work_out(self) -> None:
        for slot in self.instance.slots.values():
            self._value(slot)

    @property
    def keys(self) -> list[str]:
        """List the questions, at all their places, in the order of the form."""
        return [slot.key for slot in self.instance.walk() if isinstance(slot.part, Question)]

    def part(self, key: str) -> Part | None:
        """Give the question or group that stands at a key."""
        slot = self.instance.slots.get(key)
        return slot.part if slot else None

    def asked(self, key: str) -> bool:
        """Tell whether it is relevant, and all that is around it."""
        slot = self.instance.slots.get(key)
        return slot is not None and self._asked(slot)

    def _asked(self, slot: Slot) -> bool:
        if slot.known is None:
            self.touched.append(slot)
            slot.known = False  # a circle asks nothing; importing a form refuses circles
            around = slot.above is None or self._asked(slot.above)
            slot.known = around and self._relevant(slot)
        return slot.known

    def _relevant(self, slot: Slot) -> bool:
        if slot.part is None or slot.part.relevant is None or slot.is_turn:
            return True
        return holds(slot.part.relevant.tree, self._moment(slot))

    def value(self, key: str) -> Answer | None:
        """Give the answer to a question, None where it isn't asked or answered."""
        slot = self.instance.slots.get(key)
        return self._value(slot) if slot else None

    def _value(self, slot: Slot) -> Answer | None:
        question = slot.part
        if not isinstance(question, Question) or not self._asked(slot):
            return None
        if question.worked_out and question.calculation:
            return self._calculate(slot, question, question.calculation)
        answer = self.answers.get(slot.key)
        return None if blank(answer) else answer

    def _calculate(self, slot: Slot, question: Question, calculation: Expression) -> Answer | None:
        """Work it out, unless chance has drawn it before; a circle finds what was there."""
        if not slot.reached:
            slot.reached = True
            slot.worked_out = None if steady(calculation.tree) else self.answers.get(slot.key)
            if blank(slot.worked_out):
                slot.worked_out = typed(question, self._worked_out(calculation, slot))
        return None if blank(slot.worked_out) else slot.worked_out

    def _text(self, slot: Slot) -> str:
        return text_of(self._value(slot))

    def needed(self, key: str) -> bool:
        """Tell whether a question that is asked must be answered."""
        slot = self.instance.slots[key]
        required = slot.part.required if isinstance(slot.part, Question) else False
        return required if isinstance(required, bool) else self._holds(required, slot)

    def offered(self, key: str) -> tuple[Choice, ...]:
        """Give the choices of a question that pass its filter, in the order to be shown."""
        slot = self.instance.slots[key]
        question = slot.part
        if not isinstance(question, Question):
            return ()
        if question.choices_from:
            return tuple(self._given(question.choices_from, slot))
        name, passing = question.choices or "", self.lists.choices.get(question.choices or "", ())
        if question.choice_filter:
            passing = self.lists.passing(name, question.choice_filter.tree, self._moment(slot))
        if not question.shuffle or question.seed is None:
            return passing
        seed = evaluate(question.seed.tree, self._moment(slot))
        return tuple(shuffled(passing, seed, self._moment(slot).zone))

    def _given(self, name: str, slot: Slot) -> list[Choice]:
        """Take answers to another question for choices."""
        texts = (node.text for node in self.instance.find(name, slot) if node.relevant)
        return [Choice(text, {self.language: text}) for text in dict.fromkeys(texts) if text]

    def turns(self, key: str) -> int:
        """Count the turns of a repeat."""
        number = 0
        while f"{key}/{number}" in self.instance.slots:
            number += 1
        return number

    def said(self, text: str, key: str) -> str:
        """Put answers into a text where it names their questions, as ${name}."""
        here = self.instance.slots.get(key, self.instance.root)
        return REFERENCE.sub(lambda found: self._shown(found[1], here), text)

    def _shown(self, name: str, here: Slot) -> str:
        found = (node for node in self.instance.find(name, here) if node.relevant)
        return next((node.text for node in found), "")

    def problems(self) -> tuple[Problem, ...]:
        """Find what is wrong, in the order of the questions, then answers to nothing."""
        asked = (slot for slot in self.instance.walk() if self._asked(slot))
        found = [problem for slot in asked if (problem := self._problem(slot))]
        strange = [
            Problem("unknown_question", key[:100])
            for key in self.answers
            if key not in self.instance.slots
        ]
        return (*found, *strange)

    def _problem(self, slot: Slot) -> Problem | None:
        question, answer = slot.part, self.answers.get(slot.key)
        if isinstance(question, Group):
            most = {"most": MOST_TURNS}
            return Problem("too_many_turns", slot.key, most) if self._crowded(slot) else None
        if question is None or question.worked_out or question.kind == "calculate":
            return None
        if question.kind == "note":
            return Problem("stopped", slot.key) if self.needed(slot.key) else None
        if blank(answer):
            return Problem("required", slot.key) if self.needed(slot.key) else None
        offered = {choice.name for choice in self.offered(slot.key)}
        if wrong := judge(question, answer, offered):
            return Problem(wrong.code, slot.key, wrong.values)
        if question.constraint is None or self._holds(question.constraint, slot):
            return None
        return Problem("constraint", slot.key)

    def _crowded(self, slot: Slot) -> bool:
        """Tell whether a repeat has more turns than it may, or no number of them."""
        answer = self.answers.get(slot.key)
        counted = answer is None or (isinstance(answer, int) and not isinstance(answer, bool))
        return slot.is_repeat and (slot.cut or not counted)

    def clean(self) -> dict[str, Answer]:
        """Give the answers to what is asked, with the calculations worked out."""
        kept: dict[str, Answer] = {}
        for slot in self.instance.walk():
            value = self.turns(slot.key) or None if slot.is_repeat else self._value(slot)
            if value is not None and self._asked(slot):
                kept[slot.key] = value
        return kept

    def _holds(self, expression: Expression, slot: Slot) -> bool:
        return holds(expression.tree, self._moment(slot))

    def work(self, expression: Expression, key: str) -> str:
        """Work out the text of an expression that stands at a question."""
        return self._worked_out(expression, self.instance.slots.get(key, self.instance.root))

    def _worked_out(self, expression: Expression, slot: Slot) -> str:
        result = evaluate(expression.tree, self._moment(slot))
        return "" if result != result else text_of_value(result)  # noqa: PLR0124 - NaN says nothing

    def texts(self, name: str, key: str) -> list[str]:
        """Give what ${name} says at a question."""
        return [node.text for node in self.instance.find(name, self.instance.slots[key])]

    def _moment(self, slot: Slot) -> Moment:
        return Moment(
            self.now,
            slot,
            self._find,
            all=lambda name: [*self.instance.named.get(("", name), [])],
            instance=self.lists.instance,
            choice_label=self._label,
            text=lambda text_id: self.lists.text(text_id, self.language),
        )

    def _find(self, name: str, here: Node) -> list[Node]:
        return [*self.instance.find(name, here)]

    def _label(self, name: str, value: str, here: Node) -> str:
        found = self.instance.find(name, here)
        question = found[0].part if found else None
        listed = question.choices if isinstance(question, Question) else None
        return self.lists.label(listed or "", value, self.language)
