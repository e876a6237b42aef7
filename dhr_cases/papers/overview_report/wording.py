"""How is the overview report put together: title page, contents, sections, appendices?"""

from collections.abc import Iterable, Iterator

from dhr_cases.papers.frame import Frame, month_of
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.plan_rows import plan_grid
from dhr_cases.papers.sections import SectionText, lettered, section_blocks, text_blocks
from dhr_cases.papers.writing.blocks import Block, Contents, Facts, Heading, PageBreak, Paper
from dhr_cases.report_sections import FURTHER

NAME = "Overview report"
TITLE_PAGE = "title_page"
PLAN = "action_plan"
ABOUT = "About this paper"
"""The caption of the table at the head of a paper."""


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper."""
    return report(facts, NAME, has_contents=True)


def report(facts: ReportFacts, name: str, *, has_contents: bool) -> Paper:
    """A paper of sections under this name, with or without a list of contents."""
    frame = facts.frame
    return Paper(
        title=f"{name}: {frame.title}",
        subject=f"{frame.review_name}, {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        blocks=(
            about(facts),
            *_title_page(facts.sections),
            *((PageBreak(), Contents(deepest=1), PageBreak()) if has_contents else ()),
            *(block for section in lettered(_printed(facts)) for block in _section(facts, section)),
        ),
    )


def about(facts: ReportFacts) -> Facts:
    """What stands at the head of the paper: which review, whose, when, and how to treat this copy."""
    frame = facts.frame
    rows = (
        ("Review", frame.review_name),
        ("Into the death of", _who(frame)),
        ("Partnership", frame.partnership),
        ("Written by", "; ".join(facts.authors)),
        ("Report of", frame.written_in),
        *frame.handling_rows,
    )
    return Facts(ABOUT, tuple(row for row in rows if row[1]))


def _who(frame: Frame) -> str:
    """The pseudonym, with month and year of the death."""
    who = frame.pseudonym or "a person whose pseudonym is not chosen yet"
    when = month_of(frame.died_in)
    return f"{who}, who died in {when}" if when else who


def _title_page(sections: Iterable[SectionText]) -> Iterator[Block]:
    for section in sections:
        if section.code == TITLE_PAGE and section.is_written:
            yield from text_blocks(section.text, section.heading)


def _printed(facts: ReportFacts) -> Iterator[SectionText]:
    """Sections in their order. What nobody wrote is left out of a public paper, and so is an empty last section."""
    for section in facts.sections:
        is_optional = facts.frame.is_public or section.code == FURTHER
        if section.code != TITLE_PAGE and (not is_optional or _has_words(facts, section)):
            yield section


def _has_words(facts: ReportFacts, section: SectionText) -> bool:
    """True for a section somebody wrote, and for the appendix that the plan fills."""
    return section.is_written or (section.code == PLAN and bool(facts.plan))


def _section(facts: ReportFacts, section: SectionText) -> Iterator[Block]:
    """A section; the appendix with the plan is filled from the record while nobody has written it."""
    if section.code == PLAN and not section.is_written and facts.plan:
        yield Heading(section.heading)
        yield plan_grid(facts.plan, for_public=facts.frame.is_public)
    else:
        yield from section_blocks(section)
