"""What lies over the stages: holds, more time, lateness explained, proceedings beside the review.

None of these moves a stage. Source: domain 2.4 [D], parallel criminal proceedings, 2016 guidance [K].
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from dhr_cases import case_clocks
from dhr_cases.actions.core import acting, check_not_future, require, today
from dhr_cases.deadlines import ClockState
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import Case, Extension, Hold, InformationRequest, Lateness, ParallelProceeding, PartialDate, User
from dhr_cases.policy import clocks_for
from dhr_cases.verbs import Verb

HOLD_HAS_ENDED = "This hold has ended already."


@dataclass(frozen=True)
class HoldTerms:
    """What a hold stops and what runs on, since when, and who knows of it."""

    reason: HoldReason
    scope: frozenset[HoldScope]
    starts_on: datetime.date
    view_of_police: str = ""
    goes_on: str = ""
    resume_expected_on: PartialDate = field(default_factory=PartialDate.unknown)
    is_home_office_told: bool = False
    is_family_told: bool = False
    note: str = ""


def start_hold(*, case: Case, by: User, terms: HoldTerms) -> Hold:
    """Put named work on hold. No due date moves by it; the acts it names are refused until it ends [D].

    Raises Incomplete when nothing is named, the day is to come or "other" is not explained.
    """
    check_not_future(terms.starts_on, "The first day of the hold")
    with acting(Verb.START_HOLD, case, by, reason=terms.note) as act:
        is_explained = terms.reason is not HoldReason.OTHER or bool(terms.note.strip())
        require((bool(terms.scope), "Say what the hold stops."), (is_explained, "Say in the note what the reason is."))
        stops = [scope for scope in HoldScope if scope in terms.scope]
        hold: Hold = Hold.objects.create(case=case, **{**vars(terms), "scope": [scope.value for scope in stops]})
        act.record(Event.HOLD_STARTED, on=terms.starts_on, about=hold, detail=_hold_words(hold))
    return hold


def _hold_words(hold: Hold) -> dict[str, str]:
    return {
        "reason": HoldReason(hold.reason).label,
        "stops": in_words(hold.scopes),
        "runs": hold.goes_on or in_words(frozenset(HoldScope) - hold.scopes),
    }


def in_words(scopes: Iterable[HoldScope]) -> str:
    """Kinds of work as a list in words, in table order; "nothing" for none."""
    wanted = frozenset(scopes)
    return ", ".join(scope.label.lower() for scope in HoldScope if scope in wanted) or "nothing"


def end_hold(*, case: Case, by: User, hold: Hold, ends_on: datetime.date | None = None, note: str = "") -> None:
    """End a hold; the work it named may go on from that day, which itself is not held.

    Raises NotNow when it has ended already, Incomplete for a day to come or before it began.
    """
    check_not_future(ends_on, "The last day of the hold")
    with acting(Verb.END_HOLD, case, by, reason=note) as act:
        hold.refresh_from_db()
        if hold.case_id != case.pk:
            raise NotNow(HOLD_HAS_ENDED)
        check_hold_lasts(hold)
        last = ends_on or today()
        require((last >= hold.starts_on, "A hold cannot end before it began."))
        hold.ends_on = last
        hold.save()
        act.record(Event.HOLD_ENDED, on=last, about=hold, detail={"reason": HoldReason(hold.reason).label})


def check_hold_lasts(hold: Hold) -> None:
    """The hold still stops work. Raises NotNow when it has ended already."""
    if not hold.is_open:
        raise NotNow(HOLD_HAS_ENDED)


@dataclass(frozen=True)
class MoreTime:
    """A due date agreed in place of the computed one: for one clock, or for one agency's request."""

    clock: str
    new_due_on: datetime.date
    agreed_on: datetime.date
    agreed_by: str
    reason_code: ExtensionReason
    reason: str = ""
    is_home_office_told: bool = False
    request: InformationRequest | None = None


