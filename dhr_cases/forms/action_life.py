"""Forms for what becomes of an action: evidence, verification, another owner; and for what was sent to others."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import action_evidence, action_transfers, action_verifying, national, recommendations
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import bodies_today, offer_rows, subject_of
from dhr_cases.forms.publication import long_text
from dhr_cases.models import (
    Action,
    Case,
    NationalSending,
    Organisation,
    Recommendation,
    ReplyKind,
    Strength,
    User,
    Verdict,
)
from dhr_cases.papers.uploads import FILE_KINDS
from dhr_cases.policies.action_life import check_action_runs
from dhr_cases.verbs import Verb

TAKES = "We take " + ", ".join(f".{kind.ending}" for kind in FILE_KINDS) + ". No macros, no password."

RECORDED_ALREADY = "This is recorded already. What you change takes its place; the earlier words stay in the history."


def evidence_file() -> forms.FileField:
    """A file that shows that an action was carried out; none for a statement."""
    return forms.FileField(
        label="File",
        required=False,
        help_text=f"Leave it empty to make a statement. {TAKES}",
        error_messages={"empty": "The file is empty. Choose the file again."},
    )


def evidence_words() -> Any:
    """What the evidence shows, in the words of whoever brings it."""
    return long_text(
        "What does it show?",
        help_text="What changed, and where that can be seen: an audit, a count, a policy in use. No names of people.",
    )


class RecommendationForm(ActForm):
    """An act about one recommendation of the case."""

    needs_subject = True
    done_at = "case_recommendations"

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Recommendation]:
        return Recommendation.objects.filter(case=case)

    @property
    def recommendation(self) -> Recommendation:
        return subject_of(self, Recommendation)


class OfActionForm(ActForm):
    """An act about one action of the case."""

    needs_subject = True
    done_at = "case_recommendations"

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[Action]:
        return Action.objects.filter(recommendation__case=case)

    @property
    def action(self) -> Action:
        return subject_of(self, Action)


class OfRunningActionForm(OfActionForm):
    """An act about an action that has not ended."""

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, Action):
            check_action_runs(subject)


class OfSendingForm(ActForm):
    """An act about one sending of a recommendation."""

    needs_subject = True
    done_at = "case_recommendations"

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[NationalSending]:
        return NationalSending.objects.filter(recommendation__case=case)

    @property
    def sending(self) -> NationalSending:
        return subject_of(self, NationalSending)

    def begin_with(self, recorded_on: datetime.date | None, **recorded: object) -> None:
        """Begin with what is recorded, and say that a change takes its place; begin empty where nothing is."""
        if recorded_on is not None:
            self.initial.update(recorded)
            self.intro = RECORDED_ALREADY


class GradeRecommendationForm(RecommendationForm):
    verb = Verb.GRADE_RECOMMENDATION
    intro = "Asking people to know or to remember changes least; changing how a system works changes most."

    strength = forms.TypedChoiceField(
        label="How strong is it?", choices=Strength.choices, coerce=Strength, widget=forms.RadioSelect, required=False
    )

    def prepare(self) -> None:
        self.fields["strength"].initial = self.recommendation.strength

    def perform(self) -> None:
        strength = Strength(self.cleaned_data["strength"])
        recommendations.grade_recommendation(
            case=self.case, by=self.by, recommendation=self.recommendation, strength=strength
        )


class AddEvidenceForm(OfRunningActionForm):
    verb = Verb.ADD_EVIDENCE
    intro = "Add what the owner gave you. Whoever adds it does not verify the action."

    text = evidence_words()
    upload = evidence_file()

    def perform(self) -> None:
        action_evidence.add_evidence(case=self.case, by=self.by, action=self.action, **self.cleaned_data)


class VerifyActionForm(OfActionForm):
    verb = Verb.VERIFY_ACTION
    checks_answers = True
    aside_template = "acts/asides/evidence.html"
    intro = (
        "You look at the evidence for somebody else's action. You cannot if you stand for its owner, recorded it as "
        "done, or added evidence."
    )

    verdict = forms.TypedChoiceField(
        label="What did you find?", choices=Verdict.choices, coerce=Verdict, widget=forms.RadioSelect
    )
    note = long_text("What did you look at, or what is missing?", help_text="The owner reads it.")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, Action):
            action_verifying.check_waits_for(by, subject)

    def aside(self) -> Mapping[str, Any]:
        return {"action": self.action, "evidence": self.action.evidence.select_related("organisation")}

    def perform(self) -> None:
        action_verifying.verify_action(case=self.case, by=self.by, action=self.action, **self.cleaned_data)


class TransferActionForm(OfRunningActionForm):
    verb = Verb.TRANSFER_ACTION
    intro = "The other body is asked for news from now on. What was said of the action stays with it."

    to = forms.ModelChoiceField(Organisation.objects.none(), label="Which body takes it over?")
    reason = ReasonField()

    def prepare(self) -> None:
        offer_rows(self, "to", bodies_today().exclude(pk=self.action.owner_id or 0))

    def perform(self) -> None:
        action_transfers.transfer_action(case=self.case, by=self.by, action=self.action, **self.cleaned_data)


class SupersedeActionForm(OfRunningActionForm):
    verb = Verb.SUPERSEDE_ACTION

    replacement = forms.ModelChoiceField(
        Action.objects.none(),
        label="Which action takes its place?",
        required=False,
        empty_label="None of this review: the reason says what",
    )
    reason = ReasonField(label="What takes its place, and why?")

    def prepare(self) -> None:
        others = self.subjects(self.case).exclude(pk=self.action.pk)
        offer_rows(self, "replacement", others, lambda action: str(action.text))

    def perform(self) -> None:
        action_transfers.supersede_action(case=self.case, by=self.by, action=self.action, **self.cleaned_data)


class SendRecommendationForm(RecommendationForm):
    verb = Verb.SEND_RECOMMENDATION
    what_follows = "A reply is awaited from now on; when it is due follows from the settings."

    addressee = forms.CharField(label="To whom was it sent?", max_length=300)
    means = forms.CharField(
        label="How was it sent?", required=False, max_length=200, help_text="Such as letter or e-mail, and its number."
    )
    sent_on = ExactDateField(label="When was it sent?", noun="the date of sending", latest=today)

    def prepare(self) -> None:
        self.fields["addressee"].initial = self.recommendation.addressee_text

    def perform(self) -> None:
        national.send_recommendation(
            case=self.case, by=self.by, recommendation=self.recommendation, **self.cleaned_data
        )


class RecordReceiptForm(OfSendingForm):
    verb = Verb.RECORD_RECEIPT

    receipt_on = ExactDateField(label="When did it arrive?", noun="the date of arrival", latest=today)
    note = forms.CharField(
        label="How do you know?", max_length=300, help_text="Such as an acknowledgement or a tracked letter."
    )

    def prepare(self) -> None:
        self.begin_with(self.sending.receipt_on, receipt_on=self.sending.receipt_on, note=self.sending.receipt_note)

    def perform(self) -> None:
        national.record_receipt(case=self.case, by=self.by, sending=self.sending, **self.cleaned_data)


class RecordReplyForm(OfSendingForm):
    verb = Verb.RECORD_REPLY

    reply_on = ExactDateField(label="What date does the reply bear?", noun="the date of the reply", latest=today)
    reply = forms.TypedChoiceField(
        label="What do they say?",
        choices=[(kind.value, kind.label) for kind in ReplyKind if kind is not ReplyKind.NONE],
        coerce=ReplyKind,
        widget=forms.RadioSelect,
    )
    text = long_text("The reply in short")

    def prepare(self) -> None:
        said = self.sending
        self.begin_with(said.reply_on, reply_on=said.reply_on, reply=said.reply, text=said.reply_text)

    def perform(self) -> None:
        national.record_reply(case=self.case, by=self.by, sending=self.sending, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (
    GradeRecommendationForm,
    AddEvidenceForm,
    VerifyActionForm,
    TransferActionForm,
    SupersedeActionForm,
    SendRecommendationForm,
    RecordReceiptForm,
    RecordReplyForm,
)
