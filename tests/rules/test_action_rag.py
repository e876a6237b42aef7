"""How an action is rated, and the sentences that explain each rating."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.action_rag import DONE, ENDED_WORDS, RAG_LABELS, UNCARRIED_WORDS, Days, Facts, Rag, days_of, rate
from dhr_cases.models import ActionStatus
from dhr_cases.models.recommendations import ENDED_STATUSES

TODAY = date(2026, 11, 22)
DAYS = days_of(TODAY, 4)
ON_COURSE = Facts(status="in_progress", due_on=date(2027, 6, 30), heard_on=TODAY)
DAY = timedelta(days=1)


def rag(**changes: Any) -> tuple[Rag, tuple[str, ...]]:
    """The rating of an action on course but for these facts."""
    rating = rate(replace(ON_COURSE, **changes), DAYS)
    return rating.rag, rating.why


def test_counts_the_cycle_back_from_today() -> None:
    assert Days(TODAY, date(2026, 12, 20), date(2026, 7, 22)) == DAYS


def test_is_green_with_owner_news_and_time() -> None:
    assert rag() == (Rag.GREEN, ("It has an owner, recent news and time left.",))


@pytest.mark.parametrize("status", ["not_started", "in_progress"])
def test_does_not_tell_what_is_begun_from_what_is_not(status: str) -> None:
    """What counts is whether it will be done in time."""
    assert rag(status=status)[0] is Rag.GREEN


def test_is_complete_only_once_verified() -> None:
    assert rag(status=DONE) == (Rag.AMBER, ("It is recorded as done and waits to be verified.",))
    assert rag(status=DONE, is_verified=True) == (Rag.COMPLETE, ("It is done, and somebody else verified it.",))


def test_does_not_call_late_what_is_done_and_waits() -> None:
    """The owner is not late; the verifier is asked."""
    assert rag(status=DONE, due_on=date(2025, 1, 1))[0] is Rag.AMBER


@pytest.mark.parametrize("status", ENDED_WORDS)
def test_has_ended_however_late(status: str) -> None:
    assert rag(status=status, due_on=date(2020, 1, 1), has_owner=False) == (Rag.ENDED, (ENDED_WORDS[status],))


def test_has_ended_when_the_partnership_accepts_it() -> None:
    expected = ("The partnership accepts it as ended, with a reason.",)
    assert rag(status="not_owned", is_end_accepted=True) == (Rag.ENDED, expected)


@pytest.mark.parametrize("status", UNCARRIED_WORDS)
def test_is_red_when_nobody_here_carries_it(status: str) -> None:
    assert rag(status=status) == (Rag.RED, (UNCARRIED_WORDS[status],))


def test_is_red_without_an_owner() -> None:
    assert rag(has_owner=False) == (Rag.RED, ("No body is named as its owner.",))


def test_is_red_when_its_owner_is_gone() -> None:
    assert rag(is_owner_gone=True) == (Rag.RED, ("The body that owns it no longer exists.",))


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (TODAY - DAY, (Rag.RED, ("Its target date has passed: 21 November 2026.",))),
        (TODAY, (Rag.AMBER, ("Its target date is near: 22 November 2026.",))),
        (DAYS.soon, (Rag.AMBER, ("Its target date is near: 20 December 2026.",))),
        (DAYS.soon + DAY, (Rag.GREEN, ("It has an owner, recent news and time left.",))),
        (None, (Rag.AMBER, ("It has no target date.",))),
    ],
)
def test_turns_on_the_days_around_its_target(due_on: date | None, expected: tuple[Rag, tuple[str, ...]]) -> None:
    assert rag(due_on=due_on) == expected


@pytest.mark.parametrize(
    ("heard_on", "expected"),
    [
        (DAYS.stale_before, Rag.GREEN),
        (DAYS.stale_before - DAY, Rag.AMBER),
        (None, Rag.AMBER),
    ],
)
def test_turns_amber_when_nothing_was_heard_for_a_cycle(heard_on: date | None, expected: Rag) -> None:
    assert rag(heard_on=heard_on)[0] is expected


def test_says_everything_that_speaks_for_a_rating() -> None:
    """Whoever mends one thing sees what is left."""
    assert rag(due_on=None, heard_on=date(2026, 1, 5))[1] == (
        "It has no target date.",
        "Nothing was heard of it since 5 January 2026.",
    )
    assert len(rag(status="not_owned", is_owner_gone=True, due_on=date(2026, 1, 5))[1]) == 3


def test_knows_every_status_of_an_action() -> None:
    """A status added to the table is rated or the build fails."""
    rated = {DONE, *ENDED_WORDS, *UNCARRIED_WORDS, "not_started", "in_progress"}
    assert rated == {status.value for status in ActionStatus}
    assert set(ENDED_WORDS) == {status.value for status in ENDED_STATUSES}


def test_has_words_for_every_rating() -> None:
    assert set(RAG_LABELS) == set(Rag)
    assert rate(ON_COURSE, DAYS).label == "Green: on course"


any_day = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    facts=st.builds(
        Facts, st.sampled_from([status.value for status in ActionStatus]), any_day, any_day, st.booleans(),
        st.booleans(), st.booleans(), st.booleans(),
    )
)  # fmt: skip
def test_always_rates_with_a_reason_and_never_better_by_waiting(facts: Facts) -> None:
    """A day more can only make an open action worse."""
    worse = [Rag.GREEN, Rag.AMBER, Rag.RED]
    now, later = rate(facts, DAYS), rate(facts, days_of(TODAY + DAY, 4))
    assert now.why
    if now.rag in worse:
        assert worse.index(later.rag) >= worse.index(now.rag)
    else:
        assert later.rag is now.rag
