"""How is a request to a body written, whoever asks: one by one, for all partners, or after a succession?

Amounts of a request are the whole contribution of its year, never only what is still missing of it.
"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import Incomplete
from dhr_cases.models import Organisation, Partnership, Succession
from funding.actions.core import FundingAct, check_not_future, require, today
from funding.models import Agreement, FundingRequest, FundingRound
from funding.money import Qualifier
from funding.policies.requests import check_agreement_becomes, check_body_in_year, check_nothing_open
from funding.terms import AgreementState
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked of whom, decided where. ``amount_pence`` None asks the body to name its sum.

    ``agreement`` may be left out where the body has none or one for the year; ``due_on`` is by default so many days
    from today as the partnership gives. Source: L28 [D].
    """

    organisation: Organisation
    year: FinancialYear
    amount_pence: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    why: str = ""
    asking_body: str = ""
    meeting: str = ""
    met_on: datetime.date | None = None
    minute: str = ""
    due_on: datetime.date | None = None
    agreement: Agreement | None = None
    round: FundingRound | None = None
    succession: Succession | None = None


def write_request(act: FundingAct, asking: Asking) -> FundingRequest:
    """Ask inside an act: the contribution becomes asked, made first where there is none.

    Raises Incomplete for facts that cannot stand, NotNow where the body has ended or a request is open already.
    """
    check_asking(asking)
    agreement = asking.agreement or _agreement_of(act.partnership, asking)
    check_body_in_year(agreement)
    check_nothing_open(agreement)
    mark_asked(agreement, asking.amount_pence, asking.qualifier)
    return _row(act, asking, agreement)


def check_asking(asking: Asking) -> None:
    """Pass when the facts can stand; raise Incomplete listing what is wrong."""
    check_not_future(asking.met_on, "The day of the meeting")
    check_sum_and_day(asking.amount_pence, asking.due_on)


def check_sum_and_day(amount_pence: int | None, due: datetime.date | None) -> None:
    """Pass for a sum above nil or none, and a day not over or none; raise Incomplete listing what is wrong."""
    require(
        (amount_pence is None or amount_pence > 0, "Ask for a sum above nil, or for none."),
        (due is None or due >= today(), "The day for the answer is over. Choose a later day."),
    )


def mark_asked(agreement: Agreement, amount_pence: int | None, qualifier: Qualifier) -> None:
    """Let the contribution say that its body is asked, for this sum where it had none; one confirmed stays so.

    Raises NotNow for one ended.
    """
    if agreement.state not in (AgreementState.ASKED, AgreementState.CONFIRMED):
        check_agreement_becomes(agreement, AgreementState.ASKED)
        agreement.state = AgreementState.ASKED
    if agreement.amount_pence is None and amount_pence is not None:
        agreement.amount_pence, agreement.qualifier = amount_pence, qualifier
    agreement.save()


def due_on(act: FundingAct, wanted: datetime.date | None) -> datetime.date:
    """The day an answer is due: the one wanted, or so many days from today as the partnership gives."""
    return wanted or today() + datetime.timedelta(days=act.settings.answer_days)


def contribution_of(request: FundingRequest) -> Agreement:
    """The contribution a request is about; found or made for one that a file brought in without it."""
    if request.agreement is None:
        asking = Asking(
            organisation=request.organisation,
            year=FinancialYear(request.year),
            amount_pence=request.amount_pence,
            qualifier=Qualifier(request.qualifier),
        )
        request.agreement = _agreement_of(request.partnership, asking)
        request.save()
    return request.agreement


def _agreement_of(partnership: Partnership, asking: Asking) -> Agreement:
    own = Agreement.objects.filter(
        partnership=partnership, organisation=asking.organisation, year=asking.year.start
    ).exclude(state=AgreementState.ENDED)
    found = list(own[:2])
    if len(found) > 1:
        raise Incomplete(f"{asking.organisation} has more than one contribution for the year. Say which one is meant.")
    return found[0] if found else _new_agreement(partnership, asking)


def _new_agreement(partnership: Partnership, asking: Asking) -> Agreement:
    row: Agreement = Agreement.objects.create(
        partnership=partnership,
        organisation=asking.organisation,
        year=asking.year.start,
        amount_pence=asking.amount_pence,
        qualifier=asking.qualifier,
    )
    return row


def _row(act: FundingAct, asking: Asking, agreement: Agreement) -> FundingRequest:
    row: FundingRequest = FundingRequest.objects.create(
        partnership=act.partnership,
        organisation=agreement.organisation,
        year=agreement.year,
        agreement=agreement,
        round=asking.round,
        succession=asking.succession,
        amount_pence=asking.amount_pence,
        qualifier=asking.qualifier,
        why=asking.why,
        asking_body=asking.asking_body or act.partnership.name,
        meeting=asking.meeting,
        met_on=asking.met_on,
        minute=asking.minute,
        asked_on=today(),
        due_on=due_on(act, asking.due_on),
    )
    return row
