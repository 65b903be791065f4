"""Turns of a repeat, added, taken away and moved in the answers."""

from collections.abc import Mapping

from consult.core.answer import Answer, Answers
from consult.core.slot import turns_in


def added(answers: Answers, repeat: str) -> Answers:
    """Give a repeat one more turn, at its end."""
    return {**answers, repeat: turns_in(answers, repeat) + 1}


def removed(answers: Answers, turn: str) -> Answers:
    """Take a turn away with its answers; those after it move up."""
    repeat, _, place = turn.rpartition("/")
    last = turns_in(answers, repeat) - 1
    ordered = {key: at - 1 for key, at in _places(repeat, int(place) + 1, last).items()}
    kept = {key: answer for key, answer in answers.items() if not key.startswith(f"{turn}/")}
    return {**_moved(kept, repeat, ordered), repeat: last}


def moved(answers: Answers, turn: str, by: int) -> Answers:
    """Let a turn change its place with the one before (-1) or after it (1)."""
    repeat, _, place = turn.rpartition("/")
    here, there = int(place), int(place) + by
    if not 0 <= there < turns_in(answers, repeat):
        return answers
    return _moved(answers, repeat, {f"{repeat}/{here}": there, f"{repeat}/{there}": here})


def _places(repeat: str, first: int, last: int) -> dict[str, int]:
    return {f"{repeat}/{at}": at for at in range(first, last + 1)}


def _moved(answers: Answers, repeat: str, ordered: Mapping[str, int]) -> dict[str, Answer]:
    depth = repeat.count("/") + 2
    found: dict[str, Answer] = {}
    for key, answer in answers.items():
        parts = key.split("/")
        place = ordered.get("/".join(parts[:depth])) if len(parts) > depth else None
        below = "/".join(parts[depth:])
        found[key if place is None else f"{repeat}/{place}/{below}"] = answer
    return found
