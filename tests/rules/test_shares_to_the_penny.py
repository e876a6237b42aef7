"""Where do the odd pennies of each kind of rule go, and is nothing, one penny or the largest sum ever lost?"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from funding.money import half_up, largest_remainder, percent_of
from funding.rules import (
    RULES,
    Apportionment,
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
    apportion_pool,
    parties_of,
)
from funding.rules.pots import Pot, plain_percent, refuse_below_nought, refuse_beyond_whole, sentence
from funding.terms import CostClass

ABC = ("A", "B", "C")
LARGEST = 2**63 - 1
HALF = Decimal(50)
THIRDS: Rule = Weighted((("A", 1), ("B", 1), ("C", 1)))


def _sums(cost: int, *rules: Rule, parties: Sequence[str] = ABC) -> list[int]:
    found = apportion(cost, parties, rules)
    assert sum(pence for _, pence in found.shares) + found.unfunded_pence == cost
    return [pence for _, pence in found.shares]


@pytest.mark.parametrize("rule", [Equal(ABC), THIRDS], ids=["equal", "weighted"])
@pytest.mark.parametrize(
    ("cost", "shares"),
    [
        (0, [0, 0, 0]),
        (1, [1, 0, 0]),
        (2, [1, 1, 0]),
        (3, [1, 1, 1]),
        (100, [34, 33, 33]),
        (101, [34, 34, 33]),
        (LARGEST, [LARGEST // 3 + 1, LARGEST // 3, LARGEST // 3]),
    ],
)
def test_gives_odd_pennies_to_the_earlier(rule: Rule, cost: int, shares: list[int]) -> None:
    assert _sums(cost, rule) == shares


@pytest.mark.parametrize(
    ("order", "equal", "weighted"),
    [(("C", "B", "A"), [33, 33, 34], [34, 33, 33]), (("B", "C", "A"), [33, 34, 33], [34, 33, 33])],
)
def test_goes_by_the_order_of_the_rule_or_of_the_model(
    order: tuple[str, ...], equal: list[int], weighted: list[int]
) -> None:
    """Equal shares have an order of their own; weights are an object, so the model's order decides."""
    assert _sums(100, Equal(order)) == equal
    assert _sums(100, Weighted(tuple((each, 7) for each in order))) == weighted


@pytest.mark.parametrize(
    ("weights", "cost", "shares"),
    [
        ((5, 3, 2), 10, [5, 3, 2]),
        ((5, 3, 2), 1, [1, 0, 0]),
        ((5, 3, 2), 2, [1, 1, 0]),
        ((5, 3, 2), 9, [4, 3, 2]),
        ((0, 1, 1), 1, [0, 1, 0]),
        ((0, 0, 9), 7, [0, 0, 7]),
        ((1, 10**12, 1), 3, [0, 3, 0]),
        ((LARGEST, LARGEST, LARGEST), 4, [2, 1, 1]),
    ],
)
def test_gives_odd_pennies_of_weights_to_the_largest_remainder(
    weights: tuple[int, int, int], cost: int, shares: list[int]
) -> None:
    assert _sums(cost, Weighted(tuple(zip(ABC, weights, strict=True)))) == shares


@pytest.mark.parametrize(
    ("percent", "cost", "part"),
    [
        ("50", 1, 1),
        ("49.999", 1, 0),
        ("50", 3, 2),
        ("0.5", 100, 1),
        ("0.49", 100, 0),
        ("0", LARGEST, 0),
        ("100", LARGEST, LARGEST),
        ("100", 0, 0),
        ("33.3", 1_000, 333),
        ("33.35", 1_000, 334),
        ("12.5", 4, 1),
        ("12.5", 3, 0),
    ],
)
def test_rounds_a_per_cent_half_up_to_the_penny(percent: str, cost: int, part: int) -> None:
    assert percent_of(cost, Decimal(percent)) == part
    assert _sums(cost, Percent("A", Decimal(percent))) == [part, 0, 0]
    assert _sums(cost, Equal(("A",), Decimal(percent))) == [part, 0, 0]
    assert _sums(cost, Weighted((("A", 3),), Decimal(percent))) == [part, 0, 0]


def test_lets_the_last_of_two_halves_bear_the_penny_less() -> None:
    assert _sums(1, Percent("A", HALF), Percent("B", HALF)) == [1, 0, 0]
    assert _sums(3, Percent("A", HALF), Percent("B", HALF)) == [2, 1, 0]
    assert _sums(3, Percent("B", HALF), Percent("A", HALF)) == [1, 2, 0]


