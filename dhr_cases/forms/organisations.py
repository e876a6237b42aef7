"""Forms about organisations: added, renamed, ended; listed or not in section 9."""

from typing import Any

from django import forms

from dhr_cases.actions import organisations
from dhr_cases.actions.organisations import Body
from dhr_cases.actions.setting_up import existing_bodies
from dhr_cases.forms.fields import LONGEST_EMAIL, Answer, ExactDateField, ReasonField, YesNoUnknownField, today
from dhr_cases.forms.filling import offer_choices
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Organisation, OrganisationKind, SuccessionShape

SOURCE = "Where this is written: an Act, an order, a minute, a web page."


class OrganisationListFilter(forms.Form):
    """What the list of organisations shows only."""

    hides_optional = True

    text = forms.CharField(label="Name, also a former one", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *OrganisationKind.choices])
    exists = forms.ChoiceField(
        label="Exists today", required=False, choices=[("", "All"), ("yes", "Yes"), ("no", "No")]
    )


class OrganisationForm(SiteForm):
    """A change to one organisation."""

    @property
    def body(self) -> Organisation:
        """The organisation that is changed."""
        if not isinstance(self.about, Organisation):
            raise TypeError("This form is about an organisation.")
        return self.about


class AddOrganisationForm(SiteForm):
    title = "Add an organisation"
    submit_label = "Add the organisation"
    done = "The organisation is added."

    name = forms.CharField(label="Full name", max_length=250)
    short_name = forms.CharField(label="Short name", max_length=80, required=False)
    kind = forms.ChoiceField(label="Kind", choices=OrganisationKind.choices, widget=forms.RadioSelect)
    starts_on = ExactDateField(label="Exists from", required=False, noun="the first day")
    contact_email = forms.EmailField(label="Contact e-mail", required=False, max_length=LONGEST_EMAIL)
    section_9 = YesNoUnknownField(label="Is it listed in section 9(4)(a)?")
    is_statutory_partner = forms.BooleanField(label="Responsible authority of the partnership", required=False)
    is_domestic_abuse_specialist = forms.BooleanField(label="Domestic abuse specialist", required=False)
    reason = ReasonField(label="Source", help_text=SOURCE, error_messages={"required": "Enter the source"})

    def perform(self) -> Organisation:
        answers = dict(self.cleaned_data)
        reason, section_9 = answers.pop("reason"), answers.pop("section_9")
        body = Body(**{**answers, "kind": OrganisationKind(answers["kind"])})
        return organisations.add_organisation(
            by=self.by, body=body, is_section_9_body=section_9.as_boolean, reason=reason
        )


class RenameForm(OrganisationForm):
    title = "Record a new name"
    intro = "The name it has now is kept as a former one."
    submit_label = "Record the new name"
    done = "The new name is recorded."

    name = forms.CharField(label="New name", max_length=250)
    until = ExactDateField(label="Last day of the old name", noun="the last day of the old name")
    reason = ReasonField(label="Source", help_text=SOURCE, error_messages={"required": "Enter the source"})

    def perform(self) -> None:
        organisations.rename_organisation(by=self.by, organisation=self.body, **self.cleaned_data)


class SectionNineForm(OrganisationForm):
    title = "Record whether section 9 lists it"
    intro = "Section 9(4)(a) of the Domestic Violence, Crime and Victims Act 2004 names the bodies that must take part."
    submit_label = "Record the status"
    done = "The status is recorded."

    section_9 = forms.TypedChoiceField(
        label="Is it listed?",
        choices=[(Answer.YES.value, "Yes"), (Answer.NO.value, "No")],
        coerce=Answer,
        widget=forms.RadioSelect,
    )
    starts_on = ExactDateField(label="From when?", required=False, noun="the day from which this holds")
    source = ReasonField(label="Source", help_text=SOURCE, error_messages={"required": "Enter the source"})

    def perform(self) -> None:
        organisations.record_section_9(
            by=self.by,
            organisation=self.body,
            is_section_9_body=self.cleaned_data["section_9"] is Answer.YES,
            starts_on=self.cleaned_data["starts_on"],
            source=self.cleaned_data["source"],
        )


class EndOrganisationForm(OrganisationForm):
    title = "Record when it ends and who follows"
    intro = "What it still owes is shown as owed by a body that is gone, until another takes it over."
    submit_label = "Record the end"
    done = "The end is recorded."
    is_grave = True

    ends_on = ExactDateField(label="Last day", noun="the last day")
    successors = forms.TypedMultipleChoiceField(
        label="Who follows?",
        help_text="Leave this empty where nobody follows, or where it is planned and not settled.",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    shape = forms.ChoiceField(
        label="How do its duties pass?",
        choices=SuccessionShape.choices,
        initial=SuccessionShape.ONE_TO_ONE,
        widget=forms.RadioSelect,
    )
    is_planned = forms.BooleanField(label="This is planned and may still change", required=False)
    reason = ReasonField(label="Source", help_text=SOURCE, error_messages={"required": "Enter the source"})

    def prepare(self) -> None:
        self.existing = {body.pk: body for body in existing_bodies() if body != self.about}
        choices = [(pk, str(body)) for pk, body in self.existing.items()]
        offer_choices(self, "successors", choices)

    def clean(self) -> dict[str, Any]:
        """A day to come is a plan."""
        answers = super().clean() or self.cleaned_data
        ends_on = answers.get("ends_on")
        if ends_on and ends_on > today() and not answers.get("is_planned"):
            self.add_error("is_planned", "The last day is to come: tick that this is planned")
        return answers

    def perform(self) -> None:
        answers = {**self.cleaned_data, "shape": SuccessionShape(self.cleaned_data["shape"])}
        answers["successors"] = [self.existing[pk] for pk in answers["successors"]]
        organisations.end_organisation(by=self.by, organisation=self.body, **answers)
