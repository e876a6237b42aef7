"""Is what a year requires, has and lacks added up by the definitions, cause by cause?"""

from dataclasses import replace
from datetime import date

import pytest

from funding.money import Qualifier
from funding.position import CostFact, InKindFact, Position, position
from funding.position.costs import overspend_of, planned_of, required_of
from funding.terms import AgreementState, Cause, CostClass, Measure
from tests.rules.year_facts import agreement, chair, year

TEN = 1_000_000


def _causes(found: Position, measure: Measure = Measure.CONFIRMED) -> dict[Cause, int]:
    return {cause: pence for cause, pence in found.causes[measure].items() if pence}


@pytest.mark.parametrize(
    ("forecast", "commitment", "actual", "is_settled", "planned", "required", "overspend"),
    [
        (None, None, None, False, None, 0, 0),
        (900, None, None, False, 900, 900, 0),
        (900, 700, None, False, 700, 700, 0),
        (900, 0, None, False, 900, 900, 0),
        (None, 0, None, False, 0, 0, 0),
        (None, 0, 50, False, 0, 50, 50),
        (900, 700, 500, False, 700, 700, 0),
        (900, 700, 800, False, 700, 800, 100),
        (900, 700, 800, True, 700, 800, 100),
        (900, 700, 500, True, 700, 500, 0),
        (900, 700, 0, True, 700, 0, 0),
        (900, None, None, True, 900, 900, 0),
        (None, None, 400, False, None, 400, 0),
        (None, None, 400, True, None, 400, 0),
        (0, None, 50, False, 0, 50, 50),
    ],
)
def test_requires_plan_or_actual(
    forecast: int | None,
    commitment: int | None,
    actual: int | None,
    is_settled: bool,
    planned: int | None,
    required: int,
    overspend: int,
) -> None:
    line = CostFact(CostClass.CHAIR, "DHR 1", forecast, commitment, actual, is_settled)
    assert (planned_of(line), required_of(line), overspend_of(line)) == (planned, required, overspend)


def test_adds_costs_up_by_class_review_and_phase() -> None:
    costs = [
        chair(TEN, phase="writing"),
        CostFact(CostClass.LEGAL, "DHR 2", forecast=200, actual=300, phase="writing"),
        CostFact(CostClass.OTHER, None, commitment=50),
    ]
    found = position(year(costs=costs))
    assert found.required == TEN + 350
    assert {code: total.required for code, total in found.by_class.items()} == {
        CostClass.CHAIR: TEN,
        CostClass.LEGAL: 300,
        CostClass.OTHER: 50,
    }
    assert {key: total.required for key, total in found.by_reference.items()} == {"DHR 1": TEN, "DHR 2": 300, None: 50}
    assert {key: total.required for key, total in found.by_phase.items()} == {"writing": TEN + 300, None: 50}
    assert found.by_phase["writing"].overspend == 100


def test_keeps_what_was_planned_apart_from_savings() -> None:
    found = position(year(costs=[chair(TEN, actual=TEN - 400, is_settled=True)]))
    assert (found.planned, found.required, found.costs.planned_net) == (TEN, TEN - 400, TEN - 400)


def test_lets_a_saving_fall_to_the_model_gap() -> None:
    paid = agreement("Police", TEN, (TEN, TEN, TEN, TEN), state=AgreementState.CONFIRMED)
    found = position(year(paid, costs=[chair(TEN, actual=TEN - 400, is_settled=True)]))
    assert found.shortfall[Measure.CONFIRMED] == -400
    assert _causes(found) == {Cause.MODEL_GAP: -400}


def test_calls_a_shortfall_below_nought_a_surplus() -> None:
    found = position(year(agreement("Police", 500, (500, 500, 0, 0)), costs=[chair(300)]))
    surplus, shortfall = found.gap(Measure.CONFIRMED), found.gap(Measure.RECEIVED)
    assert (surplus.label, surplus.pence, surplus.shown) == ("surplus", -200, "£2")
    assert (shortfall.label, shortfall.pence, shortfall.shown) == ("shortfall", 300, "£3")


def test_gives_the_overspend_its_own_cause() -> None:
    paid = agreement("Police", 500, (500, 500, 500, 500), state=AgreementState.CONFIRMED)
    found = position(year(paid, costs=[chair(500, actual=620)]))
    assert _causes(found) == {Cause.OVERSPEND: 120}


def test_counts_what_was_brought_forward_before_anything_is_asked() -> None:
    found = position(year(agreement("Police", 300), costs=[chair(500)], brought=150))
    assert found.shortfall[Measure.AGREED] == 350
    assert _causes(found) == {Cause.MODEL_GAP: 50, Cause.UNPAID: 300}


