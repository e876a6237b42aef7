"""Who is told by e-mail when something is recorded? A table; a message says that there is news, never what it is.

A notice is queued in the transaction that records its event and sent later by the worker.
Source: who is notified at which stage, domain stage table [V]/[K]; that messages carry no case facts, ours [D].
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    CaseEvent,
    CaseMembership,
    InformationRequest,
    Notice,
    Provenance,
    TeamMembership,
    User,
)
from dhr_cases.permissions import active_on
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage

_held_back: ContextVar[bool] = ContextVar("notices_held_back", default=False)


@contextmanager
def held_back() -> Iterator[None]:
    """Nobody is told of what is recorded inside: demonstration data, replayed and imported cases."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


class Kind(StrEnum):
    """Codes of the messages; a code once released is never renamed."""

    STEP_WAITS = "step_waits"
    ROLE_GIVEN = "role_given"
    ROLE_ENDED = "role_ended"
    REQUEST_MADE = "request_made"
    REQUEST_CHASED = "request_chased"
    REQUEST_ENDED = "request_ended"
    RETURN_TO_SIGN = "return_to_sign"
    RETURN_ARRIVED = "return_arrived"
    HOLD_CHANGED = "hold_changed"
    DRAFT_TO_READ = "draft_to_read"
    COPY_TO_READ = "copy_to_read"
    LETTER_ARRIVED = "letter_arrived"
    REPORT_CLEARED = "report_cleared"
    REPORT_PUBLISHED = "report_published"
    REVIEW_CLOSED = "review_closed"
    DIGEST = "digest"
    ACCOUNT_INVITATION = "account_invitation"
    MONEY_ASKED = "money_asked"
    MONEY_REMINDED = "money_reminded"
    MONEY_REPLIED = "money_replied"
    MONEY_SENT_BACK = "money_sent_back"
    MONEY_ENDED = "money_ended"
    MONEY_ANSWERED = "money_answered"
    MONEY_QUESTIONED = "money_questioned"
    MONEY_TO_APPROVE = "money_to_approve"
    LEDGER_FAULT = "ledger_fault"
    ACTIONS_ASKED = "actions_asked"
    ACTION_SENT_BACK = "action_sent_back"
    MEETING_ASKED = "meeting_asked"
    MEETING_ANSWERED = "meeting_answered"


@dataclass(frozen=True)
class NoticeRow:
    """One message: the events that cause it, who is told, its subject and its sentence."""

    when: tuple[Event, ...]
    to: tuple[Role, ...]
    subject: str
    text: str
    source: str
    is_for_agency: bool = False
    is_for_person_concerned: bool = False
    is_for_owner: bool = False


E = Event
R = Role
_AGENCY = (R.AGENCY_AUTHOR, R.AGENCY_CONTACT)
_LOCAL = "Local practice [D]"
_CONTACT = (R.FUNDING_CONTACT,)

