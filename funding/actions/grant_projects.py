"""How is a project proposed, changed, seen by the working group and approved by the Chair or a nominee?

Source: G2, G3 [D]; sections 4.3 to 4.5 of the 2018 report [V].
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from django.utils.text import slugify

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.site_permissions import role_label
from funding.actions.core import FundingAct, acting, check_not_future, require, today
from funding.grant_rows import check_open, fact_of, facts_of, open_grant
from funding.grant_sums import check_amount, divide, drawn_from_pot, known_cost
from funding.grant_terms import TAKES_OF, CaseKind, CaseState, DecisionKind, Outcome, ProjectState
from funding.models import FundingEvent
from funding.models.grants import BusinessCase, GrantDecision, GrantOutput, GrantProject, GrantYear
from funding.money import Qualifier
from funding.permissions import check_chair_or_nominee
from funding.policies.grants import check_at, check_may_follow
from funding.verbs import FundingVerb
from funding.years import FinancialYear

KEY_LETTERS = 70
"""Letters of a key; the column takes ten more, for a number. [D]"""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Something a project is to bring about: what is counted, how many, and whether that is only about right."""

    label: str
    count: int | None = None
    is_about: bool = False


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What is known of a project; ``asked_pence`` in pence, None where not stated. Lists hold one name a line."""

    title: str
    purpose: str = ""
    lead: Organisation | None = None
    supplier: str = ""
    is_county_wide: bool = True
    areas: str = ""
    agreement_priorities: str = ""
    plan_priorities: str = ""
    asked_pence: int | None = None
    outputs: Sequence[Planned] = field(default_factory=tuple)


def propose_project(
    *, partnership: Partnership, year: FinancialYear, by: User, outline: Outline, kind: CaseKind = CaseKind.YEAR
) -> GrantProject:
    """Add a project to the business case that is being put together; one is begun where there is none.

    Raises NotNow without an open grant year, Incomplete for a title in use or a place that is not said.
    """
    with acting(FundingVerb.PROPOSE_PROJECT, partnership, by) as act:
        grant = open_grant(partnership, year)
        _check_outline(outline)
        _check_title(grant, outline.title)
        project: GrantProject = GrantProject.objects.create(
            grant=grant,
            business_case=_case_being_made(grant, kind),
            key=_free_key(grant, outline.title),
            from_pot=kind is CaseKind.IN_YEAR,
            **_columns(outline),
        )
        _plan(project, outline.outputs)
        act.record(about=project, year=grant.year, detail={"kind": kind.value})
        return project


def change_project(
    *,
    project: GrantProject,
    by: User,
    outline: Outline,
    amount_pence: int | None = None,
    amount_qualifier: Qualifier = Qualifier.EXACT,
    reason: str,
    override_reason: str = "",
) -> None:
    """Change what is known of a project, and the amount agreed where it was not stated or was wrong.

    An amount above what is left of the allocation needs ``override_reason``, which is kept as a decision.
    Raises NotNow for an amount of a project nobody agreed to, Incomplete for an amount that does not fit.
    """
    with acting(FundingVerb.CHANGE_PROJECT, project.grant.partnership, by, reason=reason) as act:
        project.refresh_from_db()
        check_open(project.grant)
        _check_outline(outline)
        require((bool(reason.strip()), "Enter the reason for the change."))
        if _alike(outline.title) != _alike(project.title):
            _check_title(project.grant, outline.title)
        _check_asked(project, outline)
        if amount_pence != project.amount_pence:
            _check_new_amount(act, project, amount_pence, override_reason)
        for name, value in _columns(outline).items():
            setattr(project, name, value)
        project.amount_pence, project.amount_qualifier = amount_pence, amount_qualifier
        project.save()
        _plan(project, outline.outputs)
        act.record(about=project, year=project.grant.year)


def _check_asked(project: GrantProject, outline: Outline) -> None:
    """What the Chair decided on is not changed afterwards; raises NotNow."""
    is_decided = project.decisions.filter(kind=DecisionKind.CHAIR).exists()
    if is_decided and outline.asked_pence != project.asked_pence:
        raise NotNow("The Chair has decided on the sum asked for. It can no longer change.")


def _check_new_amount(act: FundingAct, project: GrantProject, amount: int | None, override_reason: str) -> None:
    if amount is None:
        return
    if project.at is ProjectState.PROPOSED:
        raise NotNow("The funder has not agreed to this project. Enter what is asked for; the amount comes later.")
    room = _room_for(project)
    kind = CaseKind.IN_YEAR if project.from_pot else CaseKind.YEAR
    check_amount(amount, room, override_reason, TAKES_OF[kind])
    if room is not None and amount > room:
        write_decision(act, project, DecisionKind.OVER_ALLOCATION, Outcome.NOTED, reason=override_reason, amount=amount)


def _room_for(project: GrantProject) -> int | None:
    """What is left of the allocation, or of the pot, with what the project takes already; None where not known."""
    facts, own = facts_of(project.grant), fact_of(project)
    taken = known_cost([own]) if own.counts else 0
    if project.from_pot:
        return (facts.pot or 0) - drawn_from_pot(facts) + taken
    rest = divide(facts).rest
    return None if rest is None else rest + taken


def _check_outline(outline: Outline) -> None:
    require(
        (bool(outline.title.strip()), "Enter the title of the project."),
        (outline.is_county_wide or bool(outline.areas.strip()), "Enter the areas, or choose the whole partnership."),
        (len({row.label for row in outline.outputs}) == len(outline.outputs), "Enter each planned result once."),
    )


def _columns(outline: Outline) -> dict[str, object]:
    columns = {name: value for name, value in vars(outline).items() if name != "outputs"}
    return {**columns, "areas": "" if outline.is_county_wide else outline.areas}


def _plan(project: GrantProject, outputs: Sequence[Planned]) -> None:
    """Write the planned results; others that are on record stay as they are."""
    for planned in outputs:
        row = GrantOutput.objects.filter(project=project, label=planned.label).first()
        row = row or GrantOutput(project=project, label=planned.label)
        row.planned, row.is_planned_about = planned.count, planned.is_about
        row.save()


def _case_being_made(grant: GrantYear, kind: CaseKind) -> BusinessCase:
    being_made: BusinessCase | None = grant.business_cases.filter(kind=kind, state=CaseState.PROPOSED).first()
    if being_made is not None:
        return being_made
    made: BusinessCase = BusinessCase.objects.create(grant=grant, kind=kind, number=grant.business_cases.count() + 1)
    return made


def _check_title(grant: GrantYear, title: str) -> None:
    """Pass for a title that no project of the year bears; capitals and punctuation make no other. Raise Incomplete."""
    if _alike(title) in map(_alike, grant.projects.values_list("title", flat=True)):
        raise Incomplete(f"There is a project with the title “{title}” in this year already.")


def _alike(title: str) -> str:
    return slugify(title, allow_unicode=True) or title.strip()


def _free_key(grant: GrantYear, title: str) -> str:
    """A key made of the title; with a number where another project of the year has it."""
    key = slugify(title)[:KEY_LETTERS] or "project"
    taken = set(grant.projects.values_list("key", flat=True))
    return next(each for each in chain([key], (f"{key}-{number}" for number in count(2))) if each not in taken)


def give_view(
    *,
    business_case: BusinessCase,
    by: User,
    on: datetime.date,
    supported: Collection[GrantProject],
    view: str,
    given_by: str = "The working group",
) -> None:
    """Record which projects the working group supports and what it said. The case then waits for the Chair.

    The view binds nobody: the Chair decides about every project. Raises NotNow once the case went on or the year was
    closed. Source: section 4.5 of the 2018 report [V].
    """
    with acting(FundingVerb.GIVE_VIEW, business_case.grant.partnership, by) as act:
        grant = reread(business_case)
        check_at(business_case, CaseState.PROPOSED)
        check_not_future(on, "The day of the view")
        require((bool(view.strip()), "Enter what the working group said."))
        for project in business_case.projects.all():
            outcome = Outcome.WHOLE if project in supported else Outcome.REFUSED
            write_decision(act, project, DecisionKind.WORKING_GROUP, outcome, reason=view, on=on, decided_by=given_by)
        move(business_case, CaseState.VIEWED)
        act.record(about=business_case, year=grant.year, on=on, detail={"supported": len(supported)})


def approve_project(*, project: GrantProject, by: User, reason: str = "") -> None:
    """The Chair, or a nominee the Chair has recorded, approves one project; nobody else may.

    Raises NotPermitted for others, finance officers too, and for a nominee's own proposal; NotNow before the
    working group's view and in a closed year.
    """
    _decide(FundingVerb.APPROVE_PROJECT, project, by, Outcome.WHOLE, reason)


def refuse_project(*, project: GrantProject, by: User, reason: str) -> None:
    """The Chair or a nominee refuses one project with a reason; it keeps its state. Raises as ``approve_project``."""
    require((bool(reason.strip()), "Enter the reason."))
    _decide(FundingVerb.REFUSE_PROJECT, project, by, Outcome.REFUSED, reason)


def _decide(verb: FundingVerb, project: GrantProject, by: User, outcome: Outcome, reason: str) -> None:
    partnership = project.grant.partnership
    with acting(verb, partnership, by, reason=reason) as act:
        check_chair_or_nominee(by, partnership)
        _check_not_proposer(project, by)
        case = case_of(project)
        check_open(case.grant)
        check_at(case, CaseState.VIEWED)
        if project.decisions.filter(kind=DecisionKind.CHAIR).exists():
            raise NotNow("This project has its decision already.")
        decided_by = role_label(by, partnership) or "Nominee of the chair"
        write_decision(act, project, DecisionKind.CHAIR, outcome, reason=reason, decided_by=decided_by)
        _move_when_all_decided(case)
        act.record(about=project, year=project.grant.year, detail={"case": case.pk})


def _check_not_proposer(project: GrantProject, by: User) -> None:
    """Pass for anybody but who put the project forward; raise NotPermitted."""
    proposed = FundingEvent.objects.filter(kind=FundingVerb.PROPOSE_PROJECT, subject=project._meta.model_name)
    if proposed.filter(subject_id=project.pk, by=by).exists():
        raise NotPermitted("You proposed this project yourself. Somebody else has to decide on it.")


def _move_when_all_decided(case: BusinessCase) -> None:
    """The case goes on once every project has its decision; it ends where none was approved."""
    if case.projects.exclude(decisions__kind=DecisionKind.CHAIR).exists():
        return
    move(case, CaseState.APPROVED if approved_by_chair(case) else CaseState.REFUSED)


def approved_by_chair(case: BusinessCase) -> list[GrantProject]:
    """The projects of a case that the Chair or a nominee approved."""
    approvals = GrantDecision.objects.filter(kind=DecisionKind.CHAIR, outcome=Outcome.WHOLE)
    return list(case.projects.filter(decisions__in=approvals).order_by("pk"))


def case_of(project: GrantProject) -> BusinessCase:
    """The business case of a project, read afresh; raises NotNow for one taken in from a file without any."""
    if project.business_case_id is None:
        raise NotNow("This project was taken in from a file and belongs to no business case here.")
    found: BusinessCase = BusinessCase.objects.select_related("grant__partnership").get(pk=project.business_case_id)
    return found


def reread(case: BusinessCase) -> GrantYear:
    """Read a business case and its grant year again under the lock; gives the year. Raises NotNow for a closed one."""
    case.refresh_from_db()
    check_open(case.grant)
    return case.grant


def move(case: BusinessCase, state: CaseState) -> None:
    """Put a business case in a state that the table allows. Nothing else writes its state."""
    check_may_follow(case, state)
    case.state = state
    case.save()


def write_decision(
    act: FundingAct,
    project: GrantProject,
    kind: DecisionKind,
    outcome: Outcome,
    *,
    reason: str = "",
    amount: int | None = None,
    on: datetime.date | None = None,
    decided_by: str = "",
) -> GrantDecision:
    """Add what somebody said about a project. ``decided_by`` is who decided; without it, who recorded it."""
    row: GrantDecision = GrantDecision.objects.create(
        project=project,
        kind=kind,
        outcome=outcome,
        amount_pence=amount,
        reason=reason,
        on=on or today(),
        decided_by=decided_by or act.as_role or "Not stated",
        by=act.by,
    )
    return row
