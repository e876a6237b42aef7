"""What could a year hold? Random lines, agreements, successions and signed, dated entries, the same for each seed.

Plain values only, so that two computations can start from them. Whatever is posted may be reversed; a confirmation
always comes with its pledge, so no agreement has confirmed more than it agreed.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

STATES = ("proposed", "asked", "pledged", "confirmed", "declined", "withdrawn", "ended")
CLASSES = ("chair", "author", "panel_admin", "advocacy", "translation", "legal", "publication", "other")
AT_MOST = 400_000


@dataclass(frozen=True)
class Line:
    """A cost line: its key, review, class, phase, and whether the last bill is in."""

    key: str
    review: str | None
    cost_class: str
    phase: str | None
    is_settled: bool


@dataclass(frozen=True)
class Deal:
    """An agreement: whose, its state, share, and how it stands in a chain of bodies."""

    key: str
    body: str
    state: str
    share: int | None
    last_day: date | None
    model: str
    takes_over: str | None
    withdrawn_from: date | None


@dataclass(frozen=True)
class Posted:
    """One entry: kind, what it is tied to, signed pence, and its day."""

    kind: str
    key: str
    pence: int
    on: date


@dataclass
class MadeUpYear:
    """A year as it stands on a day."""

    start: int
    on: date
    host: str | None
    lines: list[Line] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    entries: list[Posted] = field(default_factory=list)

    def so_far(self) -> list[Posted]:
        """The entries dated up to the day asked about."""
        return [entry for entry in self.entries if entry.on <= self.on]


def make_up(seed: int) -> MadeUpYear:
    """The year of a seed."""
    draw = Random(seed)  # noqa: S311 - made-up figures, nothing secret
    start = draw.randint(2011, 2030)
    on = date(start, 4, 1) + timedelta(days=draw.choice((draw.randint(0, 364), draw.randint(300, 500))))
    made = MadeUpYear(start, on, draw.choice((None, "Body 0", "Body 1")))
    for number in range(draw.randint(0, 6)):
        _add_line(draw, made, number)
    for number in range(draw.randint(0, 5)):
        _add_deal(draw, made, f"A{number}", f"Body {number}", None, 0)
    for deal in made.deals:
        _add_income(draw, made, deal)
    for kind, sign in (("brought_forward", 1), ("returned", -1), ("released", -1), ("carried_forward", -1)):
        if draw.random() < 0.4:
            _post(draw, made, kind, "year", sign * draw.randint(1, AT_MOST))
    return made


def _day(draw: Random, made: MadeUpYear) -> date:
    return date(made.start, 4, 1) + timedelta(days=draw.randint(0, 364))


def _post(draw: Random, made: MadeUpYear, kind: str, key: str, pence: int) -> None:
    """Post an entry; now and then reverse it, and sometimes post another in its place."""
    on = _day(draw, made)
    made.entries.append(Posted(kind, key, pence, on))
    if draw.random() < 0.15:
        later = on + timedelta(days=draw.randint(0, 60))
        made.entries.append(Posted(kind, key, -pence, later))
        if draw.random() < 0.5:
            made.entries.append(Posted(kind, key, draw.randint(0, abs(pence)) * (1 if pence > 0 else -1), later))


def _add_line(draw: Random, made: MadeUpYear, number: int) -> None:
    key = f"L{number}"
    review = draw.choice((None, "DHR 1", "DHR 2", "DHR 3"))
    phase = draw.choice((None, "scoping", "writing"))
    made.lines.append(Line(key, review, draw.choice(CLASSES), phase, draw.random() < 0.3))
    for kind, chance in (("forecast", 0.7), ("commitment", 0.5), ("actual", 0.5), ("actual", 0.3)):
        if draw.random() < chance:
            _post(draw, made, kind, key, draw.randint(1, AT_MOST))


def _last_day(draw: Random, start: int) -> date | None:
    edges = (date(start, 3, 31), date(start, 4, 1), date(start + 1, 3, 31), date(start + 1, 4, 1))
    inside = date(start, 4, 1) + timedelta(days=draw.randint(-200, 500))
    return draw.choices((None, inside, draw.choice(edges)), (5, 4, 1))[0]


def _add_deal(draw: Random, made: MadeUpYear, key: str, body: str, takes_over: str | None, depth: int) -> None:
    """An agreement, and, where its body ends, up to three that take over from it, and so on for three bodies."""
    last_day = _last_day(draw, made.start)
    effective = draw.choice((None, date(made.start, 10, 1), date(made.start + 1, 4, 1)))
    deal = Deal(
        key,
        body,
        draw.choice(STATES),
        draw.choices((None, draw.randint(0, AT_MOST)), (1, 5))[0],
        last_day,
        draw.choice(("by_days", "by_days", "whole_year")),
        takes_over,
        effective,
    )
    made.deals.append(deal)
    if depth < 2 and (last_day or draw.random() < 0.05):
        for number in range(draw.choice((0, 1, 1, 2, 3))):
            heir = draw.choice(("Heir of many", f"{body} heir {number}"))
            _add_deal(draw, made, f"{key}.{number}", heir, key, depth + 1)
    if draw.random() < 0.5:
        draw.shuffle(made.deals)


def _add_income(draw: Random, made: MadeUpYear, deal: Deal) -> None:
    """Pledges and confirmations, then invoices, part payments, credit notes and refunds, sometimes beyond the share."""
    about = deal.share or draw.randint(1, AT_MOST)
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        _add_promise(draw, made, deal.key, max(1, draw.choice((about, about // 2, about + 5_000))))
    for kind, sign, chance in (
        ("invoice", 1, 0.5),
        ("invoice", 1, 0.2),
        ("credit_note", -1, 0.15),
        ("receipt", 1, 0.5),
        ("receipt", 1, 0.3),
        ("receipt", 1, 0.2),
        ("refund", -1, 0.15),
    ):
        if draw.random() < chance:
            most = about if sign > 0 else 1 + about // 4
            _post(draw, made, kind, deal.key, sign * draw.randint(1, max(1, most)))


def _add_promise(draw: Random, made: MadeUpYear, key: str, pence: int) -> None:
    """A pledge, and perhaps its confirmation on the same day; where they are taken back, both are, on one day."""
    on = _day(draw, made)
    kinds = ("pledge", "confirmation") if draw.random() < 0.6 else ("pledge",)
    later = on + timedelta(days=draw.randint(0, 90)) if draw.random() < 0.15 else None
    for kind in kinds:
        made.entries.append(Posted(kind, key, pence, on))
        if later:
            made.entries.append(Posted(kind, key, -pence, later))
