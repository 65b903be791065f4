"""Estimate the shares of sentiment where counts have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from consult.core.bag import Bag
from consult.core.prevalence import Prevalence, prevalences
from consult.core.quantifier import Calibration
from consult.core.summary import Counts
from consult.core.suppression import printable
from consult.core.tally import Cells
from consult.services.rollup import LOCK
from consult.store import news, summaries, tree
from consult.store import prevalences as kept
from consult.store.rows import LocalityRow

MOST_TOPICS: Final = 12
"""A page shows no more than this; the rest isn't worth the time."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares of one district; `seen` is the turn of the roll-up whose counts they rest on."""

    seen: int
    shares: Mapping[UUID, Prevalence]
    topics: Mapping[UUID, Mapping[str, Prevalence]]


def estimate(session: Session, consultation_id: UUID, calibration: Calibration) -> Estimate | None:
    """Estimate one district whose counts have changed; None when there is none.

    Only reads, so that phones can send while it computes.
    """
    seen = news.last_number(session, consultation_id, LOCK)
    stale = kept.stale_family(session, consultation_id)
    if not stale:
        return None
    family = _family(session, stale[0])
    counted = summaries.sums(session, consultation_id, family, ("sentiment", "label", "topic"))
    found = prevalences({str(one): bag_of(counted.get(one, {})) for one in family}, calibration)
    shares = {one: found[str(one)] for one in family}
    topics = {
        one: _topics(session, consultation_id, one, counted[one], calibration)
        if shares[one].verified
        else {}
        for one in stale
    }
    return Estimate(seen, shares, topics)


def keep(session: Session, consultation_id: UUID, estimated: Estimate) -> bool:
    """Keep an estimate and call it fresh, unless somebody has counted since it was begun."""
    if news.next_number(session, consultation_id, LOCK) != estimated.seen + 1:
        return False
    kept.replace(session, consultation_id, estimated.shares)
    for one, topics in estimated.topics.items():
        kept.replace_topics(session, consultation_id, one, topics)
    return True


def _family(session: Session, locality_id: UUID) -> list[UUID]:
    locality = session.get_one(LocalityRow, locality_id)
    return list(tree.siblings(session, locality))


def _topics(
    session: Session,
    consultation_id: UUID,
    locality_id: UUID,
    counted: Counts,
    calibration: Calibration,
) -> Mapping[str, Prevalence]:
    """Estimate the topics of one locality together, as if they were places of a district."""
    heard = counted.get("topic", {})
    often = sorted(heard, key=lambda topic: (-heard[topic], topic))[:MOST_TOPICS]
    topics = [topic for topic in often if printable(heard[topic])]
    dimensions = [f"{kind}:{topic}" for kind in ("sentiment", "label") for topic in topics]
    found = summaries.sums(session, consultation_id, [locality_id], dimensions)
    parts = found.get(locality_id, {})
    return prevalences({topic: bag_of(parts, f":{topic}") for topic in topics}, calibration)


def bag_of(counted: Counts, about: str = "") -> Bag:
    """Gather what was read and judged from the cells of roll-ups."""
    return Bag(
        {_read(cell): n for cell, n in counted.get(f"sentiment{about}", {}).items()},
        _judged(counted.get(f"label{about}", {})),
    )


def _judged(cells: Cells) -> dict[tuple[str, str, str], int]:
    apart = ((cell.split("|", 1), n) for cell, n in cells.items())
    return {(truth, *_read(rest)): n for (truth, rest), n in apart}


def _read(cell: str) -> tuple[str, str]:
    language, _, rest = cell.partition("/")
    return language, rest
