"""Which cells has each sheet of a year, row by row, with totals to the penny and nothing invented where nothing is?"""

from dataclasses import replace
from typing import Any

import pytest

from funding.money import Qualifier
from funding.papers.figures import NOT_STATED, UNSTATED, Figure
from funding.papers.frame import Sender
from funding.papers.invented import AGREEMENTS, AS_AT, DECLINED, REQUEST, SENDER, YEAR, counted
from funding.papers.rows import AgreementRow, CostRow
from funding.papers.tables import Pounds, Sheet
from funding.papers.year_export.facts import YearFile
from funding.papers.year_export.sheets import sheets
from funding.position import CostFact, ShareFact, YearFacts, position
from funding.terms import AgreementState, Answer, CostClass, Measure, RequestState

SOUTH = Sender("Southshire Partnership")
EXACT, ABOUT = "exactly", "about"


def of(*costs: CostFact, shares: tuple[ShareFact, ...] = (), opening: int | None = 0, **facts: Any) -> dict[str, Sheet]:
    """The sheets of a year by their names."""
    year = position(YearFacts(YEAR, AS_AT, opening, costs, shares))
    return {sheet.name: sheet for sheet in sheets(YearFile(SOUTH, year, **facts))}


def named(sheet: Sheet) -> dict[object, tuple[object, ...]]:
    """The cells after the first, by the first."""
    return {row[0]: row[1:] for row in sheet.rows}


class TestThePosition:
    def test_has_every_measure_once_with_its_shortfall_below_them_all(self) -> None:
        rows = [str(row[0]) for row in of(CostFact(CostClass.CHAIR, forecast=1))["Position"].rows]
        assert rows[:6] == ["Required", "Brought forward", "Agreed", "Confirmed", "Invoiced", "Received"]
        assert [row for row in rows if row.startswith("Shortfall")] == [
            "Shortfall against what is agreed", "Shortfall against what is confirmed",
            "Shortfall against what is invoiced", "Shortfall against what is received",
        ]  # fmt: skip
        assert [row for row in rows if row.startswith("of it, against received: ")] == [
            f"of it, against received: {words}"
            for words in (
                "The model asks for less than the cost", "Orphaned by a body that ended", "Declined or withdrawn",
                "Not yet paid", "Overspend",
            )
        ]  # fmt: skip
        assert len(rows) == 6 + 4 * 6

    def test_adds_the_causes_up_to_each_shortfall(self) -> None:
        shares = (
            ShareFact("a", "A", "A", AgreementState.CONFIRMED, 500, counted=counted(500, 499, 400, 1)),
            ShareFact("b", "B", "B", AgreementState.DECLINED, 300),
        )
        sheet = of(CostFact(CostClass.CHAIR, forecast=1_000), shares=shares, opening=7)["Position"]
        found = named(sheet)
        assert (found["Required"], found["Brought forward"]) == ((Pounds(1_000), EXACT), (Pounds(7), EXACT))
        for measure, income in zip(Measure, (507, 506, 407, 8), strict=True):
            short = next(row for row in sheet.rows if row[0] == f"Shortfall against what is {measure}")
            parts = [row[1] for row in sheet.rows if str(row[0]).startswith(f"of it, against {measure}:")]
            assert short[1:] == (Pounds(1_000 - income), EXACT)
            assert sum(part.pence for part in parts if isinstance(part, Pounds)) == 1_000 - income

    def test_states_no_shortfall_while_nobody_knows_what_is_required(self) -> None:
        """Nor what the model leaves open; what a partner declined is known all the same."""
        shares = (ShareFact("b", "B", "B", AgreementState.DECLINED, 300),)
        found = named(of(CostFact(CostClass.CHAIR), shares=shares)["Position"])
        nothing = (NOT_STATED, NOT_STATED)
        assert (found["Required"], found["Shortfall against what is agreed"]) == (nothing, nothing)
        assert found["of it, against agreed: The model asks for less than the cost"] == nothing
        assert found["of it, against agreed: Declined or withdrawn"][0] == Pounds(300)
        assert found["Brought forward"] == (Pounds(0), EXACT)

    def test_says_in_its_last_row_what_it_leaves_out_and_nothing_where_all_is_stated(self) -> None:
        whole = of(CostFact(CostClass.CHAIR, forecast=1))["Position"]
        short = of(CostFact(CostClass.CHAIR, forecast=1), CostFact(CostClass.LEGAL), opening=None)["Position"]
        assert not any("Left out" in str(row[0]) for row in whole.rows)
        assert short.rows[-1] == (
            "Left out of these totals, because not stated is not nil: 1 cost with no stated amount; "
            "the sum brought forward is not stated.", "", "",
        )  # fmt: skip
        assert len(short.rows) == len(whole.rows) + 1


