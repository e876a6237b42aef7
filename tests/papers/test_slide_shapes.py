"""Do the tables, boxes, bars and layouts of a slide file stand where they should, in letters and colours that read?"""

import io
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from dhr_cases.papers.writing import slides
from dhr_cases.papers.writing.deck import Bars, Deck, Points, Said, Slide, SlideKind, Steps, Table
from dhr_cases.papers.writing.measuring import Type
from dhr_cases.papers.writing.slide_design import (
    BODY,
    FOOT,
    LAYOUTS,
    NUMBER,
    OPENING_BODY,
    OPENING_TITLE,
    QUIET,
    ROOMS,
    TITLE,
    look_of,
    own_design,
    rgb,
)
from dhr_cases.papers.writing.slide_drawings import (
    BAR_ROW,
    BAR_SIZE,
    EDGE,
    GAP,
    IN_A_ROW,
    STEP_SIZES,
    WIDEST_NAME,
    arrows,
    bars_fit,
    step_boxes,
    step_size,
)
from dhr_cases.papers.writing.slide_rooms import Area, Room

BRAND = "#1d3557"
LOOK = look_of(BRAND)
ROOM = ROOMS[SlideKind.CONTENT]
TABLE = Table(
    ("When", "What"),
    ((Said("May 2019"), Said("A report.", "p. 2")), (Said("June 2019"), Said("No answer."))),
    "Two days.",
    (1, 4),
)
LONG = "A partnership with a very long name " * 8


def deck(*bodies: Any, foot: str = "Testshire", title: str = "Learning") -> Any:
    """A presentation of these bodies, opened again."""
    parts = tuple(Slide(f"Slide {place}", body, (), SlideKind.CONTENT) for place, body in enumerate(bodies, 1))
    return Presentation(io.BytesIO(slides.write(Deck(title, "A seminar", foot, parts), BRAND)))


def area(shape: Any) -> tuple[float, float, float, float]:
    """Where a shape stands, in points."""
    return (shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt)


def place(wanted: Area) -> tuple[float, float, float, float]:
    """The same of a place that is planned."""
    return (wanted.left, wanted.top, wanted.width, wanted.height)


# A table


@pytest.fixture(scope="module")
def table() -> Any:
    """The table of a slide."""
    (frame,) = [shape for shape in deck(TABLE).slides[0].shapes if shape.has_table]
    return frame


def test_says_every_cell_of_a_table_with_its_source(table: Any) -> None:
    texts = [[cell.text_frame.text for cell in row.cells] for row in table.table.rows]
    assert texts == [["When", "What"], ["May 2019", "A report. [p. 2]"], ["June 2019", "No answer."]]


def test_marks_the_heads_of_a_table_and_the_names_of_its_rows(table: Any) -> None:
    """Heads in the colour of the partnership, words below in ink; heads and first cells are bold."""
    for number, row in enumerate(table.table.rows):
        for column, cell in enumerate(row.cells):
            letters = cell.text_frame.paragraphs[0].runs[0].font
            is_head = number == 0
            assert letters.bold is (is_head or column == 0)
            assert cell.fill.fore_color.rgb == rgb(LOOK.accent if is_head else LOOK.soft)
            assert letters.color.rgb == rgb(LOOK.on_accent if is_head else LOOK.text)
    assert table.table.first_row


def test_fills_the_width_of_the_slide_with_a_table(table: Any) -> None:
    widths = [column.width.pt for column in table.table.columns]
    assert sum(widths) == pytest.approx(BODY.width, abs=0.1)
    assert widths[1] == pytest.approx(4 * widths[0], abs=0.1)
    assert sum(row.height.pt for row in table.table.rows) == pytest.approx(table.height.pt, abs=0.1)
    assert (table.left.pt, table.top.pt) == (BODY.left, BODY.top)


def test_gives_bold_heads_the_room_that_bold_letters_take() -> None:
    """A head that stands in one line when thin and in two when bold makes its row higher."""
    size, word = 22, "b" * 13
    inner = BODY.width / 5 - 12
    assert Type(size).width(word) <= inner < Type(size, is_bold=True).width(word)
    grid = Table((word, "What"), ((Said("a"), Said("b")),), "Heads", (1, 4))
    (frame,) = [shape for shape in deck(grid).slides[0].shapes if shape.has_table]
    head, row = (each.height.pt for each in frame.table.rows)
    assert head > row + size / 2


# A process and a chart


def steps(count: int, words: str = "tells") -> Steps:
    """A process of so many steps."""
    return Steps(tuple((f"Step {number}", words) for number in range(1, count + 1)), "Steps.")


