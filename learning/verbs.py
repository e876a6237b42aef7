"""Which acts of learning are there, who may do each, how does the record say what was done? Imports no Django."""

from collections.abc import Mapping
from enum import StrEnum

from dhr_cases.roles import SitePermission
from dhr_cases.team_verbs import VerbRow


class LearningVerb(StrEnum):
    """Codes of the acts."""

    PLAN_EVENT = "plan_event"
    RECORD_PAST_EVENT = "record_past_event"
    CHANGE_EVENT = "change_event"
    ANNOUNCE_EVENT = "announce_event"
    RECORD_EVENT_HELD = "record_event_held"
    CANCEL_EVENT = "cancel_event"
    CHANGE_EVENT_SETTINGS = "change_event_settings"
    ADD_PROGRAMME_ITEM = "add_programme_item"
    CHANGE_PROGRAMME_ITEM = "change_programme_item"
    DROP_PROGRAMME_ITEM = "drop_programme_item"
    ADD_SPEAKER = "add_speaker"
    REMOVE_SPEAKER = "remove_speaker"
    INVITE_TO_EVENT = "invite_to_event"
    BOOK_PLACE = "book_place"
    CANCEL_BOOKING = "cancel_booking"
    MOVE_UP_BOOKING = "move_up_booking"
    SEND_JOINING_PACK = "send_joining_pack"
    RECORD_ATTENDANCE = "record_attendance"
    ASK_WHAT_CHANGED = "ask_what_changed"
    FORGET_PERSON = "forget_person"
    FORGET_NAMES = "forget_names"
    SUGGEST_TOPIC = "suggest_topic"
    TAKE_UP_TOPIC = "take_up_topic"
    SET_TOPIC_ASIDE = "set_topic_aside"
    OPEN_FEEDBACK = "open_feedback"
    CLOSE_FEEDBACK = "close_feedback"
    COVER_WORDS = "cover_words"
    TAKE_OVER_SUMMARY = "take_over_summary"
    SET_FEEDBACK = "set_feedback"
    RECORD_EVENT_ACTION = "record_event_action"
    UPDATE_EVENT_ACTION = "update_event_action"
    REPORT_EVENT_ACTION_DONE = "report_event_action_done"
    CONFIRM_EVENT_ACTION = "confirm_event_action"
    DROP_EVENT_ACTION = "drop_event_action"
    PLAN_PACK = "plan_pack"
    ORDER_PACK = "order_pack"
    MAKE_PACK = "make_pack"
    APPROVE_PACK = "approve_pack"
    WITHDRAW_PACK_APPROVAL = "withdraw_pack_approval"
    BRING_SLIDE_TEMPLATE = "bring_slide_template"
    RETIRE_SLIDE_TEMPLATE = "retire_slide_template"
    TAKE_OVER_THEMES = "take_over_themes"
    ADD_THEME_SET = "add_theme_set"
    ADD_THEME = "add_theme"
    RENAME_THEME = "rename_theme"
    MERGE_THEMES = "merge_themes"
    SPLIT_THEME = "split_theme"
    END_THEME = "end_theme"
    CODE_PARAGRAPH = "code_paragraph"
    SETTLE_PARAGRAPH = "settle_paragraph"
    CODE_RECOMMENDATION = "code_recommendation"
    SETTLE_RECOMMENDATION = "settle_recommendation"


V = LearningVerb
_MANAGE = SitePermission.MANAGE_LEARNING

