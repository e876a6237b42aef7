"""What happened to one numbered copy, and which comments on the draft wait for an answer? Two pages of a case."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.comment_points import comments_seen, works_on_drafts
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.models import Case, CommentAnswer, DraftReading, ReadingAccess, ReadingOpening, SectionComment, User
from dhr_cases.reading_access import ROOM_OPEN
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered
from dhr_cases.views.tables import Row, heads, row

MOST_OPENINGS = 500
"""How many openings a page lists; older ones are in the history of the review."""
STATES = (("", "All"), ("open", "Not answered"), ("answered", "Answered"))
COLOURS = {"": "running", "accepted": "done", "partly": "done", "declined": "held"}


@dataclass(frozen=True)
class WayIn:
    """One reader's way into a copy: who, until when, how it stands, what may be done about it."""

    reader: str
    rows: list[dict[str, str]]
    extend_url: str
    close_url: str


@case_page(Material.DRAFTS)
def case_copy(request: SignedInRequest, case: Case, reading_id: int) -> HttpResponse:
    """One copy: its sections, who may read it, who opened what and when. For those who run the panel."""
    if not runs_readings(request.user, case):
        raise Http404
    rows = DraftReading.objects.filter(case=case).select_related("organisation", "person")
    copy: DraftReading = get_object_or_404(rows, pk=reading_id)
    accesses = list(ReadingAccess.objects.filter(reading=copy).select_related("reader"))
    openings = ReadingOpening.objects.filter(access__reading=copy).order_by("-pk")
    listed = openings.select_related("access__reader", "passage__version__section")[:MOST_OPENINGS]
    context = {
        "case": case,
        "copy": copy,
        "reader": copy.organisation or copy.person,
        "sections": _sections(copy),
        "section_heads": heads("Section", "As it read then"),
        "ways_in": [_way_in(request.user, case, access) for access in accesses],
        "openings": [_opening(opening) for opening in listed],
        "opening_heads": heads("Reader", "Page", "Opened"),
        "offers": offered(request.user, case, (Verb.OPEN_READING, Verb.RECORD_READING), copy),
        "comments_url": f"{reverse('case_comments', args=(case.reference,))}?copy={copy.copy_number}",
    }
    return render(request, "cases/reading_copy.html", context)


def _sections(copy: DraftReading) -> list[Row]:
    passages = copy.passages.select_related("version__section")
    return [row(passage.version.section.heading, f"Version {passage.version.number}") for passage in passages]


def runs_readings(user: User, case: Case) -> bool:
    """True for those who let readers in; only they see who opened what."""
    return bool(offered(user, case, (Verb.CLOSE_READING,)))


def _way_in(user: User, case: Case, access: ReadingAccess) -> WayIn:
    urls = _ways_to_end(user, case, access)
    facts = [("State", standing_of(access, case)), ("Last day", long_date(access.ends_on))]
    if access.revoked_at is not None:
        facts += [("Closed", _moment(access.revoked_at)), ("Why", access.revoked_reason)]
    return WayIn(
        reader=str(access.reader),
        rows=[{"label": label, "value": value} for label, value in facts],
        extend_url=urls.get(Verb.EXTEND_READING, ""),
        close_url=urls.get(Verb.CLOSE_READING, ""),
    )


def _ways_to_end(user: User, case: Case, access: ReadingAccess) -> dict[Verb, str]:
    """Where a way in is made longer or closed, for those who may; none for one that is closed."""
    offers = offered(user, case, (Verb.EXTEND_READING, Verb.CLOSE_READING), access)
    return {offer.verb: offer.url for offer in offers} if access.revoked_at is None else {}


def standing_of(access: ReadingAccess, case: Case) -> str:
    """How a way in stands, in words; a role that ended closes it as well and shows under Members."""
    if access.revoked_at is not None:
        return "Closed"
    if access.ends_on < timezone.localdate():
        return "Ended: the last day is past"
    return "Open" if case.standing in ROOM_OPEN else "Closed in this stage of the review"


