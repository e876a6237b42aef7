"""Have we said this before, and what became of it? Only recommendations the person may see are told."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from dhr_cases.disclosure import Material
from dhr_cases.models import Action, ActionStatus, Case, Recommendation, User
from dhr_cases.queries import showing
from dhr_cases.said_before import EarlierText, similar_to


@dataclass(frozen=True)
class EarlierRecommendation:
    """A recommendation of another review, how like it is (0 to 1), the words shared, and what became of it in words."""

    recommendation: Recommendation
    likeness: float
    shared: tuple[str, ...]
    became: str

    @property
    def case(self) -> Case:
        """The review it was made in."""
        return self.recommendation.case


def said_before(user: User, text: str, *, case: Case, at_most: int = 5) -> tuple[EarlierRecommendation, ...]:
    """Recommendations of other reviews that say nearly the same, most like first; three queries.

    Taken only from reviews whose recommendations the person may see now. () for a text without a telling word.
    """
    if not text.strip():
        return ()
    others = Recommendation.objects.filter(case__in=showing(user, Material.RECOMMENDATIONS)).exclude(case=case)
    texts = [EarlierText(key, words) for key, words in others.values_list("pk", "text")]
    similar = similar_to(text, texts, at_most=at_most)
    in_order = Prefetch("actions", Action.objects.order_by("pk"))
    rows = others.select_related("case", "owner").prefetch_related(in_order).in_bulk([row.key for row in similar])
    return tuple(
        EarlierRecommendation(rows[row.key], row.likeness, row.shared, what_became(rows[row.key])) for row in similar
    )


def what_became(recommendation: Recommendation) -> str:
    """The actions of a recommendation counted by status, in words: "2 done, 1 in progress"; each in its usual order."""
    counted = Counter(action.status for action in recommendation.actions.all())
    if not counted:
        return "No action is recorded"
    return ", ".join(f"{counted[status]} {status.label.lower()}" for status in ActionStatus if counted[status])
