"""Is everything there that a submission to the Home Office needs? One row an item; what is missing is a task list.

Three items only a person can judge; they are confirmed when the report is submitted.
Source: domain of submission checks [D], from 2016 guidance [K] and published letters [V].
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q

from dhr_cases.models import (
    Appointment,
    Case,
    PanelSeat,
    PaperVersion,
    Recommendation,
    SignOff,
    TermsOfReference,
)
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.verbs import Verb

Check = Callable[[Case], bool]


@dataclass(frozen=True)
class ItemRow:
    """One thing a submission needs: what it is, how it is met, whether the case has it, which act mends it."""

    what: str
    how_met: str
    is_met: Check
    mended_by: Verb | None = None


@dataclass(frozen=True)
class Item:
    """One item looked at for one case."""

    what: str
    how_met: str
    is_met: bool
    mended_by: Verb | None


def _has_paper(kind: PaperKind) -> Check:
    def is_met(case: Case) -> bool:
        return PaperVersion.objects.filter(paper__case=case, paper__kind=kind).exists()

    return is_met


def has_agreed_terms(case: Case) -> bool:
    """True when a version of the terms of reference is agreed."""
    return TermsOfReference.objects.filter(case=case).exclude(agreed_on="").exists()


def has_panel_list(case: Case) -> bool:
    """True when at least one seat of the panel was filled."""
    return PanelSeat.objects.filter(case=case, is_excused=False).exists()


def has_independence_statements(case: Case) -> bool:
    """True when there is an appointment and every one of them has its statement of independence."""
    statements = list(Appointment.objects.filter(case=case).values_list("independence_statement", flat=True))
    return bool(statements) and all(text.strip() for text in statements)


def unready_recommendations(case: Case) -> tuple[str, ...]:
    """Numbers of recommendations without owner, scope, target date, measure or action. Source: S14 to S17 [K]."""
    rows = Recommendation.objects.filter(case=case).annotate(planned=Count("actions"))
    lacking = Q(owner=None) | Q(scope="") | Q(target_date="") | Q(measure="") | Q(planned=0)
    return tuple(row.ref or str(row.position) for row in rows.filter(lacking).order_by("position"))


def has_ready_recommendations(case: Case) -> bool:
    """True when every recommendation is in the plan with owner, scope, target date and measure."""
    return not unready_recommendations(case)


def has_minute(case: Case) -> bool:
    """True when the partnership's sign-off names its minute."""
    return SignOff.objects.filter(case=case).exclude(minute="").exists()


NEEDED_PAPERS = tuple(kind for kind in PaperKind if KINDS[kind].is_needed_for_submission)

ITEMS: tuple[ItemRow, ...] = (
    *(ItemRow(KINDS[kind].label, "Add the paper.", _has_paper(kind), Verb.ADD_PAPER) for kind in NEEDED_PAPERS),
    ItemRow("Terms of reference", "Record the agreed terms.", has_agreed_terms),
    ItemRow("Panel list", "Record the panel's seats.", has_panel_list, Verb.SEAT_AGENCY),
    ItemRow(
        "Independence statements",
        "Record a statement of independence for every appointment.",
        has_independence_statements,
    ),
    ItemRow(
        "Every recommendation in the action plan",
        "Give each an owner, a scope, a target date, a measure and at least one action.",
        has_ready_recommendations,
    ),
    ItemRow("Minute of the partnership", "Record the sign-off with its minute.", has_minute, Verb.SIGN_OFF),
)

CONFIRMATIONS: tuple[str, ...] = (
    "The equality section covers all nine protected characteristics",
    "The papers are anonymised: no real name, address or other identifier is left in them",
    "Every recommendation was checked: specific, measurable, achievable, relevant and dated",
)
"""What only a person can judge; asked when the report is submitted."""


def checked_items(case: Case) -> tuple[Item, ...]:
    """Every item of the table, looked at for this case."""
    return tuple(Item(row.what, row.how_met, row.is_met(case), row.mended_by) for row in ITEMS)


def missing_items(case: Case) -> tuple[str, ...]:
    """What is missing, each as a sentence that says how to mend it."""
    return tuple(f"{item.what}: {item.how_met}" for item in checked_items(case) if not item.is_met)
