"""A phone gets the scripts that its form needs, and no others."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Question
from consult.web import assets
from consult.web.capture_modules import EXPRESSIONS, FILES, MODULES, PLAIN, RARE, modules, tools_of

ROOT = Path(__file__).parents[2]
KNOWN = """
import('./static/js/expression.js').then(({ functions }) => {
  console.log(JSON.stringify(Object.keys(functions)));
});
"""
NODE = Path(sys.executable).parent / "node"
TOWNS = tuple(Choice(f"t{at}") for at in range(100))


def form(kind: str, **more: Any) -> Form:
    read: dict[str, Any] = {
        name: parse(rule) if name in RULES else rule for name, rule in more.items()
    }
    return Form("f", "1", {}, ("en",), "en", (Question("q", kind, **read),), {"town": TOWNS})


RULES = ("relevant", "choice_filter", "calculation")
CASES: list[tuple[Form, set[str]]] = [
    (form("text"), set()),
    (form("text", relevant="selected(${a}, 'b') and ${c} > 3"), set()),
    (form("text", relevant="../a = 1"), set(EXPRESSIONS)),
    (form("calculate", calculation="sum(${a})"), set(EXPRESSIONS)),
    (form("select_one", choices="town"), {"js/choosing.js"}),
    (form("geopoint"), {"js/point.js"}),
    (form("rank"), {"js/rank.js"}),
    (form("image"), {*FILES, "js/photo.js"}),
    (form("image", appearance="signature"), {*FILES, "js/photo.js", "js/signature.js"}),
    (form("audio"), {*FILES, "js/film.js", "js/sound.js"}),
]


@pytest.mark.parametrize(("form", "tools"), CASES)
def test_a_form_brings_its_tools(form: Form, tools: set[str]) -> None:
    assert tools_of(form) == tools


def test_the_plain_functions_are_those_that_every_phone_has() -> None:
    told = subprocess.check_output([str(NODE), "-e", KNOWN], cwd=ROOT, text=True)
    assert set(json.loads(told)) == PLAIN


def test_every_rare_module_is_one_that_is_there_and_is_bundled() -> None:
    assert assets.chunks(), "make setup bundles the scripts"
    assert set(assets.chunks()) >= RARE


def test_what_is_loaded_at_once_is_bundled_into_few_files() -> None:
    assert 3 <= len(modules()) < len(MODULES) / 2
    assert all(name in assets.contents() for name in modules())


def test_without_bundles_every_module_is_served_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "BUILT", ROOT / "nowhere")
    for remembered in (assets.chunks, assets.contents):
        remembered.cache_clear()
    try:
        assert list(modules()) == list(MODULES)
        assert {name for name in MODULES if name.startswith("js/")} <= set(assets.contents())
        assert assets.script_file("js/main.js") == "js/main.js"
    finally:
        for remembered in (assets.chunks, assets.contents):
            remembered.cache_clear()
