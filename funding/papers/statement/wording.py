"""How does a partner's statement read?"""

from collections import defaultdict
from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Paragraph
from funding.money import pounds
from funding.papers.figures import Figure, total
from funding.papers.frame import INVENTED, day_words, foot
from funding.papers.rows import NOTHING_TO_PAY, AgreementRow, EntryRow
from funding.papers.statement.facts import StatementFacts
from funding.terms import AGREEMENT_STATES, ANSWERS, ENTRY_KINDS, REQUEST_STATES, EntryKind, Measure

LISTED = 150
"""Entries that are listed one by one; more are summed by month and kind, or the paper has hundreds of pages. [D]"""

MEANING = (
    "Agreed is what you have pledged or confirmed. Only what is confirmed counts as income. "
    "Still to pay is your share less what has come in, and none where it was declined or withdrawn for the year or "
    "ended with the body."
)


def compose(facts: StatementFacts) -> Paper:
    """The statement as a paper."""
    return Paper(
        title=f"Statement for {facts.name_at_time}, {facts.year}",
        subject=f"Contribution to reviews in {facts.year}, as at {long_date(facts.as_at)}",
        foot=foot(facts.sender, facts.as_at),
        blocks=(
            _head(facts),
            *([Paragraph(INVENTED)] if facts.sender.is_demonstration else []),
            *_agreed(facts),
            *_working(facts),
            *_in_kind(facts),
            *_entries(facts),
            *_requests(facts),
            *_years(facts),
            *_whole(facts),
            *_questions(facts),
        ),
    )


def _head(facts: StatementFacts) -> Facts:
    is_renamed = facts.organisation != facts.name_at_time
    rows = (
        ("From", facts.sender.partnership),
        ("For", f"{facts.name_at_time} (today {facts.organisation})" if is_renamed else facts.organisation),
        ("Financial year", f"{facts.year}, {long_date(facts.year.first)} to {long_date(facts.year.last)}"),
        ("As at", long_date(facts.as_at)),
    )
    return Facts("About this statement", rows)


def _agreed(facts: StatementFacts) -> Iterator[Block]:
    yield Heading("What is agreed, and how far it has come")
    if not facts.agreements:
        yield Paragraph("No contribution is recorded for this year. That does not mean that it is nil.")
        return
    yield Grid(
        "Your contribution, in pounds",
        ("Contribution", "State", "Share", "Agreed", "Confirmed", "Invoiced", "Received", "Still to pay"),
        tuple(_agreement(row) for row in facts.agreements),
        frozenset(range(2, 8)),
        _sum_of(facts.agreements) if len(facts.agreements) > 1 else (),
    )
    yield Paragraph(MEANING)
    for row in facts.agreements:
        yield from _end(row)


def _end(row: AgreementRow) -> Iterator[Block]:
    if row.ended_on:
        yield Paragraph(f"{row.name_at_time} exists until {long_date(row.ended_on)}; its duty passes on from then.")


def _agreement(row: AgreementRow) -> tuple[str, ...]:
    name = f"Taken over from {row.takes_over_from}" if row.takes_over_from else row.name_at_time
    share = str(row.share) if row.is_money else "in kind"
    return (name, AGREEMENT_STATES[row.state].label, share, *(row.in_measure(m) for m in Measure), row.to_pay)


def _sum_of(rows: tuple[AgreementRow, ...]) -> tuple[str, ...]:
    shares = total(row.share for row in rows if row.is_money)
    counted = {measure: sum(row.counted.get(measure, 0) for row in rows) for measure in Measure}
    return ("Together", "", str(shares), *map(pounds, counted.values()), _left(rows))


def _left(rows: tuple[AgreementRow, ...]) -> str:
    """What has still to come in, together, of the money that is awaited; not stated where no share is."""
    awaited = [row.left for row in rows if row.is_money and row.is_awaited]
    left = total(awaited)
    return str(Figure(left.pence, left.qualifier)) if awaited else NOTHING_TO_PAY


