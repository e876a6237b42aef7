"""How far do two coders agree? Worked by hand, and compared with the textbook's example."""

from fractions import Fraction

import pytest

from learning.themes.agreement import BANDS, LEAST_BASE, Agreement, agreement_of, band_of, rounded

YES_YES, YES_NO, NO_YES, NO_NO = (True, True), (True, False), (False, True), (False, False)


def _answers(both: int, first: int, second: int, neither: int) -> list[tuple[bool, bool]]:
    return [YES_YES] * both + [YES_NO] * first + [NO_YES] * second + [NO_NO] * neither


def test_gives_the_figure_of_a_worked_table() -> None:
    """20 and 15 agreed of 50; chance gives a half: (0.7 - 0.5) / (1 - 0.5)."""
    agreement = agreement_of(_answers(20, 5, 10, 15))

    assert agreement.observed == Fraction(7, 10)
    assert agreement.kappa == Fraction(2, 5)
    assert agreement.words == "0.40, fair (50 items)"


def test_is_one_when_both_always_agree_and_answers_differ() -> None:
    assert agreement_of(_answers(12, 0, 0, 18)).kappa == 1


def test_is_below_nought_when_both_always_disagree() -> None:
    agreement = agreement_of(_answers(0, 15, 15, 0))

    assert agreement.kappa == -1
    assert band_of(Fraction(-1)) == "no better than chance"
    assert agreement.words.startswith("−1.00")


@pytest.mark.parametrize("answers", [_answers(30, 0, 0, 0), _answers(0, 0, 0, 30)])
def test_has_no_meaning_when_every_answer_is_the_same(answers: list[tuple[bool, bool]]) -> None:
    agreement = agreement_of(answers)

    assert agreement.kappa is None
    assert agreement.words == "Not defined: both coders gave one answer throughout (30 items)"


def test_has_no_meaning_without_items() -> None:
    assert agreement_of([]) == Agreement(0, None, None)


def test_is_not_told_on_a_small_base() -> None:
    few = agreement_of(_answers(9, 1, 1, LEAST_BASE - 12))
    enough = agreement_of(_answers(9, 1, 1, LEAST_BASE - 11))

    assert not few.may_be_told
    assert few.words == f"Not told: fewer than {LEAST_BASE} items were coded by both"
    assert enough.may_be_told


def test_is_the_same_whoever_comes_first() -> None:
    answers = _answers(7, 4, 2, 19)

    assert agreement_of(answers) == agreement_of([(second, first) for first, second in answers])


@pytest.mark.parametrize(
    ("kappa", "shown"),
    [(Fraction(1, 200), "0.01"), (Fraction(-1, 200), "−0.01"), (Fraction(1, 300), "0.00"), (Fraction(2, 3), "0.67")],
)
def test_rounds_halves_away_from_nought(kappa: Fraction, shown: str) -> None:
    assert rounded(kappa) == shown


def test_has_a_word_for_every_value() -> None:
    for most, word in BANDS:
        assert band_of(most) == word
    assert band_of(Fraction(201, 1000)) == "fair"
