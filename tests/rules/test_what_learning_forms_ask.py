"""Which boxes does the form of each act of learning have, how much fits in, and what do its hints and words say?"""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from dhr_cases.forms.fields import ReasonField
from learning.briefing_boxes import BRIEFINGS, CONFIRMATIONS, BriefingKind
from learning.feedback_scales import ABOUT_YOU, OPEN_QUESTIONS, QUESTIONS, FeedbackKind
from learning.forms.briefings import BoxForm, MakeForm, SecondReadingForm
from learning.forms.core import KEPT
from learning.forms.event_people import MOST_INVITED, InviteForm, _person
from learning.forms.event_registration import RegistrationForm
from learning.forms.feedback_answers import LONGEST, FeedbackAnswers
from learning.forms.registry import FORMS
from learning.models import Event, EventAction, EventSeries, ProgrammeItem, Speaker, Theme, ThemeSet, TopicSuggestion
from learning.verbs import VERBS, LearningVerb

V = LearningVerb
FACTS = (
    "kind* event_title* series theme audience delivered_by on starts_at ends_at venue is_online platform "
    "joining_link access_note capacity registration* registration_closes_on"
)
PART = "starts_at* minutes* kind* part_title* text speaker"
BOXES: dict[LearningVerb, str] = {
    V.PLAN_EVENT: FACTS,
    V.CHANGE_EVENT: FACTS,
    V.RECORD_EVENT_HELD: "head_count outputs",
    V.CANCEL_EVENT: "reason*",
    V.RECORD_PAST_EVENT: (
        "kind* event_title* series theme audience delivered_by venue is_online on year stands_for* attended_least "
        "attended_most attended_words is_attended_each outputs source*"
    ),
    V.CHANGE_EVENT_SETTINGS: "keep_months* follow_up_months*",
    V.ADD_PROGRAMME_ITEM: PART,
    V.CHANGE_PROGRAMME_ITEM: PART,
    V.ADD_SPEAKER: "name* job_title body email is_named",
    V.BOOK_PLACE: "name* email* organisation job_title sector needs is_over_capacity",
    V.INVITE_TO_EVENT: "people*",
    V.FORGET_PERSON: "reason*",
    V.SUGGEST_TOPIC: "text* suggested_by",
    V.TAKE_UP_TOPIC: "event*",
    V.SET_TOPIC_ASIDE: "note*",
    V.OPEN_FEEDBACK: "kind* closes_on*",
    V.COVER_WORDS: "reason*",
    V.TAKE_OVER_SUMMARY: "lines* base source*",
    V.SET_FEEDBACK: "least_shown*",
    V.RECORD_EVENT_ACTION: "text* theme owner due_on",
    V.UPDATE_EVENT_ACTION: "progress*",
    V.REPORT_EVENT_ACTION_DONE: "outcome* evidence*",
    V.DROP_EVENT_ACTION: "reason*",
    V.PLAN_PACK: "records* family_agreed aims themes practice questions routes",
    V.APPROVE_PACK: "has_looked* digest*",
    V.WITHDRAW_PACK_APPROVAL: "reason*",
    V.RETIRE_SLIDE_TEMPLATE: "reason*",
    V.TAKE_OVER_THEMES: "name*",
    V.ADD_THEME_SET: "label* kind* source",
    V.ADD_THEME: "label* from_on*",
    V.RENAME_THEME: "on* proposed_on reason* label*",
    V.MERGE_THEMES: "on* proposed_on reason* others* label*",
    V.SPLIT_THEME: "on* proposed_on reason* labels*",
    V.END_THEME: "on* proposed_on reason*",
    V.CODE_PARAGRAPH: "kind* reason",
    V.SETTLE_PARAGRAPH: "reason*",
    V.CODE_RECOMMENDATION: "reason",
    V.SETTLE_RECOMMENDATION: "reason*",
}
"""The boxes of each form as it is written down, a star behind what must be filled in. The others ask nothing."""


def fields_of(verb: LearningVerb) -> dict[str, forms.Field]:
    """The boxes of a form as it is written down."""
    found: dict[str, forms.Field] = FORMS[verb].base_fields
    return found


