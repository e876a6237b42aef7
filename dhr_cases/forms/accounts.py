"""Forms about accounts: made, changed, closed, reopened; people join and leave standing teams."""

from dataclasses import asdict
from typing import Any

from django import forms

from dhr_cases.actions import accounts, memberships
from dhr_cases.actions.accounts import AccountDetails
from dhr_cases.forms.fields import LONGEST_EMAIL, ReasonField
from dhr_cases.forms.filling import hint_choices, offer_choices, offer_rows
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.models import Organisation, Partnership, TeamMembership, User
from dhr_cases.roles import ROLES, Holding, Role

KEPT = "Kept with the account and your name."


def team_roles() -> list[tuple[str, str]]:
    """Roles that are held in a standing team, as choices."""
    return [(role.value, row.label) for role, row in ROLES.items() if row.holding is not Holding.CASE]


class AccountListFilter(forms.Form):
    """What the list of accounts shows only."""

    hides_optional = True

    text = forms.CharField(label="Name or e-mail address", required=False, max_length=200)
    state = forms.ChoiceField(
        label="Account", required=False, choices=[("", "All"), ("active", "Active"), ("closed", "Deactivated")]
    )
    role = forms.ChoiceField(label="Standing team", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "role", [("", "All"), *team_roles()])


class AccountForm(SiteForm):
    """The details of an account."""

    full_name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(
        label="E-mail address", help_text="At work. The person signs in with it.", max_length=LONGEST_EMAIL
    )
    job_title = forms.CharField(label="Job title", max_length=200, required=False)
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)

    def details(self) -> AccountDetails:
        """The details typed."""
        return AccountDetails(**{name: self.cleaned_data[name] for name in asdict(AccountDetails("", ""))})


class MakeAccountForm(AccountForm):
    title = "Make an account"
    intro = "The person is sent an invitation to sign in by a code. No password is sent by e-mail."
    submit_label = "Make the account"
    done = "The account is made and the invitation is on its way. Now join the person to a team, if they need one."

    def perform(self) -> User:
        return accounts.make_account(by=self.by, details=self.details())


class ChangeAccountForm(AccountForm):
    title = "Change the details of an account"
    submit_label = "Change the details"
    done = "The details are changed."

    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        for name in asdict(AccountDetails("", "")):
            self.fields[name].initial = getattr(self.about, name)

    def perform(self) -> None:
        accounts.change_account(
            by=self.by, account=account_of(self), details=self.details(), reason=self.cleaned_data["reason"]
        )


class DeactivateForm(SiteForm):
    title = "Deactivate the account"
    intro = "The person is signed out at once. Tasks they had taken are free again. Their name stays in history."
    submit_label = "Deactivate the account"
    done = "The account is deactivated."
    is_grave = True

    reason = ReasonField(help_text=KEPT)

    def perform(self) -> None:
        accounts.deactivate(by=self.by, account=account_of(self), reason=self.cleaned_data["reason"])


class ReactivateForm(SiteForm):
    title = "Reactivate the account"
    intro = "The person can sign in again, with the roles that have not ended meanwhile."
    submit_label = "Reactivate the account"
    done = "The account is active."

    reason = ReasonField(help_text=KEPT)

    def perform(self) -> None:
        accounts.reactivate(by=self.by, account=account_of(self), reason=self.cleaned_data["reason"])


class InviteAgainForm(SiteForm):
    title = "Send the invitation again"
    submit_label = "Send the invitation"
    done = "The invitation is on its way."

    def perform(self) -> None:
        accounts.invite_again(by=self.by, account=account_of(self))


class JoinTeamForm(SiteForm):
    title = "Join a standing team"
    intro = "A team's people work on every case of its partnership, as far as their role sees."
    submit_label = "Join the team"
    done = "The person has joined the team."

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    partnership = forms.ModelChoiceField(Partnership.objects.none(), label="Partnership")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation they come from", required=False
    )
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        offer_choices(self, "role", team_roles())
        hint_choices(self, "role", {key.value: row.held_by for key, row in ROLES.items()})
        offer_rows(self, "partnership", Partnership.objects.all())
        self.fields["partnership"].initial = Partnership.objects.filter(is_home=True).first()
        offer_rows(self, "organisation", Organisation.objects.all())

    def clean(self) -> dict[str, Any]:
        """A role that speaks for an organisation names it."""
        answers = super().clean() or self.cleaned_data
        role = answers.get("role")
        if role and ROLES[Role(role)].needs_organisation and answers.get("organisation") is None:
            self.add_error("organisation", f"Select the organisation the {ROLES[Role(role)].label.lower()} comes from")
        return answers

    def perform(self) -> None:
        answers = {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}
        memberships.join_team(by=self.by, to=account_of(self), **answers)


class LeaveTeamForm(SiteForm):
    title = "Leave the team"
    intro = "The person loses what the team's role allows with their next request."
    submit_label = "End the membership"
    done = "The membership has ended."
    is_grave = True

    reason = ReasonField(help_text=KEPT)

    def perform(self) -> None:
        if not isinstance(self.about, TeamMembership):
            raise TypeError("This form is about a team membership.")
        memberships.leave_team(by=self.by, membership=self.about, reason=self.cleaned_data["reason"])


class OwnAccountForm(SiteForm):
    title = "Daily e-mail"
    intro = "One message a working day that says how many tasks wait, and nothing about any case."
    submit_label = "Save my choice"
    done = "Your choice is saved."

    wants_digest = forms.BooleanField(label="Send me the daily e-mail", required=False)

    def prepare(self) -> None:
        self.fields["wants_digest"].initial = self.by.wants_digest

    def perform(self) -> None:
        accounts.choose_digest(account=self.by, wants_digest=self.cleaned_data["wants_digest"])


def account_of(form: SiteForm) -> User:
    """The account the form is about."""
    if not isinstance(form.about, User):
        raise TypeError("This form is about an account.")
    return form.about
