"""How are figures of feedback, actions of events and lines of the history told to readers and to machines?"""

import datetime
from collections import Counter

import pytest

from dhr_cases.models import Organisation
from learning.event_action_facts import STATE_AFTER, BodyTally, _tally
from learning.event_figures import EventFigures, _figures
from learning.event_terms import EventKind
from learning.feedback_charts import SCALE, Chart, chart_of
from learning.feedback_facts import FeedbackFact, action_line, fact_of, has_feedback, line_of
from learning.feedback_json import as_json
from learning.feedback_scales import ACTION_WORDS, OVERALL, QUESTIONS, WANTS_MORE, ActionState, FeedbackKind
from learning.feedback_statistics import Figures, Share, figures, printed_figures, tally
from learning.headcounts import UNSTATED, Headcount, about, between, exactly, over
from learning.history_rows import WHOLE, About, _about
from learning.models import Event, EventAction, LearningEvent
from learning.papers.feedback_report.kinds import FORMATS, ReportFormat
from learning.verbs import LearningVerb

DAY = QUESTIONS[FeedbackKind.DAY]
TODAY = datetime.date(2026, 11, 2)
ONE_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("came", "told"),
    [
        (exactly(31), 31), (exactly(0), 0), (over(300), "over 300"), (about(200), "about 200"),
        (between(160, 320), "160 to 320"), (Headcount(40), "at least 40"), (Headcount(None, 40), "0 to 40"),
        (UNSTATED, None),
    ],
)  # fmt: skip  # people who came, as machines are told
def test_tells_machines_a_number_only_where_it_is_known_exactly(came: Headcount, told: int | str | None) -> None:
    said = as_json(Figures(came, came, None))
    assert (said["registered"], said["attended"], said["responded"], said["withheld"]) == (told, told, None, False)
    assert (said["bands"], said["questions"], said["response_rate"]) == ([], [], None)


@pytest.mark.parametrize(("replied", "is_withheld"), [(4, True), (5, False), (6, False)])
def test_tells_machines_nothing_of_four_replies_and_all_of_five(replied: int, *, is_withheld: bool) -> None:
    said = as_json(figures((WANTS_MORE,), {"wants_more": {"yes": replied}}, replied, attended=exactly(10)))
    assert said["withheld"] is is_withheld
    assert said["responded"] == ("fewer than 5" if is_withheld else replied)
    assert said["response_rate"] == (None if is_withheld else replied * 10)
    assert [row["percent"] for row in said["bands"]] == ([] if is_withheld else [100])
    assert len(said["questions"]) == (0 if is_withheld else 1)


def test_tells_machines_of_a_question_withheld_that_it_is() -> None:
    said = as_json(figures((OVERALL, WANTS_MORE), {"overall": {"good": 4}, "wants_more": {"yes": 5}}, 9))
    withheld, shown = said["questions"]
    assert withheld == {
        "code": "overall",
        "question": "Overall rating",
        "answered": "fewer than 5",
        "answers": [],
        "bands": [],
        "withheld": True,
    }
    assert (shown["answered"], shown["withheld"]) == (5, False)
    assert [(row["label"], row["count"], row["base"], row["percent"]) for row in shown["answers"]] == [
        ("Yes", 5, 5, 100),
        ("No", 0, 5, 0),
    ]


def test_notes_beside_a_printed_percentage_that_its_base_is_not_stated() -> None:
    assert as_json(printed_figures([("Excellent", 85)]))["bands"] == [
        {"label": "Excellent", "count": None, "base": None, "percent": 85, "note": "base not stated"}
    ]
    assert as_json(printed_figures([("Excellent", 85)], base=20))["bands"] == [
        {"label": "Excellent", "count": None, "base": 20, "percent": 85}
    ]


def test_counts_only_answers_that_were_offered() -> None:
    replies = [
        {"overall": "good"},
        {"overall": "good", "wants_more": "yes"},
        {"overall": ""},
        {"wants_more": "perhaps"},
    ]
    assert tally(replies, (OVERALL, WANTS_MORE)) == {"overall": Counter(good=2), "wants_more": Counter(yes=1)}
    assert tally([], (OVERALL,)) == {"overall": Counter()}


