"""How do the parts of a paper become one HTML page? The PDF is drawn from it, and the HTML file is it."""

from collections.abc import Iterator, Mapping
from itertools import count

from django.template.loader import render_to_string

from dhr_cases.papers.writing.blocks import (
    LANGUAGE,
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    printable,
)
from dhr_cases.papers.writing.sides import Stretch, stretches

FRAGMENTS: Mapping[type[Block], str] = {
    Heading: "papers/_heading.html",
    Paragraph: "papers/_paragraph.html",
    Lines: "papers/_lines.html",
    Bullets: "papers/_bullets.html",
    Facts: "papers/_facts.html",
    Grid: "papers/_grid.html",
    Contents: "papers/_contents.html",
    PageBreak: "papers/_page_break.html",
}
"""Which template shows which part of a paper."""


def page_of(paper: Paper, template: str, **more: object) -> str:
    """The paper as one HTML page; ``more`` is what its template wants besides."""
    context = {"paper": paper, "language": LANGUAGE, "stretches": list(_stretches(paper)), **more}
    return printable(render_to_string(template, context))


def _stretches(paper: Paper) -> Iterator[dict[str, object]]:
    """Each stretch of pages that stand or lie, with its parts."""
    places = count(1)
    for stretch in stretches(paper):
        yield {
            "side": "lies" if stretch.lies else "stands",
            "parts": [_part(paper, stretch, block, places) for block in stretch.blocks],
        }


def _part(paper: Paper, stretch: Stretch, block: Block, places: Iterator[int]) -> dict[str, object]:
    """A block with its template; a heading with the address by which the list of contents leads to it."""
    part: dict[str, object] = {"template": FRAGMENTS[type(block)], "block": block}
    if isinstance(block, Heading):
        part |= {"tag": f"h{block.level + 1}", "anchor": f"section-{next(places)}"}
    elif isinstance(block, Grid):
        part |= {"keeps_words": stretch.keeps_words(block), "is_small": stretch.size_of(block) < stretch.usual}
    elif isinstance(block, Contents):
        part["entries"] = _entries(paper, block.deepest)
    return part


def _entries(paper: Paper, deepest: int) -> list[dict[str, object]]:
    """The lines of the list of contents, each with the address of its heading."""
    return [
        {"text": heading.text, "anchor": f"section-{place}", "level": heading.level}
        for place, heading in enumerate(paper.headings, 1)
        if heading.level <= deepest
    ]
