"""Which measures of performance are there, and how did each change from time to time?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from governance.measure_figures import RISE_MEANS, Compared, RiseMeans, Told, compared, in_words, sentence
from governance.models import Measure, MeasureValue
from governance.verbs import GovernanceVerb
from governance.views.frame import frame
from governance.views.offers import act_url, offered

V = GovernanceVerb
HEADS = heads("Time", "Before", "After", "Change", "Per cent", "Adjusted")


@team_page(SitePermission.VIEW_GOVERNANCE)
@require_GET
def governance_measures(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every measure with its times; whoever keeps them may record and correct."""
    offers = offered(request.user, partnership, [V.ADD_MEASURE], back=request.path)
    rows = Measure.objects.filter(partnership=partnership).select_related("partnership").prefetch_related("values")
    context: dict[str, Any] = {
        "offers": offers,
        "measure_heads": HEADS,
        "measures": [_measure(each, request.path if offers else "") for each in rows],
    }
    return render(request, "governance/measures.html", frame(partnership, "governance_measures", **context))


def _measure(measure: Measure, back: str) -> dict[str, Any]:
    """One measure as its part of the page; ``back`` is "" for who may only look."""
    values = list(measure.values.all())
    steps = compared(value.told for value in values)
    return {
        "measure": measure,
        "rise": RISE_MEANS[RiseMeans(measure.rise_means)],
        "acts": _acts(measure, back) if back else [],
        "caption": f"Figures: {measure}",
        "notes": [_note(step.after) for step in steps],
        "rows": [_row(step, _correction(value, back)) for step, value in zip(steps, values, strict=True)],
    }


def _acts(measure: Measure, back: str) -> list[dict[str, str]]:
    return [
        {"label": words, "url": act_url(measure.partnership, verb, measure, back)} for verb, words in LABELS.items()
    ]


def _correction(value: MeasureValue, back: str) -> str:
    """Where a figure is corrected; "" for who may only look."""
    return act_url(value.measure.partnership, V.CORRECT_MEASURE_VALUE, value, back) if back else ""


LABELS = {V.RECORD_MEASURE_VALUE: "Record a figure of", V.CHANGE_MEASURE: "Change"}
"""What the links of a measure begin with; its name follows."""


def _row(step: Compared, url: str) -> Row:
    """One time as a row; its link leads to where it is corrected."""
    return row(
        step.after.label,
        in_words(step.before.value) if step.before else "",
        in_words(step.after.value),
        step.change_words,
        step.percent_words,
        step.adjusted_words,
        url=url,
    )


def _note(told: Told) -> str:
    """What must be known to read one time's figure rightly, and where it comes from."""
    parts = (told.commentary, f"Source: {told.source}")
    return f"{told.label}: {' '.join(sentence(part) for part in parts if part)}"
