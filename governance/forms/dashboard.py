"""Which day, which time and which reviews does the dashboard show? The answers stand in the address."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from governance.dashboards.reading import Shown
from governance.forms.reports import DayForm, as_boxes, whole_day

SHOWN_LABELS = {
    Shown.ALL: "All live reviews",
    Shown.HELD: "Only reviews on hold",
    Shown.NOT_HELD: "Only reviews not on hold",
}


class DashboardForm(DayForm):
    """The day, the beginning of the time looked at, and which reviews."""

    shown = forms.ChoiceField(
        label="Which reviews?",
        choices=[(code.value, label) for code, label in SHOWN_LABELS.items()],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_shown(self) -> Shown:
        """All where nothing was chosen."""
        return Shown(self.cleaned_data["shown"] or Shown.ALL)


def dashboard_form(query: QueryDict) -> DashboardForm:
    """The form as an address asks: by boxes, by whole days as links write them, else today and all."""
    given = {name: query.get(name, "") for name in query}
    whole = {name: day for name in ("on", "since") if (day := whole_day(query.get(name, "")))}
    usual = {} if query else {"on": timezone.localdate()}
    return DashboardForm({"shown": Shown.ALL.value, **given, **as_boxes({**usual, **whole})})
