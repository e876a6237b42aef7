"""What must be known for the committee's page on a year?"""

from dataclasses import dataclass
from datetime import date

from funding.papers.figures import UNSTATED, Figure
from funding.papers.frame import Sender
from funding.papers.rows import RequestRow
from funding.position import Position


@dataclass(frozen=True)
class GapRow:
    """A gap that a minute names, with no working behind it."""

    amount: Figure
    text: str
    stated_on: date | None = None
    meeting: str = ""
    minute: str = ""


@dataclass(frozen=True)
class PositionFacts:
    """A year's position and what stands open. ``by`` is a role, never a person; ``model`` names rules and version.

    Source: L26, L27, L33; order of sections from the Kent working group's reports of 2018 [V].
    """

    sender: Sender
    position: Position
    by: str
    to: str = ""
    meets_on: date | None = None
    model: str = ""
    average_cost: Figure = UNSTATED
    average_cost_source: str = ""
    requests: tuple[RequestRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    review_name: str = "Domestic Homicide Review"
