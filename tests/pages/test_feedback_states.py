"""What do the pages of feedback say of an event nobody asked about, few answered, many answered, or others counted?"""

import datetime

import pytest
from django.urls import reverse

from dhr_cases.deadlines import long_date
from dhr_cases.models import PartialDate, Partnership, User
from dhr_cases.models.history import change
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.actions.feedback import PrintedLine, close_feedback, set_feedback, take_over_summary
from learning.feedback_scales import FeedbackKind
from learning.models import Event, FeedbackForm, FeedbackReply, FeedbackSettings, FeedbackSummary, LearningEvent
from learning.verbs import LearningVerb
from tests.by_form import boxes
from tests.coded import second_coder
from tests.conftest import Cast
from tests.events import day_in
from tests.feedback import answer, event_of, form_of
from tests.learning_pages import act_page, page, sent
from tests.seen import Seen, browser

pytestmark = pytest.mark.django_db

V = LearningVerb
NOT_FOUND = 404
ABOUT = {"Open the feedback form", "Take over printed figures", "Record what the event recommended"}
KEPT = "Kept in the history of learning with your name."


@pytest.fixture
def event(cast: Cast) -> Event:
    """A seminar that was held."""
    return event_of(cast)


def of_event(user: User, event: Event) -> Seen:
    """The page of feedback of an event."""
    return page(user, event.partnership, "event_feedback", event.code)


def overview(user: User, cast: Cast, **asked: str) -> Seen:
    """The page of all feedback."""
    return page(user, cast.partnership, "feedback_overview", **asked)


def test_says_that_nobody_was_asked_yet(cast: Cast, event: Event) -> None:
    shown = of_event(cast.coordinator, event)
    for words in ("No form has been opened.", "Nobody has replied yet.", "No action has been recorded."):
        assert words in shown
    assert shown.headings[0] == "Feedback: Learning from reviews"
    assert "In people’s own words" not in shown.headings
    assert "What changed after three months" not in shown.headings
    assert {*shown.links, *shown.buttons} >= ABOUT
    for reader in (cast.csp_chair, cast.auditor):
        assert not ABOUT & {*of_event(reader, event).links, *of_event(reader, event).buttons}
    listed = overview(cast.auditor, cast)
    assert listed.tables["Events and their feedback"] == [
        ["Learning from reviews", "2 November 2026", "not stated", "not stated", "not stated", "not stated"]
    ]
    assert "There are no replies to add up." in listed
    assert "Learning from reviews: no replies" in listed


def test_shows_where_people_answer_only_while_the_form_takes_answers(cast: Cast, event: Event) -> None:
    form = form_of(cast, event, days=0)
    last = long_date(day_in(0))
    shown = of_event(cast.coordinator, event)
    assert f"Takes answers until {last}." in shown
    assert "Feedback on the event" in shown.headings
    assert "Close the feedback form" in {*shown.buttons, *shown.links}
    address = reverse("feedback_give", args=(form.token,))
    assert [words for words in shown.links if words.endswith(address)]
    reader = of_event(cast.auditor, event)
    assert [words for words in reader.links if words.endswith(address)]
    assert "Close the feedback form" not in {*reader.buttons, *reader.links}
    close_feedback(form=form, by=cast.coordinator)
    closed = of_event(cast.coordinator, event)
    assert f"Takes no answers. Its last day was to be {last}." in closed
    assert form.token not in closed.words
    with change("Test", None):
        form.is_closed, form.opens_on, form.closes_on = False, day_in(-9), day_in(-1)
        form.save()
    assert f"Takes no answers. Its last day was {long_date(day_in(-1))}." in of_event(cast.coordinator, event)


@pytest.mark.parametrize(("replies", "is_shown"), [(4, False), (5, True)])
def test_shows_words_and_figures_of_five_and_nothing_of_four(
    cast: Cast, event: Event, replies: int, *, is_shown: bool
) -> None:
    form, later = form_of(cast, event), form_of(cast, event, FeedbackKind.FOLLOW_UP)
    answer(form, "overall", {"good": replies}, will_change="I will ask alone", comment="Too warm")
    answer(later, "has_changed", {"yes": replies}, will_change="We ask alone now")
    shown = of_event(cast.coordinator, event)
    withheld = "Percentages and people’s own words are withheld: fewer than 5 replies."
    assert (withheld in shown, "Withheld: fewer than 5 replies." in shown) == (not is_shown, not is_shown)
    for words in ("I will ask alone", "Too warm", "We ask alone now"):
        assert (words in shown) is is_shown
    assert ("Take out what names somebody or leads to them." in shown) is is_shown
    assert "What changed after three months" in shown.headings
    labels = ["What people will do differently", "Other comments", "What changed"]
    assert [each for each in shown.headings if each in labels] == (labels if is_shown else [])
    if is_shown:
        assert shown.tables["Overall rating: 5 answered"][2] == ["Good", "5", "100%"]
        assert shown.tables["Answers taken together: Overall rating"] == [
            ["Excellent", "0", "5", "0%"],
            ["Excellent or very good", "0", "5", "0%"],
            ["Excellent, very good or good", "5", "5", "100%"],
            ["Excellent, very good, good or fair", "5", "5", "100%"],
        ]
        assert "Withheld: fewer than 5 answered." in shown
    assert ("100%" in shown) is is_shown


