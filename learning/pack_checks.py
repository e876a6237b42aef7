"""What does a pack still lack, and what is it made of today?"""

import datetime
from collections.abc import Iterator

from dhr_cases.models import Partnership, PublicRecord
from learning.briefing_boxes import BRIEFINGS, BriefingKind
from learning.briefings import briefing_of
from learning.models import SeminarPack, SlideTemplate
from learning.pack_lines import theme_faults, themes_of
from learning.papers.briefing.facts import BriefingFacts, facts_of
from learning.papers.pack.files import Ingredients
from learning.papers.pack.reading import chosen, read, themes_told
from learning.sources import paragraphs_of


def faults_of(pack: SeminarPack) -> tuple[str, ...]:
    """What keeps the pack from being made, each as a sentence; () for a pack in order."""
    reviews = chosen(pack)
    if not reviews:
        return ("Choose at least one published review.",)
    known = {row.record.slug: [each.number for each in paragraphs_of(row.record)] for row in reviews}
    unread = tuple(
        f"{row.record.title} has no published summary that can be read: put one up as a web page or Word file."
        for row in reviews
        if not known[row.record.slug]
    )
    places = theme_faults(themes_of(pack.themes), known)
    return unread or places or tuple(_untold(pack))


def _untold(pack: SeminarPack) -> Iterator[str]:
    """Themes of which no chosen review speaks."""
    for theme in themes_told(pack):
        if not theme.said:
            yield (
                f"No lesson of the chosen reviews speaks of “{theme.name}”. Name the paragraphs that do behind a "
                "colon, for example “: robin-2023 8, 9”, or take the theme out."
            )


def ingredients_of(pack: SeminarPack, today: datetime.date) -> Ingredients:
    """Everything the pack is made of today: the record, briefings that were signed off, the template in use."""
    briefings = tuple(each for row in chosen(pack) for kind in BriefingKind for each in _briefings(row.record, kind))
    return Ingredients(read(pack, today), briefings, template_of(pack.event.partnership))


def _briefings(record: PublicRecord, kind: BriefingKind) -> Iterator[BriefingFacts]:
    if record.case is not None:
        briefing = briefing_of(record.case, kind)
        if briefing.is_signed_off:
            yield facts_of(briefing)


def template_of(partnership: Partnership) -> bytes | None:
    """The partnership's slide template in use; None where it has none."""
    row: SlideTemplate | None = (
        SlideTemplate.objects.filter(partnership=partnership, is_used=True).order_by("pk").last()
    )
    if row is None:
        return None
    with row.file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def left_out(pack: SeminarPack) -> tuple[str, ...]:
    """Handouts the pack will not hold, and why: nothing that keeps it from being made."""
    return tuple(
        f"{row.record.title}: no {BRIEFINGS[kind].label.lower()}, because none is signed off."
        for row in chosen(pack)
        for kind in BriefingKind
        if not list(_briefings(row.record, kind))
    )
