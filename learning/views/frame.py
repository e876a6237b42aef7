"""What frames every page of a partnership's learning? The side menu and the way back."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dhr_cases.models import Partnership
from learning.views.offers import page_url


@dataclass(frozen=True)
class Tab:
    """One page of learning: its name in the side menu and its address, which takes the partnership's code."""

    label: str
    url_name: str


TABS = (
    Tab("Events", "events"),
    Tab("Topics suggested", "event_topics"),
    Tab("Feedback", "feedback_overview"),
    Tab("Themes", "learning_themes"),
    Tab("Actions", "learning_actions"),
    Tab("Search", "learning_search"),
    Tab("History", "learning_history"),
)
"""Every page in the order of the side menu. A name that no page carries is left out."""


def frame(
    partnership: Partnership, current: str, *crumbs: dict[str, str], heading: str = "", **context: Any
) -> dict[str, Any]:
    """The context of a page below a tab: ``current`` is that tab's url name, ``crumbs`` lead from it to ``heading``.

    Templates extend learning/page.html.
    """
    pages = [(tab, page_url(tab.url_name, partnership.code)) for tab in TABS]
    return {
        "partnership": partnership,
        "menu": [{"label": tab.label, "url": url, "current": tab.url_name == current} for tab, url in pages if url],
        "menu_label": "Parts of learning",
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, *_crumbs(partnership, current, crumbs, heading)],
        "heading": heading,
        **context,
    }


def _crumbs(
    partnership: Partnership, current: str, crumbs: tuple[dict[str, str], ...], heading: str
) -> list[dict[str, str]]:
    label = next((tab.label for tab in TABS if tab.url_name == current), "")
    if not heading:
        return [{"label": label}]
    return [{"label": label, "url": page_url(current, partnership.code)}, *crumbs, {"label": heading}]
