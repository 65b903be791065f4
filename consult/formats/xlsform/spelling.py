"""What people write for signs and functions, put right."""

import re

from consult.core.expression.rewrite import VOCABULARY
from consult.core.expression.words import BLANKS, STRAIGHT

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\$\{[^}]*\}")
SPELLED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(wrong), right)
    for wrong, right in (
        (r"(?i)\band\b|&&", " and "), (r"(?i)\bor\b|\|\|", " or "), (r"(?i)\bdiv\b", " div "),
        (r"(?i)\bmod\b", " mod "), (r"==+", "="), (r"<>|≠|=!|!==", "!="), (r"≤|=<", "<="),
        (r"≥|=>", ">="), (r"[−–—]", "-"), (r"×", "*"), (r"÷", " div "),
    )
)  # fmt: skip
"""What people write for signs, outside of quotes."""

CALL = re.compile(r"([A-Za-z][\w\-:]*)(\s*\()")
LIKE = {name.lower(): name for name in VOCABULARY}


def spelled(text: str) -> str:
    """Spell signs and functions as the grammar does, outside of quotes."""
    straight = "".join(STRAIGHT.get(sign, sign) for sign in text).strip(" \n=;")
    pieces = QUOTED.split(straight)
    kept = [*QUOTED.findall(straight), ""]
    return "".join(
        _plain(piece) + quoted for piece, quoted in zip(pieces, kept, strict=True)
    ).strip()


def _plain(piece: str) -> str:
    for wrong, right in SPELLED:
        piece = wrong.sub(right, piece)
    return CALL.sub(
        lambda call: LIKE.get(call[1].lower().replace("_", "-"), call[1]) + call[2], piece
    )


def bent(text: str) -> bool:
    """Tell whether a spreadsheet has bent quotes or hardened spaces."""
    hard = (blank for blank in BLANKS.findall(text) if not re.fullmatch(r"[ \t\r\n]+", blank))
    return any(sign in STRAIGHT for sign in text) or any(hard)
