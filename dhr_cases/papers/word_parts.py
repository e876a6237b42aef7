"""Which paragraphs, headings, lists and tables does a Word file hold as running text?

Which words an element holds, ``word_elements`` says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.styles.style import ParagraphStyle

from dhr_cases.plain_text import table_text
from dhr_cases.word_elements import blocks, cells_of, grid_of, rows_of, value_of, words_of

OFF = ("0", "false", "off")
"""The values that switch a setting off; one without a value is on."""
TABLE = "table"
"""Stands for a style in a part that is a table."""
CAPTION = "Caption"
_NUMBERED = re.compile(r"(?:section|part|appendix|annex)\s+\w{1,3}\b|\(?\d+(?:\.\d+)*[.)]?\s", re.IGNORECASE)
_LEADS_TO_PAGE = re.compile(r"(?:\.{2,}|…|\s)\s*\d{1,3}$")
"""The end of a line in a table of contents somebody typed."""
_NUMBER = qn("w:num")
SIGN = "bullet"
"""How Word calls a list marked by signs; one of which nothing is known counts as such."""
NO_LIST = "0"
"""The key that Word gives a paragraph taken out of the list of its style."""
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
DEEPEST_STYLE = 20
"""How many styles made from each other are followed: a broken file may have them in a ring."""


@dataclass(frozen=True)
class WordPart:
    """One paragraph or table as text. ``level`` is that of its heading style, 0 for none."""

    text: str
    level: int = 0
    is_heading_like: bool = False
    style: str = ""


class WordReader:
    """The running text of one Word file."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.contents_lines = 0
        self.automatic_numbers = 0

    def parts(self) -> Iterator[WordPart]:
        """Paragraphs and tables in their order; lines of a table of contents are counted and left out."""
        for element in blocks(self.document.element.body):
            if element.tag == qn("w:tbl"):
                yield from self._table(element)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, element: Element) -> Iterator[WordPart]:
        text = "\n".join(" ".join(line.split()) for line in words_of(element).split("\n")).strip()
        style = self._style(element)
        if not text:
            return
        if style.casefold().startswith(("toc", "table of contents", "contents heading")):
            self.contents_lines += 1
            return
        yield self._part(element, text, style)

    def _part(self, element: Element, text: str, style: str) -> WordPart:
        level = self._level(element, style)
        if level:
            return WordPart(text, level, style=style)
        if self._is_bullet(element, style):
            return WordPart(f"- {' '.join(text.split())}", style=style)
        return WordPart(text, is_heading_like=_looks_like_heading(element, text), style=style)

    def _table(self, element: Element) -> Iterator[WordPart]:
        """A table as lines of cells; one of a single column is a frame around paragraphs."""
        rows = _filled_rows(element)
        if not rows:
            return
        if _cells_across(element) == 1:
            yield from (WordPart(row[0]) for row in rows)
        else:
            yield WordPart(table_text(rows[0], rows[1:]), style=TABLE)

    def _style(self, element: Element) -> str:
        """Name of the paragraph's style, or of the heading style that it is made from."""
        upwards = islice(_upwards(self._own_style(element)), DEEPEST_STYLE)
        names = [style.name or "" for style in upwards]
        own = names[0] if names else ""
        is_contents = own.casefold().startswith("toc")
        return own if is_contents else next(filter(_HEADING.match, names), own)

    @cached_property
    def _styles(self) -> dict[str, ParagraphStyle]:
        return {style.style_id: style for style in self.document.styles if isinstance(style, ParagraphStyle)}

    def _level(self, element: Element, style: str) -> int:
        named = _HEADING.match(style)
        if named:
            return int(named[1])
        value = value_of(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
        return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0

    def _is_bullet(self, element: Element, style: str) -> bool:
        """True for an item of a list with signs; paragraphs with automatic numbers are counted and stay paragraphs."""
        number, level = self._list(element)
        if number in ("", NO_LIST):
            return not number and style.casefold().startswith("list bullet")
        levels = self._formats.get(number, {})
        form = levels.get(level) or levels.get("0", SIGN)
        self.automatic_numbers += form not in (SIGN, "none")
        return form == SIGN

    def _list(self, element: Element) -> tuple[str, str]:
        """The key of the list of a paragraph and its level there, its own or those of its style."""
        upwards = islice(_upwards(self._own_style(element)), DEEPEST_STYLE)
        named = map(_list_in, (element, *(style.element for style in upwards)))
        return next((found for found in named if found[0]), ("", ""))

    def _own_style(self, element: Element) -> ParagraphStyle | None:
        return self._styles.get(value_of(element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")))

    @cached_property
    def _formats(self) -> dict[str, dict[str, str]]:
        """How each list of the file is marked on each of its levels, by the key of the list."""
        found = next((part for part in self.document.part.package.iter_parts() if "numbering" in part.partname), None)
        root = getattr(found, "element", None)
        if root is None:
            return {}
        forms = {each.get(qn("w:abstractNumId")): _levels_of(each) for each in root.iter(qn("w:abstractNum"))}
        made_after = {
            each.get(qn("w:numId")): value_of(each.find(qn("w:abstractNumId"))) for each in root.iter(_NUMBER)
        }
        return {key: forms.get(form, {}) for key, form in made_after.items()}


def _filled_rows(table: Element) -> list[list[str]]:
    """The cells of each row that holds any word; a column that a cell covers besides its own is empty."""
    rows = ([" ".join((text or "").split()) for text in row] for row in grid_of(table))
    return list(filter(any, rows))


def _cells_across(table: Element) -> int:
    """How many cells stand beside each other at most."""
    return max(sum(1 for _ in cells_of(row)) for row in rows_of(table))


def _looks_like_heading(element: Element, text: str) -> bool:
    """True for a short line that is all bold, all capitals or numbered, and no sentence."""
    if "\n" in text or text.endswith((".", ",", ";")) or _LEADS_TO_PAGE.search(text):
        return False
    return text.isupper() or _NUMBERED.match(text) is not None or _is_bold(element)


def _is_bold(element: Element) -> bool:
    runs = [run for run in element.iter(qn("w:r")) if _has_words(run)]
    return bool(runs) and all(map(_is_bold_run, runs))


def _levels_of(form: Element) -> dict[str, str]:
    """How the levels of a list are marked: "bullet", "decimal" and so on, by the number of the level."""
    return {each.get(qn("w:ilvl"), "0"): value_of(each.find(qn("w:numFmt"))) for each in form.iter(qn("w:lvl"))}


def _has_words(run: Element) -> bool:
    return any(each.text for each in run.iter(qn("w:t")))


def _is_bold_run(run: Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in OFF


def _list_in(element: Element) -> tuple[str, str]:
    """The key of the list that a paragraph or a style names itself, and the level; the first where it names none."""
    places = (element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn(name)}") for name in ("w:numId", "w:ilvl"))
    number, level = map(value_of, places)
    return number, level or "0"


def _upwards(style: ParagraphStyle | None) -> Iterator[ParagraphStyle]:
    """A style, then those it is made from."""
    while style is not None:
        yield style
        style = style.base_style if isinstance(style.base_style, ParagraphStyle) else None
