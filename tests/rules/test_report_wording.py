"""The record's facts become sentences of the report: gaps are said, nobody is named, numbers stay as printed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.plain_text import Bullets, Paragraph, Subheading, Table, parts_of
from dhr_cases.report_filling import wording, wording_people, wording_plan
from dhr_cases.report_filling.facts import (
    NOT_RECORDED,
    Basics,
    Contractor,
    Contributor,
    CopyGiven,
    Delay,
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
)
from dhr_cases.report_sections import PLAN_HEADS

BASICS = Basics(
    label="Domestic Homicide Review",
    pseudonym="Robin",
    died="May 2025",
    partnership="Testshire CSP",
    posts=(("Chair and author", "Alex Writer"),),
    decided_on="2 June 2025",
    reported_on="3 March 2026",
    asked=12,
    had_contact=5,
)
NOTHING = Basics(label="Domestic Homicide Review", pseudonym="", died="", partnership="")
NO_METHODS = Methods(0, 0, (), 0, (), 0, 0)
METHODS = Methods(12, 5, (("Nil return", 2), ("Summary report", 0)), 1, ("4 May 2026", "1 June 2026"), 3, 2)
ACTION = PlannedAction("Train all staff", "Testshire Police", ("Half trained (by May 2026)",), "June 2026", "", "")
LOCAL = Recommended("R2", "Train staff.", "Local", "Testshire Police", "June 2026", "Audit", (ACTION, ACTION))
NATIONAL = Recommended("10.1.1.1", "Change the | law.", "National", "", "", "")
UNSCOPED = Recommended("", "Think.", "", "", "", "")

EMPTY: list[tuple[Callable[[Any], str], Any]] = [
    (wording.title_words, NOTHING),
    (wording.process_words, NOTHING),
    (wording.timeline_words, Timeline((("The Home Office was told", ""),), "", "")),
    (wording.terms_words, None),
    (wording.method_words, NO_METHODS),
    (wording_people.family_words, ()),
    (wording_people.contributor_words, ()),
    (wording_people.panel_words, Panel((), ())),
    (wording_people.author_words, ()),
]


@pytest.mark.parametrize(("word", "facts"), EMPTY, ids=lambda value: getattr(value, "__name__", ""))
def test_says_what_is_not_recorded(word: Callable[[Any], str], facts: Any) -> None:
    assert NOT_RECORDED in word(facts)


def test_prints_a_title_page() -> None:
    assert [part.text for part in parts_of(wording.title_words(BASICS)) if isinstance(part, Paragraph)] == [
        "Domestic Homicide Review",
        "Report into the death of Robin in May 2025",
        "Chair and author: Alex Writer",
        "For Testshire CSP",
        "Date of the report: 3 March 2026",
    ]


def test_begins_the_summary_with_the_process() -> None:
    words = wording.process_words(BASICS)

    assert "Testshire CSP reviewed the death of Robin, who died in May 2025" in words
    assert "12 agencies were asked whether they had had contact; 5 had." in words


def test_claims_nothing_of_scoping_that_is_not_recorded() -> None:
    words = wording.process_words(NOTHING)

    assert f"Agencies asked at scoping: {NOT_RECORDED}" in words
    assert "No agencies were asked" not in words


@pytest.mark.parametrize(("had", "words"), [(0, "none had."), (1, "1 had.")])
def test_begins_the_summary_with_one_agency_in_the_singular(had: int, words: str) -> None:
    said = wording.process_words(replace(BASICS, asked=1, had_contact=had))

    assert f"1 agency was asked whether it had had contact; {words}" in said


def test_says_how_long_the_review_took() -> None:
    words = wording.timeline_words(Timeline((("Told", "3 June 2025"),), "2 June 2025", "3 March 2026", 9))

    assert "decided on 2 June 2025 and the report was signed off on 3 March 2026, 9 months later." in words
    assert "- Told: 3 June 2025" in words
    assert words.endswith("No delay is recorded.")


def test_says_that_a_review_is_not_signed_off_yet() -> None:
    assert "not been signed off yet" in wording.timeline_words(Timeline((), "2 June 2025", ""))


@pytest.mark.parametrize(
    ("delay", "words"),
    [
        (
            Delay("On hold", "4 May 2026", "", "criminal trial"),
            "On hold from 4 May 2026 and not ended yet. Reason: criminal trial.",
        ),
        (Delay("On hold", "4 May 2026", "5 June 2026", ""), f"until 5 June 2026. Reason: {NOT_RECORDED}."),
        (Delay("More time", "", "5 June 2026", "inquest"), "More time until 5 June 2026. Reason: inquest."),
        (Delay("Late", "", "", "imr late"), "Late. Reason: imr late."),
    ],
)
def test_gives_the_reason_of_every_delay(delay: Delay, words: str) -> None:
    assert words in wording.timeline_words(Timeline((), "2 June 2025", "", None, (delay,)))


def test_numbers_the_questions_of_the_terms() -> None:
    terms = Terms(2, "9 July 2025", "January 2020", "May 2025", ("What was known?", "Was risk assessed?"), "Why\nnot?")

    assert parts_of(wording.terms_words(terms)) == (
        Paragraph("The terms of reference were agreed on 9 July 2025 (version 2)."),
        Paragraph("The review looked at the time from January 2020 to May 2025."),
        Subheading("Key lines of enquiry"),
        Paragraph("1. What was known?"),
        Paragraph("2. Was risk assessed?"),
        Subheading("What the family asked"),
        Paragraph("Why not?"),
    )


def test_says_that_terms_are_not_agreed() -> None:
    words = wording.terms_words(Terms(1, "", "", "", ()))

    assert "have not been agreed yet" in words
    assert words.count(NOT_RECORDED) == 3


def test_tells_the_method_in_figures() -> None:
    words = wording.method_words(METHODS)

    assert "12 agencies were asked at scoping; 5 had had contact." in words
    assert "Nil return: 2, No return: 1" in words
    assert "Summary report" not in words
    assert "The panel met 2 times: 4 May 2026 and 1 June 2026." in words
    assert "3 interviews were held. 2 people declined." in words


def test_tells_of_one_in_the_singular() -> None:
    words = wording.method_words(Methods(1, 0, (), 0, ("4 May 2026",), 1, 1))

    assert "1 agency was asked at scoping; none had had contact." in words
    assert "The panel met once: 4 May 2026." in words
    assert "1 interview was held. 1 person declined." in words


def test_tells_of_the_family_by_pseudonym() -> None:
    sky = Relative("Sky", "sister", "May 2025", 4, "June 2025", 2, 0, "January 2026", "February 2026")
    words = wording_people.family_words((sky, Relative("Friend, neighbour or colleague", refused=1)))

    assert words.startswith("2 people are recorded")
    assert (
        "Sky (sister): first contact in May 2025; 4 contacts in all; advocate offered: June 2025; "
        "spoke with the review 2 times; was given the draft in January 2026 and answered in February 2026." in words
    )
    assert f"first contact {NOT_RECORDED}; advocate offered: {NOT_RECORDED}; chose not to be interviewed" in words


def test_counts_returns_by_kind() -> None:
    rows = (
        Contributor("Testshire Police", "Individual Management Review", True),
        Contributor("Housing", "Nil return"),
        Contributor("Health", "Nil return", False),
    )
    said, table = parts_of(wording_people.contributor_words(rows))

    assert said == Paragraph(
        "3 agencies were asked for information. By kind of return: Individual Management Review: 1, Nil return: 2."
    )
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == ["yes", NOT_RECORDED, "no"]


def test_lists_the_panel_by_role_and_agency() -> None:
    seats = (Seat("Refuge", "Manager", is_specialist=True), Seat("Police", "", until="4 May 2026"))
    table, head, excused, met = parts_of(wording_people.panel_words(Panel(seats, ("1 May 2026",), ("Fire: no part",))))

    assert isinstance(table, Table)
    assert table.rows == (
        ("Manager, domestic abuse specialist", "Refuge"),
        (f"{NOT_RECORDED}, until 4 May 2026", "Police"),
    )
    assert (head, excused) == (Subheading("Agencies not on the panel"), Bullets(("Fire: no part",)))
    assert met == Paragraph("The panel met once: 1 May 2026.")


def test_states_the_independence_of_each_contractor() -> None:
    words = wording_people.author_words((Contractor("Alex Writer", "Author", "4 May 2025", "No tie.", "1 June 2026"),))

    assert "## Author: Alex Writer" in words
    assert "Appointed on 4 May 2025 until 1 June 2026." in words
    assert "Independence: No tie." in words


def test_tells_who_has_a_copy_and_who_will() -> None:
    words = wording_people.copies_words((CopyGiven("Family", "Guidance", ""),), ("Secretary of State",))

    assert f"| Family | Guidance | {NOT_RECORDED} |" in words
    assert words.endswith("## Will receive a copy\n\n- Secretary of State")


def test_says_that_no_copy_was_sent() -> None:
    assert wording_people.copies_words((), ()) == "No copy has been recorded as sent yet."


def test_tells_where_each_proceeding_stands() -> None:
    rows = (Proceeding("Inquest", "May 2025", "", "opened", ""), Proceeding("Trial", "", "June 2026", "over", "guilty"))
    (table,) = parts_of(wording.parallel_words(rows))

    assert isinstance(table, Table)
    assert table.rows == (
        ("Inquest", "May 2025", "not ended", "opened"),
        ("Trial", NOT_RECORDED, "June 2026", "guilty"),
    )


def test_says_that_nothing_ran_beside_the_review() -> None:
    assert wording.parallel_words(()) == "No proceeding beside this review is recorded."


def test_prints_local_recommendations_before_national_ones_under_their_own_numbers() -> None:
    assert parts_of(wording_plan.recommendation_words((NATIONAL, LOCAL, UNSCOPED))) == (
        Subheading("Local recommendations"),
        Paragraph("Recommendation R2: Train staff. Owner: Testshire Police. By: June 2026."),
        Subheading("National recommendations"),
        Paragraph(f"Recommendation 10.1.1.1: Change the | law. Owner: {NOT_RECORDED}. By: {NOT_RECORDED}."),
        Subheading("Recommendations without a scope"),
        Paragraph(f"Recommendation without a number: Think. Owner: {NOT_RECORDED}. By: {NOT_RECORDED}."),
    )


def test_prints_the_plan_in_the_columns_of_the_template() -> None:
    (table,) = parts_of(wording_plan.plan_words((LOCAL, NATIONAL)))

    assert isinstance(table, Table)
    assert table.heads == PLAN_HEADS
    assert [row[0] for row in table.rows] == ["R2. Train staff.", "R2 (as above)", "10.1.1.1. Change the | law."]
    assert table.rows[0][2:] == (
        "Train all staff", "Testshire Police", "Half trained (by May 2026)", "June 2026", "not completed",
    )  # fmt: skip  # one row of the plan
    assert set(table.rows[2][2:]) == {NOT_RECORDED}


@pytest.mark.parametrize("word", [wording_plan.plan_words, wording_plan.recommendation_words])
def test_says_that_nothing_is_recommended_yet(word: Callable[[Any], str]) -> None:
    assert word(()) == wording_plan.NONE_YET


def test_says_whose_plan_it_is() -> None:
    words = wording_plan.plan_facts_words((LOCAL, NATIONAL), "Testshire CSP")

    assert words.startswith("This is the action plan of Testshire CSP. It holds 2 recommendations and 2 actions.")


@pytest.mark.parametrize(("number", "words"), [(0, "no actions"), (1, "1 action"), (2, "2 actions")])
def test_counts_in_words(number: int, words: str) -> None:
    assert counted(number, "action") == words
