"""The log says how it went, and nothing about anybody."""

import json
from typing import Any

import pytest
from flask import Flask

from consult.core.permission import Role
from consult.store.base import db
from tests.conftest import Reader, app_on
from tests.ground import lay
from tests.staff import hire, sign_in

Capture = pytest.CaptureFixture[str]


def events(capture: Capture) -> list[dict[str, Any]]:
    lines = [line for line in capture.readouterr().err.splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines]


def test_every_request_is_one_line_of_json(capfd: Capture, app: Flask) -> None:
    answer = app.test_client().get("/en/sign-in")
    [line] = events(capfd)
    assert line["event"] == "request"
    assert (line["method"], line["rule"], line["status"]) == ("GET", "/<lang>/sign-in", 200)
    assert line["milliseconds"] > 0
    assert line["request_id"] == answer.headers["X-Request-Id"]


def test_the_log_holds_no_address_name_word_code_or_query(
    capfd: Capture, app: Flask, client_request: Reader
) -> None:
    with app.app_context():
        lay(db.session())
    hire(app, "amina.kamara", Role.COORDINATOR)
    traces = {
        "REMOTE_ADDR": "203.0.113.77",
        "HTTP_USER_AGENT": "Tecno-POP-7",
        "HTTP_REFERER": "http://localhost/en/?from=her-village",
        "HTTP_X_FORWARDED_FOR": "198.51.100.4",
    }
    client = client_request.client
    client.environ_base.update(traces)
    sign_in(client_request, "amina.kamara")
    client.get("/en/code?code=7K3M-9QX-2TA")
    client.post("/en/code", data={"code": "7K3M-9QX-2TA"})
    client.get("/en/c/secret-slug/give?at=X0101")
    client.get("/en/places/X0101/")
    client.get("/en/no/such/page-of-hers")
    client.post("/en/c/water/give", data={"told": "the pump is broken"})
    written = capfd.readouterr().err
    for trace in (
        *("amina", "203.0.113", "198.51", "Tecno", "her-village", "7K3M", "secret-slug"),
        *("X0101", "page-of-hers", "pump", "at=", "127.0.0.1"),
    ):
        assert trace not in written


def test_a_failure_is_logged_with_its_place_but_without_its_words(
    capfd: Capture, app: Flask
) -> None:
    def fail() -> str:
        raise ValueError("the pump is broken, says Amina")

    app.view_functions["home.consultations"] = fail
    app.testing = False
    app.test_client().get("/en/?at=X0101")
    written = capfd.readouterr().err
    failure, request = (json.loads(line) for line in written.splitlines())
    assert (failure["event"], failure["error"]) == ("failure", "ValueError")
    assert "test_logs.py" in failure["where"][-1]
    assert failure["request_id"] == request["request_id"]
    assert "Amina" not in written
    assert "X0101" not in written


def test_a_strange_method_is_not_copied_into_the_log(capfd: Capture, app: Flask) -> None:
    app.test_client().open("/en/", method="AMINA")
    assert events(capfd)[0]["method"] == "other"


@pytest.mark.parametrize(("level", "lines"), [("INFO", 1), ("warning", 0)])
def test_the_level_can_be_set(
    sqlite_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    capfd: Capture,
    level: str,
    lines: int,
) -> None:
    with app_on(sqlite_url, tmp_path_factory.mktemp("level"), LOG_LEVEL=level) as app:
        app.test_client().get("/healthz")
    assert len(events(capfd)) == lines
