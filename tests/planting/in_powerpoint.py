"""Where in a PowerPoint presentation can a protected word stand?"""

import functools
import io
from xml.sax.saxutils import escape

from pptx import Presentation

from tests.planting.in_excel import PLACES as CELLS
from tests.planting.in_excel import excel_package
from tests.planting.places import Package, Place, quoted, said, unpacked

SLIDE, HIDDEN, NOTES = "ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide1.xml"
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml"
_SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


@functools.lru_cache(maxsize=1)
def _base() -> bytes:
    show = Presentation()
    show.core_properties.author = "Review team"
    for title in ("What we learnt", "Spare"):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = title
    show.slides[0].notes_slide.notes_text_frame.text = "Speak slowly."
    show.slides[1]._element.set("show", "0")
    target = io.BytesIO()
    show.save(target)
    return target.getvalue()


def powerpoint_package() -> Package:
    """A small presentation with notes and a hidden slide, opened up."""
    return unpacked(_base())


def _paragraph(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def _shape(text: str, attributes: str = "") -> str:
    named = f'<p:nvSpPr><p:cNvPr id="90" name="Box 9" {attributes}/></p:nvSpPr>'
    return f"<p:sp>{named}<p:txBody>{_paragraph(text)}</p:txBody></p:sp>"


def _on(package: Package, part: str, xml: str) -> None:
    package.put_before(part, "</p:spTree>", xml)


def _slide(package: Package, word: str) -> None:
    _on(package, SLIDE, _shape(said(word)))


def _over_runs(package: Package, word: str) -> None:
    runs = "".join(f"<a:r><a:t>{escape(letter)}</a:t></a:r>" for letter in word)
    _on(package, SLIDE, f"<p:sp><p:txBody><a:p>{runs}</a:p></p:txBody></p:sp>")


def _hidden_slide(package: Package, word: str) -> None:
    _on(package, HIDDEN, _shape(said(word)))


def _notes(package: Package, word: str) -> None:
    _on(package, NOTES, _shape(said(word)))


def _master(package: Package, word: str) -> None:
    _on(package, MASTER, _shape(said(word)))


def _layout(package: Package, word: str) -> None:
    _on(package, LAYOUT, _shape(said(word)))


def _alternative_text(package: Package, word: str) -> None:
    _on(package, SLIDE, _shape("picture", f"descr={quoted(said(word))}"))


def _shape_name(package: Package, word: str) -> None:
    _on(package, SLIDE, f'<p:sp><p:nvSpPr><p:cNvPr id="91" name={quoted(word)}/></p:nvSpPr></p:sp>')


def _table(package: Package, word: str) -> None:
    cells = "".join(f"<a:tc><a:txBody>{_paragraph(text)}</a:txBody></a:tc>" for text in ("Who", escape(word)))
    _on(package, SLIDE, f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>")


def _comment(package: Package, word: str) -> None:
    package.add("ppt/comments/comment1.xml", f"<p:cmLst {_SPACES}><p:cm><p:text>{said(word)}</p:text></p:cm></p:cmLst>")


def _comment_author(package: Package, word: str) -> None:
    author = f"<p:cmAuthor id='0' name={quoted(word)} initials='X'/>"
    package.add("ppt/commentAuthors.xml", f"<p:cmAuthorLst {_SPACES}>{author}</p:cmAuthorLst>")


def _tag(package: Package, word: str) -> None:
    package.add("ppt/tags/tag1.xml", f"<p:tagLst {_SPACES}><p:tag name='WHO' val={quoted(word)}/></p:tagLst>")


def _section(package: Package, word: str) -> None:
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    sections = f'<p14:sectionLst xmlns:p14="{space}"><p14:section name={quoted(word)}/></p14:sectionLst>'
    package.put_before(
        "ppt/presentation.xml", "</p:presentation>", f"<p:extLst><p:ext uri='x'>{sections}</p:ext></p:extLst>"
    )


def _workbook_of_a_chart(package: Package, word: str) -> None:
    book = excel_package()
    CELLS[0].put(book, word)
    package.add("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", book.packed())


def _diagram(package: Package, word: str) -> None:
    space = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    text = f"<dgm:pt><dgm:t>{_paragraph(said(word))}</dgm:t></dgm:pt>"
    package.add("ppt/diagrams/data1.xml", f"<dgm:dataModel {space} {_SPACES}>{text}</dgm:dataModel>")


PLACES: tuple[Place[Package], ...] = (
    Place("slide", _slide),
    Place("over many runs", _over_runs),
    Place("hidden slide", _hidden_slide),
    Place("notes", _notes),
    Place("master", _master),
    Place("layout", _layout),
    Place("alternative text", _alternative_text),
    Place("name of a shape", _shape_name),
    Place("table", _table),
    Place("comment", _comment),
    Place("author of a comment", _comment_author),
    Place("tag", _tag),
    Place("name of a section", _section),
    Place("workbook behind a chart", _workbook_of_a_chart),
    Place("diagram", _diagram),
)
"""Every corner of a presentation that is tried."""
