"""An owner's lane: its actions, how they stand and why, its answer, and what shows that something changed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.models import Action, ActionEvidence, ActionStatus, ActionUpdate, Case, Verdict
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import PDF, upload
from tests.followed import SHOWN, done_with_evidence, followed


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


@pytest.fixture
def owner(client: Client, cast: Cast) -> Client:
    """The person who answers for the police."""
    client.force_login(cast.action_owner)
    return client


def words(client: Client, name: str, *about: object) -> str:
    """What a page says."""
    answer = client.get(reverse(name, args=about))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_begins_at_the_one_action_that_is_open(owner: Client, action: Action) -> None:
    assert owner.get("/")["Location"] == reverse("my_action", args=(action.pk,))


def test_begins_at_the_list_where_there_are_two_or_none(owner: Client, case: Case, cast: Cast) -> None:
    assert owner.get("/")["Location"] == reverse("my_actions")
    followed(case, cast.police)
    followed(case, cast.police)
    assert owner.get("/")["Location"] == reverse("my_actions")


def test_lists_what_its_body_owns_and_nothing_else(owner: Client, case: Case, cast: Cast, action: Action) -> None:
    """The worst first."""
    followed(case, cast.health, text="Ask every patient")
    followed(case, cast.police, text="Train call takers", target_date="2020", status=ActionStatus.IN_PROGRESS)
    followed(case, cast.police, text="Buy a system", status=ActionStatus.REJECTED)
    shown = words(owner, "my_actions")
    assert shown.index("Train call takers") < shown.index("Change the script") < shown.index("Ended</caption>")
    assert shown.index("Ended</caption>") < shown.index("Buy a system")
    assert "Ask every patient" not in shown
    assert "Red: late or carried by nobody" in shown


def test_says_calmly_that_nothing_waits(owner: Client) -> None:
    assert "No action waits for your organisation." in words(owner, "my_actions")


def test_reads_forty_actions_in_as_many_queries_as_one(owner: Client, case: Case, cast: Cast, action: Action) -> None:
    words(owner, "my_actions")
    with CaptureQueriesContext(connection) as one:
        words(owner, "my_actions")
    for _ in range(6):
        followed(case, cast.police)
    with CaptureQueriesContext(connection) as many:
        words(owner, "my_actions")
    assert len(one) == len(many)


def test_says_why_an_action_stands_as_it_does(owner: Client, action: Action) -> None:
    shown = words(owner, "my_action", action.pk)
    assert "It has no target date." in shown
    assert "Ask about strangulation" in shown


def test_takes_an_answer_and_asks_for_what_shows_it(owner: Client, action: Action) -> None:
    """What is done leads to the evidence, what is not back to the action."""
    url = reverse("my_action", args=(action.pk,))
    assert owner.post(url, {"status": "in_progress", "progress": "Two teams are trained"})["Location"] == url
    answer = owner.post(url, {"status": "done", "outcome": "Every call taker asks"})
    assert answer["Location"] == reverse("my_action_evidence", args=(action.pk,))
    assert ActionUpdate.objects.filter(action=action).count() == 2
    shown = words(owner, "my_action", action.pk)
    assert shown.index("What changed: Every call taker asks") < shown.index("Two teams are trained")


def test_says_beside_what_was_typed_what_is_missing(owner: Client, action: Action) -> None:
    answer = owner.post(reverse("my_action", args=(action.pk,)), {"status": "done", "progress": "We sent a letter"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what changed, not only what was sent or held." in shown
    assert "We sent a letter" in shown


def test_takes_a_file_and_gives_it_back(owner: Client, action: Action) -> None:
    url = reverse("my_action_evidence", args=(action.pk,))
    assert owner.post(url, {"text": SHOWN, "upload": upload("audit.pdf")}).status_code == 302
    row = ActionEvidence.objects.get()
    assert "audit.pdf" in words(owner, "my_action", action.pk)
    answer = owner.get(reverse("my_action_file", args=(action.pk, row.pk)))
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="audit.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_takes_a_statement_and_no_false_file(owner: Client, action: Action) -> None:
    url = reverse("my_action_evidence", args=(action.pk,))
    assert owner.post(url, {"text": SHOWN, "upload": upload("audit.docx")}).status_code == 422
    assert owner.post(url, {"text": SHOWN}).status_code == 302
    assert "A statement, without a file" in words(owner, "my_action", action.pk)


def test_gives_no_file_of_another_action(owner: Client, case: Case, cast: Cast, action: Action) -> None:
    other = done_with_evidence(cast, followed(case, cast.police))
    row = ActionEvidence.objects.get(action=other)
    assert owner.get(reverse("my_action_file", args=(action.pk, row.pk))).status_code == 404
    assert owner.get(reverse("my_action_file", args=(other.pk, row.pk))).status_code == 404


def test_shows_what_was_found_and_asks_nothing_more(owner: Client, case: Case, cast: Cast, action: Action) -> None:
    """Not by whom."""
    done_with_evidence(cast, action)
    verify_action(case=case, by=cast.csp_chair, action=action, verdict=Verdict.CONFIRMED, note="I read the audit.")
    shown = words(owner, "my_action", action.pk)
    assert "I read the audit." in shown
    assert cast.csp_chair.full_name not in shown
    assert "Record your answer" not in shown


@pytest.mark.parametrize("part", ["coordinator", "funding_contact", "agency_author", "outsider"])
def test_is_not_there_for_anybody_else(client: Client, cast: Cast, action: Action, part: str) -> None:
    client.force_login(getattr(cast, part))
    assert client.get(reverse("my_action", args=(action.pk,))).status_code == 404
    assert client.get(reverse("my_actions")).status_code == 403


def test_shows_nothing_else_of_the_case(owner: Client, case: Case, action: Action) -> None:
    for address in (reverse("case", args=(case.reference,)), reverse("case_recommendations", args=(case.reference,))):
        assert owner.get(address).status_code == 404
    assert case.pseudonym not in words(owner, "my_action", action.pk) + words(owner, "my_actions")


def test_is_empty_before_the_report_is_cleared(owner: Client, case: Case, cast: Cast) -> None:
    action = followed(case, cast.police, Stage.SUBMITTED)
    assert owner.get(reverse("my_action", args=(action.pk,))).status_code == 404
    assert "No action waits" in words(owner, "my_actions")