@pytest.mark.parametrize("verb", FORMS)
def test_asks_no_more_and_no_less(verb: LearningVerb) -> None:
    boxes = " ".join(name + "*" * field.required for name, field in fields_of(verb).items())
    assert boxes == BOXES.get(verb, "")


def test_knows_every_form_of_the_table() -> None:
    assert set(BOXES) <= set(FORMS)
    assert all(verb in VERBS for verb in FORMS)


COLUMNS: list[tuple[LearningVerb, str, type[Model], str]] = [
    (V.PLAN_EVENT, "event_title", Event, "title"), (V.PLAN_EVENT, "theme", Event, "theme"),
    (V.PLAN_EVENT, "audience", Event, "audience"), (V.PLAN_EVENT, "delivered_by", Event, "delivered_by"),
    (V.PLAN_EVENT, "venue", Event, "venue"), (V.PLAN_EVENT, "platform", Event, "platform"),
    (V.PLAN_EVENT, "series", EventSeries, "name"), (V.RECORD_PAST_EVENT, "event_title", Event, "title"),
    (V.RECORD_PAST_EVENT, "series", EventSeries, "name"), (V.RECORD_PAST_EVENT, "venue", Event, "venue"),
    (V.RECORD_PAST_EVENT, "attended_words", Event, "attended_words"), (V.RECORD_PAST_EVENT, "source", Event, "source"),
    (V.ADD_PROGRAMME_ITEM, "part_title", ProgrammeItem, "title"), (V.ADD_SPEAKER, "body", Speaker, "body"),
    (V.SUGGEST_TOPIC, "text", TopicSuggestion, "text"),
    (V.SUGGEST_TOPIC, "suggested_by", TopicSuggestion, "suggested_by"),
    (V.RECORD_EVENT_ACTION, "theme", EventAction, "theme"), (V.ADD_THEME, "label", Theme, "label"),
    (V.RENAME_THEME, "label", Theme, "label"), (V.MERGE_THEMES, "label", Theme, "label"),
    (V.ADD_THEME_SET, "label", ThemeSet, "label"), (V.ADD_THEME_SET, "source", ThemeSet, "source"),
]  # fmt: skip  # a box and the column it is kept in


@pytest.mark.parametrize(("verb", "name", "model", "column"), COLUMNS)
def test_takes_no_more_letters_than_the_column(verb: LearningVerb, name: str, model: type[Model], column: str) -> None:
    field = fields_of(verb)[name]
    assert isinstance(field, forms.CharField)
    most = getattr(model._meta.get_field(column), "max_length", None)
    if most is not None:
        assert field.max_length is not None
        assert 0 < field.max_length <= most


BOUNDS: list[tuple[LearningVerb, str, int, int]] = [
    (V.PLAN_EVENT, "capacity", 1, 100_000),
    (V.RECORD_EVENT_HELD, "head_count", 0, 100_000),
    (V.RECORD_PAST_EVENT, "stands_for", 1, 1_000),
    (V.RECORD_PAST_EVENT, "attended_least", 0, 100_000),
    (V.RECORD_PAST_EVENT, "attended_most", 0, 100_000),
    (V.ADD_PROGRAMME_ITEM, "minutes", 1, 1_440),
    (V.CHANGE_EVENT_SETTINGS, "keep_months", 1, 100_000),
    (V.CHANGE_EVENT_SETTINGS, "follow_up_months", 0, 100_000),
    (V.SET_FEEDBACK, "least_shown", 5, 100),
    (V.TAKE_OVER_SUMMARY, "base", 1, 100_000),
]


@pytest.mark.parametrize(("verb", "name", "least", "most"), BOUNDS)
def test_takes_numbers_within_their_bounds(verb: LearningVerb, name: str, least: int, most: int) -> None:
    field = fields_of(verb)[name]
    assert [field.clean(str(number)) for number in (least, most)] == [least, most]
    for wrong in (str(least - 1), str(most + 1), "x", "1.5"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("09:30", "09:30"), ("9.30", "09:30"), ("0930", "09:30"), ("23:59", "23:59"), ("24:00", ""), ("nine", "")],
)
def test_reads_a_time_as_people_write_it(typed: str, shown: str) -> None:
    field = fields_of(V.ADD_PROGRAMME_ITEM)["starts_at"]
    if shown:
        assert f"{field.clean(typed):%H:%M}" == shown
    else:
        with pytest.raises(ValidationError, match="Write the time like 09:30"):
            field.clean(typed)


