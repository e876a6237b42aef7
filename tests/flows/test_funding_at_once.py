"""What happens when two people decide on the same money at the same moment? It is posted once, and one is told."""

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from funding.actions import requests as acts
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.actions.ledger import approve_journal, put_forward, refuse_journal
from funding.actions.rounds import start_round
from funding.ledger_proof import prove
from funding.models import (
    Agreement,
    Entry,
    FundingEvent,
    FundingRequest,
    FundingRound,
    Journal,
    JournalDecision,
    ModelVersion,
)
from funding.terms import Answer, EntryKind, RequestState
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.flows.at_once import at_once
from tests.money import YEAR, agreement, body, line

pytestmark = pytest.mark.django_db(transaction=True)

SHARE = 500000
TRIES = 4
DONE = "done"


def told(act: Callable[[], object]) -> Callable[[], str]:
    """The act, whose result is done or the sentence of its refusal."""

    def do() -> str:
        try:
            act()
        except NotNow as refusal:
            return refusal.sentence
        return DONE

    return do


def once(*tries: Callable[[], object]) -> str:
    """Do all at the same moment; exactly one is done, and the others are told the sentence returned."""
    results = at_once([told(act) for act in tries])
    assert results.count(DONE) == 1
    return next(result for result in results if result != DONE)


def approvers(cast: Cast) -> tuple[User, User]:
    """Two people who may approve."""
    return cast.csp_chair, cast.finance_officer


def answered(cast: Cast, number: int) -> FundingRequest:
    """A body whose confirmation waits for approval."""
    asking = Asking(organisation=body(f"Council {number}"), year=YEAR, amount_pence=SHARE)
    request = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    return acts.record_answer(
        request=request, by=cast.coordinator, answer=Answer.CONFIRM, given_on=timezone.localdate(), source="E-mail"
    )


def fresh(request: FundingRequest) -> FundingRequest:
    """The request as each window reads it."""
    return FundingRequest.objects.get(pk=request.pk)


def check_ledger(cast: Cast, entries: int) -> None:
    """So many entries stand, and everything that can be worked out again comes out the same."""
    assert Entry.objects.count() == entries
    assert prove(cast.partnership).faults == ()


def test_posts_an_answer_once_when_two_people_approve_it(cast: Cast) -> None:
    for number in range(TRIES):
        request = answered(cast, number)
        tries = [partial(acts.approve_answer, request=fresh(request), by=by) for by in approvers(cast)]
        assert "No answer waits for approval" in once(*tries)
        check_ledger(cast, 2 * (number + 1))
        assert fresh(request).state == RequestState.CLOSED
    assert FundingEvent.objects.filter(kind=FundingVerb.APPROVE_ANSWER).count() == TRIES


def test_either_posts_an_answer_or_sends_it_back(cast: Cast) -> None:
    chair, finance = approvers(cast)
    for number in range(TRIES):
        request = answered(cast, number)
        once(
            partial(acts.approve_answer, request=fresh(request), by=chair),
            partial(acts.send_back_answer, request=fresh(request), by=finance, reason="Unclear"),
        )
        decision = JournalDecision.objects.latest("pk")
        is_closed = fresh(request).state == RequestState.CLOSED
        assert decision.is_approved == is_closed
        assert Entry.objects.filter(journal=decision.journal).exists() == is_closed
    check_ledger(cast, 2 * JournalDecision.objects.filter(is_approved=True).count())


def test_posts_a_journal_once_when_two_people_approve_it(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    for number in range(TRIES):
        lines = [line(EntryKind.PLEDGE, SHARE, about=owed)]
        journal = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Pledge")
        once(*[partial(approve_journal, journal=journal, by=by) for by in approvers(cast)])
        check_ledger(cast, number + 1)


def test_decides_on_a_journal_once_when_one_approves_and_one_refuses(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    chair, finance = approvers(cast)
    for _ in range(TRIES):
        lines = [line(EntryKind.PLEDGE, SHARE, about=owed)]
        journal = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Pledge")
        once(
            partial(approve_journal, journal=journal, by=chair),
            partial(refuse_journal, journal=journal, by=finance, reason="Unclear"),
        )
    check_ledger(cast, JournalDecision.objects.filter(is_approved=True).count())
    assert JournalDecision.objects.count() == TRIES


def test_gives_each_entry_its_own_number_when_many_journals_are_posted(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    journals = [
        put_forward(
            partnership=cast.partnership, by=cast.coordinator, lines=[line(EntryKind.PLEDGE, 1, about=owed)] * 2,
            text="Pledge",
        )
        for _ in range(TRIES * 2)
    ]  # fmt: skip
    at_once([told(partial(approve_journal, journal=row, by=cast.csp_chair)) for row in journals])
    check_ledger(cast, 2 * len(journals))
    numbers = list(Entry.objects.order_by("number").values_list("number", "balance_pence"))
    assert numbers == [(count, count) for count in range(1, 2 * len(journals) + 1)]


def test_takes_one_answer_from_two_windows(cast: Cast) -> None:
    for year in range(YEAR.start, YEAR.start + TRIES):
        asking = Asking(organisation=cast.police, year=type(YEAR)(year), amount_pence=SHARE)
        request = acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
        tries = [
            partial(acts.answer, request=fresh(request), by=cast.funding_contact, answer=Answer.CONFIRM)
            for _ in range(2)
        ]
        assert "already here" in once(*tries)
        assert Journal.objects.filter(lines__agreement=fresh(request).agreement).distinct().count() == 1


@pytest.fixture
def version(cast: Cast) -> ModelVersion:
    """A version in force between police and health."""
    rules: list[dict[str, object]] = [
        {"type": "fixed", "party": party.code, "amount_pence": SHARE} for party in (cast.police, cast.health)
    ]
    draft = ModelDraft(first_year=YEAR.start, parties=[cast.police, cast.health], rules=rules, why="Agreed")
    drafted = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    return adopt_model(version=drafted, by=cast.csp_chair)


def test_asks_every_partner_once_when_two_people_start_the_round(cast: Cast, version: ModelVersion) -> None:
    people = (cast.coordinator, cast.finance_officer)
    results = at_once([told(partial(start_round, year=YEAR, version=version, by=by)) for by in people])
    assert results == [DONE, DONE]
    assert (FundingRound.objects.count(), FundingRequest.objects.count(), Agreement.objects.count()) == (1, 2, 2)


def test_brings_a_version_into_force_once(cast: Cast, version: ModelVersion) -> None:
    draft = ModelDraft(first_year=YEAR.start + 1, parties=[cast.police], rules=version.rules[:1], why="Next")
    second = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    once(*[partial(adopt_model, version=ModelVersion.objects.get(pk=second.pk), by=by) for by in approvers(cast)])
    assert FundingEvent.objects.filter(kind=FundingVerb.ADOPT_MODEL).count() == 2
