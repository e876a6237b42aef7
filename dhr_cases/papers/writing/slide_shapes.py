"""How are the boxes of a process, the bars of a chart, a table and a picture put on a slide, each with its words?

Every drawing is one group with an alternative text; colours have the contrast that the look was worked out for.
"""

import io
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from dhr_cases.office_text import printable
from dhr_cases.papers.writing.deck import Bars, Picture, Steps, Table
from dhr_cases.papers.writing.slide_design import rgb
from dhr_cases.papers.writing.slide_drawings import BAR_SIZE, EDGE, arrows, bar_rows, step_boxes
from dhr_cases.papers.writing.slide_pages import CELL_SPACE, PICTURE_SHARE, column_widths, row_height
from dhr_cases.papers.writing.slide_rooms import Area, Look, Room


def add_steps(slide: Any, steps: Steps, size: int, look: Look, room: Room) -> None:
    """A box for each step with an arrow to the next one beside it."""
    group = slide.shapes.add_group_shape()
    boxes = step_boxes(steps, size, room)
    for (name, line), box in zip(steps.steps, boxes, strict=True):
        _add_step(group, (name, line), box, size, look)
    for area in arrows(boxes):
        _add_shape(group, MSO_SHAPE.RIGHT_ARROW, area, look.accent)
    describe(group, "Steps", steps.alt)


def _add_step(group: Any, words: tuple[str, str], box: Area, size: int, look: Look) -> None:
    shape = _add_shape(group, MSO_SHAPE.RECTANGLE, box, look.accent)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(EDGE)
    for place, (text, points) in enumerate(zip(words, (size, size - 2), strict=True)):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _write(paragraph, text, points, look.on_accent, is_bold=place == 0)


def add_bars(slide: Any, bars: Bars, look: Look, room: Room) -> None:
    """A bar for each row, its name before it and its count behind it."""
    group = slide.shapes.add_group_shape()
    for (name, count), places in zip(bars.rows, bar_rows(bars, room), strict=True):
        _add_words(group, places.name, name, look)
        _add_shape(group, MSO_SHAPE.RECTANGLE, places.bar, look.accent)
        _add_words(group, places.count, str(count), look)
    describe(group, "Chart", bars.alt)


def _add_words(group: Any, area: Area, text: str, look: Look) -> None:
    box = group.shapes.add_textbox(Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Pt(EDGE)
    frame.margin_top = frame.margin_bottom = 0
    _write(frame.paragraphs[0], text, BAR_SIZE, look.text)


def _add_shape(group: Any, kind: MSO_SHAPE, area: Area, colour: str) -> Any:
    shape = group.shapes.add_shape(kind, Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    return shape


def add_table(slide: Any, table: Table, size: int, look: Look, room: Room) -> None:
    """A table whose first row is marked as heads."""
    widths = column_widths(table, room)
    rows = [[cell.whole for cell in row] for row in table.rows]
    heights = [row_height(cells, widths, size, room.stretch, is_head=place == 0)
               for place, cells in enumerate([list(table.heads), *rows])]  # fmt: skip  # one list, head first
    body = room.body
    frame = slide.shapes.add_table(
        len(rows) + 1, len(widths), Pt(body.left), Pt(body.top), Pt(body.width), Pt(sum(heights))
    )
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Pt(width)
    for place, (cells, height) in enumerate(zip([list(table.heads), *rows], heights, strict=True)):
        row = frame.table.rows[place]
        row.height = Pt(height)
        _write_cells(row, cells, size, look, is_head=place == 0)
    describe(frame, "Table", table.alt)


def _write_cells(row: Any, cells: list[str], size: int, look: Look, *, is_head: bool) -> None:
    for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(CELL_SPACE / 2)
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(look.accent if is_head else look.soft)
        colour = look.on_accent if is_head else look.text
        _write(cell.text_frame.paragraphs[0], text, size, colour, is_bold=is_head or place == 0)


def add_picture(slide: Any, picture: Picture, room: Room) -> None:
    """A square picture at the right, beside the words."""
    side = min(room.body.width * PICTURE_SHARE - 24, room.body.height)
    left = room.body.left + room.body.width - side
    shown = slide.shapes.add_picture(io.BytesIO(picture.content), Pt(left), Pt(room.body.top), Pt(side), Pt(side))
    describe(shown, "Picture", picture.alt)


def describe(shape: Any, name: str, alt: str) -> None:
    """Give a drawing its alternative text, which a screen reader says in its place."""
    properties = shape.element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", printable(alt))


def _write(paragraph: Any, text: str, size: int, colour: str, *, is_bold: bool = False) -> None:
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.color.rgb = rgb(colour)
