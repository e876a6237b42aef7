"""Which blocks of a published summary tell of the review, and under which number and heading does each stand?"""

import pytest

from dhr_cases.papers.executive_summary.example import EXAMPLE
from dhr_cases.papers.overview_report.wording import ABOUT
from dhr_cases.papers.published_summary.wording import compose
from dhr_cases.papers.writing import web_page, word
from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table
from dhr_cases.published_text import parts_of_file
from learning.sources import OF_WHAT, _paragraphs

TITLE, CAPTION = Subheading("Executive summary: Robin/2019"), Paragraph(ABOUT)
OURS = Table((OF_WHAT, "Domestic Homicide Review"), (("Into the death of", "Robin"), ("Report of", "March 2026")))
SAID = (Subheading("Lessons"), Paragraph("Ask again."), Bullets(("Share.", "Write it down.")))


def told(*parts: Part) -> list[tuple[int, str, str]]:
    """Number, heading and words of each paragraph."""
    return [(row.number, row.heading, row.text) for row in _paragraphs(parts)]


def test_numbers_paragraphs_bullets_and_rows_in_one_row_under_their_headings() -> None:
    table = Table(("Service", "Change", "By"), (("Housing", "New form", ""), ("", "", "")))
    assert told(Paragraph("Before."), *SAID, Subheading("Change"), table) == [
        (1, "", "Before."),
        (2, "Lessons", "Ask again."),
        (3, "Lessons", "Share."),
        (4, "Lessons", "Write it down."),
        (5, "Change", "Housing; New form"),
        (6, "Change", ""),
    ]


@pytest.mark.parametrize("head", [(TITLE, CAPTION, OURS), (TITLE, OURS), (CAPTION, OURS), (OURS,)])
def test_leaves_out_what_a_paper_says_of_itself_and_keeps_the_numbers_of_the_page(head: tuple[Part, ...]) -> None:
    first = 4 if CAPTION in head else 3
    assert told(*head, *SAID) == [
        (first, "Lessons", "Ask again."),
        (first + 1, "Lessons", "Share."),
        (first + 2, "Lessons", "Write it down."),
    ]


KEPT: list[tuple[Part, ...]] = [
    (TITLE, Paragraph("Robin died in 2019."), OURS),
    (TITLE, Bullets(("Robin died in 2019.",)), OURS),
    (TITLE, Table(("Service", "Change"), (("Housing", "New form"),)), OURS),
]


@pytest.mark.parametrize("parts", KEPT)
def test_keeps_such_a_table_once_the_text_has_begun(parts: tuple[Part, ...]) -> None:
    assert [text for _, _, text in told(*parts)][-2:] == ["Into the death of; Robin", "Report of; March 2026"]


def test_keeps_a_table_of_another_kind_at_the_head() -> None:
    """Somebody who writes a summary by hand may begin with what the review found."""
    table = Table(("Reviewed by", "Housing"), (("Change", "New form"),))
    assert told(TITLE, table) == [(1, TITLE.text, "Change; New form")]


def test_keeps_the_words_above_the_table_where_there_is_no_table() -> None:
    assert told(TITLE, CAPTION, *SAID)[0] == (1, TITLE.text, ABOUT)


def test_finds_nothing_in_nothing() -> None:
    assert told() == told(TITLE) == told(TITLE, CAPTION, OURS) == []


def test_reads_no_particulars_from_the_summary_that_is_made_here() -> None:
    paper = compose(EXAMPLE)
    for content, form in ((word.write(paper), "docx"), (web_page.write(paper), "html")):
        rows = list(_paragraphs(parts_of_file(content, form)))
        assert rows, form
        assert all(row.heading for row in rows)
        assert not [row for row in rows if row.text.startswith(("Report of", "Partnership", "Into the death", ABOUT))]
