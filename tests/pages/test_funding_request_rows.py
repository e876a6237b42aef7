"""What do the lists of requests and the page of one say in every state: how late, who is next, what may be done?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.models import Agreement, FundingModel, FundingRequest, FundingRound, ModelVersion, RequestMessage
from funding.terms import AgreementState, Answer, RequestState
from funding.verbs import FundingVerb
from funding.views.request_rows import (
    acts_for,
    answer_of,
    contribution_of,
    due_cell,
    facts_about,
    is_late,
    messages_of,
    next_step_of,
)
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, body

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ONE_DAY = datetime.timedelta(days=1)
SHARE = 500_000
R, V = RequestState, FundingVerb
WITH_PARTNER = (R.ASKED, R.PLEDGED)
OPEN = (R.ASKED, R.QUESTIONED, R.ANSWERED, R.PLEDGED)


def request_to(cast: Cast, who: Organisation | None = None, **facts: Any) -> FundingRequest:
    told = {"year": YEAR.start, "asked_on": TODAY, "amount_pence": SHARE, **facts}
    with change("Test", None):
        made: FundingRequest = FundingRequest.objects.create(
            partnership=cast.partnership, organisation=who or cast.police, **told
        )
    return made


def due_in(days: int) -> datetime.date:
    return TODAY + days * ONE_DAY


def as_written(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"


def page(client: Client, cast: Cast) -> Any:
    client.force_login(cast.auditor)
    return client.get(reverse("funding_requests", args=[cast.partnership.code, "2026-27"])).context


def texts(rows: list[Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in rows]


# how late


@pytest.mark.parametrize(
    ("days", "words", "tag"),
    [
        (-9, ", 9 days late", "overdue"), (-1, ", 1 day late", "overdue"), (0, ", today", "due_soon"),
        (1, ", in 1 day", "due_soon"), (7, ", in 7 days", "due_soon"), (8, "", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("state", WITH_PARTNER)
def test_says_how_far_off_the_day_is_while_the_body_is_to_answer(
    cast: Cast, state: RequestState, days: int, words: str, tag: str | None
) -> None:
    asked = request_to(cast, state=state, due_on=due_in(days))
    cell = due_cell(asked)
    assert (cell["text"], cell.get("state")) == (f"{as_written(due_in(days))}{words}", tag)
    assert is_late(asked) is (days < 0)


@pytest.mark.parametrize("state", [state for state in R if state not in WITH_PARTNER])
@pytest.mark.parametrize("days", [-9, 0, 9])
def test_calls_nothing_late_that_the_body_has_answered_asked_about_or_been_let_off(
    cast: Cast, state: RequestState, days: int
) -> None:
    asked = request_to(cast, state=state, due_on=due_in(days))
    assert due_cell(asked) == {"text": as_written(due_in(days))}
    assert not is_late(asked)
    assert fact(asked, "Answer due on") == as_written(due_in(days))


@pytest.mark.parametrize("state", R)
def test_is_late_with_nothing_that_has_no_day(cast: Cast, state: RequestState) -> None:
    asked = request_to(cast, state=state)
    assert (due_cell(asked), is_late(asked)) == ({"text": ""}, False)


# the figures above the lists


@pytest.mark.parametrize(
    ("states", "late", "ours"),
    [
        ([], ("0", "done"), ("0", "done")),
        ([(R.ASKED, 3)], ("0", "done"), ("0", "done")),
        ([(R.ASKED, -1)], ("1", "overdue"), ("0", "done")),
        ([(R.PLEDGED, -1), (R.ASKED, -2), (R.ASKED, 0)], ("2", "overdue"), ("0", "done")),
        ([(R.QUESTIONED, -5)], ("0", "done"), ("1", "due_soon")),
        ([(R.ANSWERED, -5), (R.QUESTIONED, 5), (R.ASKED, -5)], ("1", "overdue"), ("2", "due_soon")),
        ([(R.CLOSED, -5), (R.WITHDRAWN, -5)], ("0", "done"), ("0", "done")),
    ],
)
def test_counts_what_is_late_and_what_waits_for_us(
    client: Client,
    cast: Cast,
    states: list[tuple[RequestState, int]],
    late: tuple[str, str],
    ours: tuple[str, str],
) -> None:
    for number, (state, days) in enumerate(states):
        request_to(cast, body(f"Council {number}"), state=state, due_on=due_in(days))
    figures = {figure["label"]: figure for figure in page(client, cast)["figures"]}
    assert figures["Open in all years"]["value"] == str(sum(state in OPEN for state, _ in states))
    assert (figures["Late"]["value"], figures["Late"]["state"]) == late
    assert (figures["Waiting for us"]["value"], figures["Waiting for us"]["state"]) == ours


@pytest.mark.parametrize(
    ("sums", "label", "value"),
    [
        ((), "Asked for", "£0"),
        ((SHARE, 1), "Asked for", "£5,000.01"),
        ((SHARE, None), "Asked for, without 1 not stated", "£5,000"),
        ((None, None, 0), "Asked for, without 2 not stated", "£0"),
    ],
)
def test_adds_up_what_is_asked_and_counts_what_is_not_stated(
    client: Client, cast: Cast, sums: tuple[int | None, ...], label: str, value: str
) -> None:
    for number, pence in enumerate(sums):
        request_to(cast, body(f"Council {number}"), amount_pence=pence, year=YEAR.start + number)
    request_to(cast, body("Settled"), amount_pence=9_900_000, state=R.CLOSED)
    figure = page(client, cast)["figures"][-1]
    assert (figure["label"], figure["value"]) == (label, value)


# the lists


@pytest.mark.parametrize("state", R)
def test_lists_a_request_of_the_year_as_open_or_closed_and_of_another_on_the_forward_plan(
    client: Client, cast: Cast, state: RequestState
) -> None:
    here = request_to(cast, cast.police, state=state, qualifier="about", closed_on=TODAY, chased_on=TODAY)
    request_to(cast, cast.health, state=state, year=YEAR.next.start, amount_pence=None)
    found = page(client, cast)
    label = here.get_state_display()
    is_open = state in OPEN
    about = [str(cast.police), "about £5,000"]
    assert texts(found["open_rows"]) == ([[*about, "", label, as_written(TODAY)]] if is_open else [])
    assert texts(found["closed_rows"]) == ([] if is_open else [[*about, label, as_written(TODAY)]])
    plan = [[str(cast.health), "2027/28", "not stated", "", label]]
    assert texts(found["plan_rows"]) == (plan if is_open else [])


def test_tells_the_outcome_of_a_closed_request_and_that_none_was_chased(client: Client, cast: Cast) -> None:
    request_to(cast, state=R.CLOSED, outcome="Confirmed £5,000", closed_on=TODAY)
    request_to(cast, cast.health)
    found = page(client, cast)
    assert texts(found["closed_rows"])[0][2] == "Confirmed £5,000"
    assert texts(found["open_rows"])[0][4] == "not yet"


def give_in_kind(row: Agreement) -> None:
    with change("Test", None):
        row.is_in_kind, row.in_kind_description = True, "A room"
        row.save()


@pytest.mark.parametrize(
    ("pence", "is_in_kind", "told"),
    [(SHARE, False, "£5,000"), (None, False, "not stated"), (None, True, "in kind"), (SHARE, True, "£5,000")],
)
def test_names_who_was_never_asked_and_its_share(
    client: Client, cast: Cast, pence: int | None, is_in_kind: bool, told: str
) -> None:
    row = agreement(cast.partnership, cast.police, pence)
    if is_in_kind:
        give_in_kind(row)
    agreement(cast.partnership, cast.health, SHARE, state=AgreementState.PLEDGED)
    agreement(cast.partnership, cast.refuge, SHARE, year=FinancialYear(2025))
    assert texts(page(client, cast)["unasked_rows"]) == [[str(cast.police), told, "no model"]]
    request_to(cast, agreement=row)
    assert page(client, cast)["unasked_rows"] == []


@pytest.mark.parametrize(("closed_on", "told"), [(None, "open"), (TODAY, f"closed on {as_written(TODAY)}")])
def test_counts_in_a_round_who_was_asked_who_is_open_and_who_confirmed(
    client: Client, cast: Cast, closed_on: datetime.date | None, told: str
) -> None:
    model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
    version = ModelVersion.objects.create(model=model, number=1, first_year=YEAR.start)
    with change("Test", None):
        asking: FundingRound = FundingRound.objects.create(
            partnership=cast.partnership, year=YEAR.start, version=version, started_on=TODAY, due_on=due_in(5),
            closed_on=closed_on,
        )  # fmt: skip
    states = {R.ASKED: "asked", R.PLEDGED: "pledged", R.CLOSED: "confirmed", R.WITHDRAWN: "asked"}
    for number, (state, agreed) in enumerate(states.items()):
        owed = agreement(cast.partnership, body(f"Council {number}"), SHARE, state=AgreementState(agreed))
        request_to(cast, owed.organisation, state=state, agreement=owed, round=asking)
    (shown,) = page(client, cast)["rounds"]
    days = [as_written(TODAY), as_written(due_in(5))]
    assert texts(shown["rows"]) == [[str(version), *days, "4", "2", "1", told]]
    assert shown["offers"] == []


# one request


def fact(asked: FundingRequest, label: str) -> object:
    return {row["label"]: row["value"] for row in facts_about(asked)}.get(label)


def test_says_where_it_was_decided_as_far_as_that_is_recorded(cast: Cast) -> None:
    day = datetime.date(2026, 3, 24)
    assert fact(request_to(cast, meeting="Board", met_on=day, minute="58"), "Decided at") == (
        "Board, 24 March 2026, minute 58"
    )
    assert fact(request_to(cast, cast.health, met_on=day), "Decided at") == "24 March 2026"
    assert fact(request_to(cast, cast.refuge), "Decided at") == ""


@pytest.mark.parametrize(("outcome", "told"), [("", None), ("Declined", "Declined")])
def test_tells_the_outcome_once_there_is_one(cast: Cast, outcome: str, told: str | None) -> None:
    asked = request_to(cast, outcome=outcome)
    assert fact(asked, "Outcome") == told
    assert fact(asked, "Last reminded on") == "not yet"


ALLOWED = {
    R.ASKED: [V.CHASE, V.RECORD_ANSWER, V.WITHDRAW_REQUEST],
    R.QUESTIONED: [V.REPLY, V.RECORD_ANSWER, V.WITHDRAW_REQUEST],
    R.ANSWERED: [V.APPROVE_ANSWER, V.SEND_BACK_ANSWER, V.WITHDRAW_REQUEST],
    R.PLEDGED: [V.CHASE, V.RECORD_ANSWER, V.WITHDRAW_REQUEST],
    R.CLOSED: [V.ASK_AGAIN],
    R.WITHDRAWN: [V.ASK_AGAIN],
}


@pytest.mark.parametrize(("state", "verbs"), ALLOWED.items())
def test_offers_what_the_state_allows_and_no_decision_to_who_gave_the_answer(
    cast: Cast, state: RequestState, verbs: list[FundingVerb]
) -> None:
    asked = request_to(cast, state=state, answered_by=cast.coordinator)
    assert acts_for(asked, cast.finance_officer) == verbs
    deciding = {V.APPROVE_ANSWER, V.SEND_BACK_ANSWER}
    assert acts_for(asked, cast.coordinator) == [verb for verb in verbs if verb not in deciding]


@pytest.mark.parametrize(
    ("state", "begins"),
    [
        (R.ASKED, "Testshire Police is to answer."),
        (R.PLEDGED, "Testshire Police is to answer."),
        (R.QUESTIONED, "Testshire Police waits for a reply"),
        (R.ANSWERED, "Somebody who did not give or record the answer has to approve it"),
        (R.CLOSED, "Nothing is awaited."),
        (R.WITHDRAWN, "Nothing is awaited."),
    ],
)
def test_says_who_acts_next_in_every_state(cast: Cast, state: RequestState, begins: str) -> None:
    assert next_step_of(request_to(cast, state=state)).startswith(begins)


@pytest.mark.parametrize("state", R)
def test_tells_what_an_answer_would_write_only_while_it_waits(cast: Cast, state: RequestState) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    asked = request_to(
        cast, state=state, agreement=owed, answer=Answer.CONFIRM, answered_pence=SHARE, answered_on=TODAY,
        answered_by=cast.funding_contact,
    )  # fmt: skip
    told = {row["label"]: row["value"] for row in answer_of(asked)}
    written = told.pop("Writes into the ledger", None)
    assert written == ("Pledge £5,000; Confirmation £5,000" if state is R.ANSWERED else None)
    assert told == {
        "Answer": "We will pay the whole sum", "Sum": "£5,000", "Asked for": "£5,000", "Reason": "none given",
        "Order number": "none given", "Given or recorded by": f"Funding Contact, {as_written(TODAY)}",
    }  # fmt: skip


def test_says_nothing_of_an_answer_that_was_not_given(cast: Cast) -> None:
    assert answer_of(request_to(cast)) == []


def test_tells_the_share_behind_a_request_and_what_the_ledger_holds(cast: Cast) -> None:
    without = contribution_of(request_to(cast))
    assert (without["share"], without["agreement"]) == ("not stated", None)
    owed = agreement(cast.partnership, cast.health, SHARE)
    found = contribution_of(request_to(cast, cast.health, agreement=owed))
    assert (found["share"], found["agreement"]) == ("£5,000", owed)


def test_keeps_apart_who_said_what_oldest_first(cast: Cast) -> None:
    asked = request_to(cast)
    with change("Test", None):
        for by, text, is_from_partner in (
            (cast.funding_contact, "Which reviews?", True), (cast.coordinator, "The two of spring.", False),
        ):  # fmt: skip
            RequestMessage.objects.create(request=asked, by=by, text=text, is_from_partner=is_from_partner)
    assert [(each["title"], each["by"], each["text"]) for each in messages_of(asked)] == [
        ("Question of the partner", "Funding Contact", "Which reviews?"),
        ("From the partnership", "Coordinator", "The two of spring."),
    ]
