"""How far is a briefing, which change asks for a new reading, and how do its boxes and a pack's quotations read?"""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.models import Case, PublicRecord
from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Bullets, Heading, Lines, PageBreak, Paper, Paragraph
from learning.briefing_boxes import BRIEFINGS, BriefingKind, box_row
from learning.briefings import NO_SOURCE, Box, Briefing, _digest, section_code
from learning.first_words import SourceParagraph
from learning.models import SecondReading
from learning.papers.briefing.example import example
from learning.papers.briefing.facts import BoxFacts, facts_of
from learning.papers.briefing.wording import CARE, SOURCES, compose
from learning.papers.briefing.writing import WRITERS, file_name
from learning.papers.pack.example import EXAMPLE
from learning.papers.pack.facts import Quoted
from learning.statements import Statement

ONE, SEVEN = BriefingKind.ONE_PAGE, BriefingKind.SEVEN_MINUTE
SUMMARY = (SourceParagraph(1, "Introduction", "Robin died."), SourceParagraph(8, "Lessons", "Ask again."))


def box(text: str, code: str = "lessons", *, number: int = 1, faults: tuple[str, ...] = ()) -> Box:
    """One box of a one-page briefing."""
    return Box(box_row(ONE, code), text, number, faults)


def briefing(
    *boxes: Box,
    paragraphs: tuple[SourceParagraph, ...] = SUMMARY,
    record: PublicRecord | None = None,
    is_passed: bool | None = None,
) -> Briefing:
    """A briefing; ``is_passed`` None: nobody has read these words."""
    reading = None if is_passed is None else SecondReading(is_passed=is_passed)
    return Briefing(Case(), ONE, record, boxes, paragraphs, "", reading)


@pytest.mark.parametrize(
    ("found", "is_signed_off"),
    [
        (briefing(box("Ask. [8]"), is_passed=True), True),
        (briefing(box("Ask. [8]"), is_passed=False), False),
        (briefing(box("Ask. [8]"), is_passed=None), False),
        (briefing(box("Ask. [9]", faults=("gone.",)), is_passed=True), False),
        (briefing(box("Ask. [8]"), paragraphs=(), is_passed=True), False),
    ],
)
def test_is_signed_off_once_a_second_person_passed_words_in_order(found: Briefing, *, is_signed_off: bool) -> None:
    assert found.is_signed_off is is_signed_off


def test_says_that_there_is_no_source_before_anything_else() -> None:
    wrong = box("", faults=("“Lessons” is empty.",))
    assert briefing(wrong, paragraphs=()).faults == (NO_SOURCE,)
    assert briefing(wrong, box("Ask. [8]", faults=("Two.", "Three."))).faults == (
        "“Lessons” is empty.",
        "Two.",
        "Three.",
    )
    assert briefing(wrong).label == "One-page briefing"


@pytest.mark.parametrize(("numbers", "is_begun"), [((), False), ((0, 0), False), ((0, 1), True), ((3,), True)])
def test_is_begun_once_anything_is_written(numbers: tuple[int, ...], *, is_begun: bool) -> None:
    assert briefing(*(box("", number=number) for number in numbers)).is_begun is is_begun


def test_knows_what_a_box_states_and_rests_on() -> None:
    found = box("- Ask again. [8, 1]\n\nWrite it down. [8]\nSay so.")
    assert [statement.sources for statement in found.statements] == [(8, 1), (8,), ()]
    assert (found.sources, found.words) == (frozenset({1, 8}), 7)
    assert (box("").statements, box("").sources, box("").words) == ((), frozenset(), 0)


def digest(text: str = "Ask. [8]", paragraphs: tuple[SourceParagraph, ...] = SUMMARY, kind: BriefingKind = ONE) -> str:
    """The digest of a briefing of one box."""
    return _digest(kind, [box(text)], paragraphs)


def test_asks_for_a_new_reading_where_words_or_their_source_changed() -> None:
    corrected = (SUMMARY[0], replace(SUMMARY[1], text="Ask twice."))
    different = {digest(), digest("Ask! [8]"), digest("Ask. [1]"), digest("Ask. [1, 8]"), digest(kind=SEVEN)}
    assert len(different | {digest(paragraphs=corrected)}) == 6


