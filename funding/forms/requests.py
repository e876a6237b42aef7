"""What do we ask about a request for money: asking, reminding, replying, taking and approving an answer?"""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from dhr_cases.deadlines import long_date
from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField, today
from dhr_cases.forms.filling import offer_rows
from dhr_cases.models import Organisation, Partnership
from funding.actions import requests as acts
from funding.actions.answer_lines import least_to_confirm, lines_of
from funding.actions.asking import Asking
from funding.forms.core import FundingForm
from funding.forms.grant_fields import qualifier_field, subject_of
from funding.models import FundingRequest
from funding.money import Qualifier, in_words, pounds
from funding.terms import ANSWERS, ENTRY_KINDS, Answer
from funding.verbs import FundingVerb
from funding.years import FinancialYear

WHY = "What the money is for and why this body is asked. The partner reads it."


class AskForm(FundingForm):
    """One body is asked for one year."""

    verb = FundingVerb.ASK
    intro = "The body's funding contact is told, and the request stands on the forward plan until it is answered."
    fieldsets = [
        ("Who is asked", ["organisation", "amount_pence", "qualifier", "why", "due_on"]),
        ("Where it was decided", ["asking_body", "meeting", "met_on", "minute"]),
    ]

    organisation = forms.ModelChoiceField(
        label="Which body is asked?", queryset=Organisation.objects.none(), empty_label="Choose"
    )
    amount_pence = MoneyField(
        label="How much for the whole year?", required=False, help_text="Leave it empty to let the body name its sum."
    )
    qualifier = qualifier_field()
    why = forms.CharField(
        label="Why", help_text=WHY, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Say why"}
    )
    due_on = ExactDateField(
        label="Answer due on",
        noun="the day the answer is due",
        required=False,
        help_text="Leave it empty for the days that your settings give.",
    )
    asking_body = forms.CharField(label="Who asks?", max_length=200, required=False)
    meeting = forms.CharField(label="Meeting", max_length=200, required=False)
    met_on = ExactDateField(label="Day of the meeting", noun="the day of the meeting", required=False, latest=today)
    minute = forms.CharField(label="Minute number", max_length=40, required=False)

    def prepare(self) -> None:
        """Bodies that exist in the year or end within it."""
        offer_rows(self, "organisation", bodies_in(self.year))
        self.fields["asking_body"].initial = self.partnership.name

    def perform(self) -> None:
        acts.ask(partnership=self.partnership, by=self.by, asking=Asking(year=self.year, **self.cleaned_data))


def bodies_in(year: FinancialYear) -> QuerySet[Organisation]:
    """Bodies that exist on a day of the year, by name."""
    rows: QuerySet[Organisation] = Organisation.objects.filter(Q(ends_on=None) | Q(ends_on__gte=year.first))
    return rows.filter(Q(starts_on=None) | Q(starts_on__lte=year.last))


class RequestForm(FundingForm):
    """A form about one request of the year."""

    needs_subject = True

    @classmethod
    def subjects(cls, partnership: Partnership, year: FinancialYear) -> QuerySet[Any]:
        rows = FundingRequest.objects.filter(partnership=partnership, year=year.start)
        return rows.select_related("organisation", "agreement__organisation", "partnership", "journal")

    @property
    def row(self) -> FundingRequest:
        """The request the form is about."""
        return subject_of(self, FundingRequest)


class ChaseForm(RequestForm):
    """A reminder needs no words of its own."""

    verb = FundingVerb.CHASE

    def prepare(self) -> None:
        """Say when the last one went out."""
        last = self.row.chased_on
        told = f"The last reminder went out on {long_date(last)}." if last else "No reminder has gone out yet."
        vars(self)["intro"] = f"The body's funding contact gets a letter with the request. {told}"

    def perform(self) -> None:
        acts.chase(request=self.row, by=self.by)


class WithdrawRequestForm(RequestForm):
    """Why the question is taken back."""

    verb = FundingVerb.WITHDRAW_REQUEST
    intro = "The body is no longer asked. An answer that waits for approval goes with the request."
    is_grave = True

    reason = ReasonField(help_text="The partner reads it.")

    def perform(self) -> None:
        acts.withdraw_request(request=self.row, by=self.by, reason=self.cleaned_data["reason"])


class AskAgainForm(RequestForm):
    """A closed request is opened once more."""

    verb = FundingVerb.ASK_AGAIN

    amount_pence = MoneyField(label="How much for the whole year?", required=False)
    due = ExactDateField(
        label="Answer due on",
        noun="the day the answer is due",
        required=False,
        help_text="Leave it empty for the days that your settings give.",
    )
    why = forms.CharField(
        label="Why", help_text=WHY, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Say why"}
    )

    def prepare(self) -> None:
        """Begin with what was asked before."""
        self.fields["amount_pence"].initial = self.row.amount_pence
        self.fields["why"].initial = self.row.why

    def perform(self) -> None:
        acts.ask_again(request=self.row, by=self.by, **self.cleaned_data)


