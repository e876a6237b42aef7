"""Which rows of a workbook of years are set aside, in which order and in which words, and what is left to take in?"""

import datetime

import pytest

from dhr_cases.models import Organisation
from funding.imports.checking import Known
from funding.imports.checking.known import VersionFact
from funding.imports.keys import Row
from funding.imports.sheets import SHEETS
from funding.imports.workbook import Sorted, Table, Tables, read_tables, sort_out
from funding.money import Qualifier
from funding.terms import AgreementState, CostClass
from funding.years import FinancialYear

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

TODAY = datetime.date(2022, 3, 31)
BODIES = {"fire": Organisation(code="fire", name="Fire and Rescue"), "trust": Organisation(code="trust", name="Trust")}
CALLED = {"fire": "fire", "fire and rescue": "fire", "trust": "trust"}
PARTNERS = ["Year", "Organisation", "Amount (£)", "State", "Day of the state", "Takes over", "Withdrawn from", "Model"]
COSTS = ["Year", "Class", "What for", "Forecast (£)", "Actual (£)", "Fully paid", "Day"]
INCOME = ["Year", "Organisation", "Step", "Amount (£)", "Day", "Due", "Takes over"]
KNOWN = Known(BODIES, today=TODAY)


def sorted_out(known: Known = KNOWN, **sheets: Table) -> Sorted:
    """The rows of some sheets below their heads, sorted."""
    heads = {"Partners": PARTNERS, "Costs": COSTS, "Income": INCOME}
    tables: Tables = {name: [heads[name], *rows] for name, rows in sheets.items()}
    return sort_out(read_tables(tables, CALLED, source="Ledger of 2021"), known)


def told(found: Sorted) -> list[str]:
    """What is said of the rows that were set aside."""
    return [str(fault) for fault in found.set_aside]


def year_of(found: Sorted) -> Row:
    """The only year that is left."""
    (year,) = found.file.years
    return year


class TestAContribution:
    def test_that_was_withdrawn_says_from_when(self) -> None:
        """Without the day it is set aside by its row; the reading of the file comes to an end all the same."""
        day = sorted_out(Partners=[["2021/22", "fire", "10", "withdrawn", "", "", "1/10/2021"]])
        assert told(day) == []
        (row,) = year_of(day)["agreements"]
        assert (row["state"], row["withdrawal_effective_on"]) == (
            AgreementState.WITHDRAWN,
            datetime.date(2021, 10, 1),
        )
        none = sorted_out(Partners=[["2021/22", "fire", "10", "Withdrawn"], ["2021/22", "trust", "5"]])
        assert told(none) == ["Partners, row 2, Withdrawn from: missing: say from when it stops paying."]
        assert [row.place for row in year_of(none)["agreements"]] == ["Partners, row 3"]

    def test_of_a_party_to_several_models_names_one(self) -> None:
        both = tuple(VersionFact(name, 2021, None, frozenset({"fire"})) for name in ("Shared", "Second"))
        known = Known(BODIES, versions=both, today=TODAY)
        rows = [["2021/22", "fire", "10"], ["2020/21", "fire", "10"], ["2021/22", "trust", "10"]]
        assert told(sorted_out(known, Partners=rows)) == [
            "Partners, row 2, Model: the body is party to several models in this year: name one."
        ]
        named = sorted_out(known, Partners=[["2021/22", "fire", "10", "", "", "", "", "Second"]])
        assert (told(named), year_of(named)["agreements"][0]["model"]) == ([], "Second")
        other = sorted_out(known, Partners=[["2020/21", "fire", "10", "", "", "", "", "Second"]])
        assert told(other) == ["Partners, row 2, Model: no model “Second” holds for this year."]

    def test_is_set_aside_by_its_row_where_the_sheet_has_no_column_for_the_fault(self) -> None:
        row = Row("Partners, row 7", {}, {"state": "State"})
        assert str(row.fault("state", "wrong.")) == "Partners, row 7, State: wrong."
        assert str(row.fault("in_kind", "wrong.")) == "Partners, row 7: wrong."

    @pytest.mark.parametrize(("day", "is_taken"), [("30/3/2022", True), ("31/3/2022", True), ("1/4/2022", False)])
    def test_has_no_state_of_a_day_to_come(self, day: str, is_taken: bool) -> None:
        found = sorted_out(Partners=[["2021/22", "fire", "10", "Confirmed", day]])
        assert told(found) == ([] if is_taken else ["Partners, row 2, Day of the state: 1 April 2022 is to come."])

    def test_takes_over_from_another_body_of_the_same_year(self) -> None:
        rows = [["2021/22", "fire", "10", "", "", "fire"], ["2021/22", "trust", "5", "", "", "Fire and Rescue"]]
        assert told(sorted_out(Partners=rows)) == [
            "Partners, row 2, Takes over: a body does not take over from itself.",
            "Partners, row 3, Takes over: “fire” has no contribution in this year to be taken over.",
        ]
        rows = [["2020/21", "fire", "10"], ["2021/22", "trust", "5", "", "", "fire"]]
        assert told(sorted_out(Partners=rows)) == [
            "Partners, row 3, Takes over: “fire” has no contribution in this year to be taken over."
        ]
        assert told(sorted_out(Partners=[["2021/22", "fire", "1"], ["2021/22", "trust", "5", "", "", "fire"]])) == []

    def test_stands_once_in_a_year_for_itself_and_for_each_it_takes_over(self) -> None:
        own, after = ["2021/22", "trust", "5"], ["2021/22", "trust", "4", "", "", "fire"]
        fire, next_year = ["2021/22", "fire", "9"], ["2022/23", "trust", "5"]
        assert told(sorted_out(Partners=[own, after, fire, next_year])) == []
        assert told(sorted_out(Partners=[own, fire, after, after])) == [
            "Partners, row 5, Organisation: “trust” has a contribution in this year already. Keep one."
        ]
        known = Known(BODIES, agreements=frozenset({(2021, "trust", None)}), today=TODAY)
        assert told(sorted_out(known, Partners=[own, fire, after, next_year])) == [
            "Partners, row 2, Organisation: a contribution of “trust” is on record for this year."
        ]


