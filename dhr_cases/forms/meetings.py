"""Forms about the panel's work: meetings and interviews."""

from django import forms

from dhr_cases.actions import meetings
from dhr_cases.actions.meetings import Meeting, Presence
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import Answer, ExactDateField, YesNoUnknownField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import PanelSeat, Person
from dhr_cases.policies.panel import seats_now
from dhr_cases.verbs import Verb


class StartPanelWorkForm(ActForm):
    verb = Verb.START_PANEL_WORK
    intro = "Every agency's return is in, or closed with a reason."

    on = ExactDateField(label="When did the panel begin?", noun="the date the panel began", latest=today)

    def perform(self) -> None:
        meetings.start_panel_work(case=self.case, by=self.by, **self.cleaned_data)


class SeatChoice(forms.ModelMultipleChoiceField[PanelSeat]):
    """Seats chosen by agency and member."""

    def label_from_instance(self, obj: PanelSeat) -> str:
        """Agency and member."""
        return f"{obj.organisation}: {obj.member_name or 'member not named'}"


class RecordMeetingForm(ActForm):
    verb = Verb.RECORD_MEETING
    intro = "Minutes of a panel can be asked for by the police, the CPS or a coroner."

    on = ExactDateField(label="When did the panel meet?", noun="the date of the meeting", latest=today)
    place = forms.CharField(label="Where or how", required=False, max_length=120)
    present = SeatChoice(
        PanelSeat.objects.none(), label="Who was there?", widget=forms.CheckboxSelectMultiple,
        help_text="Members not ticked are recorded as absent.",
        error_messages={"required": "Select who was there"},
    )  # fmt: skip
    was_quorate = forms.BooleanField(label="The meeting was quorate", required=False, initial=True)
    quorum_note = forms.CharField(
        label="If it was not quorate, what followed from that?", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    minutes = forms.CharField(label="Minutes", required=False, widget=forms.Textarea(attrs={"rows": 10}))
    actions_agreed = forms.CharField(
        label="Actions agreed", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="One a line."
    )

    def prepare(self) -> None:
        seats = seats_now(self.case).filter(is_excused=False)
        self.seats = list(seats)
        offer_rows(self, "present", seats)
        self.fieldsets = [
            ("The meeting", ["on", "place", "present", "was_quorate", "quorum_note"]),
            ("Declared at the meeting", [f"declared_{seat.pk}" for seat in self.seats]),
            ("What was said", ["minutes", "actions_agreed"]),
        ]
        for seat in self.seats:
            self.fields[f"declared_{seat.pk}"] = forms.CharField(
                label=f"{seat.organisation}: {seat.member_name or 'member not named'}",
                required=False,
                max_length=300,
            )

    def perform(self) -> None:
        said = self.cleaned_data
        there = {seat.pk for seat in said["present"]}
        presences = [Presence(seat, seat.pk in there, said[f"declared_{seat.pk}"]) for seat in self.seats]
        names = ("on", "place", "minutes", "actions_agreed", "was_quorate", "quorum_note")
        facts = {name: said[name] for name in names}
        meetings.record_meeting(case=self.case, by=self.by, meeting=Meeting(presences=presences, **facts))


class StartInterviewsForm(ActForm):
    verb = Verb.START_INTERVIEWS
    intro = "Those who may be witnesses at a trial are spoken to only after the police or the CPS agree."

    on = ExactDateField(label="When did interviews begin?", noun="the date interviews began", latest=today)

    def perform(self) -> None:
        meetings.start_interviews(case=self.case, by=self.by, **self.cleaned_data)


class PersonChoice(forms.ModelChoiceField[Person]):
    """People by pseudonym or part, never by name."""

    def label_from_instance(self, obj: Person) -> str:
        """Pseudonym or part, and the relationship to the person who died."""
        return ", ".join(filter(None, (str(obj), obj.relationship)))


class RecordInterviewForm(ActForm):
    verb = Verb.RECORD_INTERVIEW
    intro = "A refusal is recorded too: the report says who was asked."

    person = PersonChoice(Person.objects.none(), label="With whom?")
    on = ExactDateField(label="On which day?", noun="the date of the interview", latest=today)
    outcome = forms.ChoiceField(
        label="What happened?",
        choices=[("spoke", "We spoke"), ("refused", "The person did not wish to")],
        widget=forms.RadioSelect,
    )
    agreed_with_police = YesNoUnknownField(label="Did the police or the CPS agree?", initial=Answer.UNKNOWN)
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea(attrs={"rows": 8}))

    def prepare(self) -> None:
        offer_rows(self, "person", Person.objects.filter(case=self.case))

    def perform(self) -> None:
        answers = {**self.cleaned_data, "is_refused": self.cleaned_data["outcome"] == "refused"}
        del answers["outcome"]
        answers["agreed_with_police"] = answers["agreed_with_police"].as_boolean
        meetings.record_interview(case=self.case, by=self.by, **answers)


FORMS: tuple[type[ActForm], ...] = (StartPanelWorkForm, RecordMeetingForm, StartInterviewsForm, RecordInterviewForm)
