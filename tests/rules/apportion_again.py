"""What would somebody who never saw the code answer? The sentence of each rule, followed with pencil and whole pence.

Rules are read as they are written in a file. Nothing of the project is used but the order of the classes of cost.
"""

from typing import Any

Written = dict[str, Any]
ALL = ("chair", "author", "panel_admin", "advocacy", "translation", "legal", "publication", "other")


def share_out(pool: dict[str, int], parties: list[str], rules: list[Written]) -> tuple[dict[str, int], int]:
    """What each party bears of a cost by class, and what is unfunded."""
    left = dict(pool)
    shares = dict.fromkeys(parties, 0)
    for rule in rules:
        classes = [each for each in ALL if each in pool and rule.get("of", each) == each]
        whole, most = sum(pool[each] for each in classes), sum(left[each] for each in classes)
        for party, pence in _parts(rule, whole, most, parties).items():
            shares[party] += pence
            _pay(pence, left, classes)
    return shares, sum(left.values())


def _pay(pence: int, left: dict[str, int], classes: list[str]) -> None:
    for each in classes:
        left[each], pence = max(0, left[each] - pence), max(0, pence - left[each])


def _parts(rule: Written, whole: int, most: int, parties: list[str]) -> dict[str, int]:
    match rule["type"]:
        case "fixed":
            return {rule["party"]: min(rule["amount_pence"], most)}
        case "remainder":
            return {rule["party"]: most}
        case "percent":
            amount = part_of(whole, rule["percent"])
            amount = min(amount, rule.get("cap_pence", amount))
            amount = max(amount, rule.get("floor_pence", 0))
            return {rule["party"]: min(amount, most)}
        case "equal":
            amount = min(part_of(whole, rule.get("percent", "100")), most)
            return deal(amount, [(party, 1) for party in rule["parties"]])
        case "weighted":
            amount = min(part_of(whole, rule.get("percent", "100")), most)
            return deal(amount, [(party, rule["weights"][party]) for party in parties if party in rule["weights"]])
    return {}


def part_of(whole: int, percent: str) -> int:
    """So many per cent of the whole, by long multiplication; the first figure that is cut decides the rounding."""
    before, _, after = percent.partition(".")
    tenths = str(whole * int(before + after)).rjust(len(after) + 4, "0")
    places = len(after) + 2
    return int(tenths[:-places]) + (tenths[-places] >= "5")


def deal(amount: int, weights: list[tuple[str, int]]) -> dict[str, int]:
    """Full pence first; each penny then over goes to whoever lacks most and has had none, the earlier first."""
    total = sum(weight for _, weight in weights)
    dealt = {party: amount * weight // total for party, weight in weights}
    lacks = {party: amount * weight % total for party, weight in weights}
    for _ in range(amount - sum(dealt.values())):
        neediest = max(lacks, key=lambda party: lacks[party])
        dealt[neediest] += 1
        lacks[neediest] = -1
    return dealt
