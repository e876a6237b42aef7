"""What of a Word draft stands beside its paragraphs: notes, boxes, hidden and tracked words, and what stays behind."""

import io
import re
import zipfile

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dhr_cases.errors import Incomplete
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers import uploads
from dhr_cases.papers.word_in import WordDraft, read_draft
from dhr_cases.papers.word_rest import WordText, read_word
from tests.word_drafts import run, saved, with_xml

REPORT = PaperKind.OVERVIEW_REPORT
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
ALTERNATE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps">{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>'
)
LINK = '<w:hyperlink r:id="rId9">{}</w:hyperlink>'
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def draft(paragraph: str) -> WordDraft:
    """A draft whose section on timescales holds one paragraph as Word writes it."""
    return read_draft(with_xml(paragraph), REPORT)


def text_of(paragraph: str) -> str:
    """The words of that paragraph."""
    return draft(paragraph).pieces[0].text


def said_of(paragraph: str) -> tuple[str, ...]:
    """What is said of it beside its words."""
    return draft(paragraph).not_taken


def with_part(name: str, xml: str, content: bytes) -> bytes:
    """The file with one part more, named as Word names it and known to the file."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            part = old.read(item).decode("latin-1")
            if item == "[Content_Types].xml":
                kind = COMMENTS.format(name)
                part = part.replace("</Types>", f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>')
            if item == "word/_rels/document.xml.rels":
                end = f'<Relationship Id="rIdMore{name}" Type="urn:more/{name}" Target="{name}.xml"/></Relationships>'
                part = part.replace("</Relationships>", end)
            new.writestr(item, part.encode("latin-1"))
        new.writestr(f"word/{name}.xml", xml)
    return target.getvalue()


def notes(kind: str, *texts: str) -> str:
    """A part with notes, counted from 1, and the two lines that Word keeps in it."""
    lines = "".join(f'<w:{kind} w:type="{line}" w:id="{at}"/>' for at, line in ((-1, "separator"), (0, "continuation")))
    own = "".join(f'<w:{kind} w:id="{at}"><w:p>{run(text)}</w:p></w:{kind}>' for at, text in enumerate(texts, 1))
    return f"<w:{kind}s {nsdecls('w')}>{lines}{own}</w:{kind}s>"


def reference(kind: str, number: int) -> str:
    """Where a note stands in the text."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


# Notes


def test_keeps_footnotes_and_endnotes_of_the_same_number_apart() -> None:
    content = with_xml(
        run("First") + reference("footnote", 1) + run(" and last") + reference("endnote", 1) + run(" word.")
    )
    content = with_part("footnotes", notes("footnote", "Said of the first.", "Second foot."), content)
    content = with_part("endnotes", notes("endnote", "Said at the end."), content)
    found = read_draft(content, REPORT).pieces

    assert found[0].text == "First [note 1] and last [endnote 1] word."
    assert (found[1].heading, found[1].code) == ("Footnotes of the file", "")
    assert found[1].text.split("\n\n") == [
        "[note 1] Said of the first.",
        "[note 2] Second foot.",
        "[endnote 1] Said at the end.",
    ]


def test_leaves_out_notes_that_say_nothing() -> None:
    content = with_part("footnotes", notes("footnote", " ", "Said."), with_xml(run("Words.")))
    assert read_word(content).notes == ("[note 2] Said.",)


def test_has_no_piece_for_notes_of_a_file_without_any() -> None:
    content = with_part("footnotes", notes("footnote"), with_xml(run("Words.")))
    assert [piece.heading for piece in read_draft(content, REPORT).pieces] == ["Timescales"]


