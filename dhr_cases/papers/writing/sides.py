"""Which parts of a paper lie on their side, so that no word of a table has to be broken?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby

from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, PageBreak, Paper
from dhr_cases.papers.writing.columns import least_across, words_across

UPRIGHT, WIDE = 481.0, 728.0
"""How wide the text of an upright page is and that of one that lies on its side, in points: A4 less 20 mm each side."""

USUAL, SMALL = 10.0, 9.0
"""The letters of a table, in points; small ones where it does not fit otherwise, and where the page lies."""

ONE_PAGE = 8.0
"""The letters of a table in a paper that is to fit one page."""


@dataclass(frozen=True)
class Stretch:
    """Blocks that follow each other on pages of one direction; ``usual`` is the size of letters in its tables."""

    lies: bool
    blocks: tuple[Block, ...]
    usual: float = USUAL

    @property
    def width(self) -> float:
        """How wide its text is."""
        return WIDE if self.lies else UPRIGHT

    def size_of(self, table: Grid | Facts) -> float:
        """How large the letters of a table are."""
        return self.usual if not self.lies and least_across(table, self.usual) <= self.width else min(self.usual, SMALL)

    def keeps_words(self, grid: Grid) -> bool:
        """True when a table of this stretch needs to break no word."""
        return words_across(grid, self.size_of(grid)) <= self.width


def stretches(paper: Paper) -> tuple[Stretch, ...]:
    """The paper, cut where its pages turn; one empty stretch where nothing is in it.

    A section lies on its side as a whole, with its heading, when a table in it is too wide for an upright page. A page
    break before a turn is left out: the turn begins a new page by itself. A paper that is to fit one page never turns.
    """
    usual = ONE_PAGE if paper.is_one_page else USUAL
    turned = ((_lies(section, paper), section) for section in _sections(paper.blocks))
    cut = [
        Stretch(lies, tuple(chain.from_iterable(section for _, section in row)), usual)
        for lies, row in groupby(turned, key=lambda pair: pair[0])
    ] or [Stretch(paper.is_wide, (), usual)]
    return (*map(_without_last_break, cut[:-1]), cut[-1])


def _lies(section: Iterable[Block], paper: Paper) -> bool:
    if paper.is_wide or paper.is_one_page:
        return paper.is_wide
    return any(least_across(block, SMALL) > UPRIGHT for block in section if isinstance(block, Grid))


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks from one heading to the next; headings that follow each other stay together."""
    section: list[Block] = []
    for block in blocks:
        if section and _begins(block, section[-1]):
            yield tuple(section)
            section = []
        section.append(block)
    if section:
        yield tuple(section)


def _begins(block: Block, before: Block) -> bool:
    return isinstance(before, PageBreak) or (isinstance(block, Heading) and not isinstance(before, Heading))


def _without_last_break(stretch: Stretch) -> Stretch:
    if isinstance(stretch.blocks[-1], PageBreak):
        return replace(stretch, blocks=stretch.blocks[:-1])
    return stretch
