"""Which files is a pack made of? Slides, handouts and briefings, each by its name, from one set of facts."""

from collections.abc import Iterator
from dataclasses import dataclass

from dhr_cases.papers.writing import pdf, slides, word
from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.papers.writing.deck import Deck
from learning.briefing_boxes import BriefingKind
from learning.pack_terms import PARTS, PackPart
from learning.papers.briefing.facts import BriefingFacts
from learning.papers.briefing.wording import compose as compose_briefing
from learning.papers.pack.facts import PackFacts
from learning.papers.pack.handouts import HANDOUTS
from learning.papers.pack.slide_template import filled
from learning.papers.pack.slide_words import compose

BRIEFING_PARTS = {
    PackPart.ONE_PAGE: BriefingKind.ONE_PAGE,
    PackPart.SEVEN_MINUTE: BriefingKind.SEVEN_MINUTE,
}


@dataclass(frozen=True)
class Ingredients:
    """Everything a pack is made of: its facts, briefings that were signed off, the slide template in use."""

    facts: PackFacts
    briefings: tuple[BriefingFacts, ...] = ()
    template: bytes | None = None


@dataclass(frozen=True)
class MadeFile:
    """One file of a pack, not yet looked through."""

    part: PackPart
    label: str
    name: str
    content: bytes


def files_of(ingredients: Ingredients) -> Iterator[MadeFile]:
    """Every file, slides first. PDF is left out where this machine writes none; the Word file says the same."""
    facts = ingredients.facts
    content = slides_of(compose(facts), facts.brand, ingredients.template)
    yield MadeFile(PackPart.SLIDES, PARTS[PackPart.SLIDES].label, f"{facts.code}-slides.pptx", content)
    for part, write in HANDOUTS.items():
        if part is not PackPart.THEME_SHEET or facts.themes:
            yield from _papers(part, PARTS[part].label, f"{facts.code}-{part}", write(facts))
    for part, kind in BRIEFING_PARTS.items():
        for briefing in ingredients.briefings:
            if briefing.kind is kind:
                label = f"{PARTS[part].label}: {briefing.title}"
                yield from _papers(part, label, stem_of(facts, part, briefing), compose_briefing(briefing))


def stem_of(facts: PackFacts, part: PackPart, briefing: BriefingFacts) -> str:
    """The name of a briefing's file without its ending: by the review's address, for two may have one title."""
    return f"{facts.code}-{part}-{briefing.address.rstrip('/').rpartition('/')[2]}"


def slides_of(deck: Deck, brand: str, template: bytes | None) -> bytes:
    """The slides in the partnership's template, or in our own look. Raises Incomplete for a template with a fault."""
    return slides.write(deck, brand) if template is None else filled(template, deck)


def _papers(part: PackPart, label: str, stem: str, paper: Paper) -> Iterator[MadeFile]:
    yield MadeFile(part, label, f"{stem}.docx", word.write(paper))
    if not pdf.hindrance():
        yield MadeFile(part, label, f"{stem}.pdf", pdf.write(paper))
