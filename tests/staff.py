"""People who work on the ground: an account each, and how they sign in."""

from datetime import UTC, datetime

from flask import Flask

from consult.core.permission import Role
from consult.core.person import Account
from consult.services import people
from consult.store.base import db
from tests.conftest import Reader
from tests.page import Page

PASSWORD = "a password of the tests"


def hire(app: Flask, login: str, role: Role, *localities: str) -> None:
    """Make an account."""
    with app.app_context():
        account = Account(login, login.title(), role, PASSWORD, localities)
        assert people.add(db.session(), account, datetime.now(UTC)) == ()
        db.session.commit()


def sign_in(reader: Reader, login: str, password: str = PASSWORD, status: int = 303) -> Page:
    """Sign in as a person does."""
    typed = {"login": login, "password": password}
    return reader.post("/en/sign-in", status, data=typed)
