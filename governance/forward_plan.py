"""What does a body's forward plan hold, when is each thing due next, and at which meeting is it to be taken?"""

import datetime
from collections import defaultdict
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
    return coming_of_each([body], on)[body.pk]


def coming_of_each(bodies: Iterable[GoverningBody], on: datetime.date) -> dict[int, list[Coming]]:
    """The plan of each body by its key; four queries however many there are."""
    keys = [body.pk for body in bodies]
    plans, fixed = _by_body(standing(keys)), _fixed(keys, on)
    return {key: _sorted(_coming(planned, fixed[key], on) for planned in plans[key]) for key in keys}


def _by_body(rows: Iterable[PlannedItem]) -> dict[int, list[PlannedItem]]:
    found: dict[int, list[PlannedItem]] = defaultdict(list)
    for row in rows:
        found[row.body_id].append(row)
    return found


def _fixed(keys: Iterable[int], on: datetime.date) -> dict[int, list[datetime.date]]:
    """The days of meetings to come, by body."""
    rows = Meeting.objects.filter(body__in=keys, on__gte=on).exclude(state=MeetingState.CANCELLED)
    found: dict[int, list[datetime.date]] = defaultdict(list)
    for key, day in rows.order_by("on").values_list("body_id", "on"):
        found[key].append(day)
    return found


def _sorted(rows: Iterable[Coming]) -> list[Coming]:
    """Soonest first, without what is over."""
    return sorted(
        (row for row in rows if row.due_on is not None),
        key=lambda row: (row.due_on or datetime.date.max, row.planned.pk),
    )


def _coming(planned: PlannedItem, meetings: Iterable[datetime.date], on: datetime.date) -> Coming:
    due = next_due(planned.plan, [day for day in taken_on(planned) if day <= on])
    if due is None:
        return Coming(planned, None, None, is_late=False)
    meeting = meeting_for(max(due, on), planned.is_month and due >= on, meetings)
    return Coming(planned, due, meeting, _is_late(planned, due, on))


def _is_late(planned: PlannedItem, due: datetime.date, on: datetime.date) -> bool:
    """True once its day, or the whole of its month, is past; what comes at each meeting is never late."""
    is_past = due < (on.replace(day=1) if planned.is_month else on)
    return is_past and planned.repeat != Repeat.EACH_MEETING


def standing(keys: Iterable[int]) -> list[PlannedItem]:
    """What stands on the plan of these bodies, with the agendas it has been on; three queries."""
    rows = PlannedItem.objects.filter(body__in=keys, ended_on=None).select_related("body")
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
    return [planned for planned in standing([meeting.body_id]) if _is_wanted(planned, meeting)]


def _is_wanted(planned: PlannedItem, meeting: Meeting) -> bool:
    is_on = any(item.meeting_id == meeting.pk and not item.is_withdrawn for item in planned.items.all())
    return not is_on and is_due_at(planned.plan, meeting.on, taken_on(planned))
