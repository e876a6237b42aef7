"""What did a meeting resolve, ask of partners, hear as questions, and learn afterwards? Source: L28, L29 [D]."""

from django.db import models

from dhr_cases.models import Organisation, User
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from funding.models import FundingRequest
from governance.models.meetings import AgendaItem, Meeting, PlannedItem
from governance.resolution_types import RESOLUTION_TYPES, ResolutionType, letter_of


def resolution_type_choices() -> list[tuple[str, str]]:
    """Types of resolution, labels from their table."""
    return [(kind.value, row.label) for kind, row in RESOLUTION_TYPES.items()]


class Resolution(AuditedModel):
    """What was resolved on one item. ``words`` follow "RESOLVED that"; a lettered one lists its limbs below them."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    words = models.TextField("what was resolved")
    is_lettered = models.BooleanField("printed as a list", default=False)

    class Meta:
        ordering = ("item", "pk")

    def __str__(self) -> str:
        """The words."""
        return self.words


class ResolutionLimb(AuditedModel):
    """One limb of a resolution, tracked by itself. ``closed_how`` says what became of it.

    ``approves`` is the meeting whose minutes it approves; ``planned`` the item of the forward plan it made.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="limbs")
    position = models.PositiveSmallIntegerField("place")
    kind = models.CharField("type", max_length=24, choices=resolution_type_choices)
    text = models.TextField("words")
    due_on = models.DateField("due", null=True, blank=True)
    approves = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="approving_limbs")
    planned = models.ForeignKey(PlannedItem, models.PROTECT, null=True, blank=True, related_name="limbs")
    closed_on = models.DateField("closed", null=True, blank=True)
    closed_how = models.TextField("what became of it", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resolution", "position"), name="one_limb_a_place"),)
        ordering = ("resolution", "position")

    def __str__(self) -> str:
        """The words."""
        return self.text

    @property
    def type(self) -> ResolutionType:
        """The type as a code of its table."""
        return ResolutionType(self.kind)

    @property
    def letter(self) -> str:
        """The letter it bears in a list."""
        return letter_of(self.position)


class PartnerRequest(AuditedModel):
    """A meeting asks a body for something. A request for money leads to ``funding_request`` and is answered there.

    ``reported_at`` is the item at which the answer came back to a meeting; ``answer`` gathers the words of every
    answer given until then. Asked again, it waits once more and keeps them. Source: L28 [D].
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="partner_requests")
    limb = models.ForeignKey(ResolutionLimb, models.PROTECT, null=True, blank=True, related_name="partner_requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meeting_requests")
    text = models.TextField("what is asked")
    asked_on = models.DateField("asked")
    answer_due_on = models.DateField("answer due", null=True, blank=True)
    report_back = models.ForeignKey(PlannedItem, models.PROTECT, null=True, blank=True, related_name="partner_requests")
    answer = models.TextField("answer", blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)
    answered_by = models.CharField("who answered", max_length=200, blank=True)
    reported_at = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="reported_requests")
    reported_on = models.DateField("reported back", null=True, blank=True)
    withdrawn_on = models.DateField("withdrawn", null=True, blank=True)
    withdrawn_why = models.TextField("why withdrawn", blank=True)
    asked_again_on = models.DateField("asked again", null=True, blank=True)
    asked_again_why = models.TextField("what was still missing", blank=True)
    funding_request = models.OneToOneField(
        FundingRequest, models.PROTECT, null=True, blank=True, related_name="meeting_request"
    )

    class Meta:
        ordering = (models.F("answer_due_on").asc(nulls_last=True), "pk")  # by itself each database has its own way

    def __str__(self) -> str:
        """Who is asked, and when."""
        return f"Request to {self.organisation}, {self.asked_on:%-d %B %Y}"


class PartnerAnswer(AppendOnlyModel):
    """One answer to a request of a meeting: by the partner itself, or recorded by the office for it.

    ``is_refusal``: the partner cannot do what is asked, and ``text`` says why. ``given_by`` is the post the office
    named. The file has its SHA-256 and its size in bytes. Source: L28: a request is followed to its answer [D].
    """

    request = models.ForeignKey(PartnerRequest, models.PROTECT, related_name="answers")
    is_from_partner = models.BooleanField("given by the partner itself")
    is_refusal = models.BooleanField("it cannot be done", default=False)
    text = models.TextField("answer")
    on = models.DateField("answered")
    given_by = models.CharField("who answered", max_length=200, blank=True)
    file = models.FileField("file", upload_to="meetings/answers/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField("file name", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="partner_answers")
    by_role = models.CharField("as", max_length=60, blank=True)
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("request", "pk")

    def __str__(self) -> str:
        """The day: the words are not for titles."""
        return f"Answer of {self.on:%-d %B %Y}"

    @property
    def words(self) -> str:
        """The answer as it is printed; one that refuses says so."""
        return f"It cannot be done, because: {self.text}" if self.is_refusal else self.text


class MeetingQuestion(AuditedModel):
    """A question asked at an item, lettered in its order; open until it has an answer.

    Source: questions (a) to (x) with answers, scrutiny committee of July 2023 [V].
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField("place")
    text = EncryptedTextField("question")
    asked_by = models.CharField("asked by", max_length=200, blank=True)
    answer = EncryptedTextField("answer", blank=True)
    answered_on = models.DateField("answered", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "position"), name="one_question_a_place"),)
        ordering = ("item", "position")

    def __str__(self) -> str:
        """Its letter: the words are not for titles."""
        return f"Question ({self.letter})"

    @property
    def letter(self) -> str:
        """The letter it bears in the log."""
        return letter_of(self.position)


class PostMeetingNote(AppendOnlyModel):
    """What happened after the meeting and stands below its minute with its own day.

    Source: "presentation circulated 20 July 2023" [V].
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes")
    on = models.DateField("on")
    text = models.TextField("note")
    by = models.ForeignKey(User, models.PROTECT, related_name="post_meeting_notes")
    added_at = models.DateTimeField("added at", auto_now_add=True)

    class Meta:
        ordering = ("item", "on", "pk")
