"""What is an empty installation asked before it can be used?"""

from typing import Any

from django import forms
from django.utils.text import slugify

from dhr_cases.actions.accounts import AccountDetails, check_password_is_strong
from dhr_cases.actions.setting_up import FirstPerson, PartnershipFacts, set_up
from dhr_cases.errors import Incomplete
from dhr_cases.forms.fields import LONGEST_EMAIL
from dhr_cases.models import Partnership, User

TWELVE = "At least 12 characters. Three words that do not belong together are easy to keep."


def _password(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False)


class SetUpForm(forms.Form):
    """The partnership, its first administrator and its first coordinator."""

    fieldsets = (
        (
            "The partnership",
            ["name", "code", "label_shown", "contact_email", "contact_telephone", "has_kent_and_medway"],
        ),
        ("The first administrator", [f"administrator_{part}" for part in ("name", "email", "password", "again")]),
        ("The first coordinator", [f"coordinator_{part}" for part in ("name", "email", "password", "again")]),
    )

    name = forms.CharField(label="Name of the partnership", max_length=200)
    code = forms.SlugField(
        label="Short code",
        max_length=20,
        help_text="Begins every reference: kent gives KENT-2026-001. No names of people.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    label_shown = forms.ChoiceField(
        label="What is a review called here?",
        choices=[
            ("DHR", "Domestic Homicide Review (DHR)"),
            ("DARDR", "Domestic Abuse Related Death Review (DARDR)"),
        ],
        initial="DHR",
        widget=forms.RadioSelect,
        help_text="Only the words on screen. Which law a review falls under is decided review by review.",
    )
    contact_email = forms.EmailField(label="Shared mailbox", max_length=LONGEST_EMAIL)
    contact_telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    has_kent_and_medway = forms.BooleanField(
        label="Load the public bodies of Kent and Medway", required=False, initial=True
    )
    administrator_name = forms.CharField(label="Name of the administrator", max_length=200)
    administrator_email = forms.EmailField(label="E-mail address of the administrator", max_length=LONGEST_EMAIL)
    administrator_password = _password("Password of the administrator", TWELVE)
    administrator_again = _password("The administrator's password again")
    coordinator_name = forms.CharField(label="Name of the coordinator", max_length=200)
    coordinator_email = forms.EmailField(
        label="E-mail address of the coordinator",
        help_text="Not that of the administrator, who sees no case.",
        max_length=LONGEST_EMAIL,
    )
    coordinator_password = _password("Password of the coordinator", TWELVE)
    coordinator_again = _password("The coordinator's password again")

    def clean(self) -> dict[str, Any]:
        """Passwords are strong and typed twice alike, and the two people have two accounts."""
        answers = super().clean() or self.cleaned_data
        for part in ("administrator", "coordinator"):
            self._check_password(part, answers)
        if _is_one_account(answers.get("administrator_email"), answers.get("coordinator_email")):
            self.add_error("coordinator_email", "The administrator sees no case: give the coordinator another account")
        return answers

    def _check_password(self, part: str, answers: dict[str, Any]) -> None:
        password = answers.get(f"{part}_password")
        if not password:
            return
        account = User(email=answers.get(f"{part}_email", ""), full_name=answers.get(f"{part}_name", ""))
        try:
            check_password_is_strong(password, account)
        except Incomplete as refusal:
            self.add_error(f"{part}_password", list(refusal.missing))
        if answers.get(f"{part}_again") not in (None, password):
            self.add_error(f"{part}_again", "The two passwords differ")

    def clean_code(self) -> str:
        """The code in small letters."""
        return slugify(str(self.cleaned_data["code"]))

    def perform(self) -> Partnership:
        """Set the installation up; may raise a ReviewError."""
        answers = self.cleaned_data
        facts = {field: answers[field] for field in self.fieldsets[0][1]}
        return set_up(
            partnership=PartnershipFacts(**facts),
            administrator=self._person("administrator"),
            coordinator=self._person("coordinator"),
        )

    def _person(self, part: str) -> FirstPerson:
        answers = self.cleaned_data
        details = AccountDetails(email=answers[f"{part}_email"], full_name=answers[f"{part}_name"])
        return FirstPerson(details, answers[f"{part}_password"])


def _is_one_account(one: str | None, other: str | None) -> bool:
    return bool(one and other) and str(one).lower() == str(other).lower()
