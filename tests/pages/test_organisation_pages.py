"""The pages of organisations tell who existed when and who followed whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.models import Organisation, Succession
from tests.conftest import Cast

pytestmark = pytest.mark.both_databases

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """The coordinator at the browser, with the bodies of Kent and Medway."""
    load_organisations(by=None)
    client.force_login(cast.coordinator, backend=BACKEND)
    return client


def test_begins_with_those_that_exist_today(coordinator: Client) -> None:
    """The others are one choice away."""
    page = coordinator.get(reverse("organisations"))
    everything = coordinator.get(reverse("organisations"), {"exists": ""})
    assert page.context["count"] < everything.context["count"] == Organisation.objects.count()


def test_asks_as_often_for_many_as_for_one(coordinator: Client) -> None:
    """Queries do not grow with rows."""
    with CaptureQueriesContext(connection) as few:
        coordinator.get(reverse("organisations"), {"text": "Kent Police"})
    with CaptureQueriesContext(connection) as many:
        coordinator.get(reverse("organisations"), {"exists": "yes"})
    assert len(many) <= len(few)


def test_links_both_ways_along_a_succession(coordinator: Client) -> None:
    """From the company to the service and back."""
    succession = Succession.objects.get(predecessor__code="kss-crc")
    assert succession.successor is not None
    addresses = [reverse("organisation", args=(body.code,)) for body in (succession.predecessor, succession.successor)]
    for here, there in (addresses, addresses[::-1]):
        assert there in coordinator.get(here).content.decode()


def test_says_that_a_planned_successor_has_no_name(coordinator: Client) -> None:
    """The county's councils are planned to end in 2028."""
    page = coordinator.get(reverse("organisation", args=("kent-county-council",)))
    assert "a body that has no name yet" in page.content.decode()


def test_adds_renames_and_ends_a_body(coordinator: Client) -> None:
    """Each with its source, shown on the body's page."""
    answers = {"name": "Vale Housing", "kind": "housing", "section_9": "no", "reason": "Register of providers"}
    done = coordinator.post(reverse("organisation_new"), answers)
    body = Organisation.objects.get(name="Vale Housing")
    assert done.headers["Location"] == reverse("organisation", args=(body.code,))
    day = {"day": "31", "month": "3", "year": "2026"}
    coordinator.post(
        reverse("organisation_rename", args=(body.code,)),
        {"name": "Vale Homes", "reason": "Annual report", **{f"until_{part}": text for part, text in day.items()}},
    )
    coordinator.post(
        reverse("organisation_end", args=(body.code,)),
        {"shape": "one_to_one", "reason": "Merged", **{f"ends_on_{part}": text for part, text in day.items()}},
    )
    page = coordinator.get(done.headers["Location"]).content.decode()
    assert "Vale Homes" in page
    assert "Vale Housing, until 31 March 2026" in page
    assert "until 31 March 2026" in page


def test_asks_to_call_a_day_to_come_a_plan(coordinator: Client) -> None:
    """An end that has not happened may still change."""
    answers = {
        "shape": "one_to_one",
        "reason": "Merger",
        "ends_on_day": "31",
        "ends_on_month": "3",
        "ends_on_year": "2090",
    }
    page = coordinator.post(reverse("organisation_end", args=("kent-police",)), answers)
    assert "is_planned" in page.context["form"].errors


def test_lets_the_panel_member_see_none(cast: Cast, client: Client) -> None:
    """Neither the list nor the forms."""
    client.force_login(cast.panel_member, backend=BACKEND)
    assert client.get(reverse("organisations")).status_code == 403
    assert client.get(reverse("organisation_new")).status_code == 403
