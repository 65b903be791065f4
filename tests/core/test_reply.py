from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from consult.core.reply import LONGEST, Reply, days_waited

RECEIVED = datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "code"),
    [(" \n", "required"), ("x" * (LONGEST + 1), "too_long"), ("We repair it in May.", None)],
)
def test_a_reply_needs_words_and_not_too_many(text: str, code: str | None) -> None:
    problems = Reply(UUID(int=1), UUID(int=2), text, "en", public=True).check()
    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(("hours", "days"), [(-5, 0), (0, 0), (23, 0), (24, 1), (241, 10)])
def test_waiting_is_counted_in_full_days(hours: int, days: int) -> None:
    assert days_waited(RECEIVED, RECEIVED + timedelta(hours=hours)) == days
