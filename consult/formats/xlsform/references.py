"""Look across the rows of a form: for names that are nowhere, and for circles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consult.core.expression import Expression, Tree
from consult.core.expression.tree import parts
from consult.core.question import Question
from consult.formats.xlsform.circles import chains, reach
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.lists import Lists
from consult.formats.xlsform.scope import Look, Scope, Spot
from consult.formats.xlsform.survey import Key
from consult.formats.xlsform.texts import Line

CELLS: Mapping[str, str] = {
    "relevant": "relevant", "constraint": "constraint", "required": "required",
    "calculation": "calculation", "choice_filter": "choice_filter", "initial": "default",
    "count": "repeat_count", "seed": "parameters",
}  # fmt: skip
"""Where expressions stand in a part, and in which column of its row."""

WAITED_FOR = ("relevant", "calculation")
LOOKUPS = ("pulldata", "instance")


@dataclass(slots=True)
class Across:
    """What rows can refer to: other rows, and the columns of their choices."""

    scope: Scope
    rows: Mapping[Key, Line]
    lists: Lists
    report: Report
    waits: dict[Spot, list[Spot]] = field(default_factory=dict)
    counted: dict[Spot, list[Spot]] = field(default_factory=dict)

    def look(self) -> frozenset[Key]:
        """Report references to nowhere, and circles.

        Returns:
            The repeats whose count depends on what is asked in them.
        """
        for spot in self.scope.root.under():
            self.waits[spot] = [spot.above] if spot.above and spot.above.part else []
            for attribute, expression in _expressions(spot):
                self._look(spot, attribute, expression)
            self._look_at_answers(spot)
        self._tell_circles()
        return frozenset((spot.chain, spot.name) for spot in self._counting_themselves())

    def _counting_themselves(self) -> Iterator[Spot]:
        for spot, leads in self.counted.items():
            if reach(self.waits, leads).isdisjoint(spot.under()):
                continue
            line = self.line(spot)
            place = line.place("repeat_count") if line else (None, None)
            self.report.add("count_circular", *place, name=spot.name)
            yield spot

    def line(self, spot: Spot | None) -> Line | None:
        """Find the row of a part, or of the group that it was made for."""
        while spot and spot.part:
            if found := self.rows.get((spot.chain, spot.name)):
                return found
            spot = spot.above
        return None

    def _look(self, spot: Spot, attribute: str, expression: Expression) -> None:
        columns = self._columns(spot) if attribute == "choice_filter" else None
        look = Look(self.scope, spot, columns).at(expression.tree)
        line = self.line(spot)
        place = line.place(CELLS[attribute]) if line else (None, None)
        for code, name in dict.fromkeys(look.wrong):
            self.report.add(code, *place, value=name, name=name)
        if attribute in WAITED_FOR and not getattr(spot.part, "trigger", ()):
            self.waits[spot] += look.touched
        if attribute == "count":
            self.counted[spot] = look.touched
        for name in _looked_up(expression.tree):
            if not self.lists.looked_up(name):
                self.report.add("file_missing", *place, name=name)
        self._look_for_renamed(spot, expression.tree, place)

    def _columns(self, spot: Spot) -> frozenset[str]:
        choices = spot.part.choices if isinstance(spot.part, Question) else None
        return self.lists.columns.get(choices or "", frozenset()) | {"name", "label"}

    def _look_at_answers(self, spot: Spot) -> None:
        """Check that choices which are answers come from a repeat."""
        name = spot.part.choices_from if isinstance(spot.part, Question) else None
        if not name:
            return
        found, wrong = self.scope.find(name, spot)
        line = self.line(spot)
        place = line.place("type") if line else (None, None)
        for code, value in wrong:
            self.report.add(code, *place, name=value)
        if found and not found[0].chain:
            self.report.add("answers_misplaced", *place, name=name)

    def _look_for_renamed(
        self, spot: Spot, tree: Tree, place: tuple[int | None, str | None]
    ) -> None:
        """Refuse an expression that means a choice which could not keep its name."""
        for part in parts(tree) if self.lists.declared.renamed else ():
            for name, texts in _compared(part):
                found = [spot] if name is None else self.scope.named.get(name, [])
                self._refuse_renamed(found, texts, place)

    def _refuse_renamed(
        self, spots: list[Spot], texts: set[str], place: tuple[int | None, str | None]
    ) -> None:
        for each in spots:
            listed = each.part.choices if isinstance(each.part, Question) else None
            origin = self.lists.origin.get(listed or "", listed or "")
            for name, value in self.lists.declared.renamed:
                if name == origin and value in texts:
                    self.report.add("choice_unclear", *place, list=name, value=value)

    def shown(self, line: Line, column: str, name: str) -> None:
        """Report a text that shows an answer to nothing."""
        if not self.scope.named.get(name):
            self.report.add("reference_nowhere", *line.place(column), name=name)
        elif name in self.scope.unclear:
            self.report.add("reference_unclear", *line.place(column), name=name)

    def _tell_circles(self) -> None:
        for code, spot, path in chains(self.waits):
            line = self.line(spot)
            rest = " > ..." if code == "chain_long" else ""
            named = " > ".join(each.name for each in path) + rest
            self.report.add(code, line.number if line else None, path=named)


def _expressions(spot: Spot) -> Iterator[tuple[str, Expression]]:
    for attribute in CELLS:
        expression = getattr(spot.part, attribute, None)
        if isinstance(expression, Expression):
            yield attribute, expression


def _looked_up(tree: Tree) -> list[str]:
    """Name the lists that pulldata() and instance() look through."""
    found = [part[2][0] for part in parts(tree) if part[0] == "call" and part[1] in LOOKUPS]
    return list(dict.fromkeys(first[1] for first in found if first[0] == "text"))


def _compared(part: Tree) -> Iterator[tuple[str | None, set[str]]]:
    """Give the names (None for the question itself) that a tree compares with plain texts."""
    match part:
        case ["=" | "!=", *sides]:
            pass
        case ["call", "selected", [*sides]]:
            pass
        case _:
            return
    names = [side[1] for side in sides if side[0] == "ref"]
    texts = {str(side[1]) for side in sides if side[0] in ("text", "number")}
    own = [None for side in sides if side[0] == "self"]
    for name in [*names, *own]:
        yield name, texts
