"""How did a project go: its state, what came of it, its monitoring returns, and what it cost in the end?

Source: G3, G7 [D]; minute 53(2) of 24 March 2022: projects unable to start or be completed [V].
"""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from funding.actions.core import acting, check_not_future, require
from funding.actions.grant_cases import agreed_projects
from funding.actions.grant_money import put_spending_forward
from funding.actions.grant_projects import move
from funding.grant_rows import check_open, spent_in_ledger
from funding.grant_terms import PROJECT_STATES, CaseState, ProjectState, ReturnKind
from funding.models.grants import BusinessCase, GrantAttendance, GrantOutput, GrantProject, GrantReturn
from funding.policies.grants import check_at
from funding.verbs import FundingVerb

NEEDS_REASON = (ProjectState.NOT_STARTED, ProjectState.STOPPED, ProjectState.PART_DONE)
"""States in which a project is behind its plan; each needs the reason."""
ENDED = (ProjectState.DONE, ProjectState.STOPPED)
"""States after which nothing more is delivered."""


@dataclass(frozen=True, kw_only=True)
class Achieved:
    """What came of one planned or unplanned result, and whether the figure is only about right."""

    label: str
    count: int | None = None
    is_about: bool = False


@dataclass(frozen=True, kw_only=True)
class Turnout:
    """Places, bookings and people who came to one event; None for what is not stated, never nil for it."""

    label: str
    capacity: int | None = None
    is_capacity_about: bool = False
    booked: int | None = None
    is_booked_about: bool = False
    attended: int | None = None
    is_attended_about: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How a project stands on a day."""

    state: ProjectState
    on: datetime.date
    delay_reason: str = ""
    achieved: Sequence[Achieved] = field(default_factory=tuple)
    turnouts: Sequence[Turnout] = field(default_factory=tuple)


def record_delivery(*, project: GrantProject, by: User, delivery: Delivery) -> None:
    """Record how an agreed project stands and what came of it. The case goes on when every project has ended.

    Raises NotNow for a project nobody agreed to or not yet paid for, Incomplete for a delay without its reason or a
    result given twice.
    """
    with acting(FundingVerb.RECORD_DELIVERY, project.grant.partnership, by) as act:
        _check_agreed(project, CaseState.PAID, CaseState.DELIVERED)
        check_not_future(delivery.on, "The day")
        label = PROJECT_STATES[delivery.state].label.lower()
        needs_reason = delivery.state in NEEDS_REASON
        require(
            (delivery.state is not ProjectState.PROPOSED, "An agreed project does not go back to proposed."),
            (not needs_reason or bool(delivery.delay_reason.strip()), f"Enter why the project is {label}."),
            (len({row.label for row in delivery.achieved}) == len(delivery.achieved), "Enter each result once."),
        )
        project.state, project.delay_reason = delivery.state, delivery.delay_reason
        project.save()
        _write_results(project, delivery)
        _move_when_ended(project)
        act.record(about=project, year=project.grant.year, on=delivery.on, detail={"state": delivery.state.value})


def _check_agreed(project: GrantProject, *states: CaseState) -> None:
    project.refresh_from_db()
    check_open(project.grant)
    if project.at is ProjectState.PROPOSED:
        raise NotNow("The funder has not agreed to this project.")
    if project.business_case is not None:
        check_at(project.business_case, *states)


def _write_results(project: GrantProject, delivery: Delivery) -> None:
    for result in delivery.achieved:
        row = GrantOutput.objects.filter(project=project, label=result.label).first()
        row = row or GrantOutput(project=project, label=result.label)
        row.actual, row.is_actual_about = result.count, result.is_about
        row.save()
    for turnout in delivery.turnouts:
        _write_turnout(project, turnout)


def _write_turnout(project: GrantProject, turnout: Turnout) -> None:
    event = GrantAttendance.objects.filter(project=project, label=turnout.label).first()
    event = event or GrantAttendance(project=project)
    for name, value in asdict(turnout).items():
        setattr(event, name, value)
    event.save()


def _move_when_ended(project: GrantProject) -> None:
    case = project.business_case
    if case is None or case.at is not CaseState.PAID:
        return
    if all(row.at in ENDED for row in agreed_projects(case)):
        move(case, CaseState.DELIVERED)


@dataclass(frozen=True, kw_only=True)
class Monitoring:
    """A monitoring return of one project; ``spent_pence`` None where not stated."""

    kind: ReturnKind
    on: datetime.date
    progress: str
    spent_pence: int | None = None
    is_on_track: bool | None = None


def record_monitoring(*, project: GrantProject, by: User, monitoring: Monitoring) -> GrantReturn:
    """Record a mid-year or year-end return; a second one of the same kind corrects the first and keeps its history.

    Raises NotNow for a project nobody agreed to, Incomplete without words on progress.
    """
    with acting(FundingVerb.RECORD_MONITORING, project.grant.partnership, by) as act:
        project.refresh_from_db()
        check_open(project.grant)
        if project.at is ProjectState.PROPOSED:
            raise NotNow("The funder has not agreed to this project.")
        check_not_future(monitoring.on, "The day of the return")
        require((bool(monitoring.progress.strip()), "Enter how the project goes."))
        row = GrantReturn.objects.filter(project=project, kind=monitoring.kind).first()
        row = row or GrantReturn(project=project)
        for name, value in asdict(monitoring).items():
            setattr(row, name, value)
        row.save()
        act.record(about=project, year=project.grant.year, on=monitoring.on, detail={"return": monitoring.kind.value})
        return row


def record_outturn(*, project: GrantProject, by: User, on: datetime.date, spent_pence: int, reason: str = "") -> None:
    """Record what a project cost in the end and put the sum forward to the ledger; nil is said, not left out.

    A second outturn corrects the first: it needs a reason, and what it differs from the ledger is put forward. The
    business case is closed when every agreed project has its outturn. Raises NotNow before the project has gone
    anywhere, Incomplete for a correction without reason or without difference.
    """
    with acting(FundingVerb.RECORD_OUTTURN, project.grant.partnership, by, reason=reason) as act:
        _check_agreed(project, CaseState.PAID, CaseState.DELIVERED, CaseState.CLOSED)
        if project.at is ProjectState.APPROVED:
            raise NotNow("Record how the project went first: done, part done, stopped or not started.")
        check_not_future(on, "The day")
        difference = spent_pence - spent_in_ledger(project)
        is_correction = project.outturn_pence is not None
        require(
            (spent_pence >= 0, "Enter what was spent; nil is 0."),
            (not is_correction or bool(reason.strip()), "Enter the reason for the correction."),
            (not is_correction or difference != 0, "This is what the ledger says already."),
        )
        project.outturn_pence = spent_pence
        project.save()
        if difference:
            put_spending_forward(act, project, difference, on)
        _move_when_settled(project.business_case)
        detail = {"spent_pence": spent_pence}
        act.record(about=project, year=project.grant.year, on=on, detail=detail)


def _move_when_settled(case: BusinessCase | None) -> None:
    if case is None or case.at is CaseState.CLOSED:
        return
    if all(row.outturn_pence is not None for row in agreed_projects(case)):
        move(case, CaseState.CLOSED)
