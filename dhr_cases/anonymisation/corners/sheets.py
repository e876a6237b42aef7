"""Which words stand in the cells of a workbook, row by row, hidden sheets, rows and columns too?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from dhr_cases.anonymisation.corners.between import words_between
from dhr_cases.anonymisation.corners.cell_dates import date_styles
from dhr_cases.anonymisation.corners.office_places import links_of, root_of
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.runs import views
from dhr_cases.anonymisation.corners.xml_words import parsed, read_attributes, read_tree

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_CELL_PARTS = frozenset(f"{{{space}}}{name}" for space in _SPACES for name in ("v", "f", "is"))
_CELL_KEYS = frozenset({"r", "s", "t", "cm", "vm", "ph"})
_ROW_KEYS = frozenset({"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed"})
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class _Sheet:
    part: str
    place: str


@dataclass(frozen=True)
class _Book:
    """What cells refer to: shared texts, which styles show days, from when days count, texts no cell has shown yet."""

    texts: tuple[str, ...]
    date_styles: frozenset[int]
    first_day: datetime
    unused: set[int]


def sheet_parts(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The parts that ``read_workbook`` reads, so that nobody reads them twice."""
    if WORKBOOK not in parts:
        return frozenset()
    return frozenset({STRINGS}) | {name for name in parts if name.startswith("xl/worksheets/sheet")}


def read_workbook(gathering: Gathering, parts: Mapping[str, bytes]) -> None:
    """Read the cells of every sheet, and the shared texts that no cell shows any more."""
    if WORKBOOK not in parts:
        return
    book = _book(gathering, parts)
    for sheet in _sheets(gathering, parts):
        root = parsed(gathering, parts[sheet.part], sheet.place)
        if root is not None:
            _read_sheet(gathering, root, sheet.place, book)
    gathering.add("texts no cell shows", "\n".join(book.texts[number] for number in sorted(book.unused)))


def _book(gathering: Gathering, parts: Mapping[str, bytes]) -> _Book:
    items = _shared_items(gathering, parts)
    for item in items:
        for guide in item.iter("{*}rPh"):
            gathering.add("phonetic guide", "".join(guide.itertext()))
    texts = tuple(next(views(item)).text for item in items)
    return _Book(
        texts, date_styles(parts.get("xl/styles.xml", b"")), _first_day(parts[WORKBOOK]), set(range(len(texts)))
    )


def _first_day(workbook: bytes) -> datetime:
    """From when a workbook counts its days: those once made on a Macintosh begin four years later."""
    root = root_of(workbook)
    is_late = root is not None and any(told.get("date1904") in {"1", "true"} for told in root.iter("{*}workbookPr"))
    return CALENDAR_MAC_1904 if is_late else CALENDAR_WINDOWS_1900


def _shared_items(gathering: Gathering, parts: Mapping[str, bytes]) -> list[etree._Element]:
    root = parsed(gathering, parts[STRINGS], "shared texts") if STRINGS in parts else None
    if root is None:
        return []
    read_attributes(gathering, root, "shared texts")
    gathering.add("shared texts, comment in the code", "\n".join(_texts(root.iter(etree.Comment))))
    gathering.add("shared texts, between the elements", "\n".join((words_between(root), *_beside(root))))
    return _elements(root)


def _elements(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str)]


def _beside(parent: etree._Element) -> Iterator[str]:
    """What stands straight in an element, beside its children."""
    return (text for text in (parent.text, *(child.tail for child in parent)) if text and not text.isspace())


def _texts(nodes: Iterable[etree._Element]) -> list[str]:
    return [node.text or "" for node in nodes]


def _sheets(gathering: Gathering, parts: Mapping[str, bytes]) -> Iterator[_Sheet]:
    root = parsed(gathering, parts[WORKBOOK], "workbook")
    links = links_of(parts, WORKBOOK)
    named: set[str] = set()
    for sheet in () if root is None else root.iter("{*}sheet"):
        part = links.get(sheet.get(_RELATION, ""), "")
        if part in sheet_parts(parts):
            named.add(part)
            yield _Sheet(part, _name_of(sheet))
    for part in sorted(sheet_parts(parts) & parts.keys() - named - {STRINGS}):
        yield _Sheet(part, f"sheet no longer listed ({part})")


def _name_of(sheet: etree._Element) -> str:
    hidden = "" if sheet.get("state", "visible") == "visible" else " (hidden)"
    return f"sheet {sheet.get('name')}{hidden}"


def _read_sheet(gathering: Gathering, root: etree._Element, place: str, book: _Book) -> None:
    for rows in list(root.iter("{*}sheetData")):
        for row in _elements(rows):
            hidden = ", hidden" if row.get("hidden") in {"1", "true"} else ""
            _read_row(gathering, row, f"{place}, row {row.get('r', '?')}{hidden}", book)
        _take_out_read(rows)
    read_tree(gathering, root, place)


def _read_row(gathering: Gathering, row: etree._Element, place: str, book: _Book) -> None:
    cells = _elements(row)
    shown = [_shown(cell, book) for cell in cells]
    formulas = [formula for cell in cells for formula in _texts(cell.iter("{*}f"))]
    gathering.add(place, "\t".join(filter(None, shown)))
    gathering.add(f"{place}, formula", "\n".join(formulas), is_prose=False)


def _take_out_read(rows: etree._Element) -> None:
    """Leave only what a cell should not hold, so that it is read with the rest of the sheet."""
    for row in list(rows):
        for cell in list(row):
            if _is_read_wholly(cell):
                row.remove(cell)
        if _holds_nothing(row):
            rows.remove(row)


def _is_read_wholly(cell: etree._Element) -> bool:
    is_usual = isinstance(cell.tag, str) and set(cell.keys()) <= _CELL_KEYS and not _holds_more(cell)
    return is_usual and not any(_beside(cell)) and not (cell.tail or "").strip()


def _holds_nothing(row: etree._Element) -> bool:
    is_usual = not len(row) and set(row.keys()) <= _ROW_KEYS
    return is_usual and not any(_beside(row)) and not (row.tail or "").strip()


def _holds_more(cell: etree._Element) -> bool:
    return any(child.tag not in _CELL_PARTS or (len(child) and child.find(".//{*}rPh") is not None) for child in cell)


def _shown(cell: etree._Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _inline(cell)
    value = "".join(_texts(cell.iter("{*}v")))
    if kind == "s":
        return _shared(value, book)
    return _day(value, book.first_day) if kind == "n" and _is_dated(cell, book) else value


def _inline(cell: etree._Element) -> str:
    return "".join(next(views(inner)).text for inner in cell.iter("{*}is"))


def _shared(value: str, book: _Book) -> str:
    number = int(value) if value.isdecimal() else -1
    if not 0 <= number < len(book.texts):
        return value
    book.unused.discard(number)
    return book.texts[number]


def _is_dated(cell: etree._Element, book: _Book) -> bool:
    style = cell.get("s", "0")
    return style.isdecimal() and int(style) in book.date_styles


def _day(value: str, first_day: datetime) -> str:
    try:
        moment = from_excel(float(value), first_day)
    except (ValueError, OverflowError):
        return value
    return f"{value} {moment:%d/%m/%Y}" if hasattr(moment, "year") else value
