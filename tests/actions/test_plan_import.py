"""A written plan is taken in by the ordinary acts: each recommendation whole with its actions, or set aside."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.actions.plan_import import ALREADY, TakenPlan, rehearse_plan, take_in_plan
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, Case, CaseEvent, Milestone, Recommendation
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.papers.plans import document, of_workbook, workbook
from tests.stages import case_at

HEADS = ("No.", "Recommendation", "Action to take", "Lead agency", "Key milestones", "Target date", "Status", "Outcome")
PLAN = [
    HEADS,
    ("1", "Train staff", "Write a course", "test-police", "Drafted", "March 2027", "In progress", ""),
    ("", "", "Run the course", "Police and Health", "", "Ongoing", "", ""),
    ("1", "Ask about control", "Change the form", "Testshire NHS Trust", "", "2027", "Complete", "Every ward asks"),
]


@pytest.fixture
def drafting(case: Case, cast: Cast) -> Case:
    """A case whose report is being written."""
    return case_at(cast, case, Stage.DRAFTING)


def taken(case: Case, cast: Cast, *rows: Any) -> TakenPlan:
    """The plan taken in by the coordinator."""
    return take_in_plan(case=case, by=cast.coordinator, plan=of_workbook(rows or PLAN))


def test_records_recommendations_actions_and_steps(drafting: Case, cast: Cast) -> None:
    found = taken(drafting, cast)
    assert (found.recommendations, found.actions, found.set_aside) == (2, 3, ())
    assert list(Recommendation.objects.values_list("ref", "text", "position")) == [
        ("1", "Train staff", 1), ("1", "Ask about control", 2),
    ]  # fmt: skip  # one line reads as one list
    assert [str(row.target_date) for row in Action.objects.order_by("pk")] == ["March 2027", "not known", "2027"]
    assert list(Milestone.objects.values_list("text", flat=True)) == ["Drafted", "Target date as printed: Ongoing"]


def test_keeps_the_heading_that_a_recommendation_is_printed_under(drafting: Case, cast: Cast) -> None:
    """As South Lakeland groups its plan."""
    taken(drafting, cast, ("Theme 4 - Training - Cumbria wide",), *PLAN)
    assert set(Recommendation.objects.values_list("heading", flat=True)) == {"Theme 4 - Training - Cumbria wide"}


def test_knows_bodies_by_what_people_call_them(drafting: Case, cast: Cast) -> None:
    """What names no body stays as words, and a note says so."""
    found = taken(drafting, cast)
    assert list(Action.objects.order_by("pk").values_list("owner", flat=True)) == [
        cast.police.pk, None, cast.health.pk,
    ]  # fmt: skip  # one line reads as one list
    assert Recommendation.objects.get(position=1).addressee_text == "Police and Health"
    assert "“Police and Health” is no body on the list" in found.notes[-1].sentence


def test_records_where_an_action_stands_but_verifies_nothing(drafting: Case, cast: Cast) -> None:
    taken(drafting, cast)
    rows = Action.objects.order_by("pk")
    assert [row.status for row in rows] == [ActionStatus.IN_PROGRESS, ActionStatus.NOT_STARTED, ActionStatus.DONE]
    done = rows[2]
    assert (done.outcome, done.completed_on.is_known, done.verified_on) == ("Every ward asks", False, None)


def test_records_an_event_of_each_act(drafting: Case, cast: Cast) -> None:
    taken(drafting, cast)
    kinds = list(CaseEvent.objects.filter(case=drafting).values_list("kind", flat=True))
    assert kinds.count(Event.RECOMMENDATION_RECORDED) == 2
    assert kinds.count(Event.ACTION_RECORDED) == 3


def test_takes_the_same_plan_in_once(drafting: Case, cast: Cast) -> None:
    taken(drafting, cast)
    again = taken(drafting, cast)
    assert (again.recommendations, [row.sentence for row in again.set_aside]) == (0, [ALREADY, ALREADY])
    assert again.notes == ()
    assert Recommendation.objects.count() == 2


def test_sets_a_refused_recommendation_aside_whole(drafting: Case, cast: Cast) -> None:
    """An action done in the future is refused, and nothing of its recommendation stays."""
    heads = ("Recommendation", "Action", "Date of completion", "Outcome")
    rows = [heads, ("A", "Do a", "Completed June 2190", "Changed"), ("B", "Do b", "", "")]
    found = taken(drafting, cast, *rows)
    assert [row.place for row in found.set_aside] == ["Plan 1, row 2"]
    assert "in the future" in found.set_aside[0].sentence
    assert list(Recommendation.objects.values_list("text", flat=True)) == ["B"]


def test_rehearses_without_a_trace(drafting: Case, cast: Cast) -> None:
    events = CaseEvent.objects.count()
    found = rehearse_plan(case=drafting, by=cast.coordinator, plan=of_workbook(PLAN))
    assert (found.recommendations, found.actions) == (2, 3)
    assert (Recommendation.objects.count(), CaseEvent.objects.count()) == (0, events)


def test_refuses_who_may_not_record(drafting: Case, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        take_in_plan(case=drafting, by=cast.panel_member, plan=of_workbook(PLAN))
    assert not Recommendation.objects.exists()


def test_refuses_a_plan_before_there_is_a_draft(case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow):
        taken(case, cast)


def command(*words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("import_action_plan", *words, stdout=out)
    return out.getvalue()


def test_takes_a_word_file_in_at_the_terminal(drafting: Case, tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(document("Training, local", [HEADS, *PLAN[1:]], [("Name", "Role"), ("A", "B")]))
    said = json.loads(command(drafting.reference, str(file), "--json"))
    assert (said["taken_in"], said["recommendations"], said["actions"]) == (True, 2, 3)
    assert [row["place"] for row in said["set_aside"]] == ["Table 2"]
    assert Recommendation.objects.filter(scope="local").count() == 2


def test_only_looks_when_asked_to(drafting: Case, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    file.write_bytes(workbook(PLAN))
    said = command(drafting.reference, str(file), "--dry-run")
    assert said.startswith("Would be taken in: 2 recommendations with 3 actions.")
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words", "why"),
    [
        ("plan.csv", b"Recommendation,Action\n,Do it\n", (), "no recommendation could be taken in"),
        ("plan.txt", b"Dear all", (), "is read from a Word document"),
        ("plan.csv", b"Recommendation,Action\nA,Do it\n", ("--by", "nobody@example.org"), "No account uses"),
    ],
)
def test_ends_badly_when_nothing_is_taken_in(
    drafting: Case, tmp_path: Path, name: str, content: bytes, words: tuple[str, ...], why: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError, match=why):
        command(drafting.reference, str(file), *words)


def test_names_a_case_or_file_that_is_not_there(drafting: Case, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No case has the reference NONE-1"):
        command("NONE-1", str(tmp_path / "plan.docx"))
    with pytest.raises(CommandError, match="cannot be read"):
        command(drafting.reference, str(tmp_path / "plan.docx"))
