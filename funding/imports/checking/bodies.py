"""Do the bodies of the file and their successions fit together and fit the records?"""

import datetime
from collections.abc import Collection, Iterator, Sequence

from dhr_cases.deadlines import long_date
from dhr_cases.models import SuccessionShape
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
    ends = {row["code"]: row["ends_on"] for row in file.organisations if row["ends_on"]}
    ends |= {code: body.ends_on for code, body in known.bodies.items() if body.ends_on}
    for row in file.successions:
        yield from _succession(row, known, codes, ends)


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
    if body is None:
        yield from _namesake(row, known)
        return
    if row["name"] != body.name and (row["code"], row["name"]) not in known.former_names:
        yield row.fault("name", f"the organisation on record under this code is called {body.name}.")
    if row["ends_on"] and body.ends_on and row["ends_on"] != body.ends_on:
        yield row.fault("ends_on", f"its last day is on record: {long_date(body.ends_on)}.")


def _namesake(row: Row, known: Known) -> Iterator[FileFault]:
    """A new body with the name of one on record is most likely that one."""
    code = next((code for code, body in known.bodies.items() if body.name == row["name"]), None)
    if code is not None:
        yield row.fault("code", f"{row['name']} is on record under the code “{code}”.")


def _succession(row: Row, known: Known, codes: Collection[str], ends: dict[str, datetime.date]) -> Iterator[FileFault]:
    followers = row["successors"]
    yield from unknown_body(row, "predecessor", codes)
    yield from repeated(followers, "organisation")
    for follower in followers:
        yield from unknown_body(follower, "organisation", codes)
        if follower["organisation"] == row["predecessor"]:
            yield follower.fault("organisation", "a body does not follow itself.")
    if len(followers) > 1 and row["shape"] != SuccessionShape.SPLIT:
        yield row.fault("shape", "several bodies follow one: write “split”.")
    if not followers and not row["is_planned"]:
        yield row.fault("successors", "name who follows, or say that this is planned.")
    if row["effective_on"] > known.today and not row["is_planned"]:
        yield row.fault("effective_on", "the day is to come: say that this is planned.")
    ends_on = ends.get(row["predecessor"])
    if ends_on is not None and ends_on != row["effective_on"] - ONE_DAY and not row["is_planned"]:
        yield row.fault("effective_on", f"the last day of the predecessor is {long_date(ends_on)}, not the day before.")
