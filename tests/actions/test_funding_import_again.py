"""What is said of a second file of years, of a file with a broken part, and of the cells of a workbook?"""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from funding.imports.reading import FileFaults
from funding.imports.sheets import NOTES, SHEETS
from funding.imports.taking_in import take_in_text
from funding.imports.workbook import MOST_POUNDS, tables_of, template
from funding.models import Entry
from funding.terms import EntryKind
from tests.funding_files import FILE, as_text, changed

YEAR_2021: dict[str, Any] = {"year": "2021/22"}


def taken(document: object) -> list[str]:
    """The faults for which a file is refused; none where it is taken in."""
    try:
        take_in_text(as_text(document))
    except FileFaults as refusal:
        return str(refusal).splitlines()
    return []


def again(**year: Any) -> dict[str, Any]:
    """A second file with more of the same year."""
    return {"partnership": {"code": "newshire"}, "years": [{**YEAR_2021, **year}]}


@pytest.mark.django_db
class TestASecondFile:
    @pytest.fixture(autouse=True)
    def _first(self) -> None:
        assert taken(FILE) == []

    @pytest.mark.parametrize(
        ("year", "faults"),
        [
            ({"brought_forward_pence": 0}, ["a balance brought forward is on record for this year."]),
            ({"brought_forward_pence": 50000}, ["a balance brought forward is on record for this year."]),
            ({"brought_forward_pence": None, "costs": [{"class": "legal", "description": "Counsel"}]}, []),
            ({"costs": [{"class": "legal", "description": "Counsel"}]}, []),
        ],
    )
    def test_brings_no_second_balance(self, year: dict[str, Any], faults: list[str]) -> None:
        """A file that leaves the balance out, or empty, does not speak of it."""
        told = taken(again(**year))
        assert [line.partition(": ")[2] for line in told] == faults
        assert Entry.objects.filter(kind=EntryKind.BROUGHT_FORWARD).count() == 1

    def test_brings_a_balance_for_a_year_that_has_none(self) -> None:
        assert taken({**again(), "years": [{"year": "2022/23", "brought_forward_pence": 7}]}) == []
        found = Entry.objects.get(kind=EntryKind.BROUGHT_FORWARD, year=2022)
        assert (found.amount_pence, found.on) == (7, datetime.date(2022, 4, 1))

    @pytest.mark.parametrize(
        ("income", "sentence"),
        [
            ({"amount_pence": 100000, "on": "2021-06-30"}, "this entry is on record."),
            ({"amount_pence": 100001, "on": "2021-06-30"}, ""),
            ({"amount_pence": 100000, "on": "2021-07-01"}, ""),
            ({"amount_pence": 100000, "on": "2021-06-30", "document": "R-2"}, ""),
        ],
    )
    def test_knows_an_entry_by_its_day_sum_and_number(self, income: dict[str, Any], sentence: str) -> None:
        told = taken(again(income=[{"organisation": "fire", "kind": "receipt", **income}]))
        assert [line.partition(": ")[2] for line in told] == ([sentence] if sentence else [])

    @pytest.mark.parametrize(
        ("cost", "is_known"),
        [
            ({"reference": "N-1", "class": "chair", "description": "Chairing"}, True),
            ({"reference": "N-2", "class": "chair", "description": "Chairing"}, False),
            ({"reference": "N-1", "class": "author", "description": "Chairing"}, False),
            ({"reference": "N-1", "class": "chair", "description": "Chairing again"}, False),
            ({"reference": "N-1", "class": "chair", "description": "Chairing", "supplier": "Other"}, False),
        ],
    )
    def test_knows_a_cost_by_review_class_words_and_supplier(self, cost: dict[str, Any], is_known: bool) -> None:
        told = taken(again(costs=[cost]))
        assert bool(told) is is_known
        assert all("this cost is on record for this year." in line for line in told)


