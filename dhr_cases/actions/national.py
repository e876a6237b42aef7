"""A recommendation is sent to whom it is addressed; its arrival and the reply are recorded.

Nobody collects the answers to national recommendations, so the partnership does. Source: delivery receipt, reply due
and reply, ours [D]; no statute sets a time for the reply to a review's recommendation.
"""

import datetime

from dhr_cases.actions.core import acting, check_not_future, require
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, NationalSending, Recommendation, ReplyKind, User
from dhr_cases.verbs import Verb


def send_recommendation(
    *,
    case: Case,
    by: User,
    recommendation: Recommendation,
    addressee: str,
    sent_on: datetime.date,
    means: str = "",
) -> NationalSending:
    """Record that a recommendation was sent to a department or national body. Raises Incomplete."""
    check_not_future(sent_on, "The day of sending")
    with acting(Verb.SEND_RECOMMENDATION, case, by) as act:
        require(
            (recommendation.case_id == case.pk, "The recommendation belongs to another case."),
            (bool(addressee.strip()), "Enter to whom it was sent."),
        )
        row: NationalSending = NationalSending.objects.create(
            recommendation=recommendation, addressee=addressee, means=means, sent_on=sent_on
        )
        detail = {"number": recommendation.ref, "to": addressee}
        act.record(Event.RECOMMENDATION_SENT, on=sent_on, about=row, detail=detail)
    return row


def record_receipt(*, case: Case, by: User, sending: NationalSending, receipt_on: datetime.date, note: str) -> None:
    """Record that it arrived and how that is known. Raises Incomplete for a day before the sending."""
    check_not_future(receipt_on, "The day of arrival")
    with acting(Verb.RECORD_RECEIPT, case, by) as act:
        _check(case, sending, receipt_on, "It cannot arrive before it was sent.")
        require((bool(note.strip()), "Say how you know that it arrived."))
        sending.receipt_on, sending.receipt_note = receipt_on, note
        sending.save()
        act.record(Event.RECEIPT_RECORDED, on=receipt_on, about=sending, detail=_detail(sending))


def record_reply(
    *, case: Case, by: User, sending: NationalSending, reply_on: datetime.date, reply: ReplyKind, text: str
) -> None:
    """Record what they reply, of which day. Raises Incomplete without an answer or what it says."""
    check_not_future(reply_on, "The day of the reply")
    with acting(Verb.RECORD_REPLY, case, by) as act:
        _check(case, sending, reply_on, "A reply cannot be older than the sending.")
        require(
            (reply is not ReplyKind.NONE, "Choose what they say."),
            (bool(text.strip()), "Enter what the reply says in short."),
        )
        sending.reply_on, sending.reply, sending.reply_text = reply_on, reply, text
        sending.save()
        act.record(Event.REPLY_RECORDED, on=reply_on, about=sending, detail=_detail(sending) | {"reply": reply.label})


def _check(case: Case, sending: NationalSending, day: datetime.date, sentence: str) -> None:
    if sending.recommendation.case_id != case.pk:
        raise Incomplete("The recommendation belongs to another case.")
    sending.refresh_from_db()
    require((day >= sending.sent_on, sentence))


def _detail(sending: NationalSending) -> dict[str, str]:
    return {"number": sending.recommendation.ref, "to": sending.addressee}
