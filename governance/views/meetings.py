"""What is known of one meeting: its agenda, who was there, its papers and where they went, its minutes?"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Partnership
from dhr_cases.papers.formats import Format, possible_here
from dhr_cases.papers.writing import pdf
from dhr_cases.roles import SitePermission
from dhr_cases.views.downloads import download, stored_download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from governance.forward_plan import due_at
from governance.meeting_terms import ATTENDANCE_CLASSES, MEETING_STATES, MeetingState
from governance.models import AgendaItem, Meeting, MeetingAttendance, MeetingPaper, MeetingPaperFile, PaperCirculation
from governance.papers.meeting_kinds import (
    MEETING_PAPERS,
    VERSIONS,
    MeetingPaperKind,
    Version,
    build,
    file_name,
)
from governance.papers.meeting_reading import person
from governance.policies.meetings import items_of
from governance.verbs import GovernanceVerb
from governance.views.frame import frame
from governance.views.offers import offered, page_of, page_url

S = SitePermission.VIEW_GOVERNANCE
V = GovernanceVerb
Response = TypeVar("Response", bound=HttpResponseBase)
Code = TypeVar("Code", bound=StrEnum)
ITEM_HEADS = heads("Item", "Presented by", "Who may read", "Minute", "Resolved")
PAPER_HEADS = heads("Paper", "Item", "Who may read", "Due", "Came in", "Last sent round")
CIRCULATION_HEADS = heads("Day", "Paper", "To whom", "How", "Version")
ACTS = {
    MeetingState.PLANNED: (V.ADD_ITEM, V.TAKE_PLANNED_ITEM, V.CIRCULATE_PAPERS, V.SEND_AGENDA, V.CHANGE_MEETING,
                           V.CANCEL_MEETING),
    MeetingState.CALLED: (V.HOLD_MEETING, V.ADD_ITEM, V.TAKE_PLANNED_ITEM, V.CIRCULATE_PAPERS, V.CHANGE_MEETING,
                          V.CANCEL_MEETING),
    MeetingState.HELD: (V.RECORD_ATTENDANCE, V.DRAFT_MINUTES, V.ADD_ITEM, V.CIRCULATE_PAPERS, V.CHANGE_MEETING),
    MeetingState.DRAFTED: (V.RECORD_ATTENDANCE, V.CIRCULATE_PAPERS),
    MeetingState.APPROVED: (),
    MeetingState.CANCELLED: (),
}  # fmt: skip  # what is offered in each state, in one glance
NEXT = {
    MeetingState.PLANNED: "Put the items on the agenda, then record that it went out.",
    MeetingState.CALLED: "Once the meeting has taken place, record that it was held.",
    MeetingState.HELD: "Write the minute of each item and what was resolved, then number the minutes.",
    MeetingState.DRAFTED: "The minutes are a draft. They are approved by a resolution of the next meeting.",
    MeetingState.APPROVED: "The minutes are approved. What happens later goes into post-meeting notes.",
    MeetingState.CANCELLED: "The meeting does not take place.",
}


def meetings_of(partnership: Partnership) -> Any:
    """The meetings of the partnership's bodies, with what their pages say of the body."""
    return Meeting.objects.filter(body__partnership=partnership).select_related(
        "body__partnership", "approved_at__body"
    )


@team_page(S)
@require_GET
def governance_meeting(request: SignedInRequest, partnership: Partnership, meeting_id: int) -> HttpResponse:
    """One meeting, whole."""
    meeting: Meeting = get_object_or_404(meetings_of(partnership), pk=meeting_id)
    items = list(items_of(meeting).prefetch_related("resolutions"))
    papers = list(_papers(meeting))
    context: dict[str, Any] = {
        "meeting": meeting,
        "title": f"{meeting.body.called}, {day(meeting.on)}",
        "next": NEXT[meeting.at],
        "facts": _facts(meeting),
        "offers": offered(request.user, partnership, ACTS[meeting.at], meeting, back=request.path),
        "leads": _leading(meeting, items),
        "due": [str(planned) for planned in due_at(meeting)] if MEETING_STATES[meeting.at].takes_items else [],
        "item_heads": ITEM_HEADS,
        "item_rows": [_item_row(item, partnership) for item in items],
        "lists": _lists(meeting),
        "paper_heads": PAPER_HEADS,
        "paper_rows": [_paper_row(paper, partnership) for paper in papers],
        "circulation_heads": CIRCULATION_HEADS,
        "circulation_rows": _circulations(papers),
        "downloads": _downloads(meeting, partnership),
        "hindrance": pdf.hindrance(),
    }
    under = [(meeting.body.name, page_of(meeting.body)), (day(meeting.on), "")]
    return render(request, "governance/meeting.html", frame(partnership, "governance_home", under=under, **context))


