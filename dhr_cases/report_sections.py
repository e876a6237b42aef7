"""Which sections does each paper that the author writes have, and what belongs in each? Imports no Django.

The order is that of the papers themselves. A section that no row knows is kept under ``FURTHER``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.paper_kinds import PaperKind

FURTHER = "further_text"
"""Code of the last section of every paper: text that found no other place, so that none is lost [D]."""


class Filling(StrEnum):
    """What of the case's own record a section can be filled from."""

    TITLE = "title"
    PROCESS = "process"
    TIMESCALES = "timescales"
    TERMS = "terms"
    METHODOLOGY = "methodology"
    FAMILY = "family"
    CONTRIBUTORS = "contributors"
    PANEL = "panel"
    AUTHOR = "author"
    PARALLEL = "parallel"
    DISSEMINATION = "dissemination"
    CHRONOLOGY = "chronology"
    CHRONOLOGY_IN_SHORT = "chronology_in_short"
    RECOMMENDATIONS = "recommendations"
    PLAN_FACTS = "plan_facts"
    PLAN = "plan"


@dataclass(frozen=True)
class SectionRow:
    """One section: its code, its heading as printed, what belongs in it, what fills it, where the rule is from.

    ``other_headings`` are spellings under which authors print the same section.
    """

    code: str
    heading: str
    hint: str
    source: str
    filling: Filling | None = None
    other_headings: tuple[str, ...] = ()


PLAN_HEADS = (
    "Recommendation",
    "Scope",
    "Action to take",
    "Lead agency",
    "Key milestones",
    "Target date",
    "Completed, and what changed",
)
"""The columns of an action plan. Source: Home Office action plan template [K]; published plans print the same [V]."""

_REPORT = "2016 guidance, appendix on the overview report [K]; hint [D]"
_SUMMARY = "published executive summary, Kent, Patrick 2018 [V]; hint [D]"
_PLAN = "Home Office action plan template [K]; hint [D]"
_OURS = "[D]"

_FURTHER = SectionRow(
    FURTHER,
    "Further text",
    "Text that has no place in another section yet. Move it, or leave it here.",
    _OURS,
)