# Words inside a paragraph


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("One") + "<w:r><w:tab/></w:r>" + run("two"), "One two"),
        (run("One") + '<w:r><w:ptab w:alignment="right"/></w:r>' + run("two"), "One two"),
        (run("One") + "<w:r><w:br/></w:r>" + run("two"), "One\ntwo"),
        (run("One") + "<w:r><w:cr/></w:r>" + run("two"), "One\ntwo"),
        (run("Mary") + "<w:r><w:noBreakHyphen/></w:r>" + run("Jane"), "Mary-Jane"),
        (run("co") + "<w:r><w:softHyphen/></w:r>" + run("operate"), "cooperate"),
        (run("  Two   spaces  "), "Two spaces"),
        (run("One ") + f"<w:smartTag>{run('tagged')}</w:smartTag>", "One tagged"),
        (f"<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>{run(' is known')}", "x=1 is known"),
        (run("One ") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "One 7"),
        ("<w:pPr><w:tabs><w:tab w:pos='720'/></w:tabs></w:pPr>" + run("Words"), "Words"),
    ],
)
def test_reads_the_signs_between_words(inside: str, text: str) -> None:
    assert text_of(inside) == text


@pytest.mark.parametrize("around", ["moveTo", "ins"])
def test_reads_what_was_put_in_or_moved_here(around: str) -> None:
    moved = f'<w:{around} w:id="1" w:author="A. Uthor">{run("here")}</w:{around}>'
    assert text_of(run("Moved ") + moved) == "Moved here"
    assert said_of(run("Moved ") + moved) == ("1 tracked insertion is read as text.",)


@pytest.mark.parametrize("around", ["moveFrom", "del"])
def test_leaves_out_what_was_taken_out_or_moved_away(around: str) -> None:
    word = "delText" if around == "del" else "t"
    gone = f'<w:{around} w:id="1" w:author="A. Uthor"><w:r><w:{word}>gone</w:{word}></w:r></w:{around}>'
    assert text_of(run("Kept") + gone) == "Kept"
    assert said_of(run("Kept") + gone) == ("1 tracked deletion is left out, as if accepted.",)


def test_names_no_author_of_a_change_or_a_comment() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        paragraph = document.add_paragraph("Words.")
        document.add_comment(paragraph.runs, text="Zebedee knows", author="Zebedee Quist")
        changed = f'<w:ins {nsdecls("w")} w:id="1" w:author="Zebedee Quist">{run("more")}</w:ins>'
        paragraph.paragraph_format.element.append(parse_xml(changed))

    found = read_draft(saved(write), REPORT)
    assert "Zebedee" not in repr(found)
    assert found.not_taken == ("1 tracked insertion is read as text.", "1 comment is not taken over.")


HIDDEN = "<w:r><w:rPr><w:vanish{}/></w:rPr><w:t>hidden</w:t></w:r>"


@pytest.mark.parametrize("setting", ["", ' w:val="1"', ' w:val="true"'])
def test_reads_hidden_words_and_says_so(setting: str) -> None:
    found = draft(run("Seen and ") + HIDDEN.format(setting))
    assert found.pieces[0].text == "Seen and hidden"
    assert found.not_taken == ("1 hidden passage is read as text. See whether it may stand.",)


@pytest.mark.parametrize(
    "inside",
    [
        HIDDEN.format(' w:val="0"'),
        HIDDEN.format(' w:val="false"'),
        HIDDEN.format(' w:val="off"'),
        "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("Words"),
        run("Words") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> </w:t></w:r>",
    ],
)
def test_says_nothing_of_a_setting_that_hides_no_word(inside: str) -> None:
    assert said_of(inside) == ()


# What stays behind, one and more of it


@pytest.mark.parametrize(
    ("inside", "one", "many"),
    [
        (
            f'<w:ins w:id="1">{run("a")}</w:ins>',
            "1 tracked insertion is read as text.",
            "2 tracked insertions are read as text.",
        ),
        (
            '<w:del w:id="1"><w:r><w:delText>a</w:delText></w:r></w:del>',
            "1 tracked deletion is left out, as if accepted.",
            "2 tracked deletions are left out, as if accepted.",
        ),
        (
            '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>',
            "1 picture is not taken over. Put it back in the finished paper with a description.",
            "2 pictures are not taken over. Put it back in the finished paper with a description.",
        ),
        ("<w:r><w:object/></w:r>", "1 embedded object is not taken over.", "2 embedded objects are not taken over."),
        (
            LINK.format(run("a")),
            "1 link is read as words only; where it leads is not taken over.",
            "2 links are read as words only; where it leads is not taken over.",
        ),
        (
            HIDDEN.format(""),
            "1 hidden passage is read as text. See whether it may stand.",
            "2 hidden passages are read as text. See whether it may stand.",
        ),
    ],
)  # fmt: skip  # one thing a row
def test_says_in_the_singular_and_the_plural_what_stays_behind(inside: str, one: str, many: str) -> None:
    assert said_of(run("Words") + inside) == (one,)
    assert said_of(run("Words") + inside * 2) == (many,)


