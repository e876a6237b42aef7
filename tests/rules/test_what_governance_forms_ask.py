"""Which boxes does the form of each act of meetings and measures have, how much fits in, and what do its words say?"""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from dhr_cases.forms.fields import ReasonField
from funding.years import FinancialYear
from governance.forms.agenda import NO_NAMES
from governance.forms.core import row_of
from governance.forms.meetings import LINE, PLACE, CancelMeetingForm, MeetingForm, PeopleField
from governance.forms.outcomes import HINTS, YearField
from governance.forms.partner_answer import ANSWERS, CANNOT, PartnerAnswerForm
from governance.forms.registry import FORMS
from governance.meeting_terms import ATTENDANCE_CLASSES, AttendanceClass, MeetingMode
from governance.models import Meeting
from governance.recurrence import Repeat
from governance.resolution_types import RESOLUTION_TYPES, Need, ResolutionType
from governance.verbs import VERBS, GovernanceVerb

V = GovernanceVerb
BODY = (
    "name* short_name kind* purpose remit reports_to sits_as first_minute* paper_days* contact terms_approved_on "
    "starts_on ends_on"
)
MEETING = "on* starts_at mode* place link papers_due_on sits_as note"
ITEM = "part* number item_title* purpose presenters is_minuted access* public_title restricted_why"
LIMB = "kind* approves organisation year due repeat*"
MEASURE = "name* of unit rise_means* definition shows_small"
FIGURE = "label* ends_on* value printed_change adjusted adjusted_why commentary source*"
BOXES: dict[GovernanceVerb, str] = {
    V.SET_UP_BODY: BODY,
    V.CHANGE_BODY: f"{BODY} reason*",
    V.ADD_BODY_MEMBER: "name* role* post organisation starts_on*",
    V.END_BODY_MEMBER: "ends_on* reason",
    V.PLAN_MEETING: MEETING,
    V.CHANGE_MEETING: f"{MEETING} reason*",
    V.CANCEL_MEETING: "reason*",
    V.SEND_AGENDA: "on*",
    V.HOLD_MEETING: "",
    V.DRAFT_MINUTES: "",
    V.RECORD_ATTENDANCE: "present* also_present in_attendance apologies",
    V.ADD_ITEM: ITEM,
    V.CHANGE_ITEM: ITEM,
    V.WITHDRAW_ITEM: "reason*",
    V.TAKE_PLANNED_ITEM: "planned* part* number",
    V.EXPECT_MEETING_PAPER: "paper_title* author access* due_on upload",
    V.TAKE_IN_MEETING_PAPER: "upload* received_on*",
    V.CIRCULATE_PAPERS: "papers* on* to* means*",
    V.WRITE_MINUTE: "discussion restricted_discussion",
    V.ADD_MEETING_NOTE: "on* text*",
    V.RECORD_QUESTION: "text* asked_by answer",
    V.ANSWER_QUESTION: "answer* on*",
    V.RESOLVE: f"{LIMB} words* is_lettered limb_text",
    V.ADD_LIMB: f"{LIMB} text*",
    V.CLOSE_LIMB: "on* how*",
    V.PLAN_ITEM: "item_title* due* repeat* presenters access*",
    V.END_PLANNED_ITEM: "reason*",
    V.ASK_PARTNER: "organisation* text* answer_due_on report_on year",
    V.RECORD_PARTNER_ANSWER: "answer* answered_by on*",
    V.ASK_PARTNER_AGAIN: "why* answer_due_on",
    V.REPORT_BACK: "item*",
    V.WITHDRAW_PARTNER_REQUEST: "reason*",
    V.ADD_MEASURE: MEASURE,
    V.CHANGE_MEASURE: f"{MEASURE} reason*",
    V.RECORD_MEASURE_VALUE: FIGURE,
    V.CORRECT_MEASURE_VALUE: f"{FIGURE} reason*",
}
"""The boxes of each form as it is written down, a star behind what must be filled in."""


