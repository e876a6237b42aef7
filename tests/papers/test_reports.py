"""Reports read as their examples, say the same in every format, and the public version gives no small count away."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Bullets, Grid, Heading, Paper, Paragraph, texts_of
from dhr_cases.stages import Stage
from governance.papers.invented_report import ACTIONS, ON, example
from governance.papers.numbering import numbered
from governance.papers.report_json import as_json
from governance.papers.report_kinds import KINDS, ReportKind, build, file_name
from governance.papers.report_rows import AskedRow, ReportFacts
from governance.papers.sections.frame import MARKING
from governance.papers.small_counts import FEWEST, NO_TOTAL, WITHHELD, shown, total
from governance.position import CaseStanding, Position
from governance.standings import STANDINGS
from tests.papers.read_back import squeezed, word_texts

FOLDER = Path("governance/papers")
VERSIONS = [(kind, version) for kind, row in KINDS.items() for version in row.versions]
PUBLIC = [kind for kind, version in VERSIONS if not version]


def paper_of(kind: ReportKind, facts: ReportFacts) -> Paper:
    """The report of these facts."""
    return KINDS[kind].compose(facts)


def text_of(kind: ReportKind, facts: ReportFacts) -> str:
    """Every word of a report, a line a text."""
    return "\n".join(texts_of(paper_of(kind, facts)))


def grid_of(paper: Paper, caption: str) -> Grid:
    """The table that begins with a caption."""
    return next(block for block in paper.blocks if isinstance(block, Grid) and block.caption.startswith(caption))


def headings(paper: Paper) -> list[str]:
    """The headings of its sections."""
    return [heading.text for heading in paper.headings]


@pytest.mark.parametrize(("kind", "is_restricted"), VERSIONS)
def test_reads_as_its_expected_text(kind: ReportKind, is_restricted: bool) -> None:
    folder = FOLDER / kind.replace("-", "_")
    expected = folder / f"expected_{'restricted' if is_restricted else 'public'}.txt"
    assert text_of(kind, example(is_restricted=is_restricted)) + "\n" == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "is_restricted"), VERSIONS)
def test_says_the_same_in_word_and_on_a_page(kind: ReportKind, is_restricted: bool) -> None:
    facts = example(is_restricted=is_restricted)
    in_word = squeezed("".join(word_texts(build(kind, Format.WORD, facts))))
    on_page = build(kind, Format.HTML, facts).decode()
    for heading in paper_of(kind, facts).headings:
        assert squeezed(heading.text) in in_word
        assert heading.text in on_page


def test_has_the_eight_sections_of_a_committee_report() -> None:
    names = [
        "1.0 Background", "2.0 Position", "3.0 Newly published reviews", "4.0 Recommendations and actions",
        "5.0 Learning", "6.0 Funding", "7.0 Risks and legal change", "8.0 Recommendations", "For further information",
    ]  # fmt: skip
    assert headings(paper_of(ReportKind.COMMITTEE, example(is_restricted=True))) == names


def test_leaves_out_sections_of_which_nothing_was_ever_recorded() -> None:
    """The numbers of the others close up."""
    facts = replace(example(is_restricted=True), events=None, money=None, asked=None, risks=(), legal_change=())
    names = headings(paper_of(ReportKind.COMMITTEE, facts))
    assert [name for name in names if "Learning" in name or "Funding" in name or "Risks" in name] == []
    assert names[-2] == "5.0 Recommendations"


def test_says_so_where_it_looked_and_found_nothing() -> None:
    facts = replace(example(is_restricted=True), events=(), coming=(), published=(), actions=(), themes=())
    text = text_of(ReportKind.COMMITTEE, facts)
    assert "No event was held in this time." in text
    assert "No review was published since 18 November 2021." in text
    assert "No action is recorded for these reviews yet." in text


def test_marks_the_restricted_version_on_every_page() -> None:
    restricted, public = (paper_of(ReportKind.COMMITTEE, example(is_restricted=version)) for version in (True, False))
    assert restricted.handling.line.startswith(MARKING)
    assert public.handling.line == ""


def test_names_the_meeting_and_its_day_at_the_head() -> None:
    text = text_of(ReportKind.COMMITTEE, example(is_restricted=False))
    assert "To: Northshire Community Safety Partnership, 24 March 2022" in text
    assert f"As at: {ON.day} March 2022" in text


def test_is_for_information_where_nothing_is_to_be_decided() -> None:
    facts = replace(example(is_restricted=False), money=None, actions=())
    assert "Classification: For information. Unrestricted" in text_of(ReportKind.COMMITTEE, facts)
    assert "Classification: For decision" in text_of(ReportKind.COMMITTEE, example(is_restricted=False))


def test_numbers_paragraphs_within_their_section() -> None:
    first, second = (Heading("A"), Paragraph("x"), Bullets(("y",)), Paragraph("z")), (Heading("B"), Paragraph("w"))
    blocks = list(numbered((first, (), second)))
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["1.0 A", "2.0 B"]
    assert [block.number for block in blocks if isinstance(block, Paragraph)] == ["1.1", "1.2", "2.1"]


# What only the restricted version knows


@pytest.mark.parametrize("kind", PUBLIC)
def test_names_no_case_to_the_public(kind: ReportKind) -> None:
    facts = example(is_restricted=False)
    known = text_of(ReportKind.COMMITTEE, example(is_restricted=True))
    assert re.findall(r"DHR-\d{4}-\d{2}", known) != []
    assert re.findall(r"DHR-\d{4}-\d{2}", text_of(kind, facts)) == []


def test_keeps_requests_made_in_private_from_the_public() -> None:
    public, restricted = (text_of(ReportKind.COMMITTEE, example(is_restricted=version)) for version in (False, True))
    assert "Northshire Probation Service was asked: Consider" in public
    assert "Say who attends panels" not in public
    assert "Say who attends panels. Answer on 20 December 2021" in restricted


def test_tells_a_request_with_its_minute_and_what_came_of_it() -> None:
    facts = replace(
        example(is_restricted=False),
        asked=(AskedRow("Probation", "Pay.", ON, "Partnership, 24 March 2022", "58", answer="Yes", answered_on=ON),),
    )
    sentence = "Partnership, 24 March 2022, minute 58: Probation was asked: Pay. Answer on 10 March 2022: Yes."
    assert sentence in text_of(ReportKind.COMMITTEE, facts)


# Small counts


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, WITHHELD), (4, WITHHELD), (5, "5"), (29, "29")])
def test_withholds_counts_under_five(count: int, words: str) -> None:
    assert shown(count, is_restricted=False) == words
    assert shown(count, is_restricted=True) == str(count)


def standing(counts: dict[Stage, int]) -> Position:
    """A position with so many reviews at each stage."""
    places = [stage for stage, count in counts.items() for _ in range(count)]
    cases = tuple(CaseStanding(key, stage, ON) for key, stage in enumerate(places))
    return Position(ON, None, cases)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Stage)), st.integers(0, 9)), st.sampled_from(PUBLIC))
def test_lets_no_one_work_out_a_small_count(counts: dict[Stage, int], kind: ReportKind) -> None:
    """What is printed of the table: where a line is withheld no total stands, in the table or in a sentence."""
    facts = replace(example(is_restricted=False), position=standing(counts), actions=(), themes=())
    paper = paper_of(kind, facts)
    tables = [block for block in paper.blocks if isinstance(block, Grid) and block.caption.startswith("Reviews as at")]
    for table in tables:
        cells = [row[1] for row in table.rows]
        assert not any(0 < int(cell) < FEWEST for cell in cells if cell.isdecimal())
        assert (table.last_row[1] == NO_TOTAL) == (WITHHELD in cells)
    lines = facts.position.by_standing
    if any(0 < lines[code] < FEWEST for code, row in STANDINGS.items() if row.is_live):
        assert "Live reviews on" not in text_of(kind, facts)


def test_adds_up_only_what_may_be_seen() -> None:
    assert total([5, 0, 7], is_restricted=False) == "12"
    assert total([5, 1, 7], is_restricted=False) == NO_TOTAL
    assert total([5, 1, 7], is_restricted=True) == "13"


def test_withholds_small_counts_of_actions_column_by_column() -> None:
    table = grid_of(paper_of(ReportKind.COMMITTEE, example(is_restricted=False)), "Actions of published")
    assert table.rows[0] == ("Northshire Council", "6", WITHHELD, WITHHELD, "11")
    assert table.last_row == ("Together", NO_TOTAL, NO_TOTAL, NO_TOTAL, "20")


def test_withholds_in_json_what_it_withholds_on_paper() -> None:
    facts = example(is_restricted=False)
    found = as_json(facts, paper_of(ReportKind.COMMITTEE, facts))
    assert (found["version"], found["total"], found["position"]["under_way"]) == ("public", NO_TOTAL, 6)
    small = [count for count in found["position"].values() if isinstance(count, int) and 0 < count < FEWEST]
    assert small == []
    assert [row["body"] for row in found["actions"]] == [row.body for row in ACTIONS]
    restricted = example(is_restricted=True)
    assert as_json(restricted, paper_of(ReportKind.COMMITTEE, restricted))["total"] == 29


def test_names_its_file_by_codes_and_the_day() -> None:
    facts = example(is_restricted=True)
    assert (
        file_name(ReportKind.COMMITTEE, Format.WORD, "kent", facts)
        == "committee-report-kent-2022-03-10-restricted.docx"
    )


def test_builds_a_word_file_that_opens() -> None:
    texts = word_texts(build(ReportKind.STEERING_GROUP, Format.WORD, example(is_restricted=True)))
    assert any("DHR-2020-04" in text for text in texts)
    assert io.BytesIO(build(ReportKind.STEERING_GROUP, Format.WORD, example(is_restricted=True))).read(2) == b"PK"
