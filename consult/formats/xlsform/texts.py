"""Cells of a row: what each says, and texts by language."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.formats.xlsform.headers import UNSAID, Column
from consult.formats.xlsform.workbook import Row, letter


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its columns known; `unsaid` is the tag of texts whose column names none."""

    row: Row
    columns: Mapping[int, Column]
    unsaid: str

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self.row.number

    def get(self, name: str) -> str:
        """Give the text of a column, empty where there is none."""
        return next((text for at, text in self._cells() if self.columns[at].name == name), "")

    def words(self, name: str) -> dict[str, str]:
        """Give the text of a column in each language."""
        return {
            self.columns[at].language or self.unsaid: text
            for at, text in self._cells()
            if self.columns[at].name == name
        }

    def column(self, name: str) -> str | None:
        """Name the first column of that meaning, by its letter."""
        return next(
            (letter(at) for at, column in self.columns.items() if column.name == name), None
        )

    def rest(self, known: frozenset[str]) -> dict[str, str]:
        """Give the columns that are not known, by their headers."""
        return {
            self.columns[at].name: text
            for at, text in self._cells()
            if self.columns[at].name not in known
        }

    def _cells(self) -> list[tuple[int, str]]:
        return [(at, self.row.cells[at]) for at in self.columns if at in self.row.cells]


def languages_of(columns: Mapping[int, Column]) -> list[str]:
    """List the languages of a sheet's columns, in their order; "" for columns that name none."""
    spoken = [column.language for column in columns.values() if column.name == "label"]
    return list(dict.fromkeys(spoken)) or [UNSAID]
