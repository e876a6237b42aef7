"""Where did every review stand on a day? `manage.py position [--on DATE] [--since DATE] [--json]`."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand

from dhr_cases.deadlines import long_date
from dhr_cases.stages import STAGES
from funding.management.asked_for import partnership_asked_for
from governance.case_records import cases_of, records_of
from governance.management.days import days_asked_for
from governance.position import Position, position
from governance.position_figures import as_json, line_label


class Command(BaseCommand):
    """Prints counts of reviews by stage as at any past day, for people or as JSON."""

    help = "Counts the partnership's reviews by stage as at any past day, from recorded events."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, the start of the period, the partnership and JSON."""
        parser.add_argument("--on", metavar="DATE", help="the day to count for (2022-10-12); without it today")
        parser.add_argument("--since", metavar="DATE", help="tell what was opened, published and ended after this day")
        parser.add_argument("--partnership", metavar="CODE", help="the partnership's code; without it the home one")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(
        self,
        *args: object,
        on: str | None,
        since: str | None,
        partnership: str | None,
        as_json: bool,
        **options: object,
    ) -> None:
        """Print. Raises CommandError for a day or partnership that is not known."""
        whose = partnership_asked_for(partnership)
        found = position(records_of(cases_of(whose)), *days_asked_for(on, since))
        self.stdout.write(_for_machines(found, whose.code) if as_json else "\n".join(_for_people(found, whose.name)))


def _for_machines(found: Position, code: str) -> str:
    return json.dumps(as_json(found, code), indent=2, ensure_ascii=False)


def _for_people(found: Position, name: str) -> Iterator[str]:
    yield f"{name}: reviews as at {long_date(found.on)}"
    yield ""
    yield from _table([(line_label(code), count) for code, count in found.by_standing.items()])
    yield f"Together {len(found.cases)}, of them live {found.live}, on hold {len(found.paused)}"
    yield ""
    yield "By stage"
    yield from _table([(STAGES[stage].label, count) for stage, count in found.by_stage.items() if count])
    if found.since:
        yield ""
        yield f"Since {long_date(found.since)}"
        changes = (("Opened", found.opened), ("Published", found.published), ("Ended", found.ended))
        yield from _table([(label, len(keys)) for label, keys in changes])
    if found.not_certain:
        yield f"{found.not_certain} taken on later, while running: counted where last known to stand on that day."


def _table(rows: list[tuple[str, int]]) -> Iterator[str]:
    width = max((len(label) for label, _ in rows), default=0)
    for label, count in rows:
        yield f"{label.ljust(width)}  {count:>5}"
