"""Cells of a row: what each says, and texts by language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consult.core.question import Media
from consult.formats.xlsform.header_words import MEDIA, SPOKEN
from consult.formats.xlsform.headers import UNSAID, Columns
from consult.formats.xlsform.names import Names
from consult.formats.xlsform.sheet import Row, letter


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its columns known.

    `unsaid` is the tag of texts whose column names none; `names` are what ${name} can mean.
    """

    row: Row
    columns: Columns
    unsaid: str
    names: Names = field(default_factory=Names)

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self.row.number

    def get(self, name: str) -> str:
        """Give the text of a column, empty where there is none."""
        cells = self.row.cells
        for at, column in self.columns.items():
            if column.name == name and at in cells:
                return cells[at]
        return ""

    def words(self, name: str) -> dict[str, str]:
        """Give the text of a column in each language."""
        found = {
            self.columns[at].language: text
            for at, text in self._cells()
            if self.columns[at].name == name
        }
        if UNSAID in found:
            found = {self.unsaid: found.pop(UNSAID), **found}
        return found

    def media(self) -> Media:
        """Give the names of pictures, recordings and films, by kind and language."""
        named = {kind: self.words(kind) for kind in MEDIA}
        return {
            kind: {tag: name.rpartition("/")[2] for tag, name in words.items()}
            for kind, words in named.items()
            if words
        }

    def column(self, name: str) -> str | None:
        """Name the first column of that meaning, by its letter."""
        return next(
            (letter(at) for at, column in self.columns.items() if column.name == name), None
        )

    def place(self, name: str) -> tuple[int, str | None]:
        """Name the row and the column, for a finding."""
        return self.number, self.column(name)

    def rest(self, known: frozenset[str]) -> dict[str, str]:
        """Give the columns that are not known, by their headers."""
        return {
            self.columns[at].name: text
            for at, text in self._cells()
            if self.columns[at].name not in known
        }

    def _cells(self) -> list[tuple[int, str]]:
        return [(at, self.row.cells[at]) for at in self.columns if at in self.row.cells]


def languages_of(columns: Columns) -> list[str]:
    """List the languages of a sheet's columns, in their order; "" for columns that name none."""
    labels = [column.language for column in columns.values() if column.name == "label"]
    others = [
        column.language
        for column in columns.values()
        if column.name in SPOKEN and column.language != UNSAID
    ]
    return list(dict.fromkeys([*labels, *others])) or [UNSAID]


def unsaid_in(sheets: Iterable[Columns]) -> str:
    """Find the one language that columns without any must be in; "" where none is clear.

    One sheet says it and another doesn't; never two columns of the same sheet.
    """
    spoken = [set(languages_of(columns)) for columns in sheets]
    beside: set[str] = set().union(*(tags for tags in spoken if UNSAID in tags))
    for columns, tags in zip(sheets, spoken, strict=True):
        if UNSAID not in tags:
            return next((tag for tag in languages_of(columns) if tag not in beside), UNSAID)
    return UNSAID


def plain(words: Mapping[str, str]) -> str:
    """Give the first text there is."""
    return next(iter(words.values()), "")
