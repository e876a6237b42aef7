"""Does each what-if give the year that would be worked out if it were so, and leave the true one alone?"""

from decimal import Decimal

import pytest

from funding.money import Qualifier
from funding.position import YearFacts, position
from funding.scenarios import Change, compare, cost_multiplied, more_reviews, partner_does_not_pay
from funding.terms import AgreementState, Cause, CostClass, Measure
from tests.rules.year_facts import agreement, chair, year

AVERAGE = 2_000_000
PAID_A_PART = (600_000, 600_000, 400_000, 150_000)


def _facts() -> YearFacts:
    return year(
        agreement("Police", 600_000, PAID_A_PART, state=AgreementState.CONFIRMED),
        agreement("Council", 900_000, (900_000,) * 4, state=AgreementState.CONFIRMED),
        costs=[
            chair(1_000_001, "DHR 1", actual=200_000),
            chair(300_000, "DHR 1", actual=250_000, is_settled=True),
            chair(200_000, None),
        ],
    )


def test_compares_a_partner_that_does_not_pay_with_a_year_without_its_promises() -> None:
    found = compare(_facts(), [partner_does_not_pay("Police", "Police")])
    gone = agreement("Police", 600_000, (150_000,) * 4, state=AgreementState.WITHDRAWN)
    assert found.changed == position(year(gone, _facts().shares[1], costs=_facts().costs))
    assert found.true == position(_facts())
    assert found.changed.causes[Measure.CONFIRMED][Cause.DECLINED] == 450_000
    assert (found.difference(Measure.CONFIRMED), found.difference(Measure.RECEIVED)) == (450_000, 0)


def test_shows_the_loss_of_a_partner_whose_share_is_not_stated() -> None:
    facts = year(agreement("Police", None, PAID_A_PART), costs=[chair(600_000)])
    found = compare(facts, [partner_does_not_pay("Police", "Police")]).changed
    assert found.causes[Measure.CONFIRMED][Cause.DECLINED] == 450_000
    assert found.partners[0].qualifier is Qualifier.OVER


def test_doubles_what_is_planned_of_a_review_and_nothing_else() -> None:
    found = compare(_facts(), [cost_multiplied("DHR 1", Decimal(2))])
    doubled = [
        chair(2_000_002, "DHR 1", actual=200_000),
        chair(300_000, "DHR 1", actual=250_000, is_settled=True),
        chair(200_000, None),
    ]
    assert found.changed == position(year(*_facts().shares, costs=doubled))
    assert found.required_difference == 1_000_001
    assert found.changed.causes[Measure.AGREED][Cause.MODEL_GAP] == 950_002


def test_changes_nothing_where_no_review_is_added() -> None:
    assert more_reviews(0, AVERAGE).apply(_facts()) == _facts()


def test_rounds_a_multiplied_cost_half_up_and_keeps_not_stated_as_it_is() -> None:
    facts = year(costs=[chair(101), chair(None)])
    costs = cost_multiplied("DHR 1", Decimal("1.5")).apply(facts).costs
    assert [cost.forecast for cost in costs] == [152, None]


def test_adds_reviews_at_about_the_local_average() -> None:
    found = compare(_facts(), [more_reviews(2, AVERAGE)])
    added = [
        chair(AVERAGE, f"Further review {n}", cost_class=CostClass.OTHER, qualifier=Qualifier.ABOUT) for n in (1, 2)
    ]
    assert found.changed == position(year(*_facts().shares, costs=[*_facts().costs, *added]))
    assert found.required_difference == 2 * AVERAGE
    assert found.changed.required_qualifier is Qualifier.ABOUT


def test_names_further_reviews_as_not_stated_where_there_is_no_average() -> None:
    found = compare(_facts(), [more_reviews(2, None)])
    assert found.required_difference == 0
    assert found.changed.costs.not_stated == 2


def test_makes_several_changes_one_after_the_other() -> None:
    changes = [cost_multiplied("DHR 1", Decimal(2)), partner_does_not_pay("Police", "Police"), more_reviews(1, AVERAGE)]
    found = compare(_facts(), changes)
    facts = _facts()
    for change in changes:
        facts = change.apply(facts)
    assert found.changed == position(facts)
    assert found.difference(Measure.CONFIRMED) == 1_000_001 + 450_000 + AVERAGE
    assert found.changes == (
        "DHR 1 costs 2 times what is planned",
        "Police does not pay",
        "1 more review starts, each at about £20,000",
    )


def test_changes_nothing_without_a_change() -> None:
    found = compare(_facts(), [])
    assert found.true == found.changed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (partner_does_not_pay("Fire", "Fire and Rescue"), "Fire and Rescue has no agreement for 2021/22."),
        (cost_multiplied("DHR 9", Decimal(2)), "DHR 9 has no cost in 2021/22."),
    ],
)
def test_refuses_a_change_to_what_the_year_does_not_hold(change: Change, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        compare(_facts(), [change])


def test_refuses_less_than_nought() -> None:
    with pytest.raises(ValueError, match="less than nought"):
        cost_multiplied("DHR 1", Decimal("-0.5"))
    with pytest.raises(ValueError, match="below nought"):
        more_reviews(-1, AVERAGE)
