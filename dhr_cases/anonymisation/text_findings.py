"""What does one text of a case still tell, what could stand instead, and what was decided about it before?

Findings are told paragraph by paragraph, as the gate reads a file: a decision here counts there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dhr_cases.anonymisation.checking import fingerprint
from dhr_cases.anonymisation.register import fingerprint_key, tokens_of
from dhr_cases.anonymisation.suggesting import Suggestion, suggest
from dhr_cases.anonymity_terms import Judgement
from dhr_cases.models import Case, FindingDecision

AROUND = 60
"""Letters shown before and after a finding."""

_BREAK = re.compile(r"(?:\n\s*\n|\n(?=- |## |\|)|\A)(?:## |- )?|\s*\|\s*")
"""Where a paper begins a new paragraph: an empty line, a bullet, a subheading, a cell of a table; with its signs."""


@dataclass(frozen=True)
class TextFinding:
    """One suggestion in a text, the words around it, and the newest decision about it, if there is one."""

    suggestion: Suggestion
    fingerprint: str
    before: str
    after: str
    decision: FindingDecision | None = None

    @property
    def is_kept(self) -> bool:
        """True when somebody decided that the words stay."""
        return self.decision is not None and self.decision.judgement == Judgement.KEEP

    @property
    def instead(self) -> str:
        """What stands there when it is replaced: as decided, else as suggested."""
        return self.decision.replacement if self.decision and self.decision.replacement else self.suggestion.replacement


def findings_in(case: Case, text: str) -> tuple[TextFinding, ...]:
    """Every suggestion in the text in its order, with what was decided about an equal one before."""
    found = list(_found(text, case))
    decided = newest_decisions(case, [row.fingerprint for row in found])
    return tuple(replace(row, decision=decided.get(row.fingerprint)) for row in found)


def newest_decisions(case: Case, fingerprints: Sequence[str]) -> dict[str, FindingDecision]:
    """The newest decision about each fingerprint of the case that has one; one query."""
    rows = FindingDecision.objects.filter(case=case, fingerprint__in=set(fingerprints)).select_related("by")
    return {row.fingerprint: row for row in rows.order_by("pk")}


def _found(text: str, case: Case) -> Iterator[TextFinding]:
    key = fingerprint_key()
    for row in suggest(text, tokens_of(case)):
        begins, ends = _paragraph_around(text, row)
        before, after = text[begins : row.start], text[row.end : ends]
        mark = fingerprint(row.kind, row.words, before, after, key)
        yield TextFinding(row, mark, before[-AROUND:], after[:AROUND])


def _paragraph_around(text: str, row: Suggestion) -> tuple[int, int]:
    """Where the paragraph of a finding begins and ends: a bullet and a cell count as one."""
    breaks = list(_BREAK.finditer(text))
    begins = max((gap.end() for gap in breaks if gap.end() <= row.start), default=0)
    return begins, min((gap.start() for gap in breaks if gap.start() >= row.end), default=len(text))
