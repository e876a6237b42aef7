"""What must be known for the letter that tells partners what the partnership's chair decided?"""

from dataclasses import dataclass

from dhr_cases.models import PartialDate
from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class DecisionFacts:
    """The decision in words. ``outcome`` is one of the outcomes as recorded; ``law`` the Act and section."""

    frame: Frame
    decided_on: PartialDate
    outcome: str
    law: str
    reasons: str
    is_review: bool
    alternative: str = ""
    dissent: str = ""
    consulted: tuple[str, ...] = ()
