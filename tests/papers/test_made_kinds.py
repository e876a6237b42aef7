"""The table of made papers is complete: each has a folder, an example, its words, formats that work, a place."""

import json
import re
from dataclasses import replace

import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import Case
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.papers.formats import Format
from dhr_cases.papers.invented import FRAME, PLAN, REAL, SECTIONS
from dhr_cases.papers.kinds import MADE, MadePaper, build, check_possible, file_name, possible
from dhr_cases.papers.letters import LetterKind
from dhr_cases.papers.overview_report.example import EXAMPLE as REPORT
from dhr_cases.papers.overview_report.wording import compose as compose_report
from dhr_cases.papers.published_report.wording import compose as compose_published
from dhr_cases.papers.sections import NOT_WRITTEN, SectionText
from dhr_cases.papers.submission_bundle import archive
from dhr_cases.papers.submission_bundle.example import EXAMPLE as BUNDLE
from dhr_cases.papers.writing import pango, pdf
from dhr_cases.papers.writing.blocks import Contents, Grid, Heading, texts_of
from tests.papers.made import IN_BLOCKS, OWN_FOLDER, PUBLISHED, RESTRICTED, ROOT, folder_of, paper_of
from tests.papers.read_back import zip_files


def test_has_a_row_for_every_paper_and_one_for_every_letter() -> None:
    assert set(MADE) == set(MadePaper)
    assert {row.letter for row in MADE.values()} == {None, *LetterKind}


def test_has_a_folder_for_every_paper_and_no_other() -> None:
    found = {path.parent for path in ROOT.glob("*/example.py")}
    assert found == {folder_of(kind) for kind in MadePaper}
    assert all((folder / "expected.txt").is_file() for folder in found)


@pytest.mark.parametrize("kind", MadePaper)
def test_says_what_a_paper_is_called_and_where_its_rule_is_from(kind: MadePaper) -> None:
    row = MADE[kind]
    assert row.label
    assert row.holds
    assert row.filed_as in PaperKind
    assert re.search(r"\[[VKD]\]", row.source)
    assert row.verbs


@pytest.mark.parametrize("kind", [*OWN_FOLDER, MadePaper.COMMISSIONER_COPY])
def test_words_its_example_as_it_did(kind: MadePaper) -> None:
    """A change of words shows here. Look at it, then write the new text beside the example."""
    expected = (folder_of(kind) / "expected.txt").read_text(encoding="utf-8")
    assert "\n".join(texts_of(paper_of(kind))) + "\n" == expected


def test_words_the_manifest_as_it_did() -> None:
    expected = (ROOT / "submission_bundle" / "expected.txt").read_text(encoding="utf-8")
    assert "\n".join(archive.manifest_lines(BUNDLE)) == expected


@pytest.mark.parametrize("kind", RESTRICTED)
def test_names_marking_and_reader_on_what_is_restricted(kind: MadePaper) -> None:
    assert paper_of(kind).handling.line == "OFFICIAL-SENSITIVE. For Northshire Police. Copy 3"
    assert MADE[kind].marking is Marking.OFFICIAL_SENSITIVE


@pytest.mark.parametrize("kind", PUBLISHED)
def test_leaves_every_inside_fact_out_of_what_is_published(kind: MadePaper) -> None:
    """Neither who wrote it nor reference, custodian, marking or recipient; and no day of an action."""
    paper = paper_of(kind)
    text = "\n".join(texts_of(paper))
    assert paper.handling.line == ""
    assert MADE[kind].marking is Marking.PUBLIC
    assert [word for word in (*REAL, "OFFICIAL", "30 June 2026", "9 October 2025", NOT_WRITTEN) if word in text] == []


def test_shows_those_facts_inside() -> None:
    text = "\n".join(texts_of(paper_of(MadePaper.OVERVIEW_REPORT)))
    assert [word for word in (*REAL, "30 June 2026", NOT_WRITTEN) if word not in text] == []


def test_never_prints_the_day_of_the_death() -> None:
    texts = [text for kind in IN_BLOCKS for text in texts_of(paper_of(kind))]
    assert FRAME.died_in.iso == "2024-05-17"
    assert not any("17 May 2024" in text for text in texts)


