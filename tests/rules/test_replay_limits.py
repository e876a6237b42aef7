"""What a case cannot keep of a file of a published review, whom and what it counts, and which days are assumed."""

from typing import Any

import pytest

from dhr_cases.models import PartialDate, Scope
from dhr_cases.policy import regimes
from dhr_cases.stages import Stage
from tests.rules.test_replay_facts import DAY, facts, sentence
from workflows.replay.dating import dated
from workflows.replay.facts import PeopleFacts
from workflows.replay.recommendations import NOT_IN_SOURCE, RecommendationFacts

LONGEST = {"title": 200, "csp": 200}
MOST = 999


# What a case cannot keep


@pytest.mark.parametrize("name", ["title", "csp"])
def test_refuses_words_longer_than_a_case_keeps(name: str) -> None:
    most = LONGEST[name]

    assert sentence(**{name: "x" * (most + 1)}) == f"{name}: {most + 1} letters; a case keeps {most} at most."
    assert facts(**{name: "x" * most}).title


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"agency": "x" * 301}, "recommendations[0].agency: 301 letters; a case keeps 300 at most."),
        ({"ref": "x" * 41}, "recommendations[0].ref: 41 letters; a case keeps 40 at most."),
        ({"ref": "1\0"}, "recommendations[0].ref: holds a sign that is no letter: '1\\x00'."),
        ({"actions": ["Train", "\0"]}, "recommendations[0].actions[1]: holds a sign that is no letter: '\\x00'."),
        ({"text": "\ud800"}, "recommendations[0].text: holds a sign that is no letter: '\\ud800'."),
        ({"ref": True}, "recommendations[0].ref: expected a number as printed, found True."),
        ({"scope": "world"}, "recommendations[0].scope: 'world' is not local, regional or national."),
        ({"target_date": "May"}, "recommendations[0].target_date: May is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ({"actions": "Train"}, "recommendations[0].actions: expected a list, found 'Train'."),
    ],
)
def test_refuses_a_recommendation_and_names_its_place(row: dict[str, Any], said: str) -> None:
    assert sentence(recommendations=[{"scope": "local", **row}]) == said


def test_refuses_an_agency_with_a_sign_that_is_no_letter() -> None:
    assert sentence(agencies=["Pol\0ice"]) == "agencies[0]: holds a sign that is no letter: 'Pol\\x00ice'."


@pytest.mark.parametrize("name", ["victims", "perpetrators", "recommendation_count"])
@pytest.mark.parametrize("value", [-1, MOST + 1, 10**9, True, 1.5, "2"])
def test_refuses_a_count_that_is_none(name: str, value: Any) -> None:
    assert sentence(**{name: value}) == f"{name}: expected a count from 0 to {MOST}, found {value!r}."


# People and recommendations


@pytest.mark.parametrize(
    ("keys", "people"),
    [
        ({}, PeopleFacts(1, 1, 0)),
        ({"victims": 3, "perpetrators": 2}, PeopleFacts(3, 2, 0)),
        ({"victims": 0}, PeopleFacts(1, 1, 0)),
        ({"multiple_victims": True}, PeopleFacts(2, 1, 0)),
        ({"case_facts_for_tests": {"two_victims": True}}, PeopleFacts(2, 1, 0)),
        ({"case_facts_for_tests": {"multiple_victims": True, "two_perpetrators": True}}, PeopleFacts(2, 2, 0)),
        ({"case_facts_for_tests": {"child_in_scope": True}}, PeopleFacts(1, 1, 1)),
        ({"case_facts_for_tests": {"two_young_children": True}}, PeopleFacts(1, 1, 2)),
        ({"victims": 2, "multiple_victims": True}, PeopleFacts(2, 1, 0)),
    ],
)
def test_counts_the_people_a_file_tells_of(keys: dict[str, Any], people: PeopleFacts) -> None:
    assert facts(**keys).people == people


@pytest.mark.parametrize(
    ("criminal", "outcome", "ended"),
    [
        ({"outcome": "Murder", "sentence_date": DAY, "conviction_date": "2018"}, "Murder", DAY),
        ({"outcome": "Murder", "sentence_month": "2019-03"}, "Murder", "2019-03"),
        ({"conviction_date": DAY, "conviction_month": "2018-01"}, "", DAY),
        ({"outcome": "Murder", "conviction_month": "2018-01"}, "Murder", "2018-01"),
        ({"outcome": "None"}, "None", ""),
    ],
)
def test_tells_of_a_trial_by_the_day_it_ended(criminal: dict[str, str], outcome: str, ended: str) -> None:
    found = facts(criminal=criminal).proceeding

    assert found is not None
    assert (found.outcome, found.ended_on.iso) == (outcome, ended)
    assert facts(criminal={}).proceeding is None


