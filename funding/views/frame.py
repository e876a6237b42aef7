"""What frames every page of a year's money? The side menu, the way back, the choice of another year."""

from typing import Any

from django.urls import reverse

from dhr_cases.models import Partnership
from funding.views.gate import year_slug
from funding.views.offers import TABS, page_url
from funding.years import FinancialYear


def frame(partnership: Partnership, year: FinancialYear, current: str, **context: Any) -> dict[str, Any]:
    """The context of a page: ``current`` is the page's own url name. Templates extend funding/page.html."""
    pages = [(tab, page_url(tab.url_name, partnership, year)) for tab in TABS]
    return {
        "partnership": partnership,
        "year": year,
        "menu": [{"label": tab.label, "url": url, "current": tab.url_name == current} for tab, url in pages if url],
        "menu_label": "Parts of the money",
        "years": [_year_link(partnership, other, current) for other in (year.previous, year.next)],
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, *_crumbs(partnership, year, current)],
        **context,
    }


def _year_link(partnership: Partnership, year: FinancialYear, current: str) -> dict[str, str]:
    return {"label": year.label, "url": page_url(current, partnership, year)}


def _crumbs(partnership: Partnership, year: FinancialYear, current: str) -> list[dict[str, str]]:
    label = next((tab.label for tab in TABS if tab.url_name == current), "")
    first = {"label": f"Money {year.label}", "url": reverse("funding_year", args=(partnership.code, year_slug(year)))}
    return [{"label": first["label"]}] if current == "funding_year" else [first, {"label": label}]
