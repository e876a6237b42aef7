"""How does the action plan read for the public? No date in it is finer than a month."""

from dhr_cases.papers.action_plan import wording as action_plan
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.published_report.wording import for_the_public
from dhr_cases.papers.writing.blocks import Paper


def compose(facts: ReportFacts) -> Paper:
    """The plan as a paper for everybody."""
    return action_plan.compose(for_the_public(facts))
