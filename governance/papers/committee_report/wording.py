"""How does the committee report read? Eight numbered sections from one set of facts, public or restricted.

Source: house style of a Kent working group report of 2018, content of Kent minutes of March 2022 and of South
Cambridgeshire's status list of October 2022 [V]; the mix is ours [D].
"""

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Paper
from governance.papers.report_rows import ReportFacts
from governance.papers.sections import asks
from governance.papers.sections.actions import actions
from governance.papers.sections.frame import paper
from governance.papers.sections.learning import learning
from governance.papers.sections.money import funding
from governance.papers.sections.reviews import background, newly_published, position
from governance.papers.small_counts import NO_TOTAL, total
from governance.standings import STANDINGS


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper."""
    return paper(
        facts,
        title=f"{facts.review_name} update",
        subject=f"Position of {facts.review_name}s",
        summary=summary(facts),
        sections=(
            background(facts),
            position(facts),
            newly_published(facts),
            actions(facts),
            learning(facts),
            funding(facts),
            asks.risks(facts),
            asks.recommendations(facts),
        ),
        asks=asks.class_of(facts),
    )


def summary(facts: ReportFacts) -> str:
    """The position in two sentences; the number of live reviews is left out where it would give a small one away."""
    counts = facts.position.by_standing
    live = total((counts[code] for code, row in STANDINGS.items() if row.is_live), is_restricted=facts.is_restricted)
    said = "" if live == NO_TOTAL else f"Live reviews on {long_date(facts.position.on)}: {live}. "
    return (
        f"{said}Published since the last report: {len(facts.published)}. On the public register: {facts.on_register}."
    )
