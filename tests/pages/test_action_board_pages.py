"""The board shows counts that lead to their rows, the list says why, and sheets come back through a preview."""

import csv
import datetime
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dhr_cases.actions.organisations import end_organisation
from dhr_cases.models import Action, ActionUpdate, Case, UpdateSource, User
from dhr_cases.papers.action_sheet.columns import SHEET, Column
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.following import changed, followed, planned
from tests.stages import case_at

pytestmark = pytest.mark.both_databases

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def actions(cast: Cast, case: Case) -> list[Action]:
    """Three actions: of the police, of the NHS, of nobody."""
    return planned(cast, followed(cast, case), (cast.police, cast.health, None))


def page(client: Client, person: User, url: str, status: int = 200) -> str:
    """The page as this person sees it."""
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_counts_by_body_and_links_each_figure_to_its_rows(client: Client, cast: Cast, actions: list[Action]) -> None:
    text = page(client, cast.coordinator, "/actions/")
    assert "Testshire Police" in text
    assert "Nobody owns it" in text
    link = re.search(r'href="(/actions/list/\?[^"]*body=test-police[^"]*)"', text)
    assert link is not None
    rows = page(client, cast.coordinator, link[1].replace("&amp;", "&"))
    assert "Run course 1" in rows
    assert "Run course 2" not in rows


def test_groups_as_asked(client: Client, cast: Cast, actions: list[Action]) -> None:
    assert "Target date to come" in page(client, cast.coordinator, "/actions/?by=age")
    assert "Training" in page(client, cast.coordinator, "/actions/?by=kind")


def test_says_why_an_action_stands_as_it_does(client: Client, cast: Cast, actions: list[Action]) -> None:
    text = page(client, cast.coordinator, "/actions/list/?body=none")
    assert "No body is named as its owner." in text
    assert f"/recommendations/actions/{actions[2].pk}/" in text


def test_passes_over_answers_that_make_no_sense(client: Client, cast: Cast, actions: list[Action]) -> None:
    text = page(client, cast.coordinator, "/actions/list/?rag=purple&age=x&page=z&by=moon&partnership=no-such")
    assert "<strong>3</strong> actions" in text


def test_says_so_when_nothing_is_there(client: Client, cast: Cast) -> None:
    assert "No action is recorded" in page(client, cast.coordinator, "/actions/")
    assert "No action fits." in page(client, cast.coordinator, "/actions/list/")
    assert "No open action names a body that has ended." in page(client, cast.coordinator, "/actions/ended-bodies/")


def test_is_closed_to_who_has_no_part_in_it(client: Client, cast: Cast) -> None:
    for url in ("/actions/", "/actions/list/", "/actions/export/", "/actions/ended-bodies/", "/actions/sheets/"):
        page(client, cast.agency_author, url, 403)
    page(client, cast.csp_chair, "/actions/sheets/", 403)


