"""What an answer sets off: counted repeats grow, defaults come, triggers fire.

static/js/filling.js does the same on the phone.
"""

from collections.abc import Callable
from datetime import datetime

from consult.core.answer import Answer, Answers, typed
from consult.core.expression import steady
from consult.core.filling import Filling
from consult.core.question import Group, Question
from consult.core.slot import Slot

ROUNDS = 10
"""How often answers may set off others before it is enough."""

Fill = Callable[[Answers, datetime], Filling]


def begin(fill: Fill, now: datetime) -> dict[str, Answer]:
    """Give the answers of a record that was just begun: defaults, and a turn of each repeat."""
    return settle(fill, {}, None, now)


def settle(
    fill: Fill, answers: Answers, before: Answers | None, now: datetime
) -> dict[str, Answer]:
    """Carry on what a change of answers sets off.

    Args:
        fill: The form's.
        answers: As they are after the change.
        before: As they were; None where the record is just begun.
        now: The moment, with the phone's own offset.
    """
    settled, was = dict(answers), None if before is None else fill(before, now)
    for _ in range(ROUNDS):
        filling = fill(settled, now)
        news = {**_turns(filling, settled), **_firsts(filling, was, settled)}
        news |= {**_drawn(filling, settled), **(_triggered(filling, was) if was else {})}
        if all(settled.get(key, "") == value for key, value in news.items()):
            break
        settled = {key: value for key, value in {**settled, **news}.items() if value != ""}
        was = filling
    return settled


def _turns(filling: Filling, answers: Answers) -> dict[str, Answer]:
    """Note how many turns counted repeats have; others begin with one."""
    counts: dict[str, Answer] = {}
    for slot in filling.instance.walk():
        if not isinstance(slot.part, Group) or not slot.is_repeat:
            continue
        if slot.part.count is not None:
            counts[slot.key] = filling.turns(slot.key)
        elif slot.key not in answers:
            counts[slot.key] = 1
    return counts


def _firsts(filling: Filling, was: Filling | None, answers: Answers) -> dict[str, Answer]:
    """Give their first answer to questions that were not there before."""
    firsts: dict[str, Answer] = {}
    for slot in filling.instance.walk():
        question, new = slot.part, was is None or slot.key not in was.instance.slots
        if not new or slot.key in answers or not isinstance(question, Question):
            continue
        if question.initial is not None:
            firsts[slot.key] = typed(question, filling.work(question.initial, slot.key))
        elif question.default:
            firsts[slot.key] = typed(question, question.default)
    return {key: answer for key, answer in firsts.items() if answer not in ("", [])}


def _drawn(filling: Filling, answers: Answers) -> dict[str, Answer]:
    """Hold on to what chance has drawn, and to what is worked out once."""
    drawn: dict[str, Answer] = {}
    for slot in filling.instance.walk():
        question = slot.part
        if not isinstance(question, Question) or not question.worked_out or slot.key in answers:
            continue
        value = filling.value(slot.key)
        if question.calculation and not steady(question.calculation.tree) and value is not None:
            drawn[slot.key] = value
    return drawn


def _triggered(filling: Filling, was: Filling) -> dict[str, Answer]:
    """Work out what hangs on a question whose answer has changed."""
    return {
        slot.key: typed(slot.part, filling.work(slot.part.calculation, slot.key))
        for slot in filling.instance.walk()
        if isinstance(slot.part, Question) and slot.part.trigger and slot.part.calculation
        if slot.key in was.instance.slots and _moved(slot, filling, was)
    }


def _moved(slot: Slot, filling: Filling, was: Filling) -> bool:
    names = slot.part.trigger if isinstance(slot.part, Question) else ()
    return any(filling.texts(name, slot.key) != was.texts(name, slot.key) for name in names)
