"""Forms in the making: kept step by step, checked as any spreadsheet, published once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consult.core.building import parts
from consult.core.building.fields import applied
from consult.core.building.outline import Making, keyed
from consult.core.expression import parse
from consult.core.permission import Role
from consult.services import drafting, publishing
from consult.services.drafting import STEPS, By
from consult.services.templates import templates
from consult.store import drafts
from consult.store.base import db
from consult.store.people import with_login
from consult.store.rows import FormDraftRow, FormStepRow
from tests.ground import FORM
from tests.staff import hire

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def session(both: Flask) -> Iterator[Session]:
    hire(both, "one", Role.COORDINATOR)
    hire(both, "two", Role.COORDINATOR)
    with both.app_context():
        yield db.session()


def by(session: Session, login: str = "one", seconds: int = 0) -> By:
    person = with_login(session, login)
    assert person is not None
    return By(person.id, NOW + timedelta(seconds=seconds))


def begun(session: Session) -> tuple[FormDraftRow, Making]:
    making = parts.empty("wells", "Wells", "en")
    return drafting.begin(session, making, by(session)), making


def titled(making: Making, title: str) -> Making:
    return {**making, "title": {"en": title}}


def test_undoing_goes_back_step_by_step_to_the_beginning(session: Session) -> None:
    row, making = begun(session)
    for number in range(3):
        drafting.change(session, row, titled(making, f"{number}"), f"edit:{number}", by(session))
    shown = []
    while (what := drafting.undo(session, row, by(session))) is not None:
        shown.append((what, row.definition["title"]["en"]))
    assert shown == [("edit:2", "1"), ("edit:1", "0"), ("edit:0", "Wells")]
    assert row.revision == 7


@pytest.mark.parametrize(
    ("second", "login", "seconds", "steps"),
    [
        ("edit:p1", "one", 30, 1),
        ("edit:p2", "one", 30, 2),
        ("edit:p1", "two", 30, 2),
        ("edit:p1", "one", 90, 2),
    ],
    ids=["going on", "another question", "another person", "later"],
)
def test_going_on_with_the_same_is_one_step(
    session: Session, second: str, login: str, seconds: int, steps: int
) -> None:
    row, making = begun(session)
    drafting.change(session, row, titled(making, "A"), "edit:p1", by(session))
    drafting.change(session, row, titled(making, "B"), second, by(session, login, seconds))
    assert len(session.scalars(db.select(FormStepRow)).all()) == steps


def test_what_changes_nothing_is_no_step(session: Session) -> None:
    row, making = begun(session)
    assert not drafting.change(session, row, making, "edit:p1", by(session))
    assert (row.revision, drafts.last_step(session, row.id)) == (1, None)


def test_steps_do_not_pile_up_for_ever(session: Session) -> None:
    row, making = begun(session)
    for number in range(STEPS + 9):
        drafting.change(session, row, titled(making, f"{number}"), f"edit:{number}", by(session))
    assert len(session.scalars(db.select(FormStepRow)).all()) <= STEPS + 1


def test_a_form_is_published_once_however_often_that_is_asked(session: Session) -> None:
    first = publishing.publish(session, FORM, NOW)
    again = publishing.publish(session, FORM, NOW + timedelta(hours=1))
    assert (first.new, again.new, again.form.version) == (True, False, "1")


def test_a_finding_belongs_to_the_part_that_it_is_about() -> None:
    making = keyed(FORM.to_json())
    making = applied(making, "p4", {"constraint": ". >="})
    checked = publishing.check(making)
    assert checked.form is None
    assert [checked.keys.get(found.row or 0) for found in checked.findings] == ["p4"]


def test_what_passes_the_check_is_what_was_made() -> None:
    checked = publishing.check(keyed(FORM.to_json())).form
    assert checked is not None
    assert replace(checked, speech=FORM.speech) == FORM
    assert checked.speech["ar"].direction == "rtl"


@pytest.mark.parametrize("slug", templates())
def test_a_ready_made_form_holds_the_trees_of_its_expressions(slug: str) -> None:
    def look(value: object) -> None:
        if isinstance(value, dict) and "source" in value:
            assert value["tree"] == parse(value["source"]).tree
        elif isinstance(value, dict | list):
            for under in value.values() if isinstance(value, dict) else value:
                look(under)

    look(dict(templates()[slug]))
