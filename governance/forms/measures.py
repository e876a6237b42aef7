"""What do we ask about a measure of performance, and about what a source tells of it for one time?"""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.models import Partnership
from governance.actions import measures as acts
from governance.actions.measures import MeasureFacts, ValueFacts
from governance.forms.agenda import NO_NAMES
from governance.forms.core import GovernanceForm, row_of
from governance.measure_figures import RiseMeans
from governance.models import Measure, MeasureValue
from governance.models.measures import rise_choices
from governance.verbs import GovernanceVerb

MEASURE_NAMES = ("name", "of", "unit", "rise_means", "definition", "shows_small")
VALUE_NAMES = (
    "label", "ends_on", "value", "adjusted", "adjusted_why", "printed_change", "commentary", "source",
)  # fmt: skip


class FigureField(forms.DecimalField):
    """A whole or decimal figure; commas between thousands are taken as such, nothing entered is not stated."""

    def __init__(self, *, label: str, help_text: str) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
        super().__init__(
            label=label, help_text=help_text, required=False, max_digits=16, decimal_places=4, widget=widget
        )

    def clean(self, value: Any) -> Any:
        return super().clean(value.replace(",", "").strip() if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """A figure without noughts that say nothing, else what was entered."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class MeasureForm(GovernanceForm):
    """What is known of a measure."""

    name = forms.CharField(
        label="What is measured?", max_length=200, help_text="For example, people killed or seriously injured."
    )
    of = forms.CharField(
        label="Of which area or group?",
        max_length=200,
        required=False,
        help_text="For example, Kent and Medway, or car users.",
    )
    unit = forms.CharField(
        label="In which unit?", max_length=60, required=False, help_text="For example, people or per cent."
    )
    rise_means = forms.ChoiceField(label="What does a rise mean?", choices=rise_choices, widget=forms.RadioSelect)
    definition = forms.CharField(
        label="How is it counted?",
        required=False,
        help_text="Say since when, where the way of counting has changed.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shows_small = forms.BooleanField(
        label="Values from 1 to 4 may be printed in papers for everybody",
        required=False,
        help_text="Only for rates and per cents, or where the figures are public already.",
    )

    def facts(self) -> MeasureFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in MEASURE_NAMES}
        return MeasureFacts(**{**answers, "rise_means": RiseMeans(answers["rise_means"])})


class AddMeasureForm(MeasureForm):
    """A new measure."""

    verb = GovernanceVerb.ADD_MEASURE

    def prepare(self) -> None:
        """A rise says nothing by itself until somebody says so."""
        self.fields["rise_means"].initial = RiseMeans.NEITHER

    def perform(self) -> Measure:
        return acts.add_measure(partnership=self.partnership, by=self.by, facts=self.facts())


class AboutMeasureForm(GovernanceForm):
    """A form about one measure of the partnership."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return Measure.objects.filter(partnership=partnership).select_related("partnership")

    @property
    def row(self) -> Measure:
        """The measure the form is about."""
        return row_of(self, Measure)


class ChangeMeasureForm(AboutMeasureForm, MeasureForm):
    """What has changed about a measure."""

    verb = GovernanceVerb.CHANGE_MEASURE

    reason = ReasonField(help_text="Kept in the history with your name.")

    def prepare(self) -> None:
        """Begin with what is known."""
        self.begin_with(self.row, MEASURE_NAMES)

    def perform(self) -> Measure:
        return acts.change_measure(measure=self.row, by=self.by, facts=self.facts(), reason=self.cleaned_data["reason"])


class ValueForm(GovernanceForm):
    """What a source tells of a measure for one time."""

    label = forms.CharField(label="For which time?", max_length=60, help_text="For example, 2013/14.")
    ends_on = ExactDateField(
        label="Last day of that time",
        noun="the last day of that time",
        latest=today,
        help_text="Times follow each other by this day. For a figure of one day, enter the day.",
    )
    value = FigureField(label="Figure", help_text="Leave it empty where none is stated. Nil is 0.")
    printed_change = forms.CharField(
        label="Change as the source prints it",
        max_length=60,
        required=False,
        help_text="For example, -18%. It is kept as printed.",
    )
    adjusted = FigureField(label="Adjusted figure", help_text="For example, with offences of one kind left out.")
    adjusted_why = forms.CharField(
        label="Why was it adjusted?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    commentary = forms.CharField(
        label="What must be known to read it rightly?",
        required=False,
        help_text=f"For example, that a rise is not always bad. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(label="Source", max_length=200, help_text="The paper or minute, with its day.")

    def facts(self) -> ValueFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in VALUE_NAMES}
        return ValueFacts(**answers)


class RecordValueForm(AboutMeasureForm, ValueForm):
    """The value of a time."""

    verb = GovernanceVerb.RECORD_MEASURE_VALUE

    def perform(self) -> Measure:
        acts.record_measure_value(measure=self.row, by=self.by, facts=self.facts())
        return self.row


class CorrectValueForm(ValueForm):
    """What was wrong about the value of a time."""

    verb = GovernanceVerb.CORRECT_MEASURE_VALUE
    needs_subject = True

    reason = ReasonField(help_text="Kept in the history with your name and the earlier figure.")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return MeasureValue.objects.filter(measure__partnership=partnership).select_related("measure__partnership")

    def prepare(self) -> None:
        """Begin with what is recorded."""
        self.begin_with(row_of(self, MeasureValue), VALUE_NAMES)

    def perform(self) -> Measure:
        row = row_of(self, MeasureValue)
        acts.correct_measure_value(row=row, by=self.by, facts=self.facts(), reason=self.cleaned_data["reason"])
        return row.measure


FORMS = (AddMeasureForm, ChangeMeasureForm, RecordValueForm, CorrectValueForm)
