"""How are the sections and paragraphs of a committee's paper numbered? 1.0 for a section, 1.1 for its paragraphs.

Source: a Kent working group report of 2018 [V].
"""

from collections.abc import Iterable, Iterator

from dhr_cases.papers.writing.blocks import Block, Heading, Paragraph


def numbered(sections: Iterable[Iterable[Block]]) -> Iterator[Block]:
    """The blocks of the sections, one after the other; a section without a block takes no number."""
    filled = (blocks for section in sections if (blocks := tuple(section)))
    for number, blocks in enumerate(filled, 1):
        yield from _section(number, blocks)


def _section(number: int, blocks: Iterable[Block]) -> Iterator[Block]:
    paragraph = 0
    for block in blocks:
        match block:
            case Heading(text=text, level=1):
                yield Heading(f"{number}.0 {text}")
            case Paragraph(text=text):
                paragraph += 1
                yield Paragraph(text, number=f"{number}.{paragraph}")
            case _:
                yield block
