"""How is each cell of a portfolio read, and which sentence sets a bad one aside? Only accounts need a database."""

import csv
import datetime
import io
from typing import Any

import pytest
from openpyxl import Workbook

from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.running_case import ENTRY_STAGES, KNOWN_EVENTS, RunningCase
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import DeathType, Outcome, PartialDate, Partnership, QAOutcome, User
from dhr_cases.portfolio_file import (
    COLUMNS,
    LARGEST_FILE,
    MOST_ROWS,
    Fault,
    Portfolio,
    RowReading,
    as_csv,
    read_portfolio,
    rows_of,
    template_text,
)
from dhr_cases.stages import STAGES, Stage

HERE = Partnership(code="here", name="Here CSP")
THERE = Partnership(code="there", name="There CSP")
ROW = {"reference": "A-1", "stage": "DRAFTING"}


def read(**cells: str) -> tuple[RunningCase | None, list[str]]:
    """One row's case and faults, where one partnership is known."""
    reading = RowReading({**ROW, **cells}, {"here": HERE})
    return reading.case(), reading.faults


def case_of(**cells: str) -> RunningCase:
    """The case of a row in which nothing is wrong."""
    found, faults = read(**cells)
    assert faults == []
    assert found is not None
    return found


def fault_of(**cells: str) -> str:
    """The one fault of a row, which then gives no case."""
    found, faults = read(**cells)
    assert found is None
    assert len(faults) == 1
    return faults[0]


def test_reads_a_bare_row_as_what_it_says_and_nothing_more() -> None:
    assert case_of() == RunningCase(reference="A-1", partnership=HERE, stage=Stage.DRAFTING)


def test_reads_every_fact_into_its_own_place() -> None:
    found = case_of(
        pseudonym="Robin", date_of_death="2019-05", type_of_death="homicide", partnership_before="Old CSP",
        outcome="review", stood_at="panel_work", letter_outcome="resubmit", partnership="here",
    )  # fmt: skip
    assert (found.pseudonym, found.partnership_before) == ("Robin", "Old CSP")
    assert (found.death_date, found.death_type) == (PartialDate.parse("2019-05"), DeathType.HOMICIDE)
    assert (found.outcome, found.letter_outcome) == (Outcome.REVIEW, QAOutcome.RESUBMIT)
    assert found.stood_at is Stage.PANEL_WORK


@pytest.mark.parametrize("event", KNOWN_EVENTS)
def test_reads_the_day_of_each_event_from_its_own_column(event: Event) -> None:
    assert case_of(**{KNOWN_EVENTS[event].column: "2021-03-04"}).days == {event: PartialDate.parse("2021-03-04")}


@pytest.mark.parametrize("column", [*(row.column for row in KNOWN_EVENTS.values()), "date_of_death"])
def test_names_the_column_of_a_bad_day(column: str) -> None:
    assert fault_of(**{column: "soon"}) == f"{column}: soon is not a date. Use 2018, 2018-09 or 2018-09-04."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018", "2018"),
        ("2018-09", "2018-09"),
        ("2018-09-04", "2018-09-04"),
        ("04/09/2018", "2018-09-04"),
        ("4/9/2018", "2018-09-04"),
        ("31/12/1999", "1999-12-31"),
    ],
)
def test_reads_a_day_as_britons_and_machines_write_it(text: str, iso: str) -> None:
    assert case_of(date_of_death=text).death_date.iso == iso


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/02/2024", "2024-02-31 is not a real date."),
        ("09/31/2018", "2018-31-09 is not a real date."),
        ("2018-13", "2018-13 is not a real date."),
        ("4/9/18", "4/9/18 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("September 2018", "September 2018 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("2018-9-4", "2018-9-4 is not a date. Use 2018, 2018-09 or 2018-09-04."),
    ],
)
def test_refuses_a_day_that_is_none(text: str, said: str) -> None:
    assert fault_of(date_of_death=text) == f"date_of_death: {said}"


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_knows_a_stage_by_code_and_by_words(stage: Stage) -> None:
    for text in (stage.value, stage.value.lower(), stage.value.replace("_", " "), STAGES[stage].label.upper()):
        assert case_of(stage=text).stage is stage


