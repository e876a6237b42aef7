"""Which attributes of an Office file hold words of people, and which words are the format's own?

Schema words (``center``, ``page``), typefaces (Georgia) and built-in styles (Strong, Light Grid) are also surnames and
first names. They stand in every file, so a protected Georgia would block each of them: they are passed over here.
"""

import re

_OFFICE_SPACES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
)

SPOKEN = {
    "descr": "alternative text", "title": "title", "alt": "alternative text", "tooltip": "tip of a link",
    "screenTip": "tip of a link", "Target": "target of a link", "author": "author", "initials": "author",
    "lastModifiedBy": "author", "userName": "author", "displayName": "author", "displayText": "list entry",
    "prompt": "help text", "promptTitle": "help text", "error": "help text", "errorTitle": "help text",
    "statusText": "help text", "helpText": "help text", "v": "stored value", "string": "text along a line",
    "caption": "caption", "comment": "comment", "description": "description", "href": "target of a link",
    "display": "text of a link", "source": "source", "text": "text", "formatCode": "number format",
    "instr": "code of a field",
}  # fmt: skip
"""Attributes that people write, and what to call them."""

_NAMED_WORDS = (
    "name val value key tag alias id uri location ref formula sourceFile path uniqueName codeName formatCode "
    "styleId instr userId providerId uid label property command connection server dbName refersTo oleSize progId "
    "topic ddeTopic ddeService sheet anchor bookmark"
)
NAMED = frozenset(_NAMED_WORDS.split())
"""Attributes that may hold a name somebody gave: kept even when they look like a word of the format, where noted."""

GIVEN = {
    "sheet": "name of a sheet", "definedName": "name of a range", "bookmarkStart": "bookmark", "tag": "tag of a field",
    "alias": "title of a field", "docVar": "stored value", "cNvPr": "name of a shape", "docPr": "name of a shape",
    "table": "name of a table", "tableColumn": "head of a column", "cacheField": "head of a column",
    "style": "name of a style", "cSld": "name of a slide", "section": "name of a section", "person": "author",
    "cmAuthor": "author",
    "custShow": "name of a show", "connection": "connection to other data", "property": "document property",
    "category": "category", "docPartName": "name", "name": "name", "listItem": "list entry",
    "sheetName": "name of a sheet", "comments": "author",
}  # fmt: skip
"""Elements whose names people give, and what to call those."""
_GIVEN_KEYS = frozenset({"name", "val", "displayName", "codeName", "value", "formatCode"})

_FORMAT_VALUES = frozenset({"val", "id", "uri", "ref", "key", "label", "value", "location", "property", "sheet"})
"""Of those, the ones the format fills as well: a word of the format is passed over in them."""

_OWN_TAGS = frozenset({"tag", "alias", "docVar", "name", "docPartName", "result", "default", "pn"})

_MACHINE = re.compile(
    r"[a-z][A-Za-z0-9]*|[-+]?[\d.,%: ]{1,12}(?:pt|px|cm|mm|in|em|emu)?|[0-9A-Fa-f]*\d[0-9A-Fa-f]*|\{[0-9A-Fa-f-]{36}\}"
    r"|rId\d+|#?_x0000_\w+|[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?|https?://schemas\.\S*|urn:schemas-microsoft-com:\S*"
)
_FORMAT_KEYS = {"script": re.compile(r"[A-Z][a-z]{3}"), "panose": re.compile(r"[0-9A-F]{20}")}
_FORMAT_KEYS |= {"panose1": _FORMAT_KEYS["panose"], "lang": re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})*")}
_FIGURES_OF_A_NUMBER = 10
"""From so many figures on a number may be a telephone's, not a measure of the format."""

