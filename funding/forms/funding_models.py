"""What do we ask about a version of a funding model? Its rules are edited on a page of their own."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_choices, offer_rows
from dhr_cases.models import Organisation, Partnership
from funding.actions import funding_models as acts
from funding.actions.funding_models import ModelDraft, draft_of
from funding.forms.core import FundingForm
from funding.forms.grant_fields import subject_of
from funding.forms.requests import bodies_in
from funding.models import FundingModel, ModelVersion
from funding.proposed_shares import parties_of
from funding.terms import MODEL_BASES, PART_YEARS, ModelBasis, PartYear, VersionState
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of

REASON = "Why this version, for whoever reads it in later years."
YEARS_BEFORE, YEARS_AFTER = 6, 6


def offered_years(chosen: int) -> list[tuple[int, str]]:
    """Years a version may begin in, the one chosen among them."""
    present = year_of(timezone.localdate()).start
    starts = {*range(present - YEARS_BEFORE, present + YEARS_AFTER), chosen}
    return [(start, FinancialYear(start).label) for start in sorted(starts)]


class DraftModelForm(FundingForm):
    """A new version, begun as a copy of the one before."""

    verb = FundingVerb.DRAFT_MODEL
    intro = (
        "A new version begins as a copy of the latest one. Change its partners and rules afterwards; it counts for "
        "nothing until somebody else brings it into force."
    )

    model = forms.ModelChoiceField(
        label="Which model?", queryset=FundingModel.objects.none(), empty_label="A new model", required=False
    )
    name = forms.CharField(label="Name of a new model", max_length=120, required=False)
    covers = forms.CharField(
        label="What a new model pays for", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_year = forms.TypedChoiceField(label="First year", coerce=int)
    why = ReasonField(help_text=REASON)

    def prepare(self) -> None:
        """Models of the partnership, and years."""
        offer_rows(self, "model", FundingModel.objects.filter(partnership=self.partnership))
        offer_choices(self, "first_year", offered_years(self.year.start))
        self.fields["first_year"].initial = self.year.start

    def clean(self) -> dict[str, Any]:
        """A new model needs a name."""
        answers = super().clean() or self.cleaned_data
        if not answers.get("model") and not answers.get("name"):
            self.add_error("name", "Choose a model, or enter the name of a new one")
        return answers

    def perform(self) -> ModelVersion:
        said = self.cleaned_data
        model: FundingModel | None = said["model"]
        last = model.versions.order_by("-number").first() if model else None
        first: dict[str, Any] = {"first_year": said["first_year"], "why": said["why"]}
        draft = draft_of(last, **first, meeting="", met_on=None, minute="") if last else ModelDraft(**first)
        return acts.draft_model(
            partnership=self.partnership, by=self.by, name=model.name if model else said["name"], draft=draft,
            covers=said["covers"],
        )  # fmt: skip


class VersionForm(FundingForm):
    """A form about one draft; it may begin in another year than the page's."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        rows = ModelVersion.objects.filter(model__partnership=partnership, state=VersionState.DRAFT)
        return rows.select_related("model__partnership", "underwriter")

    @property
    def version(self) -> ModelVersion:
        """The version the form is about."""
        return subject_of(self, ModelVersion)


class ChangeModelForm(VersionForm):
    """Who is party to a draft, and on which terms."""

    verb = FundingVerb.CHANGE_MODEL
    fieldsets = [
        ("Terms", ["first_year", "basis", "part_year", "underwriter"]),
        ("Partners", ["parties"]),
        ("Where it was agreed", ["meeting", "met_on", "minute", "why"]),
    ]

    first_year = forms.TypedChoiceField(label="First year", coerce=int)
    basis = forms.TypedChoiceField(
        label="What are the rules applied to?", choices=list(MODEL_BASES.items()), coerce=ModelBasis,
        widget=forms.RadioSelect,
    )  # fmt: skip
    part_year = forms.TypedChoiceField(
        label="How is a year shared in which a body ends?", choices=list(PART_YEARS.items()), coerce=PartYear,
        widget=forms.RadioSelect,
    )  # fmt: skip
    underwriter = forms.ModelChoiceField(
        label="Who carries what is left?", queryset=Organisation.objects.none(), empty_label="Nobody", required=False,
        help_text="Its exposure is shown apart from its own share.",
    )  # fmt: skip
    parties = forms.ModelMultipleChoiceField(
        label="Which bodies are party to it?", queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    meeting = forms.CharField(label="Meeting", max_length=200, required=False)
    met_on = ExactDateField(label="Day of the meeting", noun="the day of the meeting", required=False, latest=today)
    minute = forms.CharField(label="Minute number", max_length=40, required=False)
    why = ReasonField(help_text=REASON)

    def prepare(self) -> None:
        """Begin with what the draft says."""
        version, own = self.version, parties_of(self.version)
        bodies = bodies_in(FinancialYear(version.first_year)) | Organisation.objects.filter(
            pk__in=[body.pk for body in own]
        )
        offer_choices(self, "first_year", offered_years(version.first_year))
        offer_rows(self, "underwriter", bodies)
        offer_rows(self, "parties", bodies)
        for name in ("first_year", "basis", "part_year", "underwriter", "meeting", "met_on", "minute"):
            self.fields[name].initial = getattr(version, name)
        self.fields["parties"].initial = [body.pk for body in own]
        self.fields["why"].initial = version.reason

    def perform(self) -> None:
        said = {**self.cleaned_data, "parties": self._in_order()}
        acts.change_model(version=self.version, by=self.by, draft=draft_of(self.version, **said))

    def _in_order(self) -> list[Organisation]:
        """Partners kept in the order they had, new ones after them by name."""
        chosen = {body.pk: body for body in self.cleaned_data["parties"]}
        kept = [chosen.pop(body.pk) for body in parties_of(self.version) if body.pk in chosen]
        return [*kept, *chosen.values()]


class AdoptModelForm(VersionForm):
    """A draft comes into force."""

    verb = FundingVerb.ADOPT_MODEL
    is_grave = True

    reason = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        """Say what it replaces."""
        first = FinancialYear(self.version.first_year)
        vars(self)["intro"] = (
            f"Its rules hold from {first.label} on and are not edited any more. The version before ends with "
            f"{first.previous.label}; years that are over keep the rules they had."
        )

    def perform(self) -> None:
        acts.adopt_model(version=self.version, by=self.by, reason=self.cleaned_data["reason"])


FORMS = (DraftModelForm, ChangeModelForm, AdoptModelForm)
