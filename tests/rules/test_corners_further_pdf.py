"""Is a word found in the places of a PDF that hardly anybody knows: signatures, threads, choices, titles of parts?"""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind
from tests.planting.in_pdf import Sheet

WORD = "Inglethorpe"
PROTECTED = (Token(WORD, (), "Adult A", TokenKind.NAME),)


def is_found(found: Reading) -> bool:
    """Whether the word is found in any passage, as the gate looks for it."""
    return any(next(iter(find_tokens(passage.text, PROTECTED)), None) for passage in found.passages)


def _root(**entries: object) -> Callable[[Sheet], None]:
    def put(sheet: Sheet) -> None:
        for key, value in entries.items():
            sheet.root[f"/{key}"] = value

    return put


def _page(**entries: object) -> Callable[[Sheet], None]:
    def put(sheet: Sheet) -> None:
        for key, value in entries.items():
            sheet.page.obj[f"/{key}"] = value

    return put


def _signed(**entries: object) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.ask(V=Dictionary({f"/{key}": value for key, value in entries.items()}))


def _asked(**entries: object) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.ask(**entries)


def _noted(**entries: object) -> Callable[[Sheet], None]:
    def put(sheet: Sheet) -> None:
        sheet.note(**entries)

    return put


def _drawn(code: bytes) -> Callable[[Sheet], None]:
    return lambda sheet: sheet.drawn.append(code)


def _hex(text: str, coding: str) -> bytes:
    return b"<" + text.encode(coding).hex().encode() + b">"


def _form(sheet: Sheet) -> None:
    stream = Stream(sheet.document, f"<xdp><field>{WORD}</field></xdp>".encode())
    sheet.root.AcroForm = Dictionary(Fields=Array(), XFA=Array([String("datasets"), stream]))


def _unused(sheet: Sheet) -> None:
    sheet.root.Kept = sheet.document.make_indirect(Dictionary(Note=String(f"Told by {WORD}")))


def _own_metadata(sheet: Sheet) -> None:
    xml = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><t>{WORD}</t></x:xmpmeta>'
    sheet.page.obj.Metadata = Stream(sheet.document, xml.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _tags(**entries: object) -> Callable[[Sheet], None]:
    def put(sheet: Sheet) -> None:
        part = Dictionary({"/S": Name.P} | {f"/{key}": value for key, value in entries.items()})
        sheet.root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([sheet.document.make_indirect(part)]))

    return put


def _script(sheet: Sheet) -> None:
    code = Stream(sheet.document, f"app.alert('{WORD}')".encode())
    sheet.root.OpenAction = Dictionary(S=Name.JavaScript, JS=code)