def fields_of(verb: GovernanceVerb) -> dict[str, forms.Field]:
    """The boxes of a form as it is written down."""
    found: dict[str, forms.Field] = FORMS[verb].base_fields
    return found


@pytest.mark.parametrize("verb", FORMS)
def test_asks_no_more_and_no_less(verb: GovernanceVerb) -> None:
    assert " ".join(name + "*" * field.required for name, field in fields_of(verb).items()) == BOXES[verb]


def test_puts_each_box_into_one_heading_where_there_are_headings() -> None:
    """What no heading names would not be shown at all."""
    for verb, form in FORMS.items():
        named = [name for _, names in getattr(form, "fieldsets", []) for name in names]
        assert len(named) == len(set(named)), verb
        assert not named or set(named) == set(fields_of(verb)), verb


BOUNDS: list[tuple[GovernanceVerb, str, int, int]] = [
    (V.SET_UP_BODY, "first_minute", 1, 100_000),
    (V.SET_UP_BODY, "paper_days", 0, 90),
    (V.ADD_ITEM, "number", 1, 99),
    (V.TAKE_PLANNED_ITEM, "number", 1, 99),
]


@pytest.mark.parametrize(("verb", "name", "least", "most"), BOUNDS)
def test_takes_numbers_within_their_bounds(verb: GovernanceVerb, name: str, least: int, most: int) -> None:
    field = fields_of(verb)[name]
    assert [field.clean(str(number)) for number in (least, most)] == [least, most]
    for wrong in (str(least - 1), str(most + 1), "x", "1.5"):
        with pytest.raises(ValidationError):
            field.clean(wrong)


@pytest.mark.parametrize(("typed", "shown"), [("14:00", "14:00"), ("00:00", "00:00"), ("24:00", ""), ("two", "")])
def test_reads_when_a_meeting_begins(typed: str, shown: str) -> None:
    field = fields_of(V.PLAN_MEETING)["starts_at"]
    if shown:
        assert f"{field.clean(typed):%H:%M}" == shown
    else:
        with pytest.raises(ValidationError, match="Enter a time such as 14:00"):
            field.clean(typed)
    assert field.clean("") is None


def test_says_where_a_reason_is_kept_and_never_in_the_history_of_a_review() -> None:
    """A meeting, a body and a measure belong to no review."""
    asked = [(verb, field) for verb in FORMS for field in fields_of(verb).values() if isinstance(field, ReasonField)]
    told = {verb: str(field.help_text) for verb, field in asked}
    assert {verb: words for verb, words in told.items() if words != "Kept in the history with your name."} == {
        V.END_PLANNED_ITEM: "Kept in the history, and written to the resolution that put it there.",
        V.WITHDRAW_PARTNER_REQUEST: "Printed in the action log.",
        V.CORRECT_MEASURE_VALUE: "Kept in the history with your name and the earlier figure.",
    }
    assert {verb for verb, field in asked if not field.required} == {V.END_BODY_MEMBER}


def test_writes_each_hint_and_each_label_as_the_house_does() -> None:
    for verb, form in FORMS.items():
        for name, field in fields_of(verb).items():
            hint, label = str(field.help_text or ""), str(field.label or "")
            assert label, (verb, name)
            assert not label.endswith((".", ":")), (verb, name)
            assert not hint or hint.endswith("."), (verb, name, hint)
            assert not re.search(r"\b(please|invalid|data|info|e\.g)\b", f"{hint} {label}", re.IGNORECASE), (verb, name)
        assert not form.intro or form.intro.endswith(".")


NAMELESS = {
    (V.ADD_ITEM, "item_title"), (V.CHANGE_ITEM, "item_title"), (V.EXPECT_MEETING_PAPER, "paper_title"),
    (V.WRITE_MINUTE, "discussion"), (V.ADD_MEETING_NOTE, "text"), (V.RECORD_QUESTION, "text"),
    (V.ANSWER_QUESTION, "answer"), (V.RESOLVE, "words"), (V.ADD_LIMB, "text"), (V.PLAN_ITEM, "item_title"),
    (V.ASK_PARTNER, "text"), (V.ASK_PARTNER_AGAIN, "why"), (V.RECORD_MEASURE_VALUE, "commentary"),
    (V.CORRECT_MEASURE_VALUE, "commentary"),
}  # fmt: skip  # boxes whose words are printed for everybody


