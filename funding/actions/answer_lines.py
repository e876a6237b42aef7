"""What does an answer to a request write into the ledger, and what does it make of the contribution?

An answer speaks of the whole contribution of the year. What is posted already is not written a second time, and
what was pledged and is now refused is taken back. Source: L8, L21 [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.actions.core import require, today
from dhr_cases.deadlines import long_date
from funding.models import FundingRequest
from funding.money import Qualifier, in_words
from funding.posting_lines import Line
from funding.queries import posted_for
from funding.terms import AgreementState, Answer, EntryKind, Measure, RequestState


@dataclass(frozen=True)
class AnswerEffect:
    """Where an answer leads once it is approved, and which sums then stand in the ledger."""

    request_state: RequestState
    agreement_state: AgreementState


EFFECTS: Mapping[Answer, AnswerEffect] = {
    Answer.CONFIRM: AnswerEffect(RequestState.CLOSED, AgreementState.CONFIRMED),
    Answer.PLEDGE: AnswerEffect(RequestState.PLEDGED, AgreementState.PLEDGED),
    Answer.DECLINE: AnswerEffect(RequestState.CLOSED, AgreementState.DECLINED),
}
"""One row for each answer."""


def least_to_confirm(request: FundingRequest) -> int | None:
    """The least that can be confirmed, pence: the sum asked, or what was pledged where that is less; None for any."""
    sums = [pence for pence in (request.amount_pence, posted_of(request)[Measure.AGREED]) if pence]
    return min(sums) if sums else None


def sum_of(request: FundingRequest, answer: Answer, amount_pence: int | None) -> int | None:
    """The sum of an answer: as typed, else what was pledged before, else the sum asked; None for a refusal."""
    if answer is Answer.DECLINE:
        return None
    if amount_pence is not None:
        return amount_pence
    return request.answered_pence if request.state == RequestState.PLEDGED else request.amount_pence


def check_answer(request: FundingRequest, answer: Answer, pence: int | None, reason: str) -> None:
    """Pass when sum and reason fit the answer; raise Incomplete.

    A refusal, a part, and more than was asked each need a reason; what was pledged before needs none a second
    time. Less than was asked, or pledged, cannot be confirmed.
    """
    has_reason = bool(reason.strip())
    is_stated = answer is Answer.DECLINE or (pence is not None and pence > 0)
    require(
        (is_stated, "Say how much, in pounds above nil."),
        (answer is not Answer.DECLINE or has_reason, "Say why you will not pay."),
    )
    if pence is not None:
        _check_sum(request, answer, pence, has_reason)


def _check_sum(request: FundingRequest, answer: Answer, pence: int, has_reason: bool) -> None:
    """Pass when a sum can be confirmed, and is what was asked or pledged or has a reason; raise Incomplete."""
    asked = request.amount_pence
    least = least_to_confirm(request)
    is_expected = asked is None or pence in {asked, posted_of(request)[Measure.AGREED]}
    require(
        (
            answer is not Answer.CONFIRM or least is None or pence >= least,
            f"{in_words(least)} can be confirmed. Less than that is a pledge of a part: choose that answer.",
        ),
        (is_expected or has_reason, f"You were asked for {in_words(asked)}. Say why it differs."),
    )


def lines_of(request: FundingRequest, answer: Answer, pence: int | None, order_number: str = "") -> list[Line]:
    """The entries by which the ledger comes to say what the answer says; none where it says so already."""
    wanted = _wanted(posted_of(request), answer, pence or 0)
    qualifier = qualifier_of(request, pence)
    return [_line(request, kind, missing, qualifier, order_number) for kind, missing in wanted.items() if missing]


def _wanted(posted: Mapping[Measure, int], answer: Answer, pence: int) -> dict[EntryKind, int]:
    """What the ledger lacks of what is answered, pence by kind; what was confirmed stays agreed when one declines."""
    confirmed = posted[Measure.CONFIRMED]
    agreed = confirmed if answer is Answer.DECLINE else pence
    wanted = {EntryKind.PLEDGE: agreed - posted[Measure.AGREED]}
    if answer is Answer.CONFIRM:
        wanted[EntryKind.CONFIRMATION] = agreed - confirmed
    return wanted


def posted_of(request: FundingRequest) -> Mapping[Measure, int]:
    """What the ledger holds of the request's contribution, pence; nought where it has none yet."""
    return dict.fromkeys(Measure, 0) if request.agreement is None else posted_for(request.agreement)


def qualifier_of(request: FundingRequest, pence: int | None) -> Qualifier:
    """How exact an answered sum is: as near as the sum asked where it is that one, else exact. Source: L4 [D]."""
    return Qualifier(request.qualifier) if pence == request.amount_pence else Qualifier.EXACT


def outcome_of(request: FundingRequest) -> str:
    """What the approved answer comes to, in a sentence."""
    if request.answer == Answer.DECLINE:
        return f"Declined: {request.answer_reason}"
    said = in_words(request.answered_pence, qualifier_of(request, request.answered_pence))
    asked = request.amount_pence
    of = f" of {in_words(asked, Qualifier(request.qualifier))}" if asked not in (None, request.answered_pence) else ""
    tail = ", to be confirmed." if request.answer == Answer.PLEDGE else "."
    return f"{'Pledged' if request.answer == Answer.PLEDGE else 'Confirmed'} {said}{of}{tail}"


def _line(request: FundingRequest, kind: EntryKind, pence: int, qualifier: Qualifier, order_number: str) -> Line:
    return Line(
        kind=kind, year=request.year, on=today(), pence=pence, agreement=request.agreement, qualifier=qualifier,
        document=order_number, text=f"Answer to the request of {long_date(request.asked_on)}",
    )  # fmt: skip
