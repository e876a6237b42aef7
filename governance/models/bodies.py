"""Which bodies meet, for what, under whom, and who sits on them?

Source: bodies with purpose, remit and tiers, a committee that sits as another: Kent minutes 2015 to 2022 [V].
"""

import datetime

from django.db import models

from dhr_cases.models import Organisation, Partnership
from dhr_cases.models.history import AuditedModel
from governance.meeting_terms import BODY_KINDS, MEMBER_ROLES, BodyKind, MemberRole


def body_kind_choices() -> list[tuple[str, str]]:
    """Kinds of body as choices, labels from their table."""
    return [(kind.value, label) for kind, label in BODY_KINDS.items()]


def member_role_choices() -> list[tuple[str, str]]:
    """Roles on a body as choices, labels from their table."""
    return [(role.value, label) for role, label in MEMBER_ROLES.items()]


class GoverningBody(AuditedModel):
    """A group that meets and resolves. ``sits_as`` is the other capacity in which it may sit, "" for none.

    ``first_minute`` is the number with which its minutes begin here; ``paper_days`` how many days before a meeting
    its papers are due.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="governing_bodies")
    name = models.CharField("name", max_length=200)
    short_name = models.CharField("short name", max_length=60, blank=True)
    kind = models.CharField("kind", max_length=20, choices=body_kind_choices, default=BodyKind.PARTNERSHIP)
    purpose = models.TextField("purpose", blank=True)
    remit = models.TextField("remit", blank=True)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lower_bodies")
    sits_as = models.CharField("may also sit as", max_length=200, blank=True)
    first_minute = models.PositiveIntegerField("first minute number", default=1)
    paper_days = models.PositiveSmallIntegerField("days before a meeting that papers are due", default=7)
    contact = models.CharField("contact for papers", max_length=200, blank=True)
    terms_approved_on = models.DateField("terms of reference approved", null=True, blank=True)
    starts_on = models.DateField("exists from", null=True, blank=True)
    ends_on = models.DateField("exists until", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "name"), name="one_governing_body_a_name"),)
        ordering = ("name", "pk")
        verbose_name_plural = "governing bodies"

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def called(self) -> str:
        """What it is called inside a sentence."""
        return self.short_name or self.name

    def exists_on(self, day: datetime.date) -> bool:
        """True when the body exists on that day; ``ends_on`` is its last day."""
        has_begun = self.starts_on is None or self.starts_on <= day
        return has_begun and (self.ends_on is None or day <= self.ends_on)


class BodyMember(AuditedModel):
    """A person sits on a body, as what, for whom, from one day until another. The name stands in its minutes."""

    body = models.ForeignKey(GoverningBody, models.PROTECT, related_name="members")
    name = models.CharField("name", max_length=200)
    role = models.CharField("as", max_length=20, choices=member_role_choices, default=MemberRole.MEMBER)
    post = models.CharField("post", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats_on_bodies"
    )
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        """The person and the body: what a page about the seat is headed with."""
        return f"{self.name}, {self.body.called}"
