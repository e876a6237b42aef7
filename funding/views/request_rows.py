"""What does one request for money say, and which acts does its state allow?"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from dhr_cases.models import Partnership, User
from dhr_cases.plurals import counted
from dhr_cases.views.tables import Row, day, heads, row
from funding.actions.answer_lines import posted_of
from funding.forms.requests import answer_rows
from funding.models import FundingRequest
from funding.money import Qualifier, in_words, pounds
from funding.terms import MEASURES, REQUEST_STATES, Measure, RequestState
from funding.verbs import FundingVerb
from funding.views.offers import page_url
from funding.years import FinancialYear

V = FundingVerb
R = RequestState
POSTED_HEADS = heads("Measure", "In the ledger", "What it means", figures=("In the ledger",))
ACTS: Mapping[RequestState, tuple[FundingVerb, ...]] = {
    R.ASKED: (V.CHASE, V.RECORD_ANSWER, V.WITHDRAW_REQUEST),
    R.QUESTIONED: (V.REPLY, V.RECORD_ANSWER, V.WITHDRAW_REQUEST),
    R.ANSWERED: (V.APPROVE_ANSWER, V.SEND_BACK_ANSWER, V.WITHDRAW_REQUEST),
    R.PLEDGED: (V.CHASE, V.RECORD_ANSWER, V.WITHDRAW_REQUEST),
    R.CLOSED: (V.ASK_AGAIN,),
    R.WITHDRAWN: (V.ASK_AGAIN,),
}
"""What can be done about a request in each of its states."""
SOON = datetime.timedelta(days=7)
DECIDING = (V.APPROVE_ANSWER, V.SEND_BACK_ANSWER)


def acts_for(each: FundingRequest, by: User) -> list[FundingVerb]:
    """The acts that the state allows; whoever gave or recorded an answer does not decide on it."""
    own = each.answered_by_id == by.pk
    return [verb for verb in ACTS[R(each.state)] if not (own and verb in DECIDING)]


def request_page_of(each: FundingRequest, partnership: Partnership) -> str:
    """The page of a request, in the year it concerns."""
    return page_url("funding_request", partnership, FinancialYear(each.year), each.pk)


def is_late(each: FundingRequest) -> bool:
    """True while the body is to answer and its day is past; what waits for us is late of nobody else."""
    is_awaited = REQUEST_STATES[R(each.state)].is_with_partner
    return is_awaited and each.due_on is not None and each.due_on < timezone.localdate()


def due_cell(each: FundingRequest) -> dict[str, object]:
    """When an answer is due and, while the body is to answer, how late it is, and the tag that says so."""
    if each.due_on is None or not REQUEST_STATES[R(each.state)].is_with_partner:
        return {"text": day(each.due_on)}
    left = (each.due_on - timezone.localdate()).days
    if left < 0:
        return {"text": f"{day(each.due_on)}, {counted(-left, 'day')} late", "state": "overdue"}
    if left <= SOON.days:
        when = f"in {counted(left, 'day')}" if left else "today"
        return {"text": f"{day(each.due_on)}, {when}", "state": "due_soon"}
    return {"text": day(each.due_on)}


def facts_about(each: FundingRequest) -> list[dict[str, object]]:
    """What was asked, where it was decided, and how it stands."""
    met = ", ".join(filter(None, (each.meeting, day(each.met_on), f"minute {each.minute}" if each.minute else "")))
    rows: list[dict[str, object]] = [
        {"label": "Body", "value": str(each.organisation), "value_url": _partner_page(each)},
        {"label": "State", "value": each.get_state_display()},
        {"label": "Asked for", "value": in_words(each.amount_pence, Qualifier(each.qualifier))},
        {"label": "Why", "value": each.why},
        {"label": "Asked by", "value": each.asking_body},
        {"label": "Decided at", "value": met},
        {"label": "Asked on", "value": day(each.asked_on)},
        {"label": "Answer due on", "value": due_cell(each)["text"]},
        {"label": "Last reminded on", "value": day(each.chased_on) or "not yet"},
        {"label": "Outcome", "value": each.outcome},
    ]
    return rows if each.outcome else rows[:-1]


def _partner_page(each: FundingRequest) -> str:
    return page_url("funding_partner", each.partnership, FinancialYear(each.year), each.organisation.code)


def answer_of(each: FundingRequest) -> list[dict[str, Any]]:
    """The present answer; what it would write is told only while it waits for approval."""
    rows: list[dict[str, Any]] = [*answer_rows(each)]
    return rows if each.state == R.ANSWERED else rows[:-1]


def contribution_of(each: FundingRequest) -> dict[str, object]:
    """The contribution the request is about: its share, state and working, and what the ledger holds of it."""
    agreement = each.agreement
    return {
        "agreement": agreement,
        "share": in_words(agreement.amount_pence, Qualifier(agreement.qualifier)) if agreement else in_words(None),
        "posted_heads": POSTED_HEADS,
        "posted_rows": list(_posted_rows(posted_of(each))),
    }


def _posted_rows(sums: Mapping[Measure, int]) -> list[Row]:
    return [
        row(kind.label, {"text": pounds(sums[measure]), "is_figure": True}, kind.meaning)
        for measure, kind in MEASURES.items()
    ]


def messages_of(each: FundingRequest) -> list[dict[str, object]]:
    """Questions, replies and words on an answer sent back, oldest first."""
    return [
        {
            "title": "Question of the partner" if message.is_from_partner else "From the partnership",
            "by": message.by.full_name,
            "at": message.sent_at,
            "text": message.text,
        }
        for message in each.messages.select_related("by")
    ]


def next_step_of(each: FundingRequest) -> str:
    """Who is to act now, in a sentence."""
    state = REQUEST_STATES[R(each.state)]
    if not state.is_open:
        return "Nothing is awaited. The body can be asked again."
    if state.is_with_partner:
        return f"{each.organisation} is to answer. Until it has, the request stands on the forward plan."
    if each.state == R.QUESTIONED:
        return f"{each.organisation} waits for a reply to its question."
    return "Somebody who did not give or record the answer has to approve it or send it back. Nothing counts before."
