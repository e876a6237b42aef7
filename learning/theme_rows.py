"""Which themes does a partnership have, in which words and since when, and where does each stand?"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from dhr_cases.models import Partnership, PublicRecord
from learning.models import CodedItem, CodingReading, Theme, ThemeChange, ThemeCode, ThemeSet
from learning.themes.coding_terms import Reading, Standing
from learning.themes.taxonomy import ChangeKind, ChangeRow, Taxonomy, ThemeRow


@dataclass(frozen=True)
class SetOfThemes:
    """One set with its themes as rows of the database and as a table of lives and changes."""

    theme_set: ThemeSet
    themes: tuple[Theme, ...]
    taxonomy: Taxonomy

    def in_force(self, on: datetime.date) -> tuple[Theme, ...]:
        """The themes of a day."""
        codes = {row.code for row in self.taxonomy.in_force(on)}
        return tuple(theme for theme in self.themes if theme.code in codes)

    def keys_counted_under(self, theme: Theme) -> frozenset[int]:
        """Keys of the theme and of the earlier ones it surely is."""
        codes = set(self.taxonomy.counted_under(theme.code))
        return frozenset(each.pk for each in self.themes if each.code in codes)


def sets_of(partnership: Partnership) -> tuple[SetOfThemes, ...]:
    """Every set of a partnership; three queries."""
    sets = ThemeSet.objects.filter(partnership=partnership).select_related("partnership").prefetch_related("themes")
    changes = defaultdict(list)
    rows = ThemeChange.objects.filter(earlier__theme_set__partnership=partnership)
    for change in rows.select_related("earlier", "later"):
        changes[change.earlier.theme_set_id].append(change)
    return tuple(_set(each, changes[each.pk]) for each in sets)


def set_of(theme_set: ThemeSet) -> SetOfThemes:
    """One set; two queries."""
    changes = ThemeChange.objects.filter(earlier__theme_set=theme_set).select_related("earlier", "later")
    return _set(theme_set, list(changes))


def _set(theme_set: ThemeSet, changes: Iterable[ThemeChange]) -> SetOfThemes:
    themes = tuple(theme_set.themes.all())
    rows = tuple(ThemeRow(theme.code, theme.label, theme.from_on, theme.to_on) for theme in themes)
    return SetOfThemes(theme_set, themes, Taxonomy(rows, tuple(_changes(changes))))


def _changes(rows: Iterable[ThemeChange]) -> list[ChangeRow]:
    """Rows of the database, one for each pair of themes, as changes that name all themes at once."""
    grouped: dict[tuple[str, datetime.date, int], list[ThemeChange]] = defaultdict(list)
    for row in rows:
        hub = row.earlier_id if row.kind == ChangeKind.SPLIT else row.later_id
        grouped[row.kind, row.on, hub].append(row)
    return [_change(pairs) for pairs in grouped.values()]


def _change(pairs: Sequence[ThemeChange]) -> ChangeRow:
    first = pairs[0]
    earlier = tuple(dict.fromkeys(pair.earlier.code for pair in pairs))
    later = tuple(dict.fromkeys(pair.later.code for pair in pairs))
    return ChangeRow(ChangeKind(first.kind), first.on, earlier, later, first.proposed_on)


def themes_in_force(partnership: Partnership, on: datetime.date) -> QuerySet[Theme]:
    """Themes of all sets on a day."""
    own = Theme.objects.filter(theme_set__partnership=partnership, from_on__lte=on).exclude(to_on__lte=on)
    rows: QuerySet[Theme] = own.select_related("theme_set").order_by("theme_set", "pk")
    return rows


def with_readings(items: QuerySet[CodedItem]) -> QuerySet[CodedItem]:
    """The items with what each person saw in them, oldest reading first; two more queries."""
    readings = CodingReading.objects.order_by("pk").prefetch_related(
        Prefetch("codes", ThemeCode.objects.order_by("pk"))
    )
    found: QuerySet[CodedItem] = items.prefetch_related(Prefetch("readings", readings))
    return found


def readings_of(item: CodedItem) -> tuple[Reading, ...]:
    """What was read into an item, oldest first."""
    return tuple(
        Reading(row.by_id, frozenset(code.theme_id for code in row.codes.all()), row.is_settled)
        for row in item.readings.all()
    )


def standing_of(item: CodedItem) -> Standing:
    """How far an item is coded."""
    return Standing(readings_of(item))


def items_of(partnership: Partnership) -> QuerySet[CodedItem]:
    """Every coded paragraph and recommendation of a partnership with its readings."""
    return with_readings(CodedItem.objects.filter(partnership=partnership).select_related("record"))


def paragraphs_coded(partnership: Partnership) -> QuerySet[CodedItem]:
    """Every coded paragraph of its published reviews: what figures for others are made from."""
    found: QuerySet[CodedItem] = items_of(partnership).exclude(record=None)
    return found


def held_by_record(partnership: Partnership) -> Mapping[int, Sequence[int]]:
    """For each review, by key, the themes that hold in it, in the order of its paragraphs."""
    held: dict[int, list[int]] = defaultdict(list)
    for item in paragraphs_coded(partnership):
        held[item.record_id or 0] += sorted(standing_of(item).holding)
    return held


def themes_of_record(record: PublicRecord) -> tuple[tuple[Theme, tuple[int, ...]], ...]:
    """Themes that hold in a review, each with the numbers of its paragraphs, in the order of sets and themes."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for item in with_readings(CodedItem.objects.filter(record=record)):
        for key in standing_of(item).holding:
            numbers[key].add(item.number)
    themes = Theme.objects.filter(pk__in=numbers).select_related("theme_set").order_by("theme_set", "pk")
    return tuple((theme, tuple(sorted(numbers[theme.pk]))) for theme in themes)
