"""What do reports tell of risks and of the law, and what do they ask of the meeting?"""

from collections.abc import Iterable, Iterator

from dhr_cases.papers.writing.blocks import Block, Bullets, Heading, Paragraph
from funding.terms import Measure
from governance.papers.report_rows import ReportFacts


def risks(facts: ReportFacts) -> Iterator[Block]:
    """What may go wrong, and what changes in law; nothing where neither is known."""
    if not (facts.risks or facts.legal_change):
        return
    yield Heading("Risks and legal change")
    yield from map(Paragraph, (*facts.risks, *facts.legal_change))


def recommendations(facts: ReportFacts, more: Iterable[str] = ()) -> Iterator[Block]:
    """What the meeting is asked to note, agree and ask."""
    yield Heading("Recommendations")
    yield Paragraph("The meeting is asked to:")
    yield Bullets((*wanted(facts), *more))


def wanted(facts: ReportFacts) -> tuple[str, ...]:
    """Each thing asked of the meeting, a line each; always at least to note the position."""
    late = [row.body for row in facts.actions if row.overdue]
    gone = [row.body for row in facts.actions if row.is_gone and row.open]
    lines = (
        (True, "Note the position of the reviews."),
        (bool(facts.published), "Note the newly published reviews and share their briefings."),
        (bool(late), f"Ask for an update on actions past their date: {', '.join(late)}."),
        (bool(gone), f"Agree who takes over the open actions of {', '.join(gone)}."),
        (_is_short(facts), "Agree how the shortfall in the year’s funding is met."),
    )
    return tuple(line for holds, line in lines if holds)


def asks_for_decision(facts: ReportFacts) -> bool:
    """True when the meeting is asked for more than to note."""
    return any(not line.startswith("Note") for line in wanted(facts))


def class_of(facts: ReportFacts) -> str:
    """What the report is for."""
    return "For decision" if asks_for_decision(facts) else "For information"


def _is_short(facts: ReportFacts) -> bool:
    return facts.money is not None and facts.money.year.shortfall[Measure.CONFIRMED] > 0
