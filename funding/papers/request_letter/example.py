"""How does a letter that asks a body to pay look? An invented one, after a succession."""

from funding.papers.invented import AS_AT, REHABILITATION_ENDED_ON, REQUEST, SENDER
from funding.papers.request_letter.facts import LetterFacts

EXAMPLE = LetterFacts(
    sender=SENDER,
    request=REQUEST,
    as_at=AS_AT,
    working=("£3,650 for the year, 365 days; 279 of them are left: £2,790.",),
    predecessor="Northshire Rehabilitation Company",
    predecessor_ended_on=REHABILITATION_ENDED_ON,
    address="https://reviews.northshire.invalid/funding/asked/7/",
)