def cost(*pence: int | None) -> CostRow:
    """A cost with forecast, commitment, actual and what it adds to what is required."""
    forecast, commitment, actual, required = map(Figure, pence)
    return CostRow("T-1", "Legal advice", "Counsel", "Fixed sum", forecast, commitment, actual, required)


class TestCosts:
    def test_are_added_up_column_by_column(self) -> None:
        rows = (replace(cost(1, 20, 300, 300), supplier="Firm", is_settled=True), cost(4, None, None, 4))
        sheet = of(costs=rows)["Costs"]
        assert sheet.rows[0] == (
            *("T-1", "Legal advice", "Counsel", "Firm", "Fixed sum"),
            *(Pounds(1), EXACT, Pounds(20), EXACT, Pounds(300), EXACT, Pounds(300), EXACT),
            "yes",
        )
        assert sheet.rows[1][-1] == "no"
        assert sheet.rows[2] == (
            *("Total", "", "", "", ""),
            *(Pounds(5), EXACT, Pounds(20), f"{EXACT}, 1 not stated left out"),
            *(Pounds(300), f"{EXACT}, 1 not stated left out", Pounds(304), EXACT),
            "",
        )

    def test_of_no_review_are_the_partnerships(self) -> None:
        assert of(costs=(replace(cost(1, None, None, 1), reference=""),))["Costs"].rows[0][0] == "Partnership"

    def test_without_any_amount_have_no_total_of_nought(self) -> None:
        total = of(costs=(cost(None, None, None, None), cost(None, None, None, None)))["Costs"].rows[-1]
        assert set(total[5:-1]) == {NOT_STATED}

    def test_have_no_total_where_there_are_none(self) -> None:
        assert (of()["Costs"].rows, len(of()["Costs"].heads)) == ((), 14)

    def test_keep_about_in_their_total(self) -> None:
        near = replace(cost(1, 1, 1, 1), required=Figure(2, Qualifier.ABOUT))
        total = of(costs=(near, cost(1, 1, 1, 1)))["Costs"].rows[-1]
        assert (total[5:7], total[11:13]) == ((Pounds(2), EXACT), (Pounds(3), ABOUT))


POLICE = AGREEMENTS[1]


def totals(*rows: AgreementRow) -> tuple[object, ...]:
    """The last row of the contributions, without its words."""
    return of(agreements=rows)["Contributions"].rows[-1][6:]


class TestContributions:
    def test_stand_with_share_measures_support_and_rules(self) -> None:
        row = replace(AGREEMENTS[2], takes_over_from="Old Company", in_kind="", in_kind_value=Figure(5))
        assert of(agreements=(row,))["Contributions"].rows[0] == (
            *(row.organisation, row.name_at_time, "rehabilitation", "Ended with the body"),
            *("Old Company", row.ended_on),
            *(Pounds(365_000), EXACT, Pounds(365_000), EXACT, Pounds(365_000), EXACT),
            *(Pounds(86_000), EXACT, Pounds(86_000), EXACT),
            *("", "", "", "Shared cost, version 2"),
        )

    def test_that_were_taken_over_count_once_among_the_shares_and_in_full_among_what_came(self) -> None:
        heir = replace(POLICE, takes_over_from="Old Company", share=Figure(100), counted=counted(1, 2, 3, 4))
        assert totals(POLICE, heir) == (
            *(Pounds(1_000_000), EXACT),
            *(Pounds(1_000_001), EXACT, Pounds(1_000_002), EXACT, Pounds(1_000_003), EXACT, Pounds(250_054), EXACT),
            *("", "", "", ""),
        )

    def test_in_kind_alone_are_neither_nought_nor_left_out(self) -> None:
        room = replace(POLICE, share=UNSTATED, in_kind="A room", in_kind_value=UNSTATED, counted={})
        sheet = of(agreements=(room, POLICE))["Contributions"]
        assert sheet.rows[0][16:19] == ("A room", NOT_STATED, NOT_STATED)
        assert sheet.rows[-1][6:8] == (Pounds(1_000_000), EXACT)
        assert totals(replace(room, in_kind=""), POLICE)[:2] == (Pounds(1_000_000), f"{EXACT}, 1 not stated left out")

    def test_have_one_column_for_the_end_of_a_body_and_leave_it_empty(self) -> None:
        sheet = of(agreements=(POLICE,))["Contributions"]
        assert (sheet.heads[5], sheet.rows[0][4:6]) == ("Exists until", ("", ""))
        assert sheet.rows[1][:2] == ("Total, what is taken over counted once", "")
        assert of()["Contributions"].rows == ()


