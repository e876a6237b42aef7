"""How does each partner stand: what counts in each measure, what is missing, and for which cause?

What is missing of an agreement is split among causes so that the parts add up to it exactly. Source: L13, L21,
L24, L25 [D]; the order of causes is our rule [D].
"""

from collections.abc import Mapping
from datetime import date, timedelta

from funding.money import Qualifier
from funding.part_years import is_awaited, split_by_days
from funding.position.facts import ShareFact, YearFacts
from funding.position.parts import PartnerPosition, of_each
from funding.position.takeovers import Carried, carried
from funding.terms import Cause, Measure

_ON_PAPER = (Measure.AGREED, Measure.CONFIRMED)


def partners_of(facts: YearFacts) -> tuple[PartnerPosition, ...]:
    """Every agreement of the year, in the order given."""
    return tuple(_partner(facts, row) for row in carried(facts).values())


def counted_in(row: Carried, measure: Measure) -> int:
    """Pence that count: the sum of entries, but of an orphaned agreement never more than has been received."""
    posted = row.fact.posted(measure)
    return min(posted, row.fact.posted(Measure.RECEIVED)) if row.is_orphaned else posted


def counted_qualifier(partner: PartnerPosition, measure: Measure) -> Qualifier:
    """How near a counted sum is: pledges and confirmations are as near as the share, invoices and money exact."""
    if measure not in _ON_PAPER or not partner.counted[measure] or partner.is_orphaned:
        return Qualifier.EXACT
    return partner.qualifier


def _partner(facts: YearFacts, row: Carried) -> PartnerPosition:
    share = row.fact
    kept, passed_on = _kept_and_passed_on(facts, share)
    in_kind_only = share.share is None and share.in_kind is not None
    return PartnerPosition(
        key=share.key,
        name=share.organisation,
        name_at_time=share.name_at_time,
        state=share.state,
        share=0 if in_kind_only else share.share,
        qualifier=share.qualifier,
        carries=row.carries,
        counted=of_each(lambda measure: counted_in(row, measure)),
        posted=of_each(share.posted),
        loss=of_each(lambda measure: row.carries - counted_in(row, measure)),
        loss_by_cause=of_each(lambda measure: _loss_by_cause(facts, row, measure)),
        cause=_first_cause(facts, row, Measure.CONFIRMED)[0],
        is_in_kind_only=in_kind_only,
        is_orphaned=row.is_orphaned,
        orphaned=row.orphaned,
        kept=kept,
        passed_on=passed_on,
        ended_on=share.ended_on,
        takes_over=share.takes_over,
        taken_over_by=row.taken_over_by,
        code=share.code,
    )


def _kept_and_passed_on(facts: YearFacts, share: ShareFact) -> tuple[int | None, int | None]:
    if share.ended_on is None or share.share is None:
        return None, None
    return split_by_days(share.share, facts.year, share.ended_on, share.part_year, _held_from(facts, share))


def _held_from(facts: YearFacts, share: ShareFact) -> date | None:
    """The day from which a body owes its share, where it took it over from one that ended within the year."""
    ends = {other.key: other.ended_on for other in facts.shares}
    ended_on = ends.get(share.takes_over) if share.takes_over else None
    return None if ended_on is None else ended_on + timedelta(days=1)


def _loss_by_cause(facts: YearFacts, row: Carried, measure: Measure) -> Mapping[Cause, int]:
    """What an agreement lacks in a measure, by cause; every cause is present and they add up to the loss.

    More than was asked counts against what is outstanding, whatever the state, and never makes an orphan smaller
    than nought. An orphaned agreement: what no successor takes over is orphaned, the rest (money in hand that was
    never confirmed or invoiced) outstanding. Declined, or withdrawn with effect in the year: declined. A successor:
    what it has confirmed is outstanding until it has come that far, the rest orphaned until confirmed.
    """
    losses = dict.fromkeys(Cause, 0)
    loss = row.carries - counted_in(row, measure)
    cause, most = _first_cause(facts, row, measure)
    first = max(0, loss if most is None else min(loss, most))
    losses[cause] += first
    losses[Cause.UNPAID] += loss - first
    return losses


def _first_cause(facts: YearFacts, row: Carried, measure: Measure) -> tuple[Cause, int | None]:
    """The cause that takes from the loss first, and the most it takes, pence (None for all); the rest is unpaid."""
    if row.is_orphaned:
        return Cause.ORPHANED, row.left
    if not is_awaited(row.fact.state, facts.year, row.fact.withdrawal_effective_on):
        return Cause.DECLINED, None
    if row.is_successor:
        confirmed = max(row.fact.posted(Measure.CONFIRMED), counted_in(row, measure))
        return Cause.ORPHANED, max(0, row.carries - confirmed)
    return Cause.UNPAID, None
