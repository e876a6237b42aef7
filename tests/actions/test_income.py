"""The chain of a contribution: pledge, confirmation, invoice, receipt in parts, credit note, refund."""

import datetime

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.ledger import refuse_journal
from funding.models import Agreement, Entry, FundingEvent, FundingSettings, Journal, JournalLine
from funding.terms import AgreementState, EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, agreement, body

pytestmark = pytest.mark.django_db
K = EntryKind


@pytest.fixture
def owed(cast: Cast) -> Agreement:
    """A contribution of £5,000 that nothing was done about yet."""
    return agreement(cast.partnership, body("Fire"), 500000)


def put(cast: Cast, owed: Agreement, kind: EntryKind, pence: int, reason: str = "") -> Journal:
    """One step put forward by the finance officer."""
    step = Step(kind=kind, pence=pence, on=DAY, document="No 1")
    return put_income_forward(agreement=owed, by=cast.finance_officer, step=step, reason=reason)


def post(cast: Cast, owed: Agreement, kind: EntryKind, pence: int, reason: str = "") -> list[Entry]:
    """The same, approved by the chair."""
    return approve_entries(journal=put(cast, owed, kind, pence, reason), by=cast.csp_chair)


def test_follows_the_whole_chain(cast: Cast, owed: Agreement) -> None:
    steps = [
        (K.PLEDGE, 500000),
        (K.CONFIRMATION, 500000),
        (K.INVOICE, 500000),
        (K.RECEIPT, 200000),
        (K.RECEIPT, 300000),
    ]
    for kind, pence in steps:
        post(cast, owed, kind, pence)
    assert [EntryKind(row.kind) for row in Entry.objects.all()] == [kind for kind, _ in steps]
    assert [row.balance_pence for row in Entry.objects.filter(kind=K.RECEIPT)] == [200000, 500000]
    event = FundingEvent.objects.filter(kind=FundingVerb.PUT_FORWARD).latest("pk")
    assert (event.subject, event.subject_id, event.detail["entry"]) == ("agreement", owed.pk, "receipt")


def test_brings_the_pledge_along_with_a_confirmation(cast: Cast, owed: Agreement) -> None:
    entries = post(cast, owed, K.CONFIRMATION, 500000)
    assert [(row.kind, row.amount_pence) for row in entries] == [("pledge", 500000), ("confirmation", 500000)]
    owed.refresh_from_db()
    assert owed.state == AgreementState.CONFIRMED


def test_pledges_only_what_is_missing_below_a_confirmation(cast: Cast, owed: Agreement) -> None:
    post(cast, owed, K.PLEDGE, 300000)
    owed.refresh_from_db()
    assert owed.state == AgreementState.PLEDGED
    entries = post(cast, owed, K.CONFIRMATION, 500000)
    assert [row.amount_pence for row in entries] == [200000, 500000]


def test_takes_no_confirmation_from_a_body_that_ended(cast: Cast) -> None:
    gone = agreement(cast.partnership, body("Old Trust"), 1000, state=AgreementState.ENDED)
    with pytest.raises(NotNow, match="takes no confirmation now"):
        put(cast, gone, K.CONFIRMATION, 1000)
    assert not Journal.objects.exists()


def test_changes_no_state_before_approval(cast: Cast, owed: Agreement) -> None:
    put(cast, owed, K.CONFIRMATION, 500000)
    owed.refresh_from_db()
    assert owed.state == AgreementState.PROPOSED


def test_asks_why_more_came_in_than_is_outstanding(cast: Cast, owed: Agreement) -> None:
    post(cast, owed, K.INVOICE, 500000)
    put(cast, owed, K.RECEIPT, 400000)
    with pytest.raises(Incomplete, match="£1,000 is outstanding"):
        put(cast, owed, K.RECEIPT, 100001)
    assert post(cast, owed, K.RECEIPT, 100001, "Paid next year's first part")[0].amount_pence == 100001


def test_reckons_without_what_was_refused(cast: Cast, owed: Agreement) -> None:
    post(cast, owed, K.INVOICE, 500000)
    waiting = put(cast, owed, K.RECEIPT, 500000)
    refuse_journal(journal=waiting, by=cast.csp_chair, reason="Another account")
    assert post(cast, owed, K.RECEIPT, 500000)[0].balance_pence == 500000


