"""How is a body asked for money and reminded, and how does its answer come to count?

A partner answers, or its answer given elsewhere is recorded for it; another person approves, and only then does
anything stand in the ledger. Every act reads the request again under the lock. Source: L8, L21, L28, L31 [D].
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import Partnership, User
from funding.actions.answer_lines import (
    EFFECTS,
    check_answer,
    lines_of,
    outcome_of,
    qualifier_of,
    sum_of,
)
from funding.actions.asking import Asking, check_sum_and_day, contribution_of, due_on, mark_asked, write_request
from funding.actions.core import FundingAct, acting, check_not_future, require, today
from funding.actions.ledger import post, write_journal
from funding.ledger_rows import waiting_for
from funding.models import Entry, FundingRequest, JournalDecision, RequestMessage
from funding.money import Qualifier
from funding.permissions import check_answers_for
from funding.policies.requests import (
    check_agreement_becomes,
    check_body_in_year,
    check_is_answered,
    check_is_questioned,
    check_is_with_partner,
    check_nothing_open,
    check_request_becomes,
    check_takes_answer,
)
from funding.posting_lines import Line
from funding.terms import Answer, EntryKind, JournalOrigin, RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear


def ask(*, partnership: Partnership, by: User, asking: Asking, reason: str = "") -> FundingRequest:
    """Ask one body for one year. Raises Incomplete, or NotNow where the body has ended or is asked already."""
    with acting(FundingVerb.ASK, partnership, by, reason=reason) as act:
        request = write_request(act, asking)
        act.record(about=request, year=request.year, detail={"pence": request.amount_pence, "due": _day(request)})
        return request


def chase(*, request: FundingRequest, by: User) -> FundingRequest:
    """Remind the partner, at most once a day. Raises NotNow where the partner is not the one to act."""
    with acting(FundingVerb.CHASE, request.partnership, by) as act:
        _reread(request)
        check_is_with_partner(request)
        if request.chased_on == today():
            raise NotNow("A reminder went out today. The next one can go out tomorrow.")
        request.chased_on = today()
        request.save()
        act.record(about=request, year=request.year, detail={"due": _day(request)})
        return request


def withdraw_request(*, request: FundingRequest, by: User, reason: str) -> FundingRequest:
    """Take the question back. An answer not yet approved goes with it. Raises NotNow for a request not open."""
    with acting(FundingVerb.WITHDRAW_REQUEST, request.partnership, by, reason=reason) as act:
        _reread(request)
        _check_reason(reason, "Say why the request is withdrawn.")
        take_back(act, request, reason)
        act.record(about=request, year=request.year)
        return request


def take_back(act: FundingAct, request: FundingRequest, outcome: str) -> None:
    """Withdraw a request inside an act; entries of an answer not yet approved are refused."""
    check_request_becomes(request, RequestState.WITHDRAWN)
    _refuse_entries(act, request, outcome)
    _moved(request, RequestState.WITHDRAWN, outcome)
    request.save()


def ask_again(
    *,
    request: FundingRequest,
    by: User,
    amount_pence: int | None = None,
    due: datetime.date | None = None,
    why: str = "",
    reason: str = "",
) -> FundingRequest:
    """Open a request that was closed or withdrawn; the former answer stays in its history.

    A sum or a reason not given stays as it was. Raises NotNow while it is open or the contribution or its body has
    ended, Incomplete for a sum of nil or a day that is over.
    """
    with acting(FundingVerb.ASK_AGAIN, request.partnership, by, reason=reason) as act:
        _reread(request)
        _check_closed(request)
        check_sum_and_day(amount_pence, due)
        agreement = contribution_of(request)
        check_body_in_year(agreement)
        check_nothing_open(agreement)
        request.amount_pence = request.amount_pence if amount_pence is None else amount_pence
        mark_asked(agreement, request.amount_pence, Qualifier(request.qualifier))
        request.why = why or request.why
        request.asked_on, request.due_on, request.chased_on = today(), due_on(act, due), None
        _reopen(request)
        act.record(about=request, year=request.year, detail={"pence": request.amount_pence, "due": _day(request)})
        return request


def question(*, request: FundingRequest, by: User, text: str) -> RequestMessage:
    """Ask the partnership a question; the request waits for its reply. For who answers for the body."""
    with acting(FundingVerb.QUESTION, request.partnership, by) as act:
        _reread(request)
        check_answers_for(by, request.organisation, request.partnership)
        check_request_becomes(request, RequestState.QUESTIONED)
        return _say(act, request, by, text, RequestState.QUESTIONED)


def reply(*, request: FundingRequest, by: User, text: str) -> RequestMessage:
    """Reply to the partner's question; the request is with the partner again. Raises NotNow without a question."""
    with acting(FundingVerb.REPLY, request.partnership, by) as act:
        _reread(request)
        check_is_questioned(request)
        return _say(act, request, by, text, RequestState.ASKED)


