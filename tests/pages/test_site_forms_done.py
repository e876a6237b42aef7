"""Changes to settings, organisations and accounts, done by their pages: what each begins with, keeps and says."""

import datetime

import pytest
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.forms import accounts as account_forms
from dhr_cases.forms import organisations as organisation_forms
from dhr_cases.forms import partnership_settings as setting_forms
from dhr_cases.models import Notice, Organisation, Partnership, SectionNineStatus, Succession
from dhr_cases.models.history import change
from dhr_cases.notices import Kind
from tests.by_form import boxes
from tests.conftest import Cast
from tests.seen import Seen, browser, seen, sent

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
WHY = {"reason": "Agreed by the board"}
CODE = "testshire"


def setting(cast: Cast, section: str) -> Seen:
    """The form of one section as the coordinator opens it."""
    return seen(cast.coordinator, "settings_change", CODE, section)


def set_to(cast: Cast, section: str, /, **answers: object) -> Seen:
    """The page the coordinator is led to from a section that was sent."""
    return sent(cast.coordinator, "settings_change", CODE, section, answers={**WHY, **answers})


def fresh(row: Model) -> Model:
    """The row as it is stored."""
    row.refresh_from_db()
    return row


CONTACT = {
    "name": "Testshire Partnership", "contact_email": "team@example.test", "contact_telephone": "01632 960 000",
    "contact_address": "1 High Street",
}  # fmt: skip


def test_changes_name_and_contact(cast: Cast) -> None:
    """The form begins with what is set, the settings show what was set, and it says so."""
    assert setting(cast, "contact").values["name"] == "Testshire CSP"
    page = set_to(cast, "contact", **CONTACT)
    assert page.messages == [setting_forms.ContactForm.done]
    assert [page.facts[label] for label in ("Name", "Shared mailbox", "Telephone", "Address")] == list(CONTACT.values())
    values = setting(cast, "contact").values
    assert {name: values[name] for name in CONTACT} == CONTACT


@pytest.mark.parametrize(("name", "value"), [("name", ""), ("contact_email", "no address"), ("reason", "")])
def test_refuses_a_contact_and_keeps_what_was_typed(cast: Cast, name: str, value: str) -> None:
    page = set_to(cast, "contact", **{**CONTACT, name: value})
    assert page.status == 422
    assert len(page.faults) == 1
    others = {key: text for key, text in CONTACT.items() if key != name}
    assert {key: page.values[key] for key in others} == others
    fresh(cast.partnership)
    assert cast.partnership.name == "Testshire CSP"


def test_changes_the_colours(cast: Cast) -> None:
    values = setting(cast, "colours").values
    assert (values["brand"], values["link"]) == (cast.partnership.brand_colour, cast.partnership.link_colour)
    page = set_to(cast, "colours", brand="#1d3557", link="#0b3d91")
    assert page.facts["Colours"] == "brand #1d3557, links #0b3d91"


def test_works_with_the_bodies_that_are_ticked(cast: Cast) -> None:
    """Those that exist today are offered; one that was taken off stays off."""
    with change("Test body", None):
        Organisation.objects.create(code="gone", name="A body that is gone", kind="charity", ends_on=TODAY - ONE)
        cast.health.partnerships.add(cast.partnership)
    page = setting(cast, "bodies")
    assert "A body that is gone" not in page.choices("bodies")
    assert page.values["bodies"] == str(cast.health.pk)
    done = set_to(cast, "bodies", bodies=[cast.police.pk, cast.refuge.pk])
    assert done.facts["Organisations we work with"] == "2 organisations"
    assert set(cast.partnership.bodies.all()) == {cast.police, cast.refuge}
    assert set_to(cast, "bodies", bodies=[cast.police.pk]).facts["Organisations we work with"] == "1 organisation"
    assert set_to(cast, "bodies").facts["Organisations we work with"] == "0 organisations"


def test_says_from_when_to_when_and_who_follows(cast: Cast) -> None:
    """A partnership cannot follow itself."""
    with change("Test partnership", None):
        other = Partnership.objects.create(code="vale", name="Vale CSP")
    page = setting(cast, "life-span")
    assert page.choices("successor")[1:] == ["Vale CSP"]
    assert [page.values[f"ends_on_{part}"] for part in ("day", "month", "year")] == ["", "", ""]
    ends = {**boxes("starts_on", TODAY - ONE), **boxes("ends_on", TODAY)}
    done = set_to(cast, "life-span", successor=other.pk, **ends)
    days = f"from {long_date(TODAY - ONE)}, until {long_date(TODAY)}"
    assert done.facts["Exists"] == f"{days}, followed by Vale CSP"
    values = setting(cast, "life-span").values
    assert (values["successor"], values["ends_on_year"]) == (str(other.pk), str(TODAY.year))


def test_leads_to_the_settings_of_the_partnership_that_was_changed(cast: Cast) -> None:
    """The home partnership's stand under Settings, another's under its own address."""
    with change("Test partnership", None):
        Partnership.objects.create(code="vale", name="Vale CSP")
    for code, back in ((CODE, reverse("settings")), ("vale", reverse("settings_of", args=("vale",)))):
        answer = browser(cast.coordinator).post(
            reverse("settings_change", args=(code, "words")),
            {"label_shown": "DARDR", "title_pattern": "case_number", **WHY},
        )
        assert answer.headers["Location"] == back


