"""What if a partner does not pay, a review costs more, or more reviews start? Nothing that is asked here is kept."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from funding.forms.scenarios import ScenarioForm
from funding.models import FundingSettings
from funding.money import Qualifier, in_words
from funding.open_gaps import as_reviews
from funding.position import Gap, cause_label, notes_under
from funding.position_rows import facts_of
from funding.scenarios import Comparison, compare
from funding.terms import MEASURES, Measure
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.years import FinancialYear

FIGURES = ("Now", "Then", "Difference")


@funding_page()
def funding_scenarios(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The year as it stands beside the year as it would be; the answers are in the address, so it can be kept."""
    average = _average_cost(partnership)
    facts = facts_of(partnership, year)
    form = ScenarioForm(_asked(request), facts=facts, average=average)
    changes = form.changes() if form.is_valid() else []
    context = frame(
        partnership,
        year,
        "funding_scenarios",
        form=form,
        is_nothing_supposed=form.is_bound and form.is_valid() and not changes,
        **(_result(compare(facts, changes), average) if changes else {}),
    )
    return render(request, "funding/scenarios.html", context)


def _average_cost(partnership: Partnership) -> int | None:
    settings: FundingSettings | None = getattr(partnership, "funding_settings", None)
    return settings.average_cost_pence if settings else None


def _asked(request: SignedInRequest) -> QueryDict | None:
    """The answers in the address; None where nothing was asked yet."""
    return request.GET if any(name in ScenarioForm.base_fields for name in request.GET) else None


def _result(found: Comparison, average: int | None) -> dict[str, Any]:
    difference = found.difference(Measure.CONFIRMED)
    reviews = as_reviews(difference, average or None) if difference else None
    return {
        "supposed": found.changes,
        "summary": in_a_sentence(found),
        "as_reviews": reviews,
        "measure_heads": heads("Shortfall against what is", *FIGURES, figures=FIGURES),
        "measure_rows": list(_measure_rows(found)),
        "cause_heads": heads("Why", *FIGURES, figures=FIGURES),
        "cause_tables": [
            {
                "label": f"Why, against what is {line.label.lower()}",
                "rows": list(_cause_rows(found, measure)),
                "is_first": measure is Measure.CONFIRMED,
            }
            for measure, line in sorted(MEASURES.items(), key=lambda item: item[0] is not Measure.CONFIRMED)
        ],
        "notes": notes_under(found.changed),
    }


def in_a_sentence(found: Comparison) -> str:
    """What the whole comes to against what is confirmed, which alone counts in the main view."""
    before, after = found.true.gap(Measure.CONFIRMED), found.changed.gap(Measure.CONFIRMED)
    difference = found.difference(Measure.CONFIRMED)
    if not difference:
        return f"Against what is confirmed nothing changes: the {before.label} stays {before.shown}."
    return (
        f"Against what is confirmed, a {before.label} of {before.shown} becomes a {after.label} of {after.shown}: "
        f"{_change(difference, before.qualifier, after.qualifier)} to be found."
    )


def _measure_rows(found: Comparison) -> Iterator[Row]:
    """Required first, then what is missing under each measure."""
    before, after = found.true, found.changed
    now, then = (in_words(each.required, each.required_qualifier) for each in (before, after))
    change = _change(found.required_difference, before.required_qualifier, after.required_qualifier)
    yield _row("Required in all", now, then, change)
    for measure, line in MEASURES.items():
        yield _gap_row(line.label, found, measure)


def _gap_row(label: str, found: Comparison, measure: Measure) -> Row:
    before, after = found.true.gap(measure), found.changed.gap(measure)
    change = _change(found.difference(measure), before.qualifier, after.qualifier)
    return _row(label, _gap(before), _gap(after), change)


def _gap(gap: Gap) -> str:
    return f"surplus {gap.shown}" if gap.pence < 0 else gap.shown


def _cause_rows(found: Comparison, measure: Measure) -> Iterator[Row]:
    lines = zip(found.true.cause_lines[measure], found.changed.cause_lines[measure], strict=True)
    for before, after in lines:
        now, then = (in_words(each.pence, each.qualifier) for each in (before, after))
        change = _change(after.pence - before.pence, before.qualifier, after.qualifier)
        yield _row(cause_label(before.cause, measure), now, then, change)
    yield _gap_row("Together", found, measure)


def _row(label: str, *texts: str) -> Row:
    return row(label, *({"text": text, "is_figure": True} for text in texts))


def _change(pence: int, before: Qualifier, after: Qualifier) -> str:
    """How much more or less; what makes a figure less exact than it was is itself only "about" so much."""
    if not pence:
        return "the same"
    size = in_words(abs(pence), Qualifier.EXACT if before is after else Qualifier.ABOUT)
    return f"{size} {'more' if pence > 0 else 'less'}"
