"""How do reports tell where the reviews stand, and which were published?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from governance.papers.report_rows import CaseRow, PublishedRow, ReportFacts
from governance.papers.small_counts import WHY, is_withheld, shown, total
from governance.standings import STANDINGS, Standing


def background(facts: ReportFacts) -> Iterator[Block]:
    """The duty, who commissions jointly, and the name in use."""
    yield Heading("Background")
    yield Paragraph(
        f"{facts.sender.partnership} reviews the deaths that fall under {facts.law}. "
        f"A review is called {_with_article(facts.review_name)} here."
        if facts.law
        else f"{facts.sender.partnership} carries out {facts.review_name}s."
    )
    if facts.joint:
        yield Paragraph(f"Reviews are commissioned jointly with {_listed(facts.joint)}.")


def _with_article(name: str) -> str:
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def position(facts: ReportFacts) -> Iterator[Block]:
    """The table of the position on its day, what changed since the last meeting, and what the table leaves out."""
    yield Heading("Position")
    yield _table(facts)
    yield _changes(facts)
    if _withholds(facts):
        yield Paragraph(WHY)
    if facts.is_restricted and facts.position.not_certain:
        yield Paragraph(
            f"{facts.position.not_certain} taken on later, while running, and counted where last known to stand."
        )
    if facts.cases:
        yield from case_by_case(facts)


def _table(facts: ReportFacts) -> Grid:
    counts, paused = facts.position.by_standing, _paused(facts)
    rows = tuple(
        (row.label, _shown(facts, counts[code]), _shown(facts, paused[code])) for code, row in STANDINGS.items()
    )
    return Grid(
        f"Reviews as at {long_date(facts.position.on)}",
        ("Where they stand", "Reviews", "Of them on hold"),
        rows,
        frozenset({1, 2}),
        ("Together", _total(facts, counts.values()), _total(facts, paused.values())),
    )


def _paused(facts: ReportFacts) -> Mapping[Standing, int]:
    return Counter(case.standing for case in facts.position.paused)


def _shown(facts: ReportFacts, count: int) -> str:
    return shown(count, is_restricted=facts.is_restricted)


def _total(facts: ReportFacts, counts: Iterable[int]) -> str:
    return total(counts, is_restricted=facts.is_restricted)


def _withholds(facts: ReportFacts) -> bool:
    counts = (*facts.position.by_standing.values(), *_paused(facts).values())
    return any(is_withheld(count, is_restricted=facts.is_restricted) for count in counts)


def _changes(facts: ReportFacts) -> Paragraph:
    found = facts.position
    since = f"Since the meeting of {long_date(found.since)}" if found.since else "In all the time recorded"
    opened, ended = _shown(facts, len(found.opened)), _shown(facts, len(found.ended))
    return Paragraph(f"{since}: opened: {opened}; published: {len(facts.published)}; ended: {ended}.")


def case_by_case(facts: ReportFacts) -> Iterator[Block]:
    """Every live review by its reference; only in restricted papers."""
    yield Grid(
        "Case by case",
        ("Review", "Where it stands", "Since", "On hold, or beside it", "Recommendations"),
        tuple(_case(row) for row in facts.cases),
        frozenset({4}),
    )
    late = tuple(f"{row.reference}: {', '.join(row.late)}." for row in facts.cases if row.late)
    if late:
        yield Paragraph("Past their dates:")
        yield Bullets(late)


def _case(row: CaseRow) -> tuple[str, ...]:
    return (
        row.reference,
        row.stands,
        long_date(row.since),
        _held_or_beside(row),
        str(row.recommendations),
    )


def _held_or_beside(row: CaseRow) -> str:
    paused = f"On hold: {row.pause.lower()}" if row.pause else ""
    return ". ".join(filter(None, (paused, row.beside))) or "neither"


def time_taken(facts: ReportFacts) -> Iterator[Block]:
    """How long each live review has taken, with holds and without; only in restricted papers."""
    if facts.cases:
        yield Heading("Time")
        yield Grid(
            "Days since the partnership chair became aware",
            ("Review", "Days", "Days less holds"),
            tuple((row.reference, _days(row.days), _days(row.days_net)) for row in facts.cases),
            frozenset({1, 2}),
        )


def _days(days: int | None) -> str:
    return "not known" if days is None else str(days)


def newly_published(facts: ReportFacts) -> Iterator[Block]:
    """One short briefing for each review published since the last meeting, with its address."""
    yield Heading("Newly published reviews")
    if not facts.published:
        yield Paragraph(f"No review was published {_since_words(facts)}.")
    for row in facts.published:
        yield from _briefing(row)
    yield Paragraph(f"{_reviews(facts.on_register)} on the public register in all.")


def _since_words(facts: ReportFacts) -> str:
    return f"since {long_date(facts.position.since)}" if facts.position.since else "in the time recorded"


def _reviews(count: int) -> str:
    return "1 review stands" if count == 1 else f"{count} reviews stand"


def _briefing(row: PublishedRow) -> Iterator[Block]:
    yield Paragraph(f"{row.title}, published on {long_date(row.published_on)}: {row.address}")
    if row.sentences:
        yield Bullets(row.sentences)
