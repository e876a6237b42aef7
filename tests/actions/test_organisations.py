"""Bodies come, change their names and end; what they owed passes on."""

import datetime

import pytest

from dhr_cases.actions import organisations
from dhr_cases.actions.organisations import Body
from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation, OrganisationKind, SectionNineStatus, Succession, SuccessionShape
from dhr_cases.organisation_list import (
    OrganisationFilter,
    after,
    before,
    organisations_matching,
    section_9_on,
)
from tests.conftest import Cast

LAST = datetime.date(2027, 3, 31)
SOURCE = "Structural changes order"
VALE = Body(name="Vale Council", kind=OrganisationKind.COUNCIL)


def test_adds_a_body_with_its_source(cast: Cast) -> None:
    """History says on what grounds it was added."""
    added = organisations.add_organisation(by=cast.coordinator, body=VALE, is_section_9_body=True, reason=SOURCE)
    assert added.source == SOURCE
    assert added.history.get().history_change_reason == SOURCE
    assert SectionNineStatus.objects.get(organisation=added).is_section_9_body


def test_does_not_guess_whether_section_9_lists_it(cast: Cast) -> None:
    """Not looked up is not the same as no."""
    added = organisations.add_organisation(by=cast.coordinator, body=VALE, is_section_9_body=None, reason=SOURCE)
    assert not SectionNineStatus.objects.filter(organisation=added).exists()


def test_refuses_the_panel_member(cast: Cast) -> None:
    """Organisations are kept by whoever keeps the settings."""
    with pytest.raises(NotPermitted):
        organisations.add_organisation(by=cast.panel_member, body=VALE, is_section_9_body=None, reason=SOURCE)
    assert not Organisation.objects.filter(name=VALE.name).exists()


def test_refuses_the_same_name_twice(cast: Cast) -> None:
    """Two rows for one body would part its history."""
    organisations.add_organisation(by=cast.coordinator, body=VALE, is_section_9_body=None, reason=SOURCE)
    with pytest.raises(Incomplete, match="already"):
        organisations.add_organisation(by=cast.coordinator, body=VALE, is_section_9_body=None, reason=SOURCE)


def test_keeps_the_old_name_until_its_last_day(cast: Cast) -> None:
    """It is found under both."""
    organisations.rename_organisation(
        by=cast.coordinator, organisation=cast.health, name="Vale NHS Trust", until=LAST, reason=SOURCE
    )
    found = organisations_matching(OrganisationFilter(text="Testshire NHS"), LAST)
    assert [body.name for body in found] == ["Vale NHS Trust"]


def test_passes_duties_to_those_who_follow(cast: Cast) -> None:
    """A split has two successors, who know where they came from."""
    organisations.end_organisation(
        by=cast.coordinator,
        organisation=cast.health,
        ends_on=LAST,
        successors=[cast.police, cast.refuge],
        shape=SuccessionShape.SPLIT,
        reason=SOURCE,
    )
    first_day = LAST + datetime.timedelta(days=1)
    assert {(row.successor, row.effective_on) for row in after(cast.health)} == {
        (cast.police, first_day),
        (cast.refuge, first_day),
    }
    assert before(cast.police)[0].predecessor == cast.health
    assert not Organisation.objects.get(pk=cast.health.pk).exists_on(first_day)


def test_plans_an_end_without_a_name(cast: Cast) -> None:
    """A reorganisation is known before its outcome; the real one takes the place of the plan."""
    organisations.end_organisation(
        by=cast.coordinator, organisation=cast.health, ends_on=LAST, is_planned=True, reason=SOURCE
    )
    planned = Succession.objects.get(predecessor=cast.health)
    assert planned.successor is None
    assert planned.is_planned


def test_puts_the_real_successor_in_the_place_of_the_planned_one(cast: Cast) -> None:
    """Whatever day had been planned."""
    load_organisations(by=None)
    council = Organisation.objects.get(code="kent-county-council")
    organisations.end_organisation(
        by=cast.coordinator, organisation=council, ends_on=LAST, successors=[cast.police], reason=SOURCE
    )
    (row,) = after(council)
    assert (row.successor, row.is_planned) == (cast.police, False)
    assert row.effective_on == LAST + datetime.timedelta(days=1)


def test_ends_a_body_that_nobody_follows(cast: Cast) -> None:
    """Some bodies just end; no succession is made up."""
    organisations.end_organisation(by=cast.coordinator, organisation=cast.refuge, ends_on=LAST, reason=SOURCE)
    assert not after(cast.refuge)


def test_refuses_to_end_a_body_twice(cast: Cast) -> None:
    """The sentence names the day it has."""
    organisations.end_organisation(by=cast.coordinator, organisation=cast.refuge, ends_on=LAST, reason=SOURCE)
    with pytest.raises(NotNow, match="31 March 2027"):
        organisations.end_organisation(by=cast.coordinator, organisation=cast.refuge, ends_on=LAST, reason=SOURCE)


def test_refuses_a_body_that_follows_itself(cast: Cast) -> None:
    """Nor one that is gone by then."""
    with pytest.raises(Incomplete, match="itself"):
        organisations.end_organisation(
            by=cast.coordinator, organisation=cast.refuge, ends_on=LAST, successors=[cast.refuge], reason=SOURCE
        )
    organisations.end_organisation(by=cast.coordinator, organisation=cast.health, ends_on=LAST, reason=SOURCE)
    with pytest.raises(Incomplete, match="will not exist"):
        organisations.end_organisation(
            by=cast.coordinator, organisation=cast.refuge, ends_on=LAST, successors=[cast.health], reason=SOURCE
        )


def test_reads_section_9_on_a_day(cast: Cast) -> None:
    """The last row that holds on the day counts; before the first nothing is known."""
    for listed, day in ((True, datetime.date(2013, 4, 1)), (False, datetime.date(2026, 4, 1))):
        organisations.record_section_9(
            by=cast.coordinator, organisation=cast.health, is_section_9_body=listed, starts_on=day, source=SOURCE
        )
    bodies = Organisation.objects.filter(pk=cast.health.pk)
    asked = [datetime.date(2010, 1, 1), datetime.date(2020, 1, 1), datetime.date(2026, 5, 1)]
    assert [section_9_on(bodies, day).get(cast.health.pk) for day in asked] == [None, True, False]


def test_tells_bodies_that_exist_from_those_that_ended(cast: Cast) -> None:
    """The company that ran probation has ended; its successor exists."""
    load_organisations(by=None)
    today = datetime.date(2026, 11, 20)
    existing = set(organisations_matching(OrganisationFilter(exists="yes"), today).values_list("code", flat=True))
    gone = set(organisations_matching(OrganisationFilter(exists="no"), today).values_list("code", flat=True))
    assert "kss-crc" in gone
    assert "kent-police" in existing
    assert not existing & gone
