"""Which class has each field of bodies, meetings and what they resolve? A part of the one table of fields.

Imports no Django. Names of those who sit and attend are identifying though minutes print them; free text is sensitive.
"""

from collections.abc import Mapping

from dhr_cases.anonymisation.field_classes import FieldClass, classes

MEETING_FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "GoverningBody": classes(
        sensitive="contact",
        open_="id partnership name short_name kind purpose remit reports_to sits_as first_minute paper_days "
        "terms_approved_on starts_on ends_on",
    ),
    "BodyMember": classes(identifying="name post", open_="id body role organisation starts_on ends_on"),
    "Meeting": classes(
        sensitive="link note",
        open_="id body on starts_at mode place sits_as state papers_due_on called_on drafted_on approved_on "
        "approved_at",
    ),
    "MeetingAttendance": classes(
        identifying="name capacity", open_="id meeting position attendance organisation is_in_chair is_struck"
    ),
    "PlannedItem": classes(
        identifying="presenters",
        sensitive="title ended_why",
        open_="id body repeat due_on is_month access origin ended_on",
    ),
    "AgendaItem": classes(
        identifying="presenters",
        sensitive="title purpose discussion restricted_discussion restricted_why",
        open_="id meeting part number public_title access is_minuted is_withdrawn planned minute_number",
    ),
    "MeetingPaper": classes(identifying="author", sensitive="title", open_="id item access due_on"),
    "MeetingPaperFile": classes(
        identifying="added_by", sensitive="file file_name", open_="id paper number size sha256 received_on added_at"
    ),
    "PaperCirculation": classes(identifying="by to", open_="id paper on means version recorded_at"),
    "Resolution": classes(sensitive="words", open_="id item is_lettered"),
    "ResolutionLimb": classes(
        sensitive="text closed_how", open_="id resolution position kind due_on approves planned closed_on"
    ),
    "PartnerRequest": classes(
        identifying="answered_by",
        sensitive="text answer withdrawn_why asked_again_why",
        open_="id item limb organisation asked_on answer_due_on report_back answered_on reported_at reported_on "
        "withdrawn_on asked_again_on funding_request",
    ),
    "PartnerAnswer": classes(
        identifying="by given_by",
        sensitive="text file file_name",
        open_="id request is_from_partner is_refusal on size sha256 by_role recorded_at",
    ),
    "MeetingQuestion": classes(identifying="asked_by", sensitive="text answer", open_="id item position answered_on"),
    "Measure": classes(sensitive="definition", open_="id partnership name of unit rise_means shows_small"),
    "MeasureValue": classes(
        sensitive="adjusted_why commentary source", open_="id measure label ends_on value adjusted printed_change"
    ),
    "PostMeetingNote": classes(identifying="by", sensitive="text", open_="id item on added_at"),
}
