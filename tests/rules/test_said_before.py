"""Are earlier texts that say nearly the same found, best first?"""

from dhr_cases.said_before import LEAST_LIKENESS, EarlierText, similar_to

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
