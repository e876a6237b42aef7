"""A recommendation is sent to whom it is addressed, its arrival is recorded, and what they reply."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions.core import Recording
from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.national import record_receipt, record_reply, send_recommendation
from dhr_cases.actions.recommendations import grade_recommendation
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, NationalSending, Recommendation, ReplyKind, Strength
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.followed import followed
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
SENT = TODAY - 60 * DAY


@pytest.fixture
def recommendation(case: Case, cast: Cast) -> Recommendation:
    """One addressed to a department, of a report that is published."""
    followed(case, cast.police, Stage.PUBLISHED)
    return Recommendation.objects.get()


@pytest.fixture
def sending(case: Case, cast: Cast, recommendation: Recommendation) -> NationalSending:
    """Sent sixty days ago."""
    return send_recommendation(
        case=case, by=cast.coordinator, recommendation=recommendation, addressee="Home Office", sent_on=SENT
    )


def test_is_sent_with_its_day(sending: NationalSending, case: Case) -> None:
    event = CaseEvent.objects.get(kind=Event.RECOMMENDATION_SENT)
    assert (event.on.value, event.detail["to"], event.subject_id) == (SENT, "Home Office", sending.pk)
    assert (sending.receipt_on, sending.reply_on, sending.reply) == (None, None, ReplyKind.NONE)


def test_may_be_sent_to_two(sending: NationalSending, case: Case, cast: Cast, recommendation: Recommendation) -> None:
    send_recommendation(
        case=case, by=cast.coordinator, recommendation=recommendation, addressee="NHS England", sent_on=TODAY
    )
    assert recommendation.sendings.count() == 2


def test_arrives_and_is_answered(sending: NationalSending, case: Case, cast: Cast) -> None:
    record_receipt(case=case, by=cast.coordinator, sending=sending, receipt_on=SENT + DAY, note="Acknowledged")
    record_reply(
        case=case, by=cast.coordinator, sending=sending, reply_on=TODAY, reply=ReplyKind.PARTLY, text="In one force"
    )
    row = NationalSending.objects.get()
    assert (row.receipt_on, row.receipt_note) == (SENT + DAY, "Acknowledged")
    assert (row.reply_on, row.reply, row.reply_text) == (TODAY, ReplyKind.PARTLY, "In one force")
    assert CaseEvent.objects.get(kind=Event.REPLY_RECORDED).detail["reply"] == "Accepted in part"
    assert CaseEvent.objects.get(kind=Event.RECEIPT_RECORDED).on.value == SENT + DAY


def test_says_what_a_receipt_or_reply_lacks(sending: NationalSending, case: Case, cast: Cast) -> None:
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "sending": sending}
    for day, note, sentence in (
        (SENT - DAY, "x", "cannot arrive before"),
        (SENT, " ", "how you know"),
        (TODAY + DAY, "x", "in the future"),
    ):
        with pytest.raises(Incomplete, match=sentence):
            record_receipt(**said, receipt_on=day, note=note)
    for day, reply, text, sentence in (
        (SENT - DAY, ReplyKind.NOTED, "x", "older than the sending"),
        (SENT, ReplyKind.NONE, "x", "Choose what they say"),
        (SENT, ReplyKind.NOTED, " ", "what the reply says"),
        (TODAY + DAY, ReplyKind.NOTED, "x", "in the future"),
    ):
        with pytest.raises(Incomplete, match=sentence):
            record_reply(**said, reply_on=day, reply=reply, text=text)
    assert NationalSending.objects.get().reply_on is None


def test_is_sent_to_somebody_on_a_day_that_has_come(case: Case, cast: Cast, recommendation: Recommendation) -> None:
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "recommendation": recommendation}
    with pytest.raises(Incomplete, match="to whom"):
        send_recommendation(**said, addressee=" ", sent_on=TODAY)
    with pytest.raises(Incomplete, match="in the future"):
        send_recommendation(**said, addressee="Home Office", sent_on=TODAY + DAY)


def test_is_the_coordinators(sending: NationalSending, case: Case, cast: Cast, recommendation: Recommendation) -> None:
    for person in (cast.csp_chair, cast.independent_chair, cast.action_owner):
        with pytest.raises(NotPermitted):
            send_recommendation(
                case=case, by=person, recommendation=recommendation, addressee="Home Office", sent_on=TODAY
            )
        with pytest.raises(NotPermitted):
            record_receipt(case=case, by=person, sending=sending, receipt_on=TODAY, note="x")
        with pytest.raises(NotPermitted):
            record_reply(case=case, by=person, sending=sending, reply_on=TODAY, reply=ReplyKind.NOTED, text="x")


def test_is_not_sent_before_the_report_is_cleared(case: Case, cast: Cast, recommendation: Recommendation) -> None:
    stand_at(case, Stage.SUBMITTED)
    with pytest.raises(NotNow):
        send_recommendation(
            case=case, by=cast.coordinator, recommendation=recommendation, addressee="Home Office", sent_on=TODAY
        )


def test_takes_a_reply_after_the_case_is_closed(sending: NationalSending, case: Case, cast: Cast) -> None:
    """Departments answer when they answer."""
    stand_at(case, Stage.CLOSED)
    record_reply(
        case=case, by=cast.coordinator, sending=sending, reply_on=TODAY, reply=ReplyKind.REJECTED, text="No money"
    )
    assert NationalSending.objects.get().reply == ReplyKind.REJECTED


def test_belongs_to_its_case(
    sending: NationalSending, other_case: Case, cast: Cast, recommendation: Recommendation
) -> None:
    stand_at(other_case, Stage.PUBLISHED)
    join_team(by=cast.administrator, to=cast.outsider, partnership=other_case.lead_csp, role=Role.COORDINATOR)
    said: dict[str, Any] = {"case": other_case, "by": cast.outsider}
    with pytest.raises(Incomplete, match="another case"):
        send_recommendation(**said, recommendation=recommendation, addressee="Home Office", sent_on=TODAY)
    with pytest.raises(Incomplete, match="another case"):
        record_receipt(**said, sending=sending, receipt_on=TODAY, note="x")
    with pytest.raises(Incomplete, match="another case"):
        grade_recommendation(**said, recommendation=recommendation, strength=Strength.WEAK)


def test_is_graded_by_who_runs_the_panel(case: Case, cast: Cast, recommendation: Recommendation) -> None:
    stand_at(case, Stage.DRAFTING)
    grade_recommendation(case=case, by=cast.independent_chair, recommendation=recommendation, strength=Strength.STRONG)
    assert Recommendation.objects.get().strength == Strength.STRONG
    assert CaseEvent.objects.get(kind=Event.RECOMMENDATION_GRADED).detail["strength"] == Strength.STRONG.label
    with pytest.raises(NotPermitted):
        grade_recommendation(case=case, by=cast.csp_chair, recommendation=recommendation, strength=Strength.WEAK)


def test_leaves_nothing_behind_when_the_event_fails(
    sending: NationalSending, case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Recording, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        record_receipt(case=case, by=cast.coordinator, sending=sending, receipt_on=TODAY, note="x")
    assert NationalSending.objects.get().receipt_on is None
