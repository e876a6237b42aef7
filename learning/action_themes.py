"""How do the recommendations of a partnership and their actions stand, theme by theme, as two people coded them?

Counted where they are kept, whatever their number. A theme counts what was coded under it and under earlier ones that
it surely is, renamed or merged; what was coded under one that was split or has ended stands apart until it is read
again. A recommendation under two themes counts under each. Only for the partnership's own staff, who may open every
row: nothing is withheld, and nothing of this is for publication. Source: board by body, theme and age, our aims [D].
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    Count,
    Exists,
    FilteredRelation,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from dhr_cases.action_board import seen_actions
from dhr_cases.models import Action, ActionStatus, Partnership, Recommendation, User
from dhr_cases.models.recommendations import ENDED_STATUSES
from learning.models import RecommendationTheme, Theme
from learning.recommendation_rows import recommendations_seen
from learning.theme_rows import SetOfThemes, sets_of

NO_THEME, EARLIER = "none", "earlier"
"""Stand for recommendations without a theme, and for those under a theme that is no longer in force."""


STAND, PLACE = "stand", "place"
"""The names under which a row carries where it stands, and at which place it counts."""
NOWHERE, ELSEWHERE = -1, 0
"""Places beside the keys of themes: without a theme, and under one that is not in force."""


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
    recommendations: QuerySet[Recommendation]
    actions: QuerySet[Action]

    @property
    def groups(self) -> Mapping[int, frozenset[int]]:
        """For each theme in force, by key, the keys of all that is counted under it."""
        pairs = ((themes, theme) for themes in self.sets for theme in themes.in_force(self.today))
        return {theme.pk: themes.keys_counted_under(theme) for themes, theme in pairs}

    @property
    def known(self) -> list[int]:
        """The keys of every theme there ever was."""
        return sorted(theme.pk for each in self.sets for theme in each.themes)

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
        partnership, today, sets_of(partnership), recommendations_seen(user, partnership),
        seen_actions(user, partnership),
    )  # fmt: skip  # one fact in one glance


def _stand(today: datetime.date) -> Choice:
    is_done, is_ended = Q(status=ActionStatus.DONE), Q(status__in=ENDED_STATUSES) | Q(is_end_accepted=True)
    rows = (
        (is_done & Q(verified_on__isnull=False), Stand.VERIFIED),
        (is_ended, Stand.ENDED),
        (is_done, Stand.WAITING),
        (Q(due_on__lt=today), Stand.OVERDUE),
    )
    whens = [When(when, then=Value(str(stand))) for when, stand in rows]
    return Choice(*whens, default=Value(str(Stand.IN_TIME)), output_field=CharField())


def by_theme(seen: Seen) -> ByTheme:
    """Every theme with its tally; three queries however many recommendations there are."""
    tallies = _tallies(seen)
    none = tallies.get(NOWHERE, Tally())
    sets = (_set(themes, seen.today, tallies) for themes in seen.sets)
    return ByTheme(
        sets=tuple(each for each in sets if each.rows),
        earlier=tallies.get(ELSEWHERE, Tally()),
        none=none,
        whole=seen.recommendations.count(),
    )


def _set(themes: SetOfThemes, today: datetime.date, tallies: Mapping[int, Tally]) -> SetTally:
    rows = [ThemeTally(theme, tallies[theme.pk]) for theme in themes.in_force(today) if theme.pk in tallies]
    return SetTally(themes, tuple(sorted(rows, key=lambda row: -row.tally.of(Stand.OVERDUE))))


def _tallies(seen: Seen) -> dict[int, Tally]:
    """The tally of each theme in force, by key, of what was coded under no such theme, and of what has no theme."""
    rows = _placed(seen, seen.recommendations, "themes_seen").values_list(PLACE)
    numbers = dict(rows.annotate(number=Count("pk", distinct=True)))
    actions = _placed(seen, seen.under(""), "recommendation__themes_seen").values_list(PLACE, STAND)
    by_place: dict[int, list[tuple[str, int, datetime.date | None]]] = defaultdict(list)
    for place, *counted in actions.annotate(number=Count("pk", distinct=True), first=Min("due_on")):
        by_place[place].append(tuple(counted))
    return {place: _tally(number, by_place[place]) for place, number in numbers.items()}


def _placed(seen: Seen, rows: QuerySet[Any], themes: str) -> QuerySet[Any]:
    """The rows, once for each theme that holds in their recommendation, each with the place at which it counts."""
    own = {f"{themes}__is_held": True, f"{themes}__theme__in": seen.known or [0]}
    held = rows.order_by().annotate(held=FilteredRelation(themes, condition=Q(**own)))
    whens = [When(held__theme__in=sorted(keys), then=Value(key)) for key, keys in seen.groups.items()]
    nowhere = When(held__theme=None, then=Value(NOWHERE))
    place = Choice(nowhere, *whens, default=Value(ELSEWHERE), output_field=IntegerField())
    found: QuerySet[Any] = held.annotate(**{PLACE: place})
    return found


def _tally(recommendations: int, rows: Iterable[tuple[str, int, datetime.date | None]]) -> Tally:
    found = list(rows)
    oldest = next((first for stand, _number, first in found if stand == Stand.OVERDUE), None)
    return Tally(recommendations, {Stand(stand): number for stand, number, _first in found}, oldest)