def test_hides_more_where_the_partnership_says_so(cast: Cast, event: Event) -> None:
    answer(form_of(cast, event), "overall", {"good": 7}, comment="Too warm")
    set_feedback(partnership=cast.partnership, by=cast.coordinator, least_shown=8)
    shown = of_event(cast.coordinator, event)
    assert "withheld: fewer than 8 replies." in shown
    assert "Too warm" not in shown
    listed = overview(cast.coordinator, cast)
    assert "Nothing is shown of fewer than 8 replies." in listed
    assert "Learning from reviews: fewer than 8 replies" in listed
    assert listed.tables["Events and their feedback"][0][-1] == "withheld"
    form = browser(cast.outsider).get(reverse("feedback_give", args=(FeedbackForm.objects.get().token,)))
    assert "Nothing is shown of fewer than 8 answers." in Seen(form)


def test_leads_to_taking_words_out_only_those_who_may(cast: Cast, event: Event) -> None:
    answer(form_of(cast, event), "overall", {"good": 5}, comment="Anna was kind")
    take_out = "Take out the words of this reply: Anna was kind"
    assert take_out in of_event(cast.coordinator, event).links
    assert take_out not in of_event(cast.auditor, event).links
    reply = next(row for row in FeedbackReply.objects.all() if row.comment)
    opened = act_page(cast.coordinator, cast.partnership, V.COVER_WORDS, reply)
    assert "Anna was kind" in opened
    assert KEPT in opened
    assert "Do not repeat the words in the reason." in opened
    assert sent(cast.coordinator, cast.partnership, V.COVER_WORDS, {"reason": " "}, reply).faults == [
        "Enter the reason"
    ]
    done = sent(cast.coordinator, cast.partnership, V.COVER_WORDS, {"reason": "It names somebody"}, reply)
    assert done.faults == []
    assert "Anna" not in of_event(cast.coordinator, event).words
    reply.refresh_from_db()
    assert (reply.is_covered, reply.overall) == (True, "good")
    told = LearningEvent.objects.get(kind=V.COVER_WORDS)
    assert (told.reason, told.detail) == ("It names somebody", {"event": "Learning from reviews"})


def test_shows_printed_figures_as_they_were_printed(cast: Cast, event: Event) -> None:
    with change("Test", None):
        event.on, event.year = PartialDate.unknown(), 2017
        event.save()
    typed = "85% Excellent or very good\r\n97 DHR learning was clear\r\n"
    done = sent(
        cast.coordinator, cast.partnership, V.TAKE_OVER_SUMMARY, {"lines": typed, "source": "Annual report"}, event
    )
    assert done.faults == []
    shown = of_event(cast.auditor, event)
    assert "Taken over as printed in: Annual report." in shown
    assert shown.tables["Percentages as printed"] == [
        ["Excellent or very good", "not stated", "base not stated", "85%"],
        ["DHR learning was clear", "not stated", "base not stated", "97%"],
    ]
    listed = overview(cast.auditor, cast)
    assert listed.tables["Events and their feedback"] == [
        ["Learning from reviews", "2017/18", "not stated", "not stated", "not stated", "85% (base not stated)"]
    ]
    assert "Learning from reviews: base not stated" in listed
    opened = act_page(cast.coordinator, cast.partnership, V.TAKE_OVER_SUMMARY, event)
    assert opened.values["lines"].splitlines() == ["85 Excellent or very good", "97 DHR learning was clear"]
    assert opened.values["source"] == "Annual report"
    again = {"lines": "86 Excellent or very good", "base": "40", "source": "Annual report"}
    assert sent(cast.coordinator, cast.partnership, V.TAKE_OVER_SUMMARY, again, event).faults == []
    assert FeedbackSummary.objects.get().base == 40
    assert "Learning from reviews: counts not stated" in overview(cast.auditor, cast)


PRINTED_WRONG = [
    ("Excellent 85", "“Excellent 85” does not begin with a percentage from 0 to 100 and its words."),
    ("101 Excellent", "“101 Excellent” does not begin with a percentage from 0 to 100 and its words."),
    ("85", "“85” does not begin with a percentage from 0 to 100 and its words."),
    ("8.5 Good", "“8.5 Good” does not begin with a percentage from 0 to 100 and its words."),
    ("-5 Good", "“-5 Good” does not begin with a percentage from 0 to 100 and its words."),
]


