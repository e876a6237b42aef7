"""How does a deck become a PowerPoint file with real titles, notes, alternative text and nothing that overflows?

Written in our own look or into a partnership's own slide template. Nobody's name stands in its properties.
"""

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.utils import timezone
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dhr_cases.office_text import printable
from dhr_cases.papers.writing.blocks import LANGUAGE
from dhr_cases.papers.writing.deck import Bars, Deck, Picture, Points, Said, SlideKind, Steps, Table
from dhr_cases.papers.writing.measuring import Type, shortened
from dhr_cases.papers.writing.slide_design import LAYOUTS, ROOMS, look_of, own_design, rgb
from dhr_cases.papers.writing.slide_pages import SPACE, Page, Rooms, beside_picture, pages_of_deck
from dhr_cases.papers.writing.slide_rooms import Area, Look
from dhr_cases.papers.writing.slide_shapes import add_bars, add_picture, add_steps, add_table

SOURCE_SHARE = 0.62
"""How large a source stands beside its statement; never below 14 points."""
WORDS = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
FOOT_SIZE = 12
FOOT = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def write(deck: Deck, brand: str) -> bytes:
    """The deck as a PowerPoint file in our own look; ``brand`` is the partnership's colour, for example #1d3557."""
    look = look_of(brand)
    return filled(own_design(look), deck, look, LAYOUTS, ROOMS)


def filled(file: Any, deck: Deck, look: Look, layouts: dict[SlideKind, int], rooms: Rooms) -> bytes:
    """The deck as slides of an empty presentation: ``layouts`` says which of its layouts is for which kind."""
    for page in pages_of_deck(deck, rooms):
        slide = file.slides.add_slide(file.slide_layouts[layouts[page.kind]])
        _fill(slide, page, look, rooms)
        _add_foot(slide, deck.foot_line, rooms[page.kind].stretch)
        slide.notes_slide.notes_text_frame.text = printable("\n".join(page.notes))
        _set_language(slide)
    _set_properties(file, deck)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def _fill(slide: Any, page: Page, look: Look, rooms: Rooms) -> None:
    title = slide.shapes.title
    title.text_frame.text = printable(page.title)
    if page.kind is SlideKind.CONTENT:
        _set_size(title.text_frame, page.title_size)
    room, words = rooms[page.kind], words_of(slide)
    match page.body:
        case Points(said=said):
            _write_points(words, said, page, look)
        case Picture(beside=beside):
            _place(words, beside_picture(room).body)
            _write_points(words, beside.said, page, look)
            add_picture(slide, page.body, room)
        case drawing:
            _remove(words)
            _draw(slide, drawing, page, look, rooms)


def _draw(slide: Any, drawing: Steps | Bars | Table, page: Page, look: Look, rooms: Rooms) -> None:
    match drawing:
        case Steps():
            add_steps(slide, drawing, page.size, look, rooms[page.kind])
        case Bars():
            add_bars(slide, drawing, look, rooms[page.kind])
        case Table():
            add_table(slide, drawing, page.size, look, rooms[page.kind])


def words_of(sheet: Any) -> Any:
    """The placeholder for words on a slide or layout; raises LookupError where there is none."""
    for shape in sheet.placeholders:
        if shape.placeholder_format.type in WORDS:
            return shape
    raise LookupError("The slide has no place for words.")


def _write_points(shape: Any, said: tuple[Said, ...], page: Page, look: Look) -> None:
    """Each statement as a paragraph with its source in smaller letters."""
    frame = shape.text_frame
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.word_wrap = True
    for place, each in enumerate(said):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_before = Pt(0)
        paragraph.space_after = Pt(page.size * SPACE)
        _add_run(paragraph, each.text, page.size)
        if each.source:
            small = _add_run(paragraph, f" [{each.source}]", max(14, round(page.size * SOURCE_SHARE)))
            _quieten(small, page, look)


def _quieten(run: Any, page: Page, look: Look) -> None:
    """Quiet letters, where the background is known to be white."""
    if look.font and page.kind is SlideKind.CONTENT:
        run.font.color.rgb = rgb(look.quiet)


def _add_run(paragraph: Any, text: str, size: int) -> Any:
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size = Pt(size)
    return run


def _set_size(frame: Any, size: int) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _place(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)


def _remove(shape: Any) -> None:
    shape.element.getparent().remove(shape.element)


def _add_foot(slide: Any, line: str, stretch: float) -> None:
    """Foot and number as the layout places them; a layout without them has none. A foot too long ends in dots."""
    for place in slide.slide_layout.placeholders:
        kind = place.placeholder_format.type
        if kind in FOOT:
            slide.shapes.element.append(deepcopy(place.element))
            if kind is PP_PLACEHOLDER.FOOTER:
                _write_foot(slide.shapes[-1], shortened(line, Type(FOOT_SIZE, stretch=stretch), place.width.pt - 15, 1))


def _write_foot(shape: Any, line: str) -> None:
    """One line in the letters of the theme."""
    shape.text_frame.text = ""
    run = _add_run(shape.text_frame.paragraphs[0], line, FOOT_SIZE)
    run.font.name = "+mn-lt"


def _set_language(slide: Any) -> None:
    """Every word is British English, the number of the slide too."""
    for letters in slide.shapes.element.iter(qn("a:rPr"), qn("a:endParaRPr")):
        letters.set("lang", LANGUAGE)
    for shape in slide.shapes:
        for run in _runs(shape):
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _runs(shape: Any) -> Iterator[Any]:
    for frame in _frames(shape):
        yield from (run for paragraph in frame.paragraphs for run in paragraph.runs)


def _frames(shape: Any) -> Iterator[Any]:
    """Every place of words in a shape, in a table's cells and in the shapes of a group."""
    if shape.has_text_frame:
        yield shape.text_frame
    elif getattr(shape, "has_table", False):
        yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)
    else:
        yield from (frame for inner in getattr(shape, "shapes", ()) for frame in _frames(inner))


def _set_properties(file: Any, deck: Deck) -> None:
    """Title, subject and language; the fields for people stay empty."""
    properties = file.core_properties
    properties.title, properties.subject = printable(deck.title)[:255], printable(deck.subject)[:255]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)
