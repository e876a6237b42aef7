"""What is told while a review is taken through its stages by program? Plain words with no person in them."""

import datetime
from dataclasses import dataclass, field

from dhr_cases.legal_tests import Facts
from dhr_cases.models import Organisation, PartialDate, QAOutcome


@dataclass
class RecommendationStory:
    """One recommendation with its number as printed and the actions that follow it."""

    text: str
    ref: str = ""
    scope: str = ""
    addressee: str = ""
    target_date: PartialDate = field(default_factory=PartialDate.unknown)
    actions: tuple[str, ...] = ()
    owner: Organisation | None = None
    measure: str = ""


@dataclass
class Story:
    """What the acts of one review say where a person would type it."""

    relationship: str = "not stated in the source"
    facts: Facts = field(default_factory=Facts)
    scope_from: PartialDate = field(default_factory=PartialDate.unknown)
    scope_to: PartialDate = field(default_factory=PartialDate.unknown)
    questions: str = "What did each agency know, and what could have been done differently?"
    reasons: str = "The death appears to have resulted from domestic abuse; lessons are to be learnt."
    meetings: tuple[datetime.date, ...] = ()
    recommendations: tuple[RecommendationStory, ...] = ()
    outcome: QAOutcome = QAOutcome.PUBLISHABLE_WITH_CHANGES
    points: tuple[str, ...] = ("Make the changes listed in the letter.",)
    fee_pence: int | None = None
