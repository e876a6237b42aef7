"""Do the bodies of the file and their successions fit together and fit the records?"""

import datetime
from collections.abc import Collection, Iterator, Sequence

from dhr_cases.deadlines import long_date
from dhr_cases.models import Organisation, SuccessionShape
from funding.file_values import FileFault, cut, hint
from funding.imports.checking.known import Known
from funding.imports.keys import Row
from funding.imports.reading import FundingFile

ONE_DAY = datetime.timedelta(days=1)


def body_faults(file: FundingFile, known: Known, codes: Collection[str]) -> Iterator[FileFault]:
    """Every fault of bodies, then of successions."""
    yield from repeated(file.organisations, "code")
    yield from repeated(file.organisations, "name")
    for row in file.organisations:
        yield from _body(row, known)
    yield from repeated(file.successions, "predecessor")
    ends = _last_days(file, known)
    for row in file.successions:
        yield from _succession(row, known, codes, ends)


def _last_days(file: FundingFile, known: Known) -> dict[str, datetime.date]:
    """The last day of each body that ends, by code; what is on record goes before the file."""
    ends = {row["code"]: row["ends_on"] for row in file.organisations if row["ends_on"]}
    return ends | {code: body.ends_on for code, body in known.bodies.items() if body.ends_on}


def repeated(rows: Sequence[Row], key: str) -> Iterator[FileFault]:
    """A fault for each row whose value under the key stands in an earlier row."""
    first: dict[object, Row] = {}
    for row in rows:
        before = first.setdefault(row[key], row)
        if before is not row:
            yield row.fault(key, f"“{row[key]}” stands at {before.at(key)} already. Keep one.")


def unknown_body(row: Row, key: str, codes: Collection[str]) -> Iterator[FileFault]:
    """A fault where the body is neither in the file nor on record."""
    if row[key] is not None and row[key] not in codes:
        yield row.fault(key, f"no organisation has the code “{cut(row[key])}”. {hint(row[key], sorted(codes))}")


def _body(row: Row, known: Known) -> Iterator[FileFault]:
    if row["starts_on"] and row["ends_on"] and row["ends_on"] < row["starts_on"]:
        yield row.fault("ends_on", "the last day is before the first.")
    body = known.bodies.get(row["code"])
    yield from _namesake(row, known) if body is None else _on_record(row, body, known)


def _on_record(row: Row, body: Organisation, known: Known) -> Iterator[FileFault]:
    """A body on record keeps its name and its last day."""
    if row["name"] != body.name and (row["code"], row["name"]) not in known.former_names:
        yield row.fault("name", f"the organisation on record under this code is called {body.name}.")
    if body.ends_on and row["ends_on"] not in (None, body.ends_on):
        yield row.fault("ends_on", f"its last day is on record: {long_date(body.ends_on)}.")


def _namesake(row: Row, known: Known) -> Iterator[FileFault]:
    """A new body with the name of one on record is most likely that one."""
    code = next((code for code, body in known.bodies.items() if body.name == row["name"]), None)
    if code is not None:
        yield row.fault("code", f"{row['name']} is on record under the code “{code}”.")


def _succession(row: Row, known: Known, codes: Collection[str], ends: dict[str, datetime.date]) -> Iterator[FileFault]:
    yield from unknown_body(row, "predecessor", codes)
    yield from _successors(row, codes)
    if not row["is_planned"]:
        yield from _settled(row, known, ends.get(row["predecessor"]))


def _successors(row: Row, codes: Collection[str]) -> Iterator[FileFault]:
    followers = row["successors"]
    yield from repeated(followers, "organisation")
    for follower in followers:
        yield from unknown_body(follower, "organisation", codes)
        if follower["organisation"] == row["predecessor"]:
            yield follower.fault("organisation", "a body does not follow itself.")
    if len(followers) > 1 and row["shape"] != SuccessionShape.SPLIT:
        yield row.fault("shape", "several bodies follow one: write “split”.")


def _settled(row: Row, known: Known, ends_on: datetime.date | None) -> Iterator[FileFault]:
    """A succession that is no mere plan has a successor, a day that has come, and the day after the last day."""
    if not row["successors"]:
        yield row.fault("successors", "name who follows, or say that this is planned.")
    if row["effective_on"] > known.today:
        yield row.fault("effective_on", "the day is to come: say that this is planned.")
    if ends_on is not None and ends_on != row["effective_on"] - ONE_DAY:
        yield row.fault("effective_on", f"the last day of the predecessor is {long_date(ends_on)}, not the day before.")
