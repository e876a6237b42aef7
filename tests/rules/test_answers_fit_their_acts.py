"""Does each act take what its form hands on: every answer by its name, and as the kind that the act names?"""

import copy
import dataclasses
import datetime
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from dhr_cases.actions import (
    action_evidence,
    action_transfers,
    action_verifying,
    anonymity,
    appointments,
    assurance,
    closing,
    decision,
    drafting,
    endings,
    meetings,
    national,
    overlays,
    panel,
    people,
    public_register,
    publication,
    publication_plan,
    reading_room,
    recommendations,
    referral,
    release,
    requests,
    section_comments,
)
from dhr_cases.forms.fields import DateBoxesField, PartialDateField
from dhr_cases.forms.registry import FORMS
from dhr_cases.forms.taking_on import TakeOnForm
from dhr_cases.models import PartialDate
from dhr_cases.publication_days import DayToAvoid
from dhr_cases.verbs import Verb

V = Verb

SAME_NAMES: dict[Verb, Callable[..., object]] = {
    V.START_SCOPING: referral.start_scoping, V.RECORD_AWARENESS: referral.record_awareness,
    V.AGREE_LEAD: referral.agree_lead, V.TRANSFER: referral.transfer,
    V.RECORD_SCOPING_RETURN: decision.record_scoping_return, V.CONSULT_PARTNER: decision.consult_partner,
    V.TELL_HOME_OFFICE: decision.tell_home_office, V.RECORD_SCRUTINY: decision.record_scrutiny,
    V.RECORD_FAMILY_CONTACT: people.record_family_contact, V.TELL_FAMILY: decision.FamilyNews,
    V.END_PROTECTION: anonymity.end_protection, V.START_LEGAL_HOLD: anonymity.start_legal_hold,
    V.END_LEGAL_HOLD: anonymity.end_legal_hold, V.DECLARE_INTERESTS: appointments.declare_interests,
    V.ADD_QUOTE: appointments.add_quote, V.END_APPOINTMENT: appointments.end_appointment,
    V.FORM_PANEL: panel.form_panel, V.SECURE_RECORDS: requests.secure_records,
    V.CHASE_REQUEST: requests.chase_request, V.ACCEPT_RETURN: requests.accept_return,
    V.SEND_BACK_RETURN: requests.send_back_return, V.WITHDRAW_REQUEST: requests.withdraw_request,
    V.CLOSE_UNANSWERED: requests.close_unanswered, V.REOPEN_REQUEST: requests.reopen_request,
    V.START_PANEL_WORK: meetings.start_panel_work, V.START_INTERVIEWS: meetings.start_interviews,
    V.START_DRAFTING: drafting.start_drafting, V.SEND_FOR_READING: drafting.send_for_reading,
    V.RECORD_READING: drafting.record_reading, V.APPROVE_FOR_AGENCY: drafting.approve_for_agency,
    V.RECORD_AGENCY_APPROVAL: drafting.record_agency_approval,
    V.RECORD_PANEL_APPROVAL: drafting.record_panel_approval, V.SEND_BACK_TO_DRAFT: drafting.send_back_to_draft,
    V.SIGN_OFF: drafting.sign_off, V.PROPOSE_END: endings.propose_end, V.RECORD_END_VIEW: endings.record_end_view,
    V.COMMENT_ON_SECTION: section_comments.make_comment, V.OPEN_READING: reading_room.open_reading,
    V.EXTEND_READING: reading_room.extend_reading, V.CLOSE_READING: reading_room.close_reading,
    V.SUBMIT: assurance.submit, V.RESUBMIT: assurance.resubmit, V.RECORD_BOARD: assurance.record_board,
    V.RECORD_QA_LETTER: assurance.record_qa_letter, V.ANSWER_QA_POINT: assurance.answer_qa_point,
    V.RECORD_CLEARANCE: assurance.record_clearance, V.SEND_COPY: assurance.send_copy,
    V.ADD_DATE_TO_AVOID: DayToAvoid, V.END_DATE_TO_AVOID: publication_plan.end_date_to_avoid,
    V.LIST_RECIPIENT: publication_plan.list_recipient,
    V.RECORD_RECIPIENT_TOLD: publication_plan.record_recipient_told,
    V.PREPARE_PUBLICATION: publication.prepare_publication,
    V.TELL_FAMILY_OF_PUBLICATION: publication.tell_family_of_publication, V.PUBLISH: publication.publish,
    V.START_LEARNING: publication.start_learning, V.SHARE_LEARNING: publication.share_learning,
    V.START_MONITORING: publication.start_monitoring, V.WITHDRAW_APPROVAL: release.withdraw_approval,
    V.PUT_UP_FILE: public_register.put_up_file, V.CORRECT_FILE: public_register.correct_file,
    V.RECORD_RECOMMENDATION: recommendations.RecommendationText,
    V.GRADE_RECOMMENDATION: recommendations.grade_recommendation, V.ADD_EVIDENCE: action_evidence.add_evidence,
    V.VERIFY_ACTION: action_verifying.verify_action, V.TRANSFER_ACTION: action_transfers.transfer_action,
    V.SUPERSEDE_ACTION: action_transfers.supersede_action, V.SEND_RECOMMENDATION: national.send_recommendation,
    V.RECORD_RECEIPT: national.record_receipt, V.RECORD_REPLY: national.record_reply, V.CLOSE: closing.close,
    V.REOPEN: closing.reopen, V.START_HOLD: overlays.HoldTerms, V.END_HOLD: overlays.end_hold,
    V.EXTEND: overlays.MoreTime, V.EXPLAIN_LATENESS: overlays.explain_lateness,
    V.RECORD_PROCEEDING: overlays.ProceedingFacts, V.DECIDE: decision.Ruling, V.RECORD_PERSON: people.PersonFacts,
}  # fmt: skip
"""What takes the answers of a form under the names of its boxes: the act, or the facts it is given."""

