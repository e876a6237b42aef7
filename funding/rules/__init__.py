"""Who bears how much of a cost, by which rule, and how was it worked out?

`kinds` holds the rules and their table, `pots` what a rule sees and takes, `splitting` applies rules in order.
Pure functions of whole pence; nothing here knows Django.
"""

from funding.rules.kinds import (
    RULES,
    Equal,
    Fixed,
    InKind,
    NoContribution,
    Per,
    Percent,
    Remainder,
    Rule,
    RuleRow,
    RuleType,
    Weighted,
    parties_of,
)
from funding.rules.pots import UnfitRule
from funding.rules.splitting import Apportionment, Step, apportion, apportion_pool

__all__ = [
    "RULES",
    "Apportionment",
    "Equal",
    "Fixed",
    "InKind",
    "NoContribution",
    "Per",
    "Percent",
    "Remainder",
    "Rule",
    "RuleRow",
    "RuleType",
    "Step",
    "UnfitRule",
    "Weighted",
    "apportion",
    "apportion_pool",
    "parties_of",
]
