"""Each percentage has its own base, small numbers stay hidden also by difference, and bands come from counts."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.feedback_charts import SCALE, chart_of
from learning.feedback_pools import EventReplies, pooled
from learning.feedback_scales import OVERALL, QUESTIONS, FeedbackKind, band_label
from learning.feedback_statistics import (
    LEAST_SHOWN,
    Figures,
    QuestionFigures,
    Share,
    figures,
    percent,
    question_figures,
    tally,
)
from learning.headcounts import exactly, over

DAY = QUESTIONS[FeedbackKind.DAY]
WORDS = [answer.code for answer in OVERALL.answers]
counts_of = st.fixed_dictionaries({code: st.integers(0, 40) for code in WORDS})
patiently = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that does other work besides draws slowly; that says nothing about the sums."""


def _overall(said: Figures) -> QuestionFigures:
    return next(row for row in said.questions if row.question is OVERALL)


@patiently
@given(counts_of)
def test_a_band_is_rounded_once_from_its_counts(counts: dict[str, int]) -> None:
    row = question_figures(OVERALL, counts)
    for top, band in enumerate(row.bands, 1):
        exact = Fraction(sum(counts[code] for code in WORDS[:top]) * 100, sum(counts.values()))
        assert abs(band.percent - exact) <= Fraction(1, 2)
        assert band.base == sum(counts.values())


def test_a_band_may_differ_from_the_sum_of_rounded_answers() -> None:
    row = question_figures(OVERALL, {"excellent": 1, "very_good": 1, "good": 6})
    assert [share.percent for share in row.answers[:2]] == [13, 13]
    assert row.bands[1].percent == 25


@patiently
@given(counts_of)
def test_bands_never_fall_from_the_top_down(counts: dict[str, int]) -> None:
    shown = [band.percent for band in question_figures(OVERALL, counts).bands]
    assert shown == sorted(shown)


def test_the_base_is_those_who_answered_that_question() -> None:
    said = figures(DAY, {"overall": {"good": 8}, "content": {"good": 6, "fair": 1}}, 9)
    assert [row.answered for row in said.questions[:2]] == [8, 7]


def test_a_question_that_fewer_than_five_answered_is_withheld_alone() -> None:
    said = figures(DAY, {"overall": {"good": 8}, "content": {"good": 4}}, 9)
    content = said.questions[1]
    assert (content.is_withheld, content.base_words, content.answers, content.bands) == (True, "fewer than 5", (), ())
    assert content.answered is None, "what is not there cannot be shown by mistake"
    assert not said.questions[0].is_withheld


def test_the_least_number_is_a_setting() -> None:
    said = figures(DAY, {"overall": {"good": 8}}, 8, least=10)
    assert (said.is_withheld, said.responded_words) == (True, "fewer than 10")


def test_more_replies_than_people_give_no_rate() -> None:
    assert figures(DAY, {}, 12, attended=exactly(10)).response_rate is None


def test_a_rate_needs_an_exact_number_of_people() -> None:
    assert figures(DAY, {}, 100, attended=over(300)).response_rate is None
    assert figures(DAY, {}, 10, attended=exactly(0)).response_rate is None


def test_answers_nobody_offered_are_not_counted() -> None:
    counts = tally([{"overall": "good"}, {"overall": "brilliant"}, {"overall": ""}, {}], [OVERALL])
    assert counts == {"overall": {"good": 1}}


def test_a_pool_is_summed_from_counts_and_not_from_percentages() -> None:
    small = EventReplies("A", figures([OVERALL], {"overall": {"excellent": 5}}, 5))
    large = EventReplies("B", figures([OVERALL], {"overall": {"excellent": 5, "poor": 90}}, 95))
    pool = pooled([small, large], [OVERALL])
    assert pool.figures.bands[0] == Share("Excellent", 10, 100, 10)
    assert (pool.counted, pool.figures.responded) == (2, 100)


@patiently
@given(st.integers(1, LEAST_SHOWN - 1), counts_of)
def test_a_withheld_event_cannot_be_found_by_difference(few: int, counts: dict[str, int]) -> None:
    counts = {**counts, "good": counts["good"] + LEAST_SHOWN}
    large = EventReplies("B", figures([OVERALL], {"overall": counts}, sum(counts.values())))
    small = EventReplies("A", figures([OVERALL], {"overall": {"poor": few}}, few))
    together, alone = pooled([large, small], [OVERALL]), pooled([large], [OVERALL])
    assert together.figures == alone.figures
    assert [(row.title, row.why) for row in together.left_out] == [("A", "fewer than 5 replies")]


def test_a_question_withheld_at_one_event_cannot_be_found_by_difference() -> None:
    few = EventReplies("A", figures(DAY, {"overall": {"good": 9}, "content": {"poor": 2}}, 9))
    many = EventReplies("B", figures(DAY, {"overall": {"good": 9}, "content": {"good": 9}}, 9))
    pool = pooled([few, many], DAY)
    overall, content = pool.figures.questions[:2]
    assert (overall.answered, content.answered) == (18, 9)


def test_an_event_without_replies_is_named_as_left_out() -> None:
    pool = pooled([EventReplies("A", Figures(exactly(3), exactly(2), None))], DAY)
    assert [row.why for row in pool.left_out] == ["no replies"]
    assert (pool.counted, pool.figures.responded) == (0, None)


def test_events_that_lie_apart_are_given_as_a_range() -> None:
    events = [
        EventReplies("A", figures([OVERALL], {"overall": {"excellent": 8, "poor": 2}}, 10)),
        EventReplies("B", figures([OVERALL], {"overall": {"excellent": 9, "poor": 1}}, 10)),
    ]
    spread = pooled(events, [OVERALL]).spreads[0]
    assert (spread.label, spread.words) == ("Overall rating: Excellent", "80% to 90% over 2 events")
    assert pooled([events[0], events[0]], [OVERALL]).spreads[0].words == "80% at each of 2 events"
    assert pooled(events[:1], [OVERALL]).spreads == ()


def test_a_full_bar_is_a_hundred_per_cent() -> None:
    chart = chart_of("Overall", [Share("Good", 1, 2, 50), Share("All", 2, 2, 100), Share("None", 0, 2, 0)])
    assert [bar.width for bar in chart.bars] == [SCALE // 2, SCALE, 0]
    assert chart.said == "Overall. Good: 50%; All: 100%; None: 0%."


def test_every_graded_question_runs_from_best_to_worst_and_leaves_the_worst_out_of_its_bands() -> None:
    for question in (row for rows in QUESTIONS.values() for row in rows if row.is_graded):
        assert 1 < question.banded < len(question.answers)
        assert all(answer.short for answer in question.answers)
    assert band_label(OVERALL, 3) == "Excellent, very good or good"
    assert percent(1, 3) + percent(2, 3) == 100
