"""What does a row of learning say of itself before anything is written: its name, its number, its days, its secret?

Nothing here needs a database: the rows are made up.
"""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CharField, Model

from dhr_cases.models import PartialDate, PublicRecord
from learning.event_terms import FOLLOW_UP_MONTHS, KEEP_MONTHS, BookingState, EventState, ItemKind, Registration
from learning.feedback_scales import ABOUT_YOU, KIND_LABELS, QUESTIONS, ActionState, FeedbackKind
from learning.models import (
    Attendee,
    Booking,
    CodedItem,
    Event,
    EventAction,
    EventMessage,
    EventSeries,
    EventSettings,
    FeedbackForm,
    FeedbackReply,
    FeedbackSettings,
    FeedbackSummary,
    IndexedSummary,
    Invitation,
    LearningEvent,
    PackReview,
    ProgrammeItem,
    PublishedPassage,
    RecommendationTheme,
    SearchWord,
    SlideTemplate,
    Speaker,
    Theme,
    ThemeSet,
    TopicSuggestion,
)
from learning.verbs import VERBS, LearningVerb

DAY = datetime.date(2026, 3, 1)
ONE = datetime.timedelta(days=1)
RECORD = PublicRecord(title="Robin, 2019", slug="robin-2019")
ASKED = {question.code: question for questions in (ABOUT_YOU, *QUESTIONS.values()) for question in questions}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Event(title="Asking again", code="asking-again"), "Asking again"),
        (EventSeries(name="Lessons learnt"), "Lessons learnt"),
        (Speaker(name="Kim Reed", email="kim@example.test", body="Testshire Refuge"), "Testshire Refuge"),
        (Speaker(name="Kim Reed", email="kim@example.test"), "A speaker"),
        (ProgrammeItem(title="Welcome", speaker=Speaker(name="Kim Reed")), "Welcome"),
        (Booking(pk=41), "Booking 41"),
        (Attendee(pk=3, booking_id=41, name="Kim Reed", email="kim@example.test"), "Booking 41"),
        (Invitation(pk=9, name="Kim Reed", email="kim@example.test"), "Invitation 9"),
        (EventMessage(pk=12, attendee=Attendee(name="Kim Reed")), "Message 12"),
        (TopicSuggestion(text="Economic abuse", suggested_by="A charity"), "Economic abuse"),
        (FeedbackReply(pk=5, comment="Kim Reed was good"), "Reply 5"),
        (FeedbackSummary(source="Yearly report 2018"), "Yearly report 2018"),
        (EventAction(text="Write to the trust", theme="Risk"), "Write to the trust"),
        (ThemeSet(code="local", label="Local themes"), "Local themes"),
        (Theme(code="risk", label="Risk after a separation"), "Risk after a separation"),
        (RecommendationTheme(theme=Theme(label="Risk after a separation")), "Risk after a separation"),
        (CodedItem(number=4, text="Somebody's words"), "Recommendation 4"),
        (CodedItem(record=RECORD, number=4, text="Somebody's words"), "Robin, 2019, paragraph 4"),
        (IndexedSummary(record=RECORD), "Summary of Robin, 2019"),
        (PublishedPassage(summary=IndexedSummary(record=RECORD), number=12), "Robin, 2019, paragraph 12"),
        (SearchWord(word="separation"), "separation"),
    ],
)
def test_calls_a_row_of_learning_by_words_that_name_nobody(row: Model, words: str) -> None:
    """Who spoke, booked, was invited or wrote something stands in no title."""
    assert str(row) == words


@pytest.mark.parametrize("verb", list(LearningVerb))
def test_calls_an_event_by_the_words_of_its_act(verb: LearningVerb) -> None:
    assert str(LearningEvent(kind=verb)) == VERBS[verb].done != verb.value
    assert len(verb.value) <= (LearningEvent._meta.get_field("kind").max_length or 0)


@pytest.mark.parametrize("kind", list(FeedbackKind))
def test_calls_a_form_by_its_kind(kind: FeedbackKind) -> None:
    assert str(FeedbackForm(kind=kind)) == KIND_LABELS[kind]


