"""How far are reviews and recommendations coded, what is still to be read, and how far do two coders agree?

A coder sees another's codes of something only after reading it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dhr_cases.models import Partnership, PublicRecord, PublicState, Recommendation, User
from learning.models import CodedItem, CodingReading, IndexedSummary, PublishedPassage, Theme, ThemeSet
from learning.theme_rows import items_of, paragraphs_coded, readings_of, standing_of, themes_in_force, with_readings
from learning.themes.agreement import Agreement, agreement_of
from learning.themes.coding_terms import ItemKind, Reading, Standing, answers_about, digest_of, kind_under


@dataclass(frozen=True)
class ReviewRow:
    """How far one published review is coded: its paragraphs, those this person read, those two read, those open."""

    record: PublicRecord
    paragraphs: int
    own: int
    by_two: int
    open: int


@dataclass(frozen=True)
class ReadingRow:
    """One reading in words: who, when, what they saw, whether it settled a difference, why."""

    by: str
    on: datetime.date
    themes: tuple[str, ...]
    is_settled: bool
    reason: str


@dataclass(frozen=True)
class ReadRow:
    """Something to be read as a coder meets it. ``readings`` holds only what this person may see."""

    item: CodedItem | None
    standing: Standing
    is_own_read: bool
    readings: tuple[ReadingRow, ...]

    @property
    def may_be_read(self) -> bool:
        """True while this person is one of the two who read it, or could become one."""
        return self.is_own_read or not self.standing.is_read_by_two

    @property
    def may_be_settled(self) -> bool:
        """True where two people differ."""
        return bool(self.standing.differing)

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.standing.is_open:
            return "The two readings differ"
        if self.standing.is_read_by_two:
            return "Read by two"
        return "Read by one" if self.standing.own else "Not read"


@dataclass(frozen=True)
class ParagraphRow(ReadRow):
    """One published paragraph."""

    passage: PublishedPassage


@dataclass(frozen=True)
class RecommendationRow(ReadRow):
    """One recorded recommendation."""

    recommendation: Recommendation


@dataclass(frozen=True)
class AgreementRow:
    """A theme and how far two coders agree on it."""

    theme: Theme
    agreement: Agreement


def review_rows(partnership: Partnership, user: User) -> list[ReviewRow]:
    """Every published review of the partnership that can be coded, newest first; constant in queries."""
    summaries = IndexedSummary.objects.filter(record__partnership=partnership, record__state=PublicState.PUBLISHED)
    standings: dict[int, list[Standing]] = defaultdict(list)
    for item in paragraphs_coded(partnership):
        standings[item.record_id or 0].append(standing_of(item))
    rows = summaries.select_related("record").order_by("-record__year", "record__title")
    return [_review_row(summary, standings[summary.record_id], user) for summary in rows]


def _review_row(summary: IndexedSummary, standings: Sequence[Standing], user: User) -> ReviewRow:
    return ReviewRow(
        record=summary.record,
        paragraphs=summary.paragraphs,
        own=sum(user.pk in standing.own for standing in standings),
        by_two=sum(standing.is_read_by_two for standing in standings),
        open=sum(standing.is_open for standing in standings),
    )


def paragraph_rows(record: PublicRecord, user: User) -> list[ParagraphRow]:
    """Every paragraph of a published summary in its order, with the codes this person may see."""
    items = CodedItem.objects.filter(record=record)
    words = _words(record.partnership_id, items)
    held = {(item.number, item.digest): item for item in with_readings(items)}
    passages = PublishedPassage.objects.filter(summary__record=record).order_by("number")
    return [
        ParagraphRow(*_read(held.get((passage.number, digest_of(passage.text))), user, words), passage)
        for passage in passages
    ]


def recommendation_rows(
    recommendations: Sequence[Recommendation], partnership: Partnership, user: User
) -> list[RecommendationRow]:
    """The recommendations in their order, with the codes this person may see; five queries however many."""
    items = CodedItem.objects.filter(partnership=partnership, recommendation__in=recommendations)
    words = _words(partnership.pk, items)
    held = {item.recommendation_id: item for item in with_readings(items)}
    return [RecommendationRow(*_read(held.get(row.pk), user, words), row) for row in recommendations]


@dataclass(frozen=True)
class _Words:
    people: Mapping[int, str]
    labels: Mapping[int, str]


def _words(partnership: int, items: QuerySet[CodedItem]) -> _Words:
    """The names of who read the items, and those of the partnership's themes."""
    people = CodingReading.objects.filter(item__in=items).values_list("by", "by__full_name")
    labels = Theme.objects.filter(theme_set__partnership=partnership).values_list("pk", "label")
    return _Words(dict(people), dict(labels))


