"""Which themes does a visitor meet, and in what are they seen? One reader so far; the second has still to read."""

from django.utils import timezone

from learning.actions.codings import code_paragraph
from learning.actions.themes import take_over_themes
from learning.coding_rows import suggested_kind
from learning.models import PublishedPassage
from learning.search_index import index_register
from learning.theme_rows import themes_in_force
from learning.themes.reading import SHIPPED
from workflows.demonstration.people import Town

MOST = 12
SEEN_BY = {
    "Sharing information": ("told", "share", "knew", "passed"),
    "Assessing risk": ("risk", "threat", "separation"),
    "Professional curiosity": ("ask", "asked", "curious"),
    "Keeping records": ("record", "wrote", "notes"),
}
"""Words in which a reader of the demonstration sees a theme."""


def name_themes(town: Town) -> None:
    """Take the shipped lists over, and let the coordinator read the first published paragraphs."""
    by = town.accounts["coordinator"]
    for name in SHIPPED:
        take_over_themes(partnership=town.partnership, by=by, name=name)
    index_register()
    themes = {theme.label: theme for theme in themes_in_force(town.partnership, timezone.localdate())}
    passages = PublishedPassage.objects.filter(summary__record__partnership=town.partnership)
    for passage in passages.select_related("summary__record__partnership").order_by("pk")[:MOST]:
        words = passage.text.lower().split()
        seen = [themes[label] for label, telling in SEEN_BY.items() if set(telling) & set(words)]
        code_paragraph(passage=passage, by=by, themes=seen, kind=suggested_kind(passage))
