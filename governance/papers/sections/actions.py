"""How do reports tell of recommendations, of the actions of each partner, and of what changed?"""

from collections.abc import Iterator, Sequence

from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from governance.papers.report_rows import BodyActions, ReportFacts
from governance.papers.small_counts import WHY, is_withheld, shown, total

LONGEST_LIST = 20
"""Changes that are listed; the rest are counted [D]."""


def actions(facts: ReportFacts) -> Iterator[Block]:
    """Actions by partner: open, past their date, waiting to be verified, ended."""
    yield Heading("Recommendations and actions")
    if not facts.actions:
        yield Paragraph("No action is recorded for these reviews yet.")
        return
    caption = "Actions by partner" if facts.is_restricted else "Actions of published reviews, by partner"
    yield from by_partner(facts, caption, facts.actions)
    gone = [row.body for row in facts.actions if row.is_gone and row.open]
    if gone:
        yield Paragraph(f"Actions are open with bodies that no longer exist: {', '.join(gone)}.")
    yield from themes(facts)


def by_partner(facts: ReportFacts, caption: str, rows: Sequence[BodyActions]) -> Iterator[Block]:
    """A line a body with its counts, and why small ones are withheld where any is."""
    columns = zip(*map(_counts, rows), strict=True)
    yield Grid(
        caption,
        ("Partner", "Open", "Of them past their date", "Done, to be verified", "Ended"),
        tuple((row.body, *_shown(facts, row)) for row in rows),
        frozenset({1, 2, 3, 4}),
        ("Together", *(total(column, is_restricted=facts.is_restricted) for column in columns)),
    )
    if any(_withheld(facts, row) for row in rows):
        yield Paragraph(WHY)


def _shown(facts: ReportFacts, row: BodyActions) -> tuple[str, ...]:
    return tuple(shown(count, is_restricted=facts.is_restricted) for count in _counts(row))


def _counts(row: BodyActions) -> tuple[int, int, int, int]:
    return (row.open, row.overdue, row.waiting, row.ended)


def _withheld(facts: ReportFacts, row: BodyActions) -> bool:
    return any(is_withheld(count, is_restricted=facts.is_restricted) for count in _counts(row))


def themes(facts: ReportFacts) -> Iterator[Block]:
    """What recommendations ask for, and themes of published reviews in bands that give no small number away."""
    if facts.themes:
        rows = ((row.label, shown(row.recommendations, is_restricted=facts.is_restricted)) for row in facts.themes)
        yield Grid("What recommendations ask for", ("Asked for", "Recommendations"), tuple(rows), frozenset({1}))
    yield from _themes_of_reviews(facts)


def _themes_of_reviews(facts: ReportFacts) -> Iterator[Block]:
    if facts.review_themes:
        rows = tuple((row.label, row.of_set, row.reviews) for row in facts.review_themes)
        yield Grid("Themes of published reviews", ("Theme", "Set", "Reviews"), rows, frozenset({2}))


def changes(facts: ReportFacts) -> Iterator[Block]:
    """What changed by actions that were carried out and verified since the last report."""
    yield Heading("What has changed")
    if not facts.changes:
        yield Paragraph("No action was verified as carried out in this time.")
        return
    yield Bullets(tuple(f"{row.body}: {row.what}" for row in facts.changes[:LONGEST_LIST]))
    left = len(facts.changes) - LONGEST_LIST
    if left > 0:
        yield Paragraph(f"{left} more {'is' if left == 1 else 'are'} recorded.")
