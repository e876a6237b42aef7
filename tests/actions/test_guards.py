"""Does each guard refuse with its own sentence, and look at this case alone?"""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import (
    Action,
    ActionStatus,
    AgencyApproval,
    Appointment,
    Case,
    CaseEvent,
    CriteriaFacts,
    Decision,
    Declaration,
    Hold,
    HomeOfficeNotice,
    Organisation,
    PanelSeat,
    Part,
    PartialDate,
    Person,
    Post,
    QALetter,
    QAOutcome,
    QAPoint,
    Recommendation,
    Submission,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.policies import (
    appointments,
    assurance,
    check_no_hold,
    check_stage,
    closing,
    decision,
    drafting,
    meetings,
    panel,
)
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def put(table: type[Model], **values: object) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table._default_manager.create(**values)


def sentence_of(check: Any, *arguments: object, **named: object) -> str:
    """The sentence with which the guard refuses; "" when it lets pass."""
    try:
        check(*arguments, **named)
    except (NotNow, Incomplete) as refusal:
        return refusal.sentence
    return ""


def recorded(case: Case, kind: Event, by: User, **more: object) -> None:
    """An event of today."""
    CaseEvent.objects.create(case=case, kind=kind, on=PartialDate.on(TODAY), stage=case.stage, by=by, **more)


def test_wants_the_facts_of_both_tests_before_a_decision(case: Case, other_case: Case) -> None:
    put(CriteriaFacts, case=other_case)
    assert sentence_of(decision.check_decide_now, case) == (
        "The facts for both legal tests are not recorded yet. Record them, then decide."
    )
    assert sentence_of(decision.check_decide_now, other_case) == ""


def test_wants_a_signed_decision_to_tell_the_home_office(case: Case, other_case: Case, cast: Cast) -> None:
    """A case taken on while running has its decision on paper."""
    put(Decision, case=other_case, outcome="review", on=TODAY, signed_by=cast.csp_chair, regime=case.regime)
    told = "There is no signed decision to tell the Home Office about. Record the decision first."
    assert sentence_of(decision.check_tell_home_office_now, case) == told
    assert sentence_of(decision.check_tell_home_office_now, other_case) == ""
    case.is_taken_on = True
    assert sentence_of(decision.check_tell_home_office_now, case) == ""


def test_wants_a_notice_without_an_answer_to_record_one(case: Case, other_case: Case) -> None:
    put(HomeOfficeNotice, case=other_case, sent_to="Home Office")
    put(HomeOfficeNotice, case=case, sent_to="Home Office", reply="accepted")
    waiting = "No notice to the Home Office is waiting for an answer. Record the notice first."
    assert sentence_of(decision.check_record_scrutiny_now, case) == waiting
    assert sentence_of(decision.check_record_scrutiny_now, other_case) == ""


def test_wants_somebodys_declaration_before_a_chair(case: Case, other_case: Case, cast: Cast) -> None:
    put(Declaration, case=other_case, user=cast.independent_chair, on=TODAY, has_interest=False)
    with pytest.raises(Incomplete) as refusal:
        appointments.check_appoint_chair_now(case)
    assert refusal.value.missing == ("A declaration of interests",)
    assert refusal.value.sentence == (
        "Before a chair is appointed, record the declaration of interests of the person to be appointed."
    )
    assert sentence_of(appointments.check_appoint_chair_now, other_case) == ""


@pytest.mark.parametrize(
    ("post", "ended_on", "is_chair"),
    [
        (Post.CHAIR, None, True),
        (Post.CHAIR_AND_AUTHOR, None, True),
        (Post.AUTHOR, None, False),
        (Post.CHAIR, TODAY, False),
    ],
)
def test_knows_who_chairs_now(
    case: Case, other_case: Case, cast: Cast, post: Post, ended_on: datetime.date | None, is_chair: bool
) -> None:
    """An author is no chair, one whose appointment ended is none any more, and another case's is none here."""
    row = put(Appointment, case=case, user=cast.outsider, post=post, ended_on=ended_on)
    assert appointments.chair_of(case) == (row if is_chair else None)
    assert appointments.chair_of(other_case) is None
    expected = "" if is_chair else "The review has no chair now. Appoint one before the terms are agreed."
    assert sentence_of(panel.check_agree_terms_now, case) == expected


def test_reads_the_latest_declaration_of_the_person_on_the_case(case: Case, other_case: Case, cast: Cast) -> None:
    chair = cast.independent_chair
    first = put(Declaration, case=case, user=chair, on=TODAY, has_interest=True)
    put(Declaration, case=other_case, user=chair, on=TODAY, has_interest=False)
    put(Declaration, case=case, user=cast.outsider, on=TODAY, has_interest=False)
    assert appointments.declaration_of(case, chair) == first
    newer = put(Declaration, case=case, user=chair, on=TODAY - DAY, has_interest=False)
    assert appointments.declaration_of(case, chair) == newer
    assert appointments.declaration_of(case, cast.auditor) is None


def letter(case: Case, outcome: QAOutcome, round_number: int = 1) -> QALetter:
    """The letter of a round, with two points."""
    sent = put(Submission, case=case, round=round_number, on=TODAY, sent_to="Home Office")
    row: QALetter = put(QALetter, submission=sent, letter_on=TODAY, outcome=outcome)
    for number in ("1", "2"):
        put(QAPoint, letter=row, number=number, text="Say more")
    return row


def answer(of: QALetter, number: str, *, is_accepted: bool | None = True, response: str = "Done") -> None:
    """A point is answered."""
    point = QAPoint.objects.get(letter=of, number=number)
    point.is_accepted, point.response = is_accepted, response
    with change("Test", None):
        point.save()


@pytest.mark.parametrize("check", [assurance.check_resubmit_now, assurance.check_record_clearance_now])
def test_wants_a_letter_of_this_case_before_its_points_are_settled(case: Case, other_case: Case, check: Any) -> None:
    letter(other_case, QAOutcome.RESUBMIT)
    assert sentence_of(check, case) == "No letter is recorded. Record the letter first."


@pytest.mark.parametrize(
    ("check", "right", "wrong", "told"),
    [
        (
            assurance.check_resubmit_now, QAOutcome.RESUBMIT, QAOutcome.PUBLISHABLE_WITH_CHANGES,
            "The letter does not ask for a resubmission. Once every point is answered, record the clearance instead.",
        ),
        (
            assurance.check_record_clearance_now, QAOutcome.PUBLISHABLE_WITH_CHANGES, QAOutcome.RESUBMIT,
            "The letter asks for a resubmission. Once every point is answered, record the resubmission.",
        ),
    ],
)  # fmt: skip
def test_goes_by_the_latest_letter_and_its_open_points(
    case: Case, other_case: Case, check: Any, right: QAOutcome, wrong: QAOutcome, told: str
) -> None:
    """An earlier round and another case do not matter; an answer needs a yes or no and its words."""
    letter(case, right)
    second = letter(case, wrong, 2)
    letter(other_case, right)
    assert sentence_of(check, case) == told
    with change("Test", None):
        second.outcome = right
        second.save()
    answer(second, "1", is_accepted=False)
    answer(second, "2", response="")
    assert sentence_of(check, case) == "Point 2 is not answered."
    answer(second, "1", is_accepted=None)
    assert sentence_of(check, case) == "Point 1 is not answered. Point 2 is not answered."
    for number in ("1", "2"):
        answer(second, number)
    assert sentence_of(check, case) == ""


def planned(case: Case, position: int = 1, **more: object) -> Action:
    """An action of the plan."""
    recommendation = put(Recommendation, case=case, position=position, text="Train")
    row: Action = put(Action, **{"recommendation": recommendation, "text": "Book", **more})
    return row


def test_counts_the_open_actions_of_this_case_before_closing(case: Case, other_case: Case) -> None:
    case.stage = Stage.MONITORING
    planned(other_case)
    planned(case, 3, status=ActionStatus.DONE, verified_on=TODAY)
    planned(case, 4, status=ActionStatus.SUPERSEDED)
    planned(case, 5, status=ActionStatus.NOT_OWNED, is_end_accepted=True)
    assert sentence_of(closing.check_close_now, case) == ""
    late = planned(case, 2, status=ActionStatus.TRANSFERRED)
    tail = "still open. End each, or accept it as ended with a reason, then close the case."
    assert sentence_of(closing.check_close_now, case) == f"One action is {tail}"
    early = planned(case, 1)
    assert sentence_of(closing.check_close_now, case) == f"2 actions are {tail}"
    assert closing.open_actions(case) == [early, late]
    case.stage = Stage.TERMINATED
    assert sentence_of(closing.check_close_now, case) == ""


def seat(case: Case, body: Organisation, **more: object) -> PanelSeat:
    """An agency's seat."""
    row: PanelSeat = put(PanelSeat, case=case, organisation=body, starts_on=TODAY, **more)
    return row


def test_waits_for_every_seated_agency_of_this_case(case: Case, other_case: Case, cast: Cast) -> None:
    """Once each; an excused agency and one that left are not asked, an answer of an earlier round is none."""
    seat(other_case, cast.refuge)
    nobody = "No agency sits on the panel. Record the panel's seats first."
    assert sentence_of(drafting.check_record_panel_approval_now, case) == nobody
    for _ in range(2):
        seat(case, cast.police)
    seat(case, cast.health)
    seat(case, cast.refuge, is_excused=True)
    put_answer(case, cast, cast.health, is_approved=False)
    with pytest.raises(Incomplete) as refusal:
        drafting.check_record_panel_approval_now(case)
    assert refusal.value.missing == ("Testshire Police has not answered.",)
    assert refusal.value.sentence == ("Not every agency has answered in this round. Testshire Police has not answered.")
    put_answer(case, cast, cast.police)
    assert sentence_of(drafting.check_record_panel_approval_now, case) == ""
    assert [row.organisation for row in drafting.dissenting(case)] == [cast.health]
    recorded(case, Event.SENT_BACK_TO_DRAFT, cast.coordinator)
    assert (len(drafting.answers_of_round(case)), drafting.dissenting(case)) == (0, ())


def put_answer(case: Case, cast: Cast, body: Organisation, *, is_approved: bool = True) -> None:
    """An agency's answer in round one."""
    put(AgencyApproval, case=case, organisation=body, on=TODAY, is_approved=is_approved, given_by=cast.coordinator)


@pytest.mark.parametrize(
    ("is_witness", "reason", "ends_on", "words"),
    [
        (True, HoldReason.CRIMINAL_TRIAL, None, "may be a witness at the criminal trial the review waits for."),
        (None, HoldReason.CRIMINAL_TRIAL, None, "nobody has said whether this person may be a witness."),
        (False, HoldReason.CRIMINAL_TRIAL, None, ""),
        (True, HoldReason.CRIMINAL_TRIAL, TODAY, ""),
        (None, HoldReason.INQUEST, None, ""),
    ],
)
def test_lets_no_witness_read_while_a_trial_is_waited_for(
    case: Case, is_witness: bool | None, reason: HoldReason, ends_on: datetime.date | None, words: str
) -> None:
    person = put(Person, case=case, part=Part.FAMILY, pseudonym="Ash", is_trial_witness=is_witness)
    put(Hold, case=case, reason=reason, scope=[], starts_on=TODAY, ends_on=ends_on)
    said = sentence_of(drafting.check_may_read, person)
    assert (words in said, said.startswith("Ash: ")) == (True, bool(words))


@pytest.mark.parametrize(
    ("reason", "ends_on", "is_agreed", "is_refused"),
    [
        (HoldReason.CRIMINAL_TRIAL, None, False, True),
        (HoldReason.POLICE_REQUEST, None, False, True),
        (HoldReason.POLICE_REQUEST, None, True, False),
        (HoldReason.POLICE_REQUEST, TODAY, False, False),
        (HoldReason.INQUEST, None, False, False),
    ],
)
def test_interviews_a_witness_only_as_the_police_agree(
    case: Case, other_case: Case, reason: HoldReason, ends_on: datetime.date | None, is_agreed: bool, is_refused: bool
) -> None:
    person = put(Person, case=case, part=Part.FAMILY, pseudonym="Ash", is_trial_witness=True)
    put(Hold, case=case, reason=reason, scope=[], starts_on=TODAY, ends_on=ends_on)
    said = sentence_of(meetings.check_interview_now, case, person, is_agreed_with_police=is_agreed)
    told = (
        "Ash may be a witness at the trial. "
        "An interview before it needs the agreement of the senior investigating officer or the CPS."
    )
    assert said == (told if is_refused else "")
    assert sentence_of(meetings.check_interview_now, other_case, person, is_agreed_with_police=False) == ""


def test_stops_the_work_a_hold_names_and_says_since_when(case: Case, other_case: Case) -> None:
    """Not other work, not after its end, not on another case."""
    verb = next(verb for verb, row in VERBS.items() if row.stopped_by is HoldScope.INTERVIEWS)
    free = next(verb for verb, row in VERBS.items() if row.stopped_by is None)
    hold = put(Hold, case=case, reason=HoldReason.INQUEST, scope=["interviews"], starts_on=datetime.date(2026, 1, 5))
    reason = HoldReason.INQUEST.label.lower()
    assert sentence_of(check_no_hold, verb, case) == (
        f"On hold since 5 January 2026: {reason}. The hold stops {HoldScope.INTERVIEWS.label.lower()}. "
        "End the hold to go on."
    )
    assert (sentence_of(check_no_hold, free, case), sentence_of(check_no_hold, verb, other_case)) == ("", "")
    hold.scope = ["drafting"]
    save(hold)
    assert sentence_of(check_no_hold, verb, case) == ""
    hold.scope, hold.ends_on = ["interviews"], TODAY
    save(hold)
    assert sentence_of(check_no_hold, verb, case) == ""


def save(row: Model) -> None:
    """Keep a change to a row."""
    with change("Test", None):
        row.save()


@pytest.mark.parametrize("verb", Verb)
def test_says_of_every_act_at_which_stages_it_can_be_done(verb: Verb) -> None:
    """Up to three by name, more from the first to the last of the table."""
    row = VERBS[verb]
    words = [f"“{STAGES[stage].label}”" for stage in STAGES if stage in row.stages]
    when = f"It can be done at {' or '.join(words)}."
    if len(words) > 3:
        when = f"It can be done from {words[0]} to {words[-1]}."
    for stage in Stage:
        here = f"{row.label}: not in this stage. The review stands at “{STAGES[stage].label}”. {when}"
        assert sentence_of(check_stage, verb, Case(stage=stage)) == ("" if stage in row.stages else here)
