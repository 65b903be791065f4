"""Small modules, honest names, nothing left open."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.habits import tree

MODULES = tree.under("consult", ".py")
SCRIPTS = tree.under("static/js", ".js")
EMPTY_WORDS = {
    *("common", "data", "handler", "helper", "helpers", "info", "item", "items"),
    *("manager", "misc", "process", "processor", "util", "utils"),
}
CALLED_FROM_OUTSIDE = {"install"}
"""What `consult.app` asks every module of `consult.web` for."""

NAMED_ELSEWHERE = {
    *("process_bind_param", "process_result_value"),  # SQLAlchemy's
    *("process_data", "process_formdata"),  # WTForms's
    "info",  # RFC 9180's
}
LEFT_OPEN = re.compile(
    r"(?<!-)\b(TO[D]O|FIX[M]E|X[X]X|NotImplemented[E]rror)\b(?!-)|mark\.sk[i]p|x[f]ail|test\.sk[i]p"
)


def _length(path: Path) -> int:
    return len(tree.text(path).splitlines())


def test_most_modules_fit_on_a_screen_or_two() -> None:
    assert median(map(_length, [*MODULES, *SCRIPTS])) < 80


def test_few_modules_are_long_and_none_is_endless() -> None:
    lengths = {tree.name(path): _length(path) for path in [*MODULES, *SCRIPTS]}
    long = {name: length for name, length in lengths.items() if length > 250}
    assert len(long) <= len(lengths) // 25, long
    assert max(lengths.values()) <= 400, long


def test_functions_are_short() -> None:
    long = [
        f"{tree.name(path)}: {node.name} has {lines} lines"
        for path in MODULES
        for node in ast.walk(ast.parse(tree.text(path)))
        if isinstance(node, ast.FunctionDef)
        if (lines := _lines_of_code(node)) > 40
    ]
    assert len(long) <= 3, long


def _lines_of_code(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=tree.name)
def test_names_say_something(path: Path) -> None:
    empty = [name for name in _names(path) if EMPTY_WORDS & _words(name)]
    assert set(empty) - NAMED_ELSEWHERE == set()


def _names(path: Path) -> Iterator[str]:
    yield path.stem
    for node in ast.walk(ast.parse(tree.text(path))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def test_nothing_is_left_open() -> None:
    found = [
        f"{tree.name(path)}: {match.group()}"
        for folder in ("consult", "static/js", "tests", "migrations")
        for path in tree.under(folder, ".py", ".js", ".html")
        for match in LEFT_OPEN.finditer(tree.text(path))
    ]
    assert found == []


def test_tests_stand_where_the_code_stands() -> None:
    """A folder of tests that mirrors nothing is a folder that nobody finds."""
    ours = {"bench", "browser", "faults", "habits", "js", "oracles"}
    mirrored = {
        path.relative_to(tree.ROOT / "tests").parts[0]
        for path in tree.under("tests", ".py")
        if path.parent != tree.ROOT / "tests"
    }
    missing = [name for name in mirrored - ours if not (tree.ROOT / "consult" / name).is_dir()]
    assert missing == []


def test_nothing_lies_about_unused() -> None:
    """A public function that nobody calls is dead, whatever its tests say."""
    source = "\n".join(
        tree.text(path)
        for folder in ("consult", "migrations")
        for path in tree.under(folder, ".py", ".html", ".mako")
    )
    words = Counter(re.findall(r"\w+", source))
    dead = [
        f"{tree.name(path)}: {node.name}"
        for path in MODULES
        for node in ast.parse(tree.text(path)).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list
        if words[node.name] < 2 and node.name not in CALLED_FROM_OUTSIDE
    ]
    assert dead == []
