"""The documents name what there is."""

import re
from pathlib import Path

import pytest

from consult.app import main
from consult.config import SETTINGS
from tests.habits import tree

DOCUMENTS = [*tree.under("docs", ".md"), tree.ROOT / "README.md", tree.ROOT / "CHANGELOG.md"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def _all() -> str:
    return "\n".join(tree.text(path) for path in DOCUMENTS)


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_every_setting_is_told(name: str) -> None:
    assert f"`{name}`" in _all()


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_told(name: str) -> None:
    assert f"consult {name}" in _all()


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench", "train", "translations"])
def test_every_target_of_make_is_told(target: str) -> None:
    assert f"make {target}" in _all()


@pytest.mark.parametrize("path", DOCUMENTS, ids=tree.name)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    lost = [link for link in LINK.findall(tree.text(path)) if not (path.parent / link).exists()]
    assert lost == []