@pytest.mark.parametrize(("lines", "sentence"), PRINTED_WRONG)
def test_names_the_line_that_is_no_percentage(cast: Cast, event: Event, lines: str, sentence: str) -> None:
    answers = {"lines": f"85 Useful\n{lines}", "source": "Report"}
    shown = sent(cast.coordinator, cast.partnership, V.TAKE_OVER_SUMMARY, answers, event)
    assert shown.faults == [sentence]
    assert not FeedbackSummary.objects.exists()


def test_takes_percentages_from_nought_to_a_hundred(cast: Cast, event: Event) -> None:
    answers = {"lines": "0 Poor\n100% Useful", "source": "Report"}
    assert sent(cast.coordinator, cast.partnership, V.TAKE_OVER_SUMMARY, answers, event).faults == []
    assert [line["percent"] for line in FeedbackSummary.objects.get().lines] == [0, 100]


def test_takes_over_no_printed_figures_beside_replies(cast: Cast, event: Event) -> None:
    lines = [PrintedLine("Useful", 85)]
    take_over_summary(event=event, by=cast.coordinator, lines=lines, source="Report")
    answer(form_of(cast, event), "overall", {"good": 5})
    shown = of_event(cast.coordinator, event)
    assert "Percentages as printed" not in shown.tables
    assert "Take over printed figures" not in {*shown.links, *shown.buttons}


@pytest.mark.parametrize(("closes_in", "faults"), [(-1, ["The last day cannot be in the past."]), (0, [])])
def test_opens_a_form_until_today_or_later(cast: Cast, event: Event, closes_in: int, faults: list[str]) -> None:
    opened = act_page(cast.coordinator, cast.partnership, V.OPEN_FEEDBACK, event)
    assert "People answer on their telephone, without an account and without giving a name." in opened
    assert opened.ticked("kind") == ["Feedback on the event"]
    answers = {"kind": "day", **boxes("closes_on", day_in(closes_in))}
    assert sent(cast.coordinator, cast.partnership, V.OPEN_FEEDBACK, answers, event).faults == faults
    assert FeedbackForm.objects.exists() is not bool(faults)


@pytest.mark.parametrize(
    ("number", "fault"),
    [("4", "5 or more"), ("5", ""), ("100", ""), ("101", "100"), ("", "required"), ("x", "whole number")],
)
def test_sets_how_few_stay_hidden_within_bounds(cast: Cast, number: str, fault: str) -> None:
    opened = act_page(cast.coordinator, cast.partnership, V.SET_FEEDBACK)
    assert opened.values["least_shown"] == "5"
    assert "5 or more." in opened
    shown = sent(cast.coordinator, cast.partnership, V.SET_FEEDBACK, {"least_shown": number})
    assert bool(shown.faults) is bool(fault)
    kept = list(FeedbackSettings.objects.values_list("least_shown", flat=True))
    assert kept == ([] if fault else [int(number)])


def test_filters_by_year_and_by_sort_of_event(cast: Cast) -> None:
    event_of(cast, "seminar", title="A seminar", year=2026)
    event_of(
        cast, "webinar", title="A webinar", kind="webinar", year=2025, on=PartialDate.on(datetime.date(2025, 5, 1))
    )
    everything = overview(cast.auditor, cast)
    assert everything.choices("year") == ["All years", "2026/27", "2025/26"]
    assert everything.choices("kind") == ["All events", "Seminar", "Webinar"]
    assert "Two events were delivered; the number of people is not stated." in everything
    assert {row[0] for row in everything.tables["Events and their feedback"]} == {"A seminar", "A webinar"}
    webinars = overview(cast.auditor, cast, kind="webinar")
    assert [row[0] for row in webinars.tables["Events and their feedback"]] == ["A webinar"]
    assert "One webinar was delivered; the number of people is not stated." in webinars
    none = overview(cast.auditor, cast, kind="webinar", year="2026")
    assert "No event that was held is among these." in none
    assert "No events were delivered." in none
    unknown = overview(cast.auditor, cast, kind="course")
    assert len(unknown.tables["Events and their feedback"]) == 2


def test_counts_one_person_as_one(cast: Cast) -> None:
    event_of(cast, attended_least=1, attended_most=1)
    assert "One seminar was delivered to 1 person." in overview(cast.auditor, cast)


