"""What does a referral say? The form that opens a case; dates may be partial."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.forms.acts import in_words
from dhr_cases.forms.fields import PartialDateField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Case, DeathType, Partnership, PlaceType, User
from dhr_cases.models.partial_dates import PartialDate, Precision
from dhr_cases.permissions import team_memberships
from dhr_cases.queries import visible_to
from dhr_cases.roles import ROLES, SitePermission


def partnerships_for(user: User) -> QuerySet[Partnership]:
    """Partnerships for which the person may open a case, through a standing team."""
    roles = [role.value for role, row in ROLES.items() if SitePermission.CREATE_CASE in row.on_site]
    teams = team_memberships(user).filter(team__role__in=roles)
    found: QuerySet[Partnership] = Partnership.objects.filter(pk__in=teams.values("team__partnership"))
    return found


def offer_partnerships(form: forms.Form, user: User) -> None:
    """Let a form choose among the person's partnerships; the only one there is, is chosen already."""
    allowed = partnerships_for(user)
    offer_rows(form, "partnership", allowed)
    if len(allowed) == 1:
        form.fields["partnership"].initial = allowed[0].pk


def same_month(user: User, partnership: Partnership, death: PartialDate) -> QuerySet[Case]:
    """Cases the person sees of the partnership whose death can be of the same month; none for an unknown date."""
    cases: QuerySet[Case] = visible_to(user).filter(lead_csp=partnership)
    if not death.is_known:
        return cases.none()
    year = death.iso[:4]
    if death.precision is Precision.YEAR:
        return cases.filter(death_date__startswith=year)
    return cases.filter(Q(death_date__startswith=death.iso[:7]) | Q(death_date__exact=year))


class NewCaseForm(forms.Form):
    """A referral. ``token`` makes the form good for one case only."""

    fieldsets = [
        ("Who referred", ["partnership", "referred_by", "route", "referred_on", "aware_on"]),
        ("The death", ["death_date", "death_type", "death_place_type", "has_multiple_deaths"]),
        ("How the case is shown", ["pseudonym", "successor_of_csp"]),
    ]  # fmt: skip

    token = forms.CharField(widget=forms.HiddenInput)
    partnership = forms.ModelChoiceField(Partnership.objects.none(), label="Partnership")
    referred_by = forms.CharField(
        label="Who referred the death?", max_length=200, help_text="The agency, for example the police force. No names."
    )
    route = forms.CharField(
        label="Route of the referral", max_length=200, required=False, help_text="For example: written notification."
    )
    referred_on = PartialDateField(
        label="When was it referred?", noun="the date of the referral", latest=today,
        help_text="The day may be left empty if it is not known.",
    )  # fmt: skip
    aware_on = PartialDateField(
        label="When did the partnership chair become aware?", noun="the date the chair became aware", latest=today,
        required=False, help_text="The month to decide runs from this day.",
    )  # fmt: skip
    death_date = PartialDateField(
        label="When did the person die?", noun="the date of death", latest=today, required=False,
        help_text="The month and year, or the year alone, are enough.",
    )  # fmt: skip
    death_type = forms.ChoiceField(label="Type of death", choices=DeathType, required=False)
    death_place_type = forms.ChoiceField(label="Type of place", choices=PlaceType, required=False)
    has_multiple_deaths = forms.BooleanField(label="More than one person died", required=False)
    pseudonym = forms.CharField(
        label="Pseudonym", max_length=60, required=False, help_text="Never the real name. The family may choose later."
    )
    successor_of_csp = forms.CharField(
        label="Partnership that held it before", max_length=200, required=False,
        help_text="Only if the case comes from a partnership that no longer exists.",
    )  # fmt: skip
    is_another_death = forms.BooleanField(
        label="This referral is about another death", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        self.duplicates: list[Case] = []
        super().__init__(*args, **kwargs)
        offer_partnerships(self, by)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        partnership, death = answers.get("partnership"), answers.get("death_date")
        if partnership and death:
            self.duplicates = list(same_month(self.by, partnership, death))
        if self.duplicates:
            self._ask_about_duplicates(bool(answers.get("is_another_death")))
        return answers

    def _ask_about_duplicates(self, is_another: bool) -> None:
        self.fields["is_another_death"].widget = forms.CheckboxInput()
        if not is_another:
            listed = ", ".join(case.reference for case in self.duplicates)
            self.add_error(
                "is_another_death",
                f"A case with a death in the same month is already there: {listed}. "
                "Confirm that this referral is about another death",
            )

    def answers(self) -> list[dict[str, str]]:
        """Label and answer in words, for the check-your-answers page."""
        return [{"label": str(bound.label), "value": in_words(bound)} for bound in self.visible_fields()]

    def referral(self) -> Referral:
        """The answers as the action takes them."""
        answers = {
            name: answer for name, answer in self.cleaned_data.items() if name not in ("token", "is_another_death")
        }
        aware_on = answers.pop("aware_on")
        return Referral(**answers, aware_on=aware_on if aware_on.is_known else None)

    def perform(self) -> Case:
        """Open the case; may raise a ReviewError."""
        return refer_death(by=self.by, referral=self.referral())
