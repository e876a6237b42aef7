"""Holds, more time, lateness and proceedings lie over the stages and move none."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions import core, overlays, referral
from dhr_cases.actions.overlays import HoldTerms, MoreTime, ProceedingFacts
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import (
    Case,
    CaseEvent,
    Extension,
    Hold,
    InformationRequest,
    Lateness,
    ParallelProceeding,
    PartialDate,
)
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import to_information_requested

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
TRIAL = HoldTerms(
    reason=HoldReason.CRIMINAL_TRIAL,
    scope=frozenset({HoldScope.INTERVIEWS, HoldScope.AGENCY_REPORTS}),
    starts_on=TODAY - 10 * DAY,
)
MORE = MoreTime(
    clock="decide",
    new_due_on=TODAY + 60 * DAY,
    agreed_on=TODAY,
    agreed_by="The panel",
    reason_code=ExtensionReason.INQUEST,
)


def test_stops_what_it_names_and_nothing_else(case: Case, cast: Cast) -> None:
    """Requests to agencies wait; the panel's terms do not."""
    case_at(cast, case, Stage.PANEL_FORMED)
    overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    case_at(cast, case, Stage.TOR_AGREED)
    with pytest.raises(NotNow, match="On hold since .* criminal trial"):
        to_information_requested(cast, case)
    assert case.at is Stage.TOR_AGREED


def test_lets_the_work_go_on_when_the_hold_ends(case: Case, cast: Cast) -> None:
    """From that day."""
    case_at(cast, case, Stage.TOR_AGREED)
    hold = overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    overlays.end_hold(case=case, by=cast.coordinator, hold=hold, ends_on=TODAY)
    to_information_requested(cast, case)
    assert case.at is Stage.INFO_REQUESTED


def test_tells_history_what_stops_and_what_runs(case: Case, cast: Cast) -> None:
    """In words, since a reader knows no codes."""
    overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    detail = CaseEvent.objects.get(case=case, kind=Event.HOLD_STARTED).detail
    assert detail["stops"] == "agency reports, interviews"
    assert "panel meetings" in detail["runs"]


def test_counts_the_held_days_apart(case: Case, cast: Cast) -> None:
    """No due date moves."""
    before = case_clocks.readings(case)[0]
    overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    after = case_clocks.readings(case)[0]
    assert (after.due, after.elapsed_days_net) == (before.due, 0)


def test_wants_to_know_what_stops(case: Case, cast: Cast) -> None:
    """A hold that stops nothing is none."""
    with pytest.raises(Incomplete, match="what the hold stops"):
        overlays.start_hold(case=case, by=cast.coordinator, terms=replace(TRIAL, scope=frozenset()))


def test_wants_another_reason_in_words(case: Case, cast: Cast) -> None:
    """ "Other" alone says nothing."""
    with pytest.raises(Incomplete, match="note what the reason is"):
        overlays.start_hold(case=case, by=cast.coordinator, terms=replace(TRIAL, reason=HoldReason.OTHER))


def test_ends_no_hold_before_it_began_nor_twice(case: Case, cast: Cast) -> None:
    """Both are refused in words."""
    hold = overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    with pytest.raises(Incomplete, match="before it began"):
        overlays.end_hold(case=case, by=cast.coordinator, hold=hold, ends_on=TODAY - 11 * DAY)
    overlays.end_hold(case=case, by=cast.coordinator, hold=hold)
    with pytest.raises(NotNow, match="ended already"):
        overlays.end_hold(case=case, by=cast.coordinator, hold=hold)


def test_moves_one_clock_by_an_extension(case: Case, cast: Cast) -> None:
    """The others stay."""
    overlays.extend(case=case, by=cast.coordinator, more=MORE)
    due = {each.clock: each.due for each in case_clocks.readings(case)}
    assert due["decide"] == TODAY + 60 * DAY
    assert CaseEvent.objects.get(case=case, kind=Event.EXTENSION_AGREED).detail["Home Office told"] is False


def test_gives_one_agency_more_time(case: Case, cast: Cast) -> None:
    """The event is about its request."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    request = InformationRequest.objects.filter(case=case).first()
    assert request is not None
    with pytest.raises(Incomplete, match="which agency"):
        overlays.extend(case=case, by=cast.coordinator, more=replace(MORE, clock="imr_return"))
    more = replace(MORE, clock="imr_return", request=request, reason_code=ExtensionReason.IMR_LATE)
    overlays.extend(case=case, by=cast.coordinator, more=more)
    moved = [each.request for each in case_clocks.request_readings(case) if each.reading.due == MORE.new_due_on]
    assert moved == [request]


def test_knows_the_clocks_of_the_regime_only(case: Case, cast: Cast) -> None:
    """A clock of another regime is none of this review's."""
    with pytest.raises(Incomplete, match="one of the clocks"):
        overlays.extend(case=case, by=cast.coordinator, more=replace(MORE, clock="overview_report_draft2024"))


def test_explains_a_late_clock(case: Case, cast: Cast) -> None:
    """The reason is kept with the clock; the work was never stopped."""
    referral.record_awareness(case=case, by=cast.coordinator, on=TODAY - 90 * DAY)
    overlays.explain_lateness(
        case=case, by=cast.coordinator, clock="decide", reason_code=ExtensionReason.COMPLEX_CASE, reason="Two areas"
    )
    assert Lateness.objects.get(case=case).reason == "Two areas"
    assert case.at is Stage.REFERRED


def test_explains_nothing_that_is_in_time(case: Case, cast: Cast) -> None:
    """There is nothing to explain."""
    with pytest.raises(Incomplete, match="not late"):
        overlays.explain_lateness(
            case=case, by=cast.coordinator, clock="decide", reason_code=ExtensionReason.OTHER, reason="None"
        )


def test_records_and_updates_a_proceeding(case: Case, cast: Cast) -> None:
    """The same row, its history kept."""
    inquest = ProceedingFacts(kind=ProceedingKind.INQUEST, state="opened")
    row = overlays.record_proceeding(case=case, by=cast.coordinator, facts=inquest)
    ended = replace(inquest, state="concluded", ends_on=PartialDate.parse("2026-10"))
    overlays.record_proceeding(case=case, by=cast.coordinator, facts=ended, proceeding=row)
    assert ParallelProceeding.objects.get(case=case).state == "concluded"
    assert CaseEvent.objects.filter(case=case, kind=Event.PROCEEDING_RECORDED).count() == 2


def test_ends_no_proceeding_before_it_began(case: Case, cast: Cast) -> None:
    """The two dates contradict each other."""
    facts = ProceedingFacts(
        kind=ProceedingKind.CRIMINAL, starts_on=PartialDate.parse("2026-05"), ends_on=PartialDate.parse("2025")
    )
    with pytest.raises(Incomplete, match="before it began"):
        overlays.record_proceeding(case=case, by=cast.coordinator, facts=facts)


def test_refuses_the_panel_member(case: Case, cast: Cast) -> None:
    """Holds are the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        overlays.start_hold(case=case, by=cast.panel_member, terms=TRIAL)


def test_refuses_a_hold_on_a_closed_case(case: Case, cast: Cast) -> None:
    """Nothing runs there that could stop."""
    case_at(cast, case, Stage.TRANSFERRED)
    with pytest.raises(NotNow, match="Transferred"):
        overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither hold nor extension."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    with pytest.raises(OSError, match="disk full"):
        overlays.extend(case=case, by=cast.coordinator, more=MORE)
    assert not Hold.objects.exists()
    assert not Extension.objects.exists()
