"""What do we ask about a resolution, its parts, and the forward plan?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms import fields
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import hint_choices, offer_rows
from dhr_cases.models import Partnership
from dhr_cases.models.partial_dates import PartialDate, Precision
from funding.years import parse_year
from governance.actions import forward_plan, resolutions
from governance.actions.forward_plan import PlanFacts
from governance.actions.resolutions import LimbFacts
from governance.forms.agenda import NO_NAMES, AboutItemForm
from governance.forms.bodies import AboutBodyForm
from governance.forms.core import GovernanceForm, bodies_alive, row_of
from governance.meeting_terms import Access, MeetingState
from governance.models import (
    AgendaItem,
    GoverningBody,
    Meeting,
    PlannedItem,
    Resolution,
    ResolutionLimb,
)
from governance.models.meetings import access_choices, repeat_choices
from governance.models.outcomes import resolution_type_choices
from governance.recurrence import Repeat
from governance.resolution_types import RESOLUTION_TYPES, Need, ResolutionType
from governance.verbs import GovernanceVerb

HINTS = {
    Need.MEETING: "Choose the meeting below.",
    Need.BODY_ASKED: "Choose the body below; the answer is due on the day you enter.",
    Need.DAY: "Enter the day or month below.",
    Need.REPEAT: "Enter how often below.",
}


class MonthField(fields.PartialDateField):
    """A day, or a month with its year; a year alone is too little to plan by."""

    def to_python(self, value: object) -> PartialDate:
        """The day or month. Raises ValidationError for a year alone."""
        due = super().to_python(value)
        if due.precision is Precision.YEAR:
            raise ValidationError("Enter the month as well as the year", code="month")
        return due


class YearField(forms.CharField):
    """A financial year such as 2022/23; None where it is left empty."""

    def clean(self, value: object) -> Any:
        """The year; raises ValidationError for what is none."""
        text = str(super().clean(value)).strip()
        try:
            return parse_year(text) if text else None
        except ValueError as fault:
            raise ValidationError("Enter a financial year such as 2022/23", code="invalid") from fault


def year_field() -> YearField:
    """The year for which a body is asked for money."""
    return YearField(
        label="If it is asked for money: for which financial year?",
        required=False,
        help_text="Such as 2022/23. The request then stands among those of that year too, and is answered there.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )


class LimbForm(GovernanceForm):
    """One limb of a resolution: its type, and what the type needs."""

    kind = forms.ChoiceField(
        label="What did the meeting do?", choices=resolution_type_choices, widget=forms.RadioSelect
    )
    approves = forms.ModelChoiceField(
        label="Whose minutes are approved?", queryset=Meeting.objects.none(), required=False, empty_label="None"
    )
    organisation = forms.ModelChoiceField(
        label="Which body is asked?", queryset=bodies_alive(), required=False, empty_label="None"
    )
    year = year_field()
    due = MonthField(
        label="When is the update or the answer due?",
        noun="the day or month",
        required=False,
        help_text="For an update, month and year are enough.",
    )
    repeat = forms.ChoiceField(
        label="How often does the update come?", choices=repeat_choices, widget=forms.RadioSelect
    )

    def fill(self, item: AgendaItem) -> None:
        """Offer the meetings whose minutes wait for approval, and say what each type needs."""
        waiting = Meeting.objects.filter(body=item.meeting.body, state=MeetingState.DRAFTED, on__lt=item.meeting.on)
        offer_rows(self, "approves", waiting.select_related("body"))
        hint_choices(
            self,
            "kind",
            {
                kind.value: " ".join(HINTS[need] for need in Need if need in row.needs)
                for kind, row in RESOLUTION_TYPES.items()
                if row.needs
            },
        )
        self.fields["kind"].initial, self.fields["repeat"].initial = ResolutionType.NOTE, Repeat.ONCE

    def facts(self, text: str) -> LimbFacts:
        """The answers as the action takes them."""
        answers, due = self.cleaned_data, self.cleaned_data["due"]
        repeat = Repeat(answers["repeat"])
        return LimbFacts(
            kind=ResolutionType(answers["kind"]),
            text=text,
            approves=answers["approves"],
            organisation=answers["organisation"],
            year=answers["year"],
            due_on=due.latest,
            is_month=_is_month(due),
            repeat=None if repeat is Repeat.ONCE else repeat,
        )


def _is_month(due: PartialDate) -> bool:
    return due.precision is not Precision.DAY


class ResolveForm(AboutItemForm, LimbForm):
    """A resolution with its first limb."""

    verb = GovernanceVerb.RESOLVE
    fieldsets = [
        ("The resolution", ["words", "is_lettered"]),
        ("Its first part", ["limb_text", "kind", "approves", "organisation", "year", "due", "repeat"]),
    ]

    words = forms.CharField(
        label="RESOLVED that",
        help_text=f"The words that follow. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what was resolved"},
    )
    is_lettered = forms.BooleanField(
        label="Its parts are printed below it as a list a), b), c)", required=False, help_text="Add the others later."
    )
    limb_text = forms.CharField(
        label="Words of the first part",
        required=False,
        help_text="Leave it empty where the resolution has only one part.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def prepare(self) -> None:
        """What each type needs."""
        self.fill(self.item)

    def perform(self) -> AgendaItem:
        answers = self.cleaned_data
        resolutions.resolve(
            item=self.item,
            by=self.by,
            words=answers["words"],
            limb=self.facts(answers["limb_text"]),
            is_lettered=answers["is_lettered"],
        )
        return self.item


class AddLimbForm(LimbForm):
    """A further limb."""

    verb = GovernanceVerb.ADD_LIMB
    needs_subject = True
    fieldsets = [("The part", ["text", "kind", "approves", "organisation", "year", "due", "repeat"])]

    text = forms.CharField(
        label="Words of this part",
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the words of this part"},
    )

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = Resolution.objects.filter(item__meeting__body__partnership=partnership)
        return rows.select_related("item__meeting__body__partnership")

    def prepare(self) -> None:
        """What each type needs."""
        self.fill(row_of(self, Resolution).item)

    def perform(self) -> AgendaItem:
        resolution = row_of(self, Resolution)
        resolutions.add_limb(resolution=resolution, by=self.by, limb=self.facts(self.cleaned_data["text"]))
        return resolution.item


class CloseLimbForm(GovernanceForm):
    """What became of an open limb."""

    verb = GovernanceVerb.CLOSE_LIMB
    needs_subject = True

    on = ExactDateField(label="Day", noun="the day", latest=today)
    how = forms.CharField(label="What became of it?", widget=forms.Textarea(attrs={"rows": 4}))

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = ResolutionLimb.objects.filter(resolution__item__meeting__body__partnership=partnership)
        return rows.select_related("resolution__item__meeting__body__partnership")

    def prepare(self) -> None:
        """Say what is owed."""
        limb = row_of(self, ResolutionLimb)
        owed = RESOLUTION_TYPES[limb.type].owed
        self.fields["on"].initial, self.fields["how"].help_text = timezone.localdate(), owed and f"{owed}."

    def perform(self) -> AgendaItem:
        limb = row_of(self, ResolutionLimb)
        resolutions.close_limb(limb=limb, by=self.by, **self.cleaned_data)
        return limb.resolution.item


class PlanItemForm(AboutBodyForm):
    """What a body will take."""

    verb = GovernanceVerb.PLAN_ITEM

    item_title = forms.CharField(label="What is to be taken?", max_length=200, help_text=NO_NAMES)
    due = MonthField(label="When first?", noun="the day or month", help_text="Month and year are enough.")
    repeat = forms.ChoiceField(label="How often?", choices=repeat_choices, widget=forms.RadioSelect)
    presenters = forms.CharField(label="Presented by", max_length=300, required=False)
    access = forms.ChoiceField(label="Who may read it?", choices=access_choices, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Once, and for all to read, most of the time."""
        self.fields["repeat"].initial, self.fields["access"].initial = Repeat.ONCE, Access.PUBLIC

    def perform(self) -> GoverningBody:
        answers, due = self.cleaned_data, self.cleaned_data["due"]
        facts = PlanFacts(
            title=answers["item_title"],
            due_on=due.latest,
            is_month=_is_month(due),
            repeat=Repeat(answers["repeat"]),
            presenters=answers["presenters"],
            access=Access(answers["access"]),
            origin=f"Added by the office on {timezone.localdate():%-d %B %Y}",
        )
        forward_plan.plan_item(body=self.row, by=self.by, facts=facts)
        return self.row


class EndPlannedItemForm(GovernanceForm):
    """Why something comes off the plan."""

    verb = GovernanceVerb.END_PLANNED_ITEM
    needs_subject = True
    is_grave = True

    reason = ReasonField(help_text="Kept in the history, and written to the resolution that put it there.")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return PlannedItem.objects.filter(body__partnership=partnership).select_related("body__partnership")

    def perform(self) -> GoverningBody:
        planned = row_of(self, PlannedItem)
        forward_plan.end_planned_item(planned=planned, by=self.by, reason=self.cleaned_data["reason"])
        return planned.body


FORMS = (ResolveForm, AddLimbForm, CloseLimbForm, PlanItemForm, EndPlannedItemForm)
