"""Signing in and out, on the real app."""

from collections.abc import Callable
from statistics import median
from time import perf_counter, time

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from consult.core.permission import Role
from consult.services import people
from consult.store.base import db
from consult.store.rows import PersonRow
from tests.conftest import Reader
from tests.ground import NOW, lay
from tests.staff import PASSWORD, hire, sign_in

GREETING = "Login or password is wrong"


@pytest.fixture(autouse=True)
def staff(app: Flask) -> None:
    with app.app_context():
        lay(db.session())
    hire(app, "officer", Role.OFFICER, "X01")
    hire(app, "coordinator", Role.COORDINATOR)
    hire(app, "facilitator", Role.FACILITATOR, "X0101")


@pytest.mark.parametrize(
    ("login", "home"),
    [
        ("officer", "/en/council/X01/"),
        ("coordinator", "/en/desk/"),
        ("facilitator", "/en/field/"),
    ],
)
def test_a_person_who_signs_in_comes_to_their_own_page(
    client_request: Reader, login: str, home: str
) -> None:
    assert sign_in(client_request, login).headers["Location"] == home


def test_capitals_and_spaces_around_a_login_are_forgiven(client_request: Reader) -> None:
    sign_in(client_request, " Coordinator ")
    client_request.get("/en/desk/")


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("coordinator", "a wrong password", id="a wrong password"),
        pytest.param("nobody", PASSWORD, id="an unknown login"),
        pytest.param("", "", id="nothing at all"),
        pytest.param("coordinator", PASSWORD + "x" * 100_000, id="an endless password"),
        pytest.param("' OR 1=1 --", "x", id="a piece of SQL"),
        pytest.param("coordi\x00nator", PASSWORD, id="a sign that PostgreSQL can't store"),
        pytest.param("coordinator", "\ud800".encode("utf-8", "surrogatepass"), id="broken text"),
    ],
)
def test_who_does_not_know_both_learns_only_that(
    client_request: Reader, login: str, password: str
) -> None:
    page = sign_in(client_request, login, password, 422)
    assert GREETING in page.text
    client_request.get("/en/desk/", 302)


def test_the_password_is_never_written_back(client_request: Reader) -> None:
    assert "tell-tale" not in sign_in(client_request, "officer", "tell-tale", 422).html


