"""What does a body's forward plan hold, when is each thing due next, and at which meeting is it to be taken?"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from governance.meeting_terms import MeetingState
from governance.models import GoverningBody, Meeting, PlannedItem
from governance.recurrence import Repeat, is_due_at, meeting_for, next_due


@dataclass(frozen=True)
class Coming:
    """One thing on the plan: when it is due next (None: taken, nothing more), and the meeting fixed for it, if any."""

    planned: PlannedItem
    due_on: datetime.date | None
    meeting_on: datetime.date | None
    is_late: bool


def coming(body: GoverningBody, on: datetime.date) -> list[Coming]:
    """What stands on the plan of a body, soonest first; what came once and was taken is left out. Four queries."""
    meetings = list(
        Meeting.objects.filter(body=body, on__gte=on)
        .exclude(state=MeetingState.CANCELLED)
        .order_by("on")
        .values_list("on", flat=True)
    )
    rows = [_coming(planned, meetings, on) for planned in standing(body)]
    return sorted((row for row in rows if row.due_on is not None), key=lambda row: (row.due_on, row.planned.pk))


def _coming(planned: PlannedItem, meetings: Iterable[datetime.date], on: datetime.date) -> Coming:
    due = next_due(planned.plan, taken_on(planned))
    meeting = None if due is None else meeting_for(max(due, on), planned.is_month and due >= on, meetings)
    is_late = due is not None and due < on.replace(day=1 if planned.is_month else on.day)
    return Coming(planned, due, meeting, is_late and planned.repeat != Repeat.EACH_MEETING)


def standing(body: GoverningBody) -> list[PlannedItem]:
    """Everything on the plan that was not taken off it, with the agendas it has been on; three queries."""
    rows = PlannedItem.objects.filter(body=body, ended_on=None).select_related("body")
    return list(rows.prefetch_related("items__meeting", "partner_requests"))


def taken_on(planned: PlannedItem) -> list[datetime.date]:
    """The days of meetings that had it on their agenda and were not cancelled; none while a request waits for it."""
    if any(request.reported_on is None and request.withdrawn_on is None for request in planned.partner_requests.all()):
        return []
    return [
        item.meeting.on
        for item in planned.items.all()
        if not item.is_withdrawn and item.meeting.state != MeetingState.CANCELLED
    ]


def due_at(meeting: Meeting) -> list[PlannedItem]:
    """What the plan holds for this meeting and is not on its agenda yet; three queries."""
    return [planned for planned in standing(meeting.body) if _is_wanted(planned, meeting)]


def _is_wanted(planned: PlannedItem, meeting: Meeting) -> bool:
    is_on = any(item.meeting_id == meeting.pk and not item.is_withdrawn for item in planned.items.all())
    return not is_on and is_due_at(planned.plan, meeting.on, taken_on(planned))
