"""What does a visitor meet who tries the product? Invented cases in every stage, and accounts to sign in with."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from dhr_cases.models import Case, Partnership
from dhr_cases.notices import held_back
from dhr_cases.roles import ROLES
from workflows.demonstration.action_lives import follow_to_an_end
from workflows.demonstration.directing import put_on
from workflows.demonstration.events import hold_events
from workflows.demonstration.feedback import hear
from workflows.demonstration.grants import put_on_grants
from workflows.demonstration.measures import measure
from workflows.demonstration.meetings import meet
from workflows.demonstration.money import fund
from workflows.demonstration.packs import plan_seminar
from workflows.demonstration.people import DOMAIN, PARTS, PASSWORD, is_settled, settle
from workflows.demonstration.plans import take_plans_in
from workflows.demonstration.scripts import SCRIPTS
from workflows.demonstration.themes import name_themes


class Command(BaseCommand):
    """Fills an empty installation with the demonstration, or prints its sign-ins."""

    help = "Fills an empty installation with invented cases in every stage; --sign-ins prints who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --sign-ins."""
        parser.add_argument("--sign-ins", action="store_true", dest="sign_ins", help="print the accounts and stop")

    def handle(self, *args: object, sign_ins: bool, **options: object) -> None:
        """Make the demonstration in one transaction; refuse where something is already set up."""
        if sign_ins:
            self._print_sign_ins()
            return
        if Partnership.objects.exists():
            raise CommandError("This installation is already set up; the demonstration needs an empty one.")
        self.stdout.write("Making invented cases in every stage (about half a minute) ...")
        with transaction.atomic(), held_back():
            town = settle()
            for script in SCRIPTS:
                put_on(town, script)
            follow_to_an_end(town)
            take_plans_in(town)
            fund(town)
            put_on_grants(town)
            hold_events(town)
            name_themes(town)
            hear(town)
            plan_seminar(town)
            meet(town)
            measure(town)
        self.stdout.write(f"{Case.objects.count()} invented cases made.")

    def _print_sign_ins(self) -> None:
        if not is_settled():
            return
        self.stdout.write("\nInvented accounts to sign in with; the password of each is: " + PASSWORD)
        for part, row in PARTS.items():
            self.stdout.write(f"  {part + '@' + DOMAIN:<32}{row.name:<22}{ROLES[row.role].label}")
