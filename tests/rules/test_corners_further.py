"""Is a word found in the places of a format that hardly anybody knows: captions, tips, names, settings, filters?"""

import pytest

from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind
from tests.planting.in_excel import BOOK, SHEET, excel_package
from tests.planting.in_powerpoint import SLIDE, powerpoint_package
from tests.planting.in_web import Page
from tests.planting.in_word import BODY, word_package
from tests.planting.places import Package

WORD = "Inglethorpe"
PROTECTED = (Token(WORD, (), "Adult A", TokenKind.NAME),)
FIRST, SECOND = WORD[:5], WORD[5:]


def is_found(found: Reading) -> bool:
    """Whether the word is found in any passage, as the gate looks for it."""
    return any(next(iter(find_tokens(passage.text, PROTECTED)), None) for passage in found.passages)


# Word

RUN = "<w:r><w:t>Words</w:t></w:r>"
OLD = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def paragraph(*inner: str) -> str:
    """A paragraph of Word."""
    return f"<w:p>{''.join(inner)}</w:p>"


def run(text: str) -> str:
    """A run of words."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def form_field(inner: str) -> str:
    """A field of an old form."""
    return paragraph(f"<w:r><w:fldChar><w:ffData>{inner}</w:ffData></w:fldChar></w:r>")


def table(properties: str) -> str:
    """A table with something about it."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def smart_tag(inner: str) -> str:
    """Words that a program knew."""
    return paragraph(f'<w:smartTag w:element="n"><w:smartTagPr>{inner}</w:smartTagPr></w:smartTag>')


def changed_format(author: str) -> str:
    """A paragraph whose format somebody changed."""
    change = f'<w:pPrChange w:id="3" w:author="{author}"><w:pPr/></w:pPrChange>'
    return paragraph(f"<w:pPr>{change}</w:pPr>", RUN)


def above(text: str) -> str:
    """Letters above letters."""
    return paragraph(f"<w:r><w:ruby><w:rt>{run(text)}</w:rt><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r>")


IN_LETTER = {
    "caption of a table": table(f'<w:tblCaption w:val="{WORD}"/>'),
    "description of a table": table(f'<w:tblDescription w:val="Of {WORD}"/>'),
    "tip of a link": paragraph(f'<w:hyperlink w:anchor="a" w:tooltip="About {WORD}">{RUN}</w:hyperlink>'),
    "help of a form field": form_field(f'<w:helpText w:val="Ask {WORD}"/>'),
    "status of a form field": form_field(f'<w:statusText w:val="{WORD}"/>'),
    "default of a form field": form_field(f'<w:textInput><w:default w:val="{WORD}"/></w:textInput>'),
    "name of a form field": form_field(f'<w:name w:val="{WORD}"/>'),
    "tag of a control": f'<w:sdt><w:sdtPr><w:tag w:val="{WORD}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    "element of own data": f'<w:customXml w:uri="urn:a" w:element="{WORD}"><w:p/></w:customXml>',
    "property of a smart tag": smart_tag(f'<w:attr w:name="n" w:val="{WORD}"/>'),
    "who may change a part": paragraph(f'<w:permStart w:id="3" w:ed="COUNCIL\\{WORD}"/>'),
    "initials of a comment": paragraph(f'<w:ins w:id="3" w:author="R" w:initials="{WORD}">{RUN}</w:ins>'),
    "author of a changed format": changed_format(WORD),
    "picture made of words": paragraph(
        f'<w:r><w:pict><v:shape {OLD}><v:textpath string="{WORD}"/></v:shape></w:pict></w:r>'
    ),
    "alternative text of an old picture": paragraph(f'<w:r><w:pict><v:shape {OLD} alt="{WORD}"/></w:pict></w:r>'),
    "letters above letters": above(WORD),
    "runs with a soft hyphen": paragraph(f"<w:r><w:t>{FIRST}</w:t><w:softHyphen/><w:t>{SECOND}</w:t></w:r>"),
    "runs over a page": paragraph(f"<w:r><w:t>{FIRST}</w:t><w:lastRenderedPageBreak/><w:t>{SECOND}</w:t></w:r>"),
    "runs around a comment": paragraph(run(FIRST), '<w:commentRangeStart w:id="1"/>', run(SECOND)),
    "runs around a bookmark": paragraph(run(FIRST), '<w:bookmarkEnd w:id="1"/>', run(SECOND)),
    "formula": paragraph(f"<m:oMath {MATHS}><m:r><m:t>{WORD}</m:t></m:r></m:oMath>"),
    "deleted code": paragraph(f"<w:del w:id='3'><w:r><w:delInstrText>QUOTE {WORD}</w:delInstrText></w:r></w:del>"),
    "capitals": paragraph(run(WORD.upper())),
    "wide letters": paragraph(run("".join(chr(ord(sign) + 0xFEE0) for sign in WORD))),
    "letters with signs nobody sees": paragraph(run("\u200b".join(WORD))),
}


