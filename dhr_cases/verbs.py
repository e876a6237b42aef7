"""Which acts change a review, who may do each, in which stages, and what can a hold stop?

Imports no Django. ``permissions.check_can`` reads the permission, ``policies.check_now`` the stages and
the hold; ``actions.core`` reads where the act may lead. An act without a row cannot be done.
Source: stage table columns "actor" and "guards" [V]/[K], division of duties [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.hold_scopes import HoldScope
from dhr_cases.roles import CasePermission
from dhr_cases.stages import LIVE_REVIEW, STAGES, Stage, has_reached


class Verb(StrEnum):
    """Codes of the acts; the words on the button are in the table."""

    RECORD_AWARENESS = "record_awareness"
    AGREE_LEAD = "agree_lead"
    TRANSFER = "transfer"
    START_SCOPING = "start_scoping"
    RECORD_SCOPING_RETURN = "record_scoping_return"
    RECORD_CRITERIA = "record_criteria"
    CONSULT_PARTNER = "consult_partner"
    DECIDE = "decide"
    TELL_HOME_OFFICE = "tell_home_office"
    RECORD_SCRUTINY = "record_scrutiny"
    TELL_FAMILY = "tell_family"
    RECORD_PERSON = "record_person"
    SHOW_NAMES = "show_names"
    PROTECT_WORDS = "protect_words"
    END_PROTECTION = "end_protection"
    DECIDE_FINDING = "decide_finding"
    REPLACE_NAMES = "replace_names"
    START_LEGAL_HOLD = "start_legal_hold"
    END_LEGAL_HOLD = "end_legal_hold"
    RECORD_FAMILY_CONTACT = "record_family_contact"
    DECLARE_INTERESTS = "declare_interests"
    ADD_QUOTE = "add_quote"
    APPOINT_CHAIR = "appoint_chair"
    APPOINT_AUTHOR = "appoint_author"
    END_APPOINTMENT = "end_appointment"
    SEAT_AGENCY = "seat_agency"
    FORM_PANEL = "form_panel"
    DRAFT_TERMS = "draft_terms"
    AGREE_TERMS = "agree_terms"
    SECURE_RECORDS = "secure_records"
    SEND_REQUESTS = "send_requests"
    ADD_REQUEST = "add_request"
    CHASE_REQUEST = "chase_request"
    ACCEPT_RETURN = "accept_return"
    SEND_BACK_RETURN = "send_back_return"
    WITHDRAW_REQUEST = "withdraw_request"
    CLOSE_UNANSWERED = "close_unanswered"
    REOPEN_REQUEST = "reopen_request"
    START_PANEL_WORK = "start_panel_work"
    RECORD_MEETING = "record_meeting"
    START_INTERVIEWS = "start_interviews"
    RECORD_INTERVIEW = "record_interview"
    START_DRAFTING = "start_drafting"
    ADD_PAPER = "add_paper"
    ADD_DRAFT = "add_draft"
    WRITE_SECTION = "write_section"
    JOIN_TEXTS = "join_texts"
    FILL_SECTION = "fill_section"
    MARK_SECTION = "mark_section"
    GIVE_SECTION = "give_section"
    TAKE_IN_WORD = "take_in_word"
    OPEN_READING = "open_reading"
    EXTEND_READING = "extend_reading"
    CLOSE_READING = "close_reading"
    COMMENT_ON_SECTION = "comment_on_section"
    ANSWER_COMMENT = "answer_comment"
    SEND_FOR_READING = "send_for_reading"
    RECORD_READING = "record_reading"
    APPROVE_FOR_AGENCY = "approve_for_agency"
    RECORD_AGENCY_APPROVAL = "record_agency_approval"
    RECORD_PANEL_APPROVAL = "record_panel_approval"
    SEND_BACK_TO_DRAFT = "send_back_to_draft"
    SIGN_OFF = "sign_off"
    PROPOSE_END = "propose_end"
    RECORD_END_VIEW = "record_end_view"
    ASSESS_CRITERION = "assess_criterion"
    SUBMIT = "submit"
    RECORD_BOARD = "record_board"
    RECORD_QA_LETTER = "record_qa_letter"
    ANSWER_QA_POINT = "answer_qa_point"
    RESUBMIT = "resubmit"
    RECORD_CLEARANCE = "record_clearance"
    SEND_COPY = "send_copy"
    ADD_DATE_TO_AVOID = "add_date_to_avoid"
    END_DATE_TO_AVOID = "end_date_to_avoid"
    SET_PUBLICATION_TERMS = "set_publication_terms"
    LIST_RECIPIENT = "list_recipient"
    RECORD_RECIPIENT_TOLD = "record_recipient_told"
    PREPARE_PUBLICATION = "prepare_publication"
    CHECK_PUBLICATION = "check_publication"
    TELL_FAMILY_OF_PUBLICATION = "tell_family_of_publication"
    PUBLISH = "publish"
    WITHHOLD = "withhold"
    TAKE_DOWN = "take_down"
    SCAN_FOR_RELEASE = "scan_for_release"
    APPROVE_RELEASE = "approve_release"
    WITHDRAW_APPROVAL = "withdraw_approval"
    PUT_UP_FILE = "put_up_file"
    CORRECT_FILE = "correct_file"
    REFRESH_PROGRESS = "refresh_progress"
    WRITE_BRIEFING = "write_briefing"
    READ_BRIEFING = "read_briefing"
    START_LEARNING = "start_learning"
    SHARE_LEARNING = "share_learning"
    START_MONITORING = "start_monitoring"
    RECORD_RECOMMENDATION = "record_recommendation"
    RECORD_ACTION = "record_action"
    GRADE_RECOMMENDATION = "grade_recommendation"
    UPDATE_ACTION = "update_action"
    ADD_EVIDENCE = "add_evidence"
    VERIFY_ACTION = "verify_action"
    TRANSFER_ACTION = "transfer_action"
    SUPERSEDE_ACTION = "supersede_action"
    SEND_RECOMMENDATION = "send_recommendation"
    RECORD_RECEIPT = "record_receipt"
    RECORD_REPLY = "record_reply"
    CLOSE = "close"
    REOPEN = "reopen"
    START_HOLD = "start_hold"
    END_HOLD = "end_hold"
    EXTEND = "extend"
    EXPLAIN_LATENESS = "explain_lateness"
    RECORD_PROCEEDING = "record_proceeding"
    CORRECT = "correct"
    GRANT_ROLE = "grant_role"
    END_ROLE = "end_role"


@dataclass(frozen=True)
class VerbRow:
    """One act: its button, the permission it needs, when it may be done, where it leads, what stops it."""

    label: str
    permission: CasePermission
    stages: frozenset[Stage]
    leads_to: tuple[Stage, ...] = ()
    stopped_by: HoldScope | None = None


S = Stage
P = CasePermission
H = HoldScope


def _at(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


def _between(first: Stage, last: Stage) -> frozenset[Stage]:
    return frozenset(stage for stage in STAGES if has_reached(stage, first) and has_reached(last, stage))


ALWAYS = frozenset(STAGES)
_OPEN = ALWAYS - {S.CLOSED, S.TRANSFERRED}
_SCREENING = _at(S.REFERRED, S.LEAD_AGREED, S.SCOPING)
_DECISIONS = (S.DECIDED_REVIEW, S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE)
_SET_UP_ON = _between(S.FAMILY_CONTACTED, S.QA_CLEARED)
_PANEL_ON = _between(S.CHAIR_APPOINTED, S.QA_CLEARED)
_GATHERING = _between(S.INFO_REQUESTED, S.DRAFTING)
_DRAFT_ON = _between(S.DRAFTING, S.MONITORING)
_CLEARED_ON = _between(S.QA_CLEARED, S.CLOSED)
_PLANNED = _between(S.SUBMITTED, S.PUBLISHED)
_PUBLISHED_ON = _between(S.PUBLISHED, S.CLOSED)
_WRITING = _between(S.PANEL_WORK, S.QA_CLEARED)

VERBS: Mapping[Verb, VerbRow] = {
    Verb.RECORD_AWARENESS: VerbRow("Record when the chair became aware", P.SCREEN, _SCREENING),
    Verb.AGREE_LEAD: VerbRow("Record the lead partnership", P.SCREEN, _at(S.REFERRED), (S.LEAD_AGREED,)),
    Verb.TRANSFER: VerbRow("Transfer to another partnership", P.SCREEN, _SCREENING, (S.TRANSFERRED,)),
    Verb.START_SCOPING: VerbRow("Start scoping", P.SCREEN, _at(S.LEAD_AGREED), (S.SCOPING,)),
    Verb.RECORD_SCOPING_RETURN: VerbRow("Record a scoping return", P.SCREEN, _SCREENING),
    Verb.RECORD_CRITERIA: VerbRow("Record the facts for both tests", P.SCREEN, _OPEN),
    Verb.CONSULT_PARTNER: VerbRow("Record a partner's view", P.SCREEN, _SCREENING),
    Verb.DECIDE: VerbRow("Record the decision", P.DECIDE, _at(S.SCOPING), (*_DECISIONS, S.TRANSFERRED)),
    Verb.TELL_HOME_OFFICE: VerbRow(
        "Record the notice to the Home Office", P.NOTIFY, _at(*_DECISIONS), (S.HO_NOTIFIED, S.HO_SCRUTINY)
    ),
    Verb.RECORD_SCRUTINY: VerbRow(
        "Record the Home Office's answer", P.RECORD_ASSURANCE, _at(S.HO_SCRUTINY), (S.DIRECTED, S.CLOSED)
    ),
    Verb.TELL_FAMILY: VerbRow(
        "Record that the family was told", P.NOTIFY, _at(*_DECISIONS, S.HO_NOTIFIED, S.HO_SCRUTINY, S.DIRECTED),
        (S.FAMILY_CONTACTED,), H.FAMILY_CONTACT,
    ),
    Verb.RECORD_PERSON: VerbRow("Record a person", P.MANAGE, ALWAYS),
    Verb.SHOW_NAMES: VerbRow("Show names", P.VIEW_NAMES, ALWAYS),
    Verb.PROTECT_WORDS: VerbRow("Protect words", P.VIEW_NAMES, ALWAYS),
    Verb.END_PROTECTION: VerbRow("Stop protecting a word", P.VIEW_NAMES, ALWAYS),
    Verb.DECIDE_FINDING: VerbRow("Decide about a finding", P.VIEW_NAMES, ALWAYS),
    Verb.REPLACE_NAMES: VerbRow(
        "Replace names in a text", P.VIEW_NAMES, _between(S.PANEL_WORK, S.PRE_PUBLICATION), (), H.DRAFTING
    ),
    Verb.START_LEGAL_HOLD: VerbRow("Keep the record from destruction", P.MANAGE, ALWAYS),
    Verb.END_LEGAL_HOLD: VerbRow("End the keeping of the record", P.MANAGE, ALWAYS),
    Verb.RECORD_FAMILY_CONTACT: VerbRow("Record contact with the family", P.NOTIFY, ALWAYS),
    Verb.DECLARE_INTERESTS: VerbRow("Declare interests", P.VIEW, ALWAYS),
    Verb.ADD_QUOTE: VerbRow("Record a quote", P.APPOINT, _SET_UP_ON | _at(S.HO_NOTIFIED, S.DIRECTED)),
    Verb.APPOINT_CHAIR: VerbRow("Appoint the chair", P.APPOINT, _at(S.FAMILY_CONTACTED), (S.CHAIR_APPOINTED,)),
    Verb.APPOINT_AUTHOR: VerbRow("Appoint an author or new chair", P.APPOINT, _PANEL_ON),
    Verb.END_APPOINTMENT: VerbRow("End an appointment", P.APPOINT, _PANEL_ON),
    Verb.SEAT_AGENCY: VerbRow("Record a panel seat", P.APPOINT, _SET_UP_ON),
    Verb.FORM_PANEL: VerbRow("Record that the panel is formed", P.APPOINT, _at(S.CHAIR_APPOINTED), (S.PANEL_FORMED,)),
    Verb.DRAFT_TERMS: VerbRow("Save a version of the terms", P.SET_TERMS, _PANEL_ON),
    Verb.AGREE_TERMS: VerbRow(
        "Record the agreed terms of reference", P.SET_TERMS, _at(S.PANEL_FORMED), (S.TOR_AGREED,)
    ),
    Verb.SECURE_RECORDS: VerbRow(
        "Ask agencies to secure their records", P.REQUEST_INFORMATION,
        _between(S.SCOPING, S.INFO_REQUESTED) - {S.TRANSFERRED},
    ),
    Verb.SEND_REQUESTS: VerbRow(
        "Send the information requests", P.REQUEST_INFORMATION, _at(S.TOR_AGREED), (S.INFO_REQUESTED,), H.AGENCY_REPORTS
    ),
    Verb.ADD_REQUEST: VerbRow(
        "Ask one more agency", P.REQUEST_INFORMATION, _GATHERING, (S.INFO_REQUESTED,), H.AGENCY_REPORTS
    ),
    Verb.CHASE_REQUEST: VerbRow("Record a reminder", P.REQUEST_INFORMATION, _GATHERING, (), H.AGENCY_REPORTS),
    Verb.ACCEPT_RETURN: VerbRow("Accept the return", P.ACCEPT_RETURNS, _GATHERING, (S.INFO_IN,)),
    Verb.SEND_BACK_RETURN: VerbRow("Send the return back", P.ACCEPT_RETURNS, _GATHERING, (S.INFO_REQUESTED,)),
    Verb.WITHDRAW_REQUEST: VerbRow("Withdraw the request", P.REQUEST_INFORMATION, _GATHERING, (S.INFO_IN,)),
    Verb.CLOSE_UNANSWERED: VerbRow("Close without a return", P.REQUEST_INFORMATION, _GATHERING, (S.INFO_IN,)),
    Verb.REOPEN_REQUEST: VerbRow(
        "Reopen the request", P.REQUEST_INFORMATION, _GATHERING, (S.INFO_REQUESTED,), H.AGENCY_REPORTS
    ),
    Verb.START_PANEL_WORK: VerbRow(
        "Start the panel's work", P.RUN_PANEL, _at(S.INFO_IN, S.INTERVIEWS), (S.PANEL_WORK,), H.PANEL_MEETINGS
    ),
    Verb.RECORD_MEETING: VerbRow(
        "Record a panel meeting", P.RUN_PANEL, _between(S.PANEL_FORMED, S.RESUBMITTED), (), H.PANEL_MEETINGS
    ),
    Verb.START_INTERVIEWS: VerbRow("Start interviews", P.RUN_PANEL, _at(S.PANEL_WORK), (S.INTERVIEWS,), H.INTERVIEWS),
    Verb.RECORD_INTERVIEW: VerbRow(
        "Record an interview", P.RUN_PANEL, _between(S.TOR_AGREED, S.FAMILY_REVIEW), (), H.INTERVIEWS
    ),
    Verb.START_DRAFTING: VerbRow(
        "Start drafting", P.RUN_PANEL, _at(S.PANEL_WORK, S.INTERVIEWS, S.ABBREVIATED), (S.DRAFTING,), H.DRAFTING
    ),
    Verb.ADD_PAPER: VerbRow("Add a paper", P.MANAGE, ALWAYS),
    Verb.ADD_DRAFT: VerbRow("Add a draft", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.WRITE_SECTION: VerbRow("Save the section", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.JOIN_TEXTS: VerbRow("Bring two texts together", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.FILL_SECTION: VerbRow("Fill the section from the record", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.MARK_SECTION: VerbRow("Say how far the section is", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.GIVE_SECTION: VerbRow("Give the section to an author", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.TAKE_IN_WORD: VerbRow("Take in a Word draft", P.DRAFT, _WRITING, (), H.DRAFTING),
    Verb.OPEN_READING: VerbRow(
        "Let readers in", P.RUN_PANEL, _between(S.FAMILY_REVIEW, S.CSP_SIGNED_OFF), (), H.FAMILY_READING
    ),
    Verb.EXTEND_READING: VerbRow("Change the last day", P.RUN_PANEL, _between(S.FAMILY_REVIEW, S.CSP_SIGNED_OFF)),
    Verb.CLOSE_READING: VerbRow("Close the way in", P.RUN_PANEL, ALWAYS),
    Verb.COMMENT_ON_SECTION: VerbRow("Comment on the section", P.VIEW, _WRITING),
    Verb.ANSWER_COMMENT: VerbRow("Answer the comment", P.RUN_PANEL, _WRITING),
    Verb.SEND_FOR_READING: VerbRow(
        "Send the draft to its readers", P.RUN_PANEL, _at(S.DRAFTING), (S.FAMILY_REVIEW,), H.FAMILY_READING
    ),
    Verb.RECORD_READING: VerbRow(
        "Record a reader's comments", P.RUN_PANEL, _between(S.FAMILY_REVIEW, S.CSP_SIGNED_OFF)
    ),
    Verb.APPROVE_FOR_AGENCY: VerbRow("Record my agency's answer", P.APPROVE, _at(S.FAMILY_REVIEW)),
    Verb.RECORD_AGENCY_APPROVAL: VerbRow("Record an agency's answer", P.RUN_PANEL, _at(S.FAMILY_REVIEW)),
    Verb.RECORD_PANEL_APPROVAL: VerbRow(
        "Record the panel's approval", P.RUN_PANEL, _at(S.FAMILY_REVIEW), (S.PANEL_APPROVED,)
    ),
    Verb.SEND_BACK_TO_DRAFT: VerbRow(
        "Send back to drafting", P.RUN_PANEL, _at(S.FAMILY_REVIEW, S.PANEL_APPROVED), (S.DRAFTING,), H.DRAFTING
    ),
    Verb.SIGN_OFF: VerbRow("Sign the report off", P.SIGN_OFF, _at(S.PANEL_APPROVED), (S.CSP_SIGNED_OFF,)),
    Verb.PROPOSE_END: VerbRow("Propose to end or shorten", P.MANAGE, _at(*LIVE_REVIEW), (S.END_PROPOSED,)),
    Verb.RECORD_END_VIEW: VerbRow(
        "Record the Home Office's view", P.RECORD_ASSURANCE, _at(S.END_PROPOSED),
        (S.ABBREVIATED, S.TERMINATED, *LIVE_REVIEW),
    ),
    Verb.ASSESS_CRITERION: VerbRow("Record the finding", P.RUN_PANEL, _between(S.DRAFTING, S.AMENDING)),
    Verb.SUBMIT: VerbRow("Record the submission", P.SUBMIT, _at(S.CSP_SIGNED_OFF), (S.SUBMITTED,), H.SUBMISSION),
    Verb.RECORD_BOARD: VerbRow(
        "Record the board's date", P.RECORD_ASSURANCE, _at(S.SUBMITTED, S.RESUBMITTED), (S.AT_QA,)
    ),
    Verb.RECORD_QA_LETTER: VerbRow(
        "Record the letter", P.RECORD_ASSURANCE, _at(S.AT_QA), (S.AMENDING, S.QA_CLEARED)
    ),
    Verb.ANSWER_QA_POINT: VerbRow("Answer the point", P.RUN_PANEL, _at(S.AMENDING), (), H.DRAFTING),
    Verb.RESUBMIT: VerbRow("Record the resubmission", P.SUBMIT, _at(S.AMENDING), (S.RESUBMITTED,), H.SUBMISSION),
    Verb.RECORD_CLEARANCE: VerbRow("Record the clearance", P.RECORD_ASSURANCE, _at(S.AMENDING), (S.QA_CLEARED,)),
    Verb.SEND_COPY: VerbRow("Record a copy sent", P.SUBMIT, _between(S.CSP_SIGNED_OFF, S.CLOSED)),
    Verb.ADD_DATE_TO_AVOID: VerbRow("Add a date to avoid", P.PUBLISH, _OPEN),
    Verb.END_DATE_TO_AVOID: VerbRow("Take the date off the list", P.PUBLISH, _OPEN),
    Verb.SET_PUBLICATION_TERMS: VerbRow("Set embargo and lines for the media", P.PUBLISH, _PLANNED),
    Verb.LIST_RECIPIENT: VerbRow("Add somebody to tell", P.PUBLISH, _PLANNED),
    Verb.RECORD_RECIPIENT_TOLD: VerbRow("Record that they were told", P.PUBLISH, _at(S.PRE_PUBLICATION, S.PUBLISHED)),
    Verb.PREPARE_PUBLICATION: VerbRow(
        "Start preparing publication", P.PUBLISH, _at(S.QA_CLEARED, S.PUBLICATION_WITHHELD), (S.PRE_PUBLICATION,)
    ),
    Verb.CHECK_PUBLICATION: VerbRow("Record my check", P.CHECK_PUBLICATION, _at(S.PRE_PUBLICATION)),
    Verb.TELL_FAMILY_OF_PUBLICATION: VerbRow(
        "Record that the family was told", P.NOTIFY, _at(S.PRE_PUBLICATION), (), H.FAMILY_CONTACT
    ),
    Verb.PUBLISH: VerbRow("Record the publication", P.PUBLISH, _at(S.PRE_PUBLICATION), (S.PUBLISHED,), H.PUBLICATION),
    Verb.WITHHOLD: VerbRow(
        "Record that publication is withheld", P.PUBLISH, _at(S.PRE_PUBLICATION), (S.PUBLICATION_WITHHELD,)
    ),
    Verb.TAKE_DOWN: VerbRow("Record that the report was taken down", P.PUBLISH, _PUBLISHED_ON),
    Verb.SCAN_FOR_RELEASE: VerbRow("Look through the file", P.CHECK_PUBLICATION, _CLEARED_ON),
    Verb.APPROVE_RELEASE: VerbRow("Approve the file for release", P.CHECK_PUBLICATION, _CLEARED_ON),
    Verb.WITHDRAW_APPROVAL: VerbRow("Take my approval back", P.CHECK_PUBLICATION, ALWAYS),
    Verb.PUT_UP_FILE: VerbRow("Put the file on the register", P.PUBLISH, _PUBLISHED_ON, (), H.PUBLICATION),
    Verb.CORRECT_FILE: VerbRow("Correct the file on the register", P.PUBLISH, _PUBLISHED_ON, (), H.PUBLICATION),
    Verb.REFRESH_PROGRESS: VerbRow("Show the public today's progress", P.PUBLISH, _PUBLISHED_ON),
    Verb.WRITE_BRIEFING: VerbRow("Write the briefing", P.MONITOR, _PUBLISHED_ON),
    Verb.READ_BRIEFING: VerbRow("Sign the briefing off", P.CHECK_PUBLICATION, _PUBLISHED_ON),
    Verb.START_LEARNING: VerbRow(
        "Start sharing what was learnt", P.MONITOR, _at(S.PUBLISHED, S.PUBLICATION_WITHHELD), (S.LEARNING,)
    ),
    Verb.SHARE_LEARNING: VerbRow("Record learning shared", P.MONITOR, _between(S.INFO_REQUESTED, S.MONITORING)),
    Verb.START_MONITORING: VerbRow("Start monitoring the action plan", P.MONITOR, _at(S.LEARNING), (S.MONITORING,)),
    Verb.RECORD_RECOMMENDATION: VerbRow("Record a recommendation", P.RUN_PANEL, _DRAFT_ON),
    Verb.RECORD_ACTION: VerbRow("Record an action", P.MONITOR, _DRAFT_ON),
    Verb.GRADE_RECOMMENDATION: VerbRow("Say how strong the recommendation is", P.RUN_PANEL, _DRAFT_ON),
    Verb.UPDATE_ACTION: VerbRow("Update the action", P.MONITOR, _DRAFT_ON),
    Verb.ADD_EVIDENCE: VerbRow("Add evidence", P.MONITOR, _DRAFT_ON),
    Verb.VERIFY_ACTION: VerbRow("Verify the action", P.CLOSE, _DRAFT_ON),
    Verb.TRANSFER_ACTION: VerbRow("Pass the action to another body", P.MONITOR, _DRAFT_ON),
    Verb.SUPERSEDE_ACTION: VerbRow("Record what takes its place", P.MONITOR, _DRAFT_ON),
    Verb.SEND_RECOMMENDATION: VerbRow("Record that it was sent", P.MONITOR, _CLEARED_ON),
    Verb.RECORD_RECEIPT: VerbRow("Record that it arrived", P.MONITOR, _CLEARED_ON),
    Verb.RECORD_REPLY: VerbRow("Record the reply", P.MONITOR, _CLEARED_ON),
    Verb.CLOSE: VerbRow("Close the case", P.CLOSE, _at(S.MONITORING, S.TERMINATED), (S.CLOSED,)),
    Verb.REOPEN: VerbRow(
        "Reopen the case", P.CLOSE, _at(S.CLOSED, S.TRANSFERRED),
        (*STAGES[S.CLOSED].next, *STAGES[S.TRANSFERRED].next),
    ),
    Verb.START_HOLD: VerbRow("Put on hold", P.MANAGE, _OPEN),
    Verb.END_HOLD: VerbRow("End the hold", P.MANAGE, ALWAYS),
    Verb.EXTEND: VerbRow("Record an extension", P.MANAGE, _OPEN),
    Verb.EXPLAIN_LATENESS: VerbRow("Give the reason for lateness", P.MANAGE, ALWAYS),
    Verb.RECORD_PROCEEDING: VerbRow("Record a parallel proceeding", P.MANAGE, ALWAYS),
    Verb.CORRECT: VerbRow("Correct the record", P.MANAGE, ALWAYS),
    Verb.GRANT_ROLE: VerbRow("Give a role", P.GRANT_ROLES, ALWAYS),
    Verb.END_ROLE: VerbRow("End a role", P.GRANT_ROLES, ALWAYS),
}  # fmt: skip  # the table reads as a table: an act, who, when, where to, what stops it
