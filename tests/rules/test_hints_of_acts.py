"""What stands below each box of an act, which acts are checked, and what is shown beside them?"""

import pytest

from dhr_cases.forms.fields import ReasonField
from dhr_cases.forms.registry import FORMS
from dhr_cases.verbs import Verb

V = Verb
KEPT = "Kept in the history of the review with your name."

HINTS: dict[Verb, dict[str, str]] = {
    V.RECORD_CRITERIA: {
        "relationship": "For example: former partner, mother.",
        "is_intimate": "Married, civil partners, engaged, in an intimate relationship, or parents of the same child.",
        "age_deceased": "Leave empty if not known.",
        "age_other": "Leave empty if not known.",
        "conduct": "Leave all empty while nothing can be said yet.",
    },
    V.CONSULT_PARTNER: {"reasons": "Needed for a dissent."},
    V.DECIDE: {"dissent": "Needed when a partner dissents."},
    V.RECORD_PERSON: {
        "forename_consent": (
            "Only where the pseudonym is the real forename: who of the close family agreed in writing, when, and "
            "who checked that it is safe."
        ),
    },
    V.RECORD_FAMILY_CONTACT: {
        "medium": "For example: visit, telephone, letter.",
        "through": "For example: the police family liaison officer.",
    },
    V.TELL_FAMILY: {"medium": "For example: visit, telephone, letter."},
    V.PROTECT_WORDS: {
        "variants": "One a line: nicknames, initials, misspellings seen.",
        "replacement": "For example: a primary school.",
    },
    V.DECLARE_INTERESTS: {
        "text": "Kept as it is written. A later declaration adds to it and replaces nothing.",
        "decision": "For example: no conflict, or steps aside when the agency's report is discussed.",
    },
    V.APPOINT_CHAIR: {
        "person": "Only people whose interests have been declared on this review are listed.",
        "independence_statement": "In the person's own words: no tie to any agency in the review.",
        "fee_pence": "Leave empty when it is not stated.",
    },
    V.APPOINT_AUTHOR: {
        "person": "Only people whose interests have been declared on this review are listed.",
        "independence_statement": "In the person's own words: no tie to any agency in the review.",
        "fee_pence": "Leave empty when it is not stated.",
    },
    V.SEAT_AGENCY: {"user": "A member with an account sees the review as panel members do."},
    V.DRAFT_TERMS: {"lines_of_enquiry": "One question a line.", "agreed_on": "Leave empty while it is a draft."},
    V.AGREE_TERMS: {"lines_of_enquiry": "One question a line."},
    V.SEND_REQUESTS: {"asks_for": "The agency reads these words. Name nobody here."},
    V.ADD_REQUEST: {"asks_for": "The agency reads these words. Name nobody here."},
    V.SEND_BACK_RETURN: {"reason": "The agency reads these words."},
    V.RECORD_MEETING: {"present": "Members not ticked are recorded as absent.", "actions_agreed": "One a line."},
    V.ADD_PAPER: {
        "paper_title": "No real names. The same kind and title again adds the next version.",
        "upload": "We take .docx, .xlsx, .pdf, .csv, .txt, .png, .jpg. No macros, no password.",
    },
    V.ADD_DRAFT: {"upload": "We take .docx, .xlsx, .pdf, .csv, .txt, .png, .jpg. No macros, no password."},
    V.SEND_FOR_READING: {
        "due_on": "Three weeks is usual here; the guidance asks for plenty of time.",
        "sections": "Kept as they read now. The family reads all of them, an agency those that name it.",
        "readers": "Until the day for comments. You can let others in later.",
    },
    V.RECORD_AGENCY_APPROVAL: {"note": "If the agency does not approve, give its reason."},
    V.SIGN_OFF: {
        "minute": "For example: Board, 4 May 2026, item 6.",
        "is_complete_now": (
            "From that day the copy to the Domestic Abuse Commissioner is owed. Left empty, the report is "
            "completed when the Home Office clears it."
        ),
    },
    V.SUBMIT: {
        "is_complete_now": (
            "From that day the copy to the Domestic Abuse Commissioner is owed. Left empty, the report is "
            "completed when the Home Office clears it."
        ),
    },
    V.RECORD_QA_LETTER: {
        "points": "One to a line, each with the number it has in the letter, such as “1. Explain the timescale”.",
    },
    V.ANSWER_QA_POINT: {
        "before_text": (
            "Filled in from the section where the draft is written here. Keep the passage the point is about."
        ),
    },
    V.SEND_COPY: {"recipient_label": "No real names of the bereaved."},
    V.ADD_DATE_TO_AVOID: {"name": "Such as “Anniversary of the death”."},
    V.SET_PUBLICATION_TERMS: {
        "embargo_at": "Such as 09:30. Left empty, it ends when that day begins.",
        "media_lines": "What is said when somebody asks. Write no real name.",
    },
    V.LIST_RECIPIENT: {"who": "By post or team, not by name."},
    V.PREPARE_PUBLICATION: {
        "dates_avoided": "Say why, without names.",
        "despite": "Needed only when the day is near to one that is avoided.",
    },
    V.CHECK_PUBLICATION: {"note": "Needed when you leave a line unticked."},
    V.TELL_FAMILY_OF_PUBLICATION: {
        "note": "By part, not by name. If nobody can be told, say why and give the day on which that was settled.",
        "despite": "Needed only when the day is another than planned and near to one that is avoided.",
    },
    V.PUBLISH: {"url": "Where the report stands elsewhere. Leave it empty when it stands on the public register only."},
    V.WITHHOLD: {
        "public_reason": "The public reads this. No names.",
        "what_remains": "The public reads this. No names.",
    },
    V.TAKE_DOWN: {
        "public_reason": "The public reads this. No names.",
        "what_remains": "The public reads this. No names.",
    },
    V.PUT_UP_FILE: {"label": "No names; for example Case briefing."},
    V.CORRECT_FILE: {"reason": "The public reads this. No names."},
    V.RECORD_RECOMMENDATION: {
        "text": "Specific: one change, and who makes it.",
        "scope": "Relevant: it follows from a lesson of this review.",
        "strength": "How surely it changes what happens, if it is carried out.",
        "owner": "Achievable: the body has agreed and can do it.",
        "measure": "Measurable: what will be counted or seen, not what will be sent.",
        "target_date": "Dated: the month by which it is done.",
    },
    V.UPDATE_ACTION: {
        "reason": "Needed unless the action is not started, in progress or done; and to accept it as ended.",
        "outcome": "Needed when the action is done.",
    },
    V.ADD_EVIDENCE: {
        "text": "What changed, and where that can be seen: an audit, a count, a policy in use. No names of people.",
        "upload": (
            "Leave it empty to make a statement. We take .docx, .xlsx, .pdf, .csv, .txt, .png, .jpg. No macros, "
            "no password."
        ),
    },
    V.VERIFY_ACTION: {"note": "The owner reads it."},
    V.SEND_RECOMMENDATION: {"means": "Such as letter or e-mail, and its number."},
    V.RECORD_RECEIPT: {"note": "Such as an acknowledgement or a tracked letter."},
    V.CLOSE: {"minute": "Where the partnership's decision is minuted."},
    V.START_HOLD: {"note": "Needed when the reason is “Other”."},
    V.EXTEND: {"request": "Only for the return of an agency's report.", "agreed_by": "By office, such as “the panel”."},
    V.GRANT_ROLE: {
        "organisation": "Needed for panel members, agency authors and agency contacts.",
        "ends_on": "Leave empty if it has no end yet.",
    },
}
"""What is said below a box; the reason of an act, which says where it is kept, is below."""


