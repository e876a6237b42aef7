"""How do a meeting's request and its answers read on a page, to the partner and to the office?"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst

from dhr_cases.deadlines import long_date
from dhr_cases.views.tables import Row, day, heads, row
from governance.models import PartnerAnswer, PartnerRequest
from governance.papers.meeting_reading import minute_words
from governance.policies.requests import stands
from governance.request_terms import REQUEST_STANDINGS, RequestStanding, days_late
from governance.views.matters import REQUEST_TAGS

LANE = "Asked by meetings"
LANE_HEADS = heads("What was asked", "Where it stands", "Answer due", "Meeting", "Minute", "Organisation")
FOR_THE_PARTNER = {
    RequestStanding.ASKED: "Waits for your answer",
    RequestStanding.ANSWERED: "Answered: goes to a meeting",
    RequestStanding.REPORTED: "Reported to a meeting",
}


def asked_url(asked: PartnerRequest) -> str:
    """The page on which a partner answers."""
    return reverse("my_meeting_request", args=(asked.pk,))


def lane_row(asked: PartnerRequest, today: datetime.date) -> Row:
    """A request as its partner sees it in a list."""
    return row(
        capfirst(asked.text),
        standing_cell(asked, today),
        day(asked.answer_due_on) or "no day set",
        str(asked.item.meeting),
        minute_words(asked.item),
        str(asked.organisation),
        url=asked_url(asked),
    )


def standing_cell(asked: PartnerRequest, today: datetime.date) -> dict[str, str]:
    """Where it stands for the partner, whose part is done with the answer; with the days by which that is late."""
    standing = stands(asked, today)
    words = FOR_THE_PARTNER.get(standing, REQUEST_STANDINGS[standing].label)
    if standing is RequestStanding.OVERDUE:
        words = late_words(days_late(asked.answer_due_on, today))
    return {"text": words, "state": "done" if standing is RequestStanding.ANSWERED else REQUEST_TAGS[standing]}


def late_words(days: int) -> str:
    """So many days late, in words."""
    return "1 day late" if days == 1 else f"{days} days late"


def lane_facts(asked: PartnerRequest, today: datetime.date) -> list[dict[str, Any]]:
    """What its partner is told of a request."""
    due, late = day(asked.answer_due_on) or "no day set", days_late(asked.answer_due_on, today)
    is_late = stands(asked, today) is RequestStanding.OVERDUE
    rows = (
        ("What is asked", capfirst(asked.text)),
        ("Asked of", str(asked.organisation)),
        ("Asked by", str(asked.item.meeting)),
        ("Minute", minute_words(asked.item)),
        ("Answer due", f"{due}, {late_words(late)}" if is_late else due),
        ("Asked again", ", ".join(filter(None, (day(asked.asked_again_on), asked.asked_again_why)))),
        ("Reported back", day(asked.reported_on)),
        ("Withdrawn", ", ".join(filter(None, (day(asked.withdrawn_on), asked.withdrawn_why)))),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def answers_of(
    asked: PartnerRequest, answers: Iterable[PartnerAnswer], file_page: str, *place: object
) -> list[dict[str, str]]:
    """Every answer in its order: from whom, when, its words and its file; ``place`` begins the file's address."""
    return [
        {
            "who": who_answered(asked, each),
            "on": long_date(each.on),
            "words": each.words,
            "file": f"{each.file_name} ({filesizeformat(each.size)})" if each.file else "",
            "url": reverse(file_page, args=(*place, each.pk)) if each.file else "",
        }
        for each in answers
    ]


def who_answered(asked: PartnerRequest, answer: PartnerAnswer) -> str:
    """Who answered: the partner's own person, or the office for it."""
    if answer.is_from_partner:
        return f"{answer.by} for {asked.organisation}"
    return ", ".join(filter(None, (f"{asked.organisation}, recorded by the office", answer.given_by)))
