"""How does the file of a year look? An invented one."""

from funding.papers.invented import AGREEMENTS, COST_ROWS, DECLINED, ENTRIES, POSITION, REQUEST, SENDER
from funding.papers.year_export.facts import YearFile

EXAMPLE = YearFile(
    sender=SENDER,
    position=POSITION,
    model="Shared cost, version 2",
    costs=COST_ROWS,
    agreements=AGREEMENTS,
    entries=ENTRIES,
    requests=(REQUEST, DECLINED),
)
