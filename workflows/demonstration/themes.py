"""Which themes does a visitor meet, and in what are they seen?

One reader has read published paragraphs and recommendations; both have read some recommendations, of which one is to be
settled, so that actions stand under themes. The second has still to read the rest.
"""

from collections.abc import Mapping

from django.utils import timezone

from learning.actions.codings import code_paragraph
from learning.actions.recommendation_codings import code_recommendation
from learning.actions.themes import take_over_themes
from learning.coding_rows import suggested_kind
from learning.models import PublishedPassage, Theme
from learning.recommendation_rows import recommendations_seen
from learning.search_index import index_register
from learning.theme_rows import themes_in_force
from learning.themes.reading import SHIPPED
from workflows.demonstration.people import SECOND, Town

MOST = 12
BY_TWO = 6
"""Recommendations that both have read; in the last of them the second sees nothing."""
SEEN_BY = {
    "Sharing information": ("told", "share", "knew", "passed", "together", "together."),
    "Assessing risk": ("risk", "threat", "separation"),
    "Professional curiosity": ("ask", "asked", "curious"),
    "Keeping records": ("record", "wrote", "notes"),
}
"""Words in which a reader of the demonstration sees a theme."""


def name_themes(town: Town) -> None:
    """Take the shipped lists over; let the first published paragraphs and recommendations be read."""
    by = town.accounts["coordinator"]
    for name in SHIPPED:
        take_over_themes(partnership=town.partnership, by=by, name=name)
    index_register()
    themes = {theme.label: theme for theme in themes_in_force(town.partnership, timezone.localdate())}
    passages = PublishedPassage.objects.filter(summary__record__partnership=town.partnership)
    for passage in passages.select_related("summary__record__partnership").order_by("pk")[:MOST]:
        code_paragraph(passage=passage, by=by, themes=_seen(passage.text, themes), kind=suggested_kind(passage))
    _read_recommendations(town, themes)


def _read_recommendations(town: Town, themes: Mapping[str, Theme]) -> None:
    first, second = town.accounts["coordinator"], town.accounts[SECOND]
    rows = [row for row in recommendations_seen(first, town.partnership) if _seen(row.text, themes)]
    for number, row in enumerate(rows[:MOST]):
        seen = _seen(row.text, themes)
        code_recommendation(recommendation=row, partnership=town.partnership, by=first, themes=seen)
        if number < BY_TWO:
            agreed = seen if number < BY_TWO - 1 else []
            code_recommendation(recommendation=row, partnership=town.partnership, by=second, themes=agreed)


def _seen(text: str, themes: Mapping[str, Theme]) -> list[Theme]:
    words = set(text.lower().split())
    return [themes[label] for label, telling in SEEN_BY.items() if set(telling) & words]
