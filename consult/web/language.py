"""The reader's language: from the address, else from what their browser asks for."""

from functools import partial
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import Babel, format_date
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter, Rule

from consult.core.language import DEFAULT, ENDONYMS, INTERFACE, direction, match, say

HOME: Final = "home.consultations"


class UnknownLanguage(NotFound):
    """Say that Consult isn't spoken in the language of an address."""


class Tongue(NamedTuple):
    """One language that a page can be read in."""

    tag: str
    name: str
    address: str


class Address(Rule):
    """Read `<lang>` as a language and nothing else, so that /sync isn't taken for one."""

    def get_converter(
        self, variable_name: str, converter_name: str, args: Any, kwargs: Any
    ) -> BaseConverter:
        """Give `lang` its own pattern wherever it stands."""
        if variable_name == "lang":
            return Tag(self.map)
        return super().get_converter(variable_name, converter_name, args, kwargs)


class Tag(BaseConverter):
    """Match the shape of a language's tag, also of one that we don't speak."""

    regex = "[a-z]{2,3}"


def install(app: Flask) -> None:
    """Take `lang` out of every address, and give it to every page and to gettext."""
    app.url_rule_class = Address
    Babel(app, locale_selector=reader_language)
    app.url_value_preprocessor(_take)
    app.url_defaults(_give)
    app.context_processor(_spoken)
    app.add_template_global(ENDONYMS.get, "own_name")
    app.add_template_filter(partial(format_date, format="long"), "day")
    app.after_request(_say)


def reader_language() -> str:
    """Give the language of this request, one of those of the interface."""
    if "language" not in g:
        first = request.path.split("/")[1] if request.path.count("/") > 1 else ""
        wanted = match(request.headers.get("Accept-Language", "")) or DEFAULT
        g.language = first if first in INTERFACE else wanted
    language: str = g.language
    return language


def tongues() -> list[Tongue]:
    """Give the languages of the interface, each with the address of this page in it."""
    return [Tongue(tag, name, _here(tag)) for tag, name in ENDONYMS.items()]


def _here(tag: str) -> str:
    """Give this page in another language; for one that can't be asked for again, the front."""
    rule = request.url_rule
    if rule is None or "lang" not in rule.arguments:
        return url_for(HOME, lang=tag)
    if "GET" in (rule.methods or ()):
        here = url_for(rule.endpoint, **{**(request.view_args or {}), "lang": tag})
        asked = urlencode(list(request.args.items(multi=True)), safe="/")
        return f"{here}?{asked}" if asked else here
    page = f"/{tag}/{request.path.split('/', 2)[2]}"
    routes = current_app.create_url_adapter(request)
    return page if routes is not None and routes.test(page, "GET") else url_for(HOME, lang=tag)


def _take(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        language = values.pop("lang")
        if language not in INTERFACE:
            raise UnknownLanguage
        g.language = language


def _give(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and _wants_language(endpoint):
        values["lang"] = reader_language()


def _wants_language(endpoint: str) -> bool:
    return current_app.url_map.is_endpoint_expecting(endpoint, "lang")


def _spoken() -> dict[str, Any]:
    language = reader_language()
    return {
        "lang": language,
        "dir": direction(language),
        "tongues": tongues(),
        "say": partial(say, language=language),
    }


def _say(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", reader_language())
        if request.url_rule is None or "lang" not in request.url_rule.arguments:
            response.vary.add("Accept-Language")
    return response
