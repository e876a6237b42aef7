"""What stands in the blocks of a report of a test, and what is a partnership of which nothing was recorded?"""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from governance.papers.invented_report import example
from governance.position import Position

ON, SINCE = datetime.date(2022, 3, 10), datetime.date(2021, 11, 18)
PUBLIC, RESTRICTED = example(is_restricted=False), example(is_restricted=True)
EMPTY = replace(
    PUBLIC, position=Position(ON, None, ()), published=(), on_register=0, actions=(), themes=(), review_themes=(),
    events=None, coming=(), event_actions=(), asked=None, money=None, risks=(), measures=(), legal_change=(), joint=(),
)  # fmt: skip  # a partnership of which nothing was recorded


def said(blocks: Iterable[Block]) -> list[str]:
    """The paragraphs and bullets, in order."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Bullets):
            texts += block.items
    return texts


def headings(blocks: Iterable[Block]) -> list[str]:
    """The headings among the blocks."""
    return [block.text for block in blocks if isinstance(block, Heading)]


def grid(blocks: Iterable[Block], place: int = 0) -> Grid:
    """One of the tables."""
    return [block for block in blocks if isinstance(block, Grid)][place]
