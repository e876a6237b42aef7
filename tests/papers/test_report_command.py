"""The report and the position at a terminal: which days they take, what they print, and a file whole or not at all."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import Case
from dhr_cases.papers.writing.blocks import texts_of
from dhr_cases.stages import STAGES, Stage
from governance.papers.reading.report import Asked, report_facts
from governance.papers.report_json import as_json
from governance.papers.report_kinds import KINDS, ReportKind
from governance.standings import OF_STAGE, STANDINGS
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.papers.read_back import word_texts
from tests.standing import stand_at
from tests.whole_disk import FULL_DISK, NO_SPACE

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
TOMORROW, YESTERDAY = (TODAY + DAY).isoformat(), (TODAY - DAY).isoformat()
COMMANDS = ("committee_report", "position")
TO_COME = "--on: the day of the position must be today or in the past."
BACKWARDS = "--since: the earlier day must be before the day of the position."
NO_DATE = "“{}” is not a date. Use year-month-day, for example 2026-03-04."


def run(command: str, *words: str) -> tuple[str, str]:
    """What a command prints, and what it says beside it."""
    out, err = StringIO(), StringIO()
    call_command(command, *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(command: str, *words: str) -> str:
    """The sentence with which a command ends; it has printed nothing."""
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(command, *words, stdout=out)
    assert (refusal.value.returncode, out.getvalue()) == (1, "")
    return str(refusal.value)


# Days


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--on", TOMORROW), TO_COME),
        (("--on", "9999-12-31"), TO_COME),
        (("--since", TODAY.isoformat()), BACKWARDS),
        (("--since", TOMORROW), BACKWARDS),
        (("--on", YESTERDAY, "--since", YESTERDAY), BACKWARDS),
        (("--on", YESTERDAY, "--since", TODAY.isoformat()), BACKWARDS),
        (("--on", "12 October 2022"), NO_DATE.format("12 October 2022")),
        (("--on", "20221012"), NO_DATE.format("20221012")),
        (("--on", "2022-W41-3"), NO_DATE.format("2022-W41-3")),
        (("--on", "2022-02-30"), NO_DATE.format("2022-02-30")),
        (("--since", "2022-13-01"), NO_DATE.format("2022-13-01")),
        (("--since", "last"), NO_DATE.format("last")),
    ],
)
def test_refuses_a_day_that_has_no_position(cast: Cast, command: str, words: tuple[str, ...], sentence: str) -> None:
    assert refused(command, *words) == sentence


@pytest.mark.parametrize("words", [(), ("--on", TODAY.isoformat()), ("--since", YESTERDAY), ("--on", "1900-01-01")])
def test_takes_today_and_any_day_before(cast: Cast, case: Case, words: tuple[str, ...]) -> None:
    """Without a day today is meant."""
    told = {command: json.loads(run(command, *words, "--json")[0]) for command in COMMANDS}
    day = words[1] if words[:1] == ("--on",) else TODAY.isoformat()

    assert [row["on"] for row in told.values()] == [day, day]
    assert {row["since"] for row in told.values()} == {YESTERDAY if "--since" in words else None}


def test_refuses_a_day_of_the_meeting_that_is_none(cast: Cast) -> None:
    assert refused("committee_report", "--meets-on", "soon") == NO_DATE.format("soon")
    text, _beside = run("committee_report", "--meets-on", TOMORROW, "--to", "The committee")
    assert f"To: The committee, {long_date(TODAY + DAY)}" in text


# Whose


@pytest.mark.parametrize("command", COMMANDS)
def test_names_the_partnerships_there_are(cast: Cast, command: str) -> None:
    put(type(cast.partnership), code="afar", name="Afar CSP")

    assert refused(command, "--partnership", "nowhere") == (
        "There is no partnership “nowhere”. Known here: testshire, afar."
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.django_db
def test_says_so_where_there_is_no_partnership(command: str) -> None:
    assert refused(command) == "There is no partnership yet."


def test_counts_the_partnership_that_is_named_and_no_other(cast: Cast, case: Case) -> None:
    put(type(cast.partnership), code="afar", name="Afar CSP")
    own, other = (json.loads(run("position", "--partnership", code, "--json")[0]) for code in ("testshire", "afar"))

    assert [(row["partnership"], row["total"]) for row in (own, other)] == [("testshire", 1), ("afar", 0)]
    assert run("position", "--partnership", "afar")[0].startswith(f"Afar CSP: reviews as at {long_date(TODAY)}\n")


# What is printed


def test_prints_every_line_of_the_position_with_its_count(cast: Cast, case: Case, other_case: Case) -> None:
    """From recorded events alone: what stands in the row of the case is not asked."""
    stand_at(other_case, Stage.PUBLISHED)
    lines = run("position", "--since", YESTERDAY)[0].splitlines()
    width = max(len(row.label) for row in STANDINGS.values())
    counts = {OF_STAGE[Stage.REFERRED]: 2}

    assert lines[:2] == [f"Testshire CSP: reviews as at {long_date(TODAY)}", ""]
    assert lines[2 : 2 + len(STANDINGS)] == [
        f"{row.label.ljust(width)}  {counts.get(code, 0):>5}" for code, row in STANDINGS.items()
    ]
    rest = lines[2 + len(STANDINGS) :]
    assert rest[:3] == ["Together 2, of them live 0, on hold 0", "", "By stage"]
    assert rest[3] == f"{STAGES[Stage.REFERRED].label}      2"
    assert rest[4:6] == ["", f"Since {long_date(TODAY - DAY)}"]


def test_prints_a_position_of_no_reviews(cast: Cast) -> None:
    lines = run("position")[0].splitlines()

    assert lines[-3:] == ["Together 0, of them live 0, on hold 0", "", "By stage"]


@pytest.mark.parametrize("is_restricted", [False, True])
def test_prints_the_report_as_it_is_on_paper(cast: Cast, case: Case, *, is_restricted: bool) -> None:
    words = ["--restricted"] * is_restricted
    facts = report_facts(cast.partnership, Asked(TODAY, is_restricted=is_restricted))
    paper = KINDS[ReportKind.COMMITTEE].compose(facts)

    assert run("committee_report", *words) == ("\n".join(texts_of(paper)) + "\n", "")
    assert json.loads(run("committee_report", *words, "--json")[0]) == as_json(facts, paper)
    assert (case.reference in run("committee_report", *words)[0]) is False


# Files


@pytest.mark.parametrize(
    ("name", "begins"), [("r.docx", b"PK"), ("r.HTML", b"<!doctype html"), ("a.b.html", b"<!doctype html")]
)
def test_takes_the_format_from_the_end_of_the_name(cast: Cast, tmp_path: Path, name: str, begins: bytes) -> None:
    path = tmp_path / name
    said, beside = run("committee_report", "--out", str(path))

    assert (said, beside) == ("", f"Written: {path}\n")
    assert path.read_bytes().lstrip().lower().startswith(begins.lower())
    assert [row.name for row in tmp_path.iterdir()] == [name]


def test_prints_figures_beside_the_file_when_asked(cast: Cast, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    said, _beside = run("committee_report", "--out", str(path), "--json")

    assert json.loads(said)["version"] == "public"
    assert any("Position" in text for text in word_texts(path.read_bytes()))


@pytest.mark.parametrize("name", ["report", "report.odt", "report.zip", ".docx"])
def test_writes_no_file_of_a_format_it_does_not_know(cast: Cast, tmp_path: Path, name: str) -> None:
    said = f"“{name}” names no format. End it in .docx, .pdf, .html."

    assert refused("committee_report", "--out", str(tmp_path / name)) == said
    assert list(tmp_path.iterdir()) == []


def test_leaves_the_last_report_as_it_was_when_it_refuses(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("the last report", encoding="utf-8")
    refused("committee_report", "--out", str(path), "--on", TOMORROW)

    assert path.read_text(encoding="utf-8") == "the last report"


def test_says_why_a_file_cannot_be_written(cast: Cast, tmp_path: Path) -> None:
    nowhere, folder = tmp_path / "nowhere" / "report.html", tmp_path / "folder.html"
    folder.mkdir()

    assert refused("committee_report", "--out", str(nowhere)) == (
        f"“{nowhere}” cannot be written: No such file or directory."
    )
    assert refused("committee_report", "--out", str(folder)) == f"“{folder}” cannot be written: Is a directory."
    assert [row.name for row in tmp_path.iterdir()] == ["folder.html"]


@FULL_DISK
def test_says_that_the_disk_is_full(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "report.html").symlink_to("/dev/full")

    assert refused("committee_report", "--out", str(tmp_path / "report.html")) == (
        f"“{tmp_path / 'report.html'}” cannot be written: {NO_SPACE}."
    )


@FULL_DISK
def test_says_of_any_paper_that_the_disk_is_full(cast: Cast, case: Case) -> None:
    said = refused("build_paper", case.reference, "letter-scoping", "--format", "html", "--out", "/dev/full")

    assert said == f"/dev/full cannot be written: {NO_SPACE}."
