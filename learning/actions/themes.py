"""Themes are taken over, added, renamed, merged, split and ended; nothing that was coded changes by it.

Source: merges, additions and renamed themes of a community safety agreement, D1 and D6 [V].
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from dhr_cases.errors import Incomplete
from dhr_cases.models import Partnership, User
from learning.actions.core import acting, require
from learning.models import Theme, ThemeChange, ThemeSet
from learning.themes.reading import SetKind, SetRow, shipped
from learning.themes.taxonomy import ChangeKind
from learning.verbs import LearningVerb

CODE_LENGTH = 60


@dataclass(frozen=True)
class Turn:
    """When a change takes effect, when it was proposed, and why."""

    on: datetime.date
    reason: str
    proposed_on: datetime.date | None = None


def take_over_themes(*, partnership: Partnership, by: User, name: str) -> list[ThemeSet]:
    """Take over the sets of a shipped file that the partnership does not have; raise Incomplete when it has all."""
    with acting(LearningVerb.TAKE_OVER_THEMES, partnership, by) as act:
        held = set(ThemeSet.objects.filter(partnership=partnership).values_list("code", flat=True))
        missing = [row for row in shipped(name) if row.code not in held]
        require((bool(missing), "The partnership has these themes already."))
        taken = [_take_over(partnership, row) for row in missing]
        for theme_set in taken:
            act.record(about=theme_set, detail={"set": theme_set.label})
    return taken


def _take_over(partnership: Partnership, row: SetRow) -> ThemeSet:
    theme_set: ThemeSet = ThemeSet.objects.create(
        partnership=partnership,
        code=row.code,
        label=row.label,
        kind=row.kind,
        is_exclusive=row.is_exclusive,
        source=row.source,
    )
    themes = {
        each.code: Theme.objects.create(
            theme_set=theme_set, code=each.code, label=each.label, from_on=each.from_on, to_on=each.to_on
        )
        for each in row.taxonomy.themes
    }
    for change in row.taxonomy.changes:
        turn = Turn(change.on, "", change.proposed_on)
        _link(change.kind, turn, [themes[code] for code in change.earlier], [themes[code] for code in change.later])
    return theme_set


def add_theme_set(*, partnership: Partnership, by: User, label: str, kind: SetKind, source: str = "") -> ThemeSet:
    """A set of local themes, priorities or cross-cutting themes; raise Incomplete for a name that is there already."""
    with acting(LearningVerb.ADD_THEME_SET, partnership, by) as act:
        code = slugify(label)[:CODE_LENGTH]
        is_new = bool(code) and not ThemeSet.objects.filter(partnership=partnership, code=code).exists()
        require((is_new, "There is a set of this name. Choose another name."))
        theme_set: ThemeSet = ThemeSet.objects.create(
            partnership=partnership, code=code, label=label, kind=kind, source=source
        )
        act.record(about=theme_set, detail={"set": label})
    return theme_set


def add_theme(*, theme_set: ThemeSet, by: User, label: str, from_on: datetime.date) -> Theme:
    """A theme that comes into force on a day; raise Incomplete for a name that is in force in the set."""
    with acting(LearningVerb.ADD_THEME, theme_set.partnership, by) as act:
        theme = _added(theme_set, label, from_on)
        act.record(about=theme, on=from_on, detail={"theme": theme.label})
    return theme


def rename_theme(*, theme: Theme, by: User, label: str, turn: Turn) -> Theme:
    """The theme has another name from a day on; what was coded keeps the name it was coded under."""
    with acting(LearningVerb.RENAME_THEME, theme.theme_set.partnership, by, reason=turn.reason) as act:
        require((label != theme.label, f"It is called “{label}” already."))
        later = _turned(ChangeKind.RENAMED, turn, [theme], [label])[0]
        act.record(about=later, on=turn.on, detail={"from": theme.label, "to": label})
    return later


def merge_themes(*, themes: Sequence[Theme], by: User, label: str, turn: Turn) -> Theme:
    """Several themes of one set are one from a day on. Raises Incomplete for fewer than two, or of two sets."""
    theme_set = themes[0].theme_set if themes else None
    if theme_set is None or len(themes) == 1 or {each.theme_set_id for each in themes} != {theme_set.pk}:
        raise Incomplete("Choose two or more themes of one set.")
    with acting(LearningVerb.MERGE_THEMES, theme_set.partnership, by, reason=turn.reason) as act:
        later = _turned(ChangeKind.MERGED, turn, themes, [label])[0]
        act.record(about=later, on=turn.on, detail={"from": [each.label for each in themes], "to": label})
    return later


def split_theme(*, theme: Theme, by: User, labels: Sequence[str], turn: Turn) -> list[Theme]:
    """One theme is several from a day on; what was coded stays with the whole until somebody reads it again."""
    with acting(LearningVerb.SPLIT_THEME, theme.theme_set.partnership, by, reason=turn.reason) as act:
        require((len(set(labels)) > 1, "Name two or more parts, one a line."))
        later = _turned(ChangeKind.SPLIT, turn, [theme], labels)
        act.record(about=theme, on=turn.on, detail={"from": theme.label, "to": list(labels)})
    return later


def end_theme(*, theme: Theme, by: User, turn: Turn) -> Theme:
    """The theme is no longer in force from a day on, and nothing takes its place."""
    with acting(LearningVerb.END_THEME, theme.theme_set.partnership, by, reason=turn.reason) as act:
        _end(theme, turn.on)
        act.record(about=theme, on=turn.on, detail={"theme": theme.label})
    return theme


def _turned(kind: ChangeKind, turn: Turn, earlier: Sequence[Theme], labels: Sequence[str]) -> list[Theme]:
    for theme in earlier:
        _end(theme, turn.on)
    later = [_added(earlier[0].theme_set, label, turn.on) for label in labels]
    _link(kind, turn, earlier, later)
    return later


def _end(theme: Theme, on: datetime.date) -> None:
    theme.refresh_from_db()
    require(
        (theme.to_on is None, f"“{theme.label}” is no longer in force."),
        (on > theme.from_on, f"“{theme.label}” came into force on or after that day."),
    )
    theme.to_on = on
    theme.save()


def _added(theme_set: ThemeSet, label: str, from_on: datetime.date) -> Theme:
    lasting = theme_set.themes.exclude(to_on__lte=from_on)
    named = {name.casefold() for name in lasting.values_list("label", flat=True)}
    require((label.casefold() not in named, f"“{label}” is in force already."))
    theme: Theme = Theme.objects.create(
        theme_set=theme_set, code=_free_code(theme_set, label), label=label, from_on=from_on
    )
    return theme


def _free_code(theme_set: ThemeSet, label: str) -> str:
    """A code from the name that no theme of the set has had."""
    taken = set(theme_set.themes.values_list("code", flat=True))
    stem = slugify(label)[:CODE_LENGTH] or "theme"
    codes = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


def _link(kind: ChangeKind, turn: Turn, earlier: Iterable[Theme], later: Sequence[Theme]) -> None:
    for before in earlier:
        for after in later:
            ThemeChange.objects.create(
                kind=kind, on=turn.on, proposed_on=turn.proposed_on, earlier=before, later=after, reason=turn.reason
            )