@pytest.mark.parametrize(
    ("said", "is_any"),
    [
        (Figures(UNSTATED, UNSTATED, None), False),
        (Figures(exactly(5), exactly(5), None), False),
        (figures(DAY, {}, 4), True),
        (figures(DAY, {}, 5), True),
        (printed_figures([("Excellent", 85)]), True),
        (printed_figures([]), False),
    ],
)
def test_knows_whether_anybody_said_anything(said: Figures, *, is_any: bool) -> None:
    assert has_feedback(said) is is_any


@pytest.mark.parametrize(
    ("share", "line"),
    [
        (Share("Excellent or very good", 85, 100, 85), "85% excellent or very good (85 of 100)"),
        (Share("Would like future seminars", 1200, 1300, 92), "92% would like future seminars (1,200 of 1,300)"),
        (Share("DHR seminars wanted", None, None, 99), "99% DHR seminars wanted (base not stated)"),
        (Share("Excellent", None, 40, 85), "85% excellent (40)"),
        (Share("A", 0, 5, 0), "0% a (0 of 5)"),
    ],
)
def test_writes_a_share_into_a_sentence(share: Share, line: str) -> None:
    assert line_of(share) == line


def test_tells_a_report_the_rate_only_where_there_is_one() -> None:
    known = figures((WANTS_MORE,), {"wants_more": {"yes": 19}}, 19, attended=exactly(31))
    assert fact_of(known) == FeedbackFact(19, "61% of those who came", ("100% would like future seminars (19 of 19)",))
    rough = figures((WANTS_MORE,), {"wants_more": {"yes": 19}}, 19, attended=about(31))
    assert fact_of(rough).response_rate == ""
    assert fact_of(figures(DAY, {}, 4, least=10)) == FeedbackFact(
        None, "", ("The feedback is withheld: fewer than 10 replies.",)
    )


def test_quotes_no_question_but_the_overall_rating_and_the_wish_for_more() -> None:
    counts = {question.code: {question.answers[0].code: 6} for question in DAY}
    lines = fact_of(figures(DAY, counts, 6)).lines
    assert lines == (
        "100% excellent or very good (6 of 6)",
        "100% excellent, very good or good (6 of 6)",
        "100% would like future seminars (6 of 6)",
    )
    assert fact_of(figures(DAY, counts | {"overall": {"good": 4}}, 6)).lines == (
        "100% would like future seminars (6 of 6)",
        "Overall rating: withheld, fewer than 5 answered",
    )


def action(state: ActionState, due: datetime.date | None, owner: Organisation | None = None) -> EventAction:
    """An action that came out of an event."""
    event = Event(title="Asking again")
    return EventAction(event=event, text="Train.", theme="Training", state=state, due_on=due, owner=owner)


@pytest.mark.parametrize(
    ("due", "is_late"), [(None, False), (TODAY - ONE_DAY, True), (TODAY, False), (TODAY + ONE_DAY, False)]
)
@pytest.mark.parametrize("state", ActionState)
def test_is_late_from_the_day_after_while_it_is_open(
    state: ActionState, due: datetime.date | None, *, is_late: bool
) -> None:
    line = action_line(action(state, due), TODAY)
    assert line.is_late is (is_late and state is ActionState.OPEN)
    assert (line.event, line.theme, line.text, line.due_on) == ("Asking again", "Training", "Train.", due)
    assert (line.owner, line.state) == ("", ACTION_WORDS[state])


def test_names_the_body_that_is_asked() -> None:
    assert action_line(action(ActionState.OPEN, None, Organisation(name="Kent Police")), TODAY).owner == "Kent Police"


def test_leads_from_each_act_to_how_the_action_stands_then() -> None:
    assert set(STATE_AFTER.values()) == set(ActionState)
    assert STATE_AFTER[LearningVerb.UPDATE_EVENT_ACTION] is ActionState.OPEN
    assert all(verb.endswith("event_action") or "event_action" in verb for verb in STATE_AFTER)


def test_counts_the_actions_of_a_body_by_how_they_stood() -> None:
    """Late is only what was open then, whatever its row says today."""
    due = (TODAY - ONE_DAY, TODAY, None, TODAY - ONE_DAY)
    rows = [action(ActionState.CONFIRMED, day) for day in due]
    for key, row in enumerate(rows):
        row.pk = key
    states = dict(enumerate((ActionState.OPEN, ActionState.OPEN, ActionState.OPEN, ActionState.DONE)))
    found = _tally(None, rows, states, TODAY)
    assert found == BodyTally(None, {ActionState.OPEN: 3, ActionState.DONE: 1}, 1)
    assert found.of(ActionState.OPEN, ActionState.DONE, ActionState.DROPPED) == 4
    assert BodyTally(None).of(*ActionState) == 0


