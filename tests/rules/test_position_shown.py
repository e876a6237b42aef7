"""Is a position fit to be shown: bars that join up, qualifiers kept, rows left out named, plain values to print?"""

import json

import pytest

from funding.money import Qualifier
from funding.position import (
    Missing,
    Position,
    Step,
    StepKind,
    as_json,
    cause_label,
    excluded,
    notes_under,
    position,
    waterfall,
)
from funding.position.qualifiers import flipped, of_sum
from funding.terms import AgreementState, Cause, Measure
from tests.rules.year_facts import agreement, chair, ended, successor, year

Q = Qualifier


def _mixed() -> Position:
    """A year with every cause, a share not stated, a cost not stated and an approximate share."""
    return position(
        year(
            ended(100_000, (100_000, 100_000, 0, 23_562)),
            successor(76_438, (6_438, 6_438, 0, 0)),
            agreement("Police", 50_000, (50_000, 20_000, 0, 0), qualifier=Q.ABOUT, state=AgreementState.PLEDGED),
            agreement("Fire", 30_000, state=AgreementState.DECLINED),
            agreement("District", None),
            costs=[chair(300_000), chair(20_000, "DHR 2", actual=25_000), chair(None, "DHR 3")],
            brought=10_000,
        )
    )


@pytest.mark.parametrize("measure", list(Measure))
def test_draws_bars_that_join_up_from_the_required_sum_to_nought(measure: Measure) -> None:
    found = _mixed()
    bars = waterfall(found, measure)
    assert (bars[0].start, bars[0].end) == (0, found.required)
    assert [bar.kind for bar in bars[:4]] == [
        StepKind.REQUIRED,
        StepKind.AVAILABLE,
        StepKind.AVAILABLE,
        StepKind.SHORTFALL,
    ]
    assert (bars[3].start, bars[3].end) == (0, found.shortfall[measure])
    ends = [bar.end for bar in bars]
    assert [bar.start for bar in bars[1:3]] == ends[:2]
    assert [bar.start for bar in bars[4:]] == ends[3:-1]
    assert ends[-1] == 0


def test_names_the_bars_of_the_main_view() -> None:
    assert [(bar.label, bar.change) for bar in waterfall(_mixed(), Measure.CONFIRMED)] == [
        ("Required", 325_000),
        ("Brought forward", -10_000),
        ("Confirmed", -50_000),
        ("Shortfall", 265_000),
        ("The model asks for less than the cost", -130_000),
        ("Orphaned by a body that ended", -70_000),
        ("Declined or withdrawn", -30_000),
        ("Not yet confirmed", -30_000),
        ("Overspend", -5_000),
    ]


def test_draws_a_surplus_below_nought() -> None:
    bars = waterfall(position(year(agreement("Police", 500, (500, 500, 0, 0)), costs=[chair(300)])), Measure.CONFIRMED)
    assert bars[3] == Step("Surplus", 0, -200, StepKind.SHORTFALL)
    assert (bars[4].start, bars[4].end, bars[4].cause, bars[4].shown) == (-200, 0, Cause.MODEL_GAP, "£2")


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure.AGREED, "Not yet agreed"),
        (Measure.CONFIRMED, "Not yet confirmed"),
        (Measure.INVOICED, "Not yet invoiced"),
        (Measure.RECEIVED, "Not yet paid"),
    ],
)
def test_calls_what_is_outstanding_by_its_measure(measure: Measure, words: str) -> None:
    assert cause_label(Cause.UNPAID, measure) == words
    assert cause_label(Cause.DECLINED, measure) == "Declined or withdrawn"


@pytest.mark.parametrize(
    ("added", "taken_away", "total"),
    [
        ([], [], Q.EXACT),
        ([Q.EXACT, Q.EXACT], [], Q.EXACT),
        ([Q.EXACT, Q.ABOUT], [], Q.ABOUT),
        ([Q.OVER, Q.EXACT, Q.OVER], [], Q.OVER),
        ([Q.UNDER, Q.EXACT], [], Q.UNDER),
        ([Q.UNDER, Q.UP_TO], [], Q.UP_TO),
        ([Q.OVER, Q.UNDER], [], Q.ABOUT),
        ([Q.EXACT], [Q.OVER], Q.UNDER),
        ([Q.OVER], [Q.OVER], Q.ABOUT),
        ([Q.OVER], [Q.UNDER], Q.OVER),
        ([Q.EXACT], [Q.UP_TO], Q.ABOUT),
    ],
)
def test_keeps_a_total_as_loose_as_its_figures(added: list[Qualifier], taken_away: list[Qualifier], total: Q) -> None:
    assert of_sum(added, taken_away) is total


