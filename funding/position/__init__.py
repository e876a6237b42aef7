"""What does a year require, what has it, what is missing and why? Pure arithmetic on plain rows, without Django.

facts.py says what must be known, parts.py what comes out, whole.py works it out.
"""

from funding.position.as_json import as_json
from funding.position.facts import CostFact, InKindFact, ShareFact, YearFacts
from funding.position.notes import excluded, notes_under
from funding.position.parts import (
    BELOW_NOUGHT,
    NOT_KNOWN,
    CauseLine,
    CostTotal,
    Gap,
    InKindLine,
    Missing,
    NotStated,
    PartnerPosition,
    Position,
    Step,
    StepKind,
    Underwriting,
    cause_label,
)
from funding.position.takeovers import known_share
from funding.position.waterfall import waterfall
from funding.position.whole import position

__all__ = [
    "BELOW_NOUGHT",
    "NOT_KNOWN",
    "CauseLine",
    "CostFact",
    "CostTotal",
    "Gap",
    "InKindFact",
    "InKindLine",
    "Missing",
    "NotStated",
    "PartnerPosition",
    "Position",
    "ShareFact",
    "Step",
    "StepKind",
    "Underwriting",
    "YearFacts",
    "as_json",
    "cause_label",
    "excluded",
    "known_share",
    "notes_under",
    "position",
    "waterfall",
]
