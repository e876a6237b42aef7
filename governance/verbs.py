"""Which acts of governance are there, who may do each, how does the record say what was done? Imports no Django."""

from collections.abc import Mapping
from enum import StrEnum

from dhr_cases.roles import SitePermission
from dhr_cases.team_verbs import VerbRow


class GovernanceVerb(StrEnum):
    """Codes of the acts."""

    SET_UP_BODY = "set_up_body"
    CHANGE_BODY = "change_body"
    ADD_BODY_MEMBER = "add_body_member"
    END_BODY_MEMBER = "end_body_member"
    PLAN_MEETING = "plan_meeting"
    CHANGE_MEETING = "change_meeting"
    CANCEL_MEETING = "cancel_meeting"
    ADD_ITEM = "add_item"
    CHANGE_ITEM = "change_item"
    WITHDRAW_ITEM = "withdraw_item"
    TAKE_PLANNED_ITEM = "take_planned_item"
    SEND_AGENDA = "send_agenda"
    EXPECT_MEETING_PAPER = "expect_meeting_paper"
    TAKE_IN_MEETING_PAPER = "take_in_meeting_paper"
    CIRCULATE_PAPERS = "circulate_papers"
    HOLD_MEETING = "hold_meeting"
    RECORD_ATTENDANCE = "record_attendance"
    WRITE_MINUTE = "write_minute"
    RESOLVE = "resolve"
    ADD_LIMB = "add_limb"
    CLOSE_LIMB = "close_limb"
    DRAFT_MINUTES = "draft_minutes"
    ADD_MEETING_NOTE = "add_meeting_note"
    ASK_PARTNER = "ask_partner"
    RECORD_PARTNER_ANSWER = "record_partner_answer"
    ANSWER_AS_PARTNER = "answer_as_partner"
    ASK_PARTNER_AGAIN = "ask_partner_again"
    REPORT_BACK = "report_back"
    WITHDRAW_PARTNER_REQUEST = "withdraw_partner_request"
    PLAN_ITEM = "plan_item"
    END_PLANNED_ITEM = "end_planned_item"
    RECORD_QUESTION = "record_question"
    ANSWER_QUESTION = "answer_question"
    ADD_MEASURE = "add_measure"
    CHANGE_MEASURE = "change_measure"
    RECORD_MEASURE_VALUE = "record_measure_value"
    CORRECT_MEASURE_VALUE = "correct_measure_value"


V = GovernanceVerb
_MANAGE = SitePermission.MANAGE_GOVERNANCE
_ANSWER = SitePermission.ANSWER_MEETINGS

VERBS: Mapping[GovernanceVerb, VerbRow] = {
    V.SET_UP_BODY: VerbRow("Add a body", "Body added", _MANAGE),
    V.CHANGE_BODY: VerbRow("Change the body", "Body changed", _MANAGE),
    V.ADD_BODY_MEMBER: VerbRow("Add a member", "Member added", _MANAGE),
    V.END_BODY_MEMBER: VerbRow("End the membership", "Membership ended", _MANAGE),
    V.PLAN_MEETING: VerbRow("Plan a meeting", "Meeting planned", _MANAGE),
    V.CHANGE_MEETING: VerbRow("Change the meeting", "Meeting changed", _MANAGE),
    V.CANCEL_MEETING: VerbRow("Cancel the meeting", "Meeting cancelled", _MANAGE),
    V.ADD_ITEM: VerbRow("Add an item", "Item put on the agenda", _MANAGE),
    V.CHANGE_ITEM: VerbRow("Change the item", "Item changed", _MANAGE),
    V.WITHDRAW_ITEM: VerbRow("Take the item off the agenda", "Item taken off the agenda", _MANAGE),
    V.TAKE_PLANNED_ITEM: VerbRow("Add from the forward plan", "Item of the forward plan put on the agenda", _MANAGE),
    V.SEND_AGENDA: VerbRow("Record that the agenda went out", "Agenda sent out", _MANAGE),
    V.EXPECT_MEETING_PAPER: VerbRow("Add a paper", "Paper expected", _MANAGE),
    V.TAKE_IN_MEETING_PAPER: VerbRow("Put in the file", "File of a paper taken in", _MANAGE),
    V.CIRCULATE_PAPERS: VerbRow("Record that papers went out", "Papers circulated", _MANAGE),
    V.HOLD_MEETING: VerbRow("Record that it was held", "Meeting held", _MANAGE),
    V.RECORD_ATTENDANCE: VerbRow("Record who was there", "Attendance recorded", _MANAGE),
    V.WRITE_MINUTE: VerbRow("Write the minute", "Minute written", _MANAGE),
    V.RESOLVE: VerbRow("Record a resolution", "Resolution recorded", _MANAGE),
    V.ADD_LIMB: VerbRow("Add a part to the resolution", "Part of a resolution recorded", _MANAGE),
    V.CLOSE_LIMB: VerbRow("Record what became of it", "Part of a resolution closed", _MANAGE),
    V.DRAFT_MINUTES: VerbRow("Number the minutes", "Minutes numbered as a draft", _MANAGE),
    V.ADD_MEETING_NOTE: VerbRow("Add a post-meeting note", "Post-meeting note added", _MANAGE),
    V.ASK_PARTNER: VerbRow("Ask a partner", "Partner asked by a meeting", _MANAGE),
    V.RECORD_PARTNER_ANSWER: VerbRow("Record the answer", "Answer of a partner recorded", _MANAGE),
    V.ANSWER_AS_PARTNER: VerbRow("Answer the request", "Partner answered by itself", _ANSWER),
    V.ASK_PARTNER_AGAIN: VerbRow("Ask again", "Partner asked again", _MANAGE),
    V.REPORT_BACK: VerbRow("Record the report back", "Answer reported back to a meeting", _MANAGE),
    V.WITHDRAW_PARTNER_REQUEST: VerbRow("Withdraw the request", "Request to a partner withdrawn", _MANAGE),
    V.PLAN_ITEM: VerbRow("Add to the forward plan", "Forward plan added to", _MANAGE),
    V.END_PLANNED_ITEM: VerbRow("Take off the forward plan", "Taken off the forward plan", _MANAGE),
    V.RECORD_QUESTION: VerbRow("Record a question", "Question recorded", _MANAGE),
    V.ANSWER_QUESTION: VerbRow("Answer the question", "Question answered", _MANAGE),
    V.ADD_MEASURE: VerbRow("Add a measure", "Measure added", _MANAGE),
    V.CHANGE_MEASURE: VerbRow("Change the measure", "Measure changed", _MANAGE),
    V.RECORD_MEASURE_VALUE: VerbRow("Record a figure", "Figure of a measure recorded", _MANAGE),
    V.CORRECT_MEASURE_VALUE: VerbRow("Correct the figure", "Figure of a measure corrected", _MANAGE),
}
