"""Does every page of a case stand in the same frame, and show each person only what is theirs?"""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case
from dhr_cases.verbs import Verb
from dhr_cases.views.offers import act_url, offered, tabs
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _signed_in(client: Client, person: str, cast: Cast) -> Client:
    client.force_login(getattr(cast, person))
    return client


def test_shows_reference_pseudonym_and_marking(client: Client, cast: Cast, case: Case) -> None:
    page = _signed_in(client, "coordinator", cast).get(reverse("case", args=[case.reference]))
    text = page.content.decode()
    assert case.reference in text
    assert "Robin" in text
    assert "OFFICIAL-SENSITIVE" in text


def test_hides_a_case_from_an_outsider(client: Client, cast: Cast, case: Case) -> None:
    assert _signed_in(client, "outsider", cast).get(reverse("case", args=[case.reference])).status_code == 404


def test_offers_only_acts_of_the_stage_and_of_the_person(cast: Cast, case: Case) -> None:
    asked = (Verb.AGREE_LEAD, Verb.START_SCOPING)
    assert [offer.verb for offer in offered(cast.coordinator, case, asked)] == [Verb.AGREE_LEAD]
    assert offered(cast.auditor, case, asked) == []


def test_lists_only_pages_the_person_may_open(cast: Cast, case: Case) -> None:
    labels = {item.label for item in tabs(cast.agency_author, case)}
    assert labels <= {"Overview", "Papers", "Clocks and holds"}
    assert "Overview" in labels


def test_leads_from_a_page_below_the_menu_up_to_it(client: Client, cast: Cast, case: Case) -> None:
    page = _signed_in(client, "coordinator", cast).get(reverse("make_papers", args=[case.reference]))
    above = reverse("case_papers", args=[case.reference])
    assert page.context["breadcrumbs"][-1] == {"label": "Papers", "url": above}
    assert [item.url for item in page.context["menu"] if item.current] == [above]


def test_shows_the_form_of_an_act(client: Client, cast: Cast, case: Case) -> None:
    page = _signed_in(client, "coordinator", cast).get(act_url(case, Verb.AGREE_LEAD))
    assert page.status_code == 200
    assert "Record the lead partnership" in page.content.decode()


def test_says_why_an_act_is_not_possible_now(client: Client, cast: Cast, case: Case) -> None:
    page = _signed_in(client, "coordinator", cast).get(act_url(case, Verb.START_SCOPING))
    assert page.status_code == 409
    assert "not in this stage" in page.content.decode()


def test_asks_to_check_the_answers_before_a_grave_act(client: Client, cast: Cast, case: Case) -> None:
    answers = {"to": "Otherton CSP", "reason": "They lived there", "on_day": "1", "on_month": "9", "on_year": "2026"}
    page = _signed_in(client, "coordinator", cast).post(act_url(case, Verb.TRANSFER), answers)
    text = page.content.decode()
    assert "Check your answers" in text
    assert "Otherton CSP" in text
    assert "1 September 2026" in text


def test_performs_an_act_and_returns_to_the_case(client: Client, cast: Cast, case: Case) -> None:
    answers = {"lead": cast.partnership.pk, "on_day": "1", "on_month": "9", "on_year": "2026"}
    page = _signed_in(client, "coordinator", cast).post(act_url(case, Verb.AGREE_LEAD), answers)
    case.refresh_from_db()
    assert page.status_code == 302
    assert case.stage == "LEAD_AGREED"
