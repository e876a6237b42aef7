"""How are years kept elsewhere taken in? `manage.py funding_import FILE`; the format is in docs/reference."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.management.file_text import text_of
from dhr_cases.plurals import counted
from funding.imports.keys import Row
from funding.imports.reading import FileFaults, FundingFile, schema_text
from funding.imports.taking_in import TakenIn, take_in_text


class Command(BaseCommand):
    """Takes in a whole file or nothing; a bad file gets a line for each fault, and exit code 1."""

    help = (
        "Takes in organisations, successions, models, agreements, costs, income and grants of one or more years "
        "from a JSON file: all of it or nothing. The format: docs/reference/funding-import.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, or "-" for standard input."""
        parser.add_argument("file", metavar="FILE", nargs="?", help='a JSON file, or "-" for standard input')
        parser.add_argument("--partnership", metavar="CODE", help="whose money it is, where the file does not say")
        parser.add_argument("--check", action="store_true", dest="is_rehearsal", help="only look; write nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the file and stop")

    def handle(
        self,
        *args: object,
        file: str | None,
        partnership: str | None,
        is_rehearsal: bool,
        as_json: bool,
        schema: bool,
        **options: object,
    ) -> None:
        """Read, check, write. Raises CommandError with one line for each fault."""
        if schema:
            self.stdout.write(schema_text(), ending="")
            return
        if file is None:
            raise CommandError("Name the file to be taken in.")
        text = text_of(file)
        try:
            found = take_in_text(text, code=partnership, is_rehearsal=is_rehearsal)
        except FileFaults as faults:
            self._tell(faults, as_json=as_json)
            raise CommandError(f"{faults}\nNothing was taken in.") from faults
        self.stdout.write(_for_machines(found, is_rehearsal) if as_json else _for_people(found, is_rehearsal))

    def _tell(self, faults: FileFaults, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(_faults_for_machines(faults))


def _for_machines(found: TakenIn, is_rehearsal: bool) -> str:
    counts = {part: len(getattr(found.file, part)) for part in ("organisations", "successions", "models", "grants")}
    told = {
        "taken_in": not is_rehearsal,
        "partnership": found.partnership.code,
        **counts,
        "years": [
            {"year": row["year"].label, **{part: len(row[part]) for part in ("agreements", "costs", "income")}}
            for row in found.file.years
        ],
        "requests": found.requests,
        "faults": [],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _faults_for_machines(found: FileFaults) -> str:
    faults = [{"place": fault.place, "sentence": fault.sentence} for fault in found.faults]
    return json.dumps({"taken_in": False, "faults": faults}, indent=2, ensure_ascii=False)


def _for_people(found: TakenIn, is_rehearsal: bool) -> str:
    first = "The file can be taken in; nothing was written." if is_rehearsal else "Taken in."
    return "\n".join([first, *(f"  {line}" for line in _told(found, is_rehearsal))])


def _counts(file: FundingFile) -> Iterator[str]:
    for label, rows in (
        ("Organisations", file.organisations),
        ("Successions", file.successions),
        ("Models", file.models),
        ("Grants", file.grants),
    ):
        if rows:
            yield f"{label}: {len(rows)}"


def _counted_rows(year: Row) -> Iterator[str]:
    for part, one, many in (("agreements", "agreement", ""), ("costs", "cost", ""), ("income", "entry", "entries")):
        yield counted(len(year[part]), one, many)


def _told(found: TakenIn, is_rehearsal: bool) -> Iterator[str]:
    file = found.file
    yield f"Partnership: {found.partnership}"
    yield from _counts(file)
    for year in file.years:
        yield f"{year['year'].label}: {', '.join(_counted_rows(year))}"
    if found.requests:
        raised = "would be raised" if is_rehearsal else "raised"
        yield f"Requests to successors {raised}: {found.requests}"
