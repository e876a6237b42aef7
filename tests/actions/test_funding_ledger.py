"""The ledger: one person puts entries forward, another posts them, nobody changes them."""

import pytest
from django.db import DatabaseError, connection, transaction

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models.history import SilentWriteError
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.models import Entry, FundingEvent, JournalDecision
from funding.terms import EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db


def test_posts_what_another_person_approves(cast: Cast) -> None:
    """A pledge and its confirmation stand in the ledger with numbers and balances."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    lines = [line(EntryKind.PLEDGE, 500000, about=owed), line(EntryKind.CONFIRMATION, 500000, about=owed)]
    entries = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert [(row.number, row.balance_pence, row.organisation) for row in entries] == [
        (1, 500000, owed.organisation),
        (2, 500000, owed.organisation),
    ]
    kinds = list(FundingEvent.objects.values_list("kind", flat=True))
    assert kinds == [FundingVerb.PUT_FORWARD, FundingVerb.APPROVE_JOURNAL]


def test_refuses_approval_by_who_put_the_entries_forward(cast: Cast) -> None:
    """Two people are needed for every entry."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    lines = [line(EntryKind.PLEDGE, 500000, about=owed)]
    journal = put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Pledge")
    with pytest.raises(NotPermitted, match="yourself"):
        approve_journal(journal=journal, by=cast.finance_officer)
    assert not Entry.objects.exists()


def test_refuses_a_poster_without_the_permission(cast: Cast) -> None:
    """The chair approves; the chair does not keep the books."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    with pytest.raises(NotPermitted, match="It is for the coordinator or the finance officer"):
        put_forward(
            partnership=cast.partnership, by=cast.csp_chair, lines=[line(EntryKind.PLEDGE, 1, about=owed)], text="x"
        )


def test_decides_once(cast: Cast) -> None:
    """A second approval finds the entries decided on."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    journal = put_forward(
        partnership=cast.partnership,
        by=cast.finance_officer,
        lines=[line(EntryKind.PLEDGE, 500000, about=owed)],
        text="Pledge",
    )
    approve_journal(journal=journal, by=cast.csp_chair)
    with pytest.raises(NotNow, match="already been decided"):
        approve_journal(journal=journal, by=cast.csp_chair)
    assert Entry.objects.count() == JournalDecision.objects.count() == 1


def test_posts_nothing_that_is_refused(cast: Cast) -> None:
    """A refusal keeps its reason and leaves the ledger as it was."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    journal = put_forward(
        partnership=cast.partnership,
        by=cast.finance_officer,
        lines=[line(EntryKind.PLEDGE, 500000, about=owed)],
        text="Pledge",
    )
    decision = refuse_journal(journal=journal, by=cast.csp_chair, reason="Wrong year")
    assert (decision.is_approved, decision.reason) == (False, "Wrong year")
    assert not Entry.objects.exists()


def test_reverses_by_a_second_entry(cast: Cast) -> None:
    """The first entry stays; the account comes back to nought."""
    cost = cost_line(cast.partnership)
    first = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 120000, about=cost)])
    reversal = reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Paid twice")
    (second,) = approve_journal(journal=reversal, by=cast.csp_chair)
    assert (second.amount_pence, second.balance_pence) == (-120000, 0)
    assert Entry.objects.count() == 2


def test_reverses_once(cast: Cast) -> None:
    """A second reversal of the same entries is refused."""
    cost = cost_line(cast.partnership)
    first = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 1, about=cost)])
    reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Paid twice")
    with pytest.raises(NotNow, match="already been put forward"):
        reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Paid twice")


def test_reverses_again_after_a_refused_reversal(cast: Cast) -> None:
    """A refusal of one reversal does not make the mistake stand for ever."""
    cost = cost_line(cast.partnership)
    first = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 1, about=cost)])
    refused = reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Paid twice")
    refuse_journal(journal=refused, by=cast.csp_chair, reason="Say which invoice")
    again = reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Invoice 12 was paid twice")
    approve_journal(journal=again, by=cast.csp_chair)
    assert Entry.objects.order_by("number").values_list("balance_pence", flat=True).last() == 0


def test_never_reverses_a_reversal(cast: Cast) -> None:
    """What is to stand again is put forward anew, so that nothing decided since stands twice."""
    cost = cost_line(cast.partnership)
    first = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 1, about=cost)])
    reversal = reverse_journal(journal=first[0].journal, by=cast.finance_officer, reason="Paid twice")
    approve_journal(journal=reversal, by=cast.csp_chair)
    with pytest.raises(NotNow, match="Put forward anew"):
        reverse_journal(journal=reversal, by=cast.finance_officer, reason="It was right")
    assert Entry.objects.count() == 2


def test_keeps_what_takes_away_negative(cast: Cast) -> None:
    """A credit note lowers the balance of what was invoiced."""
    owed = agreement(cast.partnership, body("Fire"), 500000)
    lines = [line(EntryKind.INVOICE, 500000, about=owed), line(EntryKind.CREDIT_NOTE, 20000, about=owed)]
    entries = posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    assert [row.amount_pence for row in entries] == [500000, -20000]
    assert entries[1].balance_pence == 480000


def test_refuses_a_line_tied_to_nothing(cast: Cast) -> None:
    """A receipt belongs to a contribution, not to a cost."""
    cost = cost_line(cast.partnership)
    with pytest.raises(Incomplete, match="say which agreement"):
        put_forward(
            partnership=cast.partnership,
            by=cast.finance_officer,
            lines=[line(EntryKind.RECEIPT, 100, about=cost)],
            text="Receipt",
        )


@pytest.mark.parametrize("verb", ["UPDATE funding_entry SET amount_pence = 0", "DELETE FROM funding_entry"])
def test_is_not_changed_in_the_database_either(cast: Cast, verb: str) -> None:
    """Whoever goes past Python meets the trigger."""
    cost = cost_line(cast.partnership)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 1, about=cost)])
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
    assert Entry.objects.get().amount_pence == 1


def test_is_not_changed_in_python(cast: Cast) -> None:
    """Saving, updating and deleting are refused."""
    cost = cost_line(cast.partnership)
    (entry,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.ACTUAL, 1, about=cost)])
    entry.amount_pence = 2
    with pytest.raises(SilentWriteError):
        entry.save()
    with pytest.raises(SilentWriteError):
        entry.delete()
    with pytest.raises(SilentWriteError):
        Entry.objects.update(amount_pence=2)
