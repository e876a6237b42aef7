"""What do we ask about a body that meets, and about who sits on it?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Partnership
from governance.actions import bodies as acts
from governance.actions.bodies import BodyFacts
from governance.forms.core import GovernanceForm, bodies_alive, row_of
from governance.meeting_terms import BodyKind, MemberRole
from governance.models import BodyMember, GoverningBody
from governance.models.bodies import body_kind_choices, member_role_choices
from governance.verbs import GovernanceVerb

NAMES = (
    "name", "short_name", "kind", "purpose", "remit", "reports_to", "sits_as", "first_minute", "paper_days", "contact",
    "terms_approved_on", "starts_on", "ends_on",
)  # fmt: skip
LARGEST = 100_000


class BodyForm(GovernanceForm):
    """What is known of a body."""

    fieldsets = [
        ("The body", ["name", "short_name", "kind", "purpose", "remit"]),
        ("Its place", ["reports_to", "sits_as", "terms_approved_on", "starts_on", "ends_on"]),
        ("Its meetings", ["first_minute", "paper_days", "contact"]),
    ]

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=60, required=False)
    kind = forms.ChoiceField(label="What sort of body is it?", choices=body_kind_choices, widget=forms.RadioSelect)
    purpose = forms.CharField(label="What is it for?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    remit = forms.CharField(
        label="What does it do for that?",
        required=False,
        help_text="Its tasks, as its terms of reference name them.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reports_to = forms.ModelChoiceField(
        label="To which body does it report?",
        queryset=GoverningBody.objects.none(),
        required=False,
        empty_label="To none here",
    )
    sits_as = forms.CharField(
        label="Does it also sit as another body?",
        max_length=200,
        required=False,
        help_text="For example, a scrutiny committee that sits as the Crime and Disorder Committee.",
    )
    first_minute = forms.IntegerField(
        label="With which minute number do its minutes begin here?",
        min_value=1,
        max_value=LARGEST,
        initial=1,
        help_text="One after the last number in your minute book.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    paper_days = forms.IntegerField(
        label="How many days before a meeting are papers due?",
        min_value=0,
        max_value=90,
        initial=7,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    contact = forms.CharField(
        label="Whom may members write to about papers?",
        max_length=200,
        required=False,
        help_text="A shared mailbox or a post, not a person.",
    )
    terms_approved_on = ExactDateField(
        label="When were its terms of reference approved last?",
        noun="the day of approval",
        required=False,
        latest=today,
    )
    starts_on = ExactDateField(label="Since when does it exist?", noun="the first day", required=False)
    ends_on = ExactDateField(label="Last day, if it has ended", noun="the last day", required=False)

    def facts(self) -> BodyFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in NAMES}
        return BodyFacts(**{**answers, "kind": BodyKind(answers["kind"])})


class SetUpBodyForm(BodyForm):
    """A new body."""

    verb = GovernanceVerb.SET_UP_BODY

    def prepare(self) -> None:
        """Offer the bodies it may report to."""
        offer_rows(self, "reports_to", GoverningBody.objects.filter(partnership=self.partnership))
        self.fields["kind"].initial = BodyKind.PARTNERSHIP

    def perform(self) -> GoverningBody:
        return acts.set_up_body(partnership=self.partnership, by=self.by, facts=self.facts())


class AboutBodyForm(GovernanceForm):
    """A form about one body of the partnership."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return GoverningBody.objects.filter(partnership=partnership)

    @property
    def row(self) -> GoverningBody:
        """The body the form is about."""
        return row_of(self, GoverningBody)


class ChangeBodyForm(AboutBodyForm, BodyForm):
    """What has changed about a body."""

    verb = GovernanceVerb.CHANGE_BODY
    fieldsets = [*BodyForm.fieldsets, ("The change", ["reason"])]

    reason = ReasonField(help_text="Kept in the history with your name.")

    def prepare(self) -> None:
        """Begin with what is known."""
        others = GoverningBody.objects.filter(partnership=self.partnership).exclude(pk=self.row.pk)
        offer_rows(self, "reports_to", others)
        self.begin_with(self.row, NAMES)

    def perform(self) -> GoverningBody:
        return acts.change_body(body=self.row, by=self.by, facts=self.facts(), reason=self.cleaned_data["reason"])


class AddBodyMemberForm(AboutBodyForm):
    """Who takes a seat."""

    verb = GovernanceVerb.ADD_BODY_MEMBER

    name = forms.CharField(label="Name", max_length=200, help_text="As the minutes are to print it.")
    role = forms.ChoiceField(
        label="Sits as",
        choices=member_role_choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose as what the person sits"},
    )
    post = forms.CharField(label="Post", max_length=200, required=False, help_text="For example, Head of Service.")
    organisation = forms.ModelChoiceField(
        label="For which body?", queryset=bodies_alive(), required=False, empty_label="None on the register"
    )
    starts_on = ExactDateField(label="From", noun="the first day")

    def prepare(self) -> None:
        """A member from today on is what is asked for most."""
        self.fields["role"].initial, self.fields["starts_on"].initial = MemberRole.MEMBER, timezone.localdate()

    def perform(self) -> GoverningBody:
        answers = {**self.cleaned_data, "role": MemberRole(self.cleaned_data["role"])}
        acts.add_body_member(body=self.row, by=self.by, **answers)
        return self.row


class EndBodyMemberForm(GovernanceForm):
    """Who leaves a seat."""

    verb = GovernanceVerb.END_BODY_MEMBER
    needs_subject = True

    ends_on = ExactDateField(label="Last day", noun="the last day", latest=today)
    reason = ReasonField(label="Why", required=False, help_text="Kept in the history with your name.")

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        return BodyMember.objects.filter(body__partnership=partnership).select_related("body")

    def perform(self) -> GoverningBody:
        member = row_of(self, BodyMember)
        acts.end_body_member(member=member, by=self.by, **self.cleaned_data)
        return member.body


FORMS = (SetUpBodyForm, ChangeBodyForm, AddBodyMemberForm, EndBodyMemberForm)
