"""What was put forward, by whom, and who decided? What waits is approved or refused here, by somebody else."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime

from dhr_cases.models import Partnership, User
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from funding.models import Entry, Journal, JournalDecision
from funding.queries import journals_waiting
from funding.terms import JournalOrigin
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import Offer, offered, page_url
from funding.views.rows import LINE_HEADS, amount, line_row, returning
from funding.years import FinancialYear

PAGE_SIZE = 25
OWN = "You put this forward yourself. Somebody else has to decide on it."
ANSWER = "This is a partner's answer. It is decided on with the request it answers."


@funding_page()
def funding_journals(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """What waits for approval, oldest first."""
    waiting = journals_waiting(partnership).annotate(count=Count("lines"))
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        year,
        "funding_journals",
        page=page,
        heads=heads(
            "What it is", "Origin", "Entries", "Put forward by", "Put forward on", "Yours", figures=("Entries",)
        ),
        rows=[_waiting(partnership, year, journal, request.user) for journal in page],
    )
    return render(request, "funding/journals.html", context)


def _waiting(partnership: Partnership, year: FinancialYear, journal: Journal, user: User) -> Row:
    return row(
        journal.text,
        journal.get_origin_display(),
        {"text": str(vars(journal)["count"]), "is_figure": True},
        str(journal.prepared_by) if journal.prepared_by else "A file",
        f"{localtime(journal.prepared_at):%-d %B %Y}",
        "You put this forward" if journal.prepared_by_id == user.pk else "Decide",
        url=page_url("funding_journal", partnership, year, journal.pk),
    )


@funding_page()
def funding_journal(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """One journal: its lines, its people, its entries and digests, and its reversal."""
    found = Journal.objects.filter(partnership=partnership)
    rows = found.select_related("prepared_by", "decision__by", "reverses").prefetch_related("reversals__decision__by")
    journal: Journal = get_object_or_404(rows, pk=row_id)
    tied = ("organisation", "cost_line__case", "project")
    entries = list(journal.entries.select_related(*tied))
    context = frame(
        partnership,
        year,
        "funding_journals",
        journal=journal,
        rows=_facts(partnership, year, journal),
        line_heads=heads(*LINE_HEADS, figures=("Amount",)),
        line_rows=[line_row(line) for line in journal.lines.select_related(*tied)],
        entry_heads=heads(
            "Number", "Kind", "Amount", "Balance after it", "Digest", figures=("Amount", "Balance after it")
        ),
        entry_rows=[_entry(entry) for entry in entries],
        notice=_notice(request.user, journal),
        request_url=_request_url(partnership, year, journal),
        offers=_offers(request, partnership, year, journal),
        leads=(FundingVerb.APPROVE_JOURNAL,),
    )
    return render(request, "funding/journal.html", context)


def _decision(journal: Journal) -> JournalDecision | None:
    found: JournalDecision | None = getattr(journal, "decision", None)
    return found


def _facts(partnership: Partnership, year: FinancialYear, journal: Journal) -> list[dict[str, Any]]:
    decision = _decision(journal)
    values = [
        ("Origin", journal.get_origin_display(), None),
        ("Put forward by", str(journal.prepared_by or "A file"), None),
        ("Put forward", f"{localtime(journal.prepared_at):%-d %B %Y, %H:%M}", None),
        ("Source", journal.source, None),
        ("Decision", _words(decision), None),
        ("Reverses", journal.reverses and str(journal.reverses), journal.reverses),
        *map(_reversal, journal.reversals.all()),
    ]
    return [
        {"label": label, "value": value, "value_url": _url(partnership, year, target)}
        for label, value, target in values
        if value is not None
    ]


def _reversal(journal: Journal) -> tuple[str, str, Journal]:
    return "Reversal", f"{journal}, {_words(_decision(journal)).lower()}", journal


def _url(partnership: Partnership, year: FinancialYear, journal: Journal | None) -> str | None:
    return None if journal is None else page_url("funding_journal", partnership, year, journal.pk)


def _words(decision: JournalDecision | None) -> str:
    if decision is None:
        return "Waiting for approval"
    word = "Approved and posted" if decision.is_approved else "Refused"
    by = f" by {decision.by}" if decision.by else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{word}{by}, {localtime(decision.decided_at):%-d %B %Y, %H:%M}{reason}"


def _entry(entry: Entry) -> Row:
    figures = amount(entry.amount_pence, qualifier=entry.qualifier), amount(entry.balance_pence)
    return row(str(entry.number), entry.get_kind_display(), *figures, entry.digest)


def _notice(user: User, journal: Journal) -> str:
    if _decision(journal) is not None:
        return ""
    if journal.origin == JournalOrigin.ANSWER:
        return ANSWER
    return OWN if journal.prepared_by_id == user.pk else ""


def _request_url(partnership: Partnership, year: FinancialYear, journal: Journal) -> str:
    """The request that a partner's answer belongs to; "" for other journals."""
    if journal.origin != JournalOrigin.ANSWER:
        return ""
    answered = journal.answered_requests.first()
    return page_url("funding_request", partnership, year, answered.pk) if answered is not None else ""


def _offers(request: SignedInRequest, partnership: Partnership, year: FinancialYear, journal: Journal) -> list[Offer]:
    return returning(offered(request.user, partnership, year, _verbs(request.user, journal), journal), request.path)


def _verbs(user: User, journal: Journal) -> tuple[FundingVerb, ...]:
    """What can be done with the journal now, by somebody who may."""
    decision = _decision(journal)
    if decision is None:
        return () if _notice(user, journal) else (FundingVerb.APPROVE_JOURNAL, FundingVerb.REFUSE_JOURNAL)
    return (FundingVerb.REVERSE_JOURNAL,) if decision.is_approved and _can_be_reversed(journal) else ()


def _can_be_reversed(journal: Journal) -> bool:
    """True for entries that are no reversal themselves and have none."""
    return journal.reverses_id is None and journal.reversal is None
