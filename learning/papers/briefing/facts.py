"""What does a briefing need to be written? Only what is public already."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from dhr_cases.models import PublicRecord
from learning.briefing_boxes import BriefingKind
from learning.briefings import Briefing
from learning.statements import Statement


@dataclass(frozen=True)
class BoxFacts:
    """One box: its heading and what it states."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class BriefingFacts:
    """A briefing and the published review it is made from."""

    kind: BriefingKind
    title: str
    partnership: str
    published_on: datetime.date | None
    address: str
    boxes: tuple[BoxFacts, ...]


def facts_of(briefing: Briefing) -> BriefingFacts:
    """The facts of a briefing; raises LookupError for a review without a public record."""
    record = briefing.record
    if record is None:
        raise LookupError("A briefing needs a published review.")
    address = settings.SITE_URL + reverse("public_record", args=[record.slug])
    boxes = tuple(BoxFacts(box.row.heading, box.statements) for box in briefing.boxes)
    return BriefingFacts(briefing.kind, record.title, _name(record), record.put_up_on, address, boxes)


def _name(record: PublicRecord) -> str:
    return str(record.partnership.name)
