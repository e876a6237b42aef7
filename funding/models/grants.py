"""What was the grant of a year, under which rules, on which projects was it spent, and who decided what?

Amounts are whole pence; an empty amount is not stated, which is not nil, and a qualifier says how near a stated one is.
``year`` is the year in which the financial year starts. No row holds anything of a review. Money that has moved is
in the ledger, as entries tied to a project; here stands what was asked, agreed and reported.
Source: grant requirements G1 to G8 [D].
"""

from django.db import models

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from funding import grant_terms as terms
from funding.grant_terms import CaseKind, CaseState, ExtensionAnswer, ProjectState
from funding.money import QUALIFIER_LABELS, Qualifier
from funding.years import FinancialYear

DEFAULT_GRANT = "Crime Reduction Grant"


def project_state_choices() -> list[tuple[str, str]]:
    """States of a project, labels from their table."""
    return [(state.value, row.label) for state, row in terms.PROJECT_STATES.items()]


def case_state_choices() -> list[tuple[str, str]]:
    """States of a business case, labels from their table."""
    return [(state.value, row.label) for state, row in terms.CASE_STATES.items()]


def case_kind_choices() -> list[tuple[str, str]]:
    """Kinds of business case, labels from their table."""
    return [(kind.value, label) for kind, label in terms.CASE_KINDS.items()]


def decision_kind_choices() -> list[tuple[str, str]]:
    """Kinds of decision, labels from their table."""
    return [(kind.value, label) for kind, label in terms.DECISION_KINDS.items()]


def outcome_choices() -> list[tuple[str, str]]:
    """What may be decided, labels from their table."""
    return [(outcome.value, label) for outcome, label in terms.OUTCOMES.items()]


def return_kind_choices() -> list[tuple[str, str]]:
    """Kinds of monitoring return, labels from their table."""
    return [(kind.value, label) for kind, label in terms.RETURN_KINDS.items()]


def extension_answer_choices() -> list[tuple[str, str]]:
    """Answers to a request for a later deadline, labels from their table."""
    return [(answer.value, label) for answer, label in terms.EXTENSION_ANSWERS.items()]


def disposition_choices() -> list[tuple[str, str]]:
    """What becomes of money left, labels from their table."""
    return [(disposition.value, label) for disposition, label in terms.DISPOSITIONS.items()]


def grant_qualifier_choices() -> list[tuple[str, str]]:
    """How near a figure is, labels from their table."""
    return [(qualifier.value, label) for qualifier, label in QUALIFIER_LABELS.items()]