@pytest.mark.parametrize("verb", FORMS, ids=lambda verb: verb.value)
def test_says_below_a_box_what_belongs_there(verb: Verb) -> None:
    told = {name: str(field.help_text) for name, field in FORMS[verb].base_fields.items() if field.help_text}
    assert {name: words for name, words in told.items() if words != KEPT} == HINTS.get(verb, {})


KEPT_ELSEWHERE = {
    (V.START_LEGAL_HOLD, ""), (V.EXPLAIN_LATENESS, ""),
    (V.SEND_BACK_RETURN, "The agency reads these words."), (V.CORRECT_FILE, "The public reads this. No names."),
}  # fmt: skip
"""Reasons of which something else is said, or nothing."""


def test_says_of_each_reason_where_it_is_kept_or_who_reads_it() -> None:
    told = {
        (verb, str(field.help_text))
        for verb, form in FORMS.items()
        for field in form.base_fields.values()
        if isinstance(field, ReasonField)
    }
    assert {(verb, words) for verb, words in told if words != KEPT} == KEPT_ELSEWHERE
    assert {verb for verb, words in told if words == KEPT} >= {V.CORRECT, V.CLOSE, V.REOPEN, V.GRANT_ROLE, V.END_ROLE}


CHECKED = {
    V.TRANSFER, V.DECIDE, V.RECORD_SCRUTINY, V.APPOINT_CHAIR, V.APPOINT_AUTHOR, V.END_APPOINTMENT, V.AGREE_TERMS,
    V.SEND_REQUESTS, V.WITHDRAW_REQUEST, V.CLOSE_UNANSWERED, V.SEND_FOR_READING, V.APPROVE_FOR_AGENCY,
    V.RECORD_PANEL_APPROVAL, V.SEND_BACK_TO_DRAFT, V.SIGN_OFF, V.PROPOSE_END, V.RECORD_END_VIEW, V.OPEN_READING,
    V.SUBMIT, V.RESUBMIT, V.RECORD_QA_LETTER, V.RECORD_CLEARANCE, V.PUBLISH, V.WITHHOLD, V.TAKE_DOWN, V.PUT_UP_FILE,
    V.CORRECT_FILE, V.VERIFY_ACTION, V.CLOSE, V.REOPEN, V.CORRECT,
}  # fmt: skip
"""Acts whose answers are shown once more before anything is done."""