@pytest.mark.parametrize("place", IN_LETTER)
def test_finds_a_word_in_a_letter(place: str) -> None:
    package = word_package()
    package.put_before(BODY, "<w:sectPr", IN_LETTER[place], last=True)
    assert is_found(read_file(package.packed(), "a.docx"))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVEL = f'<w:abstractNum><w:lvl><w:lvlText w:val="{WORD} %1"/></w:lvl></w:abstractNum>'
RECEIVER = f"<w:recipientData><w:uniqueTag>{WORD}</w:uniqueTag></w:recipientData>"
PARTS_OF_LETTER = {
    "word/numbering.xml": f"<w:numbering {W}>{LEVEL}</w:numbering>",
    "word/fontTable.xml": f'<w:fonts {W}><w:font w:name="A"><w:altName w:val="{WORD}"/></w:font></w:fonts>',
    "word/webSettings.xml": f'<w:webSettings {W}><w:frameset><w:title w:val="{WORD}"/></w:frameset></w:webSettings>',
    "word/commentsExtended.xml": f'<x:comments xmlns:x="urn:x"><x:comment done="{WORD}"/></x:comments>',
    "word/recipients.xml": f"<w:recipients {W}>{RECEIVER}</w:recipients>",
    "docProps/app.xml": f"<Properties><HeadingPairs><lpstr>{WORD}</lpstr></HeadingPairs></Properties>",
    "customXml/itemProps1.xml": f'<d:item xmlns:d="urn:d"><d:schema uri="urn:{WORD}"/></d:item>',
    "docMetadata/LabelInfo.xml": f'<l:labels xmlns:l="urn:l"><l:label id="{WORD}"/></l:labels>',
}


@pytest.mark.parametrize("part", PARTS_OF_LETTER)
def test_finds_a_word_in_a_part_beside_the_letter(part: str) -> None:
    package = word_package()
    package.parts[part] = PARTS_OF_LETTER[part].encode()
    assert is_found(read_file(package.packed(), "a.docx"))


@pytest.mark.parametrize(
    "setting",
    [
        f'<w:mailMerge><w:query w:val="Of {WORD}"/></w:mailMerge>',
        f'<w:mailMerge><w:connectString w:val="C:\\{WORD}.mdb"/></w:mailMerge>',
        f'<w:captions><w:caption w:name="{WORD}"/></w:captions>',
        f'<w:rsids><w:rsid w:val="{WORD}"/></w:rsids>',
        f'<w:documentProtection w:edit="forms" w:note="{WORD}"/>',
    ],
)
def test_finds_a_word_in_the_settings_of_a_letter(setting: str) -> None:
    package = word_package()
    package.put_before("word/settings.xml", "</w:settings>", setting)
    assert is_found(read_file(package.packed(), "a.docx"))


# Excel


def filtered(inner: str) -> str:
    """A filter on the first column."""
    return f'<autoFilter ref="A1:B2"><filterColumn colId="0">{inner}</filterColumn></autoFilter>'


def checked(attributes: str, inner: str = "") -> str:
    """A rule on what may be entered."""
    return f'<dataValidations><dataValidation sqref="A1" {attributes}>{inner}</dataValidation></dataValidations>'


def coloured(formula: str) -> str:
    """A condition on how a cell looks."""
    rule = f"<cfRule><formula>{formula}</formula></cfRule>"
    return f'<conditionalFormatting sqref="A1">{rule}</conditionalFormatting>'


def put_out(attributes: str) -> str:
    """A part of the sheet put out as a web page."""
    return f"<webPublishItems><webPublishItem {attributes}/></webPublishItems>"


def headed(codes: str, place: str = "oddHeader") -> str:
    """A head or foot of the print."""
    return f"<headerFooter><{place}>{codes.replace('&', '&amp;')}</{place}></headerFooter>"


