"""What do we ask somebody who registers on the web? As little as is needed to hold a place."""

from django import forms

from learning.forms.event_people import ComingFields


class RegistrationForm(ComingFields):
    """Who would like to come, what would help, and a topic for another time. It takes no file.

    ``website`` is hidden from people: machines that fill in every box give themselves away.
    """

    topic = forms.CharField(label="Is there a topic you would like an event about?", max_length=300, required=False)
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def is_from_a_machine(self) -> bool:
        """True when the box that nobody sees was filled in."""
        return bool(self.cleaned_data["website"])
