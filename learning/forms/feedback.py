"""What do we ask about feedback: until when a form is open, why words are taken out, what was printed elsewhere?"""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone

from dhr_cases.forms import fields
from dhr_cases.models import Partnership
from learning.actions.feedback import (
    PrintedLine,
    close_feedback,
    cover_words,
    open_feedback,
    set_feedback,
    take_over_summary,
)
from learning.event_terms import EventState
from learning.feedback_rows import feedback_of, least_shown
from learning.feedback_scales import KIND_LABELS, FeedbackKind
from learning.feedback_statistics import LEAST_SHOWN
from learning.forms.core import KEPT, LearningForm
from learning.models import Event, FeedbackForm, FeedbackReply, FeedbackSettings, FeedbackSummary
from learning.verbs import LearningVerb

LONGEST_SUMMARY = 4000
Row = TypeVar("Row", bound=Model)


def the_row(form: LearningForm, model: type[Row]) -> Row:
    """The row a form is about, which the act page fetched among ``subjects``. Raises TypeError for another sort."""
    if not isinstance(form.about, model):
        raise TypeError(f"{type(form).__name__} is about a {model.__name__}.")
    return form.about


class OpenFeedbackForm(LearningForm):
    """Which form is opened, and until when."""

    verb = LearningVerb.OPEN_FEEDBACK
    needs_subject: ClassVar[bool] = True
    intro = "People answer on their telephone, without an account and without giving a name."

    kind = forms.ChoiceField(
        label="Which form?",
        choices=[(kind.value, KIND_LABELS[kind]) for kind in FeedbackKind],
        widget=forms.RadioSelect,
        initial=FeedbackKind.DAY.value,
    )
    closes_on = fields.ExactDateField(label="Last day for answers", noun="the last day for answers")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Event]:
        """Events that were not cancelled."""
        return Event.objects.filter(partnership=partnership).exclude(state=EventState.CANCELLED)

    def perform(self) -> None:
        """Open the form."""
        kind = FeedbackKind(self.cleaned_data["kind"])
        open_feedback(event=the_row(self, Event), by=self.by, kind=kind, closes_on=self.cleaned_data["closes_on"])


class CloseFeedbackForm(LearningForm):
    """Nothing is asked."""

    verb = LearningVerb.CLOSE_FEEDBACK
    needs_subject: ClassVar[bool] = True
    intro = "No more replies are taken. It can be opened again under the same address."

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[FeedbackForm]:
        """Forms that take replies today."""
        today = timezone.localdate()
        own = FeedbackForm.objects.filter(event__partnership=partnership, is_closed=False)
        return own.filter(opens_on__lte=today, closes_on__gte=today).select_related("event__partnership")

    def perform(self) -> None:
        """Close the form."""
        close_feedback(form=the_row(self, FeedbackForm), by=self.by)


class CoverWordsForm(LearningForm):
    """Why the words of a reply are taken out."""

    verb = LearningVerb.COVER_WORDS
    needs_subject: ClassVar[bool] = True
    is_grave: ClassVar[bool] = True
    intro = (
        "Everything this person wrote in their own words is deleted and cannot be brought back. Their answers to the "
        "other questions stay in the figures. Do not repeat the words in the reason."
    )

    reason = fields.ReasonField(help_text=KEPT)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[FeedbackReply]:
        """Replies whose words were not taken out."""
        own = FeedbackReply.objects.filter(form__event__partnership=partnership, is_covered=False)
        return own.select_related("form__event__partnership")

    def aside(self) -> dict[str, object]:
        """The words that are deleted; shown to nobody below the partnership's least number of replies."""
        row = the_row(self, FeedbackReply)
        if feedback_of(row.form.event, FeedbackKind(row.form.kind)).is_withheld:
            return {"heading": "The words", "texts": ["They are withheld, because too few people replied."]}
        return {"heading": "The words", "texts": [text for text in (row.will_change, row.topics, row.comment) if text]}

    def perform(self) -> None:
        """Delete the words."""
        cover_words(reply=the_row(self, FeedbackReply), by=self.by, reason=self.cleaned_data["reason"])


class TakeOverSummaryForm(LearningForm):
    """Which percentages were printed, where, and of how many replies."""

    verb = LearningVerb.TAKE_OVER_SUMMARY
    needs_subject: ClassVar[bool] = True
    intro = "For an event whose replies are not here. The percentages are shown as they were printed."

    lines = forms.CharField(
        label="Percentages as printed",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_SUMMARY,
        help_text="One a line, the number first: 85 Excellent or very good",
    )
    base = forms.IntegerField(
        label="Number of replies",
        required=False,
        min_value=1,
        max_value=100_000,
        help_text="Leave it empty where it was not printed; the figures are then marked “base not stated”.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    source = forms.CharField(label="Where were they printed?", max_length=300)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Event]:
        """Events without replies of their own here."""
        return Event.objects.filter(partnership=partnership).exclude(feedback_forms__replies__isnull=False)

    def prepare(self) -> None:
        """Begin with what was taken over before."""
        row = FeedbackSummary.objects.filter(event=the_row(self, Event)).first()
        if row is not None:
            lines = "\n".join(f"{line['percent']} {line['label']}" for line in row.lines)
            self.initial.update(lines=lines, base=row.base, source=row.source)

    def clean_lines(self) -> list[PrintedLine]:
        """Each line as a percentage and its words."""
        return [_line(text) for text in self.cleaned_data["lines"].splitlines() if text.strip()]

    def perform(self) -> None:
        """Take them over."""
        take_over_summary(event=the_row(self, Event), by=self.by, **self.cleaned_data)


def _line(text: str) -> PrintedLine:
    number, _, label = text.strip().partition(" ")
    number = number.rstrip("%")
    if not number.isdecimal() or not label.strip() or int(number) > 100:
        raise forms.ValidationError(f"“{text.strip()}” does not begin with a percentage from 0 to 100 and its words.")
    return PrintedLine(label.strip(), int(number))


class SetFeedbackForm(LearningForm):
    """How few replies stay hidden."""

    verb = LearningVerb.SET_FEEDBACK
    intro = "Below this number of replies neither percentages nor words are shown, only that they are fewer."

    least_shown = forms.IntegerField(
        label="Least number of replies shown",
        min_value=LEAST_SHOWN,
        max_value=100,
        help_text=f"{LEAST_SHOWN} or more.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("least_shown", least_shown(self.partnership))

    def perform(self) -> FeedbackSettings:
        """Set it."""
        return set_feedback(partnership=self.partnership, by=self.by, least_shown=self.cleaned_data["least_shown"])


FORMS: tuple[type[LearningForm], ...] = (
    OpenFeedbackForm,
    CloseFeedbackForm,
    CoverWordsForm,
    TakeOverSummaryForm,
    SetFeedbackForm,
)
