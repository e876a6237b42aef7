"""Which invented review do the examples of all papers show? Nobody in it is real; no real name stands in it.

``REAL`` are the invented identifying words that stand inside the record: no paper for the public may hold one.
"""

from dataclasses import replace
from datetime import date

from dhr_cases.models import PartialDate
from dhr_cases.papers.frame import Frame, restricted
from dhr_cases.papers.plan_rows import PlanLine
from dhr_cases.papers.sections import SectionText
from dhr_cases.papers.writing.blocks import OPEN

AS_AT = date(2026, 3, 16)
REAL = ("Dr Mary Example", "NSH-2024-03", "Corinne Custodian")

FRAME = Frame(
    partnership="Northshire Community Safety Partnership",
    review_name="Domestic Homicide Review",
    title="Wren/2024",
    as_at=AS_AT,
    pseudonym="Wren",
    died_in=PartialDate.parse("2024-05-17"),
    reference="NSH-2024-03",
    custodian="Corinne Custodian",
    contacts=("County Hall", "Northchester", "reviews@northshire.invalid"),
    handling=restricted("Northshire Police", "3"),
)
PUBLIC = replace(FRAME, handling=OPEN)

SECTIONS = (
    SectionText("title_page", "Title page", "Wren was her own choice: her sister gave it."),
    SectionText("preface", "Preface and tribute", "The panel sends its condolences to Wren’s family.\n\n"
                "She was a gardener & a friend to many."),
    SectionText("timescales", "Timescales", "- Decided in July 2024\n- Begun in September 2024"),
    SectionText("overview", "Overview", "## Police\n\n5.1 The police met Wren twice.\n\n"
                "| Agency | Contacts |\n| Northshire Police | 2 |\n| Northshire Health Board | 11 |"),
    SectionText("equality", "Equality and diversity"),
    SectionText("action_plan", "Appendix: action plan"),
    SectionText("glossary", "Appendix: glossary", "IDVA: independent domestic violence adviser."),
    SectionText("further_text", "Further text"),
)  # fmt: skip  # one section after the other

PLAN = (
    PlanLine(
        "1", "Agencies ask about coercive control whenever they meet a couple.", "Local",
        "Put the question into the assessment.", "Northshire Health Board",
        ("Form changed: reached November 2025", "Staff trained: by June 2026"),
        PartialDate.parse("2026-06-30"), "In progress",
    ),
    PlanLine(
        "2.1", "The Home Office shares what reviews learn.", "National", "Write to the department.",
        "Northshire Council", (), PartialDate.parse("2025-10"), "Done", PartialDate.parse("2025-10-09"),
        "The department answered.",
    ),
    PlanLine("R10", "The police check how reports are passed on."),
)  # fmt: skip  # in the order of the columns
