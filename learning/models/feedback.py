"""What did people say after an event, what was printed about one elsewhere, and what was recommended at it?

A reply names nobody: no account, no address of a machine, no time of day. What people wrote in their own words may
name somebody all the same, so it is unreadable at rest, can be covered, and is deleted on the event's retention day.
Source: funding-and-reporting 5.4 [V]; storage limitation [K].
"""

import datetime
import secrets

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AuditedModel
from learning.feedback_scales import (
    ABOUT_YOU,
    ACTION_WORDS,
    KIND_LABELS,
    QUESTIONS,
    ActionState,
    FeedbackKind,
    Question,
)
from learning.feedback_statistics import LEAST_SHOWN
from learning.models.seminars import Event

TOKEN_BYTES = 16
"""Length of the secret in the address of a form. It is printed on slides, so it keeps strangers out, no more [D]."""

_ASKED: dict[str, Question] = {
    question.code: question for questions in (ABOUT_YOU, *QUESTIONS.values()) for question in questions
}


def new_form_token() -> str:
    """The secret in the address of a form."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def _answer(code: str) -> "models.CharField[str, str]":
    """A column for the answer to a question of the table; empty when it was left out."""
    question = _ASKED[code]
    choices = [(answer.code, answer.label) for answer in question.answers]
    return models.CharField(question.label.lower(), max_length=20, choices=choices, blank=True)


class FeedbackSettings(AuditedModel):
    """How few replies a partnership keeps to itself: five at least, more where it wants. Source: local setting [D]."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="feedback_settings")
    least_shown = models.PositiveSmallIntegerField(
        "least number of replies shown", default=LEAST_SHOWN, validators=[MinValueValidator(LEAST_SHOWN)]
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(least_shown__gte=LEAST_SHOWN), name="least_shown_is_five_or_more"),
        )
        verbose_name_plural = "feedback settings"


class FeedbackForm(AuditedModel):
    """A form that people fill in without an account, by its secret address, from the day it is opened to its last."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="feedback_forms")
    kind = models.CharField("form", max_length=20, choices=[(kind.value, KIND_LABELS[kind]) for kind in FeedbackKind])
    token = models.CharField(max_length=64, unique=True, default=new_form_token)
    opens_on = models.DateField("open from")
    closes_on = models.DateField("last day")
    is_closed = models.BooleanField("closed before its last day", default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("event", "kind"), name="one_feedback_form_a_kind"),
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="form_closes_after_opening"),
        )
        ordering = ("pk",)

    def takes_replies(self, on: datetime.date) -> bool:
        """True from the day it was opened to its last, unless it was closed before."""
        return not self.is_closed and self.opens_on <= on <= self.closes_on

    def __str__(self) -> str:
        """Which form it is."""
        return str(self.get_kind_display())


class FeedbackReply(models.Model):
    """What one person answered. No history is kept: what was covered or deleted is gone."""

    form = models.ForeignKey(FeedbackForm, models.PROTECT, related_name="replies")
    received_on = models.DateField("received on")
    role = _answer("role")
    agency = _answer("agency")
    overall = _answer("overall")
    content = _answer("content")
    presentation = _answer("presentation")
    before = _answer("before")
    after = _answer("after")
    wants_more = _answer("wants_more")
    has_changed = _answer("has_changed")
    will_change = EncryptedTextField("what changes", blank=True)
    topics = EncryptedTextField("topics asked for", blank=True)
    comment = EncryptedTextField("comment", blank=True)
    is_covered = models.BooleanField("words taken out", default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        """Its number; it names nobody."""
        return f"Reply {self.pk}"


class FeedbackSummary(AuditedModel):
    """Figures about an event as they were printed somewhere: ``lines`` of {label, percent}; ``base`` if it was said."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="feedback_summary")
    lines = models.JSONField("percentages as printed", default=list)
    base = models.PositiveIntegerField("number of replies", null=True, blank=True)
    source = models.CharField("where it was printed", max_length=300)

    class Meta:
        verbose_name_plural = "feedback summaries"

    def __str__(self) -> str:
        """Where it comes from."""
        return self.source


class EventAction(AuditedModel):
    """What was recommended at an event and became an action: theme, owner, day of report, and what came of it.

    It ends when somebody other than who recorded it as done confirms that, or with a reason.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="actions")
    theme = models.CharField("theme", max_length=200, blank=True)
    text = models.TextField("action")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="event_actions")
    due_on = models.DateField("reports back by", null=True, blank=True)
    state = models.CharField("state", max_length=20, choices=list(ACTION_WORDS.items()), default=ActionState.OPEN)
    progress = models.TextField("latest progress", blank=True)
    outcome = models.TextField("what changed", blank=True)
    evidence = models.TextField("what shows it", blank=True)
    heard_on = models.DateField("last heard of on", null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField("confirmed on", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("done_by")),
                name="another_person_confirms",
            ),
        )
        indexes = (models.Index(fields=("owner", "state")),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """What is to be done."""
        return self.text
