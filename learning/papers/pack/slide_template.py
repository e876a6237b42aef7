"""May this file be a partnership's slide template, and how does a deck get into it?

Looked at as a package before a slide of it is read: nothing may be fetched from elsewhere, run, or unfold without end.
Its own slides are taken out; its layouts, pictures and letters stay. Where words would not fit or not be read, it is
refused with what is missing. Source: our own rule [D].
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE

from dhr_cases.colours import ENOUGH, contrast, mixed, text_on
from dhr_cases.errors import Incomplete
from dhr_cases.papers.template_package import check_package
from dhr_cases.papers.uploads import DAMAGE
from dhr_cases.papers.writing import slides
from dhr_cases.papers.writing.deck import Deck, SlideKind
from dhr_cases.papers.writing.measuring import UNKNOWN_FONT
from dhr_cases.papers.writing.slide_rooms import Area, Look, Room
from dhr_cases.papers.writing.slides import WORDS, words_of

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
INSET = (7.2, 3.6)
"""Points that a frame keeps free at its sides and at its top and bottom, where a template says nothing else."""
LEAST_WORDS = (560.0, 280.0)
LEAST_OPENING = (400.0, 90.0)
"""How wide and high the place for words must be, in points, on a slide of words and on an opening [D]."""
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
CANNOT_OPEN = "The template cannot be opened. Save it again with PowerPoint as .pptx."
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def check(template: bytes, deck: Deck) -> None:
    """Pass when the template takes the deck, an invented one; raise Incomplete naming what is wrong with it."""
    _check_is_slides(template)
    check_package(template)
    filled(template, deck)


def _check_is_slides(template: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            types = package.read("[Content_Types].xml")
            names = package.namelist()
    except (*DAMAGE, KeyError):
        raise Incomplete("A slide template is a PowerPoint file. Save it as .pptx.") from None
    if MAIN.encode() not in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Incomplete("A slide template is a PowerPoint file without macros. Save it as .pptx.")


def filled(template: bytes, deck: Deck) -> bytes:
    """The deck on the layouts of the template. Raises Incomplete where a layout is missing or too small."""
    try:
        file = Presentation(io.BytesIO(template))
        _take_slides_out(file)
        layouts = _layouts(file)
        rooms = {kind: _room(file.slide_layouts[place]) for kind, place in layouts.items()}
        _check_rooms(rooms)
        return slides.filled(file, deck, _look(file), layouts, rooms)
    except (PythonPptxError, KeyError, ValueError, AttributeError, etree.LxmlError) as fault:
        raise Incomplete(CANNOT_OPEN) from fault


def _take_slides_out(file: Any) -> None:
    """The template's own slides, with everything only they hold."""
    listed = file.slides.element if hasattr(file.slides, "element") else file.part.element.sldIdLst
    for slide in list(listed):
        file.part.drop_rel(slide.rId)
        listed.remove(slide)


def _layouts(file: Any) -> dict[SlideKind, int]:
    """A layout for each kind of slide: words under a title; an opening with two places, else the same."""
    fitting = [place for place, layout in enumerate(file.slide_layouts) if _has_both(layout)]
    words = [place for place in fitting if _has_words(file.slide_layouts[place])]
    if not words:
        raise Incomplete("The template has no layout with a title and one place for words. Add “Title and Content”.")
    opening = next((place for place in fitting if _is_opening(file.slide_layouts[place])), words[0])
    return {SlideKind.CONTENT: words[0], SlideKind.OPENING: opening, SlideKind.SECTION: opening}


def _kinds(layout: Any) -> list[PP_PLACEHOLDER]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _has_both(layout: Any) -> bool:
    kinds = _kinds(layout)
    return any(kind in TITLES for kind in kinds) and sum(kind in WORDS for kind in kinds) == 1


def _has_words(layout: Any) -> bool:
    return PP_PLACEHOLDER.OBJECT in _kinds(layout) or PP_PLACEHOLDER.BODY in _kinds(layout)


def _is_opening(layout: Any) -> bool:
    return PP_PLACEHOLDER.CENTER_TITLE in _kinds(layout) or PP_PLACEHOLDER.SUBTITLE in _kinds(layout)


def _room(layout: Any) -> Room:
    title = next(shape for shape in layout.placeholders if shape.placeholder_format.type in TITLES)
    return Room(_inside(title), _inside(words_of(layout)), UNKNOWN_FONT)


def _inside(shape: Any) -> Area:
    """The place of a frame without its edges."""
    side, above = INSET
    return Area(shape.left.pt + side, shape.top.pt + above, shape.width.pt - 2 * side, shape.height.pt - 2 * above)


def _check_rooms(rooms: dict[SlideKind, Room]) -> None:
    faults = tuple(dict.fromkeys(_small(rooms)))
    if faults:
        raise Incomplete(" ".join(faults), faults)


def _small(rooms: dict[SlideKind, Room]) -> Iterator[str]:
    for kind, room in rooms.items():
        width, height = LEAST_WORDS if kind is SlideKind.CONTENT else LEAST_OPENING
        if room.body.width < width or room.body.height < height:
            yield (
                f"The place for words on the layout for {kind.value} slides is {room.body.width:.0f} by "
                f"{room.body.height:.0f} points; it must be at least {width:.0f} by {height:.0f}."
            )


def _look(file: Any) -> Look:
    """Colours of the theme: its text on its background, and the first accent that can be told from the background.

    Raises Incomplete where the text does not stand out from the background.
    """
    colours = _theme_colours(file.slide_master)
    back, text = colours["bg1"], colours["tx1"]
    if contrast(back, text) < ENOUGH:
        raise Incomplete("Text and background of the template are too alike. Choose colours that can be told apart.")
    accents = [colours[name] for name in colours if name.startswith("accent")]
    accent = next((colour for colour in accents if contrast(colour, back) >= ENOUGH), text)
    soft = mixed(accent, back, 0.9)
    shown = text if contrast(text, soft) >= ENOUGH else text_on(soft)
    return Look(accent[1:], text_on(accent)[1:], soft[1:], shown[1:], text[1:])


def _theme_colours(master: Any) -> dict[str, str]:
    """The colours of the theme as hexadecimal, and which of them are text and background."""
    theme = etree.fromstring(
        master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, etree.XMLParser(resolve_entities=False)
    )
    scheme = theme.find(f".//{DRAWING}clrScheme")
    colours = {slot.tag.removeprefix(DRAWING): _hex(slot[0]) for slot in scheme}
    names = master.element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}clrMap").attrib
    return colours | {name: colours[names[name]] for name in ("bg1", "tx1")}


def _hex(colour: Any) -> str:
    found = colour.get("lastClr") or colour.get("val") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", found):
        raise ValueError("no colour")
    return f"#{found.lower()}"