def test_says_where_a_reason_is_kept_and_never_in_the_history_of_a_review() -> None:
    asked = [(verb, field) for verb in FORMS for field in fields_of(verb).values() if isinstance(field, ReasonField)]
    told = {verb: str(field.help_text) for verb, field in asked}
    assert {verb: words for verb, words in told.items() if words != KEPT} == {
        V.CANCEL_EVENT: "Those who registered are sent this sentence.",
        V.FORGET_PERSON: "For example that the person asked for it. Write no name here.",
        V.WITHDRAW_PACK_APPROVAL: "Kept with your name. The files go out no more.",
    }
    assert not [words for words in told.values() if "history of the review" in words]


def test_writes_each_hint_and_each_label_as_the_house_does() -> None:
    """A hint is a sentence, or an example without a full stop; a label ends with no full stop."""
    for verb in FORMS:
        for name, field in fields_of(verb).items():
            hint, label = str(field.help_text or ""), str(field.label or "")
            assert isinstance(field, forms.BooleanField) or not label.endswith((".", ":")), (verb, name)
            assert not hint or hint.endswith((".", "09:30", "Excellent or very good")), (verb, name, hint)
            assert not re.search(r"\b(please|invalid|data|info)\b", f"{hint} {label}", re.IGNORECASE), (verb, name)
        assert not getattr(FORMS[verb], "intro", "") or FORMS[verb].intro.endswith(".")


GRAVE = {V.CANCEL_EVENT, V.FORGET_PERSON, V.REMOVE_SPEAKER, V.COVER_WORDS, V.WITHDRAW_PACK_APPROVAL}


def test_marks_what_cannot_be_brought_back() -> None:
    assert {verb for verb, form in FORMS.items() if form.is_grave} == GRAVE
    assert {verb for verb, form in FORMS.items() if form.checks_answers} == {V.CANCEL_EVENT}
    said = FORMS[V.CANCEL_EVENT].__new__(FORMS[V.CANCEL_EVENT]).consequence()
    assert (
        said == "Everybody who has a place or waits for one is told by e-mail, with this reason. It cannot be undone."
    )


def test_takes_title_button_and_closing_words_from_the_table_of_acts() -> None:
    other = {
        V.PLAN_PACK: "Kept. Now make the pack.",
        V.ORDER_PACK: "The pack is being made. This takes about a minute.",
    }
    for verb, form in FORMS.items():
        assert form.title == VERBS[verb].label
        assert form.done == other.get(verb, f"{VERBS[verb].done}.")
    coding = {V.CODE_PARAGRAPH, V.SETTLE_PARAGRAPH, V.CODE_RECOMMENDATION, V.SETTLE_RECOMMENDATION}
    assert {verb for verb, form in FORMS.items() if form.submit_label != VERBS[verb].label} == coding
    assert {FORMS[verb].submit_label for verb in coding} == {"Record the themes"}


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("ann@practice.test", ("", "ann@practice.test")),
        ("<ann@practice.test>", ("", "ann@practice.test")),
        ("Ann Example <ann@practice.test>", ("Ann Example", "ann@practice.test")),
        ('"Example, Ann" <ann@practice.test>', ("Example, Ann", "ann@practice.test")),
        ("Ann Example < ann@practice.test >", ("Ann Example", "ann@practice.test")),
        ("Ann Example", None),
        ("ann@practice", None),
        ("Ann <ann>", None),
        ("ann@practice.test, bea@practice.test", None),
        ("Ann <ann@practice.test> Bea", None),
        ("<>", None),
    ],
)
def test_reads_who_is_invited_in_a_line(line: str, person: tuple[str, str] | None) -> None:
    assert _person(line) == person


def invited(text: str) -> list[tuple[str, str]]:
    """Who is invited by these lines."""
    form = InviteForm.__new__(InviteForm)
    form.cleaned_data = {"people": text}
    return form.clean_people()