def answer(
    *,
    request: FundingRequest,
    by: User,
    answer: Answer,
    amount_pence: int | None = None,
    reason: str = "",
    order_number: str = "",
) -> FundingRequest:
    """The partner's own answer, put forward for approval. For who answers for the body.

    ``amount_pence`` is the whole contribution of the year; None confirms or pledges the sum asked. Raises
    Incomplete for a sum or a reason that does not fit, NotNow where no answer is awaited.
    """
    with acting(FundingVerb.ANSWER, request.partnership, by, reason=reason) as act:
        _reread(request)
        check_answers_for(by, request.organisation, request.partnership)
        _take_answer(act, request, _Said(answer, amount_pence, reason, order_number, today()))
        return request


def record_answer(
    *,
    request: FundingRequest,
    by: User,
    answer: Answer,
    given_on: datetime.date,
    source: str,
    amount_pence: int | None = None,
    reason: str = "",
    order_number: str = "",
) -> FundingRequest:
    """An answer given by letter, e-mail or at a meeting; ``source`` says which. As ``answer`` otherwise."""
    with acting(FundingVerb.RECORD_ANSWER, request.partnership, by, reason=reason) as act:
        _reread(request)
        check_not_future(given_on, "The day of the answer")
        _check_reason(source, "Say where the answer was given: which letter, e-mail or meeting.")
        _take_answer(act, request, _Said(answer, amount_pence, reason, order_number, given_on, source))
        return request


def approve_answer(*, request: FundingRequest, by: User, reason: str = "") -> list[Entry]:
    """Approve an answer: its entries are posted, contribution and request move on. Gives the entries.

    Raises NotPermitted for who gave or recorded the answer, NotNow where none waits or the ledger has moved since.
    """
    with acting(FundingVerb.APPROVE_ANSWER, request.partnership, by, reason=reason) as act:
        _reread(request)
        check_is_answered(request)
        _check_not_own(request, by)
        _check_still_true(request)
        entries = post(act, request.journal) if request.journal is not None else []
        _settle(request)
        act.record(about=request, year=request.year, detail={"answer": request.answer, "pence": request.answered_pence})
        return entries


def send_back_answer(*, request: FundingRequest, by: User, reason: str) -> RequestMessage:
    """Refuse an answer with a reason the partner reads; it is asked again. Raises as ``approve_answer``."""
    with acting(FundingVerb.SEND_BACK_ANSWER, request.partnership, by, reason=reason) as act:
        _reread(request)
        check_is_answered(request)
        _check_not_own(request, by)
        _check_reason(reason, "Say why the answer is sent back.")
        _refuse_entries(act, request, reason)
        _reopen(request)
        return _say(act, request, by, reason, RequestState.ASKED)


@dataclass(frozen=True)
class _Said:
    """An answer as it was given: words, sum, day, and where it was given when not here."""

    answer: Answer
    amount_pence: int | None
    reason: str
    order_number: str
    on: datetime.date
    source: str = ""


def _take_answer(act: FundingAct, request: FundingRequest, said: _Said) -> None:
    check_takes_answer(request)
    check_agreement_becomes(contribution_of(request), EFFECTS[said.answer].agreement_state)
    pence = sum_of(request, said.answer, said.amount_pence)
    check_answer(request, said.answer, pence, said.reason)
    lines = lines_of(request, said.answer, pence, said.order_number)
    text = f"{request.organisation}: answer for {FinancialYear(request.year).label}"[:300]
    journal = write_journal(act, lines, text=text, origin=JournalOrigin.ANSWER, source=said.source) if lines else None
    request.answer, request.answered_pence, request.answer_reason = said.answer, pence, said.reason
    request.answered_on, request.answered_by, request.order_number = said.on, act.by, said.order_number
    request.journal, request.state = journal, RequestState.ANSWERED
    request.save()
    act.record(about=request, year=request.year, detail={"answer": said.answer, "pence": pence})


