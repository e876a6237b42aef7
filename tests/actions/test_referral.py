"""A death is referred, its lead settled, scoping begun."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import core, referral
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent
from dhr_cases.stages import Stage
from tests.conftest import Cast

TODAY = timezone.localdate()


def test_gives_the_next_free_reference(case: Case, cast: Cast) -> None:
    """The number follows the highest of the year, whatever gaps there are."""
    stem = f"TESTSHIRE-{TODAY.year}-"
    assert case.reference == f"{stem}001"
    assert referral.next_reference(cast.partnership) == f"{stem}002"


def test_records_referral_and_awareness(case: Case) -> None:
    """Both days are events of their own, since the month to decide runs from awareness."""
    days = {event.kind: event.on.value for event in CaseEvent.objects.filter(case=case)}
    assert days[Event.CSP_CHAIR_AWARE] - days[Event.REFERRAL_RECEIVED] == datetime.timedelta(days=1)


def test_moves_to_lead_agreed(case: Case, cast: Cast) -> None:
    """The stage moves and the event says who leads."""
    referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    assert case.stage == Stage.LEAD_AGREED
    assert CaseEvent.objects.get(case=case, kind=Event.LEAD_AGREED).detail["lead"] == "testshire"


def test_refuses_the_panel_member(case: Case, cast: Cast) -> None:
    """Settling the lead is the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        referral.agree_lead(case=case, by=cast.panel_member, lead=cast.partnership)
    assert Case.objects.get(pk=case.pk).stage == Stage.REFERRED


def test_refuses_scoping_before_the_lead_is_settled(case: Case, cast: Cast) -> None:
    """The sentence names the stage the review stands at."""
    with pytest.raises(NotNow, match="Death referred"):
        referral.start_scoping(case=case, by=cast.coordinator)


def test_refuses_a_day_to_come(case: Case, cast: Cast) -> None:
    """A thing that has not happened is not recorded."""
    with pytest.raises(Incomplete, match="in the future"):
        referral.agree_lead(
            case=case, by=cast.coordinator, lead=cast.partnership, on=TODAY + datetime.timedelta(days=1)
        )


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event we cannot record is an act we did not do."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    assert Case.objects.get(pk=case.pk).stage == Stage.REFERRED
