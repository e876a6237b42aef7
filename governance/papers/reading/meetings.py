"""What did meetings ask of partners that stands open, or was answered since the last report?"""

from dataclasses import replace
from datetime import date

from dhr_cases.models import Partnership
from governance.meeting_facts import private_money_requests, requests_standing
from governance.papers.report_rows import AskedRow, Money


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
            money_request=row.money_request,
        )
        for row in requests_standing(partnership, on, since)
    )


def told_apart(
    partnership: Partnership, money: Money | None, asked: tuple[AskedRow, ...], *, is_restricted: bool
) -> Money | None:
    """The money without requests told among those of meetings; in papers for everybody without private ones too."""
    if money is None:
        return None
    hidden = {row.money_request for row in asked}
    if not is_restricted:
        hidden |= private_money_requests(partnership)
    return replace(money, requests=tuple(row for row in money.requests if row.number not in hidden))
