"""The ledger is proved every night; a fault is logged and told, once, to those who look after money."""

import logging

import pytest
from django.utils import timezone

from dhr_cases.models import Notice
from dhr_cases.notices import Kind
from funding.models import Entry
from funding.terms import EntryKind
from tests.conftest import Cast
from tests.money import cost_line, line, posted
from tests.tampering import tamper
from workflows.ledger_nightly import prove_ledgers
from workflows.messages import words_of
from workflows.worker import one_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entry(cast: Cast) -> Entry:
    """One posted payment."""
    lines = [line(EntryKind.ACTUAL, 120000, about=cost_line(cast.partnership))]
    (found,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    Notice.objects.all().delete()
    return found


def told() -> set[str]:
    """Who has a message about a fault waiting."""
    return set(Notice.objects.filter(kind=Kind.LEDGER_FAULT).values_list("to__full_name", flat=True))


def test_says_nothing_of_a_ledger_that_is_whole(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert prove_ledgers(timezone.localdate()) == []
    assert (told(), caplog.messages) == (set(), [])


def test_logs_a_fault_and_tells_who_looks_after_money(
    cast: Cast, entry: Entry, caplog: pytest.LogCaptureFixture
) -> None:
    tamper(entry, balance_pence=1)
    with caplog.at_level(logging.ERROR):
        (failed,) = prove_ledgers(timezone.localdate())
    assert failed.partnership == cast.partnership
    assert "Ledger of testshire: Entry 1 says that its account stands at £0.01" in caplog.text
    assert told() == {cast.finance_officer.full_name, cast.administrator.full_name}


def test_tells_once_while_the_message_waits(entry: Entry) -> None:
    tamper(entry, balance_pence=1)
    for _ in range(2):
        prove_ledgers(timezone.localdate())
    assert Notice.objects.filter(kind=Kind.LEDGER_FAULT).count() == 2


def test_gives_no_figure_away_in_the_message(entry: Entry) -> None:
    tamper(entry, balance_pence=1)
    prove_ledgers(timezone.localdate())
    subject, text = words_of(Notice.objects.filter(kind=Kind.LEDGER_FAULT)[0])
    assert "£" not in subject + text
    assert "found that something does not add up" in text


def test_runs_with_the_worker_s_night_round(cast: Cast, entry: Entry) -> None:
    tamper(entry, amount_pence=5)
    one_round()
    assert told() == {cast.finance_officer.full_name, cast.administrator.full_name}
