"""How much of a grant do its projects account for, what may the rest be called, and how large may the pot be?

Whole pence and exact fractions; imports no Django. Not stated is never nil: a project without a figure changes the
word for what is left, and nothing is called underspend that might be the cost of such a project.
Source: grant requirements G1 to G8 [D]; figures and rules of Kent's reports of 2018 and 2022 [V].
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dhr_cases.errors import Incomplete, NotNow
from funding.grant_terms import PROJECT_STATES, Disposition, ProjectState, Rest, Window
from funding.money import Qualifier, half_up, pounds
from funding.years import FinancialYear

ROUNDED_TO_POUNDS = 200
"""Two parts, each printed in whole pounds, may miss their sum by this much and no more. Pence."""


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """One project as the sums see it; ``amount`` and ``outturn`` in pence, None where not stated."""

    key: str
    title: str
    amount: int | None
    state: ProjectState = ProjectState.APPROVED
    outturn: int | None = None
    from_pot: bool = False
    is_released: bool = True
    qualifier: Qualifier = Qualifier.EXACT

    @property
    def counts(self) -> bool:
        """True once the funder has agreed to it, and a project of the pot once the pot has paid for it.

        A proposed or refused project takes nothing of the allocation.
        """
        return PROJECT_STATES[self.state].counts and (self.is_released or not self.from_pot)

    @property
    def figure(self) -> int | None:
        """What is known of its cost: the amount agreed, else what was spent."""
        return self.amount if self.amount is not None else self.outturn

    @property
    def spent(self) -> int | None:
        """What it cost in the end; until that is known, the amount agreed."""
        return self.outturn if self.outturn is not None else self.amount


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """One year's grant: allocation, projects, the pot and the rule for it, and what became of money left."""

    year: int
    allocation: int | None
    projects: tuple[ProjectFact, ...] = ()
    pot_share: Fraction | None = None
    upfront: int | None = None
    pot: int | None = None
    does_pot_wait: bool = True
    is_over: bool = False
    endings: Mapping[Disposition, int] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[ProjectFact, ...]:
        """The projects the funder agreed to."""
        return tuple(project for project in self.projects if project.counts)


@dataclass(frozen=True, slots=True)
class Allocation:
    """How an allocation divides: stated + undrawn pot + rest = total, to the penny, where the total is stated."""

    total: int | None
    stated: int
    undrawn: int
    rest: int | None
    rest_is: Rest
    without_amount: tuple[str, ...]

    @property
    def label(self) -> str:
        """What a total must say of itself: "includes 1 project with no stated amount", or nothing."""
        return label_for(len(self.without_amount))

    @property
    def stated_percent(self) -> Decimal | None:
        """The stated part of the whole, two places, half up."""
        return percent_of_whole(self.stated, self.total)

    @property
    def rest_percent(self) -> Decimal | None:
        """The rest of the whole, two places, half up."""
        return percent_of_whole(self.rest, self.total)


def label_for(missing: int) -> str:
    """The words for projects without a figure; nothing where there is none."""
    noun = "project" if missing == 1 else "projects"
    return f"includes {missing} {noun} with no stated amount" if missing else ""


def percent_of_whole(part: int | None, whole: int | None) -> Decimal | None:
    """How many per cent, two places, half up: 3153800 of 3966100 is 79.52; None where either is not stated."""
    if part is None or not whole:
        return None
    return Decimal(half_up(Fraction(part * 10_000, whole))).scaleb(-2)


def divide(facts: GrantFacts) -> Allocation:
    """The allocation divided into what is stated, what lies undrawn in the pot, and the rest under its right name."""
    stated = known_cost(facts.counted)
    undrawn = undrawn_pot(facts)
    rest = None if facts.allocation is None else facts.allocation - stated - undrawn
    missing = tuple(project.title for project in facts.counted if project.figure is None)
    is_unknown = bool(missing) or not facts.projects
    return Allocation(facts.allocation, stated, undrawn, rest, rest_name(is_unknown, facts.is_over), missing)


def known_cost(projects: Iterable[ProjectFact]) -> int:
    """What is known of the cost of some projects; one without a figure adds nothing."""
    return sum(project.figure or 0 for project in projects)


