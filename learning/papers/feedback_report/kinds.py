"""In which formats is a feedback report made, and what is its file called?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.papers.writing import pdf, slides, web_page, word
from learning.models import Event
from learning.papers.feedback_report.facts import ReportFacts, facts_of
from learning.papers.feedback_report.showing import deck_of
from learning.papers.feedback_report.wording import compose

PLAIN = "#34355e"
"""The colour of slides where a partnership has none of its own."""


class ReportFormat(StrEnum):
    """Codes of the formats: the end of the file's name."""

    WORD = "docx"
    PDF = "pdf"
    HTML = "html"
    SLIDES = "pptx"


@dataclass(frozen=True)
class FormatRow:
    """One format: its words on a link and what writes it."""

    label: str
    build: Callable[[ReportFacts], bytes]


@dataclass(frozen=True)
class ReportFile:
    """A report as a file."""

    name: str
    content: bytes


FORMATS: Mapping[ReportFormat, FormatRow] = {
    ReportFormat.WORD: FormatRow("Report, Word", lambda facts: word.write(compose(facts))),
    ReportFormat.PDF: FormatRow("Report, PDF", lambda facts: pdf.write(compose(facts))),
    ReportFormat.HTML: FormatRow("Report, web page", lambda facts: web_page.write(compose(facts))),
    ReportFormat.SLIDES: FormatRow(
        "Slides",
        lambda facts: slides.write(deck_of(facts), facts.brand or PLAIN),
    ),
}
"""Formats of the report. Source: feedback report in Word and slides, PDF and HTML of every paper that is read [D]."""


def report_of(event: Event, form: ReportFormat) -> ReportFile:
    """The report of an event; raises NotNow where this machine cannot write the format."""
    row = FORMATS[form]
    return ReportFile(f"{event.code}-feedback.{form}", row.build(facts_of(event)))