def test_asks_for_no_names_wherever_words_are_printed() -> None:
    asked = {(verb, name) for verb in FORMS for name, field in fields_of(verb).items() if NO_NAMES in field.help_text}
    assert asked == NAMELESS


INTROS = {
    V.CANCEL_MEETING: "What its agenda took from the forward plan stands there again.",
    V.SEND_AGENDA: "The agenda can be had as a paper on the meeting's page. Items may still be added afterwards.",
    V.HOLD_MEETING: "Minutes, resolutions and attendance can be recorded afterwards.",
    V.DRAFT_MINUTES: (
        "Each minuted item gets its number, which runs on from the body's last one. The agenda is closed then."
    ),
    V.RECORD_ATTENDANCE: "The lists are kept as they stand here: who is taken out is struck off.",
    V.ADD_MEETING_NOTE: "It stands below the minute with its own day and cannot be changed.",
    V.ASK_PARTNER: "The answer stands on the forward plan until it is reported back to a meeting.",
    V.ASK_PARTNER_AGAIN: (
        "The partner reads this beside what was asked. Its answer so far is kept, and it adds another."
    ),
}


def test_says_before_the_act_what_follows_from_it() -> None:
    assert {verb: form.intro for verb, form in FORMS.items() if form.intro} == INTROS


def test_says_what_each_need_of_a_resolution_asks_for() -> None:
    assert set(HINTS) == set(Need)
    assert all(sentence.endswith(" below.") or "below;" in sentence for sentence in HINTS.values())
    offered = dict(fields_of(V.RESOLVE)["kind"].choices)  # type: ignore[attr-defined]  # a field of choices
    assert list(offered) == [kind.value for kind in ResolutionType] == [kind.value for kind in RESOLUTION_TYPES]


@pytest.mark.parametrize("kind", AttendanceClass)
def test_asks_of_every_meeting_only_who_was_present(kind: AttendanceClass) -> None:
    field = fields_of(V.RECORD_ATTENDANCE)[kind.value]
    assert isinstance(field, PeopleField)
    is_present = kind is AttendanceClass.PRESENT
    assert (field.label, field.required) == (ATTENDANCE_CLASSES[kind], is_present)
    assert field.help_text == (LINE if is_present else "")
    if is_present:
        with pytest.raises(ValidationError, match="Enter who was present"):
            field.clean("  ")
    else:
        assert not list(field.clean(""))


@pytest.mark.parametrize(("typed", "year"), [("2022/23", 2022), (" 2022/23 ", 2022), ("2022", 2022), ("2099/00", 2099)])
def test_reads_a_financial_year(typed: str, year: int) -> None:
    assert YearField(required=False).clean(typed) == FinancialYear(year)
    assert [YearField(required=False).clean(empty) for empty in ("", "  ")] == [None, None]


