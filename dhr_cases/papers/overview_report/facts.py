"""What must be known for the overview report, the executive summary and their published versions?"""

from dataclasses import dataclass

from dhr_cases.papers.frame import Frame
from dhr_cases.papers.plan_rows import PlanLine
from dhr_cases.papers.sections import SectionText


@dataclass(frozen=True)
class ReportFacts:
    """The sections as they stand, the plan of the record, and who wrote. ``authors`` is an inside fact.

    Source: sections and title page of the overview report, 2016 guidance appendix [K].
    """

    frame: Frame
    sections: tuple[SectionText, ...]
    plan: tuple[PlanLine, ...] = ()
    authors: tuple[str, ...] = ()
