"""What do reports say of reviews and of learning for each state of the facts: one, several, none, not known?"""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Bullets, Facts, Grid
from dhr_cases.stages import Stage
from governance.papers.report_rows import BodyActions, CaseRow, EventRow, PublishedRow
from governance.papers.sections.frame import head
from governance.papers.sections.learning import learning
from governance.papers.sections.reviews import background, newly_published, position, time_taken
from governance.papers.small_counts import WHY
from governance.papers.working_group_report import wording as working_group
from governance.position import CaseStanding
from governance.position import Position as Standings
from tests.report_blocks import EMPTY, ON, RESTRICTED, SINCE, grid, headings, said

GONE = BodyActions("Old Trust", open=7, is_gone=True)

# Learning


HELD = EventRow("Separation", "Seminar", "15 February 2022", "over 100", ("85% very good (base not stated)",))
NEXT = EventRow("Older people", "Webinar", "12 May 2022")


def test_says_nothing_of_learning_where_no_event_was_ever_recorded() -> None:
    assert list(learning(replace(EMPTY, coming=(NEXT,)))) == []


def test_says_that_no_event_was_held_and_which_comes_next() -> None:
    found = list(learning(replace(EMPTY, events=(), coming=(NEXT,)), "Sessions"))
    assert headings(found) == ["Sessions"]
    assert said(found) == ["No event was held in this time.", "Next: Webinar, Older people, 12 May 2022."]


def test_tells_events_with_who_came_and_what_they_said() -> None:
    found = list(learning(replace(EMPTY, events=(HELD, NEXT), event_actions=(GONE,))))
    assert grid(found).rows == (
        ("Separation", "Seminar", "15 February 2022", "over 100"),
        ("Older people", "Webinar", "12 May 2022", "not stated"),
    )
    assert said(found) == ["What those who came said:", "Separation: 85% very good (base not stated)"]
    assert grid(found, 1).caption == "Actions that events recommended, by partner"


def test_says_nothing_of_feedback_where_nobody_said_anything() -> None:
    assert said(learning(replace(EMPTY, events=(NEXT,)))) == []


CONFERENCE = replace(HELD, kind="Conference", title="Yearly conference")


@pytest.mark.parametrize(
    ("held", "coming", "sections"),
    [
        ((), (), []),
        ((CONFERENCE,), (), ["Conferences"]),
        ((), (replace(CONFERENCE, people=""),), ["Conferences"]),
        ((HELD,), (), ["Sessions and seminars"]),
        ((), (NEXT,), ["Sessions and seminars"]),
        ((HELD, CONFERENCE), (NEXT,), ["Conferences", "Sessions and seminars"]),
    ],
)
def test_keeps_conferences_apart_from_seminars_and_leaves_out_what_there_is_none_of(
    held: tuple[EventRow, ...], coming: tuple[EventRow, ...], sections: list[str]
) -> None:
    paper = working_group.compose(replace(EMPTY, events=held, coming=coming))
    told = [text for text in headings(paper.blocks) if text.endswith(("Conferences", "seminars"))]
    assert [text.partition(" ")[2] for text in told] == sections
    titles = {row[0] for block in paper.blocks if isinstance(block, Grid) for row in block.rows}
    assert titles == {row.title for row in held}


# Reviews


@pytest.mark.parametrize(
    ("name", "law", "joint", "told"),
    [
        ("Domestic Homicide Review", "", (), ["Safety Partnership carries out Domestic Homicide Reviews."]),
        ("Domestic Homicide Review", "the Act", (), ["A review is called a Domestic Homicide Review here."]),
        ("Offensive Weapons Review", "the Act", ("Mere CSP",),
         ["A review is called an Offensive Weapons Review here.", "Reviews are commissioned jointly with Mere CSP."]),
        ("Review", "the Act", ("A", "B"), ["A review is called a Review here.", "commissioned jointly with A and B."]),
        ("Review", "the Act", ("A", "B", "C"), ["A review is called a Review here.", "jointly with A, B and C."]),
    ],
)  # fmt: skip  # one report a row
def test_begins_with_the_duty_the_name_and_who_else_commissions(
    name: str, law: str, joint: tuple[str, ...], told: list[str]
) -> None:
    found = said(background(replace(EMPTY, review_name=name, law=law, joint=joint)))
    assert len(found) == len(told)
    assert all(text.endswith(end) for text, end in zip(found, told, strict=True))


def standings(count: int, *, uncertain: int = 0, since: datetime.date | None = SINCE) -> Standings:
    """So many reviews under way, of some of which it is not certain."""
    cases = tuple(CaseStanding(key, Stage.PANEL_WORK, ON, (), key >= uncertain) for key in range(count))
    return Standings(ON, since, cases, opened=tuple(range(count)), ended=(1,))


def test_tells_what_happened_since_the_meeting_and_why_counts_are_withheld() -> None:
    found = said(position(replace(EMPTY, position=standings(3))))
    assert found == [
        "Since the meeting of 18 November 2021: opened: fewer than 5; published: 0; ended: fewer than 5.",
        WHY,
    ]
    ever = said(position(replace(EMPTY, position=standings(6, since=None), is_restricted=True)))
    assert ever == ["In all the time recorded: opened: 6; published: 0; ended: 1."]