AFTER_ROWS = {
    "filter": filtered(f'<filters><filter val="{WORD}"/></filters>'),
    "own filter": filtered(f'<customFilters><customFilter val="{WORD}*"/></customFilters>'),
    "scenario": f'<scenarios><scenario name="{WORD}"/></scenarios>',
    "remark on a scenario": f'<scenarios><scenario name="A" comment="As {WORD} said" user="R"/></scenarios>',
    "user of a scenario": f'<scenarios><scenario name="A" user="{WORD}"/></scenarios>',
    "range for somebody": f'<protectedRanges><protectedRange name="{WORD}" sqref="A1"/></protectedRanges>',
    "title of a web item": put_out(f'title="{WORD}" destinationFile="a.htm"'),
    "file of a web item": put_out(f'title="a" destinationFile="C:\\{WORD}.htm"'),
    "head of even pages": headed(f"&L{WORD}", "evenHeader"),
    "foot of the first page": headed(f"&R{WORD}", "firstFooter"),
    "head with bold letters": headed(f"&C&B{FIRST}&B{SECOND}"),
    "head in a typeface": headed(f'&L&"Arial,Bold"&12{FIRST}&K00FF00{SECOND}'),
    "head after the file's name": headed(f"&L&F&C{WORD}"),
    "title of an error": checked(f'errorTitle="{WORD}"'),
    "error message": checked(f'error="Not {WORD}"'),
    "second formula": checked("", f'<formula2>"{WORD}"</formula2>'),
    "condition in a formula": coloured(f'A1="{WORD}"'),
    "extension": f'<extLst><ext uri="x"><a:note xmlns:a="urn:a" by="{WORD}"/></ext></extLst>',
}


@pytest.mark.parametrize("place", AFTER_ROWS)
def test_finds_a_word_below_the_rows_of_a_sheet(place: str) -> None:
    package = excel_package()
    package.put_after(SHEET, "</sheetData>", AFTER_ROWS[place])
    assert is_found(read_file(package.packed(), "a.xlsx"))


@pytest.mark.parametrize(
    "cell",
    [
        f'<c t="str"><f>A1</f><v>{WORD}</v></c>',
        f'<c t="e"><v>{WORD}</v></c>',
        f'<c t="d"><v>{WORD}</v></c>',
        f'<c><f>CONCATENATE("{FIRST}","{SECOND}")</f></c>',
        f'<c><f t="shared" si="1">"{FIRST}"&amp;"{SECOND}"</f></c>',
        f'<c><f>HYPERLINK("https://x.org/{WORD}")</f></c>',
        f'<c t="inlineStr"><is><r><t>{FIRST}</t></r><r><t>{SECOND}</t></r></is></c>',
    ],
)
def test_finds_a_word_in_a_cell_of_any_kind(cell: str) -> None:
    package = excel_package()
    package.put_before(SHEET, "</sheetData>", f'<row r="200">{cell}</row>')
    assert is_found(read_file(package.packed(), "a.xlsx"))


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("</workbook>", f'<definedNames><definedName name="A" comment="{WORD}">1</definedName></definedNames>'),
        ("</workbook>", f'<definedNames><definedName name="A">"{WORD}"</definedName></definedNames>'),
        ("</workbook>", f'<customWorkbookViews><customWorkbookView name="{WORD} - Personal"/></customWorkbookViews>'),
        ("</workbook>", f'<fileRecoveryPr note="{WORD}"/>'),
        ("</workbook>", f'<x:absPath xmlns:x="urn:x" url="C:\\Users\\{WORD}\\"/>'),
        ("<sheets>", f'<workbookPr codeName="{WORD}"/>'),
    ],
)
def test_finds_a_word_in_the_list_of_sheets(mark: str, words: str) -> None:
    package = excel_package()
    package.put_before(BOOK, mark, words)
    assert is_found(read_file(package.packed(), "a.xlsx"))


# PowerPoint


def shape(attributes: str, inner: str = "") -> str:
    """A shape with a name and what else is said of it."""
    return f'<p:sp><p:nvSpPr><p:cNvPr id="9" {attributes}>{inner}</p:cNvPr></p:nvSpPr></p:sp>'


def line(inner: str) -> str:
    """A shape with one line of words."""
    return f"<p:sp><p:txBody><a:p>{inner}</a:p></p:txBody></p:sp>"


