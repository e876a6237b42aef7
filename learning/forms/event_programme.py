"""What do we ask about a part of a programme, and about a speaker?"""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.models import Partnership
from learning.actions.event_programme import (
    ItemFacts,
    SpeakerFacts,
    add_programme_item,
    add_speaker,
    change_programme_item,
    drop_programme_item,
    remove_speaker,
)
from learning.event_terms import ITEM_WORDS, EventState, ItemKind
from learning.forms.core import LearningForm
from learning.forms.events import EventForm, time_field, whole_number
from learning.models import Event, ProgrammeItem, Speaker
from learning.verbs import LearningVerb

MINUTES_OF_A_DAY = 24 * 60
NOT_CANCELLED = (EventState.DRAFT, EventState.OPEN, EventState.HELD)


class SpeakerChoice(forms.ModelChoiceField[Speaker]):
    """Speakers by name: this form is for those who plan the event."""

    def label_from_instance(self, obj: Speaker) -> str:
        """Name and organisation."""
        return f"{obj.name}, {obj.body}" if obj.body else obj.name


class ItemForm(LearningForm):
    """One part of a programme."""

    needs_subject = True
    starts_at = time_field("Starts at", required=True)
    minutes = whole_number("Minutes", least=1, most=MINUTES_OF_A_DAY, required=True)
    kind = forms.ChoiceField(label="What happens", choices=[(code.value, words) for code, words in ITEM_WORDS.items()])
    part_title = forms.CharField(label="Title", max_length=200)
    text = forms.CharField(label="What it is about", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    speaker = SpeakerChoice(
        label="Speaker", queryset=Speaker.objects.none(), required=False, empty_label="Nobody, or not known yet"
    )

    def event_of_form(self) -> Event:
        """The event whose programme it is."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Offer the speakers of the event."""
        speaker = self.fields["speaker"]
        if isinstance(speaker, SpeakerChoice):
            speaker.queryset = Speaker.objects.filter(event=self.event_of_form())
        self.fields["kind"].initial = ItemKind.TALK

    def facts(self) -> ItemFacts:
        """The answers as the action takes them."""
        said = dict(self.cleaned_data)
        return ItemFacts(kind=ItemKind(said.pop("kind")), title=said.pop("part_title"), **said)


class AddItemForm(ItemForm, EventForm):
    """A new part of the programme."""

    verb = LearningVerb.ADD_PROGRAMME_ITEM
    states = NOT_CANCELLED

    def event_of_form(self) -> Event:
        """The event the form is about."""
        return self.event

    def perform(self) -> None:
        """Add it."""
        add_programme_item(event=self.event, by=self.by, facts=self.facts())


class OneItem(LearningForm):
    """A form about one part that is on a programme."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Parts on the programmes of the partnership's events."""
        rows = ProgrammeItem.objects.filter(event__partnership=partnership, is_dropped=False)
        return rows.exclude(event__state=EventState.CANCELLED).select_related("event__partnership", "speaker")

    @property
    def item(self) -> ProgrammeItem:
        """The part the form is about; raises TypeError when it is about something else."""
        if not isinstance(self.about, ProgrammeItem):
            raise TypeError("This form is about a part of a programme.")
        return self.about


class ChangeItemForm(ItemForm, OneItem):
    """A part of the programme changes."""

    verb = LearningVerb.CHANGE_PROGRAMME_ITEM

    def event_of_form(self) -> Event:
        """The event whose programme it is."""
        event: Event = self.item.event
        return event

    def prepare(self) -> None:
        """Begin with what the part says now."""
        super().prepare()
        for name in ("starts_at", "minutes", "kind", "text", "speaker"):
            self.fields[name].initial = getattr(self.item, name)
        self.fields["part_title"].initial = self.item.title

    def perform(self) -> None:
        """Change it."""
        change_programme_item(item=self.item, by=self.by, facts=self.facts())


class DropItemForm(OneItem):
    """A part is taken off the programme."""

    verb = LearningVerb.DROP_PROGRAMME_ITEM

    def perform(self) -> None:
        """Take it off."""
        drop_programme_item(item=self.item, by=self.by)


class AddSpeakerForm(EventForm):
    """Somebody is to speak."""

    verb = LearningVerb.ADD_SPEAKER
    states = NOT_CANCELLED
    intro = "What you write here is deleted some months after the event, and before that when the speaker asks for it."

    name = forms.CharField(label="Name", max_length=200)
    job_title = forms.CharField(label="Role", max_length=200, required=False)
    body = forms.CharField(label="Organisation", max_length=200, required=False)
    email = forms.EmailField(label="E-mail address", max_length=254, required=False)
    is_named = forms.BooleanField(label="They agreed to be named on the programme", required=False)

    def perform(self) -> None:
        """Add them."""
        add_speaker(event=self.event, by=self.by, facts=SpeakerFacts(**self.cleaned_data))


class RemoveSpeakerForm(LearningForm):
    """A speaker is removed and deleted."""

    verb = LearningVerb.REMOVE_SPEAKER
    needs_subject = True
    is_grave = True
    intro = "Name, role and address are deleted at once. The parts they had stay on the programme without a speaker."

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        """Speakers at the partnership's events."""
        return Speaker.objects.filter(event__partnership=partnership).select_related("event__partnership")

    def perform(self) -> Model | None:
        """Delete them."""
        if not isinstance(self.about, Speaker):
            raise TypeError("This form is about a speaker.")
        remove_speaker(speaker=self.about, by=self.by)
        return None


FORMS: tuple[type[LearningForm], ...] = (
    AddItemForm,
    ChangeItemForm,
    DropItemForm,
    AddSpeakerForm,
    RemoveSpeakerForm,
)
