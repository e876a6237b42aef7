"""What do we ask about a minute, a note below it, and a question asked at an item?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, today
from dhr_cases.models import Partnership
from governance.actions import minutes as acts
from governance.forms.agenda import NO_NAMES, AboutItemForm
from governance.forms.core import GovernanceForm, row_of
from governance.models import AgendaItem, MeetingQuestion
from governance.verbs import GovernanceVerb


class WriteMinuteForm(AboutItemForm):
    """What was said."""

    verb = GovernanceVerb.WRITE_MINUTE

    discussion = forms.CharField(
        label="Minute",
        required=False,
        help_text=f"A blank line begins a new numbered paragraph. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    restricted_discussion = forms.CharField(
        label="Restricted part",
        required=False,
        help_text="Printed only in restricted minutes.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def prepare(self) -> None:
        """Begin with what is written."""
        self.begin_with(self.item, ("discussion", "restricted_discussion"))

    def perform(self) -> AgendaItem:
        return acts.write_minute(item=self.item, by=self.by, **self.cleaned_data)


class AddNoteForm(AboutItemForm):
    """What happened after the meeting."""

    verb = GovernanceVerb.ADD_MEETING_NOTE
    intro = "It stands below the minute with its own day and cannot be changed."

    on = ExactDateField(label="Day", noun="the day of the note", latest=today)
    text = forms.CharField(label="Note", help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 4}))

    def prepare(self) -> None:
        """Today, most of the time."""
        self.fields["on"].initial = timezone.localdate()

    def perform(self) -> AgendaItem:
        acts.add_meeting_note(item=self.item, by=self.by, **self.cleaned_data)
        return self.item


class RecordQuestionForm(AboutItemForm):
    """A question, and its answer if it was given at once."""

    verb = GovernanceVerb.RECORD_QUESTION

    text = forms.CharField(label="Question", help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 3}))
    asked_by = forms.CharField(label="Asked by", max_length=200, required=False, help_text="For example, a Member.")
    answer = forms.CharField(
        label="Answer",
        required=False,
        help_text="Leave it empty where it is still to come.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def perform(self) -> AgendaItem:
        acts.record_question(item=self.item, by=self.by, **self.cleaned_data)
        return self.item


class AnswerQuestionForm(GovernanceForm):
    """The answer that was still to come."""

    verb = GovernanceVerb.ANSWER_QUESTION
    needs_subject = True

    answer = forms.CharField(label="Answer", help_text=NO_NAMES, widget=forms.Textarea(attrs={"rows": 5}))
    on = ExactDateField(label="Day of the answer", noun="the day of the answer", latest=today)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = MeetingQuestion.objects.filter(item__meeting__body__partnership=partnership)
        return rows.select_related("item__meeting__body__partnership")

    def prepare(self) -> None:
        """Today, most of the time."""
        self.fields["on"].initial = timezone.localdate()

    def aside(self) -> dict[str, object] | None:
        """The question, beside the answer."""
        question = row_of(self, MeetingQuestion)
        return {"heading": f"Question ({question.letter})", "texts": [question.text]}

    def perform(self) -> AgendaItem:
        question = row_of(self, MeetingQuestion)
        acts.answer_question(question=question, by=self.by, **self.cleaned_data)
        return question.item


FORMS = (WriteMinuteForm, AddNoteForm, RecordQuestionForm, AnswerQuestionForm)
