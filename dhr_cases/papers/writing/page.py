"""How do the parts of a paper become one HTML page? The PDF is drawn from it, and the HTML file is it."""

from collections.abc import Iterator, Mapping

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


UPRIGHT, WIDE = 76, 135
"""How many letters stand beside each other in a table on an upright page and on one that lies on its side."""


def keeps_words(grid: Grid, letters: int) -> bool:
    """True when the longest words of all columns fit beside each other, so that none has to be broken."""
    columns = zip(grid.heads, *grid.rows, *filter(None, (grid.last_row,)), strict=True)
    return (
        sum(max((len(word) for cell in column for word in cell.split()), default=0) + 2 for column in columns)
        <= letters
    )


def page_of(paper: Paper, template: str, **more: object) -> str:
    """The paper as one HTML page; ``more`` is what its template wants besides."""
    context = {"paper": paper, "language": LANGUAGE, "parts": list(_parts(paper)), **more}
    return printable(render_to_string(template, context))


def _parts(paper: Paper) -> Iterator[dict[str, object]]:
    """Each block with its template; a heading with the address by which the list of contents leads to it."""
    places = iter(range(1, len(paper.headings) + 1))
    for block in paper.blocks:
        part: dict[str, object] = {"template": FRAGMENTS[type(block)], "block": block}
        if isinstance(block, Heading):
            part |= {"tag": f"h{block.level + 1}", "anchor": f"section-{next(places)}"}
        elif isinstance(block, Grid):
            part["keeps_words"] = keeps_words(block, WIDE if paper.is_wide else UPRIGHT)
        elif isinstance(block, Contents):
            part["entries"] = _entries(paper, block.deepest)
        yield part


def _entries(paper: Paper, deepest: int) -> list[dict[str, object]]:
    """The lines of the list of contents, each with the address of its heading."""
    return [
        {"text": heading.text, "anchor": f"section-{place}", "level": heading.level}
        for place, heading in enumerate(paper.headings, 1)
        if heading.level <= deepest
    ]
