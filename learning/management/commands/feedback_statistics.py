"""What did people say after an event? `manage.py feedback_statistics FILE|EVENT [--json]`."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.errors import ReviewError
from learning.feedback_files import figures_of_file
from learning.feedback_json import as_json
from learning.feedback_rows import feedback_of
from learning.feedback_statistics import Figures
from learning.models import Event


class Command(BaseCommand):
    """Prints the figures of a file of replies or of an event, for people or as JSON.

    A file is JSON, CSV or Excel and is read where it lies; nothing is stored. A sentence and exit code 1 where neither
    a file nor an event of that name is there, or the file cannot be read.
    """

    help = "Shows how many registered, attended and replied, and what they said, each percentage with its base."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file or the code of the event, and JSON."""
        parser.add_argument("subject", metavar="FILE|EVENT", help="a file of replies, or the code of an event")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, subject: str, as_json: bool, **options: object) -> None:
        """Print. Raises CommandError for what is not there or cannot be read."""
        found = _figures(subject)
        self.stdout.write(_for_machines(found) if as_json else "\n".join(_for_people(found)))


def _figures(subject: str) -> Figures:
    path = Path(subject)
    if path.is_file():
        try:
            return figures_of_file(path.read_bytes(), path.name)
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
    event = Event.objects.filter(code=subject).select_related("partnership").first()
    if event is None:
        raise CommandError(f"There is no file and no event called {subject}.")
    return feedback_of(event)


def _for_machines(found: Figures) -> str:
    return json.dumps(as_json(found), indent=2, ensure_ascii=False)


def _for_people(found: Figures) -> Iterator[str]:
    yield f"Registered: {found.registered.words}"
    yield f"Attended: {found.attended.words}"
    rate = "" if found.response_rate is None else f" ({found.response_rate}% of those who attended)"
    yield f"Responded: {found.responded_words}{rate}"
    if found.is_withheld:
        yield "Percentages and words are withheld."
    for band in found.bands:
        base = f"{band.count:,} of {band.base_words}" if band.count is not None else band.base_words
        yield f"{band.percent:>3}%  {band.label} ({base})"
