"""Which papers of funding are there, in which formats, who may have them, and what builds them?

A new paper is one folder and one row here: pages and addresses follow the table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.text import slugify

from dhr_cases.papers.formats import Builder
from dhr_cases.papers.writing import pdf, word
from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.roles import SitePermission
from funding.papers import tables, workbook
from funding.papers.frame import foot
from funding.papers.invoice_data import writing as invoice_data
from funding.papers.journal_export.columns import HEADS, cells_of
from funding.papers.journal_export.facts import JournalFile
from funding.papers.position_paper import wording as position_paper
from funding.papers.request_letter import wording as request_letter
from funding.papers.statement import wording as statement
from funding.papers.year_export.facts import YearFile
from funding.papers.year_export.sheets import sheets


class PaperKind(StrEnum):
    """Codes of the papers, as addresses name them."""

    STATEMENT = "statement"
    REQUEST_LETTER = "request-letter"
    POSITION = "position"
    YEAR = "year"
    INVOICES = "invoices"
    JOURNAL = "journal"


class Format(StrEnum):
    """Codes of the formats: the end of the file's name."""

    WORD = "docx"
    PDF = "pdf"
    EXCEL = "xlsx"
    CSV = "csv"
    CSV_FILES = "zip"

    @property
    def label(self) -> str:
        """The format in words."""
        return _FORMAT_LABELS[self]


_FORMAT_LABELS: Mapping[Format, str] = {
    Format.WORD: "Word", Format.PDF: "PDF", Format.EXCEL: "Excel", Format.CSV: "CSV",
    Format.CSV_FILES: "CSV files in a ZIP file",
}  # fmt: skip  # a format and its words


@dataclass(frozen=True)
class KindRow:
    """One paper: its name, what it holds, what builds each format, who may have it, where it comes from.

    With ``is_of_one_body`` the funding contact of the body it is about may have it too.
    """

    label: str
    holds: str
    formats: Mapping[Format, Builder]
    source: str
    permission: SitePermission = SitePermission.VIEW_FUNDING
    is_of_one_body: bool = False


def written(compose: Callable[[Any], Paper]) -> Mapping[Format, Builder]:
    """A paper that is read: Word and PDF from the same words."""
    return {
        Format.WORD: lambda facts: word.write(compose(facts)),
        Format.PDF: lambda facts: pdf.write(compose(facts)),
    }


def year_workbook(facts: YearFile) -> bytes:
    """The file of a year as an Excel workbook."""
    title = f"Funding of reviews {facts.position.year}"
    return workbook.write(sheets(facts), title=title, subject=foot(facts.sender, facts.position.on))


def year_files(facts: YearFile) -> bytes:
    """The file of a year as CSV files in one ZIP file."""
    return tables.csv_archive(sheets(facts))


def journal_csv(facts: JournalFile) -> bytes:
    """The entries as one CSV file."""
    return tables.sheet_csv(tables.Sheet("Entries", HEADS, tuple(cells_of(row) for row in facts.entries)))


K, F = PaperKind, Format
KINDS: Mapping[PaperKind, KindRow] = {
    K.STATEMENT: KindRow(
        "Statement", "What one body was asked, has confirmed and has paid, entry by entry.",
        written(statement.compose), "Local need [D]", is_of_one_body=True,
    ),
    K.REQUEST_LETTER: KindRow(
        "Request letter", "Asks one body to pay, says why, and how the amount was worked out.",
        written(request_letter.compose), "Kent asked its probation service, March 2022 [V]; words ours [D]",
        is_of_one_body=True,
    ),
    K.POSITION: KindRow(
        "Position for the committee", "One page: required, confirmed, missing, why, and what the meeting may decide.",
        written(position_paper.compose), "Order of sections: a Kent working group report of 2018 [V]; words ours [D]",
    ),
    K.YEAR: KindRow(
        "Everything of the year", "Position, costs, contributions, entries, requests and what is not stated.",
        {F.EXCEL: year_workbook, F.CSV_FILES: year_files}, "Local need [D]",
    ),
    K.INVOICES: KindRow(
        "Invoices for the finance system", "Approved invoices and credit notes, in the columns set here.",
        {F.CSV: invoice_data.write}, "Local need [D]",
    ),
    K.JOURNAL: KindRow(
        "Entries of the ledger", "Every posted entry with its number, balance and digest.",
        {F.CSV: journal_csv}, "Local need [D]",
    ),
}  # fmt: skip  # the table reads as a table: a paper, what it holds, its formats, its source


def build(kind: PaperKind, form: Format, facts: object) -> bytes:
    """The paper as a file.

    Raises NotNow where this machine cannot write the format, KeyError where the kind has no such format.
    """
    return KINDS[kind].formats[form](facts)


def possible(kind: PaperKind) -> tuple[Format, ...]:
    """The formats in which this machine can write the paper now."""
    return tuple(form for form in KINDS[kind].formats if form is not Format.PDF or not pdf.hindrance())


def file_name(kind: PaperKind, form: Format, *parts: object) -> str:
    """A file's name of plain letters, such as "statement-kent-police-2021-22.pdf": codes and years, never a person."""
    words = "-".join(slugify(str(part).replace("/", "-")) for part in (kind, *parts))
    return f"{words}.{form}"
