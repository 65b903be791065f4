"""A form step by step for a browser without script: what a page brought, and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from consult.core.answer import Answers, blank
from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.problem import Problem
from consult.core.question import SELECTS, Group, Part, Question, walk
from consult.core.steps import Step, steps_of
from consult.web.capture_posted import Posted
from consult.web.capture_turns import added, moved, removed
from consult.web.fields import Manner, page_of
from consult.web.fields_page import Page

TURN: Final = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Stand:
    """How far somebody has come with a form.

    Args:
        step: The screen that they see.
        answers: All so far.
        page: What was on the page that they sent; empty on the next one.
        fresh: Keys of questions that belong to the same screen only now.
        told: What is wrong on this screen.
        done: They want to send it, and nothing is wrong.
    """

    step: int
    answers: Answers
    kept: frozenset[str] = frozenset()
    fresh: tuple[str, ...] = ()
    told: tuple[Problem, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """A form on its way, in one language at one moment."""

    form: Form
    manner: Manner
    now: datetime
    steps: tuple[Step, ...] = ()
    filled: list[tuple[Answers, Filling]] = field(default_factory=list)

    @classmethod
    def through(cls, form: Form, manner: Manner, now: datetime) -> "Walk":
        """Divide the form into its screens."""
        return cls(form, manner, now, steps_of(form.questions, form.style))

    def fill(self, answers: Answers) -> Filling:
        """Hold answers against the form, once for as many pages as need it."""
        for known, filling in self.filled:
            if known is answers:
                return filling
        filling = self.form.fill(answers, self.now, self.manner.language)
        self.filled.append((answers, filling))
        return filling

    def page(
        self, step: int, answers: Answers, typed: tuple[Any, Iterable[str]] | None = None
    ) -> Page:
        """Make the page of a screen."""
        posted = (typed[0], frozenset(typed[1])) if typed else (None, ())
        return page_of(self.form, self.manner, self.fill(answers), self.steps[step].parts, posted)

    def turn(self, posted: Posted, typed: Any, files: Mapping[str, Any]) -> Stand:
        """Take what a page brought, and find what comes next.

        Args:
            posted: Where the page was.
            typed: Its fields, a MultiDict.
            files: By key, the name of a file that was kept, "" where one was taken away, or
                what is wrong with it.
        """
        step = min(posted.step, len(self.steps) - 1)
        shown = posted.shown
        if shown is None:
            shown = frozenset(self.page(step, posted.before).fields)
        page = self.page(step, posted.before, (typed, shown))
        answers = _taken(posted.before, page, shown, files)
        settled = self.form.settle(answers, posted.before, self.now)
        if posted.act in {"add", "remove", *TURN}:
            turned = _turned(settled, posted)
            return Stand(step, self.form.settle(turned, settled, self.now))
        kept = frozenset(key for key in shown if settled.get(key) == answers.get(key))
        stand = Stand(step, settled, kept)
        if posted.act == "again":
            return stand
        if posted.act == "back":
            return self._before(stand)
        broken = tuple(wrong for wrong in files.values() if isinstance(wrong, Problem))
        return self._on(stand, posted, shown, broken)

    def _on(
        self, stand: Stand, posted: Posted, shown: frozenset[str], broken: tuple[Problem, ...]
    ) -> Stand:
        filling = self.fill(stand.answers)
        # A page that showed nothing was sent by script, which has asked all there is to ask.
        fresh = self._fresh(stand, self.fill(posted.before), shown) if shown else ()
        if fresh:
            return replace(stand, fresh=fresh)
        problems = (*broken, *filling.problems())
        here = tuple(wrong for wrong in problems if self._is_on(wrong, stand.step))
        if here:
            return replace(stand, told=here)
        if posted.act == "next":
            return self._after(stand, filling)
        return self._whole(stand, problems)

    def _fresh(self, stand: Stand, before: Filling, shown: frozenset[str]) -> tuple[str, ...]:
        """Find what this screen asks only now, or with other choices."""
        now = self.page(stand.step, stand.answers)
        filling = self.fill(stand.answers)
        return tuple(
            key
            for key in now.shown
            if not now.fields[key].fixed
            if key not in shown or _other_choices(key, before, filling)
        )

    def _before(self, stand: Stand) -> Stand:
        filling = self.fill(stand.answers)
        earlier = [at for at in range(stand.step) if self._asks(at, filling)]
        return Stand(earlier[-1] if earlier else 0, stand.answers)

    def _after(self, stand: Stand, filling: Filling) -> Stand:
        last = len(self.steps) - 1
        later = [at for at in range(stand.step + 1, last) if self._asks(at, filling)]
        return Stand(later[0] if later else last, stand.answers)

    def _whole(self, stand: Stand, problems: tuple[Problem, ...]) -> Stand:
        """Send, unless something is wrong on another screen: then go there."""
        for step in range(len(self.steps)):
            if there := tuple(wrong for wrong in problems if self._is_on(wrong, step)):
                return Stand(step, stand.answers, told=there)
        return replace(stand, done=not problems, told=problems)

    def _asks(self, step: int, filling: Filling) -> bool:
        return any(_shows(part, filling) for part in self.steps[step].parts)

    def _is_on(self, problem: Problem, step: int) -> bool:
        first = (problem.question or "").partition("/")[0]
        return first in _names(self.steps[step].parts)


def _names(parts: tuple[Part, ...]) -> set[str]:
    names = {part.name for part in parts}
    for question, around in walk(parts):
        names |= {question.name, *(group.name for group in around)}
    return names


def _shows(part: Part, filling: Filling) -> bool:
    """Tell whether a part that stands in no repeat shows anything to who fills the form."""
    if not filling.asked(part.name):
        return False
    if isinstance(part, Group):
        turns = part.repeat and (part.count is None or filling.turns(part.name) > 0)
        return turns or any(_shows(each, filling) for each in part.questions if not part.repeat)
    if part.kind in SELECTS:
        return bool(filling.offered(part.name)) or filling.needed(part.name)
    return part.answered or part.kind == "note"


def _taken(before: Answers, page: Page, shown: frozenset[str], files: Mapping[str, Any]) -> Answers:
    given = page.answers()
    mine = {key for key in shown if key in page.fields and not page.fields[key].fixed}
    answers = {key: answer for key, answer in before.items() if key not in mine}
    answers |= {key: given[key] for key in mine if key in given}
    for key, name in files.items():
        if name == "":
            answers.pop(key, None)
        elif isinstance(name, str):
            answers[key] = name
    return answers


def _turned(answers: Answers, posted: Posted) -> Answers:
    if posted.act == "add":
        return added(answers, posted.key)
    if posted.act == "remove":
        return removed(answers, posted.key)
    return moved(answers, posted.key, TURN[posted.act])


def _other_choices(key: str, before: Filling, now: Filling) -> bool:
    question = now.part(key)
    if not isinstance(question, Question) or not (question.choice_filter or question.choices_from):
        return False
    if not blank(now.answers.get(key)) or before.part(key) is None:
        return False
    return [one.name for one in before.offered(key)] != [one.name for one in now.offered(key)]