NOTICES: Mapping[Kind, NoticeRow] = {
    Kind.STEP_WAITS: NoticeRow(
        tuple(row.event for row in STAGES.values()), (), "A step waits for you",
        "A review has reached a step that somebody in your role is asked to take.", _LOCAL,
    ),
    Kind.ROLE_GIVEN: NoticeRow(
        (E.MEMBERSHIP_GRANTED,), (), "You were given a role", "You were given a role on a review.", _LOCAL,
        is_for_person_concerned=True,
    ),
    Kind.ROLE_ENDED: NoticeRow(
        (E.MEMBERSHIP_ENDED,), (), "A role of yours has ended", "One of your roles on a review has ended.", _LOCAL,
        is_for_person_concerned=True,
    ),
    Kind.REQUEST_MADE: NoticeRow(
        (E.IMR_REQUESTED, E.REQUEST_REOPENED, E.RETURN_SENT_BACK), _AGENCY, "Your agency is asked for information",
        "A review asks your agency for information.", "2016 guidance: requests to agencies [K]", is_for_agency=True,
    ),
    Kind.REQUEST_CHASED: NoticeRow(
        (E.REQUEST_CHASED,), _AGENCY, "A reminder", "A review still waits for your agency's information.", _LOCAL,
        is_for_agency=True,
    ),
    Kind.REQUEST_ENDED: NoticeRow(
        (E.IMR_ACCEPTED, E.REQUEST_WITHDRAWN, E.REQUEST_UNANSWERED), _AGENCY, "A request to your agency has ended",
        "Nothing more is asked of your agency on one request.", _LOCAL, is_for_agency=True,
    ),
    Kind.RETURN_TO_SIGN: NoticeRow(
        (E.RETURN_DRAFTED,), (R.AGENCY_CONTACT,), "A return waits for your sign-off",
        "Your agency's return is written and waits for your sign-off.", "2016 guidance: agency sign-off [K]",
        is_for_agency=True,
    ),
    Kind.RETURN_ARRIVED: NoticeRow(
        (E.RETURN_SIGNED_OFF,), (R.COORDINATOR, R.INDEPENDENT_CHAIR), "A return has arrived",
        "An agency has signed off its return.", _LOCAL,
    ),
    Kind.HOLD_CHANGED: NoticeRow(
        (E.HOLD_STARTED, E.HOLD_ENDED), (R.CSP_CHAIR, R.INDEPENDENT_CHAIR, R.PANEL_MEMBER),
        "A hold has begun or ended", "A review was put on hold, or a hold on it has ended.", "Hold record [K]",
    ),
    Kind.DRAFT_TO_READ: NoticeRow(
        (E.FAMILY_READING_STARTED,), (R.PANEL_MEMBER, R.FAMILY_ADVOCATE), "A draft waits for you",
        "A draft report waits for you to read.", "2016 guidance: family given time with the draft [K]",
    ),
    Kind.COPY_TO_READ: NoticeRow(
        (E.READING_ROOM_OPENED,), (), "You can read a draft", "You were let into the reading room to read a draft.",
        "2016 guidance: family given time with the draft [K]", is_for_person_concerned=True,
    ),
    Kind.LETTER_ARRIVED: NoticeRow(
        (E.QA_LETTER_RECEIVED,), (R.CSP_CHAIR, R.INDEPENDENT_CHAIR, R.PANEL_MEMBER), "A letter from the Home Office",
        "The Home Office has written about a report.", "Published QA letters [V]",
    ),
    Kind.REPORT_CLEARED: NoticeRow(
        (E.QA_CLEARED,), (R.CSP_CHAIR, R.INDEPENDENT_CHAIR, R.PANEL_MEMBER, R.COMMISSIONER_OFFICE, R.PCC_OFFICE),
        "A report is cleared", "The Home Office has cleared a report.", "DVCVA 2004 s.9(3B) [V]",
    ),
    Kind.REPORT_PUBLISHED: NoticeRow(
        (E.PUBLISHED,), (R.INDEPENDENT_CHAIR, R.PANEL_MEMBER, R.FAMILY_ADVOCATE, R.PCC_OFFICE),
        "A report is published", "A report was published.", "2016 guidance: publication [K]",
    ),
    Kind.REVIEW_CLOSED: NoticeRow(
        (E.CLOSED, E.TERMINATION_AGREED), (R.CSP_CHAIR, R.INDEPENDENT_CHAIR, R.PANEL_MEMBER), "A review has ended",
        "A review was closed.", "2016 guidance: closure [K]",
    ),
    Kind.DIGEST: NoticeRow((), (), "Your reviews today", "", _LOCAL),
    Kind.ACCOUNT_INVITATION: NoticeRow(
        (), (), "An account was made for you",
        "You can now sign in with this e-mail address. You have no password yet: ask for a code on the sign-in page, "
        "and one is sent to this address. Afterwards you can set a password on the page about your account.", _LOCAL,
    ),
    Kind.MONEY_ASKED: NoticeRow(
        (), _CONTACT, "Your organisation is asked for a contribution",
        "A partnership asks your organisation to contribute to the cost of its reviews. The answer takes two minutes.",
        "Requests to partners, L28 [D]",
    ),
    Kind.MONEY_REMINDED: NoticeRow(
        (), _CONTACT, "A reminder about a contribution", "A partnership waits for your organisation's answer about a "
        "contribution.", _LOCAL,
    ),
    Kind.MONEY_REPLIED: NoticeRow(
        (), _CONTACT, "Your question about a contribution is answered",
        "A partnership has replied to your question. Its request now waits for your answer.", _LOCAL,
    ),
    Kind.MONEY_SENT_BACK: NoticeRow(
        (), _CONTACT, "Your answer about a contribution was sent back",
        "A partnership has sent your organisation's answer back and says why.", _LOCAL,
    ),
    Kind.MONEY_ENDED: NoticeRow(
        (), _CONTACT, "News of a contribution",
        "A partnership has dealt with your organisation's answer, or has withdrawn its request.", _LOCAL,
    ),
    Kind.MONEY_ANSWERED: NoticeRow(
        (), (), "A partner has answered about money", "A partner's answer to a request for money waits for approval.",
        _LOCAL,
    ),
    Kind.MONEY_QUESTIONED: NoticeRow(
        (), (), "A partner asks a question about money", "A partner asks a question about a request for money.", _LOCAL,
    ),
    Kind.MONEY_TO_APPROVE: NoticeRow(
        (), (), "Entries wait for approval", "Entries of the ledger were put forward and wait for approval.", _LOCAL,
    ),
    Kind.LEDGER_FAULT: NoticeRow(
        (), (R.FINANCE_OFFICER, R.ADMINISTRATOR), "The ledger needs looking at", "The nightly check of the ledger "
        "found that something does not add up. Who looks after the system finds what in its log.", "Ledger, L30 [D]",
    ),
    Kind.ACTIONS_ASKED: NoticeRow(
        (), (R.ACTION_OWNER,), "News of your organisation's actions", "A partnership asks how your organisation's "
        "actions go. One message covers all that are due.", "Follow-up of action plans, local cycle [D]",
    ),
    Kind.ACTION_SENT_BACK: NoticeRow(
        (E.ACTION_SENT_BACK,), (R.ACTION_OWNER,), "An action came back to your organisation", "Somebody looked at the "
        "evidence for an action of your organisation and asks for more.", _LOCAL, is_for_owner=True,
    ),
    Kind.MEETING_ASKED: NoticeRow(
        (), (R.ACTION_OWNER,), "A meeting asks your organisation", "A partnership's meeting asks something of your "
        "organisation and waits for its answer.", "Requests to partners, L28 [D]",
    ),
    Kind.MEETING_ANSWERED: NoticeRow(
        (), (), "A partner has answered a meeting", "A partner has answered what a meeting asked of it.", _LOCAL,
    ),
}  # fmt: skip  # the table reads as a table: a message, when, to whom, its words, its source


