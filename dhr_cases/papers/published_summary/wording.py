"""How does the executive summary read for the public?"""

from dhr_cases.papers.executive_summary.wording import NAME
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.overview_report.wording import report
from dhr_cases.papers.published_report.wording import for_the_public
from dhr_cases.papers.writing.blocks import Paper


def compose(facts: ReportFacts) -> Paper:
    """The summary as a paper for everybody."""
    return report(for_the_public(facts), NAME, has_contents=False)
