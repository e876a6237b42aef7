"""Which section of a paper does each part of a Word file belong to, and what of the file is not taken over?

Headings are matched by their words, whatever their number, case or spelling. No word of the text is lost: what
matches no section becomes a piece of its own, for a person to place. Source: sections domain 3.5; matching ours [D].
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.overview_report.wording import ABOUT
from dhr_cases.papers.sections import NOT_WRITTEN
from dhr_cases.papers.word_parts import CAPTION, TABLE, WordPart
from dhr_cases.papers.word_rest import WordText, read_word
from dhr_cases.report_sections import FURTHER, SECTIONS

ALIKE = 90
"""How alike two headings are, of 100, to be taken for one with a slip of the pen [D]."""
LONGEST_HEADING = 14
"""Words beyond which a line of plain text is no heading [D]."""
_NUMBER = re.compile(
    r"^(?:(?:section|part|chapter|appendix|annex)\b\s*(?:[a-z]\b|[ivx]+\b|\d+(?:\.\d+)*)?|\(?\d+(?:\.\d+)*\)?|[ivx]+(?=[.)]))"
    r"\s*[.):–—-]*\s*",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True)
class Piece:
    """One part of the file as it will be read: its heading there, the section it was matched to ("" for none)."""

    heading: str
    code: str
    text: str


@dataclass(frozen=True)
class WordDraft:
    """A Word file taken apart, and sentences on what of it is not taken over."""

    pieces: tuple[Piece, ...]
    not_taken: tuple[str, ...]


@dataclass
class _Open:
    """The piece that is being gathered: its heading, its section, the level of its heading, its text so far."""

    heading: str
    code: str
    level: int
    texts: list[str] = field(default_factory=list)


def read_draft(content: bytes, kind: PaperKind) -> WordDraft:
    """Take a Word file apart along the sections of a paper. Raises Incomplete when the file cannot be read."""
    word = read_word(content)
    parts = tuple(_without_captions(_without_head(word.parts)))
    pieces = [piece for piece in _pieces(parts, kind) if piece.heading or piece.text]
    return WordDraft((*pieces, *_aside(word)), word.not_taken)


def _without_head(parts: tuple[WordPart, ...]) -> tuple[WordPart, ...]:
    """The parts without the title and the table at the head of a paper that was made here from the sections."""
    styles = tuple(part.style for part in parts[:3])
    is_ours = styles == ("Title", CAPTION, TABLE) and parts[1].text == ABOUT
    return parts[3:] if is_ours else parts


def _without_captions(parts: Iterable[WordPart]) -> Iterator[WordPart]:
    """The parts without captions that only repeat the heading above a table, as papers made here have them."""
    heading = ""
    for part in parts:
        heading = part.text if part.level else heading
        if part.style != CAPTION or part.text != heading:
            yield part


def bare(heading: str) -> str:
    """A heading without number, case and signs: "5. TERMS OF REFERENCE:" and "Terms of reference" are the same.

    A number may stand twice: "7. Appendix A: action plan".
    """
    words = _unnumbered(_unnumbered(heading.strip()))
    plain = _NOT_WORDS.sub(" ", words.casefold().replace("&", " and "))
    return " ".join(word for word in plain.split() if word not in ("the", "a"))


def _unnumbered(heading: str) -> str:
    """The heading without the number in front; one that is nothing else stays."""
    return _NUMBER.sub("", heading, count=1) or heading


def match(heading: str, kind: PaperKind) -> str:
    """The code of the section a heading names, "" for none; a slip of the pen is forgiven."""
    wanted = bare(heading)
    if not wanted:
        return ""
    known = _known_headings(kind)
    return known[wanted] if wanted in known else _nearest(wanted, known)


def _known_headings(kind: PaperKind) -> dict[str, str]:
    """The code of a section by each of the bare headings it may have."""
    return {bare(name): row.code for row in SECTIONS[kind] for name in (row.heading, *row.other_headings)}


def _nearest(wanted: str, known: dict[str, str]) -> str:
    """The code of the heading most alike, "" when none is alike enough."""
    ratio, code = max((fuzz.ratio(wanted, name), code) for name, code in known.items())
    return code if ratio >= ALIKE else ""


def _pieces(parts: Iterable[WordPart], kind: PaperKind) -> Iterator[Piece]:
    current = _first_piece(kind)
    met: set[str] = set()
    for part in parts:
        code = _code_headed(part, kind)
        code = "" if code in met and part.level > current.level else code
        if code or _ends(current, part):
            yield _closed(current)
            current = _next_piece(current, part, code)
            met.add(code)
        else:
            current.texts.append(_as_text(part))
    yield _closed(current)


def _first_piece(kind: PaperKind) -> _Open:
    """What stands before the first heading belongs to the title page of a paper that has one."""
    first = SECTIONS[kind][0].code
    return _Open("", first if first == "title_page" else "", level=1)


def _next_piece(before: _Open, part: WordPart, code: str) -> _Open:
    return _Open(part.text, code, part.level or before.level)


def _code_headed(part: WordPart, kind: PaperKind) -> str:
    """The code of the section that a part names as its heading, "" for none."""
    return match(part.text, kind) if _may_head(part) else ""


def _ends(current: _Open, part: WordPart) -> bool:
    """True for a heading as high as that of the piece, once the piece has begun."""
    return 0 < part.level <= current.level and not _is_untouched(current)


def _as_text(part: WordPart) -> str:
    return f"## {part.text}" if part.level else part.text


def _may_head(part: WordPart) -> bool:
    """True for a heading by style, and for a short line in bold, in capitals or numbered that may be one."""
    return bool(part.level) or (part.is_heading_like and len(part.text.split()) <= LONGEST_HEADING)


def _is_untouched(current: _Open) -> bool:
    """True before anything was read: a heading of no section there is the title of the paper."""
    return not current.heading and not current.texts


def _closed(piece: _Open) -> Piece:
    text = _text(piece.texts)
    return Piece(piece.heading, piece.code, "" if text == NOT_WRITTEN else text)


def _text(texts: list[str]) -> str:
    """Parts of one piece as text: lines of one list or table stay together, all else has a blank line between."""
    lines: list[str] = []
    for text in texts:
        if lines and not (_is_item(text) and _is_item(lines[-1])):
            lines.append("")
        lines.append(text)
    return "\n".join(lines)


def _is_item(text: str) -> bool:
    return text.startswith("- ") and "\n" not in text


def _aside(word: WordText) -> Iterator[Piece]:
    """Words that stand outside the running text: notes at the foot and boxes."""
    for heading, texts in (("Footnotes of the file", word.notes), ("Text boxes of the file", word.boxes)):
        if texts:
            yield Piece(heading, "", "\n\n".join(texts))


def by_section(pieces: Iterable[Piece], codes: Iterable[str]) -> dict[str, str]:
    """The words for each section, pieces of one section one after the other.

    A piece that went to another section than its own heading names keeps that heading as a subheading.
    """
    found: dict[str, list[str]] = {}
    for piece, code in zip(pieces, codes, strict=True):
        place = code or FURTHER
        text = _text_at(place, piece)
        if text.strip():
            found.setdefault(place, []).append(text)
    return {code: "\n\n".join(texts) for code, texts in found.items()}


def _text_at(place: str, piece: Piece) -> str:
    is_own = piece.code == place or not piece.heading
    return piece.text if is_own else f"## {piece.heading}\n\n{piece.text}".strip()
