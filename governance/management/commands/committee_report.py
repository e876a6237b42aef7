"""How does the committee report read as at a day?

`manage.py committee_report [--on DATE] [--since DATE] [--restricted] [--out FILE] [--json]`.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.errors import ReviewError
from dhr_cases.management.whole_files import write_whole
from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import texts_of
from funding.management.asked_for import day_asked_for, partnership_asked_for
from governance.management.days import days_asked_for
from governance.papers.reading.report import Asked, report_facts
from governance.papers.report_json import as_json
from governance.papers.report_kinds import KINDS, ReportKind, build
from governance.papers.report_rows import ReportFacts


class Command(BaseCommand):
    """Writes the report to a Word, PDF or HTML file, or prints it for people or as JSON."""

    help = "Makes the committee report as at any day: public, or restricted with every live review by its reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, the last meeting, the version, the meeting, the file and JSON."""
        parser.add_argument("--on", metavar="DATE", help="the day of the position (2022-03-10); without it today")
        parser.add_argument("--since", metavar="DATE", help="the day of the last meeting; without it everything")
        parser.add_argument("--restricted", action="store_true", help="with every live review by its reference")
        parser.add_argument("--to", default="", metavar="MEETING", help="the meeting it goes to")
        parser.add_argument("--meets-on", metavar="DATE", help="the day of that meeting")
        parser.add_argument("--partnership", metavar="CODE", help="the partnership's code; without it the home one")
        parser.add_argument("--out", metavar="FILE", help="write it here; the name ends in .docx, .pdf or .html")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, out: str | None, as_json: bool, **options: object) -> None:
        """Write or print. Raises CommandError for what is not known and for a file that cannot be written."""
        facts = _facts(options)
        if out:
            written = _write(Path(out), facts)
            self.stderr.write(f"Written: {written}")
        if as_json or not out:
            self.stdout.write(_for_machines(facts) if as_json else _for_people(facts))


def _facts(options: dict[str, object]) -> ReportFacts:
    partnership = partnership_asked_for(_text(options["partnership"]))
    on, since = days_asked_for(_text(options["on"]), _text(options["since"]))
    asked = Asked(
        on=on,
        since=since,
        is_restricted=bool(options["restricted"]),
        to=_text(options["to"]) or "",
        meets_on=day_asked_for(_text(options["meets_on"])),
    )
    return report_facts(partnership, asked)


def _text(option: object) -> str | None:
    return str(option) if option else None


def _write(path: Path, facts: ReportFacts) -> Path:
    known = {f".{form}": form for form in Format if form is not Format.ZIP}
    form = known.get(path.suffix.lower())
    if form is None:
        raise CommandError(f"“{path.name}” names no format. End it in {', '.join(known)}.")
    try:
        write_whole(path, build(ReportKind.COMMITTEE, form, facts))
    except ReviewError as refusal:
        raise CommandError(refusal.sentence) from refusal
    except OSError as fault:
        raise CommandError(f"“{path}” cannot be written: {fault.strerror}.") from fault
    return path


def _for_machines(facts: ReportFacts) -> str:
    return json.dumps(as_json(facts, KINDS[ReportKind.COMMITTEE].compose(facts)), indent=2, ensure_ascii=False)


def _for_people(facts: ReportFacts) -> str:
    return "\n".join(texts_of(KINDS[ReportKind.COMMITTEE].compose(facts)))
