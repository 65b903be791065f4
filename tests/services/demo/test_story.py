"""What the demonstration tells hangs together, and sounds like people."""

import pytest

from consult.core.feedback import EXPECTS_REPLY
from consult.core.language import INTERFACE
from consult.services import forms
from consult.services.demo.story import (
    FOLDER,
    Heard,
    StockReply,
    Voice,
    consultation,
    story,
    voices,
)

FORM = forms.read(FOLDER / story().form).form


@pytest.mark.parametrize("language", INTERFACE)
@pytest.mark.parametrize("tone", ["negative", "neutral", "positive"])
def test_every_tone_is_heard_in_every_language(language: str, tone: str) -> None:
    heard = [one for one in voices() if (one.language, one.tone) == (language, tone)]
    assert len(heard) >= 5


def test_nobody_says_what_another_has_said() -> None:
    texts = [one.text for one in voices()]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("voice", voices(), ids=lambda one: one.text[:30])
def test_every_voice_fits_the_form(voice: Voice) -> None:
    assert FORM is not None
    types = {
        choice.name
        for question in FORM.of_role("type")
        for choice in FORM.choices[question.choices or ""]
    }
    assert voice.type in types
    assert len(voice.text) < 200


@pytest.mark.parametrize("reply", story().replies, ids=lambda one: one.to)
def test_every_reply_answers_one_voice_that_expects_it(reply: StockReply) -> None:
    [voice] = [one for one in voices() if one.text.startswith(reply.to)]
    assert EXPECTS_REPLY[voice.type]
    assert voice.language == reply.language


@pytest.mark.parametrize(("pcode", "heard"), story().heard.items())
def test_people_speak_languages_that_are_asked(pcode: str, heard: Heard) -> None:
    assert FORM is not None
    assert set(heard.languages) <= set(FORM.languages)


def test_some_districts_are_too_small_to_be_shown_and_one_is_silent() -> None:
    records = [heard.records for heard in story().heard.values()]
    assert 0 in records
    assert len([n for n in records if 0 < n < 10]) >= 2


@pytest.mark.parametrize("question", story().chosen)
def test_what_is_chosen_can_be_chosen(question: str) -> None:
    asked = FORM.question(question) if FORM else None
    assert FORM is not None
    assert asked is not None
    assert set(story().chosen[question]) == {one.name for one in FORM.choices[asked.choices or ""]}


@pytest.mark.parametrize(
    "words",
    [
        consultation().title,
        consultation().about,
        consultation().convener,
        *story().bodies.values(),
    ],
    ids=lambda words: words["en"][:20],
)
def test_everything_is_said_in_every_language(words: dict[str, str]) -> None:
    assert set(words) == set(INTERFACE)
