"""Which running cases does a file hold, and are they taken on?

`manage.py take_on FILE [--by EMAIL] [--dry-run] [--json]`; FILE is CSV or XLSX, one row a case. All or none.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dhr_cases.actions.taking_on import take_on_all
from dhr_cases.errors import ReviewError
from dhr_cases.forms.new_case import partnerships_for
from dhr_cases.models import TeamMembership, User
from dhr_cases.permissions import active_on
from dhr_cases.plurals import counted
from dhr_cases.portfolio_file import Portfolio, check_portfolio, rows_of
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES


class Command(BaseCommand):
    """Takes on every case of a file, or none; says each fault with its row and exits with 1."""

    help = "Takes on running cases from a CSV or XLSX file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, who does it, and whether to look only."""
        parser.add_argument("file", metavar="FILE", help="a CSV or XLSX file, one row a case")
        parser.add_argument("--by", metavar="EMAIL", default="", help="the coordinator who takes them on")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, file: str, by: str, dry_run: bool, as_json: bool, **options: object) -> None:
        """Reads, rehearses, takes on, prints. Raises CommandError for a file with a fault."""
        person = _coordinator(by)
        try:
            rows = rows_of(file, _bytes_of(file))
            portfolio = check_portfolio(person, rows, partnerships_for(person))
            is_done = portfolio.is_sound and not dry_run
            if is_done:
                take_on_all(by=person, portfolio=portfolio.cases.values())
        except ReviewError as refusal:
            raise CommandError(f"{file}: {refusal.sentence}") from refusal
        self.stdout.write(_for_machines(portfolio, is_done) if as_json else _for_people(portfolio, is_done))
        _check_sound(file, portfolio)


def _check_sound(file: str, portfolio: Portfolio) -> None:
    if not portfolio.is_sound:
        raise CommandError(f"{file}: {counted(len(portfolio.faults), 'fault')}, no case was taken on.")


def _bytes_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as fault:
        raise CommandError(f"{file}: the file cannot be read: {fault.strerror}.") from fault


def _coordinator(email: str) -> User:
    """The account named, else the first coordinator of the partnership that runs this installation."""
    if email:
        named = User.objects.filter(email__iexact=email, is_active=True).first()
        if named is None:
            raise CommandError(f"No account uses the address {email}.")
        return named
    teams = TeamMembership.objects.filter(active_on(timezone.localdate()), team__role=Role.COORDINATOR)
    member = teams.filter(team__partnership__is_home=True, user__is_active=True).select_related("user").first()
    if member is None:
        raise CommandError("There is no coordinator yet. Set the installation up first: manage.py set_up")
    found: User = member.user
    return found


def _for_machines(portfolio: Portfolio, is_done: bool) -> str:
    cases = [
        {"row": row, "reference": case.reference, "stage": case.stage.value, "dates": len(case.days)}
        for row, case in portfolio.cases.items()
    ]
    faults = [{"row": fault.row, "sentence": fault.sentence} for fault in portfolio.faults]
    return json.dumps({"taken_on": is_done, "cases": cases, "refused": faults}, indent=2)


def _for_people(portfolio: Portfolio, is_done: bool) -> str:
    done = "Taken on" if is_done else "Would be taken on" if portfolio.is_sound else "Read"
    lines = [f"{done}: {case.reference}, {STAGES[case.stage].label}" for case in portfolio.cases.values()]
    return "\n".join([*lines, *(str(fault) for fault in portfolio.faults)])
