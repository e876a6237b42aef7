"""Does forgetting a page's rule close the page and turn the build red, instead of opening it?"""

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings

from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests.access.addresses import Address, Probe, UnknownParameterError, addresses, probes
from tests.access.expectations import expected
from tests.access.world import Which, World
from tests.conftest import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.forgotten_urls")]


def added(name: str) -> Address:
    """One of the addresses added in a hurry."""
    return next(address for address in addresses() if address.name == name)


@pytest.fixture
def world(cast: Cast, case: Case) -> World:
    """A world of one case."""
    return World(cast, cast, Stage.REFERRED, {Which.OWN: case})


def test_stops_the_build_over_a_page_without_a_rule() -> None:
    faults = [fault for fault in run_checks() if fault.id == "dhr.E003"]
    assert [fault.msg for fault in faults] == ["The page at “forgotten/” declares no access rule."]


def test_finds_nothing_wrong_with_the_real_addresses() -> None:
    with override_settings(ROOT_URLCONF="config.urls"):
        assert [fault.id for fault in run_checks() if fault.is_serious()] == []


def test_keeps_the_forgotten_page_closed_to_everybody(cast: Cast) -> None:
    for person in cast.people().values():
        client = Client()
        client.force_login(person)
        page = client.get("/forgotten/")
        assert page.status_code == 403
        assert "has no access rule yet and stays closed" in page.content.decode()
        assert "What nobody should see" not in page.content.decode()


def test_asks_a_stranger_at_the_forgotten_page_to_sign_in(client: Client) -> None:
    page = client.get("/forgotten/")
    assert (page.status_code, "What nobody should see" in page.content.decode()) == (302, False)


def test_fails_the_matrix_over_a_page_without_a_rule(world: World) -> None:
    with pytest.raises(AssertionError, match="The view behind forgotten/ declares no rule. Put case_page"):
        expected(added("forgotten"), Probe(), "coordinator", world)


def test_fails_the_matrix_over_a_parameter_it_cannot_fill(world: World) -> None:
    with pytest.raises(UnknownParameterError, match="has the parameter “pebble”.*Add a provider for it to PROVIDERS"):
        list(probes(world, added("unheard_of")))
