"""How do reports tell of the year's money, of the grant, and of requests to partners?"""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from funding.money import in_words
from funding.papers.position_paper.asks import request_sentence
from funding.papers.year_figures import left_out
from funding.position import NOT_KNOWN
from funding.terms import Measure
from governance.papers.report_rows import AskedRow, Money, ReportFacts

WHOLE = 250
"""Characters of a body's name in a sentence: all it may have, since a report may be as long as it needs."""


def funding(facts: ReportFacts) -> Iterator[Block]:
    """Required, confirmed, missing; requests and answers; nothing where no money was ever recorded."""
    if facts.money is None and not facts.asked:
        return
    yield Heading("Funding" if facts.money else "Requests to partners")
    if facts.money:
        yield from _year(facts.money)
    yield from requests(facts)


def _year(money: Money) -> Iterator[Block]:
    year, gap = money.year, money.year.gap(Measure.CONFIRMED)
    confirmed = in_words(year.measures[Measure.CONFIRMED], year.measure_qualifiers[Measure.CONFIRMED])
    yield Grid(
        f"Money for reviews in {year.year}",
        ("Money", "Amount"),
        (
            ("Required", year.required_in_words),
            ("Confirmed", confirmed),
            (gap.label.capitalize(), gap.shown) if year.is_required_known else ("Shortfall", NOT_KNOWN),
        ),
        frozenset({1}),
    )
    if left_out(year):
        yield Paragraph(left_out(year))
    for row in money.requests:
        yield Paragraph(request_sentence(row, WHOLE))


def requests(facts: ReportFacts) -> Iterator[Block]:
    """What meetings asked of partners, and what came of it."""
    for row in facts.asked or ():
        if facts.is_restricted or row.is_public:
            yield Paragraph(asked_sentence(row))


def asked_sentence(row: AskedRow) -> str:
    """One request and where it stands."""
    minute = f", minute {row.minute}" if row.minute else ""
    where = f"{row.asked_at}{minute}" if row.asked_at else f"On {long_date(row.asked_on)}"
    asked = f"{where}: {row.body} was asked: {row.text.rstrip('.')}"
    if row.answer:
        day = f" on {long_date(row.answered_on)}" if row.answered_on else ""
        return f"{asked}. Answer{day}: {row.answer.rstrip('.')}."
    due = f"; answer due {long_date(row.due_on)}" if row.due_on else ""
    return f"{asked}. No answer yet{due}."


def grants(facts: ReportFacts, place: int, heading: str) -> Iterator[Block]:
    """The grant of this year (0) or the next (1), where one is recorded."""
    rows = facts.money.grants if facts.money else ()
    if place < len(rows):
        yield Heading(f"{heading}, {rows[place].year}")
        yield Bullets(rows[place].lines)
