"""Which headings, paragraphs, lists and tables does a published Word or HTML file hold? Imports no Django.

The page shows what stands in the approved bytes and nothing else: what is hidden, in the head of the page, in a note
or a comment is no part of the text.
"""

import io
from collections.abc import Iterator
from html.parser import HTMLParser

from docx import Document
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table

READABLE_FORMATS = ("html", "docx")
"""Formats whose text can be shown on a page, the best one first."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSHOWN = frozenset({"head", "script", "style", "template", "title", "footer", "nav"})
_BREAKS = frozenset({"br", "hr"})
_VOID = _BREAKS | {"img", "input", "link", "meta"}
_TEXT_OF_ITS_OWN = frozenset({"p", "li", "dt", "dd", "caption", "figcaption", "blockquote", "address", "div"})
_WORDS_OF_ITS_OWN = _HEADINGS | _TEXT_OF_ITS_OWN
_CELLS = frozenset({"td", "th"})
_IN_A_ROW = _CELLS | {"p"}
_ENDED_BY = {
    "p": frozenset({"p"}), "li": frozenset({"p", "li"}), "td": _IN_A_ROW, "th": _IN_A_ROW, "tr": _IN_A_ROW | {"tr"},
    "tbody": _IN_A_ROW | {"tr", "thead", "tbody"}, "tfoot": _IN_A_ROW | {"tr", "tbody"},
}  # fmt: skip  # a tag that begins, and those that end with it where nothing ends them before


def parts_of_file(content: bytes, file_format: str) -> tuple[Part, ...]:
    """The parts of a Word or HTML file in their order; () for a format without readable structure."""
    if file_format == "html":
        return _of_html(content.decode("utf-8"))
    return tuple(_joined(_of_word(content))) if file_format == "docx" else ()


def _of_word(content: bytes) -> Iterator[Part]:
    for block in Document(io.BytesIO(content)).iter_inner_content():
        part = _word_table(block) if isinstance(block, WordTable) else _word_paragraph(block)
        if part is not None:
            yield part


def _word_paragraph(paragraph: WordParagraph) -> Part | None:
    text = " ".join(paragraph.text.split())
    if not text:
        return None
    style = _style_of(paragraph)
    if style.startswith(("Heading", "Title")):
        return Subheading(text)
    return Bullets((text,)) if style.startswith("List") else Paragraph(text)


def _style_of(paragraph: WordParagraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


def _word_table(table: WordTable) -> Part | None:
    rows = [tuple(_cells_of(row)) for row in table.rows]
    return Table(rows[0], tuple(rows[1:])) if rows else None


def _cells_of(row: WordRow) -> Iterator[str]:
    """The words of each cell; one that spans several columns has them once, as in a web page."""
    before: object = None
    for cell in row.cells:
        element = cell._tc  # noqa: SLF001  # only by its element does a spanning cell tell that it is the same again
        yield "" if element is before else _words_of(cell)
        before = element


def _words_of(cell: WordCell) -> str:
    """All words in a cell, also those of a table inside it."""
    blocks = cell.iter_inner_content()
    texts = (
        " ".join(word for row in block.rows for word in _cells_of(row)) if isinstance(block, WordTable) else block.text
        for block in blocks
    )
    return " ".join(" ".join(texts).split())


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Bullets that follow one another are one list."""
    run: tuple[str, ...] = ()
    for part in parts:
        if isinstance(part, Bullets):
            run += part.items
            continue
        if run:
            yield Bullets(run)
            run = ()
        yield part
    if run:
        yield Bullets(run)


def _of_html(text: str) -> tuple[Part, ...]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_words()
    return tuple(_joined(iter(reader.parts)))


class _Reader(HTMLParser):
    """Gathers what a browser would show, part by part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new part begins, or a row, or a cell."""
        if tag in _BREAKS:
            self.words.append(" ")
        if tag not in _VOID:
            self._begin(tag, is_hidden="hidden" in dict(attrs))

    def _begin(self, tag: str, *, is_hidden: bool) -> None:
        self._end_before(tag)
        if "table" not in self.open and (tag in _WORDS_OF_ITS_OWN or tag == "table"):
            self.end_words()
        elif tag in _WORDS_OF_ITS_OWN:
            self.words.append(" ")  # two paragraphs in one cell
        self.open.append(f"hidden {tag}" if is_hidden else tag)
        self._begin_in_table(tag)

    def _end_before(self, tag: str) -> None:
        """A page may leave out the end of a paragraph, an item, a cell or a row where the next one begins."""
        while self.open and (last := self._names()[-1]) in _ENDED_BY.get(tag, ()):
            self._end_last(last)

    def _begin_in_table(self, tag: str) -> None:
        if self._is_inner():
            self.words.append(" ")
        elif tag == "tr":
            self.rows.append([])
        elif tag in _CELLS and self.rows:
            self.words = []

    def handle_endtag(self, tag: str) -> None:
        """A part, a cell or a table ends, and before it whatever in it nothing has ended."""
        if tag not in self._names():
            return
        while (last := self._names()[-1]) != tag:
            self._end_last(last)
        self._end_last(tag)

    def _names(self) -> list[str]:
        return [each.removeprefix("hidden ") for each in self.open]

    def _end_last(self, tag: str) -> None:
        self._end(tag, is_in_table="table" in self._names())
        self.open.pop()

    def _is_inner(self) -> bool:
        """True in a table that stands in a cell of another: its words belong to that cell."""
        return self._names().count("table") > 1

    def _end(self, tag: str, *, is_in_table: bool) -> None:
        if self._is_inner():
            self.words.append(" ")
        elif tag == "table":
            self._end_table()
        elif is_in_table or tag in _CELLS:
            self._end_in_table(tag)
        elif tag in _WORDS_OF_ITS_OWN:
            self.end_words()

    def _end_in_table(self, tag: str) -> None:
        if tag in _CELLS and self.rows:
            self.rows[-1].append(self._taken())

    def handle_data(self, data: str) -> None:
        """Words count where they are shown."""
        if not any(each in _UNSHOWN or each.startswith("hidden ") for each in self.open):
            self.words.append(data)

    def end_words(self) -> None:
        """What was gathered becomes a part of the kind that is open."""
        text = self._taken()
        if not text:
            return
        if _HEADINGS & set(self.open):
            self.parts.append(Subheading(text))
        elif "li" in self.open:
            self.parts.append(Bullets((text,)))
        else:
            self.parts.append(Paragraph(text))

    def _taken(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words = []
        return text

    def _end_table(self) -> None:
        """A table has as many cells in each row as its widest row; one that shows no word is left out."""
        rows = list(filter(None, self.rows))
        width = max(map(len, rows), default=0)
        filled = [tuple(row + [""] * (width - len(row))) for row in rows]
        if any(map(any, filled)):
            self.parts.append(Table(filled[0], tuple(filled[1:])))
        self.rows, self.words = [], []
