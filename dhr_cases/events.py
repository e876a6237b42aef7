"""What can happen in a review that is worth recording, and how does history tell it?

Imports no Django. Names that clocks use are those of the policy files.
Source: stage table and clock table [V]/[K] as marked there; further names are ours [D].
"""

from collections.abc import Mapping
from enum import StrEnum


class Event(StrEnum):
    """Codes of recorded events; a code once released is never renamed."""

    REFERRAL_RECEIVED = "REFERRAL_RECEIVED"
    CSP_CHAIR_AWARE = "CSP_CHAIR_AWARE"
    LEAD_AGREED = "LEAD_AGREED"
    TRANSFERRED = "TRANSFERRED"
    SCOPING_STARTED = "SCOPING_STARTED"
    SCOPING_RETURN_RECORDED = "SCOPING_RETURN_RECORDED"
    CRITERIA_FACTS_RECORDED = "CRITERIA_FACTS_RECORDED"
    PARTNER_CONSULTED = "PARTNER_CONSULTED"
    DECISION_RECORDED = "DECISION_RECORDED"
    HO_NOTIFIED = "HO_NOTIFIED"
    SCRUTINY_ENDED = "SCRUTINY_ENDED"
    REVIEW_DIRECTED = "REVIEW_DIRECTED"
    FAMILY_TOLD = "FAMILY_TOLD"
    FAMILY_CONTACT_RECORDED = "FAMILY_CONTACT_RECORDED"
    CONFLICT_DECLARED = "CONFLICT_DECLARED"
    CHAIR_APPOINTED = "CHAIR_APPOINTED"
    QUOTE_RECORDED = "QUOTE_RECORDED"
    AUTHOR_APPOINTED = "AUTHOR_APPOINTED"
    APPOINTMENT_ENDED = "APPOINTMENT_ENDED"
    PANEL_SEAT_RECORDED = "PANEL_SEAT_RECORDED"
    PANEL_FORMED = "PANEL_FORMED"
    TERMS_DRAFTED = "TERMS_DRAFTED"
    TERMS_AGREED = "TERMS_AGREED"
    RECORDS_SECURED = "RECORDS_SECURED"
    IMR_REQUESTED = "IMR_REQUESTED"
    INFORMATION_REQUESTED = "INFORMATION_REQUESTED"
    RETURN_DRAFTED = "RETURN_DRAFTED"
    RETURN_RECALLED = "RETURN_RECALLED"
    RETURN_SIGNED_OFF = "RETURN_SIGNED_OFF"
    RETURN_SENT_BACK = "RETURN_SENT_BACK"
    IMR_ACCEPTED = "IMR_ACCEPTED"
    REQUEST_WITHDRAWN = "REQUEST_WITHDRAWN"
    REQUEST_UNANSWERED = "REQUEST_UNANSWERED"
    REQUEST_REOPENED = "REQUEST_REOPENED"
    REQUEST_CHASED = "REQUEST_CHASED"
    INFORMATION_COMPLETE = "INFORMATION_COMPLETE"
    PANEL_WORK_STARTED = "PANEL_WORK_STARTED"
    PANEL_MET = "PANEL_MET"
    INTERVIEWS_STARTED = "INTERVIEWS_STARTED"
    INTERVIEW_RECORDED = "INTERVIEW_RECORDED"
    DRAFTING_STARTED = "DRAFTING_STARTED"
    PAPER_ADDED = "PAPER_ADDED"
    SECTION_WRITTEN = "SECTION_WRITTEN"
    SECTION_MARKED = "SECTION_MARKED"
    SECTION_GIVEN = "SECTION_GIVEN"
    WORD_TAKEN_IN = "WORD_TAKEN_IN"
    FAMILY_READING_STARTED = "FAMILY_READING_STARTED"
    READING_ANSWERED = "READING_ANSWERED"
    READING_ROOM_OPENED = "READING_ROOM_OPENED"
    READING_ROOM_EXTENDED = "READING_ROOM_EXTENDED"
    READING_ROOM_CLOSED = "READING_ROOM_CLOSED"
    DRAFT_OPENED = "DRAFT_OPENED"
    COMMENT_MADE = "COMMENT_MADE"
    COMMENT_CHANGED = "COMMENT_CHANGED"
    COMMENT_ANSWERED = "COMMENT_ANSWERED"
    SENT_BACK_TO_DRAFT = "SENT_BACK_TO_DRAFT"
    AGENCY_APPROVED = "AGENCY_APPROVED"
    PANEL_APPROVED = "PANEL_APPROVED"
    OVERVIEW_REPORT_COMPLETE = "OVERVIEW_REPORT_COMPLETE"
    END_PROPOSED = "END_PROPOSED"
    END_REFUSED = "END_REFUSED"
    ABBREVIATION_AGREED = "ABBREVIATION_AGREED"
    TERMINATION_AGREED = "TERMINATION_AGREED"
    CRITERION_ASSESSED = "CRITERION_ASSESSED"
    SUBMITTED_TO_HO = "SUBMITTED_TO_HO"
    QA_BOARD_DATED = "QA_BOARD_DATED"
    QA_LETTER_RECEIVED = "QA_LETTER_RECEIVED"
    QA_POINT_ANSWERED = "QA_POINT_ANSWERED"
    RESUBMITTED_TO_HO = "RESUBMITTED_TO_HO"
    QA_CLEARED = "QA_CLEARED"
    REPORT_COMPLETE = "REPORT_COMPLETE"
    COPY_SENT = "COPY_SENT"
    SENT_TO_DAC = "SENT_TO_DAC"
    SENT_TO_SOS_AND_DAC = "SENT_TO_SOS_AND_DAC"
    DATE_TO_AVOID_ADDED = "DATE_TO_AVOID_ADDED"
    DATE_TO_AVOID_ENDED = "DATE_TO_AVOID_ENDED"
    PUBLICATION_TERMS_SET = "PUBLICATION_TERMS_SET"
    RECIPIENT_LISTED = "RECIPIENT_LISTED"
    RECIPIENT_TOLD = "RECIPIENT_TOLD"
    PUBLICATION_PREPARED = "PUBLICATION_PREPARED"
    PUBLICATION_CHECKED = "PUBLICATION_CHECKED"
    FAMILY_TOLD_OF_PUBLICATION = "FAMILY_TOLD_OF_PUBLICATION"
    PUBLISHED = "PUBLISHED"
    PUBLICATION_WITHHELD = "PUBLICATION_WITHHELD"
    REPORT_TAKEN_DOWN = "REPORT_TAKEN_DOWN"
    RELEASE_SCANNED = "RELEASE_SCANNED"
    RELEASE_APPROVED = "RELEASE_APPROVED"
    RELEASE_APPROVAL_WITHDRAWN = "RELEASE_APPROVAL_WITHDRAWN"
    FILE_PUT_UP = "FILE_PUT_UP"
    PUBLIC_PROGRESS_SHOWN = "PUBLIC_PROGRESS_SHOWN"
    BRIEFING_READ = "BRIEFING_READ"
    LEARNING_STARTED = "LEARNING_STARTED"
    LEARNING_SHARED = "LEARNING_SHARED"
    MONITORING_STARTED = "MONITORING_STARTED"
    RECOMMENDATION_RECORDED = "RECOMMENDATION_RECORDED"
    ACTION_RECORDED = "ACTION_RECORDED"
    ACTION_UPDATED = "ACTION_UPDATED"
    ACTION_EVIDENCED = "ACTION_EVIDENCED"
    EVIDENCE_OPENED = "EVIDENCE_OPENED"
    ACTION_VERIFIED = "ACTION_VERIFIED"
    ACTION_SENT_BACK = "ACTION_SENT_BACK"
    ACTION_TRANSFERRED = "ACTION_TRANSFERRED"
    ACTION_SUPERSEDED = "ACTION_SUPERSEDED"
    RECOMMENDATION_SENT = "RECOMMENDATION_SENT"
    RECEIPT_RECORDED = "RECEIPT_RECORDED"
    REPLY_RECORDED = "REPLY_RECORDED"
    RECOMMENDATION_GRADED = "RECOMMENDATION_GRADED"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    HOLD_STARTED = "HOLD_STARTED"
    HOLD_ENDED = "HOLD_ENDED"
    EXTENSION_AGREED = "EXTENSION_AGREED"
    LATENESS_EXPLAINED = "LATENESS_EXPLAINED"
    PROCEEDING_RECORDED = "PROCEEDING_RECORDED"
    PERSON_RECORDED = "PERSON_RECORDED"
    MEMBERSHIP_GRANTED = "MEMBERSHIP_GRANTED"
    MEMBERSHIP_ENDED = "MEMBERSHIP_ENDED"
    TASK_TAKEN = "TASK_TAKEN"
    TASK_GIVEN_BACK = "TASK_GIVEN_BACK"
    NAMES_SHOWN = "NAMES_SHOWN"
    WORDS_PROTECTED = "WORDS_PROTECTED"
    PROTECTION_ENDED = "PROTECTION_ENDED"
    FINDING_DECIDED = "FINDING_DECIDED"
    NAMES_REPLACED = "NAMES_REPLACED"
    LEGAL_HOLD_STARTED = "LEGAL_HOLD_STARTED"
    LEGAL_HOLD_ENDED = "LEGAL_HOLD_ENDED"
    CASE_FORGOTTEN = "CASE_FORGOTTEN"
    PAPER_OPENED = "PAPER_OPENED"
    CORRECTED = "CORRECTED"
    TAKEN_ON = "TAKEN_ON"
    DAC_REPORT_PUBLISHED = "DAC_REPORT_PUBLISHED"
    COMMENTS_PUBLISHED = "COMMENTS_PUBLISHED"


