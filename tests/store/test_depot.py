import stat
from pathlib import Path

import pytest

from consult.store.depot import Depot

NAME = "folder/ab/abcd"


@pytest.fixture
def depot(tmp_path: Path) -> Depot:
    return Depot(tmp_path / "files")


def test_pieces_become_a_whole(depot: Depot) -> None:
    depot.write(NAME, 0, b"one ")
    depot.write(NAME, 4, b"two")
    assert depot.read(NAME) == b"one two"


def test_what_stands_behind_a_piece_was_never_told_and_goes(depot: Depot) -> None:
    depot.write(NAME, 0, b"one two three")
    depot.write(NAME, 4, b"2")
    assert depot.read(NAME) == b"one 2"


def test_what_is_removed_is_gone_and_may_be_removed_again(depot: Depot) -> None:
    depot.write(NAME, 0, b"one")
    depot.remove(NAME)
    depot.remove(NAME)
    with pytest.raises(FileNotFoundError):
        depot.read(NAME)


def test_nobody_else_on_the_machine_may_look(depot: Depot) -> None:
    depot.write(NAME, 0, b"one")
    for path in (depot.folder, (depot.folder / NAME).parent, depot.folder / NAME):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
