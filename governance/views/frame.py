"""What frames every page of governance? The side menu and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dhr_cases.models import Partnership
from governance.views.offers import page_url


@dataclass(frozen=True)
class Tab:
    """One page: its name in the side menu and its address, which takes the code of the partnership."""

    label: str
    url_name: str


TABS = (
    Tab("Meetings", "governance_home"),
    Tab("Open matters", "governance_log"),
    Tab("Forward plan", "governance_plan"),
    Tab("Measures", "governance_measures"),
    Tab("Reports", "governance_reports"),
    Tab("Dashboard", "governance_dashboard"),
)
"""Every page in the order of the side menu. A name that no page carries is left out."""

Crumb = tuple[str, str]


def frame(partnership: Partnership, current: str, *, under: Sequence[Crumb] = (), **context: Any) -> dict[str, Any]:
    """The context of a page: ``current`` is the url name of its tab, ``under`` what lies below it, the page last.

    Templates extend governance/page.html.
    """
    pages = [(tab, page_url(tab.url_name, partnership)) for tab in TABS]
    return {
        "partnership": partnership,
        "menu": [{"label": tab.label, "url": url, "current": tab.url_name == current} for tab, url in pages if url],
        "menu_label": "Parts of governance",
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, *_crumbs(partnership, current, under)],
        **context,
    }


def _crumbs(partnership: Partnership, current: str, under: Sequence[Crumb]) -> list[dict[str, str]]:
    first = ("Meetings", page_url("governance_home", partnership))
    tab = next((tab for tab in TABS if tab.url_name == current), TABS[0])
    own = [] if tab is TABS[0] else [(tab.label, page_url(tab.url_name, partnership))]
    crumbs = [{"label": label, "url": url} for label, url in (first, *own, *under)]
    return [*crumbs[:-1], {"label": crumbs[-1]["label"]}]
