"""Templates, style sheets and scripts keep to the house."""

import re
from pathlib import Path

import pytest

from tests.habits import tree

TEMPLATES = tree.under("consult/web/templates", ".html")
STYLES = tree.under("static/css", ".css")
SCRIPTS = tree.under("static/js", ".js")

JINJA = re.compile(
    r"\{% block body_class %\}.*?\{% endblock %\}"
    r"|\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
READ_ALOUD = re.compile(r"\b(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
EXTENDS = re.compile(r"(\{#.*?#\}\s*)?\{% extends \"base.html\" %\}", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right|float):"
    r"|text-align:\s*(?:left|right)"
)


PARTS = set(
    re.findall(
        r"\{%-? (?:include|import|from|extends) \"([^\"]+)\"",
        "".join(tree.text(path) for path in TEMPLATES),
    )
)


@pytest.mark.parametrize("path", TEMPLATES, ids=tree.name)
def test_a_page_extends_base_or_is_a_part(path: Path) -> None:
    name = path.relative_to(tree.ROOT / "consult/web/templates").as_posix()
    assert name in PARTS or EXTENDS.match(tree.text(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=tree.name)
def test_a_template_is_short(path: Path) -> None:
    assert len(tree.text(path).splitlines()) <= 100


@pytest.mark.parametrize("path", TEMPLATES, ids=tree.name)
def test_every_text_of_a_template_can_be_translated(path: Path) -> None:
    source = JINJA.sub("", tree.text(path))
    spoken = [TAG.sub(" ", source), *READ_ALOUD.findall(source)]
    assert re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", " ".join(spoken))) == []


@pytest.mark.parametrize("path", STYLES, ids=tree.name)
def test_style_sheets_know_start_and_end_but_not_left_and_right(path: Path) -> None:
    assert PHYSICAL.findall(tree.text(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=tree.name)
def test_scripts_never_parse_text_as_html(path: Path) -> None:
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", tree.text(path)) == []
    )
