"""What goes wrong is said calmly, in the reader's language, to people and to programs."""

import pytest
from flask import Flask, abort, request
from sqlalchemy.exc import OperationalError

from tests.conftest import Reader


@pytest.fixture
def failing(app: Flask) -> Flask:
    """Let /en/ fail in any way that a test asks for."""

    def fail() -> str:
        match request.args["how"]:
            case "bug":
                raise KeyError("what she said")
            case "database":
                raise OperationalError("SELECT", {}, Exception("locked"))
            case status:
                abort(int(status))

    app.view_functions["home.consultations"] = fail
    app.testing = False
    return app


@pytest.mark.parametrize("status", [400, 403, 404, 413, 415, 418, 429, 500, 503])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_failure_has_a_page_without_fault(failing: Flask, status: int, lang: str) -> None:
    page = Reader(failing.test_client()).get(f"/{lang}/?how={status}", status)
    assert page.headers["Content-Language"] == lang
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("how", ["bug", "429", "database"])
def test_a_page_never_tells_what_broke(failing: Flask, how: str) -> None:
    html = failing.test_client().get(f"/en/?how={how}").text
    assert "what she said" not in html
    assert "Error" not in html
    assert "Traceback" not in html


def test_a_bug_names_the_request_so_that_it_can_be_found(failing: Flask) -> None:
    answer = failing.test_client().get("/en/?how=bug")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text


def test_a_database_that_is_busy_asks_to_come_back(failing: Flask) -> None:
    answer = failing.test_client().get("/en/?how=database")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1


def test_a_language_that_we_do_not_speak_offers_those_that_we_do(client_request: Reader) -> None:
    page = client_request.get("/xx/", 404)
    links = {link.get("href") for link in page.one("ul", class_="tongues").iter("a")}
    assert links == {"/en/", "/fr/", "/ar/", "/sw/"}


def test_an_unknown_address_is_answered_in_the_language_that_it_begins_with(
    client_request: Reader,
) -> None:
    page = client_request.get("/ar/no/such/page", 404, headers={"Accept-Language": "fr"})
    assert page.root.get("lang") == "ar"


def test_an_unknown_address_without_language_is_answered_in_the_browser_s(
    client_request: Reader,
) -> None:
    page = client_request.get("/no/such/page/", 404, headers={"Accept-Language": "sw, en;q=0.5"})
    assert page.root.get("lang") == "sw"


def test_a_wrong_method_says_which_are_right(client_request: Reader) -> None:
    page = client_request.post("/en/", 405)
    assert "GET" in page.headers["Allow"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/sync", 405, "method_not_allowed"),
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("POST", "/keys.json", 405, "method_not_allowed"),
    ],
)
def test_a_program_is_answered_in_json(
    app: Flask, method: str, path: str, status: int, code: str
) -> None:
    answer = app.test_client().open(path, method=method)
    assert (answer.status_code, answer.json) == (status, {"problem": code})
