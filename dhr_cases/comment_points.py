"""Whose comments on the draft may a person read, and which of them wait for an answer?

Source: an advocate reads the family's words only, a panel member the agencies' only; domain 5.2 [D].
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dhr_cases.disclosure import Material, may_see
from dhr_cases.models import Case, CommentAnswer, SectionComment, User
from dhr_cases.permissions import roles_on
from dhr_cases.roles import Role


@dataclass(frozen=True)
class Sight:
    """Which readers' words the person may read: agencies' and the family's are kept apart."""

    agencies: bool
    family: bool


def sight_of(roles: frozenset[Role], case: Case) -> Sight:
    """An advocate reads the family's words only, a panel member the agencies' only. Source: domain 5.2 [D]."""
    others = roles - {Role.FAMILY_ADVOCATE}
    return Sight(
        agencies=may_see(roles, Material.DRAFTING, case.standing),
        family=Role.FAMILY_ADVOCATE in roles or may_see(others, Material.FAMILY, case.standing),
    )


def works_on_drafts(user: User, case: Case) -> bool:
    """True for those who see the draft as it is written; an advocate reads the copy that was given, nothing else."""
    return may_see(roles_on(user, case), Material.DRAFTING, case.standing)


def comments_seen(user: User, case: Case) -> QuerySet[SectionComment]:
    """Comments on the case's draft that the person may read: their own, and by role the agencies' or the family's.

    An advocate reads no other reader's comments, not even those of another advocate.
    """
    roles = roles_on(user, case)
    others = roles - {Role.FAMILY_ADVOCATE}
    seen = Q(by=user)
    if may_see(roles, Material.DRAFTING, case.standing):
        seen |= Q(reading=None) | Q(reading__person=None)
    if may_see(others, Material.FAMILY, case.standing):
        seen |= Q(reading__person__isnull=False)
    rows: QuerySet[SectionComment] = SectionComment.objects.filter(seen, case=case)
    return rows.select_related("section", "reading__organisation", "reading__person", "by", "answered_by")


def unanswered(case: Case) -> int:
    """How many comments on the case's draft nobody has answered; a hint before the panel approves, no gate."""
    return SectionComment.objects.filter(case=case, answer=CommentAnswer.OPEN).count()