@pytest.mark.parametrize("text", ["", "Nowhere", Stage.TRANSFERRED.value, "DRAFTING."])
def test_refuses_what_is_no_stage_to_take_a_case_on_at(text: str) -> None:
    assert fault_of(stage=text) == f"stage: “{text}” is no stage. Use a code such as PANEL_WORK, or its words."


def test_needs_no_stage_before_an_ending_but_refuses_a_wrong_one() -> None:
    assert case_of(stood_at="").stood_at is None
    assert fault_of(stood_at="Nowhere").startswith("stood_at: “Nowhere” is no stage.")


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("outcome", "no_review", "no_review"),
        ("outcome", "No Review", "no_review"),
        ("outcome", "hold a review", "review"),
        ("outcome", "", ""),
        ("type_of_death", "HOMICIDE", "homicide"),
        ("letter_outcome", "Resubmission required", "resubmit"),
    ],
)
def test_knows_a_code_by_itself_and_in_words(column: str, text: str, code: str) -> None:
    names = {"outcome": "outcome", "type_of_death": "death_type", "letter_outcome": "letter_outcome"}
    assert getattr(case_of(**{column: text}), names[column]) == code


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("outcome", "review, no_review, alternative, transferred"),
        ("letter_outcome", "cleared_no_change, publishable_with_changes, resubmit"),
        ("type_of_death", ", ".join(value for value in DeathType.values if value)),
    ],
)
def test_lists_the_codes_it_knows_when_it_refuses_one(column: str, codes: str) -> None:
    assert fault_of(**{column: "perhaps"}) == f"{column}: “perhaps” is not one of {codes}."


@pytest.mark.parametrize("text", ["a", "KENT-2024-03", "7", "x_y", "A" * 40])
def test_takes_a_reference_that_can_stand_in_an_address(text: str) -> None:
    assert case_of(reference=text).reference == text


@pytest.mark.parametrize("text", ["", "A 1", "-A", "_A", "A/1", "é1", "A.1", "A" * 41])
def test_refuses_a_reference_that_cannot(text: str) -> None:
    assert fault_of(reference=text) == (
        "reference: write a reference of letters, figures and hyphens, such as KENT-2024-03."
    )


@pytest.mark.parametrize(("column", "most"), [("pseudonym", 60), ("partnership_before", 200)])
def test_takes_no_words_longer_than_the_case_can_hold(column: str, most: int) -> None:
    """One database would cut nothing and fail."""
    assert case_of(**{column: "x" * most}).reference == "A-1"
    assert fault_of(**{column: "x" * (most + 1)}) == f"{column}: write at most {most} characters."


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("", {"here": HERE}, HERE),
        ("HERE", {"here": HERE}, HERE),
        ("there", {"here": HERE, "there": THERE}, THERE),
    ],
)
def test_knows_a_partnership_by_its_code(text: str, known: dict[str, Partnership], expected: Partnership) -> None:
    """Left empty it is the only one there is."""
    found = RowReading({**ROW, "partnership": text}, known).case()
    assert found is not None
    assert found.partnership is expected


@pytest.mark.parametrize(
    ("text", "known", "said"),
    [
        ("", {"there": THERE, "here": HERE}, "write one of here, there."),
        ("elsewhere", {"here": HERE}, "write one of here."),
        ("here", {}, "write one of none you may use."),
    ],
)
def test_lists_the_partnerships_it_knows(text: str, known: dict[str, Partnership], said: str) -> None:
    reading = RowReading({**ROW, "partnership": text}, known)
    assert reading.case() is None
    assert reading.faults == [f"partnership: {said}"]


HOLD = {"hold_reason": "inquest", "hold_since": "2021-09-01", "hold_stops": "interviews"}


@pytest.mark.parametrize(
    ("stops", "scope"),
    [
        ("interviews", {HoldScope.INTERVIEWS}),
        ("Interviews; FAMILY READING", {HoldScope.INTERVIEWS, HoldScope.FAMILY_READING}),
        ("interviews,family_reading;", {HoldScope.INTERVIEWS, HoldScope.FAMILY_READING}),
    ],
)
def test_reads_the_open_hold(stops: str, scope: set[HoldScope]) -> None:
    expected = HoldTerms(HoldReason.INQUEST, frozenset(scope), datetime.date(2021, 9, 1), note="Coroner asked")
    assert case_of(**{**HOLD, "hold_stops": stops, "hold_note": "Coroner asked"}).hold == expected


