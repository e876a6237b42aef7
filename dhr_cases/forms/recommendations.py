"""Forms for recommendations, actions and what became of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dhr_cases.actions import recommendations
from dhr_cases.actions.recommendations import MilestonePlan, Progress, RecommendationText
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import PartialDateField, today
from dhr_cases.forms.filling import offer_rows, subject_of
from dhr_cases.forms.publication import long_text
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    Milestone,
    Organisation,
    Recommendation,
    RecommendationKind,
    Scope,
    Strength,
)
from dhr_cases.verbs import Verb


def owner_field(label: str, help_text: str = "") -> Any:
    """A choice of the body that carries it; none while nobody does."""
    return forms.ModelChoiceField(
        Organisation.objects.all(), label=label, required=False, empty_label="Nobody named yet", help_text=help_text
    )


def milestone_fields(cleaned: dict[str, Any]) -> MilestonePlan | None:
    """The milestone typed on the form, None when its words are empty; takes its answers out."""
    text, target = cleaned.pop("milestone"), cleaned.pop("milestone_target")
    return MilestonePlan(text, target) if text.strip() else None


class RecordRecommendationForm(ActForm):
    verb = Verb.RECORD_RECOMMENDATION
    intro = "Write it as the report prints it. The number is kept as printed; it may repeat or have four levels."
    what_follows = "Under Recommendations you can look whether it was said before, and what became of it."

    ref = forms.CharField(
        label="Number as printed",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    text = long_text("Recommendation", help_text="Specific: one change, and who makes it.")
    scope = forms.ChoiceField(
        label="How far does it reach?",
        choices=Scope.choices,
        required=False,
        help_text="Relevant: it follows from a lesson of this review.",
    )
    kind = forms.ChoiceField(label="What does it ask for?", choices=RecommendationKind.choices, required=False)
    strength = forms.ChoiceField(
        label="How strong is it?",
        choices=Strength.choices,
        required=False,
        help_text="How surely it changes what happens, if it is carried out.",
    )
    addressee_text = forms.CharField(label="Addressed to, as printed", required=False, max_length=300)
    owner = owner_field("Which body owns it?", "Achievable: the body has agreed and can do it.")
    measure = long_text(
        "How will we know it is done?",
        required=False,
        help_text="Measurable: what will be counted or seen, not what will be sent.",
    )
    target_date = PartialDateField(
        label="Target date", required=False, noun="the target date", help_text="Dated: the month by which it is done."
    )

    def perform(self) -> None:
        printed = RecommendationText(**self.cleaned_data)
        recommendations.record_recommendation(case=self.case, by=self.by, printed=printed)


class RecordActionForm(ActForm):
    verb = Verb.RECORD_ACTION
    needs_subject = True

    text = long_text("Action to take")
    owner = owner_field("Which body leads?")
    target_date = PartialDateField(label="Target date", required=False, noun="the target date")
    milestone = forms.CharField(label="First milestone", required=False, max_length=500)
    milestone_target = PartialDateField(
        label="When should it be reached?", required=False, noun="the milestone's target date"
    )

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Recommendation]:
        return Recommendation.objects.filter(case=case)

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        plan = milestone_fields(answers)
        recommendations.record_action(
            case=self.case,
            by=self.by,
            recommendation=subject_of(self, Recommendation),
            milestones=(plan,) if plan else (),
            **answers,
        )


class UpdateActionForm(ActForm):
    verb = Verb.UPDATE_ACTION
    needs_subject = True
    intro = (
        "An action is done when something changed, not when something was sent. It is closed once somebody else has "
        "verified it by its evidence."
    )

    status = forms.TypedChoiceField(
        label="Where does it stand?", choices=ActionStatus.choices, coerce=ActionStatus, widget=forms.RadioSelect
    )
    reason = long_text(
        "Reason",
        required=False,
        help_text="Needed unless the action is not started, in progress or done; and to accept it as ended.",
    )
    outcome = long_text("What changed?", required=False, help_text="Needed when the action is done.")
    completed_on = PartialDateField(
        label="When was it completed?", required=False, noun="the date of completion", latest=today
    )
    is_end_accepted = forms.BooleanField(label="The partnership accepts the action as ended", required=False)
    reached = forms.ModelMultipleChoiceField(
        Milestone.objects.none(), label="Milestones reached", required=False, widget=forms.CheckboxSelectMultiple
    )
    milestone = forms.CharField(label="New milestone", required=False, max_length=500)
    milestone_target = PartialDateField(
        label="When should it be reached?", required=False, noun="the milestone's target date"
    )

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Action]:
        return Action.objects.filter(recommendation__case=case)

    @property
    def action(self) -> Action:
        return subject_of(self, Action)

    def prepare(self) -> None:
        for name in ("status", "outcome", "completed_on", "is_end_accepted"):
            self.fields[name].initial = getattr(self.action, name)
        self.fields["reason"].initial = self.action.status_reason
        ahead = Milestone.objects.filter(action=self.action, reached_on="")
        offer_rows(self, "reached", ahead, lambda milestone: milestone.text)
        if not ahead.exists():
            del self.fields["reached"]

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        plan = milestone_fields(answers)
        completed = answers.pop("completed_on")
        progress = Progress(
            new_milestone=plan,
            reached=tuple(answers.pop("reached", ())),
            completed_on=completed if completed.is_known else None,
            **answers,
        )
        recommendations.update_action(case=self.case, by=self.by, action=self.action, progress=progress)


FORMS: tuple[type[ActForm], ...] = (RecordRecommendationForm, RecordActionForm, UpdateActionForm)
