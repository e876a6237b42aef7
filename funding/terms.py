"""Which codes does money have: classes of cost, kinds of entry, measures, causes, states? Imports no Django.

Every table is complete: one row for each code. Source: funding requirements L6 to L28 [D], from the practice of
Kent, Gloucestershire, Warrington, Lancashire and Surrey [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class CostClass(StrEnum):
    """What a cost is for. Source: L16 [D]."""

    CHAIR = "chair"
    AUTHOR = "author"
    PANEL_ADMIN = "panel_admin"
    ADVOCACY = "advocacy"
    TRANSLATION = "translation"
    LEGAL = "legal"
    PUBLICATION = "publication"
    OTHER = "other"


COST_CLASSES: Mapping[CostClass, str] = {
    CostClass.CHAIR: "Independent chair",
    CostClass.AUTHOR: "Author",
    CostClass.PANEL_ADMIN: "Panel and administration",
    CostClass.ADVOCACY: "Advocacy for the family",
    CostClass.TRANSLATION: "Translation and interpreting",
    CostClass.LEGAL: "Legal advice",
    CostClass.PUBLICATION: "Publication",
    CostClass.OTHER: "Other",
}


class CostBasis(StrEnum):
    """How a cost is priced. Source: L16, L17 [D]."""

    FIXED = "fixed"
    DAY_RATE = "day_rate"
    QUOTE = "quote"
    BAND = "band"


COST_BASES: Mapping[CostBasis, str] = {
    CostBasis.FIXED: "Fixed sum",
    CostBasis.DAY_RATE: "Day rate and days",
    CostBasis.QUOTE: "Chosen quote",
    CostBasis.BAND: "Complexity band",
}


class Measure(StrEnum):
    """How sure income is, from the loosest to the surest. Source: L24 [D]."""

    AGREED = "agreed"
    CONFIRMED = "confirmed"
    INVOICED = "invoiced"
    RECEIVED = "received"


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its word, what a loss still waiting is called under it, and what it means."""

    label: str
    waiting: str
    meaning: str


MEASURES: Mapping[Measure, MeasureRow] = {
    Measure.AGREED: MeasureRow("Agreed", "Not yet agreed", "The partner has pledged or confirmed the sum."),
    Measure.CONFIRMED: MeasureRow("Confirmed", "Not yet confirmed", "The partner has confirmed that it will pay."),
    Measure.INVOICED: MeasureRow("Invoiced", "Not yet invoiced", "An invoice has been sent, less credit notes."),
    Measure.RECEIVED: MeasureRow("Received", "Not yet paid", "The money has come in, less refunds."),
}


class Fund(StrEnum):
    """Which money an entry belongs to. The two are never added together."""

    REVIEWS = "reviews"
    GRANT = "grant"


class EntryKind(StrEnum):
    """What an entry of the ledger says. Source: L16, L21, L23 [D]."""

    FORECAST = "forecast"
    COMMITMENT = "commitment"
    ACTUAL = "actual"
    PLEDGE = "pledge"
    CONFIRMATION = "confirmation"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    REFUND = "refund"
    BROUGHT_FORWARD = "brought_forward"
    CARRIED_FORWARD = "carried_forward"
    RETURNED = "returned"
    RELEASED = "released"
    GRANT_PAYMENT = "grant_payment"
    GRANT_SPEND = "grant_spend"
    GRANT_RETURN = "grant_return"


class Subject(StrEnum):
    """What an entry is tied to, so that it can be followed to its origin."""

    COST_LINE = "cost_line"
    AGREEMENT = "agreement"
    YEAR = "year"
    PROJECT = "project"


@dataclass(frozen=True)
class EntryKindRow:
    """One kind: words, what it is tied to, its fund, its sign, and the measure it counts in.

    ``sign`` is -1 where a plain amount takes away: the amount of such an entry is kept negative, so that every
    balance is a plain sum of its entries.
    """

    label: str
    subject: Subject
    fund: Fund = Fund.REVIEWS
    sign: int = 1
    measure: Measure | None = None


