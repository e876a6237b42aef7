"""Running cases come in by form, by file and by command; the flow goes on where they stand."""

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from viewflow.workflow.models import Task

from dhr_cases.actions.running_case import ENTRY_STAGES
from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import Case, CaseEvent, Hold
from dhr_cases.portfolio_file import COLUMNS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from workflows.steps import node_at

Capture = Callable[..., AbstractContextManager[list[object]]]

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "take-on-running-cases.md"

SEVEN = """\
reference,stage,stood_at,letter_outcome,decision,drafting,submitted,letter,hold_reason,hold_since,hold_stops
SC-1,AMENDING,,publishable_with_changes,2020-02,2021,2022-01-10,2022-09-01,,,
SC-2,Resubmitted to the Home Office,,,2020-05,,2021-11,2022-03,,,
SC-3,END_PROPOSED,PANEL_WORK,,2021-01-15,,,,,,
SC-4,END_PROPOSED,DRAFTING,,2021-03-02,2022,,,,,
SC-5,CSP_SIGNED_OFF,,,2021-04,2022-02,,,,,
SC-6,Panel at work,,,15/06/2021,,,,Criminal trial,2021-09-01,interviews; family reading
SC-7,panel_work,,,2022-07-01,,,,,,
"""
"""Seven cases with seven statuses on one day, as one partnership told its board."""


def csv_file(text: str) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile("portfolio.csv", text.encode(), content_type="text/csv")


def xlsx_file(text: str) -> SimpleUploadedFile:
    """The same rows as a workbook."""
    book, content = Workbook(), io.BytesIO()
    for line in text.splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(content)
    return SimpleUploadedFile("portfolio.xlsx", content.getvalue())


def look_at(client: Client, file: SimpleUploadedFile) -> tuple[int, str]:
    """The preview of a file."""
    answer = client.post(reverse("case_take_on_file"), {"file": file})
    return answer.status_code, answer.content.decode()


def confirm(client: Client, text: str) -> int:
    """Take on what the preview carried."""
    return client.post(reverse("case_take_on_file"), {"confirmed": "yes", "content": text}).status_code


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_shows_a_portfolio_before_anything_is_done(
    cast: Cast, client: Client, make: Callable[[str], SimpleUploadedFile]
) -> None:
    """Codes and words of stages are both understood, in both kinds of file."""
    client.force_login(cast.coordinator)
    status, words = look_at(client, make(SEVEN))
    assert status == 200
    assert "Take on 7 cases" in words
    assert not Case.objects.exists()


def test_takes_on_seven_statuses_of_one_day(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Capture
) -> None:
    """Each stands where it stood, and its flow asks for the right step."""
    client.force_login(cast.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        assert confirm(client, SEVEN) == 302
    stages = dict(Case.objects.values_list("reference", "stage"))
    assert stages["SC-1"] == Stage.AMENDING
    assert stages["SC-6"] == stages["SC-7"] == Stage.PANEL_WORK
    nodes = [task.flow_task.name for task in Task.objects.filter(status__in=("NEW", "ASSIGNED"))]
    assert sorted(nodes) == sorted(node_at(Stage(each)) for each in stages.values())


def test_brings_the_hold_of_a_row(cast: Cast, client: Client) -> None:
    """Two kinds of work stand still since a day five years ago."""
    client.force_login(cast.coordinator)
    confirm(client, SEVEN)
    hold = Hold.objects.get(case__reference="SC-6")
    assert hold.scopes == {HoldScope.INTERVIEWS, HoldScope.FAMILY_READING}


def test_names_every_faulty_row_and_takes_on_none(cast: Cast, client: Client, case: Case) -> None:
    """Faults of reading and of sense, in the order of the rows."""
    text = (
        "reference,stage,decision,published,chair_email\n"
        "A-1,Nowhere,,,\n"
        "A-2,DRAFTING,31/02/2024,,\n"
        "A-3,DRAFTING,,2024-05,\n"
        f"{case.reference},DRAFTING,,,\n"
        "A-5,DRAFTING,,,nobody@example.test\n"
        "A-6,DRAFTING,,,\n"
        "a-6,DRAFTING,,,\n"
        "A name,DRAFTING,,,\n"
        "A-9,AMENDING,,,\n"
    )
    client.force_login(cast.coordinator)
    status, words = look_at(client, csv_file(text))
    assert status == 422
    for row in (2, 3, 4, 5, 6, 8, 9, 10):
        assert f"Row {row}: " in words
    assert "Row 7: " not in words
    assert confirm(client, text) == 422
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "cannot be read as a table"),
        (b"reference,stage\n", "holds no case"),
        (b"reference,stage,victim_name\nA,DRAFTING,x\n", "not known: victim_name"),
        (b"reference\nA\n", "lacks the column heads: stage"),
        (b"reference,stage,stage\nA,DRAFTING,x\n", "heads twice: stage"),
        (b"reference,stage\n" + b"A,DRAFTING\n" * 501, "more than 500 rows"),
    ],
)
def test_refuses_a_file_that_is_none_of_ours(cast: Cast, client: Client, content: bytes, sentence: str) -> None:
    """With a sentence that says what to do."""
    client.force_login(cast.coordinator)
    status, words = look_at(client, SimpleUploadedFile("portfolio.csv", content))
    assert status == 422
    assert sentence in words