def test_turns_every_qualifier_with_the_sign() -> None:
    assert [flipped(flipped(qualifier)) for qualifier in (Q.EXACT, Q.ABOUT, Q.OVER, Q.UNDER)] == [
        Q.EXACT,
        Q.ABOUT,
        Q.OVER,
        Q.UNDER,
    ]


def test_marks_a_total_that_holds_an_approximate_row() -> None:
    found = _mixed()
    assert found.measure_qualifiers[Measure.CONFIRMED] is Q.ABOUT
    assert found.measure_qualifiers[Measure.RECEIVED] is Q.EXACT
    assert found.gap(Measure.CONFIRMED).shown == "about £2,650"
    assert found.gap(Measure.RECEIVED).shown == "£2,914.38"
    lines = {line.cause: line.qualifier for line in found.cause_lines[Measure.CONFIRMED]}
    assert (lines[Cause.UNPAID], lines[Cause.DECLINED], lines[Cause.MODEL_GAP]) == (Q.ABOUT, Q.EXACT, Q.ABOUT)


def test_marks_what_is_required_by_its_plan_and_not_by_its_bills() -> None:
    planned = chair(900, qualifier=Q.OVER)
    billed = chair(900, actual=1_000, qualifier=Q.OVER)
    assert position(year(costs=[planned])).required_qualifier is Q.OVER
    assert position(year(costs=[billed])).required_qualifier is Q.EXACT
    overspend = {line.cause: line for line in position(year(costs=[billed])).cause_lines[Measure.AGREED]}
    assert overspend[Cause.OVERSPEND].qualifier is Q.UNDER


def test_turns_the_word_round_where_a_surplus_is_shown() -> None:
    paid = agreement("Police", 900, (900, 900, 900, 900))
    surplus = position(year(paid, costs=[chair(500, qualifier=Q.OVER)])).gap(Measure.RECEIVED)
    assert (surplus.label, surplus.shown) == ("surplus", "under £4")


def test_turns_the_word_round_where_an_approximate_sum_is_taken_away() -> None:
    promised = agreement("Police", 500, (500, 500, 0, 0), qualifier=Q.OVER)
    found = position(year(promised, costs=[chair(900)]))
    assert found.gap(Measure.CONFIRMED).shown == "under £4"
    assert found.gap(Measure.RECEIVED).shown == "£9"


def test_says_what_the_totals_leave_out() -> None:
    assert notes_under(_mixed()) == (
        "excludes 1 contributor with no stated amount",
        "excludes 1 cost with no stated amount",
    )
    assert [(row.kind, row.name) for row in _mixed().not_stated] == [
        (Missing.CONTRIBUTOR, "District"),
        (Missing.COST, "DHR 3: Independent chair"),
    ]


def test_has_no_note_where_all_is_stated() -> None:
    assert notes_under(position(year(agreement("Police", 1), costs=[chair(1)]))) == ()
    assert excluded(0) == ""


def test_names_a_balance_that_is_not_stated() -> None:
    found = position(year(costs=[chair(None, None)], brought=None))
    assert (found.brought_forward, [row.name for row in found.not_stated]) == (
        0,
        ["Partnership: Independent chair", "Brought forward"],
    )
    assert notes_under(found)[1] == "the sum brought forward is not stated"


def test_prints_exactly_the_promised_keys_in_pence() -> None:
    printed = as_json(_mixed())
    measures = {"agreed", "confirmed", "invoiced", "received"}
    causes = {"model_gap", "orphaned", "declined", "unpaid", "overspend"}
    assert set(printed) == measures | {
        "year",
        "required",
        "brought_forward",
        "shortfall",
        "causes",
        "causes_by_measure",
        "partners",
        "not_stated",
    }
    assert set(printed["shortfall"]) == set(printed["causes_by_measure"]) == measures
    assert printed["causes"] == printed["causes_by_measure"]["confirmed"]
    assert set(printed["causes"]) == causes
    assert printed["partners"][2] == {
        "name": "Police",
        "name_at_time": "Police",
        "state": "pledged",
        "share": 50_000,
        "confirmed": 20_000,
        "received": 0,
    }
    assert json.loads(json.dumps(printed)) == printed


def test_prints_a_share_not_stated_as_null_and_never_as_nought() -> None:
    printed = as_json(_mixed())
    assert printed["partners"][4]["share"] is None
    assert printed["not_stated"] == ["District", "DHR 3: Independent chair"]


def test_lists_the_agreements_an_ended_body_left() -> None:
    assert [partner.share for partner in _mixed().orphaned_partners()] == [100_000]
