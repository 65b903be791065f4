"""`consult user`, as an operator runs it."""

import re

import pytest
from click.testing import Result
from flask import Flask

from consult.app import main
from consult.services import people
from consult.store.base import db
from tests.conftest import Reader
from tests.ground import lay
from tests.staff import sign_in


@pytest.fixture(autouse=True)
def ground(app: Flask) -> None:
    with app.app_context():
        lay(db.session())


def run(app: Flask, *words: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(main, ["user", *words], input=typed)


AMINA = ("add", "Amina", "--role", "officer", "--name", "Amina Kamara", "--locality", "X01")


def test_an_account_is_made_with_a_password_that_is_shown_once(
    app: Flask, client_request: Reader
) -> None:
    done = run(app, *AMINA)
    assert done.exit_code == 0
    shown = re.search(r"amina can sign in with: (\S+)", done.output)
    assert shown
    sign_in(client_request, "amina", shown[1])
    assert shown[1] not in run(app, *AMINA).output


def test_a_password_can_come_from_the_standard_input_and_is_not_shown(
    app: Flask, client_request: Reader
) -> None:
    done = run(app, *AMINA, "--password-stdin", typed="correct horse battery\n")
    assert done.exit_code == 0
    assert "horse" not in done.output
    sign_in(client_request, "amina", "correct horse battery")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "x", "--role", "officer", "--name", "X"), "A login has 3 to 64"),
        (("add", "amina", "--role", "king", "--name", "X"), "'king' is not one of"),
        (("add", "amina", "--role", "officer", "--name", " "), "A person needs a name."),
        (
            ("add", "amina", "--role", "officer", "--name", "A", "--locality", "Z9"),
            "There is no locality with this code (Z9).",
        ),
        (("password", "nobody"), "Nobody has this login."),
        (("leave", "nobody"), "Nobody has this login."),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(
    app: Flask, words: tuple[str, ...], told: str
) -> None:
    done = run(app, *words)
    assert done.exit_code != 0
    assert told in done.output
    with app.app_context():
        assert people.sign_in(db.session(), "amina", "") is None


def test_a_short_password_is_refused(app: Flask) -> None:
    done = run(app, *AMINA, "--password-stdin", typed="short\n")
    assert done.exit_code == 1
    assert "at least 10 characters" in done.output


def test_a_new_password_replaces_the_old_one(app: Flask, client_request: Reader) -> None:
    run(app, *AMINA, "--password-stdin", typed="the first password\n")
    run(app, "password", "amina", "--password-stdin", typed="the second password\n")
    sign_in(client_request, "amina", "the first password", 422)
    sign_in(client_request, "amina", "the second password")


def test_who_leaves_can_not_sign_in(app: Flask, client_request: Reader) -> None:
    run(app, *AMINA, "--password-stdin", typed="the first password\n")
    assert run(app, "leave", "amina").exit_code == 0
    sign_in(client_request, "amina", "the first password", 422)