@pytest.mark.parametrize("reason", HoldReason)
def test_knows_the_reason_of_a_hold_by_code_and_by_words(reason: HoldReason) -> None:
    for text in (reason.value, reason.label):
        hold = case_of(**{**HOLD, "hold_reason": text}).hold
        assert hold is not None
        assert hold.reason is reason


@pytest.mark.parametrize("column", HOLD)
def test_wants_all_of_a_hold_or_nothing(column: str) -> None:
    assert fault_of(**{**HOLD, column: ""}) == "hold_since: a hold needs its reason, its first day and what it stops."
    assert case_of(hold_note="A note alone is no hold").hold is None


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("hold_since", "2021-09", "hold_since: write the full date."),
        ("hold_stops", "sleep", f"hold_stops: “sleep” is not one of {', '.join(HoldScope)}."),
        (
            "hold_reason", "weather",
            f"hold_reason: “weather” is not one of {', '.join(each.value for each in HoldReason)}.",
        ),
    ],
)  # fmt: skip
def test_names_what_is_wrong_with_a_hold(column: str, text: str, said: str) -> None:
    assert fault_of(**{**HOLD, column: text}) == said


@pytest.mark.django_db
def test_knows_an_account_by_its_address() -> None:
    chair = User.objects.create_user("chair@example.test", full_name="A Chair")
    assert case_of(chair_email="CHAIR@example.test").chair == chair
    assert case_of().chair is None
    chair.is_active = False
    chair.save()
    assert fault_of(chair_email="chair@example.test") == (
        "chair_email: no account uses this e-mail address. Ask the administrator to make one."
    )


def test_tells_every_fault_of_a_row_with_its_number() -> None:
    """The heads are row 1, an empty row counts, and what repeats a reference is set aside whatever its case."""
    rows = [{"reference": "?", "stage": "Nowhere"}, {}, ROW, {**ROW, "reference": "a-1"}, {**ROW, "reference": "A-2"}]
    found = read_portfolio(rows, [HERE])
    assert [str(fault) for fault in found.faults] == [
        "Row 2: stage: “Nowhere” is no stage. Use a code such as PANEL_WORK, or its words.",
        "Row 2: reference: write a reference of letters, figures and hyphens, such as KENT-2024-03.",
        "Row 5: The reference a-1 stands in row 4 already.",
    ]
    assert {row: case.reference for row, case in found.cases.items()} == {4: "A-1", 5: "a-1", 6: "A-2"}
    assert not found.is_sound


def test_is_sound_only_with_cases_and_without_faults() -> None:
    case = case_of()
    assert Portfolio({2: case}, ()).is_sound
    assert not Portfolio({}, ()).is_sound
    assert not Portfolio({2: case}, (Fault(3, "No."),)).is_sound


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_reads_what_spreadsheets_write_as_csv(separator: str, mark: str) -> None:
    """Heads in any case with blanks or hyphens, cells with blanks around them, a mark at the start, short rows."""
    text = f"{mark}Reference{separator} STAGE {separator}Date of-death\r\n A-1 {separator}Drafting\r\n\r\n"
    assert rows_of("cases.csv", text.encode()) == [{"reference": "A-1", "stage": "Drafting"}, {}]


def test_reads_a_workbook_with_real_dates() -> None:
    decided = datetime.datetime(2021, 3, 4)  # noqa: DTZ001  # cells hold no zone
    content = workbook_of(("reference", "stage", "decision", None), ("A-1", "Drafting", decided, 7))
    expected = {"reference": "A-1", "stage": "Drafting", "decision": "2021-03-04"}
    assert rows_of("CASES.XLSX", content) == [expected]