# days


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "takes"),
    [
        (DAY, DAY, [False, True, False]),
        (DAY - ONE, DAY, [True, True, False]),
        (DAY, DAY + ONE, [False, True, True]),
        (DAY + ONE, DAY + ONE, [False, False, True]),
        (DAY - ONE, DAY - ONE, [True, False, False]),
    ],
)
def test_takes_replies_from_the_day_it_opened_to_its_last(
    opens_on: datetime.date, closes_on: datetime.date, takes: list[bool]
) -> None:
    """Both days included; one that was closed before takes none on any day."""
    form = FeedbackForm(opens_on=opens_on, closes_on=closes_on)
    assert [form.takes_replies(DAY + ONE * days) for days in (-1, 0, 1)] == takes
    form.is_closed = True
    assert not any(form.takes_replies(DAY + ONE * days) for days in (-1, 0, 1))


@pytest.mark.parametrize(
    ("to_on", "last_on"),
    [
        (None, None),
        (DAY, datetime.date(2026, 2, 28)),
        (datetime.date(2024, 3, 1), datetime.date(2024, 2, 29)),
        (datetime.date(2026, 1, 1), datetime.date(2025, 12, 31)),
    ],
)
def test_holds_as_a_theme_until_the_day_before_it_no_longer_does(
    to_on: datetime.date | None, last_on: datetime.date | None
) -> None:
    assert Theme(from_on=datetime.date(2020, 1, 1), to_on=to_on).last_on == last_on


# secrets


def test_gives_every_address_a_secret_of_its_own() -> None:
    """Long enough, fit for an address, and not the same twice; that of a form is shorter, for it is printed."""
    for kind, shortest in ((Attendee, 32), (Invitation, 32), (FeedbackForm, 22)):
        secrets = [kind().token for _ in range(50)]
        assert len(set(secrets)) == len(secrets)
        assert {len(secret) for secret in secrets} == {shortest}
        assert all(secret.replace("-", "").replace("_", "").isalnum() for secret in secrets)
        assert kind._meta.get_field("token").unique
        assert shortest <= (kind._meta.get_field("token").max_length or 0)


# questions


def test_has_a_column_for_every_question_of_the_forms() -> None:
    """With the answers of the question, and room for none: every question may be left out."""
    columns = {field.name: field for field in FeedbackReply._meta.concrete_fields if isinstance(field, CharField)}
    chosen = {code for code, question in ASKED.items() if question.answers}
    assert {name for name, field in columns.items() if field.choices} == chosen
    for code in chosen:
        given = [(answer.code, answer.label) for answer in ASKED[code].answers]
        assert list(columns[code].choices or ()) == given
        assert columns[code].verbose_name == ASKED[code].label.lower()
        assert columns[code].blank
        assert max(len(answer) for answer, _label in given) <= (columns[code].max_length or 0)
        assert getattr(FeedbackReply(), code) == ""


def test_keeps_at_least_five_replies_to_itself() -> None:
    """More where a partnership wants it; fewer are refused with the form, before the database is asked."""
    field = FeedbackSettings._meta.get_field("least_shown")
    assert FeedbackSettings().least_shown == 5
    assert [field.clean(number, None) for number in (5, 6, 50)] == [5, 6, 50]
    for number in (4, 0):
        with pytest.raises(ValidationError, match="greater than or equal to 5"):
            field.clean(number, None)


# what nobody said yet


def test_begins_unannounced_unbooked_and_unsettled() -> None:
    event = Event()
    assert (event.state, event.registration, event.stands_for) == (EventState.DRAFT, Registration.NONE, 1)
    assert (event.on, event.is_online, event.is_attended_each) == (PartialDate.unknown(), False, False)
    assert (event.attended_least, event.attended_most, event.capacity) == (None, None, None)
    assert (Booking().state, Booking().has_attended) == (BookingState.BOOKED, None)
    assert (ProgrammeItem().kind, ProgrammeItem().is_dropped) == (ItemKind.TALK, False)
    assert (Speaker().is_named, Invitation().has_booked, EventMessage().attempts) == (False, False, 0)
    assert (EventSettings().keep_months, EventSettings().follow_up_months) == (KEEP_MONTHS, FOLLOW_UP_MONTHS)
    assert (EventAction().state, FeedbackReply().is_covered) == (ActionState.OPEN, False)
    assert (FeedbackForm().is_closed, FeedbackSummary().base, FeedbackSummary().lines) == (False, None, [])
    assert (PackReview().has_family_agreed, PackReview().is_chosen, SlideTemplate().is_used) == (False, True, True)
    assert (ThemeSet().is_exclusive, Theme().to_on) == (False, None)


def test_shares_no_list_between_two_rows() -> None:
    """What is added to the figures of one event is not in those of the next."""
    FeedbackSummary().lines.append({"label": "Would come again", "percent": 90})
    assert FeedbackSummary().lines == []
