"""What does one see of a case whose record was destroyed? Every page opens, and none offers to go on."""

from collections.abc import Iterator

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.forgetting import forget
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.models import Case, Part
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.views.offers import TABS
from tests.conftest import Cast

NAME = "Zebedee Quillfeather"


@pytest.fixture
def forgotten(case: Case, cast: Cast) -> Iterator[Case]:
    """A case closed and destroyed."""
    facts = PersonFacts(part=Part.DECEASED, name=NAME, pseudonym="Robin", pseudonym_reason="Her mother")
    record_person(case=case, by=cast.coordinator, facts=facts)
    QuerySet(Case).filter(pk=case.pk).update(stage=Stage.CLOSED)
    forget(case=case, by=cast.coordinator, approved_by=cast.administrator, reason="Rule 7.3")
    with change("Test forgotten case", None):
        yield case


def test_opens_every_page_of_what_is_left(forgotten: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    answers = {tab.url_name: client.get(reverse(tab.url_name, args=[forgotten.reference])) for tab in TABS}
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    assert all(b"Quillfeather" not in answer.content for answer in answers.values())
    without_state = {"case_money"}  # finance sees the reference alone
    assert {name for name, answer in answers.items() if b"Record destroyed" not in answer.content} == without_state
    assert {name for name, answer in answers.items() if b"/do/" in answer.content} == set()


def test_tells_the_destruction_in_the_history(forgotten: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.auditor)
    told = client.get(reverse("case_history", args=[forgotten.reference])).content.decode()
    assert "destroyed the record" in told
    assert "Rule 7.3" in told
    assert cast.administrator.full_name in told


def test_refuses_to_go_on_with_it(forgotten: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    answer = client.get(reverse("act", args=[forgotten.reference, "reopen"]))
    assert answer.status_code == 409
    assert "was destroyed on" in answer.content.decode()


@pytest.mark.parametrize("part", ["panel_member", "independent_chair", "family_advocate", "outsider"])
def test_is_gone_for_those_who_were_only_on_the_case(forgotten: Case, cast: Cast, client: Client, part: str) -> None:
    client.force_login(getattr(cast, part))
    assert client.get(reverse("case", args=[forgotten.reference])).status_code == 404
