"""Can a partnership take a grant year from proposals to the return, by keys alone, on any screen?"""

import datetime

import pytest

from funding.grant_terms import CaseState
from funding.models import Journal
from funding.models.grants import BusinessCase, GrantProject, GrantYear
from tests.journeys.conftest import Visit
from tests.journeys.looking import HEIGHT, NARROW, WIDE, look, photograph
from tests.journeys.visitor import Answer, Visitor
from workflows.demonstration.grants import put_on_grants
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

YEAR = "/funding/demo/2018-19/"
GRANT = f"{YEAR}grant/"
PLAY, FILM = "Wealdshore road safety play", "Wealdshore scam film"


def day(year: int, month: int, number: int) -> datetime.date:
    """A day of the invented year."""
    return datetime.date(year, month, number)


def send_and_confirm(visitor: Visitor, words: str, answers: dict[str, Answer] | None = None) -> None:
    """Send a form that shows the answers once more, and stand by them."""
    visitor.send(words, answers)
    assert "Check your answers" in visitor.page.title()
    visitor.send(words)


def open_year(coordinator: Visitor) -> None:
    """The rules of 2018/19: a window before the year, a pot of up to a third, one payment."""
    coordinator.open(GRANT)
    coordinator.press("Open a grant year")
    coordinator.send("Open a grant year", {
        "Funder": "Office of the Kent Police and Crime Commissioner",
        "Allocation": "39,661",
        "Payments": "1",
        "Business cases are taken from": day(2018, 1, 23),
        "Business cases are taken until": day(2018, 3, 15),
        "Share that may be held as tactical pot: so many parts": "1",
        "Of so many equal parts": "3",
        "Who approves projects": "The chair, or a nominee",
    })  # fmt: skip


def propose(coordinator: Visitor, title: str, asked: str, **more: Answer) -> None:
    """A project for the business case that is being made."""
    coordinator.open(GRANT)
    coordinator.press("Propose a project")
    answers: dict[str, Answer] = {"Title": title, "Asked for": asked, **more}
    coordinator.send("Propose a project", answers)


def go_to_project(visitor: Visitor, title: str) -> None:
    """The page of one project, by way of the grant page."""
    visitor.open(GRANT)
    visitor.follow(title)


def go_to_case(visitor: Visitor) -> None:
    """The page of the business case, by way of the grant page."""
    visitor.open(GRANT)
    visitor.follow("Business case 1")


def see(coordinator: Visitor) -> None:
    """The working group supports both projects."""
    go_to_case(coordinator)
    coordinator.press("Record the working group's view")
    coordinator.send("Record the working group's view", {
        "Projects it supports": [PLAY, FILM], "What it said": "Both meet a priority.",
        "Day of the view": day(2018, 2, 1),
    })  # fmt: skip


def approve(chair: Visitor, title: str) -> None:
    """The chair approves one project."""
    go_to_project(chair, title)
    chair.press("Approve the project")
    send_and_confirm(chair, "Approve the project")


def submit(coordinator: Visitor) -> None:
    """Late first, and refused; then on the last day of the window."""
    go_to_case(coordinator)
    coordinator.press("Record the business case as sent")
    sent: dict[str, Answer] = {"Partners were involved": True, "Due diligence was done": True}
    coordinator.answer({"Day on which it was sent": day(2018, 3, 16), **sent})
    coordinator.press("Record the business case as sent")
    assert "A late business case needs a recorded extension" in coordinator.problems()
    coordinator.send("Record the business case as sent", {"Day on which it was sent": day(2018, 3, 15)})


def decide(coordinator: Visitor) -> None:
    """The funder agrees to one project and refuses the other."""
    go_to_case(coordinator)
    coordinator.press("Record the funder's decision")
    send_and_confirm(coordinator, "Record the funder's decision", {
        "Day of the decision": day(2018, 3, 28),
        "Who decided for the funder": "The Commissioner",
        f"{PLAY} (£10,000 asked for)": "Agreed in whole",
        f"{FILM} (£8,000 asked for)": "Refused",
        f"{FILM}: the funder's reason": "Paid for elsewhere",
    })  # fmt: skip


def pay(coordinator: Visitor) -> None:
    """The lump sum comes."""
    go_to_case(coordinator)
    coordinator.press("Record a payment of the grant")
    coordinator.send("Record a payment of the grant", {"Amount": "10,000", "Day of the payment": day(2018, 4, 10)})


