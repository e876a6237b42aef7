"""What do we ask about one rule of a funding model? A form for each kind; its answers are the rule as it is kept."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from dhr_cases.forms.fields import ExactDateField, MoneyField
from dhr_cases.forms.filling import offer_choices
from dhr_cases.models import Organisation
from funding.rules import Per, RuleType
from funding.terms import COST_CLASSES

WHOLE = "100"
ALL = "All costs"
NO_PERCENT = "Enter a per cent from 0 to 100, such as 12.5"
NO_WEIGHT = "Enter a whole number, such as 250000, or leave it empty"


class PercentField(forms.DecimalField):
    """So many per cent, from 0 to 100, kept as the text that was typed; "" for none."""

    suffix = "%"

    def __init__(self, **kwargs: Any) -> None:
        settings: dict[str, Any] = {
            "min_value": Decimal(0),
            "max_value": Decimal(100),
            "widget": forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            "error_messages": dict.fromkeys(("invalid", "min_value", "max_value"), NO_PERCENT),
        }
        super().__init__(**{**settings, **kwargs})

    def clean(self, value: Any) -> Any:
        """The per cent as a text without idle noughts."""
        found = super().clean(value)
        return "" if found is None else f"{found.normalize():f}"


class RuleForm(forms.Form):
    """A form for one kind of rule; its fields bear the names of the rule's keys."""

    kind: ClassVar[RuleType]
    of = forms.ChoiceField(label="Which cost does it cover?", required=False)

    def __init__(self, *args: Any, parties: Sequence[Organisation], rule: Mapping[str, Any], **kwargs: Any) -> None:
        self.bodies = parties
        self.rule = rule
        super().__init__(*args, **kwargs)
        self.initial = self.before(rule)
        self._offer(parties)
        self.order_fields([name for name in self.fields if name != "of"])

    def _offer(self, parties: Sequence[Organisation]) -> None:
        offer_choices(self, "of", [("", ALL), *((each.value, label) for each, label in COST_CLASSES.items())])
        for name in {"party", "parties"} & set(self.fields):
            offer_choices(self, name, [(body.code, body.name) for body in parties])

    def before(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        """First answers: the rule as it stands."""
        return dict(rule)

    def keys(self) -> dict[str, Any]:
        """The answers as keys of the rule; those left empty are left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])}

    def as_rule(self) -> dict[str, Any]:
        """The rule as it is kept."""
        return {"type": self.kind.value, **self.keys()}


class OnePartyForm(RuleForm):
    """A rule about one partner."""

    party = forms.ChoiceField(
        label="Which partner?", widget=forms.RadioSelect, error_messages={"required": "Choose a partner"}
    )


class FixedForm(OnePartyForm):
    kind = RuleType.FIXED

    amount_pence = MoneyField(label="How much?")
    per = forms.ChoiceField(
        label="Paid for what?",
        choices=[(Per.YEAR.value, "The year"), (Per.CASE.value, "Each review")],
        initial=Per.YEAR.value,
        widget=forms.RadioSelect,
        help_text="A model applied to each review takes the sum for each review either way.",
    )

    def before(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        return {"per": Per.YEAR.value, **rule}


class PercentForm(OnePartyForm):
    kind = RuleType.PERCENT

    percent = PercentField(label="How many per cent of the cost?")
    cap_pence = MoneyField(
        label="At most", required=False, help_text="What a cap leaves has no payer unless a later rule takes it."
    )
    floor_pence = MoneyField(label="At least", required=False)


class EqualForm(RuleForm):
    kind = RuleType.EQUAL

    parties = forms.MultipleChoiceField(
        label="Which partners?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one partner"},
    )
    percent = PercentField(label="How many per cent of the cost do they share?", required=False, initial=WHOLE)

    def before(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        return {"percent": WHOLE, **rule}


class WeightedForm(RuleForm):
    kind = RuleType.WEIGHTED

    percent = PercentField(label="How many per cent of the cost do they share?", required=False, initial=WHOLE)
    source = forms.CharField(label="Where do the weights come from?", max_length=200, required=False)
    as_at = ExactDateField(label="Weights as at", noun="the day of the weights", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for body in self.bodies:
            self.fields[self._name(body)] = forms.IntegerField(
                label=f"Weight of {body.name}",
                required=False,
                min_value=0,
                initial=self.rule.get("weights", {}).get(body.code),
                widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(("invalid", "min_value"), NO_WEIGHT),
            )

    def before(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        return {"percent": WHOLE, **rule}

    def keys(self) -> dict[str, Any]:
        day = self.cleaned_data["as_at"]
        named = {name: self.cleaned_data[name] for name in ("percent", "source", "of") if self.cleaned_data[name]}
        return {"weights": self._weights(), **named, **({"as_at": day.isoformat()} if day else {})}

    def _weights(self) -> dict[str, int]:
        """The weights that were stated, by code."""
        weights = {body.code: self.cleaned_data[self._name(body)] for body in self.bodies}
        return {code: weight for code, weight in weights.items() if weight is not None}

    @staticmethod
    def _name(body: Organisation) -> str:
        return f"weight_{body.pk}"


class RemainderForm(OnePartyForm):
    kind = RuleType.REMAINDER


class InKindForm(OnePartyForm):
    kind = RuleType.IN_KIND

    description = forms.CharField(label="What does it give?", max_length=300)
    value_pence = MoneyField(label="Value, if one is wanted", required=False)


class NoContributionForm(OnePartyForm):
    kind = RuleType.NONE


RULE_FORMS: Mapping[RuleType, type[RuleForm]] = {
    form.kind: form
    for form in (FixedForm, PercentForm, EqualForm, WeightedForm, RemainderForm, InKindForm, NoContributionForm)
}
"""One form for each kind of rule."""


class ExampleForm(forms.Form):
    """A cost to be shared out by the rules on the page, to see what they do."""

    hides_optional = True

    cost = MoneyField(label="Cost", required=False)
    of = forms.ChoiceField(
        label="Of which class?", choices=[(each.value, label) for each, label in COST_CLASSES.items()]
    )
    reviews = forms.IntegerField(
        label="For how many reviews?",
        min_value=1,
        max_value=1000,
        initial=1,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