def test_asks_as_few_questions_for_many_actions(client: Client, cast: Cast, case: Case) -> None:
    """At most fifteen, and not one more with forty actions."""
    planned(cast, followed(cast, case), (cast.police,))
    client.force_login(cast.coordinator)
    client.get("/actions/")

    def asked() -> list[int]:
        counts = []
        for url in ("/actions/", "/actions/list/", "/actions/ended-bodies/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts.append(len(queries))
        return counts

    few = asked()
    planned(cast, case, [cast.police, cast.health, None] * 13)
    assert asked() == few
    assert max(few) <= 15


def test_exports_what_is_asked_for(client: Client, cast: Cast, actions: list[Action]) -> None:
    changed(actions[0], outcome="=1+1")
    client.force_login(cast.coordinator)
    text = client.get("/actions/export/?body=test-police").content.decode("utf-8-sig")
    heads, line = csv.reader(io.StringIO(text))
    assert line[heads.index("Action")] == "Run course 1"
    assert line[heads.index("What changed")] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/actions/export/?format=xlsx").content))
    assert [row[5].value for row in book["Actions"]] == ["Action", "Run course 1", "Run course 2", "Run course 3"]


@pytest.mark.parametrize("address", ["/actions/export/", "/actions/export/?format=xlsx"])
def test_exports_to_no_cache_and_to_nothing_that_runs(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.coordinator)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_reports_actions_of_bodies_that_no_longer_exist(client: Client, cast: Cast, actions: list[Action]) -> None:
    """With who follows the body, and the act that passes the action on."""
    end_organisation(
        by=cast.coordinator, organisation=cast.police, ends_on=YESTERDAY, successors=(cast.refuge,), reason="Merged"
    )
    text = page(client, cast.coordinator, "/actions/ended-bodies/")
    assert "Followed by Testshire Refuge." in text
    assert "Run course 1" in text
    assert "Run course 2" not in text
    assert f"/do/transfer_action/{actions[0].pk}/" in text


def filled(content: bytes, status: str = "In progress", progress: str = "First course held") -> SimpleUploadedFile:
    """The downloaded sheet with its first line filled in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    for column, words in ((Column.STATUS, status), (Column.PROGRESS, progress)):
        sheet.cell(2, list(Column).index(column) + 1).value = words
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("returned.xlsx", target.getvalue())


def carried(text: str) -> dict[str, str]:
    """What the preview sends when it is confirmed."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', text) for name in ("content", "count")}
    html = {name: match[1] for name, match in found.items() if match is not None}
    return {name: value.replace("&quot;", '"').replace("&#x27;", "'") for name, value in html.items()}


def test_takes_a_returned_sheet_in_after_a_preview(client: Client, cast: Cast, actions: list[Action]) -> None:
    assert "Testshire Police" in page(client, cast.coordinator, "/actions/sheets/")
    sheet = client.get("/actions/sheets/file/?body=test-police").content
    preview = client.post("/actions/sheets/", {"file": filled(sheet)})
    assert "First course held" in preview.content.decode()
    assert not ActionUpdate.objects.filter(source=UpdateSource.SHEET).exists()
    done = client.post("/actions/sheets/", {"confirmed": "yes", **carried(preview.content.decode())}, follow=True)
    assert "Done: One answer is recorded." in done.content.decode()
    assert ActionUpdate.objects.get(source=UpdateSource.SHEET).action_id == actions[0].pk


def test_puts_nothing_of_a_draft_into_a_sheet(client: Client, cast: Cast, case: Case) -> None:
    """A body reads its actions once the Home Office has cleared the report, not before."""
    planned(cast, case_at(cast, case, Stage.DRAFTING), (cast.police,))
    assert "Run course 1" in page(client, cast.coordinator, "/actions/list/")
    sheet = client.get("/actions/sheets/file/").content
    assert openpyxl.load_workbook(io.BytesIO(sheet))[SHEET].max_row == 1


def test_shows_refused_lines_with_row_and_reason(client: Client, cast: Cast, actions: list[Action]) -> None:
    client.force_login(cast.coordinator)
    sheet = client.get("/actions/sheets/file/?body=test-police").content
    answer = client.post("/actions/sheets/", {"file": filled(sheet, status="Finished")})
    assert answer.status_code == 422
    assert "“Finished” is not one of them" in answer.content.decode()
    assert 'name="confirmed"' not in answer.content.decode()


def test_shows_the_preview_again_when_the_record_moved_on(client: Client, cast: Cast, actions: list[Action]) -> None:
    client.force_login(cast.coordinator)
    sheet = filled(client.get("/actions/sheets/file/").content)
    sent = {"confirmed": "yes", **carried(client.post("/actions/sheets/", {"file": sheet}).content.decode())}
    client.post("/actions/sheets/", sent)
    again = client.post("/actions/sheets/", sent)
    assert "after the sheet was made" in again.content.decode()
    assert ActionUpdate.objects.filter(source=UpdateSource.SHEET).count() == 1


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"no workbook"), ("a.csv", b"a,b\n1,2\n")])
def test_refuses_a_file_that_is_no_sheet(client: Client, cast: Cast, name: str, content: bytes) -> None:
    client.force_login(cast.coordinator)
    answer = client.post("/actions/sheets/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422


def test_refuses_what_no_preview_carried(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    answer = client.post("/actions/sheets/", {"confirmed": "yes", "content": "[1]"})
    assert (answer.status_code, "Choose the file again" in answer.content.decode()) == (422, True)


def test_lets_an_owner_answer_in_a_sheet(client: Client, cast: Cast, actions: list[Action]) -> None:
    """The sheet of the owner's own body holds no other body's action."""
    assert "Download the sheet" in page(client, cast.action_owner, "/my-actions/sheet/")
    sheet = client.get("/my-actions/sheet/file/").content
    assert openpyxl.load_workbook(io.BytesIO(sheet))[SHEET].max_row == 2
    preview = client.post("/my-actions/sheet/", {"file": filled(sheet)}).content.decode()
    client.post("/my-actions/sheet/", {"confirmed": "yes", **carried(preview)})
    assert ActionUpdate.objects.get(source=UpdateSource.SHEET).by == cast.action_owner
