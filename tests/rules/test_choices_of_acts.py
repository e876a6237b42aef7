"""Which answers does each act offer for a question, in which order and words, and what does it say of another?"""

import copy
from enum import StrEnum
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dhr_cases.actions.panel import SeatChange
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.endings import EndKind, EndView
from dhr_cases.forms.fields import Answer, YesNoUnknownField
from dhr_cases.forms.panel import CHANGED_SEAT, NEW_SEAT
from dhr_cases.forms.registry import FORMS
from dhr_cases.forms.sentences import give_sentences
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, ProceedingKind
from dhr_cases.models import ActionStatus, ReplyKind, Strength, Verdict
from dhr_cases.roles import ROLES, Holding, Role
from dhr_cases.verbs import Verb

V = Verb

OFFERED: dict[tuple[Verb, str], dict[str, str]] = {
    (V.RECORD_SCOPING_RETURN, "known"): {"yes": "Had contact", "no": "No contact", "checking": "Still checking"},
    (V.RECORD_CRITERIA, "conduct"): {
        "physical_or_sexual": "Physical or sexual abuse",
        "violent_or_threatening": "Violent or threatening behaviour",
        "controlling_or_coercive": "Controlling or coercive behaviour", "economic": "Economic abuse",
        "psychological_or_other": "Psychological, emotional or other abuse", "neglect": "Neglect",
        "none": "None of these, known or suspected",
    },
    (V.CONSULT_PARTNER, "view"): {
        "review": "Hold a review", "no_review": "No review", "alternative": "Another learning process",
        "transferred": "Transfer to another partnership",
    },
    (V.DECIDE, "alternative"): {
        "": "None", "light_touch": "Light touch or serious incident review", "single_agency": "Single-agency review",
        "joined_sar": "Joined to a safeguarding adults review",
        "joined_cspr": "Joined to a child safeguarding practice review",
        "learning_event": "Multi-agency learning event",
    },
    (V.RECORD_SCRUTINY, "reply"): {
        "accepted": "It accepts the decision: the case closes", "directed": "It directs a review: the review goes on",
    },
    (V.RECORD_PERSON, "part"): {
        "deceased": "Person who died", "alleged_perpetrator": "Alleged perpetrator", "child": "Child",
        "family": "Family member", "friend": "Friend, neighbour or colleague", "employer": "Employer",
        "other": "Other",
    },
    (V.RECORD_PERSON, "data_subject_status"): {
        "deceased": "Has died: not personal data, confidence may remain", "living": "Living: a data subject",
        "unknown": "Not known",
    },
    (V.PROTECT_WORDS, "kind"): {
        "name": "Name", "nickname": "Nickname", "initials": "Initials", "address": "Address", "place": "Place",
        "school": "School", "employer": "Employer", "vehicle": "Vehicle or its plate",
        "number": "Number, such as a telephone or NHS number", "date": "Date, such as a date of birth",
        "other": "Other",
    },
    (V.DECLARE_INTERESTS, "has_interest"): {"yes": "Yes", "no": "No"},
    (V.APPOINT_CHAIR, "post"): {
        "chair": "Independent chair", "author": "Author", "chair_and_author": "Chair and author",
    },
    (V.SEAT_AGENCY, "change"): {"sits": "A member sits for it", "excused": "It is excused"},
    (V.RECORD_INTERVIEW, "outcome"): {"spoke": "We spoke", "refused": "The person did not wish to"},
    (V.ADD_PAPER, "kind"): {
        "": "Choose a kind", "referral": "Referral", "decision_record": "Decision record",
        "home_office_notice": "Notice to the Home Office", "terms_of_reference": "Terms of reference",
        "contract": "Contract", "imr": "Individual Management Review", "chronology": "Agency chronology",
        "combined_chronology": "Combined chronology", "minutes": "Panel minutes",
        "overview_report": "Overview report", "executive_summary": "Executive summary", "action_plan": "Action plan",
        "data_form": "Home Office data form", "family_statement": "Family involvement statement",
        "submission_bundle": "Submission", "qa_letter": "Quality assurance letter",
        "published_report": "Report for publication", "published_summary": "Executive summary for publication",
        "published_plan": "Action plan for publication", "briefing": "Case briefing", "cover_letter": "Cover letter",
        "letter": "Letter", "evidence": "Evidence of an action",
    },
    (V.ADD_PAPER, "marking"): {"official_sensitive": "OFFICIAL-SENSITIVE", "public": "Public"},
    (V.ADD_DRAFT, "kind"): {
        "overview_report": "Overview report", "executive_summary": "Executive summary", "action_plan": "Action plan",
    },
    (V.APPROVE_FOR_AGENCY, "is_approved"): {"yes": "It approves the report", "no": "It does not approve"},
    (V.PROPOSE_END, "kind"): {"terminate": "End the review early", "abbreviate": "Go on in shortened form"},
    (V.RECORD_END_VIEW, "view"): {
        "terminated": "The review ends early", "abbreviated": "The review goes on in shortened form",
        "go_on": "The review goes on as before",
    },
    (V.ANSWER_COMMENT, "answer"): {"accepted": "Accepted", "partly": "Accepted in part", "declined": "Not accepted"},
    (V.ASSESS_CRITERION, "finding"): {
        "met": "Met", "partly": "Met in part", "not_met": "Not met", "not_relevant": "Does not apply",
    },
    (V.RECORD_QA_LETTER, "outcome"): {
        "cleared_no_change": "Cleared with no change",
        "publishable_with_changes": "Publishable once the listed changes are made",
        "resubmit": "Resubmission required",
    },
    (V.ANSWER_QA_POINT, "is_accepted"): {"yes": "Accepted", "no": "Not accepted"},
    (V.SEND_COPY, "recipient"): {
        "": "Choose who it went to", "DOMESTIC_ABUSE_COMMISSIONER": "Domestic Abuse Commissioner",
        "SECRETARY_OF_STATE": "Secretary of State", "POLICE_AND_CRIME_COMMISSIONER": "Police and Crime Commissioner",
        "FAMILY": "Family", "AGENCY": "Agency", "OTHER": "Another body or person",
    },
    (V.WITHHOLD, "shown_as"): {
        "": "Nothing", "withheld": "That the report is not published", "learning": "Learning in place of the report",
    },
    (V.RECORD_RECOMMENDATION, "scope"): {
        "local": "Local", "regional": "Regional", "national": "National", "": "Not stated",
    },
    (V.RECORD_RECOMMENDATION, "kind"): {
        "change": "Change of practice", "training": "Training", "policy": "Policy",
        "assurance": "Seek assurance from another body", "write_to": "Write to a department or body",
        "national": "National change", "": "Not stated",
    },
    (V.RECORD_RECOMMENDATION, "strength"): {
        "strong": "Strong: changes how a system works", "medium": "Medium: changes a procedure, a tool or a check",
        "weak": "Weak: asks people to know or to remember", "": "Not stated",
    },
    (V.UPDATE_ACTION, "status"): {
        "not_started": "Not started", "in_progress": "In progress", "done": "Done",
        "business_as_usual": "Accepted as business as usual", "rejected": "Rejected with a reason",
        "superseded": "Superseded", "not_owned": "Not owned by anybody", "transferred": "Transferred to another body",
    },
    (V.VERIFY_ACTION, "verdict"): {
        "confirmed": "The evidence shows that it was carried out", "sent_back": "The evidence does not show it yet",
    },
    (V.RECORD_REPLY, "reply"): {
        "accepted": "Accepted", "partly": "Accepted in part", "rejected": "Rejected",
        "noted": "Noted without saying either",
    },
    (V.START_HOLD, "reason"): {
        "criminal_trial": "Criminal trial", "police_request": "Request of the police or CPS", "inquest": "Inquest",
        "iopc": "Investigation by the IOPC", "other_review": "Another review", "other": "Other",
    },
    (V.START_HOLD, "scope"): {
        "family_contact": "Family contact", "agency_reports": "Agency reports", "panel_meetings": "Panel meetings",
        "interviews": "Interviews", "drafting": "Drafting", "family_reading": "Family reading",
        "submission": "Submission", "publication": "Publication",
    },
    (V.EXTEND, "reason_code"): {
        "criminal_trial": "Criminal trial", "police_request": "Police request", "inquest": "Inquest",
        "imr_late": "Agency report late", "chair_availability": "Chair availability",
        "family_request": "Family request", "qa_resubmission": "Resubmission after quality assurance",
        "complex_case": "Complex case", "other": "Other",
    },
    (V.RECORD_PROCEEDING, "kind"): {
        "criminal": "Criminal proceedings", "inquest": "Inquest",
        "prevention_of_future_deaths": "Prevention of future deaths report", "iopc": "IOPC investigation",
        "serious_further_offence": "Serious further offence review",
        "safeguarding_adults": "Safeguarding adults review",
        "child_safeguarding": "Child safeguarding practice review", "mental_health": "Mental health homicide review",
        "offensive_weapons": "Offensive weapons homicide review", "leder": "LeDeR review",
        "susr": "Single Unified Safeguarding Review", "other": "Other",
    },
    (V.CORRECT, "death_type"): {
        "homicide": "Homicide", "suspected_suicide": "Suspected suicide", "unexpected": "Unexpected or unexplained",
        "homicide_then_suicide": "Homicide followed by suicide", "neglect": "Neglect", "other": "Other",
        "": "Not stated",
    },
    (V.CORRECT, "death_place_type"): {
        "residential": "Residential", "public": "Public place", "other": "Other", "": "Not stated",
    },
    (V.GRANT_ROLE, "role"): {
        "coordinator": "Coordinator", "csp_chair": "Partnership chair",
        "independent_chair": "Independent chair or author", "panel_member": "Panel member",
        "agency_author": "Agency author", "agency_contact": "Agency contact", "family_advocate": "Family advocate",
    },
}  # fmt: skip  # the answers to a question in one glance
"""The answers of each question that stand in the program, by code, in the order of the page."""

