"""What does every paper of a review say of itself: whose it is, which review, as at which day, and for whom?"""

from dataclasses import dataclass, replace
from datetime import date

from dhr_cases.deadlines import long_date
from dhr_cases.models import PartialDate, Precision
from dhr_cases.paper_kinds import Marking
from dhr_cases.papers.writing.blocks import OPEN, Handling

NOT_STATED = "not stated"
UNKNOWN = PartialDate.unknown()
RULES = (
    "Restricted until the review is published. Do not copy it, quote from it or pass it on. Keep it where nobody else "
    "can read it, and return or destroy it when you are asked to."
)
"""What a reader of a restricted paper is told. Source: markings of unpublished reviews [V]; words ours [D]."""


@dataclass(frozen=True)
class Frame:
    """The partnership, the review and the copy. ``died_in`` is never finer than a month in print.

    ``reference``, ``custodian`` and ``authors`` are inside facts: a paper for the public prints none of them.
    """

    partnership: str
    review_name: str
    title: str
    as_at: date
    pseudonym: str = ""
    died_in: PartialDate = UNKNOWN
    reference: str = ""
    custodian: str = ""
    contacts: tuple[str, ...] = ()
    handling: Handling = OPEN
    is_demonstration: bool = False

    @property
    def is_public(self) -> bool:
        """True when the paper bears no marking, because everybody may have it."""
        return not self.handling.marking

    @property
    def written_in(self) -> str:
        """Month and year of the paper."""
        return month_of(PartialDate.on(self.as_at))

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        invented = " Demonstration: everything in this paper is invented." if self.is_demonstration else ""
        if self.is_public:
            return f"{self.partnership}. {self.review_name}: {self.title}.{invented}"
        return f"{self.partnership}. {self.reference}. As at {long_date(self.as_at)}.{invented}"

    @property
    def handling_rows(self) -> tuple[tuple[str, str], ...]:
        """How a reader must treat the paper, as names and facts; none for a paper that everybody may have."""
        if self.is_public:
            return ()
        return (
            ("Marking", self.handling.marking),
            ("This copy is for", self.handling.recipient or "nobody named"),
            ("Copy number", self.handling.copy_number or "not numbered"),
            ("Reference", self.reference),
            ("Custodian", self.custodian or self.partnership),
            ("Handling", RULES),
        )


def restricted(recipient: str, copy_number: str = "") -> Handling:
    """The handling of every paper that is not published. Source: domain 5.1 [D]."""
    return Handling(Marking.OFFICIAL_SENSITIVE.label, recipient, copy_number)


def month_of(day: PartialDate) -> str:
    """Month and year, or the year, and never the day; "" when not known. Source: domain 4.2 [K]."""
    if day.value is None:
        return ""
    return str(replace(day, precision=Precision.MONTH) if day.precision is Precision.DAY else day)


def dated(day: PartialDate) -> str:
    """A date inside a sentence, as exactly as it is known: "on 4 May 2026", "in May 2026"; "" where it is not."""
    if not day.is_known:
        return ""
    return f"on {day}" if day.precision is Precision.DAY else f"in {day}"


def known(day: PartialDate) -> str:
    """A date as it is printed inside, in words where it is not known."""
    return str(day) if day.is_known else NOT_STATED
