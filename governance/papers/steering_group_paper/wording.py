"""How does the steering group's paper read? Case by case, with time gross and net, actions, changes and requests.

Source: terms of reference of Kent's steering group, approved each July [V]; the sections are ours [D].
"""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Heading, Paper
from governance.papers.report_rows import ReportFacts
from governance.papers.sections import asks
from governance.papers.sections.actions import actions, changes
from governance.papers.sections.frame import paper
from governance.papers.sections.money import requests
from governance.papers.sections.reviews import newly_published, position, time_taken


def compose(facts: ReportFacts) -> Paper:
    """The paper, always restricted."""
    return paper(
        facts,
        title=f"{facts.review_name} steering group",
        subject="Every live review, its time, its actions",
        summary=f"Live reviews on {long_date(facts.position.on)}: {facts.position.live}.",
        sections=(
            position(facts),
            time_taken(facts),
            newly_published(facts),
            actions(facts),
            changes(facts),
            _requests(facts),
            asks.risks(facts),
            asks.recommendations(facts),
        ),
        asks=asks.class_of(facts),
    )


def _requests(facts: ReportFacts) -> Iterator[Block]:
    found = tuple(requests(facts))
    if found:
        yield Heading("Requests to partners")
        yield from found
