"""In which formats does a paper that is read come, and how does one text become all of them?"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import Paper

Builder: TypeAlias = Callable[[Any], bytes]
"""Facts of a kind in, a file out. The facts differ from kind to kind, hence Any; mypy checks each builder itself."""


class Format(StrEnum):
    """Codes of the formats: the end of the file's name."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    ZIP = "zip"

    @property
    def label(self) -> str:
        """The format in words."""
        return {Format.WORD: "Word", Format.PDF: "PDF", Format.HTML: "Web page", Format.ZIP: "ZIP file"}[self]


READ_AS = (Format.WORD, Format.PDF, Format.HTML)
"""The formats of a paper that is read; the first is given where none is asked for."""


def written(compose: Callable[[Any], Paper]) -> Mapping[Format, Builder]:
    """A paper that is read: Word, PDF and HTML from the same words."""
    return {
        Format.WORD: lambda facts: word.write(compose(facts)),
        Format.PDF: lambda facts: pdf.write(compose(facts)),
        Format.HTML: lambda facts: web_page.write(compose(facts)),
    }


def possible_here(formats: Iterable[Format] = READ_AS) -> tuple[Format, ...]:
    """Those of the formats that this machine can write now."""
    return tuple(form for form in formats if form is not Format.PDF or not pdf.hindrance())
