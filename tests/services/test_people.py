"""Accounts, on both databases."""

import pytest
from flask import Flask

from consult.core.permission import Role
from consult.core.person import Account
from consult.services import people
from consult.store.base import db
from consult.store.people import localities_of, with_login
from tests.conftest import Reader
from tests.ground import NOW, Ground, lay, named
from tests.phone import Phone
from tests.staff import PASSWORD, hire, sign_in


@pytest.fixture
def ground(both: Flask) -> Flask:
    with both.app_context():
        lay(db.session())
    return both


def add(app: Flask, account: Account) -> list[str]:
    with app.app_context():
        problems = people.add(db.session(), account, NOW)
        db.session.commit()
        return [problem.code for problem in problems]


AMINA = Account("amina", "Amina", Role.OFFICER, PASSWORD, ("X01", "Y01"))


def test_an_account_is_made_with_its_localities(ground: Flask) -> None:
    assert add(ground, AMINA) == []
    with ground.app_context():
        row = with_login(db.session(), "amina")
        assert row is not None
        assert [each.pcode for each in localities_of(db.session(), row.id)] == ["X01", "Y01"]
        found = people.sign_in(db.session(), "amina", PASSWORD)
        assert found is not None
        assert set(found.person.localities) == {"X01", "Y01"}


def test_a_password_is_kept_only_as_a_hash(ground: Flask) -> None:
    add(ground, AMINA)
    with ground.app_context():
        row = with_login(db.session(), "amina")
        assert row is not None
        assert row.password_hash.startswith("$argon2id$")
        assert PASSWORD not in row.password_hash


def test_one_login_is_one_person(ground: Flask) -> None:
    add(ground, AMINA)
    assert add(ground, Account("amina", "Another", Role.AUDITOR, PASSWORD)) == ["login_taken"]


def test_a_locality_that_does_not_exist_is_named_and_nothing_is_made(ground: Flask) -> None:
    account = Account("amina", "Amina", Role.OFFICER, PASSWORD, ("X01", "Z9"))
    assert add(ground, account) == ["no_such_locality"]
    with ground.app_context():
        assert with_login(db.session(), "amina") is None


@pytest.mark.parametrize(
    ("login", "password", "codes"),
    [
        ("amina", "another long one", []),
        (" AMINA ", "another long one", []),
        ("amina", "short", ["password_short"]),
        ("nobody", "another long one", ["login_unknown"]),
    ],
)
def test_a_password_can_be_changed(
    ground: Flask, login: str, password: str, codes: list[str]
) -> None:
    hire(ground, "amina", Role.OFFICER)
    with ground.app_context():
        problems = people.change_password(db.session(), login, password)
        db.session.commit()
        assert [problem.code for problem in problems] == codes
        works = people.sign_in(db.session(), "amina", password) is not None
        assert works is not bool(codes)


def test_who_leaves_takes_their_phones_right_with_them(ground: Flask) -> None:
    hire(ground, "joseph", Role.FACILITATOR, "X01")
    reader = Reader(ground.test_client())
    sign_in(reader, "joseph")
    laid = Ground(*(named(name) for name in Ground.__slots__))
    phone = Phone.enrolled(reader.client, laid)
    with ground.app_context():
        assert people.leave(db.session(), "joseph", NOW) == ()
        db.session.commit()
    body = {"device": phone.device, "cursor": {}, "records": []}
    headers = {"Authorization": f"Bearer {phone.token}"}
    assert phone.client.post("/sync", json=body, headers=headers).json == {"problem": "revoked"}


def test_generated_passwords_are_long_and_differ() -> None:
    made = {people.generated() for _ in range(100)}
    assert len(made) == 100
    assert {len(password) for password in made} == {19}
