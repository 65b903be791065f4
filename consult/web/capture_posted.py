"""What a page without script posts: where it was, what it knew before, and what is to be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec

from consult.core import record
from consult.core.answer import Answers
from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.question import Group
from consult.web.errors import Refused

MOST_STEPS: Final = 10_000
ACTS: Final = frozenset({"next", "back", "send", "again"})
ON_TURNS: Final = frozenset({"up", "down", "remove"})

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Filled = Annotated[dict[Key, record.Answer], msgspec.Meta(max_length=10_000)]
Shown = Annotated[list[Key], msgspec.Meta(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class Posted:
    """A page that came back.

    Args:
        step: Its number, from 0.
        before: All answers when it was shown.
        shown: The keys of its questions; None where it was the first page, which says nothing.
        act: What is to be done; of a repeat or a turn with its key.
    """

    step: int
    before: Answers
    shown: frozenset[str] | None
    act: str
    key: str = ""


def read(form: Form, typed: Mapping[str, str], now: datetime) -> Posted:
    """Read what a page posted.

    Raises:
        Refused: When it isn't what a page of ours posts.
    """
    act, _, key = typed.get("do", "send").partition(":")
    step = typed.get("step", "0")
    if not (step.isascii() and step.isdecimal() and int(step[:6]) < MOST_STEPS):
        raise Refused(400, "malformed")
    filled, shown = typed.get("filled"), typed.get("shown")
    posted = Posted(
        int(step),
        form.begin(now) if filled is None else _known(form, _json(filled, Filled), now),
        None if shown is None else frozenset(_json(shown, Shown)),
        act,
        key,
    )
    _refuse_odd(posted, form.fill(posted.before, now))
    return posted


def _json(text: str, shape: Any) -> Any:
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.DecodeError as failure:
        raise Refused(400, "malformed") from failure


def _known(form: Form, answers: Answers, now: datetime) -> Answers:
    """Leave out what another version of the form has asked."""
    slots = form.fill(answers, now).instance.slots
    return {key: answer for key, answer in answers.items() if key in slots}


def _refuse_odd(posted: Posted, filling: Filling) -> None:
    repeat, _, place = posted.key.rpartition("/")
    if posted.act in ACTS:
        good = not posted.key
    elif posted.act == "add":
        good = _free(filling, posted.key)
    else:
        good = posted.act in ON_TURNS and place.isdecimal() and _free(filling, repeat)
        good = good and posted.key in filling.instance.slots
    if not good:
        raise Refused(400, "malformed")


def _free(filling: Filling, key: str) -> bool:
    part, slot = filling.part(key), filling.instance.slots.get(key)
    repeat = isinstance(part, Group) and part.repeat and part.count is None
    return repeat and slot is not None and slot not in slot.turns
