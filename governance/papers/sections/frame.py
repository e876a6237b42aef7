"""How does every report begin and end? By, To, Classification, Subject, Summary; roles and the shared mailbox."""

from collections.abc import Iterable, Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import OPEN, Block, Facts, Handling, Heading, Lines, Paper
from funding.papers.frame import INVENTED, foot
from governance.papers.numbering import numbered
from governance.papers.report_rows import ReportFacts

MARKING = "OFFICIAL-SENSITIVE"
"""Marking of the restricted version. Source: government classification, marking of review papers [V]."""


def paper(
    facts: ReportFacts, title: str, subject: str, summary: str, sections: Iterable[Iterable[Block]], asks: str
) -> Paper:
    """A whole report; ``asks`` is what it is for: For information, For decision."""
    return Paper(
        title=title,
        subject=subject,
        foot=foot(facts.sender, facts.position.on),
        handling=Handling(MARKING, facts.to or facts.sender.partnership) if facts.is_restricted else OPEN,
        blocks=(head(facts, subject, summary, asks), *numbered(sections), *contacts(facts)),
    )


def head(facts: ReportFacts, subject: str, summary: str, asks: str) -> Facts:
    """The block at the head. Source: a Kent working group report of 2018 [V]."""
    rows = (
        ("By", facts.by),
        ("To", _meeting(facts)),
        ("Classification", f"{asks}. {'Restricted' if facts.is_restricted else 'Unrestricted'}"),
        ("Subject", subject),
        ("Summary", summary),
        ("As at", long_date(facts.position.on)),
        *([("Note", INVENTED)] if facts.sender.is_demonstration else []),
    )
    return Facts("About this report", rows)


def _meeting(facts: ReportFacts) -> str:
    day = long_date(facts.meets_on) if facts.meets_on else ""
    return ", ".join(filter(None, (facts.to or facts.sender.partnership, day)))


def contacts(facts: ReportFacts) -> Iterator[Block]:
    """Roles and shared contacts, never a person."""
    yield Heading("For further information")
    yield Lines((facts.by, facts.sender.partnership, *facts.sender.contacts))
