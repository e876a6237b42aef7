"""What must be known for the form on which an agency writes its Individual Management Review?"""

from dataclasses import dataclass

from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class ImrFacts:
    """Whose report it is, what it is asked, by when. ``lines_of_enquiry`` are those of the agreed terms."""

    frame: Frame
    agency: str
    scope: str = ""
    lines_of_enquiry: tuple[str, ...] = ()
    asks_for: str = ""
    due_on: str = ""
