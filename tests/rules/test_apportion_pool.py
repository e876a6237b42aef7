"""Does a rule see and take only the class of cost it covers, and one that covers all take class by class?"""

from decimal import Decimal

import pytest

from funding.rules import Equal, Fixed, InKind, NoContribution, Per, Percent, Remainder, Rule, apportion, apportion_pool
from funding.terms import COST_CLASSES, CostClass

POOL = {CostClass.LEGAL: 300, CostClass.CHAIR: 1_000, CostClass.ADVOCACY: 200}
AB = ("A", "B")
HALF = Decimal(50)


def test_takes_a_per_cent_of_the_class_and_not_of_the_pool() -> None:
    found = apportion_pool(POOL, AB, [Percent("A", HALF, of=CostClass.LEGAL)])
    assert found.shares == (("A", 150), ("B", 0))
    assert found.unfunded_by_class == (
        (CostClass.CHAIR, 1_000),
        (CostClass.ADVOCACY, 200),
        (CostClass.LEGAL, 150),
    )
    assert found.working == (
        "A: 50% of the cost of £3 (Legal advice) is £1.50.",
        "£13.50 has no payer: no rule takes it.",
    )


def test_takes_the_pool_class_by_class_in_the_order_of_the_table() -> None:
    found = apportion_pool(POOL, AB, [Fixed("A", 1_100)])
    assert found.unfunded_by_class == ((CostClass.ADVOCACY, 100), (CostClass.LEGAL, 300))
    assert [*COST_CLASSES].index(CostClass.ADVOCACY) < [*COST_CLASSES].index(CostClass.LEGAL)


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (Fixed("A", 500, of=CostClass.LEGAL), 0),
        (Percent("A", HALF, floor_pence=400, of=CostClass.LEGAL), 0),
        (Equal(AB, of=CostClass.LEGAL), 0),
        (Remainder("A", of=CostClass.LEGAL), 0),
        (Fixed("A", 40, Per.CASE, CostClass.LEGAL), 220),
        (InKind("A", "a room", of=CostClass.LEGAL), 300),
        (NoContribution("A", of=CostClass.LEGAL), 300),
    ],
)
def test_never_takes_more_than_the_class_holds(rule: Rule, left: int) -> None:
    found = apportion_pool(POOL, AB, [rule], cases=2)
    assert dict(found.unfunded_by_class).get(CostClass.LEGAL, 0) == left
    assert found.unfunded_pence == 1_200 + left


def test_lets_a_later_rule_for_all_take_what_a_class_leaves() -> None:
    rules: list[Rule] = [Percent("A", Decimal(100), cap_pence=600, of=CostClass.CHAIR), Remainder("B")]
    found = apportion_pool(POOL, AB, rules)
    assert found.shares == (("A", 600), ("B", 900))
    assert (found.unfunded_pence, found.unfunded_by_class) == (0, ())
    assert found.steps[1].sentence == "B pays all that is left of the cost of £15: £9."


def test_takes_nothing_for_a_class_that_costs_nothing() -> None:
    found = apportion_pool(POOL, AB, [Fixed("A", 500, of=CostClass.AUTHOR)])
    assert (found.shares, found.unfunded_pence) == ((("A", 0), ("B", 0)), 1_500)
    assert found.steps[0].sentence == "A pays a fixed £5; nothing is left: £0."


def test_shares_a_pool_like_a_plain_cost_where_no_rule_names_a_class() -> None:
    rules: list[Rule] = [Fixed("B", 333), Equal(AB, HALF), Percent("A", Decimal("33.3"))]
    by_class, plain = apportion_pool(POOL, AB, rules), apportion(1_500, AB, rules)
    assert (by_class.shares, by_class.steps) == (plain.shares, plain.steps)


def test_has_nothing_to_share_in_an_empty_pool() -> None:
    assert apportion_pool({}, AB, [Remainder("A")]).shares == (("A", 0), ("B", 0))


def test_refuses_a_class_that_costs_less_than_nought() -> None:
    with pytest.raises(ValueError, match="A cost and a number of reviews are never below nought."):
        apportion_pool({CostClass.CHAIR: 5, CostClass.LEGAL: -1}, AB, [])