def rest_name(is_figure_missing: bool, is_over: bool) -> Rest:
    """What the rest may be called: while one project has no figure it is only not accounted for. [V]

    A year of which no project is recorded at all says nothing of what was spent: that is a figure missing too.
    """
    if is_figure_missing:
        return Rest.NOT_ACCOUNTED_FOR
    return Rest.UNDERSPEND if is_over else Rest.NOT_ALLOCATED


def underspend(facts: GrantFacts) -> int | None:
    """What agreed projects did not use once the year is over, without the undrawn pot; negative is an overspend.

    None where it cannot be said: the year is not over, the allocation is not stated, a project has no figure, or no
    project is recorded.
    """
    parts = divide(facts)
    if parts.rest is None or parts.rest_is is not Rest.UNDERSPEND:
        return None
    return parts.rest + sum(map(_unused, facts.counted))


def _unused(project: ProjectFact) -> int:
    """What a project did not use of its figure; negative where it cost more."""
    return (project.figure or 0) - (project.spent or 0)


def left_after_endings(facts: GrantFacts) -> int | None:
    """The underspend less what was returned, carried or explained; None where there is no such figure."""
    left = underspend(facts)
    return None if left is None else left - sum(facts.endings.values())


def check_amount(amount: int, room: int | None, reason: str = "", of: str = "the allocation") -> None:
    """Pass when the amount fits in what is left, or a reason is recorded; raise Incomplete otherwise.

    ``of`` names what is divided, in words. Where it is used up or overdrawn the sentence says that nothing is left.
    """
    if room is not None and amount > room and not reason.strip():
        there = f"{pounds(amount)} is more than the {pounds(room)} that is left of {of}."
        raise Incomplete(
            f"{there if room > 0 else f'Nothing is left of {of}.'} Enter a smaller amount, or give the reason for "
            "recording it all the same."
        )


def pot_cap(allocation: int, share: Fraction | None) -> int:
    """The most that may be held as tactical pot: the share, rounded down to the penny; nothing without a share. [V]"""
    return 0 if share is None else (allocation * share).__floor__()


def upfront_minimum(allocation: int, share: Fraction | None) -> int:
    """What is paid at once when the pot is as large as it may be; with the cap it adds up to the allocation."""
    return allocation - pot_cap(allocation, share)


def check_pot(pot: int, allocation: int | None, share: Fraction | None) -> None:
    """Pass when the pot is within its cap; raise Incomplete. Where the allocation is not stated nothing is tested."""
    if share is None:
        _check_no_pot(pot)
    elif allocation is not None:
        _check_cap(pot, allocation, share)


def _check_no_pot(pot: int) -> None:
    if pot:
        raise Incomplete("The rules of this year allow no tactical pot. Leave it empty, or record the share allowed.")


def _check_cap(pot: int, allocation: int, share: Fraction) -> None:
    cap = pot_cap(allocation, share)
    if pot > cap:
        raise Incomplete(
            f"The tactical pot may be at most {pounds(cap)}: {share.numerator}/{share.denominator} of "
            f"{pounds(allocation)}, rounded down to the penny."
        )


def drawn_from_pot(facts: GrantFacts) -> int:
    """What agreed in-year projects take from the pot."""
    return known_cost(project for project in facts.counted if project.from_pot)


def undrawn_pot(facts: GrantFacts) -> int:
    """What lies in the pot and was not drawn; it is no underspend, since no project was agreed for it."""
    return max(0, (facts.pot or 0) - drawn_from_pot(facts))


def unfinished(facts: GrantFacts) -> tuple[str, ...]:
    """Agreed projects that are not done, by title; those from the pot itself hold nothing up."""
    return tuple(
        project.title
        for project in facts.counted
        if not project.from_pot and not PROJECT_STATES[project.state].is_finished
    )


def why_no_release(facts: GrantFacts) -> str:
    """Why nothing can be released from the pot now; nothing where it can. Source: minute 53(2) of 24 March 2022 [V]."""
    if not facts.pot:
        return "There is no tactical pot in this year."
    waiting = unfinished(facts) if facts.does_pot_wait else ()
    if waiting:
        return f"Not finished: {', '.join(waiting)}."
    if not undrawn_pot(facts):
        return "The whole pot is drawn."
    return ""


