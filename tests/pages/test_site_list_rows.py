"""The lists of organisations and accounts and the page of each: what stands there, for whom, in which order."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.accounts import deactivate, reactivate
from dhr_cases.deadlines import long_date
from dhr_cases.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    SectionNineStatus,
    Succession,
    SuccessionShape,
    TeamMembership,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.views.accounts import A_PAGE
from tests.conftest import Cast
from tests.seen import Seen, browser, seen

pytestmark = pytest.mark.both_databases

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
BODIES = "Organisations"


def body(name: str, **facts: object) -> Organisation:
    """Another body."""
    code = name.lower().replace(" ", "-")
    with change("Test", None):
        return Organisation.objects.create(**{"code": code, "name": name, "kind": OrganisationKind.FIRE, **facts})


def many_bodies(count: int, **facts: object) -> None:
    """So many bodies at once."""
    for number in range(count):
        body(f"Vale {number:03}", **facts)


def bodies(cast: Cast, asked: str = "", part: str = "coordinator") -> Seen:
    """The list of organisations as it is asked for."""
    return seen(cast.people()[part], "organisations", asked=asked)


def bodies_link(page: Seen, words: str) -> str:
    """Where the list leads by these words, behind the question mark."""
    return page.links[words].partition("?")[2]


def test_lists_a_body_with_kind_life_and_section_nine(cast: Cast) -> None:
    """By name; what nobody stated is said to be so."""
    listed = body("Vale Fire", starts_on=TODAY - DAY, ends_on=TODAY)
    with change("Test", None):
        for organisation, is_listed in ((listed, True), (cast.refuge, False)):
            SectionNineStatus.objects.create(organisation=organisation, is_section_9_body=is_listed)
    page = bodies(cast)
    assert page.heads == {BODIES: ["Name", "Kind", "Exists", "Listed in section 9 today"]}
    assert page.tables[BODIES] == [
        ["Testshire NHS Trust", "NHS trust or foundation trust", "start not stated, no end", "not stated"],
        ["Testshire Police", "Police force", "start not stated, no end", "not stated"],
        ["Testshire Refuge", "Charity", "start not stated, no end", "No"],
        ["Vale Fire", "Fire and rescue", f"from {long_date(TODAY - DAY)}, until {long_date(TODAY)}", "Yes"],
    ]
    assert page.links["Vale Fire"] == reverse("organisation", args=("vale-fire",))
    assert "4 organisations" in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Testshire NHS Trust", "Testshire Police", "Testshire Refuge"]),
        ("exists=", ["Old Fire", "Testshire NHS Trust", "Testshire Police", "Testshire Refuge"]),
        ("exists=no", ["Old Fire"]),
        ("text=old", ["Old Fire"]),
        ("text=old&exists=yes", []),
        ("kind=police", ["Testshire Police"]),
        ("page=1", ["Testshire NHS Trust", "Testshire Police", "Testshire Refuge"]),
        ("page=none&exists=no", ["Old Fire"]),
    ],
)
def test_shows_only_those_that_exist_until_something_else_is_asked(cast: Cast, asked: str, names: list[str]) -> None:
    body("Old Fire", ends_on=TODAY - DAY)
    page = bodies(cast, asked)
    assert [row[0] for row in page.tables.get(BODIES, [])] == names
    assert f"{len(names)} organisation{'' if len(names) == 1 else 's'}" in page
    assert ("No organisation matches." in page) is (not names)
    if not names:
        assert bodies_link(page, "Show all organisations") == "exists="


def test_asks_the_same_on_every_page_of_the_list(cast: Cast) -> None:
    """To turn the page of the list as it opens does not bring those back that have ended."""
    many_bodies(38)
    many_bodies_ended = [body(f"Zz ended {number}", ends_on=TODAY - DAY) for number in range(3)]
    first = bodies(cast)
    second = bodies(cast, bodies_link(first, "Next page"))
    assert (len(first.tables[BODIES]), [row[0] for row in second.tables[BODIES]]) == (40, ["Vale 037"])
    assert "41 organisations" in second
    assert second.values["exists"] == "yes"
    back = bodies(cast, bodies_link(second, "Previous page"))
    assert back.tables == first.tables
    everything = bodies(cast, bodies_link(bodies(cast, "exists="), "Next page"))
    assert [row[0] for row in everything.tables[BODIES]] == ["Vale 037", *(row.name for row in many_bodies_ended)]


def test_shows_all_and_the_fault_when_a_filter_makes_no_sense(cast: Cast) -> None:
    body("Old Fire", ends_on=TODAY - DAY)
    page = bodies(cast, "kind=moon&exists=yes")
    assert len(page.tables[BODIES]) == 4
    assert "Select one of the answers offered for “Kind”" in page


@pytest.mark.parametrize(
    ("part", "may_change"), [("coordinator", True), ("administrator", True), ("auditor", None), ("csp_chair", None)]
)
def test_offers_changes_to_who_keeps_the_list(cast: Cast, part: str, may_change: bool | None) -> None:
    client = browser(cast.people()[part])
    answers = [client.get(reverse("organisations")), client.get(reverse("organisation", args=("test-police",)))]
    assert {answer.status_code for answer in answers} == ({200} if may_change else {403})
    if may_change:
        whole, one = map(Seen, answers)
        assert whole.links["Add an organisation"] == reverse("organisation_new")
        assert [each for each in one.links if each.startswith("Record")] == [
            "Record a new name", "Record whether section 9 lists it", "Record when it ends and who follows",
        ]  # fmt: skip


def test_tells_of_a_bare_body_that_nothing_is_recorded(cast: Cast) -> None:
    page = seen(cast.coordinator, "organisation", "test-police")
    assert page.facts == {
        "Short name": "not stated", "Kind": "Police force", "Exists": "start not stated, no end",
        "Responsible authority": "No", "Domestic abuse specialist": "No", "Contact e-mail": "not stated",
        "Source": "not stated",
    }  # fmt: skip
    assert page.headings == ["Testshire Police", "Section 9", "Former names", "Came after", "Followed by"]
    assert page.words.count("None recorded.") == 3
    assert "Not stated: nobody has recorded whether section 9(4)(a) lists it." in page
    assert browser(cast.coordinator).get(reverse("organisation", args=("nowhere",))).status_code == 404


def lines_of(page: Seen) -> list[str]:
    """The lines of every list of the page's own part, in order."""
    return [" ".join(each.text_content().split()) for each in page.root.xpath("//main//li")]


