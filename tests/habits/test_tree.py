"""What may stand in the repository, and what must."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.habits import tree

NOT_OURS = re.compile(
    r"https?://[a-z.]*(npm[j]s|py[p]i|python[h]osted|deb\.deb[i]an)\."
    r"|(?<![\w.<>{}/-])/(wo[r]k|ho[m]e|ro[o]t/\.)/"
)
INSTALLED = ("static/vendor/", "node_modules/", ".venv/", "tests/screenshots/", "instance/")


@pytest.mark.parametrize("name", ["CHANGELOG.md", "README.md", "docs/contributing.md"])
def test_the_project_can_be_understood_from_outside(name: str) -> None:
    assert (tree.ROOT / name).stat().st_size > 200


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    found = [
        f"{tree.name(path)}: {match.group()}"
        for path in tree.files()
        for match in NOT_OURS.finditer(tree.text(path))
    ]
    assert found == []


def test_what_is_installed_or_compiled_is_not_committed() -> None:
    names = [tree.name(path) for path in tree.files()]
    assert [name for name in names if name.startswith(INSTALLED) or name.endswith(".mo")] == []


def test_no_file_is_huge() -> None:
    assert [tree.name(path) for path in tree.files() if path.stat().st_size > 16_000_000] == []


def test_the_lock_file_pins_every_package_by_its_hash_and_names_no_host() -> None:
    packages = json.loads((tree.ROOT / "package-lock.json").read_text())["packages"]
    ours = packages.pop("")
    assert [name for name, package in packages.items() if not package.get("integrity")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    wanted = ours["dependencies"] | ours["devDependencies"]
    assert [name for name, version in wanted.items() if not re.fullmatch(r"[\d.]+", version)] == []


def _pins(lines: list[str]) -> dict[str, str]:
    pinned = (re.fullmatch(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", line) for line in lines)
    return {_plain(match[1]): match[2] for match in pinned if match}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_python_package_is_pinned_once() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"]]
    asked += [one for extra in project["optional-dependencies"].values() for one in extra]
    constraints = Path(tree.ROOT / "constraints.txt").read_text().splitlines()
    closure = _pins(constraints)
    assert len(closure) == len(constraints), "each line of constraints.txt is name==version"
    direct = _pins(asked)
    assert len(direct) == len(asked), "each dependency is name==version"
    assert {name: closure.get(name) for name in direct} == direct
