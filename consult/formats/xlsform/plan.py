"""The rows of the survey at a glance: what each is, and what it is called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kinds import Type, type_of
from consult.formats.xlsform.names import Names, able, fold, free
from consult.formats.xlsform.texts import Line, plain

YES = frozenset({"yes", "true", "true()", "1", "y", "oui", "sí", "si", "sim", "نعم"})

Chain = tuple[str, ...]
"""The repeats around a row, outermost first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that asks, groups or ends a group."""

    line: Line
    type: Type
    name: str = ""


@dataclass(slots=True)
class _Naming:
    """Gives every row a name that nothing else in the same repeats has."""

    report: Report
    taken: dict[Chain, set[str]] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    def name(self, row: Asked, wanted: str, chain: Chain, group: str) -> str:
        """Name a row as it wants, or after its group, or with a number."""
        taken = self.taken.setdefault(chain, set())
        name = wanted
        if wanted in taken:
            name = free((group and able(f"{group}.{wanted}")) or wanted, taken)
            self.report.add("name_twice", *row.line.place("name"), value=wanted, name=name)
        taken.add(name)
        if name == wanted:
            self._keep(row.line.get("name") or name, name)
            self._keep(name, name)
        elif row.type.standing != "group":
            self.kept[wanted] = ""
        return name

    def _keep(self, written: str, name: str) -> None:
        self.kept.setdefault(written, name)
        folded = fold(written)
        if folded != written:
            known = self.kept.get(folded, name)
            self.kept[folded] = name if known == name else ""


def plan(lines: Iterable[Line], report: Report) -> list[Asked]:
    """Take the rows that say what they are; tell of all others."""
    found = []
    for line in lines:
        if line.get("disabled").lower() in YES:
            report.add("row_disabled", line.number)
        elif written := line.get("type"):
            kind = type_of(written)
            if kind.standing != "declared":
                found.append(Asked(line, kind))
        elif line.get("name") and line.words("label"):
            report.add("row_without_type", *line.place("type"))
        else:
            report.add("row_stray", line.number)
    return found


def named(rows: Sequence[Asked], report: Report) -> list[Asked]:
    """Name all rows: questions and repeats first, since groups hold no answers."""
    naming = _Naming(report)
    nested = [(at, rows[at], chain, group) for at, chain, group in _nested(rows)]
    names: dict[int, str] = {}
    for at, row, chain, group in sorted(nested, key=lambda each: _holds_nothing(each[1].type)):
        names[at] = naming.name(row, _wanted(row, report), chain, group)
    taken = frozenset(names.values())
    kept = Names(taken, naming.kept)
    return [
        replace(row, line=replace(row.line, names=kept), name=names.get(at, ""))
        for at, row in enumerate(rows)
    ]


def _holds_nothing(kind: Type) -> bool:
    return kind.standing == "group" and kind.kind != "repeat"


def _nested(rows: Sequence[Asked]) -> Iterable[tuple[int, Chain, str]]:
    """Give the place of each row that has a name, with the repeats and the group around it."""
    stack: list[tuple[bool, str]] = []
    for at, row in enumerate(rows):
        if row.type.ends:
            stack = stack[:-1]
            continue
        chain = tuple(name for repeats, name in stack if repeats)
        yield at, chain, stack[-1][1] if stack else ""
        if row.type.standing == "group":
            name = row.line.get("name")
            stack.append((row.type.kind == "repeat", name or str(row.line.number)))


def _wanted(row: Asked, report: Report) -> str:
    """Mend the name, or make one."""
    written = row.line.get("name")
    name = able(written)
    if written and name == written:
        return name
    if not name:
        name = able(_made(row))
    if not written and row.type.kind in ("note", "group"):
        return name
    code = "name_normalised" if written else "name_made"
    report.add(code, *row.line.place("name"), value=written, name=name)
    return name


def _made(row: Asked) -> str:
    number = row.line.number
    if row.type.meta:
        return row.type.meta
    if row.type.kind in ("note", "group", "repeat"):
        return f"{row.type.kind}_{number}"
    return able(plain(row.line.words("label"))[:40].lower()) or f"question_{number}"
