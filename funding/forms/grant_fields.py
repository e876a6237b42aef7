"""Which kinds of answer do forms about the grant take beyond the common ones?"""

import re
from typing import Any, TypeVar, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from dhr_cases.forms.fields import FieldOptions
from funding.actions.grant_projects import Planned
from funding.forms.core import FundingForm
from funding.grant_terms import MOST_COUNTED
from funding.models.grants import GrantProject
from funding.money import QUALIFIER_LABELS, Qualifier

Row = TypeVar("Row", bound=Model)

QUALIFIER_CHOICES = [(qualifier.value, label) for qualifier, label in QUALIFIER_LABELS.items()]


class LinesField(forms.CharField):
    """A list with one name a line; given as text of trimmed lines without empty ones."""

    def __init__(self, **kwargs: Unpack[FieldOptions]) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("help_text", "One a line.")
        super().__init__(**kwargs)

    def clean(self, value: object) -> str:
        """The lines, trimmed."""
        text = str(super().clean(value))
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())


class CountsField(LinesField):
    """What is counted and how many, one a line: "students: about 6,000", or "students" where it is not stated."""

    pattern = re.compile(
        r"(?P<label>[^:]{1,120})(?::\s*(?P<about>about\s+)?(?P<count>[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}))?",
        re.IGNORECASE,
    )

    def to_python(self, value: object) -> str:
        """The text as typed; `read` gives the counts."""
        return str(super().to_python(value))

    def clean(self, value: object) -> Any:
        """The counts as rows; raises ValidationError naming the line that cannot be read."""
        return tuple(self.read(line) for line in super().clean(value).splitlines())

    def read(self, line: str) -> Planned:
        """One line as a row."""
        found = self.pattern.fullmatch(line)
        if found is None:
            raise ValidationError(f"“{line}” cannot be read. Write it like “students: about 6,000”.", code="line")
        count = int(found["count"].replace(",", "")) if found["count"] else None
        if count is not None and count > MOST_COUNTED:
            raise ValidationError(f"“{line}” is more than {MOST_COUNTED:,}. Check the number.", code="large")
        return Planned(label=found["label"].strip(), count=count, is_about=bool(found["about"]))


def kept_lines(project: GrantProject, typed: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """The lines as typed; every result on record keeps its line, because nothing of a project is deleted.

    Raises ValidationError naming those whose line was taken out.
    """
    labels = {row.label for row in typed}
    gone = [row.label for row in project.outputs.order_by("pk") if row.label not in labels]
    if gone:
        raise ValidationError(
            f"Keep the line of {', '.join(gone)}. Leave out its number where there is none.", code="gone"
        )
    return typed


def typed_counts(rows: list[tuple[str, int | None, bool]]) -> str:
    """Counts as they would be typed."""
    return "\n".join(_typed(*row) for row in rows)


def _typed(label: str, count: int | None, is_about: bool) -> str:
    return label if count is None else f"{label}: {'about ' if is_about else ''}{count:,}"


def subject_of(form: FundingForm, kind: type[Row]) -> Row:
    """The row the form is about. Raises TypeError for a row that its own ``subjects`` does not give."""
    if not isinstance(form.about, kind):
        raise TypeError(f"{type(form).__name__} is about a {kind.__name__}, not {form.about!r}.")
    return form.about


def qualifier_field(label: str = "How exact is the amount?") -> forms.TypedChoiceField:
    """How near a stated figure is to the truth."""
    return forms.TypedChoiceField(
        label=label, choices=QUALIFIER_CHOICES, coerce=Qualifier, initial=Qualifier.EXACT, required=False,
        empty_value=Qualifier.EXACT,
    )  # fmt: skip
