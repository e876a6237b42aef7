"""Where in a PDF can a protected word stand?"""

import io
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.planting.in_pictures import Picture, library_notes
from tests.planting.places import Place, said

PROSE = "The panel met several times and read what each agency had written about those years."
_A4 = [0, 0, 595, 842]


@dataclass
class Sheet:
    """A PDF of one page in the making, with what its page draws; and texts of a version to be overwritten."""

    document: pikepdf.Pdf = field(default_factory=pikepdf.Pdf.new)
    drawn: list[bytes] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        self.font = self.document.make_indirect(font)
        resources = Dictionary(Font=Dictionary(F1=self.font))
        self.document.add_blank_page(page_size=(595, 842))
        self.page = self.document.pages[0]
        self.page.obj.Resources = resources
        self.page.obj.Annots = Array()
        self.write(PROSE)

    @property
    def root(self) -> pikepdf.Object:
        """The catalogue."""
        return self.document.Root

    def write(self, text: str, *, before: str = "") -> None:
        """Write a line on the page."""
        height = 780 - 16 * len(self.drawn)
        self.drawn.append(f"BT {before} /F1 11 Tf 40 {height} Td ({_code(text)}) Tj ET".encode("cp1252"))

    def turn(self) -> None:
        """Finish the page and begin another, with the same typeface."""
        self.page.obj.Contents = Stream(self.document, b"\n".join(self.drawn))
        self.drawn = []
        self.document.add_blank_page(page_size=(595, 842))
        self.page = self.document.pages[-1]
        self.page.obj.Resources = Dictionary(Font=Dictionary(F1=self.font))

    def note(self, **given: object) -> pikepdf.Object:
        """Put a note on the page."""
        entries = {f"/{key}": value for key, value in given.items()}
        note = self.document.make_indirect(
            Dictionary({"/Type": Name.Annot, "/Rect": Array([40, 40, 90, 90])} | entries)
        )
        self.page.obj.Annots.append(note)
        return note

    def ask(self, **entries: object) -> None:
        """Put a field to fill in on the page."""
        asked = self.note(Subtype=Name.Widget, FT=Name.Tx, **entries)
        if "/AcroForm" not in self.root:
            self.root.AcroForm = Dictionary(Fields=Array())
        self.root.AcroForm.Fields.append(asked)

    def packed(self) -> bytes:
        """The file; with an earlier version in it when there is one."""
        self.page.obj.Contents = Stream(self.document, b"\n".join(self.drawn))
        target = io.BytesIO()
        self.document.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        content = target.getvalue()
        return _overwrite(content, self.overwritten) if self.overwritten else content


