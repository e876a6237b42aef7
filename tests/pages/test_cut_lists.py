"""A list that was cut says so, and a request closed without a return is neither done nor late."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import requests
from dhr_cases.case_clocks import request_readings, request_stands
from dhr_cases.models import Case, InformationRequest
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.many_cases import copies_of
from tests.stages import case_at
from workflows.following import follow
from workflows.inbox import SHOWN

CUT = f"The {SHOWN} oldest are shown."


def test_says_that_more_tasks_wait_than_are_shown(client: Client, cast: Cast, case: Case) -> None:
    """The sentence leads to the whole list; with few tasks it is not there."""
    case_at(cast, case, Stage.LEAD_AGREED)
    follow(case)
    client.force_login(cast.coordinator)
    assert CUT not in client.get(reverse("home")).content.decode()
    copies_of(case, SHOWN + 5)
    assert CUT in client.get(reverse("home")).content.decode()


def test_shows_a_request_closed_without_a_return_as_what_it_is(client: Client, cast: Cast, case: Case) -> None:
    """On the page of agencies and on the card of its clock."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    asked = InformationRequest.objects.filter(case=case).first()
    assert asked is not None
    requests.close_unanswered(case=case, by=cast.coordinator, request=asked, reason="No answer after three letters")
    clock = next(item for item in request_readings(case) if item.request == asked)
    assert request_stands(clock, timezone.localdate()) == ("not_stated", "closed without a return")
    client.force_login(cast.coordinator)
    assert "closed without a return" in client.get(reverse("case_requests", args=(case.reference,))).content.decode()
