"""The table of sections is whole: every paper of the author, the order of the guidance, words in every row."""

import re

import pytest

from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.report_sections import FURTHER, SECTIONS, WRITTEN_KINDS, Filling, SectionRow, section_row

ROWS = [(kind, row) for kind in WRITTEN_KINDS for row in SECTIONS[kind]]


def test_has_the_three_papers_that_a_submission_needs_the_author_for() -> None:
    assert set(WRITTEN_KINDS) == {
        PaperKind.OVERVIEW_REPORT,
        PaperKind.EXECUTIVE_SUMMARY,
        PaperKind.ACTION_PLAN,
    }
    assert all(KINDS[kind].is_needed_for_submission for kind in WRITTEN_KINDS)


def test_follows_the_order_of_the_published_summary() -> None:
    codes = [row.code for row in SECTIONS[PaperKind.EXECUTIVE_SUMMARY]]

    assert codes == [
        "process", "contributors", "panel", "author", "terms_of_reference", "chronology", "key_issues", "conclusions",
        "lessons", "recommendations", FURTHER,
    ]  # fmt: skip  # the ten sections of domain 3.5, and what found no place


def test_follows_the_order_of_the_guidance_in_the_report() -> None:
    codes = [row.code for row in SECTIONS[PaperKind.OVERVIEW_REPORT]]
    known = ("timescales", "terms_of_reference", "family_involvement", "equality", "analysis", "recommendations")

    assert [code for code in codes if code in known] == list(known)
    assert codes[0] == "title_page"


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_names_each_section_once(kind: PaperKind) -> None:
    codes = [row.code for row in SECTIONS[kind]]
    headings = [row.heading.lower() for row in SECTIONS[kind]]

    assert len(set(codes)) == len(codes)
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", WRITTEN_KINDS)
def test_knows_no_spelling_of_two_sections(kind: PaperKind) -> None:
    spellings = [name.lower() for row in SECTIONS[kind] for name in {row.heading, *row.other_headings}]

    assert sorted(spellings) == sorted(set(spellings))


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=lambda value: getattr(value, "code", str(value)))
def test_says_what_belongs_there_and_where_the_rule_is_from(kind: PaperKind, row: SectionRow) -> None:
    assert row.hint.endswith(".")
    assert re.search(r"\[[VKD]\]", row.source)
    assert len(row.code) <= 40
    assert section_row(kind, row.code) is row


def test_ends_every_paper_with_what_found_no_place() -> None:
    assert {SECTIONS[kind][-1].code for kind in WRITTEN_KINDS} == {FURTHER}


def test_uses_every_filling() -> None:
    assert {row.filling for _, row in ROWS} - {None} == set(Filling)


def test_knows_no_section_that_the_table_lacks() -> None:
    with pytest.raises(KeyError):
        section_row(PaperKind.ACTION_PLAN, "no_such_section")
