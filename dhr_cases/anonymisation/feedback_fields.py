"""How far may what people said after an event travel? A part of the one table of fields. Imports no Django."""

from collections.abc import Mapping

from dhr_cases.anonymisation.field_classes import FieldClass, classes

FEEDBACK_FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "FeedbackSettings": classes(open_="id partnership least_shown"),
    "FeedbackForm": classes(sensitive="token", open_="id event kind opens_on closes_on is_closed"),
    "FeedbackReply": classes(
        identifying="will_change topics comment",
        sensitive="role agency overall content presentation before after wants_more has_changed received_on",
        open_="id form is_covered",
    ),
    "FeedbackSummary": classes(open_="id event lines base source"),
    "EventAction": classes(
        identifying="done_by confirmed_by",
        sensitive="progress evidence",
        open_="id event theme text owner due_on state outcome heard_on confirmed_on",
    ),
}
