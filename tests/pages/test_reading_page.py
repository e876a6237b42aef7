"""The page of reading and approval: who has a copy, what came back, which agency approves."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import drafting
from dhr_cases.models import Case, DraftReading, Part, Person
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.views.readings import KEPT_BACK
from tests.conftest import Cast
from tests.stages import case_at

AGENCY_WORDS = "The call was on the fourth."
FAMILY_WORDS = "She loved the sea."


@pytest.fixture
def read_case(case: Case, cast: Cast) -> Case:
    """A case whose draft was read by an agency and by a family member, both of whom answered."""
    case_at(cast, case, Stage.DRAFTING)
    with change("Test person", None):
        sister: Person = Person.objects.create(
            case=case, part=Part.FAMILY, name="Alexandra Example", pseudonym="Sky", is_trial_witness=False
        )
    readings = drafting.send_for_reading(
        case=case,
        by=cast.coordinator,
        agencies=[cast.health],
        family=[sister],
        due_on=timezone.localdate() + datetime.timedelta(weeks=3),
    )
    for reading, words in zip(readings, (AGENCY_WORDS, FAMILY_WORDS), strict=True):
        drafting.record_reading(case=case, by=cast.coordinator, reading=reading, comments=words)
    return case


def read(client: Client, case: Case) -> str:
    answer = client.get(reverse("case_readings", args=[case.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("part", "agency_words", "family_words"),
    [
        ("coordinator", True, True),
        ("independent_chair", True, True),
        ("panel_member", True, False),
        ("family_advocate", False, True),
    ],
)
def test_keeps_agencies_and_the_family_apart(
    read_case: Case, cast: Cast, client: Client, part: str, agency_words: bool, family_words: bool
) -> None:
    """Each reads the words meant for them; a member sees that the family answered and no more."""
    client.force_login(getattr(cast, part))
    page = read(client, read_case)
    assert (AGENCY_WORDS in page, FAMILY_WORDS in page) == (agency_words, family_words)
    assert (KEPT_BACK in page) == (not family_words)


def test_shows_no_real_name(read_case: Case, cast: Cast, client: Client) -> None:
    """A reader of the family stands under the pseudonym."""
    client.force_login(cast.coordinator)
    page = read(client, read_case)
    assert "Sky" in page
    assert "Alexandra" not in page


def test_shows_each_agency_with_its_answer(read_case: Case, cast: Cast, client: Client) -> None:
    """Answered, refused with its reason, or not answered yet; earlier rounds stay to be read."""
    drafting.approve_for_agency(case=read_case, by=cast.panel_member, is_approved=False, note="The analysis is unfair.")
    client.force_login(cast.panel_member)
    assert "The analysis is unfair." in read(client, read_case)
    drafting.send_back_to_draft(case=read_case, by=cast.coordinator, reason="To be balanced.")
    page = read(client, read_case)
    assert "Answers of earlier rounds" in page
    assert "Round 2." in page


def test_hides_the_page_from_the_panel_before_drafting(case: Case, cast: Cast, client: Client) -> None:
    """The panel sees drafts from drafting on."""
    client.force_login(cast.panel_member)
    assert client.get(reverse("case_readings", args=[case.reference])).status_code == 404


def test_asks_the_database_the_same_however_many_read(read_case: Case, cast: Cast, client: Client) -> None:
    """Forty copies cost no query more than two."""
    client.force_login(cast.coordinator)
    read(client, read_case)
    with CaptureQueriesContext(connection) as few:
        read(client, read_case)
    with change("Test copies", None):
        for number in range(3, 41):
            DraftReading.objects.create(
                case=read_case,
                organisation=cast.health,
                copy_number=number,
                given_on=timezone.localdate(),
                due_on=timezone.localdate(),
            )
    with CaptureQueriesContext(connection) as many:
        read(client, read_case)
    assert len(many) == len(few)
