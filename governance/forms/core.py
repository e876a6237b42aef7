"""What does every form of governance need to say, and how does it do its act?"""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from django.db.models import Model, QuerySet

from dhr_cases.forms.team_forms import TeamForm
from dhr_cases.models import Organisation
from governance.verbs import VERBS, GovernanceVerb

Row = TypeVar("Row", bound=Model)
Choices = list[tuple[str, str]]


class GovernanceForm(TeamForm):
    """A form for one act of governance; subclasses call the action in ``perform``."""

    verbs = VERBS
    verb: ClassVar[GovernanceVerb]

    def begin_with(self, row: Model, names: Iterable[str]) -> None:
        """Fill these fields with what the row holds now."""
        for name in names:
            self.fields[name].initial = getattr(row, name)


def row_of(form: GovernanceForm, kind: type[Row]) -> Row:
    """The row the form is about. Raises TypeError for a row that its own ``subjects`` does not give."""
    if not isinstance(form.about, kind):
        raise TypeError(f"{type(form).__name__} is about a {kind.__name__}, not {form.about!r}.")
    return form.about


def bodies_alive() -> QuerySet[Organisation]:
    """Organisations a meeting may deal with, ended ones too: whether one existed is asked of the day of the meeting."""
    rows: QuerySet[Organisation] = Organisation.objects.filter(is_planned=False)
    return rows
