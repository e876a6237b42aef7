"""A workbook is looked at before it is taken in; wrong rows are set aside and named; nothing counts unapproved."""

import datetime
import html
import io
import json
import re
from collections.abc import Mapping, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from dhr_cases.models import Organisation, OrganisationName
from dhr_cases.models.history import change
from funding.imports.sheets import NOTES, SHEETS
from funding.models import Agreement, CostLine, Entry, Journal
from funding.terms import AgreementState, CostClass, JournalOrigin
from funding.views.gate import year_slug
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
SOURCE = "Spreadsheet of the team, March 2022"
Cells = Sequence[Sequence[object]]

PARTNERS: Cells = [
    ("Year", "Organisation", "Amount (£)", "How exact", "State", "Day of the state"),
    ("2021/22", "Testshire Police", 3000, "", "Confirmed", datetime.datetime(2021, 5, 4)),  # noqa: DTZ001  # as a workbook holds it
    ("2021/22", "test-nhs", "£1,200.50", "about", "", ""),
    ("2021/22", "Testshire Refuge", "", "", "asked", ""),
]
COSTS: Cells = [
    ("Year", "Reference", "Class", "What for", "Forecast (£)", "Fully paid"),
    ("2021/22", "T-1", "Independent chair", "Chairing", 9000, "no"),
    ("2021/22", "", "panel_admin", "Coordinator", "not stated", ""),
]
INCOME: Cells = [
    ("Year", "Organisation", "Step", "Amount (£)", "Day", "Due", "Document"),
    ("2021/22", "Testshire Police", "Invoice", 3000, "01/06/2021", "30/06/2021", "I-1"),
    ("2021/22", "Testshire Police", "receipt", 1000.1, "2021-06-29", "", "R-1"),
]
BOOK: Mapping[str, Cells] = {"Partners": PARTNERS, "Costs": COSTS, "Income": INCOME}


def workbook(sheets: Mapping[str, Cells] = BOOK) -> SimpleUploadedFile:
    """A workbook as a browser sends it."""
    book, content = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(content)
    return SimpleUploadedFile("years.xlsx", content.getvalue())


def address(cast: Cast, name: str = "funding_import") -> str:
    """The page of 2021/22."""
    return reverse(name, args=(cast.partnership.code, year_slug(YEAR)))


def look_at(client: Client, cast: Cast, file: SimpleUploadedFile) -> tuple[int, str]:
    """The preview of a file, its words as they are read."""
    answer = client.post(address(cast), {"file": file, "source": SOURCE})
    return answer.status_code, html.unescape(answer.content.decode())


def confirm(client: Client, cast: Cast, sheets: Mapping[str, Cells] = BOOK, **changed: str) -> int:
    """Take in what the preview of these sheets carries."""
    answer = client.post(address(cast), {"file": workbook(sheets), "source": SOURCE})
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode()))
    carried = {name: html.unescape(value) for name, value in hidden.items() if name != "csrfmiddlewaretoken"}
    return client.post(address(cast), {**carried, **changed}).status_code


@pytest.fixture
def finance(cast: Cast, client: Client) -> Client:
    """The finance officer's browser."""
    client.force_login(cast.finance_officer)
    return client


def test_shows_what_would_be_taken_in_before_anything_is_written(cast: Cast, finance: Client) -> None:
    status, words = look_at(finance, cast, workbook())
    assert status == 200
    for shown in ("Take in 7 rows", "£3,000", "about £1,200.50", "not stated", "£1,000.10"):
        assert shown in words
    assert not Agreement.objects.exists()
    assert not Journal.objects.exists()


def test_takes_in_what_was_shown(cast: Cast, finance: Client) -> None:
    """Contributions and costs are there; entries, and what they promise, wait for another person."""
    assert confirm(finance, cast) == 302
    assert list(Agreement.objects.values_list("organisation__code", "amount_pence", "qualifier", "state")) == [
        ("test-police", 300000, "exact", "proposed"),
        ("test-nhs", 120050, "about", "proposed"),
        ("test-refuge", None, "exact", "asked"),
    ]
    assert CostLine.objects.get(description="Chairing").cost_class == CostClass.CHAIR
    journal = Journal.objects.get()
    assert (journal.origin, journal.prepared_by, journal.source) == (
        JournalOrigin.IMPORT,
        cast.finance_officer,
        SOURCE,
    )
    assert [abs(row.amount_pence) for row in journal.lines.all()] == [900000, 300000, 300000, 300000, 100010]
    assert not Entry.objects.exists()