_OVERVIEW_REPORT = (
    SectionRow(
        "title_page", "Title page",
        "The pseudonym, the month and year of the death, the author and the date of the report. No real name.",
        _REPORT, Filling.TITLE, ("Title", "Front page", "Cover"),
    ),
    SectionRow(
        "preface", "Preface and tribute",
        "Condolences, and who the person was: in the family's own words where they wish it.",
        _REPORT, None, ("Preface", "Tribute", "Condolences", "Pen portrait", "Family tribute", "Foreword"),
    ),
    SectionRow(
        "introduction", "Introduction",
        "Why the review was held, what it is for, and what it is not: neither an inquiry into how the person died "
        "nor into who is to blame.",
        _REPORT, None, ("The review", "About this review", "Purpose of the review", "Purpose"),
    ),
    SectionRow(
        "timescales", "Timescales",
        "When the review was decided, begun and completed, and the reason for every delay.",
        _REPORT, Filling.TIMESCALES, ("Timescale", "Time scales", "Timeframe"),
    ),
    SectionRow(
        "confidentiality", "Confidentiality",
        "Who may see the report before publication, and which pseudonyms stand for whom. Never the real names.",
        _REPORT, None, ("Confidentiality and anonymity", "Anonymity", "Pseudonyms"),
    ),
    SectionRow(
        "terms_of_reference", "Terms of reference",
        "The questions the review set out to answer and the period it looked at. Each is answered in the analysis.",
        _REPORT, Filling.TERMS, ("Terms of Reference and scope", "Scope and terms of reference", "Scope", "ToR"),
    ),
    SectionRow(
        "methodology", "Methodology",
        "How the review was done: what was asked of whom, how often the panel met, who was spoken to, what was read.",
        _REPORT, Filling.METHODOLOGY, ("Method", "Methods", "How the review was conducted"),
    ),
    SectionRow(
        "family_involvement", "Involvement of family, friends, work colleagues, neighbours and wider community",
        "Who was invited, how and when; who took part; who read the draft; what came of what they said. "
        "A choice not to take part is respected and said.",
        _REPORT, Filling.FAMILY,
        ("Involvement of family and friends", "Family involvement", "Involvement of family, friends, colleagues",
         "Family engagement", "Contribution of family and friends"),
    ),
    SectionRow(
        "contributors", "Contributors to the review",
        "Each agency and what it gave: a full report, a summary or a nil return; and how authors were independent.",
        _REPORT, Filling.CONTRIBUTORS, ("Contributors", "Contributing agencies", "Agency reports"),
    ),
    SectionRow(
        "panel", "The review panel members",
        "Name, role and agency of each member, how often the panel met, and that members were independent.",
        _REPORT, Filling.PANEL, ("Review panel members", "The panel", "Panel members", "Panel", "The review panel"),
    ),
    SectionRow(
        "author", "Author of the overview report",
        "Who chaired and who wrote, their experience, and why they are independent of the agencies.",
        _REPORT, Filling.AUTHOR,
        ("Chair and author", "Author", "Independence", "Author and chair", "Chair of the review and author",
         "Chair and author of the overview report", "Independent chair and author"),
    ),
    SectionRow(
        "parallel_reviews", "Parallel reviews",
        "Criminal proceedings, inquest and any other inquiry: where each stands and how they were kept apart.",
        _REPORT, Filling.PARALLEL, ("Parallel processes", "Parallel investigations", "Parallel proceedings"),
    ),
    SectionRow(
        "equality", "Equality and diversity",
        "All nine protected characteristics, one by one: which mattered here, and how.",
        _REPORT, None, ("Equality", "Equality, diversity and inclusion", "Protected characteristics", "Diversity"),
    ),
    SectionRow(
        "dissemination", "Dissemination",
        "Who receives the report, before and after publication.",
        _REPORT, Filling.DISSEMINATION, ("Distribution", "Dissemination list", "Circulation"),
    ),
    SectionRow(
        "background", "Background information (the facts)",
        "Where the people lived, how they knew each other, what happened, what courts and coroner found.",
        _REPORT, None, ("Background information", "Background", "The facts", "Facts"),
    ),
    SectionRow(
        "chronology", "Chronology",
        "What happened when, as the agencies knew it, in order of time. Months rather than days.",
        _REPORT, Filling.CHRONOLOGY,
        ("Combined chronology", "Narrative chronology", "Chronology of events", "Summary chronology"),
    ),
    SectionRow(
        "overview", "Overview",
        "What each agency knew and did, agency by agency, and what those close to the person knew.",
        _REPORT, None, ("Overview of agency involvement", "Agency involvement", "Agency by agency"),
    ),
    SectionRow(
        "analysis", "Analysis",
        "Why things happened as they did, what could have been done otherwise, and good practice. "
        "Every term of reference gets its answer.",
        _REPORT, None, ("Analysis of agency involvement", "Key themes", "Findings"),
    ),
    SectionRow(
        "conclusions", "Conclusions",
        "What the panel makes of it all, in a page or two. Nothing new comes in here.",
        _REPORT, None, ("Conclusion", "Concluding remarks"),
    ),
    SectionRow(
        "lessons", "Lessons to be learnt",
        "What was learnt, each lesson with the recommendation it leads to.",
        _REPORT, None, ("Lessons", "Lessons learned", "Lessons learnt", "Learning", "Lessons to be learned"),
    ),
    SectionRow(
        "recommendations", "Recommendations from the review",
        "Local first, then national. Each says who does what by when, and how it will be known that it worked.",
        _REPORT, Filling.RECOMMENDATIONS, ("Recommendations",),
    ),
    SectionRow(
        "action_plan", "Appendix: action plan",
        "The action plan, or a sentence that it is published beside this report.",
        _REPORT, Filling.PLAN, ("Action plan",),
    ),
    SectionRow(
        "glossary", "Appendix: glossary",
        "Every abbreviation and every word of the trade that a reader outside it would not know.",
        _REPORT, None, ("Glossary", "Abbreviations", "Glossary of terms", "Acronyms"),
    ),
    SectionRow(
        "qa_letter", "Appendix: Home Office quality assurance letter",
        "The letter as received, once it has come, and what was changed because of it.",
        _REPORT, None, ("Quality assurance letter", "Home Office letter", "Home Office feedback letter", "QA letter"),
    ),
    _FURTHER,
)  # fmt: skip  # the table reads as a table: a section, its heading, what belongs there, source, filling

