"""What do the commands say that take plans and cases in or copy the register out, and in whose name do they act?"""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dhr_cases.models import (
    Case,
    CaseEvent,
    CaseMembership,
    Partnership,
    Recommendation,
    TeamMembership,
    User,
)
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.following import changed
from tests.public_records import put_file, put_record
from tests.stages import case_at

DAY = datetime.timedelta(days=1)
PLAN = "Recommendation,Action\nTrain,Do it\n,Do more\n"
ONE = "reference,stage,decision\nA-1,Panel at work,2021\n"


def run(*words: object) -> str:
    """What a command prints."""
    out = io.StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def refused(*words: object) -> tuple[str, str]:
    """The sentence with which a command ends, and what it printed before."""
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*map(str, words), stdout=out)
    assert refusal.value.returncode == 1
    return str(refusal.value), out.getvalue()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of one recommendation with two actions."""
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def drafting(case: Case, cast: Cast) -> Case:
    """A review whose report is being written."""
    return case_at(cast, case, Stage.DRAFTING)


# A plan


def test_takes_a_plan_in_by_the_first_coordinator_of_the_case(drafting: Case, cast: Cast, plan: Path) -> None:
    said = run("import_action_plan", drafting.reference.lower(), plan)
    row = Recommendation.objects.get()

    assert said.splitlines()[0] == "Taken in: 1 recommendation with 2 actions."
    event = CaseEvent.objects.filter(case=drafting, subject="recommendation", subject_id=row.pk).get()
    assert event.by == cast.coordinator


def test_takes_a_plan_in_by_who_is_named_and_may(drafting: Case, cast: Cast, plan: Path) -> None:
    """However the address is written; whoever is named needs the right to every act of it."""
    sentence, said = refused("import_action_plan", drafting.reference, plan, "--by", cast.independent_chair.email)
    assert sentence.startswith(f"{plan}: You may not do this: ")
    assert (said, Recommendation.objects.count()) == ("", 0)
    run("import_action_plan", drafting.reference, plan, "--by", cast.coordinator.email.upper())

    assert CaseEvent.objects.filter(subject="recommendation").get().by == cast.coordinator


def test_takes_no_plan_in_for_a_closed_account(drafting: Case, cast: Cast, plan: Path) -> None:
    User.objects.filter(pk=cast.coordinator.pk).update(is_active=False)

    assert refused("import_action_plan", drafting.reference, plan, "--by", cast.coordinator.email) == (
        f"No account uses the address {cast.coordinator.email}.", "",
    )  # fmt: skip
    assert refused("import_action_plan", drafting.reference, plan) == (
        "The case has no coordinator. Name the account: --by EMAIL.", "",
    )  # fmt: skip
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (1, False)])
def test_takes_a_coordinator_until_the_last_day_in_the_team(
    drafting: Case, cast: Cast, plan: Path, days: int, *, is_there: bool
) -> None:
    for row in TeamMembership.objects.filter(user=cast.coordinator):
        changed(row, starts_on=timezone.localdate() - 9 * DAY, ends_on=timezone.localdate() - days * DAY)
    for own in CaseMembership.objects.filter(case=drafting, user=cast.coordinator):
        changed(own, starts_on=timezone.localdate() - 9 * DAY, ends_on=timezone.localdate() - days * DAY)

    if is_there:
        assert run("import_action_plan", drafting.reference, plan, "--dry-run").startswith("Would be taken in: ")
    else:
        assert "has no coordinator" in refused("import_action_plan", drafting.reference, plan, "--dry-run")[0]


def test_tells_machines_what_was_taken_in_and_what_would_be(drafting: Case, plan: Path) -> None:
    would = json.loads(run("import_action_plan", drafting.reference, plan, "--json", "--dry-run"))
    assert not Recommendation.objects.exists()
    done = json.loads(run("import_action_plan", drafting.reference, plan, "--json"))

    assert (would["case"], would["taken_in"], done["taken_in"]) == (drafting.reference, False, True)
    assert (would["recommendations"], would["actions"]) == (done["recommendations"], done["actions"]) == (1, 2)


def test_names_the_plan_that_cannot_be_read(drafting: Case, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"

    assert refused("import_action_plan", drafting.reference, path) == (
        f"{path}: the file cannot be read: No such file or directory.", "",
    )  # fmt: skip
    assert refused("import_action_plan", drafting.reference, tmp_path)[0] == (
        f"{tmp_path}: the file cannot be read: Is a directory."
    )


# Running cases


def test_tells_machines_which_cases_were_taken_on_and_which_row_is_wrong(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(f"{ONE}A-2,Nowhere,\n", encoding="utf-8")
    sentence, said = refused("take_on", path, "--json")
    told = json.loads(said)

    assert sentence == f"{path}: 1 fault, no case was taken on."
    assert (told["taken_on"], [row["reference"] for row in told["cases"]]) == (False, ["A-1"])
    assert [row["row"] for row in told["refused"]] == [3]
    assert not Case.objects.exists()
    path.write_text(ONE, encoding="utf-8")
    told = json.loads(run("take_on", path, "--json"))
    assert told == {
        "taken_on": True, "refused": [],
        "cases": [{"row": 2, "reference": "A-1", "stage": Stage.PANEL_WORK.value, "dates": 1}],
    }  # fmt: skip


def test_takes_on_the_same_cases_once(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(ONE, encoding="utf-8")
    run("take_on", path)
    sentence, said = refused("take_on", path)

    assert sentence.endswith("no case was taken on.")
    assert "A-1" in said
    assert Case.objects.count() == 1


# The register


def test_counts_what_it_wrote_and_took_away(cast: Cast, tmp_path: Path) -> None:
    file = put_file(put_record(cast.partnership), cast.coordinator)
    folder = tmp_path / "site"
    first = run("export_public_register", folder)
    written = sum(1 for path in folder.rglob("*") if path.is_file()) - 1
    assert first == f"{written} files written, 0 removed.\n"
    changed(file, taken_down_on=timezone.localdate())
    again = run("export_public_register", folder)

    left = sum(1 for path in folder.rglob("*") if path.is_file()) - 1
    assert again == f"{left} files written, 1 removed.\n"
    assert left == written - 1


def test_copies_the_reviews_of_the_partnership_that_is_named(cast: Cast, tmp_path: Path) -> None:
    far = Partnership(code="afar", name="Afar CSP")
    changed(far)
    put_record(far, "wren-2019", title="Wren/2019")
    put_record(cast.partnership)
    run("export_public_register", tmp_path, "--partnership", "afar")

    assert [path.name for path in (tmp_path / "reviews").iterdir()] == ["wren-2019"]


def test_names_a_folder_that_is_none_and_a_code_that_is_nobodys(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("stays", encoding="utf-8")

    assert refused("export_public_register", path) == (f"{path}: File exists.", "")
    assert refused("export_public_register", tmp_path / "new", "--partnership", "x") == (
        "No partnership has the code x.", "",
    )  # fmt: skip
    assert (path.read_text(encoding="utf-8"), (tmp_path / "new").exists()) == ("stays", False)


def test_says_what_it_did_before_it_says_what_was_held_back(cast: Cast, tmp_path: Path) -> None:
    """Machines get the same in one object."""
    file = put_file(put_record(cast.partnership), cast.coordinator)
    Path(file.file.path).write_bytes(b"%PDF-1.7 another")
    sentence, said = refused("export_public_register", tmp_path, "--json")
    told = json.loads(said)

    assert sentence == f"Held back by the release gate: {'; '.join(told['held_back'])}."
    assert told["held_back"] == [f"Robin/2019: {file.label} (PDF)"]
    assert told["written"] > 1