def event(**known: object) -> Event:
    """An event."""
    row = Event(pk=7, kind=EventKind.SEMINAR)
    for name, value in known.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("known", "counted", "came", "is_by_name"),
    [
        ({}, {}, UNSTATED, False),
        ({}, {"booked": 3, "noted": 0, "came": 0}, UNSTATED, False),
        ({}, {"booked": 3, "noted": 3, "came": 2}, exactly(2), True),
        ({}, {"booked": 3, "noted": 3, "came": 0}, exactly(0), True),
        ({"attended_least": 40, "attended_most": 40}, {"booked": 3, "noted": 3, "came": 2}, exactly(40), False),
        ({"attended_words": "over 300", "attended_least": 301}, {}, over(300), False),
    ],
)
def test_counts_who_came_by_name_unless_it_was_given_elsewhere(
    known: dict[str, object], counted: dict[str, int], came: Headcount, *, is_by_name: bool
) -> None:
    """Nobody noted is not nobody there."""
    found = _figures(event(**known), counted)
    assert (found.came, found.is_by_name) == (came, is_by_name)
    assert found.attended == came.exact
    assert (found.booked, found.waiting, found.cancelled) == (counted.get("booked", 0), 0, 0)


def test_counts_bookings_each_apart() -> None:
    found = _figures(event(), {"booked": 3, "waiting": 2, "cancelled": 1, "noted": 1, "came": 1})
    assert found == EventFigures(3, 2, 1, exactly(1), is_by_name=True)


def test_says_a_chart_in_one_sentence() -> None:
    chart = chart_of("Overall", (Share("Good", 1, 3, 33), Share("Fair", 2, 3, 67), Share("Poor", 0, 3, 0)))
    assert chart.said == "Overall. Good: 33%; Fair: 67%; Poor: 0%."
    assert [bar.width for bar in chart.bars] == [330, 670, 0]
    assert chart_of("Empty", ()) == Chart("Empty", ())
    assert SCALE == 1000


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({}, WHOLE),
        ({"review": "Robin/2023"}, "Robin/2023"),
        ({"review": "Robin/2023", "paragraph": 4}, "Robin/2023, paragraph 4"),
        ({"review": "Robin/2023", "recommendation": 2}, "Robin/2023, recommendation 2"),
        ({"review": "Robin/2023", "paragraph": 4, "theme": "Risk"}, "Robin/2023, paragraph 4"),
        ({"theme": "Risk", "to": "Danger"}, "Risk"),
        ({"to": ["Risk", "Danger"]}, "Risk, Danger"),
        ({"set": "Priorities"}, "Priorities"),
        ({"set": ""}, WHOLE),
        ({"event": "Gone since"}, "Gone since"),
        ({"event": 99}, WHOLE),
    ],
)
def test_says_what_an_act_was_about_that_is_about_no_event(detail: dict[str, object], words: str) -> None:
    assert _about(LearningEvent(subject="theme", detail=detail), {}) == About(words)


def test_says_of_an_act_about_an_event_its_title_of_today_and_its_address() -> None:
    found = event(code="asking-again", title="Asking again")
    events: dict[int | str, Event] = {7: found, "asking-again": found}
    told = (
        LearningEvent(subject="event", subject_id=7, detail={}),
        LearningEvent(subject="booking", subject_id=3, detail={"event": "asking-again"}),
        LearningEvent(subject="booking", subject_id=3, detail={"event": 7}),
    )
    assert {_about(row, events) for row in told} == {About("Asking again", "asking-again")}
    assert _about(LearningEvent(subject="booking", subject_id=7, detail={}), events) == About(WHOLE)


def test_offers_the_report_for_reading_and_for_showing() -> None:
    assert [(form.value, FORMATS[form].label) for form in ReportFormat] == [
        ("docx", "Report, Word"),
        ("pdf", "Report, PDF"),
        ("html", "Report, web page"),
        ("pptx", "Slides"),
    ]
