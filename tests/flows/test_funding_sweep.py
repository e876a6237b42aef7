"""Does a lost wake-up about money come back, is a body reminded in time, and is each person told once and no more?"""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.models import Notice, User
from dhr_cases.models.history import change
from dhr_cases.notices import NOTICES, Kind, held_back
from dhr_cases.roles import Role
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.actions.requests import (
    answer,
    approve_answer,
    ask,
    ask_again,
    question,
    reply,
    send_back_answer,
    withdraw_request,
)
from funding.actions.rounds import start_round
from funding.models import FundingEvent, FundingRequest
from funding.terms import Answer, RequestState
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.flows.test_funding_flows import nodes_of, request_to, round_, stand_in
from tests.money import YEAR
from workflows.following_funding import FOLLOWED, follow_everything, follow_money, running, unattended
from workflows.messages import send_waiting
from workflows.money_notices import TOLD
from workflows.money_reminders import is_reminder_due, remind, reminder_days
from workflows.sweep import sweep

pytestmark = pytest.mark.django_db

__all__ = ["round_"]  # the fixture of the neighbouring module

SUM = 500_000
Told = set[tuple[str, User]]


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """A request made through its act, of which everybody has been told."""
    request = ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR, amount_pence=SUM),
    )
    follow_money(request)
    Notice.objects.all().delete()
    return request


def told() -> Told:
    return {(notice.kind, notice.to) for notice in Notice.objects.select_related("to")}


def said(request: FundingRequest, by: User, what: Answer = Answer.CONFIRM) -> None:
    answer(request=request, by=by, answer=what, reason="" if what is Answer.CONFIRM else "No budget is left.")


def days(count: int) -> datetime.timedelta:
    return datetime.timedelta(days=count)


def test_repeats_a_wake_up_that_was_lost(asked: FundingRequest) -> None:
    stand_in(asked, RequestState.ANSWERED)
    sweep(timezone.localdate())
    assert nodes_of(asked) == ["approve"]


def test_starts_what_was_never_started(cast: Cast) -> None:
    request = request_to(cast, cast.health)
    sweep(timezone.localdate())
    assert nodes_of(request) == ["answer"]


def test_ends_the_flow_of_a_request_closed_unseen(asked: FundingRequest) -> None:
    stand_in(asked, RequestState.CLOSED)
    follow_everything()
    assert nodes_of(asked) == []


def test_names_a_flow_at_which_nobody_is_waited_for(asked: FundingRequest) -> None:
    process = running(FOLLOWED[FundingRequest], asked.pk)
    assert process is not None
    assert unattended() == []
    Task.objects.filter(process_id=process.pk, finished=None).update(status="CANCELED")
    assert unattended() == [f"request {asked.pk}"]
    assert sweep(timezone.localdate()).idle == (f"request {asked.pk}",)


@pytest.mark.django_db(transaction=True)
def test_follows_every_act_once_it_is_committed(cast: Cast) -> None:
    request = ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR, amount_pence=SUM),
    )
    met = [nodes_of(request)]
    question(request=request, by=cast.funding_contact, text="What does it pay for?")
    met.append(nodes_of(request))
    reply(request=request, by=cast.coordinator, text="Two reviews.")
    met.append(nodes_of(request))
    said(request, cast.funding_contact)
    met.append(nodes_of(request))
    approve_answer(request=request, by=cast.csp_chair)
    met.append(nodes_of(request))
    assert met == [["answer"], ["reply"], ["answer"], ["approve"], []]


# ---- who is told


def test_tells_the_body_when_it_is_asked(cast: Cast) -> None:
    ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR, amount_pence=SUM),
    )
    assert told() == {(Kind.MONEY_ASKED, cast.funding_contact)}


def test_tells_nobody_of_a_request_to_a_body_without_a_contact(cast: Cast) -> None:
    asking = Asking(organisation=cast.health, year=YEAR, amount_pence=SUM)
    ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking)
    assert told() == set()


