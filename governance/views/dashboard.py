"""Where do reviews wait, how long, and with whom? Pictures with their tables, as at any day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import heads, row
from dhr_cases.views.team_gate import team_page
from governance.dashboards.reading import Dashboard, Shown, dashboard_of
from governance.forms.dashboard import dashboard_form
from governance.standings import STANDINGS
from governance.views.dashboard_panels import panels
from governance.views.frame import frame


@team_page(SitePermission.VIEW_GOVERNANCE)
@require_GET
def governance_dashboard(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The dashboard as at the day in the address; the form alone while that day cannot be."""
    form = dashboard_form(request.GET)
    shown = _shown(partnership, form.cleaned_data) if form.is_valid() else {}
    return render(request, "governance/dashboard.html", frame(partnership, "governance_dashboard", form=form, **shown))


def _shown(partnership: Partnership, given: dict[str, Any]) -> dict[str, Any]:
    found = dashboard_of(partnership, given["on"], given["since"], given["shown"])
    return {
        "as_at": f"As at {long_date(given['on'])}",
        "figures": _figures(found),
        "position_heads": heads("Where they stand", "Reviews", figures=("Reviews",)),
        "position_rows": [
            row(STANDINGS[code].label, {"text": str(count), "is_figure": True})
            for code, count in found.position.by_standing.items()
        ],
        "not_certain": found.position.not_certain,
        "panels": list(panels(found)),
        "is_narrowed": given["shown"] is not Shown.ALL,
    }


def _figures(found: Dashboard) -> list[dict[str, str]]:
    held = sum(bool(case.paused_for) for case in found.live)
    return [
        {"label": "Live reviews", "value": str(len(found.live))},
        {"label": "On hold", "value": str(held), "state": "held" if held else ""},
        {"label": "Past a due date", "value": str(found.late), "state": "overdue" if found.late else ""},
        {"label": "Published in this time", "value": str(len(found.position.published))},
    ]
