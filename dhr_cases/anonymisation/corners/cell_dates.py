"""Which cell styles of a workbook show a number as a day?"""

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format


def date_styles(styles: bytes) -> frozenset[int]:
    """Numbers of the cell styles with a date format; none when the part is damaged, which reading it says."""
    if not styles or b"<!ENTITY" in styles:
        return frozenset()
    try:
        root = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return frozenset()
    formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats |= {node.get("numFmtId", ""): node.get("formatCode", "") for node in root.iter("{*}numFmt")}
    cells = [style for group in root.iter("{*}cellXfs") for style in group]
    return frozenset(n for n, style in enumerate(cells) if is_date_format(formats.get(style.get("numFmtId", ""), "")))
