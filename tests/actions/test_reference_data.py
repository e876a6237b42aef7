"""The public bodies of Kent and Medway come with their life spans and successions."""

import datetime

import pytest

from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.models import Organisation, SectionNineStatus, Succession

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    """The second loading finds everything in place."""
    first = load_organisations(by=None)
    assert first == Organisation.objects.count()
    successions = Succession.objects.count()
    assert load_organisations(by=None) == 0
    assert Succession.objects.count() == successions


def test_the_rehabilitation_company_gives_way_to_the_probation_service() -> None:
    """The company's last day is the day before the service's first."""
    load_organisations(by=None)
    succession = Succession.objects.get(predecessor__code="kss-crc")
    assert succession.successor is not None
    assert succession.successor.name == "Probation Service"
    assert not succession.predecessor.exists_on(datetime.date(2021, 6, 26))
    assert succession.successor.exists_on(datetime.date(2021, 6, 26))


def test_eight_groups_merge_into_one() -> None:
    """The merger of 2020 has eight predecessors."""
    load_organisations(by=None)
    assert Succession.objects.filter(successor__code="kent-medway-ccg").count() == 8


def test_planned_councils_have_a_date_and_no_name() -> None:
    """Every council of the county is planned to end in 2028; who follows is not settled."""
    load_organisations(by=None)
    planned = Succession.objects.filter(is_planned=True)
    assert planned.count() == Organisation.objects.filter(kind="council").count()
    assert all(row.successor is None for row in planned)


def test_foundation_trusts_are_not_in_the_list_as_printed() -> None:
    """Section 9(4)(a) names NHS trusts, not foundation trusts."""
    load_organisations(by=None)
    rows = SectionNineStatus.objects.filter(organisation__name__contains="Foundation Trust")
    assert rows.exists()
    assert not rows.filter(is_section_9_body=True).exists()
