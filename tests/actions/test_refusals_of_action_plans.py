"""In which whole sentence is each act refused on recommendations, actions, evidence, replies, and a record's end?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import action_evidence, action_settings, national, recommendations
from dhr_cases.actions.action_answers import OWNER_STATUSES, ActionAnswer, answer_action, record_answer
from dhr_cases.actions.action_transfers import supersede_action, transfer_action
from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.recommendations import NEEDS_REASON, Progress, RecommendationText
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import (
    ActionEvidence,
    ActionStatus,
    ActionUpdate,
    Case,
    EvidenceKind,
    Hold,
    LegalHold,
    NationalSending,
    OrderState,
    PaperOrder,
    ParallelProceeding,
    PartialDate,
    ReplyKind,
    Strength,
    Verdict,
)
from dhr_cases.policies import action_life, closing
from dhr_cases.policies.forgetting import check_forgettable, check_not_forgotten
from dhr_cases.stages import STAGES, Stage
from tests.actions.test_guards import put, save, sentence_of
from tests.conftest import Cast
from tests.followed import DONE, RUNNING, followed
from tests.refusals import No, check_refused
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."
ENDED = "This action has ended. The coordinator can open it again by an update."
FOREIGN = "The action belongs to another case."


def test_records_no_recommendation_or_action_without_words(case: Case, other_case: Case, cast: Cast) -> None:
    own, foreign = followed(case, cast.police).recommendation, followed(other_case, cast.police).recommendation
    strange = "The recommendation belongs to another case."
    check_refused(
        [
            No(
                recommendations.record_recommendation, "Enter the recommendation.", {"printed": RecommendationText(" ")}
            ),
            No(recommendations.record_action, "Enter the action to take.", {"recommendation": own, "text": "\n"}),
            No(recommendations.record_action, strange, {"recommendation": foreign, "text": "Train"}),
            No(
                recommendations.grade_recommendation,
                strange,
                {"recommendation": foreign, "strength": Strength.STRONG},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_updates_no_action_without_its_reason_or_what_changed(case: Case, other_case: Case, cast: Cast) -> None:
    """Each status that ends or hands over an action needs one; an end that is accepted does as well."""
    action, foreign = followed(case, cast.police), followed(other_case, cast.police)
    update = recommendations.update_action
    needs = "Enter the reason for this status."
    changed = "Say what changed, not only what was sent or held."
    check_refused(
        [
            *(
                No(update, needs, {"action": action, "progress": Progress(status, reason=" ")})
                for status in ActionStatus
                if status in NEEDS_REASON
            ),
            No(update, changed, {"action": action, "progress": Progress(ActionStatus.DONE, outcome=" ")}),
            No(update, FOREIGN, {"action": foreign, "progress": Progress(ActionStatus.IN_PROGRESS)}),
            No(
                update,
                "Enter the reason for accepting the action as ended.",
                {"action": action, "progress": Progress(ActionStatus.IN_PROGRESS, is_end_accepted=True)},
            ),
            No(
                update,
                LATER.format("The date of completion"),
                {"action": action, "progress": Progress(ActionStatus.DONE, outcome="Asked", completed_on=TODAY + DAY)},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
    assert not NEEDS_REASON & {ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.DONE}


def test_takes_no_answer_that_says_nothing(case: Case, cast: Cast) -> None:
    """From the owner's own person, and from a sheet that the office took in."""
    action = followed(case, cast.police)
    since = "Say what was done since, or what stands in the way."
    wrong = [
        (replace(RUNNING, progress=" "), since),
        (ActionAnswer(ActionStatus.NOT_STARTED), since),
        (replace(DONE, outcome="\n"), "Say what changed, not only what was sent or held."),
        (ActionAnswer(ActionStatus.NOT_OWNED), "Say why it is not yours, or whose it is."),
        (
            replace(RUNNING, expected_on=PartialDate.on(TODAY - DAY)),
            "The day on which you expect it to be done has passed.",
        ),
        (replace(DONE, completed_on=TODAY + DAY), LATER.format("The date of completion")),
        *(
            (ActionAnswer(status, progress="X", reason="X"), "Choose one of the answers that an owner can give.")
            for status in ActionStatus
            if status not in OWNER_STATUSES
        ),
    ]
    check_refused(
        [No(answer_action, told, {"answer": answer}) for answer, told in wrong], action=action, by=cast.action_owner
    )
    check_refused(
        [No(record_answer, told, {"answer": answer}) for answer, told in wrong],
        case=case,
        action=action,
        by=cast.coordinator,
    )
    answer_action(action=action, by=cast.action_owner, answer=replace(RUNNING, expected_on=PartialDate.on(TODAY)))
    assert ActionUpdate.objects.get().expected_on.value == TODAY


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in action_life.ANSWERED_STAGES])
def test_follows_no_action_of_a_review_that_is_not_cleared_or_is_closed(stage: Stage) -> None:
    said = sentence_of(action_life.check_owner_may_answer_now, Case(stage=stage))
    assert said == "This review's actions are not followed now. Ask the coordinator."


