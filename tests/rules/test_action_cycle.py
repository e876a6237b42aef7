"""When a body is asked for news, and when a reply is due."""

from datetime import date

import pytest

from dhr_cases.action_cycle import ReplyState, due_in, is_news_due, may_ask, reply_due, reply_state
from dhr_cases.models import ActionTerms

TODAY = date(2026, 11, 22)
SENT = date(2026, 9, 27)


@pytest.mark.parametrize(
    ("heard_on", "expected"), [(None, True), (date(2026, 7, 22), True), (date(2026, 7, 23), False), (TODAY, False)]
)
def test_wants_news_a_whole_cycle_after_the_last(heard_on: date | None, expected: bool) -> None:
    assert is_news_due(heard_on, TODAY, 4) is expected


@pytest.mark.parametrize(
    ("asked_on", "expected"), [(None, True), (date(2026, 7, 22), True), (date(2026, 7, 23), False), (TODAY, False)]
)
def test_asks_a_body_once_a_cycle(asked_on: date | None, expected: bool) -> None:
    assert may_ask(asked_on, TODAY, 4) is expected


def test_counts_all_that_is_due_in_one_asking() -> None:
    """Forty actions are one message."""
    heard = [None, date(2026, 1, 1), TODAY] + [date(2026, 2, 1)] * 37
    assert due_in(heard, None, TODAY, 4) == 39
    assert due_in(heard, date(2026, 10, 1), TODAY, 4) == 0
    assert due_in([TODAY], None, TODAY, 4) == 0


def test_expects_a_reply_fifty_six_days_after_the_sending() -> None:
    """The partnership may set another number; this is what it begins with."""
    assert ActionTerms.REPLY_DAYS == 56
    assert reply_due(SENT, ActionTerms.REPLY_DAYS) == TODAY


@pytest.mark.parametrize(
    ("reply_on", "today", "expected"),
    [
        (None, TODAY, ReplyState.WAITING),
        (None, date(2026, 11, 23), ReplyState.OVERDUE),
        (TODAY, date(2027, 1, 1), ReplyState.REPLIED),
        (date(2026, 11, 23), date(2027, 1, 1), ReplyState.REPLIED_LATE),
    ],
)
def test_calls_a_reply_late_from_the_day_after(reply_on: date | None, today: date, expected: ReplyState) -> None:
    assert reply_state(SENT, reply_on, 56, today) is expected
