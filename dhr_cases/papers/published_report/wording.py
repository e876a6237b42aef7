"""How does the overview report read for the public? No marking, no author, no reference, nothing unwritten."""

from dataclasses import replace

from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.overview_report.wording import NAME, report
from dhr_cases.papers.writing.blocks import OPEN, Paper


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper for everybody."""
    return report(for_the_public(facts), NAME, has_contents=True)


def for_the_public(facts: ReportFacts) -> ReportFacts:
    """The same sections without the inside facts: who wrote, whose copy, which case.

    What stands in the sections is looked at by the release gate; here nothing is added that names anybody.
    Source: what may never be published, domain 4.2 [K].
    """
    frame = replace(facts.frame, handling=OPEN, reference="", custodian="")
    return replace(facts, frame=frame, authors=())
