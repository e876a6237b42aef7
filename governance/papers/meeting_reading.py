"""How do the papers of a meeting read their facts from the records? What is restricted stays behind here.

Every reading takes a fixed number of queries, however many items a meeting has.
"""

import datetime
import re
from collections.abc import Iterable, Sequence

from dhr_cases.deadlines import long_date
from governance.attendance_lines import IN_THE_CHAIR
from governance.forward_plan import Coming, coming
from governance.meeting_terms import MEETING_MODES, Access, AttendanceClass, MeetingMode, MeetingState
from governance.models import (
    AgendaItem,
    GoverningBody,
    Meeting,
    MeetingAttendance,
    MeetingQuestion,
    PartnerRequest,
    Resolution,
    ResolutionLimb,
)
from governance.papers.meeting_rows import (
    RESTRICTED,
    ActionLogFacts,
    AgendaFacts,
    AskRow,
    ItemRow,
    LimbRow,
    MeetingHead,
    MinutesFacts,
    NoteRow,
    PlanRow,
    QuestionRow,
    ResolutionRow,
)
from governance.policies.meetings import items_of
from governance.policies.requests import answer_of, stands
from governance.recurrence import REPEATS, Repeat
from governance.request_terms import REQUEST_STANDINGS
from governance.resolution_types import RESOLUTION_TYPES, STANDINGS, LimbStanding, standing_of

_BLANK_LINES = re.compile(r"\n\s*\n")

STATES = {
    MeetingState.HELD: "Not written yet",
    MeetingState.DRAFTED: "Draft, not yet approved",
}


def head_of(meeting: Meeting, *, is_public: bool) -> MeetingHead:
    """The head of a paper of the meeting."""
    body = meeting.body
    return MeetingHead(
        partnership=body.partnership.name,
        body=body.name,
        on=meeting.on,
        held=MEETING_MODES[MeetingMode(meeting.mode)].label,
        state=_state(meeting),
        is_public=is_public,
        sits_as=meeting.sits_as,
        starts_at=meeting.begins,
        place=meeting.place,
        contact=body.contact,
    )


def _state(meeting: Meeting) -> str:
    if meeting.approved_on:
        return f"Approved on {long_date(meeting.approved_on)}"
    return STATES.get(meeting.at, "")


def agenda_facts(meeting: Meeting, *, is_public: bool) -> AgendaFacts:
    """What the agenda prints."""
    rows = items_of(meeting).prefetch_related("papers")
    return AgendaFacts(
        head_of(meeting, is_public=is_public), tuple(_agenda_row(item, is_public=is_public) for item in rows)
    )


def _agenda_row(item: AgendaItem, *, is_public: bool) -> ItemRow:
    if item.is_restricted and is_public:
        return _covered(item)
    papers = tuple(row.title for row in item.papers.all() if not is_public or row.access == Access.PUBLIC)
    return ItemRow(
        code=str(item.code),
        part=item.part,
        title=item.title,
        presenters=item.presenters,
        purpose=item.purpose,
        is_restricted=item.is_restricted,
        restricted_why=item.restricted_why,
        papers=papers,
    )


def _covered(item: AgendaItem) -> ItemRow:
    """A restricted item as the public sees it: its code, its number and why it is restricted."""
    return ItemRow(
        code=str(item.code),
        part=item.part,
        title=item.public_title or RESTRICTED,
        is_restricted=True,
        restricted_why=item.restricted_why,
        minute=item.minute_number,
    )


def minutes_facts(meeting: Meeting, *, is_public: bool) -> MinutesFacts:
    """What the minutes print; items without a minute are left out."""
    rows = items_of(meeting).filter(is_minuted=True)
    read = rows.prefetch_related(
        "resolutions__limbs",
        "questions",
        "notes",
        "partner_requests__organisation",
        "partner_requests__funding_request",
    )
    return MinutesFacts(
        head_of(meeting, is_public=is_public),
        tuple(_minuted(item, is_public=is_public) for item in read),
        _attendance(meeting),
    )


