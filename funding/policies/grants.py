"""When may a step of a business case be taken? No person is asked here.

Source: grant requirements G2, G5, G6 [D]; sections 4.2 to 4.6 of the 2018 report [V].
"""

import datetime

from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotNow
from funding.grant_sums import window_on
from funding.grant_terms import CASE_STATES, CaseKind, CaseState, Window
from funding.models.grants import BusinessCase, GrantYear


def check_at(case: BusinessCase, *states: CaseState) -> None:
    """Pass while the business case stands at one of the states; raise NotNow saying where it stands."""
    if case.at not in states:
        row = CASE_STATES[case.at]
        raise NotNow(
            f"{case} stands at “{row.label}”. What is waited for: {row.waits_for[0].lower()}{row.waits_for[1:]}."
        )


def check_may_follow(case: BusinessCase, state: CaseState) -> None:
    """Pass when the table of states leads there; raise NotNow."""
    if state not in CASE_STATES[case.at].next:
        here, there = CASE_STATES[case.at].label, CASE_STATES[state].label
        raise NotNow(f"A business case cannot go from “{here}” to “{there}”.")


def check_window(grant: GrantYear, on: datetime.date, until: datetime.date | None) -> None:
    """Pass when a business case for the year may be sent on the day; raise NotNow when too early or late.

    ``until`` is the latest extension granted. Opening and closing days are data of the year.
    """
    where = window_on(on, grant.opens_on, grant.closes_on, until)
    if where is Window.TOO_EARLY and grant.opens_on is not None:
        raise NotNow(f"This is too early: the funder takes business cases from {long_date(grant.opens_on)}.")
    if where is Window.LATE:
        last = max(filter(None, (grant.closes_on, until)))
        raise NotNow(
            f"This is late: the last day was {long_date(last)}. A late business case needs a recorded extension: who "
            "asked for it, why, and until when it was granted."
        )


def check_dates(opens: datetime.date | None, closes: datetime.date | None) -> None:
    """Pass when the window is a window; raise Incomplete when it closes before it opens."""
    if opens is not None and closes is not None and closes < opens:
        raise Incomplete("The last day for business cases is before the first.")


def needs_window(case: BusinessCase) -> bool:
    """True for the business case of the year; one to the pot may be made at any time within it."""
    return CaseKind(case.kind) is CaseKind.YEAR
