"""Does a slide ever overflow, lose a word or stand on more pages than it must?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.papers.writing.deck import Bars, Picture, Points, Said, Slide, SlideKind, Steps, Table, texts_of_slide
from dhr_cases.papers.writing.measuring import ELLIPSIS, LINE, Type, shortened
from dhr_cases.papers.writing.slide_design import BODY, ROOMS, TITLE
from dhr_cases.papers.writing.slide_drawings import bar_rows, step_boxes
from dhr_cases.papers.writing.slide_pages import (
    HANGING,
    SIZES,
    TABLE_SIZES,
    TITLE_LINES,
    Page,
    beside_picture,
    column_widths,
    pages_of,
    row_height,
)
from dhr_cases.papers.writing.slide_rooms import Area, Room

ROOM = ROOMS[SlideKind.CONTENT]
WIDE_LETTERS = Room(TITLE, Area(48, 124, 520, 260), stretch=1.22)
SENTENCE = "Agencies held pieces of the picture and nobody put them together."
WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzWM.,’éŁ", min_size=1, max_size=18), min_size=1, max_size=90
).map(" ".join)
SAID = st.builds(Said, WORDS, st.sampled_from(("", "Robin/2023, 4", "A very long pseudonym indeed/2023, 12, 14")))
ROOMS_TRIED = st.sampled_from((ROOM, WIDE_LETTERS))


def height_of(said: tuple[Said, ...], size: int, room: Room) -> float:
    """How high statements stand, worked out line by line from the letters themselves."""
    lines = sum(len(Type(size, stretch=room.stretch).lines(each.whole, room.body.width - HANGING)) for each in said)
    return lines * size * LINE + (len(said) - 1) * size * 0.5


def words_of(pages: tuple[Page, ...]) -> list[str]:
    """Every word of the bodies of the pages in order, without the dots of parted statements."""
    texts = [each.text for page in pages if isinstance(page.body, Points) for each in page.body.said]
    return [word for text in texts for word in text.split() if word != ELLIPSIS]


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=12), ROOMS_TRIED)
def test_no_statement_ever_leaves_its_place(said: list[Said], room: Room) -> None:
    pages = pages_of(Slide("A title", Points(tuple(said))), room)
    for page in pages:
        assert isinstance(page.body, Points)
        assert page.size in SIZES
        assert height_of(page.body.said, page.size, room) <= room.body.height
    assert words_of(pages) == [word for each in said for word in each.text.split()]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.builds(Said, st.text("abc 0", max_size=20)), SAID), min_size=1, max_size=14), ROOMS_TRIED)
def test_no_row_of_a_table_ever_leaves_its_place(rows: list[tuple[Said, Said]], room: Room) -> None:
    table = Table(("When", "What"), tuple(rows), "A table", (1, 4))
    pages = pages_of(Slide("A title", table), room)
    for page in pages:
        assert isinstance(page.body, Table)
        assert page.size in TABLE_SIZES
        widths = column_widths(page.body, room)
        rows_shown = [page.body.heads, *([cell.whole for cell in row] for row in page.body.rows)]
        heights = [
            row_height(row, widths, page.size, room.stretch, is_head=place == 0) for place, row in enumerate(rows_shown)
        ]
        assert sum(heights) <= room.body.height + 0.01
    shown = [row[1].text for page in pages if isinstance(page.body, Table) for row in page.body.rows]
    told = [word for text in shown for word in text.split() if word != ELLIPSIS]
    assert told == [word for row in rows for word in row[1].text.split()]


@settings(max_examples=40, deadline=None)
@given(WORDS, st.integers(1, 12), ROOMS_TRIED)
def test_a_title_never_takes_a_third_line(title: str, count: int, room: Room) -> None:
    said = tuple(Said(SENTENCE * 4) for _ in range(count))
    for page in pages_of(Slide(title, Points(said)), room):
        kind = Type(page.title_size, is_bold=True, stretch=room.stretch)
        lines = kind.lines(page.title, room.title.width)
        assert len(lines) <= TITLE_LINES
        assert len(lines) * page.title_size * LINE <= room.title.height


def test_short_words_stand_on_one_page_in_the_largest_letters() -> None:
    (page,) = pages_of(Slide("Aims", Points((Said(SENTENCE),))), ROOM)
    assert (page.title, page.size) == ("Aims", SIZES[0])


def test_pages_of_one_slide_say_which_they_are() -> None:
    pages = pages_of(Slide("Lessons", Points(tuple(Said(SENTENCE) for _ in range(20)))), ROOM)
    assert len(pages) > 1
    assert [page.title for page in pages] == [
        f"Lessons ({place} of {len(pages)})" for place in range(1, len(pages) + 1)
    ]


def test_pages_of_one_slide_are_of_even_length() -> None:
    pages = pages_of(Slide("Lessons", Points(tuple(Said(SENTENCE) for _ in range(8)))), ROOM)
    counts = [len(page.body.said) for page in pages if isinstance(page.body, Points)]
    assert max(counts) - min(counts) <= 1


def test_a_statement_longer_than_a_page_is_parted_and_keeps_its_source() -> None:
    pages = pages_of(Slide("Lessons", Points((Said(f"{SENTENCE} " * 40, "Robin/2023, 4"),))), ROOM)
    said = [each for page in pages if isinstance(page.body, Points) for each in page.body.said]
    assert len(said) > 1
    assert {each.source for each in said} == {"Robin/2023, 4"}
    assert all(each.text.startswith(ELLIPSIS) for each in said[1:])


def test_a_title_that_is_shortened_stands_whole_in_the_notes() -> None:
    title = "A long name of a partnership " * 12
    (page,) = pages_of(Slide(title, Points((Said("Words"),)), ("Say hello.",)), ROOM)
    assert page.title.endswith(ELLIPSIS)
    assert page.notes == (title, "Say hello.")


def test_a_title_that_stands_whole_is_not_told_twice() -> None:
    (page,) = pages_of(Slide("Aims", Points((Said("Words"),)), ("Say hello.",)), ROOM)
    assert page.notes == ("Say hello.",)


def test_words_beside_a_picture_leave_it_room() -> None:
    body = Picture(b"", "A code to scan", Points((Said(SENTENCE * 3),)))
    (page,) = pages_of(Slide("Tell us", body), ROOM)
    assert isinstance(page.body, Picture)
    assert height_of(page.body.beside.said, page.size, beside_picture(ROOM)) <= BODY.height


def test_boxes_of_a_process_hold_their_words_and_stay_on_the_slide() -> None:
    steps = Steps(tuple((f"Step {place}", "Somebody does what the law asks for.") for place in range(8)), "Eight steps")
    (page,) = pages_of(Slide("How it runs", steps), ROOM)
    boxes = step_boxes(steps, page.size, ROOM)
    assert len(boxes) == len(steps.steps)
    assert max(box.top + box.height for box in boxes) <= BODY.top + BODY.height
    assert max(box.left + box.width for box in boxes) <= BODY.left + BODY.width + 0.01
    assert len({(box.left, box.top) for box in boxes}) == len(boxes)


def test_a_process_with_too_many_words_for_boxes_is_told_in_words() -> None:
    steps = Steps(tuple((f"Step {place}", SENTENCE * 4) for place in range(8)), "Eight steps")
    pages = pages_of(Slide("How it runs", steps), ROOM)
    assert all(isinstance(page.body, Points) for page in pages)
    assert words_of(pages)[:2] == ["1.", "Step"]


def test_bars_are_as_long_as_their_counts() -> None:
    bars = Bars((("2019", 4), ("2020", 0), ("2021", 8)), "reviews", "Reviews by year")
    first, empty, longest = (row.bar.width for row in bar_rows(bars, ROOM))
    assert first * 2 == longest
    assert empty < longest / 100
    assert bar_rows(bars, ROOM)[2].count.left + bar_rows(bars, ROOM)[2].count.width <= BODY.left + BODY.width + 5


def test_more_bars_than_a_slide_holds_are_told_in_words() -> None:
    bars = Bars(tuple((str(year), 3) for year in range(2000, 2026)), "reviews", "Reviews by year")
    pages = pages_of(Slide("By year", bars), ROOM)
    assert words_of(pages)[:3] == ["2000:", "3", "reviews"]


def test_a_text_is_shortened_only_when_it_must_be() -> None:
    kind = Type(24)
    assert shortened("Short", kind, 300, 1) == "Short"
    assert shortened("One two three four", kind, kind.width("One two three"), 1) == f"One two{ELLIPSIS}"


def test_an_accent_makes_no_letter_wider() -> None:
    assert Type(20).width("Łódź") >= Type(20).width("ódz")
    assert Type(20).width("é") == Type(20).width("e")


def test_the_texts_of_a_slide_are_told_in_reading_order() -> None:
    slide = Slide("Tell us", Picture(b"", "A code to scan", Points((Said("Open the form.", "p"),))))
    assert list(texts_of_slide(slide)) == ["Tell us", "A code to scan", "Open the form. [p]"]
