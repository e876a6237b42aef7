"""What do we ask about an item of an agenda, its papers, and what the forward plan holds for a meeting?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Partnership
from dhr_cases.papers.uploads import FILE_KINDS
from governance.actions import agenda as acts
from governance.actions.agenda import ItemFacts
from governance.forms.core import GovernanceForm, row_of
from governance.forms.meetings import AboutMeetingForm
from governance.forward_plan import due_at
from governance.meeting_terms import Access, CirculationMeans
from governance.models import AgendaItem, Meeting, MeetingPaper, PlannedItem
from governance.models.meetings import access_choices, means_choices, part_choices
from governance.verbs import GovernanceVerb

NAMES = (
    "part", "number", "purpose", "presenters", "access", "public_title", "restricted_why", "is_minuted",
)  # fmt: skip
NO_NAMES = "Name no person who is part of a review: use its public title."


def number_field() -> forms.IntegerField:
    """The number of an item within its part."""
    return forms.IntegerField(
        label="Number within the part",
        required=False,
        min_value=1,
        max_value=99,
        help_text="Leave it empty for the next one.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


class ItemForm(GovernanceForm):
    """What an item is."""

    fieldsets = [
        ("The item", ["part", "number", "item_title", "purpose", "presenters", "is_minuted"]),
        ("Who may read", ["access", "public_title", "restricted_why"]),
    ]

    part = forms.ChoiceField(label="Part of the agenda", choices=part_choices)
    number = number_field()
    item_title = forms.CharField(label="Title", max_length=200, help_text=NO_NAMES)
    purpose = forms.CharField(
        label="What is the meeting asked?", max_length=300, required=False, help_text="For example, to note the update."
    )
    presenters = forms.CharField(label="Presented by", max_length=300, required=False)
    is_minuted = forms.BooleanField(label="It gets a numbered minute", required=False, initial=True)
    access = forms.ChoiceField(label="Who may read it?", choices=access_choices, widget=forms.RadioSelect)
    public_title = forms.CharField(
        label="Title in public papers",
        max_length=200,
        required=False,
        help_text="For a restricted item. Without one, public papers say “Restricted item”.",
    )
    restricted_why = forms.CharField(
        label="Why is it restricted?", max_length=300, required=False, help_text="Public papers print the reason."
    )

    def facts(self) -> ItemFacts:
        """The answers as the action takes them."""
        answers: dict[str, Any] = {name: self.cleaned_data[name] for name in NAMES}
        answers |= {"access": Access(answers["access"]), "title": self.cleaned_data["item_title"]}
        return ItemFacts(**answers)


class AddItemForm(AboutMeetingForm, ItemForm):
    """A new item."""

    verb = GovernanceVerb.ADD_ITEM

    def prepare(self) -> None:
        """Most items are main reports and may be read by all."""
        self.fields["part"].initial, self.fields["access"].initial = "B", Access.PUBLIC

    def perform(self) -> Meeting:
        acts.add_item(meeting=self.meeting, by=self.by, facts=self.facts())
        return self.meeting


class AboutItemForm(GovernanceForm):
    """A form about one item that is on an agenda."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = AgendaItem.objects.filter(meeting__body__partnership=partnership, is_withdrawn=False)
        return rows.select_related("meeting__body__partnership")

    @property
    def item(self) -> AgendaItem:
        """The item the form is about."""
        return row_of(self, AgendaItem)


class ChangeItemForm(AboutItemForm, ItemForm):
    """What has changed about an item."""

    verb = GovernanceVerb.CHANGE_ITEM

    def prepare(self) -> None:
        """Begin with what is known."""
        self.begin_with(self.item, NAMES)
        self.fields["item_title"].initial = self.item.title

    def perform(self) -> AgendaItem:
        return acts.change_item(item=self.item, by=self.by, facts=self.facts())


class WithdrawItemForm(AboutItemForm):
    """Why an item comes off."""

    verb = GovernanceVerb.WITHDRAW_ITEM
    is_grave = True

    reason = ReasonField(help_text="Kept in the history with your name.")

    def perform(self) -> Meeting:
        acts.withdraw_item(item=self.item, by=self.by, reason=self.cleaned_data["reason"])
        return self.item.meeting