def test_says_that_somebody_else_has_to_approve(cast: Cast, finance: Client) -> None:
    confirm(finance, cast)
    assert "count once somebody else has approved them" in finance.get(address(cast)).content.decode()


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"Partners": PARTNERS[:2]}, "Done: One row is taken in. Its entries count once"),
        ({"Partners": [PARTNERS[0], PARTNERS[3]]}, "Done: One row is taken in.<"),
        ({"Partners": PARTNERS[:3]}, "Done: 2 rows are taken in. Its entries count once"),
        (BOOK, "Done: 7 rows are taken in. Its entries count once"),
    ],
)
def test_says_how_many_rows_were_taken_in_and_whether_entries_wait(
    cast: Cast, finance: Client, sheets: Mapping[str, Cells], told: str
) -> None:
    assert confirm(finance, cast, sheets) == 302
    words = html.unescape(finance.get(address(cast)).content.decode())
    assert told in re.sub(r"\s*<", "<", words)


def test_shows_each_value_of_a_row_as_it_will_be_kept(cast: Cast, finance: Client) -> None:
    """Sums with how exact they are, to the right; what is left empty is not stated, or none."""
    context = finance.post(address(cast), {"file": workbook(), "source": SOURCE}).context
    shown = {sheet["name"]: [[cell["text"] for cell in row["cells"]] for row in sheet["rows"]]
             for sheet in context["sheets"]}  # fmt: skip
    assert [row[1:4] for row in shown["Partners"]] == [
        ["2021/22", "test-police", "£3,000"], ["2021/22", "test-nhs", "about £1,200.50"],
        ["2021/22", "test-refuge", "not stated"],
    ]  # fmt: skip
    assert [row[2:] for row in shown["Costs"]] == [
        ["T-1", "chair", "Chairing", "£9,000", "not stated", "not stated"],
        ["none", "panel_admin", "Coordinator", "not stated", "not stated", "not stated"],
    ]
    assert [row[2:5] for row in shown["Income"]] == [
        ["test-police", "invoice", "£3,000"], ["test-police", "receipt", "£1,000.10"],
    ]  # fmt: skip
    for sheet in context["sheets"]:
        heads = [head["is_figure"] for head in sheet["heads"]]
        assert all([cell.get("is_figure", False) for cell in row["cells"]] == heads for row in sheet["rows"])


def test_knows_a_body_by_its_former_and_short_names(cast: Cast, finance: Client) -> None:
    with change("Test", None):
        OrganisationName.objects.create(
            organisation=cast.health, name="Primary Care Trust", until=datetime.date(2013, 3, 31)
        )
        cast.refuge.short_name = "TR"
        cast.refuge.save()
    rows = [PARTNERS[0], ("2021/22", "primary care trust", 1, "", "", ""), ("2021/22", "tr", 2, "", "", "")]
    assert confirm(finance, cast, {"Partners": rows}) == 302
    assert list(Agreement.objects.values_list("organisation__code", flat=True)) == ["test-nhs", "test-refuge"]


WRONG: list[tuple[str, Sequence[object], str, str]] = [
    ("Partners", ("2021/23", "test-nhs", 1), "Partners, row 5, Year", "2021 is followed by 2022"),
    ("Partners", ("", "test-nhs", 1), "Partners, row 5, Year", "is not a financial year"),
    ("Partners", ("2020/21", "Nobody Trust", 1), "Partners, row 5, Organisation", "no organisation is called"),
    ("Partners", ("2020/21", "", 1), "Partners, row 5, Organisation", "missing."),
    ("Partners", ("2020/21", "test-nhs", "a lot"), "Partners, row 5, Amount (£)", "is no amount"),
    ("Partners", ("2020/21", "test-nhs", 1.005), "Partners, row 5, Amount (£)", "no amount in whole pence"),
    ("Partners", ("2020/21", "test-nhs", -5), "Partners, row 5, Amount (£)", "a whole number from 0"),
    ("Partners", ("2020/21", "test-nhs", 5, "roughly"), "Partners, row 5, How exact", "“roughly” is not known"),
    ("Partners", ("2020/21", "test-nhs", 5, "", "agreed"), "Partners, row 5, State", "“agreed” is not known"),
    ("Partners", ("2020/21", "test-nhs", 5, "", "", "4 May"), "Partners, row 5, Day of the state", "is not a date"),
    (
        "Partners",
        ("2021/22", "test-nhs", 5),
        "Partners, row 5, Organisation",
        "has a contribution in this year",
    ),
    ("Costs", ("2021/22", "", "Chairs", "More", 5), "Costs, row 4, Class", "“chairs” is not known"),
    ("Costs", ("2021/22", "", "chair", "", 5), "Costs, row 4, What for", "missing."),
    ("Costs", ("2021/22", "", "chair", "More", 5, "perhaps"), "Costs, row 4, Fully paid", "neither yes nor no"),
    ("Costs", ("2021/22", "T-1", "chair", "Chairing", 5), "Costs, row 4, What for", "stands in the file twice"),
    ("Income", ("2021/22", "test-police", "Paid", 5, "2021-06-01"), "Income, row 4, Step", "“paid” is not known"),
    ("Income", ("2021/22", "test-police", "Receipt", "", "2021-06-01"), "Income, row 4, Amount (£)", "not null"),
    ("Income", ("2021/22", "test-police", "Receipt", 5, ""), "Income, row 4, Day", "missing."),
    ("Income", ("2020/21", "test-nhs", "Receipt", 5, "2020-06-01"), "Income, row 4, Organisation", "has no agreement"),
]  # one line a fault: the sheet, the row added to it, the place, what is said


