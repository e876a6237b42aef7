"""Do the permission rows say what the memberships say? Rebuild them, or report the difference."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from dhr_cases.actions.grants import difference, refresh_people, refresh_teams
from dhr_cases.models import Case
from dhr_cases.plurals import counted


class Command(BaseCommand):
    """Rebuild the permission rows of every case from memberships and teams."""

    help = "Rebuilds the permission rows from the memberships. With --check, only says where they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 on any difference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the cases one by one, each in a transaction of its own."""
        differing = [case for case in Case.objects.order_by("pk") if self._differs(case, options["check"])]
        if options["check"]:
            _check_none(differing)
        verb = "differed" if options["check"] else "rebuilt"
        self.stdout.write(f"{counted(Case.objects.count(), 'case')} read, {len(differing)} {verb}.")

    def _differs(self, case: Case, check_only: bool) -> bool:
        with transaction.atomic():
            differs = bool(difference(case))
            if differs and not check_only:
                refresh_people(case)
                refresh_teams(case)
        return differs


def _check_none(differing: Sequence[Case]) -> None:
    if differing:
        verb = "differs" if len(differing) == 1 else "differ"
        raise CommandError(f"{counted(len(differing), 'case')} {verb}: {', '.join(map(str, differing))}.")
