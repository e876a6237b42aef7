"""May each step of a business case be taken only at its place? Anywhere else it is refused, and the case stays.

The steps are those of section 4 of the rules of the grant: view, approval, sending, decision, payment, delivery.
"""

from collections.abc import Set

import pytest

from dhr_cases.errors import NotNow
from funding.actions.grant_cases import record_funder_decision
from funding.grant_terms import CASE_STATES
from funding.models import FundingEvent
from funding.models.grants import BusinessCase
from tests.actions.test_grant_closed_year import (
    Act,
    Step,
    approve,
    as_it_was,
    decide,
    deliver,
    delivered_all,
    give_view,
    one,
    pay,
    refuse,
    submit,
)
from tests.conftest import Cast
from tests.steps_grant import SENT_ON, a_grant, a_project, agreed, approved, paid, sent, viewed, word_on

pytestmark = pytest.mark.django_db

ASKED = 1_000_000
ACTS: tuple[Act, ...] = (give_view, approve, refuse, submit, decide, pay, deliver)


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (as_it_was, {give_view}), (viewed, {approve, refuse}), (approved, {submit}), (sent, {decide}), (agreed, {pay}),
        (paid, {pay, deliver}), (delivered_all, {deliver}),
    ],
)  # fmt: skip
def test_takes_a_step_at_its_place_only(cast: Cast, step: Step, allowed: Set[Act]) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    step(cast, grant)
    case = BusinessCase.objects.get()
    waits = CASE_STATES[case.at].label
    before = FundingEvent.objects.count()
    for act in ACTS:
        if act not in allowed:
            with pytest.raises(NotNow, match=f"stands at “{waits}”|has not agreed to this project"):
                act(cast, case)
    case.refresh_from_db()
    assert (CASE_STATES[case.at].label, FundingEvent.objects.count()) == (waits, before)


@pytest.mark.parametrize(
    ("step", "act"),
    [(as_it_was, give_view), (viewed, approve), (approved, submit), (sent, decide), (agreed, pay), (paid, deliver)],
)
def test_goes_on_by_one_step(cast: Cast, step: Step, act: Act) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    step(cast, grant)
    case = BusinessCase.objects.get()
    before = case.at
    act(cast, case)
    case.refresh_from_db()
    assert case.at in CASE_STATES[before].next


def test_is_decided_by_the_funder_on_the_day_it_was_sent(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    case = sent(cast, grant)
    record_funder_decision(
        business_case=case, by=cast.coordinator, on=SENT_ON, decided_by="The Commissioner", words=[word_on(one(case))]
    )
    case.refresh_from_db()
    assert (case.sent_on, case.decided_on) == (SENT_ON, SENT_ON)
