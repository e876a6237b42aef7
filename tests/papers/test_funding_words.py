"""Papers of funding say what is known in plain words, and what is not known too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import funding.papers
from dhr_cases.papers.writing.blocks import Paper, texts_of
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure, total
from funding.papers.frame import INVENTED, Sender, foot
from funding.papers.invented import AGREEMENTS, ENTRIES, YEAR
from funding.papers.position_paper import example as position_example
from funding.papers.position_paper import wording as position_paper
from funding.papers.request_letter import example as letter_example
from funding.papers.request_letter import wording as request_letter
from funding.papers.statement import example as statement_example
from funding.papers.statement import wording as statement
from funding.papers.statement.facts import StatementFacts
from funding.terms import AgreementState, Measure

FOLDER = Path(funding.papers.__file__).parent
WRITTEN: dict[str, tuple[Callable[[Any], Paper], Any]] = {
    "statement": (statement.compose, statement_example.EXAMPLE),
    "request_letter": (request_letter.compose, letter_example.EXAMPLE),
    "position_paper": (position_paper.compose, position_example.EXAMPLE),
}
REAL = Sender("Southshire Partnership", email="reviews@southshire.invalid")


def read(paper: Paper) -> str:
    """Every text of a paper, one a line."""
    return "\n".join(texts_of(paper))


def statement_of(**changed: Any) -> str:
    """The example's statement with some facts changed."""
    return read(statement.compose(replace(statement_example.EXAMPLE, **changed)))


def letter_of(**changed: Any) -> str:
    """The example's letter with some facts of its request changed."""
    example = letter_example.EXAMPLE
    return read(request_letter.compose(replace(example, request=replace(example.request, **changed))))


@pytest.mark.parametrize("kind", WRITTEN)
def test_reads_as_its_folder_says_it_does(kind: str) -> None:
    """A change of wording is a change of the text kept beside it."""
    compose, example = WRITTEN[kind]
    assert read(compose(example)) + "\n" == (FOLDER / kind / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", WRITTEN)
def test_says_as_at_which_day_it_stands(kind: str) -> None:
    compose, example = WRITTEN[kind]
    assert "As at 31 January 2022." in compose(example).foot


@pytest.mark.parametrize("kind", WRITTEN)
def test_says_on_every_page_and_in_the_text_that_a_demonstration_is_invented(kind: str) -> None:
    compose, example = WRITTEN[kind]
    texts = list(texts_of(compose(example)))
    assert texts[-1].endswith(INVENTED)
    assert any(INVENTED in text for text in texts[:-1])


@pytest.mark.parametrize("kind", WRITTEN)
def test_says_nothing_of_invention_for_a_real_partnership(kind: str) -> None:
    compose, example = WRITTEN[kind]
    text = read(compose(replace(example, sender=REAL)))
    assert "invented" not in text
    assert "Southshire Partnership" in text


def test_leaves_out_a_contact_nobody_entered() -> None:
    assert REAL.contacts == ("reviews@southshire.invalid",)
    assert foot(REAL, date(2022, 3, 1)) == "Southshire Partnership. As at 1 March 2022."


# Figures


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((), "£0"),
        ((Figure(1000), Figure(50)), "£10.50"),
        ((Figure(1000), UNSTATED), "£10 (1 row not stated left out)"),
        ((Figure(1000), UNSTATED, UNSTATED), "£10 (2 rows not stated left out)"),
        ((UNSTATED, UNSTATED), "not stated"),
        ((Figure(1000, Qualifier.ABOUT), Figure(1000)), "about £20"),
        ((Figure(1000, Qualifier.OVER), UNSTATED), "over £10 (1 row not stated left out)"),
        ((Figure(1000, Qualifier.OVER), Figure(5, Qualifier.UNDER)), "about £10.05"),
        ((Figure(0), Figure(-50)), "−£0.50"),
    ],
)
def test_adds_what_is_stated_and_says_what_it_leaves_out(figures: tuple[Figure, ...], words: str) -> None:
    assert str(total(figures)) == words


# The statement


def test_says_that_an_empty_year_is_not_nil() -> None:
    text = read(statement.compose(StatementFacts(REAL, "A body", "A body", YEAR, date(2021, 4, 1))))
    assert "No contribution is recorded for this year. That does not mean that it is nil." in text
    assert "Nothing has been entered for this year." in text
    assert "No request is recorded for this year." in text
    assert "£0" not in text


def test_calls_a_body_by_its_name_at_the_time_and_says_todays() -> None:
    text = statement_of(name_at_time="Northshire Constabulary")
    assert "Statement for Northshire Constabulary, 2021/22" in text
    assert "Northshire Constabulary (today Northshire Police)" in text


