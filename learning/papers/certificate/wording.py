"""How does a certificate of attendance read? It says that somebody came, never how they did."""

from itertools import chain

from dhr_cases.papers.writing.blocks import Block, Facts, Heading, PageBreak, Paper, Paragraph
from learning.papers.certificate.facts import CertificateFacts

NO_GRADE = "It says that the person was there. It is no qualification."


def compose(facts: CertificateFacts) -> Paper:
    """One page a person."""
    pages = [_page(facts, name) for name in facts.names]
    broken = [(PageBreak(), *page) if number else page for number, page in enumerate(pages)]
    return Paper(
        title="Certificate of attendance",
        subject=f"Attendance at {facts.kind}",
        foot=f"{facts.partnership}. {NO_GRADE}",
        blocks=tuple(chain.from_iterable(broken)),
    )


def _page(facts: CertificateFacts, name: str) -> tuple[Block, ...]:
    rows = (
        ("Event", facts.title),
        ("Theme", facts.theme),
        ("Day", facts.day),
        ("Time", facts.hours),
        ("Held by", facts.held_by),
    )
    known = tuple((label, value) for label, value in rows if value)
    return (Heading(name), Paragraph(f"attended this {facts.kind.partition(' ')[2]}."), Facts("The event", known))
