"""What an answered form declares."""

import pytest

from consult.core.feedback import declared
from tests.ground import FORM


@pytest.mark.parametrize(
    ("kind", "owed"), [("question", True), ("praise", False), ("unheard of", False)]
)
def test_a_reply_is_owed_by_the_type_of_feedback(kind: str, owed: bool) -> None:
    assert declared(FORM, {"kind": kind}).expects_reply is owed


def test_nothing_is_owed_or_quoted_where_nothing_was_said() -> None:
    said = declared(FORM, {})
    assert (said.expects_reply, said.quotable) == (False, False)
    assert (dict(said.roles), dict(said.texts), dict(said.ratings)) == ({}, {}, {})


@pytest.mark.parametrize(("answer", "quotable"), [("yes", True), ("no", False)])
def test_words_are_quoted_only_after_a_yes(answer: str, quotable: bool) -> None:
    assert declared(FORM, {"quote": answer}).quotable is quotable


def test_answers_are_sorted_by_the_role_of_their_question() -> None:
    said = declared(FORM, {"sex": "female", "told": "Words.", "minutes": 3})
    assert said.roles == {"sex": "female"}
    assert said.texts == {"told": "Words."}
