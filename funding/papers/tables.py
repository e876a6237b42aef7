"""How do rows become CSV that a spreadsheet and a finance system read alike, with nothing run as a formula?"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dhr_cases.office_text import printable, unformulated
from funding.money import PENCE_IN_POUND, QUALIFIER_LABELS
from funding.papers.figures import NOT_STATED, Figure

MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP file can hold; the same rows give the same bytes


@dataclass(frozen=True)
class Pounds:
    """A cell that holds money; whole pence, written as a number of pounds with two places."""

    pence: int

    def __str__(self) -> str:
        """For example 1234.50 or -0.05, without a sign for the currency."""
        whole, rest = divmod(abs(self.pence), PENCE_IN_POUND)
        return f"{'-' if self.pence < 0 else ''}{whole}.{rest:02d}"


Cell: TypeAlias = str | int | date | Pounds


@dataclass(frozen=True)
class Sheet:
    """One table of a file; ``name`` is that of the sheet and, with hyphens, of the CSV file."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def file_name(self) -> str:
        """The name of its CSV file."""
        return f"{self.name.lower().replace(' ', '-')}.csv"


def money_heads(label: str) -> tuple[str, str]:
    """The two columns of an amount: the number, and how it was stated."""
    return (f"{label} (£)", f"{label}: how stated")


def money_cells(figure: Figure) -> tuple[Cell, Cell]:
    """The two cells of an amount; both say so in words where it is not stated."""
    if figure.pence is None:
        return (NOT_STATED, NOT_STATED)
    return (Pounds(figure.pence), QUALIFIER_LABELS[figure.qualifier].lower())


def cell_text(cell: Cell) -> str:
    """A cell as CSV holds it: text guarded, a day as 2021-06-26, money and numbers as they are."""
    if isinstance(cell, str):
        return unformulated(printable(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Rows of texts, already guarded, below their heads."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator)
    writer.writerow([unformulated(head) for head in heads])
    writer.writerows(rows)
    return target.getvalue()


def sheet_csv(sheet: Sheet) -> bytes:
    """One sheet as a CSV file."""
    rows = ([cell_text(cell) for cell in row] for row in sheet.rows)
    return (MARK + csv_text(sheet.heads, rows)).encode()


def csv_archive(sheets: Iterable[Sheet]) -> bytes:
    """Every sheet as a CSV file of its own, in one ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for sheet in sheets:
            member = zipfile.ZipInfo(sheet.file_name, FIRST_MOMENT)
            archive.writestr(member, sheet_csv(sheet), zipfile.ZIP_DEFLATED)
    return target.getvalue()
