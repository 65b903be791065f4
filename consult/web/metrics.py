"""What the server counts of itself, without a word about anybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge
from prometheus_client import generate_latest as generate

from consult.core.receipt import Outcome
from consult.store.backlog import Backlog

REGISTRY: Final = CollectorRegistry()
CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

RECORDS: Final = Counter(
    "consult_records", "Records that came by exchange.", ["verdict"], registry=REGISTRY
)
REQUESTS: Final = Counter(
    "consult_requests", "Requests that were answered.", ["rule", "status"], registry=REGISTRY
)
UNREAD: Final = Gauge("consult_unread_texts", "Records not read yet.", registry=REGISTRY)
DIRTY: Final = Gauge("consult_dirty_marks", "Marks of cells to be recounted.", registry=REGISTRY)
HELD: Final = Gauge("consult_held_records", "Records in quarantine.", registry=REGISTRY)
OLDEST: Final = Gauge(
    "consult_oldest_unread_seconds", "Age of the oldest record not read yet.", registry=REGISTRY
)


def exchanged(outcomes: Iterable[Outcome]) -> None:
    """Count the verdicts of one exchange."""
    for outcome in outcomes:
        RECORDS.labels(outcome.verdict).inc()


def answered(response: Response) -> Response:
    """Count an answer by its rule, never by its path."""
    rule = request.url_rule.rule if request.url_rule else "none"
    REQUESTS.labels(rule, str(response.status_code)).inc()
    return response


def written(waiting: Backlog, now: datetime) -> bytes:
    """Write all counts in the format of Prometheus."""
    UNREAD.set(waiting.unread)
    DIRTY.set(waiting.dirty)
    HELD.set(waiting.held)
    OLDEST.set((now - waiting.oldest_at).total_seconds() if waiting.oldest_at else 0)
    return generate(REGISTRY)