@pytest.mark.parametrize("typed", ["2022/24", "22/23", "2022/2", "20222/23", "next", "2022/23 2023/24"])
def test_takes_nothing_else_for_a_financial_year(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter a financial year such as 2022/23"):
        YearField(required=False).clean(typed)


def test_begins_a_resolution_and_a_plan_once() -> None:
    repeats = [fields_of(verb)["repeat"] for verb in (V.RESOLVE, V.ADD_LIMB, V.PLAN_ITEM)]
    assert {tuple(code for code, _ in field.choices) for field in repeats} == {  # type: ignore[attr-defined]  # choices
        tuple(repeat.value for repeat in Repeat)
    }


class Sitting(MeetingForm):
    """A form about a meeting without an act, to look at its boxes."""

    def __init__(self) -> None:
        forms.Form.__init__(self)


@pytest.mark.parametrize(
    ("other", "choices"),
    [("", None), ("Crime and Disorder Committee", ["Scrutiny Committee", "Crime and Disorder Committee"])],
)
def test_asks_in_which_capacity_a_body_sits_only_where_it_has_two(other: str, choices: list[str] | None) -> None:
    form = Sitting()
    form.offer_capacities("Scrutiny Committee", other)
    found = form.fields.get("sits_as")
    if choices is None:
        assert found is None
    else:
        assert isinstance(found, forms.ChoiceField)
        options = form["sits_as"].field.choices  # type: ignore[attr-defined]  # a field of choices
        offered = [(str(code), str(label)) for code, label in options]
        assert offered == [("", choices[0]), (choices[1], choices[1])]
    assert set(PLACE) <= set(form.fields)


def test_hands_on_when_and_where_with_nothing_asked_left_empty() -> None:
    form = Sitting()
    form.cleaned_data = {"on": None, "starts_at": None, "mode": "room", "papers_due_on": None, "note": "n"}
    facts = form.facts()
    assert (facts.mode, facts.sits_as, facts.place, facts.note) == (MeetingMode.ROOM, "", "", "n")


def test_is_about_a_row_of_its_own_kind() -> None:
    form = CancelMeetingForm.__new__(CancelMeetingForm)
    form.about = None
    with pytest.raises(TypeError, match=r"^CancelMeetingForm is about a Meeting, not None\.$"):
        row_of(form, Meeting)
    meeting = Meeting()
    form.about = meeting
    assert row_of(form, Meeting) is meeting


def test_says_of_each_act_what_its_button_does() -> None:
    for verb, form in FORMS.items():
        assert form.verb is verb
        assert (form.title, form.submit_label) == (VERBS[verb].label, VERBS[verb].label)


def answer(**given: str) -> PartnerAnswerForm:
    """What a partner sent."""
    query = QueryDict(mutable=True)
    query.update({"after": "2", "says": ANSWERS, "text": "We have done it.", **given})
    return PartnerAnswerForm(query, {}, answers=2)


@pytest.mark.parametrize(("says", "is_refusal"), [(ANSWERS, False), (CANNOT, True)])
def test_hands_on_what_a_partner_says(says: str, *, is_refusal: bool) -> None:
    form = answer(says=says)
    assert form.is_valid()
    said = form.said()
    assert (said.text, said.is_refusal, said.upload, said.after) == ("We have done it.", is_refusal, None, 2)


def test_begins_an_answer_with_words_and_says_what_a_refusal_needs() -> None:
    form = PartnerAnswerForm(answers=3)
    assert (form.fields["after"].initial, form.fields["says"].initial) == (3, ANSWERS)
    assert vars(form.fields["says"])["choice_hints"] == {
        CANNOT: "Say below what stands in the way. The meeting decides what follows."
    }
    assert form.fields["upload"].help_text.startswith("Only if it helps. We take .docx,")
    assert form.fields["text"].help_text == (
        "Read by the partnership's office, and printed in papers of its meetings. Name nobody."
    )


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"after": ""}, "after"),
        ({"after": "-1"}, "after"),
        ({"says": ""}, "says"),
        ({"says": "x"}, "says"),
        ({"text": " "}, "text"),
    ],
)
def test_takes_no_answer_that_leaves_something_open(given: dict[str, str], wrong: str) -> None:
    form = answer(**given)
    assert not form.is_valid()
    assert list(form.errors) == [wrong]


def test_takes_no_file_without_a_byte_beside_an_answer() -> None:
    query = {"after": "0", "says": ANSWERS, "text": "Here it is."}
    form = PartnerAnswerForm(query, {"upload": SimpleUploadedFile("a.pdf", b"")}, answers=0)
    assert form.errors == {"upload": ["The file is empty. Choose the file again."]}


def test_goes_on_from_the_answers_that_are_shown_now() -> None:
    """What a person sent before it saw another answer is asked again, and stands upon it then."""
    form = answer()
    form.has_read(5)
    assert (form["after"].value(), form["text"].value(), form["says"].value()) == (5, "We have done it.", ANSWERS)
