"""What does every form about money need to say, and how does it do its act?"""

from typing import Any, ClassVar

from django.db.models import QuerySet

from dhr_cases.forms.team_forms import VerbForm
from dhr_cases.models import Partnership
from funding.verbs import VERBS, FundingVerb
from funding.years import FinancialYear

WHY = "Kept in the history of the money with your name."
"""Under the box for the reason of every act on money, grants included."""


class FundingForm(VerbForm):
    """A form for one act on the money of a partnership in a year; ``subjects`` gives the rows it can be about."""

    verbs = VERBS
    verb: ClassVar[FundingVerb]

    def __init__(self, *args: Any, year: FinancialYear, **kwargs: Any) -> None:
        self.year = year
        super().__init__(*args, **kwargs)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        """The rows the act can be about. Only asked where ``needs_subject``."""
        raise NotImplementedError
