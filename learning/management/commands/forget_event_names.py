"""Whose names of past events are due to be deleted, and delete them? The worker does the same every night."""

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dhr_cases.plurals import counted
from learning.actions.event_names import due_to_be_forgotten, forget_due_names


class Command(BaseCommand):
    """Delete names of speakers, of those invited and of those booked at events whose retention day has come."""

    help = "Deletes the names of events whose day has come. With --dry-run, only says of which events."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the day, the trial run and the output for machines."""
        parser.add_argument("--on", metavar="DATE", help="as if it were this day, up to today (2026-11-22)")
        parser.add_argument("--dry-run", action="store_true", help="change nothing; say of which events")
        parser.add_argument("--json", action="store_true", help="write JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, or tell."""
        day = _day(options["on"])
        events = {event.code: None for event in due_to_be_forgotten(day)} if options["dry_run"] else None
        told = forget_due_names(day) if events is None else events
        if options["json"]:
            self.stdout.write(json.dumps({"on": day.isoformat(), "is_trial": options["dry_run"], "events": dict(told)}))
            return
        for code, number in told.items():
            self.stdout.write(f"{code}: due" if number is None else f"{code}: {counted(number, 'name')} deleted")
        if not told:
            self.stdout.write("No names are due to be deleted.")


def _day(text: str | None) -> datetime.date:
    """The day asked for, today without one; a day to come would delete too early and is refused."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text) if text else today
    except ValueError as fault:
        raise CommandError(f"{text} is not a day. Write it like 2026-11-22.") from fault
    if day > today:
        raise CommandError(f"{day} is still to come. Names are kept until their day.")
    return day
