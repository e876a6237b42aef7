"""Do the real rules of real partnerships give the figures that were worked out by hand?"""

import json

import pytest
from django.conf import settings

from funding.rule_files import parse_rules
from funding.rules import apportion, apportion_pool
from funding.terms import CostClass

FACTS = json.loads((settings.BASE_DIR / "tests" / "facts" / "money" / "apportionment.json").read_text(encoding="utf-8"))
GLOUCESTERSHIRE = FACTS["AT-F2"]
SIX = FACTS["AT-F3"]
OTHERS = [f"District {number}" for number in range(1, 7)] + ["ICB"]
PARTIES = ["OPCC", *OTHERS]


def _rules(**of: str) -> list[dict[str, object]]:
    capped = {"type": "percent", "party": "OPCC", "percent": GLOUCESTERSHIRE["percent"], **of}
    capped["cap_pence"] = GLOUCESTERSHIRE["cap_pence"]
    return [capped, {"type": "equal", "parties": OTHERS, "percent": "50", **of}]


@pytest.mark.parametrize("case", GLOUCESTERSHIRE["cases"], ids=lambda case: str(case["chair_cost_pence"]))
def test_at_f2_caps_the_commissioner_and_shares_the_other_half(case: dict[str, object]) -> None:
    cost = case["chair_cost_pence"]
    assert isinstance(cost, int)
    found = apportion(cost, PARTIES, parse_rules(_rules(), PARTIES))
    assert dict(found.shares)["OPCC"] == case["opcc_pence"]
    assert [dict(found.shares)[party] for party in OTHERS] == case["each_of_7_pence"]
    assert found.unfunded_pence == case["unfunded_pence"]


def test_at_f2_asks_for_the_chair_only_where_the_pool_has_more() -> None:
    pool = {CostClass.CHAIR: 1_400_000, CostClass.ADVOCACY: 300_000}
    found = apportion_pool(pool, PARTIES, parse_rules(_rules(of="chair"), PARTIES))
    assert [pence for _, pence in found.shares] == [500_000, *[100_000] * 7]
    assert found.unfunded_by_class == ((CostClass.CHAIR, 200_000), (CostClass.ADVOCACY, 300_000))


def test_at_f2_tells_a_partner_how_the_cap_was_applied() -> None:
    found = apportion(1_400_000, PARTIES, parse_rules(_rules(), PARTIES))
    assert found.working == (
        "OPCC: 50% of the cost of £14,000 is £7,000; the cap of £5,000 applies: £5,000.",
        "50% of the cost of £14,000 is £7,000; split equally among 7 partners it is £1,000 each.",
        "£2,000 has no payer: no rule takes it.",
    )


def test_at_f3_shares_one_review_equally_among_six() -> None:
    parties = [f"Authority {number}" for number in range(1, 7)]
    found = apportion(SIX["total_pence"], parties, parse_rules([{"type": "equal", "parties": parties}], parties))
    assert [pence for _, pence in found.shares] == SIX["shares_pence"]
    assert found.unfunded_pence == 0