def test_asks_for_none_where_only_something_else_changed() -> None:
    elsewhere = (replace(SUMMARY[0], text="Robin lived."), replace(SUMMARY[1], heading="Learning"))
    assert digest(paragraphs=elsewhere) == digest() == digest("  Ask. [8]\n")
    assert digest("Ask. [8, 1]") != digest("Ask. [1, 8]")


def test_tells_words_of_two_boxes_from_the_same_words_in_one() -> None:
    apart = _digest(ONE, [box("Ask."), box("Tell.")], SUMMARY)
    assert apart != _digest(ONE, [box("Ask.Tell."), box("")], SUMMARY)
    assert apart != _digest(ONE, [box("Tell."), box("Ask.")], SUMMARY)


def test_keeps_each_box_under_its_kind_and_code() -> None:
    codes = [section_code(kind, row) for kind in BriefingKind for row in BRIEFINGS[kind].boxes]
    assert len(codes) == len(set(codes)) == 15
    assert codes[0] == f"{ONE}.who"


def test_has_no_facts_without_a_published_review() -> None:
    with pytest.raises(LookupError, match=r"^A briefing needs a published review\.$"):
        facts_of(briefing(box("Ask. [8]")))


def head(paper: Paper) -> tuple[str, ...]:
    """The lines at the head of a paper."""
    (first, care, *_) = paper.blocks
    assert isinstance(first, Lines)
    assert care == Paragraph(CARE)
    return first.texts


def test_says_of_a_review_without_a_day_that_it_is_published() -> None:
    undated = replace(example(ONE), published_on=None)
    assert head(compose(undated)) == (
        "Published by Testshire Community Safety Partnership",
        "The published review: https://reviews.example.org/public/robin-2023/",
    )
    dated = replace(undated, published_on=datetime.date(2026, 12, 31))
    assert head(compose(dated))[0] == "Published December 2026 by Testshire Community Safety Partnership"


@pytest.mark.parametrize("kind", BriefingKind)
def test_writes_one_statement_as_a_sentence_and_several_as_a_list(kind: BriefingKind) -> None:
    boxes = (
        BoxFacts("Lessons", (Statement("Ask again.", (8,)),)),
        BoxFacts("Now", (Statement("Ask."), Statement("Tell.", (1, 8)))),
    )
    paper = compose(replace(example(kind), boxes=boxes))
    numbers = ("1 ", "2 ") if kind is SEVEN else ("", "")
    assert paper.blocks[2:7] == (
        Heading(f"{numbers[0]}Lessons"),
        Paragraph("Ask again. [8]"),
        Heading(f"{numbers[1]}Now"),
        Bullets(("Ask.", "Tell. [1, 8]")),
        Paragraph(SOURCES),
    )
    assert paper.is_one_page is (kind is ONE)
    assert any(isinstance(block, PageBreak) for block in paper.blocks) is (kind is SEVEN)
    assert paper.title == f"Robin/2023: {BRIEFINGS[kind].label.lower()}"
    assert paper.foot == "Testshire Community Safety Partnership. Made from the published review."


def test_names_a_file_by_public_title_and_kind_in_plain_letters() -> None:
    record = PublicRecord(title="Robin/2023: Àmélie & Jo")
    named = briefing(record=record)
    assert file_name(named, Format.PDF) == f"robin-2023-amelie-jo-{ONE}-briefing.pdf"
    assert set(WRITERS) <= set(Format)
    assert len(WRITERS) == 3


@pytest.mark.parametrize(
    ("quoted", "source"),
    [
        (Quoted("Ask."), ""),
        (Quoted("Ask.", "Robin/2023"), "Robin/2023"),
        (Quoted("Ask.", "Robin/2023", (8,)), "Robin/2023, 8"),
        (Quoted("Ask.", "Robin/2023", (8, 1)), "Robin/2023, 8, 1"),
    ],
)
def test_names_the_place_of_a_quotation_in_short(quoted: Quoted, source: str) -> None:
    assert quoted.source == source


@pytest.mark.parametrize(("is_demonstration", "before"), [(True, "Demonstration, all invented. "), (False, "")])
def test_says_on_every_page_what_is_invented(before: str, *, is_demonstration: bool) -> None:
    facts = replace(EXAMPLE, is_demonstration=is_demonstration)
    assert facts.foot == (f"{before}Testshire Community Safety Partnership. Learning from domestic homicide reviews.")
