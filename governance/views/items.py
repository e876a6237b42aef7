"""What is known of one item: its minute, what was resolved and asked, its questions, notes and papers?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.downloads import stored_download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from governance.meeting_terms import MEETING_STATES, MeetingState
from governance.models import (
    AgendaItem,
    MeetingPaper,
    MeetingQuestion,
    PartnerAnswer,
    PartnerRequest,
    Resolution,
    ResolutionLimb,
)
from governance.papers.meeting_reading import paragraphs
from governance.policies.requests import answer_of, stands
from governance.request_terms import REQUEST_STANDINGS, RequestStanding
from governance.resolution_types import RESOLUTION_TYPES, STANDINGS, standing_of
from governance.verbs import VERBS, GovernanceVerb
from governance.views.frame import frame
from governance.views.matters import LIMB_TAGS, REQUEST_TAGS
from governance.views.offers import Offer, act_url, offered, page_of, page_url
from governance.views.request_rows import answers_of

S = SitePermission.VIEW_GOVERNANCE
V = GovernanceVerb
LIMB_HEADS = heads("Part", "Type", "Due", "Where it stands", "What became of it")
PAPER_HEADS = heads("Paper", "Author", "Who may read", "Due", "File")
BEFORE = (V.EXPECT_MEETING_PAPER, V.CHANGE_ITEM, V.WITHDRAW_ITEM)
AT_WORK = (V.WRITE_MINUTE, V.RESOLVE, V.ASK_PARTNER, V.RECORD_QUESTION)
AFTER = (V.ASK_PARTNER, V.RECORD_QUESTION, V.ADD_MEETING_NOTE)


@team_page(S)
@require_GET
def governance_item(request: SignedInRequest, partnership: Partnership, item_id: int) -> HttpResponse:
    """One item, whole."""
    item: AgendaItem = get_object_or_404(_items(partnership), pk=item_id)
    may = offered(request.user, partnership, [*GovernanceVerb], item, back=request.path)
    context: dict[str, Any] = {
        "item": item,
        "facts": _facts(item),
        "offers": [offer for verb in _acts(item) for offer in may if offer.verb is verb],
        "leads": (V.WRITE_MINUTE,),
        "paragraphs": paragraphs(item.discussion),
        "restricted": paragraphs(item.restricted_discussion),
        "limb_heads": LIMB_HEADS,
        "paper_heads": PAPER_HEADS,
        **_rows(item, request, partnership, may),
    }
    meeting = item.meeting
    under = [(meeting.body.name, page_of(meeting.body)), (day(meeting.on), page_of(meeting)), (str(item.code), "")]
    return render(request, "governance/item.html", frame(partnership, "governance_home", under=under, **context))


def _items(partnership: Partnership) -> QuerySet[AgendaItem]:
    """Items on agendas of the partnership, with all that their page says."""
    rows = AgendaItem.objects.filter(meeting__body__partnership=partnership, is_withdrawn=False)
    found: QuerySet[AgendaItem] = rows.select_related("meeting__body__partnership", "planned").prefetch_related(
        "resolutions__limbs__partner_requests",
        "partner_requests__organisation",
        "partner_requests__funding_request",
        "partner_requests__answers__by",
        "partner_requests__reported_at__meeting__body",
        "questions",
        "notes",
        "papers__files",
    )
    return found


def _rows(item: AgendaItem, request: SignedInRequest, partnership: Partnership, may: list[Offer]) -> dict[str, Any]:
    """What came of the item."""
    return {
        "resolutions": [_resolution(each, request, partnership, may) for each in item.resolutions.all()],
        "requests": [_request(each, request, partnership, may) for each in item.partner_requests.all()],
        "questions": [_question(each, request, partnership, may) for each in item.questions.all()],
        "notes": [{"on": long_date(note.on), "text": note.text} for note in item.notes.all()],
        "paper_rows": [_paper(each, request, partnership, may) for each in item.papers.all()],
    }


def _acts(item: AgendaItem) -> tuple[GovernanceVerb, ...]:
    """What may be done about the item in the state of its meeting."""
    row = MEETING_STATES[item.meeting.at]
    if item.meeting.at is MeetingState.HELD:
        return (*AT_WORK, V.EXPECT_MEETING_PAPER, V.CHANGE_ITEM, V.ADD_MEETING_NOTE, V.WITHDRAW_ITEM)
    if row.takes_minutes:
        return (*AT_WORK, V.ADD_MEETING_NOTE)
    return AFTER if row.was_held else BEFORE


def _facts(item: AgendaItem) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"label": "Meeting", "value": str(item.meeting), "value_url": page_of(item.meeting)},
        {"label": "Minute", "value": _minute(item)},
        {"label": "Presented by", "value": item.presenters},
        {"label": "The meeting is asked", "value": item.purpose},
        {"label": "Who may read", "value": item.get_access_display()},
        {"label": "Why restricted", "value": item.restricted_why},
        {"label": "Title in public papers", "value": item.public_title},
        {"label": "From the forward plan", "value": item.planned.origin if item.planned else ""},
    ]
    return [fact for fact in rows if fact["value"]]


def _minute(item: AgendaItem) -> str:
    if item.minute_number:
        return str(item.minute_number)
    return "gets its number with the draft of the minutes" if item.is_minuted else "none: the item is not minuted"


def _has(may: list[Offer], verb: GovernanceVerb) -> bool:
    return any(offer.verb is verb for offer in may)


def _resolution(
    each: Resolution, request: SignedInRequest, partnership: Partnership, may: list[Offer]
) -> dict[str, Any]:
    """A resolution, its limbs and what may be done about them."""
    takes_more = MEETING_STATES[each.item.meeting.at].takes_minutes and _has(may, V.ADD_LIMB)
    return {
        "words": each.words,
        "rows": [_limb(limb, request, partnership, may) for limb in each.limbs.all()],
        "more_url": act_url(partnership, V.ADD_LIMB, each, request.path) if takes_more else "",
    }


def _limb(limb: ResolutionLimb, request: SignedInRequest, partnership: Partnership, may: list[Offer]) -> Row:
    standing = standing_of(limb.type, limb.due_on, limb.closed_on, timezone.localdate())
    became: object = limb.closed_how or f"Owed: {RESOLUTION_TYPES[limb.type].owed.lower()}"
    if _may_be_closed(limb) and _has(may, V.CLOSE_LIMB):
        became = {"text": VERBS[V.CLOSE_LIMB].label, "url": act_url(partnership, V.CLOSE_LIMB, limb, request.path)}
    return row(
        f"{limb.letter}) {limb.text}",
        RESOLUTION_TYPES[limb.type].label,
        day(limb.due_on) or "no day set",
        {"text": STANDINGS[standing], "state": LIMB_TAGS[standing]},
        became,
    )


def _may_be_closed(limb: ResolutionLimb) -> bool:
    """True for an open limb that waits for no partner."""
    asked = (each for each in limb.partner_requests.all() if each.reported_on is None and each.withdrawn_on is None)
    return limb.closed_on is None and not any(asked)


def _request(
    each: PartnerRequest, request: SignedInRequest, partnership: Partnership, may: list[Offer]
) -> dict[str, Any]:
    """A request, where it stands and the next step about it."""
    standing = stands(each, timezone.localdate())
    verbs = [verb for verb in _steps(each, standing) if _has(may, verb)]
    return {
        "heading": str(each.organisation),
        "facts": _request_facts(each),
        "answers": answers_of(each, each.answers.all(), "governance_answer_file", partnership.code),
        "state": REQUEST_TAGS[standing],
        "standing": REQUEST_STANDINGS[standing].label,
        "offers": [
            {"label": VERBS[verb].label, "url": act_url(partnership, verb, each, request.path)} for verb in verbs
        ],
        "money_url": _money_url(each),
    }


def _steps(each: PartnerRequest, standing: RequestStanding) -> tuple[GovernanceVerb, ...]:
    is_answered_here = each.funding_request_id is None
    if standing is RequestStanding.ANSWERED:
        return (V.REPORT_BACK, *((V.ASK_PARTNER_AGAIN,) if is_answered_here else ()), V.WITHDRAW_PARTNER_REQUEST)
    if not REQUEST_STANDINGS[standing].is_open:
        return ()
    return (*((V.RECORD_PARTNER_ANSWER,) if is_answered_here else ()), V.WITHDRAW_PARTNER_REQUEST)


def _request_facts(each: PartnerRequest) -> list[dict[str, Any]]:
    given = answer_of(each)
    reported = each.reported_at
    rows: list[dict[str, Any]] = [
        {"label": "Asked", "value": each.text},
        {"label": "Answer due", "value": day(each.answer_due_on) or "no day set"},
        {"label": "Answer", "value": "" if each.answers.all() else given.text},
        {"label": "Answered", "value": ", ".join(filter(None, (day(given.on), each.answered_by)))},
        {"label": "Asked again", "value": ", ".join(filter(None, (day(each.asked_again_on), each.asked_again_why)))},
        {
            "label": "Reported back",
            "value": f"{day(each.reported_on)}, item {reported.code}" if reported else "",
            "value_url": page_of(reported) if reported else "",
        },
        {"label": "Withdrawn", "value": ", ".join(filter(None, (day(each.withdrawn_on), each.withdrawn_why)))},
    ]
    return [fact for fact in rows if fact["value"]]


@team_page(S)
@require_GET
def governance_answer_file(
    request: SignedInRequest, partnership: Partnership, partner_answer_id: int
) -> HttpResponseBase:
    """The file of a partner's answer, as a download."""
    rows = PartnerAnswer.objects.filter(request__item__meeting__body__partnership=partnership).exclude(file="")
    found: PartnerAnswer = get_object_or_404(rows, pk=partner_answer_id)
    return stored_download(found.file.open(), found.file_name)


