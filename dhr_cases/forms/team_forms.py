"""What does a form for an act of a partnership's team need to say, and how does it do its act?"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from django.db.models import QuerySet

from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Partnership
from dhr_cases.team_verbs import VerbRow


class VerbForm(SiteForm):
    """A form for one act of an app's own table, ``verbs``; subclasses name the ``verb`` and do it in ``perform``.

    The row an act is about (with ``needs_subject``) arrives as ``self.about``. Afterwards the person is on the page of
    the row that ``perform`` gives, or back where the form was asked for.
    """

    verbs: ClassVar[Mapping[Any, VerbRow]]
    verb: ClassVar[StrEnum]
    needs_subject: ClassVar[bool] = False

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        self.partnership = partnership
        super().__init__(*args, **kwargs)

    def __init_subclass__(cls) -> None:
        """Take title, button and closing words from the table of acts where the form has none of its own."""
        super().__init_subclass__()
        verb: StrEnum | None = cls.__dict__.get("verb")
        if verb is not None:
            row = cls.verbs[verb]
            for name, words in (("title", row.label), ("submit_label", row.label), ("done", f"{row.done}.")):
                if name not in cls.__dict__:
                    setattr(cls, name, words)


class TeamForm(VerbForm):
    """A form that needs to know no more than its partnership; ``subjects`` gives the rows its act can be about."""

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """The rows the act can be about. Only asked where ``needs_subject``."""
        raise NotImplementedError
