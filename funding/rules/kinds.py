"""Which rules of sharing a cost are there, and what does each take?

A rule takes never more than what earlier rules have left of the cost it covers. What no rule takes is unfunded.
Every rule may name the class of cost it covers; without one it covers all.

Source: funding requirements L6 and L7 [D], from the practice of Gloucestershire (per cent with a cap, then equal
shares) [V], Surrey and Leicestershire (fixed sums) [V] and Lancashire (a part withdrawn) [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from dhr_cases.deadlines import long_date
from funding.money import largest_remainder, pounds
from funding.rules.pots import (
    WHOLE,
    Pot,
    Taking,
    UnfitRule,
    refuse_below_nought,
    refuse_beyond_whole,
    sentence,
)
from funding.terms import CostClass


class RuleType(StrEnum):
    """The word that names a rule in a file."""

    FIXED = "fixed"
    PERCENT = "percent"
    EQUAL = "equal"
    WEIGHTED = "weighted"
    REMAINDER = "remainder"
    IN_KIND = "in_kind"
    NONE = "none"


class Per(StrEnum):
    """What a fixed sum is paid for: once for the year, or once for each review."""

    YEAR = "year"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Fixed:
    """One party bears a fixed sum, for the year or for each review."""

    kind: ClassVar[RuleType] = RuleType.FIXED

    party: str
    amount_pence: int
    per: Per = Per.YEAR
    of: CostClass | None = None

    def __post_init__(self) -> None:
        """Raises UnfitRule for a sum below nought."""
        refuse_below_nought("amount_pence", self.amount_pence)

    def takes(self, pot: Pot) -> Taking:
        """The sum, or what is left where that is less; for each review, the sum times the reviews."""
        wanted = self.amount_pence * (pot.cases if self.per is Per.CASE else 1)
        clauses = [f"{pot.name(self.party)} pays a fixed {pounds(self.amount_pence)}"]
        if self.per is Per.CASE:
            clauses = [f"{clauses[0]} for each review; reviews: {pot.cases}, so {pounds(wanted)}"]
        return Taking(((self.party, min(wanted, pot.left)),), sentence(clauses + pot.short_of(wanted)))


@dataclass(frozen=True, slots=True)
class Percent:
    """One party bears so many per cent of the whole cost, at most the cap and at least the floor."""

    kind: ClassVar[RuleType] = RuleType.PERCENT

    party: str
    percent: Decimal
    cap_pence: int | None = None
    floor_pence: int | None = None
    of: CostClass | None = None

    def __post_init__(self) -> None:
        """Raises UnfitRule for a per cent beyond 0 to 100, a sum below nought, or a cap below the floor."""
        refuse_beyond_whole(self.percent)
        refuse_below_nought("cap_pence", self.cap_pence)
        refuse_below_nought("floor_pence", self.floor_pence)
        if self.cap_pence is not None and self.floor_pence is not None and self.cap_pence < self.floor_pence:
            told = f"{self.cap_pence} is below the floor of {self.floor_pence}. A cap is at least the floor."
            raise UnfitRule("cap_pence", told)

    def takes(self, pot: Pot) -> Taking:
        """The per cent half up to the penny, then cap and floor, then never more than what is left."""
        wanted, told = pot.per_cent(self.percent)
        clauses = [f"{pot.name(self.party)}: {told}"]
        if self.cap_pence is not None and wanted > self.cap_pence:
            wanted = self.cap_pence
            clauses.append(f"the cap of {pounds(wanted)} applies: {pounds(wanted)}")
        if self.floor_pence is not None and wanted < self.floor_pence:
            wanted = self.floor_pence
            clauses.append(f"the floor of {pounds(wanted)} applies: {pounds(wanted)}")
        return Taking(((self.party, min(wanted, pot.left)),), sentence(clauses + pot.short_of(wanted)))


@dataclass(frozen=True, slots=True)
class Equal:
    """Several parties bear so many per cent of the whole cost in equal shares."""

    kind: ClassVar[RuleType] = RuleType.EQUAL

    parties: tuple[str, ...]
    percent: Decimal = WHOLE
    of: CostClass | None = None

    def __post_init__(self) -> None:
        """Raises UnfitRule for a per cent beyond 0 to 100, no party, or one named twice."""
        refuse_beyond_whole(self.percent)
        if not self.parties:
            raise UnfitRule("parties", "name at least one party.")
        if len(set(self.parties)) < len(self.parties):
            raise UnfitRule("parties", "a party is named twice. Keep one.")

    def takes(self, pot: Pot) -> Taking:
        """The per cent, never more than what is left, by largest remainder; a tie goes to the earlier in this rule."""
        wanted, told = pot.per_cent(self.percent)
        parts = largest_remainder(min(wanted, pot.left), [1] * len(self.parties))
        clauses = [told, *pot.short_of(wanted), self._split(parts, pot)]
        return Taking(tuple(zip(self.parties, parts, strict=True)), sentence(clauses))

    def _split(self, parts: list[int], pot: Pot) -> str:
        if len(parts) == 1:
            return f"{pot.name(self.parties[0])} pays it alone"
        told = f"split equally among {len(parts)} partners it is {pounds(parts[-1])} each"
        more = parts.count(parts[-1] + 1)
        if not more:
            return told
        favoured = pot.name(self.parties[0]) if more == 1 else f"the first {more} in the list"
        return f"{told}, and a penny more for {favoured}"


@dataclass(frozen=True, slots=True)
class Weighted:
    """Several parties bear so many per cent of the whole cost in proportion to stored weights.

    A weight is a whole number: people, homicides, parts of a hundred. `source` and `as_at` say where the weights
    come from and of which day they are. Source: L6 [D].
    """

    kind: ClassVar[RuleType] = RuleType.WEIGHTED

    weights: tuple[tuple[str, int], ...]
    percent: Decimal = WHOLE
    source: str = ""
    as_at: date | None = None
    of: CostClass | None = None

    def __post_init__(self) -> None:
        """Raises UnfitRule for a per cent beyond 0 to 100, a party named twice, or weights that split nothing."""
        refuse_beyond_whole(self.percent)
        for party, weight in self.weights:
            refuse_below_nought(f"weights.{party}", weight)
        if len(dict(self.weights)) < len(self.weights):
            raise UnfitRule("weights", "a party is named twice. Keep one.")
        if not any(weight for _, weight in self.weights):
            raise UnfitRule("weights", "at least one party needs a weight above nought.")

    def takes(self, pot: Pot) -> Taking:
        """The per cent, never more than what is left, by largest remainder.

        A tie goes to the party that the model lists earlier: weights are written as an object, and an object
        has no order that is sure to be kept.
        """
        wanted, told = pot.per_cent(self.percent)
        weights = sorted(self.weights, key=lambda each: pot.parties.index(each[0]))
        parts = largest_remainder(min(wanted, pot.left), [weight for _, weight in weights])
        shares = tuple((party, part) for (party, _), part in zip(weights, parts, strict=True))
        split = [f"{pot.name(party)} {pounds(part)}" for party, part in shares]
        clauses = [told, *pot.short_of(wanted), f"split by {self._stored()} it is {', '.join(split)}"]
        return Taking(shares, sentence(clauses))

    def _stored(self) -> str:
        origin = [self.source] if self.source else []
        as_at = [f"as at {long_date(self.as_at)}"] if self.as_at else []
        told = ", ".join(origin + as_at)
        return f"weights ({told})" if told else "weights"


@dataclass(frozen=True, slots=True)
class Remainder:
    """One party bears all that is left."""

    kind: ClassVar[RuleType] = RuleType.REMAINDER

    party: str
    of: CostClass | None = None

    def takes(self, pot: Pot) -> Taking:
        """All that earlier rules have left of the cost it covers, which may be nothing."""
        told = f"{pot.name(self.party)} pays all that is left of {pot.words}: {pounds(pot.left)}"
        return Taking(((self.party, pot.left),), sentence([told]))


@dataclass(frozen=True, slots=True)
class InKind:
    """One party gives something other than money. Its value, where stated, is never added to money.

    Source: L22 [D].
    """

    kind: ClassVar[RuleType] = RuleType.IN_KIND

    party: str
    description: str
    value_pence: int | None = None
    of: CostClass | None = None

    def __post_init__(self) -> None:
        """Raises UnfitRule without a description or for a value below nought."""
        refuse_below_nought("value_pence", self.value_pence)
        if not self.description.strip():
            raise UnfitRule("description", "say what is given.")

    def takes(self, pot: Pot) -> Taking:
        """No money."""
        worth = "" if self.value_pence is None else f", worth {pounds(self.value_pence)}"
        told = f"{pot.name(self.party)} gives in kind: {self.description.strip().rstrip('.')}{worth}"
        return Taking(((self.party, 0),), sentence([told, "this is not counted as money"]))


@dataclass(frozen=True, slots=True)
class NoContribution:
    """One party belongs to the model and pays nothing."""

    kind: ClassVar[RuleType] = RuleType.NONE

    party: str
    of: CostClass | None = None

    def takes(self, pot: Pot) -> Taking:
        """Nothing."""
        return Taking(((self.party, 0),), sentence([f"{pot.name(self.party)} is not asked to pay"]))


Rule = Fixed | Percent | Equal | Weighted | Remainder | InKind | NoContribution


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One kind of rule: its words for the model editor, what it does, and the row that carries it."""

    label: str
    meaning: str
    made: type[Rule]


RULES: Mapping[RuleType, RuleRow] = {
    RuleType.FIXED: RuleRow("Fixed sum", "One partner pays a set sum for the year or for each review.", Fixed),
    RuleType.PERCENT: RuleRow("Per cent", "One partner pays a part of the cost, with a cap or a floor.", Percent),
    RuleType.EQUAL: RuleRow("Equal shares", "Several partners pay the same.", Equal),
    RuleType.WEIGHTED: RuleRow("Weighted shares", "Several partners pay by population or other weights.", Weighted),
    RuleType.REMAINDER: RuleRow("Remainder", "One partner pays all that is left.", Remainder),
    RuleType.IN_KIND: RuleRow("In kind", "One partner gives a room, officer time or the like, and no money.", InKind),
    RuleType.NONE: RuleRow("No contribution", "One partner belongs to the model and pays nothing.", NoContribution),
}


def parties_of(rule: Rule) -> tuple[str, ...]:
    """The parties a rule names, in its own order."""
    if isinstance(rule, Equal):
        return rule.parties
    if isinstance(rule, Weighted):
        return tuple(party for party, _ in rule.weights)
    return (rule.party,)
