"""How does a statement look? An invented one."""

from dataclasses import replace

from funding.papers.figures import UNSTATED, Figure
from funding.papers.invented import AGREEMENTS, AS_AT, ENTRIES, POLICE_WORKING, SENDER, YEAR
from funding.papers.statement.facts import StatementFacts, YearRow

EXAMPLE = StatementFacts(
    sender=SENDER,
    organisation="Northshire Police",
    name_at_time="Northshire Police",
    year=YEAR,
    as_at=AS_AT,
    agreements=tuple(replace(row, working=POLICE_WORKING) for row in AGREEMENTS if row.organisation_code == "police"),
    entries=ENTRIES,
    years=(
        YearRow(YEAR.previous, "Northshire Constabulary", UNSTATED, Figure(0), Figure(0)),
        YearRow(YEAR, "Northshire Police", Figure(1_000_000), Figure(1_000_000), Figure(250_050)),
    ),
    whole=(("Required", "£43,000"), ("Confirmed", "£33,650")),
)
