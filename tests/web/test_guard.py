"""Who is let in where, on the real app."""

import pytest
from flask import Flask

from consult.core.permission import Role
from consult.store.base import db
from tests.conftest import Reader
from tests.ground import lay
from tests.staff import hire, sign_in


@pytest.fixture(autouse=True)
def staff(app: Flask) -> None:
    with app.app_context():
        lay(db.session())
    hire(app, "county", Role.OFFICER, "X01")
    hire(app, "north", Role.OFFICER, "X0101")
    hire(app, "coordinator", Role.COORDINATOR)
    hire(app, "auditor", Role.AUDITOR)
    hire(app, "facilitator", Role.FACILITATOR, "X01")


@pytest.mark.parametrize(
    ("login", "path", "status"),
    [
        pytest.param("county", "council/X01/", 200, id="an officer opens their own county"),
        pytest.param("county", "council/X0101/", 200, id="and a district in it"),
        pytest.param("county", "council/X01/brief", 200, id="and its sheet"),
        pytest.param("north", "council/X0101/", 200, id="an officer opens their own district"),
        pytest.param("north", "council/X0102/", 404, id="not the one beside it"),
        pytest.param("north", "council/X01/", 404, id="nor the county above it"),
        pytest.param("county", "council/Y01/", 404, id="not another county"),
        pytest.param("county", "council/Z99/", 404, id="nor one that does not exist"),
        pytest.param("county", "desk/", 404, id="an officer has no desk"),
        pytest.param("facilitator", "council/X01/", 404, id="a facilitator reads no summary"),
        pytest.param("facilitator", "desk/", 404, id="a facilitator has no desk"),
        pytest.param("coordinator", "council/X01/", 200, id="a coordinator opens every county"),
        pytest.param("coordinator", "desk/", 200, id="a coordinator has a desk"),
        pytest.param("auditor", "council/X01/", 200, id="an auditor opens every county"),
        pytest.param("auditor", "desk/", 200, id="an auditor sees the desk"),
    ],
)
def test_a_person_opens_what_is_theirs(
    client_request: Reader, login: str, path: str, status: int
) -> None:
    sign_in(client_request, login)
    client_request.get(f"/en/{path}", status)


def test_a_place_that_is_not_theirs_looks_as_if_it_did_not_exist(client_request: Reader) -> None:
    sign_in(client_request, "north")
    real, made_up = (client_request.get(f"/en/council/{at}/", 404) for at in ("X0102", "Z99"))
    assert real.html.replace("X0102", "Z99") == made_up.html


@pytest.mark.parametrize("path", ["council/X01/", "council/Z99/", "council/X01/brief", "desk/"])
def test_who_is_not_signed_in_is_asked_to(client_request: Reader, path: str) -> None:
    sent = client_request.get(f"/fr/{path}", 302).headers["Location"]
    assert sent == f"/fr/sign-in?next=/fr/{path}"


def test_what_was_written_while_signed_out_is_neither_taken_nor_thrown_away(
    client_request: Reader,
) -> None:
    page = client_request.post("/en/sign-out", 401)
    assert "come back here and send again" in page.text


@pytest.mark.parametrize("path", ["/en/", "/en/code", "/en/sign-in", "/healthz", "/keys.json"])
def test_what_is_for_everyone_asks_for_nothing(client_request: Reader, path: str) -> None:
    client_request.get(path)


def test_a_route_that_the_table_does_not_name_is_refused_to_everyone(
    app: Flask, client_request: Reader
) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secrets")
    app.testing = False
    sign_in(client_request, "coordinator")
    assert "secrets" not in client_request.get("/forgotten", 500).html
