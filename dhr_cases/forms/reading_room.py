"""Forms of comments on the draft, of ways into the reading room, and of what a reader writes there."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from dhr_cases.actions import reading_room, section_comments
from dhr_cases.comment_points import comments_seen
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.fields import ExactDateField, ReasonField
from dhr_cases.models import (
    Case,
    CommentAnswer,
    DraftReading,
    ReadingAccess,
    ReportSection,
    SectionComment,
    User,
)
from dhr_cases.reading_access import readers_of, written_sections
from dhr_cases.verbs import Verb

ANSWERS = [choice for choice in CommentAnswer.choices if choice[0]]


class CommentOnSectionForm(ActForm):
    verb = Verb.COMMENT_ON_SECTION
    intro = "One point at a time: each gets a number and an answer."
    what_follows = "The point has a number and waits for its answer."

    text = forms.CharField(label="What is your comment?", widget=forms.Textarea(attrs={"rows": 8}))

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[ReportSection]:
        return ReportSection.objects.filter(case=case)

    @property
    def heading(self) -> str:
        about = f"“{self.subject}”" if isinstance(self.subject, ReportSection) else "the draft as a whole"
        return f"Comment on {about}"

    def perform(self) -> None:
        section = self.subject if isinstance(self.subject, ReportSection) else None
        section_comments.make_comment(case=self.case, by=self.by, section=section, **self.cleaned_data)


class AnswerCommentForm(ActForm):
    verb = Verb.ANSWER_COMMENT
    needs_subject = True
    what_follows = "The reader sees the answer beside the comment."

    answer = forms.ChoiceField(label="Is the comment accepted?", choices=ANSWERS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What was done, or why is it not accepted?", required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[SectionComment]:
        return SectionComment.objects.filter(case=case).select_related("section")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, SectionComment):
            section_comments.check_reads_comment(by, subject)

    def prepare(self) -> None:
        if isinstance(self.subject, SectionComment) and comments_seen(self.by, self.case).contains(self.subject):
            self.intro = self.subject.text
            self.initial.update(answer=self.subject.answer, text=self.subject.answer_text)

    @property
    def heading(self) -> str:
        return f"Answer comment {self.subject.number}" if isinstance(self.subject, SectionComment) else ""

    def perform(self) -> None:
        if isinstance(self.subject, SectionComment):
            answer = CommentAnswer(self.cleaned_data["answer"])
            section_comments.answer_comment(
                case=self.case, by=self.by, comment=self.subject, answer=answer, answer_text=self.cleaned_data["text"]
            )


class AccountsField(forms.ModelMultipleChoiceField[User]):
    """Accounts to tick, each with the name of its holder."""

    widget = forms.CheckboxSelectMultiple


class SectionsField(forms.ModelMultipleChoiceField[ReportSection]):
    """Sections to tick, each with its paper and heading."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: ReportSection) -> str:
        return f"{obj.get_kind_display()}: {obj.heading}"


class OpenReadingForm(ActForm):
    verb = Verb.OPEN_READING
    needs_subject = True
    checks_answers = True
    intro = "The reader sees the sections of this copy on screen only, with their name on every page."
    what_follows = "Every page they open is recorded. You can close the way in at any time."

    readers = AccountsField(User.objects.none(), label="Who may read this copy?")
    until = ExactDateField(label="Until which day?", noun="the last day of reading")
    sections = SectionsField(ReportSection.objects.none(), label="Sections to add to this copy", required=False)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[DraftReading]:
        return DraftReading.objects.filter(case=case).select_related("organisation", "person")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, DraftReading):
            reading_room.check_opens(subject)

    def prepare(self) -> None:
        if not isinstance(self.subject, DraftReading):
            return
        offer(self, "readers", accounts(readers_of(self.subject)))
        there = set(self.subject.passages.values_list("version", flat=True))
        lacking = [section.pk for section, version in written_sections(self.case) if version.pk not in there]
        offer(self, "sections", ReportSection.objects.filter(pk__in=lacking))
        if "sections" in self.fields:
            said = f"In it now: {_in_words(len(there))}. A section added is kept as it reads now and stays in the copy."
            self.fields["sections"].help_text = said
        self.initial["until"] = self.subject.due_on

    @property
    def heading(self) -> str:
        return f"Let readers into copy {self.subject.copy_number}" if isinstance(self.subject, DraftReading) else ""

    def perform(self) -> None:
        if isinstance(self.subject, DraftReading):
            reading_room.open_reading(case=self.case, by=self.by, reading=self.subject, **_as_tuples(self.cleaned_data))


def _in_words(sections: int) -> str:
    return f"{sections} section{'' if sections == 1 else 's'}" if sections else "none"


def _as_tuples(answers: dict[str, Any]) -> dict[str, Any]:
    return {**answers, "readers": tuple(answers["readers"]), "sections": tuple(answers.get("sections", ()))}


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field offer these rows; without any the field is left out, unless it is required."""
    field = form.fields[name]
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.queryset = rows
    if not field.required and not rows.exists():
        del form.fields[name]


def accounts(people: Iterable[User]) -> QuerySet[User]:
    """Accounts as rows a field can offer."""
    return User.objects.filter(pk__in=[person.pk for person in people])


class _AccessForm(ActForm):
    needs_subject = True

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[ReadingAccess]:
        return ReadingAccess.objects.filter(reading__case=case).select_related("reading", "reader")

    def prepare(self) -> None:
        if isinstance(self.subject, ReadingAccess):
            self.intro = f"{self.subject.reader}, copy {self.subject.reading.copy_number}."


class ExtendReadingForm(_AccessForm):
    verb = Verb.EXTEND_READING
    title = "Change a reader's last day"

    until = ExactDateField(label="Until which day?", noun="the last day of reading")

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, ReadingAccess):
            reading_room.check_extensible(subject)

    def prepare(self) -> None:
        super().prepare()
        if isinstance(self.subject, ReadingAccess):
            self.initial["until"] = self.subject.ends_on

    def perform(self) -> None:
        if isinstance(self.subject, ReadingAccess):
            reading_room.extend_reading(case=self.case, by=self.by, access=self.subject, **self.cleaned_data)


class CloseReadingForm(_AccessForm):
    verb = Verb.CLOSE_READING
    title = "Close a reader's way in"
    what_follows = "The reader's next click finds nothing. What they wrote stays."

    reason = ReasonField()

    @classmethod
    def check_subject(cls, subject: Model | None, by: User) -> None:
        if isinstance(subject, ReadingAccess):
            reading_room.check_closable(subject)

    def perform(self) -> None:
        if isinstance(self.subject, ReadingAccess):
            reading_room.close_reading(case=self.case, by=self.by, access=self.subject, **self.cleaned_data)


class ReaderCommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment",
        help_text="One point at a time. It is saved when you press the button, and you can change it until it is "
        "answered.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter your comment"},
    )


class FinishReadingForm(forms.Form):
    words = forms.CharField(
        label="What would you say of the draft as a whole?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    has_disagreement = forms.BooleanField(
        label="I disagree with the draft, and this is to be recorded in my words", required=False
    )


FORMS: tuple[type[ActForm], ...] = (
    CommentOnSectionForm,
    AnswerCommentForm,
    OpenReadingForm,
    ExtendReadingForm,
    CloseReadingForm,
)
