"""Which parts of a report stand where, for those inside and for everybody, and what is left out of each?"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dhr_cases.papers.action_plan import wording as action_plan
from dhr_cases.papers.executive_summary import wording as summary
from dhr_cases.papers.invented import FRAME, PLAN, PUBLIC
from dhr_cases.papers.overview_report import wording as report
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.published_plan import wording as published_plan
from dhr_cases.papers.published_report import wording as published
from dhr_cases.papers.published_summary import wording as published_summary
from dhr_cases.papers.sections import LETTERS, NOT_WRITTEN, SectionText
from dhr_cases.papers.writing.blocks import (
    OPEN,
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
)
from tests.report_blocks import grid, headings, said

Compose = Callable[[ReportFacts], Paper]
INSIDE = (report.compose, summary.compose, action_plan.compose)
OUTSIDE = (published.compose, published_summary.compose, published_plan.compose)
WRITTEN = SectionText("introduction", "Introduction", "Why it was held.")
EMPTY = SectionText("equality", "Equality")
TITLE = SectionText("title_page", "Title page", "## By\n\nWren was her choice.")
APPENDIX = SectionText("action_plan", "Appendix: action plan")
FURTHER = SectionText("further_text", "Further text")
BARE = ReportFacts(FRAME, ())
CONTENTS = (PageBreak(), Contents(deepest=1), PageBreak())


def with_sections(*sections: SectionText, **more: object) -> ReportFacts:
    """An inside report of these sections."""
    return replace(BARE, sections=sections, **more)  # type: ignore[arg-type]  # the fields by name


def body(paper: Paper) -> tuple[Block, ...]:
    """What stands below the table at its head and the list of contents."""
    return tuple(block for block in paper.blocks[1:] if block not in CONTENTS)


@pytest.mark.parametrize(
    ("compose", "title"),
    [
        (report.compose, "Overview report: Wren/2024"),
        (summary.compose, "Executive summary: Wren/2024"),
        (action_plan.compose, "Action plan: Wren/2024"),
        (published.compose, "Overview report: Wren/2024"),
        (published_summary.compose, "Executive summary: Wren/2024"),
        (published_plan.compose, "Action plan: Wren/2024"),
    ],
)
def test_names_the_paper_and_whose_it_is(compose: Compose, title: str) -> None:
    paper = compose(BARE)
    assert (paper.title, paper.is_wide) == (title, title.startswith("Action plan"))
    assert paper.subject == "Domestic Homicide Review, Northshire Community Safety Partnership"
    assert not paper.is_one_page


@pytest.mark.parametrize("compose", INSIDE)
def test_marks_the_paper_inside(compose: Compose) -> None:
    paper = compose(replace(BARE, authors=("Dr A, chair", "Ms B, author")))
    head = paper.blocks[0]
    assert isinstance(head, Facts)
    rows = dict(head.rows)
    assert paper.handling == FRAME.handling
    assert paper.foot == "Northshire Community Safety Partnership. NSH-2024-03. As at 16 March 2026."
    assert (head.caption, list(rows)[:5]) == (
        "About this paper",
        ["Review", "Into the death of", "Partnership", "Written by", "Report of"],
    )
    assert (rows["Written by"], rows["Report of"]) == ("Dr A, chair; Ms B, author", "March 2026")
    assert {"Marking", "Reference", "Custodian", "Handling", "Copy number"} <= set(rows)


@pytest.mark.parametrize("compose", OUTSIDE)
def test_tells_the_public_neither_author_nor_reference_nor_how_to_handle_it(compose: Compose) -> None:
    """Even where the facts are those of an inside copy."""
    paper = compose(replace(BARE, authors=("Dr A, chair",)))
    head = paper.blocks[0]
    assert isinstance(head, Facts)
    assert head.rows == (
        ("Review", "Domestic Homicide Review"),
        ("Into the death of", "Wren, who died in May 2024"),
        ("Partnership", "Northshire Community Safety Partnership"),
        ("Report of", "March 2026"),
    )
    assert paper.handling == OPEN
    assert paper.foot == "Northshire Community Safety Partnership. Domestic Homicide Review: Wren/2024."


def test_takes_only_inside_facts_away_for_the_public() -> None:
    facts = published.for_the_public(with_sections(WRITTEN, plan=PLAN, authors=("Dr A",)))
    assert facts == ReportFacts(replace(PUBLIC, reference="", custodian=""), (WRITTEN,), PLAN)
    assert published.for_the_public(facts) == facts


@pytest.mark.parametrize(
    ("compose", "has_contents"),
    [
        (report.compose, True),
        (published.compose, True),
        (summary.compose, False),
        (published_summary.compose, False),
        (action_plan.compose, False),
        (published_plan.compose, False),
    ],
)
def test_lists_the_contents_of_long_papers_alone(compose: Compose, *, has_contents: bool) -> None:
    blocks = compose(with_sections(WRITTEN)).blocks
    assert (blocks[1:4] == CONTENTS) is has_contents
    assert any(isinstance(block, Contents) for block in blocks) is has_contents


@pytest.mark.parametrize("compose", [report.compose, published.compose, summary.compose, published_summary.compose])
def test_puts_the_title_page_before_the_contents_without_its_heading(compose: Compose) -> None:
    blocks = compose(with_sections(WRITTEN, TITLE)).blocks
    assert blocks[1:3] == (Heading("By", level=2), Paragraph("Wren was her choice."))
    assert "Title page" not in headings(blocks)
    assert [block for block in blocks if block == Paragraph("Wren was her choice.")] == [blocks[2]]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_says_nothing_of_a_title_page_nobody_wrote(text: str) -> None:
    paper = report.compose(with_sections(replace(TITLE, text=text), WRITTEN))
    assert body(paper) == (Heading("Introduction"), Paragraph("Why it was held."))


@pytest.mark.parametrize("compose", [report.compose, summary.compose])
def test_says_inside_which_sections_are_not_written(compose: Compose) -> None:
    blocks = body(compose(with_sections(WRITTEN, EMPTY, APPENDIX, FURTHER)))
    assert headings(blocks) == ["Introduction", "Equality", "Appendix A: action plan"]
    assert said(blocks) == ["Why it was held.", NOT_WRITTEN, NOT_WRITTEN]


@pytest.mark.parametrize("compose", [published.compose, published_summary.compose])
def test_leaves_out_for_the_public_what_nobody_wrote(compose: Compose) -> None:
    blocks = body(compose(with_sections(EMPTY, WRITTEN, APPENDIX, FURTHER)))
    assert blocks == (Heading("Introduction"), Paragraph("Why it was held."))


@pytest.mark.parametrize("compose", [report.compose, published.compose])
def test_prints_the_last_section_where_there_is_text_in_it(compose: Compose) -> None:
    blocks = body(compose(with_sections(replace(FURTHER, text="Stray."))))
    assert blocks == (Heading("Further text"), Paragraph("Stray."))


@pytest.mark.parametrize(
    ("compose", "day", "ended"),
    [
        (report.compose, "30 June 2026", "Done. 9 October 2025. The department answered"),
        (published.compose, "June 2026", "Done. October 2025. The department answered"),
    ],
)
def test_fills_the_appendix_from_the_record_while_nobody_has_written_it(compose: Compose, day: str, ended: str) -> None:
    blocks = body(compose(with_sections(APPENDIX, plan=PLAN)))
    assert headings(blocks) == ["Appendix A: action plan"]
    rows = grid(blocks).rows
    assert (rows[0][5], rows[1][6], len(rows)) == (day, ended, len(PLAN))


@pytest.mark.parametrize("compose", [report.compose, published.compose])
def test_prints_the_authors_words_of_the_appendix_instead(compose: Compose) -> None:
    blocks = body(compose(with_sections(replace(APPENDIX, text="- See beside."), plan=PLAN)))
    assert blocks == (Heading("Appendix A: action plan"), Bullets(("See beside.",)))


def test_prints_no_plan_where_the_paper_has_no_appendix_for_it() -> None:
    assert not [block for block in report.compose(with_sections(WRITTEN, plan=PLAN)).blocks if isinstance(block, Grid)]


def test_letters_only_the_appendices_that_are_printed() -> None:
    glossary = SectionText("glossary", "Appendix: glossary", "IDVA: adviser.")
    inside, outside = (compose(with_sections(APPENDIX, glossary)) for compose in (report.compose, published.compose))
    assert headings(body(inside)) == ["Appendix A: action plan", "Appendix B: glossary"]
    assert headings(body(outside)) == ["Appendix A: glossary"]


def test_has_a_letter_for_every_appendix_of_a_long_report() -> None:
    rows = [SectionText(f"code{place}", f"Appendix: part {place}", "Text.") for place in range(len(LETTERS))]
    assert headings(body(report.compose(with_sections(*rows))))[-1] == "Appendix Z: part 25"


PLAN_SECTION = SectionText("plan", "The plan")


@pytest.mark.parametrize("compose", [action_plan.compose, published_plan.compose])
def test_puts_the_record_before_words_typed_for_the_plan(compose: Compose) -> None:
    blocks = body(compose(with_sections(replace(PLAN_SECTION, text="Typed."), WRITTEN, EMPTY, plan=PLAN)))
    assert headings(blocks) == ["The plan", "Introduction"]
    assert said(blocks) == ["Why it was held."]
    assert len(grid(blocks).rows) == len(PLAN)


@pytest.mark.parametrize(("text", "words"), [("Typed.", "Typed."), ("", NOT_WRITTEN), (" \n", NOT_WRITTEN)])
def test_prints_words_typed_for_a_plan_that_the_record_does_not_have(text: str, words: str) -> None:
    blocks = body(action_plan.compose(with_sections(replace(PLAN_SECTION, text=text), EMPTY)))
    assert blocks == (Heading("The plan"), Paragraph(words))


def test_makes_a_paper_of_no_section_at_all() -> None:
    assert all(body(compose(BARE)) == () for compose in (*INSIDE, *OUTSIDE))


@pytest.mark.parametrize("text", ["", " \n"])
def test_tells_the_public_of_no_plan_that_is_not_there(text: str) -> None:
    sections = (WRITTEN, replace(PLAN_SECTION, text=text))
    assert headings(body(action_plan.compose(with_sections(*sections)))) == ["Introduction", "The plan"]
    assert body(published_plan.compose(with_sections(*sections))) == (
        Heading("Introduction"),
        Paragraph("Why it was held."),
    )
