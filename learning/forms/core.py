"""What does every form about learning need to say, and how does it do its act?"""

from typing import Any, ClassVar

from django.db.models import QuerySet

from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Partnership
from learning.verbs import VERBS, LearningVerb


class LearningForm(SiteForm):
    """A form for one act on the learning of a partnership; subclasses call the action in ``perform``.

    ``subjects`` gives the rows the act can be about (with ``needs_subject``); the row arrives as ``self.about``.
    Afterwards the person is on the page of the row that ``perform`` gives, or back where the form was asked for.
    """

    verb: ClassVar[LearningVerb]
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
        verb: LearningVerb | None = cls.__dict__.get("verb")
        if verb is not None:
            row = VERBS[verb]
            for name, words in (("title", row.label), ("submit_label", row.label), ("done", f"{row.done}.")):
                if name not in cls.__dict__:
                    setattr(cls, name, words)