def test_tells_those_who_approve_of_an_answer(cast: Cast, asked: FundingRequest) -> None:
    said(asked, cast.funding_contact)
    assert told() == {(Kind.MONEY_ANSWERED, cast.finance_officer), (Kind.MONEY_ANSWERED, cast.csp_chair)}


def test_tells_those_who_keep_the_money_of_a_question_and_the_body_of_the_reply(
    cast: Cast, asked: FundingRequest
) -> None:
    question(request=asked, by=cast.funding_contact, text="Why so much?")
    assert told() == {(Kind.MONEY_QUESTIONED, cast.finance_officer), (Kind.MONEY_QUESTIONED, cast.coordinator)}
    Notice.objects.all().delete()
    reply(request=asked, by=cast.finance_officer, text="Three reviews began.")
    assert told() == {(Kind.MONEY_REPLIED, cast.funding_contact)}


def test_tells_the_body_what_became_of_its_answer(cast: Cast, asked: FundingRequest) -> None:
    said(asked, cast.funding_contact)
    send_back_answer(request=asked, by=cast.csp_chair, reason="Wrong year.")
    assert (Kind.MONEY_SENT_BACK, cast.funding_contact) in told()
    said(asked, cast.funding_contact)
    approve_answer(request=asked, by=cast.csp_chair)
    assert (Kind.MONEY_ENDED, cast.funding_contact) in told()


def test_tells_every_body_that_an_annual_round_asks(cast: Cast) -> None:
    """One act asks all; each contact hears of its own request, a body without a contact of none."""
    version = draft_model(
        partnership=cast.partnership, by=cast.coordinator, name="Reviews",
        draft=ModelDraft(
            first_year=YEAR.start, parties=[cast.police, cast.health], why="Agreed in March",
            rules=[{"type": "fixed", "party": body.code, "amount_pence": SUM} for body in (cast.police, cast.health)],
        ),
    )  # fmt: skip
    adopt_model(version=version, by=cast.csp_chair)
    start_round(year=YEAR, version=version, by=cast.finance_officer)
    assert FundingRequest.objects.count() == 2
    assert told() == {(Kind.MONEY_ASKED, cast.funding_contact)}


def test_tells_the_body_of_a_withdrawal_and_of_being_asked_again(cast: Cast, asked: FundingRequest) -> None:
    withdraw_request(request=asked, by=cast.finance_officer, reason="Asked too early.")
    ask_again(request=asked, by=cast.finance_officer)
    assert told() == {(Kind.MONEY_ENDED, cast.funding_contact), (Kind.MONEY_ASKED, cast.funding_contact)}


def test_tells_nobody_twice_while_the_first_message_still_waits(cast: Cast, asked: FundingRequest) -> None:
    for _ in range(2):
        question(request=asked, by=cast.funding_contact, text="Why so much?")
        stand_in(asked, RequestState.ASKED)
    assert Notice.objects.filter(to=cast.coordinator).count() == 1


def test_tells_nobody_of_what_is_taken_in_from_elsewhere(cast: Cast) -> None:
    with held_back():
        asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SUM)
        ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking)
    assert told() == set()


def test_tells_no_sum_and_no_body_in_a_message(cast: Cast, asked: FundingRequest) -> None:
    said(asked, cast.funding_contact)
    remind_now(asked)
    send_waiting()
    sent = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert sent
    for fact in ("5,000", "£", str(cast.police), "2026/27", "confirm"):
        assert fact not in sent


@pytest.mark.parametrize("verb", TOLD)
def test_has_words_for_every_message_of_money(verb: FundingVerb) -> None:
    row = NOTICES[TOLD[verb].kind]
    assert row.subject
    assert row.text
    assert (row.to == (Role.FUNDING_CONTACT,)) is (TOLD[verb].to.value == "answer_funding")


