"""Does a slide file have titles, notes, alternative texts, contrast, its language and nobody's name?"""

import io
import re
import zipfile

import pytest
from PIL import Image
from pptx import Presentation

from dhr_cases.anonymisation.corners import read_file
from dhr_cases.colours import ENOUGH, WHITE, contrast
from dhr_cases.papers.writing import slides
from dhr_cases.papers.writing.deck import Bars, Deck, Picture, Points, Said, Slide, SlideKind, Steps, Table
from dhr_cases.papers.writing.slide_design import PAGE, look_of

BRANDS = ("#1d3557", "#ffd400", "#00703c", "#ffffff")
NOTE = "Robin/2023, paragraph 4: “Agencies held pieces of the picture.”"


def a_picture() -> bytes:
    """A black square as PNG."""
    target = io.BytesIO()
    Image.new("1", (20, 20)).save(target, "PNG")
    return target.getvalue()


DECK = Deck(
    "Learning from reviews",
    "A seminar",
    "Testshire Community Safety Partnership",
    (
        Slide("Learning from reviews", Points((Said("Testshire"),)), ("Say hello.",), SlideKind.OPENING),
        Slide("Themes", Points((Said("Agencies held pieces.", "Robin/2023, 4"), Said("Ask again."))), (NOTE,)),
        Slide("How it runs", Steps((("Told", "The police tell."), ("Decided", "The chair decides.")), "Two steps.")),
        Slide("By year", Bars((("2019", 4), ("2020", 6)), "reviews", "Four, then six reviews.")),
        Slide("In time", Table(("When", "What"), ((Said("May 2019"), Said("A report.", "p. 2")),), "One day.", (1, 4))),
        Slide("Tell us", Picture(a_picture(), "A code to scan.", Points((Said("Open the form."),)))),
        Slide("Robin/2023", Points((Said("Published in 2026"),)), (), SlideKind.SECTION),
    ),
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return slides.write(DECK, BRANDS[0])


def test_every_slide_has_its_own_title(content: bytes) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(content)).slides]
    assert titles == [slide.title for slide in DECK.slides]


def test_notes_stand_under_their_slide(content: bytes) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(content)).slides]
    assert notes[:2] == ["Say hello.", NOTE]


def test_a_source_stands_small_beside_its_statement(content: bytes) -> None:
    words = slides.words_of(Presentation(io.BytesIO(content)).slides[1])
    statement, source = words.text_frame.paragraphs[0].runs
    assert (statement.text, source.text) == ("Agencies held pieces.", " [Robin/2023, 4]")
    assert 14 <= source.font.size.pt < statement.font.size.pt


def test_every_drawing_has_words_for_those_who_do_not_see_it(content: bytes) -> None:
    file = Presentation(io.BytesIO(content))
    drawings = [shape for slide in file.slides for shape in slide.shapes if not shape.is_placeholder]
    told = [shape.element.xpath(".//p:cNvPr")[0].get("descr") for shape in drawings]
    assert told == ["Two steps.", "Four, then six reviews.", "One day.", "A code to scan."]


def test_every_run_is_in_british_english(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        texts = [package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/slide")]
    assert texts
    assert not [text for text in texts if re.search(r"<a:r>(?!<a:rPr[^>]*lang=.en-GB)", text) or "en-US" in text]


def test_nothing_is_left_of_the_stock_file_and_nobody_is_named(content: bytes) -> None:
    file = Presentation(io.BytesIO(content))
    properties = file.core_properties
    assert (properties.title, properties.language) == (DECK.title, "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "printerSettings" in name]


def test_the_release_gate_reads_every_corner_of_it(content: bytes) -> None:
    reading = read_file(content, "slides.pptx")
    assert reading.is_whole, reading.unreadable
    told = "\n".join(passage.text for passage in reading.passages)
    assert all(text in told for text in (NOTE, "A code to scan.", "Four, then six reviews.", "The chair decides."))


def test_foot_and_number_stand_on_every_slide(content: bytes) -> None:
    file = Presentation(io.BytesIO(content))
    feet = [[shape.text_frame.text for shape in slide.placeholders if "Footer" in shape.name] for slide in file.slides]
    assert feet == [["Testshire Community Safety Partnership."]] * len(DECK.slides)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b'type="slidenum"' in package.read("ppt/slides/slide2.xml")


def test_nothing_stands_outside_the_slide(content: bytes) -> None:
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left.pt + shape.width.pt <= PAGE[0]
            assert shape.top.pt + shape.height.pt <= PAGE[1]


@pytest.mark.parametrize("brand", BRANDS)
def test_words_read_well_in_every_colour_a_partnership_may_have(brand: str) -> None:
    look = look_of(brand)
    pairs = ((look.on_accent, look.accent), (look.text, look.soft), (look.accent, "ffffff"), (look.quiet, "ffffff"))
    assert all(contrast(f"#{one}", f"#{other}") >= ENOUGH for one, other in pairs)
    assert contrast(f"#{look.text}", WHITE) >= ENOUGH
    assert slides.write(DECK, brand)
