"""What does a file of years say, read without a look at the database?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from funding.file_values import FileFault, Gathered, read_json
from funding.imports.keys import Row, Schema, read_row, schema_of
from funding.imports.layout import WHOLE

ABOUT = "Years of a partnership's money that were kept elsewhere. Amounts are whole pence; null is not stated."
PARTS = ("organisations", "successions", "models", "years", "grants")
SCHEMA_NAME = "https://json-schema.org/draft/2020-12/schema"


class FileFaults(Exception):
    """All faults found; never none. As a text it has one line for each."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class FundingFile:
    """What a file holds, each row with its place; rows that could not be read are left out and ``faults`` says why.

    ``mentioned`` holds the codes of organisations the file means to add, readable or not.
    """

    partnership: Row | None = None
    source: str = ""
    organisations: tuple[Row, ...] = ()
    successions: tuple[Row, ...] = ()
    models: tuple[Row, ...] = ()
    years: tuple[Row, ...] = ()
    grants: tuple[Row, ...] = ()
    mentioned: frozenset[str] = frozenset()
    faults: tuple[FileFault, ...] = ()

    def is_broken_at(self, place: str) -> bool:
        """True where something in that part of the file could not be read."""
        return any(fault.place.startswith(place) for fault in self.faults)


def read_file(text: str) -> FundingFile:
    """The file as rows, with what is wrong in it. Raises FileFaults where it is no file of years at all."""
    gathered = Gathered()
    value = gathered.one(lambda: read_json(text))
    if gathered.faults:
        raise FileFaults(gathered.faults)
    row = read_row(gathered, "", value, WHOLE)
    if row is None:
        raise FileFaults(gathered.faults)
    if not gathered.faults and _is_empty(row):
        raise FileFaults([FileFault("", "The file holds nothing to take in.")])
    return FundingFile(**row.values, mentioned=_mentioned(value), faults=tuple(gathered.faults))


def _is_empty(row: Row) -> bool:
    return not any(row[key] for key in PARTS)


def _mentioned(value: object) -> frozenset[str]:
    rows = value.get("organisations") if isinstance(value, dict) else None
    return frozenset(filter(None, map(_code_in, rows))) if isinstance(rows, list) else frozenset()


def _code_in(row: object) -> str:
    """The code of an object as it is written; "" where there is none to be read."""
    code = row.get("code") if isinstance(row, dict) else None
    return code if isinstance(code, str) else ""


def schema() -> Schema:
    """The JSON Schema of the file, as it is published."""
    return {"$schema": SCHEMA_NAME, "title": "Years of funding, to be taken in", **schema_of(WHOLE, ABOUT)}


def schema_text() -> str:
    """The schema as the file in docs/reference holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
