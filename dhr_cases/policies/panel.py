"""When is a panel complete, and when may its terms be agreed?

Source: DVCVA 2004 s.9(4)(a) for the bodies [V]; 2016 guidance on panel membership and terms [K].
"""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Declaration, Organisation, PanelSeat, SectionNineStatus
from dhr_cases.policies import Guard
from dhr_cases.policies.appointments import chair_of
from dhr_cases.verbs import Verb


def section_nine_bodies(case: Case, day: datetime.date) -> QuerySet[Organisation]:
    """Bodies of the case's partnerships that exist on the day and are then listed in section 9(4)(a), by name.

    The latest status that has begun counts; a body without a status is not listed.
    """
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    newest = F("starts_on").desc(nulls_last=True)  # a status without a first day is the oldest, on either database
    latest = SectionNineStatus.objects.filter(begun, organisation=OuterRef("pk")).order_by(newest, "-pk")
    alive = (Q(starts_on=None) | Q(starts_on__lte=day)) & (Q(ends_on=None) | Q(ends_on__gte=day))
    partnerships = {case.lead_csp_id, *case.joint_csps.values_list("pk", flat=True)}
    listed: QuerySet[Organisation] = (
        Organisation.objects.filter(alive, partnerships__in=partnerships)
        .annotate(is_listed=Subquery(latest.values("is_section_9_body")[:1]))
        .filter(is_listed=True)
        .distinct()
    )
    return listed


def seats_now(case: Case) -> QuerySet[PanelSeat]:
    """Seats that have not ended: members who sit and agencies that are excused."""
    seats: QuerySet[PanelSeat] = PanelSeat.objects.filter(case=case, ends_on=None).select_related(
        "organisation", "user"
    )
    return seats


def _has_specialist(seats: Iterable[PanelSeat]) -> bool:
    return any(seat.is_filled and seat.is_domestic_abuse_specialist for seat in seats)


def missing_for_panel(case: Case) -> tuple[str, ...]:
    """What the panel still lacks, a sentence each; empty when it is complete."""
    seats = list(seats_now(case))
    missing = [f"{body} is neither seated nor excused with a reason." for body in _unanswered(case, seats)]
    if not _has_specialist(seats):
        missing.append("No domestic abuse specialist sits on the panel.")
    if not Declaration.objects.filter(case=case).exists():
        missing.append("No declaration of interests was asked for.")
    return tuple(missing)


def _unanswered(case: Case, seats: Iterable[PanelSeat]) -> QuerySet[Organisation]:
    """Section 9 bodies that neither sit nor are excused with a reason."""
    answered = [seat.organisation_id for seat in seats if seat.excused_reason or not seat.is_excused]
    return section_nine_bodies(case, timezone.localdate()).exclude(pk__in=answered)


def check_form_panel_now(case: Case) -> None:
    """Pass when the section 9 bodies are seated or excused, a specialist sits and interests were declared.

    Raises Incomplete listing everything that is missing. Source: 2016 guidance [K].
    """
    missing = missing_for_panel(case)
    if missing:
        raise Incomplete(f"The panel is not complete. {' '.join(missing)}", missing)


def check_agree_terms_now(case: Case) -> None:
    """Pass when the review has a chair; raise Incomplete. Source: stage table, guard of S08 [K]."""
    if chair_of(case) is None:
        raise Incomplete("The review has no chair now. Appoint one before the terms are agreed.", ("A chair",))


GUARDS: Mapping[Verb, Guard] = {
    Verb.FORM_PANEL: check_form_panel_now,
    Verb.AGREE_TERMS: check_agree_terms_now,
}
