"""How does the position of a grant read as JSON? Pence as whole numbers, null for what is not stated."""

import datetime
from typing import Any

from funding import grant_sums as sums
from funding.grant_rows import duplicates_of, facts_of, ledger_sums, pot_share, projects_of, underspends_until
from funding.grant_sums import Allocation, GrantFacts
from funding.grant_terms import Disposition, Rest
from funding.models.grants import BusinessCase, GrantProject, GrantYear
from funding.terms import EntryKind
from funding.years import FinancialYear


def as_json(grant: GrantYear, on: datetime.date | None = None) -> dict[str, Any]:
    """Everything the page of a grant year shows, for machines."""
    facts = facts_of(grant, on)
    parts = sums.divide(facts)
    projects = projects_of(grant)
    return {
        "year": grant.label,
        "grant": grant.name,
        "funder": str(grant.funder),
        "is_invented": grant.is_invented,
        **_allocation(grant, facts, parts),
        **_pot(grant, facts),
        **_end(grant, facts, on),
        "warnings": _warnings(grant, facts, projects, on),
        "projects": [_project(project) for project in projects],
        "business_cases": [_case(case) for case in grant.business_cases.all()],
    }


def _allocation(grant: GrantYear, facts: GrantFacts, parts: Allocation) -> dict[str, Any]:
    missing = parts.rest_is is Rest.NOT_ACCOUNTED_FOR
    return {
        "allocation_pence": grant.allocation_pence,
        "allocation_qualifier": grant.allocation_qualifier,
        "is_same_as_last_year": grant.is_same_as_last_year,
        "effective_allocation_pence": facts.allocation,
        "allocated_stated_pence": parts.stated,
        "allocated_stated_percent": _text(parts.stated_percent),
        "not_accounted_for_pence": parts.rest if missing else None,
        "not_accounted_for_percent": _text(parts.rest_percent) if missing else None,
        "remaining_pence": parts.rest,
        "remaining_is": parts.rest_is.value,
        "label": parts.label,
        "not_stated": list(parts.without_amount),
    }


def _text(percent: object) -> str | None:
    return None if percent is None else str(percent)


def _pot(grant: GrantYear, facts: GrantFacts) -> dict[str, Any]:
    share, allocation = pot_share(grant), facts.allocation
    why = sums.why_no_release(facts)
    return {
        "tactical_pot_cap_pence": None if allocation is None else sums.pot_cap(allocation, share),
        "upfront_min_pence": None if allocation is None else sums.upfront_minimum(allocation, share),
        "tactical_pot_pence": grant.pot_pence,
        "upfront_pence": grant.upfront_pence,
        "tactical_pot_drawn_pence": sums.drawn_from_pot(facts),
        "tactical_pot_undrawn_pence": sums.undrawn_pot(facts),
        "tactical_pot_release": "not available" if why else "available",
        "tactical_pot_release_reason": why,
        "rounding_difference_pence": sums.rounding_difference(allocation, facts.upfront, facts.pot),
    }


def _end(grant: GrantYear, facts: GrantFacts, on: datetime.date | None) -> dict[str, Any]:
    moved = ledger_sums(grant)
    left = sums.underspend(facts)
    return {
        "underspend_pence": left,
        "disposition": {name.value: facts.endings.get(name, 0) for name in Disposition},
        "remaining_after_return_pence": sums.left_after_endings(facts),
        "carry_forward_pence": facts.endings.get(Disposition.CARRIED, 0),
        "paid_pence": moved.get(EntryKind.GRANT_PAYMENT, 0),
        "spent_pence": moved.get(EntryKind.GRANT_SPEND, 0),
        "returned_pence": moved.get(EntryKind.GRANT_RETURN, 0),
        "repeated_underspend": [FinancialYear(year).label for year in _repeated(grant, on)],
        "closed_on": grant.closed_on.isoformat() if grant.closed_on else None,
    }


def _repeated(grant: GrantYear, on: datetime.date | None) -> tuple[int, ...]:
    return sums.repeated_underspend(underspends_until(grant, on), grant.year)


def _warnings(grant: GrantYear, facts: GrantFacts, projects: list[GrantProject], on: datetime.date | None) -> list[str]:
    matches = duplicates_of(projects)
    found = [
        sums.repeat_warning(_repeated(grant, on)),
        sums.rounding_flag(facts.allocation, facts.upfront, facts.pot),
        *(
            f"{project.title}: {match.other.whose} has “{match.other.title}”, {', '.join(match.because)}."
            for project in projects
            for match in matches[project.pk]
        ),
    ]
    return [warning for warning in found if warning]


def _project(project: GrantProject) -> dict[str, Any]:
    return {
        "key": project.key,
        "title": project.title,
        "lead": str(project.lead) if project.lead else None,
        "state": project.state,
        "asked_pence": project.asked_pence,
        "amount_pence": project.amount_pence,
        "amount_qualifier": project.amount_qualifier,
        "outturn_pence": project.outturn_pence,
        "from_pot": project.from_pot,
    }


def _case(case: BusinessCase) -> dict[str, Any]:
    return {
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "sent_on": case.sent_on.isoformat() if case.sent_on else None,
    }
