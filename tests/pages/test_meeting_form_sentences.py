"""What does each form of meetings and measures say of answers that are missing or cannot be, and how does it begin?"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from dhr_cases.models import Partnership
from governance.actions import agenda
from governance.actions.agenda import ItemFacts
from governance.forms.core import GovernanceForm, row_of
from governance.forms.measures import FigureField
from governance.forms.registry import FORMS
from governance.measure_figures import RiseMeans
from governance.meeting_terms import Access, CirculationMeans, MeetingMode, MemberRole
from governance.models import AgendaItem, GoverningBody, Meeting
from governance.recurrence import Repeat
from governance.resolution_types import RESOLUTION_TYPES, Need, ResolutionType
from governance.verbs import VERBS, GovernanceVerb
from tests.actions.test_guards import put
from tests.by_form import Answers, boxes
from tests.conftest import Cast
from tests.measures import measured
from tests.meetings import a_body, days_ago, furnished, planned, today

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

V = GovernanceVerb
REASON = {"reason": "Enter the reason"}
BODY = {
    "name": "Enter name",
    "kind": "Answer “What sort of body is it?”",
    "first_minute": "Answer “With which minute number do its minutes begin here?”",
    "paper_days": "Answer “How many days before a meeting are papers due?”",
}
MEETING = {"on": "Enter the day of the meeting", "mode": "Answer “How do they meet?”"}
READERS = {"access": "Answer “Who may read it?”"}
ITEM = {"part": "Select part of the agenda", "item_title": "Enter title", **READERS}
LIMB = {"kind": "Answer “What did the meeting do?”", "repeat": "Answer “How often does the update come?”"}
MEASURE = {"name": "Answer “What is measured?”", "rise_means": "Answer “What does a rise mean?”"}
FIGURE = {
    "label": "Answer “For which time?”", "ends_on": "Enter the last day of that time", "source": "Enter source",
}  # fmt: skip
NO_ANSWERS: Mapping[GovernanceVerb, Mapping[str, str]] = {
    V.SET_UP_BODY: BODY,
    V.CHANGE_BODY: BODY | REASON,
    V.ADD_BODY_MEMBER: {
        "name": "Enter name", "role": "Choose as what the person sits", "starts_on": "Enter the first day",
    },
    V.END_BODY_MEMBER: {"ends_on": "Enter the last day"},
    V.PLAN_MEETING: MEETING,
    V.CHANGE_MEETING: MEETING | REASON,
    V.CANCEL_MEETING: REASON,
    V.SEND_AGENDA: {"on": "Enter the day the agenda went out"},
    V.HOLD_MEETING: {},
    V.DRAFT_MINUTES: {},
    V.RECORD_ATTENDANCE: {"present": "Enter who was present"},
    V.ADD_ITEM: ITEM,
    V.CHANGE_ITEM: ITEM,
    V.WITHDRAW_ITEM: REASON,
    V.TAKE_PLANNED_ITEM: {
        "planned": "Answer “What comes onto the agenda?”", "part": "Select part of the agenda",
    },
    V.EXPECT_MEETING_PAPER: {"paper_title": "Enter title", **READERS},
    V.TAKE_IN_MEETING_PAPER: {"upload": "Choose a file", "received_on": "Enter the day the paper came in"},
    V.CIRCULATE_PAPERS: {
        "papers": "Choose the papers that went out", "on": "Enter the day the papers went out",
        "to": "Answer “To whom?”", "means": "Answer “How?”",
    },
    V.WRITE_MINUTE: {},
    V.ADD_MEETING_NOTE: {"on": "Enter the day of the note", "text": "Enter note"},
    V.RECORD_QUESTION: {"text": "Enter question"},
    V.ANSWER_QUESTION: {"answer": "Enter answer", "on": "Enter the day of the answer"},
    V.RESOLVE: {"words": "Enter what was resolved", **LIMB},
    V.ADD_LIMB: {"text": "Enter the words of this part", **LIMB},
    V.CLOSE_LIMB: {"on": "Enter the day", "how": "Answer “What became of it?”"},
    V.PLAN_ITEM: {
        "item_title": "Answer “What is to be taken?”", "due": "Enter the day or month",
        "repeat": "Answer “How often?”", **READERS,
    },
    V.END_PLANNED_ITEM: REASON,
    V.ASK_PARTNER: {"organisation": "Answer “Which body is asked?”", "text": "Answer “What is it asked?”"},
    V.RECORD_PARTNER_ANSWER: {"answer": "Answer “What did it answer?”", "on": "Enter the day of the answer"},
    V.ASK_PARTNER_AGAIN: {"why": "Answer “What is still missing?”"},
    V.REPORT_BACK: {"item": "Answer “At which item was it reported?”"},
    V.WITHDRAW_PARTNER_REQUEST: REASON,
    V.ADD_MEASURE: MEASURE,
    V.CHANGE_MEASURE: MEASURE | REASON,
    V.RECORD_MEASURE_VALUE: FIGURE,
    V.CORRECT_MEASURE_VALUE: FIGURE | REASON,
}  # fmt: skip
"""What each form says when nothing at all is answered; of every other question an answer may be left out."""

GRAVE = {V.CANCEL_MEETING, V.WITHDRAW_ITEM, V.END_PLANNED_ITEM, V.WITHDRAW_PARTNER_REQUEST}
"""Acts whose button warns."""


@pytest.fixture
def rows(cast: Cast) -> Meeting:
    """A row of every kind that an act can be about; the meeting that was held."""
    measured(cast)
    return furnished(cast)


def form_of(
    cast: Cast, verb: GovernanceVerb, answers: Mapping[str, object] | None = None, **more: Any
) -> GovernanceForm:
    """The form of an act about the first row it can be about, as sent with these answers or as it opens."""
    kind = FORMS[verb]
    about: Model | None = kind.subjects(cast.partnership).first() if kind.needs_subject else None
    sent = () if answers is None else (answers,)
    return kind(*sent, **{"by": cast.coordinator, "partnership": cast.partnership, "about": about, **more})


def said(form: GovernanceForm) -> dict[str, str]:
    """What the form says of each answer."""
    return {name: " ".join(map(str, faults)) for name, faults in form.errors.items()}


def begins(form: GovernanceForm) -> dict[str, Any]:
    """What the form begins with, where it begins with something."""
    first = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in first.items() if value not in (None, "")}


def test_has_a_form_for_every_act_but_the_partners_own() -> None:
    assert set(FORMS) == set(V) - {V.ANSWER_AS_PARTNER}
    assert {verb: form.verb for verb, form in FORMS.items()} == {verb: verb for verb in FORMS}


def test_is_named_as_its_act_and_says_when_it_is_done() -> None:
    for verb, form in FORMS.items():
        row = VERBS[verb]
        assert (form.title, form.submit_label, form.done) == (row.label, row.label, f"{row.done}.")
    assert {verb for verb, form in FORMS.items() if form.is_grave} == GRAVE


def test_says_of_each_question_that_must_be_answered_that_it_is_not(cast: Cast, rows: Meeting) -> None:
    assert {verb: said(form_of(cast, verb, {})) for verb in FORMS} == dict(NO_ANSWERS)


def test_shows_each_question_once(cast: Cast, rows: Meeting) -> None:
    """Where questions stand in groups, none is left out and none comes twice."""
    for verb in FORMS:
        form = form_of(cast, verb)
        groups = getattr(form, "fieldsets", None)
        if groups:
            shown = [name for _title, names in groups for name in names]
            assert len(shown) == len(set(shown)), verb
            assert set(form.fields) <= set(shown), verb


# What cannot be


OTHER = "Select one of the answers offered for "
WRONG: tuple[tuple[GovernanceVerb, Answers, Mapping[str, str]], ...] = (
    (V.SET_UP_BODY, {"first_minute": "0"}, {"first_minute": "Enter 1 or more for “With which minute"}),
    (V.SET_UP_BODY, {"first_minute": "100001"}, {"first_minute": "Enter 100,000 or less for"}),
    (V.SET_UP_BODY, {"first_minute": "fifty"}, {"first_minute": "whole number"}),
    (V.SET_UP_BODY, {"paper_days": "-1"}, {"paper_days": "Enter 0 or more for"}),
    (V.SET_UP_BODY, {"paper_days": "91"}, {"paper_days": "Enter 90 or less for"}),
    (V.SET_UP_BODY, {"name": "x" * 201}, {"name": "at most 200"}),
    (V.SET_UP_BODY, {"short_name": "x" * 61}, {"short_name": "at most 60"}),
    (V.SET_UP_BODY, {"kind": "club"}, {"kind": f"{OTHER}“What sort of body is it?”"}),
    (V.SET_UP_BODY, {"reports_to": "0"}, {"reports_to": f"{OTHER}“To which body does it report?”"}),
    (V.SET_UP_BODY, boxes("terms_approved_on", days_ago(-1)),
     {"terms_approved_on": "The day of approval must be today or in the past"}),
    (V.SET_UP_BODY, {"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2020"},
     {"starts_on": "The first day must be a real date"}),
    (V.PLAN_MEETING, {"starts_at": "25:00"}, {"starts_at": "Enter a time such as 14:00"}),
    (V.PLAN_MEETING, {"starts_at": "two"}, {"starts_at": "Enter a time such as 14:00"}),
    (V.PLAN_MEETING, {"on_day": "1", "on_month": "5"}, {"on": "The day of the meeting must include a year"}),
    (V.PLAN_MEETING, {"mode": "by post"}, {"mode": f"{OTHER}“How do they meet?”"}),
    (V.ADD_ITEM, {"number": "0"}, {"number": "Enter 1 or more for “Number within the part”"}),
    (V.ADD_ITEM, {"number": "100"}, {"number": "Enter 99 or less for “Number within the part”"}),
    (V.ADD_ITEM, {"part": "Z"}, {"part": f"{OTHER}“Part of the agenda”"}),
    (V.ADD_ITEM, {"access": "secret"}, {"access": f"{OTHER}“Who may read it?”"}),
    (V.SEND_AGENDA, boxes("on", days_ago(-1)), {"on": "The day the agenda went out must be today or in the past"}),
    (V.END_BODY_MEMBER, boxes("ends_on", days_ago(-1)), {"ends_on": "The last day must be today or in the past"}),
    (V.TAKE_IN_MEETING_PAPER, boxes("received_on", days_ago(-1)),
     {"received_on": "The day the paper came in must be today or in the past"}),
    (V.CIRCULATE_PAPERS, boxes("on", days_ago(-1)), {"on": "The day the papers went out must be today or in the past"}),
    (V.CIRCULATE_PAPERS, {"papers": ["0"]}, {"papers": f"{OTHER}“Which papers went out?”"}),
    (V.ADD_MEETING_NOTE, boxes("on", days_ago(-1)), {"on": "The day of the note must be today or in the past"}),
    (V.ANSWER_QUESTION, boxes("on", days_ago(-1)), {"on": "The day of the answer must be today or in the past"}),
    (V.CLOSE_LIMB, boxes("on", days_ago(-1)), {"on": "The day must be today or in the past"}),
    (V.RECORD_PARTNER_ANSWER, boxes("on", days_ago(-1)), {"on": "The day of the answer must be today or in the past"}),
    (V.RESOLVE, {"due_year": "2027"}, {"due": "Enter the month as well as the year"}),
    (V.RESOLVE, {"due_month": "3"}, {"due": "Enter the year of the day or month"}),
    (V.RESOLVE, {"due_day": "3", "due_year": "2027"}, {"due": "Enter the month of the day or month, or leave the day"}),
    (V.RESOLVE, {"year": "soon"}, {"year": "Enter a financial year such as 2022/23"}),
    (V.RESOLVE, {"year": "2022/24"}, {"year": "Enter a financial year such as 2022/23"}),
    (V.RESOLVE, {"kind": "shout"}, {"kind": f"{OTHER}“What did the meeting do?”"}),
    (V.ASK_PARTNER, {"year": "22"}, {"year": "Enter a financial year such as 2022/23"}),
    (V.PLAN_ITEM, {"due_year": "2027"}, {"due": "Enter the month as well as the year"}),
    (V.RECORD_MEASURE_VALUE, {"value": "many"}, {"value": "Enter a number"}),
    (V.RECORD_MEASURE_VALUE, {"value": "1.23456"}, {"value": "Enter at most 4 figures after the point"}),
    (V.RECORD_MEASURE_VALUE, {"adjusted": "12345678901234567"},
     {"adjusted": "Enter at most 12 figures before the point and 4 after it for “Adjusted figure”"}),
    (V.RECORD_MEASURE_VALUE, {"value": "NaN"}, {"value": "Enter a number"}),
    (V.RECORD_MEASURE_VALUE, boxes("ends_on", days_ago(-1)),
     {"ends_on": "The last day of that time must be today or in the past"}),
)  # fmt: skip
"""An act, answers of which one cannot be, and what the form says of that one."""


def test_says_of_an_answer_that_cannot_be_what_is_wrong_with_it(cast: Cast, rows: Meeting) -> None:
    for verb, answers, wanted in WRONG:
        faults = said(form_of(cast, verb, answers))
        for name, words in wanted.items():
            assert words in faults[name], (verb, name, faults[name])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("(Chair)", "This line cannot be read: (Chair). Write: Name (as what), organisation."),
        ("Ann Example\nann example", "Ann Example stands twice on the list."),
        (f"{'x' * 201}", f"This line cannot be read: {'x' * 60}. Write: Name (as what), organisation."),
    ],
)
def test_names_the_line_of_a_list_that_cannot_be_read(cast: Cast, rows: Meeting, text: str, sentence: str) -> None:
    for name in ("present", "also_present", "in_attendance", "apologies"):
        answers = {"present": "Bea Example", name: text}
        assert said(form_of(cast, V.RECORD_ATTENDANCE, answers)) == {name: sentence}


def test_takes_no_file_of_no_bytes(cast: Cast, rows: Meeting) -> None:
    empty = {"upload": SimpleUploadedFile("report.pdf", b"")}
    for verb in (V.TAKE_IN_MEETING_PAPER, V.EXPECT_MEETING_PAPER):
        assert said(form_of(cast, verb, {}, files=empty))["upload"] == "The file is empty. Choose the file again."


# What is understood


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1,234,567.5", Decimal("1234567.5")),
        (" 12 ", Decimal(12)),
        ("0", Decimal(0)),
        ("-3.25", Decimal("-3.25")),
        ("", None),
        ("  ", None),
    ],
)
def test_reads_a_figure_as_people_write_it(typed: str, figure: Decimal | None) -> None:
    assert FigureField(label="Figure", help_text="").clean(typed) == figure


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (Decimal("1200.0000"), "1200"), (Decimal("0.5000"), "0.5"), (Decimal("0.0000"), "0"),
        (Decimal("-3.2500"), "-3.25"), (Decimal("1000000.0000"), "1000000"), ("12x", "12x"), (None, None),
    ],
)  # fmt: skip
def test_shows_a_figure_without_noughts_that_say_nothing(kept: object, shown: object) -> None:
    assert FigureField(label="Figure", help_text="").prepare_value(kept) == shown


def test_reads_a_month_as_its_last_day(cast: Cast, rows: Meeting) -> None:
    """What is due in a month is late only after it."""
    year = today().year + 1
    answers = {"words": "the plan be read.", "kind": ResolutionType.FURTHER_UPDATE, "repeat": Repeat.ONCE}
    form: Any = form_of(cast, V.RESOLVE, {**answers, "due_month": "February", "due_year": str(year)})
    assert form.is_valid(), form.errors
    facts = form.facts("")
    last = 29 if year % 4 == 0 else 28

    assert (facts.due_on, facts.is_month, facts.repeat) == (datetime.date(year, 2, last), True, None)
    on_a_day: Any = form_of(cast, V.RESOLVE, {**answers, **boxes("due", days_ago(-40)), "repeat": Repeat.YEARLY})
    assert on_a_day.is_valid(), on_a_day.errors
    facts = on_a_day.facts("Words")
    assert (facts.due_on, facts.is_month, facts.repeat, facts.text) == (days_ago(-40), False, Repeat.YEARLY, "Words")


@pytest.mark.parametrize(("typed", "year"), [("2022/23", 2022), ("2022-23", 2022), (" 2022 ", 2022), ("", None)])
def test_reads_the_year_for_which_money_is_asked(cast: Cast, rows: Meeting, typed: str, year: int | None) -> None:
    form = form_of(cast, V.ASK_PARTNER, {"organisation": cast.police.pk, "text": "to pay", "year": typed})
    assert form.is_valid(), form.errors
    found = form.cleaned_data["year"]

    assert (found.start if found else None) == year


# What they begin with


def test_begins_with_what_is_meant_most_of_the_time(cast: Cast, rows: Meeting) -> None:
    day = today()
    first = {verb: begins(form_of(cast, verb)) for verb in FORMS}

    assert first[V.SET_UP_BODY] == {"kind": "partnership", "first_minute": 1, "paper_days": 7}
    assert first[V.ADD_BODY_MEMBER] == {"role": MemberRole.MEMBER, "starts_on": day}
    assert first[V.PLAN_MEETING] == {"mode": MeetingMode.ROOM}
    assert first[V.ADD_ITEM] == {"part": "B", "is_minuted": True, "access": Access.PUBLIC}
    assert first[V.CIRCULATE_PAPERS] == {"on": day, "to": "All members", "means": CirculationMeans.EMAIL}
    assert first[V.RESOLVE] == first[V.ADD_LIMB] == {"kind": ResolutionType.NOTE, "repeat": Repeat.ONCE}
    assert first[V.PLAN_ITEM] == {"repeat": Repeat.ONCE, "access": Access.PUBLIC}
    assert first[V.ADD_MEASURE] == {"rise_means": RiseMeans.NEITHER}
    for verb, name in ((V.TAKE_IN_MEETING_PAPER, "received_on"), (V.ADD_MEETING_NOTE, "on"), (V.ANSWER_QUESTION, "on")):
        assert first[verb] == {name: day}
    for verb in (*GRAVE, V.HOLD_MEETING, V.DRAFT_MINUTES, V.ASK_PARTNER, V.RECORD_PARTNER_ANSWER, V.END_BODY_MEMBER):
        assert first[verb] == {}


def test_begins_changes_with_what_is_known(cast: Cast, rows: Meeting) -> None:
    meeting, item = begins(form_of(cast, V.CHANGE_MEETING)), begins(form_of(cast, V.CHANGE_ITEM))
    body, figure = begins(form_of(cast, V.CHANGE_BODY)), begins(form_of(cast, V.CORRECT_MEASURE_VALUE))

    assert meeting == {"on": rows.on, "mode": "room", "place": "Room 1", "papers_due_on": rows.papers_due_on}
    assert (item["item_title"], item["part"], item["number"]) == ("Review update", "D", 1)
    assert (body["name"], body["purpose"], body["paper_days"]) == (rows.body.name, "Safety", 7)
    assert (figure["label"], figure["source"], figure["value"]) == ("2012/13", "Paper of the partnership", 1200)


@pytest.mark.parametrize("days", [1, 0, -1, -30])
def test_begins_the_day_of_an_agenda_no_later_than_its_meeting(cast: Cast, days: int) -> None:
    """Of a meeting entered afterwards today would be refused."""
    meeting = planned(cast, a_body(cast), days_ago(days))

    assert begins(form_of(cast, V.SEND_AGENDA)) == {"on": min(today(), meeting.on)}


@pytest.mark.parametrize("access", Access)
def test_reads_a_paper_by_whom_its_item_is_read(cast: Cast, rows: Meeting, access: Access) -> None:
    item = AgendaItem.objects.get()
    facts = ItemFacts(part="D", title="Money", access=access, restricted_why="A tender runs")
    agenda.change_item(item=item, by=cast.coordinator, facts=facts)

    assert begins(form_of(cast, V.EXPECT_MEETING_PAPER)) == {"access": access}


# What they say beside


def test_hints_at_what_each_kind_of_resolution_still_needs(cast: Cast, rows: Meeting) -> None:
    """A kind that needs nothing has no hint."""
    for verb in (V.RESOLVE, V.ADD_LIMB):
        hints = vars(form_of(cast, verb).fields["kind"])["choice_hints"]
        assert set(hints) == {kind.value for kind, row in RESOLUTION_TYPES.items() if row.needs}
    assert hints[ResolutionType.APPROVE_MINUTES] == "Choose the meeting below."
    assert hints[ResolutionType.REQUEST] == "Choose the body below; the answer is due on the day you enter."
    assert hints[ResolutionType.FURTHER_UPDATE] == "Enter the day or month below."
    assert hints[ResolutionType.RECURRING_UPDATE] == "Enter the day or month below. Enter how often below."
    assert {need for row in RESOLUTION_TYPES.values() for need in row.needs} == set(Need)


def test_is_about_rows_of_its_own_partnership_alone(cast: Cast, rows: Meeting) -> None:
    far = put(Partnership, code="afar", name="Afar CSP")
    for verb, form in FORMS.items():
        if form.needs_subject:
            assert form.subjects(cast.partnership).exists(), verb
            assert not form.subjects(far).exists(), verb


def test_is_about_no_row_but_its_own(cast: Cast, rows: Meeting) -> None:
    """The view asks only for rows of the form's own kind; anything else is a fault of the program."""
    form = form_of(cast, V.CHANGE_MEETING)

    assert row_of(form, Meeting) == rows
    with pytest.raises(TypeError, match=r"^ChangeMeetingForm is about a GoverningBody, not <Meeting: "):
        row_of(form, GoverningBody)
