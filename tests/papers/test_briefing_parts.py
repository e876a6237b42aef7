"""What does a briefing print of a day nobody knows, of a box with one statement, and of one with many?"""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Bullets, Grid, Heading, Lines, PageBreak, Paragraph
from learning.briefing_boxes import ACTION_RECORD, BRIEFINGS, BriefingKind
from learning.papers.briefing.example import example
from learning.papers.briefing.facts import BoxFacts
from learning.papers.briefing.wording import CARE, SOURCES, compose
from learning.statements import Statement

ONE, SEVEN = BriefingKind.ONE_PAGE, BriefingKind.SEVEN_MINUTE
RISK, ASK = Statement("Risk rises.", (8,)), Statement("Ask again.")


@pytest.mark.parametrize(
    ("day", "words"),
    [(datetime.date(2026, 3, 31), "Published March 2026"), (None, "Published")],
)
@pytest.mark.parametrize("kind", BriefingKind)
def test_says_when_it_was_published_as_far_as_it_is_known(
    kind: BriefingKind, day: datetime.date | None, words: str
) -> None:
    facts = replace(example(kind), published_on=day)
    blocks = compose(facts).blocks
    assert blocks[0] == Lines((f"{words} by {facts.partnership}", f"The published review: {facts.address}"))
    assert blocks[1] == Paragraph(CARE)


@pytest.mark.parametrize(("kind", "heading"), [(ONE, "Why"), (SEVEN, "1 Why")])
def test_prints_one_statement_as_a_paragraph_and_more_as_a_list(kind: BriefingKind, heading: str) -> None:
    for statements, block in (
        ((RISK,), Paragraph(RISK.line)),
        ((RISK, ASK), Bullets((RISK.line, ASK.line))),
    ):
        facts = replace(example(kind), boxes=(BoxFacts("Why", statements),))
        assert compose(facts).blocks[2:5] == (Heading(heading), block, Paragraph(SOURCES))


@pytest.mark.parametrize("kind", BriefingKind)
def test_names_the_briefing_after_the_review_and_says_what_it_is_made_from(kind: BriefingKind) -> None:
    facts = replace(example(kind), title="Robin/2023")
    paper = compose(facts)
    assert paper.title == f"Robin/2023: {BRIEFINGS[kind].label.lower()}"
    assert (paper.subject, paper.is_one_page) == (BRIEFINGS[kind].purpose, kind is ONE)
    assert paper.foot == f"{facts.partnership}. Made from the published review."


def test_begins_the_record_of_a_team_on_a_page_of_its_own() -> None:
    empty = ("",) * len(ACTION_RECORD)
    assert compose(example(SEVEN)).blocks[-3:] == (
        PageBreak(),
        Heading("What our team will do"),
        Grid("Action record", ACTION_RECORD, (empty,) * 4),
    )
    assert compose(example(ONE)).blocks[-1] == Paragraph(SOURCES)
