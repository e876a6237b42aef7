"""Which invented partnership do the examples of all reports show? Nothing in it is real."""

from datetime import date
from decimal import Decimal

from dhr_cases.stages import Stage
from funding.papers.invented import DECLINED, POSITION, REQUEST, SENDER
from governance.measure_figures import RISE_MEANS, Compared, RiseMeans, Told
from governance.papers.report_rows import (
    AskedRow,
    BodyActions,
    CaseRow,
    ChangeRow,
    EventRow,
    GrantRow,
    MeasureRow,
    Money,
    PublishedRow,
    ReportFacts,
    ReviewThemeRow,
    ThemeRow,
)
from governance.position import CaseStanding, Position

ON = date(2022, 3, 10)
SINCE = date(2021, 11, 18)
MEETS_ON = date(2022, 3, 24)

S = Stage
STOOD: tuple[tuple[Stage, int, date], ...] = (
    (S.REFERRED, 1, date(2022, 2, 20)),
    (S.SCOPING, 2, date(2022, 1, 15)),
    (S.PANEL_WORK, 6, date(2021, 9, 1)),
    (S.AT_QA, 1, date(2021, 12, 1)),
    (S.AMENDING, 1, date(2022, 2, 1)),
    (S.PRE_PUBLICATION, 1, date(2022, 1, 20)),
    (S.PUBLISHED, 2, date(2022, 2, 14)),
    (S.MONITORING, 7, date(2020, 6, 1)),
    (S.CLOSED, 8, date(2019, 5, 1)),
)
"""How many reviews stand at which stage since which day."""


def _standings() -> tuple[CaseStanding, ...]:
    places = [(stage, since) for stage, count, since in STOOD for _ in range(count)]
    paused = {3: ("criminal_trial",)}
    return tuple(CaseStanding(key, stage, since, paused.get(key, ())) for key, (stage, since) in enumerate(places))


POSITION_OF_REVIEWS = Position(ON, SINCE, _standings(), opened=(0, 1, 2), published=(12, 13), ended=())

CASES = (
    CaseRow("DHR-2021-01", "Panel at work", date(2021, 9, 1), "Criminal trial", "Criminal proceedings", 0,
            ("Complete the overview report",), 400, 280),
    CaseRow("DHR-2020-04", "Making the changes asked for", date(2022, 2, 1), "", "", 12, (), 610, 610),
)  # fmt: skip  # a review a row

PUBLISHED = (
    PublishedRow(
        "Robin/2018",
        date(2022, 2, 14),
        "https://reviews.northshire.invalid/public/robin-2018/",
        ("Robin was a parent of two who died after years of abuse by a partner.", "A separation raises the risk."),
    ),
    PublishedRow(
        "Sam/2018", date(2022, 2, 14), "https://reviews.northshire.invalid/public/sam-2018/", ("Ask a second time.",)
    ),
)

EVENT_ACTIONS = (
    BodyActions("Northshire Council", open=7, overdue=2, waiting=1, ended=6),
    BodyActions("Northshire Police", open=5, overdue=0, waiting=0, ended=0),
)
ACTIONS = (
    BodyActions("Northshire Council", open=6, overdue=1, waiting=2, ended=11),
    BodyActions("Northshire Police", open=5, overdue=0, waiting=0, ended=9),
    BodyActions("Northshire Rehabilitation Company", open=2, overdue=2, is_gone=True),
)
CHANGES = (
    ChangeRow("Northshire Council", "Every housing officer asks about abuse at each visit.", date(2022, 1, 12)),
    ChangeRow("Northshire Police", "Risk is looked at again when a couple separates.", date(2022, 2, 3)),
)
REVIEW_THEMES = (
    ReviewThemeRow("Local learning", "Risk after a separation", "5 to 9"),
    ReviewThemeRow("Local learning", "Sharing of information", "10 or more"),
)
THEMES = (ThemeRow("Training", 9), ThemeRow("Change of practice", 7), ThemeRow("Policy", 2))
EVENTS = (
    EventRow(
        "Lessons learnt: separation", "Seminar", "15 February 2022", "over 100",
        ("85% excellent or very good (base not stated)",),
    ),
)  # fmt: skip  # an event a row
COMING = (EventRow("Lessons learnt: older people", "Webinar", "12 May 2022"),)
ASKED = (
    AskedRow(
        "Northshire Probation Service", "Consider contributing to the funding of reviews in 2022/23.",
        date(2021, 11, 18), "Partnership, 18 November 2021", "41", date(2022, 1, 31),
    ),
    AskedRow(
        "Northshire Health Board", "Say who attends panels.", date(2021, 11, 18), "Partnership, 18 November 2021", "42",
        None, "A named lead attends from January", date(2021, 12, 20), is_public=False,
    ),
)  # fmt: skip  # a request a row
GRANTS = (
    GrantRow("2021/22", ("Grant: £39,661.", "Projects: 7, stated together £31,538.")),
    GrantRow("2022/23", ("Grant: not stated.",)),
)
MEASURES = (
    MeasureRow(
        "Reports of domestic abuse, Northshire",
        Compared(
            Told("2019/20", Decimal(8200)),
            Told("2020/21", Decimal(8610), commentary="A rise is not always bad: more people report",
                 source="Strategic assessment, 2021"),
        ),
        RISE_MEANS[RiseMeans.NEITHER], "reports", "Counting rules changed in 2020",
    ),
    MeasureRow(
        "Anti-social behaviour",
        Compared(
            None,
            Told("2020/21", printed_change="-10%", commentary="Quoted by a Member",
                 source="Partnership, 18 November 2021"),
        ),
        RISE_MEANS[RiseMeans.BAD],
    ),
    MeasureRow(
        "Use of the community trigger",
        Compared(None, Told("2020/21", Decimal(3), source="Northshire Council")),
        RISE_MEANS[RiseMeans.NEITHER],
    ),
)  # fmt: skip  # a measure, its times, what a rise means


def example(*, is_restricted: bool) -> ReportFacts:
    """An invented partnership's facts, for everybody or restricted."""
    return ReportFacts(
        sender=SENDER,
        position=POSITION_OF_REVIEWS,
        is_restricted=is_restricted,
        to="Northshire Community Safety Partnership",
        meets_on=MEETS_ON,
        law="Domestic Violence, Crime and Victims Act 2004, section 9",
        joint=("Mereside Community Safety Partnership",),
        cases=CASES if is_restricted else (),
        published=PUBLISHED,
        on_register=9,
        actions=ACTIONS,
        changes=CHANGES if is_restricted else (),
        themes=THEMES,
        review_themes=REVIEW_THEMES,
        events=EVENTS,
        coming=COMING,
        event_actions=EVENT_ACTIONS,
        asked=ASKED,
        money=Money(POSITION, (REQUEST, DECLINED), GRANTS),
        risks=("A body that contributed has ended.",),
        measures=MEASURES,
        legal_change=("Domestic Abuse Related Death Reviews: not in force.",),
    )
