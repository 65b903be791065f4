"""What reading a spreadsheet found: what was normalised, ignored, or can't be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.formats.xlsform.codes import CODES, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a spreadsheet; rows count from 1, columns are letters."""

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Say whether it was put right, left out, or stands in the way."""
        return CODES[self.code][0]

    @property
    def place(self) -> str:
        """Name the place as a spreadsheet does: survey!C12."""
        cell = f"{self.column or ''}{self.row or ''}"
        return "!".join(part for part in (self.sheet, cell) if part)


def sentence(finding: Finding) -> str:
    """Say a finding in English."""
    return CODES[finding.code][1].format(**finding.values)


class Report:
    """Collect findings about one sheet, or the file."""

    def __init__(self, sheet: str | None = None, found: list[Finding] | None = None) -> None:
        self.sheet = sheet
        self.found: list[Finding] = [] if found is None else found

    def on(self, sheet: str | None) -> "Report":
        """Go on with another sheet of the same file."""
        return Report(sheet, self.found)

    @property
    def refused(self) -> bool:
        """Tell whether something stands in the way."""
        return any(finding.severity == "refused" for finding in self.found)

    def add(
        self, code: str, row: int | None = None, column: str | None = None, **values: str | int
    ) -> None:
        """Note one finding; values are cut so that a report stays readable."""
        shown = {
            name: value[:80] if isinstance(value, str) else value for name, value in values.items()
        }
        self.found.append(Finding(code, self.sheet, row, column, shown))
