"""What are the position and the cash of a made-up year, by a second computation that shares no code with the first?

Written from the definitions alone, over plain entries, agreement by agreement, with a list of work still to do.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tests.rules.made_up_years import Deal, MadeUpYear

MEASURES = {
    "agreed": ("pledge",),
    "confirmed": ("confirmation",),
    "invoiced": ("invoice", "credit_note"),
    "received": ("receipt", "refund"),
}
OF_PARTNERS = ("orphaned", "declined", "unpaid")


@dataclass
class SecondYear:
    """What the second computation found."""

    required: int = 0
    overspend: int = 0
    brought_forward: int = 0
    asked: int = 0
    closing: int = 0
    available: Counter[str] = field(default_factory=Counter)
    causes: dict[str, Counter[str]] = field(default_factory=lambda: {measure: Counter() for measure in MEASURES})
    debts: dict[str, int] = field(default_factory=dict)


def second_year(made: MadeUpYear) -> SecondYear:
    """Work the year out again."""
    sums: Counter[tuple[str, str]] = Counter()
    posted = set()
    for entry in made.so_far():
        sums[entry.kind, entry.key] += entry.pence
        posted.add((entry.kind, entry.key))
    found = SecondYear(brought_forward=sums["brought_forward", "year"])
    _add_costs(made, sums, posted, found)
    _add_partners(made, sums, found)
    for measure, causes in found.causes.items():
        causes["overspend"] = found.overspend
        causes["model_gap"] = found.required - found.overspend - found.brought_forward - found.asked
        found.available[measure] += 0
    spent = sum(pence for (kind, _), pence in sums.items() if kind == "actual")
    came_in = sum(pence for (kind, _), pence in sums.items() if kind in MEASURES["received"])
    out = sums["returned", "year"] + sums["released", "year"]
    found.closing = found.brought_forward + came_in - spent + out
    return found


def _add_costs(
    made: MadeUpYear, sums: Counter[tuple[str, str]], posted: set[tuple[str, str]], found: SecondYear
) -> None:
    for line in made.lines:
        has = {kind for kind in ("forecast", "commitment", "actual") if (kind, line.key) in posted}
        plan = sums["commitment", line.key] or sums["forecast", line.key]
        spent = sums["actual", line.key]
        has_plan = bool(has - {"actual"})
        if "actual" not in has:
            found.required += plan
        elif line.is_settled or not has_plan or spent > plan:
            found.required += spent if line.is_settled or has_plan else max(0, spent)
        else:
            found.required += plan
        if has_plan and "actual" in has and spent > plan:
            found.overspend += spent - plan


def _add_partners(made: MadeUpYear, sums: Counter[tuple[str, str]], found: SecondYear) -> None:
    todo: list[tuple[Deal, int, bool]] = []
    for deal in made.deals:
        have = {name: sum(sums[kind, deal.key] for kind in kinds) for name, kinds in MEASURES.items()}
        found.debts[deal.key] = have["invoiced"] - have["received"]
        if deal.takes_over is None:
            todo.append((deal, _share(deal, sums), False))
            found.asked += _share(deal, sums)
    while todo:
        deal, brought, follows_ended = todo.pop()
        todo += _one(made, deal, brought, follows_ended, sums, found)


def _one(
    made: MadeUpYear,
    deal: Deal,
    brought: int,
    follows_ended: bool,
    sums: Counter[tuple[str, str]],
    found: SecondYear,
) -> list[tuple[Deal, int, bool]]:
    paid = sums["receipt", deal.key] + sums["refund", deal.key]
    ended = _ended(made, deal)
    debt = brought - paid if ended and brought > paid else 0
    heirs = [(heir, part, ended) for heir, part in _share_out(made, deal, debt, sums)]
    gone = sum(part for _, part, _ in heirs)
    for measure, kinds in MEASURES.items():
        have = sum(sums[kind, deal.key] for kind in kinds)
        if ended and have > paid:
            have = paid
        found.available[measure] += have
        missing = brought - gone - have
        orphaned = declined = 0
        if missing > 0 and ended:
            orphaned = min(missing, debt - gone)
        elif missing > 0 and _stopped(made, deal):
            declined = missing
        elif missing > 0 and follows_ended:
            sure = sums["confirmation", deal.key]
            orphaned = missing if sure <= have else max(0, brought - gone - sure)
        pieces = (orphaned, declined, missing - orphaned - declined)
        found.causes[measure].update(dict(zip(OF_PARTNERS, pieces, strict=True)))
    return heirs


def _share(deal: Deal, sums: Counter[tuple[str, str]]) -> int:
    return _highest(deal, sums) if deal.share is None else deal.share


def _highest(deal: Deal, sums: Counter[tuple[str, str]]) -> int:
    return max([0] + [sum(sums[kind, deal.key] for kind in kinds) for kinds in MEASURES.values()])


def _ended(made: MadeUpYear, deal: Deal) -> bool:
    if deal.last_day is None or made.on <= deal.last_day:
        return False
    edge = date(made.start, 4, 1) if deal.model == "whole_year" else date(made.start + 1, 4, 1)
    return deal.last_day < edge


def _stopped(made: MadeUpYear, deal: Deal) -> bool:
    later = deal.withdrawn_from is not None and deal.withdrawn_from >= date(made.start + 1, 4, 1)
    return deal.state == "declined" or (deal.state == "withdrawn" and not later)


def _share_out(made: MadeUpYear, deal: Deal, debt: int, sums: Counter[tuple[str, str]]) -> list[tuple[Deal, int]]:
    heirs = [other for other in made.deals if other.takes_over == deal.key]
    parts = []
    for heir in [heir for heir in heirs if heir.share is not None]:
        part = min(debt, max(heir.share or 0, _highest(heir, sums)))
        debt -= part
        parts.append((heir, part))
    open_ended = [heir for heir in heirs if heir.share is None]
    for place, heir in enumerate(open_ended):
        each, odd = divmod(debt, len(open_ended))
        parts.append((heir, each + (place < odd)))
    return parts