class TestACost:
    def test_is_fully_paid_only_with_its_last_bill(self) -> None:
        rows = [
            ["2021/22", "Legal advice", "Counsel", "10", "", "yes"],
            ["2021/22", "legal", "Second counsel", "", "10", "Yes"],
            ["2021/22", "legal", "Third counsel", "10", "", "no"],
        ]
        found = sorted_out(Costs=rows)
        assert told(found) == ["Costs, row 2, Actual (£): missing: the last bill is said to be paid."]
        assert [(row["class"], row["is_settled"]) for row in year_of(found)["costs"]] == [
            (CostClass.LEGAL, True),
            (CostClass.LEGAL, False),
        ]

    def test_is_told_from_another_of_its_words_by_class_and_year(self) -> None:
        row = ["2021/22", "legal", "Counsel", "10"]
        known = Known(BODIES, costs=frozenset({(2020, "", "legal", "Counsel", "")}), today=TODAY)
        rows = [row, ["2021/22", "other", "Counsel", "10"], ["2020/21", "legal", "Counsel", "1"], row]
        assert told(sorted_out(known, Costs=rows)) == [
            "Costs, row 4, What for: this cost is on record for this year.",
            "Costs, row 5, What for: this cost stands in the file twice. Say how the two differ.",
        ]

    def test_has_no_figures_of_a_day_to_come(self) -> None:
        rows = [
            ["2021/22", "legal", name, "1", "", "", day] for name, day in (("A", "2022-03-31"), ("B", "2022-04-01"))
        ]
        assert told(sorted_out(Costs=rows)) == ["Costs, row 3, Day: 1 April 2022 is to come."]

    def test_may_be_without_any_amount_but_not_of_nil(self) -> None:
        found = sorted_out(Costs=[["2021/22", "legal", "A"], ["2021/22", "legal", "B", "0"]])
        assert told(found) == ["Costs, row 3, Forecast (£): a whole number from 1 to 100000000000000 is needed here."]
        (cost,) = year_of(found)["costs"]
        assert (cost["forecast_pence"], cost["qualifier"], cost["reference"]) == (None, Qualifier.EXACT, "")


