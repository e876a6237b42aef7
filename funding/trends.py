"""How does a body's share of a year stand beside the year before: up, down, the same, new, ended?

Pure arithmetic without Django. Shown with the partners of a year, L24 and L15; what counts as new or ended is our
rule [D].
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from funding.money import Qualifier, in_words
from funding.position.qualifiers import of_sum
from funding.years import FinancialYear


class TrendKind(StrEnum):
    """Which way a share goes."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    ENDED = "ended"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class YearShare:
    """What one body was to pay for one year, pence; None where not stated.

    `is_in_kind`: support and no money. `ended`: the word for why nothing more comes of it, "declined" or
    "withdrawn"; "" while it stands.
    """

    year: FinancialYear
    pence: int | None
    qualifier: Qualifier = Qualifier.EXACT
    is_in_kind: bool = False
    ended: str = ""

    @property
    def shown(self) -> str:
        """The share in words: "about £500", "in kind", "not stated"."""
        return "in kind" if self.is_in_kind else in_words(self.pence, self.qualifier)


@dataclass(frozen=True, slots=True)
class Trend:
    """Which way, in words, and by how many pence; None where there is no figure to name."""

    kind: TrendKind
    words: str
    change: int | None = None


def trend(year: FinancialYear, shares: Sequence[YearShare]) -> Trend:
    """The way to this year's share from the last one before it; `shares` are of any years, in any order.

    A body without a share this year ended after its last one. One that was away is compared with the last year it
    had a share in, which is then named.
    """
    this = next((share for share in shares if share.year == year), None)
    before = _last_before(year, shares)
    return _without_a_share(before) if this is None else _with_a_share(this, before)


def _last_before(year: FinancialYear, shares: Sequence[YearShare]) -> YearShare | None:
    earlier = (share for share in shares if share.year < year)
    return max(earlier, key=lambda share: share.year, default=None)


def _without_a_share(before: YearShare | None) -> Trend:
    if before is None:
        return Trend(TrendKind.NONE, "no share")
    return Trend(TrendKind.ENDED, f"ended after {before.year.label}")


def _with_a_share(this: YearShare, before: YearShare | None) -> Trend:
    if this.ended:
        return Trend(TrendKind.ENDED, this.ended)
    if before is None:
        return Trend(TrendKind.NEW, "new")
    return _compared(this, before)


def _compared(this: YearShare, before: YearShare) -> Trend:
    since = _since(this, before)
    if this.is_in_kind and before.is_in_kind:
        return Trend(TrendKind.SAME, f"in kind, as before{since}")
    if this.pence is None or before.pence is None:
        return Trend(TrendKind.UNKNOWN, f"no figure to compare{since}")
    return _changed(this, before, this.pence - before.pence)


def _since(this: YearShare, before: YearShare) -> str:
    """The year compared with, named only where it is not the one just before."""
    return "" if this.year == before.year.next else f" since {before.year.label}"


def _changed(this: YearShare, before: YearShare, change: int) -> Trend:
    since = _since(this, before)
    if not change:
        return Trend(TrendKind.SAME, f"the same{since}", 0)
    kind = TrendKind.UP if change > 0 else TrendKind.DOWN
    size = in_words(abs(change), _nearness(this, before, change))
    return Trend(kind, f"{kind.value} {size}{since}", change)


def _nearness(this: YearShare, before: YearShare, change: int) -> Qualifier:
    """How near the size of the change is: the later figure less the earlier, or the other way round where it fell."""
    more, less = (this, before) if change > 0 else (before, this)
    return of_sum([more.qualifier], [less.qualifier])
