"""How do due dates read as a calendar? References and clock names only, never a person's name or a pseudonym.

Source: RFC 5545, sections 3.1 (lines end in CRLF, folded at 75 octets) and 3.6.1 (events) [V].
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from workflows.attention import Due

LINE_OCTETS = 75
REMINDER = ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Due tomorrow", "TRIGGER:-PT15H", "END:VALARM")


def calendar_of(dues: Iterable[Due]) -> str:
    """An iCalendar file with an all-day event for every due date."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Domestic abuse reviews//Due list//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Review due dates",
        *(line for due in dues for line in _event(due, timezone.now())),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(due: Due, now: datetime) -> Iterator[str]:
    if due.due is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{due.clock}-{due.case_id}-{due.request_id or 0}@review-due-dates"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due.due:%Y%m%d}"
    if due.due < date.max:  # without an end it is that one day
        yield f"DTEND;VALUE=DATE:{due.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{due.reference}: {due.label}')}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield from REMINDER
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a calendar value."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, continued by a space; no letter is cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_OCTETS:
            yield piece
            piece = " "
        piece += letter
    yield piece
