"""How does a part of a Word file lie on its side while the pages before and after it stay as they were?

Word keeps the size of a page in a section. A section ends with the paragraph that holds its properties, the last one
with the properties at the end of the file.
"""

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm

A4 = (Mm(210), Mm(297))
OF_A_BEGINNING = ("w:titlePg", "w:type", "w:pgNumType")
"""What a section says of its beginning alone: a first page of its own, where it begins, its first number."""


class Sides:
    """The section in which a paper stands after ``place``, an element of the file's body.

    What stands before it in that section turns as the paper's first part does; what stands after it stays as it was.
    """

    def __init__(self, document: WordDocument, place: BaseOxmlElement) -> None:
        self.document = document
        self.section, self.goes_on = _section_of(place)

    def end(self, *, lies: bool) -> None:
        """End the part just added: what follows begins a page, and is no beginning any more."""
        own = deepcopy(self.section)
        if lies:
            self._lay(own)
        _last_paragraph(self.document).get_or_add_pPr().append(own)
        for found in [part for name in OF_A_BEGINNING for part in self.section.findall(qn(name))]:
            self.section.remove(found)

    def finish(self, *, lies: bool) -> None:
        """End the last part: its pages are those of the section, or its own where the section goes on."""
        if lies and self.goes_on:
            self.end(lies=True)
        elif lies:
            self._lay(self.section)

    def width(self, *, lies: bool) -> Length:
        """How wide the text is on pages of one direction."""
        own = deepcopy(self.section)
        if lies:
            self._lay(own)
        section = Section(own, self.document.part)
        return Length((section.page_width or A4[0]) - (section.left_margin or 0) - (section.right_margin or 0))

    def _lay(self, properties: CT_SectPr) -> None:
        """Lay the pages of a section on their side; pages that lie already stay as they are."""
        section = Section(properties, self.document.part)
        sides = (section.page_width or A4[0], section.page_height or A4[1])
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = max(sides), min(sides)


def _section_of(place: BaseOxmlElement) -> tuple[CT_SectPr, bool]:
    """The section in which an element of the body stands, and whether it has more after that element."""
    for distance, element in enumerate(place.itersiblings(), 1):
        found = element if element.tag == qn("w:sectPr") else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found, distance > 1 or bool("".join(element.itertext()).strip())
    raise LookupError("The body of a Word file ends with the properties of its last section.")


def _last_paragraph(document: WordDocument) -> BaseOxmlElement:
    """The paragraph at the end of the file so far; a table there is given one to follow it."""
    last: BaseOxmlElement = document.element.body[-2]
    return last if last.tag == qn("w:p") else document.add_paragraph().paragraph_format.element
