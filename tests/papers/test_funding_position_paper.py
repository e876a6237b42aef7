"""The committee's page fits one page, asks for what the year needs, and hides no uncertainty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dhr_cases.papers.writing.blocks import texts_of
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.invented import AS_AT, COSTS, SHARES, YEAR, counted
from funding.papers.position_paper.example import EXAMPLE
from funding.papers.position_paper.facts import GapRow, PositionFacts
from funding.papers.position_paper.one_page import LISTED, LONGEST, others, shortened
from funding.papers.position_paper.wording import compose, summary
from funding.position import CostFact, InKindFact, ShareFact, YearFacts, position
from funding.terms import AgreementState, CostClass

LONG_NAME = "The Joint Committee of Parish Councils and Voluntary Bodies for the Northern Valleys and the Isle of Mere"


def year_of_costs_and_shares(
    costs: Sequence[CostFact], shares: Sequence[ShareFact], brought_forward: int | None = 0
) -> PositionFacts:
    """The example's page on another year."""
    facts = YearFacts(YEAR, AS_AT, brought_forward, tuple(costs), tuple(shares))
    return replace(EXAMPLE, position=position(facts), gaps=(), requests=())


def text_of(facts: PositionFacts) -> str:
    """Every text of the page, one a line."""
    return "\n".join(texts_of(compose(facts)))


def crowded() -> PositionFacts:
    """Forty partners with long names, twenty requests, long reasons: the fullest page."""
    shares = [
        ShareFact(f"body-{place}", LONG_NAME, LONG_NAME, AgreementState.ASKED, 100_050 + place, Qualifier.ABOUT)
        for place in range(40)
    ]
    costs = (*COSTS, CostFact(CostClass.LEGAL, forecast=90_000_000, actual=50))
    on = YearFacts(YEAR, AS_AT, None, costs, (*shares, *SHARES), "Northshire Council")
    facts = replace(EXAMPLE, position=position(on))
    request = replace(EXAMPLE.requests[0], organisation=LONG_NAME)
    gap = GapRow(Figure(2_000_000, Qualifier.ABOUT), "A gap is named again and again. " * 30, date(2021, 1, 1))
    return replace(facts, requests=(request,) * 20, gaps=(gap, gap), average_cost_source="reviews since 2019 " * 5)


def test_puts_the_year_in_one_sentence() -> None:
    assert summary(EXAMPLE) == "£43,000 is required and £30,860 confirmed: a shortfall of £11,140."


def test_calls_a_surplus_a_surplus() -> None:
    share = ShareFact("a", "A", "A", AgreementState.CONFIRMED, 900, counted=counted(900, 900))
    facts = year_of_costs_and_shares([CostFact(CostClass.CHAIR, forecast=500)], [share])
    text = text_of(facts)
    assert "£5 is required and £9 confirmed: a surplus of £4." in text
    assert "The shortfall is about" not in text
    assert "Together: surplus" in text


def test_says_of_an_empty_year_that_nothing_is_known() -> None:
    text = text_of(replace(year_of_costs_and_shares([], []), model="", sender=replace(EXAMPLE.sender, email="")))
    assert "No funding model is recorded for the year." in text
    assert "No contribution is recorded for the year." in text
    assert "What is missing is not known: no amount of any cost is recorded." in text
    assert "No request is open." in text
    assert "For information" in text


def test_says_what_its_totals_leave_out() -> None:
    assert (
        "Left out of these totals, because not stated is not nil: 1 contributor with no stated amount; "
        "1 cost with no stated amount." in text_of(EXAMPLE)
    )


def test_says_that_an_opening_balance_is_not_stated() -> None:
    facts = year_of_costs_and_shares(COSTS, SHARES, None)
    assert "brought forward not stated" in text_of(facts)
    assert "the sum brought forward is not stated" in text_of(facts)


