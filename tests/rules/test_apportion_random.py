"""Do 100,000 random splits add back to the penny, and agree with an answer worked out a second time from scratch?"""

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from funding.rule_files import parse_rules
from funding.rules import Apportionment, RuleType, apportion, apportion_pool
from funding.terms import CostClass
from tests.rules.apportion_again import ALL, Written, share_out

RUNS = 10
SPLITS_A_RUN = 10_000
SPLITS_WALKED = 1_000
PERCENTS = ("0", "100", "50", "25.5", "33.33", "0.005", "66." + "6" * 25)
MONEY_RULES = ("fixed", "percent", "equal", "weighted", "remainder")


class Chance:
    """Random questions; the same seed asks the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  -- random questions, no secrets

    def parties(self) -> list[str]:
        """One to eight parties whose names are in no order."""
        return self.random.sample("QWERTYUIOP", self.random.randint(1, 8))

    def pence(self) -> int:
        """Nothing, a few pence, a review, or more than a country has."""
        return self.random.randrange(self.random.choice((1, 20, 3_000_000, 10**15, 10**22)))

    def percent(self) -> str:
        """A usual per cent, or one with up to twelve decimals."""
        decimals = self.random.randrange(13)
        drawn = f"{self.random.randrange(100)}.{self.random.randrange(10**decimals):0{decimals}}"
        return self.random.choice((drawn if decimals else "12", self.random.choice(PERCENTS)))

    def rule(self, parties: list[str], kinds: tuple[str, ...] = MONEY_RULES) -> Written:
        """One rule as a file would write it."""
        kind = self.random.choice(kinds)
        some = self.random.sample(parties, self.random.randint(1, len(parties)))
        written: Written = {"type": kind}
        match kind:
            case "equal":
                written["parties"] = some
            case "weighted":
                written["weights"] = {party: self.random.choice((0, 1, 1, 7, 10**6)) for party in some}
                written["weights"][some[0]] += 1
            case _:
                written["party"] = some[0]
        self._add_figures(written)
        return written

    def _add_figures(self, written: Written) -> None:
        if written["type"] == "fixed":
            written["amount_pence"] = self.pence()
        if written["type"] == "percent" or (written["type"] in ("equal", "weighted") and self.random.random() < 0.7):
            written["percent"] = self.percent()
        if written["type"] == "percent":
            floor = self.random.randrange(10**6)
            bounds = {"floor_pence": floor, "cap_pence": floor + self.random.randrange(10**6)}
            written |= self.random.choice(({}, bounds, {"cap_pence": floor}, {"floor_pence": floor}))

    def rules(self, parties: list[str]) -> list[Written]:
        """Up to five rules."""
        return [self.rule(parties) for _ in range(self.random.randrange(6))]

    def pool(self) -> dict[str, int]:
        """A cost in some of the classes, written in no order."""
        return {each: self.pence() for each in self.random.sample(ALL, self.random.randint(0, 4))}

    def rules_by_class(self, parties: list[str]) -> list[Written]:
        """Rules of which most cover one class."""
        rules = self.rules(parties)
        return [rule | self.random.choice(({}, {"of": self.random.choice(ALL[:4])})) for rule in rules]


def _check(found: Apportionment, cost: int, written: list[Written]) -> None:
    shares = dict(found.shares)
    assert sum(shares.values()) + found.unfunded_pence == cost
    assert min(found.unfunded_pence, *shares.values()) >= 0
    named = {party for rule in written for party in rule.get("parties") or rule.get("weights") or [rule["party"]]}
    assert {party for party, pence in shares.items() if pence} <= (named if cost else set())


def _check_steps(found: Apportionment, cost: int, written: list[Written]) -> None:
    left = cost
    for step, rule in zip(found.steps, written, strict=True):
        taken = sum(pence for _, pence in step.taken)
        assert left - taken == step.left_pence >= 0
        left = step.left_pence
        if step.kind in (RuleType.EQUAL, RuleType.WEIGHTED):
            weights = rule.get("weights") or dict.fromkeys(rule["parties"], 1)
            whole = sum(weights.values())
            assert all(abs(pence * whole - taken * weights[party]) < whole for party, pence in step.taken)
    assert left == found.unfunded_pence


@pytest.mark.parametrize("seed", range(RUNS))
def test_adds_back_and_agrees_with_a_second_answer(seed: int) -> None:
    chance = Chance(seed)
    for _ in range(SPLITS_A_RUN):
        parties = chance.parties()
        cost, written = chance.pence(), chance.rules(parties)
        found = apportion(cost, parties, parse_rules(written, parties))
        assert (dict(found.shares), found.unfunded_pence) == share_out({"other": cost}, parties, written)
        _check(found, cost, written)
        _check_steps(found, cost, written)


def test_agrees_with_a_second_answer_for_costs_by_class() -> None:
    chance = Chance(RUNS)
    for _ in range(SPLITS_A_RUN):
        parties = chance.parties()
        pool, written = chance.pool(), chance.rules_by_class(parties)
        found = apportion_pool(_by_class(pool), parties, parse_rules(written, parties))
        assert (dict(found.shares), found.unfunded_pence) == share_out(pool, parties, written)
        assert sum(pence for _, pence in found.unfunded_by_class) == found.unfunded_pence
        _check(found, sum(pool.values()), written)


def test_never_lets_a_rule_take_from_a_class_it_does_not_cover() -> None:
    chance = Chance(RUNS + 1)
    for _ in range(SPLITS_WALKED):
        parties, pool = chance.parties(), {"chair": chance.pence(), "legal": chance.pence()}
        written = [rule | {"of": "chair"} for rule in chance.rules(parties)]
        found = apportion_pool(_by_class(pool), parties, parse_rules(written, parties))
        assert dict(found.unfunded_by_class).get(CostClass.LEGAL, 0) == pool["legal"]


def test_gives_the_same_shares_whatever_the_parties_are_called() -> None:
    chance = Chance(RUNS + 2)
    for _ in range(SPLITS_WALKED):
        parties = chance.parties()
        cost, written = chance.pence(), chance.rules(parties)
        renamed = {party: str(number) for number, party in enumerate(reversed(parties))}
        found = apportion(cost, parties, parse_rules(written, parties))
        again = apportion(cost, [*renamed.values()][::-1], parse_rules(_renamed(written, renamed), None))
        expected = {renamed[party]: pence for party, pence in found.shares}
        assert (dict(again.shares), again.unfunded_pence) == (expected, found.unfunded_pence)


def test_holds_no_float_anywhere() -> None:
    chance = Chance(RUNS + 3)
    for _ in range(SPLITS_WALKED):
        parties = chance.parties()
        pool, rules = chance.pool(), parse_rules(chance.rules_by_class(parties), parties)
        found = [*_leaves(apportion_pool(_by_class(pool), parties, rules)), *_leaves(rules)]
        assert {type(leaf) for leaf in found} & {float, complex, bool} == set()


def test_walks_into_every_corner_when_it_looks_for_floats() -> None:
    chance = Chance(RUNS + 4)
    rules = parse_rules([chance.rule(["A"], ("percent",)) | {"percent": "1.5"}], ["A"])
    shown = {type(leaf).__name__ for leaf in _leaves(apportion(100, ["A"], rules))}
    assert shown == {"str", "int", "RuleType"}
    assert 0.5 in list(_leaves(({"deep": [0.5]},)))


def _by_class(pool: dict[str, int]) -> dict[CostClass, int]:
    return {CostClass(each): pence for each, pence in pool.items()}


def _renamed(written: list[Written], names: dict[str, str]) -> list[Written]:
    def change(key: str, value: Any) -> Any:
        match key:
            case "party":
                return names[value]
            case "parties":
                return [names[each] for each in value]
            case "weights":
                return {names[each]: weight for each, weight in value.items()}
        return value

    return [{key: change(key, value) for key, value in rule.items()} for rule in written]


def _leaves(value: object) -> Iterator[object]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _leaves(tuple(value.items()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
