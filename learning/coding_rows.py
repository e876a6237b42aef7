"""How far are reviews coded, what does this person still have to read, and how far do two coders agree?

A coder sees another's codes of a paragraph only after reading it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import Partnership, PublicRecord, PublicState, User
from learning.models import CodedItem, CodingReading, IndexedSummary, PublishedPassage, Theme, ThemeSet
from learning.theme_rows import items_of, readings_of, standing_of, themes_in_force, with_readings
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
class ParagraphRow:
    """One published paragraph as a coder meets it. ``readings`` holds only what this person may see."""

    passage: PublishedPassage
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
class AgreementRow:
    """A theme and how far two coders agree on it."""

    theme: Theme
    agreement: Agreement


def review_rows(partnership: Partnership, user: User) -> list[ReviewRow]:
    """Every published review of the partnership that can be coded, newest first; constant in queries."""
    summaries = IndexedSummary.objects.filter(record__partnership=partnership, record__state=PublicState.PUBLISHED)
    standings: dict[int, list[Standing]] = defaultdict(list)
    for item in items_of(partnership):
        standings[item.record_id].append(standing_of(item))
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
    readings = CodingReading.objects.filter(item__record=record).select_related("by")
    people = {reading.by_id: reading.by.full_name for reading in readings}
    labels = dict(Theme.objects.filter(theme_set__partnership=record.partnership_id).values_list("pk", "label"))
    items = with_readings(CodedItem.objects.filter(record=record))
    held = {(item.number, item.digest): item for item in items}
    passages = PublishedPassage.objects.filter(summary__record=record).order_by("number")
    return [
        _paragraph_row(passage, held.get((passage.number, digest_of(passage.text))), user, _Words(people, labels))
        for passage in passages
    ]


@dataclass(frozen=True)
class _Words:
    people: Mapping[int, str]
    labels: Mapping[int, str]


def _paragraph_row(passage: PublishedPassage, item: CodedItem | None, user: User, words: _Words) -> ParagraphRow:
    if item is None:
        return ParagraphRow(passage, None, Standing(()), is_own_read=False, readings=())
    standing = standing_of(item)
    is_own_read = user.pk in standing.own
    return ParagraphRow(passage, item, standing, is_own_read, tuple(_seen(item, user, standing, words)))


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


def themes_seen(passage: PublishedPassage, user: User) -> frozenset[int]:
    """Keys of the themes the person saw when they last read a paragraph; none while they have not."""
    item = item_at(passage)
    own = standing_of(item).own.get(user.pk) if item else None
    return own.themes if own else frozenset()


def agreement_rows(partnership: Partnership) -> list[AgreementRow]:
    """Agreement on each theme that anybody has seen, over the paragraphs that two have read while it was in force."""
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