@pytest.mark.parametrize("count", range(1, 9))
def test_lays_boxes_of_one_size_in_rows_of_even_length(count: int) -> None:
    """At most four in a row, a gap between them, and the last row no longer than the first."""
    boxes = step_boxes(steps(count), 20, ROOM)
    assert len(boxes) == count
    assert len({(box.width, box.height) for box in boxes}) == 1
    tops = sorted({box.top for box in boxes})
    rows = [[box for box in boxes if box.top == top] for top in tops]
    assert len(rows) == (1 if count <= IN_A_ROW else 2)
    for row in rows:
        assert row[0].left == BODY.left
        for first, second in pairwise(row):
            assert second.left - first.left - first.width == pytest.approx(GAP)
    last = rows[0][-1]
    assert last.left + last.width == pytest.approx(BODY.left + BODY.width)
    if len(rows) > 1:
        assert tops[1] - tops[0] - boxes[0].height == pytest.approx(GAP)


@pytest.mark.parametrize(("count", "led"), [(1, 0), (2, 1), (4, 3), (5, 3), (8, 6)])
def test_leads_from_each_box_to_the_one_beside_it(count: int, led: int) -> None:
    """An arrow stands in the gap, at half the height of the boxes."""
    boxes = step_boxes(steps(count), 20, ROOM)
    pairs = [(first, second) for first, second in pairwise(boxes) if first.top == second.top]
    found = list(arrows(boxes))
    assert len(found) == len(pairs) == led
    for arrow, (first, second) in zip(found, pairs, strict=True):
        assert first.left + first.width < arrow.left
        assert arrow.left + arrow.width < second.left
        assert arrow.top + arrow.height / 2 == pytest.approx(first.top + first.height / 2)


def just(height: float) -> Room:
    """A slide whose body is so high."""
    return Room(TITLE, Area(BODY.left, BODY.top, BODY.width, height))


@pytest.mark.parametrize("count", [3, 6])
def test_takes_the_largest_letters_at_which_the_boxes_just_fit(count: int) -> None:
    """At the exact height they fit; a hair less, and the letters are smaller."""
    wanted = steps(count, "tells the partnership what happened, and why, in words of its own")
    for size, smaller in zip(STEP_SIZES, (*STEP_SIZES[1:], 0), strict=True):
        boxes = step_boxes(wanted, size, ROOM)
        height = max(box.top + box.height for box in boxes) - BODY.top
        assert step_size(wanted, just(height)) == size
        assert step_size(wanted, just(height - 0.5)) == smaller


def test_says_a_process_in_words_where_a_word_is_wider_than_its_box() -> None:
    assert step_size(steps(4, "accommodation"), ROOM) == STEP_SIZES[0]
    assert step_size(steps(4, "a" * 60), ROOM) == 0


