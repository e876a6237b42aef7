"""A death is referred, its lead settled, scoping begun. Source: 2016 guidance, establishing a review [V]/[K]."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from dhr_cases.actions.core import Day, acting, as_partial, check_not_future, require
from dhr_cases.actions.grants import refresh_people, refresh_teams
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, PartialDate, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.permissions import check_can_on_site
from dhr_cases.policy.load import regimes
from dhr_cases.pseudonyms import faults_of_review
from dhr_cases.roles import ROLES, Role, SitePermission, in_words
from dhr_cases.site_permissions import granted, roles_with
from dhr_cases.stages import STAGES, START, Stage
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class Referral:
    """What a referral says. Dates may be partial; unknown is not "no"."""

    partnership: Partnership
    referred_by: str
    referred_on: Day
    aware_on: Day | None = None
    death_date: PartialDate = field(default_factory=PartialDate.unknown)
    death_type: str = ""
    death_place_type: str = ""
    route: str = ""
    has_multiple_deaths: bool = False
    reference: str = ""
    pseudonym: str = ""
    successor_of_csp: str = ""


@transaction.atomic
def refer_death(*, by: User, referral: Referral) -> Case:
    """Open a case on a written referral; the person who opens it becomes its coordinator.

    Raises NotPermitted, or Incomplete for a date in the future or a reference in use.
    """
    check_not_future(referral.referred_on, "The date of the referral")
    check_not_future(referral.aware_on, "The date the chair became aware")
    check_not_future(referral.death_date, "The date of death")
    check_may_open(by, referral.partnership)
    open_one_at_a_time(referral.partnership)
    reference = referral.reference or next_reference(referral.partnership)
    if Case.objects.filter(reference__iexact=reference).exists():
        raise Incomplete(f"The reference {reference} is already in use. Choose another.")
    require(*((False, fault) for fault in faults_of_review(referral.pseudonym, referral.partnership)))
    with change("Referral received", by):
        case = _open_case(reference, referral)
        CaseMembership.objects.create(
            case=case, user=by, role=Role.COORDINATOR, starts_on=timezone.localdate(), reason="Opened the case"
        )
        refresh_people(case)
        refresh_teams(case)
        _first_events(case, by, referral)
    return case


def _open_case(reference: str, referral: Referral) -> Case:
    return Case.objects.create(
        reference=reference,
        regime=next(row.id for row in regimes() if row.enabled),
        lead_csp=referral.partnership,
        stage=START,
        stage_since=as_partial(referral.referred_on).value,
        pseudonym=referral.pseudonym,
        death_date=referral.death_date,
        death_type=referral.death_type,
        death_place_type=referral.death_place_type,
        has_multiple_deaths=referral.has_multiple_deaths,
        referred_by=referral.referred_by,
        referral_route=referral.route,
        referred_on=as_partial(referral.referred_on),
        aware_on=as_partial(referral.aware_on) if referral.aware_on else PartialDate.unknown(),
        successor_of_csp=referral.successor_of_csp,
    )


def _first_events(case: Case, by: User, referral: Referral) -> None:
    days = [(STAGES[START].event, referral.referred_on), (Event.CSP_CHAIR_AWARE, referral.aware_on)]
    for event, day in days:
        if day is not None:
            CaseEvent.objects.create(
                case=case,
                kind=event,
                on=as_partial(day),
                stage=case.stage,
                moved=event is STAGES[START].event,
                by=by,
                by_role=ROLES[Role.COORDINATOR].label,
            )


def check_may_open(by: User, partnership: Partnership) -> None:
    """Pass when one of the person's teams opens cases, and does so for this partnership; raise NotPermitted."""
    check_can_on_site(SitePermission.CREATE_CASE, by)
    if SitePermission.CREATE_CASE not in granted(by, partnership):
        who = in_words(roles_with(SitePermission.CREATE_CASE))
        raise NotPermitted(f"You may not open a case of {partnership}. It is for {who} there.")


def open_one_at_a_time(partnership: Partnership) -> None:
    """Hold back others who open a case of the partnership until the transaction ends: no reference is given twice."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)


def next_reference(partnership: Partnership, today: datetime.date | None = None) -> str:
    """The next free reference of a partnership in a year, such as KENT-2026-004; it holds no name."""
    stem = f"{partnership.code.upper()}-{(today or timezone.localdate()).year}-"
    used = Case.objects.filter(reference__startswith=stem).values_list("reference", flat=True)
    numbers = [int(tail) for tail in (reference.removeprefix(stem) for reference in used) if tail.isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1:03d}"


def record_awareness(*, case: Case, by: User, on: Day) -> None:
    """Record the day the partnership chair became aware; the month to decide runs from it [V]."""
    check_not_future(on, "The date the chair became aware")
    with acting(Verb.RECORD_AWARENESS, case, by) as act:
        case.aware_on = as_partial(on)
        case.save()
        act.record(Event.CSP_CHAIR_AWARE, on=on)


def agree_lead(
    *,
    case: Case,
    by: User,
    lead: Partnership,
    joint: tuple[Partnership, ...] = (),
    note: str = "",
    on: Day | None = None,
) -> None:
    """Settle which one partnership leads, and which commission jointly. Guard: exactly one lead [K]."""
    check_not_future(on, "The date the lead was agreed")
    if lead in joint:
        raise Incomplete(f"{lead} is the lead; leave it out of the joint partnerships.")
    with acting(Verb.AGREE_LEAD, case, by, reason=note) as act:
        case.lead_csp = lead
        case.joint_note = note
        case.joint_csps.set(joint)
        act.move(Stage.LEAD_AGREED, on=on, detail={"lead": lead.code, "joint": [row.code for row in joint]})


def start_scoping(*, case: Case, by: User, on: Day | None = None) -> None:
    """Send scoping letters: agencies are asked whether they knew the people [V]."""
    check_not_future(on, "The date scoping started")
    with acting(Verb.START_SCOPING, case, by) as act:
        act.move(Stage.SCOPING, on=on)


def transfer(*, case: Case, by: User, to: str, reason: str, on: Day | None = None) -> None:
    """Hand the case to the partnership that leads elsewhere; it stays here closed, with a link [D].

    Raises Incomplete when it is not said to whom, or why.
    """
    check_not_future(on, "The date of the transfer")
    require((bool(to.strip()), "Say which partnership leads instead."), (bool(reason.strip()), "Give the reason."))
    with acting(Verb.TRANSFER, case, by, reason=reason) as act:
        case.transferred_to = to
        act.move(Stage.TRANSFERRED, on=on, detail={"to": to})
