"""What does a year need, what has it, what is missing and why? `manage.py funding_position YEAR [--json]`."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from funding.management.asked_for import add_year_arguments, day_asked_for, partnership_asked_for, year_asked_for
from funding.models import Agreement, Entry
from funding.money import in_words, pounds
from funding.papers.year_figures import brought_forward
from funding.position import NOT_KNOWN, Position, as_json, position
from funding.position_rows import facts_of
from funding.terms import AGREEMENT_STATES, CAUSES, MEASURES, Cause, Measure
from funding.years import FinancialYear


class Command(BaseCommand):
    """Prints the position of a year, for people or as JSON; a sentence and exit code 1 where there is none."""

    help = "Shows what a financial year requires, what has been agreed to received, what is missing and why."

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
        asked, day = year_asked_for(year), day_asked_for(on)
        whose = partnership_asked_for(partnership)
        _check_recorded(whose, asked)
        found = position(facts_of(whose, asked, day))
        self.stdout.write(_for_machines(found) if as_json else "\n".join(_for_people(found, whose)))


def _check_recorded(partnership: Partnership, year: FinancialYear) -> None:
    years = {
        *Entry.objects.filter(partnership=partnership).order_by().values_list("year", flat=True).distinct(),
        *Agreement.objects.filter(partnership=partnership).order_by().values_list("year", flat=True).distinct(),
        *partnership.cost_lines.exclude(expected_year=None).order_by().values_list("expected_year", flat=True),
    }
    if year.start in years:
        return
    known = ", ".join(FinancialYear(start).label for start in sorted(years)) or "none"
    raise CommandError(f"Nothing is recorded for {year.label} in {partnership}. Years with records: {known}.")


def _for_machines(found: Position) -> str:
    return json.dumps(as_json(found), indent=2, ensure_ascii=False)


def _for_people(found: Position, partnership: Partnership) -> Iterator[str]:
    yield f"{partnership}, {found.year.label}, as at {long_date(found.on)}"
    yield ""
    yield from _table([("Required", found.required_in_words), ("Brought forward", str(brought_forward(found)))])
    yield ""
    yield from _table(_measure_rows(found))
    yield ""
    yield "Why money is missing (against confirmed)"
    yield from _table(_cause_rows(found))
    yield ""
    yield from _table(_partner_rows(found))
    if found.not_stated:
        yield ""
        yield f"Not stated: {'; '.join(row.name for row in found.not_stated)}"


def _cause_rows(found: Position) -> list[Sequence[str]]:
    lines = found.cause_lines[Measure.CONFIRMED]
    rows: list[Sequence[str]] = [(line.label, in_words(line.pence, line.qualifier)) for line in lines]
    return rows if found.is_required_known else [(CAUSES[Cause.MODEL_GAP][0], NOT_KNOWN), *rows[1:]]


def _measure_rows(found: Position) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("", "Amount", "Missing")]
    for measure in Measure:
        gap = found.gap(measure)
        missing = gap.shown if gap.label == "shortfall" else f"{gap.shown} {gap.label}"
        income = in_words(found.measures[measure], found.measure_qualifiers[measure])
        rows.append((MEASURES[measure].label, income, missing if found.is_required_known else NOT_KNOWN))
    return rows


def _partner_rows(found: Position) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("Partner", "State", "Share", "Confirmed", "Received")]
    for partner in found.partners:
        counted = (partner.counted[Measure.CONFIRMED], partner.counted[Measure.RECEIVED])
        state = AGREEMENT_STATES[partner.state].label
        rows.append((partner.name_at_time, state, partner.share_in_words, *map(pounds, counted)))
    return rows


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side: words to the left, the last columns, which are figures, to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = len(widths) - 3 if len(widths) > 3 else 1
    for row in rows:
        left = map(str.ljust, row[:words], widths[:words])
        right = map(str.rjust, row[words:], widths[words:])
        yield "  ".join((*left, *right)).rstrip()