def test_leaves_the_number_of_reviews_out_where_no_average_is_set() -> None:
    assert "The shortfall is about 0.6 reviews at the local average of about £20,000" in text_of(EXAMPLE)
    assert "reviews at the local average" not in text_of(replace(EXAMPLE, average_cost=UNSTATED))
    assert "local average of £20,000." in text_of(
        replace(EXAMPLE, average_cost=Figure(2_000_000), average_cost_source="")
    )


def test_counts_a_gap_as_reviews_with_one_place() -> None:
    facts = replace(year_of_costs_and_shares([CostFact(CostClass.CHAIR, forecast=2_000_000)], []))
    assert "The shortfall is about 1.0 reviews" in text_of(facts)


def test_shows_a_gap_from_a_minute_apart_from_the_sum() -> None:
    text = text_of(EXAMPLE)
    assert "Recorded from a minute, without working (Partnership meeting, 18 November 2021): £20,000." in text
    bare = replace(EXAMPLE, gaps=(GapRow(UNSTATED, "A gap is still present."),))
    assert "Recorded from a minute, without working: not stated. A gap is still present." in text_of(bare)


def test_shows_the_underwriters_exposure_only_where_there_is_one() -> None:
    assert "Northshire Council underwrites the year; its exposure is £11,140." in text_of(EXAMPLE)
    assert "underwrites" not in text_of(year_of_costs_and_shares(COSTS, SHARES))


def test_does_not_wait_for_money_from_a_body_that_gives_in_kind() -> None:
    share = ShareFact("a", "A", "A", AgreementState.CONFIRMED, in_kind=InKindFact("A room", 500))
    text = text_of(year_of_costs_and_shares([], [share]))
    assert "1 of 1 contribution is confirmed in full or in kind." in text


def test_names_who_has_ended_unfollowed_and_whom_to_ask() -> None:
    text = text_of(EXAMPLE)
    assert "To ask whoever follows Northshire Rehabilitation Company to take over the contribution." in text
    assert "To ask again those who declined, or to agree who carries their part." in text
    assert "To ask for the amounts not stated." in text


def test_numbers_sections_and_paragraphs() -> None:
    text = text_of(EXAMPLE)
    for heading in ("1.0 Background", "2.0 Position", "3.0 Why", "4.0 Partners", "6.0 Recommendations"):
        assert heading in text
    assert "\n6.1 The meeting is asked to note the position of 2021/22.\n6.2 " in text


def test_says_what_became_of_each_request() -> None:
    text = text_of(EXAMPLE)
    assert "was asked on 5 July 2021 for £2,790; no answer yet, answer due 2 August 2021." in text
    assert "was asked on 6 April 2021 for about £5,000; answer: We will not pay." in text
    undated = replace(EXAMPLE.requests[0], amount=UNSTATED, due_on=None)
    assert "for an amount not stated; no answer yet." in text_of(replace(EXAMPLE, requests=(undated,)))


def test_lists_the_largest_and_counts_the_rest() -> None:
    text = text_of(crowded())
    assert f"{20 - LISTED} more requests are recorded." in text
    assert "43 of" not in text
    assert f"{43 - LISTED} more contributions are not confirmed in full." in text


def test_names_the_meeting_or_the_partnership() -> None:
    assert "To: Northshire Community Safety Partnership, 24 March 2022" in text_of(EXAMPLE)
    assert "To: Northshire Community Safety Partnership" in text_of(replace(EXAMPLE, to="", meets_on=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("short", "short"), ("two\n lines", "two lines"), ("word " * 60, "word " * 35 + "word …")],
)
def test_cuts_a_long_text_at_a_word(text: str, shown: str) -> None:
    assert shortened(text) == shown
    assert len(shortened(text)) <= LONGEST + 2


@pytest.mark.parametrize(("count", "words"), [(1, "1 more row is"), (3, "3 more rows are")])
def test_counts_what_is_not_listed(count: int, words: str) -> None:
    assert others(count, "row is", "rows are") == words


def test_is_small_enough_to_be_one_page() -> None:
    paper: Any = compose(EXAMPLE)
    assert paper.is_one_page
