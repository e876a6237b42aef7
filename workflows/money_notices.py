"""Who is told by e-mail of an act on money? A table; a message says that there is news, never a sum or an answer.

A notice is queued in the transaction that records its act and sent later by the worker. The messages' words are in
the one table of all messages. Source: L28: a request is chased until it is answered [D].
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Notice, Organisation, Partnership, Succession, TeamMembership
from dhr_cases.notices import Kind, is_held_back
from dhr_cases.permissions import active_on
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import roles_with
from funding.models import FundingEvent, FundingRequest, FundingRound, Nominee
from funding.terms import RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from workflows.messages import still_tried
from workflows.money_addresses import keepers_page, request_page, year_page

V = FundingVerb
ANSWERING = SitePermission.ANSWER_FUNDING


@dataclass(frozen=True)
class Told:
    """One message of an act: its words, and the permission of those who are told. The body's own are told for it."""

    kind: Kind
    to: SitePermission = ANSWERING


TOLD: Mapping[FundingVerb, Told] = {
    V.ASK: Told(Kind.MONEY_ASKED),
    V.ASK_AGAIN: Told(Kind.MONEY_ASKED),
    V.START_ROUND: Told(Kind.MONEY_ASKED),
    V.RECORD_SUCCESSION: Told(Kind.MONEY_ASKED),
    V.CHASE: Told(Kind.MONEY_REMINDED),
    V.REPLY: Told(Kind.MONEY_REPLIED),
    V.SEND_BACK_ANSWER: Told(Kind.MONEY_SENT_BACK),
    V.APPROVE_ANSWER: Told(Kind.MONEY_ENDED),
    V.WITHDRAW_REQUEST: Told(Kind.MONEY_ENDED),
    V.ANSWER: Told(Kind.MONEY_ANSWERED, SitePermission.APPROVE_FUNDING),
    V.RECORD_ANSWER: Told(Kind.MONEY_ANSWERED, SitePermission.APPROVE_FUNDING),
    V.QUESTION: Told(Kind.MONEY_QUESTIONED, SitePermission.MANAGE_FUNDING),
    V.PUT_FORWARD: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.ADD_COST: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.ADD_FEE: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.STATE_COST: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.RECORD_ACTUAL: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.DECIDE_YEAR_END: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
    V.REVERSE_JOURNAL: Told(Kind.MONEY_TO_APPROVE, SitePermission.APPROVE_FUNDING),
}
"""Acts that somebody else has to hear of."""


def queue_for_money(event: FundingEvent) -> list[Notice]:
    """Queue the messages of one act: one a person and page, none to who did it, none while one still waits."""
    told = TOLD.get(FundingVerb(event.kind))
    if told is None or is_held_back() or _has_nothing_to_approve(event, told):
        return []
    return list(Notice.objects.bulk_create(_new_notices(event, told)))


def _new_notices(event: FundingEvent, told: Told) -> list[Notice]:
    return [
        Notice(kind=told.kind, to_id=account, path=path)
        for account, path in sorted(set(_recipients(event, told)))
        if account != event.by_id and not _still_waits(told.kind, account, path)
    ]


def _has_nothing_to_approve(event: FundingEvent, told: Told) -> bool:
    """True for a cost added without a figure: its record names no amount, and no entry waits."""
    return told.kind is Kind.MONEY_TO_APPROVE and not event.detail


def _still_waits(kind: Kind, account: int, path: str) -> bool:
    return still_tried().filter(kind=kind, to=account, path=path).exists()


def _recipients(event: FundingEvent, told: Told) -> Iterator[tuple[int, str]]:
    """Accounts to be told, each with the page its message leads to."""
    if told.to is ANSWERING:
        for request in _requests_of(event):
            page = request_page(request)
            yield from ((account, page) for account in contacts_of(request.organisation, event.partnership))
        return
    page = _page_of(event)
    yield from ((account, page) for account in _holders(event.partnership, told.to))


def _requests_of(event: FundingEvent) -> Iterable[FundingRequest]:
    """The requests an act is about: the one it names, those of its round, those its succession raised."""
    by_row = {
        FundingRequest: Q(pk=event.subject_id),
        FundingRound: Q(round=event.subject_id, state=RequestState.ASKED),
        Succession: Q(succession=event.subject_id, state=RequestState.ASKED),
    }
    wanted = {model._meta.model_name: condition for model, condition in by_row.items()}.get(event.subject)
    if wanted is None:
        return FundingRequest.objects.none()
    return FundingRequest.objects.filter(wanted).select_related("organisation", "partnership")


def contacts_of(organisation: Organisation, partnership: Partnership) -> "QuerySet[TeamMembership, int]":
    """The accounts that answer for a body in a partnership today."""
    return _members(partnership, ANSWERING).filter(organisation=organisation).values_list("user", flat=True)


def _holders(partnership: Partnership, permission: SitePermission) -> set[int]:
    """The accounts that hold a permission for the partnership today, and for approval the chair's nominees."""
    found = set(_members(partnership, permission).values_list("user", flat=True))
    if permission is SitePermission.APPROVE_FUNDING:
        today = active_on(timezone.localdate())
        seeing = _members(partnership, SitePermission.VIEW_FUNDING).values("user")
        named = Nominee.objects.filter(today, partnership=partnership, user__in=seeing)
        found.update(named.values_list("user", flat=True))
    return found


def _members(partnership: Partnership, permission: SitePermission) -> "QuerySet[TeamMembership]":
    return TeamMembership.objects.filter(
        active_on(timezone.localdate()),
        team__partnership=partnership,
        team__role__in=roles_with(permission),
        user__is_active=True,
    ).order_by()


def _page_of(event: FundingEvent) -> str:
    """The page of the request, or the one on which entries are approved; the home page where no year is named."""
    request = next(iter(_requests_of(event)), None)
    if request is not None:
        return keepers_page(request)
    if event.year is None:
        return reverse("home")
    return year_page("funding_journals", event.partnership, FinancialYear(event.year))
