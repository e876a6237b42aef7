"""What do reviews and the partnership cost in a year: planned, paid, and what is left, seen four ways?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases.models import Appointment, Partnership
from dhr_cases.queries import money_visible_to
from dhr_cases.stages import Phase
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from funding.cost_rows import (
    Amounts,
    CostEntry,
    CostRow,
    Moves,
    YearOfCosts,
    amounts_of,
    entries_by,
    fees_outside,
    moves_of,
    phase_on,
    rows_by,
    year_of_costs,
)
from funding.ledger_rows import references_of
from funding.queries import journals_waiting
from funding.terms import COST_CLASSES, CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered, page_url
from funding.views.rows import amount, ledger_link, returning
from funding.years import FinancialYear

PAGE_SIZE = 25
FIGURES = ("Forecast", "Commitment", "Actual", "Planned less actual", "Fee", "Day rate")
OWN = "The partnership itself"
LEARNING = "Learning reviews"
BEFORE, AFTER = "Before the year", "After the year"


@dataclass(frozen=True)
class Table:
    """One table of the page: caption, heads and rows."""

    caption: str
    first: str
    rows: Sequence[Row]
    note: str = ""
    figures: tuple[str, ...] = FIGURES[:4]
    heads: list[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "heads", heads(self.first, *self.figures, figures=FIGURES))


@dataclass(frozen=True)
class Place:
    """Whose costs of which year the page shows, of one review if there is a reference."""

    partnership: Partnership
    year: FinancialYear
    reference: str = ""

    def url(self, reference: str = "") -> str:
        """This page, narrowed to a review."""
        found = page_url("funding_costs", self.partnership, self.year)
        return f"{found}?{urlencode({'review': reference})}" if reference else found

    def ledger(self, **asked: str) -> str:
        """The entries behind a figure."""
        own = {"reference": self.reference} if self.reference else {}
        return ledger_link(self.partnership, self.year, **own, **asked)


@funding_page()
def funding_costs(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The costs of a year: by review, class, month and phase, each line, and fees not in the ledger yet."""
    asked = request.GET.get("review", "")
    place = Place(partnership, year, asked if asked in references_of(partnership) else "")
    costs = year_of_costs(partnership, year, place.reference)
    page = Paginator(costs.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    total = amounts_of(costs.rows)
    verbs = (FundingVerb.ADD_COST,)
    context = frame(
        partnership,
        year,
        "funding_costs",
        place=place,
        everything_url=place.url(),
        figures=_figures(place, total),
        not_stated=total.not_stated,
        tables=[table for table in _tables(place, costs) if table.rows],
        lines=Table("Every cost", "What for", [_line(place, cost) for cost in page]),
        page=page,
        fees=_fees(request, place),
        waiting=journals_waiting(partnership).count(),
        waiting_url=page_url("funding_journals", partnership, year),
        fees_url=reverse("money"),
        review_url=_review_url(request, place),
        offers=returning(offered(request.user, partnership, year, verbs), request.get_full_path()),
    )
    return render(request, "funding/costs.html", context)


def _review_url(request: SignedInRequest, place: Place) -> str:
    """The fees and quotes kept with the review itself, for who sees its money; "" where no review is shown alone."""
    if not money_visible_to(request.user).filter(reference=place.reference).exists():
        return ""
    return reverse("case_money", args=(place.reference,))


def _figures(place: Place, total: Amounts) -> list[dict[str, str]]:
    kinds = (("Forecast", EntryKind.FORECAST, total.forecast), ("Commitment", EntryKind.COMMITMENT, total.commitment))
    shown = [*kinds, ("Actual", EntryKind.ACTUAL, total.actual)]
    return [
        *(
            {"label": label, "value": amount(pence)["text"], "url": place.ledger(kind=kind)}
            for label, kind, pence in shown
        ),
        {"label": "Planned less actual", "value": amount(total.left)["text"], "url": ""},
    ]


def _tables(place: Place, costs: YearOfCosts) -> list[Table]:
    by_month = entries_by(costs.entries, lambda entry: _month(place.year, entry))
    return [
        _by_review(place, costs),
        _by_class(place, costs),
        Table("By month", "Month", _months(place, by_month), "By the day of each entry.", FIGURES[:3]),
        _by_phase(costs),
    ]


def _by_review(place: Place, costs: YearOfCosts) -> Table:
    sums = rows_by(costs.rows, lambda found: found.line.reference)
    return Table("By review", "Review", [_review(place, name, sums[name]) for name in sorted(sums)])


def _by_class(place: Place, costs: YearOfCosts) -> Table:
    sums = rows_by(costs.rows, lambda found: CostClass(found.line.cost_class))
    return Table("By class of cost", "Class", [_class(place, key, sums[key]) for key in CostClass if key in sums])


def _by_phase(costs: YearOfCosts) -> Table:
    moves = moves_of(entry.line.case_id for entry in costs.entries if entry.line.case_id)
    sums = entries_by(costs.entries, lambda entry: _phase(moves, entry))
    rows = [_entered(name, sums[name]) for name in _phases(sums)]
    note = "The phase the review stood in on the day of the entry."
    return Table("By phase of the review", "Phase", rows, note, FIGURES[:3])


def _review(place: Place, reference: str, sums: Amounts) -> Row:
    return _amounts(reference or OWN, sums, place.url(reference) if reference else "")


def _class(place: Place, key: CostClass, sums: Amounts) -> Row:
    return _amounts(COST_CLASSES[key], sums, place.ledger(cost_class=key))


def _amounts(label: str, sums: Amounts, url: str = "") -> Row:
    return row(label, amount(sums.forecast), amount(sums.commitment), amount(sums.actual), amount(sums.left), url=url)


def _entered(label: str, sums: Amounts, url: str = "") -> Row:
    """Sums of entries: where there is none of a kind, nothing was entered."""
    cells = [
        {"text": amount(pence)["text"] if pence is not None else "none", "is_figure": True} for pence in _three(sums)
    ]
    return row(label, *cells, url=url)


def _three(sums: Amounts) -> tuple[int | None, int | None, int | None]:
    return sums.forecast, sums.commitment, sums.actual


def _month(year: FinancialYear, entry: CostEntry) -> str:
    if entry.on < year.first:
        return BEFORE
    return AFTER if entry.on > year.last else f"{entry.on:%B %Y}"


def _months(place: Place, sums: Mapping[str, Amounts]) -> list[Row]:
    firsts = [place.year.first.replace(year=year, month=month) for year, month in _twelve(place.year)]
    names = [BEFORE, *(f"{first:%B %Y}" for first in firsts), AFTER]
    return [_entered(name, sums[name]) for name in names if name in sums]


def _twelve(year: FinancialYear) -> list[tuple[int, int]]:
    return [(year.start, month) for month in range(4, 13)] + [(year.start + 1, month) for month in range(1, 4)]


def _phase(moves: Moves, entry: CostEntry) -> str:
    if entry.line.case_id is None:
        return LEARNING if entry.line.learning_review else OWN
    return phase_on(moves, entry.line.case_id, entry.on).value


def _phases(sums: Mapping[str, Amounts]) -> list[str]:
    names = (*(phase.value for phase in Phase), LEARNING, OWN)
    return [name for name in names if name in sums]


def _line(place: Place, cost: CostRow) -> Row:
    fact, url = cost.fact, page_url("funding_cost", place.partnership, place.year, cost.line.pk)
    sums = amounts_of([cost])
    where = cost.line.reference or OWN
    return row(
        f"{cost.line.description}, {where}",
        amount(fact.forecast),
        amount(fact.commitment),
        amount(fact.actual),
        amount(sums.left),
        url=url,
    )


def _fees(request: SignedInRequest, place: Place) -> Table | None:
    """Appointments whose fee no cost stands for; each leads to the form that is filled from it."""
    found = list(fees_outside(place.partnership))
    if not found or place.reference:
        return None
    may = offered(request.user, place.partnership, place.year, (FundingVerb.ADD_COST,))
    rows = [_fee(place, appointment, bool(may), request.path) for appointment in found]
    return Table("Fees agreed that are not in the ledger", "Review", rows, "", ("Post", "Fee", "Day rate"))


def _fee(place: Place, appointment: Appointment, may: bool, back: str) -> Row:
    url = act_url(place.partnership, place.year, FundingVerb.ADD_FEE, appointment)
    return row(
        appointment.case.reference,
        appointment.get_post_display(),
        amount(appointment.fee_pence),
        amount(appointment.day_rate_pence),
        url=f"{url}?{urlencode({'back': back})}" if may else reverse("case_money", args=(appointment.case.reference,)),
    )
