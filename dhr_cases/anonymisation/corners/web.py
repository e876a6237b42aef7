"""Which words stand in a web page: texts, comments, attributes, scripts, styles, what it hides?"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from dhr_cases.anonymisation.corners.plain import decoded
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.runs import Block
from dhr_cases.anonymisation.corners.web_names import is_made_up
from dhr_cases.anonymisation.corners.xml_words import read_blocks

ENCODING = "The page says it is written in “{}”. Save it as UTF-8."

_START = re.compile(
    r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|p|div|h[1-6]|section|article|main|table|ul|ol"
    r"|span|a|img|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_XHTML = re.compile(r"\A\s*<\?xml[^>]*>\s*(?:<!DOCTYPE[^>]*>\s*)?<html\b", re.IGNORECASE)
_CHARSET = re.compile(r"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_USUAL_KIND = re.compile(
    r"doctype html(?: public \"-//w3c//dtd x?html [\w. ]+//en\"(?: \"http://www\.w3\.org/[\w./-]+\")?"
    r"| system \"about:legacy-compat\")?",
    re.IGNORECASE,
)
_WORDS_OF_AN_END = re.compile(r"</[A-Za-z][^\s/>]*[\s/]+([^>]*)>")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "windows-1252", "iso-8859-1", "utf-16"})
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-9a-fA-F]{2,6})\s?")

_INLINE_TAGS = (
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp script small span strike strong "
    "style sub sup template time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_CODES = frozenset({"script", "style"})
_BETWEEN = {"td": "\t", "th": "\t", "p": " ", "div": " "}
"""What sets apart the texts of a row."""
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_FORMAT_ONLY_KEYS = (
    "type rel lang dir charset role scope method media http-equiv colspan rowspan width height align valign tabindex "
    "loading decoding crossorigin integrity async defer sizes xmlns class style"
)
_FORMAT_ONLY = frozenset(_FORMAT_ONLY_KEYS.split())


def is_web_page(content: bytes) -> bool:
    """True for text that begins as a web page does."""
    text = decoded(content[:4000]) or decoded(content) or ""
    return bool(_START.match(text) or _XHTML.match(text))


def read_web_page(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read the whole page."""
    text = decoded(content) or ""
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in _ENCODINGS:
        gathering.refuse("", ENCODING.format(charset[1]))
    page = _Page(gathering)
    page.feed(text)
    page.close()
    gathering.add("script that does not end", page.rawdata, is_prose=False)
    gathering.add("closing tags", "\n".join(_WORDS_OF_AN_END.findall(text)), is_prose=False)
    page.finish()


@dataclass
class _Line:
    """A line in the making: its pieces, and whether each is hidden."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def shown(self) -> list[tuple[str, bool]]:
        """The pieces that are not hidden."""
        return [(text, hidden) for text, hidden in self.pieces if not hidden]

    def views(self) -> list[Block]:
        """The line as it stands, and without what it hides."""
        whole = _joined(self.pieces)
        shown = _joined(self.shown)
        views = [Block(whole.strip())]
        if shown.strip() and shown != whole:
            views.append(Block(shown.strip(), "without hidden words"))
        return views


def _joined(pieces: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in pieces)


class _Page(HTMLParser):
    """Walks through a page and gathers lines, comments, codes and attributes."""

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(convert_charrefs=True)
        self.gathering = gathering
        self.blocks: list[Block] = []
        self.line = _Line()
        self.open: list[tuple[str, bool]] = []
        self.is_row = False
        self.written: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens: a new line unless it stands within one."""
        self._break(tag)
        self._name(tag)
        self.is_row = self.is_row or tag == "tr"
        if tag not in _VOID:
            self.open.append((tag, tag == "template" or self._hides(attrs)))
        for key, value in attrs:
            self._attribute(key, value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A stroke at the end of a tag closes nothing in a page, as browsers read it; what holds code ends with it."""
        self.handle_starttag(tag, attrs)
        if tag in _CODES:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, and every tag left open within it."""
        if tag == "tr":
            self.is_row = False
        self._break(tag)
        self._name(tag)
        places = [at for at, (name, _) in enumerate(self.open) if name == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Text stands in a line; a script and a style stand by themselves."""
        if self.open and self.open[-1][0] in _CODES:
            self.gathering.add(self.open[-1][0], data, is_prose=False)
            self.gathering.add(f"{self.open[-1][0]}, decoded", _unescaped(data), is_prose=False)
        else:
            self.line.pieces.append((re.sub(r"\s+", " ", data), any(hides for _, hides in self.open)))

    def handle_comment(self, data: str) -> None:
        """A comment is not shown, but it is served."""
        self.gathering.add("comment in the code", data)

    def handle_decl(self, decl: str) -> None:
        """A declaration other than that of the page's kind may hold words."""
        if not _USUAL_KIND.fullmatch(" ".join(decl.split())):
            self.gathering.add("declaration", decl, is_prose=False)

    def handle_pi(self, data: str) -> None:
        """An instruction may hold words."""
        self.gathering.add("instruction in the code", data, is_prose=False)

    def unknown_decl(self, data: str) -> None:
        """A declaration of no known kind may hold words."""
        self.gathering.add("declaration", data)

    def finish(self) -> None:
        """Put everything down."""
        self._flush()
        read_blocks(self.gathering, self.blocks, "page")
        self.gathering.add("attributes", "\n".join(self.written))
        self.gathering.add("other attributes", "\n".join(self.others), is_prose=False)

    def _attribute(self, key: str, value: str) -> None:
        if key == "srcdoc":
            self.gathering.inside(value.encode(), "page.html", "page within the page")
        elif key in _FORMAT_ONLY or key.startswith("on"):
            self.others |= dict.fromkeys(filter(None, (_unescaped(value), value)))
        else:
            self.written[value] = None
        self._name(key)

    def _name(self, name: str) -> None:
        """The name of an element or attribute that somebody made up."""
        if is_made_up(name):
            self.others[name] = None

    def _break(self, tag: str) -> None:
        if tag == "br":
            self.line.pieces.append(("\n", False))
        elif self.is_row and tag in _BETWEEN:
            self.line.pieces.append((_BETWEEN[tag], False))
        elif tag not in _INLINE:
            self._flush()

    def _flush(self) -> None:
        if self.line.pieces:
            self.blocks += self.line.views()
            self.line = _Line()

    def _hides(self, attrs: list[tuple[str, str | None]]) -> bool:
        given = dict(attrs)
        return "hidden" in given or bool(_HIDING.search(given.get("style") or ""))


def _unescaped(code: str) -> str:
    """Words written in codes of JavaScript or CSS, empty when there are none."""
    text = _ESCAPE.sub(_letter, code)
    return text if text != code else ""


def _letter(found: re.Match[str]) -> str:
    number = int(next(group for group in found.groups() if group), 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
