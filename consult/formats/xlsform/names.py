"""Names of questions: mended where they can't stand, told apart where two are alike."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

REFERENCE = re.compile(r"\$\s?\{\s*([^{}]*?)\s*\}")
NAME = re.compile(r"(?!__)[^\W\d][\w.\-]{0,63}")
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows are called.

    Args:
        taken: All names of rows.
        kept: By what people may write in ${...}: the name that is meant, or "" for several.
    """

    taken: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=dict)

    def mended(self, text: str, tell: Callable[[str, str, str], None], blank: str = "''") -> str:
        """Put the names in ${...} right, as far as it is clear which are meant.

        Args:
            text: An expression or a label.
            tell: Is told a code, what was written, and the name that was taken.
            blank: What stands for the record that was saved last.
        """

        def right(found: re.Match[str]) -> str:
            written = found[1]
            if written.lower().startswith("last-saved#"):
                tell("last_saved", written, written.partition("#")[2])
                return blank
            meant = self.kept.get(written) or self.kept.get(fold(written))
            if meant and meant != written:
                tell("reference_normalised", written, meant)
            return f"${{{meant or written}}}"

        return REFERENCE.sub(right, text)


def fold(name: str) -> str:
    """Forget about case and blanks."""
    return " ".join(name.split()).casefold()


def able(written: str) -> str:
    """Make a name that can stand, "" where nothing of it can."""
    if NAME.fullmatch(written):
        return written
    plain = re.sub(r"[^\w.\-]+", "_", written.strip()).strip("_")[: LONGEST - 1]
    if plain and not re.match(r"[^\W\d]", plain):
        plain = f"_{plain.lstrip('.-_')}"
    return plain if NAME.fullmatch(plain) else ""


def free(wanted: str, taken: set[str]) -> str:
    """Find a name that nobody has: the wanted one, or with a number."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted[: LONGEST - 4]}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in numbered if name not in taken)
