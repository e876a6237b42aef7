"""What do we ask about a body that is followed by others?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from dhr_cases.actions.organisations import Follower
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_choices
from dhr_cases.models import Organisation, SuccessionShape
from funding.actions.successions import record_succession
from funding.forms.core import FundingForm
from funding.models import Agreement
from funding.money import pounds
from funding.passing_on import ONE_DAY, left_behind
from funding.verbs import FundingVerb

MOST_FOLLOWERS = 4
PLACES = range(1, MOST_FOLLOWERS + 1)
SOURCE = "An Act, an order, a minute, a web page."


class RecordSuccessionForm(FundingForm):
    """Who follows whom from which day; up to four successors, each with its share."""

    verb = FundingVerb.RECORD_SUCCESSION
    intro = "Each contribution the body leaves is passed on, and each successor is asked for its part."
    checks_answers = True
    is_grave = True
    fieldsets = [
        ("The body that ends", ["predecessor", "effective_on", "is_planned"]),
        ("Who follows", ["shape", *(name for place in PLACES for name in (f"successor_{place}", f"share_{place}"))]),
        ("Where this is written", ["source"]),
    ]

    predecessor = forms.TypedChoiceField(label="Which body ends?", coerce=int)
    effective_on = ExactDateField(label="First day of the successor", noun="the first day of the successor")
    is_planned = forms.BooleanField(label="This is planned and may still change", required=False)
    shape = forms.ChoiceField(
        label="How do its duties pass?",
        choices=SuccessionShape.choices,
        initial=SuccessionShape.ONE_TO_ONE,
        widget=forms.RadioSelect,
    )
    source = ReasonField(label="Source", help_text=SOURCE, error_messages={"required": "Enter the source"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in PLACES:
            self._add_place(place)
        self.order_fields([name for _, names in self.fieldsets for name in names])

    def prepare(self) -> None:
        """Bodies by name; one that has ended may still have left money behind."""
        self.bodies = {body.pk: body for body in Organisation.objects.all()}
        offer_choices(self, "predecessor", [("", "Choose"), *((pk, str(body)) for pk, body in self.bodies.items())])

    def _add_place(self, place: int) -> None:
        number = "Successor" if place == 1 else f"Successor {place}"
        follower = forms.TypedChoiceField(label=number, required=False, coerce=int, empty_value=None)
        follower.choices = [("", "None"), *((pk, str(body)) for pk, body in self.bodies.items())]
        share = forms.IntegerField(
            label=f"Share of {number.lower()}",
            required=False,
            min_value=1,
            max_value=1_000_000,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        )
        if place == 1:
            follower.help_text = "Leave this empty where the change is planned and nobody is named yet."
            share.help_text = "A plain number beside the others: 2 and 1 make two thirds and one third. Empty means 1."
        self.fields[f"successor_{place}"], self.fields[f"share_{place}"] = follower, share

    def followers(self) -> list[Follower]:
        """The successors chosen, with their shares."""
        answers = self.cleaned_data
        chosen = [(answers[f"successor_{place}"], answers[f"share_{place}"] or 1) for place in PLACES]
        return [Follower(self.bodies[pk], share) for pk, share in chosen if pk]

    def clean(self) -> dict[str, Any]:
        """A day to come is a plan."""
        answers = super().clean() or self.cleaned_data
        day = answers.get("effective_on")
        if day and day > today() and not answers.get("is_planned"):
            self.add_error("is_planned", "The day is to come: tick that this is planned")
        return answers

    def consequence(self) -> str:
        """What the body leaves, said before it is done."""
        left = self._left()
        if not left:
            return "The body has no contribution here from that year on: nobody is asked now."
        if self.cleaned_data["is_planned"]:
            return f"{_sum_of(left)} from that year on will pass when the day comes; nobody is asked before."
        return f"{_sum_of(left)} from that year on: every successor is asked for its part of what was not paid."

    def _left(self) -> list[Agreement]:
        body = self.bodies[self.cleaned_data["predecessor"]]
        return left_behind(self.partnership, body, self.cleaned_data["effective_on"] - ONE_DAY)

    def perform(self) -> None:
        answers = self.cleaned_data
        record_succession(
            partnership=self.partnership,
            by=self.by,
            predecessor=self.bodies[answers["predecessor"]],
            effective_on=answers["effective_on"],
            followers=self.followers(),
            shape=SuccessionShape(answers["shape"]),
            is_planned=answers["is_planned"],
            source=answers["source"],
        )


FORMS = (RecordSuccessionForm,)


def _sum_of(left: Sequence[Agreement]) -> str:
    count = "One contribution" if len(left) == 1 else f"{len(left)} contributions"
    return f"{count} of {pounds(sum(row.amount_pence or 0 for row in left))}"
