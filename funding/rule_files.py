"""What do the rules of a file or of a stored model say, and where are they wrong?

Every fault is a FileFault that begins with its place, for example "rules[2].percent". Faults of different rules
are found together. Nothing is guessed: an unknown key, a number where a text belongs, or a key written twice is
refused, because a slip of the pen must not silently change what a partner pays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from funding.file_values import (
    FileFault,
    Gathered,
    braces_in,
    code,
    cut,
    day,
    hint,
    integer,
    listed,
    name_in,
    pence_from_nought,
    per_cent,
    read_json,
    required,
    text_in,
    unknown_keys,
)
from funding.rules import (
    Equal,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Percent,
    Remainder,
    Rule,
    RuleType,
    UnfitRule,
    Weighted,
)
from funding.rules.pots import WHOLE
from funding.terms import CostClass


class RuleFaults(Exception):
    """All faults found; never none. As a text it has one line for each."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class ApportionFile:
    """The question of one file, checked: which cost, among whom, by which rules."""

    cost_pence: int
    parties: tuple[str, ...]
    rules: tuple[Rule, ...]


def parse_apportion_file(text: str) -> ApportionFile:
    """Reads `{"cost_pence": ..., "parties": [...], "rules": [...]}`. Raises RuleFaults with all faults it finds.

    Rules of this file are plain money rules: kinds and keys that only a stored model has are unknown here.
    """
    gathered = Gathered()
    whole = gathered.one(lambda: braces_in("", read_json(text)))
    if whole is None:
        raise RuleFaults(gathered.faults)
    gathered.each(unknown_keys("", whole, ("cost_pence", "parties", "rules")))
    cost = gathered.one(lambda: pence_from_nought("cost_pence", required("", whole, "cost_pence")))
    parties = gathered.one(lambda: _parties("parties", required("", whole, "parties")))
    written = gathered.one(lambda: listed("rules", required("", whole, "rules")))
    rules = _gathered_rules(gathered, "rules", written or (), parties, is_model=False)
    _refuse(gathered)
    return ApportionFile(cost or 0, parties or (), rules)


def parse_rules(value: object, parties: Sequence[str] | None, *, place: str = "rules") -> tuple[Rule, ...]:
    """Reads the rules of a stored model from its JSON value. Raises RuleFaults with one fault for each bad rule.

    `parties` are those a rule may name; None leaves the names unchecked. Beside the keys of a plain file a rule
    may have `of` (a class of cost), `per` (fixed sums), `source` and `as_at` (weights), and its type may be
    `in_kind` or `none`.
    """
    gathered = Gathered()
    written = gathered.one(lambda: listed(place, value))
    rules = _gathered_rules(gathered, place, written or (), parties, is_model=True)
    _refuse(gathered)
    return rules


