"""Whatever people type and whatever they owe, files of funding open again and hold it to the penny."""

import io
from decimal import Decimal

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhr_cases.office_text import printable, unformulated
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import Grid, Paper, Paragraph
from funding.money import Qualifier
from funding.papers import workbook
from funding.papers.figures import NOT_STATED, Figure, total
from funding.papers.kinds import Format, PaperKind, file_name
from funding.papers.position_paper.one_page import LONGEST, shortened
from funding.papers.tables import Pounds, Sheet, cell_text, money_cells, sheet_csv
from tests.papers.read_back import csv_rows, word_texts

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PENCE = st.integers(min_value=-(10**12), max_value=10**12)
FIGURES = st.builds(Figure, st.none() | PENCE, st.sampled_from(Qualifier))
TEXTS = st.text(max_size=60)
SHOWN = TEXTS.map(printable).map(lambda text: " ".join(text.split())).filter(bool)
"""Texts as a reader sees them: lines and spaces made one."""


@FEW
@given(SHOWN, SHOWN)
def test_keeps_every_text_in_a_word_file(paragraph: str, cell: str) -> None:
    grid = Grid("Table", ("Head", "Other"), ((cell, "x"),))
    texts = word_texts(word.write(Paper("Title", "", "", (Paragraph(paragraph), grid))))
    assert texts[1] == paragraph
    assert f"{cell} | x" in texts


@FEW
@given(TEXTS)
def test_opens_again_whatever_was_typed(text: str) -> None:
    """Control characters would make a file that Word and Excel refuse."""
    assert word_texts(word.write(Paper(text, text, text, (Paragraph(f"x{text}"),))))
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.write([Sheet("A", ("Head",), ((text,),))], title=printable(text), subject=""))
    )
    assert book["A"]["A2"].data_type != "f"


@given(st.lists(st.tuples(TEXTS.filter(lambda text: "\r" not in text), PENCE), min_size=1, max_size=5))
def test_keeps_every_row_of_a_csv_file(rows: list[tuple[str, int]]) -> None:
    sheet = Sheet("A", ("Text", "Amount"), tuple((text, Pounds(pence)) for text, pence in rows))
    read = csv_rows(sheet_csv(sheet))[1:]
    assert [row[0] for row in read] == [unformulated(printable(text)) for text, _ in rows]
    assert [int(Decimal(row[1]) * 100) for row in read] == [pence for _, pence in rows]


@given(PENCE)
def test_writes_pounds_that_are_the_pence_again(pence: int) -> None:
    assert Decimal(cell_text(Pounds(pence))) * 100 == pence


@given(st.lists(FIGURES, max_size=12))
def test_adds_exactly_what_is_stated(figures: list[Figure]) -> None:
    stated = [figure.pence for figure in figures if figure.pence is not None]
    whole = total(figures)
    assert whole.left_out == len(figures) - len(stated)
    assert whole.pence == (sum(stated) if stated or not figures else None)


@given(st.lists(FIGURES, min_size=1, max_size=12))
def test_is_exact_only_where_every_stated_row_is(figures: list[Figure]) -> None:
    stated = [figure for figure in figures if figure.is_stated]
    is_exact = all(figure.qualifier is Qualifier.EXACT for figure in stated)
    assert (total(figures).qualifier is Qualifier.EXACT) is is_exact


@given(FIGURES)
def test_writes_a_number_exactly_where_one_is_stated(figure: Figure) -> None:
    amount, stated = money_cells(figure)
    assert (amount == NOT_STATED) is (figure.pence is None)
    assert (stated == NOT_STATED) is (figure.pence is None)
    assert isinstance(amount, Pounds) is figure.is_stated


@given(st.text(max_size=600))
def test_shortens_to_a_line_and_keeps_the_beginning(text: str) -> None:
    shown = shortened(text)
    assert len(shown) <= LONGEST + 2
    assert " ".join(text.split()).startswith(shown.removesuffix("…").strip())


@given(st.lists(st.text(max_size=40), max_size=4))
def test_names_a_file_so_that_no_header_can_be_broken(parts: list[str]) -> None:
    name = file_name(PaperKind.YEAR, Format.EXCEL, *parts)
    assert name.startswith("year-") or name == "year.xlsx"
    assert not set(name) & set('"\\/;\r\n ')
