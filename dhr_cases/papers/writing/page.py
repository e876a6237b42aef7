"""How do the parts of a paper become one HTML page? The PDF is drawn from it, and the HTML file is it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count

from django.template.loader import render_to_string

from dhr_cases.office_text import printable
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


class Places:
    """The addresses of headings and the names of tables, handed out in the order of a paper; none is given twice."""

    def __init__(self) -> None:
        self._headings = count(1)
        self._captions: Counter[str] = Counter()

    def anchor(self) -> str:
        """The address of the next heading."""
        return f"section-{next(self._headings)}"

    def name(self, caption: str) -> str:
        """The caption of a table, with its place among those that read the same: a screen reader lists them all."""
        self._captions[caption] += 1
        again = self._captions[caption]
        return caption if again == 1 else f"{caption}, table {again}"


def page_of(paper: Paper, template: str, **more: object) -> str:
    """The paper as one HTML page; ``more`` is what its template wants besides."""
    context = {"paper": paper, "language": LANGUAGE, "stretches": list(_stretches(paper)), **more}
    return printable(render_to_string(template, context))


def _stretches(paper: Paper) -> Iterator[dict[str, object]]:
    """Each stretch of pages that stand or lie, with its parts."""
    places = Places()
    for stretch in stretches(paper):
        yield {
            "side": "lies" if stretch.lies else "stands",
            "parts": [_part(paper, stretch, block, places) for block in stretch.blocks],
        }


def _part(paper: Paper, stretch: Stretch, block: Block, places: Places) -> dict[str, object]:
    """A block with its template; a heading with its address, a table of columns with the name of its region."""
    part: dict[str, object] = {"template": FRAGMENTS[type(block)], "block": block}
    if isinstance(block, Heading):
        part |= {"tag": f"h{block.level + 1}", "anchor": places.anchor()}
    elif isinstance(block, Grid):
        part |= {"classes": " ".join(_classes(stretch, block)), "region": places.name(block.caption)}
    elif isinstance(block, Contents):
        part["entries"] = _entries(paper, block.deepest)
    return part


def _classes(stretch: Stretch, grid: Grid) -> Iterator[str]:
    """How a table looks on paper: whether its words stay whole, and whether its letters are small."""
    if stretch.keeps_words(grid):
        yield "keeps-words"
    if stretch.size_of(grid) < stretch.usual:
        yield "small"


def _entries(paper: Paper, deepest: int) -> list[dict[str, object]]:
    """The lines of the list of contents, each with the address of its heading."""
    return [
        {"text": heading.text, "anchor": f"section-{place}", "level": heading.level}
        for place, heading in enumerate(paper.headings, 1)
        if heading.level <= deepest
    ]
