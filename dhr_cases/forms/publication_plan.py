"""Forms for the plan of publication: days to avoid, who is told before, embargo, lines for the media."""

import datetime
from typing import cast

from django import forms
from django.db.models import Model, QuerySet
from django.utils import timezone

from dhr_cases.actions import publication_plan
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.models import Case, DateToAvoid, Publication, RecipientTold, User
from dhr_cases.publication_days import MOST_DAYS_AROUND, DayToAvoid
from dhr_cases.publication_plan import suggested_days
from dhr_cases.verbs import Verb


class AddDateToAvoidForm(ActForm):
    verb = Verb.ADD_DATE_TO_AVOID
    intro = "Ask the family which days they dread: birthdays, anniversaries, religious days. Write no real name."
    aside_template = "acts/asides/suggested_days.html"

    on = ExactDateField(label="Which day is it?", noun="the day")
    name = forms.CharField(label="What is the day?", max_length=120, help_text="Such as “Anniversary of the death”.")
    days_around = forms.IntegerField(
        label="How many days before and after are kept clear?",
        min_value=0,
        max_value=MOST_DAYS_AROUND,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    every_year = forms.BooleanField(label="It comes again every year", required=False)

    def perform(self) -> None:
        publication_plan.add_date_to_avoid(case=self.case, by=self.by, day=DayToAvoid(**self.cleaned_data))

    def aside(self) -> dict[str, object]:
        """Days that the record suggests."""
        return {"days": suggested_days(self.case)}


class EndDateToAvoidForm(ActForm):
    verb = Verb.END_DATE_TO_AVOID
    needs_subject = True

    reason = ReasonField(label="Why need the day not be avoided?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[DateToAvoid]:
        rows: QuerySet[DateToAvoid] = DateToAvoid.objects.filter(case=case)
        return rows

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, DateToAvoid):
            publication_plan.check_still_avoided(subject)

    def perform(self) -> None:
        day = cast("DateToAvoid", self.subject)
        publication_plan.end_date_to_avoid(case=self.case, by=self.by, day=day, **self.cleaned_data)


class SetPublicationTermsForm(ActForm):
    verb = Verb.SET_PUBLICATION_TERMS
    intro = "Nothing is put up before the embargo ends, whoever asks. Clear the date to lift it."

    embargo_on = ExactDateField(label="Until which day is nothing published?", noun="the day", required=False)
    embargo_at = forms.TimeField(
        label="At what time does it end?",
        required=False,
        help_text="Such as 09:30. Left empty, it ends when that day begins.",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time such as 09:30"},
    )
    media_lines = forms.CharField(
        label="Lines for the media",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What is said when somebody asks. Write no real name.",
    )
    shows_progress = forms.BooleanField(label="The public sees the progress of the action plan", required=False)

    def prepare(self) -> None:
        plan = Publication.objects.filter(case=self.case).first()
        if plan is None:
            return
        until = timezone.localtime(plan.embargo_until) if plan.embargo_until else None
        self.initial.update(
            embargo_on=until.date() if until else None,
            embargo_at=f"{until:%H:%M}" if until else None,
            media_lines=plan.media_lines,
            shows_progress=plan.shows_progress,
        )

    def clean(self) -> None:
        """A time needs its day."""
        super().clean()
        if self.cleaned_data.get("embargo_at") and not self.cleaned_data.get("embargo_on"):
            self.add_error("embargo_on", "Enter the day on which the embargo ends")

    def perform(self) -> None:
        terms = publication_plan.Terms(
            embargo_until=self._until(),
            media_lines=self.cleaned_data["media_lines"],
            shows_progress=self.cleaned_data["shows_progress"],
        )
        publication_plan.set_publication_terms(case=self.case, by=self.by, terms=terms)

    def _until(self) -> datetime.datetime | None:
        on, at = self.cleaned_data["embargo_on"], self.cleaned_data["embargo_at"] or datetime.time()
        return timezone.make_aware(datetime.datetime.combine(on, at)) if on else None


class ListRecipientForm(ActForm):
    verb = Verb.LIST_RECIPIENT
    intro = "After the family and before the public: for example staff, members, the media team, the commissioner."

    who = forms.CharField(label="Who is told?", max_length=200, help_text="By post or team, not by name.")
    how = forms.CharField(label="How?", required=False, max_length=120)

    def perform(self) -> None:
        publication_plan.list_recipient(case=self.case, by=self.by, **self.cleaned_data)


class RecordRecipientToldForm(ActForm):
    verb = Verb.RECORD_RECIPIENT_TOLD
    needs_subject = True

    on = ExactDateField(label="When were they told?", noun="the date they were told", latest=today)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[RecipientTold]:
        rows: QuerySet[RecipientTold] = RecipientTold.objects.filter(case=case)
        return rows

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, RecipientTold):
            publication_plan.check_not_told_yet(subject)

    @property
    def heading(self) -> str:
        """Who it is about."""
        return f"Record that they were told: {self._recipient.who}"

    @property
    def _recipient(self) -> RecipientTold:
        return cast("RecipientTold", self.subject)

    def perform(self) -> None:
        publication_plan.record_recipient_told(
            case=self.case, by=self.by, recipient=self._recipient, on=self.cleaned_data["on"]
        )


FORMS: tuple[type[ActForm], ...] = (
    AddDateToAvoidForm,
    EndDateToAvoidForm,
    SetPublicationTermsForm,
    ListRecipientForm,
    RecordRecipientToldForm,
)
