"""What may be supposed of a year: who does not pay, what costs more, how many more reviews start?"""

from decimal import Decimal
from typing import Any

from django import forms

from dhr_cases.forms.fields import MoneyField
from dhr_cases.forms.filling import offer_choices
from funding.money import in_words
from funding.position import ShareFact, YearFacts
from funding.scenarios import Change, cost_multiplied, more_reviews, partner_does_not_pay

MOST_TIMES = 100
MOST_REVIEWS = 50
NUMBER = "Enter a number, such as 2 or 1.5"
WHOLE = "Enter a whole number, such as 2"


class ScenarioForm(forms.Form):
    """Changes to the facts of one year, nothing of which is kept; ``average`` is the local cost of a review, pence."""

    hides_optional = True
    fieldsets = [
        ("More reviews", ["more", "each"]),
        ("A review that costs more or less", ["review", "times"]),
        ("Partners that do not pay", ["partners"]),
    ]

    partners = forms.MultipleChoiceField(
        label="Who pays nothing further?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What has been received already stays.",
        error_messages={"invalid_choice": "Choose among the partners of this year"},
    )
    review = forms.ChoiceField(
        label="Which review?",
        required=False,
        error_messages={"invalid_choice": "Choose among the reviews that cost something this year"},
    )
    times = forms.DecimalField(
        label="How many times its planned cost?",
        required=False,
        min_value=0,
        max_value=MOST_TIMES,
        decimal_places=2,
        help_text="2 doubles it, 0.5 halves it. What is fully paid stays.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        error_messages={
            "invalid": NUMBER,
            "min_value": "A review cannot cost less than nothing",
            "max_value": f"Enter at most {MOST_TIMES}",
            "max_decimal_places": "Enter at most two figures after the point",
        },
    )
    more = forms.IntegerField(
        label="How many more reviews start?",
        required=False,
        min_value=0,
        max_value=MOST_REVIEWS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "invalid": WHOLE,
            "min_value": "The number cannot be below nought",
            "max_value": f"Enter at most {MOST_REVIEWS}",
        },
    )
    each = MoneyField(label="What does each of them cost?", required=False)

    def __init__(self, *args: Any, facts: YearFacts, average: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.average = average
        self.names = {share.key: _named(share) for share in facts.shares}
        references = sorted(filter(None, {cost.reference for cost in facts.costs}))
        self.choices_of("partners", [(share.key, _offered(share)) for share in facts.shares])
        self.choices_of("review", [("", "None"), *zip(references, references, strict=True)])
        local = f"Left empty: the local average, {in_words(average)}." if average else "No local average is set."
        self.fields["each"].help_text = local

    def choices_of(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer these answers; a question without any is not asked."""
        offer_choices(self, name, choices)
        if not any(value for value, _ in choices):
            for left_out in {"review": ("review", "times")}.get(name, (name,)):
                del self.fields[left_out]

    def clean(self) -> dict[str, Any]:
        """Each supposition whole or not at all."""
        cleaned = super().clean() or {}
        self._check_review(cleaned.get("review"), cleaned.get("times"))
        if cleaned.get("more") and self._each(cleaned) is None:
            self._ask_for("each", "Enter what a review costs, because no local average is set")
        return cleaned

    def _check_review(self, review: str | None, times: Decimal | None) -> None:
        """A review is named with how many times its cost, or neither is; what is wrong by itself is said already."""
        if review and times is None:
            self._ask_for("times", "Enter how many times its planned cost the review comes to")
        if times is not None and not review:
            self._ask_for("review", "Choose the review that costs so much")

    def _ask_for(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def _each(self, cleaned: dict[str, Any]) -> int | None:
        typed: int | None = cleaned.get("each")
        return self.average if typed is None else typed

    def changes(self) -> list[Change]:
        """What is supposed, in the order of the page; empty when nothing was."""
        given = self.cleaned_data
        found = [partner_does_not_pay(key, self.names[key]) for key in given.get("partners", [])]
        if given.get("review"):
            found.append(cost_multiplied(given["review"], given["times"]))
        if given.get("more"):
            found.append(more_reviews(given["more"], self._each(given)))
        return found


def _named(share: ShareFact) -> str:
    return f"{share.name_at_time} (taken over)" if share.takes_over else share.name_at_time


def _offered(share: ShareFact) -> str:
    amount = "in kind" if share.share is None and share.in_kind else in_words(share.share, share.qualifier)
    return f"{_named(share)}: {amount}"