DONE_AT = {
    V.SCAN_FOR_RELEASE: "case_release",
    V.APPROVE_RELEASE: "case_release",
    V.WITHDRAW_APPROVAL: "case_release",
    V.PUT_UP_FILE: "case_release",
    V.CORRECT_FILE: "case_release",
    V.REFRESH_PROGRESS: "case_release",
    V.GRADE_RECOMMENDATION: "case_recommendations",
    V.ADD_EVIDENCE: "case_recommendations",
    V.VERIFY_ACTION: "case_recommendations",
    V.TRANSFER_ACTION: "case_recommendations",
    V.SUPERSEDE_ACTION: "case_recommendations",
    V.SEND_RECOMMENDATION: "case_recommendations",
    V.RECORD_RECEIPT: "case_recommendations",
    V.RECORD_REPLY: "case_recommendations",
}
"""Acts that end on another page than the review's own."""

BESIDE = {
    V.DECIDE: "acts/asides/briefing.html",
    V.ADD_DATE_TO_AVOID: "acts/asides/suggested_days.html",
    V.PUBLISH: "acts/asides/release.html",
    V.VERIFY_ACTION: "acts/asides/evidence.html",
}
"""What is shown beside a form."""


def test_checks_what_cannot_simply_be_done_again() -> None:
    assert {verb for verb, form in FORMS.items() if form.checks_answers} == CHECKED


def test_ends_where_what_was_done_is_seen() -> None:
    assert {verb: form.done_at for verb, form in FORMS.items() if form.done_at != "case"} == DONE_AT


def test_shows_beside_a_form_what_is_decided_upon() -> None:
    assert {verb: form.aside_template for verb, form in FORMS.items() if form.aside_template} == BESIDE
