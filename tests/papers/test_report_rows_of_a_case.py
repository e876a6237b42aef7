"""Which lines of a plan, which authors and which sections of one case does a report read, and what keeps it inside?"""

import datetime
from typing import Any

import pytest

from dhr_cases.errors import Incomplete
from dhr_cases.models import (
    Action,
    ActionStatus,
    Appointment,
    Case,
    Milestone,
    PartialDate,
    Post,
    Recommendation,
    ReportSection,
    Scope,
    SectionVersion,
    TextOrigin,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.plan_rows import PlanLine
from dhr_cases.papers.reading_report import authors_of, for_publication, inside, plan_lines, sections_of
from dhr_cases.report_sections import SECTIONS
from tests.conftest import TODAY, Cast

pytestmark = pytest.mark.django_db

DAY = PartialDate.parse
ASK = Ask("The panel", "2")
PUBLISHED = (PaperKind.OVERVIEW_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN)


def recommended(case: Case, position: int, ref: str, **said: Any) -> Recommendation:
    """A recommendation with what is said of it."""
    with change("Test", None):
        row: Recommendation = Recommendation.objects.create(
            case=case, position=position, ref=ref, text=f"Do {position}.", **said
        )
    return row


def acted(row: Recommendation, text: str, **said: Any) -> Action:
    """An action for a recommendation."""
    with change("Test", None):
        action: Action = Action.objects.create(recommendation=row, text=text, **said)
    return action


def only_line(case: Case) -> PlanLine:
    """The one line of the plan."""
    (line,) = plan_lines(case)
    return line


def write(cast: Cast, case: Case, kind: PaperKind, code: str, *texts: str) -> None:
    """A section in as many versions as there are texts."""
    with change("Test", None):
        row = ReportSection.objects.create(case=case, kind=kind, code=code, position=1, heading="Its old heading")
    for number, text in enumerate(texts, 1):
        SectionVersion.objects.create(
            section=row, number=number, text=text, origin=TextOrigin.TYPED, by=cast.coordinator
        )


def test_has_a_line_for_every_action_in_the_order_of_printed_numbers(case: Case, other_case: Case) -> None:
    refs = ("10", "2", "", "2.1", "R1")
    rows = {ref: recommended(case, place, ref) for place, ref in enumerate(refs, 1)}
    acted(rows["10"], "First")
    acted(rows["10"], "Second")
    acted(recommended(other_case, 1, "1"), "Elsewhere")
    assert [(line.ref, line.action) for line in plan_lines(case)] == [
        ("2", ""),
        ("2.1", ""),
        ("10", "First"),
        ("10", "Second"),
        ("R1", ""),
        ("", ""),
    ]


def test_says_of_a_recommendation_without_an_action_whose_it_is(cast: Cast, case: Case) -> None:
    recommended(
        case, 1, "1", scope=Scope.NATIONAL, owner=cast.police, addressee_text="The force", target_date=DAY("2026-09")
    )
    recommended(case, 2, "2", addressee_text="Every agency")
    assert plan_lines(case) == (
        PlanLine("1", "Do 1.", "National", lead="Testshire Police", target=DAY("2026-09")),
        PlanLine("2", "Do 2.", lead="Every agency"),
    )


def test_takes_owner_and_day_of_the_action_before_those_of_the_recommendation(cast: Cast, case: Case) -> None:
    row = recommended(case, 1, "1", owner=cast.police, target_date=DAY("2026"))
    acted(row, "Own", owner=cast.health, target_date=DAY("2026-10-02"))
    acted(row, "Handed down")
    own, handed_down = plan_lines(case)
    assert (own.lead, own.target) == ("Testshire NHS Trust", DAY("2026-10-02"))
    assert (handed_down.lead, handed_down.target) == ("Testshire Police", DAY("2026"))
    assert own.recommendation == handed_down.recommendation == "Do 1."


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({}, ""),
        ({"outcome": "Fewer."}, "Fewer."),
        ({"status_reason": "Late"}, ""),
        ({"status": ActionStatus.IN_PROGRESS, "status_reason": "Late"}, ""),
        ({"status": ActionStatus.DONE, "status_reason": "All of it"}, ""),
        ({"status": ActionStatus.DONE, "status_reason": "All of it", "verified_on": TODAY}, "All of it"),
        ({"status": ActionStatus.REJECTED, "status_reason": "No law"}, "No law"),
        ({"status": ActionStatus.REJECTED, "status_reason": "No law", "outcome": "Asked."}, "Asked."),
        ({"status": ActionStatus.SUPERSEDED, "status_reason": "A new one"}, "A new one"),
        ({"status": ActionStatus.BUSINESS_AS_USUAL, "status_reason": "Daily"}, "Daily"),
        ({"status": ActionStatus.TRANSFERRED, "status_reason": "To them"}, ""),
        ({"status": ActionStatus.TRANSFERRED, "status_reason": "To them", "is_end_accepted": True}, "To them"),
        ({"status": ActionStatus.NOT_OWNED, "status_reason": "Nobody"}, ""),
    ],
)
def test_gives_the_reason_for_an_end_where_nothing_is_said_to_have_changed(
    case: Case, said: dict[str, Any], outcome: str
) -> None:
    action = acted(recommended(case, 1, "1"), "Train", completed_on=DAY("2026-10"), **said)
    line = only_line(case)
    assert (line.outcome, line.status, line.completed) == (outcome, action.get_status_display(), DAY("2026-10"))


