"""What did meetings ask of partners that stands open, or was answered since the last report?"""

from datetime import date

from dhr_cases.models import Partnership
from governance.meeting_facts import requests_standing
from governance.papers.report_rows import AskedRow


def asked_rows(partnership: Partnership, since: date | None, on: date) -> tuple[AskedRow, ...]:
    """Requests of meetings, oldest first."""
    return tuple(
        AskedRow(
            body=row.body,
            text=row.text,
            asked_on=row.asked_on,
            asked_at=row.meeting,
            minute=row.minute,
            due_on=row.due_on,
            answer=row.answer,
            answered_on=row.answered_on,
            is_public=row.is_public,
        )
        for row in requests_standing(partnership, on, since)
    )
