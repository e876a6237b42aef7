"""Agencies are seated or excused, the panel is formed, its terms of reference drafted and agreed.

Source: 2016 guidance: panel membership, scope and terms of reference [K].
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require, today
from dhr_cases.actions.posts import give_role, take_role
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, Organisation, PanelSeat, PartialDate, TermsOfReference, User
from dhr_cases.policies.panel import seats_now
from dhr_cases.roles import Role
from dhr_cases.stages import Stage, has_reached
from dhr_cases.verbs import Verb


class SeatChange(StrEnum):
    """What happens to an agency's place: somebody sits, the agency is excused, or a member leaves."""

    SITS = "sits"
    EXCUSED = "excused"
    LEFT = "left"


@dataclass(frozen=True)
class Seating:
    """An agency's place on the panel. A member has an account or a name; an excuse or a leaving has a reason."""

    organisation: Organisation
    change: SeatChange = SeatChange.SITS
    user: User | None = None
    member_name: str = ""
    job_title: str = ""
    is_domestic_abuse_specialist: bool = False
    confidentiality_signed_on: datetime.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Terms:
    """The scope of a review: period, questions, and what the family asked or why they did not."""

    scope_from: PartialDate
    scope_to: PartialDate
    lines_of_enquiry: str
    family_view: str = ""


def seat_agency(
    *, case: Case, by: User, seating: Seating, replaces: PanelSeat | None = None, on: datetime.date | None = None
) -> PanelSeat:
    """An agency's member takes a seat, or the agency is excused with a reason; ``replaces`` ends an earlier seat.

    A member with an account gains the panel member's role, one whose seat ends loses it. An agency may hold
    several seats, since one council can send two services. Raises Incomplete for what is missing.
    Source: 2016 guidance: every section 9 body present or excused with a reason [K].
    """
    check_not_future(on, "The date")
    _check_seating(seating, replaces)
    with acting(Verb.SEAT_AGENCY, case, by, reason=seating.reason) as act:
        if replaces is not None:
            _vacate(act, replaces, on)
        if seating.change is SeatChange.LEFT and replaces is not None:
            act.record(Event.PANEL_SEAT_RECORDED, on=on, about=replaces, detail=_seat_words(seating))
            return replaces
        row = _take_seat(act, seating, on)
        act.record(Event.PANEL_SEAT_RECORDED, on=on, about=row, detail=_seat_words(seating))
    return row


def _names_member(seating: Seating) -> bool:
    return seating.user is not None or bool(seating.member_name.strip())


def _check_seating(seating: Seating, replaces: PanelSeat | None) -> None:
    sits = seating.change is SeatChange.SITS
    is_same = replaces is None or replaces.organisation_id == seating.organisation.pk
    require(
        (not sits or _names_member(seating), "Name the member who sits for the agency."),
        (sits or bool(seating.reason.strip()), "Give the reason."),
        (seating.change is not SeatChange.LEFT or replaces is not None, "Choose the seat of the member who left."),
        (is_same, "A seat passes to somebody of the same agency."),
    )


def check_seat_lasts(seat: PanelSeat) -> None:
    """Pass for a seat that somebody has or an excuse that holds; raise Incomplete once it has ended."""
    if seat.ends_on is not None:
        raise Incomplete("This seat has ended already.")


def _vacate(act: Act, seat: PanelSeat, on: datetime.date | None) -> None:
    seat.refresh_from_db()
    if seat.case_id != act.case.pk:
        raise Incomplete("This seat belongs to another review.")
    check_seat_lasts(seat)
    last = on or today()
    require((last >= seat.starts_on, "A seat cannot end before it began."))
    seat.ends_on = last
    seat.save()
    _give_up_role(act, seat)


def _give_up_role(act: Act, seat: PanelSeat) -> None:
    if seat.user is not None and not _sits_elsewhere(act, seat):
        take_role(act, seat.user, Role.PANEL_MEMBER, seat.organisation)


def _sits_elsewhere(act: Act, seat: PanelSeat) -> bool:
    """True when the person has another seat of the same agency, and so keeps the role."""
    return seats_now(act.case).filter(user=seat.user, organisation=seat.organisation).exists()


def _take_seat(act: Act, seating: Seating, on: datetime.date | None) -> PanelSeat:
    _end_excuses(act, seating, on)
    row: PanelSeat = PanelSeat.objects.create(
        case=act.case,
        organisation=seating.organisation,
        job_title=seating.job_title,
        confidentiality_signed_on=seating.confidentiality_signed_on,
        starts_on=on or today(),
        **_member_or_excuse(seating),
    )
    if row.user is not None:
        give_role(act, row.user, Role.PANEL_MEMBER, row.organisation)
    return row


