"""How does one contribution read on a partner's page, and what is still to come of it, step by step?"""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models.history import change
from funding.models import Agreement
from funding.position import ShareFact, YearFacts, position
from funding.posting_lines import Line
from funding.terms import AgreementState, EntryKind, Measure
from funding.trends import YearShare
from funding.views.contributions import partner_figures
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, line, posted

pytestmark = pytest.mark.django_db

E = EntryKind
YEAR = FinancialYear(2021)
DAY = datetime.date(2021, 5, 3)
SHARE = 500_000
DECIDED, EFFECTIVE = datetime.date(2021, 3, 7), datetime.date(2021, 4, 1)
TODAY = timezone.localdate()


def owed(cast: Cast, pence: int | None = SHARE, **facts: Any) -> Agreement:
    made = agreement(cast.partnership, cast.police, pence, year=YEAR, state=AgreementState.CONFIRMED)
    with change("Test", None):
        for name, value in facts.items():
            setattr(made, name, value)
        made.save()
    return made


def enter(cast: Cast, about: Agreement, entries: Sequence[tuple[EntryKind, int]], on: datetime.date = DAY) -> None:
    lines = [line(kind, pence, about=about, on=on) for kind, pence in entries]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


def page(client: Client, cast: Cast) -> Any:
    client.force_login(cast.finance_officer)
    address = reverse("funding_partner", args=(cast.partnership.code, "2021-22", cast.police.code))
    return client.get(address).context


def facts(client: Client, cast: Cast) -> dict[str, str]:
    (one,) = page(client, cast)["contributions"]
    return {row["label"]: row["value"] for row in one["rows"]}


def outstanding(client: Client, cast: Cast) -> dict[str, str]:
    return {row["label"]: row["value"] for row in page(client, cast)["outstanding"]}


@pytest.mark.parametrize(
    ("decided", "effective", "words"),
    [
        (None, None, None),
        (DECIDED, None, "decided on 7 March 2021, from a day not stated"),
        (None, EFFECTIVE, "decided on a day not stated, from 1 April 2021"),
        (DECIDED, EFFECTIVE, "decided on 7 March 2021, from 1 April 2021: 25 days of notice"),
        (EFFECTIVE - datetime.timedelta(days=1), EFFECTIVE,
         "decided on 31 March 2021, from 1 April 2021: 1 day of notice"),
        (EFFECTIVE, EFFECTIVE, "decided on 1 April 2021, from 1 April 2021: 0 days of notice"),
    ],
)  # fmt: skip
def test_tells_a_withdrawal_as_far_as_its_days_are_known(
    client: Client, cast: Cast, decided: datetime.date | None, effective: datetime.date | None, words: str | None
) -> None:
    owed(cast, decided_on=decided, effective_on=effective)
    assert facts(client, cast).get("Withdrawal") == words


@pytest.mark.parametrize(
    ("pence", "given", "share", "told"),
    [
        (None, {"in_kind_description": "A room", "in_kind_value_pence": 120_000}, "in kind",
         "A room (value £1,200; no part of any total)"),
        (None, {"in_kind_description": "A room"}, "in kind", "A room (value not stated; no part of any total)"),
        (SHARE, {"in_kind_description": "A room", "in_kind_value_pence": 0}, "£5,000",
         "A room (value £0; no part of any total)"),
    ],
)  # fmt: skip
def test_tells_what_is_given_in_kind_beside_the_money(
    client: Client, cast: Cast, pence: int | None, given: dict[str, Any], share: str, told: str
) -> None:
    owed(cast, pence, is_in_kind=True, **given)
    found = facts(client, cast)
    assert (found["Share"], found["In kind"]) == (share, told)


def test_leaves_out_what_is_not_known_of_a_contribution(client: Client, cast: Cast) -> None:
    owed(cast)
    assert list(facts(client, cast)) == ["State", "Share", "Agreed", "Confirmed", "Invoiced", "Received"]


def test_tells_reason_and_source_where_they_are_recorded(client: Client, cast: Cast) -> None:
    owed(cast, reason="Two posts vacant", source="Letter of May")
    found = facts(client, cast)
    assert (found["Reason"], found["Source"]) == ("Two posts vacant", "Letter of May")