def _minuted(item: AgendaItem, *, is_public: bool) -> ItemRow:
    if item.is_restricted and is_public:
        return _covered(item)
    return ItemRow(
        code=str(item.code),
        part=item.part,
        title=item.title,
        is_restricted=item.is_restricted,
        restricted_why=item.restricted_why,
        minute=item.minute_number,
        paragraphs=paragraphs(item.discussion),
        restricted_paragraphs=() if is_public else paragraphs(item.restricted_discussion),
        resolutions=tuple(map(_resolution, item.resolutions.all())),
        asks=tuple(_ask(row) for row in item.partner_requests.all() if row.withdrawn_on is None),
        questions=tuple(map(_question, item.questions.all())),
        notes=tuple(NoteRow(note.on, note.text) for note in item.notes.all()),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a minute, parted by blank lines, which may hold spaces; a line break within one is a space."""
    blocks = _BLANK_LINES.split(text.replace("\r\n", "\n"))
    return tuple(" ".join(block.split()) for block in blocks if block.strip())


def _resolution(row: Resolution) -> ResolutionRow:
    limbs = tuple(f"{limb.letter}) {limb.text}" for limb in row.limbs.all()) if row.is_lettered else ()
    return ResolutionRow(row.words, limbs)


def _ask(row: PartnerRequest, on: datetime.date | None = None) -> AskRow:
    return AskRow(
        organisation=row.organisation.name,
        text=row.text,
        minute=minute_words(row.item),
        due_on=row.answer_due_on,
        standing="" if on is None else REQUEST_STANDINGS[stands(row, on)].label,
        answer=answer_of(row).text,
    )


def _question(row: MeetingQuestion) -> QuestionRow:
    return QuestionRow(row.letter, row.text, row.asked_by, row.answer, minute_words(row.item))


def minute_words(item: AgendaItem) -> str:
    """The minute of an item, its code while it bears no number."""
    return str(item.minute_number or item.code)


def _attendance(meeting: Meeting) -> dict[AttendanceClass, tuple[str, ...]]:
    rows = list(MeetingAttendance.objects.filter(meeting=meeting, is_struck=False))
    return {kind: tuple(person(row) for row in rows if row.attendance == kind) for kind in AttendanceClass}


def person(row: MeetingAttendance) -> str:
    """A person as minutes print one: the name, then as what and from where in brackets."""
    capacity = "" if row.is_in_chair and row.capacity.lower() == "chair" else row.capacity
    as_what = " ".join(filter(None, (capacity, IN_THE_CHAIR if row.is_in_chair else "")))
    details = ", ".join(filter(None, (as_what, row.organisation)))
    return f"{row.name} ({details})" if details else row.name


def action_log_facts(meeting: Meeting, on: datetime.date, *, is_public: bool) -> ActionLogFacts:
    """What of the meeting's body is not done on a day."""
    body = meeting.body
    return ActionLogFacts(
        head=head_of(meeting, is_public=is_public),
        as_at=on,
        limbs=tuple(map(limb_row, open_limbs([body], on, is_public=is_public))),
        asks=tuple(_ask(row, on) for row in open_requests([body], on, is_public=is_public)),
        questions=tuple(map(_question, open_questions([body], is_public=is_public))),
        plan=tuple(map(plan_row, _plan(body, on, is_public=is_public))),
    )


def _plan(body: GoverningBody, on: datetime.date, *, is_public: bool) -> Iterable[Coming]:
    return (row for row in coming(body, on) if not is_public or row.planned.access == Access.PUBLIC)


def open_limbs(
    bodies: Sequence[GoverningBody], on: datetime.date, *, is_public: bool = False
) -> list[tuple[ResolutionLimb, LimbStanding]]:
    """Limbs not closed, soonest due first and those without a day last, each with where it stands."""
    rows = ResolutionLimb.objects.filter(resolution__item__meeting__body__in=bodies, closed_on=None)
    shown = rows.filter(resolution__item__access=Access.PUBLIC) if is_public else rows
    found = [
        (row, standing_of(row.type, row.due_on, row.closed_on, on))
        for row in shown.select_related("resolution__item__meeting__body")
    ]
    return sorted(found, key=lambda pair: (pair[0].due_on or datetime.date.max, pair[0].pk))


def limb_row(pair: tuple[ResolutionLimb, LimbStanding]) -> LimbRow:
    """A limb as the log prints it."""
    limb, standing = pair
    item = limb.resolution.item
    return LimbRow(
        minute=minute_words(item),
        met_on=item.meeting.on,
        text=limb.text,
        kind=RESOLUTION_TYPES[limb.type].label,
        standing=STANDINGS[standing],
        due_on=limb.due_on,
        became=limb.closed_how,
    )


def open_requests(
    bodies: Sequence[GoverningBody], on: datetime.date, *, is_public: bool = False
) -> list[PartnerRequest]:
    """Requests not closed on a day, soonest due first."""
    rows = PartnerRequest.objects.filter(item__meeting__body__in=bodies, reported_on=None, withdrawn_on=None)
    shown = rows.filter(item__access=Access.PUBLIC) if is_public else rows
    read = shown.select_related("item__meeting__body", "organisation", "funding_request")
    found = [row for row in read if REQUEST_STANDINGS[stands(row, on)].is_open]
    return sorted(found, key=lambda row: (row.answer_due_on or datetime.date.max, row.pk))


def open_questions(bodies: Sequence[GoverningBody], *, is_public: bool = False) -> list[MeetingQuestion]:
    """Questions without an answer, in the order they were asked."""
    rows = MeetingQuestion.objects.filter(item__meeting__body__in=bodies, answered_on=None)
    shown = rows.filter(item__access=Access.PUBLIC) if is_public else rows
    return list(shown.select_related("item__meeting__body").order_by("item__meeting__on", "item__part", "position"))


def plan_row(row: Coming) -> PlanRow:
    """A thing on the forward plan as the log prints it."""
    planned = row.planned
    return PlanRow(
        title=planned.title,
        due=due_in_words(row),
        repeat=REPEATS[Repeat(planned.repeat)].label,
        origin=planned.origin,
        meeting_on=row.meeting_on,
    )


def due_in_words(row: Coming) -> str:
    """When it is due: a day, a month, or the next meeting for what comes at each."""
    if row.planned.repeat == Repeat.EACH_MEETING:
        return "each meeting"
    if row.due_on is None:
        return "taken"
    return f"{row.due_on:%B %Y}" if row.planned.is_month else long_date(row.due_on)
