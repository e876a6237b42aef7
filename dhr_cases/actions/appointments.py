"""Interests are declared, prices compared, the independent chair and author appointed, and released again.

Source: 2016 guidance para 39 [V]; independence domain 5.3 [V].
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from dhr_cases.actions.core import Act, Day, acting, as_partial, check_not_future, require, today
from dhr_cases.actions.posts import give_role, take_role
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Appointment, Case, Declaration, Post, Quote, User
from dhr_cases.permissions import granted
from dhr_cases.plurals import counted
from dhr_cases.policies.appointments import chair_of, declaration_of
from dhr_cases.roles import CasePermission, Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb

QUOTES_EXPECTED = 3
"""Prices asked for before a chair is chosen; fewer need a reason. Source: Warrington asks for three [V]."""


@dataclass(frozen=True)
class Engagement:
    """Whom the partnership engages and on which terms. Money in pence; None is "not stated", never nil."""

    person: User
    post: Post
    independence_statement: str
    contract_reference: str = ""
    fee_pence: int | None = None
    day_rate_pence: int | None = None
    days_estimated: Decimal | None = None
    choice_reason: str = ""


def declare_interests(
    *,
    case: Case,
    by: User,
    has_interest: bool,
    text: str = "",
    decision: str = "",
    person: User | None = None,
    on: datetime.date | None = None,
) -> Declaration:
    """A person's interests are declared; whoever appoints may record them for another, with what was decided.

    Raises NotPermitted for another person's declaration or a decision by somebody who does not appoint.
    Source: domain 5.3 [V].
    """
    check_not_future(on, "The date of the declaration")
    require((bool(text.strip()) or not has_interest, "Say what the interest is."))
    with acting(Verb.DECLARE_INTERESTS, case, by) as act:
        _check_may_declare(act, person or by, decision)
        row: Declaration = Declaration.objects.create(
            case=case,
            user=person or by,
            on=on or today(),
            has_interest=has_interest,
            text=text,
            decision=decision,
        )
        act.record(Event.CONFLICT_DECLARED, on=on, about=row, detail={"has_interest": has_interest})
    return row


def _check_may_declare(act: Act, person: User, decision: str) -> None:
    if (person != act.by or decision) and CasePermission.APPOINT not in granted(act.by, act.case):
        raise NotPermitted(
            "You may declare your own interests only. The coordinator records those of others and what was decided."
        )


def add_quote(
    *,
    case: Case,
    by: User,
    supplier: str,
    amount_pence: int | None,
    received_on: datetime.date | None = None,
    note: str = "",
) -> Quote:
    """A price offered for chairing or writing is kept; None means the amount was not stated."""
    check_not_future(received_on, "The date the quote came in")
    with acting(Verb.ADD_QUOTE, case, by) as act:
        row: Quote = Quote.objects.create(
            case=case,
            supplier=supplier,
            amount_pence=amount_pence,
            received_on=received_on or today(),
            note=note,
        )
        act.record(Event.QUOTE_RECORDED, on=received_on, about=row)
    return row


def appoint_chair(*, case: Case, by: User, engagement: Engagement, on: Day | None = None) -> Appointment:
    """The first independent chair is appointed and sees the case from now on; the stage moves.

    Raises Incomplete without a declaration, a statement of independence, or a reason for fewer than three quotes.
    Source: 2016 guidance para 39 [V].
    """
    check_not_future(on, "The date of the appointment")
    if engagement.post == Post.AUTHOR:
        raise Incomplete("The first appointment is that of the chair, who may also be the author.")
    with acting(Verb.APPOINT_CHAIR, case, by, reason=engagement.choice_reason) as act:
        row = _engage(act, engagement, on)
        act.move(Stage.CHAIR_APPOINTED, on=on, detail={"appointment": row.pk, "post": row.get_post_display()})
    return row


def appoint_author(*, case: Case, by: User, engagement: Engagement, on: Day | None = None) -> Appointment:
    """An author joins, or a new chair follows one whose appointment has ended; the stage stays.

    Raises Incomplete as for the first chair, and while another chair is still appointed.
    """
    check_not_future(on, "The date of the appointment")
    with acting(Verb.APPOINT_AUTHOR, case, by, reason=engagement.choice_reason) as act:
        is_chair = engagement.post != Post.AUTHOR
        if is_chair and chair_of(case) is not None:
            raise Incomplete("The review has a chair. End that appointment before a new chair is appointed.")
        row = _engage(act, engagement, on)
        event = Event.CHAIR_APPOINTED if is_chair else Event.AUTHOR_APPOINTED
        act.record(event, on=on, about=row, detail={"post": row.get_post_display()})
    return row


def _engage(act: Act, engagement: Engagement, on: Day | None) -> Appointment:
    _check_engagement(act.case, engagement)
    row: Appointment = Appointment.objects.create(
        case=act.case,
        user=engagement.person,
        post=engagement.post,
        appointed_on=as_partial(on),
        contract_reference=engagement.contract_reference,
        fee_pence=engagement.fee_pence,
        day_rate_pence=engagement.day_rate_pence,
        days_estimated=engagement.days_estimated,
        independence_statement=engagement.independence_statement,
        choice_reason=engagement.choice_reason,
    )
    give_role(act, engagement.person, Role.INDEPENDENT_CHAIR)
    return row


def _check_engagement(case: Case, engagement: Engagement) -> None:
    declared = declaration_of(case, engagement.person)
    quotes = Quote.objects.filter(case=case).count()
    is_decided = declared is None or not declared.has_interest or bool(declared.decision)
    require(
        (declared is not None, f"Record {engagement.person}'s declaration of interests first."),
        (is_decided, f"Record what was decided about the interest that {engagement.person} declared."),
        (bool(engagement.independence_statement.strip()), "Enter the statement of independence."),
        (
            quotes >= QUOTES_EXPECTED or bool(engagement.choice_reason.strip()),
            f"{counted(quotes, 'quote')} recorded; {QUOTES_EXPECTED} are usual. Say why this person was chosen.",
        ),
    )


def end_appointment(
    *, case: Case, by: User, appointment: Appointment, reason: str, on: datetime.date | None = None
) -> None:
    """An appointment ends, and with the person's last one the access to the case.

    Raises Incomplete when it has ended already, would end before it began or belongs to another case.
    """
    check_not_future(on, "The date the appointment ended")
    with acting(Verb.END_APPOINTMENT, case, by, reason=reason) as act:
        appointment.refresh_from_db()
        if appointment.case_id != case.pk:
            raise Incomplete("This appointment belongs to another review.")
        check_appointment_lasts(appointment)
        _check_began(appointment, on or today())
        appointment.ended_on = on or today()
        appointment.save()
        act.record(Event.APPOINTMENT_ENDED, on=on, about=appointment, detail={"post": appointment.get_post_display()})
        if not Appointment.objects.filter(case=case, user=appointment.user, ended_on=None).exists():
            take_role(act, appointment.user, Role.INDEPENDENT_CHAIR)


def check_appointment_lasts(appointment: Appointment) -> None:
    """Pass for an appointment that has not ended; raise Incomplete."""
    if appointment.ended_on is not None:
        raise Incomplete("This appointment has ended already.")


def _check_began(appointment: Appointment, ended_on: datetime.date) -> None:
    began = appointment.appointed_on.value
    require((began is None or began <= ended_on, "An appointment cannot end before it began."))