def test_leads_from_the_message_to_the_request(cast: Cast, asked: FundingRequest) -> None:
    remind_now(asked)
    notice = Notice.objects.get(to=cast.funding_contact)
    place = [cast.partnership.code, cast.police.code, "2026-27", asked.pk]
    assert notice.path == reverse("my_funding_request", args=place)


# ---- when a body is reminded


def remind_now(request: FundingRequest) -> int:
    assert request.due_on is not None
    return remind(request.due_on)


DUE = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("last", "today", "is_due"),
    [
        (-28, -8, False),  # asked, a week and a day before
        (-28, -7, True),  # a week before
        (-7, -6, False),  # reminded yesterday
        (-7, -1, False),
        (-7, 0, True),  # on the day
        (0, 6, False),
        (0, 7, True),  # a week late
        (7, 13, False),
        (7, 14, True),  # two weeks late
        (-7, 3, True),  # the night of the day itself was missed
        (-28, 40, True),  # nobody swept for weeks
        (-3, -2, False),  # asked for an answer within three days
        (-3, 0, True),
    ],
)
def test_reminds_before_the_day_on_it_and_every_week_after(last: int, today: int, is_due: bool) -> None:
    assert is_reminder_due(DUE, DUE + days(last), DUE + days(today)) is is_due


def test_counts_the_days_of_reminders_up_to_today() -> None:
    assert reminder_days(DUE, DUE + days(15)) == [DUE + days(gap) for gap in (-7, 0, 7, 14)]


def test_reminds_once_a_day_and_notes_it_in_the_history(cast: Cast, asked: FundingRequest) -> None:
    assert (remind_now(asked), remind_now(asked)) == (1, 0)
    asked.refresh_from_db()
    assert asked.chased_on == asked.due_on
    event = FundingEvent.objects.get(kind=FundingVerb.CHASE)
    assert (event.by, event.subject_id) == (None, asked.pk)
    assert told() == {(Kind.MONEY_REMINDED, cast.funding_contact)}


@pytest.mark.parametrize("state", [RequestState.QUESTIONED, RequestState.ANSWERED, RequestState.CLOSED])
def test_does_not_remind_while_the_body_is_not_the_one_to_act(asked: FundingRequest, state: RequestState) -> None:
    stand_in(asked, state)
    assert remind_now(asked) == 0


def test_reminds_of_a_pledge_that_is_not_confirmed(asked: FundingRequest) -> None:
    stand_in(asked, RequestState.PLEDGED)
    assert remind_now(asked) == 1


def test_does_not_claim_to_have_reminded_a_body_without_a_contact(cast: Cast) -> None:
    request = request_to(cast, cast.health)
    assert remind_now(request) == 0
    assert not FundingEvent.objects.filter(kind=FundingVerb.CHASE).exists()


def test_does_not_remind_where_no_day_was_set(asked: FundingRequest) -> None:
    with change("Test", None):
        asked.due_on = None
        asked.save()
    assert remind(timezone.localdate() + days(400)) == 0


@pytest.mark.parametrize("differs", ["kind", "to", "path", "sent_at"])
def test_tells_a_person_though_another_message_waits(cast: Cast, asked: FundingRequest, differs: str) -> None:
    """Only the same message to the same person about the same page, not sent yet, stands for the next one."""
    question(request=asked, by=cast.funding_contact, text="Why so much?")
    stand_in(asked, RequestState.ASKED)
    waits = Notice.objects.get(to=cast.coordinator)
    Notice.objects.exclude(pk=waits.pk).delete()
    other = {"kind": Kind.MONEY_ASKED, "to": cast.auditor, "path": "/elsewhere/", "sent_at": timezone.now()}
    Notice.objects.filter(pk=waits.pk).update(**{differs: other[differs]})
    question(request=asked, by=cast.funding_contact, text="And why now?")
    told_now = Notice.objects.filter(kind=Kind.MONEY_QUESTIONED, to=cast.coordinator, path=waits.path, sent_at=None)
    assert told_now.count() == 1
