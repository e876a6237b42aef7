"""Was the report checked by two people, published or withheld, and on what terms was the case closed?"""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.partial_dates import PartialDateField


class Publication(AuditedModel):
    """The plan and the outcome: when, why withheld, where it stands, when it came down."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="publication")
    planned_on = models.DateField("planned for", null=True, blank=True)
    dates_avoided = models.TextField("dates to avoid", blank=True)
    family_told_on = PartialDateField("family told on")
    published_on = PartialDateField("published on")
    url = models.URLField("web address", blank=True)
    withheld_reason = models.TextField("why withheld", blank=True)
    is_withholding_agreed = models.BooleanField("Home Office agreed to withholding", default=False)
    withdrawn_on = models.DateField("taken down on", null=True, blank=True)
    embargo_until = models.DateTimeField("not before", null=True, blank=True)
    media_lines = models.TextField("lines for the media", blank=True)
    shows_progress = models.BooleanField("progress of the action plan is shown", default=False)


class DateToAvoid(AuditedModel):
    """A day on or near which a review is not published: a birthday, an anniversary, a trial. ``name`` says which."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="dates_to_avoid")
    on = models.DateField("on")
    days_around = models.PositiveSmallIntegerField("days kept clear before and after", default=0)
    every_year = models.BooleanField("every year", default=False)
    name = models.CharField("what the day is", max_length=120)
    is_ended = models.BooleanField("no longer avoided", default=False)

    class Meta:
        ordering = ("on", "pk")
        verbose_name_plural = "dates to avoid"


class RecipientTold(AuditedModel):
    """Somebody who is told before the public is: members, media team, police and crime commissioner [K]."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recipients_told")
    who = models.CharField("who", max_length=200)
    how = models.CharField("how", max_length=120, blank=True)
    told_on = models.DateField("told on", null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "recipients told"


class PublicationCheck(AppendOnlyModel):
    """One person's check before publication; two different people are needed, one outside the drafting."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="publication_checks")
    by = models.ForeignKey(User, models.PROTECT)
    on = models.DateField("on")
    is_passed = models.BooleanField("passed")
    names_removed = models.BooleanField("no real name, address or identifier")
    dates_generalised = models.BooleanField("no full date of an event")
    marking_removed = models.BooleanField("draft marking removed")
    proceedings_safe = models.BooleanField("no live proceedings harmed")
    note = models.TextField("note", blank=True)

    class Meta:
        ordering = ("pk",)


class Closure(AppendOnlyModel):
    """A closing of the case, with its minute and how open actions were accepted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closures")
    on = PartialDateField("on")
    minute = models.CharField("minute", max_length=200, blank=True)
    reason = models.TextField("reason")

    class Meta:
        ordering = ("pk",)