def extend(*, case: Case, by: User, more: MoreTime) -> Extension:
    """Record that more time was agreed. The panel agrees another timescale with the partnership, with reasons [V].

    Raises Incomplete for an unknown clock, a missing agreement, or a request's clock without the request.
    """
    check_not_future(more.agreed_on, "The date of the agreement")
    with acting(Verb.EXTEND, case, by, reason=more.reason) as act:
        _check_more_time(case, more)
        row: Extension = Extension.objects.create(case=case, **vars(more))
        detail = {
            "clock": more.clock,
            "due": str(PartialDate.on(more.new_due_on)),
            "reason": more.reason_code.label,
            "Home Office told": more.is_home_office_told,
        }
        act.record(Event.EXTENSION_AGREED, on=more.agreed_on, about=more.request or row, detail=detail)
    return row


def _check_more_time(case: Case, more: MoreTime) -> None:
    is_for_request = more.clock == case_clocks.REQUEST_CLOCK
    needs_words = more.reason_code is ExtensionReason.OTHER
    require(
        (more.clock in clock_names(case), "Choose one of the clocks of this review."),
        (bool(more.agreed_by.strip()), "Enter who agreed to it."),
        (not needs_words or bool(more.reason.strip()), "Say in words what the reason is."),
        (is_for_request == (more.request is not None), "Say which agency's request the time is for."),
        (more.request is None or more.request.case_id == case.pk, "The request belongs to another case."),
    )


def clock_names(case: Case) -> dict[str, str]:
    """The clocks of a case's regime with their labels."""
    return {row.id: row.label for row in clocks_for(case.regime)}


def explain_lateness(*, case: Case, by: User, clock: str, reason_code: ExtensionReason, reason: str) -> Lateness:
    """Give the reason why a clock is or was late. Asked for, never blocking [D].

    Raises Incomplete when the clock is not late or the reason lacks its words.
    """
    with acting(Verb.EXPLAIN_LATENESS, case, by, reason=reason) as act:
        require(
            (clock in late_clocks(case), "This clock is not late, so there is nothing to explain."),
            (bool(reason.strip()), "Enter the reason in words."),
        )
        row: Lateness = Lateness.objects.create(case=case, clock=clock, reason_code=reason_code, reason=reason)
        act.record(Event.LATENESS_EXPLAINED, about=row, detail={"clock": clock, "reason": reason_code.label})
    return row


def late_clocks(case: Case) -> dict[str, str]:
    """Clocks that are overdue or were met late, requests included, with their labels."""
    own = case_clocks.readings(case)
    asked = [each.reading for each in case_clocks.request_readings(case)]
    late = (ClockState.OVERDUE, ClockState.MET_LATE)
    return {each.clock: each.label for each in (*own, *asked) if each.state in late}


@dataclass(frozen=True)
class ProceedingFacts:
    """A trial, inquest or other review beside this one, as far as it is known."""

    kind: ProceedingKind
    reference: str = ""
    state: str = ""
    starts_on: PartialDate = field(default_factory=PartialDate.unknown)
    ends_on: PartialDate = field(default_factory=PartialDate.unknown)
    outcome: str = ""
    contact: str = ""


def record_proceeding(
    *, case: Case, by: User, facts: ProceedingFacts, proceeding: ParallelProceeding | None = None
) -> ParallelProceeding:
    """Record a proceeding beside the review, or what is new about one already recorded.

    It stops nothing by itself; a hold does. Raises Incomplete when it would end before it began.
    """
    with acting(Verb.RECORD_PROCEEDING, case, by) as act:
        _check_proceeding(case, facts, proceeding)
        row = proceeding or ParallelProceeding(case=case)
        for name, value in vars(facts).items():
            setattr(row, name, value)
        row.save()
        act.record(Event.PROCEEDING_RECORDED, about=row, detail={"kind": facts.kind.label, "state": facts.state})
    return row


def _check_proceeding(case: Case, facts: ProceedingFacts, proceeding: ParallelProceeding | None) -> None:
    began, ended = facts.starts_on.value, facts.ends_on.latest
    if began and ended and ended < began:
        raise Incomplete("A proceeding cannot end before it began.")
    require((proceeding is None or proceeding.case_id == case.pk, "The proceeding belongs to another case."))
