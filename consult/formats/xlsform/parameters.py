"""The parameters cell: names with values."""

import re

from consult.formats.xlsform.texts import Line


def parameters_of(line: Line) -> dict[str, str]:
    """Read "start=1 end=5; step=1" into its parts."""
    pairs = re.findall(r"([\w\-]+)\s*=\s*(\$\{[^}]*\}|[^\s,;]+)", line.get("parameters"))
    return {name.lower(): value.strip("'\"") for name, value in pairs}