def workbook_of(*rows: tuple[Any, ...]) -> bytes:
    """A workbook with one sheet of these rows."""
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("more", [0, 1])
def test_counts_the_rows_of_a_workbook_as_those_of_any_file(more: int) -> None:
    content = workbook_of(("reference", "stage"), *[("A-1", "DRAFTING")] * (MOST_ROWS + more))
    if more:
        assert refusal_of("a.xlsx", content).startswith(f"The file holds more than {MOST_ROWS} rows.")
    else:
        assert len(rows_of("a.xlsx", content)) == MOST_ROWS


def test_knows_every_head_of_a_workbook_and_sees_one_too_many() -> None:
    """Heads in any order; the last columns are read as well."""
    row = {**dict.fromkeys(COLUMNS, ""), **ROW, COLUMNS[-1]: "2024"}
    heads = tuple(reversed(COLUMNS))
    cells = tuple(row[head] or None for head in heads)
    assert rows_of("a.xlsx", workbook_of(heads, cells)) == [row]
    assert refusal_of("a.xlsx", workbook_of((*heads, "town"), cells)) == (
        "Row 1 has column heads that are not known: town."
    )


def test_numbers_rows_past_the_empty_ones_of_a_workbook() -> None:
    content = workbook_of(("reference", "stage"), (None, None), ("A-1", "DRAFTING"))
    assert rows_of("a.xlsx", content) == [{}, ROW]


def refusal_of(name: str, content: bytes) -> str:
    """The sentence with which a whole file is refused."""
    with pytest.raises(Incomplete) as refusal:
        rows_of(name, content)
    return refusal.value.sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"x" * (LARGEST_FILE + 1), "The file is larger than 2 MB. Take on the cases in several files."),
        ("a.csv", b"\x81", "The file cannot be read as a table. Save it as “CSV UTF-8”, or as .xlsx."),
        (
            "a.csv",
            b"reference,stage\nA-\x001,DRAFTING\n",
            "The file cannot be read as a table. Save it as “CSV UTF-8”, or as .xlsx.",
        ),
        ("a.xlsx", b"PK", "The file is no workbook that can be read. Save it anew as .xlsx or CSV."),
        ("a.csv", b"", "Row 1 lacks the column heads: reference, stage."),
        ("a.csv", b"reference,stage\n,\n", "The file holds no case. Write one row a case below the column heads."),
        ("a.csv", b"stage,name,town,reference\n", "Row 1 has column heads that are not known: name, town."),
        ("a.csv", b"stage,reference,Stage,stage\nA,B,C,D\n", "Row 1 has column heads twice: stage."),
    ],
)
def test_refuses_a_whole_file_by_what_is_wrong_with_it(name: str, content: bytes, sentence: str) -> None:
    assert refusal_of(name, content) == sentence


def test_takes_as_many_rows_as_it_says_and_no_more() -> None:
    line = "A-1,DRAFTING\n"
    assert len(rows_of("a.csv", f"reference,stage\n{line * MOST_ROWS}".encode())) == MOST_ROWS
    assert refusal_of("a.csv", f"reference,stage\n{line * (MOST_ROWS + 1)}".encode()) == (
        f"The file holds more than {MOST_ROWS} rows. Take on the cases in several files."
    )


def test_takes_a_file_of_two_megabytes_to_the_last_byte() -> None:
    heads, start = "reference,stage,hold_note\n", "A-1,DRAFTING,"
    line = start + "x" * (LARGEST_FILE // MOST_ROWS - len(start) - 1) + "\n"
    text = heads + line * (MOST_ROWS - 1)
    last = start + "x" * (LARGEST_FILE - len(text) - len(start))
    assert len(rows_of("a.csv", (text + last).encode())) == MOST_ROWS
    assert refusal_of("a.csv", (text + last + "x").encode()).startswith("The file is larger than 2 MB.")


def test_writes_heads_and_rows_that_it_reads_back() -> None:
    """A comma and a quotation mark in a cell stay what they are."""
    rows = [{**dict.fromkeys(COLUMNS, ""), **ROW, "pseudonym": 'Robin, "Rob"'}]
    assert rows_of("a.csv", as_csv(rows).encode()) == rows
    assert list(csv.reader(io.StringIO(template_text()))) == [list(COLUMNS)]