AS_BEFORE = {
    (V.DECIDE, "outcome"): (V.CONSULT_PARTNER, "view"),
    (V.APPOINT_AUTHOR, "post"): (V.APPOINT_CHAIR, "post"),
    (V.RECORD_AGENCY_APPROVAL, "is_approved"): (V.APPROVE_FOR_AGENCY, "is_approved"),
    (V.GRADE_RECOMMENDATION, "strength"): (V.RECORD_RECOMMENDATION, "strength"),
    (V.EXPLAIN_LATENESS, "reason_code"): (V.EXTEND, "reason_code"),
}
"""Questions with the answers of another."""

FILLED_FROM_THE_CASE = {
    (V.DECIDE, "regime"), (V.REOPEN, "to"), (V.EXTEND, "clock"), (V.EXPLAIN_LATENESS, "clock"), (V.TAKE_DOWN, "keeps"),
}  # fmt: skip
"""Questions whose answers are those of the case: before a form knows its case it offers none."""


def choosing() -> dict[tuple[Verb, str], Any]:
    """Every question of an act that offers answers which are no rows, each able to speak of itself."""
    found: dict[tuple[Verb, str], Any] = {}
    for verb, form in FORMS.items():
        for name, field in form.base_fields.items():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                found[verb, name] = copy.deepcopy(field)
                give_sentences(str(field.label), found[verb, name])
    return found


