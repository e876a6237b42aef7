"""What do figures of feedback and counts of people say at their edges?"""

from typing import Any

import pytest

from learning.feedback_charts import chart_of
from learning.feedback_facts import fact_of, has_feedback, line_of
from learning.feedback_json import as_json
from learning.feedback_pools import EventReplies, LeftOut, Spread, pooled
from learning.feedback_scales import (
    ABOUT_YOU,
    ACTION_WORDS,
    HAS_CHANGED,
    KIND_LABELS,
    OPEN_QUESTIONS,
    OVERALL,
    QUESTIONS,
    WANTS_MORE,
    FeedbackKind,
    Question,
    band_label,
)
from learning.feedback_statistics import Figures, Share, fewer_than, figures, printed_figures, question_figures, tally
from learning.headcounts import (
    UNSTATED,
    Headcount,
    about,
    between,
    delivered_sentence,
    exactly,
    in_a_sentence,
    in_words,
    over,
    total,
)

DAY = QUESTIONS[FeedbackKind.DAY]


def said(counts: dict[str, int], question: Question = OVERALL, responded: int = 0, **more: Any) -> Figures:
    """Figures of one question."""
    return figures((question,), {question.code: counts}, responded or sum(counts.values()), **more)


def test_asks_these_questions_in_this_order() -> None:
    assert [(row.code, row.banded, row.headline) for row in DAY] == [
        ("overall", 4, ""),
        ("content", 3, ""),
        ("presentation", 3, ""),
        ("before", 2, ""),
        ("after", 2, ""),
        ("wants_more", 0, "Would like future seminars"),
    ]
    assert [row.code for row in QUESTIONS[FeedbackKind.FOLLOW_UP]] == ["has_changed"]
    assert [row.code for row in ABOUT_YOU] == ["role", "agency"]
    assert [row.code for row in OPEN_QUESTIONS[FeedbackKind.DAY]] == ["will_change", "topics", "comment"]
    assert [row.code for row in OPEN_QUESTIONS[FeedbackKind.FOLLOW_UP]] == ["will_change", "comment"]
    assert list(KIND_LABELS.values()) == ["Feedback on the event", "What changed after three months"]
    assert list(ACTION_WORDS.values()) == ["Under way", "Done, not yet confirmed", "Done and confirmed", "Not taken on"]


def test_asks_every_question_with_a_question_mark_and_answers_of_different_codes() -> None:
    for row in (*DAY, HAS_CHANGED, *ABOUT_YOU):
        assert row.text.endswith("?")
        assert len({answer.code for answer in row.answers}) == len({answer.label for answer in row.answers})
        assert len(row.answers) > 1
    assert all(row.text.endswith("?") for rows in OPEN_QUESTIONS.values() for row in rows)


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (1, "Excellent"),
        (2, "Excellent or very good"),
        (3, "Excellent, very good or good"),
        (4, "Excellent, very good, good or fair"),
    ],
)
def test_names_a_band_by_its_answers(number: int, label: str) -> None:
    assert band_label(OVERALL, number) == label


@pytest.mark.parametrize("least", [5, 8])
def test_says_nothing_below_the_least_number_and_everything_from_it_on(least: int) -> None:
    below = said({"good": least - 1}, least=least)
    assert (below.is_withheld, below.responded, below.questions, below.bands) == (True, None, (), ())
    assert below.responded_words == fewer_than(least) == f"fewer than {least}"
    assert below.response_rate is None
    at = said({"good": least}, least=least)
    assert (at.is_withheld, at.responded, at.responded_words) == (False, least, str(least))
    assert [(share.count, share.base, share.percent) for share in at.questions[0].answers] == [
        (0, least, 0),
        (0, least, 0),
        (least, least, 100),
        (0, least, 0),
        (0, least, 0),
    ]


def test_withholds_a_question_that_too_few_answered_though_more_replied() -> None:
    row = said({"good": 4}, responded=9).questions[0]
    assert (row.answered, row.answers, row.bands, row.is_withheld, row.base_words) == (
        None,
        (),
        (),
        True,
        "fewer than 5",
    )
    assert as_json(said({"good": 4}, responded=9))["questions"][0] == {
        "code": "overall",
        "question": "Overall rating",
        "answered": "fewer than 5",
        "answers": [],
        "bands": [],
        "withheld": True,
    }


@pytest.mark.parametrize(
    ("attended", "responded", "rate"),
    [
        (exactly(31), 19, 61),
        (exactly(200), 1 + 4, 3),
        (exactly(5), 5, 100),
        (exactly(5), 6, None),
        (exactly(0), 5, None),
        (about(31), 19, None),
        (over(300), 19, None),
        (between(31, 40), 19, None),
        (UNSTATED, 19, None),
    ],
)
def test_gives_a_rate_only_of_a_number_that_is_known_exactly(
    attended: Headcount, responded: int, rate: int | None
) -> None:
    assert said({"good": responded}, attended=attended).response_rate == rate


