"""Which class has each field of the events of learning? A part of the one table of fields. Imports no Django.

Speakers, those who booked and those who were invited are identifying and deleted on their day; what is counted is open.
"""

from collections.abc import Mapping

from dhr_cases.anonymisation.field_classes import FieldClass, classes

EVENT_FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "EventSettings": classes(open_="id partnership keep_months follow_up_months"),
    "EventSeries": classes(open_="id partnership name"),
    "Event": classes(
        sensitive="joining_link cancelled_reason",
        open_="id partnership code kind series title theme audience delivered_by on starts_at ends_at year is_online "
        "platform venue access_note capacity stands_for state registration registration_closes_on attended_least "
        "attended_most attended_words is_attended_each outputs planned_on followed_up_on forgotten_on source",
    ),
    "Speaker": classes(identifying="id name job_title email", sensitive="body is_named", open_="event"),
    "ProgrammeItem": classes(identifying="speaker", open_="id event starts_at minutes kind title text is_dropped"),
    "Booking": classes(sensitive="sector asked_at moved_up_at cancelled_at has_attended", open_="id event state"),
    "Attendee": classes(
        identifying="id name email email_digest organisation job_title needs token", open_="booking event"
    ),
    "Invitation": classes(
        identifying="id name email email_digest token", sensitive="invited_on has_booked", open_="event"
    ),
    "EventMessage": classes(
        identifying="attendee invitation", sensitive="sent_at attempts", open_="id event kind queued_at"
    ),
    "TopicSuggestion": classes(
        sensitive="suggested_by note", open_="id partnership event text suggested_on state taken_up_by"
    ),
}
