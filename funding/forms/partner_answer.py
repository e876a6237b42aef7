"""What may a body's funding contact type to answer a request for money, and what does it mean?"""

from collections.abc import Mapping
from typing import Any

from django import forms

from dhr_cases.forms.fields import MoneyField
from funding.models import FundingRequest
from funding.money import Qualifier, in_words, pounds
from funding.terms import ANSWERS, Answer, RequestState

CHOICE = "Choose your answer"
MANY_LINES = {"rows": 4}
FAULTS_OF_A_SUM = {Answer.DECLINE: "You chose to pay nothing. Leave the amount empty, or pledge a part."}
FAULTS_OF_NONE = {Answer.PLEDGE: "Enter how much you pledge", Answer.CONFIRM: "Enter how much you will pay"}


class AnswerForm(forms.Form):
    """Confirm, pledge or decline; the sum is asked for only where it is not the one named."""

    answer = forms.ChoiceField(
        label="What is your answer?", widget=forms.RadioSelect, error_messages={"required": CHOICE}
    )
    amount_pence = MoneyField(
        label="Amount", required=False, help_text="Only if it differs from the sum above, or none is named there."
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        widget=forms.Textarea(attrs=MANY_LINES),
        help_text="Needed if you pay another sum than asked, or nothing. The partnership reads it.",
        max_length=2000,
    )
    order_number = forms.CharField(
        label="Your order number", required=False, max_length=60, help_text="If your invoices need one."
    )

    def __init__(self, *args: Any, asked: FundingRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        field: Any = self.fields["answer"]
        field.choices = list(choices_for(asked).items())
        if asked.state == RequestState.PLEDGED:
            self.fields["order_number"].initial = asked.order_number

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen answer needs, beside the field it belongs to."""
        given = super().clean() or {}
        if "answer" not in given or self.errors:
            return given
        self._check_amount(Answer(given["answer"]), given.get("amount_pence"))
        self._check_reason(Answer(given["answer"]), given.get("amount_pence"), given.get("reason", ""))
        return given

    def _check_amount(self, answer: Answer, pence: int | None) -> None:
        fault = self._fault_of_none(answer) if pence is None else FAULTS_OF_A_SUM.get(answer)
        if fault:
            self.add_error("amount_pence", fault)

    def _fault_of_none(self, answer: Answer) -> str | None:
        """What is wrong with an answer without a sum: only what was named before can be confirmed like this."""
        is_known = answer is Answer.CONFIRM and self.whole_pence is not None
        return None if is_known else FAULTS_OF_NONE.get(answer)

    def _check_reason(self, answer: Answer, pence: int | None, reason: str) -> None:
        if reason.strip():
            return
        if answer is Answer.DECLINE:
            self.add_error("reason", "Enter why you will not pay")
        elif pence is not None and self.asked.amount_pence not in (None, pence):
            self.add_error("reason", f"You were asked for {asked_words(self.asked)}. Enter why the amount differs")

    @property
    def whole_pence(self) -> int | None:
        """What is confirmed when no other sum is typed: what was pledged, else what was asked."""
        return self.asked.answered_pence if self.asked.state == RequestState.PLEDGED else self.asked.amount_pence

    def given(self) -> dict[str, Any]:
        """The arguments of the act. A pledge confirmed as it was needs no new reason: the one given then holds."""
        answer = Answer(self.cleaned_data["answer"])
        pence: int | None = self.cleaned_data["amount_pence"]
        if answer is Answer.CONFIRM and pence is None:
            pence = self.whole_pence
        kept = self.asked.answer_reason if self.asked.state == RequestState.PLEDGED else ""
        return {
            "answer": answer,
            "amount_pence": pence,
            "reason": self.cleaned_data["reason"] or kept,
            "order_number": self.cleaned_data["order_number"],
        }

    def answers(self) -> list[dict[str, str]]:
        """The answers as the page shows them before they are sent."""
        given = self.given()
        rows = {
            "Your answer": choices_for(self.asked)[given["answer"]],
            "Amount": pounds(given["amount_pence"]) if given["amount_pence"] else "",
            "Reason": given["reason"],
            "Your order number": given["order_number"],
        }
        return [{"label": label, "value": value} for label, value in rows.items() if value]


class QuestionForm(forms.Form):
    """One question to the partnership."""

    text = forms.CharField(
        label="What do you want to know?",
        widget=forms.Textarea(attrs=MANY_LINES),
        max_length=2000,
        error_messages={"required": "Enter your question"},
    )


def choices_for(asked: FundingRequest) -> Mapping[Answer, str]:
    """The three answers in words that name the sum at stake."""
    if asked.state == RequestState.PLEDGED:
        pledged = pounds(asked.answered_pence or 0)
        return {
            Answer.CONFIRM: f"We confirm: we will pay the {pledged} that we pledged",
            Answer.PLEDGE: "We now pledge another sum",
            Answer.DECLINE: ANSWERS[Answer.DECLINE],
        }
    if asked.amount_pence is None:
        return {**ANSWERS, Answer.CONFIRM: "We will pay the amount below"}
    return {**ANSWERS, Answer.CONFIRM: f"We will pay the whole sum: {asked_words(asked)}"}


def asked_words(asked: FundingRequest) -> str:
    """The sum asked in words: "about £20,000", "not stated"."""
    return in_words(asked.amount_pence, Qualifier(asked.qualifier))
