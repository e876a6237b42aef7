"""How do slides look where a partnership has brought no template: letters, colours and places of our own.

The stock presentation is brought to a wide page with four layouts; nothing of its own pictures or settings is left.
"""

import re
from collections.abc import Callable
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dhr_cases.colours import ENOUGH, WHITE, contrast, mixed, text_on
from dhr_cases.papers.writing.blocks import LANGUAGE
from dhr_cases.papers.writing.deck import SlideKind
from dhr_cases.papers.writing.slide_rooms import Area, Look, Room

FONT = "Arial"
PAGE = (960.0, 540.0)
INK = "#0b0c0c"
QUIET = "#505a5f"
TITLE = Area(48, 26, 864, 84)
BODY = Area(48, 124, 864, 358)
FOOT = Area(48, 500, 760, 26)
NUMBER = Area(828, 500, 84, 26)
OPENING_TITLE = Area(60, 120, 840, 130)
OPENING_BODY = Area(60, 270, 840, 190)
LAYOUTS = {SlideKind.OPENING: 0, SlideKind.CONTENT: 1, SlideKind.SECTION: 2}
_KEPT = (0, 1, 2, 5)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
SMALL_PRINT = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
ANCHORS = {PP_PLACEHOLDER.CENTER_TITLE: MSO_ANCHOR.BOTTOM, PP_PLACEHOLDER.TITLE: MSO_ANCHOR.MIDDLE}

ROOMS = {
    SlideKind.OPENING: Room(OPENING_TITLE, OPENING_BODY),
    SlideKind.SECTION: Room(OPENING_TITLE, OPENING_BODY),
    SlideKind.CONTENT: Room(TITLE, BODY),
}


def look_of(brand: str) -> Look:
    """The colours that go with a partnership's own; a colour too pale to be seen on white gives way to black."""
    accent = brand if contrast(brand, WHITE) >= ENOUGH else INK
    return Look(accent[1:], text_on(accent)[1:], mixed(accent, WHITE, 0.9)[1:], INK[1:], QUIET[1:], FONT)


def rgb(colour: str) -> RGBColor:
    """Six hexadecimal digits as a colour of a slide."""
    make: Callable[..., RGBColor] = RGBColor
    return make(*bytes.fromhex(colour))


