"""Do the reference pages say what the tables say? `manage.py docs` makes them anew, `--check` only looks."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from workflows.reference_pages import folder, stale, write


class Command(BaseCommand):
    """Makes the stale pages of docs/reference anew; with --check names them and ends with 1."""

    help = "Makes docs/reference anew from the tables: stages, acts, roles, clocks, letters, settings."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check writes nothing."""
        parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when a page is stale")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        """Write or compare. Raises CommandError naming the stale pages under --check."""
        if not check:
            written = write(folder())
            self.stdout.write(f"Written: {', '.join(written)}" if written else "Every page says what the tables say.")
            return
        found = stale(folder())
        if found:
            raise CommandError(f"Stale: {', '.join(found)}. Run: manage.py docs", returncode=1)
        self.stdout.write("Every page says what the tables say.")
