"""Put together what a locality's page may say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.coverage import coverage
from consult.core.form import Form
from consult.core.prevalence import Prevalence
from consult.core.summary import (
    MOODS,
    Breakdown,
    Counts,
    Summary,
    breakdown,
    few,
    moods,
    weekly,
    with_unsaid,
)
from consult.core.suppression import printable, protect_family
from consult.core.tally import UNSAID
from consult.store import localities, prevalences, summaries, tree
from consult.store.rows import LocalityRow

WHOLE: Final = prevalences.WHOLE
SINGLE: Final = ("channel", "entered_by", "language", "sex", "age_band", "mood", "displacement")
SEVERAL: Final = ("type", "named", "topic", "group")
"""Dimensions in which a record may stand in several cells, and need not stand in any."""

ROLES: Final[Mapping[str, str]] = {
    "sex": "sex",
    "age_band": "age_band",
    "displacement": "displacement",
    "group": "group",
    "type": "type",
    "named": "topic",
}
"""The role of the question that a dimension counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The page that is asked for: one locality in one consultation, and its form."""

    consultation_id: UUID
    locality: LocalityRow
    form: Form

    def choices(self, role: str) -> tuple[str, ...]:
        """Name the answers that the form offers to the question of this role."""
        return tuple(
            choice.name
            for question in self.form.of_role(role)
            for choice in self.form.choices.get(question.choices or "", ())
        )

    @property
    def ratings(self) -> Mapping[str, tuple[str, ...]]:
        """Name the questions that are answered by a rating, each with the answers it offers."""
        return {
            question.name: tuple(
                choice.name for choice in self.form.choices.get(question.choices or "", ())
            )
            for question in self.form.of_role("rating")
        }


@dataclass(frozen=True, slots=True)
class Below:
    """A locality directly below; `heard` is None where it is withheld."""

    locality: LocalityRow
    heard: int | None


def summary_of(session: Session, asked: Asked) -> Summary | None:
    """Sum up one locality; None where too few were heard to print anything."""
    place = asked.locality.id
    heard = family(session, asked.consultation_id, asked.locality)[place]
    if not heard:
        return None
    answers = [f"answer:{question}" for question in asked.ratings]
    dimensions = ("heard", "owed", *SINGLE, *SEVERAL, *answers)
    counts = summaries.sums(session, asked.consultation_id, [place], dimensions)[place]
    shares = prevalences.of_locality(session, asked.consultation_id, place)
    weeks = summaries.weeks(session, asked.consultation_id, place, "heard")
    owed = counts.get("owed", {})
    groups = {**counts.get("sex", {}), **counts.get("age_band", {})}
    expected = [one for role in ("sex", "age_band") for one in asked.choices(role)]
    return Summary(
        heard=heard,
        voices=counts["heard"]["voices"],
        coverage=coverage(
            heard, asked.locality.population, groups, (one for one in expected if one != UNSAID)
        ),
        breakdowns=_breakdowns(asked, counts, heard),
        weeks=weekly({week: cells["records"] for week, cells in weeks.items()}),
        sentiment=_enough(shares.get(WHOLE)),
        tones={topic: one for topic, one in shares.items() if topic != WHOLE},
        waiting=few(owed.get("waiting", 0)),
        answered=few(owed.get("answered", 0)),
    )


def _enough(found: Prevalence | None) -> Prevalence | None:
    """Give what was read of enough texts; how few a person judged is nobody's business."""
    if found is None or not printable(found.texts):
        return None
    return found if printable(found.labels) else replace(found, labels=0, agreed=0)


def family(
    session: Session, consultation_id: UUID, locality: LocalityRow
) -> Mapping[UUID, int | None]:
    """Give the number heard in a locality and those beside it, None where it is withheld."""
    beside = list(tree.siblings(session, locality))
    above = [locality.parent_id] if locality.parent_id else []
    return _protected(_heard(session, consultation_id, [*beside, *above]), beside, above)


def below(session: Session, consultation_id: UUID, locality: LocalityRow) -> list[Below]:
    """Give the localities directly below one, by name, with how many were heard there."""
    rows = localities.children(session, locality.id)
    if not rows:
        return []
    ids = [row.id for row in rows]
    heard = _heard(session, consultation_id, [*ids, locality.id])
    safe = _protected(heard, ids, [locality.id])
    return [Below(row, safe[row.id]) for row in rows]


def _heard(session: Session, consultation_id: UUID, places: Sequence[UUID]) -> Mapping[UUID, int]:
    found = summaries.sums(session, consultation_id, places, ["heard"])
    return {place: counts["heard"]["records"] for place, counts in found.items()}


def _protected(
    heard: Mapping[UUID, int], places: Sequence[UUID], above: Sequence[UUID]
) -> Mapping[UUID, int | None]:
    each = {str(place): heard.get(place, 0) for place in places}
    own = sum(heard.get(one, 0) for one in above) - sum(each.values()) if above else 0
    safe = protect_family(each, max(0, own))
    return {place: safe[str(place)] for place in places}


def _order(asked: Asked, dimension: str) -> tuple[str, ...]:
    """Give the order in which the form asks; what people name is ordered by number."""
    if dimension == "mood":
        return tuple(dict.fromkeys(reversed(MOODS.values())))
    return asked.choices(ROLES.get(dimension, "")) if dimension in SINGLE else ()


def _breakdowns(asked: Asked, counts: Counts, heard: int) -> Mapping[str, Breakdown]:
    found: dict[str, Breakdown] = {}
    for dimension in (*SINGLE, *SEVERAL):
        cells = counts.get(dimension, {})
        if not cells.keys() - {UNSAID}:
            continue
        if dimension == "mood":
            cells = with_unsaid(moods(cells), heard)
        found[dimension] = breakdown(cells, heard, _order(asked, dimension))
    for question, offered in asked.ratings.items():
        cells = counts.get(f"answer:{question}", {})
        if cells:
            order = offered or sorted(cells, key=_on_scale)
            found[f"answer:{question}"] = breakdown(with_unsaid(cells, heard), heard, order)
    return found


def _on_scale(cell: str) -> float:
    """Give the place of an answer on its scale; whatever is no number comes last."""
    try:
        return float(cell)
    except ValueError:
        return inf
