"""What do the notice to the Home Office and the letter on the decision say of what is known, and of what is not?"""

from dataclasses import replace

import pytest

from dhr_cases import legal_tests
from dhr_cases.models import AlternativeKind, Outcome, PartialDate
from dhr_cases.papers.decision_letter import wording as decision_letter
from dhr_cases.papers.decision_letter.facts import DecisionFacts
from dhr_cases.papers.frame import NOT_STATED
from dhr_cases.papers.home_office_notice import wording as notice
from dhr_cases.papers.home_office_notice.facts import NoticeFacts, PartnerView
from dhr_cases.papers.invented import FRAME
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Lines, Paragraph
from tests.report_blocks import grid, headings, said

BARE = NoticeFacts(replace(FRAME, contacts=(), reference="", died_in=PartialDate.unknown()))
FULL = NoticeFacts(
    FRAME, "2 June 2024", "Homicide", "Home", "Partners", "34", "41", "Northshire Police", decision="Hold a review",
    decided_on="1 July 2024", reasons="The test is met.", dissent="The council saw none.", alternative="None",
    children="2 recorded", criminal_process="Charged", family_contact="Told on 3 July 2024", chair="Dr Chair",
    target_date="1 January 2025",
)  # fmt: skip  # every field with words
LETTER = DecisionFacts(
    FRAME, PartialDate.parse("2024-07-01"), "Hold a review", "Act of 2004", "The test is met.", is_review=True
)


def told(facts: NoticeFacts) -> dict[str, dict[str, str]]:
    """Every table of names and facts in a notice."""
    return {block.caption: dict(block.rows) for block in notice.compose(facts).blocks if isinstance(block, Facts)}


def between(blocks: tuple[Block, ...], heading: str) -> list[Block]:
    """What stands below a heading, up to the next one."""
    begin = blocks.index(Heading(heading)) + 1
    after = [place for place in range(begin, len(blocks)) if isinstance(blocks[place], Heading)]
    return list(blocks[begin : after[0] if after else None])


def test_names_the_notice_by_its_reference_and_marks_it() -> None:
    paper = notice.compose(FULL)
    assert paper.title == "Notice of a decision: NSH-2024-03"
    assert paper.subject == "Domestic Homicide Review: decision of Northshire Community Safety Partnership"
    assert (paper.foot, paper.handling) == (FRAME.foot, FRAME.handling)
    assert (paper.is_wide, paper.is_one_page) == (False, False)


def test_goes_from_the_death_to_what_runs_beside_it() -> None:
    order = ["The death", "The legal tests", "Partners consulted", "The decision", "What goes on beside it"]
    assert headings(notice.compose(FULL).blocks) == headings(notice.compose(BARE).blocks) == order
    assert list(told(FULL)) == ["Who tells", "The death and the people", "The decision", "Beside the review"]


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        (
            "Who tells",
            {
                "Partnership": "Northshire Community Safety Partnership",
                "Contact": "County Hall, Northchester, reviews@northshire.invalid",
                "Our reference": "NSH-2024-03",
                "Partnership chair aware on": "2 June 2024",
            },
        ),
        (
            "The death and the people",
            {
                "Month of death": "May 2024",
                "Type of death": "Homicide",
                "Type of place": "Home",
                "Relationship": "Partners",
                "Age of the person who died": "34",
                "Age of the other person": "41",
                "Police force": "Northshire Police",
                "Children": "2 recorded",
            },
        ),
        (
            "The decision",
            {
                "Decision": "Hold a review",
                "Decided on": "1 July 2024",
                "Reasons": "The test is met.",
                "Views that differed": "The council saw none.",
                "Another learning process": "None",
                "Chair": "Dr Chair",
                "Report due by": "1 January 2025",
            },
        ),
        ("Beside the review", {"Criminal process": "Charged", "Contact with the family": "Told on 3 July 2024"}),
    ],
)
def test_prints_each_fact_beside_its_name(caption: str, rows: dict[str, str]) -> None:
    assert told(FULL)[caption] == rows
    assert list(told(FULL)[caption]) == list(rows) == list(told(BARE)[caption])


def test_says_of_every_fact_nobody_recorded_that_it_is_not_stated() -> None:
    words = {value for rows in told(BARE).values() for value in rows.values()}
    assert words == {NOT_STATED, FRAME.partnership}
    assert told(BARE)["Who tells"]["Partnership"] == FRAME.partnership


@pytest.mark.parametrize(
    ("died", "words"),
    [("2024-05-17", "May 2024"), ("2024-05", "May 2024"), ("2024", "2024"), ("", NOT_STATED)],
)
def test_tells_the_home_office_the_month_and_never_the_day(died: str, words: str) -> None:
    day = PartialDate.parse(died) if died else PartialDate.unknown()
    facts = replace(FULL, frame=replace(FRAME, died_in=day))
    assert told(facts)["The death and the people"]["Month of death"] == words


def test_prints_no_table_of_tests_or_views_where_none_is_recorded() -> None:
    blocks = notice.compose(BARE).blocks
    assert between(blocks, "The legal tests") == [Paragraph("The facts for the tests are not recorded.")]
    assert between(blocks, "Partners consulted") == [Paragraph("No partner's view is recorded.")]
    assert not [block for block in blocks if isinstance(block, Grid)]


