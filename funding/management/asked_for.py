"""Which partnership, year and day does a command of the ledger speak of?"""

import datetime
import re
from argparse import ArgumentParser
from collections.abc import Mapping

from django.core.management.base import CommandError

from dhr_cases.models import Partnership
from funding.years import FinancialYear, parse_year

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_year_arguments(parser: ArgumentParser) -> None:
    """The year, and optionally partnership, day and JSON, as every command about a year takes them."""
    parser.add_argument("year", metavar="YEAR", help="a financial year: 2021/22, 2021-22 or 2021")
    parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines, whole pence")
    parser.add_argument("--partnership", metavar="CODE", help="the partnership's code; without it the home one")
    parser.add_argument("--on", metavar="DATE", help="as the year stood on this day (2022-03-24); without it today")


def partnership_asked_for(code: str | None) -> Partnership:
    """The partnership by its code; without one the only one, or the one that runs this installation.

    Raises CommandError with a sentence that lists the codes there are.
    """
    known: dict[str, Partnership] = {row.code: row for row in Partnership.objects.order_by("-is_home", "code")}
    if not known:
        raise CommandError("There is no partnership yet.")
    return _home_of(known) if code is None else _named(code, known)


def _home_of(known: Mapping[str, Partnership]) -> Partnership:
    first = next(iter(known.values()))
    if len(known) > 1 and not first.is_home:
        raise CommandError(f"Several partnerships keep money here. Name one with --partnership: {', '.join(known)}.")
    return first


def _named(code: str, known: Mapping[str, Partnership]) -> Partnership:
    if code not in known:
        raise CommandError(f"There is no partnership “{code}”. Known here: {', '.join(known)}.")
    return known[code]


def year_asked_for(text: str) -> FinancialYear:
    """The financial year as it was typed. Raises CommandError."""
    try:
        return parse_year(text)
    except ValueError as fault:
        raise CommandError(str(fault)) from fault


def day_asked_for(text: str | None) -> datetime.date | None:
    """The day as it was typed, None for today. Raises CommandError."""
    try:
        return None if text is None else datetime.date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError as fault:
        raise CommandError(f"“{text}” is not a date. Use year-month-day, for example 2026-03-04.") from fault