def test_follows_actions_from_the_clearance_until_the_case_is_closed() -> None:
    """Six stages, without those beside the usual order."""
    assert [stage.value for stage in STAGES if stage in action_life.ANSWERED_STAGES] == [
        "QA_CLEARED", "PRE_PUBLICATION", "PUBLISHED", "PUBLICATION_WITHHELD", "LEARNING", "MONITORING",
    ]  # fmt: skip
    for stage in action_life.ANSWERED_STAGES:
        action_life.check_owner_may_answer_now(Case(stage=stage))
    forgotten = Case(stage=Stage.MONITORING, forgotten_on=datetime.date(2026, 2, 3))
    told = "The record of this case was destroyed on 3 February 2026. Nothing can be done."
    assert sentence_of(action_life.check_owner_may_answer_now, forgotten) == told


def test_passes_on_and_replaces_no_action_that_cannot_be(case: Case, other_case: Case, cast: Cast) -> None:
    action, foreign = followed(case, cast.police), followed(other_case, cast.police)
    over = followed(case, cast.police, status=ActionStatus.SUPERSEDED)
    gone, planned = cast.refuge, put(type(cast.refuge), code="plan", name="Plan Trust", is_planned=True)
    gone.ends_on = TODAY - DAY
    save(gone)
    to: dict[str, Any] = {"action": action, "to": cast.health, "reason": "They train the callers now"}
    instead: dict[str, Any] = {"action": action, "replacement": None, "reason": "A national scheme"}
    check_refused(
        [
            No(transfer_action, "Enter the reason for passing the action on.", {**to, "reason": " "}),
            No(transfer_action, "Testshire Police owns this action already.", {**to, "to": cast.police}),
            No(transfer_action, "Testshire Refuge does not exist today. Choose its successor.", {**to, "to": gone}),
            No(transfer_action, "Plan Trust does not exist today. Choose its successor.", {**to, "to": planned}),
            No(transfer_action, FOREIGN, {**to, "action": foreign}),
            No(transfer_action, ENDED, {**to, "action": over}, NotNow),
            No(supersede_action, "Say what takes its place, and why.", {**instead, "reason": "\t"}),
            No(supersede_action, "An action does not take its own place.", {**instead, "replacement": action}),
            No(supersede_action, FOREIGN, {**instead, "replacement": foreign}),
            No(supersede_action, FOREIGN, {**instead, "action": foreign}),
            No(supersede_action, ENDED, {**instead, "action": over}, NotNow),
            No(action_evidence.add_evidence, "Say what the evidence shows.", {"action": action, "text": " "}),
            No(action_evidence.add_evidence, FOREIGN, {"action": foreign, "text": "An audit"}),
            No(action_evidence.add_evidence, ENDED, {"action": over, "text": "An audit"}, NotNow),
        ],
        case=case,
        by=cast.coordinator,
    )


VERIFIED: dict[str, Any] = {"verdict": Verdict.CONFIRMED, "note": "Looked at the audit"}


