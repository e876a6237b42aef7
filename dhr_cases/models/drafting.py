"""What do the sections of a draft say, in which versions, and what did readers say about them?

A version is written once. Two people who write in one section at the same time leave two versions; neither is lost.
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.assurance import DraftReading
from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.paper_kinds import KINDS, PaperKind


class SectionState(models.TextChoices):
    """How far a section is."""

    EMPTY = "empty", "Not started"
    DRAFTING = "drafting", "Being written"
    READY = "ready", "Ready to read"
    AGREED = "agreed", "Agreed"


class TextOrigin(models.TextChoices):
    """Where the words of a version come from."""

    RECORD = "record", "Filled in from the record"
    TYPED = "typed", "Written here"
    WORD = "word", "Taken from a Word file"
    MERGED = "merged", "Two versions brought together"
    PSEUDONYMS = "pseudonyms", "Names replaced"


class CommentAnswer(models.TextChoices):
    """What the author did about a comment."""

    OPEN = "", "Not answered"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    DECLINED = "declined", "Not accepted"


class ReportSection(AuditedModel):
    """One section of the report, the summary or the plan of one case. ``code`` is a row of the section table."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="report_sections")
    kind = models.CharField("paper", max_length=40, choices=[(kind.value, KINDS[kind].label) for kind in PaperKind])
    code = models.CharField("section", max_length=40)
    position = models.PositiveSmallIntegerField("position")
    heading = models.CharField("heading", max_length=200)
    state = models.CharField("state", max_length=20, choices=SectionState, default=SectionState.EMPTY)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "kind", "code"), name="one_section_a_code"),)
        ordering = ("kind", "position", "pk")

    def __str__(self) -> str:
        """Its heading."""
        return self.heading


class SectionVersion(AppendOnlyModel):
    """What a section said from one moment on. ``based_on`` is the number its writer had before them, 0 for none.

    A version whose writer had not seen the newest one stands ``is_beside``: kept, shown, not current.
    """

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    text = EncryptedTextField("text", blank=True)
    origin = models.CharField("origin", max_length=20, choices=TextOrigin)
    based_on = models.PositiveIntegerField("written on top of version", default=0)
    is_beside = models.BooleanField("kept beside the current one", default=False)
    note = models.CharField("what changed", max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField("at", auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("section", "number"), name="one_text_a_version"),)
        ordering = ("number",)


class SectionTyping(models.Model):
    """What a person has typed in a section and not yet saved; kept every few seconds, one row a person."""

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="typings")
    by = models.ForeignKey(User, models.PROTECT)
    text = EncryptedTextField("text", blank=True)
    based_on = models.PositiveIntegerField("written on top of version", default=0)
    at = models.DateTimeField("at", auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("section", "by"), name="one_typing_a_person"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """Which section it is in; never the words."""
        return str(self.section)


class SectionComment(AuditedModel):
    """One point a reader made about a section, and the author's answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="section_comments")
    section = models.ForeignKey(ReportSection, models.PROTECT, null=True, blank=True, related_name="comments")
    version_number = models.PositiveIntegerField("about version", default=0)
    reading = models.ForeignKey(DraftReading, models.PROTECT, null=True, blank=True, related_name="points")
    number = models.PositiveSmallIntegerField("point")
    text = EncryptedTextField("comment")
    by = models.ForeignKey(User, models.PROTECT, related_name="section_comments")
    made_at = models.DateTimeField("made at", auto_now_add=True)
    answer = models.CharField("answer", max_length=20, choices=CommentAnswer, blank=True, default=CommentAnswer.OPEN)
    answer_text = EncryptedTextField("what was done", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="answered_comments")
    answered_at = models.DateTimeField("answered at", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_comment_a_number"),)
        ordering = ("number",)
