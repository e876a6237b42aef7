"""How does a duty to pay pass to another body, so that none is lost? Recorded here, or taken up by night.

A contribution of a body that ended is orphaned; each successor gets a contribution that takes it over and is asked
for it. Doing it twice changes nothing. Source: L12 to L14 [D]; practice of Kent, minute 58 of 24 March 2022 [V].
"""

import datetime
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.actions.organisations import Follower, Passing, write_end
from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, Partnership, Succession, SuccessionShape, User
from dhr_cases.models.history import change
from funding.actions.core import FundingAct, acting, acting_by_itself, lock, require, today
from funding.actions.requests import take_back
from funding.models import Agreement, FundingRequest
from funding.passing_on import Heir, due_successions, heirs_of, last_day_of, left_behind
from funding.queries import OPEN_STATES
from funding.terms import AGREEMENT_STATES, AgreementState, RequestState
from funding.verbs import FundingVerb

ONE_DAY = datetime.timedelta(days=1)
BY_NIGHT = "A duty passed to a successor"


def record_succession(
    *,
    partnership: Partnership,
    by: User,
    predecessor: Organisation,
    effective_on: datetime.date,
    followers: Sequence[Follower] = (),
    shape: SuccessionShape = SuccessionShape.ONE_TO_ONE,
    is_planned: bool = False,
    source: str,
) -> list[FundingRequest]:
    """Record who follows a body from a day on; the body's last day is the one before. Gives the requests it raised.

    From the day on every successor is asked for what the body left unpaid. A plan, and a successor that is not
    named, raises no request. Raises Incomplete for shares, days or bodies that contradict, NotNow for a body that
    has ended on another day.
    """
    with acting(FundingVerb.RECORD_SUCCESSION, partnership, by, reason=source) as act:
        _check(effective_on, followers, shape, is_planned, source)
        passing = Passing(followers, shape, is_planned, source)
        write_end(predecessor, effective_on - ONE_DAY, passing)
        act.record(
            about=predecessor,
            on=effective_on if effective_on <= today() else None,
            detail={"effective_on": effective_on.isoformat(), "followers": [each.body.code for each in followers]},
        )
        return take_up_successions(partnership, today(), by=by)


def _check(
    effective_on: datetime.date,
    followers: Sequence[Follower],
    shape: SuccessionShape,
    is_planned: bool,
    source: str,
) -> None:
    bodies = [each.body.pk for each in followers]
    require(
        (bool(source.strip()), "Enter where this is written: an Act, an order, a minute."),
        (bool(followers) or is_planned, "Name who follows, or say that this is planned and not settled."),
        (len(set(bodies)) == len(bodies), "Name each successor once."),
        (all(each.share > 0 for each in followers), "Give every successor a share of at least 1."),
        (len(bodies) < 2 or shape == SuccessionShape.SPLIT, "Several bodies follow one: choose “Split”."),
        (is_planned or effective_on <= today(), "The day is to come: say that this is planned."),
    )


def take_up_successions(partnership: Partnership, on: datetime.date, *, by: User | None = None) -> list[FundingRequest]:
    """Ask every successor for what ended bodies left, where nobody has been asked; give the requests raised.

    Takes up what was recorded elsewhere and plans whose day has come. Idempotent: a contribution that a successor
    has taken over already is left alone.
    """
    with transaction.atomic():
        lock(partnership)
        raised: list[FundingRequest] = []
        for body, rows in due_successions(partnership, on):
            ended_on = last_day_of(body, rows)
            if ended_on is not None and ended_on < on:
                raised += _pass_on(partnership, by, on, _Ended(body, ended_on, rows))
        return raised


@dataclass(frozen=True)
class _Ended:
    body: Organisation
    on: datetime.date
    rows: list[Succession]


def _pass_on(partnership: Partnership, by: User | None, on: datetime.date, ended: _Ended) -> list[FundingRequest]:
    orphans = left_behind(partnership, ended.body, ended.on)
    if orphans:
        with change(BY_NIGHT, by):
            _make_good(ended.body, ended.on, ended.rows)
    return [request for orphan in orphans for request in _ask_heirs(by, on, orphan, ended)]


def _make_good(body: Organisation, ended_on: datetime.date, rows: Sequence[Succession]) -> None:
    """A plan whose day has come is no plan any more."""
    for row in rows:
        if row.is_planned and row.successor is not None:
            follower = Follower(row.successor, row.share)
            write_end(body, ended_on, Passing([follower], SuccessionShape(row.shape), False, row.source))


def _ask_heirs(by: User | None, on: datetime.date, orphan: Agreement, ended: _Ended) -> list[FundingRequest]:
    known = set(orphan.taken_over_by.values_list("organisation", flat=True))
    heirs = heirs_of(orphan, ended.on, ended.rows)
    return [_ask(by, on, orphan, heir) for heir in heirs if heir.body.pk not in known]


def _ask(by: User | None, on: datetime.date, orphan: Agreement, heir: Heir) -> FundingRequest:
    _end(by, orphan)
    with _doing(FundingVerb.ASK, orphan.partnership, by) as act:
        request: FundingRequest = FundingRequest.objects.create(
            partnership=orphan.partnership,
            organisation=heir.body,
            year=orphan.year,
            agreement=_successor_agreement(orphan, heir),
            succession=heir.succession,
            amount_pence=heir.pence,
            qualifier=orphan.qualifier,
            why=_why(heir),
            asking_body=orphan.partnership.name,
            asked_on=on,
            due_on=on + datetime.timedelta(days=act.settings.answer_days),
            state=RequestState.ASKED,
        )
        act.record(about=request, year=orphan.year, on=on, detail={"takes_over": orphan.pk})
        return request


def _end(by: User | None, orphan: Agreement) -> None:
    """The contribution ends with its body, unless declined or withdrawn before; what was asked of it is taken back."""
    for request in orphan.requests.filter(state__in=OPEN_STATES):
        with _doing(FundingVerb.WITHDRAW_REQUEST, orphan.partnership, by) as act:
            take_back(act, request, f"{orphan.organisation} has ended. Its successor is asked.")
            act.record(about=request, year=request.year)
    if AgreementState.ENDED in AGREEMENT_STATES[AgreementState(orphan.state)].next:
        orphan.state = AgreementState.ENDED
        with change(BY_NIGHT, by):
            orphan.save()


def _doing(verb: FundingVerb, partnership: Partnership, by: User | None) -> AbstractContextManager[FundingAct]:
    if by is None:
        return acting_by_itself(verb, partnership, reason=BY_NIGHT)
    return acting(verb, partnership, by, reason=BY_NIGHT)


def _successor_agreement(orphan: Agreement, heir: Heir) -> Agreement:
    """The contribution that takes over, asked for at once; it is orphaned money until it is confirmed."""
    row: Agreement = Agreement.objects.create(
        partnership=orphan.partnership,
        organisation=heir.body,
        year=orphan.year,
        version=orphan.version,
        amount_pence=heir.pence,
        qualifier=orphan.qualifier,
        state=AgreementState.ASKED,
        takes_over=orphan,
        is_in_kind=orphan.is_in_kind,
        in_kind_description=orphan.in_kind_description,
        working=list(heir.working),
        source=heir.succession.source,
    )
    return row


def _why(heir: Heir) -> str:
    day = long_date(heir.succession.effective_on)
    passed = f"The duty to pay passed to {heir.body} on {day}; the money did not."
    return " ".join((passed, *heir.working))
