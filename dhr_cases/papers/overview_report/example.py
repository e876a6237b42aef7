"""How does an overview report look? An invented one."""

from dhr_cases.papers.invented import FRAME, PLAN, SECTIONS
from dhr_cases.papers.overview_report.facts import ReportFacts

EXAMPLE = ReportFacts(FRAME, SECTIONS, PLAN, authors=("Dr Mary Example, chair and author",))
