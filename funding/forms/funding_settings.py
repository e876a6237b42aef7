"""Forms about what a partnership sets about its money."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Partnership, User
from funding.actions import funding_settings as actions
from funding.actions.funding_settings import Terms
from funding.forms.core import WHY, FundingForm
from funding.models import ComplexityBand, FundingSettings, Nominee
from funding.papers.invoice_data.layout import DATE_FORMS, FIELDS, FIXED, SHIPPED, USUAL_DATES, faults_of
from funding.terms import SIGHTS, Sight
from funding.verbs import FundingVerb
from funding.years import FinancialYear

SEPARATOR = "|"


class ChangeSettingsForm(FundingForm):
    verb = FundingVerb.CHANGE_SETTINGS

    sight = forms.ChoiceField(label="What does a partner see?", choices=list(SIGHTS.items()), widget=forms.RadioSelect)
    average_cost_pence = MoneyField(
        label="Average cost of a review here", required=False, help_text="Leave empty when it is not known."
    )
    average_cost_source = forms.CharField(label="Where does that figure come from?", max_length=300, required=False)
    answer_days = forms.IntegerField(label="Days a partner has to answer", min_value=1, max_value=365)
    payment_days = forms.IntegerField(label="Days a partner has to pay an invoice", min_value=1, max_value=365)
    reason = ReasonField(help_text=WHY)

    def prepare(self) -> None:
        held = FundingSettings.objects.filter(partnership=self.partnership).first() or FundingSettings()
        for name in Terms.__dataclass_fields__:
            self.fields[name].initial = getattr(held, name)

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        reason = answers.pop("reason")
        answers["sight"] = Sight(answers["sight"])
        actions.change_settings(partnership=self.partnership, by=self.by, terms=Terms(**answers), reason=reason)


class ChangeColumnsForm(FundingForm):
    verb = FundingVerb.CHANGE_COLUMNS
    intro = "The file with which invoices go to the finance system. One column a line."

    columns = forms.CharField(label="Columns", widget=forms.Textarea(attrs={"rows": 12}), required=False)
    reason = ReasonField(help_text=WHY)

    def prepare(self) -> None:
        held = FundingSettings.objects.filter(partnership=self.partnership).first()
        self.fields["columns"].help_text = (
            f"Heading {SEPARATOR} field, and for a day {SEPARATOR} how it is written, such as "
            f"“Due date {SEPARATOR} due_on {SEPARATOR} {USUAL_DATES}”. Leave empty for the usual columns."
        )
        self.fields["columns"].initial = as_text(held.invoice_columns if held else ())

    def aside(self) -> dict[str, object]:
        """The fields there are."""
        rows = [{"label": name, "value": field.label} for name, field in FIELDS.items()]
        rows.append({"label": f"{FIXED}words", "value": "The same words in every row"})
        return {"heading": "Fields", "texts": [f"Days are written {', '.join(DATE_FORMS)}."], "rows": rows}

    def clean_columns(self) -> list[dict[str, str]]:
        """The columns; each that cannot be used is said beside the box."""
        columns = from_text(self.cleaned_data["columns"])
        faults = faults_of(columns)
        if faults:
            raise forms.ValidationError(list(faults))
        return columns

    def perform(self) -> None:
        actions.change_columns(partnership=self.partnership, by=self.by, **self.cleaned_data)


def as_text(columns: Iterable[Mapping[str, str]]) -> str:
    """Stored columns as a person types them; the usual ones where none are stored."""
    usual = [{"heading": column.heading, "field": column.field, "dates": column.dates} for column in SHIPPED]
    return "\n".join(f" {SEPARATOR} ".join(_parts(column)) for column in (list(columns) or usual))


def _parts(column: Mapping[str, str]) -> list[str]:
    dates = column.get("dates", USUAL_DATES)
    return [column["heading"], column["field"], *([dates] if dates != USUAL_DATES else [])]


def from_text(text: str) -> list[dict[str, str]]:
    """Typed lines as columns to be stored; what is wrong with one is said by the action."""
    lines = [[part.strip() for part in line.split(SEPARATOR)] for line in text.splitlines() if line.strip()]
    return [_column(parts) for parts in lines]


def _column(parts: Sequence[str]) -> dict[str, str]:
    """A column to be stored; an empty one for a line of more parts than a column has."""
    names = ("heading", "field", "dates")
    return dict(zip(names, parts, strict=False)) if len(parts) <= len(names) else {}


class AddBandForm(FundingForm):
    verb = FundingVerb.ADD_BAND
    intro = "A local grade of review and what it costs unless something else is known."

    name = forms.CharField(label="Name of the band", max_length=80)
    cost_pence = MoneyField(label="Default cost")
    source = forms.CharField(label="Where does that figure come from?", max_length=300)

    def perform(self) -> ComplexityBand:
        return actions.add_band(partnership=self.partnership, by=self.by, **self.cleaned_data)


class ChangeBandForm(FundingForm):
    verb = FundingVerb.CHANGE_BAND
    needs_subject = True
    intro = "Costs already added keep their forecast."

    cost_pence = MoneyField(label="Default cost")
    source = forms.CharField(label="Where does that figure come from?", max_length=300)
    reason = ReasonField(help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        return ComplexityBand.objects.filter(partnership=partnership)

    @property
    def band(self) -> ComplexityBand:
        """The band."""
        if not isinstance(self.about, ComplexityBand):
            raise TypeError("This form is about a band.")
        return self.about

    def prepare(self) -> None:
        self.fields["cost_pence"].initial, self.fields["source"].initial = self.band.cost_pence, self.band.source

    def perform(self) -> None:
        actions.change_band(band=self.band, by=self.by, **self.cleaned_data)


class NameNomineeForm(FundingForm):
    verb = FundingVerb.NAME_NOMINEE
    intro = "Only the chair names one. A nominee approves in the chair's place, never what the nominee put forward."

    user = forms.ModelChoiceField(User.objects.none(), label="Who?", empty_label=None, widget=forms.RadioSelect)
    starts_on = ExactDateField(label="From", noun="the first day")
    ends_on = ExactDateField(label="Last day", noun="the last day", required=False)
    reason = ReasonField(help_text=WHY)

    def prepare(self) -> None:
        offer_rows(self, "user", actions.may_be_named(self.partnership))

    def perform(self) -> Nominee:
        return actions.name_nominee(partnership=self.partnership, by=self.by, **self.cleaned_data)


class EndNomineeForm(FundingForm):
    verb = FundingVerb.END_NOMINEE
    needs_subject = True

    ends_on = ExactDateField(label="Last day", noun="the last day")
    reason = ReasonField(help_text=WHY)

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        not_over = Q(ends_on=None) | Q(ends_on__gte=today())
        return Nominee.objects.filter(not_over, partnership=partnership).select_related("user")

    @property
    def nominee(self) -> Nominee:
        """The nomination."""
        if not isinstance(self.about, Nominee):
            raise TypeError("This form is about a nomination.")
        return self.about

    def perform(self) -> None:
        actions.end_nominee(nominee=self.nominee, by=self.by, **self.cleaned_data)


FORMS: tuple[type[FundingForm], ...] = (
    ChangeSettingsForm,
    ChangeColumnsForm,
    AddBandForm,
    ChangeBandForm,
    NameNomineeForm,
    EndNomineeForm,
)
