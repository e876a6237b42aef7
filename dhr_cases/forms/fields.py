"""Which kinds of answer do our forms take, beyond those Django knows?"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from dhr_cases.models.partial_dates import PartialDate, Precision

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

LONGEST_EMAIL = 254
"""Letters of an e-mail address, as many as its column keeps. Source: RFC 5321, section 4.5.3.1.3 [V]."""

EARLIEST_YEAR = 1900
"""No day that a record speaks of lies before it, and no financial year is known before it."""

Boxes = tuple[str, str, str]


class FieldOptions(TypedDict, total=False):
    """What a form may say about a field; as Django's own fields take it."""

    label: str
    help_text: str
    required: bool
    disabled: bool
    initial: object
    widget: forms.Widget
    error_messages: dict[str, str]


class DateBoxes(forms.MultiWidget):
    """Three boxes: day, month and year, each kept as it was typed."""

    parts = ("day", "month", "year")
    box: type[forms.TextInput | forms.HiddenInput] = forms.TextInput
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: self.box() for part in self.parts}, attrs)

    def decompress(self, value: object) -> list[str]:
        partial = PartialDate.on(value) if isinstance(value, date) else value
        if not isinstance(partial, PartialDate) or partial.value is None:
            return ["", "", ""]
        day = str(partial.value.day) if partial.precision == Precision.DAY else ""
        month = str(partial.value.month) if partial.precision in (Precision.DAY, Precision.MONTH) else ""
        return [day, month, str(partial.value.year)]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else ""


class HiddenDateBoxes(DateBoxes):
    """The three boxes carried unseen through a page that asks to check the answers."""

    box = forms.HiddenInput


