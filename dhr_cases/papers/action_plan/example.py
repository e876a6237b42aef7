"""How does an action plan look? An invented one."""

from dhr_cases.papers.invented import FRAME, PLAN
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.sections import SectionText

EXAMPLE = ReportFacts(
    FRAME,
    (
        SectionText("about", "About this plan", "The partnership follows this plan every quarter."),
        SectionText("plan", "Recommendations and actions"),
    ),
    PLAN,
)
