"""The form by which the coordinator corrects the record."""

from django import forms

from dhr_cases.actions import corrections
from dhr_cases.events import WORDS, Event
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import PartialDateField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.forms.publication import long_text
from dhr_cases.models import CaseEvent, DeathType, PlaceType
from dhr_cases.policy import known_events
from dhr_cases.stages import STAGES
from dhr_cases.verbs import Verb


def event_words(event: CaseEvent) -> str:
    """An event as a choice: what it was, and the day now recorded."""
    words = WORDS[Event(event.kind)]
    return f"{words[:1].upper()}{words[1:]}: {event.on}"


class CorrectForm(ActForm):
    verb = Verb.CORRECT
    checks_answers = True
    intro = "Change only what is wrong. What stood there before stays in the history, with your reason."
    fieldsets = [
        ("A date in the history", ["event", "on"]),
        ("Facts of the case", list(corrections.CORRECTABLE)),
        ("Why", ["reason"]),
    ]

    event = forms.ModelChoiceField(
        CaseEvent.objects.none(), label="Which event has the wrong date?", required=False, empty_label="None"
    )
    on = PartialDateField(label="The right date", required=False, noun="the right date", latest=today)
    pseudonym = forms.CharField(label="Pseudonym", required=False, max_length=60)
    public_title = forms.CharField(label="Public title", required=False, max_length=120)
    death_date = PartialDateField(label="Date of death", required=False, noun="the date of death", latest=today)
    death_type = forms.ChoiceField(label="Type of death", required=False, choices=DeathType.choices)
    death_place_type = forms.ChoiceField(label="Type of place", required=False, choices=PlaceType.choices)
    has_multiple_deaths = forms.BooleanField(label="More than one person died", required=False)
    referred_by = forms.CharField(label="Referred by", required=False, max_length=200)
    referral_route = forms.CharField(label="Route of the referral", required=False, max_length=200)
    successor_of_csp = forms.CharField(label="Partnership before", required=False, max_length=200)
    joint_note = long_text("Joint commission note", required=False)
    custodian = forms.CharField(label="Custodian of the papers", required=False, max_length=200)
    reason = ReasonField()

    def prepare(self) -> None:
        kinds = {row.event.value for row in STAGES.values()} | set(known_events())
        events = CaseEvent.objects.filter(case=self.case, replaced_by=None, kind__in=kinds)
        offer_rows(self, "event", events.order_by("pk"), event_words)
        for name in corrections.CORRECTABLE:
            self.fields[name].initial = getattr(self.case, name)

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        event, on, reason = answers.pop("event"), answers.pop("on"), answers.pop("reason")
        day = on if on.is_known else None
        corrections.correct(case=self.case, by=self.by, reason=reason, facts=answers, event=event, on=day)


FORMS: tuple[type[ActForm], ...] = (CorrectForm,)
