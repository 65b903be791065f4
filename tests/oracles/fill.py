"""Fill a form at random, as a person would: in its order, only what is asked, mostly well."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from consult.core.answer import Answer, text_of
from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.question import FILES, LISTS, Question

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
TURNS = 2
WORDS = ("Maji", "ni mbali", "3", "0", "water far", "2020-01-01", "ماء")
PLAIN = {
    "integer": (0, 1, 2, 3, 5, 17),
    "decimal": (0, 0.5, 1, 2.25, 17, 99.9),
    "date": ("2026-11-22", "2019-02-28", "2026-11-23"),
    "time": ("07:30:00.000", "23:59:00.000"),
    "datetime": ("2026-11-22T07:30:00.000",),
    "acknowledge": ("OK",),
    "geopoint": ("6.3 -10.8 0 0",),
    "geotrace": ("6.3 -10.8 0 0;6.4 -10.8 0 0",),
    "geoshape": ("0 0 0 0;0 1 0 0;1 1 0 0;0 0 0 0",),
}


def fill(form: Form, seed: int, least: float = 0.1) -> tuple[list[tuple[str, Answer]], Filling]:
    """Answer at random, leaving some of it out; give the answers in order, and all that follows."""
    chance, given = random.Random(seed), list[tuple[str, Answer]]()
    answers, settled = dict(form.begin(NOW)), set[str]()
    leaves = chance.uniform(least, 0.4)
    while (filling := form.fill(answers, NOW)) and (key := _next(filling, settled)):
        settled.add(key)
        answer = _answer(filling, key, chance)
        if answer is not None and (answer == TURNS or chance.random() > leaves):
            given.append((key, answer))
            answers = dict(form.settle({**answers, key: answer}, answers, NOW))
    return given, filling


def _next(filling: Filling, settled: set[str]) -> str | None:
    """Find what is asked next: a question, or how often something is repeated."""
    return next((key for key in _open(filling) if key not in settled), None)


def _open(filling: Filling) -> Iterator[str]:
    for slot in filling.instance.walk():
        if not filling.asked(slot.key):
            continue
        if isinstance(slot.part, Question):
            if slot.part.answered and not slot.part.worked_out and not slot.part.read_only:
                yield slot.key
        elif slot.part and slot.is_repeat and slot.part.count is None:
            yield slot.key


def _answer(filling: Filling, key: str, chance: random.Random) -> Answer | None:
    question = filling.part(key)
    if not isinstance(question, Question):
        return TURNS
    if question.choices or question.choices_from:
        return _choice(filling, key, question.kind, chance)
    if question.kind == "range" and question.scale:
        return question.scale[0] + question.scale[2]
    return None if question.kind in FILES else chance.choice(PLAIN.get(question.kind, WORDS))


def _choice(filling: Filling, key: str, kind: str, chance: random.Random) -> Answer | None:
    offered = [choice.name for choice in filling.offered(key)]
    if not offered:
        return None
    if kind == "rank":
        return offered[::-1]
    if kind in LISTS:
        return sorted(chance.sample(offered, min(len(offered), chance.randint(1, 3))))
    return chance.choice(offered)


def plain(filling: Filling) -> dict[str, str]:
    """Write all answers as expressions see them."""
    return {key: text_of(answer) for key, answer in filling.clean().items()}