def test_counts_no_link_within_the_file_and_no_second_form_of_a_picture() -> None:
    inside = f'<w:hyperlink w:anchor="below">{run("below")}</w:hyperlink>'
    picture = '<w:drawing><a:blip r:embed="rId9"/></w:drawing>'
    assert said_of(inside) == ()
    assert said_of(run("See") + ALTERNATE.format(picture)) == (
        "1 picture is not taken over. Put it back in the finished paper with a description.",
    )


def test_counts_lines_of_a_contents_list_in_the_plural() -> None:
    def write(document: WordDocument) -> None:
        for line in ("Contents", "1 Timescales 4"):
            document.add_paragraph(line, style="TOC Heading")

    assert read_draft(saved(write), REPORT).not_taken == ("2 lines of a contents list are left out.",)


# Text boxes


def read(paragraph: str) -> WordText:
    """All that the file says."""
    return read_word(with_xml(paragraph))


def test_reads_each_paragraph_of_a_box() -> None:
    inside = f"<w:p>{run('One')}</w:p><w:p>{run(' ')}</w:p><w:p>{run('Two')}</w:p>"
    assert read(run("Around") + BOX.format(inside)).boxes == ("One\n\nTwo",)


def test_reads_a_box_inside_a_box_once() -> None:
    inner = BOX.format(f"<w:p>{run('Inner')}</w:p>")
    found = read(run("Around") + BOX.format(f"<w:p>{run('Outer')}{inner}</w:p>"))
    assert found.boxes == ("Outer", "Inner")
    assert [part.text for part in found.parts] == ["Timescales", "Around"]


def test_reads_a_box_once_that_the_file_holds_in_two_forms() -> None:
    shape = f"<w:pict><w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent></w:pict>"
    assert read(run("Around") + ALTERNATE.format(shape)).boxes == ("In a box",)


def test_reads_the_table_in_a_box() -> None:
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Left", "Right"))
    assert read(run("Around") + BOX.format(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>")).boxes == ("Left\n\nRight",)


def test_has_no_piece_for_a_box_without_words() -> None:
    assert read(run("Around") + BOX.format("<w:p/>")).boxes == ()


# Headers and footers


@pytest.mark.parametrize(
    ("head", "foot", "said"),
    [
        ("", "", ()),
        (" ", "", ()),
        ("Draft", "", ("1 header or footer is not taken over.",)),
        ("Draft", "Page", ("2 headers or footers are not taken over.",)),
    ],
)
def test_counts_heads_and_feet_that_say_something(head: str, foot: str, said: tuple[str, ...]) -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Words.")
        document.sections[0].header.paragraphs[0].text = head
        document.sections[0].footer.paragraphs[0].text = foot

    assert read_draft(saved(write), REPORT).not_taken == said


# Files that are none


def test_refuses_a_file_that_grows_too_large_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = with_xml(run("Words"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size, parts = sum(part.file_size for part in package.infolist()), len(package.infolist())
    for name, limit in (("MAX_UNPACKED", size), ("MAX_PARTS", parts)):
        with monkeypatch.context() as changed:
            changed.setattr(uploads, name, limit)
            assert read_draft(content, REPORT).pieces[0].text == "Words"
            changed.setattr(uploads, name, limit - 1)
            with pytest.raises(Incomplete, match=r"^The file grows too large when it is opened\. Make it smaller"):
                read_draft(content, REPORT)


def test_refuses_a_file_without_a_body() -> None:
    def write(document: WordDocument) -> None:
        root = document.element
        root.remove(root.find(qn("w:body")))

    with pytest.raises(Incomplete, match=re.escape("Open it in Word, save it as .docx and choose it again.")):
        read_draft(saved(write), REPORT)