def test_tells_what_is_recorded_of_a_body_oldest_first(cast: Cast) -> None:
    """A status without a first day is the oldest on every database; an ended body is offered no end."""
    old = body("Old Trust", ends_on=TODAY)
    earlier = body("Vale Trust")
    facts = ((True, None, "An Act"), (False, TODAY - 9 * DAY, "A list"), (True, TODAY - DAY, "An order"))
    with change("Test", None):
        for is_listed, starts_on, source in reversed(facts):
            SectionNineStatus.objects.create(
                organisation=old, is_section_9_body=is_listed, starts_on=starts_on, source=source
            )
        for name, until in (("Second", TODAY - DAY), ("First", TODAY - 9 * DAY)):
            OrganisationName.objects.create(organisation=old, name=name, until=until)
        day = {"effective_on": TODAY, "source": "Minutes"}
        Succession.objects.create(predecessor=earlier, successor=old, shape=SuccessionShape.ONE_TO_ONE, **day)
        Succession.objects.create(predecessor=old, successor=None, shape=SuccessionShape.SPLIT, is_planned=True, **day)
    page = seen(cast.coordinator, "organisation", old.code)
    one, split = SuccessionShape.ONE_TO_ONE.label.lower(), SuccessionShape.SPLIT.label.lower()
    assert lines_of(page)[-7:] == [
        "listed, start not stated (An Act)",
        f"not listed, from {long_date(TODAY - 9 * DAY)} (A list)",
        f"listed, from {long_date(TODAY - DAY)} (An order)",
        f"First, until {long_date(TODAY - 9 * DAY)}",
        f"Second, until {long_date(TODAY - DAY)}",
        f"Vale Trust, on {long_date(TODAY)}, {one}. Source: Minutes",
        f"a body that has no name yet, on {long_date(TODAY)}, {split}, planned. Source: Minutes",
    ]
    assert page.links["Vale Trust"] == reverse("organisation", args=("vale-trust",))
    assert "Record when it ends and who follows" not in page.links
    assert page.facts["Exists"] == f"start not stated, until {long_date(TODAY)}"


def accounts(cast: Cast, asked: str = "") -> Seen:
    """The list of accounts as it is asked for."""
    return seen(cast.administrator, "accounts", asked=asked)


def test_lists_an_account_with_its_teams_and_whether_it_is_open(cast: Cast) -> None:
    deactivate(by=cast.administrator, account=cast.outsider, reason="Left")
    page = accounts(cast)
    rows = {row[0]: row[1:] for row in page.tables["Accounts"]}
    assert page.heads == {"Accounts": ["Name", "E-mail address", "Standing teams", "Account"]}
    assert list(rows) == sorted(rows)
    assert rows["Outsider"] == ["outsider@example.test", "none", "Deactivated"]
    assert rows["Finance Officer"] == ["finance_officer@example.test", "Finance officer", "Active"]
    assert page.links["Outsider"] == reverse("account", args=(cast.outsider.pk,))
    assert page.states == {"Active": "met", "Deactivated": "done"}
    assert f"{len(rows)} accounts" in page
    assert "1 account" in accounts(cast, "text=outsider@")