def check_release(facts: GrantFacts, amount: int) -> None:
    """Pass when so much can be released from the pot; raise NotNow or Incomplete."""
    why = why_no_release(facts)
    if why:
        raise NotNow(f"A release from the tactical pot is not available. {why}")
    if amount > undrawn_pot(facts):
        raise Incomplete(f"The tactical pot holds {pounds(undrawn_pot(facts))} that is not drawn.")


def rounding_difference(allocation: int | None, upfront: int | None, pot: int | None) -> int:
    """The allocation less its two printed parts, in pence; nought where one of the three is not stated."""
    if allocation is None or upfront is None or pot is None:
        return 0
    return allocation - upfront - pot


def rounding_flag(allocation: int | None, upfront: int | None, pot: int | None) -> str:
    """What to say of printed parts that miss the allocation; they are kept as printed and block nothing. [V]"""
    missing = rounding_difference(allocation, upfront, pot)
    if not missing:
        return ""
    way = "less" if missing > 0 else "more"
    printed = pounds((upfront or 0) + (pot or 0))
    return (
        f"The printed parts add up to {printed}, {pounds(abs(missing))} {way} than the allocation: {_why_off(missing)}."
    )


def _why_off(missing: int) -> str:
    return "a rounding difference" if abs(missing) <= ROUNDED_TO_POUNDS else "more than rounding explains"


def window_on(day: date, opens: date | None, closes: date | None, until: date | None = None) -> Window:
    """Where a day stands to the window of a year; both days belong to it. ``until`` is a granted extension. [V]"""
    if opens is not None and day < opens:
        return Window.TOO_EARLY
    if closes is None:
        return Window.NOT_STATED if opens is None else Window.OPEN
    return _to_closing(day, closes, until)


def _to_closing(day: date, closes: date, until: date | None) -> Window:
    if day <= closes:
        return Window.OPEN
    return Window.EXTENDED if until is not None and day <= until else Window.LATE


def repeated_underspend(underspends: Mapping[int, int | None], year: int) -> tuple[int, ...]:
    """The years running, up to this one, that ended with an underspend; none unless there are two. [V]

    A year whose underspend is not stated ends the run: nothing is assumed of it.
    """
    run: list[int] = []
    while (underspends.get(year) or 0) > 0:
        run.insert(0, year)
        year -= 1
    return tuple(run) if len(run) > 1 else ()


def repeat_warning(years: Sequence[int]) -> str:
    """The warning for years running that ended with money left; nothing where there are none."""
    if not years:
        return ""
    named = " and ".join(filter(None, (", ".join(map(_label, years[:-1])), _label(years[-1]))))
    return f"Underspend in {named}: the funder applies hold-back where underspend repeats."


def effective_allocation(stated: Mapping[int, tuple[int | None, bool]], year: int) -> int | None:
    """A year's allocation, where "the same as last year" the figure of that year; None where no year states one.

    ``stated`` holds for each year its own figure and whether it was confirmed at the level of the year before.
    """
    while year in stated:
        own, is_same = stated[year]
        if own is not None or not is_same:
            return own
        year -= 1
    return None


def check_ending(
    disposition: Disposition, amount: int, left: int | None, is_carry_allowed: bool | None, reason: str
) -> None:
    """Pass when so much of an underspend may be returned, carried or explained; raise NotNow or Incomplete."""
    if left is None:
        raise NotNow("The underspend is not known yet: a project has no stated amount, or the year is not over.")
    if disposition is Disposition.CARRIED and not is_carry_allowed:
        raise NotNow("The rules of this year do not say that money may be carried forward. Return or explain it.")
    if amount > left:
        there = f"Only {pounds(left)} of the underspend is left." if left > 0 else "Nothing is left of the underspend."
        raise Incomplete(there)
    _check_explained(disposition, reason)


def _check_explained(disposition: Disposition, reason: str) -> None:
    if disposition is Disposition.EXPLAINED and not reason.strip():
        raise Incomplete("Enter the explanation.")


def cost_each(pence: int, count: int) -> int | None:
    """What one of so many cost, half up to the penny; None where nothing is counted."""
    return half_up(Fraction(pence, count)) if count else None


def _label(year: int) -> str:
    return FinancialYear(year).label
