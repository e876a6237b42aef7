"""How does the committee's page on a year read? Numbered sections and paragraphs, and never more than one page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Paper, Paragraph
from funding.money import in_words, pounds
from funding.papers.frame import INVENTED, foot
from funding.papers.position_paper import asks
from funding.papers.position_paper.facts import GapRow, PositionFacts
from funding.papers.position_paper.one_page import LISTED, LONGEST_NAME, others, shortened
from funding.papers.year_figures import brought_forward, left_out
from funding.position import PartnerPosition
from funding.position.parts import CauseLine, Gap
from funding.terms import AGREEMENT_STATES, MEASURES, Measure

MAIN = Measure.CONFIRMED
"""The measure of the main view: only what is confirmed counts as income. Source: L8 [D]."""


def compose(facts: PositionFacts) -> Paper:
    """The page as a paper."""
    sections = (_background, _position, _causes, _partners, _requests, _recommendations)
    year = facts.position.year
    return Paper(
        title=f"Funding of {facts.review_name}s: position for {year}",
        subject=f"What {year} requires, what is confirmed and what is missing",
        foot=foot(facts.sender, facts.position.on),
        is_one_page=True,
        blocks=(
            _head(facts),
            *(block for number, section in enumerate(sections, 1) for block in _numbered(number, section(facts))),
            *_contacts(facts),
        ),
    )


def _numbered(section: int, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the section's number on its heading and 1.1, 1.2 on its paragraphs."""
    paragraph = 0
    for block in blocks:
        match block:
            case Heading(text=text):
                yield Heading(f"{section}.0 {text}")
            case Paragraph(text=text):
                paragraph += 1
                yield Paragraph(text, number=f"{section}.{paragraph}")
            case _:
                yield block


def _head(facts: PositionFacts) -> Facts:
    rows = (
        ("By", facts.by),
        ("To", _with_day(facts.to, facts.meets_on) or facts.sender.partnership),
        ("Classification", "For decision" if asks.decisions(facts) else "For information"),
        ("Subject", f"Money for {facts.review_name}s in {facts.position.year}"),
        ("Summary", summary(facts)),
        ("As at", long_date(facts.position.on)),
        *([("Note", INVENTED)] if facts.sender.is_demonstration else []),
    )
    return Facts("About this report", rows)


def _with_day(meeting: str, day: date | None) -> str:
    """A meeting and its day, of which either may not be known."""
    return ", ".join(filter(None, (meeting, long_date(day) if day else "")))


def summary(facts: PositionFacts) -> str:
    """The year in one sentence."""
    position = facts.position
    gap = position.gap(MAIN)
    confirmed = in_words(position.measures[MAIN], position.measure_qualifiers[MAIN])
    if not position.is_required_known:
        return f"{confirmed} is confirmed. What is required is not stated, so what is missing is not known."
    return f"{position.required_in_words} is required and {confirmed} confirmed: a {gap.label} of {gap.shown}."


def _background(facts: PositionFacts) -> Iterator[Block]:
    yield Heading("Background")
    yield Paragraph(
        f"Partners share the cost under {facts.model}." if facts.model else "No funding model is recorded for the year."
    )


def _position(facts: PositionFacts) -> Iterator[Block]:
    position = facts.position
    yield Heading("Position")
    yield Grid(
        f"Required {position.required_in_words}; brought forward {brought_forward(position)}",
        ("Measure", "Income", "Missing"),
        tuple(_measure(facts, measure) for measure in Measure),
        frozenset({1, 2}),
    )
    if left_out(position):
        yield Paragraph(left_out(position))
    yield from asks.in_reviews(facts, MAIN)
    if position.underwriter:
        exposure = pounds(position.underwriter.exposure[MAIN])
        yield Paragraph(f"{position.underwriter.name} underwrites the year; its exposure is {exposure}.")


def _measure(facts: PositionFacts, measure: Measure) -> tuple[str, ...]:
    position = facts.position
    income = in_words(position.measures[measure], position.measure_qualifiers[measure])
    return (MEASURES[measure].label, income, position.gap_in_words(measure))


def _causes(facts: PositionFacts) -> Iterator[Block]:
    lines = [line for line in facts.position.cause_lines[MAIN] if line.pence or line.not_stated]
    yield Heading("Why")
    if not facts.position.is_required_known:
        yield Paragraph("What is missing is not known: no amount of any cost is recorded.")
    else:
        yield _by_cause(lines, facts.position.gap(MAIN)) if lines else Paragraph("Nothing is missing.")
    yield from map(_without_working, facts.gaps[:1])


def _by_cause(lines: Sequence[CauseLine], gap: Gap) -> Grid:
    return Grid(
        "The difference to what is confirmed, by cause",
        ("Cause", "Amount"),
        tuple((line.label, in_words(line.pence, line.qualifier)) for line in lines),
        frozenset({1}),
        (f"Together: {gap.label}", gap.shown),
    )


def _without_working(row: GapRow) -> Paragraph:
    """A gap that a minute names, and where it is from."""
    origin = _with_day(row.meeting, row.stated_on)
    said = f"Recorded from a minute, without working{f' ({origin})' if origin else ''}"
    return Paragraph(shortened(f"{said}: {row.amount}. {row.text}"))


def _partners(facts: PositionFacts) -> Iterator[Block]:
    partners = facts.position.partners
    waiting = sorted(filter(is_waiting, partners), key=lambda row: -row.loss[MAIN])
    yield Heading("Partners")
    yield Paragraph(_confirmed(len(partners) - len(waiting), len(partners)))
    if waiting:
        yield Grid(
            "Not confirmed in full, the largest first",
            ("Partner", "State", "Share", "Confirmed"),
            tuple(_partner(row) for row in waiting[:LISTED]),
            frozenset({2, 3}),
        )
    if len(waiting) > LISTED:
        yield Paragraph(
            f"{others(len(waiting) - LISTED, 'contribution is', 'contributions are')} not confirmed in full."
        )


def _confirmed(count: int, among: int) -> str:
    """How many contributions are confirmed among how many there are."""
    if not among:
        return "No contribution is recorded for the year."
    them = "1 contribution is" if among == 1 else f"{among} contributions are"
    return f"{count} of {them} confirmed in full or in kind."


def is_waiting(row: PartnerPosition) -> bool:
    """Whether a contribution is not confirmed in full; one that is not stated is not, whatever came in."""
    return not row.is_in_kind_only and (row.share is None or row.loss[MAIN] > 0)


def _partner(row: PartnerPosition) -> tuple[str, ...]:
    state = AGREEMENT_STATES[row.state].label
    return (shortened(row.name_at_time, LONGEST_NAME), state, row.share_in_words, pounds(row.posted[MAIN]))


def _requests(facts: PositionFacts) -> Iterator[Block]:
    yield Heading("Requests and answers")
    if not facts.requests:
        yield Paragraph("No request is open.")
    for row in facts.requests[:LISTED]:
        yield Paragraph(shortened(asks.request_sentence(row)))
    if len(facts.requests) > LISTED:
        yield Paragraph(f"{others(len(facts.requests) - LISTED, 'request is', 'requests are')} recorded.")


def _recommendations(facts: PositionFacts) -> Iterator[Block]:
    yield Heading("Recommendations")
    yield Paragraph(f"The meeting is asked to note the position of {facts.position.year}.")
    for sentence in asks.decisions(facts):
        yield Paragraph(sentence)


def _contacts(facts: PositionFacts) -> Iterator[Block]:
    if facts.sender.contacts:
        yield Paragraph(f"For further information: {facts.by}, {', '.join(facts.sender.contacts)}.")
