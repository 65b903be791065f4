"""pyxform has a second opinion on every form, and is not trusted with our time."""

from dataclasses import replace

import pytest

from consult.core.expression import parse
from consult.core.form import Form
from consult.formats.xform import opinion
from tests.everything import one_of_everything


@pytest.fixture(scope="module")
def form() -> Form:
    return one_of_everything()


def test_pyxform_makes_an_xform_of_it(form: Form) -> None:
    found = opinion(form)
    assert found.wrong == ""
    assert '<repeat nodeset="/form/g/members"' in found.xform


def test_pyxform_says_what_it_has_against_a_form(form: Form) -> None:
    broken = replace(form, instance_name=parse("${nobody}"))
    found = opinion(broken)
    assert found.xform == ""
    assert "nobody" in found.wrong


def test_pyxform_is_not_waited_for_without_end(form: Form) -> None:
    assert opinion(form, seconds=0).wrong == "it took too long"