def deliver(coordinator: Visitor) -> None:
    """A mid-year return, then the end of delivery with results and turnout, then what it cost."""
    go_to_project(coordinator, PLAY)
    coordinator.press("Record a monitoring return")
    coordinator.send("Record a monitoring return", {
        "Which return?": "Mid-year return", "As at": day(2018, 10, 1), "Spent so far": "4,000",
        "How does it go?": "Half of the schools have been.", "Is it on track?": "Yes",
    })  # fmt: skip
    coordinator.press("Record delivery")
    coordinator.send("Record delivery", {
        "How does the project stand?": "Done", "As at": day(2019, 2, 1),
        "Results so far": "students: about 6,000\nschools: 50",
        "Event": "Performances", "Places": "6,500", "The number of places is approximate": True, "Attended": "6,000",
    })  # fmt: skip
    coordinator.press("Record the outturn")
    coordinator.send("Record the outturn", {"Spent in the end": "9,844", "As at": day(2019, 3, 31)})


def close(coordinator: Visitor) -> None:
    """What was paid and not used goes back; what was never paid is explained."""
    coordinator.open(GRANT)
    coordinator.press("Close the grant year")
    send_and_confirm(coordinator, "Close the grant year", {
        "Returned to the funder": "156", "Explained, neither returned nor carried": "29,661",
        "Day of the decision": day(2019, 5, 1), "Who decided": "The chair",
        "Reason or explanation": "What was given to no project was never paid.",
    })  # fmt: skip


def test_takes_a_grant_year_from_proposals_to_the_return(visit: Visit) -> None:
    coordinator, chair = visit("coordinator"), visit("csp.chair")
    open_year(coordinator)
    propose(coordinator, PLAY, "10,000", **{"Planned results": "students: about 6,000"})
    propose(coordinator, FILM, "8,000")
    see(coordinator)
    approve(chair, PLAY)
    approve(chair, FILM)
    submit(coordinator)
    decide(coordinator)
    assert BusinessCase.objects.get().at is CaseState.PART_AGREED
    pay(coordinator)
    coordinator.open(GRANT)
    look(coordinator.page, "grant-year-paid")
    deliver(coordinator)
    assert coordinator.sees("about 6,000")
    close(coordinator)
    grant = GrantYear.objects.get()
    assert grant.closed_on == day(2019, 5, 1)
    assert BusinessCase.objects.get().at is CaseState.CLOSED
    assert Journal.objects.count() == 3
    go_to_case(coordinator)
    look(coordinator.page, "grant-case-closed")
    go_to_project(coordinator, PLAY)
    look(coordinator.page, "grant-project-settled")
    coordinator.open(GRANT)
    look(coordinator.page, "grant-year-closed")
    assert coordinator.sees("Returned to the funder")
    assert coordinator.sees("£29,661")
    assert not coordinator.offered("Propose a project").count()


def test_works_without_script(visit: Visit) -> None:
    coordinator = visit("coordinator", java_script_enabled=False)
    open_year(coordinator)
    propose(coordinator, PLAY, "10,000")
    go_to_project(coordinator, PLAY)
    assert coordinator.heading() == PLAY
    assert GrantProject.objects.get().asked_pence == 1_000_000


def test_asks_the_chair_on_the_home_page(visit: Visit) -> None:
    coordinator, chair = visit("coordinator"), visit("csp.chair")
    open_year(coordinator)
    propose(coordinator, PLAY, "10,000")
    propose(coordinator, FILM, "8,000")
    see(coordinator)
    chair.open("/")
    assert chair.sees("Approve or refuse the projects")


def test_shows_every_part_of_a_year_to_who_only_reads(visit: Visit, town: Town) -> None:
    put_on_grants(town)
    auditor = visit("auditor")
    for name, path in {
        "not-stated": "2017-18/grant/",
        "with-pot": "2018-19/grant/",
        "case": "2018-19/grant/cases/1/",
        "pot-case": "2018-19/grant/cases/2/",
        "duplicate": "2018-19/grant/projects/street-lights-on-request/",
        "delivered": "2018-19/grant/projects/drive-home-safe/",
    }.items():
        auditor.open(f"/funding/demo/{path}")
        look(auditor.page, f"grant-demonstration-{name}")
        auditor.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        photograph(auditor.page, f"grant-demonstration-{name}-narrow")
        auditor.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        assert not auditor.page.locator("main .govuk-button, main .offers__list").count()
