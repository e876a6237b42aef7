"""How does an executive summary look? An invented one."""

from dhr_cases.papers.invented import FRAME
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.sections import SectionText

EXAMPLE = ReportFacts(
    FRAME,
    (
        SectionText("process", "The review process", "Six agencies were asked; four had had contact."),
        SectionText("key_issues", "Key issues arising from the review", "- Control was not recognised.\n- Risk rose."),
        SectionText("conclusions", "Conclusions"),
        SectionText("further_text", "Further text", "A sentence without a place."),
    ),
    authors=("Dr Mary Example, chair and author",),
)
