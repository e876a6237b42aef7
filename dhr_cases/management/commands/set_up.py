"""manage.py set_up: how does an empty installation get its partnership and its first two accounts?"""

import getpass
import sys
from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from dhr_cases.actions.accounts import AccountDetails, check_password_is_strong
from dhr_cases.actions.setting_up import FirstPerson, PartnershipFacts, is_set_up, set_up
from dhr_cases.errors import ReviewError
from dhr_cases.forms.fields import LONGEST_EMAIL
from dhr_cases.models import User

QUESTIONS = {
    "name": "Name of the partnership",
    "code": "Short code that begins every reference, such as kent",
    "contact_email": "Shared mailbox of the partnership",
    "administrator_name": "Name of the first administrator",
    "administrator_email": "E-mail address of the administrator",
    "coordinator_name": "Name of the first coordinator",
    "coordinator_email": "E-mail address of the coordinator",
}
"""Every question in the order asked; each is also an option, with dashes."""

ADDRESSES = frozenset(name for name in QUESTIONS if name.endswith("_email"))
LONGEST_NAME = 200
"""Letters of a name, of the partnership or of a person, as in the browser."""


class Command(BaseCommand):
    """Asks what was not given as an option, passwords unseen, and sets the installation up."""

    help = "Set up an empty installation: the partnership, an administrator, a coordinator. No demonstration data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option for every question."""
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default=None, help=question)
        parser.add_argument("--label", choices=("DHR", "DARDR"), default="DHR", help="Name of a review on screen")
        parser.add_argument(
            "--kent-and-medway", action=BooleanOptionalAction, default=None,
            help="Load the public bodies of Kent and Medway",
        )  # fmt: skip
        parser.add_argument(
            "--password-stdin", action="store_true",
            help="Read the administrator's password, then the coordinator's, as two lines of standard input",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, set up, say what to do next."""
        if is_set_up():
            raise CommandError("This installation is set up already. Its settings page changes what was chosen.")
        answers = {name: self._answer(name, options) for name in QUESTIONS}
        wants_bodies = self._wants_bodies(options)
        people = [self._person(part, answers, options) for part in ("administrator", "coordinator")]
        facts = PartnershipFacts(
            name=answers["name"],
            code=answers["code"],
            contact_email=answers["contact_email"],
            label_shown=options["label"],
            has_kent_and_medway=wants_bodies,
        )
        try:
            home = set_up(partnership=facts, administrator=people[0], coordinator=people[1])
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{home.name} is set up. The administrator can now sign in and make accounts.")

    def _answer(self, name: str, options: dict[str, Any]) -> str:
        given = options[name]
        while True:
            text = str(given) if given is not None else self._ask(name)
            fault = self._fault(name, text)
            if not fault:
                return text.strip()
            if given is not None:
                raise CommandError(f"--{name.replace('_', '-')}: {fault}")
            self.stderr.write(fault)

    def _fault(self, name: str, text: str) -> str:
        longest = LONGEST_EMAIL if name in ADDRESSES else LONGEST_NAME
        if not text.strip():
            return "An answer is needed."
        if len(text.strip()) > longest:
            return f"The answer is too long: {longest} letters at most."
        try:
            if name in ADDRESSES:
                validate_email(text.strip())
        except ValidationError as fault:
            return " ".join(fault.messages)
        return ""

    def _ask(self, name: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"--{name.replace('_', '-')} is needed: {QUESTIONS[name]}.")
        return input(f"{QUESTIONS[name]}: ")

    def _wants_bodies(self, options: dict[str, Any]) -> bool:
        if options["kent_and_medway"] is not None or not sys.stdin.isatty():
            return bool(options["kent_and_medway"])
        return input("Load the public bodies of Kent and Medway? (yes/no): ").strip().lower().startswith("y")

    def _person(self, part: str, answers: dict[str, str], options: dict[str, Any]) -> FirstPerson:
        details = AccountDetails(email=answers[f"{part}_email"], full_name=answers[f"{part}_name"])
        return FirstPerson(details, self._password(part, details, from_stdin=options["password_stdin"]))

    def _password(self, part: str, details: AccountDetails, *, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise CommandError("Passwords are asked at a terminal, or read with --password-stdin.")
        return self._typed_password(part, User(email=details.email, full_name=details.full_name))

    def _typed_password(self, part: str, account: User) -> str:
        while True:
            password = getpass.getpass(f"Password of the {part} (12 characters or more): ")
            try:
                check_password_is_strong(password, account)
            except ReviewError as refusal:
                self.stderr.write(refusal.sentence)
                continue
            if getpass.getpass("The same again: ") == password:
                return password
            self.stderr.write("The two passwords differ.")
