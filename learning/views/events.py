"""Which events are there, and how does one of them stand?"""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.papers.formats import possible_here
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import partnerships_with
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.event_figures import figures_of
from learning.event_places import exact_day, last_day_of_registration, places_left
from learning.event_terms import KINDS, EventKind, EventState, Registration
from learning.feedback_rows import responded
from learning.models import Event
from learning.papers.event_kinds import PAPERS, EventPaper
from learning.verbs import LearningVerb
from learning.views import event_rows
from learning.views.event_rows import event_url
from learning.views.frame import frame
from learning.views.offers import offered, page_url

V = LearningVerb
PAGE_SIZE = 40
ON_THE_LIST = (V.PLAN_EVENT, V.RECORD_PAST_EVENT, V.CHANGE_EVENT_SETTINGS)
ON_AN_EVENT = (
    V.ANNOUNCE_EVENT, V.CHANGE_EVENT, V.ADD_PROGRAMME_ITEM, V.ADD_SPEAKER, V.INVITE_TO_EVENT, V.BOOK_PLACE,
    V.SEND_JOINING_PACK, V.RECORD_EVENT_HELD, V.ASK_WHAT_CHANGED, V.CANCEL_EVENT,
)  # fmt: skip


@site_page(SitePermission.VIEW_LEARNING)
@require_GET
def learning(request: SignedInRequest) -> HttpResponse:
    """The learning of the partnership; the choice of one for those who look after several."""
    own = list(partnerships_with(request.user, SitePermission.VIEW_LEARNING).order_by("-is_home", "name"))
    if len(own) == 1:
        return redirect("events", own[0].code)
    rows = [row(one.name, url=reverse("events", args=(one.code,))) for one in own]
    return render(request, "learning/partnerships.html", {"rows": rows, "heads": heads("Partnership")})


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def events(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every event, latest first, narrowed to a kind where the address says so."""
    kind = request.GET.get("kind", "")
    found = Event.objects.filter(partnership=partnership).select_related("partnership", "series")
    if kind in set(EventKind):
        found = found.filter(kind=kind)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        "events",
        page=page,
        heads=event_rows.EVENT_HEADS,
        rows=event_rows.event_rows(page),
        kinds=_kinds(partnership, kind),
        offers=offered(request.user, partnership, ON_THE_LIST, back=request.path),
        leads=(V.PLAN_EVENT,),
    )
    return render(request, "learning/events.html", context)


def _kinds(partnership: Partnership, chosen: str) -> list[dict[str, object]]:
    """Links that narrow the list to one kind, those of which there is an event."""
    used = Event.objects.filter(partnership=partnership).order_by().values_list("kind", flat=True).distinct()
    address = reverse("events", args=(partnership.code,))
    links = [(KINDS[EventKind(code)].label, f"{address}?kind={code}", code) for code in sorted(used)]
    if len(links) < 2:
        return []
    return [
        {"label": label, "url": url, "is_current": code == chosen}
        for label, url, code in (("All", address, ""), *links)
    ]


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def event(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """One event: what it is, its figures, its programme, what can be done next. Names only for those who plan it."""
    found = one_event(partnership, event)
    manages = event_rows.may_manage(request.user, partnership)
    may_plan = manages and found.state != EventState.CANCELLED
    context = frame(
        partnership,
        "events",
        heading=found.title,
        event=found,
        rows=event_rows.facts_of(found),
        figures=event_rows.figure_tiles(found, figures_of(found), responded(found)),
        programme_heads=event_rows.PLANNED_HEADS if may_plan else event_rows.PROGRAMME_HEADS,
        programme=event_rows.programme_rows(found, may_plan),
        speaker_heads=event_rows.SPEAKER_HEADS,
        speakers=event_rows.speaker_rows(found) if manages else [],
        deletion=event_rows.deletion_words(found),
        offers=offered(request.user, partnership, ON_AN_EVENT, found, event_url(found)),
        leads=_leading(found),
        links=_links(found, manages),
        topics=_topics(found),
    )
    return render(request, "learning/event.html", context)


def _leading(found: Event) -> tuple[V, ...]:
    """What is to be done next about an event: announce it, fill it, send the pack, say that it was held."""
    if found.state == EventState.DRAFT:
        return (V.ANNOUNCE_EVENT,)
    if found.state != EventState.OPEN:
        return ()
    day, closes, today = exact_day(found), last_day_of_registration(found), timezone.localdate()
    if day is not None and day <= today:
        return (V.RECORD_EVENT_HELD,)
    is_filled = places_left(found) == 0 or (closes is not None and closes < today)
    return (V.SEND_JOINING_PACK,) if is_filled else (V.INVITE_TO_EVENT,)


def one_event(partnership: Partnership, code: str) -> Event:
    """The partnership's event of this code, or 404."""
    rows = Event.objects.select_related("partnership", "series")
    found: Event = get_object_or_404(rows, partnership=partnership, code=code)
    return found


def _links(found: Event, manages: bool) -> list[dict[str, str]]:
    """The other pages and files of the event."""
    links = [
        ("The page on which people register", _public_url(found)),
        ("Feedback", page_url("event_feedback", found.partnership.code, found.code)),
        ("Seminar pack", page_url("event_pack", found.partnership.code, found.code)),
        ("Calendar file", event_url(found, "event_calendar") if exact_day(found) else ""),
        *_papers(found, EventPaper.JOINING_PACK),
    ]
    all_links = [*(_planners_links(found) if manages else ()), *links]
    return [{"label": label, "url": url} for label, url in all_links if url]


def _planners_links(found: Event) -> list[tuple[str, str]]:
    """Where people are named: for those who plan events."""
    certificates = _papers(found, EventPaper.CERTIFICATES) if found.state == EventState.HELD else []
    return [("Bookings and attendance", event_url(found, "event_bookings")), *certificates]


def _public_url(found: Event) -> str:
    has_page = found.state == EventState.OPEN and found.registration == Registration.PUBLIC
    return reverse("event_registration", args=(found.code,)) if has_page else ""


def _papers(found: Event, kind: EventPaper) -> list[tuple[str, str]]:
    address = event_url(found, "event_paper", kind.value)
    return [(f"{PAPERS[kind].label} ({form.label})", f"{address}?format={form}") for form in possible_here()]


def _topics(found: Event) -> list[Row]:
    return [row(topic.text, topic.suggested_by or "not stated") for topic in found.topics_taken_up.all()]
