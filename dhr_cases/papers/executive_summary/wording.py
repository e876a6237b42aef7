"""How is the executive summary put together? Short enough to need no list of contents."""

from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.overview_report.wording import report
from dhr_cases.papers.writing.blocks import Paper

NAME = "Executive summary"


def compose(facts: ReportFacts) -> Paper:
    """The summary as a paper."""
    return report(facts, NAME, has_contents=False)