def test_marks_a_milestone_that_was_reached_in_the_order_they_were_set(case: Case) -> None:
    action = acted(recommended(case, 1, "1"), "Train")
    with change("Test", None):
        for text, reached in (("Zero", ""), ("Bought", "2026"), ("Held", "2026-01-05")):
            Milestone.objects.create(action=action, text=text, reached_on=DAY(reached), target_date=DAY("2025"))
    assert only_line(case).milestones == ("Zero", "Bought (reached)", "Held (reached)")


def test_reads_the_plan_with_the_same_queries_however_long_it_is(case: Case, django_assert_num_queries: Any) -> None:
    for place in range(1, 5):
        action = acted(recommended(case, place, str(place)), "Train")
        with change("Test", None):
            Milestone.objects.create(action=action, text="Bought")
    with django_assert_num_queries(3):
        assert len(plan_lines(case)) == 4


def test_names_chair_and_author_who_have_not_left(cast: Cast, case: Case, other_case: Case) -> None:
    assert authors_of(case) == ()
    for who, post, whose, left in (
        (cast.independent_chair, Post.CHAIR, case, None),
        (cast.second_author, Post.AUTHOR, case, None),
        (cast.outsider, Post.CHAIR_AND_AUTHOR, case, datetime.date(2026, 6, 1)),
        (cast.outsider, Post.CHAIR_AND_AUTHOR, other_case, None),
    ):
        with change("Test", None):
            Appointment.objects.create(case=whose, user=who, post=post, appointed_on=DAY("2026"), ended_on=left)
    assert authors_of(case) == ("Independent Chair, independent chair", "Second Author, author")
    assert authors_of(other_case) == ("Outsider, chair and author",)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_reads_the_newest_text_of_every_section_under_its_heading_of_today(
    cast: Cast, case: Case, other_case: Case, kind: PaperKind
) -> None:
    first = SECTIONS[kind][0]
    write(cast, case, kind, first.code, "Old.", "New.")
    write(cast, other_case, kind, first.code, "Elsewhere.")
    found = sections_of(case, kind)
    assert [(row.code, row.heading) for row in found] == [(row.code, row.heading) for row in SECTIONS[kind]]
    assert [row.text for row in found if row.is_written] == ["New."]
    facts = inside(kind)(case, ASK)
    assert (facts.sections, facts.plan, facts.authors) == (found, (), ())
    assert facts.frame.handling.line == "OFFICIAL-SENSITIVE. For The panel. Copy 2"


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PaperKind.OVERVIEW_REPORT, "overview report"),
        (PaperKind.EXECUTIVE_SUMMARY, "executive summary"),
        (PaperKind.ACTION_PLAN, "action plan"),
    ],
)
def test_keeps_inside_what_nobody_wrote_or_what_has_no_place(
    cast: Cast, case: Case, kind: PaperKind, label: str
) -> None:
    read, first = for_publication(kind), SECTIONS[kind][0].code
    with pytest.raises(Incomplete) as empty:
        read(case, ASK)
    assert empty.value.sentence == f"Nothing is written in the {label} yet."
    write(cast, case, kind, first, "Words.", " \n")
    with pytest.raises(Incomplete, match="Nothing is written"):
        read(case, ASK)
    write(cast, case, kind, "further_text", "Stray.")
    with pytest.raises(Incomplete) as stray:
        read(case, ASK)
    assert (
        stray.value.sentence == f"The last section of the {label} holds text without a place. Move it or take it out."
    )


@pytest.mark.parametrize("kind", PUBLISHED)
def test_publishes_by_actions_alone_only_the_plan(case: Case, kind: PaperKind) -> None:
    recommended(case, 1, "1")
    with change("Test", None):
        case.pseudonym, case.public_title = "Wren", "Wren/2024"
        case.save()
    if kind is not PaperKind.ACTION_PLAN:
        with pytest.raises(Incomplete, match="Nothing is written"):
            for_publication(kind)(case, ASK)
        return
    facts = for_publication(kind)(case, ASK)
    assert (facts.plan, facts.authors) == (plan_lines(case), ())
    assert (facts.frame.title, facts.frame.is_public, facts.frame.reference) == ("Wren/2024", True, "")