@pytest.mark.django_db
class TestABrokenPart:
    def test_blames_no_contribution_for_a_model_that_cannot_be_read(self) -> None:
        """The contribution names a model whose rules are no rules: that alone is said."""
        agreement = ("years", 0, "agreements", 1, "model")
        broken = ("models", 0, "versions", 1, "rules")
        assert len(taken(changed((agreement, "Shared cost"), (broken, "none")))) == 1

    def test_blames_a_contribution_for_a_model_that_is_not_there(self) -> None:
        (told,) = taken(changed((("years", 0, "agreements", 1, "model"), "Another")))
        assert told == "years[0].agreements[1].model: no model “Another” holds for this year."

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"in_kind_value_pence": 0}, "say in in_kind what is given."),
            ({"in_kind_value_pence": 5, "in_kind": "A room"}, ""),
            ({"state": "withdrawn"}, "missing: say from when it stops paying."),
            ({"state": "withdrawn", "withdrawal_effective_on": "2021-10-01"}, ""),
        ],
    )
    def test_asks_for_what_a_contribution_leaves_open(self, row: dict[str, Any], sentence: str) -> None:
        before = FILE["years"][0]["agreements"][2]
        told = taken(changed((("years", 0, "agreements", 2), {**before, **row})))
        assert [line.partition(": ")[2] for line in told] == ([sentence] if sentence else [])

    @pytest.mark.parametrize(
        ("body", "place"),
        [({"kind": "no kind"}, "organisations[2].kind"), ({"starts_on": "yesterday"}, "organisations[2].starts_on")],
    )
    def test_blames_nobody_for_naming_a_body_whose_row_cannot_be_read(self, body: dict[str, Any], place: str) -> None:
        """The fire service is named by a model, a contribution and two entries."""
        broken = {**FILE["organisations"][2], **body}
        told = taken(changed((("organisations", 2), broken)))
        assert [line.partition(":")[0] for line in told] == [place]

    @pytest.mark.parametrize("code", [7, None, ["fire"], ""])
    def test_reads_no_code_out_of_what_is_none(self, code: object) -> None:
        """A row without a code that can be read says nothing of which body it is."""
        told = taken(changed((("organisations", 2, "code"), code)))
        assert told[0].startswith("organisations[2].code: ")
        assert any("no organisation has the code “fire”" in line for line in told)

    def test_says_of_an_entry_of_an_unknown_body_only_that(self) -> None:
        (told,) = taken(changed((("years", 0, "income", 1, "organisation"), "trust")))
        assert told.startswith("years[0].income[1].organisation: no organisation has the code “trust”.")

    def test_says_of_an_entry_of_a_body_that_owes_nothing_that_it_owes_nothing(self) -> None:
        (told,) = taken(changed((("years", 0, "income", 1, "organisation"), "probation")))
        assert told == (
            "years[0].income[1].organisation: “probation” has no agreement in this year for this to belong to."
        )

    def test_tells_machines_each_fault_in_the_words_of_people(self, tmp_path: Path) -> None:
        path, out = tmp_path / "years.json", io.StringIO()
        path.write_text(as_text(changed((("grants", 0, "funder"), "trust"))), encoding="utf-8")
        with pytest.raises(CommandError, match="Nothing was taken in."):
            call_command("funding_import", str(path), "--json", stdout=out)
        assert "no organisation has the code “trust”." in out.getvalue()
        told = json.loads(out.getvalue())
        assert told["taken_in"] is False
        assert [fault["place"] for fault in told["faults"]] == ["grants[0].funder"]


