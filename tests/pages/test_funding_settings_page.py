"""The settings of money on screen, and the forms that change them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import User
from funding.actions.funding_settings import add_band, name_nominee
from funding.models import ComplexityBand, FundingSettings, Nominee
from funding.terms import Sight
from funding.verbs import FundingVerb
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

PAGE = reverse("funding_settings", args=("testshire", "2026-27"))
V = FundingVerb
ANSWERS = {
    "sight": "everything",
    "average_cost_pence": "20,000",
    "average_cost_source": "Minute 7",
    "answer_days": "21",
    "payment_days": "14",
    "reason": "Agreed",
}


def act(verb: FundingVerb, *about: int) -> str:
    """The page of an act on the settings."""
    return reverse("funding_act", args=("testshire", "2026-27", verb.value, *about))


def page_of(client: Client, who: User, address: str = PAGE) -> str:
    """The page as a person sees it."""
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_what_holds_before_anything_is_set(client: Client, cast: Cast) -> None:
    page = page_of(client, cast.auditor)
    for words in (
        "the totals of the year",
        "not stated",
        "No band is set",
        "The chair has named nobody",
        "usual columns",
    ):
        assert words in page
    assert "/do/" not in page


def test_changes_the_settings_through_the_form(client: Client, cast: Cast) -> None:
    assert act(V.CHANGE_SETTINGS) in page_of(client, cast.coordinator)
    client.post(act(V.CHANGE_SETTINGS), ANSWERS)
    held = FundingSettings.objects.get()
    assert (held.sight, held.average_cost_pence, held.payment_days) == (Sight.EVERYTHING, 2000000, 14)
    page = page_of(client, cast.coordinator)
    assert "£20,000" in page
    assert "Minute 7" in page
    assert 'value="20,000.00"' in page_of(client, cast.coordinator, act(V.CHANGE_SETTINGS))


def test_asks_where_the_average_comes_from(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(act(V.CHANGE_SETTINGS), {**ANSWERS, "average_cost_source": ""})
    assert "Enter where the average cost comes from" in answer.content.decode()


def test_sets_the_columns_of_the_finance_file(client: Client, cast: Cast) -> None:
    form = page_of(client, cast.finance_officer, act(V.CHANGE_COLUMNS))
    assert "Customer | organisation" in form
    columns = "Customer | organisation\nDay | invoiced_on | YYYYMMDD\n\nLedger | fixed:DHR"
    client.post(act(V.CHANGE_COLUMNS), {"columns": columns, "reason": "New system"})
    assert FundingSettings.objects.get().invoice_columns == [
        {"heading": "Customer", "field": "organisation"},
        {"heading": "Day", "field": "invoiced_on", "dates": "YYYYMMDD"},
        {"heading": "Ledger", "field": "fixed:DHR"},
    ]
    assert "Day | invoiced_on | YYYYMMDD" in page_of(client, cast.finance_officer)


def test_says_which_column_cannot_be_used(client: Client, cast: Cast) -> None:
    client.force_login(cast.finance_officer)
    wrong = {"columns": "Customer | organisation\nSum | no_such\nA | amount | x | y", "reason": "x"}
    page = client.post(act(V.CHANGE_COLUMNS), wrong).content.decode()
    assert "Column 2: “no_such” is no field" in page
    assert "Column 3" in page
    assert not FundingSettings.objects.filter(invoice_columns__gt=[]).exists()


def test_adds_and_changes_a_band(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    client.post(act(V.ADD_BAND), {"name": "Complex", "cost_pence": "15,000", "source": "Outturn"})
    band = ComplexityBand.objects.get()
    assert act(V.CHANGE_BAND, band.pk) in page_of(client, cast.coordinator)
    client.post(act(V.CHANGE_BAND, band.pk), {"cost_pence": "16,000", "source": "Outturn", "reason": "Dearer"})
    assert "£16,000" in page_of(client, cast.auditor)


def test_lets_the_chair_name_a_nominee_and_end_it(client: Client, cast: Cast) -> None:
    today = timezone.localdate()
    start = {"starts_on_day": str(today.day), "starts_on_month": str(today.month), "starts_on_year": str(today.year)}
    client.force_login(cast.csp_chair)
    client.post(act(V.NAME_NOMINEE), {"user": str(cast.coordinator.pk), **start, "reason": "Leave"})
    nominee = Nominee.objects.get()
    page = page_of(client, cast.csp_chair)
    assert cast.coordinator.full_name in page
    assert act(V.END_NOMINEE, nominee.pk) in page
    last = {name.replace("starts", "ends"): value for name, value in start.items()}
    client.post(act(V.END_NOMINEE, nominee.pk), {**last, "reason": "Back"})
    nominee.refresh_from_db()
    assert nominee.ends_on == today


def test_refuses_a_nominee_named_by_the_finance_officer(client: Client, cast: Cast) -> None:
    assert act(V.NAME_NOMINEE) not in page_of(client, cast.finance_officer)
    assert act(V.NAME_NOMINEE) in page_of(client, cast.csp_chair)
    client.force_login(cast.finance_officer)
    start = {"starts_on_day": "1", "starts_on_month": "6", "starts_on_year": "2026"}
    answers = {"user": str(cast.coordinator.pk), **start, "reason": "Leave"}
    assert "Only the chair" in client.post(act(V.NAME_NOMINEE), answers).content.decode()
    assert not Nominee.objects.exists()


def test_lists_forty_bands_and_nominees(client: Client, cast: Cast) -> None:
    for number in range(40):
        add_band(
            partnership=cast.partnership, by=cast.coordinator, name=f"Band {number}", cost_pence=100, source="Minute"
        )
    name_nominee(
        partnership=cast.partnership,
        by=cast.csp_chair,
        user=cast.auditor,
        starts_on=timezone.localdate(),
        ends_on=None,
        reason="Leave",
    )
    page = page_of(client, cast.auditor)
    assert "Band 39" in page
    assert "until ended" in page


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, part: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(PAGE).status_code == 404
