"""How clocks read the tables: corrections, partial dates, holds, extensions, requests, cases ended and taken on."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope
from dhr_cases.models import (
    Case,
    CaseEvent,
    Extension,
    Hold,
    InformationRequest,
    LocalClock,
    PartialDate,
)
from dhr_cases.models.history import change
from dhr_cases.request_states import RequestState
from dhr_cases.stages import Stage
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def reading(case: Case, name: str, on: datetime.date | None = None) -> ClockReading:
    """One clock of the case."""
    return next(each for each in case_clocks.readings(case, on) if each.clock == name)


def happened(
    case: Case,
    cast: Cast,
    kind: Event,
    on: PartialDate,
    stage: Stage = Stage.DECIDED_REVIEW,
    replaces: CaseEvent | None = None,
) -> CaseEvent:
    """An event as a table row, to read clocks from."""
    row: CaseEvent = CaseEvent.objects.create(
        case=case, kind=kind, on=on, stage=stage, by=cast.coordinator, replaces=replaces
    )
    return row


def hold(case: Case, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """A hold of interviews."""
    with change("test", None):
        Hold.objects.create(
            case=case,
            reason=HoldReason.CRIMINAL_TRIAL,
            scope=[HoldScope.INTERVIEWS],
            starts_on=starts_on,
            ends_on=ends_on,
        )


def test_starts_the_month_to_decide_from_awareness(case: Case) -> None:
    """Not from the death and not from the referral."""
    found = reading(case, "decide")
    assert found.start == TODAY - 9 * DAY
    assert found.state is ClockState.RUNNING


def test_uses_the_row_that_replaces_an_event(case: Case, cast: Cast) -> None:
    """A corrected day is the only day that counts, also when it is later."""
    first = happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY - 5 * DAY))
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY - 3 * DAY), replaces=first)
    assert reading(case, "decide").stop == TODAY - 3 * DAY


def test_takes_the_first_day_a_partial_date_can_mean(case: Case, cast: Cast) -> None:
    """A limit must not look longer than it may be."""
    happened(case, cast, Event.QA_CLEARED, PartialDate.parse("2024-03"))
    assert reading(case, "publish").start == datetime.date(2024, 3, 1)


def test_takes_the_earliest_of_repeated_events(case: Case, cast: Cast) -> None:
    """A second publication after a reopening does not make the first one late."""
    happened(case, cast, Event.QA_CLEARED, PartialDate.parse("2024-03-01"))
    for day in ("2024-05-01", "2025-05-01"):
        happened(case, cast, Event.PUBLISHED, PartialDate.parse(day))
    assert reading(case, "publish").stop == datetime.date(2024, 5, 1)


def test_starts_no_report_by_a_decision_not_to_review(case: Case, cast: Cast) -> None:
    """The decision still stops the month to decide and starts the notice to the Home Office."""
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY), Stage.DECIDED_NO_REVIEW)
    assert reading(case, "overview_report").state is ClockState.NOT_STARTED
    assert reading(case, "decide").state is ClockState.MET
    assert reading(case, "tell_home_office").state is ClockState.RUNNING


def test_starts_the_report_on_the_day_a_review_is_directed(case: Case, cast: Cast) -> None:
    """Six months from then, since there was no decision to review before."""
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY - 5 * DAY), Stage.DECIDED_NO_REVIEW)
    happened(case, cast, Event.REVIEW_DIRECTED, PartialDate.on(TODAY - DAY), Stage.DIRECTED)
    assert reading(case, "overview_report").start == TODAY - DAY


def test_gives_no_verdict_when_the_day_of_the_stop_is_unknown(case: Case, cast: Cast) -> None:
    """It is neither late nor in time."""
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.unknown())
    found = reading(case, "decide", TODAY + 90 * DAY)
    assert found.state is ClockState.DONE
    assert case_clocks.in_words(found, TODAY) == "done, day not recorded"


def test_counts_held_days_out_of_the_net_figure_only(case: Case) -> None:
    """The due date stays where it was."""
    before = reading(case, "decide")
    hold(case, TODAY - 6 * DAY, TODAY - 2 * DAY)
    found = reading(case, "decide")
    assert (found.elapsed_days, found.elapsed_days_net, found.due) == (9, 5, before.due)


def test_moves_the_due_date_by_an_extension(case: Case) -> None:
    """The newest agreement sets it and its reason is told."""
    with change("test", None):
        Extension.objects.create(
            case=case,
            clock="decide",
            new_due_on=TODAY + 60 * DAY,
            agreed_on=TODAY,
            agreed_by="Partnership chair",
            reason_code=ExtensionReason.INQUEST,
        )
    found = reading(case, "decide")
    assert found.due == TODAY + 60 * DAY
    assert "inquest" in found.why.lower()


def test_keeps_to_the_partnerships_own_limit(case: Case, cast: Cast) -> None:
    """Only where law and guidance count out none."""
    with change("test", None):
        for clock in ("publish", "decide"):
            LocalClock.objects.create(partnership=cast.partnership, clock=clock, limit="P10D", reason="Board")
    happened(case, cast, Event.QA_CLEARED, PartialDate.on(TODAY))
    assert reading(case, "publish").due == TODAY + 10 * DAY
    assert reading(case, "decide").limit == "P1M"


def test_stops_counting_on_the_day_a_case_ended(case: Case) -> None:
    """A transferred case grows no older here."""
    case.stage, case.stage_since = Stage.TRANSFERRED, TODAY
    found = reading(case, "decide", TODAY + 400 * DAY)
    assert found.elapsed_days == 9
    assert not case_clocks.is_awaited(case, found)


def test_takes_a_stage_passed_before_taking_on_as_done(case: Case) -> None:
    """A case that came at drafting was decided, on whatever day."""
    case.is_taken_on, case.stage = True, Stage.DRAFTING
    assert reading(case, "decide", TODAY + 90 * DAY).state is ClockState.DONE


def test_awaits_no_publication_once_it_is_withheld(case: Case, cast: Cast) -> None:
    """The clock runs on in the record, but nobody is asked."""
    happened(case, cast, Event.QA_CLEARED, PartialDate.on(TODAY))
    case.stage = Stage.PUBLICATION_WITHHELD
    assert not case_clocks.is_awaited(case, reading(case, "publish"))


@pytest.mark.parametrize(("days_left", "expected"), [(0, "due_soon"), (6, "due_soon"), (20, "running")])
def test_says_due_soon_within_five_working_days(case: Case, days_left: int, expected: str) -> None:
    """Six calendar days never hold more than five working days when today is a working day or not."""
    due = reading(case, "decide").due
    assert due is not None
    on = due - days_left * DAY
    assert case_clocks.shown_state(reading(case, "decide", on), on) == expected


def asked(case: Case, cast: Cast) -> InformationRequest:
    """A request to the police, due in ten days."""
    with change("test", None):
        row: InformationRequest = InformationRequest.objects.create(
            case=case, organisation=cast.police, asked_on=TODAY - DAY, due_on=TODAY + 10 * DAY, asks_for="Report"
        )
    return row


def test_reads_a_requests_clock_from_the_request(case: Case, cast: Cast) -> None:
    """The day the request names is due, without a word of an extension."""
    asked(case, cast)
    found = case_clocks.request_readings(case)[0].reading
    assert found.due == TODAY + 10 * DAY
    assert found.extended_by is None
    assert "as the request says" in found.why


def test_extends_one_request_and_no_other(case: Case, cast: Cast) -> None:
    """The case's own clocks do not move."""
    request = asked(case, cast)
    with change("test", None):
        Extension.objects.create(
            case=case, clock="imr_return", request=request, new_due_on=TODAY + 30 * DAY, agreed_on=TODAY,
            agreed_by="Chair", reason_code=ExtensionReason.IMR_LATE,
        )  # fmt: skip  # one row, read as one
    assert case_clocks.request_readings(case)[0].reading.due == TODAY + 30 * DAY


def test_awaits_nothing_of_a_withdrawn_request(case: Case, cast: Cast) -> None:
    """It is done, never late."""
    request = asked(case, cast)
    with change("test", None):
        request.state = RequestState.WITHDRAWN
        request.save()
    found = case_clocks.request_readings(case, TODAY + 90 * DAY)[0].reading
    assert not case_clocks.is_awaited(case, found)


def test_reads_many_cases_in_as_many_queries_as_one(case: Case, other_case: Case) -> None:
    """Lists stay as quick with five hundred cases as with five."""
    with CaptureQueriesContext(connection) as one:
        case_clocks.readings_for([case])
    with CaptureQueriesContext(connection) as two:
        case_clocks.readings_for([case, other_case])
    assert len(one) == len(two)
