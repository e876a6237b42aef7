"""A plan is shown as it was read before anything is recorded, and taken in once."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Recommendation
from dhr_cases.papers.action_plan.plan_text import as_text, from_text
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.papers.plans import of_workbook, workbook
from tests.stages import case_at

PLAN = [
    ("No.", "Recommendation", "Action to take", "Lead", "Milestones", "Target date", "Status", "Outcome"),
    ("1", "Train staff", "Write a course", "Police and Health", "Drafted", "March 2027", "Complete", "Staff ask"),
    ("2", "Ask about control", "Change the form", "test-nhs", "", "soon", "", ""),
    ("3", "", "", "", "", "", "", ""),
]


@pytest.fixture
def drafting(case: Case, cast: Cast, client: Client) -> Case:
    """A case whose report is being written, before the coordinator."""
    client.force_login(cast.coordinator)
    return case_at(cast, case, Stage.DRAFTING)


def url(case: Case) -> str:
    """The page of the import."""
    return reverse("plan_import", args=(case.reference,))


def sent(name: str = "plan.xlsx", content: bytes | None = None) -> dict[str, SimpleUploadedFile]:
    """A file as the form sends it."""
    return {"file": SimpleUploadedFile(name, content or workbook(PLAN))}


def carried(text: str) -> dict[str, str]:
    """What the preview sends when it is confirmed."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', text) for name in ("content", "count")}
    return {name: html.unescape(match[1]) for name, match in found.items() if match is not None}


def test_shows_what_it_read_and_what_it_set_aside(client: Client, drafting: Case) -> None:
    text = client.post(url(drafting), sent()).content.decode()
    for words in ("Train staff", "Plan 1, row 4", "neither a recommendation nor an action", "no body on the list"):
        assert words in text
    assert not Recommendation.objects.exists()


def test_takes_in_what_the_preview_showed(client: Client, drafting: Case) -> None:
    preview = client.post(url(drafting), sent()).content.decode()
    done = client.post(url(drafting), {"confirmed": "yes", **carried(preview)}, follow=True)
    assert "Done: 2 recommendations with 2 actions taken in. One line was set aside." in done.content.decode()
    assert list(Recommendation.objects.values_list("ref", "text")) == [("1", "Train staff"), ("2", "Ask about control")]


def test_shows_the_preview_again_when_it_was_taken_in_since(client: Client, drafting: Case) -> None:
    preview = carried(client.post(url(drafting), sent()).content.decode())
    client.post(url(drafting), {"confirmed": "yes", **preview})
    again = client.post(url(drafting), {"confirmed": "yes", **preview})
    assert (again.status_code, Recommendation.objects.count()) == (422, 2)
    assert "recorded already" in again.content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("plan.txt", b"Dear all"), ("plan.docx", b"PK\x03\x04"), ("p.xlsx", b"")]
)
def test_refuses_a_file_that_holds_no_plan(client: Client, drafting: Case, name: str, content: bytes) -> None:
    answer = client.post(url(drafting), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_refuses_what_no_preview_carried(client: Client, drafting: Case) -> None:
    answer = client.post(url(drafting), {"confirmed": "yes", "content": "{}", "count": "1"})
    assert answer.status_code == 422


def test_is_for_who_may_record_recommendations(client: Client, drafting: Case, cast: Cast) -> None:
    client.force_login(cast.panel_member)
    assert client.get(url(drafting)).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(url(drafting)).status_code == 404


def test_waits_for_a_draft(client: Client, case: Case, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert client.get(url(case)).status_code == 409


def test_carries_a_plan_through_the_preview() -> None:
    plan = of_workbook(PLAN)
    assert from_text(as_text(plan)) == plan


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"recommendations": [1], "set_aside": [], "notes": []}'])
def test_reads_nothing_else_as_a_plan(text: str) -> None:
    with pytest.raises(Incomplete, match="Choose the file again"):
        from_text(text)
