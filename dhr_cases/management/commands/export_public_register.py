"""How does the public register come as plain files to a council's own web site?

`manage.py export_public_register DIR [--partnership CODE] [--json]`. Run it again after every change.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.errors import ReviewError
from dhr_cases.models import Partnership
from dhr_cases.plurals import counted
from dhr_cases.public_site import Copied, copy_register


class Command(BaseCommand):
    """Writes pages, files, feed and JSON with relative links; ends with 1 when a file was held back."""

    help = "Writes the public register as plain files into a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder, and whose reviews."""
        parser.add_argument("folder", metavar="DIR", type=Path, help="the folder; made when it is not there")
        parser.add_argument("--partnership", metavar="CODE", default="", help="reviews of this partnership only")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, folder: Path, partnership: str, as_json: bool, **options: object) -> None:
        """Copies and says what was done. Raises CommandError for a folder that cannot take the copy."""
        try:
            done = copy_register(folder, _partnership(partnership))
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
        except OSError as fault:
            raise CommandError(f"{folder}: {fault.strerror}.") from fault
        self.stdout.write(json.dumps(asdict(done)) if as_json else _for_people(done))
        if done.held_back:
            raise CommandError(f"Held back by the release gate: {'; '.join(done.held_back)}.")


def _partnership(code: str) -> Partnership | None:
    """The partnership of this code; None for all."""
    if not code:
        return None
    found: Partnership | None = Partnership.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"No partnership has the code {code}.")
    return found


def _for_people(done: Copied) -> str:
    return f"{counted(done.written, 'file')} written, {len(done.removed)} removed."
