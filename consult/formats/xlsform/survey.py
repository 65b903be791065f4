"""The survey sheet: rows become questions and groups."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from consult.core.expression import Expression
from consult.core.language import Words
from consult.core.question import ROLES, Choice, Group, Question
from consult.formats.xlsform.cells import default_of, scale_of
from consult.formats.xlsform.expressions import expression_of
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kinds import Type, type_of
from consult.formats.xlsform.texts import Line

NAME = re.compile(r"(?!__)[^\W\d][\w.\-]{0,63}")
SHOWN = re.compile(r"\$\{\s*([\w.\-]+)\s*\}")
YES = frozenset({"yes", "true", "true()", "1", "y", "oui"})
NO = frozenset({"", "no", "false", "false()", "0", "n", "non"})

APPEARANCES = frozenset("minimal multiline likert horizontal field-list numbers".split())
"""Appearances that the page knows; others change nothing."""

ROLE_KINDS: Mapping[str, Collection[str]] = {
    "text": ("text",),
    "mood": ("select_one", "range", "integer"),
    "rating": ("select_one", "range", "integer"),
    "sex": ("select_one",),
    "age_band": ("select_one",),
    "consent_quote": ("select_one",),
    "displacement": ("select_one", "select_multiple"),
    "group": ("select_one", "select_multiple"),
    "topic": ("select_one", "select_multiple"),
    "type": ("select_one", "select_multiple"),
}


@dataclass(slots=True)
class _Open:
    """A group whose end has not come yet."""

    name: str
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    relevant: Expression | None = None
    appearance: str = ""
    parts: list[Question | Group] = field(default_factory=list)

    def closed(self) -> Group:
        """Make the group of what has come."""
        return Group(
            self.name, tuple(self.parts), self.label, self.hint, self.relevant, self.appearance
        )


@dataclass(slots=True)
class Survey:
    """The questions of a form while its rows are read; `rows` says where each name stands."""

    choices: Mapping[str, list[Choice]]
    report: Report
    rows: dict[str, Line] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=lambda: [_Open("")])

    def read(self, lines: Iterable[Line]) -> tuple[Question | Group, ...]:
        """Read all rows."""
        for line in lines:
            self._line(line)
        while len(self.stack) > 1:
            left = self.stack.pop()
            line = self.rows[left.name]
            self.report.add("group_open", line.number, line.column("type"), name=left.name)
        return tuple(self.stack[0].parts)

    def _line(self, line: Line) -> None:
        if line.get("disabled").lower() in YES - {""}:
            self.report.add("row_disabled", line.number)
        elif line.get("type"):
            self._typed(line, type_of(line.get("type")))
        elif line.get("name") or line.words("label"):
            self.report.add("row_without_type", line.number, line.column("type"))
        else:
            self.report.add("row_stray", line.number)

    def _typed(self, line: Line, kind: Type) -> None:
        place = (line.number, line.column("type"))
        if not kind.exact:
            self.report.add("type_normalised", *place, value=line.get("type"), kind=kind.kind)
        if kind.standing == "silent":
            self.report.add("type_silent", *place, value=kind.kind)
        elif kind.standing != "asked":
            self._cannot(line, kind)
        elif kind.kind == "begin group":
            self._begin(line)
        elif kind.kind == "end group":
            self._end(line)
        else:
            self._question(line, kind)

    def _cannot(self, line: Line, kind: Type) -> None:
        """Tell what can't be asked, and go on, so that one reading finds all there is."""
        place = (line.number, line.column("type"))
        if kind.kind == "end repeat":
            self._end(line)
            return
        self.report.add(f"type_{kind.standing}", *place, value=line.get("type"))
        if kind.kind == "begin repeat":
            self._begin(line)
        elif line.get("name"):
            self.rows.setdefault(line.get("name"), line)

    def _begin(self, line: Line) -> None:
        name = self._name(line, f"group_{line.number}")
        relevant = expression_of(line, "relevant", self.report)
        appearance = self._appearance(line)
        label, hint = self._words(line, "label"), self._words(line, "hint")
        self.stack.append(_Open(name, label, hint, relevant, appearance))

    def _end(self, line: Line) -> None:
        if len(self.stack) == 1:
            self.report.add("group_end", line.number, line.column("type"))
            return
        group = self.stack.pop()
        if group.parts:
            self.stack[-1].parts.append(group.closed())

    def _name(self, line: Line, otherwise: str = "") -> str:
        name = line.get("name") or otherwise
        place = (line.number, line.column("name"))
        if not name:
            self.report.add("name_missing", *place)
        elif not NAME.fullmatch(name):
            self.report.add("name_bad", *place, value=name)
        elif name in self.rows:
            self.report.add("name_twice", *place, value=name)
        self.rows.setdefault(name, line)
        return name

    def _question(self, line: Line, kind: Type) -> None:
        name = self._name(line)
        label = self._words(line, "label")
        if not label and kind.kind != "calculate":
            self.report.add("label_missing", line.number, line.column("label"))
        question = Question(
            name=name,
            kind=kind.kind,
            label=label,
            hint=self._words(line, "hint"),
            required=self._required(line, kind),
            required_message=self._words(line, "required_message"),
            relevant=expression_of(line, "relevant", self.report),
            constraint=expression_of(line, "constraint", self.report),
            constraint_message=self._words(line, "constraint_message"),
            choices=self._list(line, kind),
            choice_filter=expression_of(line, "choice_filter", self.report),
            appearance=self._appearance(line),
            default=default_of(line, kind.kind, self.choices.get(kind.choices, []), self.report),
            calculation=self._calculation(line, kind.kind),
            scale=scale_of(line, kind.kind, self.report),
            role=self._role(line, kind.kind),
        )
        self._refuse_rest(line, kind)
        self.stack[-1].parts.append(question)

    def _words(self, line: Line, column: str) -> dict[str, str]:
        words = line.words(column)
        shown = next((found for text in words.values() if (found := SHOWN.search(text))), None)
        if shown:
            self.report.add("reference_in_text", line.number, line.column(column), name=shown[1])
        return words

    def _required(self, line: Line, kind: Type) -> bool | Expression:
        text = line.get("required").lower()
        if text in NO or kind.kind in ("note", "calculate"):
            return False
        return text in YES or expression_of(line, "required", self.report) or False

    def _list(self, line: Line, kind: Type) -> str | None:
        if kind.choices and not self.choices.get(kind.choices):
            self.report.add("no_choices", line.number, line.column("type"), list=kind.choices)
        return kind.choices or None

    def _appearance(self, line: Line) -> str:
        text = line.get("appearance")
        if "search(" in text.replace(" ", ""):
            self.report.add("choices_from_file", line.number, line.column("appearance"))
            return ""
        wanted = text.lower().split()
        for each in wanted:
            if each not in APPEARANCES:
                self.report.add(
                    "appearance_ignored", line.number, line.column("appearance"), value=each
                )
        return " ".join(each for each in wanted if each in APPEARANCES)

    def _calculation(self, line: Line, kind: str) -> Expression | None:
        place = (line.number, line.column("calculation"))
        if not line.get("calculation"):
            if kind == "calculate":
                self.report.add("calculation_missing", *place)
            return None
        if kind != "calculate":
            self.report.add("calculation_misplaced", *place)
        return expression_of(line, "calculation", self.report)

    def _role(self, line: Line, kind: str) -> str:
        role = "_".join(line.get("role").lower().split())
        place = (line.number, line.column("role"))
        if role and role not in ROLES:
            self.report.add("role_unknown", *place, value=role)
        elif role and kind not in ROLE_KINDS.get(role, (kind,)):
            self.report.add("role_misplaced", *place, value=role, kind=kind)
        return role or ("text" if kind == "text" else "")

    def _refuse_rest(self, line: Line, kind: Type) -> None:
        """Refuse what would ask something else than the author meant."""
        if kind.or_other:
            self.report.add("or_other", line.number, line.column("type"))
        if line.get("trigger"):
            self.report.add("trigger_not_yet", line.number, line.column("trigger"))
        if kind.kind not in ("note", "calculate") and line.get("read_only").lower() not in NO:
            self.report.add("read_only", line.number, line.column("read_only"))
