"""What does each party bear when rules are applied to a cost in order, and what stays without a payer?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from funding.money import pounds
from funding.rules.kinds import Rule, RuleType, parties_of
from funding.rules.pots import Pot
from funding.terms import COST_CLASSES, CostClass


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule took, in whole pence, and why; `left_pence` is what it left of the whole cost."""

    number: int
    kind: RuleType
    taken: tuple[tuple[str, int], ...]
    left_pence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Apportionment:
    """A cost shared out, in whole pence: shares and what is unfunded always add back to the cost.

    `shares` has every party once, in the order given; `unfunded_by_class` has the classes of the pool that are
    not wholly paid for, and nothing where the cost had no classes.
    """

    shares: tuple[tuple[str, int], ...]
    unfunded_pence: int
    steps: tuple[Step, ...]
    unfunded_by_class: tuple[tuple[CostClass, int], ...] = ()

    @property
    def working(self) -> tuple[str, ...]:
        """Every step in a sentence, and at the end what stays unfunded, if anything does."""
        unfunded = [f"{pounds(self.unfunded_pence)} has no payer: no rule takes it."] if self.unfunded_pence else []
        return (*(step.sentence for step in self.steps), *unfunded)

    def working_of(self, party: str) -> tuple[str, ...]:
        """The sentences of the steps that name one party."""
        return tuple(step.sentence for step in self.steps if party in dict(step.taken))


def apportion(
    cost_pence: int,
    parties: Sequence[str],
    rules: Sequence[Rule],
    *,
    cases: int = 1,
    names: Mapping[str, str] | None = None,
) -> Apportionment:
    """Shares a cost without classes by rules in order; each takes never more than what is left.

    `cases` is the number of reviews the cost is for (a fixed sum may be paid for each), `names` says how parties
    are called in sentences. Raises ValueError for a cost below nought, parties named twice or unknown, and
    for a rule that covers one class only: such rules need a pool. Source: L2, L6, L7 [D].
    """
    for rule in rules:
        if rule.of is not None:
            raise ValueError(f"A rule for “{COST_CLASSES[rule.of]}” needs a cost that is split by class.")
    return _Split({None: cost_pence}, parties, cases, names or {}).by(rules)


def apportion_pool(
    pool: Mapping[CostClass, int],
    parties: Sequence[str],
    rules: Sequence[Rule],
    *,
    cases: int = 1,
    names: Mapping[str, str] | None = None,
) -> Apportionment:
    """Shares a cost split by class. A rule that covers one class sees and takes only that class.

    A rule that covers all sees the whole pool and takes from what is left class by class, in the order of the
    table of classes. A class that the pool does not hold costs nothing. Errors as for `apportion`.
    """
    in_order: dict[CostClass | None, int] = {each: pool[each] for each in COST_CLASSES if each in pool}
    return _Split(in_order, parties, cases, names or {}).by(rules)


class _Split:
    """A cost on its way through the rules: what it was, what is left of it, and who bears how much so far."""

    def __init__(
        self, pool: Mapping[CostClass | None, int], parties: Sequence[str], cases: int, names: Mapping[str, str]
    ) -> None:
        _refuse(pool.values(), parties, cases)
        self.pool = pool
        self.left = dict(pool)
        self.shares = dict.fromkeys(parties, 0)
        self.cases = cases
        self.names = names

    def by(self, rules: Sequence[Rule]) -> Apportionment:
        """Applies the rules in order."""
        steps = tuple(self._step(number, rule) for number, rule in enumerate(rules, start=1))
        unpaid = tuple((each, pence) for each, pence in self.left.items() if each is not None and pence)
        return Apportionment(tuple(self.shares.items()), sum(self.left.values()), steps, unpaid)

    def _step(self, number: int, rule: Rule) -> Step:
        for party in parties_of(rule):
            if party not in self.shares:
                raise ValueError(f"“{party}” is not one of the parties.")
        taking = rule.takes(self._pot(rule.of))
        for party, pence in taking.shares:
            self.shares[party] += pence
        self._pay(rule.of, sum(pence for _, pence in taking.shares))
        return Step(number, rule.kind, taking.shares, sum(self.left.values()), taking.sentence)

    def _pot(self, of: CostClass | None) -> Pot:
        seen = self._seen(of)
        whole = sum(self.pool[each] for each in seen)
        left = sum(self.left[each] for each in seen)
        of_class = "" if of is None else f" ({COST_CLASSES[of]})"
        return Pot(whole, left, f"the cost of {pounds(whole)}{of_class}", tuple(self.shares), self.cases, self.names)

    def _pay(self, of: CostClass | None, pence: int) -> None:
        for each in self._seen(of):
            paid = min(pence, self.left[each])
            self.left[each] -= paid
            pence -= paid

    def _seen(self, of: CostClass | None) -> list[CostClass | None]:
        return [each for each in self.pool if of in (None, each)]


def _refuse(costs: Iterable[int], parties: Sequence[str], cases: int) -> None:
    if any(pence < 0 for pence in costs) or cases < 0:
        raise ValueError("A cost and a number of reviews are never below nought.")
    if len(set(parties)) < len(parties):
        raise ValueError("A party is named twice. Keep one.")
