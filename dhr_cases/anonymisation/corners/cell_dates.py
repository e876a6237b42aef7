"""Which cell styles of a workbook show a number as a day?"""

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from dhr_cases.anonymisation.corners.office_places import root_of


def date_styles(styles: bytes) -> frozenset[int]:
    """Numbers of the cell styles with a date format; none when the part is damaged, which reading it says."""
    root = root_of(styles)
    if root is None:
        return frozenset()
    formats = _formats(root)
    return frozenset(number for number, named in enumerate(_named(root)) if is_date_format(formats.get(named, "")))


def _formats(root: etree._Element) -> dict[str, str]:
    known = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    return known | {node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter("{*}numFmt")}


def _named(root: etree._Element) -> list[str]:
    """The number of the format that each cell style names, in their order."""
    return [style.get("numFmtId", "") for group in root.iter("{*}cellXfs") for style in group.iterchildren("{*}*")]
