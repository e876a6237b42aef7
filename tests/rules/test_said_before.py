"""Are earlier texts that say nearly the same found, best first?"""

import pytest

from dhr_cases.said_before import LEAST_LIKENESS, EarlierText, similar_to, stem

EARLIER = (
    EarlierText(1, "The police should ensure officers are trained in recognising coercive and controlling behaviour."),
    EarlierText(2, "The housing department should review its policy on pets."),
    EarlierText(3, "The partnership should raise awareness of coercive control among general practitioners."),
    EarlierText(4, "The hospital should record who comes with a patient."),
    EarlierText(5, "Probation should share plans with the hospital before release."),
)


def test_finds_what_says_nearly_the_same_best_first() -> None:
    found = similar_to("Train police officers to recognise coercive control", EARLIER)
    assert [row.key for row in found] == [1, 3]
    assert found[0].likeness > found[1].likeness >= LEAST_LIKENESS


def test_names_the_shared_words_as_the_new_text_spells_them() -> None:
    (first, *_) = similar_to("Train police officers to recognise coercive control", EARLIER)
    assert {"train", "police", "officers", "recognise", "coercive"} <= set(first.shared)


def test_finds_the_same_text_with_likeness_1() -> None:
    (first, *_) = similar_to(EARLIER[3].text, EARLIER)
    assert (first.key, first.likeness, first.text) == (4, 1.0, EARLIER[3].text)


def test_meets_words_in_other_forms() -> None:
    assert [row.key for row in similar_to("Recording of patients at hospitals", EARLIER)][:1] == [4]


def test_weighs_rare_words_more_than_words_all_texts_hold() -> None:
    rows = [
        EarlierText(key, f"hospital nurses {word}") for key, word in enumerate(["cats", "dogs", "birds", "ferrets"])
    ]
    assert similar_to("hospital ferrets", rows)[0].key == 3


def test_tells_no_more_than_asked_for() -> None:
    same = [EarlierText(key, EARLIER[0].text) for key in range(9)]
    assert [row.key for row in similar_to(EARLIER[0].text, same, at_most=3)] == [0, 1, 2]


def test_finds_nothing_in_plain_words_alone_or_among_nothing() -> None:
    assert similar_to("The partnership should ensure that the review", EARLIER) == ()
    assert similar_to("", EARLIER) == ()
    assert similar_to("Train police officers", []) == ()
    assert similar_to("Buy seven telescopes", EARLIER) == ()


def test_tells_five_unless_asked_for_more() -> None:
    same = [EarlierText(key, EARLIER[0].text) for key in range(9)]
    assert len(similar_to(EARLIER[0].text, same)) == 5
    assert len(similar_to(EARLIER[0].text, same, at_most=8)) == 8


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("training", "train"), ("trained", "train"), ("trains", "train"), ("train", "train"), ("trainers", "train"),
        ("trainings", "train"), ("agencies", "agenc"), ("agency", "agenc"), ("organisations", "organ"),
        ("organisation", "organ"), ("information", "inform"), ("assessments", "assess"), ("assessment", "assess"),
        ("police", "polic"), ("ring", "ring"), ("being", "being"), ("bring", "bring"), ("uses", "uses"),
        ("using", "using"), ("files", "file"), ("child's", "child"), ("child’s", "child"),
    ],
)  # fmt: skip  # a word and what is left of it
def test_takes_an_ending_off_where_four_letters_are_left(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_names_six_shared_words_at_most_weightiest_first() -> None:
    """Of equal weight they stand in the order of the alphabet."""
    text = "zebra yacht walnut velvet umbrella tunnel saddle"
    rows = [EarlierText(1, text), EarlierText(2, "zebra zebra yacht"), EarlierText(3, "zebra walnut")]
    (first, *_) = similar_to(text, rows)
    assert first.shared == ("saddle", "tunnel", "umbrella", "velvet", "walnut", "yacht")


def test_puts_equal_texts_in_the_order_of_their_keys() -> None:
    rows = [EarlierText(key, EARLIER[0].text) for key in (4, 2, 9)]
    assert [row.key for row in similar_to(EARLIER[0].text, rows)] == [2, 4, 9]


def test_measures_likeness_from_nought_to_one_by_three_places() -> None:
    found = similar_to("Train police officers to recognise coercive control", EARLIER)
    assert [0 < row.likeness < 1 and round(row.likeness, 3) == row.likeness for row in found] == [True, True]


def test_weighs_a_word_said_often_more_but_not_as_often_as_it_is_said() -> None:
    rows = [EarlierText(1, "hospital hospital hospital ferrets"), EarlierText(2, "hospital ferrets ferrets ferrets")]
    assert [row.key for row in similar_to("hospital hospital ferrets", rows)] == [1, 2]
    often = similar_to("hospital ferrets", [EarlierText(1, "hospital " * 50 + "ferrets")])
    assert often[0].likeness > 0.7


@pytest.mark.parametrize(("others", "count"), [(38, 1), (39, 1), (40, 0)])
def test_draws_the_line_at_the_least_likeness(others: int, count: int) -> None:
    """Five shared words beside one that is not, in a text of so many others: the second is exactly on the line."""
    words = [f"kl{one}{two}ok" for one in "abcdefg" for two in "abcdefg"]
    shared, alone, rest = words[:5], words[5], words[6 : 6 + others]
    found = similar_to(" ".join([*shared, alone]), [EarlierText(1, " ".join([*shared, *rest]))])
    assert len(found) == count
    assert [row.likeness for row in found if others == 39] == [LEAST_LIKENESS] * (others == 39)


def test_calls_nothing_similar_that_shares_too_little() -> None:
    """One word among many that are not shared."""
    telling = "lantern harbour pigeon meadow granite copper willow thunder orchard saddle"
    rows = [EarlierText(1, f"telescopes {telling}")]
    assert similar_to("telescopes", rows) != ()
    assert similar_to("telescopes bridges ladders mirrors candles", rows) == ()


def test_spells_a_shared_word_by_its_first_telling_form() -> None:
    """A word that says nothing by itself, such as "learning", is no such form."""
    (found,) = similar_to("Learning: what officers learned, learner by learner", [EarlierText(1, "officers learned")])
    assert found.shared == ("learned", "officers")
