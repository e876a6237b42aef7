"""The report is drafted, read, approved agency by agency and signed off. Source: 2016 guidance, S14 to S17 [V]/[K]."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.utils import timezone

from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require, today
from dhr_cases.actions.reading_room import freeze, let_in, replace_earlier, sections_that_go_out
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    AgencyApproval,
    Case,
    CaseEvent,
    CaseMembership,
    DraftReading,
    Organisation,
    Person,
    ReportSection,
    SectionVersion,
    SignOff,
    User,
)
from dhr_cases.permissions import active_on
from dhr_cases.policies import drafting as rules
from dhr_cases.reading_access import eligible, readers_of
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb


def start_drafting(*, case: Case, by: User, on: Day | None = None) -> None:
    """The author starts to write the overview report, the summary and the action plan."""
    check_not_future(on, "The date drafting started")
    with acting(Verb.START_DRAFTING, case, by) as act:
        act.move(Stage.DRAFTING, on=on)


def send_for_reading(
    *,
    case: Case,
    by: User,
    due_on: datetime.date,
    agencies: Sequence[Organisation] = (),
    family: Sequence[Person] = (),
    on: datetime.date | None = None,
    sections: Sequence[ReportSection] | None = None,
    readers: Sequence[User] = (),
) -> tuple[DraftReading, ...]:
    """Numbered copies of the draft go to agencies for fact check and to family members in private.

    Each copy keeps the sections as they read now: all of ``sections`` for the family, for an agency those of them
    that name it; None means every written section of the overview report. ``readers`` are let into the reading
    room, each to the copies their role entitles them to, until the day for comments.
    Raises Incomplete when nobody is chosen, the day for comments is before the day given, a person belongs to
    another case, a person may be a witness at a trial the review waits for, or the role of one of the ``readers``
    entitles them to none of the copies.
    """
    given_on = on or today()
    check_not_future(given_on, "The date the draft was given")
    require(
        (bool(agencies or family), "Choose at least one reader."),
        (due_on >= given_on, "The day for comments is before the day the draft was given."),
        (all(person.case_id == case.pk for person in family), "A reader belongs to another case."),
    )
    with acting(Verb.SEND_FOR_READING, case, by) as act:
        for person in family:
            person.refresh_from_db()
            rules.check_may_read(person)
        readings = _copies(case, given_on, due_on, agencies, family)
        _open_copies(act, readings, sections_that_go_out(case, sections), readers)
        detail = {"agencies": len(agencies), "family": len(family), "comments_by": due_on.isoformat()}
        act.move(Stage.FAMILY_REVIEW, on=given_on, detail=detail)
    return readings


def _copies(
    case: Case,
    given_on: datetime.date,
    due_on: datetime.date,
    agencies: Sequence[Organisation],
    family: Sequence[Person],
) -> tuple[DraftReading, ...]:
    first = (DraftReading.objects.filter(case=case).aggregate(last=Max("copy_number"))["last"] or 0) + 1
    readers: list[tuple[Organisation | None, Person | None]] = [
        *((body, None) for body in agencies),
        *((None, person) for person in family),
    ]
    return tuple(
        DraftReading.objects.create(
            case=case, organisation=body, person=person, copy_number=number, given_on=given_on, due_on=due_on
        )
        for number, (body, person) in enumerate(readers, start=first)
    )


def _open_copies(
    act: Act,
    readings: Sequence[DraftReading],
    chosen: Sequence[tuple[ReportSection, SectionVersion]],
    readers: Sequence[User],
) -> None:
    replace_earlier(act, readings)
    entitled = _entitled(act.case, readings)
    _check_entitled(readers, entitled)
    for reading in readings:
        freeze(reading, chosen)
    _let_readers_in(act, entitled, readers)


def _entitled(case: Case, readings: Sequence[DraftReading]) -> list[tuple[DraftReading, User]]:
    """Each copy with each member who may read it."""
    members = list(eligible(case))
    return [(row, user) for row in readings for user in readers_of(row, members)]


def _check_entitled(readers: Iterable[User], entitled: Iterable[tuple[DraftReading, User]]) -> None:
    known = {user.pk for _, user in entitled}
    require(*((reader.pk in known, f"{reader} speaks for none of the readers chosen.") for reader in readers))


def _let_readers_in(act: Act, entitled: Iterable[tuple[DraftReading, User]], readers: Iterable[User]) -> None:
    """Let the chosen readers into the copies that hold something to read."""
    wanted = {reader.pk for reader in readers}
    for reading, user in entitled:
        if user.pk in wanted and reading.passages.exists():
            let_in(act, reading, user, reading.due_on)


def record_reading(
    *,
    case: Case,
    by: User,
    reading: DraftReading,
    comments: str,
    response: str = "",
    has_disagreement: bool = False,
    on: datetime.date | None = None,
) -> None:
    """A reader's comments and what was done about them; disagreement is kept as the reader put it."""
    check_not_future(on, "The date of the comments")
    require(
        (reading.case_id == case.pk, "This copy belongs to another case."),
        (not has_disagreement or bool(response.strip()), "Say what was done about the disagreement."),
    )
    with acting(Verb.RECORD_READING, case, by) as act:
        reading.comments = comments
        reading.response = response
        reading.has_disagreement = has_disagreement
        reading.answered_on = on or today()
        reading.save()
        detail = {"copy": reading.copy_number, "disagreement": has_disagreement}
        act.record(Event.READING_ANSWERED, on=on, about=reading, detail=detail)