CELL = f"<a:tc><a:txBody><a:p><a:r><a:t>{WORD}</a:t></a:r></a:p></a:txBody></a:tc>"
ON_SLIDE = {
    "title of a shape": shape(f'name="a" title="{WORD}"'),
    "tip of a link": shape('name="a"', f'<a:hlinkClick tooltip="{WORD}"/>'),
    "macro of a link": shape('name="a"', f'<a:hlinkClick action="ppaction://{WORD}"/>'),
    "sound of a link": shape('name="a"', f'<a:hlinkClick><a:snd name="{WORD}.wav"/></a:hlinkClick>'),
    "field": line(f'<a:fld type="author"><a:t>{WORD}</a:t></a:fld>'),
    "line broken within": line(f"<a:r><a:t>{FIRST}-</a:t></a:r><a:br/><a:r><a:t>{SECOND}</a:t></a:r>"),
    "sign of a list": line(f'<a:pPr><a:buChar char="{WORD}"/></a:pPr>'),
    "cell of a table": f"<p:graphicFrame><a:tbl><a:tr>{CELL}</a:tr></a:tbl></p:graphicFrame>",
    "name of a group": f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="{WORD}"/></p:nvGrpSpPr></p:grpSp>',
}


@pytest.mark.parametrize("place", ON_SLIDE)
def test_finds_a_word_on_a_slide(place: str) -> None:
    package = powerpoint_package()
    package.put_before(SLIDE, "</p:spTree>", ON_SLIDE[place])
    assert is_found(read_file(package.packed(), "a.pptx"))


def with_show(package: Package, xml: str) -> bytes:
    """The presentation with something more in its list of slides."""
    package.put_before("ppt/presentation.xml", "</p:presentation>", xml)
    return package.packed()


@pytest.mark.parametrize(
    "xml",
    [
        f'<p:custShowLst><p:custShow name="{WORD}" id="0"/></p:custShowLst>',
        f'<p:photoAlbum layout="{WORD}"/>',
        f'<p:modifyVerifier user="{WORD}"/>',
        f'<p:embeddedFontLst><p:embeddedFont><p:font typeface="{WORD}"/></p:embeddedFont></p:embeddedFontLst>',
    ],
)
def test_finds_a_word_in_the_list_of_slides(xml: str) -> None:
    assert is_found(read_file(with_show(powerpoint_package(), xml), "a.pptx"))


# Web pages

ON_PAGE = {
    "name for a screen reader": f'<div role="region" aria-label="Of {WORD}" tabindex="0"></div>',
    "words of a field": f'<input placeholder="{WORD}">',
    "label of a choice": f'<option label="{WORD}">a</option>',
    "list of choices": f'<datalist><option value="{WORD}"></datalist>',
    "no script": f"<noscript>{WORD}</noscript>",
    "caption": f"<table><caption>{WORD}</caption></table>",
    "summary": f"<details><summary>{WORD}</summary></details>",
    "title of a drawing": f"<svg><title>{WORD}</title></svg>",
    "description of a drawing": f"<svg><desc>{WORD}</desc></svg>",
    "file in an address": f'<iframe src="data:text/html,%3Cp%3E{WORD}%3C/p%3E"></iframe>',
    "address in codes": f'<a href="?q={"".join(f"%{ord(sign):02x}" for sign in WORD)}">a</a>',
    "letters by name and number": f"<p>{FIRST}&shy;{SECOND}</p>",
    "word with a place to break": f"<p>{FIRST}<wbr>{SECOND}</p>",
    "word over a comment": f"<p>{FIRST}<!-- -->{SECOND}</p>",
    "comment for old browsers": f"<!--[if IE]><p>{WORD}</p><![endif]-->",
    "text that is no comment": f"<![CDATA[{WORD}]]>",
    "words in a style": f'<p style="font-family: {WORD}">a</p>',
    "words a style puts in": f'<style>p::before {{ content: "{WORD}"; }}</style>',
    "class": f'<p class="of-{WORD}">a</p>',
    "name of a place": f'<a id="{WORD}">a</a>',
    "data of a script": f'<script type="application/ld+json">{{"name": "{WORD}"}}</script>',
    "own attribute": f'<p data-who="{WORD}">a</p>',
    "name of an attribute": f"<p {WORD.lower()}>a</p>",
    "own element": f"<x-{WORD.lower()}>a</x-{WORD.lower()}>",
}


@pytest.mark.parametrize("place", ON_PAGE)
def test_finds_a_word_on_a_web_page(place: str) -> None:
    page = Page()
    page.body.append(ON_PAGE[place])
    assert is_found(read_file(page.packed(), "a.html"))