def test_rounds_a_credit_like_its_invoice() -> None:
    assert [half_up(Fraction(halves, 2)) for halves in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]
    assert [percent_of(pence, HALF) for pence in (-3, -1, 1, 3)] == [-2, -1, 1, 2]
    assert largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize(
    ("rule", "cost", "shares"),
    [
        (Percent("A", HALF, cap_pence=0), 100, [0, 0, 0]),
        (Percent("A", HALF, cap_pence=49), 100, [49, 0, 0]),
        (Percent("A", HALF, cap_pence=50), 100, [50, 0, 0]),
        (Percent("A", HALF, cap_pence=51), 100, [50, 0, 0]),
        (Percent("A", HALF, floor_pence=49), 100, [50, 0, 0]),
        (Percent("A", HALF, floor_pence=51), 100, [51, 0, 0]),
        (Percent("A", HALF, floor_pence=100), 100, [100, 0, 0]),
        (Percent("A", HALF, floor_pence=101), 100, [100, 0, 0]),
        (Percent("A", HALF, cap_pence=60, floor_pence=55), 100, [55, 0, 0]),
        (Percent("A", HALF, cap_pence=45, floor_pence=40), 100, [45, 0, 0]),
        (Percent("A", HALF, floor_pence=9), 0, [0, 0, 0]),
        (Fixed("A", 1), 0, [0, 0, 0]),
        (Fixed("A", 99), 100, [99, 0, 0]),
        (Fixed("A", LARGEST), LARGEST, [LARGEST, 0, 0]),
        (Remainder("C"), 0, [0, 0, 0]),
        (Remainder("C"), 1, [0, 0, 1]),
        (Remainder("C"), LARGEST, [0, 0, LARGEST]),
        (InKind("A", "a room", LARGEST), 100, [0, 0, 0]),
        (NoContribution("A"), 100, [0, 0, 0]),
    ],
)
def test_stops_each_rule_at_its_own_edge(rule: Rule, cost: int, shares: list[int]) -> None:
    assert _sums(cost, rule) == shares


@pytest.mark.parametrize("number", [1, 2, 7, 100, 101])
def test_shares_a_pound_among_one_or_many(number: int) -> None:
    parties = [f"Body {place:03d}" for place in range(number)]
    shares = _sums(100, Equal(tuple(parties)), parties=parties)
    assert (sum(shares), max(shares) - min(shares) <= 1, shares) == (100, True, sorted(shares, reverse=True))


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (6, "split equally among 3 partners it is £0.02 each."),
        (7, "split equally among 3 partners it is £0.02 each, and a penny more for A."),
        (8, "split equally among 3 partners it is £0.02 each, and a penny more for the first 2 in the list."),
        (1, "split equally among 3 partners it is £0 each, and a penny more for A."),
    ],
)
def test_tells_who_bears_the_odd_penny(cost: int, told: str) -> None:
    assert apportion(cost, ABC, [Equal(ABC)]).steps[0].sentence.endswith(told)


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        (Weighted((("A", 1),)), "split by weights it is A £1."),
        (Weighted((("A", 1),), source="Census"), "split by weights (Census) it is A £1."),
        (Weighted((("A", 1),), as_at=date(2021, 3, 1)), "split by weights (as at 1 March 2021) it is A £1."),
        (
            Weighted((("A", 1),), source="Census", as_at=date(2021, 3, 21)),
            "split by weights (Census, as at 21 March 2021) it is A £1.",
        ),
    ],
)
def test_tells_where_weights_come_from(weights: Weighted, told: str) -> None:
    assert apportion(100, ABC, [weights]).working == (f"100% of the cost of £1 is £1; {told}",)


@pytest.mark.parametrize(
    ("cases", "wanted", "told"),
    [
        (0, 0, "A pays a fixed £5 for each review; reviews: 0, so £0."),
        (1, 500, "A pays a fixed £5 for each review; reviews: 1, so £5."),
        (2, 1_000, "A pays a fixed £5 for each review; reviews: 2, so £10."),
        (3, 1_200, "A pays a fixed £5 for each review; reviews: 3, so £15; only £12 is left: £12."),
    ],
)
def test_pays_for_each_review_until_nothing_is_left(cases: int, wanted: int, told: str) -> None:
    found = apportion(1_200, ABC, [Fixed("A", 500, Per.CASE)], cases=cases)
    assert (dict(found.shares)["A"], found.steps[0].sentence) == (wanted, told)


def test_numbers_steps_and_counts_down_what_is_left() -> None:
    rules: list[Rule] = [Fixed("A", 40), InKind("B", "a room"), Percent("C", HALF), Equal(("A", "B")), Remainder("C")]
    found = apportion(100, ABC, rules)
    assert [(step.number, step.kind, step.left_pence) for step in found.steps] == [
        (1, RuleType.FIXED, 60),
        (2, RuleType.IN_KIND, 60),
        (3, RuleType.PERCENT, 10),
        (4, RuleType.EQUAL, 0),
        (5, RuleType.REMAINDER, 0),
    ]
    assert found.shares == (("A", 45), ("B", 5), ("C", 50))
    assert len(found.working) == len(rules)
    assert [len(found.working_of(each)) for each in (*ABC, "D")] == [2, 2, 2, 0]


