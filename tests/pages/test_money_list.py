"""The finance officer finds every review's fees, by reference alone."""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

pytestmark = pytest.mark.both_databases


def test_lists_reviews_by_reference_with_their_fees(client: Client, cast: Cast, case: Case) -> None:
    """The pseudonym and everything else of the case stay out."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    client.force_login(cast.finance_officer)
    page = client.get(reverse("money")).content.decode()
    assert case.reference in page
    assert reverse("case_money", args=(case.reference,)) in page
    assert case.pseudonym not in page


@pytest.mark.parametrize("part", ["panel_member", "agency_author", "outsider", "administrator"])
def test_shows_no_money_to_people_without_the_permission(client: Client, cast: Cast, case: Case, part: str) -> None:
    """The list is empty and says so."""
    client.force_login(cast.people()[part])
    page = client.get(reverse("money")).content.decode()
    assert case.reference not in page
    assert "no review whose money you may see" in page


def test_leads_the_finance_officer_there(client: Client, cast: Cast, case: Case) -> None:
    """The navigation leads to the money of the year, its page of costs to the fees of every review."""
    client.force_login(cast.finance_officer)
    assert f'href="{reverse("funding")}"' in client.get(reverse("home")).content.decode()
    position = client.get(reverse("funding"), follow=True)
    costs = reverse("funding_costs", kwargs=position.resolver_match.kwargs)
    assert f'href="{costs}"' in position.content.decode()
    assert f'href="{reverse("money")}"' in client.get(costs).content.decode()
