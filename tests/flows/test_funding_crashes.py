"""What is left when the program dies between any two statements of a posting? Nothing, or the posting done whole."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from funding.actions import requests as acts
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.actions.ledger import approve_journal, put_forward, reverse_journal
from funding.actions.rounds import start_round
from funding.ledger_proof import prove
from funding.models import Agreement, Entry, FundingRequest, Journal, ModelVersion
from funding.terms import AgreementState, Answer, EntryKind, RequestState
from tests.conftest import Cast
from tests.flows.crashing import crash_everywhere
from tests.money import YEAR, agreement, line

pytestmark = pytest.mark.django_db(transaction=True)

SHARE = 500000
LEAST_STATEMENTS = 8
"""Fewer deaths than this and the test did not reach the act."""


def dies_everywhere(act: Callable[[], object]) -> None:
    """Every death before the commit leaves all rows as they were."""
    assert crash_everywhere(act) > LEAST_STATEMENTS


def fresh(request: FundingRequest) -> FundingRequest:
    """The request as a new page reads it."""
    return FundingRequest.objects.get(pk=request.pk)


@pytest.fixture
def journal(cast: Cast) -> Journal:
    """Two entries that wait for approval."""
    owed = agreement(cast.partnership, cast.police, SHARE)
    lines = [line(kind, SHARE, about=owed) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    return put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Confirmed")


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police are asked."""
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE)
    return acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)


def check_ledger(cast: Cast, entries: int) -> None:
    """So many entries stand, and everything that can be worked out again comes out the same."""
    assert Entry.objects.count() == entries
    assert prove(cast.partnership).faults == ()


def test_puts_entries_forward_whole_or_not_at_all(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    lines = [line(EntryKind.PLEDGE, SHARE, about=owed)]
    dies_everywhere(
        lambda: put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Confirmed")
    )
    assert Journal.objects.get().lines.count() == 1


def test_posts_whole_or_not_at_all(cast: Cast, journal: Journal) -> None:
    dies_everywhere(lambda: approve_journal(journal=journal, by=cast.csp_chair))
    check_ledger(cast, 2)


def test_reverses_whole_or_not_at_all(cast: Cast, journal: Journal) -> None:
    approve_journal(journal=journal, by=cast.csp_chair)
    dies_everywhere(lambda: reverse_journal(journal=journal, by=cast.finance_officer, reason="Wrong"))
    reversal = Journal.objects.get(reverses=journal)
    dies_everywhere(lambda: approve_journal(journal=reversal, by=cast.csp_chair))
    check_ledger(cast, 4)


def test_takes_an_answer_whole_or_not_at_all(cast: Cast, asked: FundingRequest) -> None:
    dies_everywhere(lambda: acts.answer(request=fresh(asked), by=cast.funding_contact, answer=Answer.CONFIRM))
    row = fresh(asked)
    assert (row.state, Journal.objects.count()) == (RequestState.ANSWERED, 1)


def test_posts_an_answer_whole_or_not_at_all(cast: Cast, asked: FundingRequest) -> None:
    acts.answer(request=asked, by=cast.funding_contact, answer=Answer.CONFIRM)
    dies_everywhere(lambda: acts.approve_answer(request=fresh(asked), by=cast.csp_chair))
    check_ledger(cast, 2)
    assert (fresh(asked).state, Agreement.objects.get().state) == (RequestState.CLOSED, AgreementState.CONFIRMED)


def test_sends_an_answer_back_whole_or_not_at_all(cast: Cast, asked: FundingRequest) -> None:
    acts.record_answer(
        request=asked, by=cast.coordinator, answer=Answer.CONFIRM, given_on=timezone.localdate(), source="E-mail"
    )
    dies_everywhere(lambda: acts.send_back_answer(request=fresh(asked), by=cast.csp_chair, reason="Unclear"))
    assert (fresh(asked).state, fresh(asked).messages.count()) == (RequestState.ASKED, 1)


def test_starts_a_round_whole_or_not_at_all(cast: Cast) -> None:
    rules: list[dict[str, object]] = [
        {"type": "fixed", "party": party.code, "amount_pence": SHARE} for party in (cast.police, cast.health)
    ]
    draft = ModelDraft(first_year=YEAR.start, parties=[cast.police, cast.health], rules=rules, why="Agreed")
    drafted = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    dies_everywhere(lambda: adopt_model(version=ModelVersion.objects.get(pk=drafted.pk), by=cast.csp_chair))
    version = ModelVersion.objects.get(pk=drafted.pk)
    dies_everywhere(lambda: start_round(year=YEAR, version=version, by=cast.coordinator))
    assert FundingRequest.objects.count() == Agreement.objects.count() == len(rules)
