"""Do the slides and handouts of an invented pack read as expected, and does a template take them or say why not?"""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from dhr_cases.anonymisation.corners import read_file
from dhr_cases.errors import Incomplete
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import texts_of
from dhr_cases.papers.writing.deck import Deck, Picture, Points, SlideKind, Table, text_of_deck
from dhr_cases.papers.writing.slide_design import ROOMS
from dhr_cases.papers.writing.slide_pages import pages_of_deck
from dhr_cases.papers.writing.slides import words_of
from learning.pack_terms import PackPart
from learning.papers.pack import slide_template
from learning.papers.pack.example import EXAMPLE
from learning.papers.pack.handouts import HANDOUTS
from learning.papers.pack.slide_words import compose

EXPECTED = Path(slide_template.__file__).with_name("expected.txt")
SLIDES_OF_EVERY_SEMINAR = (
    "Before we begin", "What we are here for", "What a DHR is", "How a review runs", "Reviews here, by year of death",
    "In outline: Robin/2023", "In the order of time: Robin/2023", "Theme 1: Separation raises the risk",
    "What worked well", "The family’s voice: Robin/2023", "What was recommended: Robin/2023",
    "What has been done: Robin/2023", "What you can do", "Exercise: talk about it", "Where to get help",
    "Where to refer here", "Questions", "Tell us what you think",
)  # fmt: skip  # the slide list, in order


@pytest.fixture(scope="module")
def deck() -> Deck:
    return compose(EXAMPLE)


def told() -> str:
    """Slides and handouts as plain text."""
    handouts = (f"\n== {part}\n" + "\n".join(texts_of(write(EXAMPLE))) for part, write in HANDOUTS.items())
    return text_of_deck(compose(EXAMPLE)) + "\n" + "\n".join(handouts) + "\n"


def test_reads_as_expected() -> None:
    assert told() == EXPECTED.read_text(encoding="utf-8")


def test_has_every_slide_of_the_list_in_order(deck: Deck) -> None:
    titles = [slide.title for slide in deck.slides]
    places = [titles.index(title) for title in SLIDES_OF_EVERY_SEMINAR]
    assert places == sorted(places)
    assert titles[0] == EXAMPLE.title


def test_no_two_slides_have_the_same_title(deck: Deck) -> None:
    titles = [page.title for page in pages_of_deck(deck, ROOMS)]
    assert len(titles) == len(set(titles))


def test_every_slide_has_notes(deck: Deck) -> None:
    assert not [slide.title for slide in deck.slides if not slide.notes]


def test_every_quotation_bears_its_paragraph_and_its_notes_hold_it_whole(deck: Deck) -> None:
    of_reviews = [slide for slide in deck.slides if slide.title.startswith(("In outline", "Theme", "What worked"))]
    for slide in of_reviews:
        assert isinstance(slide.body, Points)
        assert all(said.source for said in slide.body.said)
        assert all(
            f"{said.source.replace(', ', ', paragraph ')}: “" in "".join(slide.notes) for said in slide.body.said
        )


def test_what_several_reviews_say_alike_stands_once_with_each_source() -> None:
    robin, jo = EXAMPLE.cases
    (good,) = robin.good
    both = replace(EXAMPLE, cases=(robin, replace(jo, good=(replace(good, title=jo.title, numbers=(3,)),))))
    (body,) = [slide.body for slide in compose(both).slides if slide.title == "What worked well"]
    assert isinstance(body, Points)
    assert [said.source for said in body.said] == ["Robin/2023, 6; Jo/2021, 3"]


def test_every_drawing_says_what_it_shows(deck: Deck) -> None:
    drawings = [slide.body for slide in deck.slides if not isinstance(slide.body, Points)]
    assert len(drawings) >= 6
    assert all(len(drawing.alt.split()) > 4 for drawing in drawings)


def test_leaves_out_slides_for_which_there_is_nothing_to_say() -> None:
    bare = replace(EXAMPLE, aims=(), routes=(), feedback_link="", years=(), themes=())
    titles = {slide.title for slide in compose(bare).slides}
    assert titles.isdisjoint({"What we are here for", "Where to refer here", "Tell us what you think"})
    assert not [title for title in titles if title.startswith(("Theme", "Reviews here"))]


