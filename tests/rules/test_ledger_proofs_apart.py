"""What does each proof of a ledger find, one thing broken at a time, and in which words? No table is read."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from funding import ledger_proof as proofs
from funding.digests import digest_of
from funding.ledger_proof import PROOFS, Ledger
from funding.models import Entry, Journal, JournalDecision, JournalLine
from funding.terms import EntryKind

E = EntryKind
DAY = datetime.date(2026, 6, 1)
POSTER, APPROVER = 7, 8


def ledger(*lines: tuple[EntryKind, int], year: int = 2026, cost: int = 5) -> Ledger:
    """One approved journal with a line and an entry for each kind and amount, each as it was posted."""
    journal = journal_with(1, [line(kind, pence, year, cost) for kind, pence in lines])
    return Ledger(entries_of(journal), {1: journal})


def line(kind: EntryKind, pence: int, year: int = 2026, cost: int | None = 5) -> JournalLine:
    """A line about a cost, in no table."""
    return JournalLine(partnership_id=1, kind=kind, year=year, on=DAY, amount_pence=pence, cost_line_id=cost)


def journal_with(key: int, lines: Sequence[JournalLine], *, is_approved: bool | None = True, **more: Any) -> Journal:
    """A journal with its lines and, unless it waits, the decision on it."""
    journal = Journal(pk=key, partnership_id=1, prepared_by_id=POSTER, **more)
    for number, each in enumerate(lines, start=1):
        each.pk, each.journal_id = key * 100 + number, key
    vars(journal)["_prefetched_objects_cache"] = {"lines": list(lines)}
    decision = None if is_approved is None else JournalDecision(is_approved=is_approved, by_id=APPROVER)
    journal._state.fields_cache["decision"] = decision
    return journal


def entries_of(*journals: Journal) -> list[Entry]:
    """The entries of some journals, numbered and balanced and digested as posting does."""
    found: list[Entry] = []
    sums: dict[str, int] = {}
    for journal in journals:
        for each in journal.lines.all():
            told = {name: getattr(each, name) for name in proofs.COPIED}
            entry = Entry(
                line=each, number=len(found) + 1, account=each.account_moved, posted_by_id=journal.prepared_by_id,
                approved_by_id=APPROVER, **told,
            )  # fmt: skip
            sums[entry.account] = sums.get(entry.account, 0) + entry.amount_pence
            entry.balance_pence = sums[entry.account]
            entry.digest = digest_of(entry, found[-1].digest if found else "")
            found.append(entry)
    return found


def told(found: Ledger) -> dict[str, list[str]]:
    """The faults by the name of the proof that tells them; proofs that hold are left out."""
    by_proof = {proof.__name__: list(proof(found)) for proof in PROOFS}
    return {name: faults for name, faults in by_proof.items() if faults}


THREE = ((E.FORECAST, 100), (E.FORECAST, 250), (E.ACTUAL, 70))


def test_finds_nothing_wrong_with_a_sound_ledger() -> None:
    assert told(ledger(*THREE)) == {}
    assert told(ledger((E.FORECAST, 100), (E.FORECAST, -30), (E.ACTUAL, -1))) == {}
    assert told(Ledger([], {})) == {}


def test_proves_each_thing_once_under_words_of_its_own() -> None:
    assert len(set(PROOFS.values())) == len(PROOFS) == 8
    assert all(words == words.strip().lower() and not words.endswith(".") for words in PROOFS.values())


@pytest.mark.parametrize(
    ("number", "place", "wanted"), [(5, 2, 3), (3, 1, 2), (2, 0, 1)], ids=["later", "in between", "first"]
)
def test_finds_a_gap_in_the_numbers_and_tells_the_first(number: int, place: int, wanted: int) -> None:
    found = ledger(*THREE)
    found.entries[place].number = number
    (fault,) = proofs.numbers_run_on(found)
    assert fault == f"Entry {number} stands where entry {wanted} belongs: the numbering has a gap."


def test_finds_a_balance_that_is_not_the_sum() -> None:
    found = ledger(*THREE)
    found.entries[1].balance_pence = 349
    assert told(found)["balances_add_up"] == [
        "Entry 2 says that its account stands at £3.49; its entries add up to £3.50."
    ]


def test_finds_an_entry_in_the_account_of_another() -> None:
    found = ledger(*THREE)
    found.entries[0].account = "2026:actual:cost_line:5"
    assert told(found)["balances_add_up"] == [
        "Entry 1 is kept in the account 2026:actual:cost_line:5; it moves 2026:forecast:cost_line:5.",
        "Entry 2 says that its account stands at £3.50; its entries add up to £2.50.",
        "Entry 3 says that its account stands at £0.70; its entries add up to £1.70.",
    ]


FACTS: list[tuple[str, Any]] = [
    ("kind", E.COMMITMENT), ("year", 2027), ("on", datetime.date(2026, 6, 2)), ("due_on", DAY), ("amount_pence", 99),
    ("qualifier", "about"), ("organisation_id", 3), ("agreement_id", 3), ("cost_line_id", 6), ("project_id", 3),
    ("cost_class", "legal"), ("document", "X"), ("text", "X"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), FACTS, ids=[name for name, _ in FACTS])
def test_finds_each_fact_that_is_no_longer_as_it_was_put_forward(name: str, value: Any) -> None:
    """By the digest too: no fact of an entry is left out of it."""
    found = ledger(*THREE)
    setattr(found.entries[1], name, value)
    assert list(proofs.lines_are_followed(found)) == [f"Entry 2 differs from what was put forward: {name}."]
    assert list(proofs.digests_chain(found)) == [
        "Entry 2 is not as it was posted, or an entry before it was changed or taken out."
    ]


def test_names_all_facts_that_differ() -> None:
    found = ledger(*THREE)
    found.entries[0].document, found.entries[0].text = "X", "Y"
    assert list(proofs.lines_are_followed(found)) == ["Entry 1 differs from what was put forward: document, text."]


BESIDE = ("number", "balance_pence", "posted_by_id", "approved_by_id", "line_id", "partnership_id")


@pytest.mark.parametrize("name", BESIDE)
def test_finds_by_the_digest_what_no_line_says(name: str) -> None:
    found = ledger(*THREE)
    setattr(found.entries[2], name, 99)
    assert [fault.split(" is ")[0] for fault in proofs.digests_chain(found)] == [
        f"Entry {99 if name == 'number' else 3}"
    ]


def test_finds_that_an_entry_was_taken_out() -> None:
    found = ledger(*THREE)
    assert list(proofs.digests_chain(Ledger(found.entries[1:], found.journals))) == [
        "Entry 2 is not as it was posted, or an entry before it was changed or taken out."
    ]


def test_lets_a_day_and_a_text_of_neighbours_be_told_apart() -> None:
    """Nothing that stands in one fact can pass for a part of the next."""
    one, other = ledger((E.ACTUAL, 1)).entries[0], ledger((E.ACTUAL, 1)).entries[0]
    one.document, one.text = "AB", "C"
    other.document, other.text = "A", "BC"
    assert digest_of(one, "") != digest_of(other, "")
    assert digest_of(one, "") != digest_of(one, "x")


@pytest.mark.parametrize(
    ("posted_by", "approved_by", "faults"),
    [
        (POSTER, APPROVER, []),
        (POSTER, 9, ["Entry 1 names other people than its journal and the decision on it."]),
        (9, APPROVER, ["Entry 1 names other people than its journal and the decision on it."]),
        (None, APPROVER, ["Entry 1 names other people than its journal and the decision on it."]),
        (
            POSTER,
            POSTER,
            [
                "Entry 1 was put forward and approved by the same person.",
                "Entry 1 names other people than its journal and the decision on it.",
            ],
        ),
    ],
)
def test_knows_who_posted_and_who_approved(posted_by: int | None, approved_by: int | None, faults: list[str]) -> None:
    found = ledger((E.ACTUAL, 1))
    found.entries[0].posted_by_id, found.entries[0].approved_by_id = posted_by, approved_by
    assert list(proofs.two_people_posted(found)) == faults


def test_lets_a_file_be_taken_in_that_nobody_put_forward() -> None:
    journal = journal_with(1, [line(E.ACTUAL, 1)])
    journal.prepared_by_id = None
    journal.decision.by_id = None
    found = Ledger(entries_of(journal), {1: journal})
    found.entries[0].approved_by_id = None
    assert list(proofs.two_people_posted(found)) == []


@pytest.mark.parametrize(
    ("is_approved", "is_posted", "fault"),
    [
        (True, True, ""),
        (True, False, "Journal 1 has 2 lines and 0 entries; 2 belong to it."),
        (False, True, "Journal 1 has 2 lines and 2 entries; 0 belong to it."),
        (None, True, "Journal 1 has 2 lines and 2 entries; 0 belong to it."),
        (False, False, ""),
        (None, False, ""),
    ],
)
def test_finds_what_was_posted_without_approval_and_what_was_not_posted(
    is_approved: bool | None, is_posted: bool, fault: str
) -> None:
    journal = journal_with(1, [line(E.FORECAST, 1), line(E.FORECAST, 2)], is_approved=is_approved)
    found = Ledger(entries_of(journal) if is_posted else [], {1: journal})
    assert list(proofs.only_approved_are_posted(found)) == ([fault] if fault else [])


BACK: list[tuple[str, Callable[[], list[JournalLine]], bool]] = [
    ("all of it", lambda: [line(E.FORECAST, -100), line(E.ACTUAL, -70)], True),
    ("in another order", lambda: [line(E.ACTUAL, -70), line(E.FORECAST, -100)], True),
    ("a penny less", lambda: [line(E.FORECAST, -99), line(E.ACTUAL, -70)], False),
    ("a part", lambda: [line(E.FORECAST, -100)], False),
    ("the same again", lambda: [line(E.FORECAST, 100), line(E.ACTUAL, 70)], False),
    ("of another kind", lambda: [line(E.COMMITMENT, -100), line(E.ACTUAL, -70)], False),
    ("of another year", lambda: [line(E.FORECAST, -100, 2027), line(E.ACTUAL, -70)], False),
    ("of another cost", lambda: [line(E.FORECAST, -100, cost=6), line(E.ACTUAL, -70)], False),
]


@pytest.mark.parametrize(("lines", "is_sound"), [row[1:] for row in BACK], ids=[row[0] for row in BACK])
def test_takes_a_reversal_only_for_exactly_what_it_takes_back(
    lines: Callable[[], list[JournalLine]], is_sound: bool
) -> None:
    first = journal_with(1, [line(E.FORECAST, 100), line(E.ACTUAL, 70)])
    second = journal_with(2, lines(), reverses_id=1)
    found = Ledger([], {1: first, 2: second})
    wanted = [] if is_sound else ["Journal 2 does not take back exactly what journal 1 entered."]
    assert list(proofs.reversals_mirror(found)) == wanted


@pytest.mark.parametrize(
    ("carried", "brought", "faults"),
    [
        (500, 500, []),
        (500, 499, ["£5 was carried out of 2026/27, £4.99 was brought into 2027/28."]),
        (500, 0, ["£5 was carried out of 2026/27, £0 was brought into 2027/28."]),
        (0, 500, []),
    ],
)
def test_opens_a_year_with_what_was_carried_into_it(carried: int, brought: int, faults: list[str]) -> None:
    """A first balance need not be carried out of a year that the ledger does not hold."""
    lines = [line(E.CARRIED_FORWARD, -carried, cost=None), line(E.BROUGHT_FORWARD, brought, 2027, cost=None)]
    journal = journal_with(1, [each for each in lines if each.amount_pence])
    assert list(proofs.years_open_as_they_closed(Ledger(entries_of(journal), {1: journal}))) == faults
