"""Forms of comments on the draft, of ways into the reading room, and of what a reader writes there."""

from django import forms
from django.db.models import QuerySet

from dhr_cases.actions import section_comments
from dhr_cases.comment_points import comments_seen
from dhr_cases.forms.acts import ActForm
from dhr_cases.models import Case, CommentAnswer, ReportSection, SectionComment
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
        return f"Comment on “{self.subject}”" if isinstance(self.subject, ReportSection) else super().heading

    def perform(self) -> None:
        section = self.subject if isinstance(self.subject, ReportSection) else None
        section_comments.make_comment(case=self.case, by=self.by, section=section, **self.cleaned_data)


class AnswerCommentForm(ActForm):
    verb = Verb.ANSWER_COMMENT
    needs_subject = True
    what_follows = "The reader sees the answer beside the comment."

    answer = forms.ChoiceField(label="Is the comment accepted?", choices=ANSWERS, widget=forms.RadioSelect)
    text = forms.CharField(label="What was done, or why is it not accepted?", widget=forms.Textarea)

    @classmethod
    def subjects(cls, case: Case) -> QuerySet[SectionComment]:
        return SectionComment.objects.filter(case=case).select_related("section")

    def prepare(self) -> None:
        if isinstance(self.subject, SectionComment) and comments_seen(self.by, self.case).contains(self.subject):
            self.intro = self.subject.text
            self.initial |= {"answer": self.subject.answer, "text": self.subject.answer_text}

    @property
    def heading(self) -> str:
        return f"Answer comment {self.subject.number}" if isinstance(self.subject, SectionComment) else ""

    def perform(self) -> None:
        if isinstance(self.subject, SectionComment):
            answer = CommentAnswer(self.cleaned_data["answer"])
            section_comments.answer_comment(
                case=self.case, by=self.by, comment=self.subject, answer=answer, text=self.cleaned_data["text"]
            )


FORMS: tuple[type[ActForm], ...] = (CommentOnSectionForm, AnswerCommentForm)