VERBS: Mapping[LearningVerb, VerbRow] = {
    V.PLAN_EVENT: VerbRow("Plan an event", "Event planned", _MANAGE),
    V.RECORD_PAST_EVENT: VerbRow("Record an event held before", "Event held before recorded", _MANAGE),
    V.CHANGE_EVENT: VerbRow("Change the event", "Event changed", _MANAGE),
    V.ANNOUNCE_EVENT: VerbRow("Announce the event", "Event announced", _MANAGE),
    V.RECORD_EVENT_HELD: VerbRow("Record that it was held", "Event recorded as held", _MANAGE),
    V.CANCEL_EVENT: VerbRow("Cancel the event", "Event cancelled", _MANAGE),
    V.CHANGE_EVENT_SETTINGS: VerbRow("Change the settings of events", "Settings of events changed", _MANAGE),
    V.ADD_PROGRAMME_ITEM: VerbRow("Add a part to the programme", "Part added to the programme", _MANAGE),
    V.CHANGE_PROGRAMME_ITEM: VerbRow("Change this part", "Part of the programme changed", _MANAGE),
    V.DROP_PROGRAMME_ITEM: VerbRow("Take this part off the programme", "Part taken off the programme", _MANAGE),
    V.ADD_SPEAKER: VerbRow("Add a speaker", "Speaker added", _MANAGE),
    V.REMOVE_SPEAKER: VerbRow("Remove and delete the speaker", "Speaker removed and deleted", _MANAGE),
    V.INVITE_TO_EVENT: VerbRow("Invite people", "People invited", _MANAGE),
    V.BOOK_PLACE: VerbRow("Book a place for somebody", "Place booked or asked for", _MANAGE),
    V.CANCEL_BOOKING: VerbRow("Cancel the booking", "Booking cancelled", _MANAGE),
    V.MOVE_UP_BOOKING: VerbRow("Move up from the waiting list", "Moved up from the waiting list", _MANAGE),
    V.SEND_JOINING_PACK: VerbRow("Send the joining pack", "Joining pack sent", _MANAGE),
    V.RECORD_ATTENDANCE: VerbRow("Record who came", "Attendance recorded", _MANAGE),
    V.ASK_WHAT_CHANGED: VerbRow("Ask those who came what has changed", "Asked what has changed since", _MANAGE),
    V.FORGET_PERSON: VerbRow("Delete this person's name", "Name of one person deleted", _MANAGE),
    V.FORGET_NAMES: VerbRow("Delete the names of an event", "Names of an event deleted", _MANAGE),
    V.SUGGEST_TOPIC: VerbRow("Suggest a topic", "Topic suggested", _MANAGE),
    V.TAKE_UP_TOPIC: VerbRow("Take the topic up", "Topic taken up", _MANAGE),
    V.SET_TOPIC_ASIDE: VerbRow("Set the topic aside", "Topic set aside", _MANAGE),
    V.OPEN_FEEDBACK: VerbRow("Open the feedback form", "Feedback form opened", _MANAGE),
    V.CLOSE_FEEDBACK: VerbRow("Close the feedback form", "Feedback form closed", _MANAGE),
    V.COVER_WORDS: VerbRow("Take the words of a reply out", "Words of a reply taken out", _MANAGE),
    V.TAKE_OVER_SUMMARY: VerbRow("Take over printed figures", "Printed figures taken over", _MANAGE),
    V.SET_FEEDBACK: VerbRow("Change the settings of feedback", "Settings of feedback changed", _MANAGE),
    V.RECORD_EVENT_ACTION: VerbRow("Record what the event recommended", "Recommendation of an event recorded", _MANAGE),
    V.UPDATE_EVENT_ACTION: VerbRow("Note how the action gets on", "Progress of an event's action noted", _MANAGE),
    V.REPORT_EVENT_ACTION_DONE: VerbRow("Record the action as done", "Event's action recorded as done", _MANAGE),
    V.CONFIRM_EVENT_ACTION: VerbRow("Confirm that it was done", "Event's action confirmed as done", _MANAGE),
    V.DROP_EVENT_ACTION: VerbRow("Record that nobody takes it on", "Event's action not taken on", _MANAGE),
    V.PLAN_PACK: VerbRow("Choose what the pack tells of", "Pack planned", _MANAGE),
    V.ORDER_PACK: VerbRow("Make the pack", "Pack asked for", _MANAGE),
    V.MAKE_PACK: VerbRow("Make the files of the pack", "Pack made", _MANAGE),
    V.APPROVE_PACK: VerbRow("Approve the pack", "Pack approved", SitePermission.VIEW_LEARNING),
    V.WITHDRAW_PACK_APPROVAL: VerbRow(
        "Take my approval back", "Approval of a pack taken back", SitePermission.VIEW_LEARNING
    ),
    V.BRING_SLIDE_TEMPLATE: VerbRow("Bring a slide template", "Slide template brought", _MANAGE),
    V.RETIRE_SLIDE_TEMPLATE: VerbRow("Take the slide template out of use", "Slide template out of use", _MANAGE),
    V.TAKE_OVER_THEMES: VerbRow("Take over a list of themes", "List of themes taken over", _MANAGE),
    V.ADD_THEME_SET: VerbRow("Add a set of themes", "Set of themes added", _MANAGE),
    V.ADD_THEME: VerbRow("Add a theme", "Theme added", _MANAGE),
    V.RENAME_THEME: VerbRow("Rename the theme", "Theme renamed", _MANAGE),
    V.MERGE_THEMES: VerbRow("Merge themes into one", "Themes merged into one", _MANAGE),
    V.SPLIT_THEME: VerbRow("Split the theme", "Theme split", _MANAGE),
    V.END_THEME: VerbRow("End the theme", "Theme ended", _MANAGE),
    V.CODE_PARAGRAPH: VerbRow("Say which themes it holds", "Paragraph read for its themes", _MANAGE),
    V.SETTLE_PARAGRAPH: VerbRow("Settle what you differ on", "Themes of a paragraph settled", _MANAGE),
    V.CODE_RECOMMENDATION: VerbRow("Say which themes it holds", "Recommendation read for its themes", _MANAGE),
    V.SETTLE_RECOMMENDATION: VerbRow("Settle what you differ on", "Themes of a recommendation settled", _MANAGE),
}
