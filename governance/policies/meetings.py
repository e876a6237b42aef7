"""When may a meeting be changed, called, held, minuted and approved? Each check raises NotNow with its reason."""

from django.db import models

from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotNow
from governance.meeting_terms import MEETING_STATES, MeetingState, may_follow
from governance.minute_numbers import Minuted, unwritten_before
from governance.models import AgendaItem, GoverningBody, Meeting


def check_becomes(meeting: Meeting, wanted: MeetingState) -> None:
    """Pass when the meeting may come into that state now; raise NotNow saying where it stands."""
    if not may_follow(meeting.at, wanted):
        now, then = (MEETING_STATES[state].label.lower() for state in (meeting.at, wanted))
        raise NotNow(f"The meeting stands at “{now}”; “{then}” does not follow from there.")


def check_takes_items(meeting: Meeting) -> None:
    """Pass while the agenda may change: until the minutes are numbered."""
    if not MEETING_STATES[meeting.at].takes_items:
        raise NotNow(f"The agenda is closed: {MEETING_STATES[meeting.at].label.lower()}.")


def check_takes_minutes(meeting: Meeting) -> None:
    """Pass while minutes may be written: from the day it was held until they are approved."""
    if not MEETING_STATES[meeting.at].takes_minutes:
        raise NotNow(_why_no_minutes(meeting))


def _why_no_minutes(meeting: Meeting) -> str:
    if meeting.at is MeetingState.APPROVED:
        return "The minutes are approved and stay as they are. Add a post-meeting note instead."
    return "Record first that the meeting was held."


def check_was_held(meeting: Meeting) -> None:
    """Pass once the meeting has taken place."""
    if not meeting.was_held:
        raise NotNow("The meeting has not been held.")


def check_can_be_called(meeting: Meeting) -> None:
    """Pass when an agenda may go out: it has an item. Raises Incomplete, or NotNow in another state."""
    check_becomes(meeting, MeetingState.CALLED)
    if not items_of(meeting).exists():
        raise Incomplete("The agenda has no item yet.")


def check_can_be_numbered(meeting: Meeting) -> None:
    """Pass when every item is minuted and every earlier meeting has its numbers, so that they run on.

    Raises NotNow in another state or while earlier minutes are unwritten, Incomplete naming items without a minute.
    """
    check_becomes(meeting, MeetingState.DRAFTED)
    _check_earlier_numbered(meeting)
    empty = [str(item) for item in items_of(meeting) if item.is_minuted and not _has_minute(item)]
    if empty:
        raise Incomplete(f"No minute and no resolution yet for: {'; '.join(empty)}.")
    if not items_of(meeting).filter(is_minuted=True).exists():
        raise Incomplete("No item of this meeting has a minute.")


def _check_earlier_numbered(meeting: Meeting) -> None:
    waiting = unwritten_before(meeting.on, held_by(meeting.body))
    if waiting:
        days = ", ".join(long_date(day) for day in waiting)
        raise NotNow(f"Numbers run on from meeting to meeting. Number the minutes of {days} first.")


def _has_minute(item: AgendaItem) -> bool:
    return bool(item.discussion or item.restricted_discussion or item.resolutions.exists())


def items_of(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    """The items on the agenda, in its order."""
    rows: models.QuerySet[AgendaItem] = AgendaItem.objects.filter(meeting=meeting, is_withdrawn=False)
    return rows


def held_by(body: GoverningBody) -> list[Minuted]:
    """Every meeting the body has held, with the minute numbers given so far; two queries."""
    rows = Meeting.objects.filter(body=body).prefetch_related("items")
    return [
        Minuted(row.on, tuple(item.minute_number for item in row.items.all() if item.minute_number is not None))
        for row in rows
        if row.was_held
    ]