def _money_url(each: PartnerRequest) -> str:
    money = each.funding_request
    if money is None:
        return ""
    slug = f"{money.year}-{(money.year + 1) % 100:02d}"
    return page_url("funding_request", each.item.meeting.body.partnership, slug, money.pk)


def _question(
    each: MeetingQuestion, request: SignedInRequest, partnership: Partnership, may: list[Offer]
) -> dict[str, str]:
    may_answer = each.answered_on is None and _has(may, V.ANSWER_QUESTION)
    return {
        "letter": f"({each.letter})",
        "text": each.text,
        "asked_by": each.asked_by,
        "answer": each.answer,
        "answered": day(each.answered_on),
        "url": act_url(partnership, V.ANSWER_QUESTION, each, request.path) if may_answer else "",
    }


def _paper(paper: MeetingPaper, request: SignedInRequest, partnership: Partnership, may: list[Offer]) -> Row:
    files = list(paper.files.all())
    file: object = {"text": "not in yet", "state": "due_soon"}
    if files:
        last = files[-1]
        file = {
            "text": f"{last.file_name}, version {last.number}",
            "url": page_url("governance_file", partnership, last.pk),
        }
    can_put_in = _has(may, V.TAKE_IN_MEETING_PAPER)
    return row(
        paper.title,
        paper.author,
        paper.get_access_display(),
        day(paper.due_on),
        file,
        url=act_url(partnership, V.TAKE_IN_MEETING_PAPER, paper, request.path) if can_put_in else "",
    )