E = EntryKind
ENTRY_KINDS: Mapping[EntryKind, EntryKindRow] = {
    E.FORECAST: EntryKindRow("Forecast", Subject.COST_LINE),
    E.COMMITMENT: EntryKindRow("Commitment", Subject.COST_LINE),
    E.ACTUAL: EntryKindRow("Actual cost", Subject.COST_LINE),
    E.PLEDGE: EntryKindRow("Pledge", Subject.AGREEMENT, measure=Measure.AGREED),
    E.CONFIRMATION: EntryKindRow("Confirmation", Subject.AGREEMENT, measure=Measure.CONFIRMED),
    E.INVOICE: EntryKindRow("Invoice", Subject.AGREEMENT, measure=Measure.INVOICED),
    E.CREDIT_NOTE: EntryKindRow("Credit note", Subject.AGREEMENT, sign=-1, measure=Measure.INVOICED),
    E.RECEIPT: EntryKindRow("Receipt", Subject.AGREEMENT, measure=Measure.RECEIVED),
    E.REFUND: EntryKindRow("Refund", Subject.AGREEMENT, sign=-1, measure=Measure.RECEIVED),
    E.BROUGHT_FORWARD: EntryKindRow("Brought forward", Subject.YEAR),
    E.CARRIED_FORWARD: EntryKindRow("Carried forward", Subject.YEAR, sign=-1),
    E.RETURNED: EntryKindRow("Returned to a payer", Subject.YEAR, sign=-1),
    E.RELEASED: EntryKindRow("Released", Subject.YEAR, sign=-1),
    E.GRANT_PAYMENT: EntryKindRow("Grant payment", Subject.PROJECT, Fund.GRANT),
    E.GRANT_SPEND: EntryKindRow("Grant spent", Subject.PROJECT, Fund.GRANT, -1),
    E.GRANT_RETURN: EntryKindRow("Grant returned", Subject.PROJECT, Fund.GRANT, -1),
}


class Cause(StrEnum):
    """Why money is missing. Source: L25 [D]."""

    MODEL_GAP = "model_gap"
    ORPHANED = "orphaned"
    DECLINED = "declined"
    UNPAID = "unpaid"
    OVERSPEND = "overspend"


CAUSES: Mapping[Cause, tuple[str, str]] = {
    Cause.MODEL_GAP: ("The model asks for less than the cost", "No rule covers this part of what is planned."),
    Cause.ORPHANED: ("Orphaned by a body that ended", "The duty has passed to a successor; the money has not."),
    Cause.DECLINED: ("Declined or withdrawn", "A partner was asked and said no, or has stopped."),
    Cause.UNPAID: ("Still outstanding", "A share that has not yet come this far."),
    Cause.OVERSPEND: ("Overspend", "The cost has passed what was planned."),
}


class AgreementState(StrEnum):
    """How far one body's contribution for one year has come. Source: L8 [D]."""

    PROPOSED = "proposed"
    ASKED = "asked"
    PLEDGED = "pledged"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


A = AgreementState


@dataclass(frozen=True)
class AgreementStateRow:
    """One state: its words and what may follow it."""

    label: str
    next: tuple[AgreementState, ...]


AGREEMENT_STATES: Mapping[AgreementState, AgreementStateRow] = {
    A.PROPOSED: AgreementStateRow("Proposed", (A.ASKED, A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED)),
    A.ASKED: AgreementStateRow("Asked", (A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED)),
    A.PLEDGED: AgreementStateRow("Pledged", (A.PLEDGED, A.CONFIRMED, A.DECLINED, A.WITHDRAWN, A.ENDED, A.ASKED)),
    A.CONFIRMED: AgreementStateRow("Confirmed", (A.CONFIRMED, A.WITHDRAWN, A.ENDED)),
    A.DECLINED: AgreementStateRow("Declined", (A.ASKED, A.PLEDGED, A.CONFIRMED)),
    A.WITHDRAWN: AgreementStateRow("Withdrawn", (A.ASKED, A.PLEDGED, A.CONFIRMED)),
    A.ENDED: AgreementStateRow("Ended with the body", ()),
}