@pytest.mark.parametrize("state", [AgreementState.DECLINED, AgreementState.WITHDRAWN])
def test_keeps_what_was_confirmed_before_a_partner_stopped(state: AgreementState) -> None:
    found = position(year(agreement("Police", 500, (500, 200, 0, 0), state=state), costs=[chair(500)]))
    assert found.measures[Measure.CONFIRMED] == 200
    assert _causes(found) == {Cause.DECLINED: 300}
    assert _causes(found, Measure.AGREED) == {}


def test_puts_a_partner_asked_again_back_among_the_outstanding() -> None:
    declined = agreement("Police", 500, state=AgreementState.DECLINED)
    facts = year(declined, costs=[chair(500)])
    again = year(replace(declined, state=AgreementState.ASKED), costs=[chair(500)])
    assert _causes(position(facts)) == {Cause.DECLINED: 500}
    assert _causes(position(again)) == {Cause.UNPAID: 500}


def test_lets_a_withdrawal_from_a_later_year_change_nothing() -> None:
    kept = agreement("Police", 500, (500, 500, 0, 0), state=AgreementState.CONFIRMED)
    gone = replace(kept, state=AgreementState.WITHDRAWN, withdrawal_effective_on=date(2022, 4, 1))
    for measure in Measure:
        assert position(year(gone)).causes[measure] == position(year(kept)).causes[measure]


def test_leaves_what_was_confirmed_where_a_withdrawal_takes_effect_within_the_year() -> None:
    gone = agreement(
        "Police", 500, (500, 500, 200, 200), state=AgreementState.WITHDRAWN, withdrawal_effective_on=date(2021, 10, 1)
    )
    found = position(year(gone, costs=[chair(500)]))
    assert found.shortfall[Measure.CONFIRMED] == 0
    assert _causes(found, Measure.RECEIVED) == {Cause.DECLINED: 300}


@pytest.mark.parametrize("state", [AgreementState.CONFIRMED, AgreementState.DECLINED])
def test_sets_more_than_the_share_against_what_is_outstanding(state: AgreementState) -> None:
    over = agreement("Police", 500, (500, 500, 500, 640), state=state)
    found = position(year(over, agreement("Council", 300), costs=[chair(800)]))
    assert found.partners[0].loss[Measure.RECEIVED] == -140
    assert _causes(found, Measure.RECEIVED) == {Cause.UNPAID: 160}
    assert found.shortfall[Measure.RECEIVED] == 160


def test_takes_the_largest_sum_known_for_a_share_not_stated() -> None:
    found = position(year(agreement("Police", None, (400, 400, 250, 100)), costs=[chair(500)]))
    police = found.partners[0]
    assert (police.share, police.carries, police.share_in_words) == (None, 400, "not stated")
    assert _causes(found, Measure.RECEIVED) == {Cause.MODEL_GAP: 100, Cause.UNPAID: 300}
    assert [row.name for row in found.not_stated] == ["Police"]


def test_never_adds_support_in_kind_to_cash() -> None:
    lent = InKindFact("Officer for the panel", 90_000, Qualifier.ABOUT)
    found = position(year(agreement("District", None, in_kind=lent), costs=[chair(500)]))
    assert (found.in_kind_value, found.asked, found.measures[Measure.RECEIVED]) == (90_000, 0, 0)
    assert found.in_kind[0].value_in_words == "about £900"
    assert found.partners[0].share_in_words == "in kind"
    assert found.not_stated == ()


def test_takes_support_in_kind_beside_a_share_in_money() -> None:
    lent = InKindFact("Room for meetings")
    found = position(year(agreement("District", 500, in_kind=lent)))
    assert (found.asked, found.partners[0].share_in_words) == (500, "£5")
    assert (found.in_kind_value, found.in_kind[0].value_in_words) == (0, "not stated")


def test_shows_the_underwriter_its_exposure_apart_from_its_share() -> None:
    host = agreement("County", 400, (400, 400, 100, 100), state=AgreementState.CONFIRMED)
    found = position(year(host, agreement("Police", 300), costs=[chair(1_000)], host="County"))
    assert found.underwriter is not None
    assert (found.underwriter.own_share, found.underwriter.exposure[Measure.CONFIRMED]) == (400, 600)
    assert found.underwriter.own_loss[Measure.RECEIVED] == 300
    assert found.underwriter.beyond_own[Measure.RECEIVED] == 600


def test_leaves_the_underwriter_nothing_to_carry_in_a_surplus() -> None:
    found = position(year(agreement("Police", 300, (300, 300, 300, 300)), costs=[chair(100)], host="County"))
    assert found.underwriter is not None
    assert found.underwriter.own_share is None
    assert set(found.underwriter.exposure.values()) == {0}


def test_is_nought_throughout_for_a_year_without_rows() -> None:
    found = position(year())
    assert {found.required, found.asked, *found.measures.values(), *found.shortfall.values()} == {0}
    assert all(set(causes.values()) == {0} for causes in found.causes.values())


def test_refuses_two_agreements_with_one_key() -> None:
    with pytest.raises(ValueError, match="the same key"):
        year(agreement("Police", 1), agreement("Police", 2))