def unread(ref: str = "") -> RecommendationFacts:
    """A recommendation the file knows of and does not give."""
    return RecommendationFacts(ref, NOT_IN_SOURCE, Scope.NOT_STATED, "", PartialDate.unknown())


@pytest.mark.parametrize(
    ("keys", "refs"),
    [
        ({}, []),
        ({"recommendation_count": 2}, ["", ""]),
        ({"recommendation_count": 2, "refs_not_extracted": ["4", 5, 6.1]}, ["4", "5"]),
        ({"recommendation_count": 3, "refs_not_extracted": ["4"]}, ["4", "", ""]),
        ({"refs_not_extracted": ["4", "30 further", None, "5"]}, ["4", "5"]),
        ({"recommendation_count": 0, "refs_not_extracted": ["4"]}, []),
    ],
)
def test_counts_recommendations_that_a_file_does_not_give(keys: dict[str, Any], refs: list[str]) -> None:
    assert facts(**keys).recommendations == tuple(unread(ref) for ref in refs)


def test_reads_a_recommendation_with_its_actions() -> None:
    row = {
        "ref": 10.1, "scope": "Local", "agency": " Police ", "target_date": "2020-05", "text": "Printed",
        "summary_in_own_words": "Own", "actions": ["Train", {"text": "Write"}, {"action": "Ask"}, {}],
    }  # fmt: skip
    (found,) = facts(recommendations=[row], recommendation_count=1).recommendations

    assert found == RecommendationFacts(
        "10.1", "Own", Scope.LOCAL, "Police", PartialDate.parse("2020-05"), ("Train", "Write", "Ask", NOT_IN_SOURCE)
    )
    assert facts(recommendations=[{**row, "summary_in_own_words": ""}]).recommendations[0].text == "Printed"


# The law, and days that are not known


def test_takes_the_law_in_force_unless_the_file_names_one() -> None:
    first = next(row.id for row in regimes() if row.enabled)

    assert facts().regime == first
    assert {facts(regime=row.id).regime for row in regimes()} == {row.id for row in regimes()}
    assert sentence(regime="DHR_1999").startswith("regime: 'DHR_1999' is not a regime.")


LINE = (Stage.REFERRED, Stage.LEAD_AGREED, Stage.SCOPING, Stage.DECIDED_REVIEW, Stage.HO_NOTIFIED)


def assumed(known: dict[Stage, str], death: str = "", not_before: str = "") -> list[str]:
    """The days of a line of five stages, those assumed in brackets."""
    days = {stage: PartialDate.parse(day) for stage, day in known.items()}
    found = dated(LINE, days, PartialDate.parse(death), PartialDate.parse(not_before))
    return [f"({row.on.iso})" if row.assumed else row.on.iso for row in found]


def test_assumes_days_evenly_between_those_that_are_known() -> None:
    assert assumed({Stage.REFERRED: "2020-01-01", Stage.HO_NOTIFIED: "2020-01-09"}) == [
        "2020-01-01", "(2020-01-03)", "(2020-01-05)", "(2020-01-07)", "2020-01-09",
    ]  # fmt: skip
    assert assumed({Stage.LEAD_AGREED: "2020-01-11"}, death="2020-01-01")[0] == "(2020-01-06)"
    assert assumed({Stage.REFERRED: "2020-01-01"})[1:] == ["(2020-01-01)"] * 4
    assert assumed({Stage.REFERRED: "2020-01-01"}, not_before="2020-01-09")[4] == "(2020-01-09)"


def test_assumes_nothing_where_no_day_is_known() -> None:
    assert assumed({}) == ["()"] * 5


def test_never_lets_assumed_days_run_backwards() -> None:
    """Between two known days in the wrong order the earlier stage's day stands."""
    found = assumed({Stage.REFERRED: "2020-01-09", Stage.SCOPING: "2020-01-01"})

    assert found[:3] == ["2020-01-09", "(2020-01-09)", "2020-01-01"]
