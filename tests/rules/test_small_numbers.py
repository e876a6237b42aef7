"""Can a number of reviews under five be seen or worked out? Every world that fits what was told is tried."""

import functools
import random
from collections.abc import Iterator, Mapping

import pytest

from learning.themes.small_numbers import LEAST_WHOLE, STEP, Told, counted_whole, told, told_together

UNDER = 5
Cells = tuple[int, ...]
Ranges = Mapping[str, tuple[int, int]]


def test_tells_no_number_under_five() -> None:
    for whole in range(LEAST_WHOLE, 101, STEP):
        bands = [told(number, whole) for number in range(UNDER)]

        assert set(bands) == {Told(0, UNDER - 1, whole)}


def test_holds_at_least_five_values_in_every_band() -> None:
    for whole in range(LEAST_WHOLE, 101, STEP):
        bands = {told(number, whole) for number in range(whole + 1)}

        assert all(band is not None and band.most - band.least + 1 >= UNDER for band in bands)


def test_says_the_band_in_words() -> None:
    assert [_words(number) for number in (0, 4, 5, 9, 14, 15, 20)] == [
        "fewer than 5",
        "fewer than 5",
        "5 to 9",
        "5 to 9",
        "10 to 14",
        "15 or more",
        "15 or more",
    ]


def _words(number: int) -> str:
    band = told(number, 20)
    return band.words if band else ""


@pytest.mark.parametrize(("published", "whole"), [(0, 0), (14, 0), (15, 15), (19, 15), (29, 25), (30, 30)])
def test_counts_published_reviews_in_whole_fives(published: int, whole: int) -> None:
    assert counted_whole(published) == whole


def test_tells_nothing_of_few_reviews() -> None:
    assert told(0, 0) is None


@pytest.mark.parametrize(("number", "whole"), [(-1, 20), (21, 20), (3, 22), (2, 10)])
def test_refuses_what_cannot_be_told(number: int, whole: int) -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        told(number, whole)


def test_withholds_values_that_the_whole_would_pin_down() -> None:
    """Five bands of at most four make twenty only when each is four."""
    assert told_together([4, 4, 4, 4, 4], 20) is None


def test_tells_values_that_leave_a_choice() -> None:
    bands = told_together([6, 12, 2, 5], 25)

    assert bands is not None
    assert [band.words for band in bands] == ["5 to 9", "10 to 14", "fewer than 5", "5 to 9"]


def test_refuses_values_that_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="9 is not 20"):
        told_together([4, 5], 20)


def test_pins_no_value_of_a_characteristic_down_by_the_others() -> None:
    """Every way to put twenty reviews under four values that exclude one another."""
    worlds: dict[tuple[Told, ...], list[Cells]] = {}
    for cells in _cells(20, 4):
        if (bands := told_together(cells, 20)) is not None:
            worlds.setdefault(tuple(bands), []).append(cells)

    assert worlds
    for fitting in worlds.values():
        assert all(len(set(values)) > 1 for values in zip(*fitting, strict=True))


# The attack: someone knows how many reviews there are, asks two questions, and solves for what was not asked.


def _cells(whole: int, parts: int) -> Iterator[Cells]:
    """Every way to share a whole out over some cells."""
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        yield from ((first, *rest) for rest in _cells(whole - first, parts - 1))


def _derived(cells: Cells) -> Mapping[str, int]:
    """What an attacker would know of two themes: the cells are both, only the first, only the second, neither."""
    both, first, second, neither = cells
    return {
        "both": both,
        "first without second": first,
        "second without first": second,
        "neither": neither,
        "first": both + first,
        "second": both + second,
        "not first": second + neither,
        "not second": first + neither,
        "either": both + first + second,
        "one alone": first + second,
    }


def _answers(cells: Cells) -> tuple[Told | None, ...]:
    """What is told of two themes: of each, of both together, and of the one they become when they are merged."""
    both, first, second, _ = cells
    numbers = (both + first, both + second, both, both + first + second)
    return tuple(told(number, sum(cells)) for number in numbers)


def _wider(found: Ranges, values: Mapping[str, int]) -> Ranges:
    return {
        name: (min(value, found.get(name, (value, 0))[0]), max(value, found.get(name, (0, value))[1]))
        for name, value in values.items()
    }


@functools.cache
def _what_can_be_worked_out(whole: int) -> Mapping[tuple[Told | None, ...], Ranges]:
    """For all that can be told of two themes: the least and the most that each number can be."""
    found: dict[tuple[Told | None, ...], Ranges] = {}
    for cells in _cells(whole, 4):
        answers = _answers(cells)
        found[answers] = _wider(found.get(answers, {}), _derived(cells))
    return found


def _pinned(ranges: Ranges) -> list[str]:
    """Numbers under five that are worked out: only one value is left."""
    return [name for name, (least, most) in ranges.items() if least == most < UNDER]


@pytest.mark.parametrize("whole", [15, 20, 25])
def test_lets_nothing_under_five_be_worked_out_whatever_is_told_of_two_themes(whole: int) -> None:
    for answers, ranges in _what_can_be_worked_out(whole).items():
        assert _pinned(ranges) == [], answers


def test_withstands_the_attack_by_difference_over_a_thousand_pairs_of_questions() -> None:
    """Eight themes over forty reviews, rare and common; a thousand pairs of questions drawn by lot."""
    whole, pairs = 40, 1_000
    lot = random.Random(20260324)  # noqa: S311  # worlds drawn by lot, no secret
    themes = [
        {number for number in range(whole) if lot.random() < share / 100} for share in (3, 6, 9, 15, 25, 50, 80, 95)
    ]
    known = _what_can_be_worked_out(whole)
    for _ in range(pairs):
        first, second = (_asked(themes, lot) for _ in range(2))
        cells = (len(first & second), len(first - second), len(second - first), whole - len(first | second))

        assert _pinned(known[_answers(cells)]) == []


def _asked(themes: list[set[int]], lot: random.Random) -> set[int]:
    """The reviews that a question finds: those of one theme, or of two at once."""
    return set.intersection(*lot.sample(themes, lot.choice((1, 2))))


def test_withstands_asking_again_after_the_next_five_reviews() -> None:
    """Every number of a theme at fifteen reviews, and every number among the next five."""
    worlds: dict[tuple[Told | None, ...], list[tuple[int, int]]] = {}
    for before in range(16):
        for more in range(6):
            worlds.setdefault((told(before, 15), told(before + more, 20)), []).append((before, more))
    for fitting in worlds.values():
        earlier, added = (set(values) for values in zip(*fitting, strict=True))

        assert len(earlier) > 1 or min(earlier) >= UNDER
        assert len(added) > 1


def test_would_not_withstand_it_if_single_reviews_were_added() -> None:
    """Why only whole fives are counted: one known review more, and a number of four shows."""
    changed = [before for before in range(15) if before // 5 != (before + 1) // 5]

    assert changed[0] == UNDER - 1
