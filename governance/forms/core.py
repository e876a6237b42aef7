"""What does every form of governance need to say, and how does it do its act?"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet

from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Organisation, Partnership
from governance.verbs import VERBS, GovernanceVerb

Row = TypeVar("Row", bound=Model)
Choices = list[tuple[str, str]]


class GovernanceForm(SiteForm):
    """A form for one act of governance; subclasses call the action in ``perform``.

    ``subjects`` gives the rows the act can be about (with ``needs_subject``); the row arrives as ``self.about``.
    Afterwards the person is on the page of the row that ``perform`` gives, or back where the form was asked for.
    """

    verb: ClassVar[GovernanceVerb]
    needs_subject: ClassVar[bool] = False

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        self.partnership = partnership
        super().__init__(*args, **kwargs)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """The rows the act can be about. Only asked where ``needs_subject``."""
        raise NotImplementedError

    def __init_subclass__(cls) -> None:
        """Take title, button and closing words from the table of acts where the form has none of its own."""
        super().__init_subclass__()
        verb: GovernanceVerb | None = cls.__dict__.get("verb")
        if verb is not None:
            row = VERBS[verb]
            for name, words in (("title", row.label), ("submit_label", row.label), ("done", f"{row.done}.")):
                if name not in cls.__dict__:
                    setattr(cls, name, words)

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
