"""What does a pack still lack, and what is it made of today?"""

import datetime
from collections.abc import Iterator

from dhr_cases.models import Partnership
from learning.briefing_boxes import BRIEFINGS, BriefingKind
from learning.models import SlideTemplate
from learning.pack_lines import theme_faults, themes_of
from learning.papers.briefing.facts import facts_of
from learning.papers.pack.files import Ingredients
from learning.papers.pack.material import Material
from learning.papers.pack.reading import read, themes_told


def faults_of(material: Material) -> tuple[str, ...]:
    """What keeps the pack from being made, each as a sentence; () for a pack in order."""
    reviews = material.reviews
    if not reviews:
        return ("Choose at least one published review.",)
    known = {row.record.slug: [each.number for each in row.paragraphs] for row in reviews}
    places = theme_faults(themes_of(material.pack.themes), known)
    return tuple(_unread(material)) or places or tuple(_of_families(material)) or tuple(_untold(material))


def _unread(material: Material) -> Iterator[str]:
    """Reviews whose summary cannot be read."""
    for row in material.reviews:
        if not row.paragraphs:
            remedy = "put one up as a web page or Word file"
            yield f"{row.record.title} has no published summary that can be read: {remedy}."


def _of_families(material: Material) -> Iterator[str]:
    """Themes that name a family's own words where the family did not agree to their being read out."""
    reviews = {row.record.slug: row for row in material.reviews if not row.choice.has_family_agreed}
    for theme in themes_of(material.pack.themes):
        for slug, numbers in theme.places:
            for number in sorted(reviews[slug].of_family.intersection(numbers)) if slug in reviews else ():
                yield (
                    f"“{theme.name}” names paragraph {number} of {slug}. These are the family’s own words, and the "
                    "family has not agreed to their being read out."
                )


def _untold(material: Material) -> Iterator[str]:
    """Themes of which no chosen review speaks."""
    for theme in themes_told(material):
        if not theme.said:
            yield (
                f"No lesson of the chosen reviews speaks of “{theme.name}”. Name the paragraphs that do behind a "
                "colon, for example “: robin-2023 8, 9”, or take the theme out."
            )


def ingredients_of(material: Material, today: datetime.date) -> Ingredients:
    """Everything the pack is made of today: the record, briefings that were signed off, the template in use."""
    briefings = tuple(facts_of(briefing) for review in material.reviews for briefing in review.signed_off)
    return Ingredients(read(material, today), briefings, template_of(material.pack.event.partnership))


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


def left_out(material: Material) -> tuple[str, ...]:
    """Handouts the pack will not hold, and why: nothing that keeps it from being made."""
    return tuple(
        f"{review.record.title}: no {BRIEFINGS[kind].label.lower()}, because none is signed off."
        for review in material.reviews
        for kind in BriefingKind
        if kind not in {briefing.kind for briefing in review.signed_off}
    )
