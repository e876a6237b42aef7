"""Which invented year do the examples of all papers show? Nothing in it is real; amounts are round so that it shows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from funding.money import Qualifier
from funding.papers.figures import Figure
from funding.papers.frame import Sender
from funding.papers.rows import AgreementRow, CostRow, EntryRow, RequestRow
from funding.position import CostFact, Position, ShareFact, YearFacts, position
from funding.terms import AgreementState, Answer, CostClass, EntryKind, Measure, RequestState
from funding.years import FinancialYear

YEAR = FinancialYear(2021)
AS_AT = date(2022, 1, 31)
REHABILITATION_ENDED_ON = date(2021, 6, 25)
REFERENCE = "DHR-2021-04"

SENDER = Sender(
    partnership="Northshire Community Safety Partnership",
    email="reviews@northshire.invalid",
    telephone="01632 960000",
    address="County Hall\nNorthchester",
    is_demonstration=True,
)


def counted(agreed: int = 0, confirmed: int = 0, invoiced: int = 0, received: int = 0) -> Mapping[Measure, int]:
    """Sums in each measure, pence."""
    return dict(zip(Measure, (agreed, confirmed, invoiced, received), strict=True))


A = AgreementState
SHARES = (
    ShareFact(
        "council", "Northshire Council", "Northshire Council", A.CONFIRMED, 2_000_000,
        counted=counted(2_000_000, 2_000_000, 2_000_000, 2_000_000),
    ),
    ShareFact(
        "police", "Northshire Police", "Northshire Police", A.CONFIRMED, 1_000_000,
        counted=counted(1_000_000, 1_000_000, 1_000_000, 250_050),
    ),
    ShareFact(
        "rehabilitation", "Northshire Rehabilitation Company", "Northshire Rehabilitation Company", A.ENDED, 365_000,
        counted=counted(365_000, 365_000, 86_000, 86_000), ended_on=REHABILITATION_ENDED_ON,
    ),
    ShareFact("health", "Northshire Health Board", "Northshire Commissioning Group", A.ASKED),
    ShareFact(
        "district", "Mereside District Council", "Mereside District Council", A.DECLINED, 500_000,
        Qualifier.ABOUT,
    ),
)  # fmt: skip  # one body a row, with what has come of it

COSTS = (
    CostFact(CostClass.CHAIR, REFERENCE, forecast=1_500_000, commitment=1_800_000, actual=600_000),
    CostFact(CostClass.PANEL_ADMIN, None, forecast=2_500_000),
    CostFact(CostClass.ADVOCACY, REFERENCE),
)

POSITION: Position = position(YearFacts(YEAR, AS_AT, 100_000, COSTS, SHARES, "Northshire Council"))

COST_ROWS = (
    CostRow(
        REFERENCE, "Independent chair", "Chair of the review", "Day rate and days", Figure(1_500_000),
        Figure(1_800_000), Figure(600_000), Figure(1_800_000), "A chair under contract",
    ),
    CostRow("", "Panel and administration", "Coordination", "Fixed sum", Figure(2_500_000), Figure(), Figure(),
            Figure(2_500_000)),
    CostRow(REFERENCE, "Advocacy for the family", "Advocate", "Fixed sum", Figure(), Figure(), Figure(), Figure()),
)  # fmt: skip  # in the order of the columns

AGREEMENTS = tuple(
    AgreementRow(
        share.organisation, share.name_at_time, share.state, Figure(share.share, share.qualifier), share.counted,
        organisation_code=share.key, ended_on=share.ended_on, model="Shared cost, version 2",
    )
    for share in SHARES
)  # fmt: skip  # as above

POLICE_WORKING = (
    "Half of the cost up to £20,000 lies with the council.",
    "What is left is shared equally by two bodies: £10,000 each.",
)


_POSTED = EntryRow(
    11, 4, date(2021, 5, 4), YEAR, EntryKind.CONFIRMATION, Figure(1_000_000), 1_000_000, date(2021, 5, 6),
    "Northshire Police", "police", text="Confirmed by letter", posted_by=31, approved_by=32,
)  # fmt: skip  # in the order of the columns
ENTRIES = (
    _POSTED,
    replace(
        _POSTED, number=12, kind=EntryKind.INVOICE, on=date(2021, 6, 1), due_on=date(2021, 7, 1),
        document="INV-0012", order_number="PO-77", text="Contribution to reviews",
    ),
    replace(
        _POSTED, number=13, kind=EntryKind.RECEIPT, on=date(2021, 7, 2), amount=Figure(300_050),
        balance_pence=300_050, document="BACS 4411", text="",
    ),
    replace(
        _POSTED, number=14, kind=EntryKind.REFUND, on=date(2021, 8, 9), amount=Figure(-50_000),
        balance_pence=250_050, text="=paid twice",
    ),
)  # fmt: skip  # one entry after the other

REQUEST = RequestRow(
    7, "Northshire Probation Service", YEAR, date(2021, 7, 5), RequestState.ASKED, Figure(279_000), date(2021, 8, 2),
    "Northshire Community Safety Partnership", "Partnership meeting", date(2021, 7, 1), "58",
    "The part of the year after 25 June 2021 has not been paid for.",
)  # fmt: skip  # in the order of the columns

DECLINED = RequestRow(
    8, "Mereside District Council", YEAR, date(2021, 4, 6), RequestState.CLOSED, Figure(500_000, Qualifier.ABOUT),
    date(2021, 5, 4), answer=Answer.DECLINE, answered_on=date(2021, 5, 3), answer_reason="No budget was set.",
)  # fmt: skip  # as above