def queue_for(event: CaseEvent) -> list[Notice]:
    """Queue the messages that an event causes; one a person and kind. Nothing for days taken on or assumed.

    Nothing either for the corrected day of an event: it happened once, and everybody has been told.
    """
    if is_held_back() or event.provenance != Provenance.RECORDED or event.replaces_id is not None:
        return []
    told = {(kind, user) for kind in kinds_for(event) for user in recipients(kind, event)}
    path = reverse("home")
    waiting = [
        Notice(kind=kind, to_id=user, case=event.case, path=_path(kind, event, path)) for kind, user in sorted(told)
    ]
    return Notice.objects.bulk_create(waiting)


def is_held_back() -> bool:
    """True while nobody is to be told of what is recorded."""
    return _held_back.get()


def kinds_for(event: CaseEvent) -> list[Kind]:
    """The messages an event causes."""
    kind = Event(event.kind)
    return [
        name for name, row in NOTICES.items() if kind in row.when and (name is not Kind.STEP_WAITS or _waits(event))
    ]


def _waits(event: CaseEvent) -> bool:
    """True when the event brought the case to a stage in which one person is asked; agencies have their own message."""
    row = STAGES[Stage(event.stage)]
    return event.moved and not row.is_final and row.owner not in _AGENCY


def recipients(kind: Kind, event: CaseEvent) -> set[int]:
    """Accounts to be told, without the person who did it."""
    row = NOTICES[kind]
    if row.is_for_person_concerned:
        concerned = event.detail.get("account")
        return {concerned} - {None, event.by_id}
    roles = (STAGES[Stage(event.stage)].owner,) if kind is Kind.STEP_WAITS else row.to
    if row.is_for_owner:
        return {*_of_owner(event, roles)} - {event.by_id}
    return {*_members(event, roles, row.is_for_agency), *_in_teams(event, roles)} - {event.by_id}


def _members(event: CaseEvent, roles: Iterable[Role], is_for_agency: bool) -> Iterable[int]:
    members = CaseMembership.objects.filter(
        active_on(timezone.localdate()), case=event.case, role__in=tuple(roles), user__is_active=True
    )
    if is_for_agency and event.subject == InformationRequest._meta.model_name:
        asked = InformationRequest.objects.filter(pk=event.subject_id or 0).values("organisation")
        members = members.filter(organisation__in=asked)
    return members.values_list("user", flat=True)


def _of_owner(event: CaseEvent, roles: Iterable[Role]) -> Iterable[int]:
    """Those of the teams who stand for the body that owns the action the event is about."""
    owners = Action.objects.filter(pk=event.subject_id or 0).values("owner")
    return _team_rows(event, roles).filter(organisation__in=owners).values_list("user", flat=True)


def _in_teams(event: CaseEvent, roles: Iterable[Role]) -> Iterable[int]:
    return _team_rows(event, roles).values_list("user", flat=True)


def _team_rows(event: CaseEvent, roles: Iterable[Role]) -> QuerySet[TeamMembership]:
    lead = Q(team__partnership=event.case.lead_csp_id) | Q(team__partnership=event.case.managing_body_id)
    return TeamMembership.objects.filter(
        lead, active_on(timezone.localdate()), team__role__in=tuple(roles), user__is_active=True
    )


def _path(kind: Kind, event: CaseEvent, otherwise: str) -> str:
    """The page a message leads to once the person has signed in; the message itself names only the notice."""
    if NOTICES[kind].is_for_owner:
        return reverse("my_actions")
    if NOTICES[kind].is_for_agency or kind is Kind.ROLE_ENDED:
        return otherwise
    if kind is Kind.COPY_TO_READ:
        return reverse("my_readings")
    return reverse("case", args=(event.case.reference,))


def is_reachable(user: User) -> bool:
    """True for an account that mail may go to."""
    return user.is_active and bool(user.email)
