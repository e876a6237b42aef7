"""How is a contribution written down, corrected, or ended by a partner that stops paying?

What was agreed is here, what was posted is in the ledger; a correction keeps what stood before in its history.
Source: L8, L9, L22, L30 [D].
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotNow
from dhr_cases.models import Case, Organisation, Partnership, User
from dhr_cases.stages import Stage
from funding.actions.core import FundingAct, acting, check_not_future, require, today
from funding.actions.ledger import write_journal
from funding.actions.requests import take_back
from funding.ledger_rows import waiting_for
from funding.models import Agreement, Entry, Journal, ModelVersion
from funding.money import Qualifier, in_words
from funding.part_years import first_year_touched, notice_days
from funding.posting_lines import Line
from funding.queries import OPEN_STATES, posted_for
from funding.terms import AGREEMENT_STATES, AgreementState, EntryKind, JournalOrigin, Measure
from funding.verbs import FundingVerb
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a body is to give for a year: money, None where no sum is stated; support in kind apart from it."""

    amount_pence: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    in_kind: str = ""
    in_kind_value_pence: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """A partner stops paying: notice in days, the contributions it ends, the reviews it leaves with commitments.

    ``journal`` takes back what was pledged and confirmed for whole years after the day, once another approves it.
    """

    notice_days: int
    agreements: tuple[Agreement, ...]
    cases: tuple[Case, ...]
    journal: Journal | None


def propose_agreement(
    *,
    partnership: Partnership,
    by: User,
    organisation: Organisation,
    year: FinancialYear,
    terms: Terms,
    version: ModelVersion | None = None,
    reason: str = "",
) -> Agreement:
    """Write down a contribution of one body for one year. Raises Incomplete, or NotNow where there is one already."""
    with acting(FundingVerb.PROPOSE_AGREEMENT, partnership, by, reason=reason) as act:
        _check_terms(terms)
        _check_exists_in(organisation, year)
        own = Agreement.objects.filter(partnership=partnership, organisation=organisation, year=year.start)
        if own.filter(version=version, takes_over=None).exists():
            raise NotNow(f"{organisation} has a contribution for {year.label} already. Correct that one.")
        row = Agreement(partnership=partnership, organisation=organisation, year=year.start, version=version)
        _write(row, terms)
        act.record(about=row, year=row.year, detail={"pence": row.amount_pence})
        return row


def change_agreement(*, agreement: Agreement, by: User, terms: Terms, reason: str) -> Agreement:
    """Correct what a body is to give; the reason stands in its working. Raises NotNow for one ended."""
    with acting(FundingVerb.CHANGE_AGREEMENT, agreement.partnership, by, reason=reason) as act:
        agreement.refresh_from_db()
        require((bool(reason.strip()), "Say why the contribution is corrected."))
        _check_terms(terms)
        if agreement.state == AgreementState.ENDED:
            raise NotNow("The body has ended and its contribution with it. Correct its successors'.")
        before = agreement.amount_pence
        if before != terms.amount_pence:
            agreement.working = [*agreement.working, _told(agreement, terms, reason)]
        _write(agreement, terms)
        act.record(about=agreement, year=agreement.year, detail={"before": before, "pence": agreement.amount_pence})
        return agreement


def record_withdrawal(
    *,
    partnership: Partnership,
    by: User,
    organisation: Organisation,
    decided_on: datetime.date,
    effective_on: datetime.date,
    reason: str,
) -> Withdrawal:
    """A body has decided to stop paying from a day on. Earlier years are not touched.

    Every contribution from the year of that day on is withdrawn and its open request with it; where there is none
    yet, one is written down without a sum. Raises Incomplete without a reason or for a decision still to come, NotNow
    while entries of such a contribution wait for approval.
    Source: L9 [D]; Lancashire, decided 7 March 2023 with effect from 1 April 2023 [V].
    """
    with acting(FundingVerb.RECORD_WITHDRAWAL, partnership, by, reason=reason) as act:
        require((bool(reason.strip()), "Say why, in the partner's own words where there are any."))
        check_not_future(decided_on, "The day of the decision")
        first = first_year_touched(effective_on)
        rows = _touched(act, organisation, first)
        _check_nothing_waits(rows)
        journal = _take_back_entries(act, [row for row in rows if effective_on <= FinancialYear(row.year).first])
        for row in rows:
            _withdraw(act, row, decided_on, effective_on)
        notice = notice_days(decided_on, effective_on)
        cases = tuple(cases_committed_after(partnership, effective_on))
        act.record(
            about=rows[0], year=first.start, detail={"notice_days": notice, "cases": [case.reference for case in cases]}
        )
        return Withdrawal(notice, tuple(rows), cases, journal)


