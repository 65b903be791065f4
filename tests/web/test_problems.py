"""Every problem can be told to a person."""

import re

import pytest
from flask import Flask

from consult.core.problem import CODES, Problem
from consult.web.problems import SENTENCES, problem_words, sentence, sentence_in_form
from tests.ground import FORM


def test_every_problem_has_a_sentence_and_no_sentence_is_without_a_problem() -> None:
    assert SENTENCES.keys() == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_has_placeholders_only_for_what_the_problem_carries(
    app: Flask, code: str
) -> None:
    with app.test_request_context("/en/"):
        for name in re.findall(r"{(\w+)}", str(SENTENCES[code])):
            assert name in CODES[code]


def test_values_stand_in_the_sentence(app: Flask) -> None:
    with app.test_request_context("/en/"):
        told = sentence(Problem("out_of_range", "n", {"low": 1, "high": 5}))
        assert told == "Please give a number from 1 to 5."


def test_a_form_speaks_for_itself_where_it_can(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert sentence_in_form(Problem("constraint", "minutes"), FORM, "en") == "From 0 to 600."
        assert sentence_in_form(Problem("constraint", "told"), FORM, "en").startswith("This answer")


def test_scripts_get_the_same_sentences_with_their_placeholders(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert problem_words()["problem_too_long"].count("{most}") == 1
