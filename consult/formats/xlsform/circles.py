"""What waits for what in a form: circles, chains that are too long, and all that follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from consult.formats.xlsform.scope import Spot

LONGEST = 40
"""Questions that may wait for one another, each for a later one."""

Waits = Mapping[Spot, Sequence[Spot]]
"""What must be known before each part."""

Chain = tuple[str, Spot, list[Spot]]
"""A code, where it is told, and the way."""


def chains(waits: Waits) -> Iterator[Chain]:
    """Walk down from each part, in the order of the form, without recursion."""
    done: set[Spot] = set()
    for spot in waits:
        path, waiting = [spot], [iter(waits[spot])]
        while path and spot not in done:
            below = next(waiting[-1], None)
            if below is None:
                done.add(path.pop())
                waiting.pop()
            elif below in path:
                yield "circular", below, [*path[path.index(below) :], below]
                done.update(path)
            elif below in waits and below not in done:
                path.append(below)
                waiting.append(iter(waits[below]))
                if len(path) > LONGEST:
                    yield "chain_long", spot, path[:4]
                    done.update(path)


def reach(waits: Waits, leads: Iterable[Spot]) -> set[Spot]:
    """Find all that these parts wait for, and they themselves."""
    waiting = list(leads)
    reached = set(waiting)
    while waiting:
        more = [each for each in waits[waiting.pop()] if each not in reached]
        reached.update(more)
        waiting += more
    return reached
