"""What was the grant of a year, where does it go, and what is left? `manage.py grant_position YEAR [--json]`."""

import datetime
import json
from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.models import Partnership
from funding.grant_rows import facts_of, grant_in, grants_of, projects_of
from funding.grant_sums import divide, underspend, undrawn_pot
from funding.grant_terms import PROJECT_STATES, RESTS
from funding.management import grant_json
from funding.management.asked_for import add_year_arguments, day_asked_for, partnership_asked_for, year_asked_for
from funding.models.grants import GrantProject, GrantYear
from funding.money import Qualifier, in_words, pounds
from funding.years import FinancialYear


class Command(BaseCommand):
    """Prints the grant of a year, for people or as JSON; a sentence and exit code 1 where there is none."""

    help = "Shows the grant of a financial year: allocation, projects, what is not stated, pot and underspend."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The year, and optionally partnership, day and JSON."""
        add_year_arguments(parser)

    def handle(
        self,
        *args: object,
        year: str,
        as_json: bool,
        partnership: str | None,
        on: str | None,
        **options: object,
    ) -> None:
        """Print. Raises CommandError for a year, partnership or day that is not known."""
        grant, day = _grant(partnership_asked_for(partnership), year_asked_for(year)), day_asked_for(on)
        found = grant_json.as_json(grant, day)
        told = json.dumps(found, indent=2, ensure_ascii=False) if as_json else "\n".join(_for_people(grant, day))
        self.stdout.write(told)


def _grant(partnership: Partnership, year: FinancialYear) -> GrantYear:
    grant = grant_in(partnership, year)
    if grant is None:
        known = ", ".join(row.label for row in grants_of(partnership)) or "none"
        raise CommandError(f"No grant is recorded for {year.label} in {partnership}. Years with a grant: {known}.")
    return grant


def _for_people(grant: GrantYear, day: datetime.date | None) -> Iterator[str]:
    facts = facts_of(grant, day)
    parts = divide(facts)
    yield f"{grant}, {grant.funder}"
    yield ""
    rows = [
        ("Allocation", in_words(facts.allocation, Qualifier(grant.allocation_qualifier))),
        ("Stated for projects", pounds(parts.stated)),
        (RESTS[parts.rest_is], in_words(parts.rest)),
        ("Not drawn from the tactical pot", pounds(undrawn_pot(facts))),
        ("Underspend", in_words(underspend(facts))),
    ]
    yield from _table(rows)
    if parts.label:
        yield f"The stated total {parts.label}: {', '.join(parts.without_amount)}."
    projects = projects_of(grant)
    if projects:
        yield ""
        yield from _table([(project.title, _amount(project)) for project in projects])


def _amount(project: GrantProject) -> str:
    amount = in_words(project.amount_pence, Qualifier(project.amount_qualifier))
    return f"{amount}  {PROJECT_STATES[project.at].label.lower()}"


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    width = max(len(label) for label, _ in rows)
    return (f"{label.ljust(width)}  {value}" for label, value in rows)