def test_takes_what_the_steps_took_for_the_shares() -> None:
    pool = {CostClass.CHAIR: 333, CostClass.LEGAL: 1, CostClass.OTHER: 0}
    rules: list[Rule] = [Percent("A", HALF, of=CostClass.CHAIR), Equal(("B", "C"), Decimal("33.3")), Fixed("A", 7)]
    found = apportion_pool(pool, ABC, rules)
    taken = {each: sum(dict(step.taken).get(each, 0) for step in found.steps) for each in ABC}
    assert taken == dict(found.shares)
    assert sum(pence for _, pence in found.unfunded_by_class) == found.unfunded_pence == found.steps[-1].left_pence


def test_tells_what_has_no_payer_only_where_something_has_none() -> None:
    assert Apportionment((), 0, ()).working == ()
    assert Apportionment((), 1, ()).working == ("£0.01 has no payer: no rule takes it.",)
    assert apportion(0, (), []).working == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("50", "50%"),
        ("50.0", "50%"),
        ("100", "100%"),
        ("0", "0%"),
        ("0.50", "0.5%"),
        ("1E+1", "10%"),
        ("33.30", "33.3%"),
    ],
)
def test_writes_a_per_cent_without_idle_noughts(written: str, shown: str) -> None:
    assert plain_percent(Decimal(written)) == shown


@pytest.mark.parametrize(
    ("left", "wanted", "clause"),
    [
        (5, 4, []),
        (5, 5, []),
        (5, 6, ["only £0.05 is left: £0.05"]),
        (0, 0, []),
        (0, 1, ["nothing is left: £0"]),
    ],
)
def test_says_that_less_is_left_than_was_wanted(left: int, wanted: int, clause: list[str]) -> None:
    assert Pot(100, left, "the cost", ABC).short_of(wanted) == clause


def test_ends_clauses_as_one_sentence() -> None:
    assert (sentence(["one"]), sentence(["one", "two"])) == ("one.", "one; two.")
    assert Pot(1, 1, "the cost", ABC, names={"A": "Police"}).name("B") == "B"


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "-1", "1E+3", "Infinity", "-Infinity", "sNaN"])
def test_refuses_a_per_cent_outside_nought_to_a_hundred(percent: str) -> None:
    with pytest.raises(UnfitRule) as refused:
        refuse_beyond_whole(Decimal(percent))
    assert (refused.value.key, str(refused.value)) == ("percent", f"{percent} is not a per cent from 0 to 100.")


@pytest.mark.parametrize("percent", ["0", "0.01", "99.99", "100", "-0"])
def test_takes_a_per_cent_from_nought_to_a_hundred(percent: str) -> None:
    assert Percent("A", Decimal(percent)).percent == Equal(("A",), Decimal(percent)).percent


@pytest.mark.parametrize(
    ("made", "key", "told"),
    [
        (lambda: Fixed("A", -1), "amount_pence", "-1 is below nought."),
        (lambda: Percent("A", HALF, cap_pence=-1), "cap_pence", "-1 is below nought."),
        (lambda: Percent("A", HALF, floor_pence=-1), "floor_pence", "-1 is below nought."),
        (
            lambda: Percent("A", HALF, cap_pence=4, floor_pence=5),
            "cap_pence",
            "4 is below the floor of 5. A cap is at least the floor.",
        ),
        (lambda: Equal(()), "parties", "name at least one party."),
        (lambda: Equal(("A", "B", "A")), "parties", "a party is named twice. Keep one."),
        (lambda: Weighted((("A", 1), ("B", -1))), "weights.B", "-1 is below nought."),
        (lambda: Weighted(()), "weights", "at least one party needs a weight above nought."),
        (lambda: Weighted((("A", 0),)), "weights", "at least one party needs a weight above nought."),
        (lambda: InKind("A", " \n"), "description", "say what is given."),
        (lambda: InKind("A", "a room", -1), "value_pence", "-1 is below nought."),
    ],
)
def test_names_the_part_of_a_rule_that_is_unfit(made: Callable[[], Rule], key: str, told: str) -> None:
    with pytest.raises(UnfitRule) as refused:
        made()
    assert (refused.value.key, str(refused.value)) == (key, told)


@pytest.mark.parametrize("pence", [None, 0, 1, LARGEST])
def test_takes_no_amount_nought_and_more(pence: int | None) -> None:
    refuse_below_nought("amount_pence", pence)
    assert InKind("A", "a room", pence).value_pence == pence


def test_names_parties_in_the_order_of_the_rule_in_one_row_for_each_kind() -> None:
    assert parties_of(Equal(("C", "A"))) == parties_of(Weighted((("C", 1), ("A", 0)))) == ("C", "A")
    assert [parties_of(rule) for rule in (Remainder("B"), InKind("B", "x"), NoContribution("B"))] == [("B",)] * 3
    assert [(row.label, row.made) for row in RULES.values()] == [
        ("Fixed sum", Fixed),
        ("Per cent", Percent),
        ("Equal shares", Equal),
        ("Weighted shares", Weighted),
        ("Remainder", Remainder),
        ("In kind", InKind),
        ("No contribution", NoContribution),
    ]
