"""What the record fills into sections, branch by branch: one and many, gaps, numbers printed already, sentences."""

from dataclasses import replace

import pytest

from dhr_cases.plain_text import Bullets, Paragraph, Subheading, Table, is_numbered, parts_of
from dhr_cases.report_filling import wording, wording_people, wording_plan
from dhr_cases.report_filling.facts import (
    NOT_RECORDED,
    Basics,
    Contractor,
    Contributor,
    CopyGiven,
    Methods,
    Panel,
    PlannedAction,
    Proceeding,
    Recommended,
    Relative,
    Seat,
    Terms,
    Timeline,
    counted,
    ended,
    known,
    within_sentence,
)
from dhr_cases.report_sections import PLAN_HEADS

BASICS = Basics("Domestic Homicide Review", "Robin", "May 2025", "Testshire CSP", (), "2 June 2025", "", 3, 1)
TERMS = Terms(1, "9 July 2025", "2020", "May 2025", ())
METHODS = Methods(0, 0, (), 0, (), 0, 0)
ROW = Recommended("1", "Train staff.", "Local", "Police", "June 2026", "Audit")


def lines(text: str) -> list[str]:
    """The paragraphs of a section, in order."""
    return [part.text for part in parts_of(text) if isinstance(part, Paragraph)]


# Words and figures


@pytest.mark.parametrize(
    ("words", "said"),
    [("", NOT_RECORDED), (" ", NOT_RECORDED), ("\n", NOT_RECORDED), (" May 2025 ", "May 2025"), ("0", "0")],
)
def test_says_a_word_or_that_it_is_missing(words: str, said: str) -> None:
    assert known(words) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no agencies"), (1, "1 agency"), (2, "2 agencies"), (11, "11 agencies")]
)
def test_counts_with_a_plural_of_its_own(number: int, said: str) -> None:
    assert counted(number, "agency", "agencies") == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Criminal trial", "criminal trial"),
        ("Investigation by the IOPC", "investigation by the IOPC"),
        ("Request of the police or CPS", "request of the police or CPS"),
        ("IOPC", "IOPC"),
        ("A review", "a review"),
        ("X", "x"),
        ("", ""),
    ],
)
def test_keeps_the_capitals_of_a_label_within_a_sentence(label: str, said: str) -> None:
    assert within_sentence(label) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Train staff", "Train staff."),
        ("Train staff.", "Train staff."),
        ("Is it so?", "Is it so?"),
        ("Do it!", "Do it!"),
        ("Do these:", "Do these:"),
        ("Say “yes.”", "Say “yes.”"),
        ("Say “yes”", "Say “yes”."),
        ("Train\nall  staff ", "Train all staff."),
    ],
)
def test_ends_a_sentence_once(sentence: str, said: str) -> None:
    assert ended(sentence) == said


@pytest.mark.parametrize(
    "line", ["1. Was it", "1) Was it", "2.1 Was it", "2.1. Was", "(a) Was it", "(12) Was", "b) Was"]
)
def test_knows_a_line_with_a_number_of_its_own(line: str) -> None:
    assert is_numbered(line)


@pytest.mark.parametrize("line", ["5 agencies", "1.", "a. Was it", "(long) Was", "Was it 1.", "", "1.Was"])
def test_knows_a_line_without_one(line: str) -> None:
    assert not is_numbered(line)


# Title, process, times


def test_names_every_post_on_the_title_page_and_the_gap_where_nobody_is_appointed() -> None:
    two = replace(BASICS, posts=(("Chair", "Ada Chair"), ("Author", "")), partnership="", pseudonym=" ", died="2025")
    assert lines(wording.title_words(two)) == [
        "Domestic Homicide Review",
        f"Report into the death of {NOT_RECORDED} in 2025",
        "Chair: Ada Chair",
        f"Author: {NOT_RECORDED}",
        f"For {NOT_RECORDED}",
        f"Date of the report: {NOT_RECORDED}",
    ]
    assert f"Chair and author: {NOT_RECORDED}" in lines(wording.title_words(BASICS))


