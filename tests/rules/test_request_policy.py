"""Which way may a request and a contribution go from where they stand, and in which words is another way refused?"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation
from funding.models import Agreement, FundingRequest, FundingRound
from funding.part_years import is_awaited
from funding.policies import requests as policy
from funding.terms import AGREEMENT_STATES, REQUEST_STATES, RequestState
from funding.terms import AgreementState as A
from funding.terms import RequestState as R
from funding.years import FinancialYear

Row = TypeVar("Row")
YEAR = FinancialYear(2026)
POLICE = Organisation(name="Testshire Police")

REQUEST_WAYS: dict[RequestState, set[RequestState]] = {
    R.ASKED: {R.QUESTIONED, R.ANSWERED, R.WITHDRAWN},
    R.QUESTIONED: {R.ASKED, R.ANSWERED, R.WITHDRAWN},
    R.ANSWERED: {R.PLEDGED, R.CLOSED, R.ASKED, R.WITHDRAWN},
    R.PLEDGED: {R.QUESTIONED, R.ANSWERED, R.WITHDRAWN},
    R.CLOSED: {R.ASKED},
    R.WITHDRAWN: {R.ASKED},
}
CONTRIBUTION_WAYS: dict[A, set[A]] = {
    A.PROPOSED: {A.ASKED, A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED},
    A.ASKED: {A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED},
    A.PLEDGED: {A.ASKED, A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED},
    A.CONFIRMED: {A.CONFIRMED, A.WITHDRAWN, A.ENDED},
    A.DECLINED: {A.ASKED, A.PLEDGED, A.CONFIRMED},
    A.WITHDRAWN: {A.ASKED, A.PLEDGED, A.CONFIRMED},
    A.ENDED: set(),
}


def request_at(state: RequestState) -> FundingRequest:
    """A request to the police that stands so; in no table."""
    return FundingRequest(organisation=POLICE, year=YEAR.start, state=state)


def contribution_at(state: A, *, ends_on: date | None = None) -> Agreement:
    """A contribution of the police that stands so; in no table."""
    return Agreement(organisation=Organisation(name=POLICE.name, ends_on=ends_on), year=YEAR.start, state=state)


@pytest.mark.parametrize("here", list(R))
def test_lets_a_request_go_only_where_it_can(here: RequestState) -> None:
    assert set(REQUEST_STATES[here].next) == REQUEST_WAYS[here]
    for there in R:
        if there in REQUEST_WAYS[here]:
            policy.check_request_becomes(request_at(here), there)
        else:
            with pytest.raises(NotNow, match=f"^The request stands at “{REQUEST_STATES[here].label}”. From there"):
                policy.check_request_becomes(request_at(here), there)


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (
            R.ASKED,
            "The request stands at “With the partner”. From there it goes to “The partner asks a question” or "
            "“Answered, waiting for approval” or “Withdrawn”.",
        ),
        (
            R.PLEDGED,
            "The request stands at “Pledged, to be confirmed”. From there it goes to “The partner asks a question” or "
            "“Answered, waiting for approval” or “Withdrawn”.",
        ),
        (R.CLOSED, "The request stands at “Answered”. From there it goes to “With the partner”."),
        (R.WITHDRAWN, "The request stands at “Withdrawn”. From there it goes to “With the partner”."),
    ],
)
def test_names_the_ways_a_request_has_left(here: RequestState, sentence: str) -> None:
    with pytest.raises(NotNow) as refused:
        policy.check_request_becomes(request_at(here), R.CLOSED)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("here", list(A))
def test_lets_a_contribution_go_only_where_it_can(here: A) -> None:
    assert set(AGREEMENT_STATES[here].next) == CONTRIBUTION_WAYS[here]
    for there in A:
        if there in CONTRIBUTION_WAYS[here]:
            policy.check_agreement_becomes(contribution_at(here), there)
        else:
            with pytest.raises(NotNow, match=f"stands at “{AGREEMENT_STATES[here].label}” and cannot become"):
                policy.check_agreement_becomes(contribution_at(here), there)


@pytest.mark.parametrize(
    ("here", "there", "sentence"),
    [
        (
            A.CONFIRMED,
            A.DECLINED,
            "The contribution of Testshire Police, 2026/27 stands at “Confirmed” and cannot become declined.",
        ),
        (
            A.ENDED,
            A.ASKED,
            "The contribution of Testshire Police, 2026/27 stands at “Ended with the body” and cannot become asked.",
        ),
        (
            A.DECLINED,
            A.ENDED,
            "The contribution of Testshire Police, 2026/27 stands at “Declined” and cannot become ended with the body.",
        ),
    ],
)
def test_says_whose_contribution_cannot_go_on(here: A, there: A, sentence: str) -> None:
    with pytest.raises(NotNow) as refused:
        policy.check_agreement_becomes(contribution_at(here), there)
    assert str(refused.value) == sentence


ANSWERED_ALREADY = "An answer is already here and waits for approval. It can be sent back by who approves."
CLOSED_ALREADY = "The request is closed. It can be answered again once the partner is asked again."


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (R.ASKED, ""),
        (R.QUESTIONED, ""),
        (R.PLEDGED, ""),
        (R.ANSWERED, ANSWERED_ALREADY),
        (R.CLOSED, CLOSED_ALREADY),
        (R.WITHDRAWN, CLOSED_ALREADY),
    ],
)
def test_takes_an_answer_while_one_is_awaited(here: RequestState, sentence: str) -> None:
    assert refusal_of(policy.check_takes_answer, request_at(here)) == sentence


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (R.ANSWERED, ""),
        (R.ASKED, "No answer waits for approval: the request stands at “With the partner”."),
        (R.QUESTIONED, "No answer waits for approval: the request stands at “The partner asks a question”."),
        (R.PLEDGED, "No answer waits for approval: the request stands at “Pledged, to be confirmed”."),
        (R.CLOSED, "No answer waits for approval: the request stands at “Answered”."),
        (R.WITHDRAWN, "No answer waits for approval: the request stands at “Withdrawn”."),
    ],
)
def test_approves_only_what_was_answered(here: RequestState, sentence: str) -> None:
    assert refusal_of(policy.check_is_answered, request_at(here)) == sentence


@pytest.mark.parametrize(
    ("here", "sentence"),
    [
        (R.ASKED, ""),
        (R.PLEDGED, ""),
        (R.QUESTIONED, "The partner is not the one to act: the request stands at “The partner asks a question”."),
        (R.ANSWERED, "The partner is not the one to act: the request stands at “Answered, waiting for approval”."),
        (R.CLOSED, "The partner is not the one to act: the request stands at “Answered”."),
        (R.WITHDRAWN, "The partner is not the one to act: the request stands at “Withdrawn”."),
    ],
)
def test_reminds_a_partner_only_while_it_is_the_one_to_act(here: RequestState, sentence: str) -> None:
    assert refusal_of(policy.check_is_with_partner, request_at(here)) == sentence


@pytest.mark.parametrize("here", list(R))
def test_replies_only_to_a_question(here: RequestState) -> None:
    wanted = "" if here is R.QUESTIONED else "No question of the partner waits for a reply."
    assert refusal_of(policy.check_is_questioned, request_at(here)) == wanted


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [
        (None, ""),
        (date(2026, 3, 31), "Testshire Police ended on 31 March 2026. Ask the body that came after it."),
        (date(2026, 4, 1), ""),
        (date(2027, 3, 31), ""),
        (date(2028, 1, 1), ""),
    ],
)
def test_asks_no_body_that_ended_before_the_year(ends_on: date | None, sentence: str) -> None:
    assert refusal_of(policy.check_body_in_year, contribution_at(A.PROPOSED, ends_on=ends_on)) == sentence


@pytest.mark.parametrize(
    ("closed_on", "sentence"), [(None, ""), (date(2026, 6, 30), "The round was closed on 30 June 2026.")]
)
def test_says_when_a_round_was_closed(closed_on: date | None, sentence: str) -> None:
    assert refusal_of(policy.check_round_open, FundingRound(year=YEAR.start, closed_on=closed_on)) == sentence


def refusal_of(check: Callable[[Row], None], row: Row) -> str:
    """The sentence with which a check refuses a row; nothing where it passes."""
    try:
        check(row)
    except NotNow as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("state", "is_open", "is_with_partner"),
    [
        (R.ASKED, True, True),
        (R.QUESTIONED, True, False),
        (R.ANSWERED, True, False),
        (R.PLEDGED, True, True),
        (R.CLOSED, False, False),
        (R.WITHDRAWN, False, False),
    ],
)
def test_keeps_a_request_on_the_forward_plan_until_it_is_closed(
    state: RequestState, is_open: bool, is_with_partner: bool
) -> None:
    row = REQUEST_STATES[state]
    assert (row.is_open, row.is_with_partner) == (is_open, is_with_partner)


WITHIN, AFTER = date(2027, 3, 31), date(2027, 4, 1)


@pytest.mark.parametrize(
    ("state", "withdrawn_from", "is_waited_for"),
    [
        *((state, None, True) for state in (A.PROPOSED, A.ASKED, A.PLEDGED, A.CONFIRMED, A.ENDED)),
        (A.DECLINED, None, False),
        (A.WITHDRAWN, None, False),
        (A.WITHDRAWN, date(2025, 1, 1), False),
        (A.WITHDRAWN, WITHIN, False),
        (A.WITHDRAWN, AFTER, True),
        (A.DECLINED, AFTER, False),
    ],
)
def test_waits_for_no_money_that_was_refused_or_withdrawn(
    state: A, withdrawn_from: date | None, is_waited_for: bool
) -> None:
    assert is_awaited(state, YEAR, withdrawn_from) is is_waited_for
