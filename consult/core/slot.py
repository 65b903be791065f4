"""Where answers stand: the instance of a form, grown as far as its repeats have turns."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from consult.core.answer import Answer, Answers
from consult.core.expression import Node
from consult.core.question import Group, Part, Question

MOST_TURNS = 500
"""Turns of one repeat, and MOST_SLOTS in all: more than people give, less than memory holds."""

MOST_SLOTS = 20_000


@dataclass(slots=True, eq=False)
class Slot(Node):
    """A question at one of its places, a group, a repeat, or one turn of a repeat.

    A repeat holds its turns but is no node of the instance: paths see the turns alone. `above`
    is what must be asked for this to be asked; `turns` are the turns around it, outermost first.
    A repeat that should have more turns than it may is `cut`.
    """

    part: Part | None = None
    key: str = ""
    above: "Slot | None" = None
    turns: "tuple[Slot, ...]" = ()
    order: int = 0
    says: "Callable[[Slot], str]" = lambda slot: ""
    is_asked: "Callable[[Slot], bool]" = lambda slot: True
    known: bool | None = None
    worked_out: Answer | None = None
    reached: bool = False
    cut: bool = False

    @property
    def is_turn(self) -> bool:
        """Tell whether it is one turn of a repeat."""
        return self.turns[-1:] == (self,)

    @property
    def is_repeat(self) -> bool:
        """Tell whether it is a repeat, with all its turns."""
        return isinstance(self.part, Group) and self.part.repeat and not self.is_turn

    @property
    def text(self) -> str:
        """Give the answer as expressions see it, or all answers under it."""
        if isinstance(self.part, Question):
            return self.says(self)
        return "".join(child.text for child in self.children)

    @property
    def relevant(self) -> bool:
        """Tell whether it is asked."""
        return self.is_asked(self)

    def forget(self) -> None:
        """Drop what was worked out, since the instance has grown."""
        self.known, self.worked_out, self.reached = None, None, False


Named = dict[tuple[str, str], list[Slot]]


@dataclass(slots=True)
class Instance:
    """All slots of a form with these answers, by key.

    Repeats that somebody fills have as many turns as the answers say; those that are counted
    wait in `counted` until `turn` says how many.
    """

    parts: tuple[Part, ...]
    answers: Answers
    says: Callable[[Slot], str]
    is_asked: Callable[[Slot], bool]
    root: Slot = field(default_factory=lambda: Slot("form"))
    slots: dict[str, Slot] = field(default_factory=dict)
    counted: list[Slot] = field(default_factory=list)
    chains: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    named: Named = field(default_factory=lambda: defaultdict(list))

    def grow(self) -> None:
        """Grow what needs no counting."""
        self._chain(self.parts, ())
        self._plant(self.parts, self.root, "", ())

    def _chain(self, parts: tuple[Part, ...], repeats: tuple[str, ...]) -> None:
        for part in parts:
            if repeats not in self.chains[part.name]:
                self.chains[part.name].append(repeats)
            if isinstance(part, Group):
                self._chain(part.questions, (*repeats, part.name) if part.repeat else repeats)

    def _plant(
        self, parts: tuple[Part, ...], parent: Slot, prefix: str, turns: tuple[Slot, ...]
    ) -> None:
        for order, part in enumerate(parts):
            slot = self._slot(part, prefix + part.name, parent, turns, order)
            if isinstance(part, Question):
                parent.add(slot)
            elif not part.repeat:
                parent.add(slot)
                self._plant(part.questions, slot, prefix, turns)
            elif part.count is None:
                self.turn(slot, turns_in(self.answers, slot.key))
            else:
                self.counted.append(slot)

    def _slot(
        self, part: Part, key: str, parent: Slot, turns: tuple[Slot, ...], order: int
    ) -> Slot:
        slot = Slot(
            part.name, parent=parent, part=part, key=key, above=parent, turns=turns, order=order,
            says=self.says, is_asked=self.is_asked,
        )  # fmt: skip
        self.slots[key] = slot
        if isinstance(part, Question) or not part.repeat:
            self._name(slot, turns)
        return slot

    def _name(self, slot: Slot, turns: tuple[Slot, ...]) -> None:
        for scope in ("", *(turn.key for turn in turns)):
            self.named[scope, slot.name].append(slot)

    def turn(self, repeat: Slot, count: int) -> None:
        """Give a repeat its turns."""
        parent, part = repeat.parent, repeat.part
        if not isinstance(parent, Slot) or not isinstance(part, Group):
            return
        at = bisect_right([child.order for child in _slots(parent)], repeat.order)
        for number in range(count):
            if number >= MOST_TURNS or len(self.slots) > MOST_SLOTS:
                repeat.cut = True
                return
            key = f"{repeat.key}/{number}"
            turn = Slot(
                part.name, parent=parent, part=part, key=key, above=repeat, order=repeat.order,
                is_asked=self.is_asked,
            )  # fmt: skip
            turn.turns = (*repeat.turns, turn)
            self.slots[key] = turn
            self._name(turn, repeat.turns)
            parent.children.insert(at + number, turn)
            self._plant(part.questions, turn, f"{key}/", turn.turns)

    def waiting(self) -> list[Slot]:
        """Take the counted repeats that wait, of one part in all turns around it."""
        part = self.counted[0].part if self.counted else None
        taken = [slot for slot in self.counted if slot.part is part]
        self.counted = [slot for slot in self.counted if slot.part is not part]
        return taken

    def find(self, name: str, here: Node) -> list[Slot]:
        """Give the slots that ${name} means near a node: those in the same turns, if any."""
        near: Node | None = here
        while near and not isinstance(near, Slot):
            near = near.parent
        turns = near.turns if isinstance(near, Slot) else ()
        shared = max((_shared(turns, chain) for chain in self.chains.get(name, ())), default=0)
        return self.named.get((turns[shared - 1].key if shared else "", name), [])

    def walk(self) -> Iterator[Slot]:
        """Give every question, group, repeat and turn in the order of the form."""
        return (slot for slot in self._under(self.parts, ""))

    def _under(self, parts: tuple[Part, ...], prefix: str) -> Iterator[Slot]:
        for part in parts:
            slot = self.slots[prefix + part.name]
            yield slot
            if isinstance(part, Group) and not part.repeat:
                yield from self._under(part.questions, prefix)
            number = 0
            while isinstance(part, Group) and (turn := self.slots.get(f"{slot.key}/{number}")):
                yield turn
                yield from self._under(part.questions, f"{turn.key}/")
                number += 1


def turns_in(answers: Answers, key: str) -> int:
    """Read how many turns the answers give a repeat."""
    count = answers.get(key)
    return max(0, count) if isinstance(count, int) and not isinstance(count, bool) else 0


def _slots(parent: Slot) -> list[Slot]:
    return [child for child in parent.children if isinstance(child, Slot)]


def _shared(turns: tuple[Slot, ...], chain: tuple[str, ...]) -> int:
    """Count how many turns around a node lie in the repeats around a name."""
    count = 0
    for turn, name in zip(turns, chain, strict=False):
        if turn.name != name:
            break
        count += 1
    return count
