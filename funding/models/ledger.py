"""Which entries are there? Put forward by one person, posted by the approval of another, never changed.

Amounts are signed pence: an entry that takes away is kept negative, so that every balance is a plain sum.
Source: L2, L21, L30 [D].
"""

from django.db import models
from django.db.models import F, Q

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import AppendOnlyModel
from funding.models.agreements import Agreement
from funding.models.costs import CostLine
from funding.models.grants import GrantProject
from funding.terms import COST_CLASSES, ENTRY_KINDS, JOURNAL_ORIGINS, EntryKind, JournalOrigin
from funding.years import FinancialYear


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of entry, as choices."""
    return [(kind.value, row.label) for kind, row in ENTRY_KINDS.items()]


def origin_choices() -> list[tuple[str, str]]:
    """Origins of a journal, as choices."""
    return [(origin.value, label) for origin, label in JOURNAL_ORIGINS.items()]


class Journal(AppendOnlyModel):
    """Entries put forward together; they are posted together or not at all.

    ``prepared_by`` is empty only for a file taken in from the command line.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="journals")
    origin = models.CharField("origin", max_length=10, choices=origin_choices, default=JournalOrigin.TYPED)
    text = models.CharField("what it is", max_length=300)
    source = models.CharField("source", max_length=300, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="journals_prepared")
    prepared_at = models.DateTimeField("put forward at", auto_now_add=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reversals")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        """What it is."""
        return self.text

    @property
    def is_refused(self) -> bool:
        """True when somebody has refused it."""
        decision = getattr(self, "decision", None)
        return decision is not None and not decision.is_approved

    @property
    def reversal(self) -> "Journal | None":
        """The reversal that is posted or waits; a refused one leaves the way open for another."""
        return next((row for row in self.reversals.all() if not row.is_refused), None)


class LedgerColumns(AppendOnlyModel):
    """What a line put forward and a posted entry both hold."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField("kind", max_length=20, choices=kind_choices)
    year = models.PositiveSmallIntegerField("financial year")
    on = models.DateField("day")
    due_on = models.DateField("due on", null=True, blank=True)
    amount_pence = models.BigIntegerField("amount in pence")
    qualifier = models.CharField("how exact", max_length=10, default="exact")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="%(class)s_rows")
    cost_line = models.ForeignKey(CostLine, models.PROTECT, null=True, blank=True, related_name="%(class)s_rows")
    project = models.ForeignKey(GrantProject, models.PROTECT, null=True, blank=True, related_name="%(class)s_rows")
    cost_class = models.CharField("class", max_length=20, choices=list(COST_CLASSES.items()), blank=True)
    document = models.CharField("invoice, order or receipt number", max_length=80, blank=True)
    text = models.CharField("text", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def account_moved(self) -> str:
        """The account whose balance the row moves: the year, what is measured, and what it is tied to."""
        row = ENTRY_KINDS[EntryKind(self.kind)]
        measured = row.measure.value if row.measure else self.kind
        tied = self.agreement_id or self.cost_line_id or self.project_id or 0
        return f"{self.year}:{measured}:{row.subject.value}:{tied}"

    @property
    def year_label(self) -> str:
        """The financial year as it is written."""
        return FinancialYear(self.year).label


class JournalLine(LedgerColumns):
    """One entry put forward, not yet posted."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="lines")

    class Meta:
        ordering = ("pk",)


class JournalDecision(AppendOnlyModel):
    """The approval or refusal of a journal; there is one, so two approvals at once post once."""

    journal = models.OneToOneField(Journal, models.PROTECT, related_name="decision")
    is_approved = models.BooleanField("approved")
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="journals_decided")
    reason = models.TextField("reason", blank=True)
    decided_at = models.DateTimeField("decided at", auto_now_add=True)


class Entry(LedgerColumns):
    """A posted entry with its number, the balance of its account after it, and a digest over it and the one before."""

    line = models.OneToOneField(JournalLine, models.PROTECT, related_name="entry")
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("number")
    account = models.CharField("account", max_length=60)
    balance_pence = models.BigIntegerField("balance of the account after it, in pence")
    digest = models.CharField("digest", max_length=64)
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="entries_posted")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="entries_approved")
    posted_at = models.DateTimeField("posted at", auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partnership", "number"), name="one_entry_a_number"),
            models.CheckConstraint(
                condition=~Q(posted_by=F("approved_by")) | Q(posted_by=None) | Q(approved_by=None),
                name="poster_is_not_approver",
            ),
        )
        indexes = (
            models.Index(fields=("partnership", "year", "kind")),
            models.Index(fields=("organisation", "year")),
            models.Index(fields=("partnership", "account", "number")),
        )
        ordering = ("number",)
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        """Number and kind."""
        return f"{self.number}: {ENTRY_KINDS[EntryKind(self.kind)].label}"


class YearEndDecision(AppendOnlyModel):
    """What becomes of the money left at the end of a year, decided by a person at a meeting. Source: L23 [D]."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="year_ends")
    year = models.PositiveSmallIntegerField("financial year")
    closing_pence = models.BigIntegerField("balance at the end of the year in pence")
    carried_pence = models.BigIntegerField("carried forward in pence", default=0)
    returned_pence = models.BigIntegerField("returned in pence", default=0)
    returned_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    released_pence = models.BigIntegerField("released in pence", default=0)
    decided_by = models.CharField("decided by", max_length=200)
    decided_on = models.DateField("decided on")
    meeting = models.CharField("meeting", max_length=200)
    minute = models.CharField("minute", max_length=40, blank=True)
    reason = models.TextField("reason", blank=True)
    journal = models.OneToOneField(Journal, models.PROTECT, related_name="year_end")

    class Meta:
        ordering = ("year", "pk")
