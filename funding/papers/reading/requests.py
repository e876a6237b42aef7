"""How does a request to a body become a row of a paper, and a letter?"""

from datetime import date

from dhr_cases.models import Succession
from funding.models import FundingRequest
from funding.money import Qualifier
from funding.papers.figures import Figure
from funding.papers.reading.sender import review_name_of, sender_of
from funding.papers.request_letter.facts import LetterFacts
from funding.papers.rows import RequestRow
from funding.position_rows import names_at
from funding.terms import Answer, RequestState
from funding.years import FinancialYear


def letter_facts(request: FundingRequest, as_at: date, address: str = "") -> LetterFacts:
    """What the letter of a request says on a day; ``address`` is the page on which the body answers."""
    predecessor = _predecessor(request)
    return LetterFacts(
        sender=sender_of(request.partnership),
        request=request_row(request),
        as_at=as_at,
        working=tuple(map(str, request.agreement.working)) if request.agreement else (),
        predecessor=predecessor[0],
        predecessor_ended_on=predecessor[1],
        address=address,
        review_name=review_name_of(request.partnership),
    )


def request_row(request: FundingRequest, name: str = "") -> RequestRow:
    """One request as a row, under a name of the body if one is given."""
    return RequestRow(
        number=request.pk,
        organisation=name or request.organisation.name,
        year=FinancialYear(request.year),
        asked_on=request.asked_on,
        state=RequestState(request.state),
        amount=Figure(request.amount_pence, Qualifier(request.qualifier)),
        due_on=request.due_on,
        asking_body=request.asking_body,
        meeting=request.meeting,
        met_on=request.met_on,
        minute=request.minute,
        why=request.why,
        answer=Answer(request.answer) if request.answer else None,
        answered=Figure(request.answered_pence, request.answered_qualifier),
        answered_on=request.answered_on,
        answer_reason=request.answer_reason,
        outcome=request.outcome,
    )


def _predecessor(request: FundingRequest) -> tuple[str, date | None]:
    """The body whose duty has passed to the one asked, under its last name, and its last day."""
    succession: Succession | None = request.succession
    if succession is not None:
        body = succession.predecessor
    elif request.agreement is not None and request.agreement.takes_over is not None:
        body = request.agreement.takes_over.organisation
    else:
        return "", None
    return (names_at({body.pk}, body.ends_on)[body.pk] if body.ends_on else body.name), body.ends_on