@pytest.mark.django_db
class TestBodiesOfAFile:
    @pytest.mark.parametrize(
        ("starts", "ends", "is_taken"),
        [
            ("2021-06-26", "2021-06-25", False), ("2021-06-26", "2021-06-26", True),
            ("2021-06-26", "2021-06-27", True), (None, "2021-06-25", True),
        ],
    )  # fmt: skip
    def test_exist_for_a_day_at_least(self, starts: str | None, ends: str, is_taken: bool) -> None:
        body = {"code": "trust", "name": "Trust", "kind": "council", "ends_on": ends}
        body |= {"starts_on": starts} if starts else {}
        told = taken(changed((("organisations", 4), body)))
        assert told == ([] if is_taken else ["organisations[4].ends_on: the last day is before the first."])

    @pytest.mark.parametrize(
        ("ends", "is_taken"), [("2021-06-24", False), ("2021-06-25", True), ("2021-06-26", False), (None, True)]
    )
    def test_are_followed_on_the_day_after_their_last(self, ends: str | None, is_taken: bool) -> None:
        body = {**FILE["organisations"][0], **({"ends_on": ends} if ends else {})}
        told = taken(changed((("organisations", 0), body)))
        assert bool(told) is not is_taken
        assert all("the last day of the predecessor is" in line for line in told)

    @pytest.mark.parametrize(("days", "is_planned", "is_taken"), [
        (-1, False, True), (0, False, True), (1, False, False), (1, True, True),
    ])  # fmt: skip
    def test_are_followed_on_a_day_to_come_only_as_a_plan(self, days: int, is_planned: bool, is_taken: bool) -> None:
        on = (timezone.localdate() + datetime.timedelta(days=days)).isoformat()
        document = {
            "partnership": FILE["partnership"], "source": "Invented for the tests",
            "organisations": [FILE["organisations"][3], {"code": "unitary", "name": "Unitary", "kind": "council"}],
            "successions": [
                {"predecessor": "council", "effective_on": on, "is_planned": is_planned,
                 "successors": [{"organisation": "unitary"}]},
            ],
        }  # fmt: skip
        told = taken(document)
        wanted = [] if is_taken else ["successions[0].effective_on: the day is to come: say that this is planned."]
        assert told == wanted

    @pytest.mark.parametrize(
        ("succession", "sentence"),
        [
            ({"successors": []}, "name who follows, or say that this is planned."),
            ({"successors": [{"organisation": "crc"}]}, "a body does not follow itself."),
            ({"successors": [{"organisation": "probation"}, {"organisation": "fire"}]},
             "several bodies follow one: write “split”."),
            ({"successors": [{"organisation": "probation"}, {"organisation": "probation"}], "shape": "split"},
             "“probation” stands at"),
        ],
    )  # fmt: skip
    def test_are_followed_by_somebody_else_once(self, succession: dict[str, Any], sentence: str) -> None:
        before = FILE["successions"][0]
        told = taken(changed((("successions", 0), {**before, **succession})))
        assert any(sentence in line for line in told)


class TestAWorkbook:
    HEADS = ("Year", "Organisation", "Amount (£)", "How exact", "State", "Day of the state")

    def cell(self, value: object) -> str:
        """A cell of the column of sums as it is read."""
        book, content = Workbook(), io.BytesIO()
        book.remove(book.worksheets[0])
        page = book.create_sheet("Partners")
        page.append(self.HEADS)
        page.append(("2021/22", "Fire", value, "", "", ""))
        book.save(content)
        return tables_of(content.getvalue())["Partners"][1][2]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (3000, "3000"), (3000.0, "3000"), (1000.1, "1000.1"), (0.1 + 0.2, "0.3"), (1200.505, "1200.505"),
            (" £5 ", "£5"), (None, ""), (-0.01, "-0.01"),
            (datetime.datetime(2021, 5, 4, tzinfo=None), "2021-05-04"),  # noqa: DTZ001  # as a workbook holds it
        ],
    )  # fmt: skip
    def test_is_read_as_it_is_shown(self, value: object, text: str) -> None:
        assert self.cell(value) == text

    @pytest.mark.parametrize("sign", [1, -1])
    def test_leaves_a_number_that_is_no_amount_as_it_stands(self, sign: int) -> None:
        large = sign * float(MOST_POUNDS)
        assert self.cell(large * 10) == str(large * 10)
        assert self.cell(large / 10) == f"{large / 10:.0f}"

    def test_explains_every_column_of_every_sheet_in_the_template(self) -> None:
        book: Any = load_workbook(io.BytesIO(template()))
        head, *rows = [[cell.value for cell in row] for row in book[NOTES].iter_rows()]
        assert head == ["Sheet", "Column", "What to write", "Must be filled"]
        columns = [(sheet.name, column.head, column.about) for sheet in SHEETS.values() for column in sheet.columns]
        assert [tuple(row[:3]) for row in rows] == columns
        must = {(row[0], row[1]) for row in rows if row[3] == "yes"}
        assert {row[3] for row in rows} == {"yes", "no"}
        assert {("Partners", "Year"), ("Partners", "Organisation"), ("Income", "Step"), ("Costs", "Class")} <= must
        assert ("Partners", "Amount (£)") not in must
        for sheet in SHEETS.values():
            page = book[sheet.name]
            assert [cell.value for cell in page[1]] == [column.head for column in sheet.columns]
            assert page.freeze_panes == "A2"
