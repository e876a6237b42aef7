"""Where in an Excel workbook can a protected word stand?"""

import functools
import io
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.planting.places import Package, Place, quoted, said, unpacked

BOOK, SHEET, HIDDEN_SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_DRAWING = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


@functools.lru_cache(maxsize=1)
def _base() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Agency", "Meetings"])
    sheet.append(["Police", 3])
    book.create_sheet("Lists").append(["open", "closed"])
    book["Lists"].sheet_state = "hidden"
    book.properties.creator = "Review team"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def excel_package() -> Package:
    """A small workbook with a hidden sheet, opened up."""
    return unpacked(_base())


def _row(package: Package, sheet: str, cells: str, attributes: str = "") -> None:
    package.count += 1
    package.put_before(sheet, "</sheetData>", f'<row r="{100 + package.count}" {attributes}>{cells}</row>')


def _inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _cell(package: Package, word: str) -> None:
    _row(package, SHEET, _inline(said(word)))


def _two_cells(package: Package, word: str) -> None:
    _row(package, SHEET, "".join(_inline(escape(part)) for part in word.split(" ")))


def _rich_cell(package: Package, word: str) -> None:
    middle = len(word) // 2
    runs = f"<r><t>{escape(word[:middle])}</t></r><r><rPr><b/></rPr><t>{escape(word[middle:])}</t></r>"
    _row(package, SHEET, f'<c t="inlineStr"><is>{runs}</is></c>')


def _shared(package: Package, text: str) -> int:
    if "xl/sharedStrings.xml" not in package.parts:
        package.add("xl/sharedStrings.xml", f"<sst {_SPACE}></sst>", f"{_TYPE}.sharedStrings+xml")
        package.link(BOOK, "sharedStrings", "sharedStrings.xml")
    number = package.parts["xl/sharedStrings.xml"].count(b"<si>")
    package.put_before("xl/sharedStrings.xml", "</sst>", f"<si>{text}</si>")
    return number


def _shared_cell(package: Package, word: str) -> None:
    _row(package, SHEET, f'<c t="s"><v>{_shared(package, f"<t>{said(word)}</t>")}</v></c>')


def _straight_in_cell(package: Package, word: str) -> None:
    _row(package, SHEET, f"<c>{said(word)}<v>1</v></c>")


def _after_a_cell(package: Package, word: str) -> None:
    _row(package, SHEET, f"{_inline('open')}{said(word)}")


def _after_a_row(package: Package, word: str) -> None:
    _row(package, SHEET, _inline("open"))
    package.put_before(SHEET, "</sheetData>", said(word))


def _straight_in_shared(package: Package, word: str) -> None:
    _shared(package, f"{said(word)}<t>open</t>")


def _unused_text(package: Package, word: str) -> None:
    _shared(package, f"<t>{said(word)}</t>")


def _phonetic(package: Package, word: str) -> None:
    _shared(package, f"<t>x</t><rPh sb='0' eb='1'><t>{escape(word)}</t></rPh>")


def _hidden_sheet(package: Package, word: str) -> None:
    _row(package, HIDDEN_SHEET, _inline(said(word)))


def _hidden_row(package: Package, word: str) -> None:
    _row(package, SHEET, _inline(said(word)), 'hidden="1"')


def _hidden_column(package: Package, word: str) -> None:
    package.put_before(SHEET, "<sheetData>", '<cols><col min="9" max="9" hidden="1"/></cols>')
    _row(package, SHEET, _inline(said(word)).replace("<c ", '<c r="I9" '))


def _formula(package: Package, word: str) -> None:
    _row(package, SHEET, f'<c t="str"><f>IF(A1="",{escape(chr(34) + word + chr(34))},1)</f><v>1</v></c>')


def _cached_formula(package: Package, word: str) -> None:
    _row(package, SHEET, f'<c t="str"><f>A1</f><v>{said(word)}</v></c>')


def _sheet_name(package: Package, word: str) -> None:
    package.put_before(BOOK, "</sheets>", f'<sheet name={quoted(word)} sheetId="77" state="veryHidden"/>')


def _range_name(package: Package, word: str) -> None:
    name = quoted(word.replace(" ", "_"))
    if b"<definedNames" not in package.parts[BOOK]:
        package.put_after(BOOK, "</sheets>", "<definedNames></definedNames>")
    package.parts[BOOK] = package.parts[BOOK].replace(b"<definedNames/>", b"<definedNames></definedNames>")
    package.put_before(BOOK, "</definedNames>", f"<definedName name={name}>Sheet!$A$1</definedName>")


def _after_cells(package: Package, xml: str) -> None:
    package.put_after(SHEET, "</sheetData>", xml)


def _choices(package: Package, word: str) -> None:
    rule = f'<dataValidation type="list"><formula1>"{escape(word)},none"</formula1></dataValidation>'
    _after_cells(package, f"<dataValidations>{rule}</dataValidations>")


def _prompt(package: Package, word: str) -> None:
    _after_cells(package, f"<dataValidations><dataValidation prompt={quoted(said(word))}/></dataValidations>")


def _condition(package: Package, word: str) -> None:
    rule = f'<cfRule type="containsText" text={quoted(word)}><formula>1</formula></cfRule>'
    _after_cells(package, f'<conditionalFormatting sqref="A1">{rule}</conditionalFormatting>')


def _page_header(package: Package, word: str) -> None:
    _after_cells(package, f"<headerFooter><oddHeader>&amp;L{said(word)}</oddHeader></headerFooter>")


