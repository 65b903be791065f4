"""The files of the project, as git sees them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def files() -> tuple[Path, ...]:
    """List every file that is tracked or about to be, without what is ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def under(folder: str, *suffixes: str) -> list[Path]:
    """List the files below a folder that end in one of the suffixes."""
    return [
        path for path in files() if path.is_relative_to(ROOT / folder) and path.suffix in suffixes
    ]


def name(path: Path) -> str:
    """Name a file as a person would."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    """Read a file; one that is no text reads as nothing."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""
