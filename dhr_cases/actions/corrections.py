"""How is a mistake in the record mended? By the right fact with a reason; what was there before stays in history.

There is no undo. Source: ours [D].
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require
from dhr_cases.errors import Incomplete
from dhr_cases.events import WORDS, Event
from dhr_cases.models import Case, CaseEvent, PartialDate, User
from dhr_cases.pseudonyms import faults_of_review, faults_of_title
from dhr_cases.verbs import Verb

CORRECTABLE: Mapping[str, str] = {
    "pseudonym": "pseudonym",
    "public_title": "public title",
    "death_date": "date of death",
    "death_type": "type of death",
    "death_place_type": "type of place",
    "has_multiple_deaths": "whether more than one person died",
    "referred_by": "who referred the death",
    "referral_route": "route of the referral",
    "successor_of_csp": "partnership before",
    "joint_note": "joint commission note",
    "custodian": "custodian of the papers",
}
"""Facts of a case that a correction may change, with their words. The reference, the regime and the stage are not
among them; a day is corrected where it was recorded, in its event."""

_COPIES: Mapping[Event, str] = {Event.REFERRAL_RECEIVED: "referred_on", Event.CSP_CHAIR_AWARE: "aware_on"}
"""Days that the case's own row repeats from an event."""


def correct(
    *,
    case: Case,
    by: User,
    reason: str,
    facts: Mapping[str, Any] | None = None,
    event: CaseEvent | None = None,
    on: Day | None = None,
) -> None:
    """Correct facts of the case, or the day of one recorded event, with a reason.

    A corrected event is replaced by a new row; clocks and history read the newest. The words of a fact that was
    wrong stay out of the event, since they may be what must not be shown.
    Raises Incomplete without a reason, when nothing would change, or for a day to come.
    """
    with acting(Verb.CORRECT, case, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter the reason for the correction."))
        changed = _changed(case, facts or {})
        require((bool(changed) or event is not None, "Nothing would change by this correction."))
        if changed:
            _correct_facts(act, changed)
        if event is not None:
            _correct_day(act, event, on)


def _changed(case: Case, facts: Mapping[str, Any]) -> dict[str, Any]:
    _check_correctable(facts)
    return {name: value for name, value in facts.items() if getattr(case, name) != value}


def _check_correctable(names: Iterable[str]) -> None:
    unknown = [name for name in names if name not in CORRECTABLE]
    if unknown:
        raise Incomplete(f"These facts are not corrected here: {', '.join(unknown)}.")


def _correct_facts(act: Act, changed: Mapping[str, Any]) -> None:
    check_not_future(changed.get("death_date"), "The date of death")
    faults = (
        *faults_of_review(changed.get("pseudonym", ""), act.case.lead_csp, act.case),
        *faults_of_title(changed.get("public_title", ""), act.case),
    )
    require(*((False, fault) for fault in faults))
    for name, value in changed.items():
        setattr(act.case, name, value)
    act.case.save()
    act.record(Event.CORRECTED, detail={"what": ", ".join(CORRECTABLE[name] for name in changed)})


def _correct_day(act: Act, event: CaseEvent, on: Day | None) -> None:
    check_not_future(on, "The corrected date")
    require(
        (on is not None, "Enter the right date."),
        (event.case_id == act.case.pk, "The event belongs to another case."),
        (
            not CaseEvent.objects.filter(replaces=event).exists(),
            "This event was corrected already; correct the newest.",
        ),
    )
    day = as_partial(on)
    require((day != event.on, "Nothing would change by this correction."))
    act.redate(event, day)
    _follow(act.case, event, day)
    what = f"the day on which somebody {WORDS[Event(event.kind)]}"
    act.record(Event.CORRECTED, detail={"what": what, "from": str(event.on), "to": str(day)})


def _follow(case: Case, event: CaseEvent, day: PartialDate) -> None:
    """Let the case's own row follow the event it repeats."""
    copy = _COPIES.get(Event(event.kind))
    if copy is not None:
        setattr(case, copy, day)
    if day.value is not None and _brought_it_here(case, event):
        case.stage_since = day.value
    case.save()


def _brought_it_here(case: Case, event: CaseEvent) -> bool:
    """True for the event of the last move, corrected before or not; a stage may have been reached twice."""
    first = event
    while first.replaces is not None:
        first = first.replaces
    moves = CaseEvent.objects.filter(case=case, moved=True, replaces=None)
    return first == moves.order_by("-pk").first()
