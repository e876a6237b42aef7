"""How is the action plan put together? Wide pages, one line an action, in the columns of the template."""

from collections.abc import Iterator

from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.overview_report.wording import about
from dhr_cases.papers.plan_rows import plan_grid
from dhr_cases.papers.sections import SectionText, section_blocks
from dhr_cases.papers.writing.blocks import Block, Heading, Paper

NAME = "Action plan"
PLAN = "plan"


def compose(facts: ReportFacts) -> Paper:
    """The plan as a paper: recommendations and actions as the record has them now."""
    frame = facts.frame
    return Paper(
        title=f"{NAME}: {frame.title}",
        subject=f"{frame.review_name}, {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        is_wide=True,
        blocks=(about(facts), *(block for section in facts.sections for block in _section(facts, section))),
    )


def _section(facts: ReportFacts, section: SectionText) -> Iterator[Block]:
    """The record's plan where it has one, else what was written by hand; only inside does a plan say it is missing."""
    if section.code == PLAN and facts.plan:
        yield Heading(section.heading)
        yield plan_grid(facts.plan, for_public=facts.frame.is_public)
    elif section.is_written or (section.code == PLAN and not facts.frame.is_public):
        yield from section_blocks(section)
