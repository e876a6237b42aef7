"""The acts of following a plan, done by their pages; and which findings of a file lead to a decision."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.national import send_recommendation
from dhr_cases.models import (
    Action,
    ActionEvidence,
    ActionStatus,
    Case,
    NationalSending,
    Organisation,
    PartialDate,
    Strength,
)
from dhr_cases.models.history import change
from dhr_cases.verbs import Verb
from tests.by_form import boxes, done_by_form, form_page, sent_form
from tests.conftest import Cast
from tests.files import upload
from tests.followed import SHOWN, done_with_evidence, followed
from tests.released import CLEAN, NAME, cleared_case, file_for_public, looked_through
from tests.seen import seen

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)


@pytest.fixture
def action(cast: Cast, case: Case) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


def test_says_how_strong_a_recommendation_is(cast: Cast, case: Case, action: Action) -> None:
    """What was said before is chosen when the form opens again."""
    row, strength = action.recommendation, Strength.choices[-1]
    assert (
        "strength" not in form_page(cast.coordinator, case, Verb.GRADE_RECOMMENDATION, row).values or row.strength == ""
    )
    done_by_form(cast.coordinator, case, Verb.GRADE_RECOMMENDATION, {"strength": strength[0]}, row)
    row.refresh_from_db()
    assert row.strength == strength[0]
    assert form_page(cast.coordinator, case, Verb.GRADE_RECOMMENDATION, row).values["strength"] == strength[0]


def test_records_an_action_with_its_first_milestone(cast: Cast, case: Case, action: Action) -> None:
    """Empty words make none."""
    row = action.recommendation
    plan = {
        "text": "Write a course", "owner": cast.health.pk, "target_date_year": "2028", "milestone": "A draft",
        "milestone_target_month": "2", "milestone_target_year": "2027",
    }  # fmt: skip
    done_by_form(cast.coordinator, case, Verb.RECORD_ACTION, plan, row)
    made = Action.objects.get(text="Write a course")
    assert (made.owner, made.target_date, made.recommendation) == (cast.health, PartialDate.parse("2028"), row)
    (milestone,) = made.milestones.all()
    assert (milestone.text, milestone.target_date) == ("A draft", PartialDate.parse("2027-02"))
    done_by_form(cast.coordinator, case, Verb.RECORD_ACTION, {"text": "Run it", "milestone": "  "}, row)
    assert not Action.objects.get(text="Run it").milestones.exists()


def test_adds_a_proof_with_its_file(cast: Cast, case: Case, action: Action) -> None:
    answers = {"text": "The audit itself", "upload": upload("audit.pdf")}
    done_by_form(cast.coordinator, case, Verb.ADD_EVIDENCE, answers, action)
    proof = ActionEvidence.objects.get(action=action)
    assert (proof.text, proof.file_name) == ("The audit itself", "audit.pdf")
    refused = sent_form(cast.coordinator, case, Verb.ADD_EVIDENCE, {"text": ""}, action)
    assert (refused.status, len(refused.faults)) == (422, 1)


def test_verifies_beside_what_was_shown(cast: Cast, case: Case, action: Action) -> None:
    """The proofs stand beside the form; the answer is checked before it counts."""
    done_with_evidence(cast, action)
    assert SHOWN in form_page(cast.coordinator, case, Verb.VERIFY_ACTION, action)
    done_by_form(cast.coordinator, case, Verb.VERIFY_ACTION, {"verdict": "confirmed", "note": "Read"}, action)
    action.refresh_from_db()
    assert action.verified_on == TODAY


def test_passes_an_action_to_a_body_that_exists_and_does_not_own_it(cast: Cast, case: Case, action: Action) -> None:
    """A body whose last day is today can still take it; one that ended yesterday or is planned cannot."""
    with change("Test bodies", None):
        for code, ends_on, planned in (("today", TODAY, False), ("gone", TODAY - ONE, False), ("plan", None, True)):
            Organisation.objects.create(
                code=code, name=f"Body {code}", kind="charity", ends_on=ends_on, is_planned=planned
            )
    page = form_page(cast.coordinator, case, Verb.TRANSFER_ACTION, action)
    assert sorted(page.choices("to")[1:]) == ["Body today", "Testshire NHS Trust", "Testshire Refuge"]
    answers = {"to": cast.health.pk, "reason": "It trains staff"}
    done_by_form(cast.coordinator, case, Verb.TRANSFER_ACTION, answers, action)
    action.refresh_from_db()
    assert action.owner == cast.health
    assert action.transfers.get().reason == "It trains staff"


def test_replaces_an_action_by_another_of_the_review_or_by_none(cast: Cast, case: Case, action: Action) -> None:
    other = followed(case, cast.health, text="Run the course")
    page = form_page(cast.coordinator, case, Verb.SUPERSEDE_ACTION, action)
    assert page.choices("replacement") == ["None of this review: the reason says what", "Run the course"]
    answers = {"replacement": other.pk, "reason": "One course for both"}
    done_by_form(cast.coordinator, case, Verb.SUPERSEDE_ACTION, answers, action)
    action.refresh_from_db()
    assert (action.superseded_by, action.status) == (other, ActionStatus.SUPERSEDED)
    done_by_form(cast.coordinator, case, Verb.SUPERSEDE_ACTION, {"reason": "A new law"}, other)
    other.refresh_from_db()
    assert (other.superseded_by, other.status) == (None, ActionStatus.SUPERSEDED)


def test_follows_what_was_sent_until_its_reply(cast: Cast, case: Case, action: Action) -> None:
    """To whom it is addressed stands in the form; arrival and reply are kept with their words."""
    row = action.recommendation
    assert form_page(cast.coordinator, case, Verb.SEND_RECOMMENDATION, row).values["addressee"] == "Home Office"
    posted = {"addressee": "Home Office", "means": "Letter 12", **boxes("sent_on", TODAY - 9 * ONE)}
    done_by_form(cast.coordinator, case, Verb.SEND_RECOMMENDATION, posted, row)
    sending = NationalSending.objects.get(recommendation=row)
    assert (sending.means, sending.sent_on) == ("Letter 12", TODAY - 9 * ONE)
    arrived = {"note": "Signed for", **boxes("receipt_on", TODAY - 5 * ONE)}
    done_by_form(cast.coordinator, case, Verb.RECORD_RECEIPT, arrived, sending)
    labels = form_page(cast.coordinator, case, Verb.RECORD_REPLY, sending).choices("reply")
    assert labels
    assert "" not in labels
    reply = {"reply": "accepted", "text": "They will", **boxes("reply_on", TODAY - ONE)}
    done_by_form(cast.coordinator, case, Verb.RECORD_REPLY, reply, sending)
    sending.refresh_from_db()
    assert (sending.receipt_on, sending.receipt_note) == (TODAY - 5 * ONE, "Signed for")
    assert (sending.reply_on, sending.reply_text, sending.reply) == (TODAY - ONE, "They will", "accepted")


def test_takes_no_sending_of_another_case(cast: Cast, case: Case, other_case: Case, action: Action) -> None:
    followed(other_case, cast.police)
    sending = send_recommendation(
        case=case, by=cast.coordinator, recommendation=action.recommendation, addressee="Home Office", sent_on=TODAY
    )
    assert sent_form(cast.coordinator, other_case, Verb.RECORD_RECEIPT, {"note": "x"}, sending).status == 404


@pytest.mark.parametrize(("part", "linked"), [("coordinator", True), ("panel_member", False)])
def test_leads_from_a_suggestion_to_its_decision_and_from_a_name_nowhere(
    cast: Cast, case: Case, part: str, linked: bool
) -> None:
    """A protected word is taken out of the file; nobody decides to keep it."""
    cleared = cleared_case(cast, case)
    content = CLEAN + b"She called on 14 March 2021.\n" + CLEAN * 3 + f"{NAME} died.\n".encode()
    version = looked_through(cast, cleared, file_for_public(cast, cleared, content))
    page = seen(cast.people()[part], "case_release_file", cleared.reference, version.pk)
    table = next(table for table in page.root.xpath("//table") if "Around them" in table.text_content())
    rows = {row.xpath("string(td[1])").strip(): row for row in table.xpath("tbody/tr")}
    numbers = {kind: place for place, kind in enumerate(rows, start=1)}
    (day,) = [kind for kind in rows if kind not in ("Protected word",)]
    address = reverse("case_release_finding", args=(cleared.reference, version.pk, numbers[day]))
    assert rows[day].xpath("th/a/@href") == ([address] if linked else [])
    assert rows["Protected word"].xpath("th/a/@href") == []
    assert rows["Protected word"].xpath("string(td[last()])").strip() == "Make a new version"
    assert rows[day].xpath("string(td[last()])").strip() == "Not decided"
