"""What do we ask about an action that came out of an event: what, who, by when; how it gets on; what it changed?"""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet

from dhr_cases.forms import fields
from dhr_cases.forms.filling import bodies_today
from dhr_cases.models import Organisation, Partnership
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.feedback_scales import ActionState
from learning.forms.core import KEPT, LearningForm
from learning.forms.feedback import the_row
from learning.models import Event, EventAction
from learning.verbs import LearningVerb

LONGEST = 2000


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST, help_text=help_text
    )


class RecordEventActionForm(LearningForm):
    """What the event recommended, who does it, by when they report."""

    verb = LearningVerb.RECORD_EVENT_ACTION
    needs_subject: ClassVar[bool] = True

    text = _words("What should be done?")
    theme = forms.CharField(label="Theme", max_length=200, required=False)
    owner = forms.ModelChoiceField(
        label="Which body is asked to do it?", queryset=Organisation.objects.none(), required=False
    )
    due_on = fields.ExactDateField(label="Reports back by", noun="the day of the report", required=False)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Event]:
        """Every event of the partnership."""
        return Event.objects.filter(partnership=partnership)

    def prepare(self) -> None:
        """Bodies that exist today."""
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = bodies_today().order_by("name")

    def perform(self) -> None:
        """Record it."""
        record_event_action(event=the_row(self, Event), by=self.by, plan=ActionPlan(**self.cleaned_data))


class OneActionForm(LearningForm):
    """A form about one action that has not ended."""

    needs_subject: ClassVar[bool] = True
    states: ClassVar[tuple[ActionState, ...]] = (ActionState.OPEN, ActionState.DONE)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[EventAction]:
        """Actions of the partnership's events in the states the act fits."""
        own = EventAction.objects.filter(event__partnership=partnership, state__in=cls.states)
        return own.select_related("event__partnership", "owner")


class UpdateEventActionForm(OneActionForm):
    """How it gets on."""

    verb = LearningVerb.UPDATE_EVENT_ACTION
    progress = _words("How does it get on?")

    def perform(self) -> None:
        """Note it."""
        update_event_action(action=the_row(self, EventAction), by=self.by, progress=self.cleaned_data["progress"])


class ReportEventActionDoneForm(OneActionForm):
    """What changed and what shows it."""

    verb = LearningVerb.REPORT_EVENT_ACTION_DONE
    states: ClassVar[tuple[ActionState, ...]] = (ActionState.OPEN,)
    outcome = _words("What changed?", "Not what was sent or held, but what is different now.")
    evidence = _words("What shows it?", "A paper, a figure, an audit, and where it can be seen.")

    def perform(self) -> None:
        """Record it as done."""
        report_event_action_done(action=the_row(self, EventAction), by=self.by, **self.cleaned_data)


class ConfirmEventActionForm(OneActionForm):
    """Nothing is asked: the page shows what was reported."""

    verb = LearningVerb.CONFIRM_EVENT_ACTION
    states: ClassVar[tuple[ActionState, ...]] = (ActionState.DONE,)
    intro = "You have looked at what shows that it changed. Whoever recorded it as done cannot confirm it."

    def aside(self) -> dict[str, object]:
        """What was reported."""
        row = the_row(self, EventAction)
        told = [{"label": "What changed:", "value": row.outcome}, {"label": "What shows it:", "value": row.evidence}]
        return {"heading": "What was reported", "texts": (), "rows": told}

    def perform(self) -> None:
        """Confirm it."""
        confirm_event_action(action=the_row(self, EventAction), by=self.by)


class DropEventActionForm(OneActionForm):
    """Why nobody takes it on."""

    verb = LearningVerb.DROP_EVENT_ACTION
    reason = fields.ReasonField(help_text=KEPT)

    def perform(self) -> None:
        """End it with the reason."""
        drop_event_action(action=the_row(self, EventAction), by=self.by, reason=self.cleaned_data["reason"])


FORMS: tuple[type[LearningForm], ...] = (
    RecordEventActionForm,
    UpdateEventActionForm,
    ReportEventActionDoneForm,
    ConfirmEventActionForm,
    DropEventActionForm,
)
