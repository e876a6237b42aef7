"""Which clocks of a review taken on half way have stopped on a day nobody knows, and which still run?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.case_clocks import CUT_SHORT, WATCHED, in_words
from dhr_cases.clock_words import clock_cards
from dhr_cases.deadlines import ClockState
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PartialDate
from dhr_cases.policy import known_events
from dhr_cases.stages import LIVE_REVIEW, STAGES, Stage
from tests.conftest import Cast

TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=400)
S = Stage
DONE, LATE, RUNNING, WAITING = ClockState.DONE, ClockState.OVERDUE, ClockState.RUNNING, ClockState.NOT_STARTED


@pytest.fixture
def taken_on(case: Case, cast: Cast) -> Case:
    """A case whose decision to review was entered, and that is told of at whatever stage a test says."""
    CaseEvent.objects.create(
        case=case,
        kind=Event.DECISION_RECORDED,
        on=PartialDate.on(LONG_AGO),
        stage=S.DECIDED_REVIEW,
        by=cast.coordinator,
    )
    case.is_taken_on = True
    return case


def states(case: Case, *names: str) -> list[ClockState]:
    """How these clocks of the case stand."""
    found = {each.clock: each.state for each in case_clocks.readings(case)}
    return [found[name] for name in names]


@pytest.mark.parametrize(
    ("stage", "report"),
    [
        (S.DECIDED_REVIEW, LATE), (S.FAMILY_CONTACTED, LATE), (S.DRAFTING, LATE), (S.PANEL_APPROVED, LATE),
        (S.CSP_SIGNED_OFF, DONE), (S.SUBMITTED, DONE), (S.PUBLICATION_WITHHELD, DONE), (S.MONITORING, DONE),
        (S.END_PROPOSED, LATE), (S.ABBREVIATED, LATE),
    ],
)  # fmt: skip  # a stage and how its report stands
def test_calls_a_report_complete_only_once_the_review_has_come_so_far(
    taken_on: Case, stage: Stage, report: ClockState
) -> None:
    taken_on.stage = stage
    assert states(taken_on, "overview_report") == [report]


@pytest.mark.parametrize("stood_at", [S.FAMILY_CONTACTED, S.DRAFTING, S.PANEL_APPROVED, S.CSP_SIGNED_OFF])
def test_reads_a_review_whose_end_is_proposed_as_it_stood_before(taken_on: Case, stood_at: Stage) -> None:
    """And again where it goes on."""
    names = ("overview_report", "tell_home_office", "tell_family_decision", "qa_decision")
    taken_on.stage = stood_at
    before = states(taken_on, *names)
    taken_on.stage, taken_on.resumes_at = S.END_PROPOSED, stood_at
    assert states(taken_on, *names) == before


@pytest.mark.parametrize("stage", CUT_SHORT)
def test_knows_of_a_review_cut_short_that_family_and_home_office_were_told(taken_on: Case, stage: Stage) -> None:
    """It was under way, so much is sure."""
    taken_on.stage = stage
    assert states(taken_on, "tell_home_office", "tell_family_decision") == [DONE, DONE]


def test_does_not_say_of_a_review_that_ended_early_that_its_report_was_written(taken_on: Case) -> None:
    """Neither then nor once it is closed; nobody waits for it."""
    for stage, resumes_at in ((S.TERMINATED, ""), (S.CLOSED, S.TERMINATED)):
        taken_on.stage, taken_on.resumes_at = stage, resumes_at
        found = next(each for each in case_clocks.readings(taken_on) if each.clock == "overview_report")
        assert found.state is LATE
        assert not case_clocks.is_awaited(taken_on, found)
        (card,) = clock_cards(taken_on, [found], TODAY)
        assert (card.state, card.status, card.stopped) == ("not_started", "No longer awaited", "")


def cleared(case: Case, cast: Cast) -> None:
    """The Home Office cleared the report long ago."""
    on = PartialDate.on(LONG_AGO)
    CaseEvent.objects.create(case=case, kind=Event.QA_CLEARED, on=on, stage=S.QA_CLEARED, by=cast.coordinator)


@pytest.mark.parametrize(
    ("stage", "resumes_at", "publication"),
    [
        (S.PRE_PUBLICATION, "", RUNNING), (S.PUBLISHED, "", DONE), (S.PUBLICATION_WITHHELD, "", RUNNING),
        (S.LEARNING, "", DONE), (S.LEARNING, S.PUBLICATION_WITHHELD, RUNNING),
        (S.CLOSED, S.PUBLICATION_WITHHELD, RUNNING),
    ],
)  # fmt: skip  # a stage, what it remembers, how its publication stands
def test_says_of_a_report_withheld_never_that_it_was_published(
    taken_on: Case, cast: Cast, stage: Stage, resumes_at: str, publication: ClockState
) -> None:
    cleared(taken_on, cast)
    taken_on.stage, taken_on.resumes_at = stage, resumes_at
    (found,) = (each for each in case_clocks.readings(taken_on) if each.clock == "publish")
    assert found.state is publication
    assert case_clocks.is_awaited(taken_on, found) is (stage is S.PRE_PUBLICATION)
    words = "done, day not recorded" if publication is DONE else "running for 400 days, no limit set"
    assert in_words(found, TODAY) == words


def test_starts_no_clock_by_a_day_that_nobody_entered(taken_on: Case) -> None:
    """However far the review has come."""
    taken_on.stage = S.CLOSED
    assert states(taken_on, "qa_decision", "publish", "copy_to_dac") == [WAITING] * 3


def test_goes_by_the_record_alone_where_the_case_was_not_taken_on(taken_on: Case) -> None:
    taken_on.is_taken_on = False
    for stage in (S.SUBMITTED, S.PUBLISHED, S.MONITORING):
        taken_on.stage = stage
        assert states(taken_on, "overview_report", "tell_home_office") == [LATE, RUNNING]


def test_watches_every_event_that_starts_or_stops_a_clock() -> None:
    """And the two that begin a review."""
    assert set(WATCHED) == known_events() | {Event.DECISION_RECORDED, Event.REVIEW_DIRECTED}
    assert len(WATCHED) == len(set(WATCHED))


def test_holds_a_review_cut_short_to_the_first_stage_under_way() -> None:
    """The table sets the three behind every stage they can be reached from, and no other stage between."""
    order = list(STAGES)
    places = [order.index(stage) for stage in CUT_SHORT]
    assert places == list(range(places[0], places[0] + len(CUT_SHORT)))
    assert {order.index(stage) < places[0] for stage in LIVE_REVIEW} == {True}
    assert LIVE_REVIEW[0] is min(LIVE_REVIEW, key=order.index)