def test_prints_both_tests_limb_by_limb_with_the_reason() -> None:
    tests = (legal_tests.section_9(legal_tests.Facts()), legal_tests.section_8a(legal_tests.Facts()))
    blocks = notice.compose(replace(FULL, tests=tests)).blocks
    below = between(blocks, "The legal tests")
    assert len(below) == len(tests)
    assert "The facts for the tests are not recorded." not in said(blocks)
    for place, test in enumerate(tests):
        table = grid(blocks, place)
        assert table.caption == f"{test.name}: cannot be said ({test.source})"
        assert table.heads == ("What the test asks", "Answer", "Why")
        assert [row[0] for row in table.rows] == [limb.asks for limb in test.limbs]
        assert [row[2] for row in table.rows] == [limb.reason for limb in test.limbs]
        assert {row[1] for row in table.rows} <= {"met", "not met", "cannot be said"}


@pytest.mark.parametrize(("is_dissent", "word"), [(False, "agrees"), (True, "differs")])
def test_says_of_each_partner_whether_it_agrees(*, is_dissent: bool, word: str) -> None:
    views = (PartnerView("Police", "Hold one", is_dissent), PartnerView("Council", ""))
    table = grid(notice.compose(replace(FULL, views=views)).blocks)
    assert (table.caption, table.heads) == (
        "Views before the decision",
        ("Partner", "View", "Agrees or differs"),
    )
    assert table.rows == (("Police", "Hold one", word), ("Council", "", "agrees"))


def test_begins_the_letter_with_reference_day_decision_and_law() -> None:
    paper = decision_letter.compose(LETTER)
    assert paper.title == "Decision on a Domestic Homicide Review"
    assert paper.subject == "Decision of Northshire Community Safety Partnership"
    assert (paper.foot, paper.handling) == (FRAME.foot, FRAME.handling)
    assert paper.blocks[:3] == (
        Lines(("Our reference: NSH-2024-03", "16 March 2026")),
        Paragraph("On 1 July 2024 the chair of Northshire Community Safety Partnership decided: hold a review."),
        Paragraph("The decision was made under the Act of 2004."),
    )


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ("2024-07-01", "On 1 July 2024 the chair"),
        ("2024-07", "In July 2024 the chair"),
        ("2024", "In 2024 the chair"),
        ("", "The chair"),
    ],
)
def test_says_of_the_decision_no_more_exactly_when_it_was_than_is_known(decided: str, words: str) -> None:
    facts = replace(LETTER, decided_on=PartialDate.parse(decided))
    assert said(decision_letter.compose(facts).blocks)[0] == f"{words} of {FRAME.partnership} decided: hold a review."


def test_leaves_out_of_the_letter_what_there_was_none_of() -> None:
    blocks = decision_letter.compose(LETTER).blocks
    assert headings(blocks) == ["Reasons", "What happens next"]
    assert between(blocks, "Reasons") == [Paragraph("The test is met.")]
    assert not [block for block in blocks if isinstance(block, Bullets)]


def test_tells_in_the_letter_who_was_asked_who_differed_and_what_is_held_instead() -> None:
    facts = replace(
        LETTER, alternative="A Table-top review", consulted=("Police", "Council"), dissent="The council saw none."
    )
    blocks = decision_letter.compose(facts).blocks
    assert headings(blocks) == ["Reasons", "Partners who were asked", "Views that differed", "What happens next"]
    assert between(blocks, "Reasons")[1:] == [Paragraph("Another learning process will be held: a Table-top review.")]
    assert between(blocks, "Partners who were asked") == [Bullets(("Police", "Council"))]
    assert between(blocks, "Views that differed") == [Paragraph("The council saw none.")]


@pytest.mark.parametrize(
    ("is_review", "words"),
    [
        (
            True,
            "The Home Office is told of the decision. An independent chair will be appointed and will write to you. "
            "Until then keep every record you hold on the people concerned as it is.",
        ),
        (
            False,
            "The Home Office is told of the decision and will look at it. It may ask for a review after all, so keep "
            "every record you hold on the people concerned as it is until we write to you again.",
        ),
    ],
)
def test_says_what_happens_next_by_the_decision(*, is_review: bool, words: str) -> None:
    blocks = decision_letter.compose(replace(LETTER, is_review=is_review)).blocks
    assert between(blocks, "What happens next")[0] == Paragraph(words)


@pytest.mark.parametrize("contacts", [(), ("one@x.invalid",), FRAME.contacts])
def test_ends_the_letter_with_the_partnership_and_the_contacts_it_has(contacts: tuple[str, ...]) -> None:
    paper = decision_letter.compose(replace(LETTER, frame=replace(FRAME, contacts=contacts)))
    assert paper.blocks[-1] == Lines((FRAME.partnership, *contacts))


@pytest.mark.parametrize("label", [*Outcome.labels, *AlternativeKind.labels])
def test_takes_a_decision_into_its_sentence_with_a_small_first_letter(label: str) -> None:
    blocks = decision_letter.compose(replace(LETTER, outcome=label, alternative=label)).blocks
    small = label[0].lower() + label[1:]
    assert said(blocks)[0].endswith(f" decided: {small}.")
    assert said(blocks)[3] == f"Another learning process will be held: {small}."
    assert not label[1].isupper()
