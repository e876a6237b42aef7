"""The coordinator corrects the record with a reason; what was there before stays."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions.corrections import correct
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def event_of(case: Case, kind: Event) -> CaseEvent:
    """The event that counts."""
    found: CaseEvent = CaseEvent.objects.get(case=case, kind=kind, replaced_by=None)
    return found


def test_changes_a_fact_and_says_which(case: Case, cast: Cast) -> None:
    """The words that were wrong stay out of the event."""
    correct(case=case, by=cast.coordinator, reason="The family chose", facts={"pseudonym": "Wren"})
    event = CaseEvent.objects.get(case=case, kind=Event.CORRECTED)
    assert Case.objects.get(pk=case.pk).pseudonym == "Wren"
    assert (event.detail, event.reason) == ({"what": "pseudonym"}, "The family chose")


def test_moves_a_clock_by_the_right_day(case: Case, cast: Cast) -> None:
    """The case's own row follows, and the old event stays."""
    correct(
        case=case,
        by=cast.coordinator,
        reason="Letter found",
        event=event_of(case, Event.CSP_CHAIR_AWARE),
        on=TODAY - 2 * DAY,
    )
    assert case_clocks.readings(case)[0].start == TODAY - 2 * DAY
    assert Case.objects.get(pk=case.pk).aware_on.value == TODAY - 2 * DAY
    assert CaseEvent.objects.filter(case=case, kind=Event.CSP_CHAIR_AWARE).count() == 2


def test_keeps_the_stage_of_the_event_it_redates(case: Case, cast: Cast) -> None:
    """A decision not to review is still one after its day was corrected."""
    case_at(cast, case, Stage.HO_SCRUTINY)
    decided = event_of(case, Event.DECISION_RECORDED)
    correct(case=case, by=cast.coordinator, reason="Minute read again", event=decided, on=TODAY - DAY)
    assert event_of(case, Event.DECISION_RECORDED).stage == Stage.DECIDED_NO_REVIEW


def test_corrects_only_the_newest_row(case: Case, cast: Cast) -> None:
    """An event corrected twice has one successor."""
    first = event_of(case, Event.REFERRAL_RECEIVED)
    correct(case=case, by=cast.coordinator, reason="Letter found", event=first, on=TODAY - 12 * DAY)
    with pytest.raises(Incomplete, match="correct the newest"):
        correct(case=case, by=cast.coordinator, reason="Letter found", event=first, on=TODAY - 13 * DAY)


def test_wants_a_reason(case: Case, cast: Cast) -> None:
    """Always."""
    with pytest.raises(Incomplete, match="reason for the correction"):
        correct(case=case, by=cast.coordinator, reason="", facts={"pseudonym": "Wren"})


def test_records_no_correction_that_changes_nothing(case: Case, cast: Cast) -> None:
    """Neither a fact nor a day."""
    event = event_of(case, Event.REFERRAL_RECEIVED)
    with pytest.raises(Incomplete, match="Nothing would change"):
        correct(case=case, by=cast.coordinator, reason="None", facts={"pseudonym": case.pseudonym})
    with pytest.raises(Incomplete, match="Nothing would change"):
        correct(case=case, by=cast.coordinator, reason="None", event=event, on=event.on)


def test_corrects_neither_stage_nor_regime(case: Case, cast: Cast) -> None:
    """Those are not facts somebody mistyped."""
    with pytest.raises(Incomplete, match="not corrected here: stage"):
        correct(case=case, by=cast.coordinator, reason="Wrong", facts={"stage": Stage.CLOSED})


def test_takes_no_event_of_another_case(case: Case, other_case: Case, cast: Cast) -> None:
    """Not even by somebody who works on both."""
    foreign = event_of(other_case, Event.REFERRAL_RECEIVED)
    with pytest.raises(Incomplete, match="another case"):
        correct(case=case, by=cast.coordinator, reason="Wrong", event=foreign, on=TODAY - DAY)


def test_refuses_the_partnership_chair(case: Case, cast: Cast) -> None:
    """Corrections are the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        correct(case=case, by=cast.csp_chair, reason="Wrong", facts={"pseudonym": "Wren"})
