"""What becomes of an act on money from a page that was opened before somebody else did the same? It is refused.

Both pages hold the row as it was; the second act reads it again under the lock.
"""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models.history import change
from funding.actions import costs, funding_models, gaps, grant_years, requests, rounds
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft
from funding.actions.ledger import approve_journal
from funding.grant_terms import ExtensionAnswer
from funding.models import CostLine, FundingEvent, FundingRequest, FundingRound, ModelVersion, RecordedGap
from funding.models.grants import BusinessCase, GrantExtension
from funding.terms import EntryKind, VersionState
from tests.actions import test_grant_closed_year as grant_acts
from tests.conftest import Cast
from tests.money import DAY, YEAR, cost_line
from tests.steps_grant import SENT_ON, a_grant, a_project, approved, sent

pytestmark = pytest.mark.django_db

PENCE = 1_000
Make = Callable[[Cast], Model]
Do = Callable[[Cast, Model], object]


def a_gap(cast: Cast) -> Model:
    return gaps.record_gap(partnership=cast.partnership, by=cast.coordinator, facts=gaps.GapFacts(text="A gap"))


def a_paid_cost(cast: Cast) -> CostLine:
    cost = cost_line(cast.partnership)
    payment = costs.Payment(pence=PENCE, on=DAY, year=YEAR.start)
    approve_journal(journal=costs.record_actual(cost=cost, by=cast.coordinator, payment=payment), by=cast.csp_chair)
    return cost


def a_settled_cost(cast: Cast) -> Model:
    return costs.settle_cost(cost=a_paid_cost(cast), by=cast.coordinator, on=DAY)


def a_request(cast: Cast) -> Model:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=PENCE)
    return requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def a_draft(cast: Cast) -> ModelVersion:
    rule: dict[str, object] = {"type": "remainder", "party": cast.police.code}
    said = ModelDraft(first_year=YEAR.start, parties=[cast.police], rules=[rule], why="Agreed")
    return funding_models.draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=said)


def a_round(cast: Cast) -> Model:
    version = a_draft(cast)
    with change("Test", None):
        version.state = VersionState.IN_FORCE
        version.save()
        made: FundingRound = FundingRound.objects.create(
            partnership=cast.partnership, year=YEAR.start, version=version, started_on=DAY, due_on=YEAR.last
        )
    return made


def an_extension(cast: Cast) -> Model:
    with change("Test", None):
        made: GrantExtension = GrantExtension.objects.create(grant=a_grant(cast), asked_on=SENT_ON, asked_by="A")
    return made


def a_case(cast: Cast) -> BusinessCase:
    grant = a_grant(cast)
    a_project(cast, "Play", PENCE)
    found: BusinessCase = grant.business_cases.get()
    return found


def an_approved_case(cast: Cast) -> Model:
    return approved(cast, a_case(cast).grant)


def a_sent_case(cast: Cast) -> Model:
    return sent(cast, a_case(cast).grant)


def close_gap(cast: Cast, row: RecordedGap) -> None:
    gaps.close_gap(gap=row, by=cast.coordinator, on=DAY, reason="Paid")


def settle(cast: Cast, row: CostLine) -> None:
    costs.settle_cost(cost=row, by=cast.coordinator, on=DAY)


def reopen(cast: Cast, row: CostLine) -> None:
    costs.reopen_cost(cost=row, by=cast.coordinator, reason="Another bill")


def chase(cast: Cast, row: FundingRequest) -> None:
    requests.chase(request=row, by=cast.coordinator)


def withdraw(cast: Cast, row: FundingRequest) -> None:
    requests.withdraw_request(request=row, by=cast.coordinator, reason="In error")


def adopt(cast: Cast, row: ModelVersion) -> None:
    funding_models.adopt_model(version=row, by=cast.csp_chair)


def close_round(cast: Cast, row: FundingRound) -> None:
    rounds.close_round(funding_round=row, by=cast.coordinator, reason="All have answered")


def answer(cast: Cast, row: GrantExtension) -> None:
    grant_years.answer_extension(
        extension=row, by=cast.coordinator, answer=ExtensionAnswer.REFUSED, answered_on=timezone.localdate()
    )


@pytest.mark.parametrize(
    ("make", "act"),
    [
        (a_gap, close_gap), (a_paid_cost, settle), (a_settled_cost, reopen), (a_request, chase), (a_request, withdraw),
        (a_draft, adopt), (a_round, close_round), (an_extension, answer), (a_case, grant_acts.give_view),
        (an_approved_case, grant_acts.submit), (a_sent_case, grant_acts.decide),
    ],
)  # fmt: skip
def test_is_done_once(cast: Cast, make: Make, act: Do) -> None:
    made = make(cast)
    first, second = (type(made)._default_manager.get(pk=made.pk) for _ in range(2))
    act(cast, first)
    done = FundingEvent.objects.count()
    with pytest.raises(NotNow):
        act(cast, second)
    assert FundingEvent.objects.count() == done


def change_cost(cast: Cast, row: CostLine) -> None:
    costs.change_cost(cost=row, by=cast.coordinator, change=costs.CostChange(description="Chair"), reason="Mistyped")


def state_cost(cast: Cast, row: CostLine) -> None:
    costs.state_cost(cost=row, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: PENCE})


def record_actual(cast: Cast, row: CostLine) -> None:
    payment = costs.Payment(pence=PENCE, on=DAY, year=YEAR.start)
    costs.record_actual(cost=row, by=cast.coordinator, payment=payment)


@pytest.mark.parametrize("act", [change_cost, state_cost, record_actual])
def test_adds_nothing_to_a_cost_that_was_closed_since(cast: Cast, act: Callable[[Cast, CostLine], None]) -> None:
    seen = a_paid_cost(cast)
    settle(cast, CostLine.objects.get())
    done = FundingEvent.objects.count()
    with pytest.raises(NotNow, match="closed as fully paid"):
        act(cast, seen)
    seen.refresh_from_db()
    assert (seen.is_settled, seen.description, FundingEvent.objects.count()) == (True, "Chairing", done)
