"""How do the records of a year become its file and the committee's page?"""

from datetime import date

from django.db.models import Q

from dhr_cases.models import Partnership
from funding.models import CostLine, FundingSettings, RecordedGap
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.position_paper.facts import GapRow, PositionFacts
from funding.papers.reading.entries import entry_rows
from funding.papers.reading.requests import request_row
from funding.papers.reading.sender import model_words, review_name_of, sender_of
from funding.papers.reading.statement import agreement_rows
from funding.papers.rows import CostRow, RequestRow
from funding.papers.year_export.facts import YearFile
from funding.position import CostFact, position
from funding.position.costs import is_stated, qualifier_of, required_of
from funding.position_rows import facts_of, names_at
from funding.queries import agreements_of, cost_lines_of, entries_of, requests_in
from funding.terms import COST_BASES, COST_CLASSES, CostBasis
from funding.years import FinancialYear


def position_facts(
    partnership: Partnership, year: FinancialYear, by: str, to: str = "", meets_on: date | None = None
) -> PositionFacts:
    """The committee's page on a year as it stands now: ``by`` a role, ``to`` the meeting where one is named."""
    settings = FundingSettings.objects.filter(partnership=partnership).first()
    return PositionFacts(
        sender=sender_of(partnership),
        position=position(facts_of(partnership, year)),
        by=by,
        to=to,
        meets_on=meets_on,
        model=model_words(partnership, year),
        average_cost=Figure(settings.average_cost_pence) if settings else UNSTATED,
        average_cost_source=settings.average_cost_source if settings else "",
        requests=_requests(partnership, year),
        gaps=_gaps(partnership, year),
        review_name=review_name_of(partnership),
    )


def year_file(partnership: Partnership, year: FinancialYear) -> YearFile:
    """Every row of a year as it stands now."""
    facts = facts_of(partnership, year)
    return YearFile(
        sender=sender_of(partnership),
        position=position(facts),
        model=model_words(partnership, year),
        costs=_costs(partnership, facts.costs),
        agreements=agreement_rows(agreements_of(partnership, year), facts.on),
        entries=entry_rows(entries_of(partnership, year), year.last),
        requests=_requests(partnership, year),
    )


def _requests(partnership: Partnership, year: FinancialYear) -> tuple[RequestRow, ...]:
    """Requests for the year, the open ones first, each under the body's name at the time."""
    found = list(requests_in(partnership, year))
    names = names_at({row.organisation_id for row in found}, year.last)
    rows = [request_row(row, names[row.organisation_id]) for row in found]
    return tuple(sorted(rows, key=lambda row: row.answer is not None))


def _gaps(partnership: Partnership, year: FinancialYear) -> tuple[GapRow, ...]:
    """Gaps recorded from minutes that are still open, for this year or for none."""
    found = RecordedGap.objects.filter(Q(year=year.start) | Q(year=None), partnership=partnership, closed_on=None)
    return tuple(
        GapRow(Figure(row.amount_pence, Qualifier(row.qualifier)), row.text, row.stated_on, row.meeting, row.minute)
        for row in found
    )


def _costs(partnership: Partnership, costs: tuple[CostFact, ...]) -> tuple[CostRow, ...]:
    lines = {str(line.pk): line for line in cost_lines_of(partnership)}
    return tuple(_cost(cost, lines[cost.key]) for cost in costs)


def _cost(cost: CostFact, line: CostLine) -> CostRow:
    """One line; its plan keeps its qualifier, an actual is exact, and a line nobody put a figure to requires none."""
    return CostRow(
        reference=cost.reference or "",
        cost_class=COST_CLASSES[cost.cost_class],
        description=line.description,
        basis=COST_BASES[CostBasis(line.basis)],
        forecast=Figure(cost.forecast, cost.qualifier),
        commitment=Figure(cost.commitment, cost.qualifier),
        actual=Figure(cost.actual),
        required=Figure(required_of(cost), qualifier_of(cost)) if is_stated(cost) else UNSTATED,
        supplier=cost.supplier,
        is_settled=cost.is_settled,
    )
