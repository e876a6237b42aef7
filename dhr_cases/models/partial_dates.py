"""How does a date known only to the month or the year live in a value, a column and a sentence?

Stored as ISO text of its own precision ("2018", "2018-09", "2018-09-04"; "" is unknown), so that text
order is date order and no finer precision than was given can be read back. Source: domain 3.2 [V].
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.db import models


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision; ``value`` is the first day it can mean, None when unknown."""

    value: datetime.date | None
    precision: Precision

    @classmethod
    def unknown(cls) -> Self:
        """A date nobody has given."""
        return cls(None, Precision.UNKNOWN)

    @classmethod
    def on(cls, day: datetime.date) -> Self:
        """A date known to the day."""
        return cls(day, Precision.DAY)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2018", "2018-09", "2018-09-04" or ""; raises ValueError with a sentence."""
        if not text:
            return cls.unknown()
        if not _ISO.fullmatch(text):
            raise ValueError(f"{text} is not a date. Use 2018, 2018-09 or 2018-09-04.")
        first_day = f"{text}-01-01"[:10]
        try:
            return cls(datetime.date.fromisoformat(first_day), _BY_LENGTH[len(text)])
        except ValueError as fault:
            raise ValueError(f"{text} is not a real date.") from fault

    @property
    def is_known(self) -> bool:
        """True when at least the year is known."""
        return self.value is not None

    @property
    def latest(self) -> datetime.date | None:
        """The last day it can mean."""
        if self.value is None or self.precision is Precision.DAY:
            return self.value
        if self.precision is Precision.YEAR:
            return self.value.replace(month=12, day=31)
        return self.value.replace(day=calendar.monthrange(self.value.year, self.value.month)[1])

    @property
    def iso(self) -> str:
        """ISO text of its own precision, "" when unknown."""
        if self.value is None:
            return ""
        lengths = {precision: length for length, precision in _BY_LENGTH.items()}
        return self.value.isoformat()[: lengths[self.precision]]

    def __str__(self) -> str:
        """As a person writes it: 4 September 2018, September 2018, 2018 or "not known"."""
        if self.value is None:
            return "not known"
        month = f"{calendar.month_name[self.value.month]} {self.value.year}"
        words = {Precision.DAY: f"{self.value.day} {month}", Precision.MONTH: month}
        return words.get(self.precision, str(self.value.year))


class PartialDateField(models.CharField[PartialDate | str, PartialDate]):
    """A column that holds a PartialDate; never null, "" is unknown."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 10)
        options.setdefault("default", "")
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def get_default(self) -> PartialDate:
        """A day as every other: that of a row not written yet is not known."""
        unknown: PartialDate = self.to_python(super().get_default())
        return unknown

    def from_db_value(self, value: str | None, *_: object) -> PartialDate:
        """Turn the column's text into the value."""
        return PartialDate.parse(value or "")

    def to_python(self, value: Any) -> Any:
        """Accept a value, a full date or ISO text."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, datetime.date):
            return PartialDate.on(value)
        return PartialDate.parse(value or "")

    def get_prep_value(self, value: Any) -> str:
        """Turn a value, a full date or ISO text into the column's text."""
        return str(self.to_python(value).iso)

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise as ISO text."""
        return self.get_prep_value(self.value_from_object(obj))
