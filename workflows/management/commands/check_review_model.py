"""Does the model of a review hold together: tables and flow? `manage.py check_review_model [--json]`."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.model_check import dead_ends, faults
from dhr_cases.stages import STAGES
from dhr_cases.verbs import VERBS
from workflows.model_check import flow_faults
from workflows.steps import STEPS


class Command(BaseCommand):
    """Prints every fault of tables and flow, dead ends among them; exit code 1 when there is one."""

    help = "Proves that every stage is reachable, has a way out, an owner, a source, and a node where a person acts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json for machines."""
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, as_json: bool, **options: object) -> None:
        """Check and print. Raises CommandError when anything is wrong."""
        found = [*faults(), *flow_faults()]
        ends = [stage.value for stage in dead_ends()]
        counts = {"stages": len(STAGES), "acts": len(VERBS), "steps": len(STEPS)}
        if as_json:
            self.stdout.write(json.dumps({**counts, "dead_ends": ends, "faults": found}, indent=2))
        else:
            self._print(counts, ends, found)
        if found:
            raise CommandError(f"{len(found)} fault{'' if len(found) == 1 else 's'} found.", returncode=1)

    def _print(self, counts: dict[str, int], ends: list[str], found: list[str]) -> None:
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
        self.stdout.write(f"Dead ends: {', '.join(ends) or 'none'}")
        for fault in found:
            self.stdout.write(f"- {fault}")
        if not found:
            self.stdout.write("Every stage is reachable, leads on or is final, has an owner, a source and its node.")
