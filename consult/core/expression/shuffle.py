"""Put things into an order that only a seed decides, as ODK's engines do.

Source: Park & Miller (1988), CACM 31(10), 1192-1201; the shuffle from inside out
is Durstenfeld's. A seed that is no number is hashed, as JavaRosa does.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from hashlib import sha256
from typing import TypeVar

from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.value import Value, number_of, text_of

T = TypeVar("T")

MODULUS = 2**31 - 1
MULTIPLIER = 16_807
LARGEST = 2.0**63
UUID = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"
UUID_SIGNS = {"x": "0123456789abcdef", "y": "89ab"}
LONGEST_UUID = 1000


def shuffled(things: Sequence[T], seed: Value, zone: tzinfo = UTC) -> list[T]:
    """Give the things in the order of a seed; the empty text counts as 0."""
    return order(things, _draws(_whole(seed, zone)))


def order(things: Sequence[T], draws: Iterator[float]) -> list[T]:
    """Put things into the order that draws (0 <= x < 1, one for each) decide."""
    placed: list[T] = []
    for at, (thing, draw) in enumerate(zip(things, draws, strict=False)):
        to = math.floor(draw * (at + 1))
        placed.append(thing)
        placed[at], placed[to] = placed[to], thing
    return placed


def _whole(seed: Value, zone: tzinfo) -> float:
    number = number_of(seed, zone)
    if math.isnan(number):
        text = "" if isinstance(seed, float) else text_of(seed)
        digest = sha256(text.encode("utf-8", "replace")).digest() if text else bytes(8)
        return int.from_bytes(digest[:8], "big", signed=True)
    return float(math.trunc(max(-LARGEST, min(LARGEST, number))))


def _draws(seed: float) -> Iterator[float]:
    """Draw for ever; a remainder has the sign of the seed, as in Java."""
    state = int(math.fmod(seed, MODULUS))
    if state <= 0:
        state += MODULUS - 1
    while True:
        state = state * MULTIPLIER % MODULUS
        yield (state - 1) / (MODULUS - 1)


def randomize(arguments: list[Value], moment: Moment) -> list[Node]:
    """randomize(nodes, seed?)"""
    nodes = arguments[0] if isinstance(arguments[0], list) else []
    if len(arguments) > 1:
        return shuffled(nodes, arguments[1], moment.zone)
    return order(nodes, (moment.random() for _ in nodes))


def uuid(arguments: list[Value], moment: Moment) -> str:
    """uuid(length?): random, version 4; a length cuts it, or strings several together"""
    length = number_of(arguments[0], moment.zone) if arguments else 36
    wanted = int(max(0, min(length, LONGEST_UUID))) if not math.isnan(length) else 0
    return "".join(_uuid(moment) for _ in range(0, wanted, 36))[:wanted]


def _uuid(moment: Moment) -> str:
    return "".join(_drawn(UUID_SIGNS.get(sign, sign), moment) for sign in UUID)


def _drawn(signs: str, moment: Moment) -> str:
    return signs[math.floor(moment.random() * len(signs))] if len(signs) > 1 else signs
