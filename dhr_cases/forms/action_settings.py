"""The form by which a partnership says how it follows its action plans."""

from django import forms

from dhr_cases.action_queries import terms_of
from dhr_cases.actions.action_settings import MOST_DAYS, MOST_MONTHS, change_action_terms
from dhr_cases.forms.fields import ReasonField
from dhr_cases.forms.partnership_settings import KEPT, SettingForm

DIGITS = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class ActionTermsForm(SettingForm):
    title = "How action plans are followed"
    intro = "A body gets one message a cycle, however many of its actions are due."

    update_every_months = forms.IntegerField(
        label="Months between two askings",
        min_value=1,
        max_value=MOST_MONTHS,
        help_text="Such as 4, so that there is news for each meeting of the partnership.",
        widget=forms.TextInput(attrs=DIGITS),
    )
    reply_days = forms.IntegerField(
        label="Days until a reply to a recommendation is due",
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Counted from the day it was sent. No law sets it for recommendations of a review.",
        widget=forms.TextInput(attrs=DIGITS),
    )
    reason = ReasonField(help_text=KEPT)

    def prepare(self) -> None:
        terms = terms_of(self.partnership)
        self.fields["update_every_months"].initial = terms.update_every_months
        self.fields["reply_days"].initial = terms.reply_days

    def perform(self) -> None:
        change_action_terms(by=self.by, partnership=self.partnership, **self.cleaned_data)
