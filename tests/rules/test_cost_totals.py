"""Are the costs of a year added up line by line, with what was left out counted and every group kept apart?"""

from collections.abc import Sequence

import pytest

from funding.money import Qualifier
from funding.position import CostFact, Missing, NotStated, excluded, notes_under, position
from funding.position.costs import is_stated, overspend_qualifier, qualifier_of, total_of, totals_by
from funding.position.parts import CostTotal
from funding.terms import COST_CLASSES, Cause, CostClass, Measure
from tests.rules.year_facts import agreement, chair, year

Q = Qualifier
LARGEST = 2**63 - 1


def test_adds_nothing_up_to_nothing() -> None:
    assert total_of([]) == CostTotal(0, 0, 0, 0, 0, 0, Q.EXACT)
    assert totals_by([], lambda cost: cost.reference) == {}


def test_adds_up_every_column_of_lines_at_every_stage() -> None:
    lines = [
        chair(1),
        chair(900, commitment=700),
        chair(900, commitment=700, actual=500),
        chair(900, actual=1_001),
        chair(900, actual=899, is_settled=True),
        chair(None),
        chair(None, actual=40),
    ]
    found = total_of(lines)
    assert (found.required, found.planned, found.actual) == (1 + 700 + 700 + 1_001 + 899 + 40, 3_201, 2_440)
    assert (found.overspend, found.lines, found.not_stated) == (101, 7, 1)
    assert found.planned_net == found.required - 101


def test_takes_a_list_that_can_be_read_only_once() -> None:
    assert total_of(chair(pence) for pence in (1, 2, 3)).required == 6


@pytest.mark.parametrize("pence", [1, 99, 100, LARGEST])
def test_loses_no_penny_of_the_smallest_or_the_largest_column(pence: int) -> None:
    found = total_of([chair(pence)] * 3)
    assert (found.required, found.planned, found.planned_net, found.overspend) == (3 * pence,) * 3 + (0,)
    spent = total_of([chair(pence, actual=pence + 1)] * 3)
    assert (spent.required, spent.overspend, spent.planned_net) == (3 * pence + 3, 3, 3 * pence)


@pytest.mark.parametrize(
    ("actual", "required", "overspend"), [(499, 500, 0), (500, 500, 0), (501, 501, 1), (0, 500, 0)]
)
def test_overspends_from_the_first_penny_beyond_the_plan(actual: int, required: int, overspend: int) -> None:
    found = total_of([chair(500, actual=actual)])
    assert (found.required, found.overspend) == (required, overspend)


def test_sets_no_saving_of_one_line_against_the_overspend_of_another() -> None:
    lines = [chair(500, actual=300, is_settled=True), chair(500, actual=700)]
    found = total_of(lines)
    assert (found.required, found.overspend, found.planned, found.planned_net) == (1_000, 200, 1_000, 800)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        (chair(None), False),
        (chair(None, is_settled=True), False),
        (chair(0), True),
        (chair(None, commitment=0), True),
        (chair(None, actual=0), True),
        (chair(1), True),
    ],
)
def test_takes_nought_for_stated_and_nothing_for_not_stated(line: CostFact, stated: bool) -> None:
    assert is_stated(line) is stated
    assert total_of([line]).not_stated == (0 if stated else 1)


@pytest.mark.parametrize(
    ("line", "qualifier"),
    [
        (chair(500, qualifier=Q.ABOUT), Q.ABOUT),
        (chair(500, commitment=400, qualifier=Q.UP_TO), Q.UP_TO),
        (chair(500, actual=499, qualifier=Q.ABOUT), Q.ABOUT),
        (chair(500, actual=500, qualifier=Q.ABOUT), Q.EXACT),
        (chair(500, actual=501, qualifier=Q.ABOUT), Q.EXACT),
        (chair(500, actual=1, is_settled=True, qualifier=Q.ABOUT), Q.EXACT),
        (chair(500, is_settled=True, qualifier=Q.ABOUT), Q.ABOUT),
        (chair(None, actual=5, qualifier=Q.OVER), Q.EXACT),
        (chair(None, qualifier=Q.OVER), Q.EXACT),
    ],
)
def test_is_as_near_as_the_figure_it_rests_on(line: CostFact, qualifier: Qualifier) -> None:
    assert qualifier_of(line) is qualifier
    assert total_of([line, chair(1)]).qualifier is qualifier


@pytest.mark.parametrize(
    ("qualifiers", "turned"),
    [
        ([], Q.EXACT),
        ([Q.EXACT], Q.EXACT),
        ([Q.OVER], Q.UNDER),
        ([Q.UNDER, Q.EXACT], Q.OVER),
        ([Q.UP_TO], Q.ABOUT),
        ([Q.OVER, Q.UNDER], Q.ABOUT),
    ],
)
def test_turns_the_nearness_of_a_plan_round_in_an_overspend(qualifiers: Sequence[Qualifier], turned: Qualifier) -> None:
    spent = [chair(500, actual=501, qualifier=each) for each in qualifiers]
    within = chair(500, actual=500, qualifier=Q.ABOUT)
    assert overspend_qualifier([*spent, within]) is turned