def test_draws_bars_only_where_every_name_has_its_line_and_every_bar_its_row() -> None:
    most = int(BODY.height // BAR_ROW)
    assert bars_fit(Bars((("2019", 1),) * most, "", ""), ROOM)
    assert not bars_fit(Bars((("2019", 1),) * (most + 1), "", ""), ROOM)
    kind = Type(BAR_SIZE)
    fits = int((BODY.width * WIDEST_NAME - 2 * EDGE) / kind.width("n"))
    assert bars_fit(Bars((("n" * fits, 1),), "", ""), ROOM)
    assert not bars_fit(Bars((("n" * (fits + 1), 1),), "", ""), ROOM)


def drawn(body: Any) -> list[Any]:
    """The shapes of a drawing, in the order in which they are read."""
    (group,) = [shape for shape in deck(body).slides[0].shapes if not shape.is_placeholder]
    return list(group.shapes)


def test_writes_the_name_of_a_step_bold_and_larger_than_what_it_tells() -> None:
    box = next(shape for shape in drawn(steps(2)) if shape.has_text_frame and shape.text_frame.text)
    name, line = (paragraph.runs[0].font for paragraph in box.text_frame.paragraphs)
    assert (name.bold, line.bold) == (True, False)
    assert name.size.pt - line.size.pt == 2
    assert name.color.rgb == line.color.rgb == rgb(LOOK.on_accent)


def test_says_the_name_before_each_bar_and_its_count_behind() -> None:
    """The longest takes the width that is left; nought is a line of its own, not nothing."""
    bars = Bars((("2019", 4), ("2020", 8), ("2021", 0)), "reviews", "Rising, then none.")
    shapes = drawn(bars)
    assert [shape.text_frame.text for shape in shapes] == ["2019", "", "4", "2020", "", "8", "2021", "", "0"]
    names, lengths, counts = shapes[::3], shapes[1::3], shapes[2::3]
    assert [shape.width.pt for shape in lengths] == pytest.approx(
        [lengths[1].width.pt / 2, lengths[1].width.pt, 1], abs=0.1
    )
    for name, bar, count in zip(names, lengths, counts, strict=True):
        assert name.left.pt + name.width.pt == pytest.approx(bar.left.pt, abs=0.1)
        assert count.left.pt > bar.left.pt + bar.width.pt
        assert not bar.line.fill.type or bar.line.fill.type.name == "BACKGROUND"
    assert counts[1].left.pt + counts[1].width.pt <= BODY.left + BODY.width + 5
    assert {shape.text_frame.paragraphs[0].runs[0].font.bold for shape in (*names, *counts)} == {False}


# Layouts


def layouts() -> dict[SlideKind, Any]:
    """The layout for each kind of slide in our own look."""
    file = own_design(LOOK)
    return {kind: file.slide_layouts[number] for kind, number in LAYOUTS.items()}


@pytest.mark.parametrize("kind", SlideKind)
def test_puts_title_words_foot_and_number_in_their_places(kind: SlideKind) -> None:
    """And nothing else: the day of printing is no part of a slide."""
    is_content = kind is SlideKind.CONTENT
    title, body = (TITLE, BODY) if is_content else (OPENING_TITLE, OPENING_BODY)
    found = {shape.placeholder_format.type: area(shape) for shape in layouts()[kind].placeholders}
    titles = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
    places = {place(title), place(body), place(FOOT), place(NUMBER)}
    assert set(found.values()) == places
    assert {area for shape, area in found.items() if shape in titles} == {place(title)}
    assert found[PP_PLACEHOLDER.FOOTER] == place(FOOT)
    assert found[PP_PLACEHOLDER.SLIDE_NUMBER] == place(NUMBER)


@pytest.mark.parametrize("kind", SlideKind)
def test_sets_foot_and_number_in_small_print_that_reads_on_its_ground(kind: SlideKind) -> None:
    """Left the foot, right the number, 12 points; quiet on white, and as the title where the page has a colour."""
    sides = {PP_PLACEHOLDER.FOOTER: "l", PP_PLACEHOLDER.SLIDE_NUMBER: "r"}
    colour = QUIET[1:] if kind is SlideKind.CONTENT else LOOK.on_accent
    small = [shape for shape in layouts()[kind].placeholders if shape.placeholder_format.type in sides]
    assert len(small) == 2
    for shape in small:
        levels = list(shape.element.txBody.find("{http://schemas.openxmlformats.org/drawingml/2006/main}lstStyle"))
        (level,) = levels
        assert level.get("algn") == sides[shape.placeholder_format.type]
        letters = level[0]
        assert (letters.get("sz"), letters.get("lang")) == ("1200", "en-GB")
        assert letters[0][0].get("val") == colour


def test_colours_the_pages_that_open_and_part_and_no_other() -> None:
    found = layouts()
    assert found[SlideKind.OPENING].background.fill.fore_color.rgb == rgb(LOOK.accent)
    assert found[SlideKind.SECTION].background.fill.fore_color.rgb == rgb(LOOK.accent)
    assert found[SlideKind.CONTENT].element.xpath("p:cSld/p:bg") == []


@pytest.mark.parametrize(("style", "size", "bold"), [("titleStyle", "3200", "1"), ("bodyStyle", "2400", "0")])
def test_sets_the_letters_of_every_level_in_the_look(style: str, size: str, bold: str) -> None:
    """One colour each, in British English."""
    levels = own_design(LOOK).slide_master.element.xpath(f"p:txStyles/p:{style}/*/a:defRPr")
    colour = LOOK.accent if style == "titleStyle" else LOOK.text
    assert levels
    for letters in levels[: 1 if style == "titleStyle" else None]:
        assert (letters.get("sz"), letters.get("b"), letters.get("lang")) == (size, bold, "en-GB")
        assert [fill.get("val") for fill in letters.xpath("a:solidFill/a:srgbClr")] == [colour]
        assert len(letters.xpath("a:solidFill")) == 1


def test_ends_a_foot_that_is_too_long_for_its_line_in_dots() -> None:
    (foot,) = [shape for shape in deck(TABLE, foot=LONG).slides[0].placeholders if "Footer" in shape.name]
    text = foot.text_frame.text
    assert text.endswith("…")
    assert len(Type(12).lines(text, FOOT.width)) == 1
    assert LONG.startswith(text[:-1])


def test_cuts_the_title_among_the_properties_where_a_file_can_hold_no_more() -> None:
    assert deck(TABLE, title="x" * 300).core_properties.title == "x" * 255
    assert deck(TABLE, title="x" * 255).core_properties.title == "x" * 255


def test_writes_statements_one_below_the_other_from_the_left() -> None:
    words = slides.words_of(deck(Points((Said("One."), Said("Two."), Said("Three.")))).slides[0])
    assert [paragraph.text for paragraph in words.text_frame.paragraphs] == ["One.", "Two.", "Three."]
    (frame,) = [shape for shape in deck(TABLE).slides[0].shapes if shape.has_table]
    sides = {cell.text_frame.paragraphs[0].alignment for row in frame.table.rows for cell in row.cells}
    assert sides == {PP_ALIGN.LEFT}
    assert frame.table.rows[0].cells[0].margin_left == Pt(6)
