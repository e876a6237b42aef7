"""What does the form of every act say when it is sent empty: each answer that is needed, all at once, in its order?"""

import datetime
from collections.abc import Mapping

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone

from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import DateBoxesField
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case
from dhr_cases.verbs import VERBS, Verb
from tests.by_form import boxes
from tests.conftest import Cast
from tests.every_row import give_every_row

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

CONFIRM = (
    "Confirm: the equality section covers all nine protected characteristics",
    "Confirm: the papers are anonymised: no real name, address or other identifier is left in them",
    "Confirm: every recommendation was checked: specific, measurable, achievable, relevant and dated",
)
APPOINTED = (
    "Answer “Who is appointed?”", "Select what they are appointed as", "Enter the date of the appointment",
    "Enter statement of independence", "Enter why this person was chosen",
)  # fmt: skip
REASON = ("Enter the reason",)

NEEDED: Mapping[Verb, tuple[str, ...]] = {
    Verb.AGREE_LEAD: ("Select lead partnership", "Enter the date the lead was agreed"),
    Verb.START_SCOPING: ("Enter the date scoping started",),
    Verb.RECORD_AWARENESS: ("Enter the date the chair became aware",),
    Verb.TRANSFER: ("Answer “Which partnership leads now?”", "Answer “Why?”", "Enter the date of the transfer"),
    Verb.RECORD_SCOPING_RETURN: ("Select agency", "Answer “Did it know the people?”"),
    Verb.RECORD_CRITERIA: (
        "Enter relationship between the two people", "Answer “Were they related?”",
        "Answer “Were they partners, now or before?”", "Answer “Did they live in the same household?”",
        "Answer “Was the household their only link?”",
    ),
    Verb.CONSULT_PARTNER: (
        "Select partner", "Answer “What does the partner think should happen?”", "Enter the date of the view",
    ),
    Verb.DECIDE: (
        "Answer “Is the test of section 9 met?”", "Answer “Is the test of section 8A met?”",
        "Answer “What do you decide?”", "Select legal regime", "Enter reasons for the decision",
        "Enter the date of the decision",
    ),
    Verb.TELL_HOME_OFFICE: ("Enter to whom it was sent", "Enter the date of the notice"),
    Verb.RECORD_SCRUTINY: ("Answer “What does the Home Office answer?”", "Enter the date of the answer"),
    Verb.RECORD_PERSON: (
        "Select part in the events", "Select data protection status", "Answer “May they be a witness at a trial?”",
    ),
    Verb.RECORD_FAMILY_CONTACT: ("Enter the date of the contact", "Answer “How?”", "Enter what was said"),
    Verb.TELL_FAMILY: (
        "Confirm that the police agree that contact is safe", "Enter the date the family was told", "Answer “How?”",
        "Enter what was said", "Answer “May they be a witness at a trial?”",
    ),
    Verb.PROTECT_WORDS: ("Answer “What is it?”", "Enter words to protect", "Answer “What is printed instead?”"),
    Verb.END_PROTECTION: REASON,
    Verb.START_LEGAL_HOLD: REASON,
    Verb.END_LEGAL_HOLD: ("Enter the day it ended", *REASON),
    Verb.DECLARE_INTERESTS: ("Answer “Is there an interest to declare?”", "Enter the date of the declaration"),
    Verb.ADD_QUOTE: ("Enter from whom the quote came", "Enter the date the quote came in"),
    Verb.APPOINT_CHAIR: APPOINTED,
    Verb.APPOINT_AUTHOR: APPOINTED,
    Verb.END_APPOINTMENT: ("Enter the date the appointment ended", *REASON),
    Verb.SEAT_AGENCY: ("Select agency", "Answer “What is its place on the panel?”", "Enter the day"),
    Verb.FORM_PANEL: ("Enter the date the panel was formed",),
    Verb.DRAFT_TERMS: ("Enter the start of the period", "Enter the end of the period", "Enter key lines of enquiry"),
    Verb.AGREE_TERMS: (
        "Enter the start of the period", "Enter the end of the period", "Enter key lines of enquiry",
        "Enter what the family asked for, or why they were not asked", "Enter the date the terms were agreed",
    ),
    Verb.SECURE_RECORDS: ("Answer “Which agencies were asked?”", "Enter the date the notice was sent"),
    Verb.SEND_REQUESTS: (
        "Answer “Which agencies do you ask?”", "Answer “What do you ask for?”", "Enter the due date",
        "Enter the date the requests were sent",
    ),
    Verb.ADD_REQUEST: (
        "Answer “Which agency do you ask?”", "Answer “What do you ask for?”", "Enter the due date",
        "Enter the date the request was sent",
    ),
    Verb.CHASE_REQUEST: ("Enter the date of the reminder",),
    Verb.ACCEPT_RETURN: (),
    Verb.SEND_BACK_RETURN: REASON,
    Verb.WITHDRAW_REQUEST: REASON,
    Verb.CLOSE_UNANSWERED: REASON,
    Verb.REOPEN_REQUEST: ("Enter the due date", *REASON),
    Verb.START_PANEL_WORK: ("Enter the date the panel began",),
    Verb.RECORD_MEETING: ("Enter the date of the meeting", "Select who was there"),
    Verb.START_INTERVIEWS: ("Enter the date interviews began",),
    Verb.RECORD_INTERVIEW: (
        "Answer “With whom?”", "Enter the date of the interview", "Answer “What happened?”",
        "Answer “Did the police or the CPS agree?”",
    ),
    Verb.ADD_PAPER: ("Answer “What kind of paper is it?”", "Enter title", "Choose a file", "Select marking"),
    Verb.ADD_DRAFT: ("Answer “What is it a draft of?”", "Choose a file"),
    Verb.START_DRAFTING: ("Enter the date",),
    Verb.SEND_FOR_READING: ("Enter the date", "Enter the day for comments"),
    Verb.RECORD_READING: ("Answer “What does the reader say?”", "Enter the date"),
    Verb.APPROVE_FOR_AGENCY: ("Select agency", "Answer “Does your agency approve the report?”", "Enter the date"),
    Verb.RECORD_AGENCY_APPROVAL: (
        "Select agency", "Answer “Does the agency approve the report?”",
        "Answer “How was the answer given, and by whom?”", "Enter the date",
    ),
    Verb.RECORD_PANEL_APPROVAL: ("Enter the date",),
    Verb.SEND_BACK_TO_DRAFT: (*REASON, "Enter the date"),
    Verb.SIGN_OFF: ("Answer “Which minute records the sign-off?”", "Enter the date"),
    Verb.PROPOSE_END: ("Answer “What is proposed?”", *REASON, "Enter the date"),
    Verb.RECORD_END_VIEW: ("Answer “What is the Home Office's view?”", "Enter the date"),
    Verb.COMMENT_ON_SECTION: ("Answer “What is your comment?”",),
    Verb.ANSWER_COMMENT: ("Answer “Is the comment accepted?”",),
    Verb.OPEN_READING: ("Answer “Who may read this copy?”", "Enter the last day of reading"),
    Verb.EXTEND_READING: ("Enter the last day of reading",),
    Verb.CLOSE_READING: REASON,
    Verb.ASSESS_CRITERION: ("Answer “Does the report meet it?”",),
    Verb.SUBMIT: ("Enter to whom it was sent", "Enter the date", *CONFIRM),
    Verb.RESUBMIT: ("Enter to whom it was sent", "Enter the date", *CONFIRM),
    Verb.RECORD_BOARD: ("Enter the date of the board",),
    Verb.RECORD_QA_LETTER: ("Enter the date of the letter", "Answer “What does it say?”"),
    Verb.ANSWER_QA_POINT: (
        "Answer “Is the point accepted?”", "Answer “What was done, or why is it not accepted?”", "Enter the date",
    ),
    Verb.RECORD_CLEARANCE: ("Enter the date",),
    Verb.SEND_COPY: ("Answer “To whom?”", "Enter the date"),
    Verb.ADD_DATE_TO_AVOID: (
        "Enter the day", "Answer “What is the day?”", "Answer “How many days before and after are kept clear?”",
    ),
    Verb.END_DATE_TO_AVOID: REASON,
    Verb.SET_PUBLICATION_TERMS: (),
    Verb.LIST_RECIPIENT: ("Answer “Who is told?”",),
    Verb.RECORD_RECIPIENT_TOLD: ("Enter the date they were told",),
    Verb.PREPARE_PUBLICATION: ("Enter the planned date", "Enter the date preparation started"),
    Verb.CHECK_PUBLICATION: (),
    Verb.TELL_FAMILY_OF_PUBLICATION: (
        "Enter the date of publication they were told", "Enter the date the family was told",
    ),
    Verb.PUBLISH: ("Enter the date of publication",),
    Verb.WITHHOLD: (*REASON, "The Home Office must agree first", "Enter the date of the decision"),
    Verb.TAKE_DOWN: (*REASON, "Enter the date it was taken down"),
    Verb.START_LEARNING: ("Enter the date sharing started",),
    Verb.SHARE_LEARNING: ("Answer “What was shared?”", "Answer “With whom?”", "Enter the date it was shared"),
    Verb.START_MONITORING: ("Enter the date monitoring started",),
    Verb.SCAN_FOR_RELEASE: (),
    Verb.APPROVE_RELEASE: ("Read the whole file before you approve it",),
    Verb.WITHDRAW_APPROVAL: REASON,
    Verb.PUT_UP_FILE: ("Answer “What does the public read this file is?”",),
    Verb.CORRECT_FILE: REASON,
    Verb.REFRESH_PROGRESS: (),
    Verb.RECORD_RECOMMENDATION: ("Enter recommendation",),
    Verb.RECORD_ACTION: ("Enter action to take",),
    Verb.UPDATE_ACTION: ("Answer “Where does it stand?”",),
    Verb.GRADE_RECOMMENDATION: (),
    Verb.ADD_EVIDENCE: ("Answer “What does it show?”",),
    Verb.VERIFY_ACTION: ("Answer “What did you find?”", "Answer “What did you look at, or what is missing?”"),
    Verb.TRANSFER_ACTION: ("Answer “Which body takes it over?”", *REASON),
    Verb.SUPERSEDE_ACTION: REASON,
    Verb.SEND_RECOMMENDATION: ("Answer “To whom was it sent?”", "Enter the date of sending"),
    Verb.RECORD_RECEIPT: ("Enter the date of arrival", "Answer “How do you know?”"),
    Verb.RECORD_REPLY: ("Enter the date of the reply", "Answer “What do they say?”", "Enter the reply in short"),
    Verb.CLOSE: ("Enter the date of closing",),
    Verb.REOPEN: ("Answer “At which stage does it go on?”", *REASON, "Enter the date of the decision"),
    Verb.START_HOLD: ("Answer “Why?”", "Answer “What stops?”", "Enter the first day of the hold"),
    Verb.END_HOLD: ("Enter the day the work goes on",),
    Verb.EXTEND: (
        "Answer “For which clock?”", "Enter the new due date", "Answer “Why?”", "Answer “Who agreed?”",
        "Enter the date of the agreement",
    ),
    Verb.EXPLAIN_LATENESS: ("Answer “What is late?”", "Answer “Why?”", *REASON),
    Verb.RECORD_PROCEEDING: ("Answer “What is it?”",),
    Verb.CORRECT: REASON,
    Verb.GRANT_ROLE: ("Enter e-mail address of the account", "Select role"),
    Verb.END_ROLE: REASON,
}  # fmt: skip  # an act and its sentences in one glance
"""What each act cannot be done without, as its form asks for it."""