def test_turns_the_accounts_with_the_same_filter(cast: Cast) -> None:
    for number in range(A_PAGE + 1):
        User.objects.create_user(f"vale{number}@example.test", None, full_name=f"Vale {number:02}")
    first = accounts(cast, "text=vale&state=active")
    second = accounts(cast, first.links["Next page"].partition("?")[2])
    assert (len(first.tables["Accounts"]), [row[0] for row in second.tables["Accounts"]]) == (A_PAGE, ["Vale 40"])
    assert second.values["text"] == "vale"
    assert second.values["state"] == "active"
    none = accounts(cast, "text=vale&state=closed")
    assert "0 accounts" in none
    assert none.links["Show all accounts"] == reverse("accounts")
    assert "Select one of the answers offered for “Account”" in accounts(cast, "state=bogus")


def test_tells_of_an_account_what_was_done_to_it_newest_first(cast: Cast) -> None:
    page = seen(cast.administrator, "account", cast.outsider.pk)
    assert "In no standing team." in page
    assert "Nothing since it was made." in page
    acts = ["Change the details", "Join a standing team", "Send the invitation again", "Deactivate the account"]
    assert [each for each in page.links if each in acts] == acts
    deactivate(by=cast.administrator, account=cast.outsider, reason="On leave")
    closed = seen(cast.administrator, "account", cast.outsider.pk)
    assert "This account is deactivated: nobody can sign in with it." in closed
    assert [each for each in closed.links if "account" in each or "team" in each][-1] == "Reactivate the account"
    assert not {*acts[1:]} & set(closed.links)
    reactivate(by=cast.administrator, account=cast.outsider, reason="Back")
    events = seen(cast.administrator, "account", cast.outsider.pk).events
    assert [event.rpartition("Reason: ")[2] for event in events] == ["Back", "On leave"]
    assert all("by Administrator" in event for event in events)


def test_shows_the_details_of_an_account_to_its_keeper_and_its_person(cast: Cast) -> None:
    """The person sees no reason, no end, and only the places held now."""
    held = TeamMembership.objects.get(user=cast.funding_contact)
    with change("Test", None):
        TeamMembership.objects.create(
            team=TeamMembership.objects.get(user=cast.auditor).team, user=cast.funding_contact, reason="For a year",
            starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY,
        )  # fmt: skip
    facts = {
        "Full name": "Funding Contact", "E-mail address": "funding_contact@example.test", "Job title": "not stated",
        "Telephone": "not stated",
    }  # fmt: skip
    keeper = seen(cast.administrator, "account", cast.funding_contact.pk)
    own = seen(cast.funding_contact, "account_page")
    now = [held.team.get_role_display() + ", Testshire Police", "Testshire CSP", long_date(TODAY), "none"]
    then = ["Auditor", "Testshire CSP", long_date(TODAY - 9 * DAY), long_date(TODAY - DAY), "For a year", "ended"]
    role = now[0].partition(",")[0]
    assert keeper.facts == own.facts == facts
    assert keeper.tables["Standing teams"] == [[*now, "none", f"End the membership as {role}"], then]
    assert own.tables["Standing teams"] == [now]
    assert own.heads["Standing teams"] == ["Role", "Partnership", "From", "Last day"]
    assert keeper.links[f"End the membership as {role}"] == reverse(
        "account_leave", args=(cast.funding_contact.pk, held.pk)
    )


def test_has_no_place_of_one_person_on_the_page_of_another(cast: Cast) -> None:
    held = TeamMembership.objects.get(user=cast.auditor)
    client = browser(cast.administrator)
    assert client.get(reverse("account_leave", args=(cast.auditor.pk, held.pk))).status_code == 200
    assert client.get(reverse("account_leave", args=(cast.outsider.pk, held.pk))).status_code == 404
    assert client.get(reverse("account", args=(held.pk + 9_999,))).status_code == 404


@pytest.mark.parametrize(("wants", "told"), [(True, "You get one message a day"), (False, "You get no daily message.")])
def test_tells_a_person_whether_a_message_comes(cast: Cast, wants: bool, told: str) -> None:
    cast.outsider.wants_digest = wants
    cast.outsider.save()
    page = seen(cast.outsider, "account_page")
    assert told in page
    assert page.links["Change this: daily e-mail"] == reverse("account_digest")
    assert ("wants_digest" in seen(cast.outsider, "account_digest").values) is wants