class DateBoxesField(forms.Field):
    """A date typed in three boxes; `noun` is how sentences name it, such as "the date of death".

    A month may be a number or a name. Errors name the box they are about by their code.
    """

    widget = DateBoxes
    hidden_widget = HiddenDateBoxes
    noun = "the date"

    def __init__(
        self, *, noun: str = "", latest: Callable[[], date] | None = None, **kwargs: Unpack[FieldOptions]
    ) -> None:
        super().__init__(**kwargs)
        self.noun = noun or self.noun
        self.latest = latest
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Enter {self.noun}"

    @property
    def subject(self) -> str:
        """The noun at the start of a sentence."""
        return self.noun[:1].upper() + self.noun[1:]

    def read_boxes(self, value: object) -> Boxes:
        texts = [str(part or "").strip() for part in value] if isinstance(value, list | tuple) else ["", "", ""]
        return texts[0], texts[1], texts[2]

    def read_number(self, text: str, part: str, top: int) -> int:
        """The number in the box; raises ValidationError naming the box."""
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= top:
            raise ValidationError(f"{self.subject} must be a real date: check the {part}", code=part)
        return int(text)

    def read_month(self, text: str) -> int:
        names = [number for number, name in enumerate(MONTHS, 1) if len(text) > 2 and name.startswith(text.lower())]
        return names[0] if names else self.read_number(text, "month", 12)

    def read_year(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{4}", text):
            raise ValidationError(f"The year of {self.noun} must have four figures, such as 2026", code="year")
        year = self.read_number(text, "year", 2999)
        if year < EARLIEST_YEAR:
            raise ValidationError(f"{self.subject} must be in {EARLIEST_YEAR} or later", code="year")
        return year

    def read_date(self, boxes: Boxes) -> date:
        """The full date in the three boxes; raises ValidationError where there is none such."""
        day = self.read_number(boxes[0], "day", 31)
        month = self.read_month(boxes[1])
        year = self.read_year(boxes[2])
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(f"{self.subject} must be a real date", code="day") from None

    def check_latest(self, first_day: date) -> None:
        """Raises ValidationError when even the earliest day meant is after the latest allowed."""
        if self.latest and first_day > self.latest():
            raise ValidationError(f"{self.subject} must be today or in the past", code="late")

    def has_changed(self, initial: object, data: object) -> bool:
        was = initial if isinstance(initial, list | tuple) else DateBoxes().decompress(initial)
        return self.read_boxes(was) != self.read_boxes(data)


class ExactDateField(DateBoxesField):
    """A full date, given as `datetime.date`; None when it is not required and left empty."""

    def to_python(self, value: object) -> date | None:
        if value is None or isinstance(value, date):
            return value
        boxes = self.read_boxes(value)
        if not any(boxes):
            return None
        self.check_whole(boxes)
        exact = self.read_date(boxes)
        self.check_latest(exact)
        return exact

    def check_whole(self, boxes: Boxes) -> None:
        for part, text in zip(DateBoxes.parts, boxes, strict=True):
            if not text:
                raise ValidationError(f"{self.subject} must include a {part}", code=part)


class PartialDateField(DateBoxesField):
    """A date of which only the year, or the month and year, may be known.

    Gives a `PartialDate` whose precision follows from the boxes that were filled; its value is
    the first day of the month or year meant. Not required and left empty means unknown.
    """

    def to_python(self, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        boxes = self.read_boxes(value)
        if not any(boxes):
            return PartialDate(None, Precision.UNKNOWN)
        partial = self.read_partial(boxes)
        if partial.value:
            self.check_latest(partial.value)
        return partial

    def read_partial(self, boxes: Boxes) -> PartialDate:
        self.check_gaps(boxes)
        day, month, year = boxes
        if day:
            return PartialDate(self.read_date(boxes), Precision.DAY)
        if month:
            return PartialDate(date(self.read_year(year), self.read_month(month), 1), Precision.MONTH)
        return PartialDate(date(self.read_year(year), 1, 1), Precision.YEAR)

    def check_gaps(self, boxes: Boxes) -> None:
        day, month, year = boxes
        if not year:
            raise ValidationError(f"Enter the year of {self.noun}", code="year")
        if day and not month:
            raise ValidationError(f"Enter the month of {self.noun}, or leave the day empty too", code="month")

    def validate(self, value: PartialDate) -> None:
        if self.required and value.value is None:
            raise ValidationError(self.error_messages["required"], code="required")


def today() -> date:
    """Today in the partnership's time zone: the latest date for what has already happened."""
    return localdate()


class MoneyField(forms.CharField):
    """An amount typed in pounds, given as whole pence; None when not required and left empty.

    Takes "1,234.50", "£1,234.5" and "1234"; refuses parts of a penny, anything below nought, and more figures
    than any amount has.
    """

    prefix = "£"
    most_pounds = 1_000_000_000
    pattern = re.compile(r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,30})(?:\.(?P<pence>[0-9]{1,2}))?")

    def __init__(self, **kwargs: Unpack[FieldOptions]) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: object) -> int | None:
        text = super().clean(value).replace("£", "").replace(" ", "")
        return self.read_pence(text) if text else None

    def read_pence(self, text: str) -> int:
        """Whole pence; raises ValidationError for what is no amount of money."""
        found = self.pattern.fullmatch(text)
        if not found:
            raise ValidationError("Enter an amount in pounds and pence, such as 1,234.50", code="invalid")
        pence = (found["pence"] or "").ljust(2, "0")
        whole = int(found["pounds"].replace(",", ""))
        if whole > self.most_pounds:
            raise ValidationError(f"Enter an amount up to £{self.most_pounds:,}", code="large")
        return whole * 100 + int(pence)

    def prepare_value(self, value: object) -> object:
        """An amount in pence as it would be typed; typed text as it was."""
        if isinstance(value, int):
            return f"{value // 100:,}.{value % 100:02d}"
        return value

    def has_changed(self, initial: object, data: object) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class ReasonField(forms.CharField):
    """The reason for an act, in the person's own words; always needed."""

    def __init__(self, **kwargs: Unpack[FieldOptions]) -> None:
        settings: FieldOptions = {
            "label": "Reason",
            "help_text": "Kept in the history of the review with your name.",
            "widget": forms.Textarea(attrs={"rows": 4}),
            "error_messages": {"required": "Enter the reason"},
        }
        settings.update(kwargs)
        super().__init__(**settings)


class Answer(StrEnum):
    """An answer to a question of fact; unknown is an answer, and not the same as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def as_boolean(self) -> bool | None:
        """True, False, or None for unknown."""
        return {Answer.YES: True, Answer.NO: False}.get(self)


ANSWER_LABELS = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNKNOWN: "Not known"}


class YesNoUnknownField(forms.TypedChoiceField):
    """Yes, no or not known, given as an `Answer`; nothing is chosen beforehand."""

    def __init__(self, **kwargs: Unpack[FieldOptions]) -> None:
        choices = [(answer.value, label) for answer, label in ANSWER_LABELS.items()]
        kwargs.setdefault("widget", forms.RadioSelect())
        super().__init__(choices=choices, coerce=Answer, empty_value=None, **kwargs)
