"""Thousands of invented grant years: the parts add back, no word is used that is not earned, nothing is a float."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dhr_cases.errors import ReviewError
from funding import grant_sums as sums
from funding.grant_duplicates import Proposal, compare, likeness, plain
from funding.grant_sums import GrantFacts, ProjectFact
from funding.grant_terms import Disposition, ProjectState, Rest, Window

MANY = settings(max_examples=500, deadline=None)
PENCE = st.integers(0, 10**8)
MAYBE_PENCE = st.none() | PENCE
DAYS = st.dates(date(2017, 1, 1), date(2027, 1, 1))
WORDS = st.text(st.sampled_from("abcdeé ÉÀ-'"), max_size=30)


@st.composite
def projects(draw: st.DrawFn) -> tuple[ProjectFact, ...]:
    """Up to eight projects in any state, some without an amount, some from the pot."""
    rows = draw(st.lists(st.tuples(MAYBE_PENCE, MAYBE_PENCE, st.sampled_from(ProjectState), st.booleans()), max_size=8))
    return tuple(
        ProjectFact(f"p{place}", f"Project {place}", amount, state, outturn, from_pot)
        for place, (amount, outturn, state, from_pot) in enumerate(rows)
    )


@st.composite
def grants(draw: st.DrawFn) -> GrantFacts:
    """A grant year with any allocation, pot and projects."""
    return GrantFacts(
        year=2018,
        allocation=draw(PENCE),
        projects=draw(projects()),
        pot=draw(MAYBE_PENCE),
        is_over=draw(st.booleans()),
    )


@MANY
@given(grants())
def test_adds_back_to_the_allocation(facts: GrantFacts) -> None:
    parts = sums.divide(facts)
    assert parts.rest is not None
    assert parts.stated + parts.undrawn + parts.rest == facts.allocation


@MANY
@given(grants())
def test_says_underspend_only_when_every_figure_is_there_and_the_year_is_over(facts: GrantFacts) -> None:
    is_missing = not facts.projects or any(project.figure is None for project in facts.counted)
    assert (sums.underspend(facts) is not None) is (facts.is_over and not is_missing)
    assert (sums.divide(facts).rest_is is Rest.NOT_ACCOUNTED_FOR) is is_missing


@MANY
@given(grants())
def test_leaves_as_underspend_what_was_not_spent_nor_left_in_the_pot(facts: GrantFacts) -> None:
    told = (*(replace(project, amount=project.amount or 0) for project in facts.projects), ProjectFact("x", "X", 1))
    over = replace(facts, projects=told, is_over=True)
    spent = sum(project.spent or 0 for project in over.counted)
    assert sums.underspend(over) == (over.allocation or 0) - sums.undrawn_pot(over) - spent


@MANY
@given(grants(), PENCE)
def test_leaves_so_much_less_for_an_amount_stated_later(facts: GrantFacts, amount: int) -> None:
    late = ProjectFact("late", "Late", None)
    before = GrantFacts(2018, facts.allocation, (*facts.projects, late))
    after = GrantFacts(2018, facts.allocation, (*facts.projects, ProjectFact("late", "Late", amount)))
    was, now = sums.divide(before).rest, sums.divide(after).rest
    assert was is not None
    assert now == was - amount


@MANY
@given(grants())
def test_keeps_every_figure_a_whole_number(facts: GrantFacts) -> None:
    parts = sums.divide(facts)
    figures = (parts.stated, parts.undrawn, parts.rest, sums.underspend(facts), sums.undrawn_pot(facts))
    assert all(figure is None or type(figure) is int for figure in figures)


@MANY
@given(PENCE, st.integers(1, 20), st.integers(1, 20), PENCE)
def test_takes_a_pot_up_to_its_cap_and_no_penny_more(allocation: int, one: int, two: int, pot: int) -> None:
    share = Fraction(min(one, two), max(one, two))
    cap = sums.pot_cap(allocation, share)
    assert cap <= allocation * share < cap + 1
    try:
        sums.check_pot(pot, allocation, share)
    except ReviewError:
        assert pot > cap
    else:
        assert pot <= cap


@MANY
@given(DAYS, DAYS, DAYS, st.integers(0, 60))
def test_opens_and_closes_once(day: date, one: date, two: date, more: int) -> None:
    opens, closes = min(one, two), max(one, two)
    until = closes + timedelta(days=more)
    order = [Window.TOO_EARLY, Window.OPEN, Window.EXTENDED, Window.LATE]
    today, tomorrow = (sums.window_on(at, opens, closes, until) for at in (day, day + timedelta(days=1)))
    assert order.index(today) <= order.index(tomorrow)
    assert (today is Window.LATE) is (day > until)


@MANY
@given(st.dictionaries(st.integers(2010, 2020), st.none() | st.integers(-50, 50)), st.integers(2010, 2020))
def test_warns_only_of_years_running_that_end_with_this_one(underspends: dict[int, int | None], year: int) -> None:
    run = sums.repeated_underspend(underspends, year)
    assert run in ((), tuple(range(year - len(run) + 1, year + 1)))
    assert all((underspends[each] or 0) > 0 for each in run)
    assert len(run) != 1


@MANY
@given(PENCE, PENCE, st.sampled_from(Disposition))
def test_lets_no_more_be_disposed_of_than_is_left(amount: int, left: int, disposition: Disposition) -> None:
    try:
        sums.check_ending(disposition, amount, left, is_carry_allowed=True, reason="Said")
    except ReviewError:
        assert amount > left
    else:
        assert amount <= left


@MANY
@given(WORDS, WORDS)
def test_finds_two_titles_as_alike_from_either_side(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@MANY
@given(WORDS)
def test_finds_a_title_in_capitals_the_same(title: str) -> None:
    assume(any(len(word) > 1 for word in plain(title).split()))
    match = compare(Proposal("a", title), Proposal("b", title.upper()))
    assert match is None or match.percent == 100
    assert plain(title) == plain(title.upper())
