"""A running review is taken on at its present stage, with the days that are known, each marked as taken on.

Nothing else is made up: no decision record, letter text or seat that nobody entered. Rows that the next step stands
on, such as the round with the Home Office, are made with what is known of them. Source: ours [D].
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from dhr_cases.actions.core import check_not_future, enter_at, known_as, require
from dhr_cases.actions.grants import refresh_people
from dhr_cases.actions.memberships import grant_role
from dhr_cases.actions.overlays import start_hold
from dhr_cases.actions.referral import check_may_open, open_one_at_a_time
from dhr_cases.actions.running_case import KNOWN_EVENTS, RunningCase, faults_of
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.events import Event
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    HomeOfficeNotice,
    PartialDate,
    Post,
    Provenance,
    Publication,
    QALetter,
    QAOutcome,
    Submission,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.policy import regimes
from dhr_cases.pseudonyms import faults_of_review
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import START, Stage, has_reached

REASON = "Taken on while running"
HOME_OFFICE = "Home Office"
WITH_HOME_OFFICE = (Stage.SUBMITTED, Stage.AT_QA, Stage.AMENDING, Stage.RESUBMITTED)


@transaction.atomic
def take_on(*, by: User, case_facts: RunningCase) -> Case:
    """Open a case at the stage where it stands; the person who does it becomes its coordinator.

    The event TAKEN_ON comes last and starts the flow at the right task.
    Raises NotPermitted, or Incomplete listing whatever contradicts itself.
    """
    check_may_open(by, case_facts.partnership)
    open_one_at_a_time(case_facts.partnership)
    check_facts(case_facts)
    with change(REASON, by), known_as(Provenance.TAKEN_ON):
        case = _open(by, case_facts)
        _record_days(case, by, case_facts)
        _make_ground(case, case_facts)
        _bring_in_people(case, by, case_facts)
        if case_facts.hold is not None:
            start_hold(case=case, by=by, terms=case_facts.hold)
    _record(case, by, Event.TAKEN_ON, PartialDate.on(timezone.localdate()), case_facts.stage, moved=True)
    return case


def check_facts(facts: RunningCase) -> None:
    """Pass when the facts agree with each other and the reference is free; raise Incomplete listing every fault."""
    for event, day in facts.days.items():
        check_not_future(day, f"The date of “{KNOWN_EVENTS[event].question}”")
    check_not_future(facts.death_date, "The date of death")
    in_use = Case.objects.filter(reference__iexact=facts.reference).exists()
    require(
        (bool(facts.reference), "Enter the reference."),
        (not in_use, f"The reference {facts.reference} is already in use."),
        *((False, fault) for fault in faults_of(facts)),
        *((False, fault) for fault in faults_of_review(facts.pseudonym, facts.partnership)),
    )


@transaction.atomic
def take_on_all(*, by: User, portfolio: Iterable[RunningCase]) -> list[Case]:
    """Take on every case or none. Raises Incomplete naming the first case that cannot be taken on, and why."""
    taken: list[Case] = []
    for facts in portfolio:
        try:
            taken.append(take_on(by=by, case_facts=facts))
        except ReviewError as refusal:
            raise Incomplete(f"{facts.reference}: {refusal.sentence} No case was taken on.") from refusal
    return taken


def _open(by: User, facts: RunningCase) -> Case:
    case: Case = Case.objects.create(
        reference=facts.reference,
        pseudonym=facts.pseudonym,
        regime=next(row.id for row in regimes() if row.enabled),
        lead_csp=facts.partnership,
        stage=START,
        resumes_at=facts.stood_at or "",
        successor_of_csp=facts.partnership_before,
        death_date=facts.death_date,
        death_type=facts.death_type,
        referred_on=facts.day(Event.REFERRAL_RECEIVED),
        aware_on=facts.day(Event.CSP_CHAIR_AWARE),
        is_taken_on=True,
    )
    enter_at(case, facts.stage, facts.day(case_event(facts)).value)
    today = timezone.localdate()
    CaseMembership.objects.create(case=case, user=by, role=Role.COORDINATOR, starts_on=today, reason=REASON)
    refresh_people(case)
    return case


def case_event(facts: RunningCase) -> Event:
    """The event that brought the case to its present stage."""
    if facts.stage is Stage.RESUBMITTED:
        return Event.RESUBMITTED_TO_HO
    at_stage = [event for event in KNOWN_EVENTS if facts.stage_of(event) is facts.stage]
    return at_stage[0] if at_stage else Event.HO_NOTIFIED


def _record_days(case: Case, by: User, facts: RunningCase) -> None:
    for event in KNOWN_EVENTS:
        day = facts.day(event)
        if day.is_known:
            _record(case, by, event, day, facts.stage_of(event), Provenance.TAKEN_ON)


def _record(
    case: Case,
    by: User,
    event: Event,
    on: PartialDate,
    stage: Stage,
    provenance: Provenance = Provenance.RECORDED,
    *,
    moved: bool = False,
) -> None:
    CaseEvent.objects.create(
        case=case,
        kind=event,
        on=on,
        stage=stage,
        moved=moved,
        by=by,
        by_role=ROLES[Role.COORDINATOR].label,
        provenance=provenance,
    )


def _make_ground(case: Case, facts: RunningCase) -> None:
    """Make the rows that the next step of the present stage stands on."""
    if facts.stage is Stage.HO_SCRUTINY:
        HomeOfficeNotice.objects.create(case=case, on=facts.day(Event.HO_NOTIFIED), sent_to=HOME_OFFICE)
    if _went_to_home_office(facts):
        _make_rounds(case, facts)
    if has_reached(facts.stage, Stage.PRE_PUBLICATION) and facts.stage is not Stage.CLOSED:
        Publication.objects.create(case=case, published_on=facts.day(Event.PUBLISHED))


def _went_to_home_office(facts: RunningCase) -> bool:
    return facts.stage in WITH_HOME_OFFICE or facts.day(Event.SUBMITTED_TO_HO).is_known


def _went_twice(facts: RunningCase) -> bool:
    return facts.stage is Stage.RESUBMITTED or facts.day(Event.RESUBMITTED_TO_HO).is_known


def _make_rounds(case: Case, facts: RunningCase) -> None:
    """One round, or two after a resubmission; a letter only where what it asked for is known.

    The days of board and letter are those of the last round that has them.
    """
    sent, again = facts.day(Event.SUBMITTED_TO_HO), facts.day(Event.RESUBMITTED_TO_HO)
    board, letter = facts.day(Event.QA_BOARD_DATED), facts.day(Event.QA_LETTER_RECEIVED)
    is_second = _went_twice(facts)
    ends_in_letter = facts.stage is Stage.AMENDING
    if is_second:
        unknown = PartialDate.unknown()
        first_letter = unknown if ends_in_letter else letter
        first = Submission.objects.create(case=case, round=1, on=sent, sent_to=HOME_OFFICE)
        QALetter.objects.create(submission=first, letter_on=first_letter, outcome=QAOutcome.RESUBMIT)
        sent = again
    last = Submission.objects.create(
        case=case, round=2 if is_second else 1, on=sent, sent_to=HOME_OFFICE, board_on=board
    )
    if ends_in_letter:
        QALetter.objects.create(submission=last, board_on=board, letter_on=letter, outcome=facts.letter_outcome)


def _bring_in_people(case: Case, by: User, facts: RunningCase) -> None:
    if facts.chair is None:
        return
    Appointment.objects.create(
        case=case, user=facts.chair, post=Post.CHAIR, appointed_on=facts.day(Event.CHAIR_APPOINTED)
    )
    grant_role(case=case, by=by, to=facts.chair, role=Role.INDEPENDENT_CHAIR, reason=REASON)
