"""In which whole sentence is each act on contributions, requests, answers, rounds, models and successions refused?

Nothing is written by any of them.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.actions import agreements, requests
from funding.actions.agreements import Terms
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, change_model, draft_model
from funding.actions.rounds import RoundWords, close_round, start_round
from funding.actions.successions import record_succession
from funding.models import (
    Agreement,
    FundingEvent,
    FundingRequest,
    FundingRound,
    Journal,
    ModelVersion,
    Nominee,
    RequestMessage,
)
from funding.terms import AgreementState, Answer
from funding.years import year_of
from tests.conftest import Cast
from tests.money import agreement, body

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ONE_DAY = datetime.timedelta(days=1)
TOMORROW, YESTERDAY = TODAY + ONE_DAY, TODAY - ONE_DAY
YEAR = year_of(TODAY)
SHARE = 500_000
CLOSED_TODAY = f"The round was closed on {long_date(TODAY)}."
LATER = "is in the future. Enter the day on which it happened."
RULES: tuple[dict[str, object], ...] = ({"type": "remainder", "party": "test-police"},)


@dataclass(frozen=True)
class Asked:
    """Requests in every state, each to a body of its own, a round that is closed, a version in force and a draft."""

    cast: Cast
    open: FundingRequest
    questioned: FundingRequest
    answered: FundingRequest
    closed: FundingRequest
    version: ModelVersion
    draft: ModelVersion
    round: FundingRound
    ended: Agreement
    declined: Organisation


def asked(cast: Cast, organisation: Organisation, **more: Any) -> FundingRequest:
    """A request of the coordinator for £5,000 of this year."""
    told = {"year": YEAR, "amount_pence": SHARE, "why": "Two reviews", **more}
    asking = Asking(organisation=organisation, **told)
    return requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def recorded(request: FundingRequest, cast: Cast, **more: Any) -> FundingRequest:
    """An answer given elsewhere, by default to confirm, recorded by the coordinator."""
    told = {"answer": Answer.CONFIRM, "given_on": TODAY, "source": "E-mail", **more}
    return requests.record_answer(request=request, by=cast.coordinator, **told)


@pytest.fixture
def world(cast: Cast) -> Asked:
    own, chair = cast.partnership, cast.csp_chair
    made = [asked(cast, body(name)) for name in ("Fire", "Probation", "Schools")]
    first = asked(cast, cast.police)
    with_partner = asked(cast, cast.health)
    requests.question(request=first, by=cast.funding_contact, text="Which two?")
    recorded(made[0], cast)
    recorded(made[1], cast, answer=Answer.DECLINE, reason="Savings")
    requests.approve_answer(request=made[1], by=chair)
    drafted: dict[str, Any] = {"partnership": own, "by": cast.coordinator, "name": "Shared cost"}
    said = ModelDraft(first_year=YEAR.start, parties=[cast.police], rules=RULES)
    version = adopt_model(version=draft_model(draft=said, **drafted), by=chair)
    draft = draft_model(draft=ModelDraft(first_year=YEAR.next.start), **drafted)
    round_ = FundingRound.objects.create(
        partnership=own, year=YEAR.start, version=version, started_on=TODAY, due_on=TODAY, closed_on=TODAY
    )
    ended = agreement(own, body("Trust"), SHARE, state=AgreementState.ENDED, year=YEAR)
    return Asked(cast, with_partner, first, made[0], made[1], version, draft, round_, ended, made[1].organisation)


Refused = tuple[Callable[[Asked], object], type[ReviewError], str]


def proposed(world: Asked, organisation: Organisation | None = None, **terms: Any) -> object:
    """A contribution of the refuge, or of the body named, written down."""
    return agreements.propose_agreement(
        partnership=world.cast.partnership, by=world.cast.coordinator, year=YEAR, terms=Terms(**terms),
        organisation=organisation or world.cast.refuge,
    )  # fmt: skip


def corrected(world: Asked, row: Agreement, reason: str = "Minute 4", **terms: Any) -> object:
    """A contribution corrected."""
    return agreements.change_agreement(agreement=row, by=world.cast.coordinator, terms=Terms(**terms), reason=reason)


def stopped(
    world: Asked, organisation: Organisation, reason: str = "Savings", decided: datetime.date = TODAY
) -> object:
    """A body that stops paying from today."""
    return agreements.record_withdrawal(
        partnership=world.cast.partnership, by=world.cast.coordinator, organisation=organisation, decided_on=decided,
        effective_on=TODAY, reason=reason,
    )  # fmt: skip


CONTRIBUTIONS: list[Refused] = [
    (lambda w: proposed(w, amount_pence=-1), Incomplete, "A contribution is never below nil."),
    (lambda w: proposed(w, in_kind_value_pence=1), Incomplete,
     "Say what is given in kind before you put a value on it."),
    (lambda w: proposed(w, in_kind="A room", in_kind_value_pence=-1), Incomplete,
     "A value in kind is never below nil."),
    (lambda w: proposed(w, amount_pence=-1, in_kind_value_pence=-1), Incomplete,
     "A contribution is never below nil. Say what is given in kind before you put a value on it. A value in kind is "
     "never below nil."),
    (lambda w: proposed(w, w.cast.police), NotNow,
     f"Testshire Police has a contribution for {YEAR} already. Correct that one."),
    (lambda w: proposed(w, body("Old Trust", ends_on=YEAR.first - ONE_DAY)), NotNow,
     f"Old Trust ended on 31 March {YEAR.start}, before {YEAR}."),
    (lambda w: corrected(w, w.ended, " "), Incomplete, "Say why the contribution is corrected."),
    (lambda w: corrected(w, w.ended), NotNow,
     "The body has ended and its contribution with it. Correct its successors'."),
    (lambda w: stopped(w, w.cast.police, " "), Incomplete,
     "Say why, in the partner's own words where there are any."),
    (lambda w: stopped(w, w.cast.police, decided=TOMORROW), Incomplete, f"The day of the decision {LATER}"),
    (lambda w: stopped(w, w.declined), NotNow, f"Probation has declined, withdrawn or ended already from {YEAR} on."),
]  # fmt: skip  # one refusal after another: the act, the kind of refusal, its sentence


def again(world: Asked, request: FundingRequest, **more: Any) -> object:
    """A request opened once more."""
    return requests.ask_again(request=request, by=world.cast.coordinator, **more)


STANDS_AT = "No answer waits for approval: the request stands at"
OVER = "The day for the answer is over. Choose a later day."
REQUESTS: list[Refused] = [
    (lambda w: asked(w.cast, w.cast.police), NotNow,
     f"Testshire Police, {YEAR}: a request is open already. Wait for its answer, or withdraw it first."),
    (lambda w: asked(w.cast, w.cast.refuge, amount_pence=0, due_on=YESTERDAY), Incomplete,
     f"Ask for a sum above nil, or for none. {OVER}"),
    (lambda w: asked(w.cast, w.cast.refuge, met_on=TOMORROW), Incomplete, f"The day of the meeting {LATER}"),
    (lambda w: asked(w.cast, body("Old Trust", ends_on=YEAR.first - ONE_DAY)), NotNow,
     f"Old Trust ended on 31 March {YEAR.start}. Ask the body that came after it."),
    (lambda w: requests.chase(request=w.questioned, by=w.cast.coordinator), NotNow,
     "The partner is not the one to act: the request stands at “The partner asks a question”."),
    (lambda w: requests.withdraw_request(request=w.open, by=w.cast.coordinator, reason=" "), Incomplete,
     "Say why the request is withdrawn."),
    (lambda w: requests.withdraw_request(request=w.closed, by=w.cast.coordinator, reason="No"), NotNow,
     "The request stands at “Answered”. From there it goes to “With the partner”."),
    (lambda w: again(w, w.open), NotNow, "The request is still open. Send a reminder instead."),
    (lambda w: again(w, w.answered), NotNow, "The request is still open. Send a reminder instead."),
    (lambda w: again(w, w.closed, amount_pence=0), Incomplete, "Ask for a sum above nil, or for none."),
    (lambda w: again(w, w.closed, due=YESTERDAY), Incomplete, OVER),
    (lambda w: requests.question(request=w.questioned, by=w.cast.funding_contact, text="Again?"), NotNow,
     "The request stands at “The partner asks a question”. From there it goes to “With the partner” or “Answered, "
     "waiting for approval” or “Withdrawn”."),
    (lambda w: requests.question(request=w.open, by=w.cast.funding_contact, text="Why?"), NotPermitted,
     "You do not answer for Testshire NHS Trust here. Ask the coordinator."),
    (lambda w: requests.reply(request=w.open, by=w.cast.coordinator, text="Two"), NotNow,
     "No question of the partner waits for a reply."),
    (lambda w: requests.reply(request=w.questioned, by=w.cast.coordinator, text=" "), Incomplete,
     "Write the words of the message."),
    (lambda w: requests.answer(request=w.open, by=w.cast.funding_contact, answer=Answer.CONFIRM), NotPermitted,
     "You do not answer for Testshire NHS Trust here. Ask the coordinator."),
    (lambda w: requests.answer(request=w.questioned, by=w.cast.funding_contact, answer=Answer.DECLINE), Incomplete,
     "Say why you will not pay."),
    (lambda w: requests.answer(request=w.questioned, by=w.cast.funding_contact, answer=Answer.PLEDGE,
                               amount_pence=0), Incomplete,
     "Say how much, in pounds above nil."),
    (lambda w: recorded(w.open, w.cast, given_on=TOMORROW), Incomplete, f"The day of the answer {LATER}"),
    (lambda w: recorded(w.open, w.cast, source=" "), Incomplete,
     "Say where the answer was given: which letter, e-mail or meeting."),
    (lambda w: recorded(w.open, w.cast, amount_pence=SHARE - 1, reason="Less"), Incomplete,
     "£5,000 can be confirmed. Less than that is a pledge of a part: choose that answer."),
    (lambda w: recorded(w.open, w.cast, answer=Answer.PLEDGE, amount_pence=SHARE - 1), Incomplete,
     "You were asked for £5,000. Say why it differs."),
    (lambda w: recorded(w.open, w.cast, amount_pence=SHARE + 1), Incomplete,
     "You were asked for £5,000. Say why it differs."),
    (lambda w: recorded(w.answered, w.cast), NotNow,
     "An answer is already here and waits for approval. It can be sent back by who approves."),
    (lambda w: recorded(w.closed, w.cast), NotNow,
     "The request is closed. It can be answered again once the partner is asked again."),
    (lambda w: requests.approve_answer(request=w.open, by=w.cast.csp_chair), NotNow,
     f"{STANDS_AT} “With the partner”."),
    (lambda w: requests.send_back_answer(request=w.closed, by=w.cast.csp_chair, reason="No"), NotNow,
     f"{STANDS_AT} “Answered”."),
    (lambda w: requests.send_back_answer(request=w.answered, by=w.cast.csp_chair, reason=" "), Incomplete,
     "Say why the answer is sent back."),
]  # fmt: skip


def drafted(world: Asked, name: str = "Another", **more: Any) -> object:
    """A version of a model drafted."""
    draft = ModelDraft(**{"first_year": YEAR.start, **more})
    return draft_model(partnership=world.cast.partnership, by=world.cast.coordinator, name=name, draft=draft)


def rewritten(world: Asked, version: ModelVersion, seen: str | None = None, **more: Any) -> object:
    """A draft written anew."""
    draft = ModelDraft(**{"first_year": YEAR.next.start, **more})
    return change_model(version=version, by=world.cast.coordinator, draft=draft, seen=seen)


def followed(world: Asked, *followers: Any, **more: Any) -> object:
    """The police followed by others from today."""
    told = {"effective_on": TODAY, "source": "An order", **more}
    return record_succession(
        partnership=world.cast.partnership, by=world.cast.coordinator, predecessor=world.cast.police,
        followers=followers, **told,
    )  # fmt: skip


MODELS: list[Refused] = [
    (lambda w: drafted(w, " "), Incomplete, "Say what the model is called."),
    (lambda w: drafted(w, "Shared cost"), NotNow,
     "Shared cost has a draft already. Change that one, or bring it into force first."),
    (lambda w: drafted(w, parties=[w.cast.police, w.cast.police]), Incomplete, "A partner is named twice. Keep one."),
    (lambda w: drafted(w, met_on=TOMORROW), Incomplete, f"The day of the meeting {LATER}"),
    (lambda w: rewritten(w, w.version), NotNow,
     "This version has been in force. Its rules are not edited; draft a new version instead."),
    (lambda w: rewritten(w, w.draft, seen="0"), NotNow,
     "Somebody has changed the draft since you opened this page. Look at it again."),
    (lambda w: adopt_model(version=w.version, by=w.cast.csp_chair), NotNow,
     "This version has been in force. Its rules are not edited; draft a new version instead."),
    (lambda w: adopt_model(version=w.draft, by=w.cast.csp_chair), Incomplete,
     "Add at least one rule before the version comes into force. Name the partners before it comes into force."),
    (lambda w: start_round(year=YEAR, version=w.draft, by=w.cast.coordinator), NotNow,
     "This version is a draft. The chair or finance has to bring it into force first."),
    (lambda w: start_round(year=YEAR.previous, version=w.version, by=w.cast.coordinator), NotNow,
     f"The years of this version: from {YEAR}. {YEAR.previous} is not among them."),
    (lambda w: start_round(year=YEAR.next, version=w.version, by=w.cast.coordinator, due=YESTERDAY), Incomplete,
     "The day for the answers is over. Choose a later day."),
    (lambda w: start_round(year=YEAR.next, version=w.version, by=w.cast.coordinator, words=RoundWords(met_on=TOMORROW)),
     Incomplete, f"The day of the meeting {LATER}"),
    (lambda w: start_round(year=YEAR, version=w.version, by=w.cast.coordinator), NotNow, CLOSED_TODAY),
    (lambda w: close_round(funding_round=w.round, by=w.cast.coordinator), NotNow, CLOSED_TODAY),
    (lambda w: followed(w, source=" "), Incomplete,
     "Enter where this is written: an Act, an order, a minute. Name who follows, or say that this is planned and not "
     "settled."),
    (lambda w: followed(w, is_planned=False, effective_on=TOMORROW), Incomplete,
     "Name who follows, or say that this is planned and not settled. The day is to come: say that this is planned."),
]  # fmt: skip


def written() -> tuple[int, ...]:
    """How many acts, contributions, requests, messages, rounds, versions and journals there are."""
    tables = (FundingEvent, Agreement, FundingRequest, RequestMessage, FundingRound, ModelVersion, Journal)
    return tuple(table.objects.count() for table in tables)


@pytest.mark.parametrize("refusals", [CONTRIBUTIONS, REQUESTS, MODELS], ids=["contributions", "requests", "models"])
def test_refuses_in_whole_sentences_and_writes_nothing(world: Asked, refusals: list[Refused]) -> None:
    before = written()
    for act, kind, sentence in refusals:
        with pytest.raises(ReviewError) as refused:
            act(world)
        assert (type(refused.value), str(refused.value)) == (kind, sentence)
        assert written() == before, sentence


def test_fills_in_the_sum_of_a_contribution_that_had_none_when_it_is_asked_again(cast: Cast) -> None:
    """As the first request does; a sum that stands is left alone."""
    row = asked(cast, cast.refuge, amount_pence=None)
    requests.withdraw_request(request=row, by=cast.coordinator, reason="Too early")
    requests.ask_again(request=row, by=cast.coordinator, amount_pence=SHARE, due=TODAY)
    row.refresh_from_db()
    owed = Agreement.objects.get()
    assert (owed.amount_pence, owed.state, row.amount_pence, row.due_on) == (SHARE, "asked", SHARE, TODAY)
    requests.withdraw_request(request=row, by=cast.coordinator, reason="Too early")
    requests.ask_again(request=row, by=cast.coordinator, amount_pence=1)
    owed.refresh_from_db()
    row.refresh_from_db()
    assert (owed.amount_pence, row.amount_pence, row.due_on) == (SHARE, 1, TODAY + datetime.timedelta(days=28))


def test_asks_no_body_again_that_ended_before_the_year(cast: Cast) -> None:
    row = asked(cast, cast.refuge)
    requests.withdraw_request(request=row, by=cast.coordinator, reason="Too early")
    with change("Test", None):
        cast.refuge.ends_on = YEAR.first - ONE_DAY
        cast.refuge.save()
    before = written()
    with pytest.raises(NotNow) as refused:
        requests.ask_again(request=row, by=cast.coordinator)
    told = f"Testshire Refuge ended on 31 March {YEAR.start}. Ask the body that came after it."
    assert (str(refused.value), written()) == (told, before)


def test_lets_nobody_decide_on_what_they_wrote_themselves(world: Asked) -> None:
    """Nominees who drafted, answered or recorded."""
    cast = world.cast
    Nominee.objects.create(partnership=cast.partnership, user=cast.coordinator, starts_on=TODAY)
    own = "yourself. Somebody else has to"
    told: list[tuple[Callable[[], object], str]] = [
        (
            lambda: requests.approve_answer(request=world.answered, by=cast.coordinator),
            f"You gave or recorded this answer {own} decide on it.",
        ),
        (
            lambda: requests.send_back_answer(request=world.answered, by=cast.coordinator, reason="No"),
            f"You gave or recorded this answer {own} decide on it.",
        ),
        (
            lambda: adopt_model(version=world.draft, by=cast.coordinator),
            f"You worked on this draft {own} bring it into force.",
        ),
    ]
    before = written()
    for act, sentence in told:
        with pytest.raises(NotPermitted) as refused:
            act()
        assert (str(refused.value), written()) == (sentence, before)