def test_groups_in_the_order_first_met_and_loses_no_line() -> None:
    costs = [chair(1, "DHR 2"), chair(2, None), chair(4, "DHR 1"), chair(8, "DHR 2"), chair(None, None)]
    found = totals_by(costs, lambda cost: cost.reference)
    assert [(key, total.required, total.lines) for key, total in found.items()] == [
        ("DHR 2", 9, 2),
        (None, 2, 2),
        ("DHR 1", 4, 1),
    ]
    assert found[None].not_stated == 1


@pytest.mark.parametrize("by", ["by_class", "by_reference", "by_phase"])
def test_adds_every_column_of_the_groups_up_to_that_of_the_year(by: str) -> None:
    costs = [
        chair(333, "DHR 1", phase="panel", actual=334),
        chair(100, "DHR 2", phase="panel", cost_class=CostClass.LEGAL, commitment=99),
        chair(50, None, cost_class=CostClass.OTHER, actual=20, is_settled=True),
        chair(None, "DHR 2", phase="writing", cost_class=CostClass.AUTHOR),
        chair(None, "DHR 1", cost_class=CostClass.LEGAL, actual=7),
    ]
    found = position(year(costs=costs))
    groups = getattr(found, by).values()
    for column in ("required", "planned", "actual", "overspend", "lines", "not_stated", "planned_net"):
        assert sum(getattr(group, column) for group in groups) == getattr(found.costs, column)
    assert (found.required, found.planned, found.overspend) == (
        found.costs.required,
        found.costs.planned,
        found.costs.overspend,
    )


def test_calls_a_group_exact_beside_one_that_is_not() -> None:
    found = position(year(costs=[chair(5, "DHR 1", qualifier=Q.ABOUT), chair(5, "DHR 2")]))
    assert [total.qualifier for total in found.by_reference.values()] == [Q.ABOUT, Q.EXACT]
    assert found.required_in_words == "about £0.10"


@pytest.mark.parametrize("cost_class", list(CostClass))
def test_names_a_cost_without_an_amount_by_review_and_class(cost_class: CostClass) -> None:
    costs = [chair(None, "DHR 7", cost_class=cost_class), chair(None, None, cost_class=cost_class)]
    assert position(year(costs=costs)).not_stated == (
        NotStated(Missing.COST, f"DHR 7: {COST_CLASSES[cost_class]}"),
        NotStated(Missing.COST, f"Partnership: {COST_CLASSES[cost_class]}"),
    )


@pytest.mark.parametrize(
    ("count", "kind", "words"),
    [
        (0, Missing.COST, ""),
        (1, Missing.COST, "excludes 1 cost with no stated amount"),
        (2, Missing.COST, "excludes 2 costs with no stated amount"),
        (0, Missing.CONTRIBUTOR, ""),
        (1, Missing.CONTRIBUTOR, "excludes 1 contributor with no stated amount"),
        (11, Missing.CONTRIBUTOR, "excludes 11 contributors with no stated amount"),
    ],
)
def test_counts_what_is_left_out_in_the_right_number(count: int, kind: Missing, words: str) -> None:
    assert excluded(count, kind) == words


def test_tells_of_contributors_then_costs_then_the_balance() -> None:
    found = position(
        year(agreement("Fire", None), agreement("Police", None), costs=[chair(None), chair(1)], brought=None)
    )
    assert [row.kind for row in found.not_stated] == [
        Missing.CONTRIBUTOR,
        Missing.CONTRIBUTOR,
        Missing.COST,
        Missing.BALANCE,
    ]
    assert [row.name for row in found.not_stated][:2] == ["Fire", "Police"]
    assert notes_under(found) == (
        "excludes 2 contributors with no stated amount",
        "excludes 1 cost with no stated amount",
        "the sum brought forward is not stated",
    )


def test_takes_a_balance_of_nought_for_stated() -> None:
    assert position(year(brought=0)).not_stated == ()


@pytest.mark.parametrize("brought", [-500, 0, 1, 900])
def test_takes_the_balance_off_under_every_measure_alike(brought: int) -> None:
    found = position(year(costs=[chair(700)], brought=brought))
    assert set(found.shortfall.values()) == {700 - brought}
    assert {causes[Cause.MODEL_GAP] for causes in found.causes.values()} == {700 - brought}
    label = "surplus" if brought > 700 else "shortfall"
    assert {found.gap(measure).label for measure in Measure} == {label}
    assert {found.gap(measure).size for measure in Measure} == {abs(700 - brought)}
