"""A corrected day is the same event on another day: nothing that counts events, or tells of them, takes it for new."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.corrections import correct
from dhr_cases.actions.memberships import grant_role
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionEvidence,
    ActionStatus,
    Case,
    CaseEvent,
    EvidenceKind,
    InformationRequest,
    Notice,
    PartialDate,
    Publication,
    PublicationCheck,
    Recommendation,
    Verdict,
)
from dhr_cases.models.history import change
from dhr_cases.policies.drafting import approval_round
from dhr_cases.policies.publication import newest_checks, publication_needs
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.views.gather_rows import request_history, secured
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
BEFORE = TODAY - 5 * DAY


def happened(case: Case, cast: Cast, kind: Event, **more: object) -> CaseEvent:
    """An event of five days ago, as an act of the coordinator records it."""
    values = {
        "case": case,
        "kind": kind,
        "on": PartialDate.on(BEFORE),
        "stage": case.stage,
        "by": cast.coordinator,
        **more,
    }
    row: CaseEvent = CaseEvent.objects.create(**values)
    return row


def arrived(case: Case, cast: Cast, stage: Stage, kind: Event | None = None) -> CaseEvent:
    """The case came to a stage five days ago."""
    stand_at(case, stage)
    return happened(case, cast, kind or STAGES[stage].event, moved=True)


def put_right(case: Case, cast: Cast, event: CaseEvent) -> CaseEvent:
    """The event's day is corrected by a day; the row that counts now."""
    on = (event.on.value or TODAY) - DAY
    correct(case=case, by=cast.coordinator, reason="Minute read again", event=event, on=on)
    row: CaseEvent = CaseEvent.objects.get(replaces=event)
    return row


def test_moves_the_day_the_present_stage_began(case: Case, cast: Cast) -> None:
    """However often it is corrected."""
    again = put_right(case, cast, arrived(case, cast, Stage.SCOPING))
    assert Case.objects.get(pk=case.pk).stage_since == BEFORE - DAY
    put_right(case, cast, again)
    assert Case.objects.get(pk=case.pk).stage_since == BEFORE - 2 * DAY


def test_leaves_the_day_the_present_stage_began_when_an_earlier_arrival_was_wrong(case: Case, cast: Cast) -> None:
    """A draft sent back is at drafting since then, whenever drafting first began."""
    first = arrived(case, cast, Stage.DRAFTING)
    arrived(case, cast, Stage.FAMILY_REVIEW)
    arrived(case, cast, Stage.DRAFTING, Event.SENT_BACK_TO_DRAFT)
    with change("Test", None):
        case.stage_since = TODAY
        case.save()
    put_right(case, cast, put_right(case, cast, first))
    assert Case.objects.get(pk=case.pk).stage_since == TODAY


def test_takes_no_day_for_the_stage_from_an_event_beside_it(case: Case, cast: Cast) -> None:
    """A second letter at the same stage is none of its beginning."""
    arrived(case, cast, Stage.SCOPING)
    since = Case.objects.get(pk=case.pk).stage_since
    put_right(case, cast, happened(case, cast, Event.CSP_CHAIR_AWARE))
    assert Case.objects.get(pk=case.pk).stage_since == since


def test_begins_the_stage_on_the_first_day_a_corrected_month_can_mean(case: Case, cast: Cast) -> None:
    """A stage must not look shorter than it may be."""
    event = arrived(case, cast, Stage.SCOPING)
    month = PartialDate.parse("2026-01")
    correct(case=case, by=cast.coordinator, reason="Only the month", event=event, on=month)
    assert Case.objects.get(pk=case.pk).stage_since == datetime.date(2026, 1, 1)


@pytest.mark.parametrize("kind", [Event.SENT_BACK_TO_DRAFT, Event.REOPENED, Event.ABBREVIATION_AGREED])
def test_begins_no_round_of_approval(case: Case, cast: Cast, kind: Event) -> None:
    """Otherwise the agencies' answers would count no more."""
    event = happened(case, cast, kind)
    assert approval_round(case) == 2
    put_right(case, cast, event)
    assert approval_round(case) == 2


def test_makes_no_old_check_of_the_report_new(case: Case, cast: Cast) -> None:
    """Nor an old word to the family: both were of the publication planned before."""
    told = happened(case, cast, Event.FAMILY_TOLD_OF_PUBLICATION)
    with change("Test", None):
        Publication.objects.create(case=case)
        row = PublicationCheck.objects.create(
            case=case, by=cast.coordinator, on=BEFORE, is_passed=True, names_removed=True, dates_generalised=True,
            marking_removed=True, proceedings_safe=True,
        )  # fmt: skip
    checked = happened(case, cast, Event.PUBLICATION_CHECKED, subject_id=row.pk)
    arrived(case, cast, Stage.PRE_PUBLICATION)
    for event in (told, checked):
        put_right(case, cast, event)
    assert newest_checks(case) == []
    assert "The family must be told the date of publication first." in publication_needs(case)


def test_keeps_who_recorded_an_action_as_done(case: Case, cast: Cast) -> None:
    """They do not verify it themselves after somebody else corrected the day."""
    stand_at(case, Stage.MONITORING)
    grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.COORDINATOR)
    with change("Test", None):
        recommendation = Recommendation.objects.create(case=case, position=1, text="Train")
        action = Action.objects.create(recommendation=recommendation, text="Book", status=ActionStatus.DONE)
    done = happened(case, cast, Event.ACTION_UPDATED, subject="action", subject_id=action.pk, detail={"status": "done"})
    correct(case=case, by=cast.outsider, reason="Wrong day", event=done, on=BEFORE - DAY)
    with change("Test", None):
        ActionEvidence.objects.create(
            action=action, kind=EvidenceKind.STATEMENT, text="An audit", on=BEFORE, added_by=cast.agency_author
        )
    with pytest.raises(NotPermitted, match="Somebody else must verify"):
        verify_action(case=case, by=cast.coordinator, action=action, verdict=Verdict.CONFIRMED, note="Seen")
    verify_action(case=case, by=cast.outsider, action=action, verdict=Verdict.CONFIRMED, note="Seen")
    assert Action.objects.get(pk=action.pk).verified_by == cast.outsider


@pytest.mark.parametrize("kind", [Event.PUBLISHED, Event.HOLD_STARTED, Event.CLOSED])
def test_tells_nobody_a_second_time(case: Case, cast: Cast, kind: Event) -> None:
    """A family's advocate hears once that the report is published."""
    event = happened(case, cast, kind)
    assert Notice.objects.filter(case=case).exclude(to=cast.coordinator).exists()
    Notice.objects.all().delete()
    put_right(case, cast, event)
    assert not Notice.objects.exists()


def test_shows_a_request_and_its_reminders_once(case: Case, cast: Cast) -> None:
    """With the right day."""
    with change("Test", None):
        asked = InformationRequest.objects.create(
            case=case, organisation=cast.police, asked_on=BEFORE, due_on=TODAY, asks_for="Records"
        )
    event = happened(case, cast, Event.IMR_REQUESTED, subject="informationrequest", subject_id=asked.pk)
    put_right(case, cast, event)
    assert [row["on"] for row in request_history(asked)] == [str(PartialDate.on(BEFORE - DAY))]


def test_shows_once_which_agencies_secured_their_records(case: Case, cast: Cast) -> None:
    """The corrected day stands in place of the first."""
    put_right(case, cast, happened(case, cast, Event.RECORDS_SECURED, detail={"agencies": ["Police", "Health"]}))
    assert secured(case) == [{"label": str(PartialDate.on(BEFORE - DAY)), "value": "Police, Health"}]
