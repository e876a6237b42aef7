"""How large must the places of a slide template be, and which of its colours does a deck take?"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from dhr_cases.colours import ENOUGH, contrast
from dhr_cases.errors import Incomplete
from dhr_cases.papers.writing.deck import Deck, Points, Said, Slide, SlideKind
from dhr_cases.papers.writing.slide_rooms import Area, Room
from learning.papers.pack.slide_template import (
    CANNOT_OPEN,
    LEAST_OPENING,
    LEAST_WORDS,
    _check_rooms,
    _hex,
    _inside,
    _look,
    check,
    filled,
)

DECK = Deck("Asking again", "Seminar", "Testshire.", (Slide("Start", Points((Said("Welcome."),)), ("Wait.",)),))


def room(width: float, height: float) -> Room:
    """A kind of slide whose words have so much room."""
    return Room(Area(0, 0, 600, 40), Area(0, 50, width, height))


def said_of(**rooms: Room) -> tuple[str, ...]:
    """What is wrong with the places, by the name of the kind of slide."""
    try:
        _check_rooms({SlideKind[name.upper()]: found for name, found in rooms.items()})
    except Incomplete as fault:
        return fault.missing
    return ()


@pytest.mark.parametrize(
    ("kind", "least"), [("content", LEAST_WORDS), ("opening", LEAST_OPENING), ("section", LEAST_OPENING)]
)
def test_takes_a_place_that_is_just_large_enough(kind: str, least: tuple[float, float]) -> None:
    width, height = least
    assert said_of(**{kind: room(width, height)}) == ()
    sentence = (
        f"The place for words on the layout for {SlideKind[kind.upper()].value} slides is {{}} by {{}} points; it must "
        f"be at least {width:.0f} by {height:.0f}."
    )
    assert said_of(**{kind: room(width - 1, height)}) == (sentence.format(int(width) - 1, int(height)),)
    assert said_of(**{kind: room(width, height - 1)}) == (sentence.format(int(width), int(height) - 1),)


def test_says_of_every_kind_of_slide_what_is_too_small() -> None:
    faults = said_of(content=room(10, 20), opening=room(30, 40), section=room(500, 300))
    assert [re.findall(r"\d+", fault)[:2] for fault in faults] == [["10", "20"], ["30", "40"]]
    assert LEAST_WORDS == (560.0, 280.0)
    assert LEAST_OPENING == (400.0, 90.0)


def themed(colours: Mapping[str, str]) -> Any:
    """The stock presentation in these colours of its theme."""
    file = Presentation()
    part = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    scheme = theme.find(".//{*}clrScheme")
    for slot in scheme:
        name = etree.QName(slot).localname
        if name in colours:
            (colour,) = slot
            colour.attrib.pop("lastClr", None)
            colour.set("val", colours[name])
    part._blob = etree.tostring(theme)
    return file


ACCENTS = [f"accent{number}" for number in range(1, 7)]
PALE = dict.fromkeys(ACCENTS, "EEEEEE")


@pytest.mark.parametrize(
    ("colours", "accent", "on_accent"),
    [
        ({"accent1": "1D3557"}, "1d3557", "ffffff"),
        ({**PALE, "accent4": "AA0000", "accent5": "0000AA"}, "aa0000", "ffffff"),
        (PALE, "000000", "ffffff"),
        ({"lt1": "000000", "dk1": "FFFFFF", **PALE}, "eeeeee", "000000"),
    ],
)
def test_takes_the_first_accent_that_stands_out_and_else_the_colour_of_the_text(
    colours: Mapping[str, str], accent: str, on_accent: str
) -> None:
    look = _look(themed(colours))
    assert (look.accent, look.on_accent) == (accent, on_accent)
    assert contrast(f"#{look.text}", f"#{look.soft}") >= ENOUGH
    assert look.text == look.quiet == colours.get("dk1", "000000").lower()
    assert look.font == ""


@pytest.mark.parametrize(("text", "is_taken"), [("767676", True), ("777777", False), ("FFFFFF", False)])
def test_takes_no_text_that_does_not_stand_out_from_its_ground(text: str, *, is_taken: bool) -> None:
    file = themed({"lt1": "FFFFFF", "dk1": text})
    if is_taken:
        look = _look(file)
        assert (look.quiet, look.text) == (text, "000000"), "what just reads on the ground reads on no tint of it"
    else:
        with pytest.raises(Incomplete) as refused:
            _look(file)
        assert str(refused.value) == (
            "Text and background of the template are too alike. Choose colours that can be told apart."
        )


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ({"val": "1D3557"}, "#1d3557"), ({"val": "window", "lastClr": "FFFFFF"}, "#ffffff"), ({"val": "window"}, ""),
        ({"val": "1D355"}, ""), ({"val": "1D35577"}, ""), ({"val": "GG3557"}, ""), ({}, ""),
    ],
)  # fmt: skip  # a colour of a theme as it is written
def test_reads_a_colour_of_six_figures_alone(given: Mapping[str, str], colour: str) -> None:
    element = etree.Element("colour", dict(given))
    if colour:
        assert _hex(element) == colour
    else:
        with pytest.raises(ValueError, match="no colour"):
            _hex(element)


def test_says_of_a_theme_without_a_colour_that_the_file_cannot_be_opened() -> None:
    target = io.BytesIO()
    themed({"accent3": "scheme"}).save(target)
    with pytest.raises(Incomplete) as refused:
        filled(target.getvalue(), DECK)
    assert str(refused.value) == CANNOT_OPEN == "The template cannot be opened. Save it again with PowerPoint as .pptx."


def test_keeps_a_little_free_on_each_side_of_a_frame() -> None:
    layout: Any = Presentation().slide_layouts[1]
    (title, *_) = layout.placeholders
    inside = _inside(title)
    assert (inside.left - title.left.pt, inside.top - title.top.pt) == pytest.approx((7.2, 3.6))
    assert (title.width.pt - inside.width, title.height.pt - inside.height) == pytest.approx((14.4, 7.2))


def packed(**parts: bytes) -> bytes:
    """A package of these parts; a line of the name stands for a stroke."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return target.getvalue()


TYPES = "[Content_Types].xml"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NO_FILE = "A slide template is a PowerPoint file. Save it as .pptx."
NO_MACROS = "A slide template is a PowerPoint file without macros. Save it as .pptx."
SLIDES = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", NO_FILE),
        (b"PK\x03\x04 nothing", NO_FILE),
        (packed(a=b"x"), NO_FILE),
        (packed(**{TYPES: WORD}), NO_MACROS),
        (packed(**{TYPES: MACROS}), NO_MACROS),
        (packed(**{TYPES: SLIDES, "ppt__VBAProject.BIN": b"x"}), NO_MACROS),
    ],
)
def test_takes_nothing_but_slides_without_macros(content: bytes, sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        check(content, DECK)
    assert str(refused.value) == sentence
