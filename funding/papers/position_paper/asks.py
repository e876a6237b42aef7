"""What does the committee's page ask the meeting to decide, and how does it put a gap and a request?"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Paragraph
from dhr_cases.plurals import counted
from funding.papers.position_paper.facts import PositionFacts
from funding.papers.position_paper.one_page import LONGEST_NAME, shortened
from funding.papers.rows import RequestRow
from funding.position import Missing, Position
from funding.terms import ANSWERS, Cause, Measure

TENTH = Decimal("0.1")
NAMED = 2
"""Bodies without an heir that are named in a recommendation; the rest are counted, or it is no one page. [D]"""


def decisions(facts: PositionFacts) -> tuple[str, ...]:
    """What the meeting may decide: a sentence for each cause that takes money, also where more came from elsewhere."""
    position = facts.position
    causes = position.causes[Measure.CONFIRMED]
    ended = _ended_without_heir(position)
    wanted = (
        (causes[Cause.UNPAID] > 0, "To ask partners that have not confirmed to do so."),
        (
            bool(ended),
            f"To ask whoever follows {ended} to take over the contribution.",
        ),
        (causes[Cause.DECLINED] > 0, "To ask again those who declined, or to agree who carries their part."),
        (causes[Cause.MODEL_GAP] > 0, "To agree how the part of the cost that no rule covers is paid for."),
        (Missing.CONTRIBUTOR in {row.kind for row in position.not_stated}, "To ask for the amounts not stated."),
    )
    return tuple(sentence for is_wanted, sentence in wanted if is_wanted)


def _ended_without_heir(position: Position) -> str:
    """The bodies that ended and whose contribution nobody has taken over, two by name, others counted; "" for none."""
    names = [row.name_at_time for row in position.orphaned_partners() if not row.taken_over_by]
    told = [shortened(name, LONGEST_NAME) for name in names[:NAMED]]
    if len(names) > NAMED:
        told = [", ".join(told), counted(len(names) - NAMED, "other body", "other bodies")]
    return " and ".join(told)


def in_reviews(facts: PositionFacts, measure: Measure) -> Iterator[Paragraph]:
    """The shortfall as a number of reviews at the local average, marked as approximate. Source: L27 [D]."""
    average, missing = facts.average_cost.pence, facts.position.shortfall[measure]
    if average and missing > 0:
        number = (Decimal(missing) / average).quantize(TENTH, ROUND_HALF_UP)
        source = f" ({shortened(facts.average_cost_source, LONGEST_NAME)})" if facts.average_cost_source else ""
        yield Paragraph(
            f"The shortfall is about {number} reviews at the local average of {facts.average_cost}{source}."
        )


def request_sentence(row: RequestRow, longest: int = LONGEST_NAME) -> str:
    """One request and where it stands; the body's name is cut where it is longer."""
    amount = str(row.amount) if row.amount.is_stated else "an amount not stated"
    asked = f"{shortened(row.organisation, longest)} was asked on {long_date(row.asked_on)} for {amount}"
    if row.answer is None:
        due = f", answer due {long_date(row.due_on)}" if row.due_on else ""
        return f"{asked}; no answer yet{due}."
    figure = f" ({row.answered})" if row.answered.is_stated else ""
    return f"{asked}; answer: {ANSWERS[row.answer]}{figure}."
