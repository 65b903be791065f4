"""Where the bytes of files lie, in a folder, each under the name that its content gives it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Depot:
    """Bytes by name, on a file system.

    All that the rest of the code knows of storage are these four verbs, so that another kind
    of storage is another class with the same. `name` may have folders in it.
    """

    folder: Path

    def write(self, name: str, offset: int, piece: bytes) -> None:
        """Put a piece at its place, in front of nothing, and wait until the disk has it.

        Raises:
            OSError: When there is no room, and then nothing has changed before `offset`.
        """
        path = self.folder / name
        fresh = not path.exists()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            self._settle(path.parent)

    def read(self, name: str) -> bytes:
        """Give all bytes.

        Raises:
            FileNotFoundError: When there are none of this name.
        """
        return (self.folder / name).read_bytes()

    def remove(self, name: str) -> None:
        """Let the bytes go, if they are there."""
        (self.folder / name).unlink(missing_ok=True)

    def _settle(self, folder: Path) -> None:
        """Let the disk know of a new name, too."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
