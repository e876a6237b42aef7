"""Who bears how much of a cost, from a file that names the cost, the parties and the rules?

`manage.py apportion FILE [--json]`; FILE may be "-" for standard input. No database is read or written.
"""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.management.file_text import text_of
from funding.money import pounds
from funding.rule_files import ApportionFile, RuleFaults, parse_apportion_file
from funding.rules import Apportionment, apportion


class Command(BaseCommand):
    """Prints each party's share and what no rule takes; a bad file gets a line for each fault, and exit code 1."""

    help = "Shows how rules share a cost among parties, and what stays without a payer."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, or "-" for standard input; --json for machines."""
        parser.add_argument("file", metavar="FILE", help='a JSON file, or "-" for standard input')
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, file: str, as_json: bool, **options: object) -> None:
        """Reads, computes, prints. Raises CommandError with one line for each fault."""
        try:
            asked = parse_apportion_file(text_of(file))
        except RuleFaults as faults:
            raise CommandError(str(faults)) from faults
        shared = apportion(asked.cost_pence, asked.parties, asked.rules)
        self.stdout.write(_for_machines(shared) if as_json else _for_people(asked, shared))


def _for_machines(shared: Apportionment) -> str:
    shares = [{"party": party, "pence": pence} for party, pence in shared.shares]
    return json.dumps({"shares": shares, "unfunded_pence": shared.unfunded_pence}, indent=2)


def _for_people(asked: ApportionFile, shared: Apportionment) -> str:
    steps = [f"{number}. {told}" for number, told in enumerate(shared.working, start=1)]
    why = ["", "Why", *steps] if steps else []
    return "\n".join([f"A cost of {pounds(asked.cost_pence)}", "", *_table(shared), *why])


def _table(shared: Apportionment) -> list[str]:
    """Each party and its share, then what no rule takes, in two columns."""
    rows = [(party, pounds(pence)) for party, pence in (*shared.shares, ("Unfunded", shared.unfunded_pence))]
    words, figures = (max(map(len, column)) for column in zip(*rows, strict=True))
    return [f"{party.ljust(words)}  {amount.rjust(figures)}" for party, amount in rows]
