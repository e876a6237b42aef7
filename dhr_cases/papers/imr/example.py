"""How does the form for an agency's report look? An invented one."""

from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.invented import FRAME

EXAMPLE = ImrFacts(
    frame=FRAME,
    agency="Northshire Police",
    scope="January 2020 to May 2024",
    lines_of_enquiry=("Was control recognised?", "Did agencies tell each other what they knew?"),
    asks_for="Chronology and report",
    due_on="1 November 2024",
)
