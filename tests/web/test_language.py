"""Every page in the reader's language."""

import pytest
from flask import Flask

from consult.store.base import db
from tests.conftest import Reader
from tests.ground import lay


@pytest.mark.parametrize(
    ("lang", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("sw", "ltr")]
)
def test_a_page_says_its_language_and_direction(
    client_request: Reader, lang: str, direction: str
) -> None:
    page = client_request.get(f"/{lang}/")
    assert (page.root.get("lang"), page.root.get("dir")) == (lang, direction)
    assert page.headers["Content-Language"] == lang


def test_the_address_decides_not_the_browser(client_request: Reader) -> None:
    page = client_request.get("/sw/", headers={"Accept-Language": "fr"})
    assert page.root.get("lang") == "sw"


@pytest.mark.parametrize(
    ("path", "in_arabic"),
    [
        pytest.param("/en/", "/ar/", id="the front"),
        pytest.param("/en/sign-in?next=/en/desk/", "/ar/sign-in?next=/en/desk/", id="with a query"),
        pytest.param(
            "/en/?endpoint=x&_method=POST", "/ar/?endpoint=x&_method=POST", id="with strange names"
        ),
        pytest.param("/en/?_external=1", "/ar/?_external=1", id="with an option's name"),
        pytest.param("/en/c/water/give?at=X0101", "/ar/c/water/give?at=X0101", id="with a place"),
    ],
)
def test_a_page_links_to_itself_in_every_language(
    app: Flask, client_request: Reader, path: str, in_arabic: str
) -> None:
    with app.app_context():
        lay(db.session())
    links = {link.get("href") for link in client_request.get(path).all("a", hreflang="ar")}
    assert links == {in_arabic}


def test_a_form_that_was_refused_links_to_itself_in_every_language(client_request: Reader) -> None:
    page = client_request.post("/en/sign-in", 422, data={"login": "x", "password": "y"})
    assert {link.get("href") for link in page.all("a", hreflang="sw")} == {"/sw/sign-in"}


@pytest.mark.parametrize("path", ["/EN/", "/xx/", "/eng/", "/en-GB/", "/favicon.ico", "/e/"])
def test_what_is_no_language_of_ours_is_not_found(client_request: Reader, path: str) -> None:
    client_request.get(path, 404)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        pytest.param("ar-SY, en;q=0.5", "/ar/", id="a region of a language that we speak"),
        pytest.param("kpe, sw;q=0.4, fr;q=0.9", "/fr/", id="the one wanted most"),
        pytest.param("kpe", "/en/", id="none that we speak"),
        pytest.param(";;;q=x,,", "/en/", id="nonsense"),
        pytest.param("", "/en/", id="nothing"),
    ],
)
def test_the_front_sends_a_reader_to_their_language(app: Flask, asked: str, given: str) -> None:
    answer = app.test_client().get("/", headers={"Accept-Language": asked})
    assert answer.headers["Location"] == given
    assert "Accept-Language" in answer.headers["Vary"]
