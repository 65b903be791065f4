"""The survey sheet: rows become questions, groups and repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from consult.core.expression import Expression
from consult.core.question import Group, Part, Question
from consult.formats.xlsform.appearance import appearance_of
from consult.formats.xlsform.asked import Asking
from consult.formats.xlsform.expressions import expression_of
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kobo import gridded, ranked
from consult.formats.xlsform.names import free
from consult.formats.xlsform.other import other_question
from consult.formats.xlsform.plan import Asked
from consult.formats.xlsform.texts import Line

Key = tuple[tuple[str, ...], str]
"""The repeats around a part, and its name: no other part has both."""


@dataclass(slots=True)
class _Open:
    """A group whose end has not come yet."""

    group: Group
    line: Line | None = None
    kind: str = "group"
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Survey:
    """The questions of a form while its rows are read; `rows` says where each name stands."""

    asking: Asking
    report: Report
    rows: dict[Key, Line] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=lambda: [_Open(Group("", ()))])

    def read(self, rows: Sequence[Asked]) -> tuple[Part, ...]:
        """Read all rows."""
        for row in rows:
            self._row(row)
        for left in reversed(self.stack[1:]):
            if left.line:
                self.report.add("group_open", *left.line.place("type"), name=left.group.name)
            self._close()
        return tuple(self.stack[0].parts)

    def _row(self, row: Asked) -> None:
        line, kind = row.line, row.type
        place = line.place("type")
        if not kind.exact:
            said = " ".join(filter(None, ("end" * kind.ends, kind.kind)))
            self.report.add("type_normalised", *place, value=line.get("type"), kind=said)
        if kind.standing == "group":
            (self._end if kind.ends else self._begin)(row)
        elif kind.standing in ("unknown", "not_yet"):
            self.report.add(f"type_{kind.standing}", *place, value=line.get("type"))
        else:
            self._question(row)

    def _begin(self, row: Asked) -> None:
        line = row.line
        repeat = row.type.kind == "repeat"
        if line.get("calculation"):
            self.report.add("calculation_misplaced", *line.place("calculation"))
        group = Group(
            name=row.name,
            questions=(),
            label=self.asking.words(line, "label"),
            hint=self.asking.words(line, "hint"),
            media=self.asking.media(line),
            relevant=expression_of(line, "relevant", self.report),
            appearance=appearance_of(line, line.get("appearance"), self.report),
            repeat=repeat,
            count=self._count(line, repeat),
        )
        self.stack.append(_Open(group, line, row.type.kind))

    def _count(self, line: Line, repeat: bool) -> Expression | None:
        if not repeat and line.get("repeat_count"):
            self.report.add("count_misplaced", *line.place("repeat_count"))
            return None
        return expression_of(line, "repeat_count", self.report)

    def _end(self, row: Asked) -> None:
        place = row.line.place("type")
        if len(self.stack) == 1:
            self.report.add("group_end", *place)
            return
        ended = self.stack[-1]
        if ended.kind != row.type.kind:
            self.report.add("end_normalised", *place, kind=ended.kind, name=ended.group.name)
        self._close()

    def _close(self) -> None:
        left = self.stack.pop()
        group = replace(left.group, questions=tuple(left.parts))
        if left.kind == "score" or "table-list" in group.appearance.split():
            names = left.line.names.taken if left.line else frozenset()
            group = gridded(group, free(f"{group.name}_labels", set(names)))
        if left.line:
            self._place(group.name, left.line)
        if group.questions:
            self.stack[-1].parts.append(group)

    def _place(self, name: str, line: Line) -> None:
        chain = tuple(each.group.name for each in self.stack if each.group.repeat)
        self.rows[chain, name] = line

    def _question(self, row: Asked) -> None:
        line = row.line
        around = self.stack[-1]
        row = self._from_group(row)
        question = self.asking.question(row)
        if around.kind == "rank" and around.line:
            message = self.asking.words(around.line, "kobo--rank-constraint-message")
            question = ranked(question, around.parts, message)
        if row.type.or_other and question.choices:
            self._add_other(question, line)
            return
        self._add(question, line)

    def _from_group(self, row: Asked) -> Asked:
        """Give the rows of a score or a ranking the list of their group."""
        around = self.stack[-1]
        if row.type.choices or around.kind not in ("score", "rank") or not around.line:
            return row
        column = f"kobo--{around.kind}-{'choices' if around.kind == 'score' else 'items'}"
        return replace(row, type=replace(row.type, choices=around.line.get(column)))

    def _add(self, question: Question, line: Line) -> None:
        self._place(question.name, line)
        self.stack[-1].parts.append(question)

    def _add_other(self, question: Question, line: Line) -> None:
        lists = self.asking.lists
        name = free(f"{question.name}_other", set(line.names.taken))
        called = lists.with_other(question.choices or "")
        self._add(replace(question, choices=called), line)
        self._add(other_question(name, question.name, lists.tags), line)
        self.report.add("other_added", *line.place("type"), name=name)