_EXECUTIVE_SUMMARY = (
    SectionRow(
        "process", "The review process",
        "Which partnership reviewed whose death, under which pseudonyms, when it began and ended, how many agencies "
        "were asked and how many had had contact.",
        _SUMMARY, Filling.PROCESS, ("Review process", "Introduction"),
    ),
    SectionRow(
        "contributors", "Contributors to the review",
        "Each agency and the kind of return it gave.",
        _SUMMARY, Filling.CONTRIBUTORS, ("Contributors", "Contributing agencies"),
    ),
    SectionRow(
        "panel", "The review panel members",
        "Name, role and agency of each member.",
        _SUMMARY, Filling.PANEL, ("Review panel members", "The panel", "Panel members", "Panel", "The review panel"),
    ),
    SectionRow(
        "author", "Author of the overview report",
        "Who chaired and who wrote, and why they are independent.",
        _SUMMARY, Filling.AUTHOR, ("Chair and author", "Author", "Author and chair", "Independent chair and author"),
    ),
    SectionRow(
        "terms_of_reference", "Terms of reference for the review",
        "The questions the review set out to answer and the period it looked at.",
        _SUMMARY, Filling.TERMS, ("Terms of reference", "Scope"),
    ),
    SectionRow(
        "chronology", "Summary chronology",
        "What happened, in a few pages and in order of time.",
        _SUMMARY, Filling.CHRONOLOGY_IN_SHORT, ("Chronology", "Summary of chronology", "Background"),
    ),
    SectionRow(
        "key_issues", "Key issues arising from the review",
        "The few things that mattered most, each in a paragraph.",
        _SUMMARY, None, ("Key issues", "Key themes", "Themes"),
    ),
    SectionRow(
        "conclusions", "Conclusions",
        "What the panel makes of it all.",
        _SUMMARY, None, ("Conclusion",),
    ),
    SectionRow(
        "lessons", "Lessons to be learnt",
        "What was learnt, each lesson with its recommendation.",
        _SUMMARY, None, ("Lessons", "Lessons learned", "Lessons learnt", "Learning", "Lessons to be learned"),
    ),
    SectionRow(
        "recommendations", "Recommendations from the review",
        "As printed in the overview report, under the same numbers.",
        _SUMMARY, Filling.RECOMMENDATIONS, ("Recommendations",),
    ),
    _FURTHER,
)  # fmt: skip  # as above

_ACTION_PLAN = (
    SectionRow(
        "about", "About this plan",
        "Whose plan it is, who follows it and how often, and where progress is reported.",
        _PLAN, Filling.PLAN_FACTS, ("Introduction", "About"),
    ),
    SectionRow(
        "plan", "Recommendations and actions",
        "Each recommendation with its scope, action, lead agency, milestones, target date, completion and outcome.",
        _PLAN, Filling.PLAN, ("Action plan", "Actions", "The plan"),
    ),
    _FURTHER,
)  # fmt: skip  # as above

SECTIONS: Mapping[PaperKind, tuple[SectionRow, ...]] = {
    PaperKind.OVERVIEW_REPORT: _OVERVIEW_REPORT,
    PaperKind.EXECUTIVE_SUMMARY: _EXECUTIVE_SUMMARY,
    PaperKind.ACTION_PLAN: _ACTION_PLAN,
}
"""Sections of every paper that is written in sections, in their order.

Source: 2016 guidance, appendices [K]; published executive summary, Kent, Patrick 2018 [V]; template of the action
plan [K]; hints and other spellings are ours [D].
"""

WRITTEN_KINDS: tuple[PaperKind, ...] = tuple(SECTIONS)
"""Kinds of paper that are written in sections."""


def section_row(kind: PaperKind, code: str) -> SectionRow:
    """The row of a section. Raises KeyError for a paper not written in sections or a code it does not have."""
    found = next((row for row in SECTIONS[kind] if row.code == code), None)
    if found is None:
        raise KeyError(code)
    return found