AND_A_FEW_MORE: dict[Verb, tuple[Callable[..., object], set[str]]] = {
    V.PROTECT_WORDS: (anonymity.Protection, {"reason"}),
    V.APPOINT_CHAIR: (appointments.Engagement, {"on"}),
    V.APPOINT_AUTHOR: (appointments.Engagement, {"on"}),
    V.SEAT_AGENCY: (panel.Seating, {"on"}),
    V.DRAFT_TERMS: (panel.Terms, {"agreed_on"}),
    V.AGREE_TERMS: (panel.Terms, {"on"}),
    V.CHECK_PUBLICATION: (publication.Confirmations, {"note"}),
    V.RECORD_INTERVIEW: (meetings.record_interview, {"outcome"}),
    V.SET_PUBLICATION_TERMS: (publication_plan.Terms, {"embargo_on", "embargo_at"}),
    V.WITHHOLD: (publication.withhold, {"public_reason", "what_remains"}),
    V.TAKE_DOWN: (publication.take_down, {"public_reason", "what_remains"}),
    V.RECORD_ACTION: (recommendations.record_action, {"milestone", "milestone_target"}),
    V.UPDATE_ACTION: (recommendations.Progress, {"milestone", "milestone_target"}),
    V.RECORD_MEETING: (meetings.Meeting, {"present"}),
}
"""Those whose form has a few boxes besides, which it hands on in another way."""

GIVEN_BY_THE_FORM = {
    "case", "by", "request", "appointment", "token", "hold", "reading", "access", "point", "day", "recipient",
    "version", "action", "recommendation", "sending",
}  # fmt: skip
"""What an act needs besides answers: the case, who does it, and the row it is about."""


def takes(target: Callable[..., object]) -> Mapping[str, Any]:
    """What an act or a row of facts takes, by name, with its kind."""
    kinds = typing.get_type_hints(target)
    if dataclasses.is_dataclass(target):
        return {row.name: kinds[row.name] for row in dataclasses.fields(target)}
    return {name: kind for name, kind in kinds.items() if name != "return"}


def alternatives(kind: Any) -> tuple[Any, ...]:
    """The kinds of a union, or the one kind."""
    return typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)


@pytest.mark.parametrize("verb", SAME_NAMES, ids=lambda verb: verb.value)
def test_hands_each_answer_on_under_its_own_name(verb: Verb) -> None:
    """A box that the act does not take would break its page only when somebody sends it."""
    assert set(FORMS[verb].base_fields) - set(takes(SAME_NAMES[verb])) == set()


@pytest.mark.parametrize("verb", AND_A_FEW_MORE, ids=lambda verb: verb.value)
def test_hands_the_rest_on_in_its_own_way(verb: Verb) -> None:
    target, besides = AND_A_FEW_MORE[verb]
    assert set(FORMS[verb].base_fields) - set(takes(target)) == besides


def empty_answer(field: forms.Field) -> object:
    """What an optional box gives that is left empty."""
    own = copy.deepcopy(field)
    own.required = False
    return own.clean(["", "", ""] if isinstance(own, DateBoxesField) else None)


def fits(answer: object, kind: Any) -> bool:
    """Whether an act that takes this kind can take the answer; lists of any rows are taken as they are."""
    rows = [each for each in alternatives(kind) if typing.get_origin(each) is None]
    return any(each is type(None) if answer is None else isinstance(answer, each) for each in rows)


