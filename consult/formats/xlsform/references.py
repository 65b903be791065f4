"""Look across the rows of a form: for names that are nowhere, and for circles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consult.core.expression import Expression
from consult.core.question import Choice, Group, Question
from consult.formats.xlsform.expressions import leans_on, reachable
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.texts import Line

LONGEST = 40
"""Questions that may wait for one another, each for a later one."""

COLUMNS = ("relevant", "constraint", "required", "calculation", "choice_filter")


@dataclass(frozen=True, slots=True)
class Across:
    """What rows can refer to: other rows, and the columns of their choices."""

    rows: Mapping[str, Line]
    choices: Mapping[str, list[Choice]]
    report: Report

    def look(self, parts: tuple[Question | Group, ...]) -> None:
        """Report references to nowhere, and circles."""
        for part in _every(parts):
            for column in COLUMNS:
                expression = getattr(part, column, None)
                if isinstance(expression, Expression):
                    self._look(part, column, expression)
        _tell_circles(_leanings(parts), self.rows, self.report)

    def _look(self, part: Question | Group, column: str, expression: Expression) -> None:
        line = self.rows[part.name]
        place = (line.number, line.column(column))
        here = set(self.rows)
        if column == "choice_filter" and isinstance(part, Question):
            here = _columns(self.choices.get(part.choices or "", []))
        if not reachable(expression.tree, here):
            self.report.add("path_not_yet", *place)
            return
        for name in sorted(leans_on(expression.tree) - set(self.rows) - here):
            self.report.add("reference_nowhere", *place, name=name)


def _every(parts: tuple[Question | Group, ...]) -> Iterator[Question | Group]:
    for part in parts:
        yield part
        if isinstance(part, Group):
            yield from _every(part.questions)


def _columns(choices: list[Choice]) -> set[str]:
    return {"name"}.union(*(choice.columns for choice in choices))


def _leanings(
    parts: tuple[Question | Group, ...], around: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """Say for each name what must be known before: its groups, its relevance, its calculation."""
    found: dict[str, list[str]] = {}
    for part in parts:
        expressions = [part.relevant, getattr(part, "calculation", None)]
        trees = [expression.tree for expression in expressions if expression]
        found[part.name] = [*around, *sorted(set().union(*(leans_on(tree) for tree in trees)))]
        if isinstance(part, Group):
            found |= _leanings(part.questions, (*around, part.name))
    return found


def _tell_circles(
    leanings: Mapping[str, list[str]], rows: Mapping[str, Line], report: Report
) -> None:
    """Walk down from each name, in the order of the form, without recursion."""
    done: set[str] = set()
    for name in leanings:
        path = [name]
        waiting = [iter(leanings[name])]
        while path and name not in done:
            below = next(waiting[-1], None)
            if below is None:
                done.add(path.pop())
                waiting.pop()
            elif below in path:
                circle = [*path[path.index(below) :], below]
                report.add("circular", rows[below].number, path=" > ".join(circle))
                done.update(path)
            elif below in leanings and below not in done:
                path.append(below)
                waiting.append(iter(leanings[below]))
                if len(path) > LONGEST:
                    report.add(
                        "chain_long", rows[name].number, path=" > ".join(path[:4]) + " > ..."
                    )
                    done.update(path)