def _opening(opening: ReadingOpening) -> Row:
    page = opening.passage.version.section.heading if opening.passage else "List of sections"
    return row(str(opening.access.reader), page, _moment(opening.at))


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{long_date(local.date())}, {local:%H:%M}"


@case_page(Material.DRAFTS)
def case_comments(request: SignedInRequest, case: Case) -> HttpResponse:
    """Comments on the draft that this person may read, by state and by copy."""
    seen = comments_seen(request.user, case)
    copies = _copies(case, seen, request.GET.get("copy", ""))
    state, copy = request.GET.get("state", ""), next(str(each["value"]) for each in copies if each["chosen"])
    listed = [comment for comment in seen if _is_wanted(comment, state, copy)]
    may_answer = bool(offered(request.user, case, (Verb.ANSWER_COMMENT,)))
    context = {
        "case": case,
        "heads": heads("Comment", "About", "From", "What it says", "Answer", "What was done"),
        "rows": [_comment(case, comment, may_answer) for comment in listed],
        "shown": len(listed),
        "all": len(seen),
        "waiting": [comment.answer for comment in seen].count(CommentAnswer.OPEN),
        "states": _choices(STATES, state),
        "copies": copies,
        "comment_url": _comment_url(request.user, case),
    }
    return render(request, "cases/comments.html", context)


def _comment_url(user: User, case: Case) -> str:
    """Where the person comments on the draft as a whole; "" for who does not work on it now."""
    may_comment = works_on_drafts(user, case) and offered(user, case, (Verb.COMMENT_ON_SECTION,))
    return act_url(case, Verb.COMMENT_ON_SECTION) if may_comment else ""


def _is_wanted(comment: SectionComment, state: str, copy: str) -> bool:
    is_open = comment.answer == CommentAnswer.OPEN
    fits_state = {"open": is_open, "answered": not is_open}.get(state, True)
    number = str(comment.reading.copy_number) if comment.reading else "none"
    return fits_state and copy in ("", number)


def _copies(case: Case, comments: Iterable[SectionComment], asked: str) -> list[dict[str, object]]:
    """The copies that comments came from and the one asked for, as choices; all for one that the case does not have."""
    numbers = {comment.reading.copy_number for comment in comments if comment.reading}
    given = DraftReading.objects.filter(case=case).values_list("copy_number", flat=True)
    numbers |= {number for number in given if str(number) == asked}
    choices = [("", "All"), ("none", "Made on the draft itself"), *((str(n), f"Copy {n}") for n in sorted(numbers))]
    return _choices(choices, asked if asked in dict(choices) else "")


def _choices(choices: Iterable[tuple[str, str]], chosen: str) -> list[dict[str, object]]:
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in choices]


def _comment(case: Case, comment: SectionComment, may_answer: bool) -> Row:
    about = f"{comment.section}, version {comment.version_number}" if comment.section else "The draft as a whole"
    label = f"Answer comment {comment.number}" if may_answer else f"Comment {comment.number}"
    return row(
        label,
        about,
        _from(comment),
        comment.text,
        {"text": CommentAnswer(comment.answer).label, "state": COLOURS[comment.answer]},
        _done_about(comment),
        url=act_url(case, Verb.ANSWER_COMMENT, comment) if may_answer else "",
    )


def _done_about(comment: SectionComment) -> str:
    """What was done about a comment, by whom and when."""
    if not comment.answer:
        return "nothing yet"
    answered = f" ({comment.answered_by}, {_moment(comment.answered_at)})" if comment.answered_at else ""
    return f"{comment.answer_text or 'nothing written'}{answered}"


def _from(comment: SectionComment) -> str:
    if comment.reading is None:
        return f"{comment.by}, {_moment(comment.made_at)}"
    reader = comment.reading.organisation or comment.reading.person
    return f"Copy {comment.reading.copy_number}, {reader}: {comment.by}, {_moment(comment.made_at)}"
