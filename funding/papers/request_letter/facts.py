"""What must be known for a letter that asks a body to pay?"""

from dataclasses import dataclass
from datetime import date

from funding.papers.frame import Sender
from funding.papers.rows import RequestRow


@dataclass(frozen=True)
class LetterFacts:
    """One request. ``predecessor`` is the body whose duty has passed to this one; ``address`` is where to answer.

    Source: L13, L28 [D].
    """

    sender: Sender
    request: RequestRow
    as_at: date
    working: tuple[str, ...] = ()
    predecessor: str = ""
    predecessor_ended_on: date | None = None
    address: str = ""
    review_name: str = "Domestic Homicide Review"
