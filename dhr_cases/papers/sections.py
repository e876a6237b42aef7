"""How does the text of a section become the parts of a paper?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dhr_cases import plain_text
from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph

NOT_WRITTEN = "Not written yet."
APPENDIX = "Appendix: "
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class SectionText:
    """One section as it stands: its code in the table of sections, its heading, its words."""

    code: str
    heading: str
    text: str = ""

    @property
    def is_written(self) -> bool:
        """True when there is a word in it."""
        return bool(self.text.strip())


def section_blocks(section: SectionText) -> Iterator[Block]:
    """Heading and text; a section nobody has begun says so."""
    yield Heading(section.heading)
    if section.is_written:
        yield from text_blocks(section.text, section.heading)
    else:
        yield Paragraph(NOT_WRITTEN)


def text_blocks(text: str, about: str) -> Iterator[Block]:
    """The parts of a text. A table is named by the heading it stands below."""
    for part in plain_text.parts_of(text):
        match part:
            case plain_text.Subheading(text=about):
                yield Heading(about, level=2)
            case plain_text.Paragraph(text=words):
                yield Paragraph(words)
            case plain_text.Bullets(items=items):
                yield Bullets(items)
            case plain_text.Table(heads=heads, rows=rows):
                yield Grid(about, heads, rows)


def lettered(sections: Iterable[SectionText]) -> tuple[SectionText, ...]:
    """The sections, each appendix with its letter: "Appendix A: glossary"."""
    letters = iter(LETTERS)
    return tuple(
        SectionText(row.code, f"Appendix {next(letters)}: {row.heading.removeprefix(APPENDIX)}", row.text)
        if row.heading.startswith(APPENDIX)
        else row
        for row in sections
    )