@pytest.mark.parametrize(
    ("asked", "had", "said"),
    [
        (0, 0, f"Agencies asked at scoping: {NOT_RECORDED}"),
        (1, 0, "1 agency was asked whether it had had contact; none had."),
        (2, 0, "2 agencies were asked whether they had had contact; none had."),
        (2, 2, "2 agencies were asked whether they had had contact; 2 had."),
    ],
)
def test_tells_of_scoping_in_the_second_paragraph_of_the_summary(asked: int, had: int, said: str) -> None:
    assert lines(wording.process_words(replace(BASICS, asked=asked, had_contact=had))) == [
        "This summary outlines how Testshire CSP reviewed the death of Robin, who died in May 2025. "
        "The name is a pseudonym.",
        f"The partnership decided on 2 June 2025 to hold the review. {said}",
        f"The report was signed off on {NOT_RECORDED}.",
    ]


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (None, "signed off on 3 March 2026."),
        (0, "signed off on 3 March 2026."),
        (1, "signed off on 3 March 2026, 1 month later."),
        (13, "signed off on 3 March 2026, 13 months later."),
    ],
)
def test_says_how_long_it_took_only_where_that_is_known(months: int | None, said: str) -> None:
    words = wording.timeline_words(Timeline((), "", "3 March 2026", months))
    assert lines(words)[0] == f"The review was decided on {NOT_RECORDED} and the report was {said}"


def test_lists_the_steps_before_the_delays_in_the_order_given() -> None:
    found = parts_of(wording.timeline_words(Timeline((("Told", ""), ("Met", "May 2025")), "2 June 2025", "")))
    assert found == (
        Paragraph("The review was decided on 2 June 2025. It has not been signed off yet."),
        Bullets((f"Told: {NOT_RECORDED}", "Met: May 2025")),
        Subheading("Delays"),
        Paragraph("No delay is recorded."),
    )


# Terms and method


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((), [NOT_RECORDED]),
        (("What was known?",), ["1. What was known?"]),
        (("1. What was known?", "2. What else?"), ["1. What was known?", "2. What else?"]),
        (("(a) What was known?", "(b) What else?"), ["(a) What was known?", "(b) What else?"]),
        (("1. What was known?", "What else?"), ["1. 1. What was known?", "2. What else?"]),
    ],
)
def test_numbers_questions_that_bear_no_number_of_their_own(questions: tuple[str, ...], said: list[str]) -> None:
    assert lines(wording.terms_words(replace(TERMS, questions=questions)))[2:] == said


@pytest.mark.parametrize("view", ["", "  ", "\n"])
def test_leaves_out_the_heading_for_what_the_family_did_not_ask(view: str) -> None:
    assert "What the family asked" not in wording.terms_words(replace(TERMS, family_view=view))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(METHODS, scoped=1, scoped_with_contact=1), "1 agency was asked at scoping; 1 had had contact."),
        (replace(METHODS, scoped=4), "4 agencies were asked at scoping; none had had contact."),
        (replace(METHODS, returns=(("Nil return", 0),)), f"Returns of agencies: {NOT_RECORDED}"),
        (replace(METHODS, unanswered=2), "What the agencies gave, by kind: No return: 2."),
        (replace(METHODS, interviews=1), "1 interview was held."),
        (replace(METHODS, interviews=2, refusals=1), "2 interviews were held. 1 person declined."),
        (replace(METHODS, refusals=1), "No interviews were held. 1 person declined."),
        (replace(METHODS, refusals=3), "No interviews were held. 3 people declined."),
        (METHODS, f"Interviews: {NOT_RECORDED}"),
        (METHODS, f"Meetings of the panel: {NOT_RECORDED}"),
        (replace(METHODS, meetings=("1 May",)), "The panel met once: 1 May."),
        (replace(METHODS, meetings=("1 May", "2 May")), "The panel met 2 times: 1 May and 2 May."),
        (replace(METHODS, meetings=("1 May", "2 May", "3 May")), "The panel met 3 times: 1 May, 2 May and 3 May."),
    ],
)
def test_says_each_figure_of_the_method_in_a_sentence(facts: Methods, said: str) -> None:
    assert said in lines(wording.method_words(facts))
    assert len(lines(wording.method_words(facts))) == 4


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (Proceeding("Trial", "", "", "", ""), ("Trial", NOT_RECORDED, "not ended", NOT_RECORDED)),
        (Proceeding("Trial", "May 2025", "June 2026", "over", ""), ("Trial", "May 2025", "June 2026", "over")),
        (Proceeding("Trial", "May 2025", "", "open", "guilty"), ("Trial", "May 2025", "not ended", "guilty")),
    ],
)
def test_prefers_how_a_proceeding_ended_to_where_it_stands(row: Proceeding, cells: tuple[str, ...]) -> None:
    (table,) = parts_of(wording.parallel_words((row,)))
    assert table == Table(("Proceeding", "Began", "Ended", "Where it stands or how it ended"), (cells,))


