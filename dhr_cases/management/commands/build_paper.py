"""manage.py build_paper: which file comes of a case for one kind of paper?"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dhr_cases.errors import ReviewError
from dhr_cases.management.whole_files import write_whole
from dhr_cases.models import Case, Organisation
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper, check_possible, file_name, read
from dhr_cases.papers.making import write

READER = "whoever keeps this file"


class Command(BaseCommand):
    """Makes a paper from the record and writes it to a file. Nothing is filed with the case."""

    help = "Make one paper of a case and write it to a file. Nothing is filed with the case."

    def add_arguments(self, parser: CommandParser) -> None:
        """The case, the paper, and how it is wanted."""
        parser.add_argument("case", help="reference of the case")
        parser.add_argument("kind", choices=[kind.value for kind in MadePaper], metavar="kind", help=_kinds())
        parser.add_argument("--out", type=Path, help="the file to write; without it a plain name in this folder")
        parser.add_argument("--format", choices=[form.value for form in Format], help="docx, pdf, html or zip")
        parser.add_argument("--recipient", default=READER, help="for whom a restricted copy is")
        parser.add_argument("--copy", default="", help="number of the copy")
        parser.add_argument("--agency", default="", help="code of the agency, for a paper about one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say where it is."""
        case = _case(options["case"])
        kind = MadePaper(options["kind"])
        form = _format(kind, options["format"], options["out"])
        try:
            check_possible(kind, form)
            ask = Ask(options["recipient"], options["copy"], _agency(options["agency"]))
            content = write(kind, form, read(kind, case, ask), case.lead_csp)
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
        path: Path = options["out"] or Path(file_name(kind, form, case))
        try:
            write_whole(path, content)
        except OSError as fault:
            raise CommandError(f"{path} cannot be written: {fault.strerror}.") from fault
        self.stdout.write(f"{path}: {MADE[kind].label} as {form.label}, {len(content):,} bytes.")


def _kinds() -> str:
    return ", ".join(MadePaper)


def _case(reference: str) -> Case:
    found: Case | None = Case.objects.select_related("lead_csp").filter(reference=reference).first()
    if found is None:
        raise CommandError(f"There is no case with the reference {reference}.")
    return found


def _format(kind: MadePaper, asked: str | None, out: Path | None) -> Format:
    """The format asked for, else the one the file's name ends in, else the first the paper has.

    Raises CommandError for a name that ends in none of its formats.
    """
    formats = tuple(MADE[kind].formats)
    ending = out.suffix.lower().removeprefix(".") if out else ""
    if ending and not asked and ending not in formats:
        known = ", ".join(f".{form}" for form in formats)
        raise CommandError(f"{MADE[kind].label} is not made as .{ending}. End the name in {known}.")
    return Format(asked or ending or formats[0])


def _agency(code: str) -> int:
    if not code:
        return 0
    found: int | None = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"No organisation has the code {code}.")
    return found