def agencies_of(user: User, case: Case) -> tuple[Organisation, ...]:
    """Agencies the person speaks for on the panel of this case today."""
    today = active_on(timezone.localdate())
    members = CaseMembership.objects.filter(today, user=user, case=case, role=Role.PANEL_MEMBER)
    rows = members.exclude(organisation=None).select_related("organisation")
    return tuple({row.organisation_id: row.organisation for row in rows}.values())


def approve_for_agency(
    *,
    case: Case,
    by: User,
    is_approved: bool,
    note: str = "",
    organisation: Organisation | None = None,
    on: datetime.date | None = None,
) -> AgencyApproval:
    """A panel member answers for their own agency in this round; a later answer in it replaces the earlier.

    Raises NotPermitted for an agency the person does not speak for, Incomplete for a refusal without a reason.
    """
    check_not_future(on, "The date of the answer")
    with acting(Verb.APPROVE_FOR_AGENCY, case, by, reason=note) as act:
        own = agencies_of(by, case)
        body = organisation or (own[0] if own else None)
        if body is None or body not in own:
            raise NotPermitted("You answer only for the agency you sit on the panel for.")
        return _answer(act, body, is_approved, note, on)


def record_agency_approval(
    *, case: Case, by: User, organisation: Organisation, is_approved: bool, note: str, on: datetime.date | None = None
) -> AgencyApproval:
    """The chair or coordinator records an agency's answer on its behalf, with a note of how it was given."""
    check_not_future(on, "The date of the answer")
    require((bool(note.strip()), "Say how the answer was given, and by whom."))
    with acting(Verb.RECORD_AGENCY_APPROVAL, case, by, reason=note) as act:
        return _answer(act, organisation, is_approved, note, on)


def _answer(act: Act, body: Organisation, is_approved: bool, note: str, on: datetime.date | None) -> AgencyApproval:
    require(
        (body in rules.seated_agencies(act.case), f"{body} has no seat on the panel."),
        (is_approved or bool(note.strip()), "Give the reason why the agency does not approve."),
    )
    number = rules.approval_round(act.case)
    key = {"case": act.case, "organisation": body, "round": number}
    row = AgencyApproval.objects.filter(**key).first() or AgencyApproval(**key)
    row.is_approved = is_approved
    row.note = note
    row.on = on or today()
    row.given_by = act.by
    row.save()
    detail = {"agency": body.name, "approved": is_approved, "round": number}
    act.record(Event.AGENCY_APPROVED, on=on, about=row, detail=detail)
    return row


def record_panel_approval(*, case: Case, by: User, dissent: str = "", on: Day | None = None) -> None:
    """The panel approves the final draft: every seated agency answered, and dissent is recorded with reasons.

    ``dissent`` says how the panel dealt with agencies that do not approve. Raises Incomplete without it.
    """
    check_not_future(on, "The date of the approval")
    with acting(Verb.RECORD_PANEL_APPROVAL, case, by, reason=dissent) as act:
        against = [str(row.organisation) for row in rules.dissenting(case)]
        sentence = f"Not approved by {', '.join(against)}. Record how the panel dealt with the dissent, and why."
        require((not against or bool(dissent.strip()), sentence))
        detail = {"round": rules.approval_round(case), "dissenting": against}
        act.move(Stage.PANEL_APPROVED, on=on, detail=detail)


def send_back_to_draft(*, case: Case, by: User, reason: str, on: Day | None = None) -> None:
    """The report goes back to be written on; the agencies will be asked again in a new round."""
    check_not_future(on, "The date it was sent back")
    require((bool(reason.strip()), "Give the reason."))
    with acting(Verb.SEND_BACK_TO_DRAFT, case, by, reason=reason) as act:
        act.move(Stage.DRAFTING, on=on, event=Event.SENT_BACK_TO_DRAFT)


def sign_off(*, case: Case, by: User, minute: str, on: Day | None = None, is_complete_now: bool = False) -> SignOff:
    """The partnership's chair signs the report off; the minute says where that is written down."""
    check_not_future(on, "The date of the sign-off")
    require((bool(minute.strip()), "Name the minute that records the sign-off."))
    with acting(Verb.SIGN_OFF, case, by) as act:
        row: SignOff = SignOff.objects.create(case=case, on=as_partial(on), minute=minute, signed_by=by)
        act.move(Stage.CSP_SIGNED_OFF, on=on, detail={"minute": minute})
        if is_complete_now:
            complete_report(act, on)
    return row


def complete_report(act: Act, on: Day | None) -> None:
    """Record the report as completed, once; from that day copies are owed.

    Source: DVCVA 2004 s.9(3C) does not define completion [V]; clearance unless brought forward, ours [D].
    """
    if not is_report_complete(act.case):
        act.record(Event.REPORT_COMPLETE, on=on)


def is_report_complete(case: Case) -> bool:
    """True when the completion of the report is recorded."""
    return CaseEvent.objects.filter(case=case, kind=Event.REPORT_COMPLETE).exists()
