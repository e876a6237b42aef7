"""Which tables, sums and sentences do a statement and the committee's page hold, block by block, to the penny?"""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from dhr_cases.papers.writing.blocks import Bullets, Facts, Grid, Heading, Paper, Paragraph
from funding.money import Qualifier
from funding.papers.figures import UNSTATED, Figure
from funding.papers.frame import Sender, day_words, foot
from funding.papers.invented import AGREEMENTS, AS_AT, DECLINED, ENTRIES, REQUEST, YEAR, counted
from funding.papers.position_paper import wording as position_paper
from funding.papers.position_paper.example import EXAMPLE as PAGE
from funding.papers.position_paper.facts import GapRow, PositionFacts
from funding.papers.position_paper.one_page import LISTED, LONGEST_NAME, shortened
from funding.papers.rows import AgreementRow
from funding.papers.statement import wording as statement
from funding.papers.statement.example import EXAMPLE as STATEMENT
from funding.position import CostFact, ShareFact, YearFacts, position
from funding.terms import AgreementState, Answer, CostClass, EntryKind

SENDER = Sender("Southshire Partnership", "reviews@southshire.invalid")
BARE = replace(STATEMENT, sender=SENDER, agreements=(), entries=(), requests=(), years=(), whole=())
COUNCIL, POLICE, COMPANY, HEALTH, DISTRICT = AGREEMENTS
S = AgreementState
Sort = TypeVar("Sort", Facts, Grid, Heading, Paragraph, Bullets)


def blocks_of(sort: type[Sort], paper: Paper) -> list[Sort]:
    """The blocks of one sort, in their order."""
    return [block for block in paper.blocks if isinstance(block, sort)]


def stated(**changed: Any) -> Paper:
    """A bare statement with some facts."""
    return statement.compose(replace(BARE, **changed))


def contribution(*rows: AgreementRow) -> Grid:
    """The table of contributions."""
    return blocks_of(Grid, stated(agreements=rows))[0]


