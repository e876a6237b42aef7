"""Forms that give a person a role on a case and end it."""

from datetime import date

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import memberships
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import bodies_today, hint_choices, offer_rows, subject_of
from dhr_cases.models import Case, CaseMembership, Organisation, User
from dhr_cases.roles import ROLES, Holding, Role
from dhr_cases.verbs import Verb

CASE_ROLES = [(role.value, row.label) for role, row in ROLES.items() if row.holding is not Holding.TEAM]


class GrantRoleForm(ActForm):
    verb = Verb.GRANT_ROLE
    intro = "The person needs an account. The administrator makes one for a new e-mail address."
    what_follows = "The person sees the case from now on, as far as the role does."

    email = forms.EmailField(label="E-mail address of the account")
    role = forms.TypedChoiceField(label="Role", choices=CASE_ROLES, coerce=Role, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="For which agency?",
        required=False,
        empty_label="None",
        help_text="Needed for panel members, agency authors and agency contacts.",
    )
    ends_on = ExactDateField(
        label="Last day", required=False, noun="the last day", help_text="Leave empty if it has no end yet."
    )
    reason = ReasonField(required=False)

    def prepare(self) -> None:
        offer_rows(self, "organisation", bodies_today())
        hint_choices(self, "role", {role.value: row.held_by for role, row in ROLES.items()})

    def clean_email(self) -> User:
        """The account that uses the address; names are compared whatever their case."""
        found = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                "No account uses this e-mail address. Ask the administrator to make one.", code="unknown"
            )
        return found

    def clean_ends_on(self) -> date | None:
        """The last day, when a role can still be held on it."""
        last: date | None = self.cleaned_data["ends_on"]
        if last is not None and last < today():
            raise forms.ValidationError("The last day must be today or later", code="early")
        return last

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        memberships.grant_role(case=self.case, by=self.by, to=answers.pop("email"), **answers)


class EndRoleForm(ActForm):
    verb = Verb.END_ROLE
    needs_subject = True
    what_follows = "Access ends with the next page the person asks for, and their open tasks are free again."

    reason = ReasonField(label="Why does it end?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[CaseMembership]:
        return CaseMembership.objects.filter(case=case)

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, CaseMembership):
            memberships.check_role_lasts(subject)

    def perform(self) -> None:
        member = subject_of(self, CaseMembership)
        memberships.end_role(case=self.case, by=self.by, membership=member, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (GrantRoleForm, EndRoleForm)
