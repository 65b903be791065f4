"""Files that lie beside a form: in FILE-media, as ODK has them, or in the same folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path

MOST = 1_000
"""Files of a folder that are looked at."""

MEGABYTES = 50


class Beside(Mapping[str, bytes]):
    """The files by name; each is read when somebody asks for it."""

    def __init__(self, form: Path) -> None:
        folders = [form] if form.is_dir() else [form.parent, form.with_name(f"{form.stem}-media")]
        self.paths = {path.name: path for folder in folders for path in _files(folder)}

    def __getitem__(self, name: str) -> bytes:
        """Read a file; what is far too large is cut, and so found to be broken."""
        with self.paths[name].open("rb") as file:
            return file.read(MEGABYTES * 2**20)

    def __iter__(self) -> Iterator[str]:
        """Name the files."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.paths)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file())[:MOST]
