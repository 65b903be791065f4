"""A form screen by screen: what is asked together on a small page."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.core.question import Group, Part, walk

MOST = 12
"""Questions on one screen, unless their author keeps more together in a field-list."""

SHORT = 15
"""Questions of a form that is shown whole."""


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a form; `around` are the groups that it is a part of, outermost first."""

    parts: tuple[Part, ...]
    around: tuple[Group, ...] = ()


def steps_of(parts: tuple[Part, ...], style: str = "") -> tuple[Step, ...]:
    """Divide a form into screens: short forms stand on one, groups stay together.

    Calculations that nobody sees are on no screen.
    """
    short = style != "pages" and _asked(parts) <= SHORT
    if short or style == "one-page":
        return (Step(parts),)
    return tuple(_steps(parts, ())) or (Step(parts),)


def _steps(parts: tuple[Part, ...], around: tuple[Group, ...]) -> Iterator[Step]:
    run: tuple[Part, ...] = ()
    for part in parts:
        if not isinstance(part, Group):
            if _asked(run) >= MOST and "list-nolabel" not in part.appearance:
                yield Step(run, around)
                run = ()
            run = (*run, part)
            continue
        whole = part.repeat or "field-list" in part.appearance or _asked((part,)) <= MOST
        if _asked(run) or not whole:
            yield from _seen(run, around)
            run = ()
        if not whole:
            yield from _steps(part.questions, (*around, part))
        else:
            yield from _seen((*run, part), around)
            run = ()
    yield from _seen(run, around)


def _seen(run: tuple[Part, ...], around: tuple[Group, ...]) -> Iterator[Step]:
    if any(question.kind != "calculate" for question, _ in walk(run)):
        yield Step(run, around)


def _asked(parts: tuple[Part, ...]) -> int:
    return sum(question.answered for question, _ in walk(parts))
