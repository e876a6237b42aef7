"""Which changes of bodies do tests of money speak of? Kent's of 26 June 2021, with invented amounts."""

import datetime
from collections.abc import Sequence

from dhr_cases.actions.organisations import Follower
from dhr_cases.models import Organisation, SuccessionShape
from funding.actions.successions import record_succession
from funding.models import FundingRequest
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import body

YEAR = FinancialYear(2021)
CHANGE_DAY = datetime.date(2021, 6, 26)
LAST_DAY = datetime.date(2021, 6, 25)
SHARE = 100000
PASSES_ON = 76438
SOURCE = "Order of the Secretary of State (invented)"


def follow(
    cast: Cast,
    predecessor: Organisation,
    followers: Sequence[Organisation | Follower],
    *,
    on: datetime.date = CHANGE_DAY,
    shape: SuccessionShape = SuccessionShape.ONE_TO_ONE,
    is_planned: bool = False,
) -> list[FundingRequest]:
    """Record that these follow, by the finance officer; give the requests raised."""
    named = [each if isinstance(each, Follower) else Follower(each) for each in followers]
    return record_succession(
        partnership=cast.partnership,
        by=cast.finance_officer,
        predecessor=predecessor,
        effective_on=on,
        followers=named,
        shape=shape,
        is_planned=is_planned,
        source=SOURCE,
    )


def crc_and_probation() -> tuple[Organisation, Organisation]:
    """The company that ended and the service that followed."""
    return body("Rehabilitation Company"), body("Probation Service")
