"""What is a regime, and what is a clock? The rows that the policy files are read into."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dhr_cases.policy.periods import Period


class Per(StrEnum):
    """Whether a clock runs once for a case or once for each request for information."""

    CASE = "case"
    REQUEST = "request"


class AppliesBy(StrEnum):
    """Which date decides whether a new case falls under a regime: the death or the decision to review."""

    DEATH = "death"
    DECISION = "decision"


class Term(StrEnum):
    """The public words that differ from regime to regime."""

    REVIEW = "review"
    REVIEWS = "reviews"
    REPORT = "report"
    QUALITY_ASSURANCE = "quality_assurance"
    LEGAL_TEST = "legal_test"


@dataclass(frozen=True, slots=True)
class LocalDefault:
    """A limit suggested where law and guidance set none. It binds nobody until a partnership adopts it."""

    period: Period
    note: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: what starts it, what stops it, how long it may run, and how far its source was checked.

    A clock has a `limit` (count and unit), or a `limit_phrase` where the source sets no count, or neither.
    `evidence` is "verified" where the source was read, "recalled" where its wording was not checked, "local"
    where it is a local choice; anything else says in words what was found.
    """

    id: str
    label: str
    public_label: str
    start: str
    stop: str
    start_words: str
    limit: Period | None
    limit_phrase: str
    local_default: LocalDefault | None
    basis: str
    evidence: str
    source: str
    note: str
    owner: str
    per: Per

    @property
    def limit_text(self) -> str | None:
        """The limit as machines read it: P6M, or the phrase of the source, or None where no limit is set."""
        return self.limit.text if self.limit else self.limit_phrase or None


@dataclass(frozen=True, slots=True)
class Regime:
    """One legal regime: its law and guidance, whether it is switched on, its words, its clocks.

    `clocks` holds only this regime's own rows; the clocks that every regime shares come with clocks_for().
    A case keeps the regime it began under. The label on screen is a partnership's setting and may differ.
    """

    id: str
    law: str
    guidance: str
    status: str
    enabled: bool
    effective_from: date | None
    applies_by: AppliesBy
    label_short: str
    label_long: str
    copies_to: tuple[str, ...]
    terms: Mapping[str, str]
    clocks: tuple[Clock, ...]
