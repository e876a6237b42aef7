"""What a partnership sets about its money: sight, averages, days, bands, columns of the finance file, nominees."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import User
from funding.actions.funding_settings import (
    Terms,
    add_band,
    change_band,
    change_columns,
    change_settings,
    end_nominee,
    may_be_named,
    name_nominee,
)
from funding.actions.ledger import approve_journal, put_forward
from funding.models import ComplexityBand, Entry, FundingEvent, FundingSettings, Nominee
from funding.permissions import is_nominee
from funding.terms import EntryKind, Sight
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import cost_line, line

pytestmark = pytest.mark.django_db

TERMS = Terms(
    sight=Sight.OWN,
    average_cost_pence=2000000,
    average_cost_source="Executive, 2016",
    answer_days=21,
    payment_days=14,
)
COLUMNS = [{"heading": "Customer", "field": "organisation"}, {"heading": "Sum", "field": "amount"}]


def nominee(cast: Cast, user: User, starts_on: datetime.date, ends_on: datetime.date | None = None) -> Nominee:
    """A nomination by the chair."""
    return name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=user, starts_on=starts_on, ends_on=ends_on, reason="Leave"
    )


def test_changes_the_settings_with_a_reason(cast: Cast) -> None:
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=TERMS, reason="Agreed in May")
    held = FundingSettings.objects.get()
    assert (held.sight, held.average_cost_pence, held.answer_days, held.payment_days) == (Sight.OWN, 2000000, 21, 14)
    assert held.history.latest().history_change_reason == "Agreed in May"
    assert FundingEvent.objects.get().kind == FundingVerb.CHANGE_SETTINGS


def test_leaves_the_average_unstated(cast: Cast) -> None:
    unknown = Terms(sight=Sight.TOTALS, average_cost_pence=None, average_cost_source="", answer_days=1, payment_days=1)
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=unknown, reason="Not known")
    assert FundingSettings.objects.get().average_cost_pence is None


@pytest.mark.parametrize(
    ("average", "source", "days", "reason"),
    [(1, "", 1, "x"), (0, "x", 1, "x"), (None, "", 0, "x"), (None, "", 1, "")],
)
def test_refuses_settings_that_say_too_little(
    cast: Cast, average: int | None, source: str, days: int, reason: str
) -> None:
    terms = Terms(
        sight=Sight.OWN, average_cost_pence=average, average_cost_source=source, answer_days=days, payment_days=1
    )
    with pytest.raises(Incomplete):
        change_settings(partnership=cast.partnership, by=cast.coordinator, terms=terms, reason=reason)
    assert not FundingEvent.objects.exists()


def test_sets_the_columns_of_the_finance_file_and_takes_them_back(cast: Cast) -> None:
    change_columns(partnership=cast.partnership, by=cast.finance_officer, columns=COLUMNS, reason="New system")
    assert FundingSettings.objects.get().invoice_columns == COLUMNS
    change_columns(partnership=cast.partnership, by=cast.finance_officer, columns=[], reason="Old system")
    assert FundingSettings.objects.get().invoice_columns == []
    assert FundingEvent.objects.filter(kind=FundingVerb.CHANGE_COLUMNS).count() == 2


def test_names_each_column_that_cannot_be_used(cast: Cast) -> None:
    wrong = [{"heading": "", "field": "amount"}, {"heading": "x", "field": "no_such"}]
    with pytest.raises(Incomplete) as refusal:
        change_columns(partnership=cast.partnership, by=cast.finance_officer, columns=wrong, reason="x")
    assert "Column 1" in str(refusal.value.missing)
    assert "Column 2" in str(refusal.value.missing)
    assert not FundingEvent.objects.exists()


def test_adds_and_changes_a_band(cast: Cast) -> None:
    band = add_band(partnership=cast.partnership, by=cast.coordinator, name="Complex", cost_pence=100, source="2025")
    change_band(band=band, by=cast.finance_officer, cost_pence=200, source="2026", reason="Dearer")
    assert (band.cost_pence, band.source) == (200, "2026")
    kinds = list(FundingEvent.objects.values_list("kind", flat=True))
    assert kinds == [FundingVerb.ADD_BAND, FundingVerb.CHANGE_BAND]
    with pytest.raises(Incomplete, match="already"):
        add_band(partnership=cast.partnership, by=cast.coordinator, name="Complex", cost_pence=1, source="x")


@pytest.mark.parametrize(("name", "pence", "source"), [("", 1, "x"), ("A", 0, "x"), ("A", 1, " ")])
def test_refuses_a_band_that_says_too_little(cast: Cast, name: str, pence: int, source: str) -> None:
    with pytest.raises(Incomplete):
        add_band(partnership=cast.partnership, by=cast.coordinator, name=name, cost_pence=pence, source=source)
    assert not ComplexityBand.objects.exists()


def test_lets_a_nominee_of_the_chair_approve(cast: Cast) -> None:
    nominee(cast, cast.coordinator, timezone.localdate())
    assert is_nominee(cast.coordinator, cast.partnership)
    lines = [line(EntryKind.ACTUAL, 100, about=cost_line(cast.partnership))]
    journal = put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Paid")
    approve_journal(journal=journal, by=cast.coordinator)
    assert Entry.objects.get().approved_by == cast.coordinator


def test_ends_a_nomination(cast: Cast) -> None:
    today = timezone.localdate()
    named = nominee(cast, cast.coordinator, today - datetime.timedelta(days=9))
    end_nominee(nominee=named, by=cast.csp_chair, ends_on=today - datetime.timedelta(days=1), reason="Back at work")
    assert not is_nominee(cast.coordinator, cast.partnership)
    with pytest.raises(NotNow, match="ended already"):
        end_nominee(nominee=named, by=cast.csp_chair, ends_on=today, reason="x")


def test_lets_nobody_but_the_chair_name_a_nominee(cast: Cast) -> None:
    for person in (cast.finance_officer, cast.coordinator, cast.auditor, cast.outsider):
        with pytest.raises(NotPermitted):
            name_nominee(
                partnership=cast.partnership,
                by=person,
                user=cast.auditor,
                starts_on=timezone.localdate(),
                ends_on=None,
                reason="x",
            )
    assert not Nominee.objects.exists()


def test_refuses_a_nominee_who_cannot_open_the_pages_or_is_the_chair(cast: Cast) -> None:
    for person in (cast.panel_member, cast.outsider, cast.csp_chair):
        with pytest.raises(Incomplete):
            nominee(cast, person, timezone.localdate())
    offered = set(may_be_named(cast.partnership))
    assert offered == {cast.coordinator, cast.finance_officer, cast.auditor}


def test_refuses_a_last_day_before_the_first_and_a_second_nomination(cast: Cast) -> None:
    today = timezone.localdate()
    with pytest.raises(Incomplete, match="before the first"):
        nominee(cast, cast.auditor, today, today - datetime.timedelta(days=1))
    nominee(cast, cast.auditor, today)
    with pytest.raises(NotNow, match="already"):
        nominee(cast, cast.auditor, today)


def test_refuses_people_who_do_not_keep_the_money(cast: Cast) -> None:
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.outsider):
        with pytest.raises(NotPermitted):
            change_settings(partnership=cast.partnership, by=person, terms=TERMS, reason="x")
        with pytest.raises(NotPermitted):
            add_band(partnership=cast.partnership, by=person, name="A", cost_pence=1, source="x")


def test_leaves_nothing_when_the_event_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        nominee(cast, cast.auditor, timezone.localdate())
    assert not Nominee.objects.exists()
