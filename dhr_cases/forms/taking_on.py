"""What do we ask of a review that is taken on half way? By form one case, by file a portfolio."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.running_case import ASKS_FOR_CHANGES, ENTRY_STAGES, KNOWN_EVENTS, RunningCase
from dhr_cases.actions.taking_on import take_on
from dhr_cases.events import Event
from dhr_cases.forms.acts import in_words
from dhr_cases.forms.fields import ExactDateField, PartialDateField, today
from dhr_cases.forms.new_case import offer_partnerships
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, DeathType, Outcome, PartialDate, Partnership, QAOutcome, User
from dhr_cases.stages import LIVE_REVIEW, STAGES, Phase, Stage

STAGE_CHOICES = [(stage.value, STAGES[stage].label) for stage in ENTRY_STAGES]
STOOD_CHOICES = [("", "Not proposed"), *((stage.value, STAGES[stage].label) for stage in LIVE_REVIEW)]
OUTCOME_CHOICES = [("", "As the stage says"), *((each.value, each.label) for each in Outcome if each != "transferred")]
LETTER_CHOICES = [("", "No changes are being made"), *((code, QAOutcome(code).label) for code in ASKS_FOR_CHANGES)]
DAY_FIELDS = {f"on_{row.column}": event for event, row in KNOWN_EVENTS.items()}


def _days_of(phase: Phase) -> list[str]:
    return [name for name, event in DAY_FIELDS.items() if KNOWN_EVENTS[event].phase is phase]


class TakeOnForm(forms.Form):
    """One running review: where it stands and the days that are known."""

    fieldsets = [
        ("The case", ["reference", "partnership", "pseudonym", "death_date", "death_type", "partnership_before"]),
        ("Where it stands", ["stage", "outcome", "stood_at", "letter_outcome", "chair_email"]),
        ("An open hold", ["hold_reason", "hold_since", "hold_stops", "hold_note"]),
        *((f"Known dates: {phase.value}", _days_of(phase)) for phase in Phase),
    ]

    reference = forms.CharField(
        label="Reference",
        max_length=40,
        help_text="As in your own files. Letters, figures and hyphens, never a name.",
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9_-]*$", "Use letters, figures and hyphens only")],
    )
    partnership = forms.ModelChoiceField(Partnership.objects.none(), label="Lead partnership")
    pseudonym = forms.CharField(label="Pseudonym", max_length=60, required=False, help_text="Never the real name.")
    death_date = PartialDateField(label="Date of death", noun="the date of death", latest=today, required=False)
    death_type = forms.ChoiceField(label="Type of death", choices=DeathType.choices, required=False)
    partnership_before = forms.CharField(
        label="Partnership that held it before", max_length=200, required=False,
        help_text="Only if that partnership no longer exists.",
    )  # fmt: skip
    stage = forms.TypedChoiceField(label="At which stage does it stand?", choices=STAGE_CHOICES, coerce=Stage)
    outcome = forms.ChoiceField(label="What was decided?", choices=OUTCOME_CHOICES, required=False)
    stood_at = forms.TypedChoiceField(
        label="Where did it stand before its ending was proposed?",
        choices=STOOD_CHOICES, coerce=Stage, empty_value=None, required=False,
    )  # fmt: skip
    letter_outcome = forms.ChoiceField(
        label="What did the Home Office's letter ask for?", choices=LETTER_CHOICES, required=False
    )
    chair_email = forms.EmailField(
        label="E-mail address of the independent chair's account", required=False,
        help_text="Leave empty if the chair has no account yet.",
    )  # fmt: skip
    hold_reason = forms.ChoiceField(
        label="Is it on hold, and why?",
        choices=[("", "Not on hold"), *((each.value, each.label) for each in HoldReason)],
        required=False,
    )
    hold_since = ExactDateField(label="Since when?", noun="the first day of the hold", latest=today, required=False)
    hold_stops = forms.MultipleChoiceField(
        label="What stops?",
        choices=[(each.value, each.label) for each in HoldScope],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hold_note = forms.CharField(label="Note on the hold", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        for name, event in DAY_FIELDS.items():
            question = KNOWN_EVENTS[event].question
            noun = f"the date of “{question}”"
            self.fields[name] = PartialDateField(label=question, noun=noun, latest=today, required=False)
        offer_partnerships(self, by)

    def clean_chair_email(self) -> User | None:
        """The chair's account; None when left empty."""
        email = self.cleaned_data["chair_email"]
        found = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and found is None:
            raise forms.ValidationError(
                "No account uses this e-mail address. Ask the administrator to make one.", code="unknown"
            )
        return found

    def clean(self) -> dict[str, Any]:
        """A hold is told whole or not at all."""
        answers = super().clean() or self.cleaned_data
        for name in _missing_of_hold(answers):
            if name not in self.errors:
                self.add_error(name, "A hold needs its reason, its first day and what it stops")
        return answers

    def answers(self) -> list[dict[str, str]]:
        """What was entered, in words; empty dates are left out, since nothing is recorded of them."""
        shown = [
            bound
            for bound in self.visible_fields()
            if bound.name not in DAY_FIELDS or self.cleaned_data[bound.name].is_known
        ]
        return [{"label": str(bound.label), "value": in_words(bound)} for bound in shown]

    def facts(self) -> RunningCase:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        same = ("reference", "partnership", "stage", "pseudonym", "death_date", "death_type", "partnership_before",
                "outcome", "stood_at", "letter_outcome")  # fmt: skip  # names alike on both sides
        return RunningCase(
            **{name: answers[name] for name in same},
            chair=answers["chair_email"],
            days=self._days(),
            hold=self._hold(),
        )

    def _days(self) -> dict[Event, PartialDate]:
        days = {event: self.cleaned_data[name] for name, event in DAY_FIELDS.items()}
        return {event: day for event, day in days.items() if day.is_known}

    def _hold(self) -> HoldTerms | None:
        answers = self.cleaned_data
        if not answers["hold_reason"]:
            return None
        scope = frozenset(HoldScope(value) for value in answers["hold_stops"])
        return HoldTerms(HoldReason(answers["hold_reason"]), scope, answers["hold_since"], note=answers["hold_note"])

    def perform(self) -> Case:
        """Take the case on; may raise a ReviewError."""
        return take_on(by=self.by, case_facts=self.facts())


class TakeOnFileForm(forms.Form):
    """A file of a portfolio."""

    file = forms.FileField(
        label="File",
        help_text="CSV or a workbook (.xlsx), one row a case, up to 500 rows.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )


def _missing_of_hold(answers: Mapping[str, Any]) -> list[str]:
    """What a hold told in part lacks; nothing where none is told."""
    parts = ("hold_reason", "hold_since", "hold_stops")
    missing = [name for name in parts if not answers.get(name)]
    return missing if len(missing) < len(parts) else []
