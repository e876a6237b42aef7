"""Can finance take in a spreadsheet in the browser: choose it, see what is wrong, take in the rest, see it waiting?"""

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import FilePayload

from funding.models import Agreement, Journal
from tests.journeys.conftest import Visit
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

PLACE = "/funding/demo/2021-22/import/"
HEADS = ("Year", "Organisation", "Amount (£)", "State")
ROWS = (
    ("2021/22", "Kent Police", 3000, "Confirmed"),
    ("2021/22", "kent-fire", "", "Asked"),
    ("2021/22", "A body nobody knows", 5, ""),
)


def workbook(*rows: tuple[object, ...]) -> FilePayload:
    """A workbook with these partners, as it is chosen on a page."""
    book, content = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Partners"
    for row in (HEADS, *rows):
        sheet.append(list(row))
    book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "years.xlsx", "mimeType": kind, "buffer": content.getvalue()}


def test_takes_in_the_sound_rows_of_a_workbook(visit: Visit, town: Town) -> None:
    finance = visit("finance")
    finance.open(PLACE)
    finance.press("Look at the file")
    assert finance.problems()
    finance.answer({"Where do these figures come from?": "Team's spreadsheet", "Workbook": workbook(*ROWS)})
    finance.press("Look at the file")
    assert finance.heading() == "What the file holds"
    assert finance.sees("Partners, row 4, Organisation")
    finance.press("Take in 2 rows")
    assert finance.sees("2 rows are taken in. Its entries count once somebody else has approved them.")
    codes = set(Agreement.objects.values_list("organisation__code", flat=True))
    assert codes == {"kent-police", "kent-fire"}
    chair = visit("csp.chair")
    chair.open(f"/funding/demo/2021-22/journals/{Journal.objects.get().pk}/")
    assert chair.sees("Team's spreadsheet")
