"""How does one contribution read: its facts, its figures, and what is still to come of it?"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dhr_cases.plurals import counted
from dhr_cases.views.tables import day
from funding.aged_debt import AGE_BANDS, AgedDebt, band_of
from funding.models import Agreement
from funding.money import in_words, pounds
from funding.part_years import notice_days
from funding.position import PartnerPosition
from funding.terms import AGREEMENT_STATES, MEASURES, Cause, EntryKind, Measure
from funding.trends import YearShare
from funding.views.rows import ledger_link
from funding.years import FinancialYear

Rows = list[dict[str, str]]

KIND_OF: Mapping[Measure, EntryKind] = {
    Measure.AGREED: EntryKind.PLEDGE,
    Measure.CONFIRMED: EntryKind.CONFIRMATION,
    Measure.INVOICED: EntryKind.INVOICE,
    Measure.RECEIVED: EntryKind.RECEIPT,
}
"""The kind of entry that a figure under a measure opens to."""


def partner_figures(own: Sequence[PartnerPosition], share: YearShare | None) -> list[dict[str, Any]]:
    """Share, confirmed, received and what has not come, over all contributions of the year."""
    confirmed, received = (
        sum(each.posted[measure] for each in own) for measure in (Measure.CONFIRMED, Measure.RECEIVED)
    )
    if share is None:
        return [{"label": label, "value": "none"} for label in ("Share", "Confirmed", "Received", "Not yet received")]
    return [
        {"label": "Share", "value": share.shown},
        {"label": "Confirmed", "value": pounds(confirmed)},
        {"label": "Received", "value": pounds(received)},
        {"label": "Not yet received", **_still_to_come(own, share)},
    ]


def _still_to_come(own: Sequence[PartnerPosition], share: YearShare) -> dict[str, str]:
    """What has not come of the money that is awaited; none where all was declined or withdrawn."""
    if share.is_in_kind or not _awaited(own):
        return {"value": "none", "state": "done"}
    left = _left(own, share)
    is_whole = left is not None and left <= 0
    return {"value": in_words(left, share.qualifier), "state": "done" if is_whole else "due_soon"}


def _left(own: Sequence[PartnerPosition], share: YearShare) -> int | None:
    """The share in pence less what was given up and what came of the rest; None where the share is not stated."""
    if share.pence is None:
        return None
    given_up = sum(each.share or 0 for each in own if each.cause is Cause.DECLINED)
    return share.pence - given_up - sum(each.posted[Measure.RECEIVED] for each in _awaited(own))


def _awaited(own: Sequence[PartnerPosition]) -> list[PartnerPosition]:
    """Contributions for which somebody waits: neither declined nor withdrawn for the year."""
    return [each for each in own if each.cause is not Cause.DECLINED]


def contribution_rows(agreement: Agreement, standing: PartnerPosition, tag: str) -> Rows:
    """The facts of one contribution, then what has been posted in each measure."""
    facts = [("State", _state(standing, tag)), ("Share", standing.share_in_words)]
    return [
        *_labelled(facts),
        *(
            {"label": row.label, "value": pounds(standing.posted[measure]), "value_url": _entries(agreement, measure)}
            for measure, row in MEASURES.items()
        ),
        *_labelled(_particulars(agreement, standing)),
    ]


def _labelled(facts: Iterable[tuple[str, str]]) -> Rows:
    return [{"label": label, "value": value} for label, value in facts]


def _entries(agreement: Agreement, measure: Measure) -> str:
    """The ledger, narrowed to the entries behind a figure."""
    year, body = FinancialYear(agreement.year), str(agreement.organisation_id)
    return ledger_link(agreement.partnership, year, kind=KIND_OF[measure].value, body=body)


def _state(standing: PartnerPosition, tag: str) -> str:
    """The word of the tag; of a body that ended also what it left and how far it had come."""
    if not standing.is_orphaned:
        return tag
    was = AGREEMENT_STATES[standing.state].label
    return f"{tag}: the body ended on {day(standing.ended_on)} with {pounds(standing.orphaned)} unpaid (was: {was})"


def _particulars(agreement: Agreement, standing: PartnerPosition) -> Iterator[tuple[str, str]]:
    facts = (
        ("Share of the year by days", _parts_by_days(standing)),
        ("In kind", _given_in_kind(agreement)),
        ("Rules", str(agreement.version or "")),
        ("Withdrawal", _withdrawal(agreement)),
        ("Reason", agreement.reason),
        ("Source", agreement.source),
    )
    return ((label, words) for label, words in facts if words)


def _parts_by_days(standing: PartnerPosition) -> str:
    """How the year is split where a body ended in it; "" where it is not."""
    if standing.kept is None or standing.passed_on is None or not standing.is_orphaned:
        return ""
    return f"{pounds(standing.kept)} until its last day, {pounds(standing.passed_on)} after it"


def _given_in_kind(agreement: Agreement) -> str:
    if not agreement.is_in_kind:
        return ""
    value = in_words(agreement.in_kind_value_pence)
    return f"{agreement.in_kind_description} (value {value}; no part of any total)"


def _withdrawal(agreement: Agreement) -> str:
    """When it was decided, from when it holds, and the notice between; "" where nobody withdraws."""
    decided, effective = agreement.decided_on, agreement.effective_on
    if decided is None and effective is None:
        return ""
    words = f"decided on {_day_or_none(decided)}, from {_day_or_none(effective)}"
    if decided is None or effective is None:
        return words
    return f"{words}: {counted(notice_days(decided, effective), 'day')} of notice"


def _day_or_none(on: datetime.date | None) -> str:
    return day(on) or "a day not stated"


def outstanding_rows(own: Sequence[PartnerPosition], debt: AgedDebt | None, on: datetime.date) -> Rows:
    """What is still to come, step by step; steps on which nothing is waiting are left out."""
    rows = [
        ("Not yet confirmed", _sum_missing(own, None, Measure.CONFIRMED)),
        ("Confirmed, not yet invoiced", _sum_missing(own, Measure.CONFIRMED, Measure.INVOICED)),
        ("Invoiced, not yet paid", debt.outstanding if debt else 0),
        ("Paid in advance", debt.in_advance if debt else 0),
    ]
    shown = [{"label": label, "value": pounds(pence)} for label, pence in rows if pence > 0]
    return [*shown, *_labelled(_oldest(debt, on))]


def _oldest(debt: AgedDebt | None, on: datetime.date) -> Iterator[tuple[str, str]]:
    """The oldest invoice that waits to be paid, and how old that is."""
    if debt is not None and debt.oldest_on is not None:
        band = AGE_BANDS[band_of((on - debt.oldest_on).days)].label
        yield "Oldest invoice not paid", f"{day(debt.oldest_on)} ({band})"


def _sum_missing(own: Sequence[PartnerPosition], earlier: Measure | None, later: Measure) -> int:
    """Pence that have come as far as the earlier measure, or are owed at all, but not as far as the later one."""
    return sum(
        max(0, (each.carries if earlier is None else each.posted[earlier]) - each.posted[later])
        for each in _awaited(own)
    )
