"""What would each party pay for a year, or for a cost, by the rules of a version, and how is that worked out?

A broken year is not shared by days here: the duty passes on its day, and the position tells what it leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dhr_cases.models import Organisation
from funding.models import ModelVersion
from funding.money import pounds
from funding.position.costs import is_stated, overspend_of, required_of
from funding.position.facts import CostFact
from funding.position_rows import facts_of
from funding.rule_files import parse_rules
from funding.rules import (
    Apportionment,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Rule,
    Step,
    Weighted,
    apportion_pool,
)
from funding.rules import parties_of as named_in
from funding.terms import CostClass, ModelBasis
from funding.years import FinancialYear

Pool = Mapping[CostClass, int]
UNKNOWN = "No cost of the year is stated yet, so this share cannot be worked out."
LEFT_OUT = "Costs without a stated amount, left out: {}."
OF_NO_REVIEW = "Costs of no review, which this model does not share out: {}."


@dataclass(frozen=True)
class ProposedShare:
    """One party's share in pence, None where it rests on costs not stated; ``in_kind`` is what it gives otherwise.

    ``working`` is told to the party itself, so it names no other party's share; ``by_rules`` are the numbers of the
    rules that name it.
    """

    organisation: Organisation
    pence: int | None
    working: tuple[str, ...]
    by_rules: tuple[int, ...] = ()
    in_kind: InKind | None = None

    @property
    def is_asked(self) -> bool:
        """True where the party is to be asked for money: a sum, or one still to be named."""
        return self.pence is None or self.pence > 0


@dataclass(frozen=True)
class Proposal:
    """The shares of a year or a cost; ``cost_pence`` is what they are worked out from, ``notes`` what it leaves out.

    ``steps`` is the whole working, every party's share in it, for who keeps the money. ``is_stated`` is false where
    no cost is stated at all, so that nothing but fixed sums is known.
    """

    shares: tuple[ProposedShare, ...]
    cost_pence: int
    reviews: int
    unfunded_pence: int
    steps: tuple[str, ...]
    notes: tuple[str, ...] = ()
    is_stated: bool = True

    @property
    def total_pence(self) -> int:
        """All stated shares together."""
        return sum(share.pence or 0 for share in self.shares)


def parties_of(version: ModelVersion) -> list[Organisation]:
    """The bodies that are party to a version, in the order that decides who bears an odd penny."""
    rows = version.parties.filter(is_left_out=False).select_related("organisation").order_by("order", "pk")
    return [row.organisation for row in rows]


def rules_of(version: ModelVersion, parties: Iterable[Organisation]) -> tuple[Rule, ...]:
    """The rules of a version. Raises RuleFaults where they were not kept through the acts."""
    return parse_rules(version.rules, [body.code for body in parties])


def shares_of_cost(version: ModelVersion, pool: Pool, reviews: int = 1) -> Proposal:
    """Who would bear how much of a cost split by class: the worked example of the editor."""
    parties = parties_of(version)
    rules = rules_of(version, parties)
    split = _by_rules(parties, rules, pool, reviews)
    return Proposal(
        shares=tuple(_shares(parties, rules, [split])),
        cost_pence=sum(pool.values()),
        reviews=reviews,
        unfunded_pence=split.unfunded_pence,
        steps=tuple(step.sentence for step in split.steps),
    )


def proposed_shares(version: ModelVersion, year: FinancialYear) -> Proposal:
    """The share of every party for a year, from what is planned to be spent in it.

    In an annual model a fixed sum for the year is owed in full even where the costs are lower. In a model by
    review every review is shared out by itself. Source: L5 to L7 [D].
    """
    costs = facts_of(version.model.partnership, year).costs
    parties = parties_of(version)
    rules = rules_of(version, parties)
    pools = _pools(version, costs)
    splits = [_by_rules(parties, rules, pool, number) for _, pool, number in pools]
    references = [reference for reference, _, _ in pools]
    shares = _shares(parties, rules, splits, references)
    if version.basis == ModelBasis.ANNUAL:
        shares = _all_owed_in_full(shares, rules, splits)
    return Proposal(
        shares=tuple(_stated(share, rules, costs) for share in shares),
        cost_pence=sum(map(_base, costs)),
        reviews=len(_references(costs)),
        unfunded_pence=_unfunded(splits),
        steps=tuple(_steps(splits, references)),
        notes=tuple(_notes(version, costs)),
        is_stated=any(map(is_stated, costs)),
    )


def _base(cost: CostFact) -> int:
    """What of a cost is shared out: the plan, or the actual where that was settled lower; never an overspend."""
    return required_of(cost) - overspend_of(cost)


def _pools(version: ModelVersion, costs: Sequence[CostFact]) -> list[tuple[str, Pool, int]]:
    """What the rules are applied to: the whole year, or each review; with its reference and number of reviews."""
    references = _references(costs)
    if version.basis == ModelBasis.ANNUAL:
        return [("", _pool(costs), len(references))]
    return [(each, _pool([cost for cost in costs if cost.reference == each]), 1) for each in references]


def _references(costs: Iterable[CostFact]) -> list[str]:
    """The reviews of which there is a cost."""
    return sorted({cost.reference for cost in costs if cost.reference})


def _pool(costs: Iterable[CostFact]) -> Pool:
    pool: dict[CostClass, int] = {}
    for cost in costs:
        pool[cost.cost_class] = pool.get(cost.cost_class, 0) + _base(cost)
    return pool


def _by_rules(parties: Sequence[Organisation], rules: Sequence[Rule], pool: Pool, reviews: int) -> Apportionment:
    names = {body.code: body.name for body in parties}
    return apportion_pool(pool, [body.code for body in parties], rules, cases=reviews, names=names)


def _shares(
    parties: Sequence[Organisation],
    rules: Sequence[Rule],
    splits: Sequence[Apportionment],
    references: Sequence[str] = ("",),
) -> list[ProposedShare]:
    in_kind = {rule.party: rule for rule in rules if isinstance(rule, InKind)}
    return [
        ProposedShare(
            organisation=body,
            pence=sum(dict(split.shares)[body.code] for split in splits),
            working=tuple(_working(body, rules, splits, references)),
            by_rules=tuple(_naming(body, rules)),
            in_kind=in_kind.get(body.code),
        )
        for body in parties
    ]


def _naming(body: Organisation, rules: Sequence[Rule]) -> Iterable[int]:
    """The numbers of the rules that name a body."""
    return (number for number, rule in enumerate(rules, start=1) if body.code in named_in(rule))


def _steps(splits: Sequence[Apportionment], references: Sequence[str]) -> Iterable[str]:
    for reference, split in zip(references, splits, strict=True):
        yield from (_of_review(reference, step.sentence) for step in split.steps)


def _working(
    body: Organisation, rules: Sequence[Rule], splits: Sequence[Apportionment], references: Sequence[str]
) -> Iterable[str]:
    for reference, split in zip(references, splits, strict=True):
        for rule, step in zip(rules, split.steps, strict=True):
            if body.code in dict(step.taken):
                yield _of_review(reference, _told_to(body, rule, step))


def _of_review(reference: str, sentence: str) -> str:
    return f"{reference}: {sentence}" if reference else sentence


def _told_to(body: Organisation, rule: Rule, step: Step) -> str:
    """A step in the words for one party. Only weighted shares name what the others pay, so these are put anew."""
    if not isinstance(rule, Weighted):
        return step.sentence
    weights = dict(rule.weights)
    pays = pounds(dict(step.taken)[body.code])
    shared = pounds(sum(pence for _, pence in step.taken))
    source = f" ({rule.source})" if rule.source else ""
    own, all_ = weights[body.code], sum(weights.values())
    return f"{body.name} bears {own:,} of {all_:,} parts of {shared}, by weights{source}: {pays}."


def _unfunded(splits: Iterable[Apportionment]) -> int:
    return sum(split.unfunded_pence for split in splits)


def _all_owed_in_full(
    shares: Iterable[ProposedShare], rules: Sequence[Rule], splits: Sequence[Apportionment]
) -> list[ProposedShare]:
    return [_owed_in_full(share, rules, splits) for share in shares]


def _owed_in_full(share: ProposedShare, rules: Sequence[Rule], splits: Sequence[Apportionment]) -> ProposedShare:
    """The share with what lower costs have cut from sums fixed for the year."""
    cut = _cut_from_fixed(share.organisation.code, rules, splits[0])
    if not cut:
        return share
    told = f"The sum is fixed for the year and owed in full, whatever the cost: {pounds(cut)} more."
    return replace(share, pence=(share.pence or 0) + cut, working=(*share.working, told))


def _cut_from_fixed(code: str, rules: Sequence[Rule], split: Apportionment) -> int:
    """Pence of a party's fixed sums for the year that the year's costs left untaken."""
    cut = 0
    for rule, step in zip(rules, split.steps, strict=True):
        if isinstance(rule, Fixed) and (rule.party, rule.per) == (code, Per.YEAR):
            cut += rule.amount_pence - dict(step.taken)[code]
    return cut


def _stated(share: ProposedShare, rules: Sequence[Rule], costs: Sequence[CostFact]) -> ProposedShare:
    """The share, or not stated where it rests on costs and none is stated. Not stated is never nil. Source: L3."""
    named = [rule for rule in rules if share.organisation.code in named_in(rule)]
    if all(map(_is_sure, named)) or any(map(is_stated, costs)):
        return share
    return replace(share, pence=None, working=(UNKNOWN,))


def _is_sure(rule: Rule) -> bool:
    """True for a rule whose sum does not depend on the costs."""
    return isinstance(rule, InKind | NoContribution) or (isinstance(rule, Fixed) and rule.per is Per.YEAR)


def _notes(version: ModelVersion, costs: Sequence[CostFact]) -> Iterable[str]:
    missing = len(costs) - sum(map(is_stated, costs))
    if missing:
        yield LEFT_OUT.format(missing)
    of_none = _of_no_review(costs)
    if version.basis == ModelBasis.PER_CASE and of_none:
        yield OF_NO_REVIEW.format(pounds(of_none))


def _of_no_review(costs: Sequence[CostFact]) -> int:
    return sum(_base(cost) for cost in costs if not cost.reference)
