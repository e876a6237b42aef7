"""Which recommendations may a person read for their themes, and which of them wait for whom?

Those of the partnership's reviews that the person may read on the review's own pages, and no others.
"""

from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dhr_cases.models import Partnership, Recommendation, User
from dhr_cases.queries import reviews_with_recommendations
from learning.models import CodedItem, CodingReading, RecommendationTheme
from learning.themes.coding_terms import CODERS


class Waiting(StrEnum):
    """Which recommendations a list of coding holds."""

    MINE = "mine"
    DIFFERING = "differing"
    ALL = "all"


WAITING_WORDS = {
    Waiting.MINE: "For you to read",
    Waiting.DIFFERING: "The two readings differ",
    Waiting.ALL: "All",
}


def recommendations_seen(user: User, partnership: Partnership) -> QuerySet[Recommendation]:
    """The recommendations of those reviews, review by review, in the order of the report."""
    rows = Recommendation.objects.filter(case__in=reviews_with_recommendations(user, partnership).values("pk"))
    found: QuerySet[Recommendation] = rows.order_by("case__reference", "position")
    return found


def waiting(
    rows: QuerySet[Recommendation], partnership: Partnership, user: User, which: Waiting
) -> QuerySet[Recommendation]:
    """Of these, what the person still may read, what is to be settled, or all."""
    if which is Waiting.ALL:
        return rows
    if which is Waiting.DIFFERING:
        return rows.filter(Exists(_themes_of(partnership).filter(recommendation=OuterRef("pk"), is_held=False)))
    read, full = _read_by(partnership, user), _read_by_two(partnership)
    return rows.exclude(pk__in=read.values("recommendation")).exclude(pk__in=full.values("recommendation"))


def _themes_of(partnership: Partnership) -> QuerySet[RecommendationTheme]:
    found: QuerySet[RecommendationTheme] = RecommendationTheme.objects.filter(theme__theme_set__partnership=partnership)
    return found


def _items(partnership: Partnership) -> QuerySet[CodedItem]:
    found: QuerySet[CodedItem] = CodedItem.objects.filter(partnership=partnership, recommendation__isnull=False)
    return found


def _read_by(partnership: Partnership, user: User) -> QuerySet[CodedItem]:
    own = CodingReading.objects.filter(item=OuterRef("pk"), by=user, is_settled=False)
    found: QuerySet[CodedItem] = _items(partnership).filter(Exists(own))
    return found


def _read_by_two(partnership: Partnership) -> QuerySet[CodedItem]:
    readers = Count("readings__by", filter=Q(readings__is_settled=False), distinct=True)
    found: QuerySet[CodedItem] = _items(partnership).annotate(readers=readers).filter(readers__gte=CODERS)
    return found