@pytest.mark.parametrize(("sheet", "row", "place", "sentence"), WRONG)
def test_sets_a_wrong_row_aside_and_says_why(
    cast: Cast, finance: Client, sheet: str, row: Sequence[object], place: str, sentence: str
) -> None:
    """The others can be taken in."""
    status, words = look_at(finance, cast, workbook({**BOOK, sheet: [*BOOK[sheet], row]}))
    assert status == 200
    assert place in words
    assert sentence in words
    assert "Take in 7 rows" in words


def test_takes_in_the_others_of_a_file_with_a_wrong_row(cast: Cast, finance: Client) -> None:
    wrong = {**BOOK, "Costs": [*COSTS, ("2021/22", "", "Chairs", "More", 5)]}
    assert confirm(finance, cast, wrong) == 302
    assert list(CostLine.objects.values_list("description", flat=True)) == ["Chairing", "Coordinator"]


def test_sets_aside_what_only_stood_because_of_a_wrong_row(cast: Cast, finance: Client) -> None:
    """Income of a contribution that is set aside has nothing to belong to."""
    rows = [PARTNERS[0], ("2021/22", "Testshire Police", "a lot", "", "", ""), *PARTNERS[2:]]
    status, words = look_at(finance, cast, workbook({**BOOK, "Partners": rows}))
    assert status == 200
    assert "Income, row 2, Organisation" in words
    assert "Income, row 3, Organisation" in words
    assert "Take in 4 rows" in words


def test_takes_nothing_in_where_every_row_is_wrong(cast: Cast, finance: Client) -> None:
    status, words = look_at(finance, cast, workbook({"Partners": [PARTNERS[0], ("2021/22", "Nobody", 5, "", "", "")]}))
    assert status == 422
    assert "No row can be taken in" in words
    assert 'name="confirmed"' not in words


def test_sets_aside_what_is_on_record(cast: Cast, finance: Client) -> None:
    """The same workbook twice: nothing is left to take in."""
    confirm(finance, cast)
    status, words = look_at(finance, cast, workbook())
    assert status == 422
    assert "a contribution of “test-police” is on record for this year." in words
    assert "this entry is on record." in words


def test_shows_the_preview_again_where_the_records_have_changed(cast: Cast, finance: Client) -> None:
    """Somebody added a contribution between the preview and the confirmation."""
    answer = finance.post(address(cast), {"file": workbook(), "source": SOURCE})
    carried = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    }
    agreement(cast.partnership, cast.health, 5, year=YEAR)
    again = finance.post(address(cast), carried)
    assert again.status_code == 200
    assert "is on record for this year" in html.unescape(again.content.decode())
    assert not Journal.objects.exists()


REFUSED: list[tuple[Mapping[str, Cells], str]] = [
    ({"Partners": [("Year", "Organisation"), ("2021/22", "x")]}, "Partners, row 1 lacks the heads: Amount (£)."),
    ({"Partners": [("Year", "Organisation", "Amount (£)", "Colour")]}, "Partners, row 1 has heads not known: Colour."),
    ({"Partners": [("Year", "Year", "Organisation", "Amount (£)")]}, "Partners, row 1 has heads twice: Year."),
    ({"Sheet1": PARTNERS}, "The workbook has sheets of other names: Sheet1. Use Partners, Costs, Income."),
    ({"Partners": [PARTNERS[0]]}, "The workbook holds no row below the heads."),
    ({"Partners": [PARTNERS[0], *[("2021/22", "x", 1)] * 2001]}, "Partners has more than 2000 rows."),
]


@pytest.mark.parametrize(("sheets", "sentence"), REFUSED)
def test_refuses_a_workbook_of_another_shape(
    cast: Cast, finance: Client, sheets: Mapping[str, Cells], sentence: str
) -> None:
    """What was typed stays."""
    status, words = look_at(finance, cast, workbook(sheets))
    assert status == 422
    assert sentence in words
    assert SOURCE in words


