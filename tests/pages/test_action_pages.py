"""The office's pages of an action: what became of it, what may be done, what was sent to others."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.action_evidence import give_evidence
from dhr_cases.actions.action_transfers import supersede_action, transfer_action
from dhr_cases.actions.national import record_receipt, send_recommendation
from dhr_cases.models import Action, ActionEvidence, ActionStatus, Case, NationalSending, Recommendation, Strength
from dhr_cases.models.history import change
from tests.by_form import boxes
from tests.conftest import Cast
from tests.files import PDF, upload
from tests.followed import SHOWN, done_with_evidence, followed
from tests.pages.test_learning_pages import do, page

TODAY = timezone.localdate()


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


def shown(client: Client, action: Action) -> str:
    """The words of the action's page."""
    answer = client.get(reverse("case_action", args=(action.recommendation.case.reference, action.pk)))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_closes_an_action_by_its_evidence(case: Case, cast: Cast, client: Client, action: Action) -> None:
    """The chair reads what is shown beside the form."""
    done_with_evidence(cast, action)
    client.force_login(cast.csp_chair)
    assert "Verify the action" in shown(client, action)
    form = client.get(reverse("act", args=(case.reference, "verify_action", action.pk))).content.decode()
    assert SHOWN in form
    assert do(client, case, "verify_action", action.pk, verdict="confirmed", note="I read the audit.") == 302
    assert Action.objects.get().has_ended
    assert "Carried out and verified" in shown(client, action)


def test_offers_to_verify_only_what_is_done(cast: Cast, client: Client, action: Action) -> None:
    client.force_login(cast.csp_chair)
    assert "Verify the action" not in shown(client, action)


def test_offers_the_chair_only_what_the_chair_may(cast: Cast, client: Client, action: Action) -> None:
    done_with_evidence(cast, action)
    client.force_login(cast.csp_chair)
    words = shown(client, action)
    assert "Verify the action" in words
    assert "Pass the action to another body" not in words


def test_keeps_evidence_from_other_readers_of_the_plan(cast: Cast, client: Client, case: Case, action: Action) -> None:
    row = give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload("audit.pdf"))
    file = reverse("case_action_file", args=(case.reference, row.pk))
    for person, sees in ((cast.coordinator, True), (cast.panel_member, False), (cast.family_advocate, False)):
        client.force_login(person)
        assert (SHOWN in shown(client, action)) is sees
        assert client.get(file).status_code == (200 if sees else 404)


def test_gives_the_file_as_a_download(cast: Cast, client: Client, case: Case, action: Action) -> None:
    give_evidence(action=action, by=cast.action_owner, text=SHOWN, upload=upload("audit.pdf"))
    client.force_login(cast.coordinator)
    answer = client.get(reverse("case_action_file", args=(case.reference, ActionEvidence.objects.get().pk)))
    assert b"".join(answer) == PDF
    assert "sandbox" in answer["Content-Security-Policy"]


def test_is_not_there_in_another_case(cast: Cast, client: Client, other_case: Case, action: Action) -> None:
    client.force_login(cast.coordinator)
    assert client.get(reverse("case_action", args=(other_case.reference, action.pk))).status_code == 404


def test_tells_to_whom_it_passed_and_what_replaced_it(case: Case, cast: Cast, client: Client, action: Action) -> None:
    other = followed(case, cast.health, text="One script for all")
    transfer_action(case=case, by=cast.coordinator, action=action, to=cast.health, reason="The unit moved")
    supersede_action(case=case, by=cast.coordinator, action=action, replacement=other, reason="One script is enough")
    client.force_login(cast.coordinator)
    words = shown(client, action)
    assert "Passed from Testshire Police to Testshire NHS Trust" in words
    assert "One script for all" in words
    assert "Ended without being carried out" in words


def test_records_evidence_and_a_new_owner_by_form(case: Case, cast: Cast, client: Client, action: Action) -> None:
    client.force_login(cast.coordinator)
    assert do(client, case, "add_evidence", action.pk, text=SHOWN, upload=upload("audit.pdf")) == 302
    assert ActionEvidence.objects.get().added_by == cast.coordinator
    assert do(client, case, "transfer_action", action.pk, to=cast.health.pk, reason="The unit moved") == 302
    assert Action.objects.get().owner == cast.health
    assert do(client, case, "supersede_action", action.pk, reason="A national script") == 302
    assert Action.objects.get().status == ActionStatus.SUPERSEDED


def test_offers_no_body_that_is_gone_or_owns_it(case: Case, cast: Cast, client: Client, action: Action) -> None:
    with change("Test", None):
        cast.health.ends_on = TODAY - datetime.timedelta(days=1)
        cast.health.save()
    client.force_login(cast.coordinator)
    form = client.get(reverse("act", args=(case.reference, "transfer_action", action.pk))).content.decode()
    assert "Testshire Refuge" in form
    assert "Testshire NHS Trust" not in form
    assert do(client, case, "transfer_action", action.pk, to=cast.police.pk, reason="x") == 422


def test_follows_what_was_sent_to_a_department(case: Case, cast: Cast, client: Client, action: Action) -> None:
    """When a reply is due is worked out, and said why."""
    client.force_login(cast.coordinator)
    row = Recommendation.objects.get()
    sent_on = TODAY - datetime.timedelta(days=57)
    said = {"addressee": "Home Office", "means": "Letter 12", **boxes("sent_on", sent_on)}
    assert do(client, case, "send_recommendation", row.pk, **said) == 302
    sending = NationalSending.objects.get()
    words = page(client, "case_recommendations", case)
    assert "No reply, and it is past its date" in words
    assert "56 days after it was sent, by a local setting" in words
    came = {"note": "Acknowledged", **boxes("receipt_on", sent_on)}
    assert do(client, case, "record_receipt", sending.pk, **came) == 302
    reply = {"reply": "accepted", "text": "It will be in the next guidance", **boxes("reply_on", TODAY)}
    assert do(client, case, "record_reply", sending.pk, **reply) == 302
    words = page(client, "case_recommendations", case)
    assert "Replied late" in words
    assert "It will be in the next guidance" in words


def test_offers_nothing_of_what_was_sent_to_readers(case: Case, cast: Cast, client: Client, action: Action) -> None:
    row = Recommendation.objects.get()
    sending = send_recommendation(
        case=case, by=cast.coordinator, recommendation=row, addressee="Home Office", sent_on=TODAY
    )
    record_receipt(case=case, by=cast.coordinator, sending=sending, receipt_on=TODAY, note="Acknowledged")
    client.force_login(cast.panel_member)
    words = page(client, "case_recommendations", case)
    assert "A reply is awaited" in words
    assert "record the reply" not in words


def test_says_how_strong_a_recommendation_is(case: Case, cast: Cast, client: Client, action: Action) -> None:
    client.force_login(cast.coordinator)
    row = Recommendation.objects.get()
    assert do(client, case, "grade_recommendation", row.pk, strength="strong") == 302
    assert Strength.STRONG.label in page(client, "case_recommendations", case)
    assert do(client, case, "grade_recommendation", row.pk, strength="") == 302
    assert Recommendation.objects.get().strength == Strength.NOT_STATED
