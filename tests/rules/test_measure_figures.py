"""Changes of measures: half up to one decimal, nothing from nil, not stated is never nil, printed stays printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure_figures import (
    FROM_NIL,
    NO_CHANGE_KNOWN,
    NOT_STATED,
    Compared,
    Told,
    change_between,
    compared,
    in_words,
    percent_between,
    signed,
)
from tests.measures import ASB, KILLED, TRIGGER

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


def told(value: object = None, **facts: str) -> Told:
    """What is told for one time."""
    return Told(label="Year", value=None if value is None else Decimal(str(value)), **facts)  # type: ignore[arg-type]  # words only


def test_works_out_kents_killed_or_seriously_injured() -> None:
    """601 to 619 is 18 more, 3.0 per cent."""
    step = Compared(told(KILLED["before"]), told(KILLED["after"], printed_change=f"{KILLED['percent_published']}%"))
    assert step.change.by == KILLED["change"]
    assert str(step.change.percent) == KILLED["percent"]
    assert step.change_words == f"+{KILLED['change']}"
    assert step.percent_words == f"{KILLED['percent']}% (printed: {KILLED['percent_published']}%)"


def test_keeps_kents_anti_social_behaviour_as_it_was_quoted() -> None:
    """-18 per cent without figures: kept, marked, nothing worked out, its caveat beside it."""
    quoted = f"{ASB['percent_published']}%"
    step = Compared(None, told(printed_change=quoted, commentary=ASB["caveat"]))
    assert step.is_only_printed
    assert (step.change.by, step.change.percent) == (None, None)
    assert step.change_words == f"{quoted} as printed, without its figures"
    assert step.percent_words == NO_CHANGE_KNOWN
    assert step.after.commentary == ASB["caveat"]


def test_keeps_kents_community_trigger_as_a_count() -> None:
    """Two activations, and no change from a time of which nothing is told."""
    step = Compared(None, told(TRIGGER["count"]))
    assert in_words(step.after.value) == str(TRIGGER["count"])
    assert step.change.by is None
    assert not step.is_only_printed


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [
        ("2000", "2001", "0.1"),
        ("10000", "10004", "0.0"),
        ("2000", "1999", "-0.1"),
        ("10000", "9996", "0.0"),
        ("1000", "1000.5", "0.1"),
        ("-50", "-25", "50.0"),
        ("2.5", "5", "100.0"),
        ("8", "0", "-100.0"),
    ],
)
def test_rounds_halves_up_to_one_decimal(before: str, after: str, percent: str) -> None:
    assert str(percent_between(Decimal(before), Decimal(after))) == percent


def test_gives_no_per_cent_from_nil() -> None:
    step = Compared(told(0), told(3))
    assert (step.change_words, step.percent_words) == ("+3", FROM_NIL)


@pytest.mark.parametrize(("before", "after"), [(None, 5), (5, None), (None, None)])
def test_never_takes_not_stated_for_nil(before: int | None, after: int | None) -> None:
    step = Compared(told(before), told(after))
    assert (step.change_words, step.percent_words) == (NO_CHANGE_KNOWN, NO_CHANGE_KNOWN)
    assert NOT_STATED in {in_words(step.after.value), in_words(told(before).value)}


def test_compares_adjusted_figures_beside_those_counted() -> None:
    """One year adjusted, the other as it stands; both changes are told."""
    first = Told("2020/21", Decimal(1000), adjusted=Decimal(800), adjusted_why="without Covid rules")
    step = Compared(first, told(820))
    assert step.change_words == "-180"
    assert step.adjusted_words == "800 to 820 (+20, 2.5%): 2020/21, without Covid rules"
    assert Compared(told(1), told(2)).adjusted_words == "none"
    assert Compared(None, first).adjusted_words == "800: 2020/21, without Covid rules"


def test_sets_each_time_beside_the_one_before_it() -> None:
    rows = [told(value) for value in (1, 2, 3)]
    assert [(step.before, step.after) for step in compared(rows)] == [
        (None, rows[0]),
        (rows[0], rows[1]),
        (rows[1], rows[2]),
    ]
    assert compared([]) == ()


@pytest.mark.parametrize(
    ("value", "words"), [("1234.5000", "1,234.5"), ("600.0000", "600"), ("0.0000", "0"), ("-0.25", "-0.25")]
)
def test_writes_figures_without_idle_noughts(value: str, words: str) -> None:
    assert in_words(Decimal(value)) == words


def test_signs_a_change_and_leaves_none_unsigned() -> None:
    assert [signed(Decimal(value)) for value in ("1800.0000", "-2.5000", "0.0000")] == ["+1,800", "-2.5", "0"]


@given(before=FIGURES, after=FIGURES)
def test_adds_up_to_the_later_figure_and_agrees_in_sign(before: Decimal, after: Decimal) -> None:
    change = change_between(before, after)
    assert change.by is not None
    assert before + change.by == after
    if change.percent is None:
        assert before == 0
    else:
        exact = (after - before) * 100 / abs(before)
        assert abs(change.percent - exact) <= Decimal("0.05")
        assert change.percent * change.by >= 0
