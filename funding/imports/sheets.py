"""Which columns has the workbook of years, and what does each cell mean in the words of the file of years?

Cells are texts by now; amounts are pounds. Each column gives a value that the key of the JSON file reads.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from funding.file_values import FileFault, cut
from funding.imports.keys import Key
from funding.imports.layout import AGREEMENT, COST, INCOME, IncomeKind
from funding.money import PENCE_IN_POUND, Qualifier
from funding.terms import AGREEMENT_STATES, COST_CLASSES, ENTRY_KINDS, EntryKind

NOT_STATED = ("", "not stated", "unknown", "?")
YES_AND_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}

_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_POUNDS = re.compile(r"-?(?:[0-9]{1,20}|[0-9]{1,3}(?:,[0-9]{3}){1,6})(?:\.[0-9]{1,20})?")

Bodies = Mapping[str, str]
"""The code of each body by code, name, short name and former name, all in small letters."""

Convert = Callable[[str, str, Bodies], object]


@dataclass(frozen=True)
class Column:
    """One column: its head, the key it fills, how its cells are read, and a word for the template."""

    head: str
    key: str
    convert: Convert
    about: str


def plain(place: str, cell: str, bodies: Bodies) -> object:
    """The cell as it is."""
    return cell


def pounds_cell(place: str, cell: str, bodies: Bodies) -> object:
    """Pounds as pence; a cell without an amount is not stated. A comma parts thousands. Raises FileFault."""
    if cell.lower() in NOT_STATED:
        return None
    written = re.sub(r"[£\s]", "", cell)
    if not _POUNDS.fullmatch(written):
        raise FileFault(place, f"“{cut(cell)}” is no amount. Write pounds, such as 3000 or 3,000.50.")
    pence = Fraction(written.replace(",", "")) * PENCE_IN_POUND
    if pence.denominator != 1:
        raise FileFault(place, f"“{cut(cell)}” is no amount in whole pence.")
    return int(pence)


def day_cell(place: str, cell: str, bodies: Bodies) -> object:
    """A day as 2021-06-26 or 26/06/2021, in the first way."""
    found = _BRITISH.fullmatch(cell)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else cell


def body_cell(place: str, cell: str, bodies: Bodies) -> object:
    """A body by code or name, as its code. Raises FileFault."""
    code = bodies.get(cell.lower())
    if code is None:
        raise FileFault(place, f"no organisation is called “{cut(cell)}”. Add it on the page of organisations first.")
    return code


def flag_cell(place: str, cell: str, bodies: Bodies) -> object:
    """Yes or no. Raises FileFault."""
    if cell.lower() not in YES_AND_NO:
        raise FileFault(place, f"“{cut(cell)}” is neither yes nor no.")
    return YES_AND_NO[cell.lower()]


def words_cell(words: Mapping[str, str]) -> Convert:
    """One code of a table, by itself or in words; what is neither is left for the key to refuse."""
    by_words = {label.lower(): code for code, label in words.items()}

    def convert(place: str, cell: str, bodies: Bodies) -> object:
        return by_words.get(cell.lower(), cell.lower().replace(" ", "_"))

    return convert


CLASSES = {code.value: label for code, label in COST_CLASSES.items()}
STATES = {state.value: row.label for state, row in AGREEMENT_STATES.items()}
STEPS = {kind.value: ENTRY_KINDS[EntryKind(kind.value)].label for kind in IncomeKind}
EXACTNESS = {each.value: each.value.replace("_", " ") for each in Qualifier}

_YEAR = Column("Year", "year", plain, "2021/22")
_EXACT = Column("How exact", "qualifier", words_cell(EXACTNESS), f"Empty, or one of: {', '.join(EXACTNESS.values())}")
_TAKES_OVER = Column("Takes over", "takes_over", body_cell, "The body that ended whose share this is")
_AMOUNT = "Pounds; empty where not stated"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the list of a year it fills, the keys of its rows, its columns."""

    name: str
    part: str
    keys: Sequence[Key]
    columns: Sequence[Column]


SHEETS: Mapping[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            "Partners",
            "agreements",
            AGREEMENT,
            (
                _YEAR,
                Column("Organisation", "organisation", body_cell, "Code or name"),
                Column("Amount (£)", "amount_pence", pounds_cell, f"Share of the year. {_AMOUNT}"),
                _EXACT,
                Column("State", "state", words_cell(STATES), f"Empty, or one of: {', '.join(STATES.values())}"),
                Column("Day of the state", "on", day_cell, "26/06/2021; empty for 1 April"),
                _TAKES_OVER,
                Column("Withdrawn from", "withdrawal_effective_on", day_cell, "26/06/2021; needed where withdrawn"),
                Column("Model", "model", plain, "Its name; needed where the body is party to several in the year"),
                Column("Source", "source", plain, "Where this is written"),
            ),
        ),
        Sheet(
            "Costs",
            "costs",
            COST,
            (
                _YEAR,
                Column("Reference", "reference", plain, "Reference of the review, never a name; empty for none"),
                Column("Class", "class", words_cell(CLASSES), f"One of: {', '.join(CLASSES.values())}"),
                Column("What for", "description", plain, "What is paid for"),
                Column("Supplier", "supplier", plain, "Who is paid"),
                Column("Forecast (£)", "forecast_pence", pounds_cell, _AMOUNT),
                Column("Commitment (£)", "commitment_pence", pounds_cell, _AMOUNT),
                Column("Actual (£)", "actual_pence", pounds_cell, _AMOUNT),
                _EXACT,
                Column("Day", "on", day_cell, "26/06/2021; empty for 1 April"),
                Column("Fully paid", "is_settled", flag_cell, "Yes or no"),
                Column("Source", "source", plain, "Where this is written"),
            ),
        ),
        Sheet(
            "Income",
            "income",
            INCOME,
            (
                _YEAR,
                Column("Organisation", "organisation", body_cell, "Code or name; it has a row in Partners"),
                Column("Step", "kind", words_cell(STEPS), f"One of: {', '.join(STEPS.values())}"),
                Column("Amount (£)", "amount_pence", pounds_cell, "Pounds"),
                Column("Day", "on", day_cell, "26/06/2021"),
                Column("Due", "due_on", day_cell, "Of an invoice"),
                Column("Document", "document", plain, "Number of the invoice, order or receipt"),
                _EXACT,
                _TAKES_OVER,
            ),
        ),
    )
}
"""Every sheet of the workbook."""

NOTES = "Notes"
"""A sheet that says what the columns mean; it is not read."""