@pytest.mark.parametrize(("is_restricted", "uncertain", "count"), [(True, 2, 2), (True, 0, 1), (False, 2, 1)])
def test_tells_of_reviews_counted_where_last_known_in_restricted_papers(
    uncertain: int, count: int, *, is_restricted: bool
) -> None:
    facts = replace(EMPTY, position=standings(6, uncertain=uncertain), is_restricted=is_restricted)
    found = [text for text in said(position(facts)) if text != WHY]
    assert len(found) == count
    assert count == 1 or found[1] == "2 taken on later, while running, and counted where last known to stand."


A_CASE = CaseRow("DHR-1", "Panel at work", SINCE)


@pytest.mark.parametrize(
    ("row", "beside"),
    [
        (A_CASE, "neither"),
        (replace(A_CASE, pause="Criminal trial"), "On hold: criminal trial"),
        (replace(A_CASE, beside="Inquest"), "Inquest"),
        (replace(A_CASE, pause="Criminal trial", beside="Inquest"), "On hold: criminal trial. Inquest"),
    ],
)
def test_tells_of_each_review_what_holds_it_and_what_runs_beside(row: CaseRow, beside: str) -> None:
    found = list(position(replace(RESTRICTED, cases=(row,))))
    assert grid(found, 1).rows == (("DHR-1", "Panel at work", "18 November 2021", beside, "0"),)
    assert not any("Past their dates" in text for text in said(found))


def test_lists_the_dates_a_review_is_past() -> None:
    rows = (A_CASE, replace(A_CASE, reference="DHR-2", late=("Decide", "Report")))
    assert said(position(replace(RESTRICTED, cases=rows)))[-2:] == ["Past their dates:", "DHR-2: Decide, Report."]


def test_counts_days_of_live_reviews_where_the_first_is_known() -> None:
    rows = (replace(A_CASE, days=0, days_net=0), replace(A_CASE, reference="DHR-2", days=40, days_net=12), A_CASE)
    assert grid(time_taken(replace(RESTRICTED, cases=rows))).rows == (
        ("DHR-1", "0", "0"), ("DHR-2", "40", "12"), ("DHR-1", "not known", "not known"),
    )  # fmt: skip
    assert list(time_taken(replace(RESTRICTED, cases=()))) == []


@pytest.mark.parametrize(
    ("since", "count", "told"),
    [
        (None, 0, ["in the time recorded.", "0 reviews stand"]),
        (
            SINCE,
            1,
            ["since 18 November 2021.", "1 review stands"],
        ),
        (
            SINCE,
            2,
            ["since 18 November 2021.", "2 reviews stand"],
        ),
    ],
)
def test_says_that_none_was_published_and_how_many_stand(
    since: datetime.date | None, count: int, told: list[str]
) -> None:
    facts = replace(EMPTY, position=Standings(ON, since, ()), on_register=count)
    assert said(newly_published(facts)) == [
        f"No review was published {told[0]}",
        f"{told[1]} on the public register in all.",
    ]


def test_quotes_a_published_review_only_where_it_says_something() -> None:
    rows = (
        PublishedRow("Robin/2018", ON, "https://x.test/r/", ("One.",)),
        PublishedRow("Sam/2018", SINCE, "https://x.test/s/"),
    )
    found = list(newly_published(replace(EMPTY, published=rows, on_register=2)))
    assert said(found) == [
        "Robin/2018, published on 10 March 2022: https://x.test/r/", "One.",
        "Sam/2018, published on 18 November 2021: https://x.test/s/", "2 reviews stand on the public register in all.",
    ]  # fmt: skip
    assert len([block for block in found if isinstance(block, Bullets)]) == 1


# The head


@pytest.mark.parametrize(
    ("to", "meets_on", "told"),
    [
        ("Board", datetime.date(2022, 3, 24), "Board, 24 March 2022"),
        ("Board", None, "Board"),
        ("", datetime.date(2022, 3, 24), "Northshire Community Safety Partnership, 24 March 2022"),
        ("", None, "Northshire Community Safety Partnership"),
    ],
)
def test_names_the_meeting_as_far_as_it_is_known(to: str, meets_on: datetime.date | None, told: str) -> None:
    assert ("To", told) in head(replace(EMPTY, to=to, meets_on=meets_on), "S", "T", "For decision").rows


@pytest.mark.parametrize(
    ("is_restricted", "is_demonstration"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_says_at_the_head_who_may_read_it_and_whether_it_is_invented(
    *, is_restricted: bool, is_demonstration: bool
) -> None:
    sender = replace(EMPTY.sender, is_demonstration=is_demonstration)
    found: Facts = head(replace(EMPTY, sender=sender, is_restricted=is_restricted), "S", "T", "For information")
    rows = dict(found.rows)
    assert rows["Classification"] == f"For information. {'Restricted' if is_restricted else 'Unrestricted'}"
    assert ("Note" in rows) is is_demonstration
    assert (rows["By"], rows["Subject"], rows["Summary"], rows["As at"]) == (
        "Review coordinator",
        "S",
        "T",
        "10 March 2022",
    )