_TYPEFACE_NAMES = (
    "Aptos,Aptos Display,Arial,Arial Black,Arial Narrow,Bahnschrift,Baskerville,Baskerville Old Face,Bell MT,"
    "Berlin Sans FB,Bodoni MT,Bookman Old Style,Calibri,Calibri Light,Californian FB,Calisto MT,Cambria,"
    "Cambria Math,Candara,Carlito,Caladea,Castellar,Century,Century Gothic,Comic Sans MS,Consolas,Constantia,"
    "Corbel,Courier,Courier New,DejaVu Sans,Ebrima,Elephant,Footlight MT Light,Franklin Gothic Book,"
    "Franklin Gothic Medium,Gabriola,Gadugi,Garamond,Georgia,Georgia Pro,Gill Sans,Gill Sans MT,Helvetica,"
    "Helvetica Neue,Impact,Ink Free,Javanese Text,Lato,Leelawadee,Leelawadee UI,Liberation Sans,Liberation Serif,"
    "Lucida Bright,Lucida Console,Lucida Sans,Lucida Sans Unicode,MS Gothic,MS Mincho,Malgun Gothic,Mangal,"
    "Marlett,Microsoft Sans Serif,Monotype Corsiva,Montserrat,Noto Sans,Noto Serif,Open Sans,OpenSymbol,"
    "Palatino,Palatino Linotype,Perpetua,Rockwell,Roboto,Sans Serif Collection,Segoe Print,Segoe Script,"
    "Segoe UI,Segoe UI Symbol,Sitka,SimSun,Source Sans Pro,Sylfaen,Symbol,Tahoma,Times,Times New Roman,"
    "Trebuchet MS,Tw Cen MT,Verdana,Webdings,Wingdings,Wingdings 2,Yu Gothic,Yu Mincho,"
    "Angsana New,Nyala,Vrinda,Shruti,MoolBoran,Tunga,Raavi,Euphemia,Plantagenet Cherokee,Microsoft Yi Baiti,"
    "Microsoft Himalaya,MV Boli,Gautami,Latha,Estrangelo Edessa,Kalinga,DokChampa,Iskoola Pota,Mongolian Baiti,"
    "Microsoft Uighur,Cordia New,DaunPenh,ＭＳ ゴシック,ＭＳ 明朝,ＭＳ Ｐゴシック,맑은 고딕,宋体,新細明體,等线,"
    "游ゴシック,游明朝"
)
TYPEFACES = frozenset(_TYPEFACE_NAMES.casefold().split(","))
"""Typefaces that Office and its like put into every file."""

_STYLE_NAME_WORDS = (
    "1 2 3 4 5 6 7 8 9 0 3d accent acronym address and annotation application as background bad balloon basic "
    "bibliography block body book bullet calculation caption char check cell cite classic close closing code "
    "colorful colourful columns comma contemporary continue currency dark date default definition document e "
    "effects elegant email emphasis endnote envelope example explanatory figures first followed followedhyperlink "
    "font footer footnote form good grid hash hashtag header heading html hyperlink in indent index input intense "
    "keyboard light line linked list macro map medium mention message neutral no normal note number of office of "
    "outline output page paragraph percent placeholder plain preformatted professional quote reference return "
    "revision salutation sample section shading signature simple smart strong style subject subtitle subtle symbol "
    "table tablegrid text theme title toa toc top total typewriter unresolved variable warning web z bottom themes "
    "default slide layout master blank content two comparison picture vertical "
    "sheet image box objects goback notes only with spacing subheading general chart caption standard web"
)
_STYLE_WORDS = frozenset(_STYLE_NAME_WORDS.split())

_STYLED_NAMES = (
    "style styles pStyle rStyle tblStyle lsdException cellStyle tableStyle tableStyleInfo dxf font rFonts latin ea "
    "cs sym buFont name basedOn next link cNvPr docPr cSld theme clrScheme fontScheme fmtScheme docPartGallery "
    "numStyleLink styleLink tblStyleRowBandSize defaultTableStyle altName vt"
)
_STYLED = frozenset(_STYLED_NAMES.split())
"""Elements that name a style, a typeface or a numbered shape."""


def is_office(space: str) -> bool:
    """True for the name spaces of the format itself, in which the schema limits what may stand."""
    return space.startswith(_OFFICE_SPACES)


def label_of(tag: str, key: str, value: str) -> str:
    """What to call an attribute that a person wrote; empty for one of the format's or a program's own."""
    if key in SPOKEN:
        return SPOKEN[key]
    if tag in GIVEN and key in _GIVEN_KEYS and not _is_usual(value):
        return GIVEN[tag]
    return ""


def is_own_word(tag: str, key: str, value: str) -> bool:
    """True when an attribute of the format holds nothing a person wrote."""
    if _is_style_or_typeface(tag, value) or _is_of_a_fixed_form(key, value):
        return True
    return _is_machine_made(value) and _is_filled_by_the_format(tag, key)


def _is_style_or_typeface(tag: str, value: str) -> bool:
    return tag in _STYLED and _is_usual(value)


def _is_of_a_fixed_form(key: str, value: str) -> bool:
    return key in _FORMAT_KEYS and bool(_FORMAT_KEYS[key].fullmatch(value))


def _is_machine_made(value: str) -> bool:
    return not _is_long_number(value) and bool(_MACHINE.fullmatch(value))


def _is_filled_by_the_format(tag: str, key: str) -> bool:
    return key not in NAMED or (key in _FORMAT_VALUES and tag not in _OWN_TAGS)


def _is_usual(value: str) -> bool:
    if _is_long_number(value):
        return False
    return not any(map(str.isalpha, value)) or value.casefold() in TYPEFACES or _is_built_in_style(value)


def _is_long_number(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= _FIGURES_OF_A_NUMBER


def _is_built_in_style(value: str) -> bool:
    words = re.split(r"[\s\-()\[\],+:_]+|(?<=[a-z])(?=[A-Z0-9])", value.strip("()[] "))
    return all(word.casefold() in _STYLE_WORDS or word.isdigit() for word in words if word)