_Read = tuple[CodedItem | None, Standing, bool, tuple[ReadingRow, ...]]


def _read(item: CodedItem | None, user: User, words: _Words) -> _Read:
    """What a row of something to be read says of its readings."""
    if item is None:
        return None, Standing(()), False, ()
    standing = standing_of(item)
    return item, standing, user.pk in standing.own, tuple(_seen(item, user, standing, words))


def _seen(item: CodedItem, user: User, standing: Standing, words: _Words) -> Iterator[ReadingRow]:
    """All readings once two have read; only the person's own before."""
    for row in item.readings.all():
        if standing.is_read_by_two or row.by_id == user.pk:
            themes = tuple(words.labels[code.theme_id] for code in row.codes.all())
            yield ReadingRow(words.people[row.by_id], row.on, themes, row.is_settled, row.reason)


def item_at(passage: PublishedPassage) -> CodedItem | None:
    """The coded item of a paragraph in these words; None while nobody has read it."""
    found: CodedItem | None = CodedItem.objects.filter(
        record=passage.summary.record_id, number=passage.number, digest=digest_of(passage.text)
    ).first()
    return found


def suggested_kind(passage: PublishedPassage) -> ItemKind:
    """What a paragraph most likely is: what it was called before, or what its heading says."""
    item = item_at(passage)
    return ItemKind(item.kind) if item else kind_under(passage.heading)


def item_of(recommendation: Recommendation, partnership: Partnership) -> CodedItem | None:
    """The coded item of a recommendation; None while nobody has read it."""
    found: CodedItem | None = CodedItem.objects.filter(recommendation=recommendation, partnership=partnership).first()
    return found


def themes_seen(item: CodedItem | None, user: User) -> frozenset[int]:
    """Keys of the themes the person saw when they last read an item; none while they have not."""
    own = standing_of(item).own.get(user.pk) if item else None
    return own.themes if own else frozenset()


def agreement_rows(partnership: Partnership) -> list[AgreementRow]:
    """Agreement on each theme that anybody has seen, over what two have read while it was in force."""
    items = list(items_of(partnership))
    seen = {key for item in items for reading in readings_of(item) for key in reading.themes}
    themes = Theme.objects.filter(pk__in=seen).select_related("theme_set").order_by("theme_set", "pk")
    return [AgreementRow(theme, agreement_of(answers_about(theme.pk, _while(theme, items)))) for theme in themes]


def _while(theme: Theme, items: Iterable[CodedItem]) -> Iterator[Sequence[Reading]]:
    """The readings of each item that were made while a theme was in force."""
    for item in items:
        rows = zip(item.readings.all(), readings_of(item), strict=True)
        yield [reading for row, reading in rows if theme.from_on <= row.on < (theme.to_on or datetime.date.max)]


def themes_to_choose(partnership: Partnership, on: datetime.date) -> Mapping[ThemeSet, list[Theme]]:
    """The themes in force on a day, by set, in their order."""
    found: dict[ThemeSet, list[Theme]] = defaultdict(list)
    for theme in themes_in_force(partnership, on):
        found[theme.theme_set].append(theme)
    return found