def test_shows_an_action_of_an_event_in_each_state_with_what_comes_next(cast: Cast, event: Event) -> None:
    second = second_coder(cast)
    plan = ActionPlan(text="Train staff", theme="Asking", owner=cast.health, due_on=day_in(-1))
    late = record_event_action(event=event, by=cast.coordinator, plan=plan)
    shown = of_event(cast.coordinator, event)
    assert shown.states == {"Report is late": "overdue"}
    assert shown.facts == {
        "Theme": "Asking",
        "Asked of": "Testshire NHS Trust",
        "Reports back by": long_date(day_in(-1)),
    }
    offered = [
        "Note how the action gets on: Train staff",
        "Record the action as done: Train staff",
        "Record that nobody takes it on: Train staff",
    ]
    assert [words for words in shown.links if words.endswith(": Train staff")] == offered
    assert not [words for words in of_event(cast.auditor, event).links if words.endswith(": Train staff")]
    update_event_action(action=late, by=cast.coordinator, progress="Half way")
    assert of_event(cast.auditor, event).facts["How it gets on"] == "Half way"
    report_event_action_done(action=late, by=cast.coordinator, outcome="All ask", evidence="Audit of May")
    done = of_event(cast.coordinator, event)
    assert done.states == {"Done, not yet confirmed": "due_soon"}
    assert (done.facts["What changed"], done.facts["What shows it"]) == ("All ask", "Audit of May")
    assert [words for words in done.links if words.endswith(": Train staff")] == [
        "Confirm that it was done: Train staff",
        "Note how the action gets on: Train staff",
    ]
    confirm_event_action(action=late, by=second)
    ended = of_event(cast.coordinator, event)
    assert ended.states == {"Done and confirmed": "done"}
    assert ended.facts["Confirmed on"] == long_date(day_in(0))
    assert not [words for words in ended.links if words.endswith(": Train staff")]
    other = record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text="Share a list"))
    assert "No action is open." not in overview(cast.auditor, cast)
    drop_event_action(action=other, by=cast.coordinator, reason="Done elsewhere")
    assert of_event(cast.auditor, event).states["Not taken on"] == "not_started"
    assert "No action is open." in overview(cast.auditor, cast)
    assert "Train staff" not in overview(cast.auditor, cast)


def test_is_late_on_the_day_after_its_report_was_due(cast: Cast, event: Event) -> None:
    for days in (-1, 0, 1):
        plan = ActionPlan(text=f"Step {days}", due_on=day_in(days))
        record_event_action(event=event, by=cast.coordinator, plan=plan)
    shown = overview(cast.auditor, cast)
    assert shown.states == {"Report is late": "overdue", "Under way": "running"}
    assert shown.words.count("Report is late") == 1


def test_confirms_what_somebody_else_reported(cast: Cast, event: Event) -> None:
    row = record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text="Train staff"))
    report_event_action_done(action=row, by=cast.coordinator, outcome="All ask", evidence="Audit of May")
    opened = act_page(cast.coordinator, cast.partnership, V.CONFIRM_EVENT_ACTION, row)
    assert "Whoever recorded it as done cannot confirm it." in opened
    assert "What changed: All ask" in opened
    refused = sent(cast.coordinator, cast.partnership, V.CONFIRM_EVENT_ACTION, {}, row)
    assert refused.faults == ["You recorded this action as done. Somebody else confirms it."]
    assert sent(second_coder(cast), cast.partnership, V.CONFIRM_EVENT_ACTION, {}, row).faults == []


def test_answers_of_another_partnership_do_not_count(cast: Cast, event: Event) -> None:
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
        event.partnership = far
        event.save()
    answer(form_of_far(cast, event), "overall", {"good": 9})
    assert "No event that was held is among these." in overview(cast.coordinator, cast)
    path = reverse("event_feedback", args=(cast.partnership.code, event.code))
    assert browser(cast.coordinator).get(path).status_code == NOT_FOUND


def form_of_far(cast: Cast, event: Event) -> FeedbackForm:
    """A form of the other partnership's event, opened beside its acts."""
    with change("Test", cast.coordinator):
        form: FeedbackForm = FeedbackForm.objects.create(
            event=event, kind=FeedbackKind.DAY, opens_on=day_in(0), closes_on=day_in(9)
        )
    return form


def test_lists_open_actions_by_the_day_of_their_report_and_those_without_one_last(cast: Cast, event: Event) -> None:
    """On either database."""
    for text, days in (("Never", None), ("Later", 9), ("Sooner", 1), ("Not ever", None)):
        plan = ActionPlan(text=text, due_on=None if days is None else day_in(days))
        record_event_action(event=event, by=cast.coordinator, plan=plan)
    shown = overview(cast.auditor, cast)
    names = [words for words in shown.headings if words in {"Never", "Later", "Sooner", "Not ever"}]
    assert names == ["Sooner", "Later", "Never", "Not ever"]
