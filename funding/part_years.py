"""How is a year shared when a body ends, or stops paying, within it?

Source: requirements L9 and L14 [D]. The change of 26 June 2021 divides 2021/22 into 86 and 279 days [V].
"""

from collections.abc import Sequence
from datetime import date, timedelta

from funding.money import largest_remainder
from funding.terms import AgreementState, PartYear
from funding.years import FinancialYear, year_of


def days_before_and_after(year: FinancialYear, changes_on: date) -> tuple[int, int]:
    """Days of the year before the day of a change, and from that day on; together all days of the year.

    A change on 1 April or earlier leaves none before it, one after 31 March none from it on.
    """
    before = min(max((changes_on - year.first).days, 0), year.days)
    return before, year.days - before


def split_by_days(
    share_pence: int,
    year: FinancialYear,
    ended_on: date,
    part_year: PartYear,
    held_from: date | None = None,
) -> tuple[int, int]:
    """Pence kept by a body whose last day is `ended_on`, and pence passed on to who follows; they add back.

    By days: in proportion to the days it exists and those it does not, the odd penny to the largest remainder.
    Whole year: all is kept by who exists on 1 April, and all passed on by who ended before it.
    All is kept by who still exists on 31 March. `held_from`: the day from which the share is owed, for a body that
    itself took it over within the year.
    Source: our rule, set for each version of a model [D].
    """
    before, after = days_before_and_after(year, ended_on + timedelta(days=1))
    if not after or (part_year is PartYear.WHOLE_YEAR and before):
        return share_pence, 0
    not_yet = days_before_and_after(year, held_from)[0] if held_from is not None else 0
    kept, passed_on = largest_remainder(share_pence, (max(before - not_yet, 0), after))
    return kept, passed_on


def split_among(passed_on_pence: int, shares: Sequence[int]) -> list[int]:
    """Pence for each of several successors by the stored shares of their links; they add back.

    Raises ValueError, from the split, where no share is above nought or one is below it.
    """
    return largest_remainder(passed_on_pence, shares)


def reaches_into(year: FinancialYear, ended_on: date, part_year: PartYear) -> bool:
    """True where a body with that last day leaves something of the year to a successor.

    By days: its last day falls in the year or before it. Whole year: it ended before the year began.
    Source: our rule [D].
    """
    return ended_on < year.first if part_year is PartYear.WHOLE_YEAR else ended_on <= year.last


def notice_days(decided_on: date, effective_on: date) -> int:
    """Days of notice a payer gave before its withdrawal takes effect; below nought where it reaches back.

    Source: L9 [D]; Lancashire, decided 7 March 2023 with effect from 1 April 2023: 25 days [V].
    """
    return (effective_on - decided_on).days


def first_year_touched(effective_on: date) -> FinancialYear:
    """The first year a withdrawal changes; every earlier year stays as it was. Source: L9 [D]."""
    return year_of(effective_on)


def withdrawal_touches(year: FinancialYear, effective_on: date | None) -> bool:
    """True where a withdrawal changes this year: from the year of its effective day on, or always if it has none."""
    return effective_on is None or effective_on <= year.last


def is_awaited(state: AgreementState, year: FinancialYear, withdrawn_from: date | None) -> bool:
    """False where nobody waits for the money: declined, or withdrawn from a day in the year or before it.

    A withdrawal from a later day changes nothing in this year. Source: L9 and L24 [D].
    """
    if state is AgreementState.WITHDRAWN:
        return not withdrawal_touches(year, withdrawn_from)
    return state is not AgreementState.DECLINED


def is_owed(state: AgreementState, year: FinancialYear, withdrawn_from: date | None) -> bool:
    """False where the body itself has nothing more to pay: nobody waits for it, or its share ended with the body.

    What an ended body left is asked of its successors. Source: L13 [D].
    """
    return state is not AgreementState.ENDED and is_awaited(state, year, withdrawn_from)
