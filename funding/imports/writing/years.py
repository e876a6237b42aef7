"""How do the contributions, costs and entries of a year become records? Entries go through one journal a year.

A contribution said to be pledged or confirmed, for which the file holds no such entry, gets it: a state without its
entry would count nothing. Nothing confirmed stays unpledged.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import Case, Organisation, Partnership
from funding.actions.core import FundingAct
from funding.actions.ledger import post, write_journal
from funding.imports.checking.years import agreement_key
from funding.imports.keys import Row
from funding.imports.layout import IncomeKind
from funding.models import Agreement, CostLine, Journal, ModelVersion
from funding.posting_lines import Line
from funding.queries import versions_in_force
from funding.terms import AgreementState, EntryKind, JournalOrigin
from funding.years import FinancialYear

COST_KINDS = {
    EntryKind.FORECAST: "forecast_pence",
    EntryKind.COMMITMENT: "commitment_pence",
    EntryKind.ACTUAL: "actual_pence",
}
PROMISES = (AgreementState.PLEDGED, AgreementState.CONFIRMED)
AgreementsByBody = dict[tuple[str, str | None], Agreement]


@dataclass(frozen=True)
class Writing:
    """What the writing of years needs: the act, the bodies by code, where the figures come from."""

    act: FundingAct
    bodies: Mapping[str, Organisation]
    source: str = ""


def write_year(writing: Writing, row: Row) -> Journal | None:
    """Write one year; its entries count at once only where no person takes the file in. None where it has none."""
    year: FinancialYear = row["year"]
    agreements = _agreements(writing, year, row["agreements"])
    lines = [
        *_brought_forward(year, row["brought_forward_pence"]),
        *(line for cost in row["costs"] for line in _cost(writing, year, cost)),
        *_income(writing, year, row, agreements),
    ]
    if not lines:
        writing.act.record(year=year.start, detail={"lines": 0})
        return None
    text = f"Figures of {year.label} taken in from a file"
    journal = write_journal(writing.act, lines, text=text, origin=JournalOrigin.IMPORT, source=writing.source[:300])
    if writing.act.by is None:
        post(writing.act, journal)
    writing.act.record(about=journal, year=year.start, detail={"lines": len(lines)})
    return journal


def _brought_forward(year: FinancialYear, pence: int | None) -> Iterator[Line]:
    if pence:
        yield Line(kind=EntryKind.BROUGHT_FORWARD, year=year.start, on=year.first, pence=pence, text="Opening balance")


def _agreements(writing: Writing, year: FinancialYear, rows: Sequence[Row]) -> AgreementsByBody:
    """Those of the file and those on record, by body and by whom they take over; who is taken over is written first."""
    found = _on_record(writing.act.partnership, year)
    waiting = list(rows)
    while waiting:
        row = next(each for each in waiting if _is_ready(each, found, waiting))
        waiting.remove(row)
        found[agreement_key(year.start, row)[1:]] = _agreement(writing, year, row, found)
    return found


def _on_record(partnership: Partnership, year: FinancialYear) -> AgreementsByBody:
    rows = Agreement.objects.filter(partnership=partnership, year=year.start)
    return {
        (each.organisation.code, each.takes_over.organisation.code if each.takes_over else None): each
        for each in rows.select_related("organisation", "takes_over__organisation")
    }


def _is_ready(row: Row, found: AgreementsByBody, waiting: Sequence[Row]) -> bool:
    """True when the contribution it takes over is there; in a ring of takeovers the first breaks it."""
    before = row["takes_over"]
    if before in {None, *(body for body, _ in found)}:
        return True
    return all(each["takes_over"] is not None for each in waiting) and row is waiting[0]


def _agreement(writing: Writing, year: FinancialYear, row: Row, found: AgreementsByBody) -> Agreement:
    before = next((each for (body, _), each in found.items() if body == row["takes_over"]), None)
    written: Agreement = Agreement.objects.create(
        partnership=writing.act.partnership,
        organisation=writing.bodies[row["organisation"]],
        year=year.start,
        version=_version(writing, year, row),
        amount_pence=row["amount_pence"],
        qualifier=row["qualifier"],
        state=_state(writing, row),
        takes_over=before,
        is_in_kind=bool(row["in_kind"]),
        in_kind_description=row["in_kind"],
        in_kind_value_pence=row["in_kind_value_pence"],
        decided_on=row["withdrawal_decided_on"],
        effective_on=row["withdrawal_effective_on"],
        reason=row["reason"],
        source=row["source"] or writing.source[:300],
    )
    return written


def _state(writing: Writing, row: Row) -> AgreementState:
    """The state of the file; a promise a person takes in is kept only once its entries are approved."""
    is_waiting = writing.act.by is not None and bool(row["amount_pence"])
    state: AgreementState = row["state"]
    return AgreementState.PROPOSED if is_waiting and state in PROMISES else state


def _version(writing: Writing, year: FinancialYear, row: Row) -> ModelVersion | None:
    """The version it is under: of the model named, else the only one in which the body is a party."""
    versions = versions_in_force(writing.act.partnership, year)
    if row["model"] is not None:
        return versions.filter(model__name=row["model"]).first()
    return versions.filter(parties__organisation__code=row["organisation"]).first()


def _cost(writing: Writing, year: FinancialYear, row: Row) -> Iterator[Line]:
    """The line of a cost and its entries; tied to the case where the reference is one of this partnership's."""
    on = row["on"] or year.first
    cost_line = _cost_line(writing, year, row, on)
    for kind, key in COST_KINDS.items():
        if row[key] is not None:
            yield Line(
                kind=kind, year=year.start, on=on, pence=row[key], cost_line=cost_line, qualifier=row["qualifier"]
            )


