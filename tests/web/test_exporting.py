"""All records as a table."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from flask import Flask

from consult.core.question import Question
from consult.services import forms, library
from consult.store import asking
from consult.store.base import db
from tests.conftest import Reader
from tests.desk import at_desk, staffed
from tests.ground import FORM, NOW, Ground
from tests.phone import Phone


@pytest.fixture
def ground(both: Flask) -> Ground:
    return staffed(both)


def table(reader: Reader) -> list[dict[str, str]]:
    """Read the CSV; the first row has the labels."""
    answer = reader.client.get("/en/desk/consultations/water/records.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_versions_stand_side_by_side_and_no_column_is_lost(both: Flask, ground: Ground) -> None:
    phone = Phone.enrolled(both.test_client(), ground)
    phone.sync(phone.seal(phone.content({"told": "=cmd|' /C calc'!A0", "minutes": 5})))
    with both.app_context():
        session = db.session()
        questions = (*FORM.questions[:-2], Question("why", "text", {"en": "Why"}, role="private"))
        second = type(FORM).from_json(
            {**FORM.to_json(), "version": "2", "questions": [one.to_json() for one in questions]}
        )
        forms.publish(session, second, NOW)
        row = asking.consultation_named(session, "water")
        assert row is not None
        forms.ask(row, second)
        session.commit()
        assert library.form_of(session, "water", "2") == second
    content = {**phone.content({"told": "Now.", "why": "Mine."}), "version": "2"}
    phone.sync({**phone.seal(content), "version": "2"})
    labels, *records = table(at_desk(both))
    assert {"sex", "kind", "told", "minutes", "quote", "why"} <= labels.keys()
    assert (labels["minutes"], labels["_day"]) == ("Minutes", "Day")
    by_version = {record["_version"]: record for record in records}
    assert by_version["1"]["minutes"] == "5"
    assert by_version["1"]["told"] == "'=cmd|' /C calc'!A0"
    assert by_version["1"]["why"] == ""
    assert (by_version["2"]["why"], by_version["2"]["minutes"]) == ("Mine.", "")
    assert by_version["1"]["_pcode"].startswith("X")
    assert "why" not in table(at_desk(both, "auditor"))[0]


def test_a_workbook_says_the_same(both: Flask, ground: Ground) -> None:
    phone = Phone.enrolled(both.test_client(), ground)
    phone.sync(phone.seal(phone.content({"told": "=1+1", "minutes": 5})))
    with at_desk(both).client.get("/en/desk/consultations/water/records.xlsx") as answer:
        book = openpyxl.load_workbook(BytesIO(answer.data))
    names, _labels, record = book["records"].values
    row = dict(zip(names, record, strict=True))
    assert (row["told"], row["minutes"]) == ("=1+1", 5)


def test_only_the_desk_takes_records_along(both: Flask, ground: Ground) -> None:
    for end in ("csv", "xlsx"):
        at_desk(both, "facilitator").get(f"/en/desk/consultations/water/records.{end}", 404)
        at_desk(both).get(f"/en/desk/consultations/nowhere/records.{end}", 404)
