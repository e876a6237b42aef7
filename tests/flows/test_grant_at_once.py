"""What happens when two people act on the grant at the same moment? It is done once, and the other is told why not."""

from collections.abc import Callable

import pytest

from dhr_cases.errors import ReviewError
from dhr_cases.models.history import change
from funding.actions.grant_cases import release_pot
from funding.actions.grant_delivery import record_outturn
from funding.actions.grant_projects import approve_project
from funding.grant_rows import facts_of, spent_in_ledger
from funding.grant_sums import undrawn_pot
from funding.grant_terms import CaseKind, DecisionKind
from funding.models import Nominee
from funding.models.grants import BusinessCase, GrantProject
from tests.conftest import Cast
from tests.flows.at_once import at_once
from tests.steps_grant import ENDED_ON, PAID_ON, VIEWED_ON, a_grant, a_project, agreed, delivered, paid, viewed

pytestmark = pytest.mark.django_db(transaction=True)


def told(act: Callable[[], object]) -> Callable[[], str]:
    """An act whose result is the sentence that refused it; "" where it was done."""

    def do() -> str:
        try:
            act()
        except ReviewError as refusal:
            return refusal.sentence
        return ""

    return do


def test_approves_a_project_once(cast: Cast) -> None:
    grant = a_grant(cast)
    pk = a_project(cast, "Play", 1_000).pk
    viewed(cast, grant)
    with change("Named by the chair", cast.csp_chair):
        Nominee.objects.create(partnership=cast.partnership, user=cast.finance_officer, starts_on=VIEWED_ON)

    def approving(person: str) -> Callable[[], object]:
        return lambda: approve_project(project=GrantProject.objects.get(pk=pk), by=getattr(cast, person))

    answers = at_once([told(approving("csp_chair")), told(approving("finance_officer"))])
    assert sorted(map(bool, answers)) == [False, True], answers
    assert GrantProject.objects.get(pk=pk).decisions.filter(kind=DecisionKind.CHAIR).count() == 1


def test_records_an_outturn_once(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000)
    paid(cast, grant)
    project = grant.projects.get()
    delivered(cast, project)

    def recording() -> None:
        read = GrantProject.objects.get(pk=project.pk)
        record_outturn(project=read, by=cast.coordinator, on=ENDED_ON, spent_pence=900)

    answers = at_once([told(recording), told(recording)])
    assert sorted(map(bool, answers)) == [False, True], answers
    assert spent_in_ledger(project) == 900


def test_never_draws_more_than_the_pot_holds(cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=1_000_000)
    cases = []
    for title in ("Film", "Leaflet"):
        a_project(cast, title, 800_000, CaseKind.IN_YEAR)
        cases.append(agreed(cast, grant).pk)

    def releasing(pk: int) -> Callable[[], object]:
        return lambda: release_pot(
            business_case=BusinessCase.objects.get(pk=pk), by=cast.coordinator, on=PAID_ON, amount_pence=800_000
        )

    answers = at_once([told(releasing(pk)) for pk in cases])
    assert sorted(map(bool, answers)) == [False, True], answers
    assert undrawn_pot(facts_of(grant)) == 200_000
