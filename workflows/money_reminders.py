"""When is a body reminded of a request for money? Before it is due, on the day, and every week it is late.

A reminder is an act of its own, so that it is in the history; one a day at most. Source: L28 [D].
"""

import datetime
from functools import partial

from django.db import transaction

from funding.actions.core import acting_by_itself, lock
from funding.models import FundingRequest
from funding.terms import REQUEST_STATES
from funding.verbs import FundingVerb
from workflows.faults import counted_alone
from workflows.money_notices import contacts_of

BEFORE = 7
"""Days before the answer is due."""
EVERY = 7
"""Days between reminders of an answer that is late."""
WITH_PARTNER = tuple(state.value for state, row in REQUEST_STATES.items() if row.is_with_partner)
REASON = "Reminded by the system"


def is_reminder_due(due_on: datetime.date, reminded_on: datetime.date, today: datetime.date) -> bool:
    """True when a reminder falls between the last one, or the asking, and today. A night missed is made up for.

    ``reminded_on`` is the day of the last reminder, of the asking where there was none.
    """
    return any(reminded_on < day <= today for day in reminder_days(due_on, today))


def reminder_days(due_on: datetime.date, today: datetime.date) -> list[datetime.date]:
    """The days on which a body is reminded, up to today: before the day, on it, and at intervals after it."""
    late = max(0, (today - due_on).days) // EVERY
    after = [due_on + datetime.timedelta(days=EVERY * number) for number in range(1, late + 1)]
    return [due_on - datetime.timedelta(days=BEFORE), due_on, *after]


def remind(today: datetime.date) -> int:
    """Remind every body whose answer is awaited, whose day has come and which has a contact; the number reminded."""
    waiting = FundingRequest.objects.filter(state__in=WITH_PARTNER).exclude(due_on=None)
    rows = waiting.select_related("partnership", "organisation").order_by("pk")
    due = [row for row in rows if _falls_on(row, today) and _has_contact(row)]
    return sum(counted_alone(f"reminder of request {row.pk}", partial(_remind, row, today)) for row in due)


def _falls_on(request: FundingRequest, today: datetime.date) -> bool:
    if request.due_on is None or request.state not in WITH_PARTNER:
        return False
    return is_reminder_due(request.due_on, request.chased_on or request.asked_on, today)


def _has_contact(request: FundingRequest) -> bool:
    return contacts_of(request.organisation, request.partnership).exists()


@transaction.atomic
def _remind(request: FundingRequest, today: datetime.date) -> int:
    """Remind of one request, unless it was answered or another worker did it since."""
    lock(request.partnership)
    request.refresh_from_db()
    if not _falls_on(request, today):
        return 0
    with acting_by_itself(FundingVerb.CHASE, request.partnership, reason=REASON) as act:
        request.chased_on = today
        request.save()
        act.record(about=request, year=request.year, on=today)
    return 1
