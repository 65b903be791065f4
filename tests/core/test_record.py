"""What a phone captured, and the envelope that it travels in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from consult.core.identity import uuid7
from consult.core.record import Envelope, canonical, captured, day_of, sha256_of
from tests.ground import NOW, named

CONTENT: dict[str, Any] = {
    "schema": 1,
    "kind": "submission",
    "id": str(named("record")),
    "consultation": str(named("consultation")),
    "form": "water",
    "version": "1",
    "locality": str(named("north")),
    "language": "sw",
    "captured_at": "2026-11-02T12:30:00.000+03:00",
    "channel": "web",
    "entered_by": "self",
    "speaking_for": {"kind": "group", "n": 12},
    "tone": None,
    "answers": {"told": "Maji hayatoki.", "services": ["water", "roads"], "minutes": 4.5},
    "salt": "c2FsdHNhbHRzYWx0c2FsdA",
}


def test_content_is_read_as_it_was_captured() -> None:
    record = captured(CONTENT)
    assert record.id == named("record")
    assert record.captured_at.utcoffset() == timedelta(hours=3)
    assert record.speaking_for.n == 12
    assert record.answers == CONTENT["answers"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("schema", 2),
        ("kind", "dialogue"),
        ("id", "not an id"),
        ("captured_at", "2026-11-02T12:30:00"),
        ("captured_at", 0),
        ("channel", "pigeon"),
        ("tone", "angry"),
        ("speaking_for", {"kind": "group", "n": 0}),
        ("speaking_for", {"kind": "group", "n": 10**9}),
        ("answers", []),
        ("answers", {"told": {"deep": "er"}}),
        ("answers", {"told": None}),
        ("answers", {"told": "x" * 20_001}),
        ("answers", {str(n): 1 for n in range(10_001)}),
        ("salt", ""),
    ],
)
def test_content_of_another_shape_is_refused_with_the_member_named(member: str, value: Any) -> None:
    with pytest.raises(msgspec.ValidationError, match=member):
        captured({**CONTENT, member: value})


def test_the_hash_does_not_depend_on_the_order_of_members() -> None:
    assert sha256_of(CONTENT) == sha256_of(dict(reversed(CONTENT.items())))


def test_canonical_json_is_that_of_rfc_8785() -> None:
    """The example of RFC 8785, section 3.2.2, in its canonical form of section 3.2.3."""
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '\u20ac$\u000f\u000aA\'B"\\\\"/',
        "literals": [None, True, False],
    }
    assert canonical(value).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_what_json_cannot_carry_exactly_has_no_hash() -> None:
    for value in (float("nan"), 2**53 + 2):
        with pytest.raises(ValueError):
            sha256_of({"n": value})


def test_a_seal_is_bound_to_record_consultation_form_and_version() -> None:
    bound: dict[str, Any] = {
        "id": named("record"),
        "consultation": named("consultation"),
        "form": "water",
        "version": "1",
    }
    others = {"id": named("x"), "consultation": named("x"), "form": "x", "version": "2"}
    changed = [bound, *({**bound, name: value} for name, value in others.items())]
    assert len({Envelope(**each, sha256="0", key="k", sealed="").info() for each in changed}) == 5


@pytest.mark.parametrize(
    ("captured_at", "day", "doubted"),
    [
        ("2026-11-02T09:00:00+00:00", date(2026, 11, 2), False),
        ("2026-11-02T01:00:00+03:00", date(2026, 11, 2), False),
        ("2026-08-10T12:00:00+00:00", date(2026, 8, 10), False),
        ("2026-07-10T12:00:00+00:00", date(2026, 11, 2), True),
        ("2026-11-03T09:00:00+00:00", date(2026, 11, 3), False),
        ("2026-11-04T09:00:00+00:00", date(2026, 11, 2), True),
        ("1970-01-01T00:00:00+00:00", date(2026, 11, 2), True),
        ("2099-01-01T00:00:00+00:00", date(2026, 11, 2), True),
    ],
)
def test_a_phones_clock_is_believed_within_reason(
    captured_at: str, day: date, doubted: bool
) -> None:
    assert day_of(datetime.fromisoformat(captured_at), NOW) == (day, doubted)


def test_ids_sort_by_the_time_of_their_making_and_are_version_7() -> None:
    moments = [NOW + timedelta(milliseconds=step) for step in range(50)]
    ids = [uuid7(moment) for moment in moments]
    assert ids == sorted(ids)
    assert len(set(ids)) == 50
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {UUID(int=0x8000 << 48).variant}
    assert ids[0].int >> 80 == int(NOW.timestamp() * 1000)


def test_ids_of_one_moment_differ() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert len({uuid7(now) for _ in range(1000)}) == 1000
