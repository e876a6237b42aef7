"""What do the pages of one project and of one business case show?"""

from collections.abc import Iterable, Sequence
from typing import Any

from dhr_cases.deadlines import long_date
from dhr_cases.roles import SitePermission, in_words
from dhr_cases.site_permissions import roles_with
from dhr_cases.views.tables import Row, day, heads, row
from funding.grant_rows import duplicates_of, lines_of
from funding.grant_sums import cost_each
from funding.grant_terms import (
    CASE_STATES,
    DECISION_KINDS,
    PROJECT_STATES,
    RETURN_KINDS,
    CaseState,
    DecisionKind,
    Outcome,
    ReturnKind,
    outcome_words,
)
from funding.models.grants import (
    BusinessCase,
    GrantAttendance,
    GrantDecision,
    GrantOutput,
    GrantProject,
    GrantReturn,
)
from funding.money import pounds
from funding.views.grant_tables import PROJECT_HEADS, Place, amount_words, project_rows, stated
from funding.views.offers import Offer

FIGURES = ("Planned", "So far", "Cost of each", "Places", "Booked", "Attended", "Spent so far")
ON_TRACK = {True: "On track", False: "Not on track", None: "Not known"}
YES_NO = {True: "Yes", False: "Not yet"}


def project_context(place: Place, project: GrantProject) -> dict[str, Any]:
    """Everything on the page of one project."""
    outputs = list(project.outputs.all())
    return {
        "rows": _project_facts(place, project),
        "output_heads": heads("What is counted", "Planned", "So far", "Cost of each", figures=FIGURES),
        "output_rows": [_output(project, found) for found in outputs],
        "event_heads": heads("Event", "Places", "Booked", "Attended", "Note", figures=FIGURES),
        "event_rows": [_event(found) for found in project.attendances.all()],
        "return_heads": heads("Return", "As at", "Spent so far", "Track", "How it goes", figures=FIGURES),
        "return_rows": [_return(found) for found in project.returns.all()],
        "decision_heads": heads("Decision", "Outcome", "Day", "Who", "Reason"),
        "decision_rows": decision_rows(project.decisions.all()),
        "duplicates": _duplicates(project),
    }


def _project_facts(place: Place, project: GrantProject) -> list[dict[str, str]]:
    case = project.business_case
    values = (
        ("State", PROJECT_STATES[project.at].label),
        ("Purpose", project.purpose),
        ("Lead", str(project.lead or "")),
        ("Supplier", project.supplier),
        ("Area", _area(project)),
        ("Priorities of the community safety agreement", ", ".join(lines_of(project.agreement_priorities))),
        ("Priorities of the police and crime plan", ", ".join(lines_of(project.plan_priorities))),
        ("Asked for", stated(project.asked_pence)),
        ("Amount agreed", amount_words(project)),
        ("Spent in the end", stated(project.outturn_pence)),
        ("Reason for delay", project.delay_reason or "none"),
        ("Source", project.source),
    )
    rows = [{"label": label, "value": value} for label, value in values]
    if case is not None:
        url = place.url("funding_grant_case", case.number)
        rows.insert(1, {"label": "Business case", "value": case.title, "value_url": url})
    return rows


def _area(project: GrantProject) -> str:
    return "The whole partnership" if project.is_county_wide else ", ".join(lines_of(project.areas))


def _output(project: GrantProject, found: GrantOutput) -> Row:
    each = _cost_each(project, found)
    shown = "" if each is None else f"{'about ' if found.is_actual_about else ''}{pounds(each)}"
    return row(
        found.label,
        _count(found.planned, found.is_planned_about),
        _count(found.actual, found.is_actual_about),
        {"text": shown, "is_figure": True},
    )


def _cost_each(project: GrantProject, found: GrantOutput) -> int | None:
    """What one of an output cost, pence; None until both the cost and the number are known."""
    spent = project.outturn_pence if project.outturn_pence is not None else project.amount_pence
    return cost_each(spent, found.actual) if spent is not None and found.actual else None