class TestAStatement:
    def test_has_its_sections_in_order_and_those_with_nothing_to_say_not_at_all(self) -> None:
        always = ["What is agreed, and how far it has come", "Entries in the ledger", "What you were asked"]
        assert [block.text for block in blocks_of(Heading, stated(sender=Sender("Southshire")))] == always
        full = replace(STATEMENT, agreements=(replace(STATEMENT.agreements[0], in_kind="A room"),))
        assert [block.text for block in blocks_of(Heading, statement.compose(full))] == [
            always[0],
            "How it was worked out: Northshire Police",
            "Support in kind",
            *always[1:],
            "Year by year",
            "The partnership as a whole",
            "Questions",
        ]

    def test_says_whose_it_is_for_which_year_and_as_at_when(self) -> None:
        paper = stated(name_at_time="Northshire Constabulary")
        assert (paper.title, paper.subject) == (
            "Statement for Northshire Constabulary, 2021/22",
            "Contribution to reviews in 2021/22, as at 31 January 2022",
        )
        assert paper.foot == "Southshire Partnership. As at 31 January 2022."
        (head,) = blocks_of(Facts, paper)
        assert (head.caption, head.rows) == (
            "About this statement",
            (
                ("From", "Southshire Partnership"),
                ("For", "Northshire Constabulary (today Northshire Police)"),
                ("Financial year", "2021/22, 1 April 2021 to 31 March 2022"),
                ("As at", "31 January 2022"),
            ),
        )

    def test_adds_contributions_up_only_where_there_are_two(self) -> None:
        assert contribution(POLICE).last_row == ()
        both = contribution(COUNCIL, POLICE)
        assert (both.last_row, both.figures) == (
            ("Together", "", "£30,000", "£30,000", "£30,000", "£30,000", "£22,500.50", "£7,499.50"),
            frozenset({2, 3, 4, 5, 6, 7}),
        )

    def test_waits_for_no_money_that_was_declined_or_ended(self) -> None:
        """Its share stays in the sum of shares; what is still to pay leaves it out."""
        declined = replace(DISTRICT, is_awaited=False)
        grid = contribution(POLICE, declined)
        assert grid.rows[1] == (
            "Mereside District Council", "Declined", "about £5,000", "£0", "£0", "£0", "£0", "none",
        )  # fmt: skip
        assert (grid.last_row[2], grid.last_row[-1]) == ("about £15,000", "£7,499.50")
        assert contribution(declined, replace(COMPANY, is_awaited=False)).last_row[-1] == "none"

    def test_keeps_what_is_not_stated_out_of_its_sums_and_says_so(self) -> None:
        last = contribution(POLICE, HEALTH, replace(HEALTH, name_at_time="Another")).last_row
        assert (last[2], last[-1]) == ("£10,000 (2 rows not stated left out)", "£7,499.50")
        nothing = contribution(HEALTH, replace(HEALTH, name_at_time="Another")).last_row
        assert nothing == ("Together", "", "not stated", "£0", "£0", "£0", "£0", "not stated")

    def test_says_of_what_was_paid_too_much_that_it_is_owed_back(self) -> None:
        paid = replace(POLICE, counted=counted(1_000_000, 1_000_000, 1_000_000, 1_000_001))
        assert contribution(paid).rows[0][-1] == "−£0.01"
        assert contribution(replace(paid, counted=counted(0, 0, 0, 1_000_000))).rows[0][-1] == "£0"

    @pytest.mark.parametrize("given", ["A room", "A room.", " A room. "])
    def test_ends_what_is_given_in_kind_with_one_stop(self, given: str) -> None:
        kind = replace(HEALTH, in_kind=given, in_kind_value=Figure(90_000))
        (given_in_kind,) = blocks_of(Bullets, stated(agreements=(kind, POLICE)))
        assert given_in_kind.items == ("A room. Value: £900.",)
        (unvalued,) = blocks_of(Bullets, stated(agreements=(replace(kind, in_kind_value=UNSTATED),)))
        assert unvalued.items == ("A room. Value: not stated.",)

    def test_adds_money_beside_a_room_and_never_the_room(self) -> None:
        room = replace(HEALTH, name_at_time="Trust", in_kind="A room", in_kind_value=Figure(90_000))
        money = replace(POLICE, in_kind="A room")
        grid = contribution(room, money)
        assert [(row[2], row[-1]) for row in grid.rows] == [("in kind", "in kind"), ("£10,000", "£7,499.50")]
        assert (grid.last_row[2], grid.last_row[-1]) == ("£10,000", "£7,499.50")
        assert contribution(room, room).last_row[-1] == "none"

    def test_names_the_rules_below_a_working_and_not_without_one(self) -> None:
        taken = replace(POLICE, takes_over_from="The Company", working=("Half of it.",), model="Shared cost")
        paper = stated(agreements=(taken, replace(taken, takes_over_from="", model=""), COUNCIL))
        heads = [block.text for block in blocks_of(Heading, paper)][1:3]
        assert heads == ["How it was worked out: The Company", "How it was worked out: Northshire Police"]
        assert [block.text for block in blocks_of(Paragraph, paper)].count("Rules: Shared cost.") == 1

    def test_tells_an_entry_by_its_document_or_else_its_words(self) -> None:
        (grid,) = blocks_of(Grid, stated(entries=(replace(ENTRIES[1], amount=Figure(5, Qualifier.ABOUT)), ENTRIES[3])))
        assert (grid.caption, grid.figures, grid.last_row) == ("Each entry of the year", frozenset({4}), ())
        assert grid.rows == (
            ("12", "1 June 2021", "Invoice", "INV-0012", "about £0.05"),
            ("14", "9 August 2021", "Refund", "=paid twice", "−£500"),
        )

    def test_sums_a_year_of_many_entries_month_by_month_across_the_new_year(self) -> None:
        """What was taken back stands under its kind, so that the sums of a month come to its balance."""
        first = replace(ENTRIES[2], on=date(2022, 1, 3), amount=Figure(1))
        many = (first,) * statement.LISTED
        back = replace(first, reverses=4, amount=Figure(-3, Qualifier.ABOUT))
        december = replace(first, on=date(2021, 12, 31), kind=EntryKind.INVOICE)
        (grid,) = blocks_of(Grid, stated(entries=(*many, back, december)))
        assert grid.rows == (
            ("December 2021", "Invoice", "1", "£0.01"),
            ("January 2022", "Receipt", "151", "about £1.47"),
        )
        assert (grid.caption, grid.figures) == ("Entries of the year by month", frozenset({2, 3}))

    def test_lists_each_request_with_the_answer(self) -> None:
        pledged = replace(DECLINED, answer=Answer.PLEDGE, answered=Figure(10_050), due_on=None)
        (grid,) = blocks_of(Grid, stated(requests=(REQUEST, pledged, DECLINED)))
        assert grid.rows == (
            ("5 July 2021", "£2,790", "2 August 2021", "With the partner", "none yet"),
            (
                "6 April 2021", "about £5,000", "not recorded", "Answered",
                "We pledge a part, or a sum still to be confirmed: £100.50",
            ),
            ("6 April 2021", "about £5,000", "4 May 2021", "Answered", "We will not pay: not stated"),
        )  # fmt: skip

    def test_shows_each_year_under_its_name_with_three_sums(self) -> None:
        (grid,) = blocks_of(Grid, stated(years=STATEMENT.years))
        assert grid.heads == ("Year", "Name at the time", "Share", "Confirmed", "Received")
        assert (grid.rows[0], grid.figures) == (
            ("2020/21", "Northshire Constabulary", "not stated", "£0", "£0"),
            frozenset({2, 3, 4}),
        )
        room = replace(STATEMENT.years[0], is_money=False)
        (in_kind,) = blocks_of(Grid, stated(years=(room,)))
        assert in_kind.rows == (("2020/21", "Northshire Constabulary", "in kind", "£0", "£0"),)


