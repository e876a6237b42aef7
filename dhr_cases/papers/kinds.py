"""Which papers of a review can be made here, in which formats, as which kind are they filed, and what builds them?

A new paper is one folder and one row here: pages, orders and the command follow the table. Who may have a paper
follows from the material of the kind it is filed as.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from django.utils.text import slugify

from dhr_cases.errors import NotNow
from dhr_cases.models import Case
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.papers.action_plan import wording as action_plan
from dhr_cases.papers.asking import NOTHING, Ask
from dhr_cases.papers.executive_summary import wording as executive_summary
from dhr_cases.papers.overview_report import wording as overview_report
from dhr_cases.papers.published_plan import wording as published_plan
from dhr_cases.papers.published_report import wording as published_report
from dhr_cases.papers.published_summary import wording as published_summary
from dhr_cases.papers.reading_report import for_publication, inside
from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.verbs import Verb

Reader: TypeAlias = Callable[[Case, Ask], Any]
"""The case and what was asked in, facts of the kind out. They differ from kind to kind, hence Any."""

Builder: TypeAlias = Callable[[Any], bytes]
"""Facts of the kind in, a file out; mypy checks each builder itself."""


class MadePaper(StrEnum):
    """Codes of the papers that can be made, as addresses, orders and the command name them."""

    OVERVIEW_REPORT = "overview-report"
    EXECUTIVE_SUMMARY = "executive-summary"
    ACTION_PLAN = "action-plan"
    PUBLISHED_REPORT = "published-report"
    PUBLISHED_SUMMARY = "published-summary"
    PUBLISHED_PLAN = "published-plan"


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


@dataclass(frozen=True)
class MadeRow:
    """One paper: its name, what it holds, as which kind it is filed, what reads and what builds it, its source.

    ``verbs`` are the acts of which one must be allowed to whoever makes it. ``compose`` is None for a paper that is
    not written in blocks and so takes no Word template.
    """

    label: str
    holds: str
    filed_as: PaperKind
    read: Reader
    formats: Mapping[Format, Builder]
    source: str
    compose: Callable[[Any], Paper] | None = None
    verbs: tuple[Verb, ...] = (Verb.ADD_PAPER,)
    is_about_an_agency: bool = False

    @property
    def marking(self) -> Marking:
        """Papers for publication bear none; every other is restricted. Source: domain 5.1 [D]."""
        return Marking.PUBLIC if self.filed_as in PUBLISHED else Marking.OFFICIAL_SENSITIVE


PUBLISHED = frozenset({PaperKind.PUBLISHED_REPORT, PaperKind.PUBLISHED_SUMMARY, PaperKind.PUBLISHED_PLAN})
BY_THE_AUTHOR = (Verb.ADD_DRAFT, Verb.ADD_PAPER)
"""Papers that the chair or author makes as well as the coordinator."""


def written(compose: Callable[[Any], Paper]) -> Mapping[Format, Builder]:
    """A paper that is read: Word, PDF and HTML from the same words."""
    return {
        Format.WORD: lambda facts: word.write(compose(facts)),
        Format.PDF: lambda facts: pdf.write(compose(facts)),
        Format.HTML: lambda facts: web_page.write(compose(facts)),
    }


def _row(
    label: str,
    holds: str,
    filed_as: PaperKind,
    read: Reader,
    compose: Callable[[Any], Paper],
    source: str,
    verbs: tuple[Verb, ...] = (Verb.ADD_PAPER,),
    *,
    is_about_an_agency: bool = False,
) -> MadeRow:
    """The row of a paper in blocks."""
    return MadeRow(
        label, holds, filed_as, read, written(compose), source, compose, verbs, is_about_an_agency=is_about_an_agency
    )


M, K = MadePaper, PaperKind
MADE: Mapping[MadePaper, MadeRow] = {
    M.OVERVIEW_REPORT: _row(
        "Overview report", "Every section as it stands now, with contents and appendices.",
        K.OVERVIEW_REPORT, inside(K.OVERVIEW_REPORT), overview_report.compose,
        "2016 guidance, appendix on the overview report [K]", BY_THE_AUTHOR,
    ),
    M.EXECUTIVE_SUMMARY: _row(
        "Executive summary", "Its sections as they stand now.",
        K.EXECUTIVE_SUMMARY, inside(K.EXECUTIVE_SUMMARY), executive_summary.compose,
        "Published summary, Kent, Patrick 2018 [V]", BY_THE_AUTHOR,
    ),
    M.ACTION_PLAN: _row(
        "Action plan", "Recommendations and actions of the record, in the columns of the Home Office's template.",
        K.ACTION_PLAN, inside(K.ACTION_PLAN), action_plan.compose, "Home Office action plan template [K]",
        BY_THE_AUTHOR,
    ),
    M.PUBLISHED_REPORT: _row(
        "Overview report for publication", "The same sections without marking, author, reference and recipient.",
        K.PUBLISHED_REPORT, for_publication(K.OVERVIEW_REPORT), published_report.compose,
        "2016 guidance: the report is published [K]",
    ),
    M.PUBLISHED_SUMMARY: _row(
        "Executive summary for publication", "The same sections without marking, author, reference and recipient.",
        K.PUBLISHED_SUMMARY, for_publication(K.EXECUTIVE_SUMMARY), published_summary.compose,
        "2016 guidance: the summary is published [K]",
    ),
    M.PUBLISHED_PLAN: _row(
        "Action plan for publication", "The plan without marking; no date in it is finer than a month.",
        K.PUBLISHED_PLAN, for_publication(K.ACTION_PLAN), published_plan.compose,
        "2016 guidance: the action plan is published [K]",
    ),
}  # fmt: skip  # the table reads as a table: a paper, what it holds, what reads and writes it, its source


def build(kind: MadePaper, form: Format, facts: object) -> bytes:
    """The paper as a file.

    Raises NotNow where this machine cannot write the format, KeyError where the kind has no such format.
    """
    return MADE[kind].formats[form](facts)


def read(kind: MadePaper, case: Case, ask: Ask = NOTHING) -> object:
    """The facts of the paper from the record. Raises Incomplete with what is missing."""
    return MADE[kind].read(case, ask)


def possible(kind: MadePaper) -> tuple[Format, ...]:
    """The formats in which this machine can write the paper now."""
    return tuple(form for form in MADE[kind].formats if form is not Format.PDF or not pdf.hindrance())


def check_possible(kind: MadePaper, form: Format) -> None:
    """Pass when the paper can be had in the format here; raise NotNow saying why not."""
    if form not in MADE[kind].formats:
        raise NotNow(f"{MADE[kind].label}: it is not made as {form.label}.")
    if form not in possible(kind):
        raise NotNow(pdf.hindrance())


def file_name(kind: MadePaper, form: Format, case: Case) -> str:
    """A file's name of plain letters: the paper, and the case's reference or, for the public, the public title."""
    about = case.public_title if MADE[kind].marking is Marking.PUBLIC else case.reference
    words = "-".join(filter(None, (slugify(kind), slugify(about.replace("/", "-")))))
    return f"{words}.{form}"


def label_of(filed_as: PaperKind) -> str:
    """The words of the kind of paper it is filed as."""
    return KINDS[filed_as].label
