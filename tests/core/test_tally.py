from datetime import date

import pytest

from consult.core.feedback import Declared
from consult.core.tally import Heard, Spoken, tally, week_of

SAID = Declared(
    {"sex": "female", "mood": 2, "type": ["request", "concern"], "topic": "water"},
    {"told": "The pump is broken."},
    {"safety": "4"},
)
SAD = Spoken("sw", (0.8, 0.1, 0.1), ("water", "health"))
GLAD = Spoken("en", (0.1, 0.2, 0.7), ("water",))


def heard(**more: object) -> Heard:
    told: dict[str, object] = {
        "channel": "web",
        "entered_by": "self",
        "language": "sw",
        "voices": 1,
        "declared": SAID,
        "spoken": (SAD, GLAD),
        "tone": None,
        "owed": "waiting",
    }
    return Heard(**(told | more))  # type: ignore[arg-type]


def of(dimension: str, *records: Heard) -> dict[str, int]:
    return {cell: n for (found, cell), n in tally(records).items() if found == dimension}


@pytest.mark.parametrize(
    ("dimension", "cells"),
    [
        ("heard", {"records": 1, "voices": 1}),
        ("channel", {"web": 1}),
        ("entered_by", {"self": 1}),
        ("language", {"sw": 1}),
        ("sex", {"female": 1}),
        ("age_band", {"unsaid": 1}),
        ("mood", {"2": 1}),
        ("type", {"request": 1, "concern": 1}),
        ("owed", {"waiting": 1}),
        ("answer:safety", {"4": 1}),
        ("named", {"water": 1}),
        ("topic", {"water": 1, "health": 1}),
        ("sentiment", {"sw/negative/2": 1}),
        ("sentiment:water", {"sw/negative/2": 1}),
        ("sentiment:health", {"sw/negative/2": 1}),
        ("label", {}),
    ],
)
def test_a_record_adds_to_its_cells(dimension: str, cells: dict[str, int]) -> None:
    assert of(dimension, heard()) == cells


def test_a_record_speaks_once_by_its_first_text() -> None:
    assert of("sentiment", heard(spoken=(GLAD, SAD))) == {"en/positive/1": 1}


def test_a_record_without_text_has_no_sentiment() -> None:
    assert of("sentiment", heard(spoken=())) == {}


def test_what_a_person_judged_is_counted_beside_what_the_machine_read() -> None:
    judged = heard(tone="neutral")
    assert of("label", judged) == {"neutral|sw/negative/2": 1}
    assert of("label:health", judged) == {"neutral|sw/negative/2": 1}


def test_a_group_counts_as_one_record_and_many_voices() -> None:
    assert of("heard", heard(voices=12), heard()) == {"records": 2, "voices": 13}


def test_names_are_cut_to_what_the_database_keeps() -> None:
    long = Declared({"sex": "x" * 100}, {}, {"q" * 100: "1"})
    counted = tally([heard(declared=long)])
    assert all(len(part) <= 64 for key in counted for part in key)


def test_a_place_on_a_scale_is_counted_without_its_decimals() -> None:
    said = Declared({"mood": 3.0}, {}, {})
    assert of("mood", heard(declared=said)) == {"3": 1}


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 22), date(2026, 11, 16)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_its_monday(day: date, monday: date) -> None:
    assert week_of(day) == monday
