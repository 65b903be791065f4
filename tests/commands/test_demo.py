"""The demonstration, as somebody starts it who has just cloned the project."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.server import ROOT


def demo(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "consult", "demo", "--prepare-only", "--folder", str(folder)]
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PATH": "", **environment},
        text=True,
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "instance"
    done = demo(folder, DATABASE_URL="postgresql://nobody@nowhere/real")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def count(folder: Path, table: str) -> int:
    engine = create_engine(f"sqlite:///{folder / 'consult.db'}")
    with engine.connect() as connection:
        n = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    return int(n)


def test_it_says_that_all_is_made_up(first: tuple[Path, str]) -> None:
    assert "made up" in first[1]


def test_it_shows_an_account_of_each_role_with_its_password(first: tuple[Path, str]) -> None:
    folder, said = first
    people = json.loads((folder / "accounts.json").read_text())["people"]
    roles = {"facilitator", "officer", "coordinator", "focal_point", "auditor"}
    assert {one["role"] for one in people} == roles
    assert all(one["login"] in said and one["password"] in said for one in people)


def test_only_its_owner_reads_the_passwords(first: tuple[Path, str]) -> None:
    assert (first[0] / "accounts.json").stat().st_mode & 0o777 == 0o600


def test_numbers_are_there_before_anybody_looks(first: tuple[Path, str]) -> None:
    assert count(first[0], "rollup") > 0
    assert count(first[0], "dirty") == 0
    assert count(first[0], "prevalence") > 0


def test_a_second_start_changes_nothing(first: tuple[Path, str]) -> None:
    folder, said = first
    tables = ("locality", "body", "person", "device", "submission", "reply", "tally", "rollup")
    before = {table: count(folder, table) for table in tables}
    again = demo(folder)
    assert {table: count(folder, table) for table in tables} == before
    assert again.stdout.splitlines()[-8:] == said.splitlines()[-8:]


def test_it_leaves_another_consultation_alone(first: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "consult.db").write_bytes((first[0] / "consult.db").read_bytes())
    engine = create_engine(f"sqlite:///{tmp_path / 'consult.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE consultation SET slug = 'another'"))
    engine.dispose()
    done = demo(tmp_path)
    assert done.returncode == 1
    assert "holds another consultation" in done.stderr


def test_lost_passwords_are_said(first: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "consult.db").write_bytes((first[0] / "consult.db").read_bytes())
    done = demo(tmp_path)
    assert done.returncode == 1
    assert "start again" in done.stderr
