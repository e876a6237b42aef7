"""Each kind of rule reads as a sentence that says who pays what of which cost."""

import datetime
from decimal import Decimal

import pytest

from funding.rule_words import in_a_sentence
from funding.rules import (
    RULES,
    Equal,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Percent,
    Remainder,
    Rule,
    Weighted,
)
from funding.terms import CostClass

NAMES = {"pol": "Police", "nhs": "Health", "lap": "Council"}
SENTENCES: list[tuple[Rule, str]] = [
    (Fixed("pol", 500000), "Police pays £5,000 for the year."),
    (Fixed("pol", 50050, Per.CASE), "Police pays £500.50 for each review."),
    (Percent("pol", Decimal("12.50")), "Police pays 12.5% of the cost."),
    (
        Percent("pol", Decimal(50), 500000, 100000, CostClass.CHAIR),
        "Police pays 50% of the cost, at least £1,000, at most £5,000. Covers only: independent chair.",
    ),
    (Equal(("pol", "nhs", "lap")), "Police, Health and Council pay the cost in equal shares."),
    (Equal(("pol",), Decimal(30)), "Police pays 30% of the cost in equal shares."),
    (Equal(("pol", "nhs"), Decimal(30)), "Police and Health pay 30% of the cost in equal shares."),
    (
        Weighted((("pol", 1), ("nhs", 1250000)), Decimal(100), "Census", datetime.date(2021, 3, 21)),
        "Police 1 and Health 1,250,000 pay the cost in proportion to these weights (weights: Census as at "
        "21 March 2021).",
    ),
    (
        Weighted((("pol", 1), ("nhs", 2))),
        "Police 1 and Health 2 pay the cost in proportion to these weights (weights: source not stated).",
    ),
    (Remainder("lap"), "Council pays all that is left."),
    (InKind("nhs", "A room.", 20000), "Health gives in kind: A room, worth £200."),
    (InKind("nhs", "A room"), "Health gives in kind: A room."),
    (NoContribution("lap"), "Council pays nothing."),
]


@pytest.mark.parametrize(("rule", "sentence"), SENTENCES)
def test_says_what_the_rule_does(rule: Rule, sentence: str) -> None:
    assert in_a_sentence(rule, NAMES) == sentence


def test_has_words_for_every_kind() -> None:
    assert {rule.kind for rule, _ in SENTENCES} == set(RULES)