def test_asks_for_all_that_is_missing_at_once(case: Case, cast: Cast) -> None:
    """On a review that has something of everything, so that what is needed only sometimes is asked as it stands."""
    give_every_row(case)
    said = {}
    for verb, form in FORMS.items():
        rows = form.subjects(case)
        row = rows.first() if form.needs_subject and rows is not None else None
        if form.needs_subject and row is None:
            continue
        sent = form(QueryDict(""), case=case, by=cast.coordinator, subject=row)
        said[verb] = tuple(str(each) for faults in sent.errors.values() for each in faults)
    assert said == {verb: NEEDED[verb] for verb in said}
    assert set(NEEDED) == set(FORMS)
    assert set(FORMS) - set(said) == {Verb.ASSESS_CRITERION}


def dates(form: type[ActForm]) -> dict[str, DateBoxesField]:
    """The fields of a form that are days."""
    return {name: field for name, field in form.base_fields.items() if isinstance(field, DateBoxesField)}


AHEAD = {
    (Verb.RECORD_FAMILY_CONTACT, "promise_due_on"),
    (Verb.DRAFT_TERMS, "scope_from"), (Verb.DRAFT_TERMS, "scope_to"),
    (Verb.AGREE_TERMS, "scope_from"), (Verb.AGREE_TERMS, "scope_to"),
    (Verb.SEND_REQUESTS, "due_on"), (Verb.ADD_REQUEST, "due_on"), (Verb.REOPEN_REQUEST, "due_on"),
    (Verb.SEND_FOR_READING, "due_on"), (Verb.OPEN_READING, "until"), (Verb.EXTEND_READING, "until"),
    (Verb.RECORD_BOARD, "board_on"),
    (Verb.ADD_DATE_TO_AVOID, "on"), (Verb.SET_PUBLICATION_TERMS, "embargo_on"),
    (Verb.PREPARE_PUBLICATION, "planned_on"), (Verb.TELL_FAMILY_OF_PUBLICATION, "planned_on"),
    (Verb.RECORD_RECOMMENDATION, "target_date"), (Verb.RECORD_ACTION, "target_date"),
    (Verb.RECORD_ACTION, "milestone_target"), (Verb.UPDATE_ACTION, "milestone_target"),
    (Verb.START_HOLD, "resume_expected_on"), (Verb.EXTEND, "new_due_on"),
    (Verb.RECORD_PROCEEDING, "starts_on"), (Verb.RECORD_PROCEEDING, "ends_on"),
    (Verb.GRANT_ROLE, "ends_on"),
}  # fmt: skip
"""Days that may lie ahead; every other day of a form is one on which something has happened."""


