"""The dashboard reads the record of its day: agencies' answers, time with the Home Office, the reviews shown."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import overlays
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseEvent, InformationRequest, Organisation, PartialDate
from dhr_cases.models.history import change
from dhr_cases.request_states import RequestState
from dhr_cases.stages import Stage
from governance.dashboards.agencies import responses
from governance.dashboards.reading import Shown, dashboard_of
from tests.conftest import Cast
from tests.portfolio import TOLD_ON, take_on_portfolio
from tests.stages import case_at

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def back(days: int) -> datetime.date:
    """A day so many days ago."""
    return TODAY - datetime.timedelta(days=days)


def asked(case: Case, agency: Organisation, *, ago: int, due: int, returned: int | None = None, **more: object) -> None:
    """A request of so many days ago, due and returned so many days ago; None: not returned."""
    with change("Test", None):
        InformationRequest.objects.create(
            case=case,
            organisation=agency,
            asked_on=back(ago),
            due_on=back(due),
            returned_on=None if returned is None else back(returned),
            **more,
        )


def test_counts_how_each_agency_answered(cast: Cast, case: Case, other_case: Case) -> None:
    asked(case, cast.police, ago=90, due=60, returned=70)
    asked(other_case, cast.police, ago=90, due=60, returned=30)
    asked(case, cast.health, ago=90, due=60)
    asked(other_case, cast.health, ago=10, due=-20)
    asked(case, cast.refuge, ago=90, due=60, state=RequestState.WITHDRAWN)
    health, police = responses([case, other_case], TODAY)
    assert (police.agency, police.asked, police.in_time, police.late, police.middle) == (
        "Testshire Police",
        2,
        1,
        1,
        40,
    )
    assert (health.asked, health.awaited, health.overdue, health.middle) == (2, 2, 1, None)


def test_knows_no_answer_that_came_after_the_day(cast: Cast, case: Case) -> None:
    asked(case, cast.police, ago=90, due=60, returned=30)
    (then,) = responses([case], back(40))
    assert (then.in_time, then.late, then.awaited, then.overdue) == (0, 0, 1, 1)
    assert responses([case], back(91)) == ()


def test_does_not_await_what_was_closed_without_a_return(cast: Cast, case: Case) -> None:
    asked(case, cast.police, ago=90, due=60, state=RequestState.UNANSWERED)
    (row,) = responses([case], TODAY)
    assert (row.asked, row.awaited, row.overdue) == (1, 0, 0)


def test_shows_only_the_reviews_that_are_wanted(cast: Cast, case: Case, other_case: Case) -> None:
    for each in (case, other_case):
        case_at(cast, each, Stage.DECIDED_REVIEW)
    terms = overlays.HoldTerms(
        reason=HoldReason.CRIMINAL_TRIAL, scope=frozenset({HoldScope.INTERVIEWS}), starts_on=back(0)
    )
    overlays.start_hold(case=case, by=cast.coordinator, terms=terms)
    shown = {which: {row.key for row in dashboard_of(cast.partnership, TODAY, None, which).live} for which in Shown}
    assert shown == {Shown.ALL: {case.pk, other_case.pk}, Shown.HELD: {case.pk}, Shown.NOT_HELD: {other_case.pk}}


def test_reads_the_portfolio_of_seven_at_its_date(cast: Cast) -> None:
    take_on_portfolio(cast)
    found = dashboard_of(cast.partnership, TOLD_ON + datetime.timedelta(days=30), TOLD_ON)
    assert {row.stage: (row.reviews, row.longest) for row in found.ages}[Stage.END_PROPOSED] == (2, 30)
    assert [(found.references[stay.key], stay.days, stay.until) for stay in found.stays] == [("SC-2", 30, None)]
    assert {row.why for row in found.forecasts} == {"Fewer than 4 earlier reviews passed this stage."}


def went_and_came_back(cast: Cast, case: Case, *, went: int, came: int | None) -> None:
    """The report was sent so many days ago, and cleared so many days ago; None: it is still there."""
    for kind, stage, days in (
        (Event.SUBMITTED_TO_HO, Stage.SUBMITTED, went),
        (Event.QA_CLEARED, Stage.QA_CLEARED, came),
    ):
        if days is not None:
            on = PartialDate.on(back(days))
            CaseEvent.objects.create(case=case, kind=kind, on=on, stage=stage, moved=True, by=cast.coordinator)


@pytest.mark.parametrize(("since", "is_shown"), [(31, True), (30, False), (29, False), (None, True)])
def test_shows_a_time_with_the_home_office_only_when_it_ended_after_the_day_asked_for(
    cast: Cast, case: Case, since: int | None, *, is_shown: bool
) -> None:
    """What came back on that day itself belongs to the time before, as with reviews opened and published."""
    went_and_came_back(cast, case, went=40, came=30)

    found = dashboard_of(cast.partnership, TODAY, None if since is None else back(since))

    assert [(stay.since, stay.until, stay.days) for stay in found.stays] == [(back(40), back(30), 10)] * is_shown


@pytest.mark.parametrize("since", [41, 40, 0, None])
def test_shows_a_time_with_the_home_office_that_has_not_ended(cast: Cast, case: Case, since: int | None) -> None:
    went_and_came_back(cast, case, went=40, came=None)

    found = dashboard_of(cast.partnership, TODAY, None if since is None else back(since))

    assert [(stay.since, stay.until, stay.days) for stay in found.stays] == [(back(40), None, 40)]


def test_takes_a_report_as_still_there_on_a_day_before_it_came_back(cast: Cast, case: Case) -> None:
    went_and_came_back(cast, case, went=40, came=30)

    before, on_the_day = (dashboard_of(cast.partnership, back(days), back(35)).stays for days in (31, 30))

    assert [(stay.until, stay.days) for stay in before] == [(None, 9)]
    assert [(stay.until, stay.days) for stay in on_the_day] == [(back(30), 10)]
