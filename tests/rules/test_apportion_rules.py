"""Does each rule take what it says, never more than what is left, and explain it in one sentence?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from funding.rules import (
    RULES,
    Equal,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Percent,
    Remainder,
    Rule,
    RuleType,
    UnfitRule,
    Weighted,
    apportion,
    parties_of,
)
from funding.terms import CostClass

ABC = ("A", "B", "C")
HALF = Decimal(50)
THIRD = Decimal("33." + "3" * 30)

FIRST = [
    (Fixed("A", 100_000), (100_000, 0, 0), "A pays a fixed £1,000."),
    (Fixed("A", 600_000), (500_000, 0, 0), "A pays a fixed £6,000; only £5,000 is left: £5,000."),
    (Fixed("A", 500_000), (500_000, 0, 0), "A pays a fixed £5,000."),
    (Fixed("A", 500_001), (500_000, 0, 0), "A pays a fixed £5,000.01; only £5,000 is left: £5,000."),
    (Fixed("A", 0), (0, 0, 0), "A pays a fixed £0."),
    (Percent("B", HALF), (0, 250_000, 0), "B: 50% of the cost of £5,000 is £2,500."),
    (
        Percent("B", HALF, cap_pence=100_000),
        (0, 100_000, 0),
        "B: 50% of the cost of £5,000 is £2,500; the cap of £1,000 applies: £1,000.",
    ),
    (Percent("B", HALF, cap_pence=250_000), (0, 250_000, 0), "B: 50% of the cost of £5,000 is £2,500."),
    (Percent("B", HALF, floor_pence=250_000), (0, 250_000, 0), "B: 50% of the cost of £5,000 is £2,500."),
    (
        Percent("B", Decimal("0.50"), floor_pence=4_000),
        (0, 4_000, 0),
        "B: 0.5% of the cost of £5,000 is £25; the floor of £40 applies: £40.",
    ),
    (
        Percent("B", Decimal(0), floor_pence=600_000),
        (0, 500_000, 0),
        "B: 0% of the cost of £5,000 is £0; the floor of £6,000 applies: £6,000; only £5,000 is left: £5,000.",
    ),
    (
        Percent("B", HALF, cap_pence=7, floor_pence=7),
        (0, 7, 0),
        "B: 50% of the cost of £5,000 is £2,500; the cap of £0.07 applies: £0.07.",
    ),
    (
        Percent("B", HALF, cap_pence=249_999),
        (0, 249_999, 0),
        "B: 50% of the cost of £5,000 is £2,500; the cap of £2,499.99 applies: £2,499.99.",
    ),
    (
        Percent("B", HALF, floor_pence=250_001),
        (0, 250_001, 0),
        "B: 50% of the cost of £5,000 is £2,500; the floor of £2,500.01 applies: £2,500.01.",
    ),
    (
        Equal(ABC),
        (166_667, 166_667, 166_666),
        "100% of the cost of £5,000 is £5,000; split equally among 3 partners it is £1,666.66 each, "
        "and a penny more for the first 2 in the list.",
    ),
    (
        Equal(("C", "A", "B"), HALF),
        (83_333, 83_333, 83_334),
        "50% of the cost of £5,000 is £2,500; split equally among 3 partners it is £833.33 each, "
        "and a penny more for C.",
    ),
    (Equal(("B",), HALF), (0, 250_000, 0), "50% of the cost of £5,000 is £2,500; B pays it alone."),
    (
        Weighted((("C", 1), ("A", 2), ("B", 0))),
        (333_333, 0, 166_667),
        "100% of the cost of £5,000 is £5,000; split by weights it is A £3,333.33, B £0, C £1,666.67.",
    ),
    (
        Weighted((("C", 3), ("A", 3), ("B", 3)), Decimal("0.0002"), "residents", date(2024, 6, 30)),
        (1, 0, 0),
        "0.0002% of the cost of £5,000 is £0.01; "
        "split by weights (residents, as at 30 June 2024) it is A £0.01, B £0, C £0.",
    ),
    (Remainder("C"), (0, 0, 500_000), "C pays all that is left of the cost of £5,000: £5,000."),
    (
        InKind("A", "a room for the panel."),
        (0, 0, 0),
        "A gives in kind: a room for the panel; this is not counted as money.",
    ),
    (
        InKind("A", "a chair", 50_000),
        (0, 0, 0),
        "A gives in kind: a chair, worth £500; this is not counted as money.",
    ),
    (NoContribution("B"), (0, 0, 0), "B is not asked to pay."),
]


@pytest.mark.parametrize(("rule", "shares", "told"), FIRST, ids=[told for _, _, told in FIRST])
def test_takes_and_tells_when_it_comes_first(rule: Rule, shares: tuple[int, ...], told: str) -> None:
    found = apportion(500_000, ABC, [rule])
    assert tuple(pence for _, pence in found.shares) == shares
    assert found.unfunded_pence == 500_000 - sum(shares)
    assert [step.sentence for step in found.steps] == [told]


LAST = [
    (Fixed("A", 5), "A pays a fixed £0.05; nothing is left: £0."),
    (Percent("A", HALF), "A: 50% of the cost of £5,000 is £2,500; nothing is left: £0."),
    (
        Equal(("A", "B")),
        "100% of the cost of £5,000 is £5,000; nothing is left: £0; split equally among 2 partners it is £0 each.",
    ),
    (
        Weighted((("A", 1), ("B", 1))),
        "100% of the cost of £5,000 is £5,000; nothing is left: £0; split by weights it is A £0, B £0.",
    ),
    (Remainder("A"), "A pays all that is left of the cost of £5,000: £0."),
]


@pytest.mark.parametrize(("rule", "told"), LAST, ids=[told for _, told in LAST])
def test_takes_nothing_when_all_is_taken(rule: Rule, told: str) -> None:
    found = apportion(500_000, ABC, [Remainder("C"), rule])
    assert found.shares == (("A", 0), ("B", 0), ("C", 500_000))
    assert found.steps[1].sentence == told


def test_takes_per_cents_of_the_whole_cost_and_not_of_what_is_left() -> None:
    rules = [Percent("A", Decimal(60)), Percent("B", Decimal(30)), Percent("C", Decimal(30))]
    found = apportion(1_000, ABC, rules)
    assert found.shares == (("A", 600), ("B", 300), ("C", 100))
    assert [step.left_pence for step in found.steps] == [400, 100, 0]


def test_adds_up_what_a_party_bears_by_several_rules() -> None:
    found = apportion(1_000, ABC, [Fixed("A", 100), Equal(("A", "B"), HALF), Remainder("A")])
    assert found.shares == (("A", 750), ("B", 250), ("C", 0))
    assert found.working_of("B") == (found.steps[1].sentence,)


def test_leaves_what_a_cap_leaves_to_a_later_rule() -> None:
    capped = Percent("A", Decimal(100), cap_pence=300)
    assert apportion(1_000, ABC, [capped]).unfunded_pence == 700
    assert apportion(1_000, ABC, [capped, Remainder("B")]).shares == (("A", 300), ("B", 700), ("C", 0))


def test_leaves_all_without_a_payer_where_there_is_no_rule() -> None:
    found = apportion(1_000, ABC, [])
    assert (found.shares, found.unfunded_pence) == ((("A", 0), ("B", 0), ("C", 0)), 1_000)
    assert found.working == ("£10 has no payer: no rule takes it.",)


def test_is_exact_for_sums_and_per_cents_of_any_length() -> None:
    cost = 10**15 + 1
    assert apportion(cost, ABC, [Percent("A", THIRD), Remainder("B")]).shares == (
        ("A", 333_333_333_333_334),
        ("B", cost - 333_333_333_333_334),
        ("C", 0),
    )
    assert apportion(10**40 + 2, ABC, [Equal(ABC)]).shares == tuple((each, (10**40 + 2) // 3) for each in ABC)


def test_pays_a_fixed_sum_once_for_the_year_or_for_each_review() -> None:
    rules = [Fixed("A", 1_000), Fixed("B", 1_000, Per.CASE)]
    found = apportion(10_000, ABC, rules, cases=3)
    assert found.shares == (("A", 1_000), ("B", 3_000), ("C", 0))
    assert found.steps[1].sentence == "B pays a fixed £10 for each review; reviews: 3, so £30."
    assert apportion(10_000, ABC, rules, cases=0).shares == (("A", 1_000), ("B", 0), ("C", 0))


def test_calls_parties_in_sentences_as_it_is_told() -> None:
    names = {"A": "Kent Police"}
    rules: Sequence[Rule] = [Fixed("A", 1), Equal(("A", "B")), Weighted((("A", 1),)), Equal(("A",))]
    found = apportion(4, ABC, rules, names=names)
    assert [step.sentence.count("Kent Police") for step in found.steps] == [1, 1, 1, 1]
    assert found.shares[0][0] == "A"


@pytest.mark.parametrize(
    ("cost", "parties", "rules", "cases", "sentence"),
    [
        (-1, ABC, [], 1, "A cost and a number of reviews are never below nought."),
        (1, ABC, [], -1, "A cost and a number of reviews are never below nought."),
        (1, ("A", "A"), [], 1, "A party is named twice. Keep one."),
        (1, ABC, [Equal(("A", "D"))], 1, "“D” is not one of the parties."),
        (1, ABC, [Weighted((("D", 1),))], 1, "“D” is not one of the parties."),
        (1, ABC, [Remainder("A", CostClass.CHAIR)], 1, "A rule for “Independent chair” needs a cost that is split"),
    ],
)
def test_refuses_a_question_that_has_no_answer(
    cost: int, parties: Sequence[str], rules: Sequence[Rule], cases: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        apportion(cost, parties, rules, cases=cases)


def test_refuses_a_per_cent_that_is_no_number() -> None:
    with pytest.raises(UnfitRule, match="NaN is not a per cent from 0 to 100.") as refused:
        Percent("A", Decimal("NaN"))
    assert refused.value.key == "percent"


def test_refuses_weights_that_name_a_party_twice() -> None:
    with pytest.raises(UnfitRule, match="a party is named twice. Keep one."):
        Weighted((("A", 1), ("A", 2)))


def test_has_one_row_for_every_kind_of_rule() -> None:
    assert set(RULES) == set(RuleType)
    assert [row.made.kind for row in RULES.values()] == list(RULES)


@pytest.mark.parametrize(("rule", "shares", "told"), FIRST, ids=[told for _, _, told in FIRST])
def test_names_every_party_it_takes_from(rule: Rule, shares: tuple[int, ...], told: str) -> None:
    step = apportion(500_000, ABC, [rule]).steps[0]
    assert step.kind is rule.kind
    assert sorted(party for party, _ in step.taken) == sorted(parties_of(rule))
