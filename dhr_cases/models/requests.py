"""What was asked of which agency, by when, and what came back? Scoping questions and full returns."""

from django.db import models

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.request_states import REQUEST_STATES, AnswerKind, RequestState
from dhr_cases.roles import RequestPermission


def request_state_choices() -> list[tuple[str, str]]:
    """States of a request as choices."""
    return [(state.value, row.label) for state, row in REQUEST_STATES.items()]


class Known(models.TextChoices):
    """An agency's short answer at scoping."""

    YES = "yes", "Had contact"
    NO = "no", "No contact"
    CHECKING = "checking", "Still checking"


class ScopingReturn(AuditedModel):
    """An agency's answer to the scoping letter: did it know the people, and in short how."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="scoping_returns")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    asked_on = models.DateField("asked on", null=True, blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    known = models.CharField("answer", max_length=10, choices=Known, default=Known.CHECKING)
    contact_name = models.CharField("contact at the agency", max_length=200, blank=True)
    contact_summary = EncryptedTextField("contact in short", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "organisation"), name="one_scoping_return_an_agency"),)
        ordering = ("organisation__name",)


class InformationRequest(AuditedModel):
    """A request to one agency for its chronology and report (IMR, summary report or nil return)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    state = models.CharField("state", max_length=20, choices=request_state_choices, default=RequestState.ASKED)
    asked_on = models.DateField("asked on")
    due_on = models.DateField("due on")
    asks_for = models.TextField("what we ask for")
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="requests_to_write")
    is_author_independent = models.BooleanField("author had no part in the case", null=True, blank=True)
    answer_kind = models.CharField(
        "kind of return", max_length=20, blank=True, choices=[(kind.value, kind.label) for kind in AnswerKind]
    )
    answer = EncryptedTextField("return", blank=True)
    signed_off_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="returns_signed_off")
    returned_on = models.DateField("returned on", null=True, blank=True)
    accepted_on = models.DateField("accepted on", null=True, blank=True)
    last_chased_on = models.DateField("last chased on", null=True, blank=True)
    times_chased = models.PositiveSmallIntegerField("times chased", default=0)
    outcome_note = models.TextField("note on the outcome", blank=True)

    class Meta:
        permissions = tuple((p.value, p.value.replace("_", " ")) for p in RequestPermission)
        constraints = (models.UniqueConstraint(fields=("case", "organisation"), name="one_request_an_agency"),)
        ordering = ("organisation__name", "pk")

    def __str__(self) -> str:
        """Case and agency."""
        return f"{self.case_id}: {self.organisation}"

    @property
    def at(self) -> RequestState:
        """The state as its code."""
        return RequestState(self.state)
