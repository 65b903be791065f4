"""How long a council's page waits for the database, as a year of records grows."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Final

from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from consult.commands.rollup import roll_up_all
from consult.core.tally import week_of
from consult.services.rollup import mark_all
from consult.store import tallies
from consult.store.base import db
from consult.store.rows import LocalityRow
from consult.web.overview import overview_of
from consult.web.voices import answers_in, quotes_from, waiting_in
from tests import postgres
from tests.bench.row import Row, p95
from tests.conftest import app_on
from tests.demonstration import ANSWERS, demonstrate
from tests.ground import Ground

FEW: Final = 10_000
MANY: Final = 1_000_000
WEEKS: Final = 52
VARIANTS: Final = 40

SUBMISSIONS: Final = """
INSERT INTO submission (consultation_id, id, revision, sha256, standing, verdict, locality_id,
    form_slug, form_version, language, channel, entered_by, voices, captured_at, captured_offset,
    clock_doubted, received_at, day, expects_reply, quotable, answered_at, content)
SELECT CAST(:consultation AS uuid), gen_random_uuid(), 1, md5(i::text), 'current', 'accepted',
    (CAST(:districts AS uuid[]))[1 + i % CAST(:places AS int)], form_slug, form_version, 'en',
    (ARRAY['web', 'facilitator', 'paper'])[1 + i % 3], 'self', 1, at, 0, false, at, at::date,
    i % 4 = 0, i % 3 = 0, CASE WHEN i % 8 = 0 THEN at END,
    CAST((CAST(:contents AS text[]))[1 + i % CAST(:variants AS int)] AS json)
FROM generate_series(CAST(:first AS int), CAST(:last AS int)) AS i,
    LATERAL (SELECT CAST(:now AS timestamptz) - random() * interval '364 days' AS at) AS moment,
    (SELECT form_slug, form_version FROM consultation WHERE id = :consultation) AS asked
"""

READINGS: Final = """
INSERT INTO reading (consultation_id, submission_id, revision, question, model, language, known,
    negative, neutral, positive, sentiment, topics, read_at)
SELECT consultation_id, id, 1, 'know', 'bench', 'en', true, a / (a + b + c), b / (a + b + c),
    c / (a + b + c), 'neutral', '["services.water", "services.roads"]', received_at
FROM submission, LATERAL (SELECT random() + 0.01 AS a, random() AS b, random() AS c
    WHERE submission.id IS NOT NULL) AS drawn
"""

# As many rows as a full year would have, with the cells that real records have.
ROLLUPS: Final = """
INSERT INTO rollup (consultation_id, locality_id, dimension, week, cell, n)
SELECT CAST(:consultation AS uuid), district, dimension, week, cell,
    CASE dimension WHEN 'heard' THEN 99 ELSE 1 END * (1 + CAST(random() * :mean AS int))
FROM unnest(CAST(:districts AS uuid[])) AS district, unnest(CAST(:weeks AS date[])) AS week,
    (SELECT DISTINCT dimension, cell FROM tally) AS cells
