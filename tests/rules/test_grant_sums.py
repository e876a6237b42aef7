"""The sums of a grant: what is left, what it may be called, the pot, the window, and what must be refused."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.errors import Incomplete, NotNow
from funding import grant_sums as sums
from funding.grant_sums import GrantFacts, ProjectFact
from funding.grant_terms import Disposition, ProjectState, Rest, Window

THIRD = Fraction(1, 3)
AMOUNTS = st.integers(min_value=0, max_value=10**9)


def _project(key: str, amount: int | None, **more: object) -> ProjectFact:
    facts: dict[str, object] = {"key": key, "title": key.title(), "amount": amount, **more}
    return ProjectFact(**facts)  # type: ignore[arg-type]  # the test names the fields it means


def _grant(*projects: ProjectFact, **more: object) -> GrantFacts:
    facts: dict[str, object] = {"year": 2018, "allocation": 100_000, "projects": projects, **more}
    return GrantFacts(**facts)  # type: ignore[arg-type]  # the test names the fields it means


@pytest.fixture
def over() -> GrantFacts:
    """A year that has ended with £300 not used: £200 by a project, £100 never allocated."""
    return _grant(_project("play", 50_000, outturn=30_000), _project("film", 40_000), is_over=True)


class TestWhatIsLeft:
    def test_is_not_yet_allocated_while_the_year_runs(self) -> None:
        parts = sums.divide(_grant(_project("play", 60_000)))
        assert (parts.stated, parts.rest, parts.rest_is) == (60_000, 40_000, Rest.NOT_ALLOCATED)

    def test_is_only_not_accounted_for_while_a_project_has_no_figure(self) -> None:
        parts = sums.divide(_grant(_project("play", 60_000), _project("film", None), is_over=True))
        assert parts.rest_is is Rest.NOT_ACCOUNTED_FOR
        assert parts.without_amount == ("Film",)

    def test_is_underspend_once_the_year_is_over_and_every_figure_is_there(self) -> None:
        assert sums.divide(_grant(_project("play", 60_000), is_over=True)).rest_is is Rest.UNDERSPEND

    def test_counts_no_project_that_is_only_proposed(self) -> None:
        parts = sums.divide(_grant(_project("play", 60_000), _project("film", 10_000, state=ProjectState.PROPOSED)))
        assert parts.stated == 60_000

    def test_asks_no_figure_of_a_project_that_is_only_proposed(self) -> None:
        assert sums.divide(_grant(_project("film", None, state=ProjectState.PROPOSED))).label == ""

    def test_takes_what_was_spent_where_no_amount_was_agreed(self) -> None:
        assert sums.divide(_grant(_project("play", None, outturn=25_000))).stated == 25_000

    def test_is_not_stated_where_the_allocation_is_not(self) -> None:
        parts = sums.divide(_grant(_project("play", 60_000), allocation=None))
        assert (parts.rest, parts.rest_percent, parts.stated_percent) == (None, None, None)

    @pytest.mark.parametrize(("missing", "words"), [(0, ""), (1, "includes 1 project with no stated amount")])
    def test_says_how_many_projects_have_no_figure(self, missing: int, words: str) -> None:
        assert sums.label_for(missing) == words

    def test_says_it_in_the_plural(self) -> None:
        assert sums.label_for(2) == "includes 2 projects with no stated amount"

    @given(st.lists(AMOUNTS, max_size=8), AMOUNTS, AMOUNTS)
    def test_adds_back_to_the_allocation(self, amounts: list[int], allocation: int, pot: int) -> None:
        projects = tuple(_project(f"p{place}", amount, from_pot=place % 3 == 0) for place, amount in enumerate(amounts))
        parts = sums.divide(_grant(*projects, allocation=allocation, pot=pot))
        assert parts.rest is not None
        assert parts.stated + parts.undrawn + parts.rest == allocation


class TestPercent:
    def test_rounds_half_up_at_two_places(self) -> None:
        assert sums.percent_of_whole(1, 800) == Decimal("0.13")

    def test_is_not_stated_of_nothing(self) -> None:
        assert sums.percent_of_whole(1, 0) is None

    def test_keeps_two_places(self) -> None:
        assert str(sums.percent_of_whole(1, 2)) == "50.00"


class TestUnderspend:
    def test_adds_what_projects_did_not_use_to_what_was_never_allocated(self, over: GrantFacts) -> None:
        assert sums.underspend(over) == 30_000

    def test_is_negative_for_an_overspend(self) -> None:
        assert sums.underspend(_grant(_project("play", 90_000, outturn=110_000), is_over=True)) == -10_000

    def test_is_not_known_before_the_year_is_over(self) -> None:
        assert sums.underspend(_grant(_project("play", 50_000, outturn=30_000))) is None

    def test_is_not_known_while_a_project_has_no_figure(self) -> None:
        assert sums.underspend(_grant(_project("play", None), is_over=True)) is None

    def test_leaves_out_what_was_never_drawn_from_the_pot(self) -> None:
        facts = _grant(_project("play", 60_000), pot=33_333, pot_share=THIRD, is_over=True)
        assert (sums.underspend(facts), sums.undrawn_pot(facts)) == (6_667, 33_333)

    def test_is_not_known_of_a_year_without_a_recorded_project(self) -> None:
        facts = _grant(is_over=True)
        assert (sums.underspend(facts), sums.divide(facts).rest_is) == (None, Rest.NOT_ACCOUNTED_FOR)

    def test_is_the_whole_where_every_project_was_refused(self) -> None:
        facts = _grant(_project("play", None, state=ProjectState.PROPOSED), is_over=True)
        assert sums.underspend(facts) == 100_000

    def test_is_less_by_what_was_returned(self, over: GrantFacts) -> None:
        facts = _grant(*over.projects, is_over=True, endings={Disposition.RETURNED: 20_000})
        assert sums.left_after_endings(facts) == 10_000

    def test_has_nothing_left_to_say_before_the_year_is_over(self) -> None:
        assert sums.left_after_endings(_grant()) is None


class TestAmount:
    def test_fits_to_the_last_penny(self) -> None:
        sums.check_amount(812_300, 812_300)

    def test_is_refused_a_penny_above(self) -> None:
        with pytest.raises(Incomplete, match="£8,123.01 is more than the £8,123 that is left"):
            sums.check_amount(812_301, 812_300)

    def test_may_be_above_with_a_reason(self) -> None:
        sums.check_amount(812_301, 812_300, "The printed total was wrong")

    def test_is_not_allowed_above_by_an_empty_reason(self) -> None:
        with pytest.raises(Incomplete):
            sums.check_amount(2, 1, "  ")

    def test_is_not_tested_where_nothing_is_known_of_the_rest(self) -> None:
        sums.check_amount(10**9, None)


class TestPot:
    def test_caps_at_the_share_rounded_down(self) -> None:
        assert sums.pot_cap(100_000, THIRD) == 33_333

    @given(AMOUNTS, st.integers(1, 9), st.integers(1, 9))
    def test_adds_back_to_the_allocation(self, allocation: int, one: int, more: int) -> None:
        share = Fraction(one, one + more)
        assert sums.pot_cap(allocation, share) + sums.upfront_minimum(allocation, share) == allocation

    def test_is_refused_where_the_rules_name_no_share(self) -> None:
        with pytest.raises(Incomplete, match="allow no tactical pot"):
            sums.check_pot(1, 100_000, None)

    def test_is_not_tested_against_an_allocation_not_stated(self) -> None:
        sums.check_pot(50_000, None, THIRD)

    def test_names_the_share_when_it_refuses(self) -> None:
        with pytest.raises(Incomplete, match="at most £333.33: 1/3 of £1,000"):
            sums.check_pot(33_334, 100_000, THIRD)

    def test_is_drawn_by_agreed_projects_of_the_pot_only(self) -> None:
        in_year = _project("film", 8_000, from_pot=True)
        waiting = _project("leaflet", 5_000, from_pot=True, state=ProjectState.PROPOSED)
        facts = _grant(_project("play", 60_000), in_year, waiting, pot=33_333)
        assert (sums.drawn_from_pot(facts), sums.undrawn_pot(facts)) == (8_000, 25_333)


class TestRelease:
    def _year(self, state: ProjectState, **more: object) -> GrantFacts:
        return _grant(_project("play", 60_000, state=state), pot=33_333, pot_share=THIRD, **more)

    @pytest.mark.parametrize(
        "state", [ProjectState.APPROVED, ProjectState.NOT_STARTED, ProjectState.STOPPED, ProjectState.PART_DONE]
    )
    def test_is_not_available_while_a_project_is_unfinished(self, state: ProjectState) -> None:
        with pytest.raises(NotNow, match="not available. Not finished: Play."):
            sums.check_release(self._year(state), 1_000)

    def test_is_available_when_all_is_done(self) -> None:
        assert sums.why_no_release(self._year(ProjectState.DONE)) == ""

    def test_does_not_wait_where_the_rules_of_the_year_do_not(self) -> None:
        assert sums.why_no_release(self._year(ProjectState.PART_DONE, does_pot_wait=False)) == ""

    def test_is_not_held_up_by_a_project_of_the_pot_itself(self) -> None:
        facts = _grant(_project("film", 8_000, from_pot=True), pot=33_333)
        assert sums.why_no_release(facts) == ""

    def test_is_refused_above_what_lies_in_the_pot(self) -> None:
        with pytest.raises(Incomplete, match="holds £333.33"):
            sums.check_release(self._year(ProjectState.DONE), 33_334)

    def test_is_not_available_without_a_pot(self) -> None:
        assert sums.why_no_release(_grant()) == "There is no tactical pot in this year."

    def test_is_not_available_when_all_is_drawn(self) -> None:
        facts = _grant(_project("film", 33_333, from_pot=True), pot=33_333)
        assert sums.why_no_release(facts) == "The whole pot is drawn."


class TestPrintedParts:
    def test_are_flagged_when_they_miss_the_allocation(self) -> None:
        flag = sums.rounding_flag(3_966_100, 2_644_000, 1_322_000)
        assert flag == "The printed parts add up to £39,660, £1 less than the allocation: a rounding difference."

    def test_are_flagged_as_more_than_rounding_when_they_miss_it_by_far(self) -> None:
        assert "more than rounding explains" in sums.rounding_flag(100_000, 80_000, 50_000)

    def test_pass_without_a_word_when_they_add_up(self) -> None:
        assert sums.rounding_flag(100_000, 66_667, 33_333) == ""

    @pytest.mark.parametrize("parts", [(None, 1, 1), (1, None, 1), (1, 1, None)])
    def test_are_not_compared_where_one_is_not_stated(self, parts: tuple[int | None, int | None, int | None]) -> None:
        assert sums.rounding_difference(*parts) == 0


class TestWindow:
    opens, closes = datetime.date(2019, 1, 23), datetime.date(2019, 3, 15)

    def test_takes_a_late_case_under_an_extension_to_its_last_day(self) -> None:
        until = datetime.date(2019, 3, 29)
        assert sums.window_on(until, self.opens, self.closes, until) is Window.EXTENDED

    def test_calls_a_case_late_after_the_extension_too(self) -> None:
        until = datetime.date(2019, 3, 29)
        assert sums.window_on(until + datetime.timedelta(days=1), self.opens, self.closes, until) is Window.LATE

    def test_never_opens_early_for_an_extension(self) -> None:
        day = self.opens - datetime.timedelta(days=1)
        assert sums.window_on(day, self.opens, self.closes, self.closes) is Window.TOO_EARLY

    def test_stays_open_where_no_end_is_stated(self) -> None:
        assert sums.window_on(self.closes, self.opens, None) is Window.OPEN

    def test_is_not_stated_where_neither_day_is(self) -> None:
        assert sums.window_on(self.closes, None, None) is Window.NOT_STATED

    def test_may_close_after_the_year_has_begun(self) -> None:
        assert sums.window_on(datetime.date(2025, 5, 9), None, datetime.date(2025, 5, 9)) is Window.OPEN


class TestRepeatedUnderspend:
    def test_names_the_years_running(self) -> None:
        assert sums.repeated_underspend({2019: 5, 2020: 0, 2021: 7, 2022: 9}, 2022) == (2021, 2022)

    def test_is_not_seen_in_one_year(self) -> None:
        assert sums.repeated_underspend({2021: None, 2022: 9}, 2022) == ()

    def test_is_not_an_overspend(self) -> None:
        assert sums.repeated_underspend({2021: -5, 2022: 9}, 2022) == ()

    def test_warns_of_hold_back(self) -> None:
        words = sums.repeat_warning((2020, 2021, 2022))
        assert words.startswith("Underspend in 2020/21, 2021/22 and 2022/23: the funder applies hold-back")

    def test_says_nothing_without_years(self) -> None:
        assert sums.repeat_warning(()) == ""


class TestSameAsLastYear:
    def test_takes_the_figure_of_the_year_before(self) -> None:
        assert sums.effective_allocation({2020: (5, False), 2021: (None, True), 2022: (None, True)}, 2022) == 5

    def test_stays_not_stated_where_no_year_states_a_figure(self) -> None:
        assert sums.effective_allocation({2022: (None, True)}, 2022) is None

    def test_is_not_assumed_where_nobody_confirmed_it(self) -> None:
        assert sums.effective_allocation({2021: (5, False), 2022: (None, False)}, 2022) is None

    def test_gives_way_to_a_printed_figure(self) -> None:
        assert sums.effective_allocation({2021: (5, False), 2022: (7, True)}, 2022) == 7


class TestEnding:
    def test_may_return_what_is_left(self) -> None:
        sums.check_ending(Disposition.RETURNED, 300, 300, None, "")

    @pytest.mark.parametrize("allowed", [False, None])
    def test_does_not_carry_where_the_rules_do_not_allow_it(self, allowed: bool | None) -> None:
        with pytest.raises(NotNow, match="do not say that money may be carried"):
            sums.check_ending(Disposition.CARRIED, 300, 300, allowed, "Agreed")

    def test_carries_where_the_rules_allow_it(self) -> None:
        sums.check_ending(Disposition.CARRIED, 300, 300, is_carry_allowed=True, reason="")

    def test_refuses_more_than_is_left(self) -> None:
        with pytest.raises(Incomplete, match="Only £3 of the underspend is left"):
            sums.check_ending(Disposition.RETURNED, 301, 300, None, "")

    def test_asks_for_the_explanation(self) -> None:
        with pytest.raises(Incomplete, match="Enter the explanation"):
            sums.check_ending(Disposition.EXPLAINED, 300, 300, None, " ")

    def test_waits_until_the_underspend_is_known(self) -> None:
        with pytest.raises(NotNow, match="not known yet"):
            sums.check_ending(Disposition.RETURNED, 1, None, None, "")


class TestCostEach:
    def test_rounds_half_up(self) -> None:
        assert sums.cost_each(5, 2) == 3

    def test_is_not_stated_for_nothing_counted(self) -> None:
        assert sums.cost_each(5, 0) is None
