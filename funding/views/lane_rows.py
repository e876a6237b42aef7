"""What does a body's funding contact read of its own contributions, and of the whole as far as it may?

Own lines always; the totals, and the others' shares, only where the partnership's settings let partners see them.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, OrganisationName, Partnership, TeamMembership
from dhr_cases.plurals import counted
from dhr_cases.views.tables import Row, day, heads, row
from funding.forms.partner_answer import asked_words
from funding.models import Agreement, Entry, FundingRequest
from funding.money import Qualifier, in_words, pounds
from funding.papers.figures import Figure
from funding.papers.reading import entries as ledger
from funding.papers.rows import EntryRow, left_of, still_to_pay
from funding.part_years import is_owed
from funding.position import NOT_KNOWN, Position, position
from funding.position_rows import facts_of
from funding.queries import sight_of
from funding.terms import (
    AGREEMENT_STATES,
    ENTRY_KINDS,
    REQUEST_STATES,
    AgreementState,
    EntryKind,
    Measure,
    RequestState,
    Sight,
)
from funding.views.gate import year_slug
from funding.years import FinancialYear

FOR_THE_PARTNER = {
    RequestState.ASKED: "Waiting for your answer",
    RequestState.QUESTIONED: "Your question is being answered",
    RequestState.ANSWERED: "Answered; waiting for approval",
    RequestState.PLEDGED: "Pledged; waiting for you to confirm",
    RequestState.CLOSED: "Settled. Nothing more is needed",
    RequestState.WITHDRAWN: "Withdrawn. Nothing is needed",
}
"""How a request stands, in words for the body asked."""

SUMS = ("Share", "Pledged", "Confirmed", "Invoiced", "Received", "Still to pay")


def request_url(request: FundingRequest, name: str = "my_funding_request") -> str:
    """A page of one request in the lane of the body asked."""
    place = (request.partnership.code, request.organisation.code, year_slug(FinancialYear(request.year)))
    return reverse(name, args=(*place, request.pk))


def year_url(partnership: Partnership, organisation: Organisation, year: FinancialYear) -> str:
    """The page of one body's year."""
    return reverse("my_funding_year", args=(partnership.code, organisation.code, year_slug(year)))


def due_words(asked: FundingRequest, today: datetime.date) -> str:
    """A day and, while the partner is to answer, how far off it is: "22 November 2026 (in 3 days)"."""
    due_on = asked.due_on
    if due_on is None:
        return "no date set"
    if not REQUEST_STATES[RequestState(asked.state)].is_with_partner:
        return long_date(due_on)
    left = (due_on - today).days
    span = counted(abs(left), "day")
    when = "today" if left == 0 else f"in {span}" if left > 0 else f"{span} late"
    return f"{long_date(due_on)} ({when})"


def request_rows(requests: Iterable[FundingRequest], today: datetime.date) -> list[Row]:
    """Requests as rows of a table: what each asks, until when, where it stands."""
    return [
        row(
            f"Contribution for {FinancialYear(request.year).label}",
            str(request.organisation),
            str(request.partnership),
            {"text": asked_words(request), "is_figure": True},
            due_words(request, today),
            FOR_THE_PARTNER[RequestState(request.state)],
            url=request_url(request),
        )
        for request in requests
    ]


REQUEST_HEADS = heads(
    "Request", "Your organisation", "Asked by", "Amount", "Answer due", "Where it stands", figures=("Amount",)
)


def years_of(memberships: Iterable[TeamMembership]) -> list[dict[str, Any]]:
    """For each body and partnership the years of which anything is recorded, under the name at the time."""
    places = [(membership.team.partnership, body_of(membership)) for membership in memberships]
    has_several = len({partnership.pk for partnership, _ in places}) > 1
    return [_years_of(*place, has_several) for place in places]


def body_of(membership: TeamMembership) -> Organisation:
    """The body for which the person answers; the role is not given without one."""
    if membership.organisation is None:
        raise LookupError(f"Membership {membership.pk} answers for no body.")
    return membership.organisation


def _years_of(partnership: Partnership, organisation: Organisation, has_several: bool) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "partnership": partnership,
        "caption": f"{organisation}: {partnership}" if has_several else str(organisation),
        "heads": heads("Year", "Name at the time", "State", *SUMS, figures=SUMS),
        "rows": _agreement_rows(organisation, list(own_agreements(partnership, organisation))),
    }


def own_agreements(partnership: Partnership, organisation: Organisation) -> "QuerySet[Agreement]":
    """The body's own contributions, the latest year first."""
    rows = Agreement.objects.filter(partnership=partnership, organisation=organisation)
    return rows.select_related("partnership", "organisation", "takes_over__organisation").order_by("-year", "pk")


def _agreement_rows(organisation: Organisation, agreements: list[Agreement]) -> list[Row]:
    posted, former = posted_sums(agreements), former_names(organisation)
    return [
        row(
            FinancialYear(each.year).label,
            name_in(organisation, FinancialYear(each.year), former),
            state_words(each),
            *({"text": text, "is_figure": True} for text in sums_of(each, posted[each.pk])),
            url=year_url(each.partnership, organisation, FinancialYear(each.year)),
        )
        for each in agreements
    ]


