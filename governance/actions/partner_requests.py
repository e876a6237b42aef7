"""How does a meeting ask a partner, and how does the answer come back to a meeting?

A request for money is written where money is asked for, with meeting and minute, and is answered and approved there;
it counts here as answered once it is closed there. Every request puts its report back onto the forward plan.
Source: L28 [D]; the request to probation of March 2022 [V].
"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation, User
from funding.actions.asking import Asking
from funding.actions.requests import ask
from funding.models import FundingRequest
from funding.years import FinancialYear
from governance.actions.core import acting, check_not_future, require, today
from governance.actions.forward_plan import PlanFacts, write_plan
from governance.actions.partner_answers import write_answer
from governance.meeting_terms import Access
from governance.models import AgendaItem, PartnerAnswer, PartnerRequest, PlannedItem, ResolutionLimb
from governance.policies.meetings import check_was_held
from governance.policies.requests import answer_of, check_is_answered, check_may_be_asked_again, check_waits
from governance.verbs import GovernanceVerb

REPORT_DAYS = 90
"""Days until the report back is due where no day is set for the answer: about the time to the next meeting. [D]"""


@dataclass(frozen=True)
class Ask:
    """What a meeting asks of whom, and until when; with a ``year`` for money.

    ``report_on`` None reports on the day the answer is due, or so many days after the meeting.
    """

    organisation: Organisation
    text: str
    answer_due_on: datetime.date | None = None
    report_on: datetime.date | None = None
    year: FinancialYear | None = None


def ask_partner(*, item: AgendaItem, by: User, asking: Ask, limb: ResolutionLimb | None = None) -> PartnerRequest:
    """A body is asked at an item; for money the request goes to the money of its year as well.

    Raises NotNow before the meeting was held, Incomplete without words; for money, whatever asking for money raises.
    """
    with acting(GovernanceVerb.ASK_PARTNER, item.meeting.body.partnership, by) as act:
        item.refresh_from_db()
        row = write_request(item, by, asking, limb)
        act.record(about=row, on=row.asked_on, detail={"money": asking.year is not None})
        return row


def write_request(item: AgendaItem, by: User, asking: Ask, limb: ResolutionLimb | None = None) -> PartnerRequest:
    """The request and its place on the forward plan, inside an act."""
    _check(item, asking)
    row = PartnerRequest(
        item=item,
        limb=limb,
        organisation=asking.organisation,
        text=asking.text.strip(),
        asked_on=item.meeting.on,
        answer_due_on=asking.answer_due_on,
        report_back=_report_planned(item, asking),
    )
    if asking.year is not None:
        row.funding_request = _ask_for_money(row, by, asking.year)
        row.answer_due_on = row.funding_request.due_on
    row.save()
    return row


def _check(item: AgendaItem, asking: Ask) -> None:
    met_on = item.meeting.on
    check_was_held(item.meeting)
    require(
        (not item.is_withdrawn, "The item is off the agenda."),
        (bool(asking.text.strip()), "Write what is asked."),
        (asking.organisation.exists_on(met_on), f"{asking.organisation} does not exist on the day it is asked."),
        (asking.answer_due_on is None or asking.answer_due_on > met_on, "An answer is due after the meeting."),
    )


def _report_planned(item: AgendaItem, asking: Ask) -> PlannedItem:
    """The place on the forward plan where the answer comes back."""
    report_on = asking.report_on or asking.answer_due_on or item.meeting.on + datetime.timedelta(days=REPORT_DAYS)
    facts = PlanFacts(
        title=f"Report back: answer of {asking.organisation}"[:200],
        due_on=report_on,
        access=Access(item.access),
        origin=f"Item {item.code}, {item.meeting}",
    )
    return write_plan(item.meeting.body, facts)


def _ask_for_money(row: PartnerRequest, by: User, year: FinancialYear) -> FundingRequest:
    """The request as money knows it, with the meeting and, where it has one, the minute."""
    meeting = row.item.meeting
    is_ahead = row.answer_due_on is not None and row.answer_due_on >= today()
    return ask(
        partnership=meeting.body.partnership,
        by=by,
        asking=Asking(
            organisation=row.organisation,
            year=year,
            why=row.text,
            asking_body=meeting.body.name,
            meeting=str(meeting.body),
            met_on=meeting.on,
            minute=str(row.item.minute_number or row.item.code),
            due_on=row.answer_due_on if is_ahead else None,
        ),
    )


def record_partner_answer(
    *, request: PartnerRequest, by: User, answer: str, on: datetime.date, answered_by: str = ""
) -> PartnerRequest:
    """What the partner answered, and when. Raises NotNow for one not waiting, or answered where money is kept."""
    with acting(GovernanceVerb.RECORD_PARTNER_ANSWER, request.item.meeting.body.partnership, by) as act:
        request.refresh_from_db()
        check_waits(request)
        check_not_future(on, "The day of the answer")
        require(
            (bool(answer.strip()), "Write what the partner answered."),
            (on >= request.asked_on, "The answer comes after the question."),
        )
        row = PartnerAnswer(is_from_partner=False, text=answer, on=on, given_by=answered_by)
        write_answer(act, request, by, row, answered_by)
        act.record(about=request, on=on)
        return request


def ask_again(
    *, request: PartnerRequest, by: User, why: str, answer_due_on: datetime.date | None = None
) -> PartnerRequest:
    """The answer does not do: the request waits once more, until its new day if one is set. What was said stays.

    Raises NotNow for one not answered, closed, or answered where money is kept; Incomplete without what is missing.
    """
    with acting(GovernanceVerb.ASK_PARTNER_AGAIN, request.item.meeting.body.partnership, by, reason=why) as act:
        request.refresh_from_db()
        check_may_be_asked_again(request)
        require(
            (bool(why.strip()), "Say what is still missing."),
            (answer_due_on is None or answer_due_on >= today(), "The new day for the answer has passed."),
        )
        request.answered_on, request.answered_by = None, ""
        request.asked_again_on, request.asked_again_why = today(), why.strip()
        request.answer_due_on = answer_due_on
        request.save()
        act.record(about=request)
        return request


def report_back(*, request: PartnerRequest, by: User, item: AgendaItem) -> PartnerRequest:
    """The answer came back to a meeting at this item; the request and its limb are closed.

    Raises NotNow while there is no answer or that meeting was not held, Incomplete for a meeting before the answer.
    """
    with acting(GovernanceVerb.REPORT_BACK, request.item.meeting.body.partnership, by) as act:
        request.refresh_from_db()
        check_is_answered(request)
        check_was_held(item.meeting)
        given = answer_of(request)
        require(
            (item.meeting.body.partnership_id == request.item.meeting.body.partnership_id, "Choose an item of yours."),
            (item.meeting.on > request.asked_on, "A report back is made at a later meeting."),
            (given.on is not None and item.meeting.on >= given.on, "That meeting was held before the answer came."),
        )
        request.answer, request.answered_on = given.text, given.on
        request.reported_at, request.reported_on = item, item.meeting.on
        request.save()
        _close(request, f"Answered and reported back on {item.meeting.on:%-d %B %Y}")
        act.record(about=request, on=item.meeting.on, detail={"item": item.pk})
        return request


def withdraw_partner_request(*, request: PartnerRequest, by: User, reason: str) -> PartnerRequest:
    """The question is taken back. Raises NotNow for a closed one, or while a request for money is open there."""
    with acting(GovernanceVerb.WITHDRAW_PARTNER_REQUEST, request.item.meeting.body.partnership, by) as act:
        request.refresh_from_db()
        require((bool(reason.strip()), "Say why the request is withdrawn."))
        if request.reported_on is not None or request.withdrawn_on is not None:
            raise NotNow("The request is closed already.")
        if request.funding_request is not None and request.funding_request.closed_on is None:
            raise NotNow("This is a request for money. Withdraw it among the requests of its year first.")
        request.withdrawn_on, request.withdrawn_why = today(), reason.strip()
        request.save()
        _close(request, f"Request withdrawn: {reason.strip()}")
        act.record(about=request)
        return request


def _close(request: PartnerRequest, how: str) -> None:
    """Close what hangs on the request: its place on the plan, and its limb when no other request is open on it."""
    day = request.reported_on or request.withdrawn_on
    planned, limb = request.report_back, request.limb
    if planned is not None and planned.ended_on is None:
        planned.ended_on, planned.ended_why = day, how
        planned.save()
    if limb is None or limb.closed_on is not None:
        return
    if not limb.partner_requests.filter(reported_on=None, withdrawn_on=None).exists():
        limb.closed_on, limb.closed_how = day, how
        limb.save()
