"""What is said of a rule that cannot be, and what does each rule leave, step by step, at the corners of its sums?"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from funding.rules import (
    Equal,
    Fixed,
    InKind,
    Per,
    Percent,
    Remainder,
    Rule,
    RuleType,
    UnfitRule,
    Weighted,
    apportion,
    apportion_pool,
)
from funding.rules.pots import plain_percent
from funding.terms import CostClass

ABC = ("A", "B", "C")
HALF = Decimal(50)
NO_PER_CENT = "is not a per cent from 0 to 100."

UNFIT: list[tuple[Callable[[], Rule], str, str]] = [
    (lambda: Fixed("A", -1), "amount_pence", "-1 is below nought."),
    (lambda: Percent("A", Decimal("100.01")), "percent", f"100.01 {NO_PER_CENT}"),
    (lambda: Percent("A", Decimal("-0.01")), "percent", f"-0.01 {NO_PER_CENT}"),
    (lambda: Percent("A", Decimal("Infinity")), "percent", f"Infinity {NO_PER_CENT}"),
    (lambda: Percent("A", HALF, cap_pence=-1), "cap_pence", "-1 is below nought."),
    (lambda: Percent("A", HALF, floor_pence=-1), "floor_pence", "-1 is below nought."),
    (
        lambda: Percent("A", HALF, cap_pence=6, floor_pence=7),
        "cap_pence",
        "6 is below the floor of 7. A cap is at least the floor.",
    ),
    (lambda: Equal(()), "parties", "name at least one party."),
    (lambda: Equal(("A", "B", "A")), "parties", "a party is named twice. Keep one."),
    (lambda: Equal(("A",), Decimal(101)), "percent", f"101 {NO_PER_CENT}"),
    (lambda: Weighted(()), "weights", "at least one party needs a weight above nought."),
    (lambda: Weighted((("A", 0),)), "weights", "at least one party needs a weight above nought."),
    (lambda: Weighted((("A", 1), ("B", -2))), "weights.B", "-2 is below nought."),
    (lambda: Weighted((("A", 1), ("A", 2))), "weights", "a party is named twice. Keep one."),
    (lambda: InKind("A", " "), "description", "say what is given."),
    (lambda: InKind("A", "A room", -1), "value_pence", "-1 is below nought."),
]


@pytest.mark.parametrize(("make", "key", "sentence"), UNFIT)
def test_names_the_part_of_a_rule_that_cannot_be(make: Callable[[], Rule], key: str, sentence: str) -> None:
    with pytest.raises(UnfitRule) as refused:
        make()
    assert (refused.value.key, str(refused.value)) == (key, sentence)


QUESTIONS: list[tuple[Callable[[], object], str]] = [
    (lambda: apportion(-1, ABC, []), "A cost and a number of reviews are never below nought."),
    (lambda: apportion(1, ABC, [], cases=-1), "A cost and a number of reviews are never below nought."),
    (lambda: apportion(1, ("A", "A"), []), "A party is named twice. Keep one."),
    (lambda: apportion(1, ABC, [Remainder("D")]), "“D” is not one of the parties."),
    (
        lambda: apportion(1, ABC, [Remainder("A"), Remainder("A", CostClass.LEGAL)]),
        "A rule for “Legal advice” needs a cost that is split by class.",
    ),
    (
        lambda: apportion_pool({CostClass.LEGAL: 1, CostClass.OTHER: -1}, ABC, []),
        "A cost and a number of reviews are never below nought.",
    ),
]


@pytest.mark.parametrize(("ask", "sentence"), QUESTIONS)
def test_refuses_a_question_without_an_answer_in_a_whole_sentence(ask: Callable[[], object], sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the sentence is compared below
        ask()
    assert str(refused.value) == sentence


def test_takes_a_cap_that_is_the_floor_and_sums_of_nought() -> None:
    assert Percent("A", HALF, cap_pence=7, floor_pence=7).cap_pence == 7
    nought = Percent("A", Decimal(100), cap_pence=0, floor_pence=0)
    assert apportion(10, ABC, [nought, Fixed("B", 0)]).unfunded_pence == 10


def test_numbers_its_steps_and_says_what_each_has_left() -> None:
    rules: list[Rule] = [Fixed("A", 30), Percent("B", HALF), InKind("C", "A room"), Equal(("A", "C"))]
    found = apportion(101, ABC, rules)
    assert [(step.number, step.kind, step.left_pence) for step in found.steps] == [
        (1, RuleType.FIXED, 71),
        (2, RuleType.PERCENT, 20),
        (3, RuleType.IN_KIND, 20),
        (4, RuleType.EQUAL, 0),
    ]
    assert found.shares == (("A", 40), ("B", 51), ("C", 10))
    assert (found.unfunded_pence, len(found.working)) == (0, 4)
    assert found.working_of("C") == (found.steps[2].sentence, found.steps[3].sentence)


@pytest.mark.parametrize(
    ("cost", "shares", "ends"),
    [
        (0, (0, 0, 0), "it is £0 each."),
        (1, (1, 0, 0), "it is £0 each, and a penny more for the police."),
        (2, (1, 1, 0), "it is £0 each, and a penny more for the first 2 in the list."),
        (3, (1, 1, 1), "it is £0.01 each."),
    ],
)
def test_gives_odd_pennies_to_the_first_and_says_so(cost: int, shares: tuple[int, ...], ends: str) -> None:
    found = apportion(cost, ABC, [Equal(ABC)], names={"A": "the police"})
    assert tuple(pence for _, pence in found.shares) == shares
    assert found.working[0].endswith(ends)


@pytest.mark.parametrize("given", ["A room", "A room.", " A room. "])
def test_writes_what_is_given_in_kind_with_one_stop(given: str) -> None:
    (sentence,) = apportion(0, ABC, [InKind("A", given, 5)]).working
    assert sentence == "A gives in kind: A room, worth £0.05; this is not counted as money."


def test_counts_one_review_where_nobody_says_how_many() -> None:
    each = [Fixed("A", 5, Per.CASE)]
    assert apportion(100, ABC, each).shares[0] == ("A", 5)
    assert apportion_pool({CostClass.LEGAL: 100}, ABC, each).shares[0] == ("A", 5)
    assert apportion_pool({CostClass.LEGAL: 100}, ABC, each, cases=3).shares[0] == ("A", 15)


def test_names_the_class_it_takes_from_and_what_each_class_still_lacks() -> None:
    pool = {CostClass.LEGAL: 100, CostClass.CHAIR: 50, CostClass.OTHER: 0}
    found = apportion_pool(pool, ABC, [Percent("A", HALF, of=CostClass.LEGAL), Fixed("B", 60)])
    assert found.steps[0].sentence == "A: 50% of the cost of £1 (Legal advice) is £0.50."
    assert found.unfunded_by_class == ((CostClass.LEGAL, 40),)
    assert found.working[-1] == "£0.40 has no payer: no rule takes it."


@pytest.mark.parametrize(
    ("percent", "written"),
    [("0", "0%"), ("100", "100%"), ("50.0", "50%"), ("0.50", "0.5%"), ("1E+1", "10%"), ("33.30", "33.3%")],
)
def test_writes_a_per_cent_without_idle_noughts(percent: str, written: str) -> None:
    assert plain_percent(Decimal(percent)) == written
