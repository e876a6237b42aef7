"""What stands in the tables about requests, meetings and interviews? Read in a fixed number of queries."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from dhr_cases import case_clocks
from dhr_cases.case_clocks import RequestClock
from dhr_cases.deadlines import ClockReading
from dhr_cases.events import WORDS, Event
from dhr_cases.models import Case, CaseEvent, InformationRequest, Interview, PanelMeeting, PaperVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.request_states import REQUEST_STATES, AnswerKind, RequestState
from dhr_cases.views.tables import Row, day, row

RETURNED = (RequestState.SIGNED_OFF, RequestState.SENT_BACK, RequestState.ACCEPTED)
"""States in which the agency stands by what it sent; a draft is the agency's own."""


def kind_of(request: InformationRequest) -> str:
    """What the agency returned, in words; only once it was signed off."""
    if not request.answer_kind or request.at not in RETURNED:
        return "nothing yet"
    return AnswerKind(request.answer_kind).label


def request_rows(case: Case, on: datetime.date) -> list[Row]:
    """One row an agency: where its request stands, when it is due and how that stands, when it was last reminded."""
    return [_request_row(case, item, on) for item in case_clocks.request_readings(case, on)]


def _request_row(case: Case, item: RequestClock, on: datetime.date) -> Row:
    asked, reading = item.request, item.reading
    state, words = case_clocks.request_stands(item, on)
    return row(
        str(asked.organisation),
        _standing(asked),
        day(reading.due or asked.due_on),
        {"text": words, "state": state},
        _reminders(asked),
        url=reverse("case_request", args=[case.reference, asked.pk]),
    )


def _standing(asked: InformationRequest) -> str:
    label = REQUEST_STATES[asked.at].label
    return f"{label}: {kind_of(asked)}" if asked.answer_kind and asked.at in RETURNED else label


def due_words(reading: ClockReading, on: datetime.date) -> str:
    """When a request is due and how that stands, the day once."""
    words, due = case_clocks.in_words(reading, on), day(reading.due)
    return capfirst(words) if due in words else f"{due}: {words}"


def _reminders(asked: InformationRequest) -> str:
    if asked.last_chased_on is None:
        return "not reminded"
    return f"{day(asked.last_chased_on)} ({asked.times_chased} in all)"


def secured(case: Case) -> list[dict[str, str]]:
    """Which agencies were asked to secure their records, and when."""
    events = CaseEvent.objects.filter(case=case, kind=Event.RECORDS_SECURED, replaced_by=None)
    return [{"label": str(event.on), "value": ", ".join(event.detail.get("agencies", []))} for event in events]


def request_facts(asked: InformationRequest, reading: RequestClock, on: datetime.date) -> list[dict[str, str]]:
    """What is known of one request, without what was returned."""
    facts = {
        "State": REQUEST_STATES[asked.at].label,
        "Asked on": day(asked.asked_on),
        "Due": due_words(reading.reading, on),
        "Why this date": reading.reading.why,
        "What we asked for": asked.asks_for,
        "Last reminded": _reminders(asked),
        "Kind of return": kind_of(asked),
        "Returned on": day(asked.returned_on) or "not yet",
        "Accepted on": day(asked.accepted_on) or "not yet",
        "Note on the outcome": asked.outcome_note or "none",
    }
    return _labelled(facts)


def return_facts(asked: InformationRequest) -> list[dict[str, str]]:
    """Who stands by the return, and its text; nothing while the agency is still writing."""
    if asked.at not in RETURNED:
        return []
    independent = {True: "Yes", False: "No", None: "not asked for this kind of return"}
    facts = {
        "Author": str(asked.author or ""),
        "Author had no part in the case": independent[asked.is_author_independent],
        "Signed off by": str(asked.signed_off_by or ""),
        "Return": asked.answer or "Nothing to tell: the agency had no contact.",
    }
    return _labelled(facts)


def _labelled(facts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in facts.items()]


def files_of(asked: InformationRequest, reference: str) -> list[dict[str, str]]:
    """Files that came with the agency's returns, newest first, as links to their download."""
    versions = PaperVersion.objects.filter(
        paper__case=asked.case_id, paper__organisation=asked.organisation_id, paper__kind=PaperKind.IMR
    )
    return [
        {
            "label": f"{version.file_name}, version {version.number}",
            "url": reverse("paper_file", args=[reference, version.pk]),
        }
        for version in versions.order_by("-number")
    ]


def request_history(asked: InformationRequest) -> list[dict[str, Any]]:
    """What happened to one request, newest first; of a corrected event only what counts."""
    about = {"subject": "informationrequest", "subject_id": asked.pk}
    events = CaseEvent.objects.filter(case=asked.case_id, replaced_by=None, **about)
    return [
        {
            "title": capfirst(WORDS[Event(event.kind)]),
            "by": f"{event.by} ({event.by_role})" if event.by_role else str(event.by),
            "on": str(event.on),
            "reason": event.reason,
        }
        for event in events.select_related("by").order_by("-pk")
    ]


def meetings_of(case: Case) -> list[dict[str, Any]]:
    """Every meeting, the latest first, with who was there and what they declared."""
    found = PanelMeeting.objects.filter(case=case).prefetch_related("attendances__seat__organisation")
    return [_meeting(meeting) for meeting in found.order_by("-on", "-pk")]


def _meeting(meeting: PanelMeeting) -> dict[str, Any]:
    rows = {
        "Where or how": meeting.place,
        **_attendance(meeting),
        "Quorate": "Yes" if meeting.was_quorate else "No",
        "Declared": _declared(meeting),
        "Actions agreed": meeting.actions_agreed or "none",
        "Minutes": meeting.minutes,
    }
    return {"heading": day(meeting.on), "rows": [{"label": label, "value": value} for label, value in rows.items()]}


def _attendance(meeting: PanelMeeting) -> dict[str, str]:
    present, absent = [], []
    for item in meeting.attendances.all():
        if item.was_present:
            present.append(f"{item.seat.organisation} ({item.seat.member_name})")
        else:
            absent.append(str(item.seat.organisation))
    return {"Present": "\n".join(present) or "nobody", "Absent": "\n".join(absent) or "nobody"}


def _declared(meeting: PanelMeeting) -> str:
    said = [f"{item.seat.organisation}: {item.declared}" for item in meeting.attendances.all() if item.declared]
    return "\n".join(said) or "nothing"


def interviews_of(case: Case, *, shows_notes: bool) -> list[Row]:
    """Every interview and refusal by pseudonym or part; notes only for those who run the panel."""
    police = {True: "agreed", False: "did not agree", None: "not asked"}
    return [
        row(
            ", ".join(filter(None, (str(talk.person), talk.person.relationship))),
            day(talk.on),
            "Did not wish to" if talk.is_refused else "Spoke with us",
            police[talk.agreed_with_police],
            *([talk.notes or "none"] if shows_notes else []),
        )
        for talk in Interview.objects.filter(case=case).select_related("person")
    ]