def cases_committed_after(partnership: Partnership, day: datetime.date) -> QuerySet[Case]:
    """Open reviews with commitments in the year of a day or later: who stops paying then leaves these to others."""
    entries = Entry.objects.filter(
        partnership=partnership, kind=EntryKind.COMMITMENT, year__gte=first_year_touched(day).start
    )
    sums = entries.order_by().values("cost_line__case").annotate(total=Sum("amount_pence")).filter(total__gt=0)
    return Case.objects.filter(pk__in=sums.values("cost_line__case")).exclude(stage=Stage.CLOSED).order_by("reference")


def _touched(act: FundingAct, organisation: Organisation, first: FinancialYear) -> list[Agreement]:
    """The body's contributions that a withdrawal can end, from a year on; one without a sum where it has none."""
    own = Agreement.objects.filter(
        partnership=act.partnership, organisation=organisation, year__gte=first.start
    ).order_by("year", "pk")
    rows = [row for row in own if AgreementState.WITHDRAWN in AGREEMENT_STATES[AgreementState(row.state)].next]
    if not rows and own.exists():
        raise NotNow(f"{organisation} has declined, withdrawn or ended already from {first.label} on.")
    return rows or [Agreement(partnership=act.partnership, organisation=organisation, year=first.start)]


def _check_nothing_waits(rows: Iterable[Agreement]) -> None:
    """Refuse while entries wait that would be posted after the withdrawal; an answer goes with its request."""
    waiting = waiting_for([row.pk for row in rows if row.pk])
    if waiting.exclude(journal__origin=JournalOrigin.ANSWER).exists():
        raise NotNow("Entries for a contribution of this body wait for approval. Decide on them first.")


def _withdraw(act: FundingAct, row: Agreement, decided_on: datetime.date, effective_on: datetime.date) -> None:
    row.state, row.decided_on, row.effective_on = AgreementState.WITHDRAWN, decided_on, effective_on
    row.reason = act.reason
    row.save()
    for request in row.requests.filter(state__in=OPEN_STATES):
        take_back(act, request, f"The partner stops paying from {long_date(effective_on)}.")


def _take_back_entries(act: FundingAct, rows: Iterable[Agreement]) -> Journal | None:
    """Put forward that nothing is pledged or confirmed beyond what has been invoiced or paid."""
    lines = [line for row in rows if row.pk for line in _lines_back(row)]
    return write_journal(act, lines, text="Taken back: the partner stops paying") if lines else None


def _lines_back(row: Agreement) -> Iterable[Line]:
    posted = posted_for(row)
    kept = max(posted[Measure.INVOICED], posted[Measure.RECEIVED])
    for kind, measure in ((EntryKind.PLEDGE, Measure.AGREED), (EntryKind.CONFIRMATION, Measure.CONFIRMED)):
        if posted[measure] > kept:
            yield Line(kind=kind, year=row.year, on=today(), pence=kept - posted[measure], agreement=row)


def _write(row: Agreement, terms: Terms) -> None:
    row.amount_pence, row.qualifier = terms.amount_pence, terms.qualifier
    row.is_in_kind = bool(terms.in_kind.strip())
    row.in_kind_description, row.in_kind_value_pence = terms.in_kind, terms.in_kind_value_pence
    row.source = terms.source or row.source
    row.save()


def _check_terms(terms: Terms) -> None:
    require(
        (terms.amount_pence is None or terms.amount_pence >= 0, "A contribution is never below nil."),
        (
            terms.in_kind_value_pence is None or bool(terms.in_kind.strip()),
            "Say what is given in kind before you put a value on it.",
        ),
        (terms.in_kind_value_pence is None or terms.in_kind_value_pence >= 0, "A value in kind is never below nil."),
    )


def _check_exists_in(organisation: Organisation, year: FinancialYear) -> None:
    ended = organisation.ends_on
    if ended is not None and ended < year.first:
        raise NotNow(f"{organisation} ended on {long_date(ended)}, before {year.label}.")


def _told(agreement: Agreement, terms: Terms, reason: str) -> str:
    before = in_words(agreement.amount_pence, Qualifier(agreement.qualifier))
    after = in_words(terms.amount_pence, terms.qualifier)
    return f"Corrected on {long_date(today())} from {before} to {after}: {reason}"