"""


def measure() -> Iterator[Row]:
    """Measure counting on few records, and the pages on few and on many."""
    with TemporaryDirectory() as folder, postgres.server() as home:
        url = postgres.create(home, "council")
        ground = demonstrate(Path(folder), url)
        with app_on(url, Path(folder)) as app, app.app_context():
            year = _Year(app, ground)
            year.speak(0, FEW)
            yield from year.counting()
            yield from year.pages(FEW)
            year.speak(FEW, MANY)
            year.roll_up_as_if_counted()
            yield from year.pages(MANY)


class _Year:
    """A year of made-up records, equally many in each district."""

    def __init__(self, app: Flask, ground: Ground) -> None:
        self.app, self.consultation = app, ground.consultation
        self.session: Session = db.session()
        rows = self.session.scalars(select(LocalityRow).order_by(LocalityRow.pcode)).all()
        parents = {row.parent_id for row in rows}
        above = [row for row in rows if row.id in parents]
        self.districts = [row.id for row in rows if row.id not in parents]
        self.levels = {
            level: [row.id for row in above if row.level == level]
            for level in sorted({row.level for row in above}, reverse=True)
        }
        self.pages_of = {
            "a district": [str(row.pcode) for row in rows if row.id not in parents][::4],
            "a county": [str(row.pcode) for row in above if row.parent_id],
            "the country": [str(row.pcode) for row in above if not row.parent_id] * 10,
        }

    def speak(self, first: int, last: int) -> None:
        """Add records of these numbers."""
        contents = [
            json.dumps({"answers": {**ANSWERS, "mood": str(1 + number % 5)}, "salt": "x" * 400})
            for number in range(VARIANTS)
        ]
        told = {
            "consultation": self.consultation,
            "districts": self.districts,
            "places": len(self.districts),
            "contents": contents,
            "variants": VARIANTS,
            "first": first,
            "last": last - 1,
            "now": datetime.now(UTC),
        }
        self.session.execute(text(SUBMISSIONS), told)
        self.session.commit()

    def counting(self) -> Iterator[Row]:
        """Count all that was said, as the worker does."""
        self.session.execute(text(READINGS))
        mark_all(self.session, self.consultation, datetime.now(UTC))
        self.session.commit()
        began, worked = perf_counter(), process_time()
        roll_up_all(self.session, self.consultation)
        ours, all_in_all = process_time() - worked, perf_counter() - began
        cost = f"{1e6 * all_in_all / FEW:.0f} us, {1e6 * ours / FEW:.0f} us of them ours"
        yield Row(f"Counting {FEW:,} records, each", cost, "goal: under 100 us")
        self._analyse()

    def roll_up_as_if_counted(self) -> None:
        """Give each district and week all cells, and sum up as the worker does."""
        monday = week_of(datetime.now(UTC).date())
        weeks = [monday - timedelta(weeks=number) for number in range(WEEKS)]
        self.session.execute(text("DELETE FROM rollup"))
        told = {
            "consultation": self.consultation,
            "districts": self.districts,
            "weeks": weeks,
            "mean": 2 * MANY / WEEKS / len(self.districts) / 6,
        }
        self.session.execute(text(ROLLUPS), told)
        self.session.execute(text("DELETE FROM tally"))
        for places in self.levels.values():
            for week in weeks:
                tallies.roll_up(self.session, self.consultation, places, week)
        self.session.commit()
        self._analyse()

    def pages(self, n: int) -> Iterator[Row]:
        """Ask for all that a council's page shows, and time the statements."""
        for kind, pcodes in self.pages_of.items():
            self._page(pcodes[0])
            spent = [self._page(pcode) for pcode in pcodes]
            figure = f"Council page of {kind}, {n:,} records, database p95"
            yield Row(figure, f"{1000 * p95(spent):.0f} ms", "goal: under 50 ms")

    def _page(self, pcode: str) -> float:
        """Give the seconds that one page waits for the database."""
        spent: list[float] = []
        began = [0.0]
        self.session.rollback()
        with _Timed(spent, began), self.app.test_request_context(f"/en/council/{pcode}/"):
            page = overview_of(pcode, "council.summary")
            waiting_in(page, 10)
            quotes_from(page, 4)
            answers_in(page, 5)
            assert page.map is None or page.summary is not None
        return sum(spent)

    def _analyse(self) -> None:
        self.session.commit()
        self.session.execute(text("ANALYZE"))
        self.session.commit()


class _Timed:
    """Add up what each statement takes, for as long as the block lasts."""

    def __init__(self, spent: list[float], began: list[float]) -> None:
        self.spent, self.began = spent, began
        self.listeners: list[tuple[str, Callable[..., None]]] = [
            ("before_cursor_execute", self._start),
            ("after_cursor_execute", self._stop),
        ]

    def __enter__(self) -> None:
        for name, listener in self.listeners:
            event.listen(db.engine, name, listener)

    def __exit__(self, *raised: object) -> None:
        for name, listener in self.listeners:
            event.remove(db.engine, name, listener)

    def _start(self, *told: object) -> None:
        self.began[0] = perf_counter()

    def _stop(self, *told: object) -> None:
        self.spent.append(perf_counter() - self.began[0])