class TestAnEntry:
    def test_belongs_to_the_one_contribution_it_can_belong_to(self) -> None:
        partners = [["2021/22", "fire", "9"], ["2021/22", "trust", "5"], ["2021/22", "trust", "4", "", "", "fire"]]
        receipt = ["2021/22", "trust", "Receipt", "5", "2021-06-01", ""]
        assert told(sorted_out(Partners=partners, Income=[receipt])) == [
            "Income, row 2, Takes over: “trust” has 2 contributions in this year: say which."
        ]
        assert told(sorted_out(Partners=partners, Income=[[*receipt, "fire"]])) == []
        assert told(sorted_out(Partners=partners[:1], Income=[receipt])) == [
            "Income, row 2, Organisation: “trust” has no agreement in this year for this to belong to."
        ]

    def test_of_an_invoice_alone_has_a_day_to_be_paid_by(self) -> None:
        fire = ["2021/22", "fire", "9"]
        days = [("Invoice", "2021-06-01"), ("Invoice", "2021-05-31"), ("Receipt", "2021-06-02")]
        rows = [
            ["2021/22", "fire", step, str(pounds), "2021-06-01", due]
            for pounds, (step, due) in enumerate(days, start=1)
        ]
        assert told(sorted_out(Partners=[fire], Income=rows)) == [
            "Income, row 3, Due: it is due before it was sent.",
            "Income, row 4, Due: only an invoice has a day by which it is to be paid.",
        ]

    def test_is_told_from_one_like_it_on_record_and_in_the_file(self) -> None:
        day = datetime.date(2021, 6, 1)
        known = Known(BODIES, income=frozenset({(2021, "fire", None, "refund", day, 300, "")}), today=TODAY)
        refund, other = [["2021/22", "fire", "Refund", sum_, "1/6/2021"] for sum_ in ("3", "4")]
        assert told(sorted_out(known, Partners=[["2021/22", "fire", "9"]], Income=[refund, other, other])) == [
            "Income, row 2, Amount (£): this entry is on record.",
            "Income, row 4, Amount (£): this entry stands in the file twice. Give each its document number.",
        ]

    def test_falls_with_its_contribution_and_nothing_else_does(self) -> None:
        """Round by round: the contribution, what took it over, the entries of both."""
        partners = [["2021/22", "trust", "4", "", "", "fire"], ["2021/22", "fire", "much"], ["2020/21", "fire", "1"]]
        income = [["2021/22", body, "Receipt", "1", "2021-06-01"] for body in ("trust", "fire")]
        income.append(["2020/21", "fire", "Receipt", "1", "2021-06-01"])
        found = sorted_out(Partners=partners, Income=income)
        assert told(found) == [
            "Partners, row 2, Takes over: “fire” has no contribution in this year to be taken over.",
            "Partners, row 3, Amount (£): “much” is no amount. Write pounds, such as 3000 or 3,000.50.",
            "Income, row 2, Organisation: “trust” has no agreement in this year for this to belong to.",
            "Income, row 3, Organisation: “fire” has no agreement in this year for this to belong to.",
        ]
        assert (found.rows, year_of(found)["year"]) == (2, FinancialYear(2020))


class TestAWorkbook:
    def test_tells_rows_set_aside_sheet_by_sheet_and_from_the_top(self) -> None:
        """However its sheets are ordered, and row 10 after row 9."""
        costs = [["2021/22", "legal", f"Bill {row}", "x" if row in (2, 9, 10) else "1"] for row in range(2, 12)]
        found = sorted_out(Income=[["21", "fire", "Receipt", "1", "2021-06-01"]], Costs=costs, Partners=[["", "fire"]])
        assert [fault.place for fault in found.set_aside] == [
            "Partners, row 2, Year",
            "Costs, row 2, Forecast (£)",
            "Costs, row 9, Forecast (£)",
            "Costs, row 10, Forecast (£)",
            "Income, row 2, Year",
        ]
        assert found.rows == 7

    def test_tells_every_fault_of_one_row(self) -> None:
        found = sorted_out(Partners=[["2021", "nobody", "much", "agreed", "soon"]])
        assert [fault.place.removeprefix("Partners, row 2, ") for fault in found.set_aside] == [
            "Organisation", "Amount (£)", "State", "Day of the state",
        ]  # fmt: skip
        assert (found.rows, found.file.years) == (0, ())

    def test_passes_over_empty_rows_and_columns_without_counting_anew(self) -> None:
        rows = [["", "", ""], ["2021/22", "fire", "10", "", "", "", "", "", "beside"], ["2022/23", "fire"]]
        found = sorted_out(Partners=rows)
        assert [(year["year"].start, year["agreements"][0].place) for year in found.file.years] == [
            (2021, "Partners, row 3"),
            (2022, "Partners, row 4"),
        ]
        assert [year["agreements"][0]["amount_pence"] for year in found.file.years] == [1000, None]
        assert (found.rows, found.file.source, found.file.faults) == (2, "Ledger of 2021", ())

    def test_brings_the_years_in_order_whatever_the_order_of_its_rows(self) -> None:
        found = sorted_out(Costs=[["2022/23", "legal", "A"], ["2019/20", "legal", "A"], ["2022/23", "legal", "B"]])
        assert [(str(year["year"]), len(year["costs"])) for year in found.file.years] == [
            ("2019/20", 1),
            ("2022/23", 2),
        ]
        assert {year["brought_forward_pence"] for year in found.file.years} == {None}

    def test_can_say_whatever_a_contribution_or_cost_is_refused_for(self) -> None:
        """A fault that no cell can mend would set a row aside for ever."""
        columns = {column.key for sheet in SHEETS.values() for column in sheet.columns}
        assert {"withdrawal_effective_on", "model", "takes_over", "on", "due_on", "actual_pence"} <= columns
