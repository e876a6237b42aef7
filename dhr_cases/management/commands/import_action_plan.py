"""Which recommendations and actions does a written plan hold, and are they taken into a case?

`manage.py import_action_plan CASE FILE [--by EMAIL] [--dry-run] [--json]`; FILE is a Word document, an Excel workbook
or a CSV table. Each recommendation is taken in whole with its actions, or set aside with its place and the reason.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from dhr_cases.actions.plan_import import TakenPlan, rehearse_plan, take_in_plan
from dhr_cases.errors import ReviewError
from dhr_cases.models import Case, CaseMembership, TeamMembership, User
from dhr_cases.papers.action_plan.plan_file import read_plan
from dhr_cases.papers.uploads import check_upload
from dhr_cases.permissions import active_on
from dhr_cases.plurals import counted
from dhr_cases.roles import Role


class Command(BaseCommand):
    """Takes an action plan into a case; ends with 1 when nothing of it can be taken in."""

    help = "Takes the recommendations and actions of a Word, Excel or CSV file into a case."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A case, a file, who does it, and whether to look only."""
        parser.add_argument("case", metavar="CASE", help="the reference of the case")
        parser.add_argument("file", metavar="FILE", type=Path, help="a .docx, .xlsx or .csv file")
        parser.add_argument("--by", metavar="EMAIL", default="", help="who takes it in; else a coordinator of the case")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(
        self, *args: object, case: str, file: Path, by: str, dry_run: bool, as_json: bool, **options: object
    ) -> None:
        """Reads, takes in or rehearses, prints. Raises CommandError for a file that gives nothing."""
        found = _case(case)
        person = _person(found, by)
        try:
            plan = read_plan(check_upload(ContentFile(_bytes_of(file), file.name)))
            act = rehearse_plan if dry_run else take_in_plan
            taken = act(case=found, by=person, plan=plan)
        except ReviewError as refusal:
            raise CommandError(f"{file}: {refusal.sentence}") from refusal
        self.stdout.write(_for_machines(found, taken, dry_run) if as_json else _for_people(taken, dry_run))
        if not taken.recommendations:
            raise CommandError(f"{file}: no recommendation could be taken in.")


def _case(reference: str) -> Case:
    found: Case | None = Case.objects.filter(reference__iexact=reference).first()
    if found is None:
        raise CommandError(f"No case has the reference {reference}.")
    return found


def _person(case: Case, email: str) -> User:
    """The account named, else the first coordinator of the case."""
    if email:
        named = User.objects.filter(email__iexact=email, is_active=True).first()
        if named is None:
            raise CommandError(f"No account uses the address {email}.")
        return named
    today = active_on(timezone.localdate())
    own = CaseMembership.objects.filter(today, case=case, role=Role.COORDINATOR).values("user")
    teams = TeamMembership.objects.filter(today, team__partnership=case.lead_csp, team__role=Role.COORDINATOR)
    coordinators = Q(pk__in=own) | Q(pk__in=teams.values("user"))
    found: User | None = User.objects.filter(coordinators, is_active=True).order_by("pk").first()
    if found is None:
        raise CommandError("The case has no coordinator. Name the account: --by EMAIL.")
    return found


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise CommandError(f"{file}: the file cannot be read: {fault.strerror}.") from fault


def _for_machines(case: Case, taken: TakenPlan, dry_run: bool) -> str:
    return json.dumps({"case": case.reference, "taken_in": not dry_run, **asdict(taken)}, indent=2)


def _for_people(taken: TakenPlan, dry_run: bool) -> str:
    done = "Would be taken in" if dry_run else "Taken in"
    holds = f"{counted(taken.recommendations, 'recommendation')} with {counted(taken.actions, 'action')}"
    lines = [f"{done}: {holds}."]
    lines += [f"Set aside: {row.place}: {row.sentence}" for row in taken.set_aside]
    return "\n".join([*lines, *(f"Note: {row.place}: {row.sentence}" for row in taken.notes)])