def test_refuses_a_workbook_that_is_none(cast: Cast, client: Client) -> None:
    """Only its name ends like one."""
    client.force_login(cast.coordinator)
    status, words = look_at(client, SimpleUploadedFile("portfolio.xlsx", b"reference,stage\nA,DRAFTING\n"))
    assert status == 422
    assert "no workbook" in words


def test_gives_the_heads_as_a_file(cast: Cast, client: Client) -> None:
    """Every column, and no row."""
    client.force_login(cast.coordinator)
    answer = client.get(reverse("case_take_on_template"))
    assert answer.content.decode().strip().split(",") == list(COLUMNS)


def test_takes_on_one_case_by_form(cast: Cast, client: Client) -> None:
    """After the answers were checked; dates left empty are not recorded."""
    client.force_login(cast.coordinator)
    url = reverse("case_take_on")
    assert client.get(url).status_code == 200
    answers = {
        "reference": "OLD-1", "partnership": cast.partnership.pk, "stage": "DRAFTING", "on_decision_year": "2025",
        "on_decision_month": "3", "chair_email": cast.independent_chair.email, "hold_reason": "inquest",
        "hold_since_day": "1", "hold_since_month": "4", "hold_since_year": "2026", "hold_stops": ["drafting"],
    }  # fmt: skip
    checked = client.post(url, answers).content.decode()
    assert "March 2025" in checked
    assert "Published" not in checked.partition("<footer")[0]
    assert not Case.objects.exists()
    assert client.post(url, {**answers, "confirmed": "yes"}).status_code == 302
    case = Case.objects.get()
    assert (case.reference, case.at, case.is_taken_on) == ("OLD-1", Stage.DRAFTING, True)
    assert client.get(reverse("case_clocks", args=["OLD-1"])).status_code == 200


def test_says_on_the_form_what_contradicts_itself(cast: Cast, client: Client) -> None:
    """Half a hold, a reference with a blank, a date of a step not yet taken."""
    client.force_login(cast.coordinator)
    url = reverse("case_take_on")
    answers = {"reference": "OLD 1", "partnership": cast.partnership.pk, "stage": "DRAFTING", "hold_reason": "iopc"}
    words = client.post(url, answers).content.decode()
    assert "Use letters, figures and hyphens only" in words
    assert "A hold needs its reason" in words
    early = {"reference": "OLD-1", "partnership": cast.partnership.pk, "stage": "DRAFTING", "confirmed": "yes"}
    words = client.post(url, {**early, "on_published_year": "2026"}).content.decode()
    assert "has not happened yet" in words


@pytest.mark.parametrize("name", ["case_take_on", "case_take_on_file", "case_take_on_template"])
def test_is_for_those_who_may_open_cases(cast: Cast, client: Client, name: str) -> None:
    """A panel member is turned away."""
    client.force_login(cast.panel_member)
    assert client.get(reverse(name)).status_code == 403


def test_rehearses_by_command_and_does_nothing(cast: Cast, tmp_path: Path) -> None:
    """What would be done, for machines."""
    file, out = tmp_path / "portfolio.csv", io.StringIO()
    file.write_text(SEVEN)
    call_command("take_on", str(file), dry_run=True, as_json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["taken_on"], len(told["cases"]), told["refused"]) == (False, 7, [])
    assert not CaseEvent.objects.exists()


def test_takes_on_by_command(cast: Cast, tmp_path: Path) -> None:
    """In the name of the coordinator of the home partnership."""
    file, out = tmp_path / "portfolio.csv", io.StringIO()
    file.write_text(SEVEN)
    call_command("take_on", str(file), stdout=out)
    assert "Taken on: SC-5, Signed off by the partnership" in out.getvalue()
    assert set(CaseEvent.objects.values_list("by", flat=True)) == {cast.coordinator.pk}


def test_ends_the_command_with_a_fault(cast: Cast, tmp_path: Path) -> None:
    """The row and its reason are printed."""
    file, out = tmp_path / "portfolio.csv", io.StringIO()
    file.write_text("reference,stage\nA-1,Nowhere\n")
    with pytest.raises(CommandError, match="no case was taken on"):
        call_command("take_on", str(file), stdout=out)
    assert "Row 2: stage: “Nowhere” is no stage" in out.getvalue()


def test_documents_every_column_and_stage() -> None:
    """The how-to page tells them all."""
    words = HOW_TO.read_text()
    assert [name for name in (*COLUMNS, *(stage.value for stage in ENTRY_STAGES)) if f"`{name}`" not in words] == []
