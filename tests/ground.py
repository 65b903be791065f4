"""A small place, a short form and a consultation: what most tests stand on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Question
from consult.core.record import sha256_of
from consult.store.rows import (
    BodyRow,
    ConsultationLocalityRow,
    ConsultationRow,
    FormRow,
    LocalityRow,
)

NAMESPACE = UUID("5b0e2b5e-7c44-4d43-9a39-0d6f3a7c9d10")
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
YES_NO = (Choice("yes", {"en": "Yes", "ar": "نعم"}), Choice("no", {"en": "No", "ar": "لا"}))

FORM = Form(
    slug="water",
    version="1",
    title={"en": "Water", "ar": "الماء"},
    languages=("en", "ar"),
    default_language="en",
    questions=(
        Question(
            "sex", "select_one", {"en": "Sex", "ar": "الجنس"}, choices="sex", role="sex"
        ),
        Question("kind", "select_one", {"en": "Kind", "ar": "النوع"}, choices="kind", role="type"),
        Question("told", "text", {"en": "Tell", "ar": "قل"}, required=True, role="text"),
        Question(
            "minutes",
            "integer",
            {"en": "Minutes", "ar": "دقائق"},
            constraint=parse(". >= 0 and . <= 600"),
            constraint_message={"en": "From 0 to 600.", "ar": "من 0 إلى 600."},
        ),
        Question("quote", "select_one", {"en": "Quote", "ar": "اقتباس"}, choices="yes_no",
                 role="consent_quote"),
    ),
    choices={
        "sex": (Choice("female", {"en": "Woman"}), Choice("male", {"en": "Man"})),
        "kind": (Choice("question", {"en": "Question"}), Choice("praise", {"en": "Praise"})),
        "yes_no": YES_NO,
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """What was laid: one county with two districts, and a consultation in them."""

    consultation: UUID
    county: UUID
    north: UUID
    south: UUID
    elsewhere: UUID
    council: UUID


def named(name: str) -> UUID:
    """Give the id that this name has in all tests."""
    return uuid5(NAMESPACE, name)


def lay(session: Session, form: Form = FORM) -> Ground:
    """Write the ground and commit."""
    ground = Ground(*(named(name) for name in Ground.__slots__))
    places = [
        (ground.county, "X01", "County", 1, None),
        (ground.north, "X0101", "North", 2, ground.county),
        (ground.south, "X0102", "South", 2, ground.county),
        (ground.elsewhere, "Y01", "Elsewhere", 1, None),
    ]
    for place, pcode, name, level, parent in places:
        session.add(
            LocalityRow(id=place, pcode=pcode, name=name, names={}, level=level, parent_id=parent)
        )
        session.flush()
    definition = form.to_json()
    session.add(
        FormRow(
            slug=form.slug,
            version=form.version,
            definition=definition,
            sha256=sha256_of(definition),
            published_at=NOW,
        )
    )
    session.add(
        BodyRow(
            id=ground.council, names={"en": "Council of X"}, kind="council",
            locality_id=ground.county,
        )
    )  # fmt: skip
    session.flush()
    session.add(
        ConsultationRow(
            id=ground.consultation,
            slug="water",
            title={"en": "Water", "ar": "الماء"},
            about={"en": "About water.", "ar": "عن الماء."},
            convener={"en": "The county", "ar": "المقاطعة"},
            languages=["en", "ar"],
            form_slug=form.slug,
            form_version=form.version,
            opens_on=date(2026, 1, 1),
        )
    )
    session.flush()
    session.add(
        ConsultationLocalityRow(consultation_id=ground.consultation, locality_id=ground.county)
    )
    session.commit()
    return ground
