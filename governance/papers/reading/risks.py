"""Which risks follow from the records, and which change of law is waiting? Each a sentence fit for a paper.

Source: what Kent minutes name as risks: a body that has ceased, money missing, time; the sentences are ours [D].
"""

from collections.abc import Iterator

from dhr_cases.models import Partnership
from dhr_cases.policy import regimes
from funding.terms import Measure
from governance.papers.report_rows import BodyActions, CaseRow, Money


def risks_of(cases: tuple[CaseRow, ...], actions: tuple[BodyActions, ...], money: Money | None) -> tuple[str, ...]:
    """Every risk that the records show; the restricted paper counts reviews, so cases are left out of the public."""
    return (*_of_time(cases), *_of_actions(actions), *_of_money(money))


def _of_time(cases: tuple[CaseRow, ...]) -> Iterator[str]:
    late = sum(1 for row in cases if row.late)
    held = sum(1 for row in cases if row.pause)
    if late:
        yield f"{_reviews(late)} past a date that guidance or a local limit sets."
    if held:
        yield f"{_reviews(held)} on hold; a hold moves no date by itself."


def _reviews(count: int) -> str:
    return "1 review is" if count == 1 else f"{count} reviews are"


def _of_actions(actions: tuple[BodyActions, ...]) -> Iterator[str]:
    gone = [row.body for row in actions if row.is_gone and row.open]
    if gone:
        yield f"Nobody can be asked for the open actions of bodies that have ended: {', '.join(gone)}."


def _of_money(money: Money | None) -> Iterator[str]:
    if money is None:
        return
    ended = [row.name_at_time for row in money.year.orphaned_partners() if not row.taken_over_by]
    gap = money.year.gap(Measure.CONFIRMED)
    if ended:
        yield f"Contributions of bodies that have ended are taken over by nobody: {', '.join(ended)}."
    if money.year.shortfall[Measure.CONFIRMED] > 0:
        yield f"The year’s money shows a {gap.label} of {gap.shown} against what is confirmed."


def legal_change() -> tuple[str, ...]:
    """Regimes under whose name a partnership may come to review, and which are not in force here."""
    names = {label for label, _ in Partnership._meta.get_field("label_shown").choices or ()}
    waiting = (row for row in regimes() if not row.enabled and row.label_short in names)
    return tuple(f"{row.label_long}s ({row.law}). {row.status.partition('. ')[0].rstrip('.')}." for row in waiting)


def law_in_force() -> str:
    """The law under which new reviews are opened."""
    return next(row.law for row in regimes() if row.enabled)
