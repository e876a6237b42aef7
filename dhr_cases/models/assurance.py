"""Who approved the report, when was it submitted, what did the Home Office ask, who got a copy?

Source: domain 2.6 [V] for outcomes and points; DVCVA 2004 s.9(3B) to (3C) for copies [V].
"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.assessment import Criterion
from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.models.partial_dates import PartialDateField
from dhr_cases.models.people import Person


class DraftReading(AuditedModel):
    """The draft given to an agency for fact check, or to a family member; and what came back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="draft_readings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    copy_number = models.PositiveSmallIntegerField("copy number")
    given_on = models.DateField("given on")
    due_on = models.DateField("comments by")
    answered_on = models.DateField("answered on", null=True, blank=True)
    comments = EncryptedTextField("comments", blank=True)
    response = models.TextField("what we did about them", blank=True)
    has_disagreement = models.BooleanField("disagreement recorded", default=False)

    class Meta:
        ordering = ("copy_number",)


class AgencyApproval(AuditedModel):
    """An agency's approval of the final draft in one round."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="approvals")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    round = models.PositiveSmallIntegerField("round", default=1)
    on = models.DateField("on")
    is_approved = models.BooleanField("approved")
    note = models.TextField("note", blank=True)
    given_by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "organisation", "round"), name="one_approval_an_agency_a_round"),
        )
        ordering = ("organisation__name",)


class SignOff(AppendOnlyModel):
    """The partnership's sign-off, with the minute that records it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="sign_offs")
    on = PartialDateField("on")
    minute = models.CharField("minute", max_length=200)
    signed_by = models.ForeignKey(User, models.PROTECT)

    class Meta:
        ordering = ("pk",)


class Submission(AuditedModel):
    """One round with the Home Office; round 1 is the first submission."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField("round")
    on = PartialDateField("sent on")
    sent_to = models.CharField("sent to", max_length=200)
    board_on = PartialDateField("board on")
    equality_covered = models.BooleanField("nine protected characteristics covered", default=False)
    anonymity_checked = models.BooleanField("anonymity checked", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "round"), name="one_submission_a_round"),)
        ordering = ("round",)


class QAOutcome(models.TextChoices):
    """What a letter can say."""

    CLEARED_NO_CHANGE = "cleared_no_change", "Cleared with no change"
    PUBLISHABLE_WITH_CHANGES = "publishable_with_changes", "Publishable once the listed changes are made"
    RESUBMIT = "resubmit", "Resubmission required"


class QALetter(AuditedModel):
    """The quality assurance letter of one round."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="letter")
    board_on = PartialDateField("date of the board")
    letter_on = PartialDateField("date of the letter")
    outcome = models.CharField("outcome", max_length=30, choices=QAOutcome)
    praise = models.TextField("what the letter praises", blank=True)


class QAPoint(AuditedModel):
    """One numbered point of a letter; every one is answered before the next step."""

    letter = models.ForeignKey(QALetter, models.PROTECT, related_name="points")
    number = models.CharField("number", max_length=20)
    text = models.TextField("what it asks")
    section = models.CharField("section of the report", max_length=120, blank=True)
    is_accepted = models.BooleanField("accepted", null=True, blank=True)
    response = models.TextField("response", blank=True)
    before_text = EncryptedTextField("the report said", blank=True)
    after_text = EncryptedTextField("the report now says", blank=True)
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="points")
    done_on = models.DateField("answered on", null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    @property
    def is_answered(self) -> bool:
        """True when someone accepted or refused it and said what was done."""
        return self.is_accepted is not None and bool(self.response)


class CopySent(AppendOnlyModel):
    """A copy of the completed report sent to a body or person, and on which basis."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="copies")
    recipient = models.CharField("recipient", max_length=40)
    recipient_label = models.CharField("sent to", max_length=200)
    basis = models.CharField("basis", max_length=200)
    on = PartialDateField("sent on")

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "copies sent"