PLACES: dict[str, Callable[[Sheet], None]] = {
    "signature's name": _signed(Type=Name.Sig, Name=String(WORD)),
    "signature's reason": _signed(Type=Name.Sig, Reason=String(f"Approved by {WORD}")),
    "signature's place": _signed(Type=Name.Sig, Location=String(WORD)),
    "signature's contact": _signed(Type=Name.Sig, ContactInfo=String(WORD)),
    "default of a field": _asked(DV=String(WORD)),
    "name for export": _asked(TM=String(WORD)),
    "choices of a field": _asked(Opt=Array([String("a"), Array([String("1"), String(WORD)])])),
    "rich value of a field": _asked(RV=String(f"<p>{WORD}</p>")),
    "caption of a button": _asked(MK=Dictionary(CA=String(WORD))),
    "form of another maker": _form,
    "subject of a note": _noted(Subtype=Name.Text, Subj=String(WORD)),
    "name of a note": _noted(Subtype=Name.Text, NM=String(WORD)),
    "link to a file": _noted(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String(f"C:/{WORD}.pdf"))),
    "link to a program": _noted(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"{WORD}.exe"))),
    "link by mail": _noted(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"mailto:{WORD}@example.org"))),
    "text of a stamp": _noted(Subtype=Name.Stamp, Contents=String(WORD)),
    "letters in a box": _noted(Subtype=Name.FreeText, DS=String(f"font: {WORD}")),
    "sound": _noted(Subtype=Name.Screen, T=String(WORD)),
    "thread": _root(Threads=Array([Dictionary(I=Dictionary(Title=String(WORD)))])),
    "what the maker keeps": _root(PieceInfo=Dictionary(Tool=Dictionary(Private=String(WORD)))),
    "collection": _root(Collection=Dictionary(Schema=Dictionary(Who=Dictionary(N=String(WORD))))),
    "language": _root(Lang=String(WORD)),
    "address of the file": _root(URI=Dictionary(Base=String(f"https://x.org/{WORD}/"))),
    "legal note": _root(Legal=Dictionary(Attestation=String(WORD))),
    "colours meant": _root(OutputIntents=Array([Dictionary(Info=String(WORD))])),
    "object nothing uses": _unused,
    "notes of a page": _own_metadata,
    "what the maker keeps of a page": _page(PieceInfo=Dictionary(Tool=Dictionary(Private=String(WORD)))),
    "act when a page opens": _page(AA=Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(f"// {WORD}")))),
    "act when a button is let go": _asked(AA=Dictionary(U=Dictionary(S=Name.JavaScript, JS=String(f"// {WORD}")))),
    "name of a page": _page(TemplateInstantiated=Name(f"/{WORD}")),
    "title of a part": _tags(T=String(WORD)),
    "alternative text of a part": _tags(Alt=String(f"A picture of {WORD}")),
    "replacement of a part": _tags(ActualText=String(WORD)),
    "meaning of a short word": _tags(E=String(WORD)),
    "name of a part": _tags(ID=String(WORD)),
    "attribute of a part": _tags(A=Dictionary(O=Name.Table, Summary=String(WORD))),
    "script at the start": _script,
    "letters by number": _drawn(b"BT /F1 11 Tf 40 300 Td " + _hex(WORD, "latin-1") + b" Tj ET"),
    "letters after a move": _drawn(b"BT /F1 11 Tf 40 300 Td (Ingle) Tj 0 0 Td (thorpe) Tj ET"),
    "letters with a quote": _drawn(b"BT /F1 11 Tf 40 300 Td 14 TL (Inglethorpe) ' ET"),
    "letters with two quotes": _drawn(b'BT /F1 11 Tf 40 300 Td 14 TL 1 1 (Inglethorpe) " ET'),
    "letters in eights": _drawn(b"BT /F1 11 Tf 40 300 Td (\\111nglethorp\\145) Tj ET"),
    "broken line of code": _drawn(b"BT /F1 11 Tf 40 300 Td (Ingle\\\nthorpe) Tj ET"),
    "marked content": _drawn(b"/Span << /ActualText (Inglethorpe) >> BDC BT /F1 11 Tf (x) Tj ET EMC"),
    "marked content in wide letters": _drawn(
        b"/Span << /ActualText " + _hex("\ufeff" + WORD, "utf-16-be") + b" >> BDC BT /F1 11 Tf (x) Tj ET EMC"
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_finds_a_word_in_a_pdf(place: str) -> None:
    sheet = Sheet()
    PLACES[place](sheet)
    assert is_found(read_file(sheet.packed(), "a.pdf"))


@pytest.mark.parametrize("key", ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Trapped", "Company"])
@pytest.mark.parametrize("value", [WORD, f"\ufeff{WORD}", f"by {WORD}, 2024"])
def test_finds_a_word_in_each_property(key: str, value: str) -> None:
    sheet = Sheet()
    sheet.document.docinfo[Name(f"/{key}")] = String(value)
    assert is_found(read_file(sheet.packed(), "a.pdf"))


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
@pytest.mark.parametrize("is_packed", [True, False])
def test_finds_a_word_however_the_file_is_packed(mode: pikepdf.ObjectStreamMode, is_packed: bool) -> None:
    sheet = Sheet()
    sheet.write(f"They knew {WORD} well.")
    sheet.document.docinfo[Name.Subject] = String("A review")
    target = sheet.packed()
    with pikepdf.open(io.BytesIO(target)) as document:
        again = io.BytesIO()
        document.save(again, object_stream_mode=mode, compress_streams=is_packed)
    found = read_file(again.getvalue(), "a.pdf")
    assert is_found(found)
    assert found.is_whole
