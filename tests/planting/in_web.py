"""Where in a web page, a drawing, a table or a text can a protected word stand?"""

import base64
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tests.planting.in_pictures import png_with_text
from tests.planting.places import Place, said


@dataclass
class Page:
    """A web page in the making: what stands in its head and its body."""

    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=lambda: ["<h1>What the review found</h1><p>The panel met often.</p>"])

    def packed(self) -> bytes:
        """The file."""
        body = "\n".join(self.body)
        head = f'<head><meta charset="utf-8">{"".join(self.head)}</head>'
        return f'<!DOCTYPE html><html lang="en">{head}<body>{body}</body></html>'.encode()


def _on_page(pattern: str, make: Callable[[str], str] = escape) -> Callable[[Page, str], None]:
    def put(page: Page, word: str) -> None:
        page.body.append(pattern.replace("WORD", make(word)))

    return put


def _in_head(pattern: str, make: Callable[[str], str] = escape) -> Callable[[Page, str], None]:
    def put(page: Page, word: str) -> None:
        page.head.append(pattern.replace("WORD", make(word)))

    return put


def _over_tags(word: str) -> str:
    return "".join(f"<b>{escape(letter)}</b>" if number % 2 else escape(letter) for number, letter in enumerate(word))


def _coded(word: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in word)


def _escaped(word: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in word)


def _percent(word: str) -> str:
    return "".join(f"%{byte:02X}" for byte in word.encode())


def _around_hidden(word: str) -> str:
    return f'{escape(word[:3])}<span style="display:none">zz</span>{escape(word[3:])}'


def _picture(word: str) -> str:
    return base64.b64encode(png_with_text(said(word))).decode()


HTML_PLACES: tuple[Place[Page], ...] = (
    Place("page", _on_page("<p>They knew WORD well.</p>")),
    Place("over several tags", _on_page("<p>They knew WORD well.</p>", _over_tags)),
    Place("letters by number", _on_page("<p>They knew WORD well.</p>", _coded)),
    Place("hidden by attribute", _on_page("<p hidden>They knew WORD well.</p>")),
    Place("hidden by style", _on_page('<p style="display:none">They knew WORD well.</p>')),
    Place("around hidden letters", _on_page("<p>They knew WORD well.</p>", _around_hidden)),
    Place("table", _on_page("<table><tr><td>Who</td><td>WORD</td></tr></table>")),
    Place("comment", _on_page("<!-- ask WORD again -->")),
    Place("alternative text", _on_page('<img src="a.png" alt="A picture of WORD">')),
    Place("title", _on_page('<abbr title="This is WORD">she</abbr>')),
    Place("target of a link", _on_page('<a href="mailto:WORD">write</a>', _percent)),
    Place("data", _on_page('<i data-who="WORD"></i>')),
    Place("value of a field", _on_page('<input value="WORD">')),
    Place("template", _on_page("<template><p>Meet WORD</p></template>")),
    Place("page within the page", _on_page('<iframe srcdoc="&lt;p&gt;Meet WORD&lt;/p&gt;"></iframe>')),
    Place("carried picture", _on_page('<img alt="" src="data:image/png;base64,WORD">', _picture)),
    Place("drawing", _on_page("<svg><title>WORD</title><text>far</text></svg>")),
    Place("title of the page", _in_head("<title>WORD</title>")),
    Place("description", _in_head('<meta name="description" content="About WORD">')),
    Place("script", _in_head('<script>const who = "WORD";</script>', str), of_a_program=True),
    Place("script in codes", _in_head('<script>const who = "WORD";</script>', _escaped), of_a_program=True),
    Place("style", _in_head('<style>p::after { content: "WORD" }</style>', str), of_a_program=True),
)
"""Every corner of a web page that is tried."""


@dataclass
class Table:
    """A table in the making, and the letters it is written in."""

    rows: list[list[str]] = field(default_factory=lambda: [["Agency", "Meetings"], ["Police", "3"]])
    encoding: str = "utf-8"

    def packed(self) -> bytes:
        """The file as comma-separated values."""
        target = io.StringIO()
        csv.writer(target).writerows(self.rows)
        return target.getvalue().encode(self.encoding)

    def as_text(self) -> bytes:
        """The file as lines of text."""
        return "\n".join(" ".join(row) for row in self.rows).encode(self.encoding)


def _cell(table: Table, word: str) -> None:
    table.rows.append(["Health", said(word)])


def _two_cells(table: Table, word: str) -> None:
    table.rows.append(["Health", *word.split(" "), "4"])


def _head(table: Table, word: str) -> None:
    table.rows[0].append(word)


def _lines_in_a_cell(table: Table, word: str) -> None:
    table.rows.append(["Health", "said\n" + word.replace(" ", "\n") + "\nand left"])


TABLE_PLACES: tuple[Place[Table], ...] = (
    Place("cell", _cell),
    Place("two cells", _two_cells),
    Place("head of a column", _head),
    Place("lines in a cell", _lines_in_a_cell),
)
"""Every corner of a table that is tried."""
