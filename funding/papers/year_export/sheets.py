"""Which sheets does the file of a year have, and what stands in their columns?"""

from collections.abc import Iterable
from datetime import date

from dhr_cases.deadlines import long_date
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure, Total, total
from funding.papers.frame import INVENTED
from funding.papers.journal_export.columns import HEADS as ENTRY_HEADS
from funding.papers.journal_export.columns import cells_of as entry_cells
from funding.papers.rows import AgreementRow, CostRow, RequestRow
from funding.papers.tables import Cell, Sheet, money_cells, money_heads
from funding.papers.year_export.facts import YearFile
from funding.papers.year_figures import brought_forward, left_out
from funding.position import CauseLine, Missing, Position, cause_label
from funding.terms import AGREEMENT_STATES, ANSWERS, MEASURES, REQUEST_STATES, Cause, Measure

MISSING_WORDS = {Missing.CONTRIBUTOR: "Contribution", Missing.COST: "Cost", Missing.BALANCE: "Balance brought forward"}


def sheets(facts: YearFile) -> tuple[Sheet, ...]:
    """Every sheet in its order; one without rows says so by having none."""
    return (
        _about(facts),
        _position(facts),
        _costs(facts.costs),
        _agreements(facts.agreements),
        Sheet("Entries", ENTRY_HEADS, tuple(entry_cells(row) for row in facts.entries)),
        _requests(facts.requests),
        _not_stated(facts),
    )


def _about(facts: YearFile) -> Sheet:
    year = facts.position.year
    rows = (
        ("Partnership", facts.sender.partnership),
        ("Financial year", f"{year}, {long_date(year.first)} to {long_date(year.last)}"),
        ("As at", long_date(facts.position.on)),
        ("Funding model", facts.model or "not recorded"),
        (
            "Amounts",
            "In pounds. What is not stated is not nil: totals leave it out and say how many rows they leave.",
        ),
        ("Entries", "Signed: an entry that takes away is below nought, so that sums are plain sums."),
        *([("Note", INVENTED)] if facts.sender.is_demonstration else []),
    )
    return Sheet("About", ("About this file", ""), rows)


def _position(facts: YearFile) -> Sheet:
    position = facts.position
    rows: list[tuple[Cell, ...]] = [
        ("Required", *money_cells(_if_known(position, position.required, position.required_qualifier))),
        ("Brought forward", *money_cells(brought_forward(position))),
    ]
    for measure in Measure:
        income = Figure(position.measures[measure], position.measure_qualifiers[measure])
        rows.append((MEASURES[measure].label, *money_cells(income)))
    for measure in Measure:
        gap = _if_known(position, position.shortfall[measure], position.gap_qualifiers[measure])
        rows.append((f"Shortfall against what is {MEASURES[measure].label.lower()}", *money_cells(gap)))
        for line in position.cause_lines[measure]:
            words = f"of it, against {MEASURES[measure].label.lower()}: {cause_label(line.cause, measure)}"
            rows.append((words, *money_cells(_of_cause(position, line))))
    if left_out(position):
        rows.append((left_out(position), "", ""))
    return Sheet("Position", ("Figure", *money_heads("Amount")), tuple(rows))


def _if_known(position: Position, pence: int, qualifier: Qualifier) -> Figure:
    """An amount that follows from what is required; not stated while nobody knows what is."""
    return Figure(pence, qualifier) if position.is_required_known else UNSTATED


def _of_cause(position: Position, line: CauseLine) -> Figure:
    """What is missing for one cause; only what the model leaves open follows from what is required."""
    if line.cause is Cause.MODEL_GAP:
        return _if_known(position, line.pence, line.qualifier)
    return Figure(line.pence, line.qualifier)


def _costs(costs: tuple[CostRow, ...]) -> Sheet:
    heads = (
        *("Case or review", "Class", "What for", "Supplier", "Priced by"),
        *_money_heads("Forecast", "Commitment", "Actual", "Required"),
        "Fully paid",
    )
    return Sheet("Costs", heads, (*map(_cost, costs), _sum_of_costs(costs)) if costs else ())


