"""Forms for protected words, for deciding about what was found in a text, and for keeping a record from destruction.

Protected words are typed here and shown nowhere but on the register: a change starts with them empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import anonymity
from dhr_cases.actions.anonymity import LONGEST_REPLACEMENT, Protection
from dhr_cases.anonymisation.text_findings import TextFinding
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField, today
from dhr_cases.forms.filling import offer_rows, subject_of
from dhr_cases.models import Case, LegalHold, Person, ProtectedToken, User
from dhr_cases.verbs import Verb

KINDS = [(kind.value, kind.label) for kind in TokenKind]
COVERED = ("value", "variants", "note")
"""Fields kept behind "Show names"."""

LATER = ("", "Leave for later")


class ProtectWordsForm(ActForm):
    verb = Verb.PROTECT_WORDS
    intro = "People recorded on the People page are protected by themselves. Add what else leads to somebody."
    what_follows = "Drafts and files are looked through for these words from now on."

    kind = forms.TypedChoiceField(label="What is it?", choices=KINDS, coerce=TokenKind)
    value = forms.CharField(label="Words to protect", max_length=500)
    variants = forms.CharField(
        label="Other ways it is written",
        required=False,
        help_text="One a line: nicknames, initials, misspellings seen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    replacement = forms.CharField(
        label="What is printed instead?", max_length=LONGEST_REPLACEMENT, help_text="For example: a primary school."
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label="Whose is it?", required=False, empty_label="Nobody in the list"
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = ReasonField(label="Why is it changed?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[ProtectedToken]:
        return ProtectedToken.objects.filter(case=case)

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, ProtectedToken):
            anonymity.check_still_protected(subject)

    def prepare(self) -> None:
        offer_rows(self, "person", Person.objects.filter(case=self.case))
        if self.subject is None:
            del self.fields["reason"]
            return
        self.intro = "What is protected starts empty. Leave it empty to keep what is recorded."
        token = subject_of(self, ProtectedToken)
        self.initial = {name: getattr(token, name) for name in ("kind", "replacement", "person")}
        self.fields["value"].required = False

    def words(self) -> Protection:
        """The answers as the action takes them; covered ones left empty stay as recorded."""
        answers = dict(self.cleaned_data)
        answers.pop("reason", None)
        for name in COVERED if self.subject is not None else ():
            answers[name] = answers[name] or getattr(self.subject, name)
        return Protection(**answers)

    def perform(self) -> None:
        if self.subject is None:
            anonymity.protect_words(case=self.case, by=self.by, words=self.words())
            return
        token, reason = subject_of(self, ProtectedToken), self.cleaned_data["reason"]
        anonymity.change_protection(case=self.case, by=self.by, token=token, words=self.words(), reason=reason)


class ProtectManyForm(ActForm):
    """Not in the table of forms: its page is among those on anonymity."""

    verb = Verb.PROTECT_WORDS
    title = "Protect words from a list"
    intro = "One a line: words = what is printed instead. Other ways of writing follow the words after a stroke."
    what_follows = "Drafts and files are looked through for these words from now on."

    kind = forms.TypedChoiceField(label="What are they?", choices=KINDS, coerce=TokenKind)
    lines = forms.CharField(
        label="Words",
        help_text="For example: Oast Primary School / Oasty = a primary school",
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def perform(self) -> None:
        anonymity.protect_many(case=self.case, by=self.by, **self.cleaned_data)


class EndProtectionForm(ActForm):
    verb = Verb.END_PROTECTION
    needs_subject = True
    what_follows = "The words stay in the register as no longer protected. Files are looked through without them."

    reason = ReasonField(label="Why do the words need no protection?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[ProtectedToken]:
        return ProtectedToken.objects.filter(case=case)

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, ProtectedToken):
            anonymity.check_still_protected(subject)

    def perform(self) -> None:
        token = subject_of(self, ProtectedToken)
        anonymity.end_protection(case=self.case, by=self.by, token=token, **self.cleaned_data)


class StartLegalHoldForm(ActForm):
    verb = Verb.START_LEGAL_HOLD
    intro = "While a record is kept, it cannot be destroyed. No other work stops."
    what_follows = "The record is kept until this is ended with a reason."

    reason = ReasonField(label="Why must the record be kept?", help_text="")
    asked_by = forms.CharField(label="Who asked for it?", max_length=200, required=False)

    def perform(self) -> None:
        anonymity.start_legal_hold(case=self.case, by=self.by, **self.cleaned_data)


class EndLegalHoldForm(ActForm):
    verb = Verb.END_LEGAL_HOLD
    needs_subject = True
    what_follows = "Once the case is closed, two people may have its record destroyed."

    ends_on = ExactDateField(label="On which day did it end?", noun="the day it ended", latest=today)
    reason = ReasonField(label="Why need the record not be kept any longer?")

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[LegalHold]:
        return LegalHold.objects.filter(case=case)

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, LegalHold):
            anonymity.check_legal_hold_lasts(subject)

    def perform(self) -> None:
        hold = subject_of(self, LegalHold)
        anonymity.end_legal_hold(case=self.case, by=self.by, hold=hold, **self.cleaned_data)


class PastedTextForm(forms.Form):
    """A text from elsewhere; it is looked through and not kept."""

    text = forms.CharField(
        label="Text", help_text="It is looked through and not kept.", widget=forms.Textarea(attrs={"rows": 14})
    )


class FindingsForm(forms.Form):
    """One question for each finding that is not decided yet: keep, replace or make less exact, and in which words."""

    hides_optional = True

    def __init__(self, data: Mapping[str, Any] | None, findings: Iterable[TextFinding]) -> None:
        super().__init__(data)
        self.findings = {row.fingerprint: row for row in findings}
        for mark, finding in self.findings.items():
            self._ask(mark, finding)

    def _ask(self, mark: str, finding: TextFinding) -> None:
        found = finding.suggestion
        self.fields[f"do_{mark}"] = forms.ChoiceField(
            label=f"What to do with “{found.words}”",
            choices=_choices(found.kind),
            required=False,
            widget=forms.RadioSelect,
            initial=Judgement.REPLACE if found.kind is FindingKind.PROTECTED and finding.instead else "",
        )
        self.fields[f"say_{mark}"] = forms.CharField(
            label="Printed instead", max_length=LONGEST_REPLACEMENT, required=False, initial=finding.instead
        )

    def answers(self) -> dict[str, tuple[Judgement, str]]:
        """What was decided, by fingerprint; what is left for later is left out."""
        decided = {mark: self.cleaned_data.get(f"do_{mark}", "") for mark in self.findings}
        return {
            mark: (Judgement(chosen), "" if chosen == Judgement.KEEP else self.cleaned_data[f"say_{mark}"])
            for mark, chosen in decided.items()
            if chosen
        }

    def questions(self) -> list[dict[str, Any]]:
        """Each finding with its two fields, for the page."""
        return [
            {"finding": finding, "do": self[f"do_{mark}"], "say": self[f"say_{mark}"]}
            for mark, finding in self.findings.items()
        ]


def _choices(kind: FindingKind) -> Sequence[tuple[str, str]]:
    """A protected word is never kept."""
    allowed = [row for row in Judgement if row is not Judgement.KEEP or kind is not FindingKind.PROTECTED]
    return [*((row.value, row.label) for row in allowed), LATER]


FORMS: tuple[type[ActForm], ...] = (ProtectWordsForm, EndProtectionForm, StartLegalHoldForm, EndLegalHoldForm)
