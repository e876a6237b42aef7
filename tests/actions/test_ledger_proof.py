"""The proof of the ledger: green over real entries, red over each way of tampering past the triggers."""

import datetime
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.actions.year_end import Resolved, decide_year_end
from funding.digests import digest_of
from funding.ledger_proof import PROOFS, Ledger, Proof, prove, prove_all
from funding.models import Entry, Journal, JournalDecision, JournalLine
from funding.terms import EntryKind
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted
from tests.tampering import take_out, tamper

pytestmark = pytest.mark.django_db

PAST = FinancialYear(2025)
IN_PAST = datetime.date(2025, 9, 1)


@pytest.fixture
def ledger(cast: Cast) -> list[Entry]:
    """A year with a receipt, a payment, a reversal, a refusal and a year end; seven entries."""
    owed = agreement(cast.partnership, body("Fire"), 500000, year=PAST)
    cost = cost_line(cast.partnership)
    lines = [
        line(EntryKind.INVOICE, 500000, about=owed, on=IN_PAST),
        line(EntryKind.RECEIPT, 500000, about=owed, on=IN_PAST),
    ]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    paid = [line(EntryKind.ACTUAL, 120000, about=cost, on=IN_PAST)]
    (twice,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, paid)
    undone = reverse_journal(journal=twice.journal, by=cast.finance_officer, reason="Paid twice")
    approve_journal(journal=undone, by=cast.csp_chair)
    refused = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=paid, text="Refused")
    refuse_journal(journal=refused, by=cast.csp_chair, reason="Not ours")
    close(cast)
    return list(Entry.objects.all())


def close(cast: Cast) -> None:
    """Carry the year's money over."""
    resolved = Resolved(
        carried_pence=500000, decided_by="Chair", decided_on=datetime.date(2026, 5, 1), meeting="Executive"
    )
    decision = decide_year_end(partnership=cast.partnership, year=PAST, by=cast.finance_officer, resolved=resolved)
    approve_journal(journal=decision.journal, by=cast.csp_chair)


def faults(cast: Cast) -> str:
    """What the proof finds wrong, as one text."""
    return "\n".join(prove(cast.partnership).faults)


def redigest() -> None:
    """Give every entry the digest that fits what it says now, as a careful forger would."""
    before = ""
    for entry in Entry.objects.order_by("number"):
        before = digest_of(entry, before)
        tamper(entry, digest=before)


def test_finds_nothing_wrong_with_what_was_posted(cast: Cast, ledger: list[Entry]) -> None:
    proof = prove(cast.partnership)
    assert proof == Proof(cast.partnership, len(ledger), len({row.account for row in ledger}), ())
    assert proof.holds
    assert len(ledger) == 6


def test_has_nothing_to_prove_without_a_ledger(cast: Cast) -> None:
    assert prove_all() == []
    assert prove(cast.partnership).holds


def _first() -> Entry:
    return Entry.objects.earliest("number")


TAMPERINGS: dict[str, tuple[Callable[[], None], str]] = {
    "an amount": (lambda: tamper(_first(), amount_pence=1), "not as it was posted"),
    "a text": (lambda: tamper(_first(), text="Other words"), "not as it was posted"),
    "a balance": (lambda: tamper(_first(), balance_pence=7), "says that its account stands at £0.07"),
    "an account": (lambda: tamper(_first(), account="2025:invoiced:agreement:0"), "it moves 2025:invoiced"),
    "a number": (lambda: tamper(Entry.objects.latest("number"), number=99), "the numbering has a gap"),
    "an entry taken out": (lambda: take_out(_first()), "Entry 2 stands where entry 1 belongs"),
    "a line": (lambda: tamper(JournalLine.objects.earliest("pk"), amount_pence=3), "differs from what was put forward"),
    "an approval taken out": (lambda: take_out(JournalDecision.objects.earliest("pk")), "0 belong to it"),
    "a refusal turned": (
        lambda: tamper(JournalDecision.objects.get(is_approved=False), is_approved=True),
        "has 1 lines and 0 entries",
    ),
    "a preparer": (lambda: tamper(Journal.objects.earliest("pk"), prepared_by=None), "names other people"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_turns_red_over_tampering(cast: Cast, ledger: list[Entry], what: str) -> None:
    tampering, sentence = TAMPERINGS[what]
    tampering()
    assert sentence in faults(cast)


def test_finds_a_forged_amount_whose_digests_were_worked_out_anew(cast: Cast, ledger: list[Entry]) -> None:
    tamper(_first(), amount_pence=400000)
    redigest()
    found = faults(cast)
    assert "not as it was posted" not in found
    assert "its entries add up to £4,000" in found
    assert "differs from what was put forward: amount_pence" in found


def test_finds_a_reversal_that_takes_back_another_sum(cast: Cast, ledger: list[Entry]) -> None:
    undone = Entry.objects.get(journal__reverses__isnull=False)
    for row in (undone, undone.line):
        tamper(row, amount_pence=-110000)
    assert "does not take back exactly what journal" in faults(cast)


def test_finds_a_year_that_opens_with_another_sum(cast: Cast, ledger: list[Entry]) -> None:
    brought = Entry.objects.get(kind=EntryKind.BROUGHT_FORWARD)
    tamper(brought, amount_pence=400000)
    assert "£5,000 was carried out of 2025/26, £4,000 was brought into 2026/27" in faults(cast)


def test_finds_one_person_on_both_sides(cast: Cast, ledger: list[Entry]) -> None:
    """The database refuses such a row by a constraint, so the proof is asked about rows read from elsewhere."""
    from_elsewhere = ledger[0]
    from_elsewhere.approved_by_id = from_elsewhere.posted_by_id
    told = [fault for proof in PROOFS for fault in _told_by(proof, [from_elsewhere])]
    assert any("approved by the same person" in fault for fault in told)


def _told_by(proof: Callable[..., object], entries: list[Entry]) -> list[str]:
    journals = {journal.pk: journal for journal in Journal.objects.filter(pk=entries[0].journal_id)}
    found = proof(Ledger(entries, journals))
    return list(found) if hasattr(found, "__iter__") else []


def test_reads_the_ledger_with_the_same_few_queries(cast: Cast, ledger: list[Entry]) -> None:
    with CaptureQueriesContext(connection) as before:
        prove(cast.partnership)
    lines = [line(EntryKind.FORECAST, 100 + number, about=cost_line(cast.partnership)) for number in range(20)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    with CaptureQueriesContext(connection) as after:
        prove(cast.partnership)
    assert len(after) == len(before) == 3


def test_says_on_the_command_line_what_was_proved(cast: Cast, ledger: list[Entry]) -> None:
    out = StringIO()
    call_command("ledger_check", stdout=out)
    said = out.getvalue()
    assert f"{cast.partnership.name}: 6 entries" in said
    assert all(words in said for words in PROOFS.values())


def test_ends_with_a_fault_on_the_command_line(cast: Cast, ledger: list[Entry]) -> None:
    tamper(_first(), balance_pence=7)
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="The ledger is not whole") as refusal:
        call_command("ledger_check", stdout=out, stderr=err)
    assert refusal.value.returncode == 1
    assert "Fault: Entry 1 says" in err.getvalue()
    assert "Proved" not in out.getvalue()


def test_says_so_where_there_is_nothing_to_prove(db: None) -> None:
    out = StringIO()
    call_command("ledger_check", stdout=out)
    assert "nothing to prove" in out.getvalue()
