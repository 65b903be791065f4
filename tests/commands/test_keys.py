"""`consult keys` and `consult db`, as an operator runs them."""

from pathlib import Path

from consult.app import main
from tests.conftest import app_on


def test_keys_are_made_once_and_turned_when_asked(sqlite_url: str, tmp_path: Path) -> None:
    with app_on(sqlite_url, tmp_path / "server") as app:
        runner = app.test_cli_runner()
        before = app.test_client().get("/keys.json").json
        assert "nothing was made" in runner.invoke(main, ["keys", "make"]).output
        assert "seal.pem" in runner.invoke(main, ["keys", "rotate"]).output
    with app_on(sqlite_url, tmp_path / "server") as app:
        after = app.test_client().get("/keys.json").json
    assert before is not None
    assert after is not None
    assert after["seal"] != before["seal"]
    assert after["sign"][1:] == before["sign"]


def test_an_empty_database_becomes_ready(tmp_path: Path) -> None:
    with app_on(f"sqlite:///{tmp_path / 'new.db'}", tmp_path) as app:
        assert app.test_client().get("/readyz").status_code == 503
        done = app.test_cli_runner().invoke(main, ["db", "upgrade"])
        assert done.exit_code == 0, done.output
        assert app.test_client().get("/readyz").status_code == 200
        again = app.test_cli_runner().invoke(main, ["db", "upgrade"])
        assert "up to date" in again.output