def _cost(row: CostRow) -> tuple[Cell, ...]:
    return (
        *(row.reference or "Partnership", row.cost_class, row.description, row.supplier, row.basis),
        *_money(*_cost_figures(row)),
        "yes" if row.is_settled else "no",
    )


def _sum_of_costs(costs: tuple[CostRow, ...]) -> tuple[Cell, ...]:
    columns = zip(*map(_cost_figures, costs), strict=True)
    return ("Total", "", "", "", "", *_totals(map(total, columns)), "")


def _cost_figures(row: CostRow) -> tuple[Figure, ...]:
    return (row.forecast, row.commitment, row.actual, row.required)


def _agreements(agreements: tuple[AgreementRow, ...]) -> Sheet:
    heads = (
        *("Body", "Name at the time", "Code", "State", "Takes over from", "Exists until"),
        *_money_heads("Share", *(MEASURES[measure].label for measure in Measure)),
        *("In kind", *money_heads("Value in kind"), "Funding model"),
    )
    return Sheet("Contributions", heads, (*map(_agreement, agreements), _sum_of(agreements)) if agreements else ())


def _agreement(row: AgreementRow) -> tuple[Cell, ...]:
    return (
        *(row.organisation, row.name_at_time, row.organisation_code, AGREEMENT_STATES[row.state].label),
        *(row.takes_over_from, _day(row.ended_on)),
        *_money(row.share, *_in_measures(row)),
        *_in_kind(row),
        row.model,
    )


def _in_measures(row: AgreementRow) -> tuple[Figure, ...]:
    return tuple(Figure(row.counted.get(measure, 0)) for measure in Measure)


def _sum_of(agreements: tuple[AgreementRow, ...]) -> tuple[Cell, ...]:
    """Shares of a successor are the ended body's own, so only the others are added up."""
    shares = total(row.share for row in agreements if row.is_money and not row.takes_over_from)
    counted = map(total, zip(*map(_in_measures, agreements), strict=True))
    return ("Total, what is taken over counted once", "", "", "", "", "", *_totals((shares, *counted)), "", "", "", "")


def _in_kind(row: AgreementRow) -> tuple[Cell, ...]:
    return (row.in_kind, *(money_cells(row.in_kind_value) if row.in_kind else ("", "")))


def _requests(requests: tuple[RequestRow, ...]) -> Sheet:
    heads = (
        *("Request", "Body", "Asked on", "Asked by", "Meeting and minute", *money_heads("Amount"), "Answer due"),
        *("State", "Answer", *money_heads("Answered"), "Answered on", "Reason given", "Outcome"),
    )
    return Sheet("Requests", heads, tuple(_request(row) for row in requests))


def _request(row: RequestRow) -> tuple[Cell, ...]:
    answered = money_cells(row.answered) if row.answer else ("", "")
    return (
        *(row.number, row.organisation, row.asked_on, row.asking_body, row.origin, *money_cells(row.amount)),
        *(_day(row.due_on), REQUEST_STATES[row.state].label, ANSWERS[row.answer] if row.answer else "none yet"),
        *(*answered, _day(row.answered_on), row.answer_reason, row.outcome),
    )


def _not_stated(facts: YearFile) -> Sheet:
    rows = tuple((MISSING_WORDS[row.kind], row.name) for row in facts.position.not_stated)
    return Sheet("Not stated", ("What", "Whose"), rows)


def _money_heads(*labels: str) -> Iterable[str]:
    return (head for label in labels for head in money_heads(label))


def _money(*figures: Figure) -> Iterable[Cell]:
    return (cell for figure in figures for cell in money_cells(figure))


def _totals(sums: Iterable[Total]) -> Iterable[Cell]:
    return (cell for each in sums for cell in _total_cells(each))


def _total_cells(each: Total) -> tuple[Cell, Cell]:
    """A total's two cells; the second says how many rows it leaves out."""
    amount, stated = money_cells(Figure(each.pence, each.qualifier))
    if not each.left_out or each.pence is None:
        return (amount, stated)
    return (amount, f"{stated}, {each.left_out} not stated left out")


def _day(day: date | None) -> Cell:
    return day or ""