def _leading(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[V, ...]:
    """What is to be done next about a meeting, as its leading sentence says."""
    if meeting.at is MeetingState.PLANNED:
        return (V.SEND_AGENDA,) if items else (V.ADD_ITEM,)
    if meeting.at is MeetingState.CALLED:
        return (V.HOLD_MEETING,)
    return (V.DRAFT_MINUTES,) if meeting.at is MeetingState.HELD else ()


def _facts(meeting: Meeting) -> list[dict[str, Any]]:
    approved = f"{day(meeting.approved_on)}, at a later meeting" if meeting.approved_on else ""
    rows: list[dict[str, Any]] = [
        {"label": "Where it stands", "value": MEETING_STATES[meeting.at].label},
        {"label": "Body", "value": str(meeting.body), "value_url": page_of(meeting.body)},
        {"label": "Sits as", "value": meeting.sits_as},
        {"label": "Begins at", "value": meeting.begins},
        {"label": "How", "value": meeting.get_mode_display()},
        {"label": "Room", "value": meeting.place},
        {"label": "Online address", "value": meeting.link},
        {"label": "Papers due", "value": day(meeting.papers_due_on)},
        {"label": "Agenda sent out", "value": day(meeting.called_on)},
        {"label": "Minutes drafted", "value": day(meeting.drafted_on)},
        {
            "label": "Minutes approved",
            "value": approved,
            "value_url": page_of(meeting.approved_at) if meeting.approved_at else "",
        },
        {"label": "Note", "value": meeting.note},
    ]
    return [fact for fact in rows if fact["value"]]


def _item_row(item: AgendaItem, partnership: Partnership) -> Row:
    passed = len(item.resolutions.all())
    return row(
        str(item),
        item.presenters,
        item.get_access_display(),
        str(item.minute_number) if item.minute_number else "no number",
        f"{passed} {'resolution' if passed == 1 else 'resolutions'}" if passed else "nothing",
        url=page_url("governance_item", partnership, item.pk),
    )


def _lists(meeting: Meeting) -> list[dict[str, Any]]:
    """The lists of attendance that have somebody on them."""
    rows = list(MeetingAttendance.objects.filter(meeting=meeting, is_struck=False))
    found = (
        {"label": label, "people": [person(each) for each in rows if each.attendance == kind]}
        for kind, label in ATTENDANCE_CLASSES.items()
    )
    return [each for each in found if each["people"]]


def _papers(meeting: Meeting) -> Iterable[MeetingPaper]:
    rows = MeetingPaper.objects.filter(item__meeting=meeting, item__is_withdrawn=False).select_related("item")
    return rows.prefetch_related("files", "circulations__version").order_by("item__part", "item__number", "pk")


def _paper_row(paper: MeetingPaper, partnership: Partnership) -> Row:
    files, sent = list(paper.files.all()), list(paper.circulations.all())
    last = files[-1] if files else None
    came: object = {"text": "not in yet", "state": "due_soon"}
    if last is not None:
        came = {"text": _came_in(paper, last), "url": page_url("governance_file", partnership, last.pk)}
    return row(
        paper.title,
        str(paper.item.code),
        paper.get_access_display(),
        day(paper.due_on),
        came,
        day(sent[-1].on) if sent else "not yet",
        url=page_url("governance_item", partnership, paper.item_id),
    )


def _came_in(paper: MeetingPaper, last: MeetingPaperFile) -> str:
    late = (paper.files.all()[0].received_on - paper.due_on).days
    told = f", {late} {'day' if late == 1 else 'days'} late" if late > 0 else ""
    return f"{day(last.received_on)}{told}, version {last.number}"


def _circulations(papers: Iterable[MeetingPaper]) -> list[Row]:
    rows: list[PaperCirculation] = [each for paper in papers for each in paper.circulations.all()]
    titles = {paper.pk: paper.title for paper in papers}
    return [
        row(
            day(each.on),
            titles[each.paper_id],
            each.to,
            each.get_means_display(),
            str(each.version.number) if each.version else "none here",
        )
        for each in sorted(rows, key=lambda each: (each.on, each.pk))
    ]


def _downloads(meeting: Meeting, partnership: Partnership) -> list[dict[str, Any]]:
    """Every paper of the meeting in each version and format this machine can write."""
    return [
        {"label": MEETING_PAPERS[kind].label, "holds": MEETING_PAPERS[kind].holds, "links": list(_links(kind, meeting))}
        for kind in _fitting(meeting)
    ]


def _fitting(meeting: Meeting) -> list[MeetingPaperKind]:
    """Minutes come once it was held."""
    return [kind for kind in MeetingPaperKind if kind is not MeetingPaperKind.MINUTES or meeting.was_held]


def _links(kind: MeetingPaperKind, meeting: Meeting) -> Iterable[dict[str, str]]:
    address = page_url("governance_paper", meeting.body.partnership, meeting.pk, kind.value)
    for version, words in VERSIONS.items():
        for form in possible_here():
            yield {
                "label": f"{form.label}, {words}",
                "url": f"{address}?format={form}&version={version}",
            }


@team_page(S)
@require_GET
def governance_paper(
    request: SignedInRequest, partnership: Partnership, meeting_id: int, meeting_paper: str
) -> HttpResponse:
    """One paper of a meeting as a download; 409 with the reason where it cannot be written here."""
    meeting: Meeting = get_object_or_404(meetings_of(partnership), pk=meeting_id)
    kind = _one_of(_fitting(meeting), meeting_paper)
    form = _one_of(Format, request.GET.get("format", Format.WORD))
    version = _one_of(Version, request.GET.get("version", Version.PUBLIC))
    try:
        content = build(kind, form, meeting, version)
    except (NotNow, Incomplete) as refusal:
        under = [(day(meeting.on), page_of(meeting)), (MEETING_PAPERS[kind].label, "")]
        context = frame(partnership, "governance_home", under=under, kind=MEETING_PAPERS[kind], refusal=refusal)
        return render(request, "governance/paper_refused.html", context, status=409)
    return download(content, file_name(kind, form, meeting, version))


def _one_of(codes: Iterable[Code], wanted: str) -> Code:
    """The code that the address names. Raises Http404 for one that is not there."""
    found = next((code for code in codes if code == wanted), None)
    if found is None:
        raise Http404
    return found


@team_page(S)
@require_GET
def governance_file(request: SignedInRequest, partnership: Partnership, meeting_file_id: int) -> HttpResponseBase:
    """The file of one version of a paper, as a download."""
    rows = MeetingPaperFile.objects.filter(paper__item__meeting__body__partnership=partnership)
    found: MeetingPaperFile = get_object_or_404(rows, pk=meeting_file_id)
    return stored_download(found.file.open(), found.file_name)
