"""A paper built at the command line: which format it gets, where it lies, and that a refusal writes no file."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.models import Case, CaseEvent, PaperVersion
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, file_name

SCOPING = MadePaper.SCOPING


def build(*words: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("build_paper", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command is given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", MADE[SCOPING].formats)
def test_takes_the_format_from_the_end_of_the_name(case: Case, folder: Path, form: Format) -> None:
    out = folder / f"letter.{form.upper()}"
    size = f"{out}: {MADE[SCOPING].label} as {form.label}, "

    assert build(case.reference, SCOPING, "--out", str(out)).startswith(size)
    assert [path.name for path in folder.iterdir()] == [out.name]


def test_believes_the_option_more_than_the_name(case: Case, folder: Path) -> None:
    said = build(case.reference, SCOPING, "--out", "letter.docx", "--format", "html")

    assert f"as {Format.HTML.label}, {(folder / 'letter.docx').stat().st_size:,} bytes." in said
    assert (folder / "letter.docx").read_bytes().lstrip().lower().startswith(b"<!doctype html")


def test_writes_under_a_plain_name_where_none_is_given(case: Case, folder: Path) -> None:
    first = next(iter(MADE[SCOPING].formats))
    said = build(case.reference, SCOPING)

    assert [path.name for path in folder.iterdir()] == [file_name(SCOPING, first, case)]
    assert said.startswith(f"{file_name(SCOPING, first, case)}: ")


def test_names_the_reader_it_was_built_for(case: Case, folder: Path) -> None:
    build(case.reference, SCOPING, "--out", "letter.html", "--recipient", "Dr Reader", "--copy", "7")
    page = (folder / "letter.html").read_text(encoding="utf-8")

    assert "Dr Reader" in page


@pytest.mark.parametrize(
    "words",
    [
        ("NOWHERE-1", "imr"),
        ("", "imr", "--agency", "nobody"),
        ("", "imr"),
        ("", "submission-bundle", "--format", "pdf"),
        ("", "letter-scoping", "--out", "letter.odt"),
    ],
)
def test_writes_nothing_when_it_refuses(case: Case, folder: Path, words: tuple[str, ...]) -> None:
    before = CaseEvent.objects.count()
    with pytest.raises(CommandError) as refusal:
        build(*(word or case.reference for word in words))

    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    assert list(folder.iterdir()) == []
    assert (PaperVersion.objects.count(), CaseEvent.objects.count()) == (0, before)
