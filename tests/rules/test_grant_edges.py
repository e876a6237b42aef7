"""Do the sums of a grant hold at their edges: nothing, one penny, the last penny, and which sentence is told there?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding import grant_sums as sums
from funding.grant_sums import Allocation, GrantFacts, ProjectFact
from funding.grant_terms import PROJECT_STATES, Disposition, ProjectState, Rest

S = ProjectState
THIRD = Fraction(1, 3)
LARGEST = 2**63 - 1
ALLOCATION = 100_000


def _project(amount: int | None = 60_000, state: ProjectState = S.DONE, **more: bool | int) -> ProjectFact:
    made = ProjectFact(key="play", title="Play", amount=amount, state=state)
    return replace(made, **more)  # type: ignore[arg-type]  # the test names the columns it means


def _grant(*projects: ProjectFact, allocation: int | None = ALLOCATION, pot: int | None = None) -> GrantFacts:
    return GrantFacts(2018, allocation, projects, pot_share=THIRD, pot=pot)


@pytest.mark.parametrize(
    ("state", "counts", "is_finished"),
    [
        (S.PROPOSED, False, True),
        (S.APPROVED, True, False),
        (S.NOT_STARTED, True, False),
        (S.STOPPED, True, False),
        (S.PART_DONE, True, False),
        (S.DONE, True, True),
    ],
)
def test_counts_every_agreed_project_and_waits_for_those_not_done(
    state: ProjectState, counts: bool, is_finished: bool
) -> None:
    facts = _grant(_project(state=state), pot=1)
    assert (PROJECT_STATES[state].counts, PROJECT_STATES[state].is_finished) == (counts, is_finished)
    assert sums.divide(facts).stated == (60_000 if counts else 0)
    assert sums.unfinished(facts) == (() if is_finished else ("Play",))


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize(("from_pot", "is_released"), [(False, False), (False, True), (True, False), (True, True)])
def test_counts_a_project_of_the_pot_only_once_the_pot_has_paid(
    state: ProjectState, from_pot: bool, is_released: bool
) -> None:
    project = _project(state=state, from_pot=from_pot, is_released=is_released)
    assert project.counts is (state is not S.PROPOSED and (is_released or not from_pot))
    drawn = 60_000 if project.counts and from_pot else 0
    assert sums.drawn_from_pot(_grant(project, pot=70_000)) == drawn
    assert sums.undrawn_pot(_grant(project, pot=70_000)) == 70_000 - drawn


@pytest.mark.parametrize(
    ("amount", "outturn", "figure", "spent"),
    [(None, None, None, None), (5, None, 5, 5), (None, 7, 7, 7), (5, 7, 5, 7), (0, 7, 0, 7), (5, 0, 5, 0)],
)
def test_takes_the_amount_for_the_figure_and_the_outturn_for_what_was_spent(
    amount: int | None, outturn: int | None, figure: int | None, spent: int | None
) -> None:
    project = ProjectFact("play", "Play", amount, outturn=outturn)
    assert (project.figure, project.spent) == (figure, spent)
    assert sums.known_cost([project, _project(1)]) == (figure or 0) + 1


@pytest.mark.parametrize(
    ("pot", "drawn", "undrawn"),
    [(None, 0, 0), (0, 0, 0), (1, 0, 1), (1, 1, 0), (100, 99, 1), (100, 100, 0), (100, 101, 0)],
)
def test_leaves_in_the_pot_what_was_not_drawn_and_never_less_than_nought(
    pot: int | None, drawn: int, undrawn: int
) -> None:
    facts = _grant(_project(drawn, from_pot=True), pot=pot)
    assert sums.undrawn_pot(facts) == undrawn
    parts = sums.divide(facts)
    assert (parts.total, parts.stated, parts.undrawn) == (ALLOCATION, drawn, undrawn)
    assert parts.rest == ALLOCATION - drawn - undrawn


@pytest.mark.parametrize(
    ("figure_missing", "is_over", "name"),
    [
        (True, False, Rest.NOT_ACCOUNTED_FOR),
        (True, True, Rest.NOT_ACCOUNTED_FOR),
        (False, False, Rest.NOT_ALLOCATED),
        (False, True, Rest.UNDERSPEND),
    ],
)
def test_names_the_rest_by_what_is_known(figure_missing: bool, is_over: bool, name: Rest) -> None:
    assert sums.rest_name(figure_missing, is_over) is name
    facts = replace(_grant(_project(None if figure_missing else 1)), is_over=is_over)
    assert sums.divide(facts).rest_is is name
    assert (sums.underspend(facts) is None) is (name is not Rest.UNDERSPEND)


@pytest.mark.parametrize(
    ("missing", "label"),
    [
        (0, ""),
        (1, "includes 1 project with no stated amount"),
        (2, "includes 2 projects with no stated amount"),
        (21, "includes 21 projects with no stated amount"),
    ],
)
def test_labels_a_total_by_the_projects_without_a_figure(missing: int, label: str) -> None:
    found = sums.divide(_grant(*[_project(None)] * missing, _project()))
    assert (found.label, len(found.without_amount)) == (label, missing)
    assert sums.label_for(missing) == label


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (0, 1, "0.00"),
        (1, 1, "100.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 20_000, "0.01"),
        (1, 20_001, "0.00"),
        (-1, 3, "-33.33"),
        (LARGEST, LARGEST, "100.00"),
        (3, 2, "150.00"),
    ],
)
def test_gives_per_cents_of_two_places_half_up(part: int, whole: int, percent: str) -> None:
    assert str(sums.percent_of_whole(part, whole)) == percent
    found = Allocation(whole, part, 0, part, Rest.NOT_ALLOCATED, ())
    assert found.stated_percent == found.rest_percent == Decimal(percent)


@pytest.mark.parametrize(("part", "whole"), [(None, 5), (5, None), (5, 0), (None, None)])
def test_gives_no_per_cent_of_what_is_not_stated(part: int | None, whole: int | None) -> None:
    assert sums.percent_of_whole(part, whole) is None


@pytest.mark.parametrize(
    ("allocation", "share", "cap"),
    [
        (0, THIRD, 0),
        (1, THIRD, 0),
        (2, THIRD, 0),
        (3, THIRD, 1),
        (2, Fraction(2, 3), 1),
        (100, Fraction(1), 100),
        (LARGEST, THIRD, LARGEST // 3),
        (LARGEST, None, 0),
    ],
)
def test_caps_a_pot_rounded_down_and_pays_the_rest_at_once(allocation: int, share: Fraction | None, cap: int) -> None:
    assert sums.pot_cap(allocation, share) == cap
    assert sums.upfront_minimum(allocation, share) == allocation - cap
    sums.check_pot(cap, allocation, share)
    sums.check_pot(0, allocation, share)
    with pytest.raises(Incomplete):
        sums.check_pot(cap + 1, allocation, share)


@pytest.mark.parametrize(
    ("share", "allocation", "told"),
    [
        (
            None,
            100,
            "The rules of this year allow no tactical pot. Leave it empty, or record the share allowed.",
        ),
        (
            None,
            None,
            "The rules of this year allow no tactical pot. Leave it empty, or record the share allowed.",
        ),
        (
            Fraction(2, 6),
            100,
            "The tactical pot may be at most £0.33: 1/3 of £1, rounded down to the penny.",
        ),
    ],
)
def test_says_how_large_a_pot_may_be(share: Fraction | None, allocation: int | None, told: str) -> None:
    with pytest.raises(Incomplete) as refused:
        sums.check_pot(34, allocation, share)
    assert str(refused.value) == told


def test_says_why_nothing_is_released_and_how_much_could_be() -> None:
    waiting = [_project(1, S.PART_DONE), replace(_project(1, S.STOPPED), title="Film")]
    for facts, amount, refusal, told in (
        (
            _grant(),
            1,
            NotNow,
            "A release from the tactical pot is not available. There is no tactical pot in this year.",
        ),
        (
            _grant(*waiting, pot=9),
            1,
            NotNow,
            "A release from the tactical pot is not available. Not finished: Play, Film.",
        ),
        (
            _grant(_project(9, from_pot=True), pot=9),
            1,
            NotNow,
            "A release from the tactical pot is not available. The whole pot is drawn.",
        ),
        (_grant(pot=9), 10, Incomplete, "The tactical pot holds £0.09 that is not drawn."),
    ):
        with pytest.raises(refusal) as refused:
            sums.check_release(facts, amount)
        assert str(refused.value) == told
    sums.check_release(_grant(pot=9), 9)


@pytest.mark.parametrize(
    ("upfront", "told"),
    [
        (1_000, ""),
        (999, "The printed parts add up to £9.99, £0.01 less than the allocation: a rounding difference."),
        (1_001, "The printed parts add up to £10.01, £0.01 more than the allocation: a rounding difference."),
        (800, "The printed parts add up to £8, £2 less than the allocation: a rounding difference."),
        (799, "The printed parts add up to £7.99, £2.01 less than the allocation: more than rounding explains."),
        (1_200, "The printed parts add up to £12, £2 more than the allocation: a rounding difference."),
        (1_201, "The printed parts add up to £12.01, £2.01 more than the allocation: more than rounding explains."),
    ],
)
def test_explains_two_pounds_by_rounding_and_not_a_penny_more(upfront: int, told: str) -> None:
    assert sums.rounding_flag(1_000, upfront, 0) == told
    assert sums.rounding_difference(1_000, upfront, 0) == 1_000 - upfront


@pytest.mark.parametrize(
    ("underspends", "years"),
    [
        ({}, ()),
        ({2022: 1}, ()),
        ({2021: 1, 2022: 1}, (2021, 2022)),
        ({2021: 1, 2022: 0}, ()),
        ({2021: 1, 2022: None}, ()),
        ({2020: 1, 2021: 0, 2022: 1}, ()),
        ({2019: 9, 2021: 1, 2022: 1}, (2021, 2022)),
        ({2020: 1, 2021: 1, 2022: 1, 2023: 1}, (2020, 2021, 2022)),
    ],
)
def test_counts_years_running_that_end_with_this_one(
    underspends: dict[int, int | None], years: tuple[int, ...]
) -> None:
    assert sums.repeated_underspend(underspends, 2022) == years


@pytest.mark.parametrize(
    ("years", "named"),
    [((2022,), "2022/23"), ((2021, 2022), "2021/22 and 2022/23"), ((1998, 1999, 2000), "1998/99, 1999/00 and 2000/01")],
)
def test_names_the_years_it_warns_of(years: tuple[int, ...], named: str) -> None:
    told = f"Underspend in {named}: the funder applies hold-back where underspend repeats."
    assert sums.repeat_warning(years) == told


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ({}, None),
        ({2022: (0, False)}, 0),
        ({2022: (0, True), 2021: (5, False)}, 0),
        ({2022: (None, True), 2020: (5, False)}, None),
        ({2022: (None, True), 2021: (None, False), 2020: (5, False)}, None),
        ({2022: (None, True), 2021: (None, True), 2020: (5, True)}, 5),
    ],
)
def test_goes_back_year_by_year_to_the_figure_that_was_stated(
    stated: dict[int, tuple[int | None, bool]], found: int | None
) -> None:
    assert sums.effective_allocation(stated, 2022) == found


@pytest.mark.parametrize(
    ("disposition", "amount", "left", "reason", "told"),
    [
        (Disposition.RETURNED, 2, 1, "", "Only £0.01 of the underspend is left."),
        (Disposition.CARRIED, 2, 1, "", "Only £0.01 of the underspend is left."),
        (Disposition.EXPLAINED, 2, 1, "", "Only £0.01 of the underspend is left."),
        (Disposition.RETURNED, 1, 0, "", "Nothing is left of the underspend."),
        (Disposition.RETURNED, 1, -300, "", "Nothing is left of the underspend."),
        (Disposition.EXPLAINED, 1, 1, " \n", "Enter the explanation."),
    ],
)
def test_says_why_money_left_cannot_be_ended_so(
    disposition: Disposition, amount: int, left: int, reason: str, told: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        sums.check_ending(disposition, amount, left, is_carry_allowed=True, reason=reason)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("disposition", "left", "told"),
    [
        (
            Disposition.RETURNED,
            None,
            "The underspend is not known yet: a project has no stated amount, or the year is not over.",
        ),
        (
            Disposition.CARRIED,
            5,
            "The rules of this year do not say that money may be carried forward. Return or explain it.",
        ),
    ],
)
def test_says_when_money_left_cannot_be_ended_yet(disposition: Disposition, left: int | None, told: str) -> None:
    with pytest.raises(NotNow) as refused:
        sums.check_ending(disposition, 1, left, is_carry_allowed=None, reason="Agreed")
    assert str(refused.value) == told


@pytest.mark.parametrize("disposition", list(Disposition))
def test_ends_what_is_left_to_the_last_penny(disposition: Disposition) -> None:
    sums.check_ending(disposition, 300, 300, is_carry_allowed=True, reason="Agreed")
    over = replace(_grant(_project(ALLOCATION - 300)), is_over=True)
    assert sums.left_after_endings(over) == 300
    assert sums.left_after_endings(replace(over, endings={disposition: 300})) == 0
    assert sums.left_after_endings(replace(over, endings=dict.fromkeys(Disposition, 100))) == 0


@pytest.mark.parametrize(
    ("pence", "count", "each"),
    [(0, 3, 0), (1, 3, 0), (2, 3, 1), (3, 2, 2), (-3, 2, -2), (LARGEST, 1, LARGEST), (1, 0, None)],
)
def test_gives_the_cost_of_one_half_up(pence: int, count: int, each: int | None) -> None:
    assert sums.cost_each(pence, count) == each


def test_says_the_window_closes_on_its_one_day() -> None:
    day = date(2019, 3, 15)
    assert [sums.window_on(each, day, day).value for each in (date(2019, 3, 14), day, date(2019, 3, 16))] == [
        "too_early",
        "open",
        "late",
    ]
