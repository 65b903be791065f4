"""What browsers are told, and what is refused of them."""

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from consult.core.permission import Role
from tests.conftest import Reader, app_on
from tests.staff import PASSWORD, hire, sign_in

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("path", ["/en/", "/en/sign-in", "/en/nowhere", "/healthz", "/sw.js"])
def test_every_answer_carries_the_policy(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers
    told = [part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; ")]
    assert dict(told) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


HERE = "http://localhost"
ELSEWHERE = "http://evil.example"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 303, id="our own page"),
        pytest.param({"Sec-Fetch-Site": "none"}, 303, id="the person themselves"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="a sister of ours"),
        pytest.param(
            {"Sec-Fetch-Site": "cross-site", "Origin": HERE}, 403, id="the newer header decides"
        ),
        pytest.param({"Origin": HERE}, 303, id="our own page in an older browser"),
        pytest.param({"Origin": ELSEWHERE}, 403, id="another site in an older browser"),
        pytest.param({"Origin": "null"}, 403, id="a page that hides where it is from"),
        pytest.param({"Origin": f"{HERE}:8000"}, 403, id="another port"),
        pytest.param({"Origin": "https://localhost"}, 403, id="another scheme"),
        pytest.param({"Origin": f"{HERE}.evil.example"}, 403, id="a name that begins like ours"),
        pytest.param({"Referer": f"{HERE}/en/desk/"}, 303, id="our page in the oldest browser"),
        pytest.param({"Referer": f"{ELSEWHERE}/"}, 403, id="another site in the oldest browser"),
        pytest.param({"Referer": f"{ELSEWHERE}/{HERE}/"}, 403, id="our name in their path"),
        pytest.param({"Referer": "http://[", "X": "1"}, 403, id="an address that is none"),
        pytest.param({}, 403, id="a cookie and not a word where it comes from"),
    ],
)
def test_a_signed_in_person_is_protected_from_other_sites(
    app: Flask, client_request: Reader, headers: dict[str, str], status: int
) -> None:
    hire(app, "coordinator", Role.COORDINATOR)
    sign_in(client_request, "coordinator")
    assert client_request.client.post("/en/sign-out", headers=headers).status_code == status


def test_a_program_without_cookie_needs_no_headers(app: Flask) -> None:
    hire(app, "coordinator", Role.COORDINATOR)
    typed = {"login": "coordinator", "password": PASSWORD}
    assert app.test_client().post("/en/sign-in", data=typed).status_code == 303


def test_a_token_of_its_own_is_proof_enough(app: Flask) -> None:
    headers = {"Authorization": "Bearer nobody's", "Origin": ELSEWHERE}
    answer = app.test_client().post("/sync", json={}, headers=headers)
    assert answer.status_code in {400, 401}


def test_a_refusal_says_what_to_do(app: Flask) -> None:
    answer = app.test_client().post("/fr/sign-in", headers={"Origin": ELSEWHERE})
    assert answer.status_code == 403
    assert answer.headers["Content-Language"] == "fr"


@pytest.mark.parametrize("path", ["/en/desk/", "/en/sign-out"])
def test_what_is_personal_is_kept_by_no_cache(
    app: Flask, client_request: Reader, path: str
) -> None:
    hire(app, "coordinator", Role.COORDINATOR)
    assert sign_in(client_request, "coordinator").headers["Cache-Control"] == "no-store"
    assert client_request.get(path).headers["Cache-Control"] == "no-store"


def test_over_https_the_cookie_and_the_browser_stay_there(
    sqlite_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with app_on(sqlite_url, tmp_path_factory.mktemp("secure"), SECURE_COOKIES=True) as app:
        hire(app, "coordinator", Role.COORDINATOR)
        answer = app.test_client().post(
            "/en/sign-in",
            base_url="https://localhost",
            data={"login": "coordinator", "password": PASSWORD},
        )
    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_form_that_is_too_large_is_refused_calmly(client_request: Reader) -> None:
    page = client_request.post("/en/sign-in", 413, data={"login": "x" * 600_000})
    assert "make it shorter" in page.text


def test_a_form_of_unknown_length_is_not_cut_silently(app: Flask) -> None:
    environ = EnvironBuilder(path="/en/sign-in", method="POST", data={"login": "x" * 600_000})
    sent = environ.get_environ() | {"wsgi.input_terminated": True}
    del sent["CONTENT_LENGTH"]
    assert app.test_client().open(sent).status_code == 413


def test_a_form_of_endless_parts_is_refused(client_request: Reader) -> None:
    parts = {f"part{number}": "x" for number in range(3_000)}
    client_request.post("/en/sign-in", 413, data=parts, content_type="multipart/form-data")


@pytest.mark.parametrize(("proxies", "seen"), [(0, "http"), (1, "https")])
def test_only_as_many_proxies_are_believed_as_there_are(
    sqlite_url: str, tmp_path_factory: pytest.TempPathFactory, proxies: int, seen: str
) -> None:
    with app_on(sqlite_url, tmp_path_factory.mktemp("proxy"), TRUSTED_PROXIES=proxies) as app:
        headers = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "consult.example",
            "Origin": "https://consult.example",
        }
        answer = app.test_client().post("/en/sign-in", headers=headers, data={})
    assert answer.status_code == {"http": 403, "https": 422}[seen]