@dataclass(frozen=True, slots=True)
class _Row:
    """One rule as it was written: where it stands, what it says, and which parties it may name."""

    place: str
    written: Mapping[str, object]
    parties: Sequence[str] | None

    def at(self, key: str) -> str:
        return f"{self.place}.{key}"

    def pence(self, key: str) -> int:
        return integer(self.at(key), self.written[key])

    def pence_if_any(self, key: str) -> int | None:
        return self.pence(key) if key in self.written else None

    def text_if_any(self, key: str) -> str:
        return text_in(self.at(key), self.written[key]) if key in self.written else ""

    def party(self) -> str:
        return self._known(self.at("party"), self.written["party"])

    def several(self) -> tuple[str, ...]:
        names = listed(self.at("parties"), self.written["parties"])
        return tuple(self._known(f"{self.at('parties')}[{n}]", each) for n, each in enumerate(names))

    def weights(self) -> tuple[tuple[str, int], ...]:
        pairs = braces_in(self.at("weights"), self.written["weights"])
        places = {name: f"{self.at('weights')}.{name}" for name in pairs}
        return tuple((self._known(places[name], name), integer(places[name], each)) for name, each in pairs.items())

    def percent(self) -> Decimal:
        return per_cent(self.at("percent"), self.written["percent"]) if "percent" in self.written else WHOLE

    def per(self) -> Per:
        return code(self.at("per"), self.written["per"], Per) if "per" in self.written else Per.YEAR

    def as_at(self) -> date | None:
        return day(self.at("as_at"), self.written["as_at"]) if "as_at" in self.written else None

    def of(self) -> CostClass | None:
        return code(self.at("of"), self.written["of"], CostClass) if "of" in self.written else None

    def _known(self, place: str, value: object) -> str:
        name = text_in(place, value)
        if self.parties is not None and name not in self.parties:
            raise FileFault(place, f"“{cut(name)}” is not one of the parties. {hint(name, self.parties)}")
        return name


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one kind of rule is written: keys it must have, may have, and may have in a stored model only."""

    made: Callable[[_Row], Rule]
    needs: tuple[str, ...]
    may_have: tuple[str, ...] = ()
    in_models: tuple[str, ...] = ("of",)
    is_for_models_only: bool = False


SHAPES: Mapping[RuleType, _Shape] = {
    RuleType.FIXED: _Shape(
        lambda row: Fixed(row.party(), row.pence("amount_pence"), row.per(), row.of()),
        needs=("party", "amount_pence"),
        in_models=("per", "of"),
    ),
    RuleType.PERCENT: _Shape(
        lambda row: Percent(
            row.party(), row.percent(), row.pence_if_any("cap_pence"), row.pence_if_any("floor_pence"), row.of()
        ),
        needs=("party", "percent"),
        may_have=("cap_pence", "floor_pence"),
    ),
    RuleType.EQUAL: _Shape(
        lambda row: Equal(row.several(), row.percent(), row.of()), needs=("parties",), may_have=("percent",)
    ),
    RuleType.WEIGHTED: _Shape(
        lambda row: Weighted(row.weights(), row.percent(), row.text_if_any("source"), row.as_at(), row.of()),
        needs=("weights",),
        may_have=("percent",),
        in_models=("source", "as_at", "of"),
    ),
    RuleType.REMAINDER: _Shape(lambda row: Remainder(row.party(), row.of()), needs=("party",)),
    RuleType.IN_KIND: _Shape(
        lambda row: InKind(row.party(), row.text_if_any("description"), row.pence_if_any("value_pence"), row.of()),
        needs=("party", "description"),
        may_have=("value_pence",),
        is_for_models_only=True,
    ),
    RuleType.NONE: _Shape(lambda row: NoContribution(row.party(), row.of()), needs=("party",), is_for_models_only=True),
}


def _refuse(gathered: Gathered) -> None:
    if gathered.faults:
        raise RuleFaults(gathered.faults)


def _gathered_rules(
    gathered: Gathered, place: str, written: Sequence[object], parties: Sequence[str] | None, *, is_model: bool
) -> tuple[Rule, ...]:
    """The rules that can be read; of each other one the fault is gathered."""
    found = [
        gathered.one(partial(_rule, f"{place}[{number}]", each, parties, is_model))
        for number, each in enumerate(written)
    ]
    return tuple(rule for rule in found if rule is not None)


def _rule(place: str, value: object, parties: Sequence[str] | None, is_model: bool) -> Rule:
    written = braces_in(place, value)
    shape = SHAPES[_kind(place, written, is_model)]
    known = ("type", *shape.needs, *shape.may_have, *(shape.in_models if is_model else ()))
    for fault in unknown_keys(place, written, known):
        raise fault
    for key in shape.needs:
        required(place, written, key)
    try:
        return shape.made(_Row(place, written, parties))
    except UnfitRule as fault:
        raise FileFault(f"{place}.{fault.key}", str(fault)) from fault


def _kind(place: str, written: Mapping[str, object], is_model: bool) -> RuleType:
    known = [kind for kind, shape in SHAPES.items() if is_model or not shape.is_for_models_only]
    name = text_in(f"{place}.type", required(place, written, "type"))
    if name not in known:
        raise FileFault(f"{place}.type", f"“{cut(name)}” is not a kind of rule. {hint(name, known)}")
    return RuleType(name)


def _parties(place: str, value: object) -> tuple[str, ...]:
    names = [name_in(f"{place}[{number}]", each) for number, each in enumerate(listed(place, value))]
    if not names:
        raise FileFault(place, "name at least one party.")
    for number, name in enumerate(names):
        if name in names[:number]:
            raise FileFault(f"{place}[{number}]", f"“{cut(name)}” is named twice. Keep one.")
    return tuple(names)