def test_keeps_about_and_not_stated_in_a_share_and_in_what_is_still_to_pay() -> None:
    about = replace(AGREEMENTS[1], share=Figure(1_000_000, Qualifier.ABOUT))
    text = statement_of(agreements=(about, replace(AGREEMENTS[3], organisation="Another")))
    assert "about £10,000 | £10,000 | £10,000 | £10,000 | £2,500.50 | about £7,499.50" in text
    assert "not stated | £0 | £0 | £0 | £0 | not stated" in text
    assert "Together |  | about £10,000 (1 row not stated left out)" in text


def test_does_not_call_support_in_kind_an_amount_not_stated() -> None:
    kind = replace(AGREEMENTS[3], in_kind="A room for every panel.", in_kind_value=Figure(90_000, Qualifier.ABOUT))
    text = statement_of(agreements=(kind,))
    assert "in kind | £0 | £0 | £0 | £0 | in kind" in text
    assert "A room for every panel. Value: about £900." in text
    assert "Support in kind is never added to money." in text


def test_names_the_body_from_which_a_contribution_was_taken_over() -> None:
    taken = replace(
        AGREEMENTS[1],
        name_at_time="Northshire Probation Service",
        takes_over_from="Northshire Rehabilitation Company",
        state=AgreementState.ASKED,
        counted={},
    )
    assert "Taken over from Northshire Rehabilitation Company | Asked" in statement_of(agreements=(taken,))


def test_says_until_when_an_ended_body_exists() -> None:
    assert "exists until 25 June 2021; its duty passes on from then." in statement_of(agreements=(AGREEMENTS[2],))


def test_lists_entries_until_there_are_too_many_and_then_sums_them_by_month() -> None:
    listed = statement_of(entries=ENTRIES[:1] * statement.LISTED)
    summed = statement_of(entries=ENTRIES[:1] * (statement.LISTED + 1) + ENTRIES[2:])
    assert listed.count("11 | 4 May 2021 | Confirmation") == statement.LISTED
    assert f"May 2021 | Confirmation | {statement.LISTED + 1} | £1,510,000" in summed
    assert "July 2021 | Receipt | 1 | £3,000.50" in summed
    assert "August 2021 | Refund | 1 | −£500" in summed
    assert f"The year has {statement.LISTED + 3} entries." in summed
    assert "4 May 2021" not in summed


def test_marks_an_entry_that_takes_an_earlier_one_back() -> None:
    assert "Confirmation, taken back" in statement_of(entries=(replace(ENTRIES[0], reverses=3),))


def test_shows_totals_of_the_whole_only_where_partners_may_see_them() -> None:
    assert "Required: £43,000" in statement_of()
    assert "The partnership as a whole" not in statement_of(whole=())


def test_says_nothing_of_questions_where_nobody_can_be_written_to() -> None:
    assert "Questions" not in statement_of(sender=Sender("Southshire Partnership"))


# The letter


def test_asks_without_naming_an_amount_where_none_is_stated() -> None:
    text = letter_of(amount=UNSTATED)
    assert "asks Northshire Probation Service to say what it will pay" in text
    assert "No amount is stated in this request." in text


def test_keeps_about_in_the_amount_asked() -> None:
    assert "to pay about £2,790 towards" in letter_of(amount=Figure(279_000, Qualifier.ABOUT))


def test_names_no_day_to_answer_by_where_none_is_set() -> None:
    assert "Please answer. You can:" in letter_of(due_on=None)


def test_says_when_and_by_whom_the_request_was_made_and_no_more_than_is_recorded() -> None:
    bare = letter_of(asking_body="", meeting="", met_on=None, minute="", why="")
    undated = letter_of(asking_body="The scrutiny committee", met_on=None)
    assert "The request was made on 5 July 2021 by Northshire Community Safety Partnership.\n" in bare
    assert "on 5 July 2021 by The scrutiny committee (Partnership meeting, minute 58)." in undated


def test_explains_a_succession_only_where_there_was_one() -> None:
    example = letter_example.EXAMPLE
    without = read(request_letter.compose(replace(example, predecessor="", working=(), address="")))
    undated = read(request_letter.compose(replace(example, predecessor_ended_on=None)))
    assert "Its money has not" not in without
    assert "How the amount was worked out" not in without
    assert "Answer on the page" not in without
    assert "Northshire Rehabilitation Company contributed to these reviews. Its duty" in undated


def test_speaks_of_the_kind_of_review_that_the_partnership_holds() -> None:
    example = replace(letter_example.EXAMPLE, review_name="Domestic Abuse Related Death Review")
    assert request_letter.compose(example).title == "Contribution to Domestic Abuse Related Death Reviews in 2021/22"


def test_sums_a_measure_nobody_has_entered_as_nought() -> None:
    """A sum of entries is a fact of the ledger: with no entry it is nil, and says so."""
    assert AGREEMENTS[3].in_measure(Measure.RECEIVED) == "£0"