def test_takes_no_day_to_come_for_what_has_happened() -> None:
    """A form of a new act says of each of its days which it is."""
    free = {(verb, name) for verb, form in FORMS.items() for name, day in dates(form).items() if day.latest is None}
    assert free == AHEAD


@pytest.mark.parametrize("verb", [verb for verb, form in FORMS.items() if dates(form)], ids=lambda verb: verb.value)
def test_names_the_day_that_lies_ahead(verb: Verb) -> None:
    """Every such day of a form at once, each by its own noun, in words that follow it."""
    happened = {name: day for name, day in dates(FORMS[verb]).items() if day.latest is not None}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    typed = [str(part) for part in (tomorrow.day, tomorrow.month, tomorrow.year)]
    for day in happened.values():
        with pytest.raises(forms.ValidationError) as refused:
            day.clean(typed)
        assert refused.value.messages == [f"{day.subject} must be today or in the past"]
        assert day.noun.startswith("the ")


def test_tells_days_of_one_form_apart_by_their_nouns() -> None:
    """Two sentences about two days of one form are never the same."""
    alike = {verb for verb, form in FORMS.items() if len({day.noun for day in dates(form).values()}) < len(dates(form))}
    assert alike == set()


def test_shows_a_title_and_a_button_for_every_act(case: Case, cast: Cast) -> None:
    """The button says what it does; its words are those of the table."""
    form = FORMS[Verb.START_DRAFTING](case=case, by=cast.coordinator)
    assert (form.heading, form.submit_label) == ("Start drafting", "Start drafting")
    assert all(form_class.done_at.startswith("case") for form_class in FORMS.values())
    assert "Submit" not in {VERBS[verb].label for verb in FORMS}


def test_says_the_answers_again_in_words(case: Case, cast: Cast) -> None:
    """A day is written out, an empty answer is not stated, a tick is yes or no, a choice has its words."""
    answers = {"kind": "inquest", "state": "Adjourned", "starts_on_year": "2025", **boxes("ends_on")}
    form = FORMS[Verb.RECORD_PROCEEDING](answers, case=case, by=cast.coordinator)
    assert form.is_valid(), form.errors
    said = dict(form.answers())
    assert (said["Where does it stand?"], said["When did it begin?"], said["Outcome"]) == (
        "Adjourned", "2025", "not stated",
    )  # fmt: skip
    assert said["What is it?"] == "Inquest"
