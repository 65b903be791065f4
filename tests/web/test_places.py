"""What everyone may read of a locality."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from consult.core.permission import Role
from consult.store.base import db
from consult.store.rows import ConsultationLocalityRow, ConsultationRow, LocalityRow
from tests.conftest import Reader
from tests.ground import Ground, lay, named
from tests.page import text
from tests.staff import hire, sign_in
from tests.web.test_council import QUESTION, ask, fields, hear

ReaderOf = Callable[[Flask], Reader]
SVG = "{http://www.w3.org/2000/svg}"
NORTH = "/en/places/X0101/"


@pytest.fixture
def ground(both: Flask) -> Ground:
    with both.app_context():
        return lay(db.session())


@pytest.fixture
def public(both: Flask, ground: Ground, reader_of: ReaderOf) -> Reader:
    return reader_of(both)


def answer(both: Flask, ground: Ground, reader: Reader, **more: str) -> None:
    hire(both, "officer", Role.OFFICER, "X0101")
    sign_in(reader, "officer")
    record = ask(both, ground)
    hidden = fields(reader.get("/en/council/X0101/"), record)
    reader.post("/en/council/X0101/reply", 303, data={**hidden, "text": "In May.", **more})


def test_without_any_record_the_page_is_calm(public: Reader) -> None:
    page = public.get(NORTH)
    assert "Not enough voices yet" in page.text
    assert "No reply was made public here yet." in page.text


def second(app: Flask, ground: Ground, opens_on: date) -> None:
    """Ask the same again, from some day on."""
    with app.app_context():
        session = db.session()
        first = session.get_one(ConsultationRow, ground.consultation)
        columns = {each.key: getattr(first, each.key) for each in first.__table__.columns}
        changed = {"id": named("second"), "slug": "second", "opens_on": opens_on}
        session.add(ConsultationRow(**{**columns, **changed, "title": {"en": "Again"}}))
        session.flush()
        session.add(
            ConsultationLocalityRow(consultation_id=named("second"), locality_id=ground.county)
        )
        session.commit()


@pytest.mark.parametrize(("opens_on", "named_there"), [((2026, 2, 1), True), ((2999, 1, 1), False)])
def test_a_second_consultation_is_offered_from_the_day_it_opens(
    both: Flask,
    ground: Ground,
    public: Reader,
    opens_on: tuple[int, int, int],
    named_there: bool,
) -> None:
    second(both, ground, date(*opens_on))
    assert ("Again" in public.get(NORTH).text) is named_there


@pytest.mark.parametrize("pcode", ["Y01", "NOWHERE"])
def test_a_place_where_nothing_is_asked_is_not_found(public: Reader, pcode: str) -> None:
    public.get(f"/en/places/{pcode}/", 404)


def test_a_public_reply_is_read_by_everyone(
    both: Flask, ground: Ground, public: Reader, reader_of: ReaderOf
) -> None:
    answer(both, ground, reader_of(both), public="yes")
    assert "In May." in public.get(NORTH).text
    assert "In May." in public.get("/en/places/X01/").text


def test_a_reply_for_one_person_is_not_shown(
    both: Flask, ground: Ground, public: Reader, reader_of: ReaderOf
) -> None:
    answer(both, ground, reader_of(both))
    assert "In May." not in public.get(NORTH).text


def test_the_unanswered_are_a_number_and_an_age_only(
    both: Flask, ground: Ground, public: Reader
) -> None:
    hear(both, ground, women=12, men=12)
    for days in range(3, 13):
        ask(both, ground, days)
    page = public.get(NORTH)
    assert QUESTION not in page.text
    assert "10 wait for one." in page.text
    assert "Who has waited longest has waited 12 days." in page.text


def test_of_few_who_wait_not_even_the_age_is_told(
    both: Flask, ground: Ground, public: Reader
) -> None:
    hear(both, ground, women=12, men=12)
    ask(both, ground, 12)
    page = public.get(NORTH)
    assert "Fewer than ten wait for one." in page.text
    assert "waited longest" not in page.text


def test_words_are_quoted_only_where_enough_were_heard(
    both: Flask, ground: Ground, public: Reader
) -> None:
    hear(both, ground, women=4, men=4)
    assert public.get(NORTH).all("blockquote") == []


def test_the_table_behind_the_map_names_every_place_and_withholds_small_numbers(
    both: Flask, ground: Ground, public: Reader
) -> None:
    hear(both, ground, women=12, men=12)
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    with both.app_context():
        db.session.execute(
            update(LocalityRow).where(LocalityRow.id == ground.north).values(shape=square)
        )
        db.session.commit()
    page = public.get("/en/places/X01/")
    rows = [text(row) for row in page.one("section", id="places").iter("tr")]
    assert rows[1:] == ["North 24", "South 0"]
    links = page.all(SVG + "a")
    assert [link.get("aria-label") for link in links] == ["North: 24 heard"]


def test_a_second_consultation_is_one_tap_away(both: Flask, ground: Ground, public: Reader) -> None:
    with both.app_context():
        row = db.session.get_one(ConsultationRow, ground.consultation)
        assert row.slug == "water"
    page = public.get(NORTH + "?c=no-such-slug")
    assert "Water" in page.text


def test_the_same_page_reads_from_the_right_in_arabic(
    both: Flask, ground: Ground, public: Reader
) -> None:
    hear(both, ground, women=12, men=12)
    page = public.get("/ar/places/X0101/")
    assert page.root.get("dir") == "rtl"
    assert "الماء" in page.text
