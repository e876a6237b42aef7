"""`manage.py grant_position` prints what the page shows, for people and for machines."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from funding.actions.grant_years import Neighbour, record_other_case
from funding.grant_terms import CaseKind
from tests.conftest import Cast
from tests.steps_grant import YEAR, a_grant, a_project, agreed, delivered, paid, settled


def _told(*arguments: str) -> str:
    out = StringIO()
    call_command("grant_position", *arguments, stdout=out)
    return out.getvalue()


def _json(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_told(*arguments, "--json"))
    return found


def test_prints_pence_as_whole_numbers(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    a_project(cast, "Gangs training", None)
    agreed(cast, grant)
    found = _json("2018/19")
    assert found["allocated_stated_pence"] == 1_000_000
    assert found["not_accounted_for_pence"] == 2_966_100
    assert found["label"] == "includes 1 project with no stated amount"
    assert found["not_stated"] == ["Gangs training"]
    assert found["underspend_pence"] is None


def test_gives_cap_and_least_upfront(cast: Cast) -> None:
    a_grant(cast)
    found = _json("2018")
    assert (found["tactical_pot_cap_pence"], found["upfront_min_pence"]) == (1_322_033, 2_644_067)


def test_gives_nothing_as_not_accounted_for_when_every_figure_is_there(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    found = _json("2018-19", "--on", "2018-06-01")
    assert (found["not_accounted_for_pence"], found["remaining_pence"]) == (None, 2_966_100)
    assert found["remaining_is"] == "not_allocated"


def test_tells_whether_the_pot_can_be_released_and_why_not(cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=1_322_033)
    a_project(cast, "Play", 1_000_000)
    paid(cast, grant)
    assert _json("2018")["tactical_pot_release"] == "not available"
    assert _json("2018")["tactical_pot_release_reason"] == "Not finished: Play."
    delivered(cast, grant.projects.get())
    assert _json("2018")["tactical_pot_release"] == "available"


def test_keeps_the_undrawn_pot_apart_from_underspend(cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=1_322_033)
    a_project(cast, "Play", 2_644_067)
    paid(cast, grant)
    settled(cast, grant.projects.get(), 2_600_000)
    found = _json("2018")
    assert (found["underspend_pence"], found["tactical_pot_undrawn_pence"]) == (44_067, 1_322_033)


def test_warns_of_repeated_underspend(cast: Cast) -> None:
    for year in (YEAR.previous, YEAR):
        grant = a_grant(cast, year, allocation_pence=1_000_000)
        a_project(cast, "Play", 1_000_000, year=year)
        paid(cast, grant)
        settled(cast, grant.projects.get(), 900_000)
    found = _json("2018")
    assert found["repeated_underspend"] == ["2017/18", "2018/19"]
    assert "hold-back" in found["warnings"][0]


def test_warns_of_nothing_where_there_is_nothing_to_look_at(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    assert _json("2018")["warnings"] == []


def test_warns_of_parts_that_miss_the_allocation_and_of_a_likely_duplicate(cast: Cast) -> None:
    a_grant(cast, upfront_pence=2_644_000, pot_pence=1_322_000)
    a_project(cast, "Licence to Kill", 1_000)
    neighbour = Neighbour(partnership_name="Otherton CSP", title="Licence to kill")
    record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
    rounding, duplicate = _json("2018")["warnings"]
    assert "£1 less than the allocation" in rounding
    assert (
        duplicate == "Licence to Kill: Otherton CSP has “Licence to kill”, the titles are the same, the areas overlap."
    )


def test_lists_projects_and_business_cases(cast: Cast) -> None:
    a_grant(cast, pot_pence=1_000_000)
    a_project(cast, "Play", 1_000)
    a_project(cast, "Film", 2_000, CaseKind.IN_YEAR)
    found = _json("2018")
    assert [project["title"] for project in found["projects"]] == ["Play", "Film"]
    assert [case["kind"] for case in found["business_cases"]] == ["year", "in_year"]


def test_holds_no_number_with_a_point(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    json.loads(_told("2018", "--json"), parse_float=lambda text: pytest.fail(f"{text} is a float"))
    assert _json("2018")["allocated_stated_percent"] == "25.21"


def test_says_it_in_words_too(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    a_project(cast, "Gangs training", None)
    agreed(cast, grant)
    told = _told("2018")
    for words in ("£39,661", "Not accounted for", "£29,661", "not stated  approved", "includes 1 project"):
        assert words in told


def test_names_the_years_that_have_a_grant(cast: Cast) -> None:
    a_grant(cast)
    with pytest.raises(
        CommandError, match="No grant is recorded for 2016/17 in Testshire CSP. Years with a grant: 2018/19"
    ):
        _told("2016")


def test_refuses_a_year_that_is_none(cast: Cast) -> None:
    with pytest.raises(CommandError, match="is not a financial year"):
        _told("last")
