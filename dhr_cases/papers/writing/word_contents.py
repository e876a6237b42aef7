"""How does a Word file list its own headings, so that a reader can jump to each and Word can add page numbers?

The list is a field of Word's own with its result written in: it shows at once, and "Update field" adds the pages.
"""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dhr_cases.office_text import printable
from dhr_cases.papers.writing.blocks import Contents, Heading
from dhr_cases.papers.writing.word_tables import element_of


class HeadingMarks:
    """The headings of a paper and the bookmark of each, handed out in the order of the paper.

    Their keys go on above those of the file: a template may have bookmarks of its own.
    """

    def __init__(self, headings: Sequence[Heading], document: WordDocument) -> None:
        self.headings = headings
        self.marked = 0
        self.taken = _highest_key(document)

    def mark(self, paragraph: Paragraph) -> None:
        """Put the next bookmark around the text of a heading."""
        self.marked += 1
        number = str(self.taken + self.marked)
        start = element_of("w:bookmarkStart", id=number, name=name_of(self.marked))
        paragraph.runs[0].element.addprevious(start)
        paragraph.runs[-1].element.addnext(element_of("w:bookmarkEnd", id=number))


def _highest_key(document: WordDocument) -> int:
    keys = (mark.get(qn("w:id"), "") for mark in document.element.iter(qn("w:bookmarkStart")))
    return max(map(int, filter(str.isdecimal, keys)), default=0)


def name_of(place: int) -> str:
    """The bookmark of a heading, counted from 1."""
    return f"_section_{place}"


def add_contents(document: WordDocument, contents: Contents, marks: HeadingMarks) -> None:
    """The caption and one line a heading, each a link; the whole is the field TOC."""
    document.add_paragraph(printable(contents.caption), style="TOC Heading")
    listed = [(place, row) for place, row in enumerate(marks.headings, 1) if row.level <= contents.deepest]
    lines = [document.add_paragraph(style=f"toc {min(heading.level, 2)}") for _, heading in listed]
    for line, (place, heading) in zip(lines, listed, strict=True):
        _link(line, place, heading)
    if lines:
        _begin(lines[0], contents.deepest)
        lines[-1].add_run().element.append(element_of("w:fldChar", fldCharType="end"))


def _link(line: Paragraph, place: int, heading: Heading) -> None:
    line.add_run(printable(heading.text))
    link = element_of("w:hyperlink", anchor=name_of(place), history="1")
    link.append(line.runs[0].element)
    line.paragraph_format.element.append(link)


def _begin(line: Paragraph, deepest: int) -> None:
    """Begin the field before the first line's link."""
    instruction = OxmlElement("w:instrText")
    instruction.text = f' TOC \\o "1-{deepest}" \\h \\z \\u '
    instruction.set(qn("xml:space"), "preserve")
    link = line.paragraph_format.element.find(qn("w:hyperlink"))
    parts = (
        element_of("w:fldChar", fldCharType="begin"),
        instruction,
        element_of("w:fldChar", fldCharType="separate"),
    )
    for part in parts:
        run = OxmlElement("w:r")
        run.append(part)
        link.addprevious(run)