def _settle(request: FundingRequest) -> None:
    agreement, effect = contribution_of(request), EFFECTS[Answer(request.answer)]
    check_agreement_becomes(agreement, effect.agreement_state)
    agreement.state = effect.agreement_state
    said = request.answered_pence
    if request.answer == Answer.CONFIRM and said is not None and said > (agreement.amount_pence or 0):
        agreement.amount_pence, agreement.qualifier = said, qualifier_of(request, said)
        agreement.working = [*agreement.working, outcome_of(request)]
    agreement.save()
    check_request_becomes(request, effect.request_state)
    _moved(request, effect.request_state, outcome_of(request))
    request.save()


def _moved(request: FundingRequest, state: RequestState, outcome: str) -> None:
    request.state, request.outcome = state, outcome
    request.closed_on = None if state is RequestState.PLEDGED else today()


def _reopen(request: FundingRequest) -> None:
    """Let the request wait for an answer; what was answered before stays in history."""
    request.state, request.closed_on, request.outcome, request.journal = RequestState.ASKED, None, "", None
    request.answer, request.answered_on, request.answered_by = "", None, None
    request.answered_pence, request.answer_reason, request.order_number = None, "", ""
    request.save()


def _refuse_entries(act: FundingAct, request: FundingRequest, reason: str) -> None:
    if request.state == RequestState.ANSWERED and request.journal is not None:
        JournalDecision.objects.create(journal=request.journal, is_approved=False, by=act.by, reason=reason)


def _say(act: FundingAct, request: FundingRequest, by: User, text: str, state: RequestState) -> RequestMessage:
    """Add a message; the partner's is the one that leaves a question behind."""
    _check_reason(text, "Write the words of the message.")
    message: RequestMessage = RequestMessage.objects.create(
        request=request, by=by, text=text, is_from_partner=state is RequestState.QUESTIONED
    )
    request.state = state
    request.save()
    act.record(about=request, year=request.year, detail={"message": message.pk})
    return message


def _check_still_true(request: FundingRequest) -> None:
    """Refuse when the ledger has moved since the answer, or is about to, so that its entries would say another sum."""
    others = waiting_for([contribution_of(request).pk]).exclude(journal=request.journal)
    if others.filter(kind__in=(EntryKind.PLEDGE, EntryKind.CONFIRMATION)).exists():
        raise NotNow("Other entries for this contribution wait for approval. Decide on them first.")
    wanted = lines_of(request, Answer(request.answer), request.answered_pence)
    written = [] if request.journal is None else list(request.journal.lines.all())
    if _sums(wanted) != {row.kind: row.amount_pence for row in written}:
        raise NotNow("The ledger has changed since this answer. Send it back, so that it is given anew.")


def _sums(lines: list[Line]) -> dict[str, int]:
    return {line.kind.value: line.signed_pence for line in lines}


def _check_not_own(request: FundingRequest, by: User) -> None:
    if request.answered_by_id == by.pk:
        raise NotPermitted("You gave or recorded this answer yourself. Somebody else has to decide on it.")


def _check_closed(request: FundingRequest) -> None:
    if request.state not in (RequestState.CLOSED, RequestState.WITHDRAWN):
        raise NotNow("The request is still open. Send a reminder instead.")


def _check_reason(text: str, sentence: str) -> None:
    require((bool(text.strip()), sentence))


def _reread(request: FundingRequest) -> None:
    """Read the request again under the lock, with its contribution."""
    rows: QuerySet[FundingRequest] = FundingRequest.objects.select_related("agreement__organisation", "organisation")
    request.refresh_from_db(from_queryset=rows)


def _day(request: FundingRequest) -> str | None:
    return request.due_on.isoformat() if request.due_on is not None else None