def test_gives_a_question_without_grades_its_headline_alone() -> None:
    (row,) = said({"yes": 4, "no": 1}, WANTS_MORE).questions
    assert [(band.label, band.percent) for band in row.bands] == [("Would like future seminars", 80)]
    role = ABOUT_YOU[0]
    assert question_figures(role, {"frontline": 5}).bands == ()


def test_counts_no_answer_that_the_form_does_not_know() -> None:
    replies = [{"overall": "good"}, {"overall": "splendid"}, {"overall": ""}, {}, {"overall": "good", "other": "x"}]
    assert tally(replies, DAY)["overall"] == {"good": 2}


@pytest.mark.parametrize(
    ("share", "line"),
    [
        (Share("Excellent or very good", 85, 100, 85), "85% excellent or very good (85 of 100)"),
        (Share("Excellent", 1200, 1500, 80), "80% excellent (1,200 of 1,500)"),
        (Share("Excellent", None, None, 85), "85% excellent (base not stated)"),
        (Share("Excellent", None, 1200, 85), "85% excellent (1,200)"),
        (Share("DHR learning was clear", None, None, 97), "97% DHR learning was clear (base not stated)"),
        (Share("GPs were heard", None, None, 97), "97% GPs were heard (base not stated)"),
        (Share("A", None, None, 1), "1% a (base not stated)"),
    ],
)
def test_tells_a_share_with_its_base_in_one_line(share: Share, line: str) -> None:
    assert line_of(share) == line


def test_quotes_of_a_graded_question_its_second_and_third_band() -> None:
    counts = {"overall": {"excellent": 2, "very_good": 2, "good": 1}, "wants_more": {"yes": 3}, "content": {"good": 5}}
    fact = fact_of(figures(DAY, counts, 5, attended=exactly(10)))
    assert (fact.responded, fact.response_rate) == (5, "50% of those who came")
    assert fact.lines == (
        "80% excellent or very good (4 of 5)",
        "100% excellent, very good or good (5 of 5)",
        "Future seminars on completed reviews: withheld, fewer than 5 answered",
    )


def test_says_of_withheld_feedback_no_more_than_that() -> None:
    fact = fact_of(said({"good": 3}, attended=exactly(10)))
    assert (fact.responded, fact.response_rate) == (None, "")
    assert fact.lines == ("The feedback is withheld: fewer than 5 replies.",)
    assert has_feedback(said({"good": 3}))
    assert not has_feedback(Figures(UNSTATED, UNSTATED, None))


@pytest.mark.parametrize(("base", "is_withheld", "words"), [(None, False, "not stated"), (4, True, "fewer than 5"),
                                                            (5, False, "5")])  # fmt: skip
def test_withholds_printed_figures_of_a_small_base(base: int | None, *, is_withheld: bool, words: str) -> None:
    found = printed_figures([("Excellent", 85)], base=base, attended=exactly(10))
    assert (found.is_withheld, found.responded_words) == (is_withheld, words)
    assert found.printed == (() if is_withheld else (Share("Excellent", None, base, 85),))
    assert found.bands == found.printed


def event(title: str, counts: dict[str, int], **more: Any) -> EventReplies:
    """Replies to one event."""
    return EventReplies(title, said(counts, **more))


def test_adds_up_those_that_are_shown_and_names_the_others_with_why() -> None:
    pool = pooled(
        [
            event("One", {"good": 5}, attended=exactly(10), registered=exactly(12)),
            event("Two", {"excellent": 5, "poor": 5}, attended=exactly(20), registered=exactly(20)),
            event("Few", {"good": 4}, attended=exactly(10)),
            EventReplies("Printed", printed_figures([("Excellent", 85)])),
            EventReplies("Printed of many", printed_figures([("Excellent", 85)], base=40)),
            EventReplies("Nobody", Figures(UNSTATED, exactly(9), None)),
        ],
        DAY,
    )
    assert pool.left_out == (
        LeftOut("Few", "fewer than 5 replies"),
        LeftOut("Printed", "base not stated"),
        LeftOut("Printed of many", "counts not stated"),
        LeftOut("Nobody", "no replies"),
    )
    assert (pool.counted, pool.figures.responded, pool.figures.response_rate) == (2, 15, 50)
    assert (pool.figures.registered, pool.figures.attended) == (exactly(32), exactly(30))
    (row,) = pool.figures.questions
    assert [share.count for share in row.answers] == [5, 0, 5, 0, 5]
    assert pool.spreads[0] == Spread("Overall rating: Excellent", 0, 50, 2)


