"""What must be known for a partner's statement?"""

from dataclasses import dataclass
from datetime import date

from funding.papers.figures import Figure
from funding.papers.frame import Sender
from funding.papers.rows import AgreementRow, EntryRow, RequestRow
from funding.years import FinancialYear


@dataclass(frozen=True)
class YearRow:
    """One year of the body, under the name it bore then; ``is_money`` is False where all it gives is in kind."""

    year: FinancialYear
    name_at_time: str
    share: Figure
    confirmed: Figure
    received: Figure
    is_money: bool = True

    @property
    def share_in_words(self) -> str:
        """Its share; support in kind alone is neither nil nor an amount not stated."""
        return str(self.share) if self.is_money else "in kind"


@dataclass(frozen=True)
class StatementFacts:
    """A partner's own lines of one year. ``whole`` holds totals of the partnership, where it lets partners see them.

    Source: L15, L31, L33 [D].
    """

    sender: Sender
    organisation: str
    name_at_time: str
    year: FinancialYear
    as_at: date
    agreements: tuple[AgreementRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    years: tuple[YearRow, ...] = ()
    whole: tuple[tuple[str, str], ...] = ()
