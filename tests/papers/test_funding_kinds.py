"""The table of papers is complete: each has a folder, an example, formats that work, and somebody who may have it."""

import importlib
import re
from pathlib import Path

import pytest

import funding.papers
from dhr_cases.papers.writing import pango, pdf
from dhr_cases.roles import SitePermission
from funding.papers.kinds import KINDS, Format, PaperKind, build, file_name, possible

FOLDERS = {
    PaperKind.STATEMENT: "statement",
    PaperKind.REQUEST_LETTER: "request_letter",
    PaperKind.POSITION: "position_paper",
    PaperKind.YEAR: "year_export",
    PaperKind.INVOICES: "invoice_data",
    PaperKind.JOURNAL: "journal_export",
}
WITHOUT_PDF = [(kind, form) for kind, row in KINDS.items() for form in row.formats if form is not Format.PDF]
BEGINNINGS = {Format.WORD: b"PK", Format.EXCEL: b"PK", Format.CSV_FILES: b"PK"}


def example_of(kind: PaperKind) -> object:
    """The invented example in the folder of a paper."""
    return importlib.import_module(f"funding.papers.{FOLDERS[kind]}.example").EXAMPLE


def test_has_a_row_for_every_paper_and_every_format() -> None:
    assert set(KINDS) == set(PaperKind)
    assert all(form.label for form in Format)
    assert {form for row in KINDS.values() for form in row.formats} == set(Format)


def test_has_a_folder_for_every_paper_and_no_other() -> None:
    root = Path(funding.papers.__file__).parent
    assert {path.parent.name for path in root.glob("*/example.py")} == set(FOLDERS.values())


@pytest.mark.parametrize("kind", PaperKind)
def test_says_what_a_paper_is_called_and_who_may_have_it(kind: PaperKind) -> None:
    row = KINDS[kind]
    assert row.label
    assert re.search(r"\[[VKD]\]$", row.source)
    assert row.permission is SitePermission.VIEW_FUNDING


def test_gives_a_partner_only_what_is_about_itself() -> None:
    own = {kind for kind, row in KINDS.items() if row.is_of_one_body}
    assert own == {PaperKind.STATEMENT, PaperKind.REQUEST_LETTER}


@pytest.mark.parametrize(("kind", "form"), WITHOUT_PDF)
def test_builds_every_format_from_its_example(kind: PaperKind, form: Format) -> None:
    content = build(kind, form, example_of(kind))
    assert content.startswith(BEGINNINGS.get(form, b""))
    assert len(content) > 100


def test_refuses_a_format_that_a_paper_does_not_have() -> None:
    with pytest.raises(KeyError):
        build(PaperKind.INVOICES, Format.WORD, example_of(PaperKind.INVOICES))


def test_offers_no_pdf_where_this_machine_cannot_write_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "hindrance", lambda: pango.SENTENCE)
    assert possible(PaperKind.STATEMENT) == (Format.WORD,)
    assert possible(PaperKind.YEAR) == (Format.EXCEL, Format.CSV_FILES)
    monkeypatch.setattr(pdf, "hindrance", lambda: "")
    assert possible(PaperKind.STATEMENT) == (Format.WORD, Format.PDF)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("kent-police", "2021/22"), "statement-kent-police-2021-22.pdf"),
        (("../etc/passwd",), "statement-etc-passwd.pdf"),
        (('a"; b\r\nX',), "statement-a-b-x.pdf"),
    ],
)
def test_names_a_file_with_plain_letters_only(parts: tuple[str, ...], name: str) -> None:
    assert file_name(PaperKind.STATEMENT, Format.PDF, *parts) == name