def test_adds_nothing_up_where_there_is_nothing() -> None:
    pool = pooled([], DAY)
    assert (pool.counted, pool.figures.responded, pool.figures.questions, pool.spreads) == (0, None, (), ())
    assert pool.figures.attended == UNSTATED


def test_leaves_the_rate_out_where_one_event_does_not_know_who_came() -> None:
    pool = pooled([event("One", {"good": 5}, attended=exactly(10)), event("Two", {"good": 5})], DAY)
    assert (pool.figures.responded, pool.figures.response_rate) == (10, None)
    assert pool.figures.attended.words == "at least 10"


def test_tells_how_far_events_lie_apart_from_two_on() -> None:
    assert pooled([event("One", {"good": 5})], DAY).spreads == ()
    assert Spread("Excellent", 80, 92, 3).words == "80% to 92% over 3 events"
    assert Spread("Excellent", 80, 80, 2).words == "80% at each of 2 events"


@pytest.mark.parametrize(
    ("headcount", "words", "exact", "is_stated"),
    [
        (UNSTATED, "not stated", None, False),
        (exactly(0), "0", 0, True),
        (exactly(1315), "1,315", 1315, True),
        (between(160, 1320), "160 to 1,320", None, True),
        (Headcount(None, 80), "0 to 80", None, True),
        (Headcount(1301, None), "at least 1,301", None, True),
        (over(300), "over 300", None, True),
        (about(200), "about 200", None, True),
        (Headcount(printed="a full hall"), "a full hall", None, True),
    ],
)
def test_tells_a_number_of_people_as_exactly_as_it_is_known(
    headcount: Headcount, words: str, exact: int | None, *, is_stated: bool
) -> None:
    assert (headcount.words, headcount.exact, headcount.is_stated) == (words, exact, is_stated)
    assert as_json(Figures(headcount, headcount, None))["attended"] == (exact if exact is not None else (
        words if is_stated else None
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "not stated"),
        ([UNSTATED], "not stated"),
        ([over(300)], "over 300"),
        ([exactly(10), exactly(20)], "30"),
        ([exactly(10), UNSTATED], "at least 10"),
        ([exactly(10), over(300)], "at least 311"),
        ([exactly(10), about(200)], "about 210"),
        ([over(300), about(200)], "at least about 501"),
        ([between(40, 80), about(200)], "about 240 to 280"),
        ([UNSTATED, UNSTATED], "not stated"),
        ([Headcount(None, 80), exactly(10)], "10 to 90"),
    ],
)
def test_adds_people_up_no_more_exactly_than_they_are_known(parts: list[Headcount], words: str) -> None:
    assert total(parts).words == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1, "1"), (19, "19"), (20, "20"), (21, "over 20"), (29, "over 20"), (30, "30"), (99, "over 90"),
     (100, "100"), (101, "over 100"), (199, "over 100"), (200, "200"), (1315, "over 1,300")],
)  # fmt: skip  # both sides of each step
def test_rounds_people_down_in_a_sentence(number: int, words: str) -> None:
    assert in_a_sentence(exactly(number)) == words
    assert in_a_sentence(between(number, number + 1)) == f"{number:,} to {number + 1:,}"


def test_writes_numbers_below_ten_as_words() -> None:
    assert [in_words(number) for number in (0, 1, 9, 10, 1200)] == ["no", "one", "nine", "10", "1,200"]


@pytest.mark.parametrize(
    ("number", "came", "sentence"),
    [
        (0, UNSTATED, "No seminars were delivered."),
        (1, exactly(31), "One seminar was delivered to over 30 nurses."),
        (3, over(300), "Three seminars were delivered to over 300 nurses."),
        (10, exactly(0), "10 seminars were delivered to 0 nurses."),
        (2, UNSTATED, "Two seminars were delivered; the number of nurses is not stated."),
    ],
)
def test_says_what_was_delivered_to_whom(number: int, came: Headcount, sentence: str) -> None:
    assert delivered_sentence(number, "seminar", "seminars", came, "nurses") == sentence


def test_draws_a_bar_of_a_thousand_for_a_hundred_per_cent() -> None:
    chart = chart_of("Overall", (Share("Excellent", 1, 3, 33), Share("Good", 0, 3, 0), Share("All", 3, 3, 100)))
    assert [(bar.label, bar.shown, bar.width) for bar in chart.bars] == [
        ("Excellent", "33%", 330),
        ("Good", "0%", 0),
        ("All", "100%", 1000),
    ]
    assert chart.said == "Overall. Excellent: 33%; Good: 0%; All: 100%."
