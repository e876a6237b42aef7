"""How does the annual learning report read? What was published, taught, asked for and changed in a year.

Source: funding-and-reporting 5.1 to 5.5 [V]; the sections are ours [D].
"""

from dhr_cases.papers.writing.blocks import Paper
from governance.papers.report_rows import ReportFacts
from governance.papers.sections import asks
from governance.papers.sections.actions import actions, changes
from governance.papers.sections.frame import paper
from governance.papers.sections.learning import learning
from governance.papers.sections.reviews import background, newly_published


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper; what changed by single actions stands in the restricted version alone."""
    return paper(
        facts,
        title=f"What was learnt from {facts.review_name}s",
        subject="Published reviews, events, recommendations and what changed",
        summary=f"Published in the year: {len(facts.published)}. On the public register: {facts.on_register}.",
        sections=(
            background(facts),
            newly_published(facts),
            learning(facts, "Seminars and other events"),
            actions(facts),
            changes(facts) if facts.is_restricted else (),
            asks.recommendations(facts),
        ),
        asks=asks.class_of(facts),
    )
