"""Whole forms come out as in two engines of the field: what is asked, wrong, and worked out."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.question import Group, Question
from tests.oracles.engines import Engine, Filled, has_java, javarosa, web_forms
from tests.oracles.fill import fill, plain
from tests.oracles.forms import OURS, real, xform_of

ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {"web forms": web_forms}
if has_java():
    ENGINES["javarosa"] = javarosa

OWN = frozenset({"instanceID", "instanceName"})
"""What an engine adds to every form."""

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODES = {"required": "required", "stopped": "required", "constraint": "constraint"}
ROUNDS = 4


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with ENGINES[request.param]() as engine:
        yield engine


def same(form: Form, xform: str, engine: Engine, seed: int) -> None:
    """Fill it here and there with the same answers, and compare."""
    given, filling = fill(form, seed)
    theirs, ours = engine.fill(xform, given), ours_of(filling)
    mine = {key for key in theirs.asked if filling.part(key)}
    assert {key for key in mine if not filling.asked(key)} == set()
    assert {key for key in filling.keys if filling.asked(key) and answered(filling, key)} <= mine
    assert ours.problems == theirs.problems
    assert compared(filling, ours.values) == compared(filling, theirs.values)


def answered(filling: Filling, key: str) -> bool:
    part = filling.part(key)
    return isinstance(part, Question) and part.answered


def ours_of(filling: Filling) -> Filled:
    problems = {
        (CODES[problem.code], problem.question or "")
        for problem in filling.problems()
        if problem.code in CODES
    }
    return Filled(set(), plain(filling), problems)


def compared(filling: Filling, values: dict[str, str]) -> dict[str, str]:
    """Leave out what chance draws and what engines add; write the rest in one way."""
    return {
        key: written(filling, key, text)
        for key, text in values.items()
        if key.rpartition("/")[2] not in OWN and not aside(filling, key)
    }


def aside(filling: Filling, key: str) -> bool:
    part = filling.part(key)
    if part is None or isinstance(part, Group):
        return True
    drawn = part.calculation and re.search(r"(random|uuid|now|today)\(", part.calculation.source)
    return bool(part.meta or drawn or part.kind == "note")


def written(filling: Filling, key: str, text: str) -> str:
    part = filling.part(key)
    assert isinstance(part, Question)
    if part.kind == "select_multiple":
        return " ".join(sorted(text.split()))
    if part.kind in ("time", "datetime"):
        return re.sub(r"(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$", "", text)
    return re.sub(r"(\d)\.0+(?!\d)", r"\1", UUID.sub("uuid", text))


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("name", sorted(OURS))
def test_a_form_of_ours_comes_out_as_elsewhere(name: str, seed: int, engine: Engine) -> None:
    same(OURS[name], XFORMS[name], engine, seed)


XFORMS = {name: xform_of(form) for name, form in OURS.items()}


def test_real_forms_come_out_as_elsewhere(engine: Engine) -> None:
    tried = 0
    for form, xform in real():
        same(form, xform, engine, tried)
        tried += 1
    assert tried > 0
