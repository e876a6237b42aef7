"""Which gaps are named in a minute without working behind them, and when is one closed? Source: L26 [D]."""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation, Partnership, User
from funding.actions.core import acting, check_not_future, require, today
from funding.models import RecordedGap
from funding.money import Qualifier
from funding.verbs import FundingVerb
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class GapFacts:
    """What the minute says. An amount that is not stated stays so; "about" and "over" stay with it. Pence."""

    text: str
    year: FinancialYear | None = None
    amount_pence: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    meeting: str = ""
    minute: str = ""
    stated_on: datetime.date | None = None
    owner: Organisation | None = None
    action: str = ""


def record_gap(*, partnership: Partnership, by: User, facts: GapFacts) -> RecordedGap:
    """Keep a gap as it was named. Raises Incomplete without its words, or for a day to come."""
    with acting(FundingVerb.RECORD_GAP, partnership, by) as act:
        require((bool(facts.text.strip()), "Enter what was said."))
        check_not_future(facts.stated_on or today(), "The day it was said")
        values = {**vars(facts), "year": facts.year.start if facts.year else None}
        gap: RecordedGap = RecordedGap.objects.create(partnership=partnership, **values)
        act.record(about=gap, year=gap.year, on=facts.stated_on)
        return gap


def close_gap(*, gap: RecordedGap, by: User, on: datetime.date, reason: str) -> RecordedGap:
    """Close a gap, saying why. Raises NotNow for one that is closed, Incomplete without a reason."""
    with acting(FundingVerb.CLOSE_GAP, gap.partnership, by, reason=reason) as act:
        gap.refresh_from_db()
        if gap.closed_on is not None:
            raise NotNow("This gap is closed already.")
        require((bool(reason.strip()), "Say why the gap is closed."))
        check_not_future(on, "The day it was closed")
        gap.closed_on, gap.closed_reason = on, reason
        gap.save()
        act.record(about=gap, year=gap.year, on=on)
        return gap
