"""Where every review stood on a past day follows from what was recorded, whatever came later."""

import datetime
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.deadlines import Hold
from dhr_cases.stages import STAGES, START, Stage, may_follow
from governance.position import CaseRecord, Position, Step, counted_since, position, standing_of
from governance.standings import ENDED, OF_STAGE, STANDINGS, Standing

FIRST = datetime.date(2020, 1, 1)
S = Stage


def day(number: int) -> datetime.date:
    """A day by its number from the first."""
    return FIRST + datetime.timedelta(days=number)


def review(*steps: tuple[Stage, int], key: int = 1, **more: object) -> CaseRecord:
    """A review by the stages it came to and the numbers of the days."""
    return CaseRecord(key, tuple(Step(stage, day(number)) for stage, number in steps), **more)  # type: ignore[arg-type]  # the rest goes through as it is


def stage_on(record: CaseRecord, number: int) -> Stage | None:
    """Where one review stood; None before it began."""
    found = standing_of(record, day(number))
    return found.stage if found else None


@st.composite
def lives(draw: st.DrawFn, key: int = 1) -> CaseRecord:
    """A review that goes some way along the stage table, back and forth, on days in order."""
    steps, stage, number = [(START, draw(st.integers(0, 30)))], START, 0
    for _ in range(draw(st.integers(0, 12))):
        following = STAGES[stage].next
        if not following:
            break
        stage = draw(st.sampled_from(following))
        number = steps[-1][1] + draw(st.integers(0, 20))
        steps.append((stage, number))
    return review(*steps, key=key)


portfolios = st.integers(0, 6).flatmap(lambda count: st.tuples(*(lives(key=key) for key in range(count))))


def replayed(records: Sequence[CaseRecord], on: datetime.date) -> Counter[Stage]:
    """The counts of a day by living through every day up to it, one move after the other."""
    standing: dict[int, Stage] = {}
    today = FIRST
    while today <= on:
        for record in records:
            for step in record.steps:
                if step.on == today:
                    assert record.key not in standing or may_follow(standing[record.key], step.stage)
                    standing[record.key] = step.stage
        today += datetime.timedelta(days=1)
    return Counter(standing.values())


@settings(max_examples=60, deadline=None)
@given(portfolios, st.integers(0, 200))
def test_gives_on_any_day_what_living_through_the_events_gives(records: tuple[CaseRecord, ...], number: int) -> None:
    found = position(records, day(number))
    assert Counter({stage: count for stage, count in found.by_stage.items() if count}) == replayed(records, day(number))


@settings(max_examples=40, deadline=None)
@given(portfolios, st.integers(0, 200), st.integers(1, 60))
def test_never_changes_by_what_happens_later(records: tuple[CaseRecord, ...], number: int, later: int) -> None:
    known = [
        CaseRecord(row.key, tuple(step for step in row.steps if step.on <= day(number + later))) for row in records
    ]
    assert position(known, day(number)) == position(records, day(number))


@settings(max_examples=40, deadline=None)
@given(portfolios, st.integers(0, 200))
def test_counts_each_review_in_one_line_only(records: tuple[CaseRecord, ...], number: int) -> None:
    found = position(records, day(number))
    begun = sum(1 for row in records if row.steps[0].on <= day(number))
    assert sum(found.by_stage.values()) == sum(found.by_standing.values()) == len(found.cases) == begun


@settings(max_examples=40, deadline=None)
@given(portfolios, st.integers(0, 100), st.integers(0, 100))
def test_opens_each_review_in_one_period_only(records: tuple[CaseRecord, ...], first: int, length: int) -> None:
    before, after = position(records, day(first)), position(records, day(first + length), since=day(first))
    assert set(before.opened) | set(after.opened) == {case.key for case in after.cases}
    assert not set(before.opened) & set(after.opened)


