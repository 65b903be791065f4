"""Guessing is slow, and nobody can starve the others."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import Reader, app_on


@pytest.fixture
def limited(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with app_on(sqlite_url, tmp_path_factory.mktemp("limited"), RATE_LIMITS=True) as app:
        yield app


def guess(app: Flask, login: str, address: str = "203.0.113.1") -> int:
    typed = {"login": login, "password": ""}
    client = app.test_client()
    return client.post("/en/sign-in", data=typed, environ_base={"REMOTE_ADDR": address}).status_code


def test_ten_guesses_at_one_login_are_enough(limited: Flask) -> None:
    assert [guess(limited, "amina") for _ in range(11)] == [422] * 10 + [429]
    assert guess(limited, " AMINA ") == 429


def test_another_person_at_the_same_address_can_still_sign_in(limited: Flask) -> None:
    for _ in range(11):
        guess(limited, "amina")
    assert guess(limited, "joseph") == 422


def test_the_owner_of_a_login_can_still_sign_in_from_elsewhere(limited: Flask) -> None:
    for _ in range(11):
        guess(limited, "amina")
    assert guess(limited, "amina", "203.0.113.2") == 422


def test_guessing_at_one_login_from_everywhere_ends_too(limited: Flask) -> None:
    tried = [guess(limited, "amina", f"203.0.113.{number}") for number in range(51)]
    assert tried == [422] * 50 + [429]


def test_guessing_at_everybody_from_one_address_ends_too(limited: Flask) -> None:
    assert [guess(limited, f"person{number}") for number in range(61)][-2:] == [422, 429]


def test_looking_at_the_form_is_not_guessing(limited: Flask) -> None:
    client = limited.test_client()
    assert {client.get("/en/sign-in").status_code for _ in range(70)} == {200}


def test_codes_can_not_be_tried_out(limited: Flask) -> None:
    client = limited.test_client()
    tried = [client.post("/en/code", data={"code": "000"}).status_code for _ in range(31)]
    assert tried.count(429) == 1
    assert tried[-1] == 429


@pytest.mark.parametrize(("path", "most"), [("/sync", 120), ("/api/v1/devices", 30)])
def test_a_program_that_asks_too_often_is_told_when_to_come_back(
    limited: Flask, path: str, most: int
) -> None:
    client = limited.test_client()
    answers = [client.post(path, json={}) for _ in range(most + 1)]
    assert 429 not in {answer.status_code for answer in answers[:-1]}
    assert answers[-1].status_code == 429
    assert answers[-1].json == {"problem": "too_many_requests"}
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61


def test_each_phone_has_its_own_measure(limited: Flask) -> None:
    client = limited.test_client()
    for _ in range(121):
        client.post("/sync", json={}, headers={"Authorization": "Bearer one"})
    answer = client.post("/sync", json={}, headers={"Authorization": "Bearer two"})
    assert answer.status_code != 429


def test_a_person_is_told_to_wait_in_their_language(limited: Flask) -> None:
    for _ in range(10):
        guess(limited, "amina")
    reader = Reader(limited.test_client())
    reader.client.environ_base["REMOTE_ADDR"] = "203.0.113.1"
    page = reader.post("/ar/sign-in", 429, data={"login": "amina", "password": ""})
    assert page.root.get("dir") == "rtl"
    assert int(page.headers["Retry-After"]) > 60


def test_a_broken_form_does_not_start_the_count_anew(limited: Flask) -> None:
    for _ in range(10):
        guess(limited, "amina")
    client = limited.test_client()
    huge = {"login": "x" * 600_000}
    cut = {"data": b"login=amina", "headers": {"Content-Length": "500"}}
    assert client.post("/en/sign-in", data=huge).status_code == 413
    client.post("/en/sign-in", content_type="application/x-www-form-urlencoded", **cut)
    assert guess(limited, "amina") == 429
