"""In which formats does a paper of governance come, and how does one text become all of them?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import Paper

Builder: TypeAlias = Callable[[Any], bytes]
"""Facts of the kind in, a file out. The facts differ from kind to kind, hence Any; mypy checks each ``compose``."""


class Format(StrEnum):
    """Codes of the formats: the end of the file's name."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True)
class FormatRow:
    """One format: its words on a link and its content type."""

    label: str
    content_type: str


FORMATS: Mapping[Format, FormatRow] = {
    Format.WORD: FormatRow("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Format.PDF: FormatRow("PDF", "application/pdf"),
    Format.HTML: FormatRow("Web page", "text/html; charset=utf-8"),
}


def written(compose: Callable[[Any], Paper]) -> Mapping[Format, Builder]:
    """A paper that is read: Word, PDF and a web page from the same words."""
    return {
        Format.WORD: lambda facts: word.write(compose(facts)),
        Format.PDF: lambda facts: pdf.write(compose(facts)),
        Format.HTML: lambda facts: web_page.write(compose(facts)),
    }


def possible() -> tuple[Format, ...]:
    """The formats this machine can write now."""
    return tuple(form for form in Format if form is not Format.PDF or not pdf.hindrance())
