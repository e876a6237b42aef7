"""Which agreement carries which part of the year once a body has ended and others take over its duty?

Duty passes on the day, money does not: what an ended body has not paid is orphaned, and a successor's agreement
takes over a part of exactly that, so that no share is counted twice. Source: L13, L14 [D]; how a part is
measured is our rule [D].
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from funding.money import largest_remainder
from funding.part_years import reaches_into
from funding.position.facts import ShareFact, YearFacts
from funding.terms import Measure


@dataclass(frozen=True, slots=True)
class Carried:
    """How one agreement stands in the chain of takeovers, pence.

    `carries`: its part of the year's total. `orphaned`: what the ended body left unpaid, of what it carried before
    any takeover. `left`: the part of that no agreement takes over. `is_successor`: it takes over from another
    agreement of the same year, and carries nothing before that one is orphaned. `taken_over_by`: keys of those that
    take over from it.
    """

    fact: ShareFact
    carries: int
    is_orphaned: bool
    orphaned: int
    left: int
    is_successor: bool
    taken_over_by: tuple[str, ...]


def carried(facts: YearFacts) -> Mapping[str, Carried]:
    """Every agreement of the year by its key, in the order given.

    An agreement that takes over from one the year does not hold stands for itself.
    """
    found: dict[str, Carried] = {}
    keys = {share.key for share in facts.shares}
    for share in facts.shares:
        if share.takes_over not in keys:
            _follow(facts, share, known_share(share), found, is_successor=False)
    return {share.key: found[share.key] for share in facts.shares}


def known_share(share: ShareFact) -> int:
    """The share, pence; of one not stated the largest sum any measure has reached, a known minimum."""
    return largest_sum(share) if share.share is None else share.share


def largest_sum(share: ShareFact) -> int:
    """The largest sum of entries any measure has reached, pence."""
    return max(share.posted(measure) for measure in Measure)


def is_orphaned(facts: YearFacts, share: ShareFact) -> bool:
    """True from the day after the last day of a body whose end, by the model, reaches into the year."""
    ended_on = share.ended_on
    return ended_on is not None and ended_on < facts.on and reaches_into(facts.year, ended_on, share.part_year)


def _follow(facts: YearFacts, share: ShareFact, brought: int, found: dict[str, Carried], *, is_successor: bool) -> None:
    """Enter an agreement that has been brought so many pence, then all that take over from it, and so on."""
    ended = is_orphaned(facts, share)
    orphaned = max(0, brought - share.posted(Measure.RECEIVED)) if ended else 0
    successors = [other for other in facts.shares if other.takes_over == share.key]
    parts = _parts_taken(orphaned, successors)
    found[share.key] = Carried(
        fact=share,
        carries=brought - sum(parts),
        is_orphaned=ended,
        orphaned=orphaned,
        left=orphaned - sum(parts),
        is_successor=is_successor,
        taken_over_by=tuple(other.key for other in successors),
    )
    for other, part in zip(successors, parts, strict=True):
        _follow(facts, other, part, found, is_successor=True)


def _parts_taken(orphaned: int, successors: Sequence[ShareFact]) -> list[int]:
    """Pence each successor takes over of what is orphaned, never more than that in all.

    Those with a stated share come first, in order, each with that share or more if more was posted to it; those
    without one divide the rest equally, because whoever is asked without a sum is asked for what is left.
    """
    parts = [0] * len(successors)
    left = orphaned
    for place, share in _numbered(successors, is_stated=True):
        parts[place] = min(left, max(known_share(share), largest_sum(share)))
        left -= parts[place]
    unstated = [place for place, _ in _numbered(successors, is_stated=False)]
    equally = largest_remainder(left, [1] * len(unstated)) if unstated else []
    for place, part in zip(unstated, equally, strict=True):
        parts[place] = part
    return parts


def _numbered(successors: Sequence[ShareFact], *, is_stated: bool) -> list[tuple[int, ShareFact]]:
    """The successors with a stated share, or those without one, each with its place."""
    return [(place, share) for place, share in enumerate(successors) if (share.share is not None) is is_stated]