def _tip(package: Package, word: str) -> None:
    _after_cells(package, f'<hyperlinks><hyperlink ref="A1" tooltip={quoted(word)}/></hyperlinks>')


def _comment(package: Package, word: str) -> None:
    text = f'<comment ref="A1" authorId="0"><text><r><t>{said(word)}</t></r></text></comment>'
    package.add(
        "xl/comments1.xml", f"<comments {_SPACE}><commentList>{text}</commentList></comments>", f"{_TYPE}.comments+xml"
    )


def _comment_author(package: Package, word: str) -> None:
    package.add("xl/comments2.xml", f"<comments {_SPACE}><authors><author>{escape(word)}</author></authors></comments>")


_THREADS = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'


def _thread(package: Package, word: str) -> None:
    text = f'<threadedComment ref="A1"><text>{said(word)}</text></threadedComment>'
    package.add("xl/threadedComments/threadedComment1.xml", f"<ThreadedComments {_THREADS}>{text}</ThreadedComments>")


def _person(package: Package, word: str) -> None:
    package.add("xl/persons/person.xml", f"<personList {_THREADS}><person displayName={quoted(word)}/></personList>")


def _pivot_cache(package: Package, word: str) -> None:
    field = f'<cacheField name="Who"><sharedItems><s v={quoted(word)}/></sharedItems></cacheField>'
    package.add(
        "xl/pivotCache/pivotCacheDefinition1.xml", f"<pivotCacheDefinition {_SPACE}>{field}</pivotCacheDefinition>"
    )


def _pivot_rows(package: Package, word: str) -> None:
    rows = f"<r><s v={quoted(said(word))}/></r>"
    package.add("xl/pivotCache/pivotCacheRecords1.xml", f"<pivotCacheRecords {_SPACE}>{rows}</pivotCacheRecords>")


def _linked_values(package: Package, word: str) -> None:
    cell = f'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{said(word)}</v></cell></row></sheetData>'
    link = f"<externalBook><sheetDataSet>{cell}</sheetDataSet></externalBook>"
    package.add("xl/externalLinks/externalLink1.xml", f"<externalLink {_SPACE}>{link}</externalLink>")


def _connection(package: Package, word: str) -> None:
    query = f"<dbPr connection={quoted(f'who={word}')}/>"
    package.add("xl/connections.xml", f'<connections {_SPACE}><connection id="1">{query}</connection></connections>')


def _drawing(package: Package, word: str) -> None:
    text = f"<xdr:txBody><a:p><a:r><a:t>{said(word)}</a:t></a:r></a:p></xdr:txBody>"
    package.add("xl/drawings/drawing1.xml", f"<xdr:wsDr {_DRAWING}><xdr:sp>{text}</xdr:sp></xdr:wsDr>")


def _chart(package: Package, word: str) -> None:
    cache = (
        f"<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>{escape(word)}</c:v></c:pt></c:strCache></c:strRef></c:cat>"
    )
    package.add("xl/charts/chart1.xml", f"<c:chartSpace {_DRAWING}>{cache}</c:chartSpace>")


def _number_format(package: Package, word: str) -> None:
    code = quoted(f'0 "{word}"')
    package.put_before(
        "xl/styles.xml", "</styleSheet>", f'<numFmts><numFmt numFmtId="190" formatCode={code}/></numFmts>'
    )


def _column(package: Package, word: str) -> None:
    columns = f'<tableColumns><tableColumn id="1" name={quoted(word)}/></tableColumns>'
    package.add("xl/tables/table1.xml", f'<table {_SPACE} name="Table1">{columns}</table>')


def _saved_by(package: Package, word: str) -> None:
    package.put_after(BOOK, "</sheets>", f"<fileSharing userName={quoted(word)}/>")


PLACES: tuple[Place[Package], ...] = (
    Place("cell", _cell),
    Place("two cells", _two_cells),
    Place("cell in several typefaces", _rich_cell),
    Place("shared text", _shared_cell),
    Place("straight in a cell", _straight_in_cell),
    Place("after a cell", _after_a_cell),
    Place("after a row", _after_a_row),
    Place("straight in a shared text", _straight_in_shared),
    Place("shared text no cell shows", _unused_text),
    Place("phonetic guide", _phonetic),
    Place("hidden sheet", _hidden_sheet),
    Place("hidden row", _hidden_row),
    Place("hidden column", _hidden_column),
    Place("formula", _formula, of_a_program=True),
    Place("stored result of a formula", _cached_formula),
    Place("name of a sheet nobody sees", _sheet_name),
    Place("name of a range", _range_name),
    Place("list of choices", _choices),
    Place("help for a cell", _prompt),
    Place("condition of a format", _condition),
    Place("header of the print", _page_header),
    Place("tip of a link", _tip),
    Place("comment", _comment),
    Place("author of a comment", _comment_author),
    Place("thread of comments", _thread),
    Place("person", _person),
    Place("pivot table's store", _pivot_cache),
    Place("pivot table's rows", _pivot_rows),
    Place("stored values of a linked book", _linked_values),
    Place("connection", _connection, of_a_program=True),
    Place("drawing", _drawing),
    Place("chart", _chart),
    Place("number format", _number_format),
    Place("head of a table's column", _column),
    Place("who holds the file open", _saved_by),
)
"""Every corner of a workbook that is tried."""
