"""What Kent printed about its grant comes out of our sums to the penny. Figures: tests/facts/money/kent_grant.json."""

import datetime
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding import grant_sums as sums
from funding.actions.grant_projects import approve_project
from funding.grant_rows import facts_of
from funding.grant_sums import GrantFacts, ProjectFact
from funding.grant_terms import WINDOWS, CaseState, DecisionKind, Disposition, ProjectState, Rest
from funding.years import FinancialYear
from tests import steps_grant as steps
from tests.conftest import Cast

FACTS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts" / "money" / "kent_grant.json").read_text())
Y2017, Y2018, Y2019, Y2022 = (FACTS[f"year_{year}"] for year in (2017, 2018, 2019, 2022))
Y2024, Y2025 = FACTS["year_2024"], FACTS["year_2025"]
THIRD = Fraction(*Y2018["pot_share"])


def _projects(gangs_training: int | None = None) -> tuple[ProjectFact, ...]:
    """The six projects of 2017/18; the sixth with an amount if one is given."""
    rows = Y2017["projects"]
    return tuple(ProjectFact(row["key"], row["title"], row["amount"] or gangs_training) for row in rows)


def _grant(gangs_training: int | None = None) -> GrantFacts:
    return GrantFacts(2017, Y2017["allocation"], _projects(gangs_training))


def _of_2024(**more: Any) -> GrantFacts:
    each, rest = divmod(Y2024["projects_total"], Y2024["projects"])
    amounts = [each + rest, *[each] * (Y2024["projects"] - 1)]
    projects = tuple(ProjectFact(f"p{n}", f"Project {n}", amount) for n, amount in enumerate(amounts, 1))
    return GrantFacts(2024, Y2024["allocation"], projects, is_over=True, **more)


class TestAtG1SixProjectsOneWithoutAnAmount:
    def test_shows_what_is_stated(self) -> None:
        parts = sums.divide(_grant())
        assert parts.stated == Y2017["stated"]
        assert str(parts.stated_percent) == Y2017["stated_percent"]

    def test_calls_the_rest_not_accounted_for(self) -> None:
        parts = sums.divide(_grant())
        assert (parts.rest, parts.rest_is) == (Y2017["not_accounted_for"], Rest.NOT_ACCOUNTED_FOR)
        assert str(parts.rest_percent) == Y2017["rest_percent"]

    def test_says_that_one_project_has_no_stated_amount(self) -> None:
        assert sums.divide(_grant()).label == Y2017["label"]
        assert sums.divide(_grant()).without_amount == ("Integrated Approach to Gangs Training",)

    def test_never_calls_it_underspend_even_after_the_year(self) -> None:
        over = GrantFacts(2017, Y2017["allocation"], _projects(), is_over=True)
        assert sums.underspend(over) is None
        assert sums.divide(over).rest_is is Rest.NOT_ACCOUNTED_FOR


class TestAtG2AnAmountEnteredLater:
    @pytest.mark.parametrize("amount", [1, 500_000, 812_300])
    def test_leaves_so_much_less(self, amount: int) -> None:
        assert sums.divide(_grant(amount)).rest == Y2017["not_accounted_for"] - amount

    def test_is_refused_above_what_is_not_accounted_for(self) -> None:
        with pytest.raises(Incomplete):
            sums.check_amount(Y2017["not_accounted_for"] + 1, sums.divide(_grant()).rest)

    def test_is_taken_above_it_with_a_recorded_reason(self) -> None:
        sums.check_amount(Y2017["not_accounted_for"] + 1, sums.divide(_grant()).rest, "Paid in part by the council")


class TestAtG3NineProjectsAndAReturn:
    def test_shows_the_underspend(self) -> None:
        assert sums.underspend(_of_2024()) == Y2024["returned"]

    def test_leaves_nothing_after_the_return(self) -> None:
        returned = _of_2024(endings={Disposition.RETURNED: Y2024["returned"]})
        assert sums.left_after_endings(returned) == 0

    def test_carries_nothing_forward(self) -> None:
        with pytest.raises(NotNow):
            sums.check_ending(Disposition.CARRIED, Y2024["returned"], sums.underspend(_of_2024()), None, "")


