"""What if a request for money changes between the look for reminders and the reminder? It is read afresh, whole."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from dhr_cases.models.history import change
from funding.models import FundingEvent, FundingRequest
from funding.terms import RequestState
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.flows.test_funding_flows import request_to
from workflows.money_reminders import remind

pytestmark = pytest.mark.django_db

SETTINGS = 'FROM "funding_fundingsettings"'
LATE = datetime.timedelta(days=100)


class Meanwhile:
    """Somebody changes the request just before the partnership's money is locked for the reminder."""

    def __init__(self, request: FundingRequest, **changed: object) -> None:
        self.request, self.changed = request, changed

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run the statement; before the first that reads the settings, change the request."""
        changed, self.changed = (self.changed, {}) if SETTINGS in sql else ({}, self.changed)
        if changed:
            row = FundingRequest.objects.get(pk=self.request.pk)
            with change("Test", None):
                for name, value in changed.items():
                    setattr(row, name, value)
                row.save()
        return execute(sql, params, many, context)


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police were asked."""
    return request_to(cast, cast.police)


def day_of(request: FundingRequest) -> datetime.date:
    assert request.due_on is not None
    return request.due_on


def reminders() -> int:
    """How many reminders are in the history."""
    return FundingEvent.objects.filter(kind=FundingVerb.CHASE).count()


@pytest.mark.parametrize("state", [RequestState.QUESTIONED, RequestState.ANSWERED, RequestState.CLOSED])
def test_does_not_remind_who_has_just_answered(asked: FundingRequest, state: RequestState) -> None:
    with connection.execute_wrapper(Meanwhile(asked, state=state)):
        assert remind(day_of(asked)) == 0
    asked.refresh_from_db()
    assert (reminders(), asked.state, asked.chased_on) == (0, state, None)


@pytest.mark.parametrize(("name", "later"), [("due_on", LATE), ("due_on", None), ("chased_on", datetime.timedelta())])
def test_does_not_remind_once_the_day_is_another_or_it_was_done(
    asked: FundingRequest, name: str, later: datetime.timedelta | None
) -> None:
    """A new day, none any more, or the reminder of another worker."""
    value = None if later is None else day_of(asked) + later
    with connection.execute_wrapper(Meanwhile(asked, **{name: value})):
        assert remind(day_of(asked)) == 0
    assert reminders() == 0


def test_reminds_of_what_stands_and_undoes_no_other_change(asked: FundingRequest) -> None:
    """The sum that was corrected meanwhile stays corrected."""
    day = day_of(asked)
    with connection.execute_wrapper(Meanwhile(asked, amount_pence=123)):
        assert remind(day) == 1
    stands = FundingRequest.objects.get(pk=asked.pk)
    assert (stands.amount_pence, stands.chased_on, reminders()) == (123, day, 1)
    event = FundingEvent.objects.get(kind=FundingVerb.CHASE)
    assert (event.year, event.on, event.partnership) == (asked.year, day, asked.partnership)


def test_counts_the_bodies_reminded_and_passes_over_the_others(cast: Cast, asked: FundingRequest) -> None:
    """The trust has nobody who could be reminded, and the second request to the police is due much later."""
    request_to(cast, cast.health)
    later = request_to(cast, cast.police)
    with change("Test", None):
        later.due_on = day_of(asked) + LATE
        later.save()
    again = request_to(cast, cast.police)
    assert remind(day_of(asked)) == 2
    told = set(FundingEvent.objects.filter(kind=FundingVerb.CHASE).values_list("subject_id", flat=True))
    assert told == {asked.pk, again.pk}
    assert timezone.localdate() < day_of(asked)