@pytest.mark.parametrize("part", tuple(HANDOUTS))
def test_every_handout_becomes_a_file_that_the_gate_can_read(part: PackPart) -> None:
    reading = read_file(word.write(HANDOUTS[part](EXAMPLE)), f"{part}.docx")
    assert reading.is_whole, reading.unreadable


def test_the_code_to_scan_stands_beside_the_address(deck: Deck) -> None:
    (last,) = [slide.body for slide in deck.slides if isinstance(slide.body, Picture)]
    assert last.content.startswith(b"\x89PNG")
    assert EXAMPLE.feedback_link in last.alt


def a_template(change: Any = None) -> bytes:
    """The stock presentation with a slide of its own, changed where a test says so."""
    file, target = Presentation(), io.BytesIO()
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text = "An old title"
    if change is not None:
        change(file)
    file.save(target)
    return target.getvalue()


def test_a_template_takes_the_slides_and_loses_its_own(deck: Deck) -> None:
    content = slide_template.filled(a_template(), deck)
    file = Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert "Before we begin" in titles
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if b"An old title" in package.read(name)]


def test_nothing_leaves_a_smaller_slide_of_a_template(deck: Deck) -> None:
    file = Presentation(io.BytesIO(slide_template.filled(a_template(), deck)))
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height


def small(file: Any) -> None:
    """A place for words that is too low."""
    words_of(file.slide_layouts[1]).height = Pt(100)
    for layout in list(file.slide_layouts)[2:]:
        file.slide_layouts.remove(layout)


def without_words(file: Any) -> None:
    """No layout with a title and one place for words."""
    for place in (10, 9, 8, 7, 4, 3, 2, 1):
        file.slide_layouts.remove(file.slide_layouts[place])


@pytest.mark.parametrize(
    ("change", "sentence"), [(small, "must be at least 560 by 280"), (without_words, "no layout with a title")]
)
def test_a_template_in_which_slides_would_not_fit_is_refused(change: Any, sentence: str, deck: Deck) -> None:
    with pytest.raises(Incomplete, match=sentence):
        slide_template.check(a_template(change), deck)


def repacked(content: bytes, name: str, old: bytes, new: bytes, extra: str = "") -> bytes:
    """The file with a text of one part exchanged, and a part more where a test says so."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.infolist():
            text = before.read(part)
            after.writestr(part, text.replace(old, new) if part.filename == name else text)
        if extra:
            after.writestr(extra, b"x")
    return target.getvalue()


def test_a_template_without_contrast_is_refused(deck: Deck) -> None:
    grey = b'<a:lt1><a:srgbClr val="777777"/></a:lt1>'
    white = b'<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    pale = repacked(a_template(), "ppt/theme/theme1.xml", white, grey)
    paler = repacked(pale, "ppt/theme/theme1.xml", b'lastClr="000000"', b'lastClr="888888"')
    with pytest.raises(Incomplete, match="too alike"):
        slide_template.check(paler, deck)


OUTSIDE = b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" '


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "A slide template is a PowerPoint file"),
        (repacked(a_template(), "", b"", b"", "ppt/vbaProject.bin"), "without macros"),
        (repacked(a_template(), "", b"", b"", "ppt/embeddings/sheet.xlsx"), "another file or a control"),
        (
            repacked(a_template(), "ppt/theme/theme1.xml", b"<a:theme ", b"<!DOCTYPE a:theme><a:theme "),
            "declares entities",
        ),
        (
            repacked(a_template(), "ppt/slides/_rels/slide1.xml.rels", b"<Relationship ", b"<Relationship " + OUTSIDE),
            "from elsewhere",
        ),
    ],
)
def test_a_template_that_brings_more_than_looks_is_refused(content: bytes, sentence: str, deck: Deck) -> None:
    with pytest.raises(Incomplete, match=sentence):
        slide_template.check(content, deck)


def test_a_table_of_the_deck_is_never_wider_than_its_heads(deck: Deck) -> None:
    tables = [slide.body for slide in deck.slides if isinstance(slide.body, Table)]
    assert all(len(row) == len(table.heads) == len(table.shares) for table in tables for row in table.rows)
    assert {slide.kind for slide in deck.slides} == set(SlideKind)
