"""A form's own words as HTML: line breaks, light Markdown, and answers that stand in them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from consult.core.filling import REFERENCE

TAG: Final = re.compile(
    r"</?(?:span|font|center|big|small|strong|em|b|i|u|p|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
BREAK: Final = re.compile(r"\s*<br\s*/?>\s*|\r\n?", re.IGNORECASE)
HEADING: Final = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*")
MARKS: Final = frozenset("*_\\[<#\n")
"""What nothing but plain words lacks."""

HERE, THERE = "\ue000", "\ue001"
"""Around the place of an answer, where no text has anything: a private use of ours."""

REFERRED: Final = Markup('<bdi data-ref="{}">{}</bdi>')
PLACE: Final = re.compile(HERE + "([0-9]{1,4})" + THERE)


def _markdown() -> MarkdownIt:
    light = MarkdownIt("zero", {"html": False, "breaks": True})
    light.enable(["emphasis", "escape", "link", "newline"])
    light.add_render_rule("link_open", _open_link)
    light.add_render_rule("link_close", _close_link)
    return light


def _open_link(_renderer: Any, tokens: Any, place: int, _options: Any, env: Any) -> str:
    env["address"] = tokens[place].attrGet("href")
    return ""


def _close_link(_renderer: Any, _tokens: Any, _place: int, _options: Any, env: Any) -> str:
    # An address in a form is read, not followed: who leaves the page may not find back.
    return f" ({escape(env['address'])})"


LIGHT: Final = _markdown()


def markup(text: str, told: Callable[[str], str]) -> Markup:
    """Write a text as HTML.

    Args:
        text: With light Markdown, and ${name} where an answer stands.
        told: Gives the answer to a question by its name.
    """
    return _filled(text, lambda name: REFERRED.format(name, told(name)))


def plain(text: str, told: Callable[[str], str]) -> str:
    """Write a text without any marks, for where HTML can't stand."""
    html = _filled(text, lambda name: escape(told(name)))
    return html.replace("<br>", " ").striptags()


def _filled(text: str, answer: Callable[[str], Markup]) -> Markup:
    """Keep answers out of the way of Markdown, and put them in afterwards."""
    names = [found[1] for found in REFERENCE.finditer(text)]
    if not names:
        return _html(text)
    places = iter(range(len(names)))
    clear = text.replace(HERE, "").replace(THERE, "")
    html = _html(REFERENCE.sub(lambda _: f"{HERE}{next(places)}{THERE}", clear))
    return Markup(PLACE.sub(lambda found: answer(names[int(found[1])]), html))  # noqa: S704


@lru_cache(maxsize=20_000)
def _html(text: str) -> Markup:
    text = TAG.sub("", BREAK.sub("\n", text)).strip()
    if MARKS.isdisjoint(text):
        return escape(text)
    lines = [
        f"<strong>{LIGHT.renderInline(line)}</strong>" if heading else LIGHT.renderInline(line)
        for heading, line in _headed(text)
    ]
    html = "<br>".join(lines).replace("<br>\n", "<br>").replace("<br />\n", "<br>")
    return Markup(html)  # noqa: S704 - Markdown that takes no HTML escapes all else


def _headed(text: str) -> list[tuple[bool, str]]:
    """Split off the lines that are headings."""
    found: list[tuple[bool, str]] = []
    for line in text.split("\n"):
        heading = HEADING.fullmatch(line)
        if heading:
            found.append((True, heading[1]))
        elif found and not found[-1][0]:
            found[-1] = (False, f"{found[-1][1]}\n{line}")
        else:
            found.append((False, line))
    return found
