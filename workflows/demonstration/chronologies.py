"""What do two agencies of the demonstration say happened? Tables as agencies send them; everything is invented."""

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from dhr_cases.actions.papers import add_paper
from dhr_cases.models import PartialDate, Precision
from dhr_cases.paper_kinds import PaperKind
from workflows.playing.play import Play

HEADS = ("Date", "Event", "Action taken", "Published?")


@dataclass(frozen=True)
class Told:
    """One line of a table, so many weeks before the death; of unknown precision is a date that cannot be read."""

    weeks_before: int
    precision: Precision
    event: str
    action: str = ""
    may_be_published: str = ""


TABLES: Sequence[Sequence[Told]] = (
    (
        Told(31, Precision.DAY, "A neighbour rang about shouting.", "Officers spoke to both in the same room.", "yes"),
        Told(30, Precision.DAY, "A second caller asked not to be named.", "Passed to intelligence.", "no"),
        Told(9, Precision.DAY, "A report of being followed to work.", "Taken by telephone; no visit.", "yes"),
    ),
    (
        Told(140, Precision.YEAR, "Referred for low mood after a bereavement.", "Six sessions offered."),
        Told(18, Precision.MONTH, "Three visits to the emergency department with injuries explained as falls."),
        Told(0, Precision.UNKNOWN, "A telephone call that nobody wrote a date to."),
    ),
)
"""Tables of the first two agencies: one line may not be published, one cannot be read."""


def send_chronologies(play: Play) -> None:
    """The first two agencies' tables come among the papers; none where the day of death is not known."""
    died = play.case.death_date.value
    if died is None:
        return
    for agency, table in zip(play.company.agencies, TABLES, strict=False):
        add_paper(
            case=play.case,
            by=play.company.coordinator,
            kind=PaperKind.CHRONOLOGY,
            title="",
            organisation=agency.organisation,
            upload=ContentFile(_written(table, died).encode(), "chronology.csv"),
        )


def _written(table: Sequence[Told], died: datetime.date) -> str:
    """The table as a file."""
    target = io.StringIO()
    lines = csv.writer(target)
    lines.writerow(HEADS)
    lines.writerows((_when(line, died), line.event, line.action, line.may_be_published) for line in table)
    return target.getvalue()


def _when(line: Told, died: datetime.date) -> str:
    """The date as exactly as the agency knows it."""
    if line.precision is Precision.UNKNOWN:
        return "after work"
    return str(PartialDate(died - datetime.timedelta(weeks=line.weeks_before), line.precision))
