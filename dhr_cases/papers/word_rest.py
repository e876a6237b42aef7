"""What does a Word file hold beside its running text: notes, boxes, comments, tracked changes, pictures?

Notes and boxes are words and are read; the rest is counted, so that a person knows what was not taken over.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dhr_cases.errors import Incomplete
from dhr_cases.papers.uploads import DAMAGE, check_unpacked
from dhr_cases.papers.word_parts import OFF, WordPart, WordReader
from dhr_cases.word_elements import ENDNOTE, FALLBACK, FOOTNOTE, cell_text, words_of

_UNREADABLE = "The file cannot be read as a Word document. Open it in Word, save it as .docx and choose it again."
_FAULTS = (*DAMAGE, PackageNotFoundError, AttributeError, KeyError, ValueError, SyntaxError)
"""What is raised while a package that is no Word document, or a damaged one, is opened and read."""
_PICTURES = ("{urn:schemas-microsoft-com:vml}imagedata", qn("a:blip"))
_COUNTED = (
    ((qn("w:ins"), qn("w:moveTo")), "tracked insertion", "{} read as text."),
    ((qn("w:del"), qn("w:moveFrom")), "tracked deletion", "{} left out, as if accepted."),
    (_PICTURES, "picture", "{} not taken over. Put it back in the finished paper with a description."),
    ((qn("w:object"), qn("w:altChunk")), "embedded object", "{} not taken over."),
    ((qn("w:vanish"),), "hidden passage", "{} read as text. See whether it may stand."),
    ((qn("w:hyperlink"),), "link", "{} read as words only; where it leads is not taken over."),
)
"""What is counted in the running text: its elements, its noun, what is said of it."""


_NOTES = {"foot": FOOTNOTE, "end": ENDNOTE}
"""The parts of a file that hold notes, and what stands before their numbers."""


@dataclass(frozen=True)
class WordText:
    """A Word file as read: its running text, its notes and boxes, and what is not taken over, as sentences."""

    parts: tuple[WordPart, ...]
    notes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    not_taken: tuple[str, ...] = ()


def read_word(content: bytes) -> WordText:
    """Read a Word file whole. Raises Incomplete when it cannot be opened."""
    document = opened(content)
    try:
        return _whole(document)
    except _FAULTS as fault:
        raise Incomplete(_UNREADABLE) from fault


def _whole(document: WordDocument) -> WordText:
    reader = WordReader(document)
    parts = tuple(reader.parts())
    sentences = (
        *_counted(document.element.body),
        *_of(len(_roots(document, "/word/comments.xml", qn("w:comment"))), "comment", "{} not taken over."),
        *_of(_running(document), "header or footer", "{} not taken over.", "headers or footers"),
        *_of(reader.contents_lines, "line of a contents list", "{} left out.", "lines of a contents list"),
        *_of(reader.automatic_numbers, "paragraph", "Automatic numbers of {} not taken over: write them in.", None),
    )
    return WordText(parts, tuple(_notes(document)), tuple(_boxes(document.element.body)), sentences)


def opened(content: bytes) -> WordDocument:
    """The document of a Word file. Raises Incomplete when it cannot be opened, or grows too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_unpacked(package.infolist())
        document = Document(io.BytesIO(content))
    except _FAULTS as fault:
        raise Incomplete(_UNREADABLE) from fault
    if document.element.find(qn("w:body")) is None:
        raise Incomplete(_UNREADABLE)
    return document


def _counted(body: Element) -> Iterator[str]:
    for tags, noun, sentence in _COUNTED:
        number = sum(1 for tag in tags for each in body.iter(tag) if _counts(each))
        yield from _of(number, noun, sentence)


def _counts(element: Element) -> bool:
    """False for the second form of a drawing, a link to a place in the file itself, a setting that hides nothing."""
    if element.tag == qn("w:hyperlink") and element.get(qn("r:id")) is None:
        return False
    return not _is_second_form(element) and (element.tag != qn("w:vanish") or _hides_words(element))


def _hides_words(setting: Element) -> bool:
    """True where the setting is switched on and stands on words, not on the mark of a paragraph."""
    run = setting.getparent().getparent()
    return setting.get(qn("w:val")) not in OFF and run.tag == qn("w:r") and _has_words(run)


def _is_second_form(element: Element) -> bool:
    return any(above.tag == FALLBACK for above in element.iterancestors())


def _of(number: int, noun: str, sentence: str, many: str | None = "") -> Iterator[str]:
    """The sentence about a number of things; nothing for none of them. ``many`` None: no verb follows."""
    if not number:
        return
    words = f"1 {noun}" if number == 1 else f"{number} {many or noun + 's'}"
    verb = "" if many is None else (" is" if number == 1 else " are")
    yield sentence.format(f"{words}{verb}")


def _roots(document: WordDocument, name: str, tag: str) -> list[Element]:
    """Elements of one kind in another part of the file; none when the file has no such part."""
    parts = (part for part in document.part.package.iter_parts() if str(part.partname) == name)
    return [each for part in parts for each in parse_xml(part.blob).iter(tag)]


def _running(document: WordDocument) -> int:
    """How many headers and footers hold words."""
    parts = document.part.package.iter_parts()
    found = [part for part in parts if str(part.partname).startswith(("/word/header", "/word/footer"))]
    return sum(_has_words(parse_xml(part.blob)) for part in found)


def _has_words(root: Element) -> bool:
    return any((each.text or "").strip() for each in root.iter(qn("w:t")))


def _notes(document: WordDocument) -> Iterator[str]:
    for name, word in _NOTES.items():
        for note in _roots(document, f"/word/{name}notes.xml", qn(f"w:{name}note")):
            text = cell_text(note)
            if text and note.get(qn("w:type")) in (None, "normal"):
                yield f"[{word} {note.get(qn('w:id'))}] {text}"


def _boxes(body: Element) -> Iterator[str]:
    for box in body.iter(qn("w:txbxContent")):
        text = "\n\n".join(_paragraphs(box))
        if text and not _is_second_form(box):
            yield text


def _paragraphs(box: Element) -> Iterable[str]:
    """The paragraphs of a box, those of a table in it as well; a box inside it is read by itself."""
    own = (each for each in box.iter(qn("w:p")) if next(each.iterancestors(qn("w:txbxContent"))) is box)
    return (words for each in own if (words := " ".join(words_of(each).split())))