def own_design(look: Look) -> Any:
    """An empty presentation in this look with four layouts: opening, content, section, title only."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(PAGE[0]), Pt(PAGE[1])
    _drop_stock_parts(deck)
    _keep_layouts(deck)
    _set_theme(deck.slide_master, look)
    _set_master(deck.slide_master, look)
    opening, content, section, alone = deck.slide_layouts
    for layout in (opening, section):
        _set_places(layout, OPENING_TITLE, OPENING_BODY)
        _colour_title_page(layout, look)
    for layout in (content, alone):
        _set_places(layout, TITLE, BODY)
    for layout, name in zip(deck.slide_layouts, ("Opening", "Title and words", "Section", "Title only"), strict=True):
        layout.name = name
    return deck


def _drop_stock_parts(deck: Any) -> None:
    """The picture and the printer settings of another document."""
    package = deck.part.package
    for rel in [rel for rel in package.iter_rels() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.drop_rel(rel.rId)
    for name in [name for name, rel in deck.part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS]:
        deck.part.rels.pop(name)


def _keep_layouts(deck: Any) -> None:
    for place in reversed(range(len(deck.slide_layouts))):
        if place not in _KEPT:
            deck.slide_layouts.remove(deck.slide_layouts[place])


def _set_theme(master: Any, look: Look) -> None:
    """Letters and colours of the theme, so that what somebody adds by hand looks the same."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", text)
    for slot, colour in (("accent1", look.accent), ("dk2", look.accent), ("lt2", look.soft), ("hlink", look.accent)):
        text = re.sub(rf"<a:{slot}>.*?</a:{slot}>", f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>', text)
    part.blob = text.encode()


def _set_master(master: Any, look: Look) -> None:
    """Titles in the accent colour, words in ink, and a narrow strip of colour at the left edge."""
    _set_places(master, TITLE, BODY)
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    _set_letters(title, 32, look.accent, is_bold=True)
    for level in styles.find(qn("p:bodyStyle")):
        if level.tag.endswith("pPr"):
            _set_letters(level, 24, look.text)
    strip = STRIP.format(height=int(Pt(PAGE[1])), width=int(Pt(14)), colour=look.accent)
    master.shapes.element.insert(2, parse_xml(strip))


def _set_letters(level: Any, size: int, colour: str, *, is_bold: bool = False) -> None:
    """Size, weight, colour and language of a level of text."""
    letters = level.find(qn("a:defRPr"))
    letters.set("sz", str(size * 100))
    letters.set("b", "1" if is_bold else "0")
    letters.set("lang", LANGUAGE)
    for fill in letters.findall(qn("a:solidFill")):
        letters.remove(fill)
    letters.insert(0, parse_xml(FILL.format(colour=colour)))


def _set_places(sheet: Any, title: Area, body: Area) -> None:
    """Put title, words, foot and number in their places; the day of printing is left out."""
    places = {
        PP_PLACEHOLDER.TITLE: title,
        PP_PLACEHOLDER.CENTER_TITLE: title,
        PP_PLACEHOLDER.BODY: body,
        PP_PLACEHOLDER.OBJECT: body,
        PP_PLACEHOLDER.SUBTITLE: body,
        PP_PLACEHOLDER.FOOTER: FOOT,
        PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
    }
    for shape in list(sheet.placeholders):
        kind = shape.placeholder_format.type
        if kind in places:
            _put(shape, places[kind])
            _set_frame(shape, kind)
        else:
            shape.element.getparent().remove(shape.element)


def _put(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)


def _set_frame(shape: Any, kind: PP_PLACEHOLDER) -> None:
    """No edges inside the frame, so that words have the room that is measured; foot and number in small print."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = ANCHORS.get(kind, MSO_ANCHOR.TOP)
    if kind in SMALL_PRINT:
        _set_small_print(shape, _side(kind))


def _set_small_print(shape: Any, side: str) -> None:
    """Left for the foot, right for the number, in quiet letters of 12 points."""
    styles = shape.element.txBody.find(qn("a:lstStyle"))
    for level in list(styles):
        styles.remove(level)
    styles.append(parse_xml(SMALL.format(side=side, colour=QUIET[1:])))


def _colour_title_page(layout: Any, look: Look) -> None:
    """The partnership's colour behind title and words, and both in the colour that reads well on it."""
    background = layout.background.fill
    background.solid()
    background.fore_color.rgb = rgb(look.accent)
    for shape in layout.placeholders:
        styles = shape.element.txBody.find(qn("a:lstStyle"))
        for level in list(styles):
            styles.remove(level)
        styles.append(parse_xml(_level_of(shape.placeholder_format.type, look.on_accent)))


def _level_of(kind: PP_PLACEHOLDER, colour: str) -> str:
    """How the text of a placeholder is set on a page of colour."""
    if kind in SMALL_PRINT:
        return SMALL.format(side=_side(kind), colour=colour)
    is_title = kind in TITLES
    return LARGE.format(colour=colour, bold=int(is_title), size=4000 if is_title else 2400)


def _side(kind: PP_PLACEHOLDER) -> str:
    return "r" if kind is PP_PLACEHOLDER.SLIDE_NUMBER else "l"


_NAMES = f"{nsdecls('a')} {nsdecls('p')}"
FILL = f'<a:solidFill {_NAMES}><a:srgbClr val="{{colour}}"/></a:solidFill>'
SMALL = (
    f'<a:lvl1pPr {_NAMES} algn="{{side}}"><a:defRPr sz="1200" lang="{LANGUAGE}"><a:solidFill>'
    '<a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
)
LARGE = (
    f'<a:lvl1pPr {_NAMES} marL="0" indent="0" algn="l"><a:buNone/>'
    f'<a:defRPr sz="{{size}}" b="{{bold}}" lang="{LANGUAGE}" cap="none"><a:solidFill>'
    '<a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
)
STRIP = (
    f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="9000" name="Strip of colour"/><p:cNvSpPr/>'
    '<p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
    '<a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    "</p:spPr></p:sp>"
)
