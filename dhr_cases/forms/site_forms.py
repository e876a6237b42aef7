"""What does a form need to say that changes something beyond cases, and how does it do it?"""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from dhr_cases.models import User


class SiteForm(forms.Form):
    """A form for one change to accounts, settings or organisations; subclasses call the action in ``perform``."""

    title: ClassVar[str]
    submit_label: ClassVar[str]
    done: ClassVar[str]
    intro: str = ""
    is_grave: ClassVar[bool] = False
    checks_answers: ClassVar[bool] = False

    def __init__(self, *args: Any, by: User, about: Model | None = None, **kwargs: Any) -> None:
        self.by = by
        self.about = about
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the row the form is about."""

    def perform(self) -> Model | None:
        """Call the action with the cleaned answers; give the row to go to. May raise a ReviewError."""
        raise NotImplementedError

    def consequence(self) -> str:
        """What the answers will do, said before they are sent for good."""
        return ""

    def aside(self) -> dict[str, object] | None:
        """What the page shows beside the form; None for nothing."""
        return None
