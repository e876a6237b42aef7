"""Who is told by e-mail of what a meeting asked, and of the answer? A message says that there is news, never what.

A notice is queued in the transaction that records its act and sent later by the worker; the words are in the one table
of all messages. A request for money has messages of its own. Source: L28: a request is followed to its answer [D].
"""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from dhr_cases.models import Notice
from dhr_cases.notices import Kind, is_held_back
from dhr_cases.roles import SitePermission
from governance.models import GovernanceEvent, PartnerRequest, Resolution, ResolutionLimb
from governance.queries import accounts_with
from governance.verbs import GovernanceVerb
from governance.views.offers import page_of
from governance.views.request_rows import asked_url
from workflows.messages import still_tried

V = GovernanceVerb
ASKING = frozenset({V.ASK_PARTNER, V.ASK_PARTNER_AGAIN, V.RESOLVE, V.ADD_LIMB})
"""Acts after which a partner may be asked for something."""


def queue_for_meetings(event: GovernanceEvent) -> list[Notice]:
    """Queue the messages of one act: one a person and page, none to who did it, none while one still waits."""
    verb = GovernanceVerb(event.kind)
    if is_held_back() or verb not in {*ASKING, V.ANSWER_AS_PARTNER}:
        return []
    kind = Kind.MEETING_ASKED if verb in ASKING else Kind.MEETING_ANSWERED
    told = {row for row in _told(event, kind) if row[0] != event.by_id and not _still_waits(kind, *row)}
    return list(
        Notice.objects.bulk_create(Notice(kind=kind, to_id=account, path=path) for account, path in sorted(told))
    )


def _told(event: GovernanceEvent, kind: Kind) -> Iterator[tuple[int, str]]:
    """Accounts to be told, each with the page its message leads to."""
    for asked in _requests_of(event):
        yield from _of_partner(asked) if kind is Kind.MEETING_ASKED else _of_office(asked)


def _of_partner(asked: PartnerRequest) -> Iterable[tuple[int, str]]:
    held = accounts_with(SitePermission.ANSWER_MEETINGS, asked.item.meeting.body.partnership)
    accounts = held.filter(organisation=asked.organisation).values_list("user", flat=True)
    return ((account, asked_url(asked)) for account in accounts)


def _of_office(asked: PartnerRequest) -> Iterable[tuple[int, str]]:
    held = accounts_with(SitePermission.MANAGE_GOVERNANCE, asked.item.meeting.body.partnership)
    return ((account, page_of(asked.item)) for account in held.values_list("user", flat=True))


def _still_waits(kind: Kind, account: int, path: str) -> bool:
    return still_tried().filter(kind=kind, to=account, path=path).exists()


def _requests_of(event: GovernanceEvent) -> QuerySet[PartnerRequest]:
    """The requests an act is about: the one it names, or that of its resolution or its part."""
    key = event.subject_id or 0
    by_row = {
        PartnerRequest: Q(pk=key),
        Resolution: Q(limb__resolution=key),
        ResolutionLimb: Q(limb=key),
    }
    wanted = {model._meta.model_name: condition for model, condition in by_row.items()}[event.subject]
    rows = PartnerRequest.objects.filter(wanted, funding_request=None)
    found: QuerySet[PartnerRequest] = rows.select_related("item__meeting__body__partnership", "organisation")
    return found