class TestAtG4TheCapOfThePot:
    def test_is_a_third_rounded_down(self) -> None:
        assert sums.pot_cap(Y2018["allocation"], THIRD) == Y2018["pot_cap"]
        assert sums.upfront_minimum(Y2018["allocation"], THIRD) == Y2018["upfront_minimum"]

    @pytest.mark.parametrize("pot", [pot for pot, is_accepted in Y2018["pots"] if is_accepted])
    def test_accepts_up_to_the_cap(self, pot: int) -> None:
        sums.check_pot(pot, Y2018["allocation"], THIRD)
        assert pot <= Y2018["pot_cap"]

    @pytest.mark.parametrize("pot", [pot for pot, is_accepted in Y2018["pots"] if not is_accepted])
    def test_refuses_a_penny_more(self, pot: int) -> None:
        with pytest.raises(Incomplete, match="£13,220.33"):
            sums.check_pot(pot, Y2018["allocation"], THIRD)

    def test_keeps_the_printed_parts_of_2025_and_flags_the_pound(self) -> None:
        printed = (Y2025["allocation"], Y2025["upfront"], Y2025["pot"])
        assert sums.rounding_difference(*printed) == Y2025["difference"]
        assert "£1 less than the allocation" in sums.rounding_flag(*printed)
        sums.check_pot(Y2025["pot"], Y2025["allocation"], THIRD)


@pytest.mark.parametrize(("day", "word"), Y2019["days"])
def test_at_g5_answers_each_day_of_the_window_of_2019(day: str, word: str) -> None:
    opens, closes = (datetime.date.fromisoformat(Y2019[name]) for name in ("opens", "closes"))
    assert WINDOWS[sums.window_on(datetime.date.fromisoformat(day), opens, closes)] == word


class TestAtG8ThePotWhileAProjectIsUnfinished:
    facts = GrantFacts(
        2021,
        Y2018["allocation"],
        (
            ProjectFact("a", "First", 1_500_000, ProjectState.DONE, outturn=1_400_000),
            ProjectFact("b", "Second", 1_000_000, ProjectState.PART_DONE, outturn=700_000),
        ),
        pot_share=THIRD,
        pot=Y2018["pot_cap"],
        is_over=True,
    )

    def test_is_not_available(self) -> None:
        with pytest.raises(NotNow, match="not available. Not finished: Second."):
            sums.check_release(self.facts, 1)

    def test_is_reported_apart_from_underspend(self) -> None:
        never_allocated = Y2018["upfront_minimum"] - 2_500_000
        assert sums.undrawn_pot(self.facts) == Y2018["pot_cap"]
        assert sums.underspend(self.facts) == 400_000 + never_allocated


class TestAtG9UnderspendInTwoYearsRunning:
    def test_warns_of_hold_back(self) -> None:
        years = sums.repeated_underspend({2023: 20_000, 2024: Y2024["returned"]}, 2024)
        assert sums.repeat_warning(years) == (
            "Underspend in 2023/24 and 2024/25: the funder applies hold-back where underspend repeats."
        )

    def test_does_not_warn_of_one_year(self) -> None:
        assert sums.repeat_warning(sums.repeated_underspend({2024: Y2024["returned"]}, 2024)) == ""


class TestFiguresWorkedOutFromThePrintedOnes:
    def test_gives_the_cost_of_one_device(self) -> None:
        assert sums.cost_each(300_000, 33) == Y2017["truecall_each"]

    def test_gives_the_cost_of_one_student(self) -> None:
        assert sums.cost_each(1_000_000, 6_000) == Y2017["licence_to_kill_each"]

    def test_gives_the_share_of_the_largest_project(self) -> None:
        assert str(sums.percent_of_whole(1_000_000, Y2017["allocation"])) == Y2017["largest_project_percent"]

    def test_gives_our_share_of_the_county(self) -> None:
        county = FACTS["county_2024"]
        assert str(sums.percent_of_whole(Y2024["allocation"], county["all"])) == county["our_percent"]


class TestAtG6FourOfFiveProjectsAgreed:
    def test_counts_the_four_and_keeps_the_fifth_with_its_reason(self, cast: Cast) -> None:
        year = FinancialYear(2022)
        grant = steps.a_grant(cast, year, allocation_pence=None, is_same_as_last_year=True)
        for number in range(1, Y2022["proposed"] + 1):
            steps.a_project(cast, f"Project {number}", 100_000, year=year)
        case = steps.agreed(cast, grant, "Project 5")
        fifth = case.projects.get(title="Project 5")
        counted = facts_of(grant).counted
        assert case.at is CaseState.PART_AGREED
        assert len(counted) == Y2022["agreed"]
        assert sums.divide(facts_of(grant)).stated == Y2022["agreed"] * 100_000
        assert fifth.at is ProjectState.PROPOSED
        assert fifth.decisions.get(kind=DecisionKind.FUNDER).reason == "Paid for elsewhere"


@pytest.mark.parametrize("part", ["finance_officer", "coordinator", "panel_member"])
def test_at_g7_refuses_approval_by_who_is_neither_chair_nor_nominee(cast: Cast, part: str) -> None:
    grant = steps.a_grant(cast)
    project = steps.a_project(cast, "Play", 100_000)
    steps.viewed(cast, grant)
    with pytest.raises(NotPermitted):
        approve_project(project=project, by=getattr(cast, part))
    assert not project.decisions.filter(kind=DecisionKind.CHAIR).exists()
