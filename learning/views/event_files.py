"""How do the files of an event leave the house: its calendar file, its joining pack, its certificates?"""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dhr_cases.errors import NotNow, ReviewError
from dhr_cases.models import Partnership
from dhr_cases.papers.formats import READ_AS, Format
from dhr_cases.roles import SitePermission
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from learning.event_calendar import calendar_of
from learning.models import Event
from learning.papers.certificate import facts as certificate
from learning.papers.event_kinds import EventPaper, build, file_name
from learning.papers.joining_pack import facts as joining_pack
from learning.views.event_rows import event_url, may_manage
from learning.views.events import one_event

CALENDAR_TYPE = "text/calendar; charset=utf-8"
NOBODY = "Nobody is recorded as having come, or the names are deleted. There is no certificate to make."


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def event_calendar(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """The event as a calendar file, without the address to join."""
    return calendar_file(request, one_event(partnership, event))


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def event_paper(request: SignedInRequest, partnership: Partnership, event: str, event_paper: str) -> HttpResponse:
    """A paper of the event; certificates name people and are for those who plan events."""
    found = one_event(partnership, event)
    kind = _kind(event_paper)
    if kind is EventPaper.JOINING_PACK:
        return paper_file(request, found, kind, joining_pack.facts_of(found, with_link=False))
    if not may_manage(request.user, partnership):
        raise Http404
    people = certificate.those_who_came(found)
    if not people:
        return refused(request, NotNow(NOBODY), event_url(found))
    return paper_file(request, found, kind, certificate.facts_of(found, people))


def _kind(code: str) -> EventPaper:
    if code not in set(EventPaper):
        raise Http404
    return EventPaper(code)


def calendar_file(request: HttpRequest, found: Event, *, with_link: bool = False) -> HttpResponse:
    """The calendar file as an answer; 409 with the reason while the day is not known."""
    try:
        content = calendar_of(found, with_link=with_link)
    except NotNow as refusal:
        return refused(request, refusal, "")
    return download(content, f"{found.code}.ics", CALENDAR_TYPE)


def paper_file(request: HttpRequest, found: Event, kind: EventPaper, facts: object) -> HttpResponse:
    """A paper in the format asked for, Word where none is; 409 with the reason where it cannot be written here."""
    form = format_of(request.GET)
    try:
        content = build(kind, form, facts)
    except NotNow as refusal:
        return refused(request, refusal, "")
    return download(content, file_name(kind, form, found))


def format_of(asked: Mapping[str, object]) -> Format:
    """The format asked for; 404 for one that no paper of an event has."""
    wanted = str(asked.get("format", Format.WORD))
    if wanted not in READ_AS:
        raise Http404
    return Format(wanted)


def refused(request: HttpRequest, refusal: ReviewError, back: str) -> HttpResponse:
    """A page that says why there is no file."""
    context = {"heading": "This file cannot be made", "refusal": refusal, "back_url": back}
    return render(request, "learning/public_refused.html", context, status=409)
