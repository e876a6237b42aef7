"""How a section becomes parts of a paper, how appendices get their letters, and what the head of a paper says."""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.models import PartialDate
from dhr_cases.papers.frame import NOT_STATED, RULES, Frame, known, month_of, restricted
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.overview_report.wording import about
from dhr_cases.papers.sections import NOT_WRITTEN, SectionText, lettered, section_blocks, text_blocks
from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph

FRAME = Frame("Testshire CSP", "Domestic Homicide Review", "Robin", datetime.date(2026, 5, 4), reference="T/1")
INSIDE = replace(FRAME, handling=restricted("Alva", "3"), custodian="Dana Okafor")


# Text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("One.\n\nTwo.", (Paragraph("One."), Paragraph("Two."))),
        ("One\ntwo.", (Paragraph("One two."),)),
        ("## Below\n- One\n- Two", (Heading("Below", 2), Bullets(("One", "Two")))),
        ("5.1 One.\n5.2 Two.", (Paragraph("5.1 One."), Paragraph("5.2 Two."))),
        ("| A | B |\n| c | d |", (Grid("Analysis", ("A", "B"), (("c", "d"),)),)),
        (
            "| A |\n| c |\n\n## Below\n\n| B |\n| d |",
            (Grid("Analysis", ("A",), (("c",),)), Heading("Below", 2), Grid("Below", ("B",), (("d",),))),
        ),
        ("| A | B |\n| c |", (Grid("Analysis", ("A", "B"), (("c", ""),)),)),
        ("| A \\| B |\n| c |", (Grid("Analysis", ("A | B",), (("c",),)),)),
    ],
)
def test_names_a_table_by_the_heading_it_stands_below(text: str, blocks: tuple[Block, ...]) -> None:
    assert tuple(text_blocks(text, "Analysis")) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", (Heading("Analysis"), Paragraph(NOT_WRITTEN))),
        (" \n ", (Heading("Analysis"), Paragraph(NOT_WRITTEN))),
        ("Words.", (Heading("Analysis"), Paragraph("Words."))),
    ],
)
def test_says_that_a_section_is_not_written(text: str, blocks: tuple[Block, ...]) -> None:
    section = SectionText("analysis", "Analysis", text)
    assert tuple(section_blocks(section)) == blocks
    assert section.is_written is bool(text.strip())


def test_letters_appendices_in_their_order_and_nothing_else() -> None:
    rows = [SectionText(str(place), heading) for place, heading in enumerate(
        ("Analysis", "Appendix: action plan", "Lessons", "Appendix: glossary", "Appendices")
    )]  # fmt: skip  # headings in their order
    assert [row.heading for row in lettered(rows)] == [
        "Analysis", "Appendix A: action plan", "Lessons", "Appendix B: glossary", "Appendices",
    ]  # fmt: skip  # one row as one row
    assert [row.code for row in lettered(rows)] == ["0", "1", "2", "3", "4"]


# The head of a paper


@pytest.mark.parametrize(
    ("day", "month", "whole"),
    [("2025-05-04", "May 2025", "4 May 2025"), ("2025-05", "May 2025", "May 2025"), ("2025", "2025", "2025"),
     ("", "", NOT_STATED)],
)  # fmt: skip  # a day and its words
def test_tells_the_month_to_the_public_and_the_day_inside(day: str, month: str, whole: str) -> None:
    date = PartialDate.parse(day)
    assert (month_of(date), known(date)) == (month, whole)


@pytest.mark.parametrize(
    ("frame", "foot"),
    [
        (FRAME, "Testshire CSP. Domestic Homicide Review: Robin."),
        (INSIDE, "Testshire CSP. T/1. As at 4 May 2026."),
        (
            replace(FRAME, is_demonstration=True),
            "Testshire CSP. Domestic Homicide Review: Robin. Demonstration: everything in this paper is invented.",
        ),
        (
            replace(INSIDE, is_demonstration=True),
            "Testshire CSP. T/1. As at 4 May 2026. Demonstration: everything in this paper is invented.",
        ),
    ],
)
def test_says_at_the_foot_what_each_reader_may_know(frame: Frame, foot: str) -> None:
    assert frame.foot == foot
    assert frame.written_in == "May 2026"


def test_tells_how_to_handle_a_restricted_copy_and_nothing_of_an_open_one() -> None:
    assert FRAME.handling_rows == ()
    assert INSIDE.handling_rows == (
        ("Marking", "OFFICIAL-SENSITIVE"),
        ("This copy is for", "Alva"),
        ("Copy number", "3"),
        ("Reference", "T/1"),
        ("Custodian", "Dana Okafor"),
        ("Handling", RULES),
    )
    bare = replace(FRAME, handling=restricted(""))
    assert [fact for _, fact in bare.handling_rows[1:5]] == ["nobody named", "not numbered", "T/1", "Testshire CSP"]


@pytest.mark.parametrize(
    ("pseudonym", "died", "who"),
    [
        ("Robin", "2025-05-04", "Robin, who died in May 2025"),
        ("Robin", "2025", "Robin, who died in 2025"),
        ("Robin", "", "Robin"),
        ("", "2025-05", "a person whose pseudonym is not chosen yet, who died in May 2025"),
    ],
)
def test_names_the_person_by_pseudonym_and_month(pseudonym: str, died: str, who: str) -> None:
    frame = replace(FRAME, pseudonym=pseudonym, died_in=PartialDate.parse(died))
    rows = dict(about(ReportFacts(frame, ())).rows)
    assert rows["Into the death of"] == who
    assert set(rows) == {"Review", "Into the death of", "Partnership", "Report of"}


@pytest.mark.parametrize(("authors", "said"), [(("Ada",), "Ada"), (("Ada", "Ben"), "Ada; Ben")])
def test_names_authors_where_the_paper_knows_them(authors: tuple[str, ...], said: str) -> None:
    assert dict(about(ReportFacts(INSIDE, (), authors=authors)).rows)["Written by"] == said