class TakePlannedItemForm(AboutMeetingForm):
    """What the forward plan holds for the meeting."""

    verb = GovernanceVerb.TAKE_PLANNED_ITEM
    fieldsets = [("The item", ["planned", "part", "number"])]

    planned = forms.ModelChoiceField(
        label="What comes onto the agenda?", queryset=PlannedItem.objects.none(), empty_label="Choose"
    )
    part = forms.ChoiceField(label="Part of the agenda", choices=part_choices, initial="D")
    number = number_field()

    def prepare(self) -> None:
        """Everything that stands on the body's plan; what is due at this meeting is said to be."""
        due = {planned.pk for planned in due_at(self.meeting)}
        on_it = AgendaItem.objects.filter(meeting=self.meeting, is_withdrawn=False).values("planned")
        rows = PlannedItem.objects.filter(body=self.meeting.body, ended_on=None).exclude(pk__in=on_it)
        offer_rows(self, "planned", rows, lambda row: f"{row} (due now)" if row.pk in due else str(row))

    def perform(self) -> Meeting:
        acts.take_planned_item(meeting=self.meeting, by=self.by, **self.cleaned_data)
        return self.meeting


def _upload_field(*, required: bool) -> forms.FileField:
    endings = ", ".join(f".{kind.ending}" for kind in FILE_KINDS)
    return forms.FileField(
        label="File",
        required=required,
        help_text=f"We take {endings}. No macros, no password.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose the file again."},
    )


class ExpectPaperForm(AboutItemForm):
    """A paper, with its file or before it."""

    verb = GovernanceVerb.EXPECT_MEETING_PAPER

    paper_title = forms.CharField(label="Title", max_length=200, help_text=NO_NAMES)
    author = forms.CharField(label="Author", max_length=200, required=False, help_text="A post or a body.")
    access = forms.ChoiceField(label="Who may read it?", choices=access_choices, widget=forms.RadioSelect)
    due_on = ExactDateField(
        label="Due on",
        noun="the day the paper is due",
        required=False,
        help_text="Leave it empty for the day on which the papers of the meeting are due.",
    )
    upload = _upload_field(required=False)

    def prepare(self) -> None:
        """A paper is read by those who may read its item."""
        self.fields["access"].initial = self.item.access

    def perform(self) -> AgendaItem:
        answers = {**self.cleaned_data, "access": Access(self.cleaned_data["access"])}
        acts.expect_meeting_paper(item=self.item, by=self.by, title=answers.pop("paper_title"), **answers)
        return self.item


class TakeInPaperForm(GovernanceForm):
    """The file of a paper, or its next version."""

    verb = GovernanceVerb.TAKE_IN_MEETING_PAPER
    needs_subject = True

    upload = _upload_field(required=True)
    received_on = ExactDateField(label="Day it came in", noun="the day the paper came in", latest=today)

    @classmethod
    def subjects(cls, partnership: Partnership) -> QuerySet[Any]:
        rows = MeetingPaper.objects.filter(item__meeting__body__partnership=partnership, item__is_withdrawn=False)
        return rows.select_related("item__meeting__body__partnership")

    def prepare(self) -> None:
        """Today, most of the time."""
        self.fields["received_on"].initial = timezone.localdate()

    def perform(self) -> AgendaItem:
        paper = row_of(self, MeetingPaper)
        acts.take_in_meeting_paper(paper=paper, by=self.by, **self.cleaned_data)
        return paper.item


class CirculatePapersForm(AboutMeetingForm):
    """Which papers went out, when, to whom, how."""

    verb = GovernanceVerb.CIRCULATE_PAPERS

    papers = forms.ModelMultipleChoiceField(
        label="Which papers went out?",
        queryset=MeetingPaper.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the papers that went out"},
    )
    on = ExactDateField(label="Day", noun="the day the papers went out", latest=today)
    to = forms.CharField(label="To whom?", max_length=300, help_text="For example, all members.")
    means = forms.ChoiceField(label="How?", choices=means_choices, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The papers of the meeting; by e-mail and today, most of the time."""
        rows = MeetingPaper.objects.filter(item__meeting=self.meeting, item__is_withdrawn=False)
        papers = self.fields["papers"]
        if isinstance(papers, forms.ModelMultipleChoiceField):
            papers.queryset = rows.select_related("item__meeting")
        self.fields["on"].initial, self.fields["means"].initial = timezone.localdate(), CirculationMeans.EMAIL
        self.fields["to"].initial = "All members"

    def perform(self) -> Meeting:
        answers = {**self.cleaned_data, "means": CirculationMeans(self.cleaned_data["means"])}
        acts.circulate_papers(meeting=self.meeting, by=self.by, **{**answers, "papers": list(answers["papers"])})
        return self.meeting


FORMS = (
    AddItemForm, ChangeItemForm, WithdrawItemForm, TakePlannedItemForm, ExpectPaperForm, TakeInPaperForm,
    CirculatePapersForm,
)  # fmt: skip