def test_verifies_only_what_is_done_and_shown_and_not_verified_yet(case: Case, other_case: Case, cast: Cast) -> None:
    open_, bare = followed(case, cast.police), followed(case, cast.police, status=ActionStatus.DONE)
    seen = followed(case, cast.police, status=ActionStatus.DONE, verified_on=TODAY)
    check_refused(
        [
            No(
                verify_action,
                "Record the action as done first; then somebody else verifies it.",
                {"action": open_, **VERIFIED},
                NotNow,
            ),
            No(
                verify_action,
                "There is no evidence yet. Add a file or a statement that shows what changed.",
                {"action": bare, **VERIFIED},
                NotNow,
            ),
            No(verify_action, "This action is verified already.", {"action": seen, **VERIFIED}, NotNow),
            No(verify_action, FOREIGN, {"action": followed(other_case, cast.police), **VERIFIED}),
        ],
        case=case,
        by=cast.csp_chair,
    )


def test_verifies_nothing_by_those_who_did_it(case: Case, cast: Cast) -> None:
    """Neither by who recorded it as done nor by who added evidence; a note is needed of others."""
    shown, by_office = followed(case, cast.police), followed(case, cast.police)
    for action, by in ((shown, cast.outsider), (by_office, cast.csp_chair)):
        put(ActionEvidence, action=action, kind=EvidenceKind.STATEMENT, text="An audit", on=TODAY, added_by=by)
    recommendations.update_action(
        case=case, by=cast.coordinator, action=shown, progress=Progress(ActionStatus.DONE, outcome="X")
    )
    by_office.status = ActionStatus.DONE
    save(by_office)
    check_refused(
        [
            No(
                verify_action,
                "You recorded this action as done. Somebody else must verify it.",
                {"action": shown, **VERIFIED, "by": cast.coordinator},
                NotPermitted,
            ),
            No(
                verify_action,
                "You added evidence for this action. Somebody else must verify it.",
                {"action": by_office, **VERIFIED},
                NotPermitted,
            ),
            No(
                verify_action,
                "Say what you looked at, or what is missing.",
                {"action": shown, **VERIFIED, "note": " "},
            ),
        ],
        case=case,
        by=cast.csp_chair,
    )


STRANGE = "The recommendation belongs to another case."


def sent(case: Case, cast: Cast) -> NationalSending:
    """A recommendation of the review that went to the Home Office two days ago."""
    own = followed(case, cast.police).recommendation
    row: NationalSending = put(NationalSending, recommendation=own, addressee="Home Office", sent_on=TODAY - 2 * DAY)
    return row


