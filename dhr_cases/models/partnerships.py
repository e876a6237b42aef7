"""Which partnership runs reviews here, how does it look and speak, and who stands in its teams?"""

from django.contrib.auth.models import Group
from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.roles import ROLES, Role


def role_choices() -> list[tuple[str, str]]:
    """Roles as choices, labels from the role table."""
    return [(role.value, row.label) for role, row in ROLES.items()]


class TitlePattern(models.TextChoices):
    """How a review is titled in public. Source: domain 4.1 [V]."""

    PSEUDONYM_YEAR = "pseudonym_year", "Pseudonym/Year of death"
    CASE_NUMBER = "case_number", "Case number and pseudonym"
    LETTERS = "letters", "Letters"


class Partnership(AuditedModel):
    """A Community Safety Partnership, or a body that manages reviews for several."""

    code = models.SlugField("code", max_length=20, unique=True)
    name = models.CharField("name", max_length=200)
    is_home = models.BooleanField("runs this installation", default=False)
    label_shown = models.CharField(
        "name of a review on screen", max_length=10, default="DHR", choices=[("DHR", "DHR"), ("DARDR", "DARDR")]
    )
    title_pattern = models.CharField(max_length=20, choices=TitlePattern, default=TitlePattern.PSEUDONYM_YEAR)
    brand_colour = models.CharField("brand colour", max_length=7, default="#1d3557")
    link_colour = models.CharField("link colour", max_length=7, default="#1a5276")
    contact_email = models.EmailField("shared mailbox", blank=True)
    contact_telephone = models.CharField("telephone", max_length=40, blank=True)
    contact_address = models.TextField("address", blank=True)
    starts_on = models.DateField("exists from", null=True, blank=True)
    ends_on = models.DateField("exists until", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    bodies = models.ManyToManyField(Organisation, blank=True, related_name="partnerships")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        """The partnership's name."""
        return self.name


class LocalClock(AuditedModel):
    """A partnership's own limit for a clock that the law leaves open, with its reason."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="local_clocks")
    clock = models.CharField("clock", max_length=60)
    limit = models.CharField("limit", max_length=10, help_text="P5WD, P8W, P3M or P28D")
    reason = models.TextField("reason")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "clock"), name="one_limit_a_clock"),)
        ordering = ("clock",)


class LetterText(AuditedModel):
    """A partnership's own wording of a letter; without one the shipped wording is used."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="letter_texts")
    kind = models.CharField("letter", max_length=60)
    text = models.TextField("text")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "kind"), name="one_text_a_letter"),)


class Team(AuditedModel):
    """A standing team: everybody who holds one role for one partnership, over all its cases."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="teams")
    role = models.CharField("role", max_length=30, choices=role_choices)
    group = models.OneToOneField(Group, models.PROTECT, related_name="team")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "role"), name="one_team_a_role"),)

    def __str__(self) -> str:
        """Role and partnership."""
        return f"{ROLES[Role(self.role)].label}, {self.partnership}"


class TeamMembership(AuditedModel):
    """A person stands in a team from one day until another."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="team_memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)
    reason = models.TextField("reason", blank=True)

    class Meta:
        ordering = ("starts_on", "pk")
