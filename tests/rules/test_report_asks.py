"""What do reports say of actions, requests, money, risks, and what do they ask of the meeting?"""

from dataclasses import replace

import pytest

from funding.papers.invented import DECLINED, POSITION, REQUEST, SHARES, YEAR, counted
from funding.position import CostFact, YearFacts
from funding.position import position as year_position
from funding.terms import AgreementState, CostClass, Measure
from governance.papers.reading.risks import risks_of
from governance.papers.report_rows import AskedRow, BodyActions, ChangeRow, GrantRow, Money, ThemeRow
from governance.papers.sections.actions import LONGEST_LIST, actions, changes
from governance.papers.sections.asks import asks_for_decision, class_of, risks, wanted
from governance.papers.sections.money import asked_sentence, funding, grants, requests
from governance.papers.small_counts import WHY
from tests.report_blocks import EMPTY, ON, PUBLIC, RESTRICTED, SINCE, grid, headings, said


def with_confirmed(pence: int, state: AgreementState = AgreementState.CONFIRMED) -> Money:
    """A year that costs £10,000, towards which one body confirmed so much."""
    share = replace(SHARES[0], state=state, share=pence, counted=counted(pence, pence))
    costs = (CostFact(CostClass.CHAIR, None, forecast=1_000_000),)
    return Money(year_position(YearFacts(YEAR, ON, 0, costs, (share,))))


# What has changed, and what is asked of partners


@pytest.mark.parametrize(
    ("count", "last"), [(1, None), (20, None), (21, "1 more is recorded."), (23, "3 more are recorded.")]
)
def test_lists_twenty_changes_and_counts_the_rest(count: int, last: str | None) -> None:
    rows = tuple(ChangeRow("Police", f"Change {number}", ON) for number in range(count))
    found = said(changes(replace(RESTRICTED, changes=rows)))
    listed = [f"Police: Change {number}" for number in range(min(count, LONGEST_LIST))]
    assert found == [*listed, *([last] if last else [])]


def test_says_that_nothing_was_verified() -> None:
    assert said(changes(replace(RESTRICTED, changes=()))) == ["No action was verified as carried out in this time."]


GONE = BodyActions("Old Trust", open=7, is_gone=True)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((), "No action is recorded for these reviews yet."),
        ((GONE,), "Actions are open with bodies that no longer exist: Old Trust."),
        ((GONE, replace(GONE, body="Older Trust")), "no longer exist: Old Trust, Older Trust."),
        ((replace(GONE, open=0, ended=9),), None),
        ((replace(GONE, is_gone=False),), None),
    ],
)
def test_names_bodies_that_are_gone_only_where_actions_are_open(
    rows: tuple[BodyActions, ...], told: str | None
) -> None:
    found = said(actions(replace(EMPTY, actions=rows)))
    assert [text for text in found if text != WHY] == ([] if told is None else found[:1])
    assert told is None or found[0].endswith(told)


@pytest.mark.parametrize(
    ("is_restricted", "shown", "why"),
    [(False, ("9", "fewer than 5", "0", "12"), [WHY]), (True, ("9", "1", "0", "12"), [])],
)
def test_withholds_small_counts_of_a_body_from_everybody(
    *, is_restricted: bool, shown: tuple[str, ...], why: list[str]
) -> None:
    rows = (BodyActions("Police", open=9, overdue=1, waiting=0, ended=12),)
    found = list(actions(replace(EMPTY, actions=rows, is_restricted=is_restricted)))
    assert grid(found).rows == (("Police", *shown),)
    assert said(found) == why
    assert headings(found) == ["Recommendations and actions"]


def test_withholds_a_small_count_of_what_recommendations_ask_for() -> None:
    facts = replace(EMPTY, actions=(GONE,), themes=(ThemeRow("Training", 5), ThemeRow("Policy", 4)))
    assert grid(actions(facts), 1).rows == (("Training", "5"), ("Policy", "fewer than 5"))
    assert grid(actions(replace(facts, is_restricted=True)), 1).rows == (("Training", "5"), ("Policy", "4"))


A_REQUEST = AskedRow("Probation", "Say who attends.", SINCE)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (A_REQUEST, "On 18 November 2021: Probation was asked: Say who attends. No answer yet."),
        (
            replace(A_REQUEST, asked_at="Board, 18 November 2021", minute="41", due_on=ON),
            "Board, 18 November 2021, minute 41: Probation was asked: Say who attends. "
            "No answer yet; answer due 10 March 2022.",
        ),
        (
            replace(A_REQUEST, minute="41", answer="The lead.", answered_on=ON, due_on=ON),
            "On 18 November 2021: Probation was asked: Say who attends. Answer on 10 March 2022: The lead.",
        ),
        (
            replace(A_REQUEST, asked_at="Board", answer="The lead"),
            "Board: Probation was asked: Say who attends. Answer: The lead.",
        ),
    ],
)
def test_tells_a_request_as_far_as_it_is_known(row: AskedRow, sentence: str) -> None:
    assert asked_sentence(row) == sentence