CHOOSING = choosing()


def offered(field: Any) -> list[tuple[str, str]]:
    """Codes and words of the answers, in their order."""
    return [(str(code), str(words)) for code, words in field.choices]


def test_offers_these_answers_in_this_order() -> None:
    asked = {key: offered(field) for key, field in CHOOSING.items() if not isinstance(field, YesNoUnknownField)}
    assert {key for key, answers in asked.items() if not answers} == FILLED_FROM_THE_CASE
    assert set(asked) == set(OFFERED) | set(AS_BEFORE) | FILLED_FROM_THE_CASE
    for key, answers in OFFERED.items():
        assert asked[key] == list(answers.items()), key
    for key, other in AS_BEFORE.items():
        assert asked[key] == list(OFFERED[other].items()), key


def test_asks_a_question_of_fact_with_three_answers() -> None:
    """Not knowing is an answer of its own; none is chosen beforehand but where not knowing is the rule."""
    facts = {key: field for key, field in CHOOSING.items() if isinstance(field, YesNoUnknownField)}
    assert len(facts) == 9
    for key, field in facts.items():
        assert offered(field) == [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], key
        assert [field.clean(answer) for answer in ("yes", "no", "unknown")] == list(Answer), key
    begun = {key for key, field in facts.items() if field.initial is not None}
    assert begun == {(V.RECORD_PERSON, "is_trial_witness"), (V.RECORD_INTERVIEW, "agreed_with_police")}


@pytest.mark.parametrize("key", CHOOSING, ids=lambda key: f"{key[0].value}-{key[1]}")
def test_says_which_question_an_unknown_answer_was_for(key: tuple[Verb, str]) -> None:
    """Also the answer's words in place of its code, another case of its letters, and an answer of another question."""
    field = CHOOSING[key]
    several = isinstance(field, forms.MultipleChoiceField)
    for typed in ("nonsense", "YES", "Not known", "0"):
        with pytest.raises(ValidationError) as refused:
            field.clean([typed] if several else typed)
        assert refused.value.messages == [f"Select one of the answers offered for “{field.label}”"]