def _code(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _overwrite(content: bytes, texts: list[str]) -> bytes:
    """A first version whose properties say the texts, then an update that says nothing of them."""
    with pikepdf.open(io.BytesIO(content)) as document:
        document.docinfo[Name.Subject] = String(" ".join(texts))
        target = io.BytesIO()
        document.save(target, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        first = target.getvalue()
    with pikepdf.open(io.BytesIO(first)) as document:
        number, generation = document.docinfo.objgen
        size = document.trailer.Size
        root, start = document.Root.objgen, first[first.rindex(b"startxref") :].split()[1].decode()
    update = f"{number} {generation} obj\n<< /Producer (Tool) >>\nendobj\n".encode()
    table = (
        f"xref\n{number} 1\n{len(first) + 1:010d} {generation:05d} n \n"
        f"trailer\n<< /Size {size} /Root {root[0]} {root[1]} R /Info {number} {generation} R /Prev {start} >>\n"
        f"startxref\n{len(first) + 1 + len(update)}\n%%EOF\n"
    )
    return first + b"\n" + update + table.encode()


def _page(sheet: Sheet, word: str) -> None:
    sheet.write(said(word))


def _kerned(sheet: Sheet, word: str) -> None:
    parts = " -15 ".join(f"({_code(letter)})" for letter in word)
    sheet.drawn.append(f"BT /F1 11 Tf 40 {780 - 16 * len(sheet.drawn)} Td [{parts}] TJ ET".encode("cp1252"))


def _hyphenated(sheet: Sheet, word: str) -> None:
    first, second = word[: len(word) // 2], word[len(word) // 2 :]
    if not (first[-1].isalpha() and second[0].isalpha()):
        first, second = word[:2], word[2:]
    sheet.write(f"They spoke with {first}-" if first[-1].isalpha() and second[0].isalpha() else f"{first}{second}")
    sheet.write(f"{second} at length." if first[-1].isalpha() and second[0].isalpha() else "at length.")


def _under_a_box(sheet: Sheet, word: str) -> None:
    sheet.write(said(word))
    sheet.drawn.append(f"q 0 g 30 {774 - 16 * (len(sheet.drawn) - 1)} 400 16 re f Q".encode())


def _white(sheet: Sheet, word: str) -> None:
    sheet.write(said(word), before="1 g")
    sheet.drawn.append(b"0 g")


def _invisible(sheet: Sheet, word: str) -> None:
    sheet.write(said(word), before="3 Tr")
    sheet.drawn.append(b"BT 0 Tr ET")


def _off_the_page(sheet: Sheet, word: str) -> None:
    sheet.drawn.append(f"BT /F1 11 Tf 4000 4000 Td ({_code(said(word))}) Tj ET".encode("cp1252"))


def _form(sheet: Sheet, word: str) -> Stream:
    form = Stream(sheet.document, f"BT /F1 9 Tf 5 5 Td ({_code(said(word))}) Tj ET".encode("cp1252"))
    form.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array(_A4), Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
    )  # fmt: skip
    return form


def _drawing(sheet: Sheet, word: str) -> None:
    sheet.page.obj.Resources.XObject = Dictionary(Fm0=_form(sheet, word))
    sheet.drawn.append(b"/Fm0 Do")


def _look_of_a_note(sheet: Sheet, word: str) -> None:
    sheet.note(Subtype=Name.Stamp, AP=Dictionary(N=_form(sheet, word)))


def _note(sheet: Sheet, word: str) -> None:
    sheet.note(Subtype=Name.Text, Contents=String(said(word)))


def _note_author(sheet: Sheet, word: str) -> None:
    sheet.note(Subtype=Name.Highlight, T=String(word))


def _link(sheet: Sheet, word: str) -> None:
    address = f"https://example.org/?who={word.replace(' ', '%20')}"
    sheet.note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def _field(sheet: Sheet, word: str) -> None:
    sheet.ask(T=String("who"), V=String(word))


def _field_help(sheet: Sheet, word: str) -> None:
    sheet.ask(T=String("name"), TU=String(said(word)))


def _attachment(sheet: Sheet, word: str) -> None:
    sheet.document.attachments["minutes.txt"] = said(word).encode()


def _attachment_name(sheet: Sheet, word: str) -> None:
    sheet.document.attachments[f"{word}.txt"] = b"Nothing to see."


def _title(sheet: Sheet, word: str) -> None:
    sheet.document.docinfo[Name.Title] = String(said(word))


def _author(sheet: Sheet, word: str) -> None:
    sheet.document.docinfo[Name.Author] = String(word)


def _own_property(sheet: Sheet, word: str) -> None:
    sheet.document.docinfo[Name("/SourceModified")] = String(said(word))


def _library(sheet: Sheet, word: str) -> None:
    notes = Stream(sheet.document, library_notes(word).encode())
    notes.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
    sheet.root.Metadata = notes


def _outline(sheet: Sheet, word: str) -> None:
    with sheet.document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(said(word), 0))


def _page_label(sheet: Sheet, word: str) -> None:
    sheet.root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(word))]))


def _structure(sheet: Sheet, entry: pikepdf.Dictionary) -> None:
    if "/StructTreeRoot" not in sheet.root:
        sheet.root.StructTreeRoot = sheet.document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    sheet.root.StructTreeRoot.K.append(sheet.document.make_indirect(entry))