def _cost_line(writing: Writing, year: FinancialYear, row: Row, on: datetime.date) -> CostLine:
    case = _case(writing, row["reference"])
    made: CostLine = CostLine.objects.create(
        partnership=writing.act.partnership,
        case=case,
        learning_review="" if case else row["reference"],
        cost_class=row["class"],
        description=row["description"],
        supplier=row["supplier"],
        expected_year=year.start,
        is_settled=row["is_settled"],
        settled_on=on if row["is_settled"] else None,
        source=row["source"] or writing.source[:300],
    )
    return made


def _case(writing: Writing, reference: str) -> Case | None:
    found: Case | None = Case.objects.filter(lead_csp=writing.act.partnership, reference=reference).first()
    return found if reference else None


def _income(writing: Writing, year: FinancialYear, row: Row, agreements: AgreementsByBody) -> Iterator[Line]:
    """The entries of the file, each with what has to stand before it."""
    own = [(entry, _whose(entry, agreements)) for entry in row["income"]]
    stated = {agreements[agreement_key(year.start, each)[1:]].pk: each for each in row["agreements"]}
    for agreement in agreements.values():
        yield from _promises(year, agreement, stated.get(agreement.pk), _entries_of(agreement, own))
    days = writing.act.settings.payment_days
    for entry, agreement in own:
        yield _entry(year, entry, agreement, days)


def _entries_of(agreement: Agreement, own: Iterable[tuple[Row, Agreement]]) -> list[Row]:
    return [entry for entry, about in own if about.pk == agreement.pk]


def _whose(row: Row, agreements: AgreementsByBody) -> Agreement:
    return next(
        found
        for (body, before), found in agreements.items()
        if body == row["organisation"] and row["takes_over"] in (None, before)
    )


def _sum(entries: Iterable[Row], kind: IncomeKind) -> int:
    return sum(entry["amount_pence"] for entry in entries if entry["kind"] is kind)


def _promises(year: FinancialYear, agreement: Agreement, row: Row | None, entries: Sequence[Row]) -> Iterator[Line]:
    """The pledge and confirmation that a state says and no entry of the file does."""
    on = (row["on"] if row else None) or _day_of_promise(year, entries)
    for kind, pence in _left_to_promise(row, entries).items():
        if pence:
            text = "As the state of the contribution says"
            yield Line(kind=kind, year=year.start, on=on, pence=pence, agreement=agreement, text=text)


def _left_to_promise(row: Row | None, entries: Iterable[Row]) -> Mapping[EntryKind, int]:
    """The pence to be pledged and to be confirmed until the entries say what the state says."""
    own = tuple(entries)
    pledged, confirmed = _sum(own, IncomeKind.PLEDGE), _sum(own, IncomeKind.CONFIRMATION)
    to_confirm = 0 if confirmed else _amount_in(AgreementState.CONFIRMED, row)
    wanted = pledged or _amount_in(AgreementState.PLEDGED, row)
    return {EntryKind.PLEDGE: max(wanted, confirmed + to_confirm) - pledged, EntryKind.CONFIRMATION: to_confirm}


def _amount_in(state: AgreementState, row: Row | None) -> int:
    """The amount of a contribution that is in a state; nought where it is in another or not stated."""
    return (row["amount_pence"] or 0) if row and row["state"] is state else 0


def _day_of_promise(year: FinancialYear, entries: Sequence[Row]) -> datetime.date:
    days = [entry["on"] for entry in entries if entry["kind"] is IncomeKind.CONFIRMATION]
    return min(days, default=year.first)


def _entry(year: FinancialYear, row: Row, agreement: Agreement, payment_days: int) -> Line:
    due_on = row["due_on"]
    if due_on is None and row["kind"] is IncomeKind.INVOICE:
        due_on = row["on"] + datetime.timedelta(days=payment_days)
    return Line(
        kind=EntryKind(row["kind"].value),
        year=year.start,
        on=row["on"],
        pence=row["amount_pence"],
        agreement=agreement,
        due_on=due_on,
        qualifier=row["qualifier"],
        document=row["document"],
        text=row["text"],
    )