def test_lists_its_headings_and_letters_its_appendices() -> None:
    paper = paper_of(MadePaper.OVERVIEW_REPORT)
    assert Contents(deepest=1) in paper.blocks
    assert [row.text for row in paper.headings if row.text.startswith("Appendix")] == [
        "Appendix A: action plan",
        "Appendix B: glossary",
    ]
    assert Heading("Police", level=2) in paper.blocks


def test_prints_the_authors_own_plan_when_one_is_written() -> None:
    """The record fills the appendix only while nobody has written it."""
    own = tuple(
        replace(row, text="The plan is published beside this report.") if row.code == "action_plan" else row
        for row in SECTIONS
    )
    written = compose_report(replace(REPORT, sections=own))
    assert "The plan is published beside this report." in list(texts_of(written))
    assert not [block for block in written.blocks if isinstance(block, Grid) and "Recommendation" in block.heads]


def test_loses_no_text_that_has_no_section() -> None:
    stray = (SectionText("further_text", "Further text", "Stray words."),)
    assert "Stray words." in list(texts_of(compose_report(replace(REPORT, sections=stray))))


def test_puts_out_a_report_without_a_plan_or_an_author() -> None:
    bare = replace(REPORT, plan=(), authors=(), sections=())
    assert "Written by" not in "\n".join(texts_of(compose_report(bare)))
    assert [block for block in compose_published(bare).blocks if isinstance(block, Grid)] == []


def test_keeps_every_line_of_the_plan() -> None:
    grids = [block for block in paper_of(MadePaper.ACTION_PLAN).blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [len(PLAN)]


@pytest.mark.parametrize("kind", MadePaper)
def test_builds_every_format_but_pdf_from_its_example(kind: MadePaper) -> None:
    beginnings = {Format.WORD: b"PK", Format.ZIP: b"PK", Format.HTML: b"<!doctype html>"}
    for form in set(MADE[kind].formats) & set(beginnings):
        assert build(kind, form, MADE[kind].example).startswith(beginnings[form])


def test_refuses_a_format_that_a_paper_does_not_have() -> None:
    with pytest.raises(NotNow, match="not made as Word"):
        check_possible(MadePaper.SUBMISSION_BUNDLE, Format.WORD)


def test_offers_no_pdf_where_this_machine_cannot_write_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "hindrance", lambda: pango.SENTENCE)
    assert possible(MadePaper.IMR) == (Format.WORD, Format.HTML)
    with pytest.raises(NotNow, match="Pango is missing"):
        check_possible(MadePaper.IMR, Format.PDF)


def test_names_a_file_by_its_reference_inside_and_by_its_title_outside() -> None:
    case = Case(reference="NSH-2024-03", public_title="Wren/2024")
    assert file_name(MadePaper.OVERVIEW_REPORT, Format.PDF, case) == "overview-report-nsh-2024-03.pdf"
    assert file_name(MadePaper.PUBLISHED_REPORT, Format.HTML, case) == "published-report-wren-2024.html"


def test_bundles_the_same_papers_into_the_same_bytes() -> None:
    assert archive.write(BUNDLE) == archive.write(BUNDLE)


def test_says_in_the_manifest_what_each_file_is_and_what_is_missing() -> None:
    files = zip_files(archive.write(BUNDLE))
    manifest = json.loads(files["manifest.json"])
    assert list(files) == ["1-overview-report-v3.pdf", "2-action-plan-v1.docx", "manifest.json", "manifest.txt"]
    assert [(row["name"], row["size"], row["sha256"]) for row in manifest["files"]] == [
        (file.name, len(files[file.name]), file.sha256) for file in BUNDLE.files
    ]
    assert (manifest["round"], manifest["missing"]) == (1, ["Family involvement statement"])
    assert "not in this bundle" in files["manifest.txt"].decode()


def test_files_what_is_published_where_the_public_stage_is_seen() -> None:
    assert {KINDS[MADE[kind].filed_as].material.value for kind in PUBLISHED} == {"publication"}
