"""Grants of years that were kept elsewhere come in as they were printed, or not at all with the place of each fault."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.actions.core import acting
from funding.file_values import Gathered
from funding.grant_rows import facts_of
from funding.grant_sums import divide, rounding_difference
from funding.grant_terms import DecisionKind, Disposition, ProjectState
from funding.imports.grant_layout import GRANTS
from funding.imports.grants import faults_in_grants, write_grants
from funding.imports.keys import Row
from funding.models.grants import GrantYear, NeighbourProject
from funding.money import Qualifier
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.steps_grant import a_funder, a_grant

KENT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts" / "money" / "kent_grant.json").read_text())
OF_2017: dict[str, Any] = {
    "year": "2017/18",
    "funder": "test-pcc",
    "allocation_pence": KENT["year_2017"]["allocation"],
    "rounds": 2,
    "payments": 2,
    "projects": [
        {"key": row["key"], "title": row["title"], "amount_pence": row["amount"]}
        for row in KENT["year_2017"]["projects"]
    ],
}
OF_2025: dict[str, Any] = {
    "year": "2025/26",
    "funder": "test-pcc",
    "allocation_pence": KENT["year_2025"]["allocation"],
    "upfront_pence": KENT["year_2025"]["upfront"],
    "pot_pence": KENT["year_2025"]["pot"],
    "pot_share": "1/3",
    "closes_on": KENT["year_2025"]["closes"],
}


def _read(*grants: dict[str, Any]) -> tuple[tuple[Row, ...], list[str]]:
    """The rows of a list of grants and the faults seen without the database."""
    gathered = Gathered()
    rows = GRANTS.kind.read(gathered, "grants", copy.deepcopy(list(grants)))
    return rows, [str(fault) for fault in gathered.faults]


def _faults(cast: Cast, *grants: dict[str, Any]) -> list[str]:
    rows, faults = _read(*grants)
    bodies = set(Organisation.objects.values_list("code", flat=True))
    return [*faults, *(str(fault) for fault in faults_in_grants(cast.partnership, rows, bodies))]


def _write(cast: Cast, *grants: dict[str, Any]) -> list[GrantYear]:
    rows, faults = _read(*grants)
    assert not faults
    bodies = {body.code: body for body in Organisation.objects.all()}
    with acting(FundingVerb.IMPORT_YEARS, cast.partnership, cast.coordinator) as act:
        act.record()
        return write_grants(act, rows, bodies)


@pytest.fixture(autouse=True)
def funder(cast: Cast) -> Organisation:
    """The body that pays."""
    return a_funder()


class TestTaking:
    def test_keeps_the_amount_that_is_not_stated(self, cast: Cast) -> None:
        (grant,) = _write(cast, OF_2017)
        parts = divide(facts_of(grant))
        assert (parts.stated, parts.rest) == (KENT["year_2017"]["stated"], KENT["year_2017"]["not_accounted_for"])
        assert grant.projects.get(key="gangs-training").amount_pence is None

    def test_keeps_printed_parts_and_does_not_block(self, cast: Cast) -> None:
        (grant,) = _write(cast, OF_2025)
        assert _faults(cast, {**OF_2025, "year": "2024/25"}) == []
        assert rounding_difference(grant.allocation_pence, grant.upfront_pence, grant.pot_pence) == 100

    def test_keeps_results_and_turnout_with_their_qualifiers(self, cast: Cast) -> None:
        project = {
            "title": "Play",
            "amount_pence": 100,
            "qualifier": "about",
            "outputs": [{"label": "students", "actual": 6000, "is_actual_about": True}],
            "attendances": [{"label": "Sessions", "capacity": 400, "is_capacity_about": True}],
        }
        (grant,) = _write(cast, {**OF_2017, "projects": [project]})
        written = grant.projects.get()
        assert written.amount_qualifier == Qualifier.ABOUT
        assert (written.outputs.get().actual, written.outputs.get().is_actual_about) == (6000, True)
        assert (written.attendances.get().capacity, written.attendances.get().attended) == (400, None)

    def test_keeps_a_refused_project_with_the_reason(self, cast: Cast) -> None:
        refused = {"title": "Fifth", "amount_pence": None, "state": "proposed", "refusal": "Paid for elsewhere"}
        (grant,) = _write(cast, {**OF_2017, "projects": [refused]})
        project = grant.projects.get()
        assert project.at is ProjectState.PROPOSED
        assert project.decisions.get(kind=DecisionKind.FUNDER).reason == "Paid for elsewhere"

    def test_keeps_what_went_back(self, cast: Cast) -> None:
        ending = {"disposition": "returned", "amount_pence": 15_600}
        project = {"title": "Nine projects", "amount_pence": 3_950_500, "state": "done"}
        (grant,) = _write(cast, {**OF_2017, "year": "2024/25", "projects": [project], "endings": [ending]})
        assert facts_of(grant).endings == {Disposition.RETURNED: 15_600}

    def test_keeps_requests_for_time_and_other_partnerships_projects(self, cast: Cast) -> None:
        extension = {"asked_on": "2022-03-24", "asked_by": "The team", "reason": "Partners", "answer": "considered"}
        neighbour = {"partnership": "Otherton CSP", "title": "Play", "areas": ["Otherton", "Nextown"]}
        (grant,) = _write(cast, {**OF_2017, "extensions": [extension], "neighbours": [neighbour]})
        assert grant.extensions.get().asked_by == "The team"
        assert NeighbourProject.objects.get().areas == "Otherton\nNextown"

    def test_keeps_a_confirmation_without_a_figure(self, cast: Cast) -> None:
        same = {**OF_2017, "year": "2018/19", "allocation_pence": None, "is_same_as_last_year": True, "projects": []}
        _, grant = _write(cast, OF_2017, same)
        assert (grant.allocation_pence, facts_of(grant).allocation) == (None, KENT["year_2017"]["allocation"])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"funder": "nobody"}, "grants[0].funder: no organisation has the code “nobody”."),
        ({"year": "2017/19"}, "grants[0].year: “2017/19” is not a financial year"),
        ({"allocation_pence": -1}, "grants[0].allocation_pence: a whole number from 0"),
        ({"allocation_pence": 1.5}, "grants[0].allocation_pence: a whole number is needed here"),
        ({"pot_share": "4/3"}, "grants[0].pot_share: a share of the whole is needed here"),
        (
            {"pot_share": "1/3", "pot_pence": 1_322_034},
            "grants[0].pot_pence: The tactical pot may be at most £13,220.33",
        ),
        ({"pot_pence": 1}, "grants[0].pot_pence: The rules of this year allow no tactical pot."),
        ({"opens_on": "2019-03-15", "closes_on": "2019-01-23"}, "grants[0].closes_on: the last day"),
        ({"alocation": 1}, "grants[0].alocation: unknown key."),
        ({"allocation_pence": 3_153_799}, "grants[0].projects: £31,538 is more than the £31,537.99"),
        (
            {"extensions": [{"asked_on": "2018-03-01", "asked_by": "Us", "reason": "Time", "answer": "granted"}]},
            "grants[0].extensions[0].until: a deadline that was granted needs its new day.",
        ),
    ],
)
def test_names_the_place_of_a_fault(cast: Cast, change: dict[str, Any], fault: str) -> None:
    assert any(found.startswith(fault) for found in _faults(cast, {**OF_2017, **change})), _faults(
        cast, {**OF_2017, **change}
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"key": "paths"}, "grants[0].projects[0].key: “paths” is there twice"),
        ({"lead": "nobody"}, "grants[0].projects[0].lead: no organisation"),
        ({"state": "begun"}, "grants[0].projects[0].state: “begun” is not known."),
        ({"refusal": "No"}, "grants[0].projects[0].refusal: a project the funder refused stays"),
    ],
)
def test_names_the_place_of_a_fault_in_a_project(cast: Cast, change: dict[str, Any], fault: str) -> None:
    grant = copy.deepcopy(OF_2017)
    first = {**grant["projects"][0], **change}
    found = _faults(cast, {**grant, "projects": [first, *grant["projects"][1:]]})
    place = fault.replace("projects[0].key", "projects[3].key")  # the later of two is the one too many
    assert any(words.startswith((fault, place)) for words in found), found


def test_takes_an_amount_above_the_allocation_with_its_reason(cast: Cast) -> None:
    project = {"title": "Play", "amount_pence": 5_000_000, "override_reason": "The council added to it"}
    assert _faults(cast, {**OF_2017, "projects": [project]}) == []


def test_changes_no_year_that_is_recorded(cast: Cast) -> None:
    a_grant(cast)
    assert _faults(cast, {**OF_2017, "year": "2018/19"})[0].startswith(
        "grants[0].year: the grant of 2018/19 is recorded"
    )


def test_refuses_a_year_that_is_there_twice(cast: Cast) -> None:
    assert _faults(cast, OF_2017, OF_2017) == ["grants[1].year: 2017/18 is there twice. Keep one."]
