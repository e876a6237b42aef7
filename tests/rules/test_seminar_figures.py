"""Every printed figure of seminars comes out of our sums. Figures: tests/facts/learning/seminars.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from learning.feedback_pools import EventReplies, pooled
from learning.feedback_scales import OVERALL, QUESTIONS, FeedbackKind
from learning.feedback_statistics import BASE_NOT_STATED, Figures, Share, figures, percent, printed_figures
from learning.headcounts import (
    UNSTATED,
    Headcount,
    about,
    between,
    delivered_sentence,
    exactly,
    in_a_sentence,
    over,
    total,
)

FACTS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts" / "learning" / "seminars.json").read_text())
SERIES, HUNDRED = FACTS["seminars_2017_18"], FACTS["invented_100"]
DAY = QUESTIONS[FeedbackKind.DAY]


def _hundred() -> Figures:
    counts = {"overall": HUNDRED["overall"], "wants_more": HUNDRED["future_seminars"]}
    return figures(DAY, counts, HUNDRED["respondents"])


def _band(said: Figures, label: str) -> Share:
    return next(band for band in said.bands if band.label == label)


def _answer(said: Figures, label: str) -> Share:
    return next(share for share in said.questions[0].answers if share.label == label)


def test_a_hundred_replies_give_85_per_cent_excellent_or_very_good() -> None:
    band = _band(_hundred(), "Excellent or very good")
    assert (band.percent, band.base) == (SERIES["excellent_or_very_good"], HUNDRED["respondents"])


def test_a_hundred_replies_give_97_per_cent_at_least_good() -> None:
    assert _band(_hundred(), "Excellent, very good or good").percent == SERIES["at_least_good"]


def test_a_hundred_replies_give_99_per_cent_who_want_more_seminars() -> None:
    assert _band(_hundred(), "Would like future seminars").percent == SERIES["wants_future_seminars"]


def test_good_alone_is_12_per_cent_and_the_rest_3() -> None:
    said = _hundred()
    assert _answer(said, "Good").percent == SERIES["derived_good_only"]
    assert 100 - _band(said, "Excellent, very good or good").percent == SERIES["derived_below_good_or_unanswered"]


def test_three_seminars_were_delivered_to_over_300_practitioners() -> None:
    attended = FACTS["invented_attendance"]["attended"]
    came = total(map(exactly, attended))
    sentence = delivered_sentence(
        len(attended), "DHR lessons-learnt seminar", "DHR lessons-learnt seminars", came, "practitioners"
    )
    assert sentence == "Three DHR lessons-learnt seminars were delivered to over 300 practitioners."
    assert came.words == str(FACTS["invented_attendance"]["total"]), "the table has the exact number"


def test_over_300_stays_what_was_printed() -> None:
    printed = over(300)
    assert printed.words == in_a_sentence(printed) == total([printed]).words == SERIES["attendance"]
    assert (printed.least, printed.exact) == (SERIES["attendance_least"], None)


def test_an_imported_summary_is_shown_as_printed_without_base_or_counts() -> None:
    said = printed_figures([("Found it useful", FACTS["vawg_conference_2023"]["found_useful"])])
    (share,) = said.bands
    assert (share.percent, share.base_words, share.count) == (90, BASE_NOT_STATED, None)
    assert (said.responded, said.response_rate) == (FACTS["vawg_conference_2023"]["respondents"], None)


def test_an_imported_summary_takes_no_part_in_the_pooled_figures() -> None:
    summary = EventReplies("Printed", printed_figures([("Excellent or very good", 20)]))
    pool = pooled([EventReplies("Counted", _hundred()), summary], DAY)
    assert _band(pool.figures, "Excellent or very good").percent == SERIES["excellent_or_very_good"]
    assert [(row.title, row.why) for row in pool.left_out] == [("Printed", BASE_NOT_STATED)]


def test_31_attended_and_19_replied_are_a_response_rate_of_61_per_cent() -> None:
    fact = FACTS["safestart"]
    said = figures(DAY, {}, fact["responded"], attended=exactly(fact["attended"]))
    assert said.response_rate == fact["response_rate"]


def test_18_of_19_rated_it_good_or_better() -> None:
    fact = FACTS["safestart"]
    said = figures([OVERALL], {"overall": {"excellent": 10, "good": 8, "fair": 1}}, fact["responded"])
    band = _band(said, "Excellent, very good or good")
    assert (band.count, band.base, band.percent) == (fact["good_or_excellent"], fact["responded"], 95)


def test_fewer_than_five_replies_show_that_and_nothing_else() -> None:
    least = FACTS["least_shown"]
    said = figures(DAY, {"overall": {"good": least - 1}}, least - 1, attended=exactly(30))
    assert (said.responded_words, said.bands, said.questions) == ("fewer than 5", (), ())
    assert (said.responded, said.response_rate) == (None, None), "the rate would give the number away"


def test_five_replies_are_shown() -> None:
    least = FACTS["least_shown"]
    said = figures(DAY, {"overall": {"good": least}}, least)
    assert (said.responded_words, said.is_withheld) == ("5", False)


def test_four_events_of_40_to_80_are_160_to_320_people() -> None:
    fact = FACTS["e_safety_2016_17"]
    came = total([between(fact["least"], fact["most"])] * fact["events"])
    assert (came.least, came.most) == (fact["total_least"], fact["total_most"])
    assert came.words == "160 to 320"


def test_about_200_is_rough_and_so_is_its_sum() -> None:
    roughly = about(FACTS["conference_2017"]["attendance_about"])
    assert (roughly.words, roughly.exact) == ("about 200", None)
    assert total([roughly, exactly(40)]).words == "about 240"


def test_not_stated_is_never_nil() -> None:
    assert total([UNSTATED, exactly(40)]).words == "at least 40"
    assert (total([]).words, total([UNSTATED, UNSTATED]).words) == ("not stated", "not stated")
    assert total([over(300), exactly(40)]).words == "at least 341"
    assert total([about(200), UNSTATED]).words == "at least about 200"


@pytest.mark.parametrize(
    ("count", "base", "expected"), [(1, 8, 13), (1, 200, 1), (1, 201, 0), (0, 7, 0), (7, 7, 100), (19, 31, 61)]
)
def test_a_half_per_cent_is_rounded_up(count: int, base: int, expected: int) -> None:
    assert percent(count, base) == expected


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (20, "20"), (21, "over 20"), (100, "100"), (112, "over 100"), (300, "300")]
)
def test_a_sentence_rounds_down_and_never_claims_more_than_came(number: int, said: str) -> None:
    assert in_a_sentence(exactly(number)) == said


@pytest.mark.parametrize(
    ("number", "came", "sentence"),
    [
        (0, UNSTATED, "No webinars were delivered."),
        (1, exactly(12), "One webinar was delivered to 12 practitioners."),
        (2, UNSTATED, "Two webinars were delivered; the number of practitioners is not stated."),
        (12, between(160, 320), "12 webinars were delivered to 160 to 320 practitioners."),
    ],
)
def test_the_sentence_fits_the_number_of_events(number: int, came: Headcount, sentence: str) -> None:
    assert delivered_sentence(number, "webinar", "webinars", came, "practitioners") == sentence