def test_records_what_section_nine_lists(cast: Cast) -> None:
    """Since when, or without a first day; the page of the body shows both."""
    answers = {"section_9": "yes", "source": "The Act", **boxes("starts_on", TODAY - ONE)}
    page = sent(cast.coordinator, "organisation_section-9", "test-police", answers=answers)
    assert page.messages == [organisation_forms.SectionNineForm.done]
    sent(cast.coordinator, "organisation_section-9", "test-nhs", section_9="no", source="The Act")
    rows = SectionNineStatus.objects.order_by("pk")
    assert [(row.organisation, row.is_section_9_body, row.starts_on, row.source) for row in rows] == [
        (cast.police, True, TODAY - ONE, "The Act"), (cast.health, False, None, "The Act"),
    ]  # fmt: skip
    assert f"listed, from {long_date(TODAY - ONE)}" in seen(cast.coordinator, "organisation", "test-police")
    assert "not listed, start not stated" in seen(cast.coordinator, "organisation", "test-nhs")


def test_lists_bodies_with_what_section_nine_says_of_them(cast: Cast) -> None:
    """Yes, no, or not stated; the reader who keeps no settings is offered no change."""
    with change("Test status", None):
        SectionNineStatus.objects.create(organisation=cast.police, is_section_9_body=True)
        SectionNineStatus.objects.create(organisation=cast.health, is_section_9_body=False)
    page = seen(cast.coordinator, "organisations")
    (rows,) = page.tables.values()
    assert {row[0]: row[3] for row in rows} == {
        "Testshire Police": "Yes", "Testshire NHS Trust": "No", "Testshire Refuge": "not stated",
    }  # fmt: skip
    assert reverse("organisation_new") in page.links.values()


def test_shows_every_fact_of_a_body(cast: Cast) -> None:
    facts = seen(cast.coordinator, "organisation", "test-refuge").facts
    assert facts["Domestic abuse specialist"] == "Yes"
    assert facts["Responsible authority"] == "No"
    assert facts["Short name"] == "not stated"


@pytest.mark.parametrize(("days", "is_planned", "fault"), [(0, False, ""), (1, True, ""), (1, False, "tick")])
def test_ends_a_body_today_or_by_a_plan(cast: Cast, days: int, is_planned: bool, fault: str) -> None:
    """The body itself cannot follow itself; its follower is tied to it."""
    form = seen(cast.coordinator, "organisation_end", "test-refuge")
    assert sorted(form.choices("successors")) == ["Testshire NHS Trust", "Testshire Police"]
    answers = {"successors": [cast.health.pk], "shape": "one_to_one", **boxes("ends_on", TODAY + days * ONE), **WHY}
    plan = {"is_planned": "on"} if is_planned else {}
    page = sent(cast.coordinator, "organisation_end", "test-refuge", answers={**answers, **plan})
    if fault:
        assert page.faults == ["The last day is to come: tick that this is planned"]
        assert not Succession.objects.exists()
        return
    row = Succession.objects.get()
    assert (row.predecessor, row.successor, row.is_planned) == (cast.refuge, cast.health, is_planned)
    assert page.messages == [organisation_forms.EndOrganisationForm.done]


DETAILS = {
    "full_name": "Otto Sider",
    "email": "otto@example.test",
    "job_title": "Officer",
    "telephone": "01632 960 002",
}


def test_changes_the_details_of_an_account(cast: Cast) -> None:
    """The form begins with them; the page shows them with who changed them and why."""
    values = seen(cast.administrator, "account_change", cast.outsider.pk).values
    assert (values["full_name"], values["email"], values["telephone"]) == ("Outsider", "outsider@example.test", "")
    page = sent(cast.administrator, "account_change", cast.outsider.pk, answers={**DETAILS, **WHY})
    assert page.messages == [account_forms.ChangeAccountForm.done]
    assert list(page.facts.values())[:4] == list(DETAILS.values())
    assert any("by Administrator" in event and WHY["reason"] in event for event in page.events)


def test_sends_an_invitation_again(cast: Cast) -> None:
    """It waits for the post, and the page of the account tells of it."""
    page = sent(cast.administrator, "account_invite", cast.outsider.pk)
    assert page.messages == [account_forms.InviteAgainForm.done]
    assert [notice.to for notice in Notice.objects.filter(kind=Kind.ACCOUNT_INVITATION)] == [cast.outsider]
    assert len(page.events) == 1


def test_tells_active_accounts_from_closed_ones(cast: Cast) -> None:
    """Each with its standing teams, or none."""
    sent(cast.administrator, "account_deactivate", cast.outsider.pk, answers=WHY)
    page = seen(cast.administrator, "accounts")
    (rows,) = page.tables.values()
    found = {row[1]: row[2:] for row in rows}
    assert found["outsider@example.test"] == ["none", "Deactivated"]
    assert found["auditor@example.test"][1] == "Active"
    assert (page.states["Active"], page.states["Deactivated"]) == ("met", "done")
    assert page.links["Outsider"] == reverse("account", args=(cast.outsider.pk,))


def test_shows_the_partnerships_that_can_be_joined_with_the_home_one_chosen(cast: Cast) -> None:
    page = seen(cast.administrator, "account_join", cast.outsider.pk)
    assert page.values["partnership"] == str(cast.partnership.pk)
    assert page.choices("role") == [label for _, label in account_forms.team_roles()]
