"""Which small years do the tests of positions work with? Rows with sensible values for all a test does not name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from funding.position import CostFact, ShareFact, YearFacts
from funding.terms import AgreementState, CostClass, Measure, PartYear
from funding.years import FinancialYear

YEAR = FinancialYear(2021)
LAST_DAY_OF_CRC = date(2021, 6, 25)
DURING = date(2022, 3, 24)
CRC = "Rehabilitation Company"
PROBATION = "Probation Service"

Sums = tuple[int, int, int, int]
"""Agreed, confirmed, invoiced and received, pence."""


def counted(sums: Sums) -> dict[Measure, int]:
    """Sums in the order of the measures."""
    return dict(zip(Measure, sums, strict=True))


def chair(pence: int | None, reference: str | None = "DHR 1", **rest: Any) -> CostFact:
    """A cost of a chair, unless another class is named, forecast at so many pence."""
    rest.setdefault("cost_class", CostClass.CHAIR)
    return CostFact(reference=reference, forecast=pence, **rest)


def agreement(name: str, share: int | None, sums: Sums = (0, 0, 0, 0), **rest: Any) -> ShareFact:
    """An agreement under the body's name, asked for unless another state is named."""
    rest.setdefault("state", AgreementState.ASKED)
    rest.setdefault("key", name)
    rest.setdefault("name_at_time", name)
    return ShareFact(organisation=name, share=share, counted=counted(sums), **rest)


def ended(share: int | None, sums: Sums = (0, 0, 0, 0), **rest: Any) -> ShareFact:
    """The agreement of the body that ended on 25 June 2021."""
    rest.setdefault("state", AgreementState.ENDED)
    rest.setdefault("ended_on", LAST_DAY_OF_CRC)
    rest.setdefault("part_year", PartYear.BY_DAYS)
    return agreement(CRC, share, sums, **rest)


def successor(share: int | None, sums: Sums = (0, 0, 0, 0), name: str = PROBATION, **rest: Any) -> ShareFact:
    """An agreement that takes over from the ended body's."""
    rest.setdefault("takes_over", CRC)
    return agreement(name, share, sums, **rest)


def year(
    *shares: ShareFact,
    costs: Iterable[CostFact] = (),
    on: date = DURING,
    brought: int | None = 0,
    host: str | None = None,
) -> YearFacts:
    """2021/22 as it stood in March 2022."""
    return YearFacts(YEAR, on, brought, tuple(costs), shares, host)