@pytest.mark.parametrize(("first", "second"), [(K.INVOICE, K.CREDIT_NOTE), (K.RECEIPT, K.REFUND)])
def test_gives_back_no_more_than_there_was(cast: Cast, owed: Agreement, first: EntryKind, second: EntryKind) -> None:
    with pytest.raises(NotNow, match="£0"):
        put(cast, owed, second, 1)
    post(cast, owed, first, 500000, "Paid unasked")
    put(cast, owed, second, 300000)
    with pytest.raises(NotNow, match="No more can be .* than £2,000"):
        put(cast, owed, second, 200001)
    assert post(cast, owed, second, 200000)[0].amount_pence == -200000


@pytest.mark.parametrize(("first", "second"), [(K.INVOICE, K.CREDIT_NOTE), (K.RECEIPT, K.REFUND)])
def test_gives_back_nothing_that_only_waits(cast: Cast, owed: Agreement, first: EntryKind, second: EntryKind) -> None:
    put(cast, owed, first, 500000, "Paid unasked")
    with pytest.raises(NotNow):
        put(cast, owed, second, 100)


def test_keeps_the_due_day_of_an_invoice_alone(cast: Cast, owed: Agreement) -> None:
    due = DAY + datetime.timedelta(days=30)
    for kind in (K.INVOICE, K.RECEIPT):
        step = Step(kind=kind, pence=100, on=DAY, due_on=due)
        journal = put_income_forward(agreement=owed, by=cast.coordinator, step=step, reason="Paid at once")
        approve_entries(journal=journal, by=cast.csp_chair)
    assert list(Entry.objects.values_list("due_on", flat=True)) == [due, None]


def test_makes_an_invoice_due_after_the_days_of_the_settings(cast: Cast, owed: Agreement) -> None:
    (entry,) = post(cast, owed, K.INVOICE, 100)
    assert entry.due_on == DAY + datetime.timedelta(days=FundingSettings.objects.get().payment_days)


def test_takes_no_money_for_a_contribution_in_kind(cast: Cast, owed: Agreement) -> None:
    given = agreement(cast.partnership, body("Refuge"), None)
    given.is_in_kind = True
    given.save()
    with pytest.raises(NotNow, match="given in kind"):
        put(cast, given, K.INVOICE, 100)


@pytest.mark.parametrize(
    "step",
    [
        Step(kind=K.FORECAST, pence=1, on=DAY),
        Step(kind=K.PLEDGE, pence=1, on=datetime.date(2999, 1, 1)),
        Step(kind=K.PLEDGE, pence=0, on=DAY),
    ],
)
def test_refuses_a_step_that_is_none(cast: Cast, owed: Agreement, step: Step) -> None:
    with pytest.raises(Incomplete):
        put_income_forward(agreement=owed, by=cast.finance_officer, step=step)
    assert not Journal.objects.exists()


def test_refuses_people_who_do_not_keep_the_money(cast: Cast, owed: Agreement) -> None:
    step = Step(kind=K.PLEDGE, pence=1, on=DAY)
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.outsider):
        with pytest.raises(NotPermitted):
            put_income_forward(agreement=owed, by=person, step=step)


def test_refuses_approval_by_who_put_it_forward(cast: Cast, owed: Agreement) -> None:
    journal = put(cast, owed, K.CONFIRMATION, 500000)
    with pytest.raises(NotPermitted, match="yourself"):
        approve_entries(journal=journal, by=cast.finance_officer)
    assert not Entry.objects.exists()


def test_leaves_nothing_when_the_event_cannot_be_written(
    cast: Cast, owed: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = put(cast, owed, K.CONFIRMATION, 500000)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        approve_entries(journal=journal, by=cast.csp_chair)
    owed.refresh_from_db()
    assert (Entry.objects.count(), owed.state) == (0, AgreementState.PROPOSED)


@pytest.mark.parametrize("kind", [K.PLEDGE, K.CONFIRMATION])
def test_asks_why_more_is_promised_than_the_contribution(cast: Cast, owed: Agreement, kind: EntryKind) -> None:
    put(cast, owed, kind, 500000)
    with pytest.raises(Incomplete, match="that makes £10,000"):
        put(cast, owed, kind, 500000)
    put(cast, owed, kind, 500000, "A second year paid at once")
    assert JournalLine.objects.filter(agreement=owed, kind=kind).count() == 2


@pytest.mark.parametrize("pence", [0, -1])
def test_takes_no_step_of_nil_or_less(cast: Cast, owed: Agreement, pence: int) -> None:
    with pytest.raises(Incomplete, match="above nil"):
        put(cast, owed, K.PLEDGE, pence)
    assert not Journal.objects.exists()
