"""How does the scrutiny report read? Totals, themes and what was done in a year; no review that is not published.

Source: Kent scrutiny items of February 2015 and October 2025, Staffordshire's report of totals and themes [V];
Police and Justice Act 2006, section 19 [K].
"""

from collections.abc import Iterator

from dhr_cases.papers.writing.blocks import Block, Heading, Paper, Paragraph
from governance.papers.report_rows import ReportFacts
from governance.papers.sections.actions import actions
from governance.papers.sections.asks import class_of, recommendations
from governance.papers.sections.frame import paper
from governance.papers.sections.learning import learning
from governance.papers.sections.measures import performance
from governance.papers.sections.money import funding
from governance.papers.sections.reviews import background, newly_published, position


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper."""
    return paper(
        facts,
        title=f"{facts.review_name}s: yearly report to scrutiny",
        subject=f"What {facts.sender.partnership} did with its reviews",
        summary=f"Published in the period: {len(facts.published)}. On the public register: {facts.on_register}.",
        sections=(
            background(facts),
            _capacity(),
            position(facts),
            newly_published(facts),
            actions(facts),
            performance(facts),
            learning(facts),
            funding(facts),
            recommendations(facts),
        ),
        asks=class_of(facts),
    )


def _capacity() -> Iterator[Block]:
    yield Heading("Why scrutiny reads this")
    yield Paragraph(
        "The scrutiny committee reads this as the Crime and Disorder Committee (Police and Justice Act 2006, section "
        "19). It looks at what the partnership does, not at single people."
    )
