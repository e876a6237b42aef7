"""How do the recommendations of a partnership and their actions stand, theme by theme, as two people coded them?

Counted where they are kept, whatever their number. A theme counts what was coded under it and under earlier ones that
it surely is, renamed or merged; what was coded under one that was split or has ended stands apart until it is read
again. A recommendation under two themes counts under each. Only for the partnership's own staff, who may open every
row: nothing is withheld, and nothing of this is for publication. Source: board by body, theme and age, our aims [D].
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Case as Choice

from dhr_cases.action_board import seen_actions
from dhr_cases.models import Action, ActionStatus, Case, Partnership, Recommendation, User
from dhr_cases.models.recommendations import ENDED_STATUSES
from dhr_cases.queries import reviews_with_recommendations
from learning.models import RecommendationTheme, Theme
from learning.recommendation_rows import recommendations_seen
from learning.theme_rows import SetOfThemes, sets_of

NO_THEME, EARLIER = "none", "earlier"
"""Stand for recommendations without a theme, and for those under a theme that is no longer in force."""


STAND, PLACE = "stand", "place"
"""The names under which a row carries where it stands, and at which place it counts."""
ELSEWHERE = 0
"""The place beside the keys of themes in force: under one that is not."""


class Stand(StrEnum):
    """Where an action stands. What waits to be verified is neither open nor late: its owner has done its part."""

    VERIFIED = "verified"
    ENDED = "ended"
    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"


@dataclass(frozen=True)
class Tally:
    """Recommendations, their actions by where they stand, and the oldest target date that has passed."""

    recommendations: int = 0
    actions: Mapping[Stand, int] = field(default_factory=dict)
    oldest_due: datetime.date | None = None

    def of(self, *stands: Stand) -> int:
        """How many actions stand so."""
        return sum(self.actions.get(stand, 0) for stand in stands)

    def longest_wait(self, today: datetime.date) -> int | None:
        """Days by which the longest overdue action is late; None where none is."""
        return (today - self.oldest_due).days if self.oldest_due else None


@dataclass(frozen=True)
class ThemeTally:
    """One theme in force and its tally."""

    theme: Theme
    tally: Tally


@dataclass(frozen=True)
class SetTally:
    """The themes of one set under which there is a recommendation, the most overdue first."""

    themes: SetOfThemes
    rows: tuple[ThemeTally, ...]


@dataclass(frozen=True)
class ByTheme:
    """Every theme, what stands under an earlier one, what has none, and how many recommendations there are."""

    sets: tuple[SetTally, ...]
    earlier: Tally
    none: Tally
    whole: int

    @property
    def with_theme(self) -> int:
        """How many recommendations hold a theme, each once."""
        return self.whole - self.none.recommendations


@dataclass(frozen=True)
class Seen:
    """The recommendations and actions that a person may read in a partnership, and its themes, as on a day."""

    partnership: Partnership
    today: datetime.date
    sets: tuple[SetOfThemes, ...]
    cases: QuerySet[Case]
    recommendations: QuerySet[Recommendation]
    actions: QuerySet[Action]

    @property
    def groups(self) -> Mapping[int, frozenset[int]]:
        """For each theme in force, by key, the keys of all that is counted under it."""
        pairs = ((themes, theme) for themes in self.sets for theme in themes.in_force(self.today))
        return {theme.pk: themes.keys_counted_under(theme) for themes, theme in pairs}

    @property
    def held(self) -> QuerySet[RecommendationTheme]:
        """The themes of the partnership that hold in recommendations."""
        own = RecommendationTheme.objects.filter(is_held=True, theme__theme_set__partnership=self.partnership)
        found: QuerySet[RecommendationTheme] = own
        return found

    def under(self, place: str) -> QuerySet[Action]:
        """The actions under a theme, by its key as a word, under an earlier theme, under none; all for "".

        Each carries where it stands.
        """
        rows: QuerySet[Action] = self.actions.annotate(**{STAND: _stand(self.today)})
        if not place:
            return rows
        held = self.held.filter(recommendation=OuterRef("recommendation"))
        if place == NO_THEME:
            return rows.exclude(Exists(held))
        if place == EARLIER:
            known = chain.from_iterable(self.groups.values())
            return rows.filter(Exists(held.exclude(theme__in=frozenset(known))))
        keys = self.groups.get(int(place), frozenset()) if place.isdecimal() else frozenset()
        return rows.filter(Exists(held.filter(theme__in=keys)))


def standing_so(actions: QuerySet[Action], stands: Iterable[Stand]) -> QuerySet[Action]:
    """Those of the actions, read with where they stand, that stand in one of these ways."""
    return actions.filter(**{f"{STAND}__in": list(stands)})


def seen_by(user: User, partnership: Partnership, today: datetime.date) -> Seen:
    """What the person may read; three queries for the themes, the rest is asked later."""
    return Seen(
        partnership=partnership,
        today=today,
        sets=sets_of(partnership),
        cases=reviews_with_recommendations(user, partnership),
        recommendations=recommendations_seen(user, partnership),
        actions=seen_actions(user, partnership),
    )


def _stand(today: datetime.date, to: str = "") -> Choice:
    """Where an action stands; ``to`` is the look-up that leads to it."""

    def asked(**facts: object) -> Q:
        return Q(**{f"{to}{name}": value for name, value in facts.items()})

    is_done = asked(status=ActionStatus.DONE)
    rows = (
        (is_done & asked(verified_on__isnull=False), Stand.VERIFIED),
        (asked(status__in=ENDED_STATUSES) | asked(is_end_accepted=True), Stand.ENDED),
        (is_done, Stand.WAITING),
        (asked(due_on__lt=today), Stand.OVERDUE),
    )
    whens = [When(when, then=Value(str(stand))) for when, stand in rows]
    return Choice(*whens, default=Value(str(Stand.IN_TIME)), output_field=CharField())


def by_theme(seen: Seen) -> ByTheme:
    """Every theme with its tally; three queries however many recommendations there are."""
    tallies = _placed(seen)
    sets = (_set(themes, seen.today, tallies) for themes in seen.sets)
    return ByTheme(
        sets=tuple(each for each in sets if each.rows),
        earlier=tallies.get(ELSEWHERE, Tally()),
        none=_without_theme(seen),
        whole=seen.recommendations.count(),
    )


def _set(themes: SetOfThemes, today: datetime.date, tallies: Mapping[int, Tally]) -> SetTally:
    rows = [ThemeTally(theme, tallies[theme.pk]) for theme in themes.in_force(today) if theme.pk in tallies]
    return SetTally(themes, tuple(sorted(rows, key=lambda row: -row.tally.of(Stand.OVERDUE))))


def _placed(seen: Seen) -> dict[int, Tally]:
    """The tally of each theme in force, by key, and of what was coded under themes that are not."""
    held = seen.held.filter(recommendation__case__in=seen.cases.values("pk")).order_by()
    standing: QuerySet[Any] = held.annotate(**{STAND: _stand(seen.today, "recommendation__actions__")})
    rows = standing.annotate(**{PLACE: _place(seen)}).values(PLACE)
    found = rows.annotate(**_sums("recommendation", "recommendation__actions"))
    return {row[PLACE]: _tally(row) for row in found}


def _without_theme(seen: Seen) -> Tally:
    """The tally of what has no theme."""
    bare = seen.recommendations.order_by().exclude(Exists(seen.held.filter(recommendation=OuterRef("pk"))))
    standing: QuerySet[Any] = bare.annotate(**{STAND: _stand(seen.today, "actions__")})
    return _tally(standing.aggregate(**_sums("pk", "actions")))


def _sums(recommendation: str, actions: str) -> dict[str, Aggregate]:
    """What a tally is made of; a row that was reached over several themes of one place counts once."""
    counts = {stand.value: Count(actions, filter=Q(**{STAND: stand.value}), distinct=True) for stand in Stand}
    late = Q(**{STAND: Stand.OVERDUE.value})
    return {
        "recommendations": Count(recommendation, distinct=True),
        "oldest_due": Min(f"{actions}__due_on", filter=late),
        **counts,
    }


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(row["recommendations"], {stand: row[stand.value] for stand in Stand}, row["oldest_due"])


def _place(seen: Seen) -> Choice:
    """The key of the theme in force that a code counts under: its own, unless it is an earlier one."""
    groups = seen.groups
    earlier = {key: sorted(keys - {key}) for key, keys in groups.items()}
    known = {theme.pk for each in seen.sets for theme in each.themes}
    gone = sorted(known.difference(chain.from_iterable(groups.values())))
    return Choice(
        *(When(theme__in=keys, then=Value(key)) for key, keys in earlier.items() if keys),
        *([When(theme__in=gone, then=Value(ELSEWHERE))] if gone else []),
        default=F("theme"),
        output_field=IntegerField(),
    )