class GrantYear(AuditedModel):
    """The grant of one year: its allocation and the rules of that year, each of them a fact and none of them code.

    The share that may be held as a tactical pot is a fraction; numerator and denominator empty means that none is
    allowed. ``is_same_as_last_year`` keeps a confirmation that printed no figure. Source: G1 [D].
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="grant_years")
    year = models.PositiveSmallIntegerField("year")
    name = models.CharField("grant", max_length=120, default=DEFAULT_GRANT)
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="grant_years")
    allocation_pence = models.BigIntegerField("allocation", null=True, blank=True)
    allocation_qualifier = models.CharField(max_length=10, choices=grant_qualifier_choices, default=Qualifier.EXACT)
    is_same_as_last_year = models.BooleanField("confirmed at last year's level", default=False)
    rounds = models.PositiveSmallIntegerField("rounds of proposals", null=True, blank=True)
    payments = models.PositiveSmallIntegerField("payments", null=True, blank=True)
    pot_numerator = models.PositiveSmallIntegerField(null=True, blank=True)
    pot_denominator = models.PositiveSmallIntegerField(null=True, blank=True)
    upfront_pence = models.BigIntegerField("paid up front", null=True, blank=True)
    pot_pence = models.BigIntegerField("held as tactical pot", null=True, blank=True)
    does_pot_wait = models.BooleanField("the pot waits until the agreed projects are done", default=True)
    opens_on = models.DateField("business cases from", null=True, blank=True)
    closes_on = models.DateField("business cases until", null=True, blank=True)
    approver = models.CharField("who approves projects", max_length=200, blank=True)
    is_carry_allowed = models.BooleanField("money left may be carried forward", null=True, blank=True)
    promised_until = models.DateField("the funder has promised the money until", null=True, blank=True)
    note = models.TextField("note", blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    is_invented = models.BooleanField("invented for demonstration", default=False)
    closed_on = models.DateField("closed", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("partnership", "year"), name="one_grant_a_year"),)
        ordering = ("year",)

    def __str__(self) -> str:
        """The grant and its year."""
        return f"{self.name} {self.label}"

    @property
    def financial_year(self) -> FinancialYear:
        """The year as such."""
        return FinancialYear(self.year)

    @property
    def label(self) -> str:
        """The year as people write it."""
        return self.financial_year.label


class BusinessCase(AuditedModel):
    """One bundle of projects on its way to the funder and back. ``state`` is moved by actions only. Source: G2 [D]."""

    grant = models.ForeignKey(GrantYear, models.PROTECT, related_name="business_cases")
    number = models.PositiveSmallIntegerField("number")
    kind = models.CharField("kind", max_length=10, choices=case_kind_choices, default=CaseKind.YEAR)
    state = models.CharField("state", max_length=20, choices=case_state_choices, default=CaseState.PROPOSED)
    were_partners_involved = models.BooleanField("partners were involved", default=False)
    was_checked = models.BooleanField("due diligence was done", default=False)
    sent_on = models.DateField("sent", null=True, blank=True)
    decided_on = models.DateField("funder decided", null=True, blank=True)
    paid_on = models.DateField("first paid", null=True, blank=True)
    closed_on = models.DateField("closed", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("grant", "number"), name="one_business_case_a_number"),)
        ordering = ("grant", "number")

    def __str__(self) -> str:
        """Number and year."""
        return f"{self.title}, {self.grant}"

    @property
    def at(self) -> CaseState:
        """The state as a code of its table."""
        return CaseState(self.state)

    @property
    def title(self) -> str:
        """What people call it within its year."""
        to_the_pot = ", to the tactical pot" if CaseKind(self.kind) is CaseKind.IN_YEAR else ""
        return f"Business case {self.number}{to_the_pot}"


class GrantProject(AuditedModel):
    """One project: who leads it, where, for which priorities, for how much. Source: G3 [D].

    Areas and priorities are lists with one name a line. ``from_pot`` is a project paid from the tactical pot.
    """

    grant = models.ForeignKey(GrantYear, models.PROTECT, related_name="projects")
    business_case = models.ForeignKey(BusinessCase, models.PROTECT, null=True, blank=True, related_name="projects")
    key = models.SlugField("key", max_length=80)
    title = models.CharField("title", max_length=200)
    purpose = models.TextField("purpose", blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="grant_projects")
    supplier = models.CharField("supplier", max_length=200, blank=True)
    is_county_wide = models.BooleanField("the whole partnership's area", default=True)
    areas = models.TextField("areas", blank=True)
    agreement_priorities = models.TextField("priorities of the community safety agreement", blank=True)
    plan_priorities = models.TextField("priorities of the police and crime plan", blank=True)
    state = models.CharField("state", max_length=20, choices=project_state_choices, default=ProjectState.PROPOSED)
    from_pot = models.BooleanField("from the tactical pot", default=False)
    asked_pence = models.BigIntegerField("asked for", null=True, blank=True)
    amount_pence = models.BigIntegerField("amount", null=True, blank=True)
    amount_qualifier = models.CharField(max_length=10, choices=grant_qualifier_choices, default=Qualifier.EXACT)
    outturn_pence = models.BigIntegerField("spent in the end", null=True, blank=True)
    delay_reason = models.TextField("reason for delay", blank=True)
    note = models.TextField("note", blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("grant", "key"), name="one_project_a_key"),)
        ordering = ("grant", "pk")

    def __str__(self) -> str:
        """The title."""
        return self.title

    @property
    def at(self) -> ProjectState:
        """The state as a code of its table."""
        return ProjectState(self.state)


class GrantOutput(AuditedModel):
    """Something a project is to bring about, as planned and as it came; "about" stays with each figure."""

    project = models.ForeignKey(GrantProject, models.PROTECT, related_name="outputs")
    label = models.CharField("what is counted", max_length=120)
    planned = models.PositiveIntegerField("planned", null=True, blank=True)
    is_planned_about = models.BooleanField("planned is approximate", default=False)
    actual = models.PositiveIntegerField("actual", null=True, blank=True)
    is_actual_about = models.BooleanField("actual is approximate", default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "label"), name="one_output_a_label"),)
        ordering = ("project", "pk")


class GrantAttendance(AuditedModel):
    """Places, bookings and people who came are three different figures; none stands for another."""

    project = models.ForeignKey(GrantProject, models.PROTECT, related_name="attendances")
    label = models.CharField("event", max_length=120)
    capacity = models.PositiveIntegerField("places", null=True, blank=True)
    is_capacity_about = models.BooleanField("places are approximate", default=False)
    booked = models.PositiveIntegerField("booked", null=True, blank=True)
    is_booked_about = models.BooleanField("bookings are approximate", default=False)
    attended = models.PositiveIntegerField("attended", null=True, blank=True)
    is_attended_about = models.BooleanField("attendance is approximate", default=False)
    note = models.CharField("note", max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "label"), name="one_attendance_an_event"),)
        ordering = ("project", "pk")


class GrantDecision(AppendOnlyModel):
    """What somebody said about one project, once; a later word is a later row.

    ``by`` typed it in; it is empty only for a file taken in from the command line.
    """

    project = models.ForeignKey(GrantProject, models.PROTECT, related_name="decisions")
    kind = models.CharField("kind", max_length=20, choices=decision_kind_choices)
    outcome = models.CharField("outcome", max_length=10, choices=outcome_choices)
    amount_pence = models.BigIntegerField("amount", null=True, blank=True)
    reason = models.TextField("reason", blank=True)
    on = models.DateField("on")
    decided_by = models.CharField("who decided", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="grant_decisions")
    recorded_at = models.DateTimeField("recorded at", auto_now_add=True)

    class Meta:
        ordering = ("pk",)


class GrantReturn(AuditedModel):
    """A monitoring return of one project, at mid-year or at year end. Source: G7 [D]."""

    project = models.ForeignKey(GrantProject, models.PROTECT, related_name="returns")
    kind = models.CharField("return", max_length=10, choices=return_kind_choices)
    on = models.DateField("as at")
    spent_pence = models.BigIntegerField("spent so far", null=True, blank=True)
    progress = models.TextField("progress")
    is_on_track = models.BooleanField("on track", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "kind"), name="one_return_a_kind"),)
        ordering = ("on", "pk")


class GrantExtension(AuditedModel):
    """A later deadline: who asked, why, what the funder said, until when. Source: G6 [D]."""

    grant = models.ForeignKey(GrantYear, models.PROTECT, related_name="extensions")
    asked_on = models.DateField("asked")
    asked_by = models.CharField("who asked", max_length=200)
    asked_of = models.CharField("who was asked", max_length=200, blank=True)
    reason = models.TextField("reason")
    answer = models.CharField(max_length=12, choices=extension_answer_choices, default=ExtensionAnswer.ASKED)
    answered_on = models.DateField("answered", null=True, blank=True)
    answered_by = models.CharField("who answered", max_length=200, blank=True)
    until = models.DateField("new deadline", null=True, blank=True)

    class Meta:
        ordering = ("asked_on", "pk")


class GrantEnding(AuditedModel):
    """What became of money left: returned, carried or explained, how much and by whose decision. Source: G8 [D]."""

    grant = models.ForeignKey(GrantYear, models.PROTECT, related_name="endings")
    disposition = models.CharField("what became of it", max_length=10, choices=disposition_choices)
    amount_pence = models.BigIntegerField("amount")
    on = models.DateField("on")
    decided_by = models.CharField("who decided", max_length=200)
    reason = models.TextField("reason")

    class Meta:
        ordering = ("on", "pk")


class NeighbourProject(AuditedModel):
    """A project in the business case of another Community Safety Partnership, kept to find duplicates. Source: G4."""

    kept_by = models.ForeignKey(Partnership, models.PROTECT, related_name="neighbour_projects")
    year = models.PositiveSmallIntegerField("year")
    partnership_name = models.CharField("partnership", max_length=200)
    title = models.CharField("title", max_length=200)
    supplier = models.CharField("supplier", max_length=200, blank=True)
    areas = models.TextField("areas", blank=True)
    amount_pence = models.BigIntegerField("amount", null=True, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    class Meta:
        ordering = ("year", "partnership_name", "title", "pk")

    def __str__(self) -> str:
        """The title and whose it is."""
        return f"{self.title} ({self.partnership_name})"


GRANT_MODELS = (
    GrantYear, BusinessCase, GrantProject, GrantOutput, GrantAttendance, GrantDecision, GrantReturn, GrantExtension,
    GrantEnding, NeighbourProject,
)  # fmt: skip
"""Every table of the grant."""