LEFT_OUT = {
    (V.TELL_FAMILY, "advocate_offered_on"), (V.RECORD_QA_LETTER, "board_on"),
    (V.RECORD_QA_LETTER, "points"),
}  # fmt: skip
"""Days whose unknown answer the form itself turns into none, and the points of a letter, which are rows."""


@pytest.mark.parametrize("verb", SAME_NAMES, ids=lambda verb: verb.value)
def test_hands_on_what_the_act_takes_where_nothing_was_answered(verb: Verb) -> None:
    """No words where it takes words, no row and no day where it takes none."""
    kinds = takes(SAME_NAMES[verb])
    plain = {
        name: field
        for name, field in FORMS[verb].base_fields.items()
        if not field.required
        and (verb, name) not in LEFT_OUT
        and not isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField | forms.FileField)
        and type(field) is not forms.ChoiceField
        and not hasattr(field, "coerce")
    }
    wrong = {name: empty_answer(field) for name, field in plain.items() if not fits(empty_answer(field), kinds[name])}
    assert wrong == {}


@pytest.mark.parametrize("verb", SAME_NAMES, ids=lambda verb: verb.value)
def test_hands_on_days_as_the_act_keeps_them(verb: Verb) -> None:
    """A day of which only the month may be known goes to an act that knows such days; others are plain days."""
    kinds = takes(SAME_NAMES[verb])
    for name, field in FORMS[verb].base_fields.items():
        if isinstance(field, DateBoxesField):
            given = field.clean(["4", "May", "2020"])
            assert fits(given, kinds[name]), name
            assert given == (
                PartialDate.parse("2020-05-04") if isinstance(field, PartialDateField) else datetime.date(2020, 5, 4)
            )


NUMBERS = {
    (V.APPOINT_CHAIR, "fee_pence"): ("9,000.50", 900_050, int), (V.ADD_QUOTE, "amount_pence"): ("£1,200", 120_000, int),
    (V.APPOINT_CHAIR, "days_estimated"): ("12.5", Decimal("12.5"), Decimal),
    (V.RECORD_PERSON, "age_at_death_event"): ("41", 41, int), (V.RECORD_CRITERIA, "age_other"): ("0", 0, int),
    (V.ADD_DATE_TO_AVOID, "days_around"): ("7", 7, int),
}  # fmt: skip


@pytest.mark.parametrize("key", NUMBERS, ids=lambda key: f"{key[0].value}-{key[1]}")
def test_hands_on_numbers_as_numbers(key: tuple[Verb, str]) -> None:
    """Money in whole pence; days with their fractions, exactly; an age of nought is an age."""
    typed, number, kind = NUMBERS[key]
    given = FORMS[key[0]].base_fields[key[1]].clean(typed)
    assert given == number
    assert type(given) is kind


def test_needs_no_answer_that_no_box_asks_for() -> None:
    """Whatever an act cannot do without is a box of its form, or comes from the page."""
    for verb, target in SAME_NAMES.items():
        if dataclasses.is_dataclass(target):
            needed = {
                row.name
                for row in dataclasses.fields(target)
                if row.default is dataclasses.MISSING and row.default_factory is dataclasses.MISSING
            }
        else:
            whole = target.__kwdefaults__ or {}
            needed = set(takes(target)) - set(whole)
        assert needed - GIVEN_BY_THE_FORM <= set(FORMS[verb].base_fields), verb


def test_begins_the_day_of_an_act_of_drafting_with_today() -> None:
    """Such things are recorded as they happen; an earlier day can be entered, never one to come."""
    begun = {
        (verb, name)
        for verb, form in FORMS.items()
        for name, field in form.base_fields.items()
        if isinstance(field, DateBoxesField) and field.initial is not None
    }
    assert {name for _verb, name in begun} == {"on"}
    assert {verb for verb, _name in begun} == {
        V.START_DRAFTING, V.SEND_FOR_READING, V.RECORD_READING, V.APPROVE_FOR_AGENCY, V.RECORD_AGENCY_APPROVAL,
        V.RECORD_PANEL_APPROVAL, V.SEND_BACK_TO_DRAFT, V.SIGN_OFF, V.PROPOSE_END, V.RECORD_END_VIEW, V.SUBMIT,
        V.RESUBMIT, V.ANSWER_QA_POINT, V.RECORD_CLEARANCE, V.SEND_COPY,
    }  # fmt: skip


def test_asks_of_a_review_taken_on_only_days_that_were() -> None:
    days = {name: field for name, field in TakeOnForm.base_fields.items() if isinstance(field, DateBoxesField)}
    assert set(days) == {"death_date", "hold_since"}
    assert all(field.latest is not None and not field.required for field in days.values())