def test_names_the_first_five_lines_that_hold_no_address() -> None:
    with pytest.raises(ValidationError) as refused:
        invited("ann@practice.test\n" + "\n".join(f"Person {number}" for number in range(7)))
    assert refused.value.messages == [
        "These lines hold no e-mail address: “Person 0”, “Person 1”, “Person 2”, “Person 3”, “Person 4”."
    ]


def test_passes_over_empty_lines_and_lines_that_come_twice() -> None:
    assert invited("\n ann@practice.test \r\n\r\nann@practice.test\nBea <bea@practice.test>\n") == [
        ("", "ann@practice.test"),
        ("Bea", "bea@practice.test"),
    ]
    assert len(invited("\n".join(f"p{number}@practice.test" for number in range(MOST_INVITED)))) == MOST_INVITED == 500


@pytest.mark.parametrize("kind", BriefingKind)
def test_says_of_each_box_what_belongs_there_how_much_and_with_what_source(kind: BriefingKind) -> None:
    for box in BRIEFINGS[kind].boxes:
        field = BoxForm(box=box).fields["text"]
        source = " End each with the number of its paragraph, for example [3] or [3, 5]." if box.needs_source else ""
        assert field.label == box.heading
        assert field.help_text == f"{box.hint} Up to {box.limit} words, one statement a line.{source}"
        empty = BoxForm({"text": " ", "based_on": "0"}, box=box)
        assert empty.errors["text"] == [f"Write something for “{box.heading}”."]


def test_keeps_the_words_of_one_box_apart_from_those_of_another() -> None:
    """The form's own field is changed for a box: the next form must not find it so."""
    first, last = BRIEFINGS[BriefingKind.ONE_PAGE].boxes[0], BRIEFINGS[BriefingKind.ONE_PAGE].boxes[-1]
    BoxForm(box=first)
    assert "End each" not in BoxForm(box=last).fields["text"].help_text
    assert BoxForm.base_fields["text"].label is None


def test_names_the_four_things_a_second_reader_confirms() -> None:
    field = SecondReadingForm.base_fields["confirmed"]
    assert [words for _, words in field.choices] == list(CONFIRMATIONS)  # type: ignore[attr-defined]  # of choices
    assert CONFIRMATIONS == (
        "The Home Office's approval is held",
        "The family was consulted and told",
        "Only pseudonyms are used",
        "There is no full date, address, rare job or exact age",
    )
    assert "All four" in str(field.help_text)
    assert MakeForm({}).errors["file_format"] == ["Choose a format."]


@pytest.mark.parametrize("kind", FeedbackKind)
def test_asks_after_an_event_under_three_headings_and_needs_no_answer(kind: FeedbackKind) -> None:
    form = FeedbackAnswers(kind=kind)
    first = "The event" if kind is FeedbackKind.DAY else "Since the event"
    assert [heading for heading, _ in form.fieldsets] == [first, "In your own words", "About you"]
    codes = {row.code for row in (*QUESTIONS[kind], *ABOUT_YOU)} | {row.code for row in OPEN_QUESTIONS[kind]}
    assert {name for _, names in form.fieldsets for name in names} == codes == set(form.fields)
    assert not [name for name, field in form.fields.items() if field.required]
    for row in OPEN_QUESTIONS[kind]:
        field = form.fields[row.code]
        assert str(field.help_text).endswith("Please name nobody.")
        assert field.clean("x" * LONGEST) == "x" * 1500
        with pytest.raises(ValidationError):
            field.clean("x" * (LONGEST + 1))


@pytest.mark.parametrize(("website", "is_machine"), [("", False), ("https://spam.example.test", True)])
def test_knows_a_machine_by_the_box_that_nobody_sees(website: str, *, is_machine: bool) -> None:
    form = RegistrationForm({"name": "Ann", "email": "ann@practice.test", "website": website})
    assert form.is_valid()
    assert form.is_from_a_machine() is is_machine
    coming = form.coming()
    assert (coming.name, coming.email, coming.sector, coming.needs) == ("Ann", "ann@practice.test", None, "")