@pytest.fixture
def in_production(
    quick_hashes: PasswordHasher, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hash as in production, and give the coordinator such a password."""
    monkeypatch.setattr(people, "HASHER", quick_hashes)
    with app.app_context():
        people.change_password(db.session(), "coordinator", PASSWORD)
        db.session.commit()


def test_an_unknown_login_takes_as_long_as_a_wrong_password(
    app: Flask, in_production: None
) -> None:
    def seconds(login: str) -> float:
        began = perf_counter()
        people.sign_in(db.session(), login, "a wrong password")
        return perf_counter() - began

    with app.app_context():
        seconds("warm-up")
        known, unknown = (
            median(seconds(login) for _ in range(5)) for login in ("coordinator", "who")
        )
    assert unknown > known / 3


@pytest.mark.parametrize(
    ("then", "goes"),
    [
        pytest.param("/en/desk/?a=1", "/en/desk/?a=1", id="a page of ours"),
        pytest.param("https://evil.example/", "/en/desk/", id="another site"),
        pytest.param("//evil.example/", "/en/desk/", id="another site without a scheme"),
        pytest.param("/\\evil.example/", "/en/desk/", id="a backslash that browsers turn"),
        pytest.param("/\t/evil.example/", "/en/desk/", id="a tab that browsers drop"),
        pytest.param("javascript:alert(1)", "/en/desk/", id="a script"),
        pytest.param("desk", "/en/desk/", id="no path"),
    ],
)
def test_after_signing_in_a_person_stays_on_this_site(
    client_request: Reader, then: str, goes: str
) -> None:
    typed = {"login": "coordinator", "password": PASSWORD, "next": then}
    assert client_request.post("/en/sign-in", 303, data=typed).headers["Location"] == goes


def test_who_must_sign_in_first_comes_back_to_where_they_wanted(client_request: Reader) -> None:
    sent = client_request.get("/sw/desk/", 302).headers["Location"]
    assert sent == "/sw/sign-in?next=/sw/desk/"
    form = client_request.get(sent).one("input", name="next")
    assert form.get("value") == "/sw/desk/"


def test_signing_out_ends_a_copied_cookie_too(app: Flask, client_request: Reader) -> None:
    sign_in(client_request, "coordinator")
    cookie = client_request.client.get_cookie("session")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    assert thief.get("/en/desk/").status_code == 200
    client_request.get("/en/sign-out")
    client_request.post("/en/sign-out", 303)
    assert thief.get("/en/desk/").status_code == 302


def test_a_new_password_ends_older_sign_ins(app: Flask, client_request: Reader) -> None:
    sign_in(client_request, "coordinator")
    with app.app_context():
        people.change_password(db.session(), "coordinator", "another password")
        db.session.commit()
    client_request.get("/en/desk/", 302)
    sign_in(client_request, "coordinator", status=422)
    sign_in(client_request, "coordinator", "another password")


def test_who_has_left_neither_stays_nor_comes_back(app: Flask, client_request: Reader) -> None:
    sign_in(client_request, "coordinator")
    with app.app_context():
        people.leave(db.session(), "coordinator", NOW)
        db.session.commit()
    client_request.get("/en/desk/", 302)
    sign_in(client_request, "coordinator", status=422)


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 302)])
def test_a_sign_in_ends_after_an_idle_hour(
    client_request: Reader, minutes: int, status: int
) -> None:
    sign_in(client_request, "coordinator")
    with client_request.client.session_transaction() as session:
        session["seen"] = int(time()) - minutes * 60
    client_request.get("/en/desk/", status)


def test_every_page_puts_the_end_off_again(client_request: Reader) -> None:
    sign_in(client_request, "coordinator")
    with client_request.client.session_transaction() as session:
        session["seen"] = int(time()) - 59 * 60
    client_request.get("/en/desk/")
    with client_request.client.session_transaction() as session:
        assert session["seen"] > time() - 60


def test_a_cookie_that_was_changed_is_no_sign_in(client_request: Reader) -> None:
    sign_in(client_request, "officer")
    cookie = client_request.client.get_cookie("session")
    assert cookie is not None
    client_request.client.set_cookie("session", cookie.value[:-2] + "xx")
    client_request.get("/en/council/X01/", 302)


def test_an_old_hash_is_renewed_when_its_owner_signs_in(
    app: Flask, client_request: Reader, in_production: None
) -> None:
    def hash_of(login: str) -> PersonRow:
        return db.session.scalars(select(PersonRow).where(PersonRow.login == login)).one()

    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with app.app_context():
        hash_of("coordinator").password_hash = weak
        db.session.commit()
    sign_in(client_request, "coordinator")
    with app.app_context():
        renewed = hash_of("coordinator").password_hash
    assert renewed != weak
    assert "m=65536" in renewed


def test_the_cookie_can_neither_be_read_by_script_nor_sent_from_elsewhere(
    client_request: Reader,
) -> None:
    cookie = sign_in(client_request, "coordinator").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_page_without_sign_in_sets_no_cookie(client_request: Reader) -> None:
    for path in ("/en/", "/en/sign-in", "/ar/code"):
        assert "Set-Cookie" not in client_request.get(path).headers


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "sw"])
def test_the_form_is_there_in_every_language(
    client_request: Reader, lang: str, reader_of: Callable[[Flask], Reader]
) -> None:
    page = client_request.get(f"/{lang}/sign-in")
    assert page.one("form").get("action") == f"/{lang}/sign-in"
