"""How does a report stand by its partnership's criteria, and what did letters ask before under each of them?

Counts are made over those cases only whose letters the person may read. Source: domain 3.9 [V]; learning from
letters, issue of papers, part 4 [D].
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from dhr_cases.disclosure import Material
from dhr_cases.models import Assessment, Case, Criterion, Finding, Partnership, QALetter, QAPoint, User
from dhr_cases.queries import showing

GOOD_ENOUGH = frozenset({Finding.MET, Finding.NOT_RELEVANT})


@dataclass(frozen=True)
class Asked:
    """How many letters asked for something under a criterion, and the newest words."""

    letters: int = 0
    of: int = 0
    newest: str = ""

    @property
    def in_words(self) -> str:
        """ "asked in 3 of 5 letters of this partnership"; "" where no letter can be read."""
        if not self.of:
            return ""
        return f"asked in {self.letters} of {self.of} letter{'' if self.of == 1 else 's'} of this partnership"


@dataclass(frozen=True)
class Looked:
    """One criterion and what was found by it in a case, None while nobody looked."""

    criterion: Criterion
    assessment: Assessment | None
    asked: Asked

    @property
    def is_good_enough(self) -> bool:
        """True when the criterion is met in full or does not apply."""
        return self.assessment is not None and self.assessment.finding in GOOD_ENOUGH


def looked_at(case: Case, criteria: Iterable[Criterion], user: User) -> tuple[Looked, ...]:
    """Every criterion in use with what was found in this case and what letters asked before."""
    found = {row.criterion_id: row for row in Assessment.objects.filter(case=case)}
    asked = asked_before(case.lead_csp, user)
    nothing = Asked(of=letters_read(case.lead_csp, user).count())
    return tuple(Looked(row, found.get(row.pk), asked.get(row.pk, nothing)) for row in criteria if row.is_used)


def letters_read(partnership: Partnership, user: User) -> QuerySet[QALetter]:
    """Letters about the partnership's reports that the person may read."""
    cases = showing(user, Material.QA_LETTER).filter(lead_csp=partnership)
    rows: QuerySet[QALetter] = QALetter.objects.filter(submission__case__in=cases)
    return rows


def asked_before(partnership: Partnership, user: User) -> Mapping[int, Asked]:
    """For each criterion under which a letter asked for something: how many did, of how many, and the newest words."""
    letters = letters_read(partnership, user)
    of = letters.count()
    points = QAPoint.objects.filter(letter__in=letters, criterion__isnull=False).select_related("letter")
    by_criterion: dict[int, list[QAPoint]] = {}
    for point in points.order_by("letter__letter_on", "pk"):
        by_criterion.setdefault(point.criterion_id, []).append(point)
    return {
        key: Asked(len({point.letter_id for point in rows}), of, rows[-1].text) for key, rows in by_criterion.items()
    }
