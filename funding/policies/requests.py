"""When may a contribution, a request or an answer move on? No person is asked here.

The tables of states in ``terms`` are the law; every sentence says what would make the act possible.
Source: L8, L28 [D].
"""

from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotNow
from funding.models import Agreement, FundingRequest, FundingRound
from funding.terms import AGREEMENT_STATES, REQUEST_STATES, AgreementState, RequestState
from funding.years import FinancialYear

_OPEN = tuple(state.value for state, row in REQUEST_STATES.items() if row.is_open)


def check_request_becomes(request: FundingRequest, state: RequestState) -> None:
    """Pass when the table of request states leads there; raise NotNow saying where the request stands."""
    row = REQUEST_STATES[RequestState(request.state)]
    if state in row.next:
        return
    ways = " or ".join(f"“{REQUEST_STATES[each].label}”" for each in row.next)
    raise NotNow(f"The request stands at “{row.label}”. From there it goes to {ways}.")


def check_agreement_becomes(agreement: Agreement, state: AgreementState) -> None:
    """Pass when the table of contribution states leads there; raise NotNow saying where it stands."""
    row = AGREEMENT_STATES[AgreementState(agreement.state)]
    if state not in row.next:
        wanted = AGREEMENT_STATES[state].label.lower()
        raise NotNow(f"The contribution of {agreement} stands at “{row.label}” and cannot become {wanted}.")


def check_takes_answer(request: FundingRequest) -> None:
    """Pass while an answer is awaited; raise NotNow with what has become of the request."""
    if RequestState.ANSWERED in REQUEST_STATES[RequestState(request.state)].next:
        return
    if request.state == RequestState.ANSWERED:
        raise NotNow("An answer is already here and waits for approval. It can be sent back by who approves.")
    raise NotNow("The request is closed. It can be answered again once the partner is asked again.")


def check_is_answered(request: FundingRequest) -> None:
    """Pass when an answer waits for approval; raise NotNow."""
    if request.state != RequestState.ANSWERED:
        raise NotNow(f"No answer waits for approval: the request stands at “{request.get_state_display()}”.")


def check_is_with_partner(request: FundingRequest) -> None:
    """Pass while the partner is the one to act; raise NotNow."""
    row = REQUEST_STATES[RequestState(request.state)]
    if not row.is_with_partner:
        raise NotNow(f"The partner is not the one to act: the request stands at “{row.label}”.")


def check_is_questioned(request: FundingRequest) -> None:
    """Pass while a question of the partner waits for a reply; raise NotNow."""
    if request.state != RequestState.QUESTIONED:
        raise NotNow("No question of the partner waits for a reply.")


def check_nothing_open(agreement: Agreement) -> None:
    """Pass when no other request about the contribution is open; raise NotNow. One question, one answer."""
    if agreement.requests.filter(state__in=_OPEN).exists():
        raise NotNow(f"{agreement}: a request is open already. Wait for its answer, or withdraw it first.")


def check_body_in_year(agreement: Agreement) -> None:
    """Pass when the body exists in the year or ends within it; raise NotNow with its last day."""
    ended, year = agreement.organisation.ends_on, FinancialYear(agreement.year)
    if ended is not None and ended < year.first:
        raise NotNow(f"{agreement.organisation} ended on {long_date(ended)}. Ask the body that came after it.")


def check_round_open(funding_round: FundingRound) -> None:
    """Pass while the round is open; raise NotNow with the day it was closed."""
    if funding_round.closed_on is not None:
        raise NotNow(f"The round was closed on {long_date(funding_round.closed_on)}.")