def _working(facts: StatementFacts) -> Iterator[Block]:
    for row in facts.agreements:
        if row.working:
            yield Heading(f"How it was worked out: {row.takes_over_from or row.name_at_time}")
            yield Bullets(row.working)
            if row.model:
                yield Paragraph(f"Rules: {row.model}.")


def _in_kind(facts: StatementFacts) -> Iterator[Block]:
    given = [row for row in facts.agreements if row.in_kind]
    if given:
        yield Heading("Support in kind")
        yield Bullets(tuple(f"{row.in_kind.strip().rstrip('.')}. Value: {row.in_kind_value}." for row in given))
        yield Paragraph("Support in kind is never added to money.")


def _entries(facts: StatementFacts) -> Iterator[Block]:
    yield Heading("Entries in the ledger")
    if not facts.entries:
        yield Paragraph("Nothing has been entered for this year.")
    elif len(facts.entries) <= LISTED:
        yield Grid(
            "Each entry of the year",
            ("Number", "Day", "What", "Document", "Amount"),
            tuple(_entry(row) for row in facts.entries),
            frozenset({4}),
        )
    else:
        yield Paragraph(
            f"The year has {len(facts.entries)} entries. They are summed here by month; the partnership's file of the "
            "year lists each one."
        )
        yield Grid(
            "Entries of the year by month", ("Month", "What", "Entries", "Amount"), _by_month(facts), frozenset({2, 3})
        )


def _entry(row: EntryRow) -> tuple[str, ...]:
    return (str(row.number), long_date(row.on), row.label, row.document or row.text, str(row.amount))


def _by_month(facts: StatementFacts) -> tuple[tuple[str, ...], ...]:
    """One row for each month and kind, in order; the qualifier of a sum is that of its entries."""
    groups: dict[tuple[int, int, EntryKind], list[EntryRow]] = defaultdict(list)
    for row in facts.entries:
        groups[row.on.year, row.on.month, row.kind].append(row)
    return tuple(
        (
            long_date(rows[0].on).split(" ", 1)[1],
            ENTRY_KINDS[kind].label,
            str(len(rows)),
            str(total(row.amount for row in rows)),
        )
        for (_, _, kind), rows in sorted(groups.items(), key=lambda item: item[0])
    )


def _requests(facts: StatementFacts) -> Iterator[Block]:
    yield Heading("What you were asked")
    if not facts.requests:
        yield Paragraph("No request is recorded for this year.")
        return
    yield Grid(
        "Requests for this year",
        ("Asked on", "Amount", "Answer due", "State", "Your answer"),
        tuple(
            (
                long_date(row.asked_on),
                str(row.amount),
                day_words(row.due_on),
                REQUEST_STATES[row.state].label,
                f"{ANSWERS[row.answer]}: {row.answered}" if row.answer else "none yet",
            )
            for row in facts.requests
        ),
        frozenset({1}),
    )


def _years(facts: StatementFacts) -> Iterator[Block]:
    if facts.years:
        yield Heading("Year by year")
        yield Grid(
            "Your contribution in each year, under the name at the time",
            ("Year", "Name at the time", "Share", "Confirmed", "Received"),
            tuple(
                (row.year.label, row.name_at_time, row.share_in_words, str(row.confirmed), str(row.received))
                for row in facts.years
            ),
            frozenset({2, 3, 4}),
        )


def _whole(facts: StatementFacts) -> Iterator[Block]:
    if facts.whole:
        yield Heading("The partnership as a whole")
        yield Facts(f"Totals of {facts.year}", facts.whole)


def _questions(facts: StatementFacts) -> Iterator[Block]:
    if facts.sender.contacts:
        yield Heading("Questions")
        yield Paragraph(f"Write to {facts.sender.partnership}: {', '.join(facts.sender.contacts)}.")
