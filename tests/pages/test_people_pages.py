"""People by pseudonym, names shown on record for five minutes, and how we stand with the family."""

import datetime
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import people
from dhr_cases.events import Event
from dhr_cases.family import promises_of
from dhr_cases.models import Case, CaseEvent, Part, Person, User
from dhr_cases.views.names import SESSION_KEY, SHOWN_FOR
from tests.conftest import Cast

NAME = "Ada Invented"
TODAY = timezone.localdate()


@pytest.fixture
def mother(case: Case, cast: Cast) -> Person:
    """The mother of the person who died, with a real name."""
    facts = people.PersonFacts(part=Part.FAMILY, name=NAME, pseudonym="Wren", relationship="mother")
    return people.record_person(case=case, by=cast.coordinator, facts=facts)


def people_page(client: Client, case: Case) -> str:
    """The words of the people page."""
    return client.get(reverse("case_people", args=[case.reference])).content.decode()


def show(client: Client, case: Case, **answers: str) -> int:
    """Ask for the names; the answer's status."""
    return client.post(reverse("case_show_names", args=[case.reference]), answers).status_code


def test_covers_names_until_they_are_asked_for(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """Then shows them, with a record of it."""
    client.force_login(cast.coordinator)
    assert NAME not in people_page(client, case)
    show(client, case, reason="Writing to her")
    assert NAME in people_page(client, case)
    assert CaseEvent.objects.get(case=case, kind=Event.NAMES_SHOWN).reason == "Writing to her"


def test_asks_for_the_reason(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """Without one the names stay covered and nothing is recorded."""
    client.force_login(cast.coordinator)
    assert show(client, case, reason="") == 422
    assert show(client, case) == 200
    assert NAME not in people_page(client, case)
    assert not CaseEvent.objects.filter(case=case, kind=Event.NAMES_SHOWN).exists()


def test_covers_names_again_after_a_while(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """The session's moment is past."""
    client.force_login(cast.coordinator)
    show(client, case, reason="Writing to her")
    session = client.session
    past = timezone.now() - timedelta(seconds=1)
    assert datetime.datetime.fromisoformat(session[SESSION_KEY][str(case.pk)]) - past <= SHOWN_FOR + timedelta(
        seconds=2
    )
    session[SESSION_KEY] = {str(case.pk): past.isoformat()}
    session.save()
    assert NAME not in people_page(client, case)


def test_covers_names_when_asked(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """One button does it."""
    client.force_login(cast.coordinator)
    show(client, case, reason="Writing to her")
    show(client, case)
    assert NAME not in people_page(client, case)


def test_keeps_names_from_the_partnership_chair(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """The chair sees people by pseudonym and is refused the names."""
    client.force_login(cast.csp_chair)
    assert "Wren" in people_page(client, case)
    assert show(client, case, reason="Curious") == 403


def test_keeps_names_of_another_case_covered(
    case: Case, other_case: Case, cast: Cast, client: Client, mother: Person
) -> None:
    """Asking for one case shows one case."""
    client.force_login(cast.coordinator)
    show(client, other_case, reason="Writing to the family")
    assert NAME not in people_page(client, case)


def test_corrects_a_person_without_showing_the_name(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """Covered fields start empty and keep what is recorded."""
    client.force_login(cast.coordinator)
    address = reverse("case_person_correct", args=[case.reference, mother.pk])
    assert NAME not in client.get(address).content.decode()
    answers = {
        "part": "family",
        "pseudonym": "Wren",
        "relationship": "aunt",
        "data_subject_status": "living",
        "is_trial_witness": "no",
        "reason": "Misheard.",
    }
    assert client.post(address, answers).status_code == 302
    mother.refresh_from_db()
    assert (mother.name, mother.relationship, mother.is_trial_witness) == (NAME, "aunt", False)


def test_does_not_find_a_person_of_another_case(
    case: Case, other_case: Case, cast: Cast, client: Client, mother: Person
) -> None:
    """The address of one case never leads to another's people."""
    client.force_login(cast.coordinator)
    assert client.get(reverse("case_person_correct", args=[other_case.reference, mother.pk])).status_code == 404


def promise(by: User, mother: Person, words: str, *, days: int) -> None:
    """Promise something by a day so many days from today."""
    people.record_family_contact(
        case=mother.case,
        by=by,
        person=mother,
        medium="visit",
        summary="We met.",
        promise=words,
        promise_due_on=TODAY + timedelta(days=days),
        on=TODAY - timedelta(days=5),
    )


def test_shows_promises_with_where_they_stand(case: Case, cast: Cast, client: Client, mother: Person) -> None:
    """An open promise past its day is late; on its day it is not."""
    promise(cast.coordinator, mother, "Send the leaflet", days=-3)
    promise(cast.coordinator, mother, "Call back", days=0)
    promise(cast.coordinator, mother, "Meet again", days=30)
    states = [row["cells"][3] for row in promises_of(case)]
    assert [cell["state"] for cell in states] == ["overdue", "due_soon", "running"]
    assert [cell["text"] for cell in states] == ["3 days late", "due today", "due in 30 days"]
    client.force_login(cast.coordinator)
    page = client.get(reverse("case_family", args=[case.reference])).content.decode()
    assert "3 days late" in page
    assert "We met." in page


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "family_advocate", "home_office_reader", "outsider"])
def test_keeps_the_family_page_from_others(case: Case, cast: Cast, client: Client, part: str) -> None:
    """Their words are for the coordinator and the independent chair."""
    client.force_login(cast.people()[part])
    assert client.get(reverse("case_family", args=[case.reference])).status_code == 404
