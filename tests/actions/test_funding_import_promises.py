"""Which pledges and confirmations does a file of years write that it only implies, how much and on which day?

A contribution that a file calls pledged or confirmed, without an entry that says so, gets the entry.
"""

import datetime
from typing import Any

import pytest

from funding.imports.taking_in import take_in_text
from funding.models import Entry
from funding.terms import EntryKind
from tests.funding_files import as_text, changed

pytestmark = pytest.mark.django_db

E = EntryKind
FIRST = datetime.date(2021, 4, 1)
OWED = 300_000
IMPLIED = "As the state of the contribution says"

Promise = tuple[str, int, datetime.date]


def entry(kind: str, pence: int, on: str) -> dict[str, Any]:
    return {"organisation": "fire", "kind": kind, "amount_pence": pence, "on": on}


def promises(state: str, pence: int | None, on: str | None, *income: dict[str, Any]) -> list[Promise]:
    """What is written of the fire service's promise and was in no line of the file, in order."""
    row: dict[str, Any] = {"organisation": "fire", "amount_pence": pence, "state": state}
    row |= {"on": on} if on else {}
    row |= {"withdrawal_effective_on": "2021-04-01"} if state == "withdrawn" else {}
    document = changed((("years", 0, "agreements"), [row]), (("years", 0, "income"), list(income)))
    take_in_text(as_text(document))
    found = Entry.objects.filter(text=IMPLIED).order_by("number")
    return [(row.kind, row.amount_pence, row.on) for row in found]


def on(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def both(pledged: int, confirmed: int, day: datetime.date) -> list[Promise]:
    return [(kind, pence, day) for kind, pence in ((E.PLEDGE, pledged), (E.CONFIRMATION, confirmed)) if pence]


@pytest.mark.parametrize(
    ("state", "pledged", "confirmed"),
    [
        ("proposed", 0, 0), ("asked", 0, 0), ("pledged", OWED, 0), ("confirmed", OWED, OWED), ("declined", 0, 0),
        ("withdrawn", 0, 0), ("ended", 0, 0),
    ],
)  # fmt: skip
def test_writes_what_the_state_says_and_no_entry_does(state: str, pledged: int, confirmed: int) -> None:
    assert promises(state, OWED, "2021-05-04") == both(pledged, confirmed, on("2021-05-04"))


@pytest.mark.parametrize("state", ["pledged", "confirmed"])
def test_writes_nothing_for_a_sum_that_is_not_stated(state: str) -> None:
    assert promises(state, None, "2021-05-04") == []


def test_dates_a_promise_without_a_day_on_the_first_of_the_year() -> None:
    assert promises("confirmed", OWED, None) == both(OWED, OWED, FIRST)


def test_dates_a_pledge_on_the_first_confirmation_and_on_no_other_entry() -> None:
    """An invoice of April and a receipt of May say nothing about when the body promised."""
    income = (
        entry("invoice", OWED, "2021-04-20"), entry("confirmation", 200_000, "2021-07-02"),
        entry("confirmation", 100_000, "2021-06-01"), entry("receipt", OWED, "2021-05-05"),
    )  # fmt: skip
    assert promises("confirmed", OWED, None, *income) == both(OWED, 0, on("2021-06-01"))


def test_lets_the_day_of_the_contribution_go_before_that_of_its_entries() -> None:
    income = entry("confirmation", OWED, "2021-06-01")
    assert promises("confirmed", OWED, "2021-05-04", income) == both(OWED, 0, on("2021-05-04"))


@pytest.mark.parametrize(
    ("state", "income", "pledged", "confirmed"),
    [
        ("confirmed", [("pledge", OWED)], 0, OWED),
        ("confirmed", [("pledge", OWED - 1)], 1, OWED),
        ("confirmed", [("pledge", OWED + 1)], 0, OWED),
        ("confirmed", [("pledge", OWED), ("confirmation", OWED)], 0, 0),
        ("confirmed", [("confirmation", 1)], 1, 0),
        ("pledged", [("pledge", 1)], 0, 0),
        ("pledged", [("pledge", 5), ("confirmation", 7)], 2, 0),
        ("asked", [("confirmation", 7)], 7, 0),
        ("asked", [("pledge", 7)], 0, 0),
    ],
)
def test_adds_only_what_is_missing_so_that_nothing_is_confirmed_that_was_not_pledged(
    state: str, income: list[tuple[str, int]], pledged: int, confirmed: int
) -> None:
    lines = [entry(kind, pence, "2021-06-01") for kind, pence in income]
    assert promises(state, OWED, "2021-06-01", *lines) == both(pledged, confirmed, on("2021-06-01"))


@pytest.mark.parametrize(
    ("kind", "due", "wanted"),
    [
        ("invoice", None, datetime.date(2021, 6, 1) + datetime.timedelta(days=30)),
        ("invoice", "2021-08-09", datetime.date(2021, 8, 9)),
        ("receipt", None, None),
        ("confirmation", None, None),
    ],
)
def test_counts_the_days_to_pay_from_the_day_of_an_invoice_alone(
    kind: str, due: str | None, wanted: datetime.date | None
) -> None:
    promises("asked", OWED, None, entry(kind, OWED, "2021-06-01") | ({"due_on": due} if due else {}))
    assert Entry.objects.exclude(text=IMPLIED).get(kind=kind).due_on == wanted
