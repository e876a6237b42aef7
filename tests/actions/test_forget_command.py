"""What forget_case prints, what it leaves alone when it only looks, and where the certificate goes come what may."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from dhr_cases.actions.forgetting import digest_of, files_left, outlook_of
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.models import Case, CaseEvent, Person, User
from tests.conftest import Cast
from tests.planted import NAME, WORD, a_file, closed_case, destroy
from tests.whole_disk import FULL_DISK, NO_SPACE

NAMELESS = "needs the e-mail address of an account."


@pytest.fixture
def closed(case: Case, cast: Cast) -> Case:
    """A case put away, with a person whose words must go."""
    return closed_case(case, cast)


@pytest.fixture
def people(cast: Cast, settings: LazySettings, tmp_path: Path) -> list[str]:
    """The two who stand for it and their reason; nothing but the test's own folder is looked through."""
    settings.VAR_DIR = tmp_path
    return ["--by", cast.coordinator.email, "--approved-by", cast.administrator.email, "--reason", "Time"]


def run(case: Case | str, *words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("forget_case", str(case), *words, stdout=out)
    return out.getvalue()


def refused(case: Case | str, *words: str) -> tuple[str, str]:
    """The sentence with which it ends, and what it printed before."""
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("forget_case", str(case), *words, stdout=out)
    return str(refusal.value), out.getvalue()


def stands(case: Case) -> bool:
    """True while the record is as it was."""
    case.refresh_from_db()
    return case.forgotten_on is None and Person.objects.filter(case=case).exists()


# Looking


def test_tells_tables_files_and_words_of_what_would_go(closed: Case, cast: Cast) -> None:
    a_file(closed, cast)
    outlook = outlook_of(closed)
    lines = run(closed, "--dry-run").splitlines()
    tables = [f"  {table}: {count}" for table, count in outlook.rows.items()]

    assert lines[: len(tables) + 2] == [
        "Rows that would go, by table", *tables, f"Files that would go: {len(outlook.files)}",
    ]  # fmt: skip
    assert lines[len(tables) + 2] == "Where the protected words stand now"
    assert len(lines) == len(tables) + 3 + len(outlook.register)
    assert lines[-1].startswith(f"  Word {len(outlook.register)} (")
    assert f"({TokenKind.NAME.label.lower()}): " in "\n".join(lines)
    assert stands(closed)


def test_says_of_a_word_that_stands_nowhere_that_it_does_not(closed: Case) -> None:
    """A name is sealed where it is kept and found there; one of a person taken out again would be nowhere."""
    outlook = outlook_of(closed)
    nowhere = sum(not outlook.standing.get(number) for number in range(len(outlook.register)))

    assert run(closed, "--dry-run").count(": nowhere") == nowhere


def test_prints_the_words_themselves_only_when_asked(closed: Case) -> None:
    told, shown = run(closed, "--dry-run"), run(closed, "--dry-run", "--show")

    assert WORD not in told
    assert f"“{NAME}”" in shown
    assert shown.replace(f" “{NAME}”", "").replace(f" “{WORD}”", "") == told


def test_needs_nobody_to_look(closed: Case) -> None:
    """Neither the two people nor a reason is asked for, and no file of a certificate is made."""
    events = CaseEvent.objects.count()
    run(closed, "--dry-run", "--by", "nobody@weald.test")

    assert CaseEvent.objects.count() == events


def test_finds_a_case_however_its_reference_is_written(closed: Case) -> None:
    assert run(closed.reference.lower(), "--dry-run") == run(closed, "--dry-run")


def test_only_looks_at_what_a_crash_left_when_asked_to_look(closed: Case, cast: Cast) -> None:
    """A rehearsal takes nothing away, also of a record that is destroyed already."""
    a_file(closed, cast)
    destroy(closed, cast)
    said = f"The record of {closed} was destroyed on {closed.forgotten_on}."

    assert run(closed, "--dry-run") == f"{said} Files that would go: 1.\n"
    assert len(files_left(closed)) == 1
    assert run(closed) == f"{said} Files taken away: 1.\n"
    assert files_left(closed) == ()
    assert run(closed) == f"{said} Files taken away: 0.\n"


# Refusing


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say why with --reason."),
        (("--reason", "  "), "Say why with --reason."),
        (("--reason", "Time"), f"--by {NAMELESS}"),
        (("--reason", "Time", "--by", "nobody@example.test"), f"--by {NAMELESS}"),
        (("--reason", "Time", "--by", "COORDINATOR@example.test"), f"--approved-by {NAMELESS}"),
    ],
)
def test_says_which_answer_is_missing(closed: Case, words: tuple[str, ...], sentence: str) -> None:
    assert refused(closed, *words) == (sentence, "")
    assert stands(closed)


