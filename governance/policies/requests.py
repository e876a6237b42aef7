"""When may a meeting's request be answered or reported back, and what counts as its answer?"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from funding.models import FundingRequest
from funding.terms import RequestState
from governance.models import PartnerRequest
from governance.request_terms import RequestDays, RequestStanding, standing_on


@dataclass(frozen=True)
class Given:
    """An answer and its day; "" and None while there is none."""

    text: str = ""
    on: datetime.date | None = None


def answer_of(request: PartnerRequest) -> Given:
    """The answer recorded here, or the outcome of the request for money once it is closed there."""
    if request.answered_on is not None:
        return Given(request.answer, request.answered_on)
    money = request.funding_request
    return Given() if money is None else _of_money(money)


def _of_money(money: FundingRequest) -> Given:
    """What became of a request for money; nothing while its answer is not approved, or when it was withdrawn."""
    if money.state != RequestState.CLOSED or money.closed_on is None:
        return Given()
    words = ". ".join(filter(None, (money.outcome.strip().rstrip("."), money.answer_reason.strip().rstrip("."))))
    return Given(f"{words or money.get_answer_display()}.", money.closed_on)


def days_of(request: PartnerRequest) -> RequestDays:
    """The days that decide where the request stands."""
    return RequestDays(request.answer_due_on, answer_of(request).on, request.reported_on, request.withdrawn_on)


def stands(request: PartnerRequest, on: datetime.date) -> RequestStanding:
    """Where the request stands on a day."""
    return standing_on(days_of(request), on)


def check_waits(request: PartnerRequest) -> None:
    """Pass while an answer may be recorded here. Raises NotNow for a closed one, or one that money answers."""
    if request.funding_request is not None:
        raise NotNow("This is a request for money. Its answer is given and approved among the requests of its year.")
    if request.answered_on is not None or request.withdrawn_on is not None:
        raise NotNow("The request does not wait for an answer.")


def check_is_answered(request: PartnerRequest) -> None:
    """Pass when the answer may be reported back: there is one, and it was not reported yet."""
    if request.reported_on is not None or request.withdrawn_on is not None:
        raise NotNow("The request is closed already.")
    if answer_of(request).on is None:
        raise NotNow("There is no answer to report yet.")


def check_partner_may_answer(request: PartnerRequest) -> None:
    """Pass while the partner may still answer or add to its answer: until it was reported back or withdrawn."""
    if request.funding_request_id is not None:
        raise NotNow("This is a request for money. Answer it under Contributions.")
    if request.withdrawn_on is not None:
        raise NotNow("The request was withdrawn. No answer is needed.")
    if request.reported_on is not None:
        raise NotNow("The answer was reported back to a meeting, so the request is closed. Write to the partnership.")


def check_may_be_asked_again(request: PartnerRequest) -> None:
    """Pass for an answer recorded here that was not reported back yet. Raises NotNow otherwise."""
    if request.funding_request_id is not None:
        raise NotNow("This is a request for money. Ask again among the requests of its year.")
    if request.reported_on is not None or request.withdrawn_on is not None:
        raise NotNow("The request is closed already.")
    if request.answered_on is None:
        raise NotNow("The request still waits for its answer.")
