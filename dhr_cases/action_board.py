"""How do the actions of a partnership's reviews stand: by body, by theme, by age? Counted where they are kept.

Only actions of reviews whose recommendations the person may read are counted. The rating is that of ``action_rag``,
asked of the database so that a hundred thousand actions are one statement. Source: one board for all reviews, the
reports by body and age that follow-up lacks (domain 7) [V]; bands of age, ours [D].
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Q, QuerySet, Value, When

from dhr_cases.action_queries import terms_of
from dhr_cases.action_rag import DONE, ENDED_WORDS, UNCARRIED_WORDS, Days, Rag, days_of
from dhr_cases.models import Action, Partnership, RecommendationKind, User
from dhr_cases.queries import reviews_with_recommendations
from dhr_cases.working_days import add_months

NOBODY = "none"
"""Stands for the body of actions that nobody owns."""


class Band(StrEnum):
    """How long past its target date an action is."""

    NO_DATE = "no_date"
    TO_COME = "to_come"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    LONGER = "longer"


BAND_LABELS: Mapping[Band, str] = {
    Band.NO_DATE: "No target date",
    Band.TO_COME: "Target date to come",
    Band.QUARTER: "Up to 3 months past it",
    Band.HALF_YEAR: "3 to 6 months past it",
    Band.YEAR: "6 to 12 months past it",
    Band.LONGER: "More than a year past it",
}
_BAND_MONTHS = ((Band.LONGER, 12), (Band.YEAR, 6), (Band.HALF_YEAR, 3))


@dataclass(frozen=True)
class Grouping:
    """One way to group actions: what it is called, the look-up from an action, and labels for its values.

    A value without a label is its own; ``missing`` names actions that have none.
    """

    code: str
    label: str
    lookup: str
    asks: str = ""
    labels: Mapping[str, str] | None = None
    missing: str = "Not stated"

    def words(self, value: object) -> str:
        """What a group is called."""
        if value in (None, ""):
            return self.missing
        return (self.labels or {}).get(str(value), str(value))


BY_BODY = Grouping("body", "By body", "owner__code", asks="body", missing="Nobody owns it")
BY_KIND = Grouping(
    "kind", "By what is asked for", "recommendation__kind", asks="kind",
    labels={kind.value: kind.label for kind in RecommendationKind if kind.value},
)  # fmt: skip  # the table reads as a table
BY_HEADING = Grouping(
    "heading", "By theme as printed", "recommendation__heading", asks="heading", missing="No theme printed"
)
BY_AGE = Grouping("age", "By age", "band", asks="age", labels={band.value: BAND_LABELS[band] for band in Band})
GROUPINGS = (BY_BODY, BY_HEADING, BY_KIND, BY_AGE)
"""Every way to group, in the order in which the board offers them; themes are those that plans print."""


@dataclass(frozen=True)
class Wanted:
    """What the board is narrowed to; an empty value narrows nothing. ``gone``: only owners that no longer exist."""

    body: str = ""
    kind: str = ""
    scope: str = ""
    rag: str = ""
    age: str = ""
    heading: str = ""
    gone: bool = False
    is_open: bool = False

    @property
    def asks(self) -> bool:
        """True when anything is narrowed."""
        return self != Wanted()


@dataclass(frozen=True)
class BoardRow:
    """One group: its value, what it is called, and its actions counted by rating."""

    value: str
    label: str
    counts: Mapping[Rag, int]

    @property
    def total(self) -> int:
        """All actions of the group."""
        return sum(self.counts.values())

    @property
    def is_running(self) -> int:
        """Actions that are neither verified nor ended."""
        return sum(self.counts.get(rag, 0) for rag in RUNNING)


RUNNING = (Rag.RED, Rag.AMBER, Rag.GREEN)
"""Ratings of actions that go on."""


def board_days(partnership: Partnership | None, today: datetime.date) -> Days:
    """The days by which the partnership's actions are rated; by the usual terms where none is named."""
    return days_of(today, terms_of(partnership).update_every_months)


def seen_actions(user: User, partnership: Partnership) -> QuerySet[Action]:
    """Actions of the partnership's reviews whose recommendations the person may read."""
    cases = reviews_with_recommendations(user, partnership)
    found: QuerySet[Action] = Action.objects.filter(recommendation__case__in=cases.values("pk"))
    return found


