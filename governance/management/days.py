"""As at which day, and since which, does a command tell where the reviews stood?"""

import datetime

from django.core.management.base import CommandError
from django.utils import timezone

from funding.management.asked_for import day_asked_for


def days_asked_for(on: str | None, since: str | None) -> tuple[datetime.date, datetime.date | None]:
    """The day of the position, today unless said, and the day before the changes, which must lie before it.

    Raises CommandError, as the pages of positions and reports refuse the same days.
    """
    day, earlier = day_asked_for(on) or timezone.localdate(), day_asked_for(since)
    if day > timezone.localdate():
        raise CommandError("--on: the day of the position must be today or in the past.")
    if earlier and earlier >= day:
        raise CommandError("--since: the earlier day must be before the day of the position.")
    return day, earlier
