"""How does history tell an act on money: who, about what, and each fact before and after, in words?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.actions import agreements, requests
from funding.actions.agreements import Terms
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, change_model, draft_model
from funding.actions.funding_settings import Terms as Settings
from funding.actions.funding_settings import add_band, change_band, change_columns, change_settings, name_nominee
from funding.actions.grant_projects import Outline, change_project
from funding.history_rows import LONGEST, Told, events_of, history_of, told
from funding.models import Agreement, FundingEvent
from funding.money import Qualifier
from funding.terms import Sight
from funding.verbs import VERBS
from funding.verbs import FundingVerb as V
from funding.years import year_of
from tests.conftest import Cast
from tests.money import agreement
from tests.steps_grant import a_grant, a_project

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YEAR = year_of(TODAY)
SHARE = 500_000


def last(cast: Cast) -> Told:
    """The latest act as history tells it."""
    return told(events_of(cast.partnership)[:1])[0]


def changes(found: Told) -> dict[str, tuple[str, str]]:
    """Each fact that changed, before and after."""
    return {each.label: (each.before, each.after) for each in found.changes}


@pytest.fixture
def owed(cast: Cast) -> Agreement:
    """£5,000 of the police."""
    return agreements.propose_agreement(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, year=YEAR,
        terms=Terms(amount_pence=SHARE, source="Letter"),
    )  # fmt: skip


def test_tells_a_first_writing_without_changes(cast: Cast, owed: Agreement) -> None:
    found = last(cast)
    assert (found.title, found.by) == ("Contribution proposed", "Coordinator (coordinator)")
    assert (found.about, found.changes) == (f"Testshire Police, {YEAR}", ())


def test_tells_money_yes_and_no_and_what_was_not_stated(cast: Cast, owed: Agreement) -> None:
    terms = Terms(qualifier=Qualifier.ABOUT, in_kind="A room", in_kind_value_pence=1, source="E-mail")
    agreements.change_agreement(agreement=owed, by=cast.finance_officer, terms=terms, reason="Minute 4")
    found = last(cast)
    assert (found.by, found.event.reason) == ("Finance Officer (finance officer)", "Minute 4")
    working = f"Corrected on {TODAY:%-d %B %Y} from £5,000 to not stated: Minute 4"
    assert changes(found) == {
        "Amount": ("£5,000", "not stated"),
        "How exact": ("exact", "about"),
        "In kind": ("no", "yes"),
        "What is given in kind": ("not stated", "A room"),
        "Its value": ("not stated", "£0.01"),
        "How it was worked out": ("none", working),
        "Source": ("Letter", "E-mail"),
    }


def test_tells_states_and_days_in_words(cast: Cast, owed: Agreement) -> None:
    agreements.record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=TODAY,
        effective_on=YEAR.next.first, reason="Savings",
    )  # fmt: skip
    later = last(cast)
    assert (later.title, later.changes) == ("Withdrawal recorded", ())
    agreements.record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=TODAY,
        effective_on=YEAR.first, reason="Savings at once",
    )  # fmt: skip
    assert changes(last(cast)) == {
        "State": ("Proposed", "Withdrawn"),
        "Withdrawal decided on": ("not stated", f"{TODAY:%-d %B %Y}"),
        "Withdrawal takes effect on": ("not stated", f"1 April {YEAR.start}"),
        "Reason": ("not stated", "Savings at once"),
    }


def test_tells_bodies_by_their_names_and_lists_by_their_parts(cast: Cast) -> None:
    rules: list[dict[str, object]] = [{"type": "remainder", "party": "test-police"}]
    said = ModelDraft(first_year=YEAR.start, parties=[cast.police], rules=rules, why="First")
    version = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Shared cost", draft=said)
    other = ModelDraft(first_year=YEAR.start, parties=[cast.police], underwriter=cast.health, why="Second")
    change_model(version=version, by=cast.coordinator, draft=other)
    found = last(cast)
    assert (found.title, found.about) == ("Draft of the funding model changed", "Shared cost, version 1")
    assert changes(found) == {
        "Underwriter": ("not stated", "Testshire NHS Trust"),
        "Rules": ("type remainder, party test-police", "none"),
        "Why this version": ("First", "Second"),
    }


def test_tells_settings_without_naming_the_row(cast: Cast) -> None:
    terms = Settings(
        sight=Sight.OWN, average_cost_pence=7, average_cost_source="Closed", answer_days=9, payment_days=30
    )
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=terms, reason="Agreed")
    other = Settings(
        sight=Sight.EVERYTHING, average_cost_pence=None, average_cost_source="", answer_days=9, payment_days=1
    )
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=other, reason="Anew")
    found = last(cast)
    assert found.about == "Money of Testshire CSP"
    assert changes(found) == {
        "What a partner sees": (
            "Its own lines only", "Its own lines, the totals and every partner's share and state",
        ),
        "Average cost of a review": ("£0.07", "not stated"),
        "Where that figure comes from": ("Closed", "not stated"),
        "Days a partner has to pay an invoice": ("30", "1"),
    }  # fmt: skip
    column = [{"heading": "Our number", "field": "number"}]
    change_columns(partnership=cast.partnership, by=cast.coordinator, columns=column, reason="New system")
    assert changes(last(cast)) == {"Columns of the invoice file": ("none", "field number, heading Our number")}


def test_takes_no_change_for_that_of_another_act(cast: Cast) -> None:
    """Two acts on one row, one after the other, each with its own reason."""
    band = add_band(partnership=cast.partnership, by=cast.coordinator, name="High", cost_pence=700, source="x")
    for pence, reason in ((800, "Dearer"), (900, "Dearer still")):
        change_band(band=band, by=cast.coordinator, cost_pence=pence, source="x", reason=reason)
    newest, before, first = told(events_of(cast.partnership))
    assert changes(newest) == {"Default cost": ("£8", "£9")}
    assert changes(before) == {"Default cost": ("£7", "£8")}
    assert (first.title, changes(first)) == ("Complexity band added", {})


def test_cuts_what_is_too_long_to_be_told(cast: Cast) -> None:
    a_grant(cast)
    project = a_project(cast, "Play", 1)
    outline = Outline(title="Play", asked_pence=1, purpose="x" * (LONGEST + 1), lead=cast.health)
    change_project(project=project, by=cast.coordinator, outline=outline, reason="Longer")
    assert changes(last(cast)) == {
        "Purpose": ("not stated", "x" * LONGEST), "Lead": ("Testshire Police", "Testshire NHS Trust"),
    }  # fmt: skip


def test_lists_the_acts_about_a_row_newest_first_and_of_this_partnership_alone(cast: Cast, owed: Agreement) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE, why="Two reviews", agreement=owed)
    asked = requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    requests.chase(request=asked, by=cast.coordinator)
    agreement(cast.partnership, cast.health, 1)
    with change("Test", None):
        far = Partnership.objects.create(code="far", name="Far CSP")
    FundingEvent.objects.create(partnership=far, kind=V.CHASE, subject="fundingrequest", subject_id=asked.pk, on=TODAY)
    about = [("agreement", [owed.pk]), ("fundingrequest", [asked.pk])]
    assert [each.event.kind for each in history_of(cast.partnership, about)] == [V.CHASE, V.ASK, V.PROPOSE_AGREEMENT]
    assert [each.event.kind for each in history_of(cast.partnership, about[:1])] == [V.PROPOSE_AGREEMENT]
    assert history_of(cast.partnership, []) == []
    assert [each.kind for each in events_of(cast.partnership, V.ASK)] == [V.ASK]
    assert changes(history_of(cast.partnership, about)[0]) == {"Last reminded on": ("not stated", f"{TODAY:%-d %B %Y}")}


@pytest.mark.parametrize("role", ["", "Coordinator"])
def test_says_who_did_it_and_as_what(cast: Cast, role: str) -> None:
    row: dict[str, Any] = {"partnership": cast.partnership, "kind": V.IMPORT_YEARS, "on": TODAY, "subject": ""}
    by_hand = FundingEvent.objects.create(by=cast.coordinator, by_role=role, **row)
    from_a_file = FundingEvent.objects.create(by=None, **row)
    one, other = told([by_hand, from_a_file])
    assert one.by == ("Coordinator (coordinator)" if role else "Coordinator")
    assert other.by == "a file taken in from the command line"
    assert {one.title, other.title} == {VERBS[V.IMPORT_YEARS].done}
    assert (one.about, one.changes) == ("", ())


def test_tells_an_act_about_a_row_that_has_no_words(cast: Cast) -> None:
    row = name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=cast.auditor, starts_on=TODAY,
        ends_on=TODAY + datetime.timedelta(days=1), reason="Leave",
    )  # fmt: skip
    found = last(cast)
    assert (found.event.subject_id, found.about, found.by) == (row.pk, "", "Csp Chair (partnership chair)")
