"""Does an action come from the publication to its verified closure, with the sheet that the body filled in?

The coordinator takes the sheet out and in and adds the evidence; the chair of the partnership looks at it and closes.
"""

import io

import openpyxl
import pytest
from playwright.sync_api import FilePayload

from dhr_cases.models import Action, ActionStatus
from dhr_cases.notices import held_back
from dhr_cases.papers.action_sheet.columns import SHEET, Column
from dhr_cases.stages import Stage
from tests.journeys.conftest import Visit
from tests.journeys.verifying import add_evidence, verify
from tests.journeys.visitor import Visitor
from workflows.demonstration.directing import put_on
from workflows.demonstration.people import Town
from workflows.demonstration.scripts import Script

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHANGED = "Nine in ten women are asked alone; counted in the ward audit."


@pytest.fixture
def action(town: Town) -> Action:
    """The first action of a published review."""
    with held_back():
        case = put_on(town, Script("Robin", Stage.PUBLISHED, 3))
    found: Action = Action.objects.filter(recommendation__case=case).exclude(owner=None).order_by("pk")[0]
    return found


def test_follows_an_action_to_its_verified_end(action: Action, visit: Visit) -> None:
    coordinator = visit("coordinator")
    coordinator.open("/actions/")
    coordinator.follow("Sheets for bodies, and sheets that came back")
    returned = filled(coordinator, action)
    coordinator.answer({"Returned sheet": returned})
    coordinator.press("Look at the sheet")
    assert coordinator.sees(CHANGED)
    coordinator.press("Record 1 answer")
    assert coordinator.sees("Done: One answer is recorded.")
    assert Action.objects.get(pk=action.pk).status == ActionStatus.DONE
    add_evidence(coordinator, action)
    verify(visit("csp.chair"), action)
    coordinator.open("/actions/list/?rag=complete")
    assert coordinator.sees("It is done, and somebody else verified it.")
    coordinator.open("/actions/ended-bodies/")


def filled(coordinator: Visitor, action: Action) -> FilePayload:
    """The sheet of the action's body as it comes back: one answer, everything else left empty."""
    page = coordinator.page
    link = page.locator("main").get_by_role("link", name=str(action.owner), exact=True)
    answer = page.request.get(f"{coordinator.address}{link.get_attribute('href')}")
    book = openpyxl.load_workbook(io.BytesIO(answer.body()))
    sheet = book[SHEET]
    row = next(row for row in sheet.iter_rows(min_row=2) if str(row[0].value).startswith(f"A-{action.pk}-"))
    for column, words in ((Column.STATUS, "Done"), (Column.OUTCOME, CHANGED)):
        row[list(Column).index(column)].value = words
    target = io.BytesIO()
    book.save(target)
    return {"name": "returned.xlsx", "mimeType": KIND, "buffer": target.getvalue()}