# People


ALONE = f"first contact {NOT_RECORDED}; advocate offered: {NOT_RECORDED}"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Relative("Sky"), f"Sky: {ALONE}."),
        (Relative("Sky", "sister"), f"Sky (sister): {ALONE}."),
        (
            Relative("Sky", first_contact="May 2025", contacts=1),
            f"Sky: first contact in May 2025; advocate offered: {NOT_RECORDED}.",
        ),
        (
            Relative("Sky", first_contact="May 2025", contacts=2, advocate_offered="June 2025"),
            "Sky: first contact in May 2025; 2 contacts in all; advocate offered: June 2025.",
        ),
        (Relative("Sky", interviews=1), f"Sky: {ALONE}; spoke with the review once."),
        (
            Relative("Sky", interviews=2, refused=1),
            f"Sky: {ALONE}; spoke with the review 2 times; chose not to be interviewed.",
        ),
        (Relative("Sky", read_on="May 2026"), f"Sky: {ALONE}; was given the draft in May 2026."),
        (
            Relative("Sky", read_on="May 2026", answered_on="June 2026"),
            f"Sky: {ALONE}; was given the draft in May 2026 and answered in June 2026.",
        ),
        (Relative("Sky", answered_on="June 2026"), f"Sky: {ALONE}."),
    ],
)
def test_tells_of_one_relative_in_one_sentence(row: Relative, said: str) -> None:
    first, listed = parts_of(wording_people.family_words((row,)))
    assert first == Paragraph("1 person is recorded as family, friends or others close to the person.")
    assert listed == Bullets((said,))


def test_counts_one_agency_in_the_singular() -> None:
    first, table = parts_of(wording_people.contributor_words((Contributor("Police", "No return"),)))
    assert first == Paragraph("1 agency was asked for information. By kind of return: No return: 1.")
    assert table == Table(
        ("Agency", "What it gave", "Author had no part in the case"), (("Police", "No return", NOT_RECORDED),)
    )


@pytest.mark.parametrize(
    ("seat", "role"),
    [
        (Seat("Refuge", "Manager"), "Manager"),
        (Seat("Refuge", " "), NOT_RECORDED),
        (Seat("Refuge", "Manager", is_specialist=True), "Manager, domestic abuse specialist"),
        (Seat("Refuge", "Manager", True, "4 May 2026"), "Manager, domestic abuse specialist, until 4 May 2026"),
    ],
)
def test_describes_a_seat_by_role(seat: Seat, role: str) -> None:
    table, met = parts_of(wording_people.panel_words(Panel((seat,), ())))
    assert table == Table(("Role", "Agency"), ((role, "Refuge"),))
    assert met == Paragraph(f"Meetings of the panel: {NOT_RECORDED}")


def test_tells_of_a_panel_without_members_whom_it_did_without() -> None:
    assert parts_of(wording_people.panel_words(Panel((), (), ("Fire", "Police: asked to stay away")))) == (
        Paragraph(f"Members of the panel: {NOT_RECORDED}"),
        Subheading("Agencies not on the panel"),
        Bullets(("Fire", "Police: asked to stay away")),
        Paragraph(f"Meetings of the panel: {NOT_RECORDED}"),
    )


def test_says_of_a_contractor_what_is_missing() -> None:
    assert parts_of(
        wording_people.author_words((Contractor("", "Chair", "", ""), Contractor("Ada", "Author", "", "")))
    ) == (
        Subheading(f"Chair: {NOT_RECORDED}"),
        Paragraph(f"Appointed on {NOT_RECORDED}."),
        Paragraph(f"Independence: {NOT_RECORDED}"),
        Paragraph(f"Experience: {NOT_RECORDED}"),
        Subheading("Author: Ada"),
        Paragraph(f"Appointed on {NOT_RECORDED}."),
        Paragraph(f"Independence: {NOT_RECORDED}"),
        Paragraph(f"Experience: {NOT_RECORDED}"),
    )