def test_refuses_what_is_no_workbook(cast: Cast, finance: Client) -> None:
    status, words = look_at(finance, cast, SimpleUploadedFile("years.xlsx", b"Year,Organisation"))
    assert (status, "no workbook that can be read" in words) == (422, True)


def test_refuses_a_file_that_is_too_large(cast: Cast, finance: Client) -> None:
    status, words = look_at(finance, cast, SimpleUploadedFile("years.xlsx", b"0" * (2 * 1024 * 1024 + 1)))
    assert (status, "larger than 2 MB" in words) == (422, True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        json.dumps({"Partners": "x"}),
        json.dumps({"Partners": [[1]]}),
        json.dumps({"Others": [["Year"], ["2021/22"]]}),
        json.dumps({"Partners": []}),
        json.dumps({"Partners": [["Year"], ["2021/22"]]}),
        json.dumps({"Partners": [["Year", "Organisation", "Organisation"], ["2021/22", "test-nhs", "test-nhs"]]}),
    ],
)
def test_refuses_a_preview_that_was_tampered_with(cast: Cast, finance: Client, content: str) -> None:
    assert confirm(finance, cast, content=content) == 422
    assert not Agreement.objects.exists()


def test_offers_a_template_that_it_reads_back(cast: Cast, finance: Client) -> None:
    """Every head of every sheet, and a sheet that says what they mean."""
    answer = finance.get(address(cast, "funding_import_template"))
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [*SHEETS, NOTES]
    for name, sheet in SHEETS.items():
        assert [cell.value for cell in book[name][1]] == [column.head for column in sheet.columns]
    book["Partners"].append(("2021/22", "test-nhs", 12))
    content = io.BytesIO()
    book.save(content)
    status, words = look_at(finance, cast, SimpleUploadedFile("years.xlsx", content.getvalue()))
    assert (status, "Take in 1 row" in words) == (200, True)


def test_takes_a_successor_s_share_over(cast: Cast, finance: Client) -> None:
    crc = body("Rehabilitation Company", ends_on=datetime.date(2021, 6, 25))
    heads = ("Year", "Organisation", "Amount (£)", "Takes over")
    rows = [heads, ("2021/22", "test-nhs", 764.38, crc.name), ("2021/22", crc.name, 1000, "")]
    assert confirm(finance, cast, {"Partners": rows}) == 302
    heir = Agreement.objects.get(organisation=cast.health)
    assert heir.takes_over is not None
    assert (heir.takes_over.organisation, heir.amount_pence) == (Organisation.objects.get(pk=crc.pk), 76438)


def test_takes_a_withdrawn_contribution_with_its_day_and_sets_it_aside_without(cast: Cast, finance: Client) -> None:
    heads = ("Year", "Organisation", "Amount (£)", "State", "Withdrawn from")
    rows = [heads, ("2021/22", "test-nhs", 5, "Withdrawn", "1/10/2021"), ("2021/22", "test-police", 6, "Withdrawn", "")]
    _, words = look_at(finance, cast, workbook({"Partners": rows}))
    assert "Partners, row 3, Withdrawn from" in words
    assert "missing: say from when it stops paying." in words
    assert confirm(finance, cast, {"Partners": rows}) == 302
    taken = Agreement.objects.get()
    assert (taken.organisation, taken.state) == (cast.health, AgreementState.WITHDRAWN)
    assert (taken.effective_on, taken.decided_on) == (datetime.date(2021, 10, 1), None)


@pytest.mark.parametrize("part", ["csp_chair", "auditor"])
def test_tells_who_may_only_look_whose_it_is(cast: Cast, client: Client, part: str) -> None:
    """The page has no form for them, and sending one is refused."""
    client.force_login(cast.people()[part])
    assert "Files are taken in by the coordinator or the finance officer." in client.get(address(cast)).content.decode()
    assert client.post(address(cast), {"file": workbook(), "source": SOURCE}).status_code == 403


def test_does_not_exist_for_others(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    assert client.get(address(cast)).status_code == 404


def test_sets_aside_a_number_that_is_no_amount(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    rows = [*PARTNERS[:2], ("2021/22", "test-nhs", 1e30, "", "", "")]
    status, page = look_at(client, cast, workbook({"Partners": rows}))
    assert status == 200
    assert "Partners, row 3, Amount (£)" in page


@pytest.mark.parametrize("content", ["[" * 100_000, "9" * 5_000])
def test_refuses_what_no_preview_carried(client: Client, cast: Cast, content: str) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(address(cast), {"content": content, "source": SOURCE, "confirmed": "yes"})
    assert answer.status_code == 422
    assert "Choose the file again" in answer.content.decode()
