"""What stands in each list and table of a grant's pages, cell by cell, and where does each lead?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dhr_cases.models.history import change
from funding.actions.grant_cases import record_payment
from funding.actions.grant_delivery import Monitoring, record_monitoring
from funding.actions.grant_years import Neighbour, record_other_case
from funding.grant_terms import CaseKind, ExtensionAnswer, ProjectState, ReturnKind
from funding.models.grants import GrantAttendance, GrantExtension, GrantOutput, GrantProject, GrantYear
from tests.conftest import Cast
from tests.steps_grant import (
    DECIDED_ON,
    ENDED_ON,
    PAID_ON,
    YEAR,
    a_grant,
    a_project,
    agreed,
    approved,
    delivered,
    paid,
    sent,
    settled,
    viewed,
)

pytestmark = pytest.mark.django_db

GRANT = "/funding/testshire/2018-19/grant/"
ASKED = 1_000_000


def page(client: Client, cast: Cast, address: str = GRANT, part: str = "coordinator") -> Any:
    client.force_login(cast.people()[part])
    return client.get(address).context


def texts(rows: list[Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def told(rows: list[Any]) -> dict[str, str]:
    return {row["label"]: row["value"] for row in rows}


def say(row: Any, **facts: Any) -> None:
    with change("Test", None):
        row.refresh_from_db()
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()


# the year


def test_lists_each_project_with_what_was_asked_agreed_and_spent(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    play, film = a_project(cast, "Play", ASKED), a_project(cast, "Film", None)
    proposed = texts(page(client, cast)["project_rows"])
    assert proposed == [
        ["Play", "Testshire Police", "Proposed", "£10,000", "not agreed", ""],
        ["Film", "Testshire Police", "Proposed", "", "not agreed", ""],
    ]
    agreed(cast, grant)
    say(film, lead=None, supplier="Invented Films", amount_pence=250_050, amount_qualifier="about")
    say(play, outturn_pence=0)
    found = page(client, cast)
    assert texts(found["project_rows"]) == [
        ["Play", "Testshire Police", "Approved", "£10,000", "£10,000", "£0"],
        ["Film", "Invented Films", "Approved", "", "about £2,500.50", ""],
    ]
    assert [row["url"] for row in found["project_rows"]] == [f"{GRANT}projects/play/", f"{GRANT}projects/film/"]
    assert client.get(found["project_rows"][1]["url"]).status_code == 200


def test_says_when_each_business_case_was_sent(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    approved(cast, grant)
    assert texts(page(client, cast)["case_rows"])[0][3] == ""
    case = grant.business_cases.get()
    say(case, state="sent", sent_on=datetime.date(2018, 3, 1))
    (row,) = page(client, cast)["case_rows"]
    assert (row["cells"][3]["text"], row["url"]) == ("1 March 2018", f"{GRANT}cases/1/")


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"answer": ExtensionAnswer.ASKED}, ["No answer yet", "none"]),
        ({"answer": ExtensionAnswer.CONSIDERED}, ["Accepted for consideration", "none"]),
        ({"answer": ExtensionAnswer.GRANTED, "until": datetime.date(2018, 4, 30)}, ["Granted", "30 April 2018"]),
        ({"answer": ExtensionAnswer.REFUSED}, ["Refused", "none"]),
    ],
)
def test_lists_later_deadlines_with_their_answer(
    client: Client, cast: Cast, facts: dict[str, Any], wanted: list[str]
) -> None:
    grant = a_grant(cast)
    with change("Test", None):
        GrantExtension.objects.create(
            grant=grant, asked_on=DECIDED_ON, asked_by="The chair", reason="Due diligence", **facts
        )
    assert texts(page(client, cast)["extension_rows"]) == [["20 March 2018", "The chair", "Due diligence", *wanted]]


def test_lists_projects_of_other_partnerships(client: Client, cast: Cast) -> None:
    a_grant(cast)
    for neighbour in (
        Neighbour(partnership_name="Otherton CSP", title="Play", supplier="Invented Plays", amount_pence=5),
        Neighbour(partnership_name="Far CSP", title="Film"),
    ):
        record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
    assert texts(page(client, cast)["neighbour_rows"]) == [
        ["Film", "Far CSP", "", ""],
        ["Play", "Otherton CSP", "Invented Plays", "£0.05"],
    ]


RULES = {
    "Funder": "Testshire Commissioner", "Rounds of proposals": "", "Payments": "", "Business cases are taken": "",
    "Who approves projects": "", "Paid up front": "", "Money left may be carried forward": "", "Promised until": "",
    "Note": "none", "Source": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ({}, {}),
        ({"rounds": 2, "payments": 1}, {"Rounds of proposals": "2", "Payments": "1"}),
        ({"opens_on": DECIDED_ON}, {"Business cases are taken": "from 20 March 2018"}),
        ({"closes_on": PAID_ON}, {"Business cases are taken": "until 10 April 2018"}),
        ({"opens_on": DECIDED_ON, "closes_on": PAID_ON},
         {"Business cases are taken": "from 20 March 2018 until 10 April 2018"}),
        ({"upfront_pence": 2_644_067}, {"Paid up front": "£26,440.67"}),
        ({"is_carry_allowed": True}, {"Money left may be carried forward": "Yes"}),
        ({"is_carry_allowed": False}, {"Money left may be carried forward": "No"}),
        ({"promised_until": ENDED_ON, "note": "By letter", "source": "Minute 4", "approver": "The Chair"},
         {"Promised until": "1 March 2019", "Note": "By letter", "Source": "Minute 4",
          "Who approves projects": "The Chair"}),
    ],
)  # fmt: skip
def test_tells_the_rules_of_the_year_as_far_as_they_are_stated(
    client: Client, cast: Cast, rules: dict[str, Any], wanted: dict[str, str]
) -> None:
    a_grant(cast, **rules)
    assert told(page(client, cast)["rule_rows"]) == {**RULES, **wanted}


def test_tells_of_the_pot_its_cap_what_is_drawn_and_whether_it_can_be_released(client: Client, cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=1_322_033)
    a_project(cast, "Play", ASKED)
    paid(cast, grant)
    wanted = {
        "Share of the allocation allowed": "1/3", "Cap, rounded down to the penny": "£13,220.33", "Held": "£13,220.33",
        "Drawn": "£0", "Not drawn (no underspend)": "£13,220.33",
        "Release": "not available. Not finished: Play.",
    }  # fmt: skip
    assert told(page(client, cast)["pot_rows"]) == wanted
    delivered(cast, grant.projects.get())
    assert told(page(client, cast)["pot_rows"]) == {**wanted, "Release": "available"}


@pytest.mark.parametrize(
    ("rules", "is_shown"),
    [
        ({"pot_numerator": None, "pot_denominator": None}, False),
        ({"pot_numerator": None, "pot_denominator": None, "pot_pence": 0}, False),
        ({}, True),
    ],
)
def test_speaks_of_a_pot_only_where_the_rules_know_one(
    client: Client, cast: Cast, rules: dict[str, Any], is_shown: bool
) -> None:
    a_grant(cast, **rules)
    assert bool(page(client, cast)["pot_rows"]) is is_shown


@pytest.mark.parametrize(
    ("spent", "left"),
    [(ASKED, ("Underspend", "£0")), (ASKED - 1, ("Underspend", "£0.01")), (ASKED + 1, ("Overspend", "£0.01"))],
)
def test_calls_what_is_over_or_under_by_its_name(client: Client, cast: Cast, spent: int, left: tuple[str, str]) -> None:
    grant = a_grant(cast, allocation_pence=ASKED, pot_numerator=None, pot_denominator=None)
    a_project(cast, "Play", ASKED)
    paid(cast, grant)
    settled(cast, grant.projects.get(), spent)
    found = told(page(client, cast)["end_rows"])
    assert found[left[0]] == left[1]
    assert (found["Nothing said of"], found["Closed"]) == ("£0.01" if spent < ASKED else "£0", "not closed")


def test_leads_to_the_other_years_the_newest_first(client: Client, cast: Cast) -> None:
    for year in (YEAR.previous, YEAR, YEAR.next):
        a_grant(cast, year)
    links = [(link["label"], link["url"]) for link in page(client, cast)["other_years"]]
    assert links == [
        ("2019/20", "/funding/testshire/2019-20/grant/"), ("2017/18", "/funding/testshire/2017-18/grant/"),
    ]  # fmt: skip
    bare = page(client, cast, "/funding/testshire/2021-22/grant/")
    assert [link["label"] for link in bare["other_years"]] == ["2019/20", "2018/19", "2017/18"]


def test_stands_every_figure_under_the_head_of_a_figure(client: Client, cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=1)
    a_project(cast, "Play", ASKED)
    paid(cast, grant)
    neighbour = Neighbour(partnership_name="Otherton CSP", title="Play", amount_pence=5)
    record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
    found = page(client, cast)
    tables = [(found[f"{name}_heads"], found[f"{name}_rows"]) for name in ("project", "case", "neighbour")]
    for heads, rows in (*tables, (found["division"]["heads"], found["division"]["rows"])):
        assert rows
        for row in rows:
            assert [cell.get("is_figure", False) for cell in row["cells"]] == [head["is_figure"] for head in heads]


# one project and one business case


@pytest.mark.parametrize(
    ("amount", "outturn", "actual", "is_about", "each"),
    [
        (ASKED, None, None, False, ""), (ASKED, None, 0, False, ""), (ASKED, None, 50, False, "£200"),
        (ASKED, 900_000, 50, False, "£180"), (ASKED, 0, 50, False, "£0"), (None, None, 50, False, ""),
        (None, 900_000, 50, True, "about £180"), (100, None, 3, False, "£0.33"), (200, None, 3, False, "£0.67"),
    ],
)  # fmt: skip
def test_says_what_one_result_cost_once_cost_and_number_are_known(
    client: Client, cast: Cast, amount: int | None, outturn: int | None, actual: int | None, is_about: bool, each: str
) -> None:
    """By what was spent in the end, until then by what was agreed, to the nearest penny."""
    a_grant(cast)
    project = a_project(cast, "Play", ASKED)
    say(project, amount_pence=amount, outturn_pence=outturn, state=ProjectState.APPROVED)
    with change("Test", None):
        GrantOutput.objects.create(
            project=project, label="students", planned=6_000, is_planned_about=True, actual=actual,
            is_actual_about=is_about,
        )  # fmt: skip
    shown = "" if actual is None else f"about {actual}" if is_about else str(actual)
    found = page(client, cast, f"{GRANT}projects/play/")
    assert texts(found["output_rows"]) == [["students", "about 6,000", shown, each]]


@pytest.mark.parametrize(("is_wide", "area"), [(True, "The whole partnership"), (False, "Ashford, Thanet")])
def test_tells_what_a_project_is_for_and_where(client: Client, cast: Cast, is_wide: bool, area: str) -> None:
    a_grant(cast)
    project = a_project(cast, "Play", None)
    say(project, is_county_wide=is_wide, areas="Ashford\nThanet", plan_priorities="Protect\nPrevent", purpose="Schools")
    found = page(client, cast, f"{GRANT}projects/play/")["rows"]
    facts = told(found)
    assert (facts["Area"], facts["Purpose"], facts["Reason for delay"]) == (area, "Schools", "none")
    assert facts["Priorities of the police and crime plan"] == "Protect, Prevent"
    assert (facts["Asked for"], facts["Amount agreed"]) == ("", "not agreed")
    (link,) = [row["value_url"] for row in found if row.get("value_url")]
    assert (facts["Business case"], link) == ("Business case 1", f"{GRANT}cases/1/")


def test_counts_places_bookings_and_people_apart(client: Client, cast: Cast) -> None:
    a_grant(cast)
    project = a_project(cast, "Play", ASKED)
    with change("Test", None):
        GrantAttendance.objects.create(
            project=project, label="Hall", capacity=400, is_capacity_about=True, booked=1_200, attended=0,
            note="Fog",
        )  # fmt: skip
        GrantAttendance.objects.create(project=project, label="School", is_attended_about=True, attended=30)
    found = page(client, cast, f"{GRANT}projects/play/")
    assert texts(found["event_rows"]) == [
        ["Hall", "about 400", "1,200", "0", "Fog"],
        ["School", "", "", "about 30", "none"],
    ]


@pytest.mark.parametrize(("track", "words"), [(True, "On track"), (False, "Not on track"), (None, "Not known")])
def test_tells_how_a_project_goes_by_its_returns(client: Client, cast: Cast, track: bool | None, words: str) -> None:
    grant = a_grant(cast)
    project = a_project(cast, "Play", ASKED)
    paid(cast, grant)
    monitoring = Monitoring(
        kind=ReturnKind.MID_YEAR, on=ENDED_ON, spent_pence=123_456, progress="Three of four", is_on_track=track
    )
    record_monitoring(project=GrantProject.objects.get(pk=project.pk), by=cast.coordinator, monitoring=monitoring)
    found = page(client, cast, f"{GRANT}projects/play/")
    assert texts(found["return_rows"]) == [["Mid-year return", "1 March 2019", "£1,234.56", words, "Three of four"]]


FACTS = {"Sent": "not yet", "Funder decided": "not yet", "First paid": "not yet"}


@pytest.mark.parametrize(
    ("step", "state", "known", "awaits"),
    [
        (None, "Projects proposed", {}, "The working group's view"),
        (viewed, "Seen by the working group", {}, "Approval by the Chair or a nominee"),
        (approved, "Approved by the Chair or a nominee", {}, "Sending to the funder"),
        (sent, "With the funder", {"Sent": "1 March 2018"}, "The funder's decision"),
        (agreed, "Agreed by the funder", {"Sent": "1 March 2018", "Funder decided": "20 March 2018"}, "The payment"),
        (paid, "Paid",
         {"Sent": "1 March 2018", "Funder decided": "20 March 2018", "First paid": "10 April 2018"}, "Delivery"),
    ],
)  # fmt: skip
def test_says_how_far_a_business_case_has_come_and_what_it_waits_for(
    client: Client, cast: Cast, step: Any, state: str, known: dict[str, str], awaits: str
) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    if step is not None:
        step(cast, grant)
    found = page(client, cast, f"{GRANT}cases/1/")
    rows = told(found["rows"])
    assert rows["State"] == state
    assert {label: rows[label] for label in FACTS} == {**FACTS, **known}
    is_sent = "Sent" in known
    assert rows["Partners were involved"] == rows["Due diligence was done"] == ("Yes" if is_sent else "Not yet")
    assert found["step"]["label"] == awaits


@pytest.mark.parametrize("address", [f"{GRANT}projects/play/", f"{GRANT}cases/1/"])
def test_leads_back_through_the_grant_of_the_year(client: Client, cast: Cast, address: str) -> None:
    a_grant(cast)
    a_project(cast, "Play", ASKED)
    crumbs = page(client, cast, address)["breadcrumbs"]
    above = page(client, cast)["breadcrumbs"]
    assert crumbs[:-2] == above[:-1]
    assert crumbs[-2] == {"label": "Grant", "url": GRANT}
    assert crumbs[-1] == {"label": "Play" if "projects" in address else "Business case 1"}


def test_names_what_was_decided_about_each_project_of_a_case(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    a_project(cast, "Film", 500)
    agreed(cast, grant, "Film")
    rows = texts(page(client, cast, f"{GRANT}cases/1/")["decision_rows"])
    assert ["Play", "Funder's decision", "Agreed in whole, £10,000", "20 March 2018", "The Commissioner",
            "none given"] in rows  # fmt: skip
    assert ["Film", "Funder's decision", "Refused", "20 March 2018", "The Commissioner", "Paid for elsewhere"] in rows
    assert [row[:3] for row in rows[:2]] == [
        ["Play", "Working group's view", "Supported"], ["Film", "Working group's view", "Supported"],
    ]  # fmt: skip


def test_takes_more_than_one_payment_and_tells_the_day_of_the_first(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", ASKED)
    case = agreed(cast, grant)
    later = PAID_ON + datetime.timedelta(days=40)
    for on in (PAID_ON, later):
        record_payment(business_case=case, by=cast.coordinator, on=on, amount_pence=1)
    assert told(page(client, cast, f"{GRANT}cases/1/")["rows"])["First paid"] == "10 April 2018"


def test_warns_that_the_promise_ends_within_the_year_and_not_once_it_has(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    today = timezone.localdate()
    said = {}
    for days in (-1, 0, 30):
        say(grant, promised_until=today + datetime.timedelta(days=days))
        said[days] = [warning for warning in page(client, cast)["warnings"] if "promised this money" in warning]
    assert [bool(said[days]) for days in (-1, 0, 30)] == [False, True, True]


def test_asks_a_release_of_the_pot_for_its_own_case(client: Client, cast: Cast) -> None:
    grant: GrantYear = a_grant(cast, pot_pence=1_000_000)
    a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
    agreed(cast, grant)
    step = page(client, cast, f"{GRANT}cases/1/")["step"]
    assert (step["button"], step["label"]) == ("Record a release from the pot", "The payment")
