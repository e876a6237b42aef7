"""What became of an action: who said what when, what proves it, who looked at the proof, to whom did it pass?

Updates, evidence, verifications, transfers and askings are only ever added. Source: domain 3.6 [D]; that an action is
closed only with evidence and by somebody else, ours [D].
"""

from django.core.validators import MinValueValidator
from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.organisations import Organisation, Succession
from dhr_cases.models.partial_dates import PartialDateField
from dhr_cases.models.partnerships import Partnership
from dhr_cases.models.recommendations import Action, ActionStatus, Recommendation


class UpdateSource(models.TextChoices):
    """How an update reached the record."""

    WEB = "web", "Given by the owner on these pages"
    OFFICE = "office", "Recorded by the coordinator"
    SHEET = "sheet", "From a returned sheet"


class ActionUpdate(AppendOnlyModel):
    """What was said of an action on one day: where it stands, what was done, what changed, by whom, for which body."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    on = models.DateField("on")
    status = models.CharField("status", max_length=20, choices=ActionStatus)
    progress = models.TextField("what was done", blank=True)
    outcome = models.TextField("what changed", blank=True)
    reason = models.TextField("reason", blank=True)
    expected_on = PartialDateField("expected to be done")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField("how it came", max_length=10, choices=UpdateSource)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_role = models.CharField("as", max_length=60, blank=True)
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class EvidenceKind(models.TextChoices):
    """In which form something proves that an action was carried out."""

    FILE = "file", "File"
    STATEMENT = "statement", "Statement"


class ActionEvidence(AppendOnlyModel):
    """One proof that an action was carried out: a file with its SHA-256 and what it shows, or a statement."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    kind = models.CharField("form", max_length=10, choices=EvidenceKind)
    text = models.TextField("what it shows")
    file = models.FileField("file", upload_to="evidence/%Y/%m/", max_length=200, blank=True)
    file_name = models.CharField("file name", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("on")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class Verdict(models.TextChoices):
    """What somebody found who looked at the proof of an action."""

    CONFIRMED = "confirmed", "The evidence shows that it was carried out"
    SENT_BACK = "sent_back", "The evidence does not show it yet"


class ActionVerification(AppendOnlyModel):
    """Somebody who does not belong to the owner looked at the evidence and found this."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="verifications")
    verdict = models.CharField("finding", max_length=10, choices=Verdict)
    note = models.TextField("what was looked at, or is missing")
    on = models.DateField("on")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class ActionTransfer(AppendOnlyModel):
    """An action passed from one body, or from nobody, to another on a day; the succession it follows, if any."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="transfers")
    from_owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    to_owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    succession = models.ForeignKey(Succession, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("on")
    reason = models.TextField("reason")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class ReplyKind(models.TextChoices):
    """What whoever a recommendation was sent to says about it."""

    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Noted without saying either"
    NONE = "", "No reply recorded"


class NationalSending(AuditedModel):
    """A recommendation was sent to a department or national body: when, how, whether it arrived, what they reply.

    The day on which a reply is due is computed from ``sent_on`` by the partnership's terms and never stored.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="sendings")
    addressee = models.CharField("sent to", max_length=300)
    means = models.CharField("how it was sent", max_length=200, blank=True)
    sent_on = models.DateField("sent on")
    receipt_on = models.DateField("arrived on", null=True, blank=True)
    receipt_note = models.CharField("how we know that it arrived", max_length=300, blank=True)
    reply_on = models.DateField("reply of", null=True, blank=True)
    reply = models.CharField("what they say", max_length=10, choices=ReplyKind, blank=True)
    reply_text = models.TextField("the reply in short", blank=True)

    class Meta:
        ordering = ("sent_on", "pk")


class ActionTerms(AuditedModel):
    """How a partnership follows its action plans: how often owners are asked, how long a reply may take.

    Months between two askings; days from sending to the reply. Source: the partnership meets about every four months
    [V]; 56 days as in the Domestic Abuse Act 2021, section 16(6), which does not bind here: a local setting [D].
    """

    UPDATE_EVERY_MONTHS = 4
    REPLY_DAYS = 56

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="action_terms")
    update_every_months = models.PositiveSmallIntegerField(
        "months between two askings", default=UPDATE_EVERY_MONTHS, validators=[MinValueValidator(1)]
    )
    reply_days = models.PositiveSmallIntegerField(
        "days until a reply is due", default=REPLY_DAYS, validators=[MinValueValidator(1)]
    )


class UpdateAsking(AppendOnlyModel):
    """A body was asked once for news of all its actions that were due; how many there were."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="update_askings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="update_askings")
    on = models.DateField("on")
    actions = models.PositiveIntegerField("actions due")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partnership", "organisation", "on"), name="one_asking_a_body_and_day"),
        )
        ordering = ("pk",)