def test_takes_no_closed_account_for_one_of_the_two(closed: Case, cast: Cast, people: list[str]) -> None:
    User.objects.filter(pk=cast.administrator.pk).update(is_active=False)

    assert refused(closed, *people) == (f"--approved-by {NAMELESS}", "")
    assert stands(closed)


def test_names_a_case_that_is_not_there(cast: Cast, people: list[str]) -> None:
    assert refused("NOWHERE-1", *people) == ("There is no case NOWHERE-1.", "")


@pytest.mark.parametrize("part", ["csp_chair", "panel_member", "outsider"])
def test_is_refused_to_anybody_but_the_two_offices(closed: Case, cast: Cast, people: list[str], part: str) -> None:
    sentence, _said = refused(closed, *people, "--approved-by", getattr(cast, part).email)

    assert sentence.startswith("The destruction of a record is for two people, each ")
    assert stands(closed)


def test_is_refused_to_one_person_twice(closed: Case, cast: Cast, people: list[str]) -> None:
    assert refused(closed, *people, "--approved-by", cast.coordinator.email) == (
        "Two different people stand for the destruction of a record.", "",
    )  # fmt: skip
    assert stands(closed)


def test_is_refused_for_a_case_that_is_open(case: Case, people: list[str], tmp_path: Path) -> None:
    out = tmp_path / "certificate.json"
    sentence, said = refused(case, *people, "--out", str(out))

    assert (sentence.endswith("."), said, out.exists()) == (True, "", False)
    case.refresh_from_db()
    assert case.forgotten_on is None


# The file of the certificate


def certificate_in(text: str) -> dict[str, Any]:
    """What was handed over, with its digest looked at."""
    told: dict[str, Any] = json.loads(text)
    assert set(told) == {"certificate", "sha256", "afterwards"}
    assert told["sha256"] == digest_of(told["certificate"])
    return told


@pytest.mark.parametrize("name", ["", "nowhere/certificate.json"])
def test_destroys_nothing_where_the_certificate_has_no_place(
    closed: Case, people: list[str], tmp_path: Path, name: str
) -> None:
    """A folder, and a file in a folder that is not there."""
    sentence, said = refused(closed, *people, "--out", str(tmp_path / name))

    assert sentence.startswith(f"{tmp_path / name} cannot be written: ")
    assert sentence.endswith(". Nothing was destroyed.")
    assert (said, list(tmp_path.iterdir())) == ("", [])
    assert stands(closed)


def test_prints_the_certificate_where_there_is_no_file_for_it(closed: Case, people: list[str]) -> None:
    told = certificate_in(run(closed, *people))

    assert told["afterwards"] == {"files left": [], "words in files": {}}
    assert WORD not in json.dumps(told)


def test_writes_the_certificate_over_an_earlier_file_and_prints_nothing(
    closed: Case, people: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "certificate.json"
    out.write_text("an older one, which is longer than nothing", encoding="utf-8")

    assert run(closed, *people, "--out", str(out)) == ""
    text = out.read_text(encoding="utf-8")
    assert text.endswith("}\n")
    certificate_in(text)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@FULL_DISK
def test_prints_the_certificate_where_the_disk_is_full_at_the_end(closed: Case, people: list[str]) -> None:
    """It cannot be made a second time: the record is gone."""
    sentence, said = refused(closed, *people, "--out", "/dev/full")

    assert sentence == (
        f"/dev/full cannot be written: {NO_SPACE}. "
        "The record is destroyed, and its certificate is printed instead: keep it."
    )
    certificate_in(said)
    assert not stands(closed)


def test_ends_badly_where_a_word_is_left_in_a_log(closed: Case, people: list[str], tmp_path: Path) -> None:
    (tmp_path / "site.log").write_text(f"{NAME} rang", encoding="utf-8")
    out = tmp_path.parent / f"{tmp_path.name}.json"
    sentence, _said = refused(closed, *people, "--out", str(out))

    assert sentence == "The record is destroyed, but something is left on the disk: see the certificate."
    assert certificate_in(out.read_text(encoding="utf-8"))["afterwards"]["words in files"] == {"site.log": 1}


def test_finishes_the_first_destruction_where_it_is_asked_for_again(closed: Case, people: list[str]) -> None:
    run(closed, *people)
    closed.refresh_from_db()
    events, said = CaseEvent.objects.count(), f"The record of {closed} was destroyed on {closed.forgotten_on}."

    assert run(closed, *people) == f"{said} Files taken away: 0.\n"
    assert CaseEvent.objects.count() == events