@settings(max_examples=40, deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_takes_the_step_recorded_last_whatever_the_days(record: CaseRecord, chance: object) -> None:
    """Days entered in disorder: on the last of all days it stands where it was last recorded to stand."""
    days = sorted((step.on for step in record.steps), key=lambda _: chance.random())  # type: ignore[attr-defined]  # a random.Random
    mixed = CaseRecord(1, tuple(Step(step.stage, on) for step, on in zip(record.steps, days, strict=True)))
    found = standing_of(mixed, max(days))
    assert found is not None
    assert found.stage is record.steps[-1].stage


# Each rule by an example


def test_does_not_know_a_review_before_its_first_day() -> None:
    record = review((S.REFERRED, 10))
    assert (stage_on(record, 9), stage_on(record, 10)) == (None, S.REFERRED)


def test_stands_at_a_stage_from_the_very_day() -> None:
    record = review((S.REFERRED, 0), (S.LEAD_AGREED, 5), (S.SCOPING, 5), (S.DECIDED_REVIEW, 9))
    assert [stage_on(record, number) for number in (4, 5, 8, 9)] == [
        S.REFERRED,
        S.SCOPING,
        S.SCOPING,
        S.DECIDED_REVIEW,
    ]


def test_leaves_an_earlier_step_behind_though_its_day_was_entered_as_later() -> None:
    record = review((S.REFERRED, 0), (S.LEAD_AGREED, 8), (S.SCOPING, 6))
    assert [stage_on(record, number) for number in (5, 6, 8)] == [S.REFERRED, S.SCOPING, S.SCOPING]


def test_follows_a_review_that_goes_back() -> None:
    record = review((S.AT_QA, 0), (S.AMENDING, 4), (S.RESUBMITTED, 6), (S.AT_QA, 8), (S.AMENDING, 10))
    assert [stage_on(record, number) for number in (3, 5, 7, 9, 11)] == [
        S.AT_QA,
        S.AMENDING,
        S.RESUBMITTED,
        S.AT_QA,
        S.AMENDING,
    ]


@pytest.mark.parametrize(
    ("number", "paused"), [(4, ()), (5, ("trial",)), (9, ("trial",)), (10, ()), (20, ("inquest",))]
)
def test_pauses_from_the_first_day_to_the_day_before_the_last(number: int, paused: tuple[str, ...]) -> None:
    pauses = (Hold(day(5), day(10), "trial"), Hold(day(20), None, "inquest"))
    found = standing_of(review((S.PANEL_WORK, 0), pauses=pauses), day(number))
    assert found is not None
    assert found.paused_for == paused


def test_counts_a_review_paused_twice_once() -> None:
    pauses = (Hold(day(1), None, "trial"), Hold(day(2), None, "trial"), Hold(day(2), None, "inquest"))
    (case,) = position([review((S.PANEL_WORK, 0), pauses=pauses)], day(3)).paused
    assert case.paused_for == ("trial", "inquest")


def test_says_of_a_review_taken_on_that_its_past_is_not_certain() -> None:
    record = review((S.REFERRED, 0), (S.PANEL_WORK, 50), certain_from=day(50))
    before, after = position([record], day(20)), position([record], day(50))
    assert (before.by_stage[S.REFERRED], before.not_certain) == (1, 1)
    assert (after.by_stage[S.PANEL_WORK], after.not_certain) == (1, 0)


def test_keeps_the_day_a_stage_was_reached_when_the_taking_on_repeats_it() -> None:
    record = review((S.AT_QA, 3), (S.AMENDING, 20), (S.AMENDING, 50), certain_from=day(50))
    found = standing_of(record, day(60))
    assert found is not None
    assert found.since == day(20)


def test_does_not_call_a_review_opened_whose_referral_nobody_dated() -> None:
    found = position([review((S.PANEL_WORK, 50), certain_from=day(50))], day(60), since=day(40))
    assert (len(found.cases), found.opened) == (1, ())


def _history() -> Position:
    records = [
        review((S.REFERRED, 0), (S.TRANSFERRED, 20), key=1),
        review((S.PRE_PUBLICATION, 0), (S.PUBLISHED, 30), (S.LEARNING, 31), key=2),
        review((S.MONITORING, 0), (S.CLOSED, 25), (S.MONITORING, 28), key=3),
        review((S.REFERRED, 30), key=4),
        review((S.PRE_PUBLICATION, 0), (S.PUBLISHED, 10), key=5),
    ]
    return position(records, day(30), since=day(10))


def test_tells_what_happened_since_the_last_meeting() -> None:
    """The day of the last meeting itself belongs to the period before; what was reopened has not ended."""
    found = _history()
    assert (found.opened, found.published, found.ended) == ((4,), (2,), (1,))


def test_counts_reviews_since_a_year_as_at_a_day() -> None:
    records = [review((S.REFERRED, number), key=number) for number in (0, 5, 10, 15)]
    assert counted_since(records, day(5), day(10)) == 2
    assert counted_since(records, day(5), day(9)) == 1


# The table of lines


def test_puts_every_stage_into_one_line() -> None:
    assert sorted(OF_STAGE) == sorted(Stage)
    assert sum(len(row.stages) for row in STANDINGS.values()) == len(Stage)


def test_has_words_for_every_line() -> None:
    assert set(STANDINGS) == set(Standing)
    assert all(row.label for row in STANDINGS.values())


def test_counts_no_ended_review_as_live() -> None:
    assert not any(STANDINGS[OF_STAGE[stage]].is_live for stage in ENDED)
    assert position([review((S.DRAFTING, 0)), review((S.CLOSED, 0))], day(1)).live == 1
