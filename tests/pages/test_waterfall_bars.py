"""The picture of a shortfall: every bar stands on one scale, nought is marked, small sums are still seen."""

import pytest

from funding.position import Step, StepKind
from funding.views.waterfall import SCALE, THINNEST, bars

K = StepKind
SHORT = (
    Step("Required", 0, 40_000, K.REQUIRED),
    Step("Confirmed", 40_000, 10_000, K.AVAILABLE),
    Step("Shortfall", 0, 10_000, K.SHORTFALL),
    Step("Declined", 10_000, 4_000, K.CAUSE),
    Step("Not yet confirmed", 4_000, 0, K.CAUSE),
)
OVER = (
    Step("Required", 0, 10_000, K.REQUIRED),
    Step("Confirmed", 10_000, -30_000, K.AVAILABLE),
    Step("Surplus", 0, -30_000, K.SHORTFALL),
    Step("The model asks for more than the cost", -30_000, 0, K.CAUSE),
)


def test_draws_each_bar_where_the_one_before_ended() -> None:
    """A thousand steps for the widest range."""
    drawn = [(bar.x, bar.width) for bar in bars(SHORT)]
    assert drawn == [(0, 1000), (250, 750), (0, 250), (100, 150), (0, 100)]


def test_marks_nought_inside_the_picture_of_a_surplus() -> None:
    """Bars to its left are below nought."""
    drawn = bars(OVER)
    assert {bar.nought for bar in drawn} == {750}
    assert [(bar.x, bar.width) for bar in drawn] == [(750, 250), (0, 1000), (0, 750), (0, 750)]


def test_writes_a_cause_as_so_much_of_the_shortfall() -> None:
    """Income takes away; a cause that lessens the shortfall has a minus sign."""
    assert [bar.shown for bar in bars(SHORT)] == ["£400", "−£300", "£100", "£60", "£40"]
    assert bars(OVER)[-1].shown == "−£300"


@pytest.mark.parametrize("end", [1, 39_999, 40_000])
def test_keeps_a_small_sum_in_sight(end: int) -> None:
    """Never thinner than can be seen, and never beyond the edge."""
    tiny = Step("Overspend", end, end - 1, K.CAUSE)
    bar = bars((SHORT[0], tiny))[1]
    assert bar.width == THINNEST
    assert 0 <= bar.x <= SCALE - THINNEST


def test_draws_nothing_for_nothing() -> None:
    """A year without figures has bars without width, and no division by nought."""
    assert [bar.width for bar in bars((Step("Required", 0, 0, K.REQUIRED),))] == [0]
    assert bars(()) == []
