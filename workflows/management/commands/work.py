"""manage.py work: who makes the papers, sends the messages and sweeps at night?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.worker import Worker, one_round


class Command(BaseCommand):
    """Makes papers, sends waiting messages and the daily e-mail, and sweeps once a day, until stopped."""

    help = (
        "Make papers asked for, send waiting messages and the daily e-mail, and sweep once a day. Runs until stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """``--once`` does one round and ends."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run rounds."""
        if options["once"]:
            one_round()
            return
        worker = Worker()
        worker.listen()
        worker.run()