def _end_excuses(act: Act, seating: Seating, on: datetime.date | None) -> None:
    """An excuse ends when the agency answers anew; an agency with a member on the panel is not excused."""
    for seat in seats_now(act.case).filter(organisation=seating.organisation):
        if seating.change is SeatChange.EXCUSED and seat.is_filled:
            raise Incomplete(f"{seating.organisation} has a member on the panel. Change that seat instead.")
        if seat.is_excused:
            _vacate(act, seat, on)


def _member_or_excuse(seating: Seating) -> dict[str, Any]:
    if seating.change is SeatChange.EXCUSED:
        return {"is_excused": True, "excused_reason": seating.reason}
    return {
        "user": seating.user,
        "member_name": seating.member_name or str(seating.user),
        "is_domestic_abuse_specialist": seating.is_domestic_abuse_specialist,
    }


def _seat_words(seating: Seating) -> dict[str, str]:
    return {"agency": str(seating.organisation), "change": seating.change.value}


def form_panel(*, case: Case, by: User, on: Day | None = None) -> None:
    """The panel is formed: section 9 bodies seated or excused, a specialist sits, interests were declared [K]."""
    check_not_future(on, "The date the panel was formed")
    with acting(Verb.FORM_PANEL, case, by) as act:
        act.move(Stage.PANEL_FORMED, on=on)


def draft_terms(*, case: Case, by: User, terms: Terms, agreed_on: Day | None = None) -> TermsOfReference:
    """A new version of the terms is kept; earlier versions stay as they are.

    ``agreed_on`` marks a revision that the panel agreed after the first terms. Raises Incomplete for a period that
    ends before it begins, or for agreeing first terms this way.
    """
    check_not_future(agreed_on, "The date the terms were agreed")
    _check_period(terms)
    with acting(Verb.DRAFT_TERMS, case, by) as act:
        if agreed_on is not None and not has_reached(case.at, Stage.TOR_AGREED):
            raise Incomplete("The first terms are agreed by recording the agreed terms of reference.")
        row = _new_version(case, terms, as_partial(agreed_on) if agreed_on else PartialDate.unknown())
        act.record(Event.TERMS_DRAFTED, about=row, detail={"version": row.version})
        if agreed_on is not None:
            act.record(Event.TERMS_AGREED, on=agreed_on, about=row, detail={"version": row.version})
    return row


def agree_terms(*, case: Case, by: User, terms: Terms, on: Day | None = None) -> TermsOfReference:
    """The panel agrees period, lines of enquiry and what the family asked; the stage moves.

    The latest draft is agreed when it says the same, otherwise a new version. Raises Incomplete for what is missing.
    Source: 2016 guidance: scope and terms of reference; family invited to comment [K].
    """
    check_not_future(on, "The date the terms were agreed")
    _check_period(terms)
    require(
        (bool(terms.lines_of_enquiry.strip()), "Enter the key lines of enquiry."),
        (bool(terms.family_view.strip()), "Say what the family asked for, or why they were not asked."),
    )
    with acting(Verb.AGREE_TERMS, case, by) as act:
        row = _agreed_version(case, terms, as_partial(on))
        act.move(Stage.TOR_AGREED, on=on, detail={"version": row.version})
    return row


def _check_period(terms: Terms) -> None:
    first, last = terms.scope_from.value, terms.scope_to.latest
    require(
        (first is not None, "Enter when the period under review begins."),
        (last is not None, "Enter when the period under review ends."),
        (first is None or last is None or first <= last, "The period under review ends before it begins."),
    )


def _agreed_version(case: Case, terms: Terms, on: PartialDate) -> TermsOfReference:
    latest: TermsOfReference | None = TermsOfReference.objects.filter(case=case).last()
    if latest is None or latest.agreed_on.is_known or _as_terms(latest) != terms:
        return _new_version(case, terms, on)
    latest.agreed_on = on
    latest.save()
    return latest


def _as_terms(row: TermsOfReference) -> Terms:
    return Terms(row.scope_from, row.scope_to, row.lines_of_enquiry, row.family_view)


def _new_version(case: Case, terms: Terms, agreed_on: PartialDate) -> TermsOfReference:
    row: TermsOfReference = TermsOfReference.objects.create(
        case=case,
        version=TermsOfReference.objects.filter(case=case).count() + 1,
        scope_from=terms.scope_from,
        scope_to=terms.scope_to,
        lines_of_enquiry=terms.lines_of_enquiry,
        family_view=terms.family_view,
        agreed_on=agreed_on,
    )
    return row
