"""What does the committee's page ask the meeting to decide? A sentence for each cause that takes money."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.invented import AS_AT, REQUEST, YEAR, counted
from funding.papers.position_paper.asks import decisions, in_reviews, request_sentence
from funding.papers.position_paper.example import EXAMPLE
from funding.papers.position_paper.facts import PositionFacts
from funding.position import CostFact, ShareFact, YearFacts, position
from funding.terms import AgreementState, Answer, CostClass, Measure

A = AgreementState
SHARE = 100_000
ENDED_ON = datetime.date(2021, 6, 25)

CONFIRM = "To ask partners that have not confirmed to do so."
AGAIN = "To ask again those who declined, or to agree who carries their part."
NO_RULE = "To agree how the part of the cost that no rule covers is paid for."
AMOUNTS = "To ask for the amounts not stated."


def share(key: str, state: AgreementState, pence: int | None = SHARE, confirmed: int = 0) -> ShareFact:
    return ShareFact(key, key.title(), key.title(), state, pence, counted=counted(confirmed, confirmed))


def ended(key: str, heir_of: str | None = None) -> ShareFact:
    if heir_of is not None:
        return ShareFact(key, key.title(), key.title(), A.ASKED, SHARE, counted=counted(), takes_over=heir_of)
    return ShareFact(key, key.title(), key.title(), A.ENDED, SHARE, counted=counted(), ended_on=ENDED_ON)


def page(shares: Sequence[ShareFact], required: int) -> PositionFacts:
    """The committee's page on a year that costs so much."""
    costs = (CostFact(CostClass.CHAIR, forecast=required),)
    return replace(EXAMPLE, position=position(YearFacts(YEAR, AS_AT, 0, costs, tuple(shares))))


@pytest.mark.parametrize(
    ("shares", "required", "wanted"),
    [
        ([share("police", A.CONFIRMED, confirmed=SHARE)], SHARE, []),
        ([share("police", A.CONFIRMED, confirmed=SHARE - 1)], SHARE, [CONFIRM]),
        ([share("police", A.CONFIRMED, confirmed=SHARE + 1)], SHARE, []),
        ([share("police", A.CONFIRMED, confirmed=SHARE + 1)], SHARE + 1, [NO_RULE]),
        ([share("police", A.ASKED, 1)], 1, [CONFIRM]),
        ([share("police", A.DECLINED)], SHARE, [AGAIN]),
        ([share("police", A.CONFIRMED, confirmed=SHARE)], SHARE + 1, [NO_RULE]),
        ([share("police", A.CONFIRMED, confirmed=SHARE), share("trust", A.ASKED, None)], SHARE, [AMOUNTS]),
        (
            [share("police", A.ASKED), share("fire", A.DECLINED), share("trust", A.ASKED, None)], 3 * SHARE,
            [CONFIRM, AGAIN, NO_RULE, AMOUNTS],
        ),
    ],
)  # fmt: skip
def test_asks_for_what_each_cause_needs_down_to_the_penny(
    shares: Sequence[ShareFact], required: int, wanted: list[str]
) -> None:
    assert list(decisions(page(shares, required))) == wanted


@pytest.mark.parametrize(
    ("bodies", "named"),
    [
        (["company"], "Company"),
        (["company", "board"], "Company and Board"),
        (["company", "board", "trust"], "Company, Board and 1 other body"),
        (["company", "board", "trust", "fund"], "Company, Board and 2 other bodies"),
    ],
)
def test_names_two_bodies_that_nobody_follows_and_counts_the_others(bodies: list[str], named: str) -> None:
    asked = decisions(page([ended(body) for body in bodies], len(bodies) * SHARE))
    assert asked == (f"To ask whoever follows {named} to take over the contribution.",)


def test_asks_nobody_to_follow_a_body_whose_contribution_was_taken_over() -> None:
    asked = decisions(page([ended("company"), ended("service", heir_of="company")], SHARE))
    assert not any("whoever follows" in sentence for sentence in asked)


@pytest.mark.parametrize(
    ("missing", "average", "words"),
    [
        (2_000_000, 2_000_000, "about 1.0 reviews"), (2_099_999, 2_000_000, "about 1.0 reviews"),
        (2_100_000, 2_000_000, "about 1.1 reviews"), (100_000, 2_000_000, "about 0.1 reviews"),
        (1, 1, "about 1.0 reviews"), (0, 2_000_000, ""), (SHARE, 0, ""), (SHARE, None, ""),
    ],
)  # fmt: skip
def test_puts_what_is_missing_as_reviews_to_one_place_a_half_up(missing: int, average: int | None, words: str) -> None:
    facts = replace(page([], missing), average_cost=Figure(average), average_cost_source="")
    told = [paragraph.text for paragraph in in_reviews(facts, Measure.CONFIRMED)]
    assert [words in text for text in told] == ([True] if words else [])


def test_puts_a_surplus_as_no_reviews() -> None:
    facts = page([share("police", A.CONFIRMED, confirmed=SHARE)], 1)
    assert list(in_reviews(facts, Measure.CONFIRMED)) == []


@pytest.mark.parametrize(
    ("source", "ends"),
    [("", "local average of about £20,000."), ("reviews since 2019", "about £20,000 (reviews since 2019).")],
)
def test_names_the_source_of_the_average_where_there_is_one(source: str, ends: str) -> None:
    facts = replace(page([], SHARE), average_cost=Figure(2_000_000, Qualifier.ABOUT), average_cost_source=source)
    (told,) = in_reviews(facts, Measure.CONFIRMED)
    assert told.text.endswith(ends)


@pytest.mark.parametrize(
    ("answer", "answered", "ends"),
    [
        (None, UNSTATED, "; no answer yet, answer due 2 August 2021."),
        (Answer.CONFIRM, Figure(279_000), "; answer: We will pay the whole sum (£2,790)."),
        (Answer.PLEDGE, Figure(0), "; answer: We pledge a part, or a sum still to be confirmed (£0)."),
        (Answer.DECLINE, UNSTATED, "; answer: We will not pay."),
    ],
)
def test_says_what_was_answered_and_how_much(answer: Answer | None, answered: Figure, ends: str) -> None:
    row = replace(REQUEST, answer=answer, answered=answered)
    assert request_sentence(row).endswith(ends)
