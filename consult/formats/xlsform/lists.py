"""The lists that questions choose from, wherever they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consult.core.question import LISTS, Choice
from consult.formats.xlsform.attached import Record, Unusable, file_called, records_in
from consult.formats.xlsform.choices import Choices
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kinds import Type
from consult.formats.xlsform.languages import Languages
from consult.formats.xlsform.names import free
from consult.formats.xlsform.other import OTHER, other_choice
from consult.formats.xlsform.parameters import parameters_of
from consult.formats.xlsform.records import choice_of
from consult.formats.xlsform.search import Search
from consult.formats.xlsform.texts import Line

Columns = frozenset[str]


@dataclass(slots=True)
class Lists:
    """Lists by the names that they have in the form.

    `used` are those of the choices' sheet that something needs, `consulted` those that
    expressions look through.
    """

    declared: Choices
    external: Choices
    attached: Mapping[str, bytes]
    languages: Languages
    unsaid: str
    tags: tuple[str, ...] = ()
    made: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    columns: dict[str, Columns] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    consulted: set[str] = field(default_factory=set)
    records: dict[str, list[Record]] = field(default_factory=dict)

    def of(self, line: Line, kind: Type, report: Report) -> str | None:
        """Find the list of a question, by the name that it has in the form."""
        if kind.source == "file":
            return self._from_file(line, kind.choices, report)
        choices = self.external if kind.source == "external" else self.declared
        name = choices.called(kind.choices)
        if not name and kind.source == "external":
            choices, name = self.declared, self.declared.called(kind.choices)
        place = line.place("type")
        if not name:
            report.add("no_choices", *place, list=kind.choices)
            return None
        if name != kind.choices:
            report.add("list_normalised", *place, value=kind.choices, list=name)
        if kind.kind in LISTS:
            choices.without_blanks(name)
        return self._take(choices, name)

    def _take(self, choices: Choices, name: str) -> str:
        """Use a declared list; an external one of the same name gets another."""
        clash = choices is self.external and name in self.declared.lists
        called = f"{name}.external" if clash else name
        if choices is self.declared:
            self.used.add(name)
        listed = choices.lists[name]
        self.made[called] = tuple(listed)
        self.columns[called] = choices.columns.union(*(one.columns for one in listed))
        self.origin[called] = name
        return called

    def looked_up(self, name: str) -> bool:
        """Make a list for pulldata() or instance(); tell whether there is one."""
        self.consulted.add(name)
        if name in self.made:
            return True
        if name in self.declared.lists:
            self._take(self.declared, name)
            return True
        if file_called(name, self.attached) is None:
            return False
        records = self._records(name, None, Report())
        self.made[name] = tuple(
            choice_of(record, "name", "label", self.languages, self.unsaid) for record in records
        )
        self.columns[name] = frozenset().union(*records)
        return True

    def needed(self, asked: Iterable[str | None]) -> dict[str, tuple[Choice, ...]]:
        """Give the lists that questions ask from, or expressions look through."""
        wanted = {*asked, *self.consulted}
        return {name: listed for name, listed in self.made.items() if name in wanted}

    def with_other(self, name: str) -> str:
        """Make a list with a choice for other answers, if it has none."""
        listed = self.made[name]
        if any(choice.name == OTHER for choice in listed):
            return name
        called = free(f"{name}_or_other", set(self.made) | set(self.declared.lists))
        self.made[called] = (*listed, other_choice(self.tags))
        self.columns[called] = self.columns[name]
        self.origin[called] = self.origin.get(name, name)
        return called

    def _from_file(self, line: Line, file: str, report: Report) -> str | None:
        records = self._records(file, (line, "type"), report)
        if not records:
            return None
        said = parameters_of(line)
        value, label = said.get("value", "name"), said.get("label", "label")
        if file.lower().endswith(".geojson"):
            value, label = said.get("value", "id"), said.get("label", "title")
        if not any(value in record for record in records):
            report.add("file_column", *line.place("type"), name=file, wanted=value)
            return None
        stem = file.rpartition(".")[0] or file
        taken = {name for name in self.made if self.origin.get(name) != f"{file} {value} {label}"}
        called = free(stem, taken | set(self.declared.lists))
        self._keep(called, records, value, label)
        self.origin[called] = f"{file} {value} {label}"
        return called

    def searched(self, line: Line, kind: Type, search: Search, report: Report) -> str | None:
        """Make the list of a search: the columns of a file that the list in the sheet names."""
        name = self.declared.called(kind.choices)
        records = self._records(search.file, (line, "appearance"), report)
        if not name:
            report.add("no_choices", *line.place("type"), list=kind.choices)
        if not name or not records:
            return None
        self.used.add(name)
        named = next((one for one in self.declared.lists[name] if not _is_number(one.name)), None)
        if named is None or not any(named.name in record for record in records):
            wanted = named.name if named else "name"
            report.add("file_column", *line.place("appearance"), name=search.file, wanted=wanted)
            return None
        label = next(iter(named.label.values()), named.name).partition(",")[0].strip()
        self._keep(name, records, named.name, label)
        own = [one for one in self.declared.lists[name] if _is_number(one.name)]
        self.made[name] = (*_once(self.made[name]), *own)
        self.origin[name] = name
        return name

    def _keep(self, called: str, records: list[Record], value: str, label: str) -> None:
        self.made[called] = tuple(
            choice_of(record, value, label, self.languages, self.unsaid)
            for record in records
            if record.get(value)
        )
        self.columns[called] = frozenset().union(*records)

    def _records(self, file: str, place: tuple[Line, str] | None, report: Report) -> list[Record]:
        """Read a file once, and tell where it is missing or can't be read."""
        found = file_called(file, self.attached)
        at = place[0].place(place[1]) if place else (None, None)
        if found is None:
            report.add("file_missing", *at, name=file)
            return []
        if found not in self.records:
            try:
                self.records[found] = records_in(found, self.attached[found])
            except Unusable as wrong:
                report.add("file_unreadable", *at, name=found, why=str(wrong))
                return []
        return self.records[found]


def _is_number(name: str) -> bool:
    return name.lstrip("-").isdecimal()


def _once(listed: tuple[Choice, ...]) -> list[Choice]:
    """Leave out rows that would be offered twice."""
    seen = {(one.name, tuple(one.columns.items())): one for one in reversed(listed)}
    return list(reversed(seen.values()))
