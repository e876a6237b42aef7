"""Until when are the names of an event kept? Computed from its day and the partnership's number of months.

Source: storage limitation, UK GDPR article 5(1)(e) [K]; the number of months is local [D].
"""

import datetime
from collections.abc import Iterable, Mapping

from dateutil.relativedelta import relativedelta

from dhr_cases.models import Partnership
from funding.years import FinancialYear
from learning.event_terms import FOLLOW_UP_MONTHS, KEEP_MONTHS
from learning.models import Attendee, Event, EventSettings, Invitation, Speaker


def settings_of(partnership: Partnership) -> EventSettings:
    """The partnership's numbers; the usual ones where it has set none. Nothing is written."""
    found = EventSettings.objects.filter(partnership=partnership).first()
    return found or EventSettings(partnership=partnership, keep_months=KEEP_MONTHS, follow_up_months=FOLLOW_UP_MONTHS)


def months_of(events: Iterable[Event]) -> Mapping[int, EventSettings]:
    """The numbers of every partnership that these events are of, by its key; one query a partnership."""
    return {one.pk: settings_of(one) for one in {event.partnership for event in events}}


def last_day(event: Event) -> datetime.date:
    """The last day the event can have had; one without any day counts from the day it was entered."""
    if event.on.latest is not None:
        return event.on.latest
    return FinancialYear(event.year).last if event.year is not None else event.planned_on


def deletes_on(event: Event, keep_months: int) -> datetime.date:
    """The day on which names of speakers, of those invited and of those booked are deleted."""
    return last_day(event) + relativedelta(months=keep_months)


def follows_up_on(event: Event, follow_up_months: int) -> datetime.date:
    """The day from which those who came are asked what has changed."""
    return last_day(event) + relativedelta(months=follow_up_months)


def holds_names(event: Event) -> bool:
    """True while somebody is named on any row of the event."""
    return any(model.objects.filter(event=event).exists() for model in (Attendee, Invitation, Speaker))
