"""Coded paragraphs and recommendations of a test: what two people read, and the themes they see in it."""

import datetime
from collections.abc import Collection, Iterable

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Partnership, PublicRecord, Recommendation, User
from dhr_cases.roles import Role
from learning.actions.codings import code_paragraph
from learning.actions.recommendation_codings import code_recommendation
from learning.actions.themes import add_theme, add_theme_set
from learning.models import CodedItem, CodingReading, PublishedPassage, Theme, ThemeSet
from learning.recommendation_rows import recommendations_seen
from learning.search_index import index
from learning.themes.coding_terms import ItemKind
from learning.themes.reading import SetKind
from tests.conftest import Cast
from tests.public_records import put_record, put_summary

SINCE = datetime.date(2020, 4, 1)


def second_coder(cast: Cast) -> User:
    """Another coordinator of the partnership."""
    found = User.objects.filter(email="second.coder@example.test").first()
    if found is not None:
        return found
    user: User = User.objects.create_user("second.coder@example.test", full_name="Robin Second")
    join_team(by=None, to=user, partnership=cast.partnership, role=Role.COORDINATOR)
    return user


def theme_set(cast: Cast, label: str = "Local themes", kind: SetKind = SetKind.LOCAL) -> ThemeSet:
    """A set of the partnership's own."""
    return add_theme_set(partnership=cast.partnership, by=cast.coordinator, label=label, kind=kind)


def themes_in(cast: Cast, held_by: ThemeSet, *labels: str, from_on: datetime.date = SINCE) -> list[Theme]:
    """Themes in force."""
    return [add_theme(theme_set=held_by, by=cast.coordinator, label=label, from_on=from_on) for label in labels]


def published(cast: Cast, partnership: Partnership, slug: str = "robin-2019", content: bytes = b"") -> PublicRecord:
    """A published review whose paragraphs can be read."""
    record = put_record(partnership, slug, title=slug.replace("-", "/").title())
    put_summary(record, cast.coordinator, *([content] if content else []))
    index(record)
    return record


def passage(record: PublicRecord, number: int = 2) -> PublishedPassage:
    """One paragraph of it."""
    found: PublishedPassage = PublishedPassage.objects.get(summary__record=record, number=number)
    return found


def read(
    of: PublishedPassage, by: User, themes: Collection[Theme] = (), reason: str = "", kind: ItemKind = ItemKind.LESSON
) -> CodingReading:
    """One reading."""
    return code_paragraph(passage=of, by=by, themes=themes, kind=kind, reason=reason)


def both_read(cast: Cast, of: PublishedPassage, themes: Iterable[Theme]) -> CodedItem:
    """Two people see the same."""
    seen = list(themes)
    read(of, cast.coordinator, seen)
    return read(of, second_coder(cast), seen).item


def read_recommendation(
    cast: Cast, row: Recommendation, by: User, themes: Collection[Theme] = (), reason: str = ""
) -> CodingReading:
    """One reading of a recommendation."""
    return code_recommendation(recommendation=row, partnership=cast.partnership, by=by, themes=themes, reason=reason)


def both_read_recommendation(cast: Cast, row: Recommendation, themes: Iterable[Theme]) -> CodedItem:
    """Two people see the same in a recommendation."""
    seen = list(themes)
    read_recommendation(cast, row, cast.coordinator, seen)
    return read_recommendation(cast, row, second_coder(cast), seen).item


def furnish_themes(cast: Cast) -> None:
    """A theme, readings of a published review and of a recommendation: what acts about themes can be about."""
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    record = published(cast, cast.partnership, f"robin-of-{cast.partnership.code}")
    read(passage(record), cast.coordinator, [theme])
    for row in recommendations_seen(cast.coordinator, cast.partnership)[:1]:
        read_recommendation(cast, row, cast.coordinator, [theme])