# what is still to come


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([], {"Not yet confirmed": "£5,000"}),
        ([(E.CONFIRMATION, SHARE - 1)], {"Not yet confirmed": "£0.01", "Confirmed, not yet invoiced": "£4,999.99"}),
        ([(E.CONFIRMATION, SHARE)], {"Confirmed, not yet invoiced": "£5,000"}),
        ([(E.CONFIRMATION, SHARE + 1)], {"Confirmed, not yet invoiced": "£5,000.01"}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE)], {"Invoiced, not yet paid": "£5,000"}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE), (E.CREDIT_NOTE, 100_000)],
         {"Confirmed, not yet invoiced": "£1,000", "Invoiced, not yet paid": "£4,000"}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE), (E.RECEIPT, SHARE - 1)], {"Invoiced, not yet paid": "£0.01"}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE), (E.RECEIPT, SHARE)], {}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE), (E.RECEIPT, SHARE + 1)], {"Paid in advance": "£0.01"}),
        ([(E.CONFIRMATION, SHARE), (E.RECEIPT, 200_000)],
         {"Confirmed, not yet invoiced": "£5,000", "Paid in advance": "£2,000"}),
        ([(E.CONFIRMATION, SHARE), (E.INVOICE, SHARE), (E.RECEIPT, SHARE), (E.REFUND, 5)],
         {"Invoiced, not yet paid": "£0.05"}),
    ],
)  # fmt: skip
def test_says_at_which_step_what_is_missing_waits(
    client: Client, cast: Cast, entries: list[tuple[EntryKind, int]], wanted: dict[str, str]
) -> None:
    about = owed(cast)
    if entries:
        enter(cast, about, entries)
    found = outstanding(client, cast)
    found.pop("Oldest invoice not paid", None)
    assert found == wanted


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0 to 30 days"), (30, "0 to 30 days"), (31, "31 to 60 days"), (60, "31 to 60 days"), (61, "61 to 90 days"),
     (90, "61 to 90 days"), (91, "Over 90 days")],
)  # fmt: skip
def test_names_the_oldest_unpaid_invoice_and_its_age(client: Client, cast: Cast, age: int, band: str) -> None:
    """An invoice for the year may be of any day; one paid in full before it is passed over."""
    about, oldest = owed(cast), TODAY - datetime.timedelta(days=age)
    invoices = [
        Line(kind=kind, year=YEAR.start, on=on, pence=pence, agreement=about)
        for kind, pence, on in ((E.INVOICE, 100_000, DAY), (E.RECEIPT, 100_000, DAY), (E.INVOICE, 300_000, oldest))
    ]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, invoices)
    assert outstanding(client, cast)["Oldest invoice not paid"] == f"{oldest:%-d %B %Y} ({band})"


# the four figures


def of(pence: int | None, **more: Any) -> YearShare:
    return YearShare(YEAR, pence, **more)


@pytest.mark.parametrize(
    ("share", "received", "value", "state"),
    [
        (of(SHARE), 0, "£5,000", "due_soon"),
        (of(SHARE), SHARE - 1, "£0.01", "due_soon"),
        (of(SHARE), SHARE, "£0", "done"),
        (of(SHARE), SHARE + 1, "−£0.01", "done"),
        (of(None), 100, "not stated", "due_soon"),
        (of(0), 0, "£0", "done"),
        (of(0, is_in_kind=True), 0, "none", "done"),
    ],
)
def test_says_what_of_the_share_has_not_come(share: YearShare, received: int, value: str, state: str) -> None:
    paid = ShareFact("a", "A", "A", AgreementState.CONFIRMED, counted={Measure.RECEIVED: received})
    standing = position(YearFacts(YEAR, DAY, 0, (), (paid,))).partners
    figure = partner_figures(standing, share)[-1]
    assert (figure["value"], figure["state"]) == (value, state)


def test_has_no_figure_for_a_year_without_a_contribution() -> None:
    labels = ("Share", "Confirmed", "Received", "Not yet received")
    assert partner_figures([], None) == [{"label": label, "value": "none"} for label in labels]


@pytest.mark.parametrize("state", AgreementState)
def test_waits_for_nothing_that_was_declined_or_withdrawn(client: Client, cast: Cast, state: AgreementState) -> None:
    about = owed(cast)
    enter(cast, about, [(E.CONFIRMATION, 400_000), (E.RECEIPT, 100_000)])
    with change("Test", None):
        about.state = state
        about.save()
    is_awaited = state not in (AgreementState.DECLINED, AgreementState.WITHDRAWN)
    steps = {"Not yet confirmed": "£1,000", "Confirmed, not yet invoiced": "£4,000"} if is_awaited else {}
    assert outstanding(client, cast) == {**steps, "Paid in advance": "£1,000"}
    figure = page(client, cast)["figures"][-1]
    assert (figure["label"], figure["value"]) == ("Not yet received", "£4,000" if is_awaited else "none")


@pytest.mark.parametrize(("days", "left"), [(-1, "none"), (0, "none"), (1, "£5,000")])
def test_waits_while_a_withdrawal_is_of_a_later_year(client: Client, cast: Cast, days: int, left: str) -> None:
    owed(cast, state=AgreementState.WITHDRAWN, effective_on=YEAR.last + datetime.timedelta(days=days))
    assert page(client, cast)["figures"][-1]["value"] == left


@pytest.mark.parametrize("state", [AgreementState.DECLINED, AgreementState.WITHDRAWN])
def test_takes_what_was_given_up_out_of_what_has_not_come(state: AgreementState) -> None:
    """£2,000 given up, of which £500 had come; of the other £3,000 £1,000 came."""
    own = (
        ShareFact("a", "A", "A", state, share=200_000, counted={Measure.RECEIVED: 50_000}),
        ShareFact("b", "A", "A", AgreementState.CONFIRMED, share=300_000, counted={Measure.RECEIVED: 100_000}),
    )
    standing = position(YearFacts(YEAR, DAY, 0, (), own)).partners
    assert partner_figures(standing, of(SHARE))[-1]["value"] == "£2,000"