def _count(count: int | None, is_about: bool) -> dict[str, Any]:
    words = "" if count is None else f"{'about ' if is_about else ''}{count:,}"
    return {"text": words, "is_figure": True}


def _event(found: GrantAttendance) -> Row:
    return row(
        found.label,
        _count(found.capacity, found.is_capacity_about),
        _count(found.booked, found.is_booked_about),
        _count(found.attended, found.is_attended_about),
        found.note or "none",
    )


def _return(found: GrantReturn) -> Row:
    spent = {"text": stated(found.spent_pence), "is_figure": True}
    kind = RETURN_KINDS[ReturnKind(found.kind)]
    return row(kind, long_date(found.on), spent, ON_TRACK[found.is_on_track], found.progress)


def decision_rows(decisions: Iterable[GrantDecision]) -> list[Row]:
    """What was said about a project, in the order it was said."""
    return [
        row(
            DECISION_KINDS[DecisionKind(found.kind)],
            _outcome(found),
            long_date(found.on),
            found.decided_by,
            found.reason or "none given",
        )
        for found in decisions
    ]


def _outcome(found: GrantDecision) -> str:
    """What was said, with the amount where one was named."""
    words = outcome_words(DecisionKind(found.kind), Outcome(found.outcome))
    return words if found.amount_pence is None else f"{words}, {pounds(found.amount_pence)}"


def _duplicates(project: GrantProject) -> list[str]:
    """Projects of other partnerships that may be the same, in words."""
    return [
        f"{match.other.title}, {match.other.whose}: {', '.join(match.because)} ({match.percent}% alike)"
        for match in duplicates_of([project])[project.pk]
    ]


EACH_PROJECT = "Open each project below: every one has its own button."
HOLDERS = {
    CaseState.VIEWED: "the partnership chair or a nominee",
    CaseState.SENT: "the funder; the answer is recorded here",
}


def step(case: BusinessCase, offers: Sequence[Offer]) -> dict[str, str] | None:
    """What is waited for, who holds it and what comes then; None for a case or a year that has come to its end."""
    state = CASE_STATES[case.at]
    if not state.next or case.grant.closed_on is not None:
        return None
    keepers = in_words(roles_with(SitePermission.MANAGE_FUNDING))
    is_by_project = case.at in (CaseState.VIEWED, CaseState.PAID, CaseState.DELIVERED)
    return {
        "label": f"{state.waits_for[0].upper()}{state.waits_for[1:]}",
        "text": EACH_PROJECT if is_by_project else "",
        "holder": HOLDERS.get(case.at, keepers),
        "then": " or ".join(CASE_STATES[following].label for following in state.next),
        **_button(offers),
    }


def _button(offers: Sequence[Offer]) -> dict[str, str]:
    """The first act that is offered; empty where none is."""
    return {"url": offers[0].url, "button": offers[0].label} if offers else {"url": "", "button": ""}


def case_context(place: Place, case: BusinessCase) -> dict[str, Any]:
    """Everything on the page of one business case."""
    projects = case.projects.select_related("lead").order_by("pk")
    values = (
        ("State", CASE_STATES[case.at].label),
        ("Partners were involved", YES_NO[case.were_partners_involved]),
        ("Due diligence was done", YES_NO[case.was_checked]),
        ("Sent", day(case.sent_on) or "not yet"),
        ("Funder decided", day(case.decided_on) or "not yet"),
        ("First paid", day(case.paid_on) or "not yet"),
    )
    return {
        "rows": [{"label": label, "value": value} for label, value in values],
        "project_heads": PROJECT_HEADS,
        "project_rows": project_rows(place, projects),
        "decision_heads": heads("Project", "Decision", "Outcome", "Day", "Who", "Reason"),
        "decision_rows": _decisions_of(case),
    }


def _decisions_of(case: BusinessCase) -> list[Row]:
    found = GrantDecision.objects.filter(project__business_case=case).select_related("project")
    rows = decision_rows(found)
    return [
        {"url": "", "cells": [{"text": one.project.title}, *cells["cells"]]}
        for one, cells in zip(found, rows, strict=True)
    ]
