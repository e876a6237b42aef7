"""How does a letter that asks a body to pay read?"""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Bullets, Heading, Lines, Paper, Paragraph
from funding.papers.frame import INVENTED, foot
from funding.papers.request_letter.facts import LetterFacts

WAYS = (
    "confirm that you will pay the amount asked;",
    "pledge a part of it, or an amount that is still to be confirmed;",
    "decline, with your reason, which is recorded in your words; or",
    "ask us a question first.",
)


def compose(facts: LetterFacts) -> Paper:
    """The letter as a paper."""
    return Paper(
        title=f"Contribution to {facts.review_name}s in {facts.request.year}",
        subject=f"Request to {facts.request.organisation}",
        foot=foot(facts.sender, facts.as_at),
        blocks=(
            Lines((f"To: the funding contact, {facts.request.organisation}", f"From: {facts.sender.partnership}")),
            Lines((f"Our reference: funding request {facts.request.number}", long_date(facts.as_at))),
            *([Paragraph(INVENTED)] if facts.sender.is_demonstration else []),
            *_asking(facts),
            *_working(facts),
            *_answering(facts),
            Lines((facts.sender.partnership, *facts.sender.contacts)),
        ),
    )


def _asking(facts: LetterFacts) -> Iterator[Block]:
    yield Paragraph(_what_is_asked(facts))
    request = facts.request
    origin = f" ({request.origin})" if request.origin else ""
    asking_body = request.asking_body or facts.sender.partnership
    yield Paragraph(f"The request was made on {long_date(request.asked_on)} by {asking_body}{origin}.")
    if facts.predecessor:
        yield Paragraph(_succession(facts))
    if request.why:
        yield Paragraph(request.why)


def _what_is_asked(facts: LetterFacts) -> str:
    request = facts.request
    span = f"the financial year {request.year} ({long_date(request.year.first)} to {long_date(request.year.last)})"
    if request.amount.is_stated:
        return (
            f"{facts.sender.partnership} asks {request.organisation} to pay {request.amount} "
            f"towards the cost of {facts.review_name}s in {span}."
        )
    return (
        f"{facts.sender.partnership} asks {request.organisation} to say what it will pay towards the cost of "
        f"{facts.review_name}s in {span}. No amount is stated in this request."
    )


def _succession(facts: LetterFacts) -> str:
    until = f" until it ended on {long_date(facts.predecessor_ended_on)}" if facts.predecessor_ended_on else ""
    return (
        f"{facts.predecessor} contributed to these reviews{until}. Its duty has passed to "
        f"{facts.request.organisation}. Its money has not, which is why we ask."
    )


def _working(facts: LetterFacts) -> Iterator[Block]:
    if facts.working:
        yield Heading("How the amount was worked out")
        yield Bullets(facts.working)


def _answering(facts: LetterFacts) -> Iterator[Block]:
    due = f" by {long_date(facts.request.due_on)}" if facts.request.due_on else ""
    yield Heading("How to answer")
    yield Paragraph(f"Please answer{due}. You can:")
    yield Bullets(WAYS)
    if facts.address:
        yield Paragraph(f"Answer on the page {facts.address}, or in writing to the address below.")
    yield Paragraph("Until we have your answer the amount counts as missing in the partnership's position.")