KINDS: dict[tuple[Verb, str], type[StrEnum]] = {
    (V.PROTECT_WORDS, "kind"): TokenKind, (V.UPDATE_ACTION, "status"): ActionStatus,
    (V.VERIFY_ACTION, "verdict"): Verdict, (V.RECORD_REPLY, "reply"): ReplyKind, (V.START_HOLD, "reason"): HoldReason,
    (V.EXTEND, "reason_code"): ExtensionReason, (V.EXPLAIN_LATENESS, "reason_code"): ExtensionReason,
    (V.RECORD_PROCEEDING, "kind"): ProceedingKind, (V.GRANT_ROLE, "role"): Role,
    (V.GRADE_RECOMMENDATION, "strength"): Strength,
}  # fmt: skip
"""Questions whose answer is handed on as a member of its kind."""


@pytest.mark.parametrize("key", KINDS, ids=lambda key: f"{key[0].value}-{key[1]}")
def test_hands_on_an_answer_as_what_it_is(key: tuple[Verb, str]) -> None:
    field = CHOOSING[key]
    for code, _words in offered(field):
        if code:
            given = field.clean(code)
            assert isinstance(given, KINDS[key]), code
            assert given.value == code


@pytest.mark.parametrize(
    "key",
    [(V.APPROVE_FOR_AGENCY, "is_approved"), (V.RECORD_AGENCY_APPROVAL, "is_approved"),
     (V.ANSWER_QA_POINT, "is_accepted")],
)  # fmt: skip
def test_hands_on_yes_and_no_as_truth(key: tuple[Verb, str]) -> None:
    assert [CHOOSING[key].clean(code) for code in ("yes", "no")] == [True, False]


def test_offers_every_member_of_a_kind_but_those_that_nobody_chooses() -> None:
    """No reply is what stands before one came; a role of a standing team is not given on one case."""
    assert set(OFFERED[V.RECORD_REPLY, "reply"]) == set(ReplyKind) - {ReplyKind.NONE}
    assert set(OFFERED[V.PROPOSE_END, "kind"]) == set(EndKind)
    assert set(OFFERED[V.RECORD_END_VIEW, "view"]) == set(EndView)
    team_only = {role for role, row in ROLES.items() if row.holding is Holding.TEAM}
    assert team_only
    assert set(OFFERED[V.GRANT_ROLE, "role"]) == set(Role) - team_only


def test_changes_a_seat_in_one_way_more_than_it_fills_one() -> None:
    """A seat can be left empty only where somebody sat."""
    assert dict(NEW_SEAT) == OFFERED[V.SEAT_AGENCY, "change"]
    assert CHANGED_SEAT == [
        ("sits", "Another member takes the seat"),
        ("excused", "The member leaves and the agency is excused"),
        ("left", "The member leaves; nobody takes the seat now"),
    ]
    assert {code for code, _words in CHANGED_SEAT} == set(SeatChange)


NONE_CHOSEN = {
    (V.DECIDE, "alternative"): "None", (V.ADD_PAPER, "kind"): "Choose a kind",
    (V.SEND_COPY, "recipient"): "Choose who it went to", (V.WITHHOLD, "shown_as"): "Nothing",
}  # fmt: skip


def test_names_what_it_means_to_choose_nothing() -> None:
    """At the head of a list it prompts or says what follows; at its end it is an answer: not stated."""
    blank = {key: answers[""] for key, answers in OFFERED.items() if "" in answers}
    assert {key: words for key, words in blank.items() if words != "Not stated"} == NONE_CHOSEN
    assert all(next(iter(OFFERED[key])) == "" for key in NONE_CHOSEN)
    assert all(list(OFFERED[key])[-1] == "" for key, words in blank.items() if words == "Not stated")


BEGUN = {
    (V.RECORD_PERSON, "data_subject_status"): "unknown", (V.ADD_PAPER, "marking"): "official_sensitive",
}  # fmt: skip


def test_chooses_beforehand_only_what_is_safe() -> None:
    begun = {key: CHOOSING[key].initial for key in OFFERED if CHOOSING[key].initial is not None}
    assert begun == BEGUN