def rated(actions: QuerySet[Action], days: Days) -> QuerySet[Action]:
    """The actions, each with its ``rag`` and its ``band`` of age."""
    found: QuerySet[Action] = actions.annotate(rag=_rag(days), band=_band(days.today))
    return found


def _rag(days: Days) -> Choice:
    """The rule of ``action_rag.rate`` as an expression; a test compares the two on rows of every sort."""
    is_done = Q(status=DONE)
    is_gone = Q(owner__ends_on__lt=days.today)
    is_red = Q(owner=None) | Q(status__in=UNCARRIED_WORDS) | is_gone | (Q(due_on__lt=days.today) & ~is_done)
    no_news = Q(heard_on=None) | Q(heard_on__lt=days.stale_before)
    return _choice(
        (is_done & Q(verified_on__isnull=False), Rag.COMPLETE),
        (Q(status__in=ENDED_WORDS) | Q(is_end_accepted=True), Rag.ENDED),
        (is_red, Rag.RED),
        (is_done | Q(due_on=None) | Q(due_on__lte=days.soon) | no_news, Rag.AMBER),
        otherwise=Rag.GREEN,
    )


def _band(today: datetime.date) -> Choice:
    past = ((Q(due_on__lt=add_months(today, -months)), band) for band, months in _BAND_MONTHS)
    return _choice((Q(due_on=None), Band.NO_DATE), (Q(due_on__gte=today), Band.TO_COME), *past, otherwise=Band.QUARTER)


def _choice(*rows: tuple[Q, str], otherwise: str) -> Choice:
    whens = [When(when, then=Value(str(code))) for when, code in rows]
    return Choice(*whens, default=Value(str(otherwise)), output_field=CharField())


def narrowed(actions: QuerySet[Action], wanted: Wanted, days: Days) -> QuerySet[Action]:
    """Rated actions that fit what is wanted."""
    asked = {
        "owner__code": wanted.body if wanted.body != NOBODY else "",
        "recommendation__kind": wanted.kind,
        "recommendation__scope": wanted.scope,
        "recommendation__heading": wanted.heading,
        "rag": wanted.rag,
        "band": wanted.age,
    }
    found = rated(actions, days).filter(**{name: value for name, value in asked.items() if value})
    return found.filter(_besides(wanted, days))


def _besides(wanted: Wanted, days: Days) -> Q:
    """What is wanted that is no plain value of a column."""
    nobody = Q(owner=None) if wanted.body == NOBODY else Q()
    gone = Q(owner__ends_on__lt=days.today) if wanted.gone else Q()
    goes_on = Q(rag__in=[rag.value for rag in RUNNING]) if wanted.is_open else Q()
    return nobody & gone & goes_on


def board(actions: QuerySet[Action], grouping: Grouping) -> list[BoardRow]:
    """The groups of rated actions, those with most red first; one query however many actions."""
    counted = actions.order_by().values_list(grouping.lookup, "rag").annotate(count=Count("pk"))
    groups: dict[str, dict[Rag, int]] = {}
    for value, rag, count in counted:
        groups.setdefault("" if value is None else str(value), {})[Rag(rag)] = count
    rows = [BoardRow(value, grouping.words(value), counts) for value, counts in groups.items()]
    return sorted(rows, key=lambda row: _place(grouping, row))


def _place(grouping: Grouping, row: BoardRow) -> tuple[int, int, str]:
    """Bands of age in their order; other groups by their red actions, then by all that go on, then by name."""
    if grouping is BY_AGE:
        return list(Band).index(Band(row.value)), 0, ""
    return -row.counts.get(Rag.RED, 0), -row.is_running, row.label


def named(rows: Sequence[BoardRow], names: Mapping[str, str]) -> list[BoardRow]:
    """The same rows under the names that go with their values."""
    return [replace(row, label=names.get(row.value, row.label)) for row in rows]


def sums(rows: Iterable[BoardRow]) -> dict[Rag, int]:
    """All groups together, by rating."""
    found = dict.fromkeys(Rag, 0)
    for row in rows:
        for rag, count in row.counts.items():
            found[rag] += count
    return found
