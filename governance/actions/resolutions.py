"""How is a resolution recorded limb by limb, and what does each limb set going?

Approving minutes approves them; a further update goes onto the forward plan; a request goes to its partner. What is
done at once is closed on the day of the meeting. Source: L29 [D].
"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation, Partnership, User
from funding.years import FinancialYear
from governance.actions.core import acting, check_not_future, require
from governance.actions.forward_plan import PlanFacts, write_plan
from governance.actions.partner_requests import Ask, write_request
from governance.meeting_terms import Access, MeetingState
from governance.models import AgendaItem, Meeting, PlannedItem, Resolution, ResolutionLimb
from governance.policies.meetings import check_becomes, check_takes_minutes
from governance.recurrence import Repeat
from governance.resolution_types import MISSING_WORDS, RESOLUTION_TYPES, Ending, Need, ResolutionType, missing
from governance.verbs import GovernanceVerb

AT_THE_MEETING = "Done at the meeting"
UPDATE = "Update: {title}"


@dataclass(frozen=True, kw_only=True)
class LimbFacts:
    """One limb as it is recorded. What else is needed depends on its type; see ``RESOLUTION_TYPES``.

    ``due_on`` is the day or month of an update, or the day an answer is due; ``text`` empty takes the resolution's;
    with a ``year`` a partner is asked for money.
    """

    kind: ResolutionType
    text: str = ""
    approves: Meeting | None = None
    organisation: Organisation | None = None
    due_on: datetime.date | None = None
    is_month: bool = False
    repeat: Repeat | None = None
    title: str = ""
    year: FinancialYear | None = None


def resolve(*, item: AgendaItem, by: User, words: str, limb: LimbFacts, is_lettered: bool = False) -> Resolution:
    """A resolution on an item with its first limb. ``words`` are those that follow "RESOLVED that".

    Raises NotNow while the meeting takes no minutes, Incomplete for what the type of limb still needs.
    """
    with acting(GovernanceVerb.RESOLVE, item.meeting.body.partnership, by) as act:
        item.refresh_from_db()
        check_takes_minutes(item.meeting)
        require(
            (bool(words.strip()), "Write what was resolved."),
            (not item.is_withdrawn, "The item is off the agenda."),
        )
        resolution: Resolution = Resolution.objects.create(item=item, words=words.strip(), is_lettered=is_lettered)
        row = _write_limb(resolution, by, limb)
        act.record(about=resolution, on=item.meeting.on, detail={"kind": row.kind})
        return resolution


def add_limb(*, resolution: Resolution, by: User, limb: LimbFacts) -> ResolutionLimb:
    """A further limb of a resolution. Raises as ``resolve``, and Incomplete without words of its own."""
    with acting(GovernanceVerb.ADD_LIMB, resolution.item.meeting.body.partnership, by) as act:
        resolution.refresh_from_db()
        check_takes_minutes(resolution.item.meeting)
        require((bool(limb.text.strip()), "Write the words of this part."))
        row = _write_limb(resolution, by, limb)
        act.record(about=row, on=resolution.item.meeting.on, detail={"kind": row.kind})
        return row


def _write_limb(resolution: Resolution, by: User, facts: LimbFacts) -> ResolutionLimb:
    known = {
        Need.MEETING: facts.approves,
        Need.BODY_ASKED: facts.organisation,
        Need.DAY: facts.due_on,
        Need.REPEAT: facts.repeat,
    }
    require(*((False, MISSING_WORDS[need]) for need in missing(facts.kind, known)))
    meeting = resolution.item.meeting
    limb = ResolutionLimb(
        resolution=resolution,
        position=resolution.limbs.count() + 1,
        kind=facts.kind,
        text=facts.text.strip() or resolution.words,
        due_on=facts.due_on,
    )
    if RESOLUTION_TYPES[facts.kind].ending is Ending.AT_ONCE:
        limb.closed_on, limb.closed_how = meeting.on, AT_THE_MEETING
    _set_going(limb, facts)
    limb.save()
    if facts.kind is ResolutionType.REQUEST and facts.organisation is not None:
        asking = Ask(facts.organisation, limb.text, facts.due_on, year=facts.year)
        write_request(resolution.item, by, asking, limb)
    return limb


def _set_going(limb: ResolutionLimb, facts: LimbFacts) -> None:
    """What a limb brings about by itself: minutes approved, an item of the forward plan."""
    if facts.kind is ResolutionType.APPROVE_MINUTES and facts.approves is not None:
        _approve(facts.approves, limb.resolution.item.meeting)
        limb.approves = facts.approves
    if facts.kind in (ResolutionType.FURTHER_UPDATE, ResolutionType.RECURRING_UPDATE):
        limb.planned = _planned(limb, facts)


def _approve(minutes: Meeting, at: Meeting) -> None:
    """The minutes of an earlier meeting of the same body stand as approved."""
    minutes.refresh_from_db()
    require(
        (minutes.body_id == at.body_id, "Minutes are approved by the body whose they are."),
        (minutes.on < at.on, "Minutes are approved at a later meeting."),
    )
    check_becomes(minutes, MeetingState.APPROVED)
    minutes.state, minutes.approved_on, minutes.approved_at = MeetingState.APPROVED, at.on, at
    minutes.save()


def _planned(limb: ResolutionLimb, facts: LimbFacts) -> PlannedItem:
    item, meeting = limb.resolution.item, limb.resolution.item.meeting
    require((facts.due_on is not None and facts.due_on > meeting.on, "An update is due after the meeting."))
    return write_plan(
        meeting.body,
        PlanFacts(
            title=(facts.title or UPDATE.format(title=item.title))[:200],
            due_on=facts.due_on or meeting.on,
            is_month=facts.is_month,
            repeat=facts.repeat or Repeat.ONCE,
            presenters=item.presenters,
            access=Access(item.access),
            origin=f"Item {item.code}, {meeting}",
        ),
    )


def close_limb(*, limb: ResolutionLimb, by: User, on: datetime.date, how: str) -> ResolutionLimb:
    """What became of an open limb. Raises NotNow where it is closed, or where a request of it is still open."""
    partnership: Partnership = limb.resolution.item.meeting.body.partnership
    with acting(GovernanceVerb.CLOSE_LIMB, partnership, by) as act:
        limb.refresh_from_db()
        check_not_future(on, "The day")
        if limb.closed_on is not None:
            raise NotNow("This part of the resolution is closed already.")
        if limb.partner_requests.filter(reported_on=None, withdrawn_on=None).exists():
            raise NotNow("A partner was asked. It closes when the answer is reported back or the request withdrawn.")
        require(
            (bool(how.strip()), "Say what became of it."),
            (on >= limb.resolution.item.meeting.on, "It cannot be closed before the meeting."),
        )
        limb.closed_on, limb.closed_how = on, how.strip()
        limb.save()
        act.record(about=limb, on=on, detail={"kind": limb.kind})
        return limb