def page(*shares: ShareFact, costs: tuple[CostFact, ...] = (), **changed: Any) -> PositionFacts:
    """The committee's page on a year of some shares and costs."""
    on = position(YearFacts(YEAR, AS_AT, 0, costs, shares))
    return replace(PAGE, sender=SENDER, position=on, requests=(), gaps=(), average_cost=UNSTATED, **changed)


def share(name: str, pence: int | None, state: AgreementState = S.ASKED, confirmed: int = 0) -> ShareFact:
    """What one body is to pay, and how much of it is confirmed."""
    return ShareFact(name, name, name, state, pence, counted=counted(confirmed, confirmed))


def said(facts: PositionFacts) -> list[str]:
    """The paragraphs of the page with their numbers."""
    return [f"{block.number} {block.text}".strip() for block in blocks_of(Paragraph, position_paper.compose(facts))]


CHAIR = CostFact(CostClass.CHAIR, forecast=1_000)


class TestTheCommitteesPage:
    def test_counts_what_is_confirmed_in_the_singular_and_the_plural(self) -> None:
        whole, part = share("A", 500, S.CONFIRMED, 500), share("B", 500, S.CONFIRMED, 499)
        told = [
            ((), "No contribution is recorded for the year."),
            ((whole,), "1 of 1 contribution is confirmed in full or in kind."),
            ((part,), "0 of 1 contribution is confirmed in full or in kind."),
            ((whole, part), "1 of 2 contributions are confirmed in full or in kind."),
        ]  # fmt: skip
        for shares, sentence in told:
            assert f"4.1 {sentence}" in said(page(*shares, costs=(CHAIR,)))

    def test_lists_as_many_partners_as_fit_with_the_largest_gap_first(self) -> None:
        shares = [share(f"Body {pence}", pence) for pence in range(1, LISTED + 1)]
        grids = blocks_of(Grid, position_paper.compose(page(*shares, costs=(CHAIR,))))
        assert grids[-1].rows == tuple((f"Body {n}", "Asked", f"£0.0{n}", "£0") for n in range(LISTED, 0, -1))
        assert (grids[-1].caption, grids[-1].figures) == ("Not confirmed in full, the largest first", frozenset({2, 3}))
        more = "more contribution is not confirmed in full."
        assert not any("more contribution" in line for line in said(page(*shares, costs=(CHAIR,))))
        assert f"4.2 1 {more}" in said(page(*shares, share("Last", 9), costs=(CHAIR,)))

    def test_lists_as_many_requests_as_fit_and_counts_the_others(self) -> None:
        told = [line for line in said(replace(page(), requests=(REQUEST,) * LISTED)) if line.startswith("5.")]
        assert [line[:3] for line in told] == ["5.1", "5.2", "5.3", "5.4"]
        assert said(replace(page(), requests=(REQUEST,) * (LISTED + 1)))[-2] == "6.1 " + (
            "The meeting is asked to note the position of 2021/22."
        )
        assert "5.5 1 more request is recorded." in said(replace(page(), requests=(REQUEST,) * (LISTED + 1)))

    def test_is_for_information_where_there_is_nothing_to_decide(self) -> None:
        paid = page(share("A", 1_000, S.CONFIRMED, 1_000), costs=(CHAIR,))
        paper = position_paper.compose(paid)
        (head,) = blocks_of(Facts, paper)
        assert dict(head.rows)["Classification"] == "For information"
        assert dict(head.rows)["Summary"] == "£10 is required and £10 confirmed: a shortfall of £0."
        assert "Note" not in dict(head.rows)
        assert "Nothing is missing." in " ".join(said(paid))
        assert (paper.title, paper.subject, paper.is_one_page) == (
            "Funding of Domestic Homicide Reviews: position for 2021/22",
            "What 2021/22 requires, what is confirmed and what is missing",
            True,
        )

    def test_knows_nothing_of_what_is_missing_without_an_amount_of_a_cost(self) -> None:
        facts = page(share("A", 1_000, S.CONFIRMED, 1_000), costs=(CostFact(CostClass.CHAIR),), model="")
        told = " ".join(said(facts))
        assert position_paper.summary(facts) == (
            "£10 is confirmed. What is required is not stated, so what is missing is not known."
        )
        assert "1.1 No funding model is recorded for the year." in told
        assert "3.1 What is missing is not known: no amount of any cost is recorded." in told

    def test_puts_amounts_into_columns_of_figures_and_sums_the_causes(self) -> None:
        grids = blocks_of(Grid, position_paper.compose(page(share("A", 600), costs=(CHAIR,))))
        assert [(grid.heads, grid.figures) for grid in grids] == [
            (("Measure", "Income", "Missing"), frozenset({1, 2})),
            (("Cause", "Amount"), frozenset({1})),
            (("Partner", "State", "Share", "Confirmed"), frozenset({2, 3})),
        ]
        assert grids[1].rows == (("The model asks for less than the cost", "£4"), ("Not yet confirmed", "£6"))
        assert grids[1].last_row == ("Together: shortfall", "£10")

    def test_shows_one_gap_of_a_minute_and_where_it_is_from(self) -> None:
        gap = GapRow(Figure(100), "A gap.")
        origins = [
            (gap, ""),
            (replace(gap, meeting="Board"), " (Board)"),
            (replace(gap, stated_on=date(2021, 1, 2)), " (2 January 2021)"),
            (replace(gap, meeting="Board", stated_on=date(2021, 1, 2)), " (Board, 2 January 2021)"),
        ]  # fmt: skip
        for row, origin in origins:
            told = [line for line in said(replace(page(), gaps=(row, row))) if "a minute" in line]
            assert told == [f"3.2 Recorded from a minute, without working{origin}: £1. A gap."]

    def test_says_whom_to_write_to_only_where_there_is_an_address(self) -> None:
        assert said(page())[-1] == "For further information: Review coordinator, reviews@southshire.invalid."
        assert not any("further information" in line for line in said(replace(page(), sender=Sender("South"))))

    @pytest.mark.parametrize(
        ("to", "day", "words"),
        [
            ("Board", date(2022, 3, 24), "Board, 24 March 2022"),
            ("Board", None, "Board"),
            ("", date(2022, 3, 24), "24 March 2022"),
            ("", None, "Southshire Partnership"),
        ],
    )
    def test_names_meeting_and_day_as_far_as_they_are_known(self, to: str, day: date | None, words: str) -> None:
        (head,) = blocks_of(Facts, position_paper.compose(replace(page(), to=to, meets_on=day)))
        assert dict(head.rows)["To"] == words

    def test_cuts_a_name_at_a_word_and_one_long_word_not_at_its_end(self) -> None:
        exact = "x" * LONGEST_NAME
        assert shortened(exact, LONGEST_NAME) == exact
        assert shortened(f"{exact[:-2]} yy", LONGEST_NAME) == f"{exact[:-2]} …"
        assert shortened(f"{exact}xyz", LONGEST_NAME) == f"{exact} …"


def test_reaches_a_partnership_by_the_lines_that_were_entered() -> None:
    whole = Sender("South", "a@b.invalid", "01632 960000", "County Hall\n\n Town ")
    assert whole.contacts == ("County Hall", "Town", "a@b.invalid", "01632 960000")
    assert (Sender("South", " ").contacts, day_words(None)) == ((), "not recorded")
    assert foot(Sender("South"), AS_AT) == "South. As at 31 January 2022."