class TestRequests:
    @pytest.mark.parametrize(
        ("answer", "answered", "cells"),
        [
            (None, Figure(5), ("none yet", "", "")),
            (Answer.CONFIRM, Figure(5), ("We will pay the whole sum", Pounds(5), EXACT)),
            (Answer.DECLINE, UNSTATED, ("We will not pay", NOT_STATED, NOT_STATED)),
        ],
    )
    def test_stand_with_their_answer_and_its_sum(
        self, answer: Answer | None, answered: Figure, cells: tuple[object, ...]
    ) -> None:
        (row,) = of(requests=(replace(REQUEST, answer=answer, answered=answered),))["Requests"].rows
        assert row[9:12] == cells

    def test_leave_days_empty_that_nobody_has_set(self) -> None:
        bare = replace(REQUEST, due_on=None, answered_on=None, state=RequestState.QUESTIONED, outcome="Put off")
        (row,) = of(requests=(bare,))["Requests"].rows
        assert (row[7], row[8], row[12:]) == ("", "The partner asks a question", ("", "", "Put off"))

    def test_keep_their_order(self) -> None:
        rows = of(requests=(DECLINED, REQUEST))["Requests"].rows
        assert [(row[0], row[2], row[12]) for row in rows] == [
            (8, DECLINED.asked_on, DECLINED.answered_on),
            (7, REQUEST.asked_on, ""),
        ]


def test_says_what_the_file_is_and_only_of_a_demonstration_that_it_is_invented() -> None:
    about = of(model="Shared cost")["About"]
    assert about.heads == ("About this file", "")
    assert [row[0] for row in about.rows] == [
        "Partnership", "Financial year", "As at", "Funding model", "Amounts", "Entries",
    ]  # fmt: skip
    assert (named(about)["Funding model"], named(about)["As at"]) == (("Shared cost",), ("31 January 2022",))
    year = position(YearFacts(YEAR, AS_AT))
    assert sheets(YearFile(SENDER, year))[0].rows[-1][0] == "Note"


def test_names_each_thing_without_an_amount_by_what_it_is() -> None:
    shares = (ShareFact("a", "Trust", "Old Trust", AgreementState.ASKED),)
    found = of(CostFact(CostClass.LEGAL, "T-1"), shares=shares, opening=None)["Not stated"]
    assert found.heads == ("What", "Whose")
    assert [row[0] for row in found.rows] == ["Contribution", "Cost", "Balance brought forward"]
    assert of(CostFact(CostClass.LEGAL, forecast=1))["Not stated"].rows == ()


def test_heads_every_column_with_what_stands_in_it() -> None:
    """An amount has two columns: the number, and how it was stated."""
    found = of()
    assert found["Position"].heads == ("Figure", "Amount (£)", "Amount: how stated")
    assert [head for head in found["Costs"].heads if ": how stated" not in head] == [
        "Case or review", "Class", "What for", "Supplier", "Priced by", "Forecast (£)", "Commitment (£)", "Actual (£)",
        "Required (£)", "Fully paid",
    ]  # fmt: skip
    assert [head for head in found["Contributions"].heads if ": how stated" not in head] == [
        "Body", "Name at the time", "Code", "State", "Takes over from", "Exists until", "Share (£)", "Agreed (£)",
        "Confirmed (£)", "Invoiced (£)", "Received (£)", "In kind", "Value in kind (£)", "Funding model",
    ]  # fmt: skip
    assert [head for head in found["Requests"].heads if ": how stated" not in head] == [
        "Request", "Body", "Asked on", "Asked by", "Meeting and minute", "Amount (£)", "Answer due", "State", "Answer",
        "Answered (£)", "Answered on", "Reason given", "Outcome",
    ]  # fmt: skip
