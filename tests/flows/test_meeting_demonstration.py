"""The demonstration's meetings show every state a visitor should meet, and one request followed to its answer."""

import pytest
from django.db import transaction
from django.utils import timezone

from dhr_cases.notices import held_back
from governance.forward_plan import coming
from governance.meeting_terms import MeetingState
from governance.models import AgendaItem, GoverningBody, Meeting, MeetingQuestion, PartnerAnswer, PartnerRequest
from governance.papers.reading.measures import measures_of
from governance.policies.requests import stands
from governance.request_terms import RequestStanding
from workflows.demonstration.measures import measure
from workflows.demonstration.meetings import meet
from workflows.demonstration.people import PARTS, settle

pytestmark = pytest.mark.django_db


def test_shows_meetings_from_the_calendar_to_approved_minutes() -> None:
    with transaction.atomic(), held_back():
        meet(settle())
    today = timezone.localdate()
    states = list(Meeting.objects.values_list("state", flat=True))
    assert states == [
        MeetingState.APPROVED,
        MeetingState.APPROVED,
        MeetingState.DRAFTED,
        MeetingState.CALLED,
        MeetingState.PLANNED,
    ]
    numbers = sorted(AgendaItem.objects.exclude(minute_number=None).values_list("minute_number", flat=True))
    assert numbers == list(range(51, 51 + len(numbers)))
    assert [stands(row, today) for row in PartnerRequest.objects.order_by("asked_on", "pk")] == [
        RequestStanding.REPORTED,
        RequestStanding.ASKED,
        RequestStanding.ANSWERED,
        RequestStanding.OVERDUE,
    ]
    assert PartnerAnswer.objects.get(is_from_partner=True).by.full_name == PARTS["actions"].name
    assert MeetingQuestion.objects.filter(answered_on=None).count() == 1
    assert len(coming(GoverningBody.objects.get(short_name="Board"), today)) == 4


def test_shows_one_measure_counted_and_one_only_quoted() -> None:
    with transaction.atomic(), held_back():
        town = settle()
        measure(town)
    told = {row.name: row.told for row in measures_of(town.partnership, timezone.localdate())}
    assert told["Reports of domestic abuse, Kent"].change.percent_words == "4.2%"
    assert told["Anti-social behaviour, Kent"].is_only_printed
