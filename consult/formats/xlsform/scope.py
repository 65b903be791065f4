"""The form as expressions see it, before anybody has filled it: what leads where."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from consult.core.expression import Tree
from consult.core.question import Group, Part

Chain = tuple[str, ...]
Wrong = tuple[str, str]
"""A code, and the name that it is about."""


@dataclass(slots=True, eq=False)
class Spot:
    """A question or a group where it stands; the root has no part."""

    part: Part | None
    above: "Spot | None" = None
    chain: Chain = ()
    below: "list[Spot]" = field(default_factory=list)

    @property
    def name(self) -> str:
        """Give its name; the root's matches nothing."""
        return self.part.name if self.part else ""

    @property
    def inside(self) -> Chain:
        """Give the repeats around what is in it."""
        repeat = isinstance(self.part, Group) and self.part.repeat
        return (*self.chain, self.name) if repeat else self.chain

    def under(self) -> "Iterator[Spot]":
        """Walk everything under it in the order of the form."""
        for spot in self.below:
            yield spot
            yield from spot.under()


Spots = list[Spot]
ROW: Spot = Spot(None)
"""A row of choices, where a filter looks."""


class Scope:
    """Where names and paths lead."""

    def __init__(self, parts: tuple[Part, ...], unclear: Collection[str] = ()) -> None:
        self.root = Spot(None)
        self.unclear = unclear
        self.named: dict[str, Spots] = defaultdict(list)
        self._plant(parts, self.root)

    def _plant(self, parts: tuple[Part, ...], above: Spot) -> None:
        for part in parts:
            spot = Spot(part, above, above.inside)
            above.below.append(spot)
            self.named[part.name].append(spot)
            if isinstance(part, Group):
                self._plant(part.questions, spot)

    def find(self, name: str, here: Spot) -> tuple[Spots, list[Wrong]]:
        """Find what ${name} means near a place: what shares most of the repeats around it."""
        near = here.inside if here.part else ()
        spots = self.named.get(name, [])
        shared = [_shared(near, spot.chain) for spot in spots]
        best = [spot for spot, count in zip(spots, shared, strict=True) if count == max(shared)]
        if not best:
            return [], [("reference_nowhere", name)]
        if len(best) > 1 or name in self.unclear:
            return best, [("reference_unclear", name)]
        return best, []


@dataclass(slots=True)
class Look:
    """One expression held against the form: what it touches, and what leads nowhere.

    `columns` are those of the row in which a choice filter looks, None elsewhere.
    """

    scope: Scope
    origin: Spot
    columns: Collection[str] | None = None
    touched: Spots = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def at(self, tree: Tree) -> "Look":
        """Look at a whole expression."""
        self._value(tree, [self.origin] if self.columns is None else [ROW])
        return self

    def _value(self, tree: Tree, here: Spots | None) -> Spots | None:
        """Give the spots that a tree means; None where it means none that we can know."""
        match tree:
            case ["ref", str(name)]:
                found, wrong = self.scope.find(name, self.origin)
                self.touched += found
                self.wrong += wrong
                return found or None
            case ["path", ".", ["child", str(name)]] if self._means(name, here):
                tree[:] = ["ref", name]
                self.wrong.append(("reference_normalised", name))
                return self._value(tree, here)
            case ["path", start, *steps]:
                return self._path(start, steps, here)
            case ["call", "current", _]:
                return [self.origin]
            case ["text" | "number" | "self", *_]:
                return here if tree[0] == "self" else None
            case ["matches", subject, *_]:
                self._value(subject, here)
                return None
        for part in tree:
            if isinstance(part, list):
                self._each(part, here)
        return None

    def _means(self, name: str, here: Spots | None) -> bool:
        """Tell whether a lone word is the name of a question, written without its signs."""
        below = [spot.name for place in here or [] for spot in place.below]
        return here not in (None, [ROW]) and name not in below and name in self.scope.named

    def _each(self, part: Tree, here: Spots | None) -> None:
        """Look at an argument, or at a list of them."""
        if part and isinstance(part[0], str):
            self._value(part, here)
            return
        for each in part:
            if isinstance(each, list):
                self._each(each, here)

    def _path(self, start: Tree | str, steps: list[Tree], here: Spots | None) -> Spots | None:
        if start == "/":
            return self._steps([self.scope.root], steps)
        alone = start == "." and len(steps) == 1
        return self._steps(here if start == "." else self._value(list(start), here), steps, alone)

    def _steps(self, spots: Spots | None, steps: list[Tree], alone: bool = False) -> Spots | None:
        for axis, name, *predicates in steps:
            before = spots
            spots = None if spots is None else self._step(spots, axis, name)
            for predicate in predicates:
                self._each(predicate, spots)
            if before is not None and spots == []:
                self.wrong.append((self._code(before, axis, alone), name))
                return None
        self.touched += [spot for spot in spots or [] if spot.part]
        return spots

    def _code(self, before: Spots, axis: str, alone: bool) -> str:
        """Tell a lone word, which is blank everywhere, from a path that somebody meant."""
        if before == [ROW]:
            return "column_nowhere"
        return "word_nowhere" if axis == "child" and alone else "path_nowhere"

    def _step(self, spots: Spots, axis: str, name: str) -> Spots | None:
        if spots == [ROW]:
            known = axis in ("self", "whole") or name in (self.columns or ())
            return [ROW] if axis in ("self", "whole") else None if known else []
        match axis:
            case "self" | "whole":
                return spots
            case "parent":
                return [spot.above for spot in spots if spot.above]
            case "child":
                found = [below for spot in spots for below in spot.below]
            case "descendant" | "descendant-or-self":
                found = [below for spot in spots for below in spot.under()]
            case _:
                return None
        return [spot for spot in found if name in (spot.name, "*", "node()")]


def _shared(one: Chain, other: Chain) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
