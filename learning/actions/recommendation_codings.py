"""Two people say which themes a recorded recommendation holds; actions are then followed under them.

The rules are those of paragraphs: each reads alone, what both see holds, and where they differ they settle it. Only who
may read the recommendations of a review reads them here. Source: coding of recommendations, thing 9 of our aims [D].
"""

from collections.abc import Collection

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership, Recommendation, User
from learning.actions.codings import add_reading, anew, check_reader, fitting, settle, where
from learning.actions.core import acting, require
from learning.models import CodedItem, CodingReading, RecommendationTheme, Theme
from learning.recommendation_rows import recommendations_seen
from learning.theme_rows import standing_of
from learning.themes.coding_terms import ItemKind, digest_of
from learning.verbs import LearningVerb


def code_recommendation(
    *, recommendation: Recommendation, partnership: Partnership, by: User, themes: Collection[Theme], reason: str = ""
) -> CodingReading:
    """Say which themes a recommendation holds; none is an answer as well.

    Raises NotPermitted for who does not read the review's recommendations; NotNow for a third reader; Incomplete when
    nothing changes, for themes that do not fit, and for a second reading without a reason.
    """
    with acting(LearningVerb.CODE_RECOMMENDATION, partnership, by, reason=reason) as act:
        _check_reads(by, partnership, recommendation)
        item = _item(recommendation, partnership)
        standing = standing_of(item)
        check_reader(standing, by)
        require(*anew(standing, by, themes, reason), *fitting(partnership, themes), *_not_of_reviews(themes))
        reading = add_reading(item, by, themes, reason)
        _keep_themes(item)
        act.record(about=item, detail=where(item))
    return reading


def settle_recommendation(*, item: CodedItem, by: User, themes: Collection[Theme], reason: str) -> CodingReading:
    """Record what two people agreed on after they had read differently; raise NotNow where they do not differ."""
    with acting(LearningVerb.SETTLE_RECOMMENDATION, item.partnership, by, reason=reason) as act:
        _check_reads(by, item.partnership, item.recommendation)
        require(*_not_of_reviews(themes))
        reading = settle(item, by, themes, reason)
        _keep_themes(item)
        act.record(about=item, detail=where(item))
    return reading


def _not_of_reviews(themes: Collection[Theme]) -> list[tuple[bool, str]]:
    return [(not theme.theme_set.is_exclusive, f"“{theme.label}” is said of a review as a whole.") for theme in themes]


def _check_reads(by: User, partnership: Partnership, recommendation: Recommendation | None) -> None:
    if recommendation is None or not recommendations_seen(by, partnership).filter(pk=recommendation.pk).exists():
        raise NotPermitted("You do not read the recommendations of this review. Ask the coordinator of the review.")


def _item(recommendation: Recommendation, partnership: Partnership) -> CodedItem:
    item: CodedItem = CodedItem.objects.get_or_create(
        recommendation=recommendation,
        partnership=partnership,
        defaults={
            "number": recommendation.position,
            "text": recommendation.text,
            "digest": digest_of(recommendation.text),
            "kind": ItemKind.RECOMMENDATION,
        },
    )[0]
    return item


def _keep_themes(item: CodedItem) -> None:
    """Bring the themes of the recommendation in line with its readings."""
    standing = standing_of(item)
    seen = standing.holding | (standing.differing if standing.is_open else frozenset())
    kept = RecommendationTheme.objects.filter(
        recommendation=item.recommendation, theme__theme_set__partnership=item.partnership
    )
    kept.exclude(theme__in=seen).delete()
    for key in sorted(seen):
        RecommendationTheme.objects.update_or_create(
            recommendation=item.recommendation, theme_id=key, defaults={"is_held": key in standing.holding}
        )
