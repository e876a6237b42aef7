"""Can a coordinator take on running cases and keep holds, time, proceedings, members and plan in the browser?"""

import datetime
import re
from collections.abc import Mapping

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload

from dhr_cases.models import Action, ActionStatus, Case, CaseMembership, Hold
from dhr_cases.stages import Stage
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Answer, Visitor
from workflows.demonstration.people import Town

pytestmark = pytest.mark.browser

TODAY = timezone.localdate()
REFERENCE = "OLD-7"
PORTFOLIO = "reference,stage,decision\nOLD-8,DRAFTING,2025-04\nOLD-9,MONITORING,2021\n"


def file_of(text: str) -> FilePayload:
    """A file as it is chosen on a page."""
    return {"name": "portfolio.csv", "mimeType": "text/csv", "buffer": text.encode()}


def act(visitor: Visitor, verb: str, words: str, answers: Mapping[str, Answer]) -> None:
    """Do an act on the case by its form."""
    visitor.open(f"/cases/{REFERENCE}/do/{verb}/")
    visitor.send(words, answers)


def follow(visitor: Visitor, words: str) -> None:
    """Follow the first link that begins with these words; the rest of its name says which row it is about."""
    visitor.click(visitor.page.get_by_role("link", name=re.compile(f"^{words}")).first)


def take_on_late_case(visitor: Visitor) -> None:
    """A case half way, its report late."""
    visitor.open("/take-on/")
    visitor.answer(
        {
            "Reference": REFERENCE,
            "At which stage does it stand?": "Drafting the report",
            "Decision taken": TODAY - datetime.timedelta(days=300),
        }
    )
    visitor.press("Check the case")
    visitor.press("Take on the case")
    assert Case.objects.get(reference=REFERENCE).at is Stage.DRAFTING


def test_takes_on_a_case_and_a_portfolio(visit: Visit, town: Town) -> None:
    """By form with its answers checked; by file with a preview, a file with a fault first."""
    visitor = visit("coordinator")
    take_on_late_case(visitor)
    for text in (PORTFOLIO.replace("DRAFTING", "Nowhere"), PORTFOLIO):
        visitor.open("/take-on/file/")
        visitor.answer({"File": file_of(text)})
        visitor.press("Look at the file")
    visitor.press("Take on 2 cases")
    assert Case.objects.filter(is_taken_on=True).count() == 3


def test_keeps_what_lies_over_the_stages(visit: Visit, town: Town) -> None:
    """A hold and its end, more time, the reason for lateness, an inquest, a correction."""
    visitor = visit("coordinator")
    take_on_late_case(visitor)
    hold: dict[str, Answer] = {
        "Why?": "Criminal trial",
        "What stops?": ["Drafting", "Interviews"],
        "From which day?": TODAY,
    }
    act(visitor, "start_hold", "Put on hold", hold)
    act(visitor, "record_proceeding", "Record a parallel proceeding", {"What is it?": "Inquest"})
    late: dict[str, Answer] = {
        "What is late?": "Overview report",
        "Why?": "Criminal trial",
        "In words": "The trial began in May.",
    }
    visitor.open(f"/cases/{REFERENCE}/do/explain_lateness/")
    late["What is late?"] = visitor.page.locator("input[name=clock] + label").first.inner_text()
    visitor.send("Give the reason for lateness", late)
    more: dict[str, Answer] = {
        "For which clock?": late["What is late?"],
        "New due date": TODAY + datetime.timedelta(days=90),
        "Why?": "Criminal trial",
        "Who agreed?": "The panel",
        "When was it agreed?": TODAY,
    }
    act(visitor, "extend", "Record an extension", more)
    act(visitor, "correct", "Correct the record", {"Pseudonym": "Wren", "Reason": "The family chose."})
    visitor.open(f"/cases/{REFERENCE}/clocks/")
    follow(visitor, "End this hold")
    visitor.send("End the hold")
    assert not Hold.objects.get().is_open
    visitor.open(f"/cases/{REFERENCE}/clocks/")
    assert visitor.sees("The panel")


def test_keeps_members_and_the_action_plan(visit: Visit, town: Town) -> None:
    """A role given and ended; a recommendation, its action, what changed."""
    visitor = visit("coordinator")
    take_on_late_case(visitor)
    email = town.accounts["auditor"].email
    role = {"E-mail address of the account": email, "Role": "Family advocate"}
    act(visitor, "grant_role", "Give a role", role)
    visitor.open(f"/cases/{REFERENCE}/members/")
    visitor.page.get_by_role("link", name=str(town.accounts["auditor"])).press("Enter")
    visitor.send("End a role", {"Why does it end?": "Another advocate was named."})
    assert CaseMembership.objects.get(user=town.accounts["auditor"]).ends_on is not None
    text = {"Number as printed": "10.1.1.1", "Recommendation": "Ask about control at every visit."}
    act(visitor, "record_recommendation", "Record a recommendation", text)
    visitor.open(f"/cases/{REFERENCE}/recommendations/")
    follow(visitor, "Record an action")
    visitor.send("Record an action", {"Action to take": "Change the form", "First milestone": "Form agreed"})
    visitor.open(f"/cases/{REFERENCE}/recommendations/")
    follow(visitor, "Update the action")
    visitor.send("Update the action", {"Where does it stand?": "Done", "What changed?": "Every nurse asks."})
    visitor.open(f"/cases/{REFERENCE}/recommendations/")
    assert Action.objects.get().status == ActionStatus.DONE