class ReplyForm(RequestForm):
    """The words that answer the partner's question."""

    verb = FundingVerb.REPLY

    text = forms.CharField(label="Your reply", widget=forms.Textarea(attrs={"rows": 5}))

    def aside(self) -> dict[str, object] | None:
        """The question, beside the reply."""
        question = self.row.messages.filter(is_from_partner=True).last()
        return {"heading": "The question", "texts": [question.text]} if question else None

    def perform(self) -> None:
        acts.reply(request=self.row, by=self.by, text=self.cleaned_data["text"])


class RecordAnswerForm(RequestForm):
    """An answer that came by letter, e-mail or at a meeting."""

    verb = FundingVerb.RECORD_ANSWER
    intro = "Record what the body said elsewhere. Somebody else has to approve it before it counts."

    answer = forms.ChoiceField(
        label="What did the body answer?",
        choices=[
            (Answer.CONFIRM.value, "It will pay"),
            (Answer.PLEDGE.value, "It pledges a part, or a sum still to be confirmed"),
            (Answer.DECLINE.value, "It will not pay"),
        ],
        widget=forms.RadioSelect,
    )
    amount_pence = MoneyField(label="How much for the whole year?", required=False)
    given_on = ExactDateField(label="Day of the answer", noun="the day of the answer", latest=today)
    source = forms.CharField(
        label="Where was it given?", max_length=300, help_text="Such as an e-mail of the treasurer, or a minute."
    )
    reason = forms.CharField(
        label="Its reason",
        required=False,
        help_text="Needed for a refusal, and for a sum other than the one asked.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    order_number = forms.CharField(label="Its order number", max_length=60, required=False)

    def prepare(self) -> None:
        """Say what was asked, and from which sum on the answer is a confirmation."""
        asked = in_words(self.row.amount_pence, Qualifier(self.row.qualifier))
        least = least_to_confirm(self.row)
        told = f" {pounds(least)} or more can be confirmed; less is a pledge of a part." if least else ""
        self.fields["amount_pence"].help_text = f"Asked for: {asked}.{told}"
        self.fields["amount_pence"].initial = self.row.amount_pence

    def perform(self) -> None:
        said = {**self.cleaned_data, "answer": Answer(self.cleaned_data["answer"])}
        acts.record_answer(request=self.row, by=self.by, **said)


class DecideAnswerForm(RequestForm):
    """A form of whoever approves, with the answer beside it."""

    def aside(self) -> dict[str, object] | None:
        """What was answered, by whom, and what it would write."""
        return {"heading": "The answer", "texts": [], "rows": list(answer_rows(self.row))}


def answer_rows(row: FundingRequest) -> list[dict[str, str]]:
    """The answer of a request as labels and values, with what it would write into the ledger."""
    if not row.answer:
        return []
    return [
        {"label": "Answer", "value": ANSWERS[Answer(row.answer)]},
        {"label": "Sum", "value": row.answered_in_words},
        {"label": "Asked for", "value": in_words(row.amount_pence, Qualifier(row.qualifier))},
        {"label": "Reason", "value": row.answer_reason or "none given"},
        {"label": "Order number", "value": row.order_number or "none given"},
        {"label": "Given or recorded by", "value": _given_by(row)},
        {"label": "Writes into the ledger", "value": _writes(row) or "nothing"},
    ]


def _given_by(row: FundingRequest) -> str:
    """Who answered and when; "" while no day is recorded."""
    given = row.answered_by.full_name if row.answered_by else ""
    return f"{given}, {long_date(row.answered_on)}" if row.answered_on else ""


def _writes(row: FundingRequest) -> str:
    """What the answer would write into the ledger; "" for nothing."""
    lines = lines_of(row, Answer(row.answer), row.answered_pence)
    return "; ".join(f"{ENTRY_KINDS[line.kind].label} {pounds(line.signed_pence)}" for line in lines)


class ApproveAnswerForm(DecideAnswerForm):
    """The answer is posted."""

    verb = FundingVerb.APPROVE_ANSWER
    intro = "What is posted cannot be changed, only reversed."

    def perform(self) -> None:
        acts.approve_answer(request=self.row, by=self.by)


class SendBackAnswerForm(DecideAnswerForm):
    """The answer is refused with words the partner reads."""

    verb = FundingVerb.SEND_BACK_ANSWER
    intro = "Nothing is posted, and the body is asked once more."

    reason = ReasonField(help_text="The partner reads it.")

    def perform(self) -> None:
        acts.send_back_answer(request=self.row, by=self.by, reason=self.cleaned_data["reason"])


FORMS = (
    AskForm, ChaseForm, WithdrawRequestForm, AskAgainForm, ReplyForm, RecordAnswerForm, ApproveAnswerForm,
    SendBackAnswerForm,
)  # fmt: skip