def test_owes_copies_though_none_was_sent_and_none_where_all_were() -> None:
    assert parts_of(wording_people.copies_words((), ("Commissioner",))) == (
        Paragraph("No copy has been recorded as sent yet."),
        Subheading("Will receive a copy"),
        Bullets(("Commissioner",)),
    )
    (table,) = parts_of(wording_people.copies_words((CopyGiven("Family", "Guidance", "1 May 2026"),), ()))
    assert table == Table(("Receiver", "Basis", "Sent on"), (("Family", "Guidance", "1 May 2026"),))


# Recommendations and plan


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (replace(ROW, text="Train staff"), "Recommendation 1: Train staff. Owner: Police. By: June 2026."),
        (replace(ROW, text="Train\nstaff. "), "Recommendation 1: Train staff. Owner: Police. By: June 2026."),
        (replace(ROW, text="Why not?"), "Recommendation 1: Why not? Owner: Police. By: June 2026."),
        (
            replace(ROW, number="", target=""),
            f"Recommendation without a number: Train staff. Owner: Police. By: {NOT_RECORDED}.",
        ),
    ],
)
def test_keeps_the_recommendation_and_its_owner_apart(row: Recommended, said: str) -> None:
    assert lines(wording_plan.recommendation_words((row,))) == [said]


def test_heads_each_reach_once_in_its_order_and_only_those_there_are() -> None:
    rows = [
        replace(ROW, number=str(place), scope=scope) for place, scope in enumerate(("", "National", "Regional", ""), 1)
    ]
    heads = [part.text for part in parts_of(wording_plan.recommendation_words(rows)) if isinstance(part, Subheading)]
    assert heads == ["Regional recommendations", "National recommendations", "Recommendations without a scope"]
    assert [line[:16] for line in lines(wording_plan.recommendation_words(rows))] == [
        "Recommendation 3", "Recommendation 2", "Recommendation 1", "Recommendation 4",
    ]  # fmt: skip  # one row as one row


@pytest.mark.parametrize(
    ("action", "cells"),
    [
        (PlannedAction("Train", "", (), "", "", ""), ("Train", NOT_RECORDED, "none", NOT_RECORDED, "not completed")),
        (
            PlannedAction("Train", "Police", ("Half", "All"), "May", "June", ""),
            ("Train", "Police", "Half; All", "May", "June"),
        ),
        (
            PlannedAction("Train", "Police", (), "May", "June", "All did"),
            ("Train", "Police", "none", "May", "June; All did"),
        ),
        (PlannedAction("Train", "Police", (), "May", "", "Some did"), ("Train", "Police", "none", "May", "Some did")),
    ],
)
def test_prints_one_action_in_a_row(action: PlannedAction, cells: tuple[str, ...]) -> None:
    (table,) = parts_of(wording_plan.plan_words((replace(ROW, actions=(action,)),)))
    assert table == Table(PLAN_HEADS, (("1. Train staff.", "Local", *cells),))


def test_says_above_only_by_the_number_there_is() -> None:
    action = PlannedAction("Train", "", (), "", "", "")
    (table,) = parts_of(wording_plan.plan_words((replace(ROW, number="", scope="", actions=(action, action)),)))
    assert isinstance(table, Table)
    assert [row[:2] for row in table.rows] == [("Train staff.", NOT_RECORDED), ("(as above)", NOT_RECORDED)]


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ((), "no recommendations and no actions"),
        ((ROW,), "1 recommendation and no actions"),
        ((replace(ROW, actions=(PlannedAction("a", "", (), "", "", ""),)),) * 2, "2 recommendations and 2 actions"),
    ],
)
def test_says_how_much_the_plan_holds(rows: tuple[Recommended, ...], holds: str) -> None:
    assert lines(wording_plan.plan_facts_words(rows, "")) == [
        f"This is the action plan of {NOT_RECORDED}. It holds {holds}.",
        f"Who follows the plan, and how often: {NOT_RECORDED}",
        f"Where progress is reported: {NOT_RECORDED}",
    ]
