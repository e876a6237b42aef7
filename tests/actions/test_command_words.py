"""Commands that take files in count in words, refuse in one sentence and leave nothing half written."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.models import Action, Case, CaseEvent, CaseUserPermission, Recommendation
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

ONE = "reference,stage,decision\nA-1,Panel at work,2021\n"
AWRY = "A-2,Nowhere,\n"


def said(*words: str) -> str:
    """What a command prints."""
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    """The sentence a command ends with."""
    with pytest.raises(CommandError) as refusal:
        said(*words)
    return str(refusal.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table that a command reads."""
    return tmp_path / "table.csv"


# Permissions


def test_names_one_case_that_differs(case: Case, other_case: Case, cast: Cast) -> None:
    CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member).delete()

    assert refused("sync_permissions", "--check") == f"1 case differs: {case}."
    assert said("sync_permissions") == "2 cases read, 1 rebuilt.\n"
    assert said("sync_permissions", "--check") == "2 cases read, 0 differed.\n"


def test_names_every_case_that_differs_and_mends_none_when_asked_to_check(case: Case, other_case: Case) -> None:
    CaseUserPermission.objects.all().delete()

    assert refused("sync_permissions", "--check") == f"2 cases differ: {case}, {other_case}."
    assert not CaseUserPermission.objects.exists()


# Running cases


@pytest.mark.parametrize(("faults", "words"), [(1, "1 fault"), (2, "2 faults")])
def test_counts_the_faults_of_a_portfolio_and_takes_on_none(cast: Cast, file: Path, faults: int, words: str) -> None:
    file.write_text(ONE + AWRY * faults)

    assert refused("take_on", str(file)) == f"{file}: {words}, no case was taken on."
    assert not Case.objects.exists()


def test_says_of_a_rehearsal_what_would_be_taken_on(cast: Cast, file: Path) -> None:
    file.write_text(ONE)

    assert said("take_on", str(file), "--dry-run") == "Would be taken on: A-1, Panel at work\n"
    assert not Case.objects.exists()


def test_takes_on_in_the_name_of_the_account_given(cast: Cast, file: Path) -> None:
    file.write_text(ONE)

    assert said("take_on", str(file), "--by", cast.coordinator.email.upper()) == "Taken on: A-1, Panel at work\n"
    assert set(CaseEvent.objects.values_list("by", flat=True)) == {cast.coordinator.pk}


def test_takes_on_for_nobody_without_the_right(cast: Cast, file: Path) -> None:
    file.write_text(ONE)

    assert refused("take_on", str(file), "--by", cast.panel_member.email).startswith(f"{file}: ")
    assert (
        refused("take_on", str(file), "--by", "nobody@weald.test") == "No account uses the address nobody@weald.test."
    )
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_asks_for_set_up_where_there_is_no_coordinator(file: Path) -> None:
    assert "no coordinator yet" in refused("take_on", str(file))


def test_names_the_portfolio_that_cannot_be_read(cast: Cast, file: Path) -> None:
    assert refused("take_on", str(file)) == f"{file}: the file cannot be read: No such file or directory."


# Plans


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("Train,Do it\n", "1 recommendation with 1 action."),
        ("Train,Do it\n,Do more\nAsk,Write\n", "2 recommendations with 3 actions."),
    ],
)
def test_counts_what_a_plan_brought(case: Case, cast: Cast, file: Path, rows: str, words: str) -> None:
    case_at(cast, case, Stage.DRAFTING)
    file.write_text(f"Recommendation,Action\n{rows}")

    assert said("import_action_plan", case.reference, str(file)).splitlines()[0] == f"Taken in: {words}"
    assert f"{Recommendation.objects.count()} rec" in words
    assert f"{Action.objects.count()} action" in words


def test_takes_no_plan_in_for_an_account_without_the_right(case: Case, cast: Cast, file: Path) -> None:
    case_at(cast, case, Stage.DRAFTING)
    file.write_text("Recommendation,Action\nTrain,Do it\n")

    sentence = refused("import_action_plan", case.reference, str(file), "--by", cast.outsider.email)
    assert sentence.startswith(f"{file}: ")
    assert not Recommendation.objects.exists()