WORDS: Mapping[Event, str] = {
    Event.REFERRAL_RECEIVED: "recorded the referral",
    Event.CSP_CHAIR_AWARE: "recorded that the partnership chair became aware",
    Event.LEAD_AGREED: "recorded the lead partnership",
    Event.TRANSFERRED: "transferred the case to another partnership",
    Event.SCOPING_STARTED: "started scoping",
    Event.SCOPING_RETURN_RECORDED: "recorded a scoping return",
    Event.CRITERIA_FACTS_RECORDED: "recorded the facts for both legal tests",
    Event.PARTNER_CONSULTED: "recorded a partner's view",
    Event.DECISION_RECORDED: "recorded the decision",
    Event.HO_NOTIFIED: "told the Home Office",
    Event.SCRUTINY_ENDED: "recorded that the Home Office accepted the decision",
    Event.REVIEW_DIRECTED: "recorded a direction to hold a review",
    Event.FAMILY_TOLD: "told the family",
    Event.FAMILY_CONTACT_RECORDED: "recorded contact with the family",
    Event.CONFLICT_DECLARED: "recorded a declaration of interests",
    Event.CHAIR_APPOINTED: "appointed the independent chair",
    Event.QUOTE_RECORDED: "recorded a quote",
    Event.AUTHOR_APPOINTED: "appointed an author",
    Event.APPOINTMENT_ENDED: "ended an appointment",
    Event.PANEL_SEAT_RECORDED: "recorded a panel seat",
    Event.PANEL_FORMED: "recorded that the panel is formed",
    Event.TERMS_DRAFTED: "drafted the terms of reference",
    Event.TERMS_AGREED: "agreed the terms of reference",
    Event.RECORDS_SECURED: "asked agencies to secure records",
    Event.IMR_REQUESTED: "asked an agency for information",
    Event.INFORMATION_REQUESTED: "sent the information requests",
    Event.RETURN_DRAFTED: "wrote an agency's return",
    Event.RETURN_RECALLED: "took an agency's return back to work on it",
    Event.RETURN_SIGNED_OFF: "signed off an agency's return",
    Event.RETURN_SENT_BACK: "sent a return back for more work",
    Event.IMR_ACCEPTED: "accepted an agency's return",
    Event.REQUEST_WITHDRAWN: "withdrew an information request",
    Event.REQUEST_UNANSWERED: "closed an information request without a return",
    Event.REQUEST_REOPENED: "reopened an information request",
    Event.REQUEST_CHASED: "chased an information request",
    Event.INFORMATION_COMPLETE: "recorded that all information is in",
    Event.PANEL_WORK_STARTED: "started the panel's work",
    Event.PANEL_MET: "recorded a panel meeting",
    Event.INTERVIEWS_STARTED: "started interviews",
    Event.INTERVIEW_RECORDED: "recorded an interview",
    Event.DRAFTING_STARTED: "started drafting",
    Event.PAPER_ADDED: "added a paper",
    Event.SECTION_WRITTEN: "wrote a section of a draft",
    Event.SECTION_MARKED: "said how far a section of a draft is",
    Event.SECTION_GIVEN: "gave a section of a draft to an author",
    Event.WORD_TAKEN_IN: "took a Word draft into the sections",
    Event.FAMILY_READING_STARTED: "sent the draft for fact check and family reading",
    Event.READING_ANSWERED: "recorded a reader's comments",
    Event.READING_ROOM_OPENED: "let a reader into the reading room",
    Event.READING_ROOM_EXTENDED: "changed a reader's last day in the reading room",
    Event.READING_ROOM_CLOSED: "closed a reader's way into the reading room",
    Event.DRAFT_OPENED: "opened a page in the reading room",
    Event.COMMENT_MADE: "commented on the draft",
    Event.COMMENT_CHANGED: "worded a comment on the draft anew",
    Event.COMMENT_ANSWERED: "answered a comment on the draft",
    Event.SENT_BACK_TO_DRAFT: "sent the report back to drafting",
    Event.AGENCY_APPROVED: "recorded an agency's approval",
    Event.PANEL_APPROVED: "recorded the panel's approval",
    Event.OVERVIEW_REPORT_COMPLETE: "signed the report off for the partnership",
    Event.END_PROPOSED: "proposed to end or shorten the review",
    Event.END_REFUSED: "recorded that the Home Office wants the review to go on",
    Event.ABBREVIATION_AGREED: "recorded that the review goes on in shortened form",
    Event.TERMINATION_AGREED: "recorded that the review ends early",
    Event.CRITERION_ASSESSED: "looked at the report by a criterion",
    Event.SUBMITTED_TO_HO: "submitted the report to the Home Office",
    Event.QA_BOARD_DATED: "recorded the quality assurance board's date",
    Event.QA_LETTER_RECEIVED: "recorded the quality assurance letter",
    Event.QA_POINT_ANSWERED: "answered a quality assurance point",
    Event.RESUBMITTED_TO_HO: "resubmitted the report to the Home Office",
    Event.QA_CLEARED: "recorded the Home Office's clearance",
    Event.REPORT_COMPLETE: "recorded the report as completed",
    Event.COPY_SENT: "sent a copy of the report",
    Event.SENT_TO_DAC: "sent the report to the Domestic Abuse Commissioner",
    Event.SENT_TO_SOS_AND_DAC: "sent the report to the Secretary of State and the Commissioner",
    Event.DATE_TO_AVOID_ADDED: "added a date to avoid for the publication",
    Event.DATE_TO_AVOID_ENDED: "took a date off those to avoid",
    Event.PUBLICATION_TERMS_SET: "set embargo and lines for the media",
    Event.RECIPIENT_LISTED: "listed somebody to be told before the publication",
    Event.RECIPIENT_TOLD: "recorded that somebody was told before the publication",
    Event.PUBLICATION_PREPARED: "started preparing publication",
    Event.PUBLICATION_CHECKED: "recorded a publication check",
    Event.FAMILY_TOLD_OF_PUBLICATION: "told the family the date of publication",
    Event.PUBLISHED: "published the report",
    Event.PUBLICATION_WITHHELD: "recorded that publication is withheld",
    Event.REPORT_TAKEN_DOWN: "recorded that the report was taken down",
    Event.RELEASE_SCANNED: "looked through a file for release",
    Event.RELEASE_APPROVED: "approved a file for release",
    Event.RELEASE_APPROVAL_WITHDRAWN: "took back an approval of a file",
    Event.FILE_PUT_UP: "put a file on the public register",
    Event.PUBLIC_PROGRESS_SHOWN: "showed the public the progress of the action plan",
    Event.BRIEFING_READ: "read a briefing before it goes out",
    Event.LEARNING_STARTED: "started sharing what was learnt",
    Event.LEARNING_SHARED: "shared early learning",
    Event.MONITORING_STARTED: "started monitoring the action plan",
    Event.RECOMMENDATION_RECORDED: "recorded a recommendation",
    Event.ACTION_RECORDED: "recorded an action",
    Event.ACTION_UPDATED: "updated an action",
    Event.ACTION_EVIDENCED: "added evidence for an action",
    Event.EVIDENCE_OPENED: "opened evidence for an action",
    Event.ACTION_VERIFIED: "verified that an action was carried out",
    Event.ACTION_SENT_BACK: "sent an action back to its owner",
    Event.ACTION_TRANSFERRED: "passed an action to another body",
    Event.ACTION_SUPERSEDED: "recorded that something else takes an action's place",
    Event.RECOMMENDATION_SENT: "sent a recommendation to whom it is addressed",
    Event.RECEIPT_RECORDED: "recorded that a recommendation arrived",
    Event.REPLY_RECORDED: "recorded a reply to a recommendation",
    Event.RECOMMENDATION_GRADED: "said how strong a recommendation is",
    Event.CLOSED: "closed the case",
    Event.REOPENED: "reopened the case",
    Event.HOLD_STARTED: "put the review on hold",
    Event.HOLD_ENDED: "ended a hold",
    Event.EXTENSION_AGREED: "recorded an extension",
    Event.LATENESS_EXPLAINED: "gave the reason for a late step",
    Event.PROCEEDING_RECORDED: "recorded a parallel proceeding",
    Event.PERSON_RECORDED: "recorded a person",
    Event.MEMBERSHIP_GRANTED: "gave a person a role",
    Event.MEMBERSHIP_ENDED: "ended a person's role",
    Event.TASK_TAKEN: "took a task",
    Event.TASK_GIVEN_BACK: "gave a task back",
    Event.NAMES_SHOWN: "showed the real names",
    Event.WORDS_PROTECTED: "recorded protected words",
    Event.PROTECTION_ENDED: "ended the protection of a word",
    Event.FINDING_DECIDED: "decided about a finding",
    Event.NAMES_REPLACED: "replaced names in a text",
    Event.LEGAL_HOLD_STARTED: "kept the record from destruction",
    Event.LEGAL_HOLD_ENDED: "ended the keeping of the record",
    Event.CASE_FORGOTTEN: "destroyed the record",
    Event.PAPER_OPENED: "opened a paper",
    Event.CORRECTED: "corrected the record",
    Event.TAKEN_ON: "took on a running case",
    Event.DAC_REPORT_PUBLISHED: "recorded a report of the Commissioner",
    Event.COMMENTS_PUBLISHED: "published comments on a report of the Commissioner",
}
"""How history says each event, after the person's name: "Dana Okafor (coordinator) ..."."""