@pytest.mark.parametrize(("is_restricted", "count"), [(False, 1), (True, 2)])
def test_tells_everybody_of_no_private_request(*, is_restricted: bool, count: int) -> None:
    rows = (A_REQUEST, replace(A_REQUEST, body="Health", is_public=False))
    assert len(said(requests(replace(EMPTY, asked=rows, is_restricted=is_restricted)))) == count


# Money


def test_says_nothing_of_money_where_none_was_recorded() -> None:
    assert list(funding(EMPTY)) == []
    assert list(funding(replace(EMPTY, asked=()))) == []


def test_names_the_section_after_what_it_holds() -> None:
    asked = replace(EMPTY, asked=(A_REQUEST,))
    assert headings(funding(asked)) == ["Requests to partners"]
    assert headings(funding(replace(asked, money=with_confirmed(0)))) == ["Funding"]


@pytest.mark.parametrize(
    ("confirmed", "line"),
    [(400_000, ("Shortfall", "£6,000")), (1_000_000, ("Shortfall", "£0")), (1_200_000, ("Surplus", "£2,000"))],
)
def test_prints_what_is_required_confirmed_and_missing(confirmed: int, line: tuple[str, str]) -> None:
    found = list(funding(replace(EMPTY, money=with_confirmed(confirmed))))
    rows = {cells[0]: cells[1] for cells in grid(found).rows}
    assert rows["Required"] == "£10,000"
    assert rows["Confirmed"] == f"£{confirmed // 100:,}"
    assert rows[line[0]] == line[1]
    assert said(found) == []


def test_says_what_the_totals_leave_out_and_tells_each_request() -> None:
    found = said(funding(replace(EMPTY, money=Money(POSITION, (REQUEST, DECLINED)))))
    assert found[0].startswith("Left out of these totals, because not stated is not nil:")
    assert [text.split(" was asked")[0] for text in found[1:]] == [REQUEST.organisation, DECLINED.organisation]


@pytest.mark.parametrize(("place", "told"), [(0, ["This year, 2021/22"]), (1, ["This year, 2022/23"]), (2, [])])
def test_tells_the_grant_of_the_year_asked_for(place: int, told: list[str]) -> None:
    rows = (GrantRow("2021/22", ("Grant: £1.",)), GrantRow("2022/23", ("Grant: £2.",)))
    found = list(grants(replace(EMPTY, money=replace(with_confirmed(0), grants=rows)), place, "This year"))
    assert headings(found) == told
    assert said(found) == ([f"Grant: £{place + 1}."] if told else [])
    assert list(grants(EMPTY, place, "This year")) == []


# Risks, and what the meeting is asked


@pytest.mark.parametrize(("confirmed", "is_short"), [(999_999, True), (1_000_000, False), (1_000_001, False)])
def test_names_a_shortfall_as_soon_as_a_penny_is_missing(confirmed: int, *, is_short: bool) -> None:
    money = with_confirmed(confirmed)
    told = risks_of((), (), money)
    assert bool(told) is is_short
    assert not is_short or told[0].startswith("The year’s money shows a shortfall of ")
    asks = wanted(replace(EMPTY, money=money))
    assert ("Agree how the shortfall in the year’s funding is met." in asks) is is_short


def test_names_who_ended_and_left_its_share_to_nobody() -> None:
    told = risks_of((), (), Money(POSITION))
    assert told[0] == (
        "Contributions of bodies that have ended are taken over by nobody: Northshire Rehabilitation Company."
    )
    assert POSITION.shortfall[Measure.CONFIRMED] > 0
    assert len(told) == 2


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, None),
        ({"published": PUBLIC.published[:1]}, "Note the newly published reviews and share their briefings."),
        ({"actions": (BodyActions("Police", open=2, overdue=1), BodyActions("Fire", open=1))},
         "Ask for an update on actions past their date: Police."),
        ({"actions": (GONE, replace(GONE, body="Rest", open=0))},
         "Agree who takes over the open actions of Old Trust."),
    ],
)  # fmt: skip  # the facts beside their line
def test_asks_the_meeting_for_what_the_facts_call_for(facts: dict[str, object], line: str | None) -> None:
    asked = wanted(replace(EMPTY, **facts))  # type: ignore[arg-type]  # the rows go through as they are
    assert asked == ("Note the position of the reviews.", *([line] if line else []))
    decides = line is not None and not line.startswith("Note")
    assert asks_for_decision(replace(EMPTY, **facts)) is decides  # type: ignore[arg-type]  # as above
    assert class_of(replace(EMPTY, **facts)) == ("For decision" if decides else "For information")  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("named", "law", "count"),
    [((), (), 0), (("A risk.",), (), 1), ((), ("A law.",), 1), (("A risk.",), ("A law.",), 2)],
)
def test_tells_risks_and_law_where_either_is_known(named: tuple[str, ...], law: tuple[str, ...], count: int) -> None:
    found = list(risks(replace(EMPTY, risks=named, legal_change=law)))
    assert said(found) == [*named, *law]
    assert headings(found) == (["Risks and legal change"] if count else [])
