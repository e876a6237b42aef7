"""How does a paper become a PDF that a screen reader can follow, without anything from the network?

Tagged by the rules of PDF/UA-1: title, language, headings, tables whose cells name their heads. Its own font is part
of the file. Source: Public Sector Bodies Accessibility Regulations 2018 [K].
"""

import base64
import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from dhr_cases.errors import NotNow
from dhr_cases.papers.writing import pango
from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.papers.writing.page import page_of

FONT_FILE = "atkinson-hyperlegible-next-{letters}-{weight}-normal.woff2"
NO_FONT = "PDF is not possible yet, because the fonts have not been prepared: run “make setup”."
LETTERS: Mapping[str, str] = {
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, "
    "U+2191, U+2193, U+2212, U+2215",
    "latin-ext": "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1EFF",
}
WEIGHTS = (400, 700)


def font_folder() -> Path:
    """Where the fonts that the site also uses have been built."""
    return Path(settings.BASE_DIR, "static", "built", "fonts")


def font_files(folder: Path) -> dict[tuple[str, int], Path]:
    """The font's files, by the letters they hold and their weight."""
    pairs = [(letters, weight) for letters in LETTERS for weight in WEIGHTS]
    return {(letters, weight): folder / FONT_FILE.format(letters=letters, weight=weight) for letters, weight in pairs}


def hindrance() -> str:
    """Why no PDF can be written here, as a sentence for the screen; "" where one can."""
    if not all(path.is_file() for path in font_files(font_folder()).values()):
        return NO_FONT
    return pango.hindrance()


def write(paper: Paper) -> bytes:
    """The paper as PDF; raises NotNow where this machine cannot write one."""
    sentence = hindrance()
    if sentence:
        raise NotNow(sentence)
    engine = _engine()
    reader = engine.urls.URLFetcher(allowed_protocols=("data",))  # neither network nor files of this machine
    fonts = engine.text.fonts.FontConfiguration()
    style = engine.CSS(string=style_of(), url_fetcher=reader, font_config=fonts)
    document = engine.HTML(string=page_of(paper, "papers/paper.html"), url_fetcher=reader)
    written: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", finisher=finish)
    return written


def style_of() -> str:
    """The style sheet with the fonts inside."""
    return render_to_string("papers/paper.css", {"fonts": font_faces(font_folder())})


@cache
def font_faces(folder: Path) -> tuple[dict[str, str], ...]:
    """Each face of the font as a data address, with its weight and the letters it holds."""
    return tuple(
        {"name": letters, "weight": str(weight), "letters": LETTERS[letters], "address": _data_address(path)}
        for (letters, weight), path in font_files(folder).items()
    )


def finish(document: Any, pdf: Any) -> None:
    """What WeasyPrint leaves to be done: scopes of table heads, letters that stand next to each other joined."""
    name_scopes(document, pdf)
    join_letters(pdf)


def join_letters(pdf: Any) -> None:
    """Write letters between which nothing is shifted as one string; the page looks the same and is read faster.

    Each shift of nought stands between two strings; taking it out changes no place on the page.
    """
    for part in pdf.objects:
        lines = getattr(part, "stream", None)
        if isinstance(lines, list):
            part.stream = [_joined(line) if isinstance(line, bytes) else line for line in lines]


def _joined(line: bytes) -> bytes:
    return line.replace(b">0<", b"") if line.startswith(b"[<") and line.endswith(b"] TJ") else line


def name_scopes(document: Any, pdf: Any) -> None:
    """Say of each table head whether it heads its column or its row; WeasyPrint leaves that out.

    A row that holds nothing but heads heads the columns.
    """
    elements: dict[Any, Any] = {part.reference: part for part in filter(_is_element, pdf.objects)}
    for row in elements.values():
        if row["S"] == "/TR":
            _name_scopes_of(elements[kid] for kid in row["K"] if kid in elements)


def _is_element(part: Any) -> bool:
    """True for a part of the document's structure, which says what it is: a row, a cell, a heading."""
    return isinstance(part, dict) and "S" in part


def _name_scopes_of(cells: Iterable[dict[str, Any]]) -> None:
    row = list(cells)
    heads = [cell for cell in row if cell["S"] == "/TH"]
    for head in heads:
        head["A"]["Scope"] = "/Column" if len(heads) == len(row) > 1 else "/Row"


def _data_address(path: Path) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()}"


@cache
def _engine() -> Any:
    """WeasyPrint, loaded when the first PDF is asked for: without Pango its import fails, and the site must not.

    Where HarfBuzz cannot cut fonts down it warns that a later version will need it; this one does that by itself.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return import_module("weasyprint")