def test_sends_no_recommendation_of_another_review_or_on_a_day_to_come(
    case: Case, other_case: Case, cast: Cast
) -> None:
    own, foreign = sent(case, cast).recommendation, sent(other_case, cast).recommendation
    check_refused(
        [
            No(
                national.send_recommendation,
                f"{STRANGE} Enter to whom it was sent.",
                {"recommendation": foreign, "addressee": " ", "sent_on": TODAY},
            ),
            No(
                national.send_recommendation,
                LATER.format("The day of sending"),
                {"recommendation": own, "addressee": "Home Office", "sent_on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_records_no_arrival_before_the_sending(case: Case, other_case: Case, cast: Cast) -> None:
    """The day of the sending itself is taken."""
    arrival: dict[str, Any] = {"sending": sent(case, cast), "receipt_on": TODAY, "note": "By e-mail"}
    check_refused(
        [
            No(
                national.record_receipt,
                "It cannot arrive before it was sent.",
                {**arrival, "receipt_on": TODAY - 3 * DAY},
            ),
            No(national.record_receipt, "Say how you know that it arrived.", {**arrival, "note": " "}),
            No(national.record_receipt, STRANGE, {**arrival, "sending": sent(other_case, cast)}),
            No(national.record_receipt, LATER.format("The day of arrival"), {**arrival, "receipt_on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )
    national.record_receipt(case=case, by=cast.coordinator, **{**arrival, "receipt_on": TODAY - 2 * DAY})


def test_records_no_reply_older_than_the_sending(case: Case, other_case: Case, cast: Cast) -> None:
    """The day of the sending itself is taken, also when it arrived on that day."""
    sending, day = sent(case, cast), TODAY - 2 * DAY
    reply: dict[str, Any] = {"sending": sending, "reply_on": TODAY, "reply": ReplyKind.ACCEPTED, "text": "They will"}
    check_refused(
        [
            No(
                national.record_reply,
                "A reply cannot be older than the sending.",
                {**reply, "reply_on": TODAY - 3 * DAY},
            ),
            No(
                national.record_reply,
                "Choose what they say. Enter what the reply says in short.",
                {**reply, "reply": ReplyKind.NONE, "text": "\n"},
            ),
            No(national.record_reply, STRANGE, {**reply, "sending": sent(other_case, cast)}),
            No(national.record_reply, LATER.format("The day of the reply"), {**reply, "reply_on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )
    national.record_receipt(case=case, by=cast.coordinator, sending=sending, receipt_on=day, note="By e-mail")
    national.record_reply(case=case, by=cast.coordinator, **{**reply, "reply_on": day})


def test_sets_no_cycle_out_of_bounds(cast: Cast) -> None:
    """The bounds themselves are taken."""
    terms: dict[str, Any] = {"update_every_months": 4, "reply_days": 56, "reason": "Agreed"}
    months, days = "Ask at least every 24 months.", "Give between 1 and 366 days for a reply."
    change = action_settings.change_action_terms
    check_refused(
        [
            No(change, months, {**terms, "update_every_months": 25}),
            No(change, months, {**terms, "update_every_months": 0}),
            No(change, days, {**terms, "reply_days": 367}),
            No(change, f"{months} {days}", {**terms, "update_every_months": -1, "reply_days": 0}),
            No(change, "Give the reason for the change.", {**terms, "reason": " "}),
        ],
        by=cast.coordinator,
        partnership=cast.partnership,
    )
    for edge in ({"update_every_months": 24, "reply_days": 366}, {"update_every_months": 1, "reply_days": 1}):
        change(by=cast.coordinator, partnership=cast.partnership, **{**terms, **edge})


# the record of a case is destroyed


def test_destroys_no_record_that_somebody_may_need(case: Case, other_case: Case, cast: Cast) -> None:
    """What is first in the way is told first; each is ended and the next is told, until nothing is."""
    for review in (case, other_case):
        stand_at(review, Stage.CLOSED)
    began = datetime.date(2026, 1, 5)
    legal = put(LegalHold, case=case, reason="A claim", starts_on=began)
    hold = put(Hold, case=case, reason="inquest", scope=["drafting"], starts_on=began)
    trial = put(ParallelProceeding, case=case, kind="criminal", starts_on=PartialDate.on(began))
    order = put(PaperOrder, case=case, kind="timeline", ordered_by=cast.coordinator, state=OrderState.BUILDING)
    assert sentence_of(check_forgettable, other_case) == ""
    steps: list[tuple[str, Any, dict[str, object]]] = [
        ("A legal hold keeps the record since 5 January 2026. End it first.", legal, {"ends_on": TODAY}),
        ("The case is on hold. End the hold first.", hold, {"ends_on": TODAY}),
        (
            "A proceeding beside the review has no end recorded. Record when it ended first.",
            trial,
            {"ends_on": PartialDate.parse("2026")},
        ),
        ("A paper of the case is being made. Wait until it is ready.", order, {"state": OrderState.DONE}),
    ]
    for told, row, ending in steps:
        assert sentence_of(check_forgettable, case) == told
        for name, value in ending.items():
            setattr(row, name, value)
        save(row)
    assert sentence_of(check_forgettable, case) == ""


@pytest.mark.parametrize("stage", STAGES)
def test_destroys_the_record_of_no_case_that_is_open(stage: Stage) -> None:
    """A case led elsewhere is closed here."""
    told = f"Only a closed case is destroyed. This one stands at “{STAGES[stage].label}”."
    if stage not in (Stage.CLOSED, Stage.TRANSFERRED):
        assert sentence_of(check_forgettable, Case(stage=stage)) == told
    gone = Case(stage=stage, forgotten_on=datetime.date(2026, 12, 31))
    destroyed = "The record of this case was destroyed on 31 December 2026. Nothing can be done."
    assert sentence_of(check_not_forgotten, gone) == sentence_of(check_forgettable, gone) == destroyed
    assert sentence_of(closing.check_close_now, Case(stage=Stage.TERMINATED)) == ""
