"""How does the committee's page look? An invented one."""

from datetime import date

from funding.money import Qualifier
from funding.papers.figures import Figure
from funding.papers.invented import DECLINED, POSITION, REQUEST, SENDER
from funding.papers.position_paper.facts import GapRow, PositionFacts

EXAMPLE = PositionFacts(
    sender=SENDER,
    position=POSITION,
    by="Review coordinator",
    to="Northshire Community Safety Partnership",
    meets_on=date(2022, 3, 24),
    model="Shared cost, version 2",
    average_cost=Figure(2_000_000, Qualifier.ABOUT),
    average_cost_source="reviews closed since 2019",
    requests=(REQUEST, DECLINED),
    gaps=(
        GapRow(
            Figure(2_000_000),
            "A gap in the funding of reviews is still present.",
            date(2021, 11, 18),
            "Partnership meeting",
        ),
    ),
)
