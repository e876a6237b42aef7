"""What is read from lists that are typed one a line: results of a project, columns of the finance system's file?"""

import pytest
from django.core.exceptions import ValidationError

from funding.actions.grant_projects import Planned
from funding.forms.funding_settings import as_text, from_text
from funding.forms.grant_fields import CountsField, LinesField, typed_counts
from funding.papers.invoice_data.layout import DATE_FORMS, FIELDS, SHIPPED, faults_of, read_layout

RESULTS: list[tuple[str, Planned]] = [
    ("pupils", Planned(label="pupils")),
    ("pupils: 0", Planned(label="pupils", count=0)),
    ("pupils: 6000", Planned(label="pupils", count=6_000)),
    ("pupils:6,000", Planned(label="pupils", count=6_000)),
    ("pupils : about 1,234,567", Planned(label="pupils", count=1_234_567, is_about=True)),
    ("pupils: ABOUT 5", Planned(label="pupils", count=5, is_about=True)),
    ("pupils: 1,000,000,000", Planned(label="pupils", count=10**9)),
    ("x" * 120, Planned(label="x" * 120)),
]


@pytest.mark.parametrize(("line", "row"), RESULTS)
def test_reads_a_result_and_its_number(line: str, row: Planned) -> None:
    assert CountsField().clean(line) == (row,)


LIKE_THIS = "Write it like “students: about 6,000”."
SLIPS = (
    "pupils: 6,0", "pupils: 6,00", "pupils: 2,5", "pupils: 1,0000", "pupils: ,5", "pupils: 5,", "pupils: 6.000",
    "pupils: many",
    "pupils: -5", "pupils:", "pupils: 5: 6", ": 5", "pupils: ٣", "x" * 121, f"pupils: {'9' * 5000}",
)  # fmt: skip


@pytest.mark.parametrize("line", SLIPS, ids=[line[:20] for line in SLIPS])
def test_reads_no_number_that_may_mean_another(line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CountsField().clean(f"schools: 3\n{line}")
    assert refused.value.messages == [f"“{line}” cannot be read. {LIKE_THIS}"]


@pytest.mark.parametrize("count", [10**9 + 1, 10**14])
def test_counts_no_more_than_can_be_kept(count: int) -> None:
    with pytest.raises(ValidationError) as refused:
        CountsField().clean(f"pupils: {count}")
    assert refused.value.messages == [f"“pupils: {count}” is more than 1,000,000,000. Check the number."]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], ""),
        ([("pupils", None, False)], "pupils"),
        ([("pupils", 0, False), ("schools", 6_000, True)], "pupils: 0\nschools: about 6,000"),
    ],
)
def test_shows_results_as_they_would_be_typed(rows: list[tuple[str, int | None, bool]], text: str) -> None:
    assert typed_counts(rows) == text
    read = CountsField(required=False).clean(text)
    assert [(row.label, row.count, row.is_about) for row in read] == rows


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), (" \n\n ", ""), (" Dover \r\n\n Ashford", "Dover\nAshford"), ("Dover", "Dover")]
)
def test_keeps_one_name_a_line(typed: str, kept: str) -> None:
    assert LinesField(required=False).clean(typed) == kept


COLUMNS: list[tuple[str, list[dict[str, str]]]] = [
    ("", []),
    ("Our number | number", [{"heading": "Our number", "field": "number"}]),
    (
        "Due | due_on | YYYYMMDD\n\n  Centre|fixed:A 7  ",
        [
            {"heading": "Due", "field": "due_on", "dates": "YYYYMMDD"},
            {"heading": "Centre", "field": "fixed:A 7"},
        ],
    ),
    ("Number", [{"heading": "Number"}]),
    ("a | b | c | d", [{}]),
]


@pytest.mark.parametrize(("text", "columns"), COLUMNS, ids=["none", "one", "two", "too few", "too many"])
def test_reads_columns_as_they_are_typed(text: str, columns: list[dict[str, str]]) -> None:
    assert from_text(text) == columns


def test_shows_columns_as_they_would_be_typed_and_the_usual_ones_where_none_are_set() -> None:
    kept = [{"heading": "Due", "field": "due_on", "dates": "YYYYMMDD"}, {"heading": "Centre", "field": "fixed:A 7"}]
    assert as_text(kept) == "Due | due_on | YYYYMMDD\nCentre | fixed:A 7"
    assert from_text(as_text(kept)) == kept
    usual = from_text(as_text(()))
    assert read_layout(usual) == SHIPPED == read_layout([])
    assert as_text([{"heading": "Due", "field": "due_on", "dates": "DD/MM/YYYY"}]) == "Due | due_on"


SHAPE = "give a heading, a field and, for a day, the form of dates; nothing else."
NO_FIELD = f"is no field. Use one of {', '.join(FIELDS)}, or fixed: and a text."
NO_DATES = f"is no form of dates. Use one of {', '.join(DATE_FORMS)}."


@pytest.mark.parametrize(
    ("column", "faults"),
    [
        ({"heading": "A", "field": "number"}, []),
        ({"heading": "A", "field": "fixed:"}, []),
        ({"heading": "A"}, [SHAPE]),
        ({"heading": "A", "field": "number", "width": "3"}, [SHAPE]),
        ("number", [SHAPE]),
        ({}, [SHAPE]),
        ({"heading": " ", "field": "number"}, ["the heading is empty."]),
        ({"heading": "A", "field": "Number"}, [f"“Number” {NO_FIELD}"]),
        ({"heading": "A", "field": "due_on", "dates": "DD-MM-YY"}, [f"“DD-MM-YY” {NO_DATES}"]),
        (
            {"heading": "", "field": "x", "dates": ""},
            ["the heading is empty.", f"“x” {NO_FIELD}", f"“” {NO_DATES}"],
        ),
    ],
)
def test_says_of_each_column_all_that_is_wrong_with_it(column: object, faults: list[str]) -> None:
    sound = {"heading": "A", "field": "number"}
    assert faults_of([sound, column]) == tuple(f"Column 2: {fault}" for fault in faults)
