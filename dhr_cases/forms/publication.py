"""Forms for checking, publishing or withholding a report, and for sharing what was learnt."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dhr_cases.actions import publication
from dhr_cases.actions.public_register import PublicWords, name_of, releasable
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, PartialDateField, ReasonField, today
from dhr_cases.models import Publication, PublicFile, PublicState
from dhr_cases.policies.release import record_of
from dhr_cases.release_gate import live_files, release_states
from dhr_cases.verbs import Verb


def long_text(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A box for a few sentences."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


SHOWN_AS = (
    (PublicState.WITHHELD.value, "That the report is not published"),
    (PublicState.LEARNING.value, "Learning in place of the report"),
)


def public_text(label: str) -> forms.CharField:
    """A box for words that the public reads on the register."""
    return long_text(label, required=False, help_text="The public reads this. No names.")


class PreparePublicationForm(ActForm):
    verb = Verb.PREPARE_PUBLICATION
    intro = "Keep clear of birthdays, anniversaries and the dates of a trial or inquest."
    what_follows = "Two people check the report, and the family is told the date before anybody else."

    planned_on = ExactDateField(label="When is publication planned?", noun="the planned date")
    dates_avoided = long_text("Dates to avoid", required=False, help_text="Say why, without names.")
    despite = long_text(
        "Why is this day taken all the same?",
        required=False,
        help_text="Needed only when the day is near to one that is avoided.",
    )
    on = ExactDateField(label="When did preparation start?", noun="the date preparation started", latest=today)

    def perform(self) -> None:
        publication.prepare_publication(case=self.case, by=self.by, **self.cleaned_data)


class CheckPublicationForm(ActForm):
    verb = Verb.CHECK_PUBLICATION
    intro = (
        "Read the whole report as it would be published: text, tables, footnotes and the properties of the file. "
        "Tick what you can confirm. What you leave unticked must be mended before the report is published."
    )
    what_follows = "Publication needs two people's checks, one of them from outside the drafting."

    names_removed = forms.BooleanField(label="No real name, address or other identifier is left", required=False)
    dates_generalised = forms.BooleanField(label="No full date of an event is left", required=False)
    marking_removed = forms.BooleanField(label="The draft marking is removed", required=False)
    proceedings_safe = forms.BooleanField(label="No live proceedings are harmed", required=False)
    note = long_text("What did you find?", required=False, help_text="Needed when you leave a line unticked.")

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        note = answers.pop("note")
        confirmed = publication.Confirmations(**answers)
        publication.check_publication(case=self.case, by=self.by, confirmed=confirmed, note=note)


class TellFamilyOfPublicationForm(ActForm):
    verb = Verb.TELL_FAMILY_OF_PUBLICATION
    title = "Record that the family was told the date of publication"
    intro = "The family hears the date before staff, members and the press."

    planned_on = ExactDateField(
        label="Which date of publication were they told?", noun="the date of publication they were told"
    )
    on = ExactDateField(label="When were they told?", noun="the date the family was told", latest=today)
    note = long_text(
        "Who was told, and how?",
        required=False,
        help_text="By part, not by name. If nobody can be told, say why and give the day on which that was settled.",
    )
    despite = long_text(
        "Why is this day taken all the same?",
        required=False,
        help_text="Needed only when the day is another than planned and near to one that is avoided.",
    )

    def prepare(self) -> None:
        plan = Publication.objects.filter(case=self.case).first()
        self.fields["planned_on"].initial = plan.planned_on if plan else None

    def perform(self) -> None:
        publication.tell_family_of_publication(case=self.case, by=self.by, **self.cleaned_data)


class PublishForm(ActForm):
    verb = Verb.PUBLISH
    checks_answers = True
    what_follows = (
        "Every released file is on the public register. What was learnt can be shared. Tell the Home Office where the "
        "report stands, for its library."
    )
    aside_template = "acts/asides/release.html"

    on = PartialDateField(label="When was it published?", noun="the date of publication", latest=today)
    url = forms.URLField(
        label="Web address",
        required=False,
        assume_scheme="https",
        max_length=200,
        help_text="Where the report stands elsewhere. Leave it empty when it stands on the public register only.",
    )

    def aside(self) -> Mapping[str, Any]:
        states = release_states(releasable(self.case))
        return {"states": [{"name": name_of(state.version), "missing": state.missing} for state in states]}

    def perform(self) -> None:
        publication.publish(case=self.case, by=self.by, **self.cleaned_data)


class WithholdForm(ActForm):
    verb = Verb.WITHHOLD
    checks_answers = True
    intro = "Withholding is exceptional and agreed with the Home Office."
    what_follows = "What was learnt is still shared. Publication can be prepared again later."

    reason = ReasonField(label="Why is the report withheld?")
    home_office_agreed = forms.BooleanField(
        label="The Home Office has agreed", error_messages={"required": "The Home Office must agree first"}
    )
    on = ExactDateField(label="When was this decided?", noun="the date of the decision", latest=today)
    shown_as = forms.ChoiceField(
        label="What does the public register tell?",
        required=False,
        choices=[("", "Nothing"), *SHOWN_AS],
    )
    public_reason = public_text("Reason for the public")
    what_remains = public_text("What the public can read instead")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("shown_as") and not answers.get("public_reason"):
            self.add_error("public_reason", "Enter the reason in words for the public")
        return answers

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        words = PublicWords(answers.pop("public_reason"), answers.pop("what_remains"))
        shown_as = answers.pop("shown_as")
        shown = PublicState(shown_as) if shown_as else None
        publication.withhold(case=self.case, by=self.by, shown_as=shown, public_words=words, **answers)


class TakeDownForm(ActForm):
    verb = Verb.TAKE_DOWN
    checks_answers = True

    reason = ReasonField(label="Why was the report taken down?")
    on = ExactDateField(label="When was it taken down?", noun="the date it was taken down", latest=today)
    public_reason = public_text("Reason for the public")
    what_remains = public_text("What remains, in words for the public")
    keeps = forms.MultipleChoiceField(
        label="Which files stay on the public register?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        record = record_of(self.case)
        if record is None:
            for name in ("public_reason", "what_remains", "keeps"):
                del self.fields[name]
            return
        self.fields["public_reason"].required = True
        keeps = self.fields["keeps"]
        if isinstance(keeps, forms.MultipleChoiceField):
            keeps.choices = [_file_choice(each) for each in live_files(record)]

    def perform(self) -> None:
        answers = dict(self.cleaned_data)
        words = PublicWords(answers.pop("public_reason", ""), answers.pop("what_remains", ""))
        keeps = [int(pk) for pk in answers.pop("keeps", ())]
        publication.take_down(case=self.case, by=self.by, public_words=words, keeps=keeps, **answers)


def _file_choice(file: PublicFile) -> tuple[str, str]:
    return str(file.pk), f"{file.label} ({file.file_format.upper()})"


class StartLearningForm(ActForm):
    verb = Verb.START_LEARNING
    intro = "Seminars, briefings and training carry the findings to those who can use them."

    plan = long_text("How will it be shared?", required=False)
    on = ExactDateField(label="When did sharing start?", noun="the date sharing started", latest=today)

    def perform(self) -> None:
        publication.start_learning(case=self.case, by=self.by, **self.cleaned_data)


class ShareLearningForm(ActForm):
    verb = Verb.SHARE_LEARNING
    intro = "An urgent lesson may be shared while the review still runs. Write nothing that identifies a person."

    lesson = long_text("What was shared?")
    audience = forms.CharField(label="With whom?", max_length=200)
    on = ExactDateField(label="When?", noun="the date it was shared", latest=today)

    def perform(self) -> None:
        publication.share_learning(case=self.case, by=self.by, **self.cleaned_data)


class StartMonitoringForm(ActForm):
    verb = Verb.START_MONITORING
    what_follows = "The case can be closed when every action has ended or is accepted as ended."

    on = ExactDateField(label="When did monitoring start?", noun="the date monitoring started", latest=today)

    def perform(self) -> None:
        publication.start_monitoring(case=self.case, by=self.by, **self.cleaned_data)


FORMS: tuple[type[ActForm], ...] = (
    PreparePublicationForm,
    CheckPublicationForm,
    TellFamilyOfPublicationForm,
    PublishForm,
    WithholdForm,
    TakeDownForm,
    StartLearningForm,
    ShareLearningForm,
    StartMonitoringForm,
)