def posted_sums(agreements: Iterable[Agreement]) -> dict[int, dict[Measure, int]]:
    """For each contribution the sum of its posted entries in each measure, pence; one query."""
    sums = {agreement.pk: dict.fromkeys(Measure, 0) for agreement in agreements}
    rows = Entry.objects.filter(agreement__in=sums).order_by().values_list("agreement", "kind")
    for key, kind, total in rows.annotate(total=Sum("amount_pence")):
        measure = ENTRY_KINDS[EntryKind(kind)].measure
        if key is not None and measure is not None:
            sums[key][measure] += total
    return sums


def state_words(agreement: Agreement) -> str:
    """State of a contribution, and whose it was before."""
    label = AGREEMENT_STATES[AgreementState(agreement.state)].label
    return f"{label}; taken over from {agreement.takes_over.organisation}" if agreement.takes_over else label


def sums_of(agreement: Agreement, posted: Mapping[Measure, int]) -> tuple[str, ...]:
    """Share, the four measures and what is still to pay, as money; "in kind" or "not stated" where no share is."""
    share = Figure(agreement.amount_pence, Qualifier(agreement.qualifier))
    is_money = share.is_stated or not (agreement.is_in_kind and agreement.in_kind_description)
    year, state = FinancialYear(agreement.year), AgreementState(agreement.state)
    left = left_of(share, posted[Measure.RECEIVED])
    to_pay = still_to_pay(left, is_money=is_money, is_awaited=is_owed(state, year, agreement.effective_on))
    return (str(share) if is_money else "in kind", *(pounds(posted[measure]) for measure in Measure), to_pay)


def former_names(organisation: Organisation) -> list[OrganisationName]:
    """The names the body had before, the one given up first in front."""
    return list(OrganisationName.objects.filter(organisation=organisation).order_by("until"))


def name_in(organisation: Organisation, year: FinancialYear, former: Iterable[OrganisationName]) -> str:
    """The name the body bore at the end of the year, or bears today in a year that is not over.

    A former name holds until and including its last day.
    """
    day = min(timezone.localdate(), year.last)
    return next((name.name for name in former if name.until >= day), organisation.name)


def entry_rows(partnership: Partnership, organisation: Organisation, year: FinancialYear) -> list[Row]:
    """The entries of the body's statement of a year, each with what its own account comes to after it."""
    entries = ledger.entry_rows(ledger.entries_of_body(partnership, organisation, year), year.last)
    together = dict(_returned_so_far(entries))
    return [_entry_row(entry, together.get(entry.number, entry.balance_pence)) for entry in entries]


def _returned_so_far(entries: Iterable[EntryRow]) -> Iterator[tuple[int, int]]:
    """By number of entry what was returned to this body so far: the ledger has one account for all bodies."""
    returned = [entry for entry in entries if entry.kind is EntryKind.RETURNED]
    sums = accumulate(entry.pence for entry in returned)
    return zip((entry.number for entry in returned), sums, strict=True)


ENTRY_HEADS = heads("Entry", "Day", "Document", "Amount", "Together so far", figures=("Amount", "Together so far"))


def _entry_row(entry: EntryRow, together: int) -> Row:
    return row(
        f"{entry.number}: {entry.label}",
        day(entry.on),
        entry.document or entry.text or "none",
        {"text": str(entry.amount), "is_figure": True},
        {"text": pounds(together), "is_figure": True},
    )


def whole_of(partnership: Partnership, year: FinancialYear) -> dict[str, Any]:
    """What the body may see of the whole year: nothing, the totals, or the totals and every share."""
    sight = sight_of(partnership)
    if sight is Sight.OWN:
        return {}
    found = position(facts_of(partnership, year))
    shown: dict[str, Any] = {"figures": _totals(found)}
    if sight is Sight.EVERYTHING:
        shown["partner_heads"] = heads("Partner", "State", "Share", "Confirmed", figures=("Share", "Confirmed"))
        shown["partner_rows"] = _partners(found)
    return shown


def _totals(found: Position) -> list[dict[str, str]]:
    """Three figures; without a cost that has an amount nobody knows what is required and missing."""
    gap, is_known, main = found.gap(Measure.CONFIRMED), found.is_required_known, Measure.CONFIRMED
    return [
        {"label": "Required", "value": found.required_in_words},
        {"label": "Confirmed by all", "value": in_words(found.measures[main], found.measure_qualifiers[main])},
        {
            "label": "Surplus" if is_known and gap.pence < 0 else "Still missing",
            "value": gap.shown if is_known else NOT_KNOWN,
        },
    ]


def _partners(found: Position) -> list[Row]:
    return [
        row(
            partner.name_at_time,
            AGREEMENT_STATES[partner.state].label,
            {"text": partner.share_in_words, "is_figure": True},
            {"text": pounds(partner.counted[Measure.CONFIRMED]), "is_figure": True},
        )
        for partner in found.partners
    ]
