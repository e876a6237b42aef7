"""A referral becomes a case: checked answers, partial dates, one case a form, a warning before a second."""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case
from tests.conftest import Cast

ADDRESS = "/cases/new/"


def answers_for(client: Client, cast: Cast, **more: str) -> dict[str, str]:
    """A filled form with the token of a fresh page."""
    token = client.get(ADDRESS).context["form"]["token"].value()
    return {
        "token": token,
        "partnership": str(cast.partnership.pk),
        "referred_by": "Testshire Police",
        "referred_on_month": "3",
        "referred_on_year": "2026",
        "death_date_month": "2",
        "death_date_year": "2026",
        "death_type": "homicide",
        "pseudonym": "Robin",
        **more,
    }


def opened() -> list[Case]:
    """Every case there is, oldest first."""
    return list(Case.objects.order_by("pk"))


def test_opens_a_case_after_the_answers_were_checked(cast: Cast, client: Client) -> None:
    """Dates keep the precision they were given in."""
    client.force_login(cast.coordinator)
    answers = answers_for(client, cast)
    checked = client.post(ADDRESS, answers)
    assert "Check your answers" in checked.content.decode()
    assert opened() == []
    done = client.post(ADDRESS, answers | {"confirmed": "yes"})
    (case,) = opened()
    assert done.headers["Location"] == reverse("case", args=[case.reference])
    assert (case.death_date.iso, case.referred_on.iso, case.aware_on.is_known) == ("2026-02", "2026-03", False)


def test_opens_one_case_however_often_the_form_is_sent(cast: Cast, client: Client) -> None:
    """The second click leads to the same case."""
    client.force_login(cast.coordinator)
    answers = answers_for(client, cast) | {"confirmed": "yes"}
    first, second = client.post(ADDRESS, answers), client.post(ADDRESS, answers)
    assert len(opened()) == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_lets_the_answers_be_changed(cast: Cast, client: Client) -> None:
    """Back to the form with what was typed."""
    client.force_login(cast.coordinator)
    answers = answers_for(client, cast) | {"confirmed": "yes", "change_answers": "yes"}
    page = client.post(ADDRESS, answers).content.decode()
    assert 'value="Testshire Police"' in page
    assert opened() == []


@pytest.mark.parametrize("month", ["2", ""])
def test_warns_of_a_death_in_the_same_month(cast: Cast, client: Client, month: str) -> None:
    """Also when only the year is known; a confirmed second death is opened."""
    client.force_login(cast.coordinator)
    client.post(ADDRESS, answers_for(client, cast) | {"confirmed": "yes"})
    answers = answers_for(client, cast, death_date_month=month) | {"confirmed": "yes", "pseudonym": "Wren"}
    warned = client.post(ADDRESS, answers)
    assert warned.status_code == 422
    assert opened()[0].reference in warned.content.decode()
    client.post(ADDRESS, answers | {"is_another_death": "on"})
    assert len(opened()) == 2


def test_says_nothing_of_a_death_in_another_month(cast: Cast, client: Client) -> None:
    """No warning without need."""
    client.force_login(cast.coordinator)
    for month, pseudonym in (("2", "Robin"), ("3", "Wren")):
        answers = answers_for(client, cast, death_date_month=month)
        client.post(ADDRESS, answers | {"confirmed": "yes", "pseudonym": pseudonym})
    assert len(opened()) == 2


def test_refuses_a_referral_in_the_future(cast: Cast, client: Client) -> None:
    """The error stands beside the field."""
    client.force_login(cast.coordinator)
    page = client.post(ADDRESS, answers_for(client, cast, referred_on_year="2999"))
    assert page.status_code == 422
    assert "must be today or in the past" in page.content.decode()


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "administrator", "outsider"])
def test_is_for_coordinators(cast: Cast, client: Client, part: str) -> None:
    """Nobody else opens a case."""
    client.force_login(cast.people()[part])
    assert client.get(ADDRESS).status_code == 403
