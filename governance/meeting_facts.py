"""What do the reports need to know of meetings and of what they asked of partners? Plain facts, read at one place.

Days are inclusive of ``on`` and exclusive of ``since``. Nothing here asks who reads: ``is_public`` says what may be.
"""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from dhr_cases.models import Partnership
from governance.meeting_terms import Access, MeetingState
from governance.models import Meeting, PartnerRequest
from governance.policies.requests import answer_of, stands
from governance.request_terms import REQUEST_STANDINGS, RequestStanding


@dataclass(frozen=True)
class MeetingFact:
    """One meeting of one body."""

    key: int
    body: str
    on: datetime.date


@dataclass(frozen=True)
class RequestFact:
    """One request to a partner and what was heard of it until the day of the report."""

    body: str
    text: str
    asked_on: datetime.date
    meeting: str
    minute: str
    due_on: datetime.date | None
    answer: str
    answered_on: datetime.date | None
    is_about_money: bool
    standing: str = ""
    is_public: bool = True
    money_request: int | None = None


def last_meeting(partnership: Partnership, before: datetime.date, body_code: str | None = None) -> MeetingFact | None:
    """The last meeting held before a day, of the body called so or of any; None for none."""
    held = _meetings(partnership, body_code).filter(on__lt=before)
    rows = held.exclude(state__in=(MeetingState.PLANNED, MeetingState.CALLED, MeetingState.CANCELLED))
    return _fact(rows.order_by("on", "pk").last())


def next_meeting(partnership: Partnership, after: datetime.date, body_code: str | None = None) -> MeetingFact | None:
    """The next meeting fixed for a later day than this; None for none."""
    rows = _meetings(partnership, body_code).filter(on__gt=after).exclude(state=MeetingState.CANCELLED)
    return _fact(rows.order_by("on", "pk").first())


def _meetings(partnership: Partnership, called: str | None) -> models.QuerySet[Meeting]:
    rows = Meeting.objects.filter(body__partnership=partnership).select_related("body")
    by_name = Q(body__short_name__iexact=called) | Q(body__name__iexact=called)
    found: models.QuerySet[Meeting] = rows.filter(by_name) if called else rows
    return found


def _fact(meeting: Meeting | None) -> MeetingFact | None:
    return None if meeting is None else MeetingFact(meeting.pk, meeting.body.name, meeting.on)


def requests_standing(
    partnership: Partnership, on: datetime.date, since: datetime.date | None = None
) -> tuple[RequestFact, ...]:
    """Requests open on a day, and those answered since the other one; as they stood on that day, oldest first."""
    rows = PartnerRequest.objects.filter(item__meeting__body__partnership=partnership, asked_on__lte=on)
    read = rows.select_related("item__meeting__body", "organisation", "funding_request").order_by("asked_on", "pk")
    return tuple(_request(row, on) for row in read if _is_told(row, on, since))


def _is_told(row: PartnerRequest, on: datetime.date, since: datetime.date | None) -> bool:
    if REQUEST_STANDINGS[stands(row, on)].is_open:
        return True
    answered = answer_of(row).on
    is_new = answered is not None and answered <= on and (since is None or answered > since)
    return is_new and stands(row, on) is not RequestStanding.WITHDRAWN


def _request(row: PartnerRequest, on: datetime.date) -> RequestFact:
    given = answer_of(row)
    is_heard = given.on is not None and given.on <= on
    return RequestFact(
        body=row.organisation.name,
        text=row.text,
        asked_on=row.asked_on,
        meeting=str(row.item.meeting),
        minute=str(row.item.minute_number or ""),
        due_on=row.answer_due_on,
        answer=given.text if is_heard else "",
        answered_on=given.on if is_heard else None,
        is_about_money=row.funding_request_id is not None,
        standing=REQUEST_STANDINGS[stands(row, on)].label,
        is_public=row.item.access == Access.PUBLIC,
        money_request=row.funding_request_id,
    )


def private_money_requests(partnership: Partnership) -> frozenset[int]:
    """Keys of requests for money that were made in private: papers for everybody leave them out."""
    rows = PartnerRequest.objects.filter(item__meeting__body__partnership=partnership, funding_request__isnull=False)
    private = rows.exclude(item__access=Access.PUBLIC)
    return frozenset(key for key in private.values_list("funding_request", flat=True) if key is not None)
