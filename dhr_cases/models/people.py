"""Whom is a review about, and who near them is in touch with it? Names are encrypted at rest."""

from django.db import models

from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.partial_dates import PartialDateField


class Part(models.TextChoices):
    """A person's part in the events under review."""

    DECEASED = "deceased", "Person who died"
    ALLEGED_PERPETRATOR = "alleged_perpetrator", "Alleged perpetrator"
    CHILD = "child", "Child"
    FAMILY = "family", "Family member"
    FRIEND = "friend", "Friend, neighbour or colleague"
    EMPLOYER = "employer", "Employer"
    OTHER = "other", "Other"


class DataSubjectStatus(models.TextChoices):
    """Whose data these are under UK GDPR. Source: domain 5.5 [V]."""

    DECEASED = "deceased", "Has died: not personal data, confidence may remain"
    LIVING = "living", "Living: a data subject"
    UNKNOWN = "unknown", "Not known"


class Person(AuditedModel):
    """A person of the case. Shown by pseudonym or part; the real name sits behind "Show names"."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="people")
    part = models.CharField("part", max_length=30, choices=Part)
    name = EncryptedTextField("real name", blank=True)
    aliases = EncryptedTextField("other names", blank=True)
    contact = EncryptedTextField("contact details", blank=True)
    date_of_birth = EncryptedTextField("date of birth", blank=True)
    address = EncryptedTextField("address", blank=True)
    pseudonym = models.CharField("pseudonym", max_length=60, blank=True)
    pseudonym_reason = models.TextField("who chose the pseudonym, and why", blank=True)
    family_asked_on = PartialDateField("family asked to choose the pseudonym on")
    forename_consent = EncryptedTextField("consent to the real forename", blank=True)
    relationship = models.CharField("relationship to the person who died", max_length=120, blank=True)
    age_at_death_event = models.PositiveSmallIntegerField("age at the time of the death", null=True, blank=True)
    sex = models.CharField("sex", max_length=20, blank=True)
    ethnicity = models.CharField("ethnicity", max_length=60, blank=True)
    data_subject_status = models.CharField(max_length=20, choices=DataSubjectStatus, default=DataSubjectStatus.UNKNOWN)
    is_trial_witness = models.BooleanField("may be a witness at trial", null=True, blank=True)
    wishes = models.TextField("wishes about contact and involvement", blank=True)
    medium = models.CharField("wants to be reached by", max_length=60, blank=True)
    advocate_name = EncryptedTextField("advocate", blank=True)
    advocate_offered_on = PartialDateField("advocate offered on")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        """What may be shown to anyone who sees people: pseudonym or part."""
        return self.pseudonym or Part(self.part).label


class FamilyContact(AuditedModel):
    """One contact with a bereaved person: what was said, promised and left for later."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="family_contacts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contacts")
    on = models.DateField("on")
    medium = models.CharField("how", max_length=60)
    through = models.CharField("through", max_length=120, blank=True)
    summary = EncryptedTextField("what was said")
    promise = models.TextField("what we promised", blank=True)
    promise_due_on = models.DateField("promised by", null=True, blank=True)
    promise_kept_on = models.DateField("promise kept on", null=True, blank=True)

    class Meta:
        ordering = ("-on", "-pk")
