"""Who may have a record destroyed, when, and what does the command say?"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import override_settings

from dhr_cases.actions.anonymity import end_legal_hold, start_legal_hold
from dhr_cases.actions.forgetting import digest_of, files_left, forget, outlook_of
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
from dhr_cases.models import (
    Case,
    Hold,
    OrderState,
    PaperOrder,
    ParallelProceeding,
    Person,
    User,
)
from tests.conftest import Cast
from tests.planted import DAY, NAME, WORD, a_file, closed_case, destroy, put


@pytest.fixture
def closed(case: Case, cast: Cast) -> Case:
    """A case put away, with a person whose words must go."""
    return closed_case(case, cast)


@pytest.mark.parametrize(
    ("by", "approved_by"),
    [
        ("coordinator", "coordinator"),
        ("coordinator", "csp_chair"),
        ("auditor", "administrator"),
        ("outsider", "outsider"),
    ],
)
def test_needs_two_people_who_may(closed: Case, cast: Cast, by: str, approved_by: str) -> None:
    with pytest.raises(NotPermitted, match="[Tt]wo"):
        forget(case=closed, by=getattr(cast, by), approved_by=getattr(cast, approved_by), reason="Time")


def hold(case: Case) -> Model:
    return Hold(case=case, reason=HoldReason.OTHER, starts_on=DAY, scope=[])


def proceeding(case: Case) -> Model:
    return ParallelProceeding(case=case, kind=next(iter(ProceedingKind)))


def order(case: Case) -> Model:
    return PaperOrder(case=case, kind="x", file_format="pdf", ordered_by=User.objects.first(), state=OrderState.WAITING)


@pytest.mark.parametrize(
    ("row", "sentence"), [(hold, "on hold"), (proceeding, "no end recorded"), (order, "being made")]
)
def test_waits_for_holds_proceedings_and_papers(closed: Case, cast: Cast, row: Any, sentence: str) -> None:
    put(row(closed))
    with pytest.raises(NotNow, match=sentence):
        destroy(closed, cast)


def test_waits_until_a_legal_hold_ends(closed: Case, cast: Cast) -> None:
    kept = start_legal_hold(case=closed, by=cast.coordinator, reason="The coroner asked.")
    with pytest.raises(NotNow, match="legal hold keeps"):
        destroy(closed, cast)
    end_legal_hold(case=closed, by=cast.coordinator, hold=kept, reason="Inquest ended")
    assert destroy(closed, cast).digest


def test_destroys_no_open_case(case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow, match="Only a closed case"):
        destroy(case, cast)


def test_lets_nothing_be_done_with_what_is_left(closed: Case, cast: Cast) -> None:
    destroy(closed, cast)
    with pytest.raises(NotNow, match="destroyed"):
        start_legal_hold(case=closed, by=cast.coordinator, reason="Late")
    with pytest.raises(NotNow, match="destroyed"):
        destroy(closed, cast)


def test_dry_run_counts_and_shows_words_only_when_asked(closed: Case) -> None:
    told, shown = StringIO(), StringIO()
    call_command("forget_case", closed.reference, "--dry-run", stdout=told)
    call_command("forget_case", closed.reference, "--dry-run", "--show", stdout=shown)
    assert "  dhr_cases_person: 1" in told.getvalue().splitlines()
    assert WORD not in told.getvalue()
    assert NAME in shown.getvalue()
    assert outlook_of(closed).rows["dhr_cases_case"] == Person.objects.count()


def test_command_destroys_takes_files_away_and_hands_over_the_certificate(
    closed: Case, cast: Cast, tmp_path: Path
) -> None:
    """The database's own files are looked at elsewhere: within a test's transaction they give nothing up."""
    version = a_file(closed, cast)
    out = tmp_path / "certificate.json"
    people = ("--by", cast.coordinator.email, "--approved-by", cast.administrator.email, "--reason", "Time")
    with override_settings(VAR_DIR=tmp_path):
        call_command("forget_case", closed.reference, *people, "--out", str(out))
    told = json.loads(out.read_text())
    assert told["sha256"] == digest_of(told["certificate"])
    assert told["afterwards"]["files left"] == []
    assert not version.file.storage.exists(str(version.file.name))


def test_command_destroys_nothing_when_the_certificate_cannot_be_written(
    closed: Case, cast: Cast, tmp_path: Path
) -> None:
    people = ["--by", cast.coordinator.email, "--approved-by", cast.administrator.email, "--reason", "Time"]
    with pytest.raises(CommandError, match="Nothing was destroyed"):
        call_command("forget_case", closed.reference, *people, "--out", str(tmp_path / "nowhere" / "c.json"))
    closed.refresh_from_db()
    assert closed.forgotten_on is None
    assert Person.objects.filter(case=closed).exists()


def test_command_takes_away_what_a_crash_left(closed: Case, cast: Cast) -> None:
    version = a_file(closed, cast)
    destroy(closed, cast)
    assert [file.name for file in files_left(closed)] == [version.file.name]
    call_command("forget_case", closed.reference, stdout=StringIO())
    assert files_left(closed) == ()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["NOWHERE-1", "--dry-run"], "no case"),
        ([], "Say why"),
        (["--reason", "Time", "--by", "nobody@example.test"], "--by needs"),
        (["--reason", "Time", "--by", "coordinator@example.test"], "--approved-by needs"),
        (
            ["--reason", "Time", "--by", "coordinator@example.test", "--approved-by", "coordinator@example.test"],
            "Two different",
        ),
    ],
)
def test_command_says_what_is_missing(closed: Case, arguments: list[str], sentence: str) -> None:
    case = [] if "NOWHERE-1" in arguments else [closed.reference]
    with pytest.raises(CommandError, match=sentence):
        call_command("forget_case", *case, *arguments)
