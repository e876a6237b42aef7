"""For which meeting is the committee's page? Nothing that is entered here is kept; it stands on the page alone."""

from datetime import date
from urllib.parse import urlencode

from django import forms

from dhr_cases.forms.fields import ExactDateField


class MeetingForm(forms.Form):
    """The meeting that the page goes to and its day, as far as they are known."""

    hides_optional = True

    to = forms.CharField(label="Which meeting is the page for?", max_length=120, required=False)
    meets_on = ExactDateField(label="When does it meet?", noun="the day of the meeting", required=False)

    def meeting(self) -> tuple[str, date | None]:
        """The meeting and its day; nothing where what was entered cannot be used."""
        if not self.is_valid():
            return "", None
        return self.cleaned_data["to"], self.cleaned_data["meets_on"]

    def query(self) -> str:
        """What an address needs so that the page names the same meeting; "" where there is nothing to name."""
        if not any(self.meeting()):
            return ""
        names = [name for name in self.data if name.partition("_")[0] in ("to", "meets")]
        return urlencode({name: self.data[name] for name in names})
