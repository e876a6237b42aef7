"""Forms for looking a file through, approving it, and putting it on the public register."""

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import public_register, release
from dhr_cases.actions.public_register import LABELS
from dhr_cases.anonymity_terms import Judgement
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ReasonField
from dhr_cases.models import Case, PaperVersion, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.verbs import VERBS, Verb


class FileActForm(ActForm):
    """An act on one version of a paper for the public."""

    needs_subject = True
    done_at = "case_release"

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[PaperVersion]:
        return PaperVersion.objects.filter(paper__case=case, paper__kind__in=WRITTEN_AS).select_related("paper__case")

    @property
    def version(self) -> PaperVersion:
        """The file the act is about."""
        if not isinstance(self.subject, PaperVersion):
            raise TypeError("An act on a file needs a file.")
        return self.subject

    @property
    def heading(self) -> str:
        version = self.version
        return f"{VERBS[self.verb].label}: {LABELS[PaperKind(version.paper.kind)]}, version {version.number}"


class ScanForReleaseForm(FileActForm):
    verb = Verb.SCAN_FOR_RELEASE
    intro = (
        "Every corner of the file is read as it would be served: text, tables, notes, comments, tracked changes, "
        "hidden parts and the properties of the file. A long report takes a few seconds."
    )
    what_follows = "What was found stands on the page of the file."

    def perform(self) -> None:
        release.scan_for_release(case=self.case, by=self.by, version=self.version)


class ApproveReleaseForm(FileActForm):
    verb = Verb.APPROVE_RELEASE
    intro = "Your approval belongs to these exact bytes. When one of them changes it is worth nothing."
    what_follows = "The file is released when two people who did not write it have approved it."

    has_read = forms.BooleanField(
        label="I have read the whole file as the public would get it",
        error_messages={"required": "Read the whole file before you approve it"},
    )

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, PaperVersion):
            release.check_may_approve(by, subject)

    def perform(self) -> None:
        release.approve_release(case=self.case, by=self.by, version=self.version)


class WithdrawApprovalForm(FileActForm):
    verb = Verb.WITHDRAW_APPROVAL
    intro = "A file that is on the public register is not handed out any more from this moment."

    reason = ReasonField(label="Why do you take your approval back?")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, PaperVersion):
            release.check_has_approved(by, subject)

    def perform(self) -> None:
        release.withdraw_approval(case=self.case, by=self.by, version=self.version, **self.cleaned_data)


class PutUpFileForm(FileActForm):
    verb = Verb.PUT_UP_FILE
    checks_answers = True
    what_follows = "The public can open the file at once."

    label = forms.CharField(
        label="What does the public read this file is?",
        max_length=120,
        help_text="No names; for example Case briefing.",
    )

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, PaperVersion):
            public_register.check_goes_up(subject)

    def prepare(self) -> None:
        if isinstance(self.subject, PaperVersion):
            self.initial["label"] = LABELS[PaperKind(self.subject.paper.kind)]

    def perform(self) -> None:
        public_register.put_up_file(case=self.case, by=self.by, version=self.version, **self.cleaned_data)


class CorrectFileForm(FileActForm):
    verb = Verb.CORRECT_FILE
    checks_answers = True
    what_follows = "The earlier version is taken down. The public reads that there was one, and why it was corrected."

    reason = ReasonField(label="Why is the file corrected?", help_text="The public reads this. No names.")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, PaperVersion):
            public_register.check_corrects(subject)

    def perform(self) -> None:
        public_register.correct_file(case=self.case, by=self.by, version=self.version, **self.cleaned_data)


class RefreshProgressForm(ActForm):
    verb = Verb.REFRESH_PROGRESS
    done_at = "case_release"
    intro = "The public register shows the action plan as it stood when this was last done."

    def perform(self) -> None:
        public_register.refresh_progress(case=self.case, by=self.by)


class FindingForm(forms.Form):
    """What is decided about one finding of a scan."""

    judgement = forms.ChoiceField(
        label="What is to be done with these words?",
        choices=[(row.value, row.label) for row in Judgement],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is to be done with these words"},
    )
    replacement = forms.CharField(label="What is printed instead?", required=False, max_length=200)
    reason = ReasonField(label="Why?", required=False, help_text="Needed when the words are kept. No names.")
    everywhere = forms.BooleanField(
        label="Decide the same wherever these words were found in this file", required=False
    )


FORMS: tuple[type[ActForm], ...] = (
    ScanForReleaseForm,
    ApproveReleaseForm,
    WithdrawApprovalForm,
    PutUpFileForm,
    CorrectFileForm,
    RefreshProgressForm,
)
