"""Forms to begin from, which come with Consult."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

FOLDER: Final = Path(__file__).parents[1] / "demo" / "forms"


@cache
def templates() -> Mapping[str, Mapping[str, Any]]:
    """Read them all, as the JSON of forms by slug."""
    paths = sorted(FOLDER.glob("*.json"))
    return {path.stem: msgspec.json.decode(path.read_bytes()) for path in paths}
