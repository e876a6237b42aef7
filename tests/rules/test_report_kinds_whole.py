"""Each report has its sections in their order, its summary and what it is for, with much to tell and with nothing."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Lines, Paper, Paragraph
from dhr_cases.stages import Stage
from governance.meeting_terms import AttendanceClass
from governance.papers.invented_report import example
from governance.papers.meeting_invented import ATTENDANCE, HEAD, ITEMS
from governance.papers.meeting_kinds import MEETING_PAPERS, VERSIONS, MeetingPaperKind, Version
from governance.papers.meeting_rows import due_words
from governance.papers.numbering import numbered
from governance.papers.report_json import as_json
from governance.papers.report_kinds import KINDS, ReportKind, file_name
from governance.papers.report_rows import BodyActions, ReportFacts
from governance.papers.small_counts import FEWEST, NO_TOTAL, WHY, WITHHELD, is_withheld, shown, total
from governance.position import CaseStanding, Position
from governance.position_figures import as_json as figures
from governance.position_figures import line_label
from governance.standings import STANDINGS, Standing
from tests.report_blocks import EMPTY, ON, PUBLIC, RESTRICTED, SINCE

K = ReportKind
S = Stage
END = "For further information"
NOTHING_RESTRICTED = replace(EMPTY, is_restricted=True)


def sections(kind: ReportKind, facts: ReportFacts) -> list[str]:
    """The headings of a report."""
    return [heading.text for heading in KINDS[kind].compose(facts).headings]


def head(paper: Paper) -> dict[str, str]:
    """What stands at the head of a report."""
    (found,) = [block for block in paper.blocks if isinstance(block, Facts)]
    return dict(found.rows)


def standing(*counts: tuple[Stage, int], **more: object) -> Position:
    """A position with so many reviews at each stage."""
    places = [stage for stage, count in counts for _ in range(count)]
    cases = tuple(CaseStanding(key, stage, SINCE) for key, stage in enumerate(places))
    return replace(Position(ON, SINCE, cases), **more)  # type: ignore[arg-type]  # what is given goes through


# The sections


@pytest.mark.parametrize(
    ("kind", "facts", "names"),
    [
        (K.COMMITTEE, EMPTY, ["1.0 Background", "2.0 Position", "3.0 Newly published reviews",
         "4.0 Recommendations and actions", "5.0 Recommendations"]),
        (K.WORKING_GROUP, PUBLIC, ["1.0 Background", "2.0 Grant this year, 2021/22", "3.0 Grant next year, 2022/23",
         "4.0 Sessions and seminars", "5.0 Requests to partners", "6.0 Recommendations"]),
        (K.WORKING_GROUP, EMPTY, ["1.0 Background", "2.0 Recommendations"]),
        (K.SCRUTINY, PUBLIC, ["1.0 Background", "2.0 Why scrutiny reads this", "3.0 Position",
         "4.0 Newly published reviews", "5.0 Recommendations and actions", "6.0 Performance", "7.0 Learning",
         "8.0 Funding", "9.0 Recommendations"]),
        (K.SCRUTINY, EMPTY, ["1.0 Background", "2.0 Why scrutiny reads this", "3.0 Position",
         "4.0 Newly published reviews", "5.0 Recommendations and actions", "6.0 Recommendations"]),
        (K.STEERING_GROUP, RESTRICTED, ["1.0 Position", "2.0 Time", "3.0 Newly published reviews",
         "4.0 Recommendations and actions", "5.0 What has changed", "6.0 Requests to partners",
         "7.0 Risks and legal change", "8.0 Recommendations"]),
        (K.STEERING_GROUP, NOTHING_RESTRICTED, ["1.0 Position", "2.0 Newly published reviews",
         "3.0 Recommendations and actions", "4.0 What has changed", "5.0 Recommendations"]),
        (K.LEARNING, PUBLIC, ["1.0 Background", "2.0 Newly published reviews", "3.0 Seminars and other events",
         "4.0 Recommendations and actions", "5.0 Recommendations"]),
        (K.LEARNING, RESTRICTED, ["1.0 Background", "2.0 Newly published reviews", "3.0 Seminars and other events",
         "4.0 Recommendations and actions", "5.0 What has changed", "6.0 Recommendations"]),
        (K.LEARNING, EMPTY, ["1.0 Background", "2.0 Newly published reviews", "3.0 Recommendations and actions",
         "4.0 Recommendations"]),
    ],
)  # fmt: skip  # a report, its facts, its sections
def test_has_these_sections_in_this_order(kind: ReportKind, facts: ReportFacts, names: list[str]) -> None:
    assert sections(kind, facts) == [*names, END]


@pytest.mark.parametrize(
    ("kind", "title", "subject"),
    [
        (K.COMMITTEE, "Domestic Homicide Review update", "Position of Domestic Homicide Reviews"),
        (K.WORKING_GROUP, "Working group update", "Work of the partnership’s working group"),
        (K.SCRUTINY, "Domestic Homicide Reviews: yearly report to scrutiny",
         "What Northshire Community Safety Partnership did with its reviews"),
        (K.STEERING_GROUP, "Domestic Homicide Review steering group", "Every live review, its time, its actions"),
        (K.LEARNING, "What was learnt from Domestic Homicide Reviews",
         "Published reviews, events, recommendations and what changed"),
    ],
)  # fmt: skip  # a report and its names
def test_is_called_after_what_it_holds(kind: ReportKind, title: str, subject: str) -> None:
    paper = KINDS[kind].compose(example(is_restricted=KINDS[kind].versions[0]))
    assert (paper.title, paper.subject, head(paper)["Subject"]) == (title, subject, subject)
    other = KINDS[kind].compose(replace(EMPTY, review_name="Safeguarding Review"))
    assert ("Domestic Homicide" in other.title, "Domestic Homicide" in other.subject) == (False, False)


@pytest.mark.parametrize(
    ("kind", "versions"),
    [(K.COMMITTEE, (False, True)), (K.WORKING_GROUP, (False,)), (K.SCRUTINY, (False,)), (K.STEERING_GROUP, (True,)),
     (K.LEARNING, (False, True))],
)  # fmt: skip  # a report and for whom it comes
def test_comes_in_these_versions(kind: ReportKind, versions: tuple[bool, ...]) -> None:
    assert KINDS[kind].versions == versions
    assert list(KINDS) == list(ReportKind)


@pytest.mark.parametrize(
    ("kind", "facts", "purpose"),
    [
        (K.COMMITTEE, PUBLIC, "For decision. Unrestricted"), (K.COMMITTEE, RESTRICTED, "For decision. Restricted"),
        (K.COMMITTEE, EMPTY, "For information. Unrestricted"), (K.SCRUTINY, PUBLIC, "For decision. Unrestricted"),
        (K.WORKING_GROUP, PUBLIC, "For information. Unrestricted"),
        (K.STEERING_GROUP, RESTRICTED, "For decision. Restricted"),
        (K.STEERING_GROUP, NOTHING_RESTRICTED, "For information. Restricted"),
        (K.LEARNING, EMPTY, "For information. Unrestricted"),
    ],
)  # fmt: skip  # a report, its facts, what it is for
def test_says_what_it_is_for_and_who_may_read_it(kind: ReportKind, facts: ReportFacts, purpose: str) -> None:
    assert head(KINDS[kind].compose(facts))["Classification"] == purpose


# The summaries


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (K.COMMITTEE, RESTRICTED, "Live reviews on 10 March 2022: 9. Published since the last report: 2. "
         "On the public register: 9."),
        (K.COMMITTEE, PUBLIC, "Published since the last report: 2. On the public register: 9."),
        (K.COMMITTEE, EMPTY, "Live reviews on 10 March 2022: 0. Published since the last report: 0. "
         "On the public register: 0."),
        (K.SCRUTINY, PUBLIC, "Published in the period: 2. On the public register: 9."),
        (K.LEARNING, EMPTY, "Published in the year: 0. On the public register: 0."),
        (K.STEERING_GROUP, RESTRICTED, "Live reviews on 10 March 2022: 9."),
        (K.WORKING_GROUP, PUBLIC, "What was held, how the grant stands, and what is planned."),
    ],
)  # fmt: skip  # a report, its facts, its summary
def test_sums_up_in_these_words(kind: ReportKind, facts: ReportFacts, words: str) -> None:
    assert head(KINDS[kind].compose(facts))["Summary"] == words


@pytest.mark.parametrize(
    ("counts", "live"),
    [
        (((S.PANEL_WORK, 5), (S.AT_QA, 6)), "11"),
        (((S.PANEL_WORK, 5), (S.AT_QA, 4)), None),
        (((S.PANEL_WORK, 5), (S.CLOSED, 4)), "5"),
        (((S.PANEL_WORK, 3), (S.DRAFTING, 2)), "5"),
        (((S.AT_QA, 1), (S.PANEL_WORK, 9)), None),
    ],
)  # fmt: skip  # stages and how many stand there
def test_tells_everybody_of_live_reviews_where_no_line_of_them_is_small(
    counts: tuple[tuple[Stage, int], ...], live: str | None
) -> None:
    words = head(KINDS[K.COMMITTEE].compose(replace(EMPTY, position=standing(*counts))))["Summary"]
    assert words.startswith(f"Live reviews on 10 March 2022: {live}. ") is (live is not None)
    assert words.endswith("Published since the last report: 0. On the public register: 0.")


# Small counts


@pytest.mark.parametrize(
    ("count", "is_small"),
    [(0, False), (1, True), (4, True), (5, False), (-1, False), (Decimal("0.5"), True), (Decimal("4.99"), True),
     (Decimal(5), False)],
)  # fmt: skip  # a count and whether it is small
def test_withholds_what_lies_between_nought_and_five(count: int | Decimal, *, is_small: bool) -> None:
    assert is_withheld(count, is_restricted=False) is is_small
    assert not is_withheld(count, is_restricted=True)


def test_says_in_words_what_is_withheld_and_why() -> None:
    assert (FEWEST, WITHHELD, NO_TOTAL) == (5, "fewer than 5", "not given")
    assert WHY == (
        "Counts from 1 to 4 read “fewer than 5”, and a total that would give one of them away is not given, "
        "so that no person can be recognised."
    )
    assert (total([], is_restricted=False), total([4], is_restricted=False), total(iter([5]), is_restricted=False)) == (
        "0", NO_TOTAL, "5",
    )  # fmt: skip  # three totals
    assert shown(1, is_restricted=True) == "1"


# Numbers of paragraphs


def test_numbers_sections_and_paragraphs_and_leaves_the_rest_as_it_is() -> None:
    table, bullets = Grid("Table", ("A",), ()), Bullets(("one",))
    given: list[list[Block]] = [
        [Heading("First"), Paragraph("One"), table, Paragraph("Two"), Heading("Below", level=2), Paragraph("Three")],
        [],
        [Heading("Second"), bullets, Paragraph("Four", number="9")],
    ]
    assert list(numbered(given)) == [
        Heading("1.0 First"), Paragraph("One", number="1.1"), table, Paragraph("Two", number="1.2"),
        Heading("Below", level=2), Paragraph("Three", number="1.3"), Heading("2.0 Second"), bullets,
        Paragraph("Four", number="2.1"),
    ]  # fmt: skip  # the blocks in order
    assert list(numbered([])) == []


# Figures for machines


def test_gives_counts_as_numbers_and_withheld_ones_as_words() -> None:
    position = standing((S.PANEL_WORK, 5), (S.CLOSED, 4), opened=(1, 2, 3, 4), ended=(1, 2, 3, 4, 5))
    rows = (BodyActions("Council", open=5, overdue=4, waiting=0, ended=1),)
    facts = replace(EMPTY, position=position, actions=rows, event_actions=rows)
    found = as_json(facts, KINDS[K.COMMITTEE].compose(facts))
    assert (found["version"], found["on"], found["since"]) == ("public", "2022-03-10", "2021-11-18")
    assert (found["position"]["under_way"], found["position"]["closed"], found["position"]["published"]) == (
        5, WITHHELD, 0,
    )  # fmt: skip  # three lines
    assert (found["total"], found["opened"], found["ended"]) == (NO_TOTAL, WITHHELD, 5)
    told = {"body": "Council", "open": 5, "overdue": WITHHELD, "to_verify": 0, "ended": WITHHELD}
    assert (found["actions"], found["event_actions"]) == ([told], [told])
    open_to_few = as_json(replace(facts, is_restricted=True), KINDS[K.COMMITTEE].compose(facts))
    assert (open_to_few["version"], open_to_few["total"], open_to_few["opened"]) == ("restricted", 9, 4)
    assert open_to_few["actions"][0]["overdue"] == 4


def test_gives_the_words_of_a_report_under_their_headings() -> None:
    paper = Paper(
        title="T", subject="S", foot="F", handling=PUBLIC_HANDLING,
        blocks=(Paragraph("Before"), Heading("1.0 A"), Paragraph("One", number="1.1"), Paragraph("Two"),
                Bullets(("x", "y")), Heading("End"), Lines(("z",)), Grid("Left out", ("H",), (("cell",),))),
    )  # fmt: skip  # the blocks in order
    found = as_json(EMPTY, paper)
    assert found["sections"] == [
        {"heading": "1.0 A", "lines": ["1.1 One", "Two", "x", "y"]},
        {"heading": "End", "lines": ["z"]},
    ]
    assert (found["since"], found["total"], found["published"], found["on_register"]) == (None, 0, [], 0)


PUBLIC_HANDLING = KINDS[K.COMMITTEE].compose(EMPTY).handling


def test_gives_a_position_with_every_stage_and_every_line() -> None:
    found = figures(standing((S.PANEL_WORK, 2), (S.AT_QA, 1), (S.CLOSED, 3), opened=(1,), published=(2, 3)), "Kent")
    assert list(found["counts"]) == [str(stage) for stage in Stage]
    assert list(found["lines"]) == [str(code) for code in Standing]
    assert {key: found[key] for key in ("partnership", "on", "since", "total", "live", "on_hold")} == {
        "partnership": "Kent", "on": "2022-03-10", "since": "2021-11-18", "total": 6, "live": 3, "on_hold": 0,
    }  # fmt: skip  # the head of the figures
    assert (found["opened"], found["published"], found["ended"], found["not_certain"]) == (1, 2, 0, 0)
    assert (found["counts"]["PANEL_WORK"], found["lines"]["under_way"], found["lines"]["notified"]) == (2, 2, 0)
    assert figures(Position(ON, None, ()), "Kent")["since"] is None
    assert [line_label(code) for code in Standing] == [row.label for row in STANDINGS.values()]


# Names of files, and the papers of meetings


@pytest.mark.parametrize(
    ("kind", "facts", "name"),
    [
        (K.SCRUTINY, PUBLIC, "scrutiny-report-kent-2022-03-10-public.pdf"),
        (K.STEERING_GROUP, RESTRICTED, "steering-group-paper-kent-2022-03-10-restricted.pdf"),
    ],
)
def test_names_a_file_by_report_partnership_day_and_version(kind: ReportKind, facts: ReportFacts, name: str) -> None:
    assert file_name(kind, Format.PDF, "kent", facts) == name
    assert file_name(kind, Format.PDF, "Kent & Medway", facts) == name.replace("-kent-", "-kent-medway-")


def test_has_three_papers_of_a_meeting_in_two_versions() -> None:
    assert [row.label for row in MEETING_PAPERS.values()] == ["Agenda", "Minutes", "Action log"]
    assert list(MEETING_PAPERS) == list(MeetingPaperKind)
    assert VERSIONS[Version.PUBLIC] == "public version"
    assert VERSIONS[Version.RESTRICTED] == "restricted version"


def test_says_no_day_set_where_nothing_is_due_on_a_day() -> None:
    assert (due_words(None), due_words(datetime.date(2031, 5, 1))) == ("no day set", "1 May 2031")


def test_shows_an_invented_meeting_with_every_kind_of_row() -> None:
    assert {item.part for item in ITEMS} == {"A", "B", "D", "E"}
    assert [item.code[0] for item in ITEMS] == [item.part for item in ITEMS]
    assert [item.minute for item in ITEMS] == [51, 52, 53, 54]
    assert HEAD.contact.endswith(".example")
    assert AttendanceClass.PRESENT in ATTENDANCE
