"""Where in a Word file can a protected word stand?"""

import functools
import io
from xml.sax.saxutils import escape

from docx import Document

from tests.planting.in_pictures import png_with_text
from tests.planting.places import Package, Place, quoted, said, unpacked

BODY = "word/document.xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_SHAPE = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_BY = 'w:id="7" w:date="2024-02-01T09:00:00Z"'


@functools.lru_cache(maxsize=1)
def _base() -> bytes:
    document = Document()
    document.core_properties.author = "Review team"
    document.add_heading("What the review looked at", 1)
    document.add_paragraph("The panel met several times and read what each agency had written.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_package() -> Package:
    """A small report, opened up."""
    return unpacked(_base())


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _in_body(package: Package, xml: str) -> None:
    package.put_before(BODY, "<w:sectPr", f"<w:p>{xml}</w:p>", last=True)


def _halves(word: str) -> tuple[str, str]:
    middle = len(word) // 2
    return escape(word[:middle]), escape(word[middle:])


def _text(package: Package, word: str) -> None:
    _in_body(package, _run(said(word)))


def _over_runs(package: Package, word: str) -> None:
    letters = [
        _run(escape(letter), "<w:rPr><w:b/></w:rPr>" if number % 2 else "") for number, letter in enumerate(word)
    ]
    _in_body(package, _run("She knew ") + "<w:proofErr w:type='spellStart'/>".join(letters) + _run(" well."))


def _over_changes(package: Package, word: str) -> None:
    first, second = _halves(word)
    _in_body(
        package,
        _run("Then ") + _run(first) + f"<w:ins {_BY} w:author='R'>{_run(second)}</w:ins>"
        f"<w:del {_BY} w:author='R'><w:r><w:delText>xq</w:delText></w:r></w:del>" + _run(" called."),
    )  # fmt: skip


def _inserted(package: Package, word: str) -> None:
    _in_body(package, f"<w:ins {_BY} w:author='R'>{_run(said(word))}</w:ins>")


def _deleted(package: Package, word: str) -> None:
    _in_body(package, f"<w:del {_BY} w:author='R'><w:r><w:delText>{said(word)}</w:delText></w:r></w:del>")


def _moved(package: Package, word: str) -> None:
    _in_body(package, f"<w:moveFrom {_BY} w:author='R'>{_run(said(word))}</w:moveFrom>")


def _author_of_change(package: Package, word: str) -> None:
    _in_body(package, f"<w:ins {_BY} w:author={quoted(word)}>{_run('later')}</w:ins>")


def _hidden(package: Package, word: str) -> None:
    _in_body(package, _run(said(word), "<w:rPr><w:vanish/></w:rPr>"))


def _around_hidden(package: Package, word: str) -> None:
    first, second = _halves(word)
    _in_body(package, _run(first) + _run("zz", "<w:rPr><w:vanish/></w:rPr>") + _run(second) + _run(" spoke."))


def _table(package: Package, word: str) -> None:
    cells = "".join(f"<w:tc><w:p>{_run(text)}</w:p></w:tc>" for text in ("Who", escape(word), "when"))
    package.put_before(BODY, "<w:sectPr", f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>", last=True)


def _straight_in_paragraph(package: Package, word: str) -> None:
    _in_body(package, said(word))


def _after_a_run(package: Package, word: str) -> None:
    _in_body(package, _run("It began") + said(word) + _run(" later."))


def _within_a_sign(package: Package, word: str) -> None:
    _in_body(package, f"<w:r><w:tab>{said(word)}</w:tab><w:t>later</w:t></w:r>")


def _beside_a_cell(package: Package, word: str) -> None:
    row = f"<w:tr><w:tc>{said(word)}<w:p>{_run('when')}</w:p></w:tc></w:tr>"
    package.put_before(BODY, "<w:sectPr", f"<w:tbl>{row}</w:tbl><w:p/>", last=True)


def _text_box(package: Package, word: str) -> None:
    box = f"<w:txbxContent><w:p>{_run(said(word))}</w:p></w:txbxContent>"
    _in_body(
        package,
        f"<w:r><mc:AlternateContent {_SHAPE}><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx>"
        f"</wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )


def _fallback_only(package: Package, word: str) -> None:
    box = f"<w:txbxContent><w:p>{_run(said(word))}</w:p></w:txbxContent>"
    _in_body(
        package,
        f"<w:r><mc:AlternateContent {_SHAPE}><mc:Choice Requires='wps'/><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )


def _content_control(package: Package, word: str) -> None:
    control = f"<w:sdt><w:sdtPr><w:alias w:val={quoted(word)}/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    package.put_before(BODY, "<w:sectPr", control, last=True)


def _list_entry(package: Package, word: str) -> None:
    entry = f"<w:listItem w:displayText={quoted(word)} w:value='1'/>"
    _in_body(package, f"<w:sdt><w:sdtPr><w:dropDownList>{entry}</w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt>")


def _field_code(package: Package, word: str) -> None:
    _in_body(package, f'<w:r><w:instrText> TC "{said(word)}" \\f C </w:instrText></w:r>')


def _simple_field(package: Package, word: str) -> None:
    _in_body(package, f"<w:fldSimple w:instr={quoted('QUOTE ' + word)}>{_run('quoted')}</w:fldSimple>")


def _bookmark(package: Package, word: str) -> None:
    name = quoted(word.replace(" ", "_"))
    _in_body(package, f"<w:bookmarkStart w:id='3' w:name={name}/><w:bookmarkEnd w:id='3'/>")


def _alternative_text(package: Package, word: str) -> None:
    drawing = (
        f"<w:drawing><wp:inline><wp:docPr id='9' name='Picture 9' descr={quoted(said(word))}/></wp:inline></w:drawing>"
    )
    _in_body(package, f"<w:r {_SHAPE}>{drawing}</w:r>")


def _picture(package: Package, word: str) -> None:
    package.add("word/media/image7.png", png_with_text(said(word)))
    if b'Extension="png"' not in package.parts["[Content_Types].xml"]:
        package.put_after(
            "[Content_Types].xml", 'package/2006/content-types">', '<Default Extension="png" ContentType="image/png"/>'
        )
    package.link(BODY, "image", "media/image7.png")


def _link(package: Package, word: str) -> None:
    target = f"https://example.org/people/{word.replace(' ', '%20')}"
    name = package.link(BODY, "hyperlink", target, is_outside=True)
    _in_body(package, f"<w:hyperlink r:id='{name}' {_REL}>{_run('see here')}</w:hyperlink>")


def _part(package: Package, name: str, kind: str, root: str, inner: str) -> None:
    package.add(f"word/{name}.xml", f"<w:{root} {_SPACE}>{inner}</w:{root}>", f"{_WORD}.{kind}+xml")
    package.link(BODY, kind, f"{name}.xml")


def _header(package: Package, word: str) -> None:
    _part(package, "header9", "header", "hdr", f"<w:p>{_run(said(word))}</w:p>")


def _footer(package: Package, word: str) -> None:
    _part(package, "footer9", "footer", "ftr", f"<w:p>{_run(said(word))}</w:p>")


def _footnote(package: Package, word: str) -> None:
    _part(
        package,
        "footnotes",
        "footnotes",
        "footnotes",
        f"<w:footnote w:id='1'><w:p>{_run(said(word))}</w:p></w:footnote>",
    )


def _endnote(package: Package, word: str) -> None:
    _part(package, "endnotes", "endnotes", "endnotes", f"<w:endnote w:id='1'><w:p>{_run(said(word))}</w:p></w:endnote>")


def _comment(package: Package, word: str) -> None:
    note = f"<w:comment w:id='1' w:author='R'><w:p>{_run(said(word))}</w:p></w:comment>"
    _part(package, "comments", "comments", "comments", note)


def _comment_author(package: Package, word: str) -> None:
    note = f"<w:comment w:id='1' w:author={quoted(word)} w:initials='X'><w:p>{_run('why?')}</w:p></w:comment>"
    _part(package, "commentsIds", "comments", "comments", note)


def _people(package: Package, word: str) -> None:
    space = "http://schemas.microsoft.com/office/word/2012/wordml"
    person = f"<w15:person w15:author={quoted(word)}/>"
    package.add("word/people.xml", f'<w15:people xmlns:w15="{space}">{person}</w15:people>', f"{_WORD}.people+xml")


def _building_block(package: Package, word: str) -> None:
    text = f"<w:glossaryDocument {_SPACE}><w:docParts><w:docPart><w:docPartBody><w:p>{_run(said(word))}</w:p>"
    package.add("word/glossary/document.xml", f"{text}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>",
                f"{_WORD}.document.glossary+xml")  # fmt: skip


def _variable(package: Package, word: str) -> None:
    variable = f"<w:docVars><w:docVar w:name='who' w:val={quoted(word)}/></w:docVars>"
    package.put_before("word/settings.xml", "</w:settings>", variable)


def _template_path(package: Package, word: str) -> None:
    package.link("word/settings.xml", "attachedTemplate", f"file:///C:/Users/{word}/review.dotx", is_outside=True)


def _core(package: Package, word: str) -> None:
    package.put_before(
        "docProps/core.xml", "</cp:coreProperties>", f"<cp:contentStatus>{said(word)}</cp:contentStatus>"
    )


def _company(package: Package, word: str) -> None:
    package.put_before("docProps/app.xml", "</Properties>", f"<Manager>{escape(word)}</Manager>")


def _own_property(package: Package, word: str) -> None:
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    value = f'<property pid="2" name="victim"><vt:lpwstr>{escape(word)}</vt:lpwstr></property>'
    package.add("docProps/custom.xml", f"<Properties {spaces}>{value}</Properties>")


def _stored_data(package: Package, word: str) -> None:
    first, second = _halves(word)
    package.add("customXml/item9.xml", f"<case><note>Told by {first}<b>{second}</b> by phone</note></case>")


def _stored_attribute(package: Package, word: str) -> None:
    package.add("customXml/item8.xml", f"<case person={quoted(word)}/>")


def _code_comment(package: Package, word: str) -> None:
    package.put_before(BODY, "<w:sectPr", f"<!-- {said(word).replace('--', '- -')} -->", last=True)


def _style(package: Package, word: str) -> None:
    style = f"<w:style w:type='paragraph' w:styleId='own'><w:name w:val={quoted(word)}/></w:style>"
    package.put_before("word/styles.xml", "</w:styles>", style)


def _part_name(package: Package, word: str) -> None:
    package.add(f"word/media/{word}.png", png_with_text("drawn"))


def _unknown_part(package: Package, word: str) -> None:
    package.add("word/later2031.xml", f'<l:later xmlns:l="urn:later"><l:said by="x">{said(word)}</l:said></l:later>')


PLACES: tuple[Place[Package], ...] = (
    Place("body", _text),
    Place("over many runs", _over_runs),
    Place("over an insertion and a deletion", _over_changes),
    Place("inserted", _inserted),
    Place("deleted", _deleted),
    Place("moved", _moved),
    Place("author of a change", _author_of_change),
    Place("hidden text", _hidden),
    Place("around hidden text", _around_hidden),
    Place("table", _table),
    Place("straight in a paragraph", _straight_in_paragraph),
    Place("after a run", _after_a_run),
    Place("within a sign", _within_a_sign),
    Place("beside a paragraph of a table", _beside_a_cell),
    Place("text box", _text_box),
    Place("text box for older programs", _fallback_only),
    Place("title of a content control", _content_control),
    Place("entry of a list", _list_entry),
    Place("code of a field", _field_code),
    Place("simple field", _simple_field),
    Place("bookmark", _bookmark),
    Place("alternative text", _alternative_text),
    Place("text in a picture file", _picture),
    Place("target of a link", _link),
    Place("header", _header),
    Place("footer", _footer),
    Place("footnote", _footnote),
    Place("endnote", _endnote),
    Place("comment", _comment),
    Place("author of a comment", _comment_author),
    Place("people", _people),
    Place("building block", _building_block),
    Place("stored variable", _variable),
    Place("path of the template", _template_path),
    Place("document property", _core),
    Place("manager", _company),
    Place("property of one's own", _own_property),
    Place("stored data", _stored_data),
    Place("attribute of stored data", _stored_attribute),
    Place("comment in the code", _code_comment),
    Place("name of a style", _style),
    Place("name of a part", _part_name, of_a_program=True),
    Place("part nobody knows", _unknown_part),
)
"""Every corner of a Word file that is tried."""