class PartYear(StrEnum):
    """How a year is shared when a body ends within it. Source: L14 [D]; set for each version of a model."""

    BY_DAYS = "by_days"
    WHOLE_YEAR = "whole_year"


PART_YEARS: Mapping[PartYear, str] = {
    PartYear.BY_DAYS: "By days: each body owes the days it exists",
    PartYear.WHOLE_YEAR: "Whole year: who exists on 1 April owes the year",
}


class ModelBasis(StrEnum):
    """What the rules of a model are applied to."""

    ANNUAL = "annual"
    PER_CASE = "per_case"


MODEL_BASES: Mapping[ModelBasis, str] = {
    ModelBasis.ANNUAL: "The cost of the whole year",
    ModelBasis.PER_CASE: "The cost of each review",
}


class VersionState(StrEnum):
    """Where a version of a model stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


VERSION_STATES: Mapping[VersionState, str] = {
    VersionState.DRAFT: "Draft",
    VersionState.IN_FORCE: "In force",
    VersionState.REPLACED: "Replaced",
}


class RequestState(StrEnum):
    """Where a request to a body stands. It is on the forward plan until it is closed. Source: L28 [D]."""

    ASKED = "asked"
    QUESTIONED = "questioned"
    ANSWERED = "answered"
    PLEDGED = "pledged"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class RequestStateRow:
    """One state: its words, who is asked next, and what may follow."""

    label: str
    is_open: bool
    is_with_partner: bool
    next: tuple[RequestState, ...]


R = RequestState
REQUEST_STATES: Mapping[RequestState, RequestStateRow] = {
    R.ASKED: RequestStateRow("With the partner", True, True, (R.QUESTIONED, R.ANSWERED, R.WITHDRAWN)),
    R.QUESTIONED: RequestStateRow("The partner asks a question", True, False, (R.ASKED, R.ANSWERED, R.WITHDRAWN)),
    R.ANSWERED: RequestStateRow(
        "Answered, waiting for approval", True, False, (R.PLEDGED, R.CLOSED, R.ASKED, R.WITHDRAWN)
    ),
    R.PLEDGED: RequestStateRow("Pledged, to be confirmed", True, True, (R.QUESTIONED, R.ANSWERED, R.WITHDRAWN)),
    R.CLOSED: RequestStateRow("Answered", False, False, (R.ASKED,)),
    R.WITHDRAWN: RequestStateRow("Withdrawn", False, False, (R.ASKED,)),
}


class Answer(StrEnum):
    """What a body says to a request for money."""

    CONFIRM = "confirm"
    PLEDGE = "pledge"
    DECLINE = "decline"


ANSWERS: Mapping[Answer, str] = {
    Answer.CONFIRM: "We will pay the whole sum",
    Answer.PLEDGE: "We pledge a part, or a sum still to be confirmed",
    Answer.DECLINE: "We will not pay",
}


class JournalOrigin(StrEnum):
    """How entries came to be put forward."""

    TYPED = "typed"
    ANSWER = "answer"
    IMPORT = "import"
    REVERSAL = "reversal"
    YEAR_END = "year_end"
    GRANT = "grant"


JOURNAL_ORIGINS: Mapping[JournalOrigin, str] = {
    JournalOrigin.TYPED: "Entered by hand",
    JournalOrigin.ANSWER: "A partner's answer",
    JournalOrigin.IMPORT: "Taken from a file",
    JournalOrigin.REVERSAL: "Reversal",
    JournalOrigin.YEAR_END: "Year end",
    JournalOrigin.GRANT: "Grant",
}


class Sight(StrEnum):
    """What a partner sees of the others' money. Source: L31: totals for others set locally [D]."""

    OWN = "own"
    TOTALS = "totals"
    EVERYTHING = "everything"


SIGHTS: Mapping[Sight, str] = {
    Sight.OWN: "Its own lines only",
    Sight.TOTALS: "Its own lines and the totals of the year",
    Sight.EVERYTHING: "Its own lines, the totals and every partner's share and state",
}