def _alternative_text(sheet: Sheet, word: str) -> None:
    _structure(sheet, Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String(said(word))))


def _actual_text(sheet: Sheet, word: str) -> None:
    _structure(sheet, Dictionary(Type=Name.StructElem, S=Name.Span, ActualText=String(word)))


def _abbreviation(sheet: Sheet, word: str) -> None:
    _structure(sheet, Dictionary(Type=Name.StructElem, S=Name.Span, E=String(said(word))))


def _marked_content(sheet: Sheet, word: str) -> None:
    sheet.drawn.append(f"/Span <</ActualText ({_code(word)})>> BDC EMC".encode("cp1252"))


def _layer_name(sheet: Sheet, word: str) -> None:
    layer = sheet.document.make_indirect(Dictionary(Type=Name.OCG, Name=String(word)))
    sheet.root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def _hidden_layer(sheet: Sheet, word: str) -> None:
    layer = sheet.document.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    sheet.page.obj.Resources.Properties = Dictionary(L1=layer)
    sheet.drawn.append(b"/OC /L1 BDC")
    sheet.write(said(word))
    sheet.drawn.append(b"EMC")


def _script(sheet: Sheet, word: str) -> None:
    sheet.root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{word}")'))


def _picture(sheet: Sheet, word: str) -> None:
    picture = Picture(segments=[(0xFE, said(word).encode())])
    image = Stream(sheet.document, picture.as_jpeg())
    image.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )  # fmt: skip
    sheet.page.obj.Resources.XObject = Dictionary(Im0=image)
    sheet.drawn.append(b"q 8 0 0 8 10 10 cm /Im0 Do Q")


def _table_of_letters(sheet: Sheet, word: str) -> None:
    table = b"begincmap\n% " + said(word).encode("cp1252") + b"\n1 beginbfchar <0003> <0020> endbfchar\nendcmap"
    sheet.font.ToUnicode = Stream(sheet.document, table)


def _destination(sheet: Sheet, word: str) -> None:
    target = Array([sheet.page.obj, Name.Fit])
    sheet.root.Names = Dictionary(Dests=Dictionary(Names=Array([String(word), target])))


def _earlier(sheet: Sheet, word: str) -> None:
    sheet.overwritten.append(said(word))


def _rich_note(sheet: Sheet, word: str) -> None:
    sheet.note(Subtype=Name.FreeText, RC=String(f"<body><p>{escape(said(word))}</p></body>"))


PLACES: tuple[Place[Sheet], ...] = (
    Place("page", _page),
    Place("letter by letter", _kerned),
    Place("over two lines", _hyphenated),
    Place("under a black box", _under_a_box),
    Place("white on white", _white),
    Place("invisible letters", _invisible),
    Place("off the page", _off_the_page),
    Place("drawing used on the page", _drawing),
    Place("look of a note", _look_of_a_note),
    Place("note", _note),
    Place("rich note", _rich_note),
    Place("author of a note", _note_author),
    Place("target of a link", _link),
    Place("value of a field", _field),
    Place("help of a field", _field_help),
    Place("attached file", _attachment),
    Place("name of an attached file", _attachment_name),
    Place("title", _title),
    Place("author", _author),
    Place("property of one's own", _own_property),
    Place("library's notes", _library),
    Place("outline", _outline),
    Place("page label", _page_label),
    Place("alternative text", _alternative_text),
    Place("replacement text", _actual_text),
    Place("written-out abbreviation", _abbreviation),
    Place("replacement text on the page", _marked_content),
    Place("name of a layer", _layer_name),
    Place("hidden layer", _hidden_layer),
    Place("script", _script),
    Place("comment in a picture", _picture),
    Place("table of letters", _table_of_letters, of_a_program=True),
    Place("name of a target", _destination),
    Place("earlier version", _earlier),
)
"""Every corner of a PDF that is tried."""
