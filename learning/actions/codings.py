"""Two people say which themes a published paragraph holds, each without the other; where they differ they settle it.

Every reading stands beside the earlier ones with its day: recoding keeps the old code. Source: thing 9 of our aims [D].
"""

from collections import Counter
from collections.abc import Collection

from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership, User
from learning.actions.core import acting, require, today
from learning.models import CodedItem, CodingReading, PublishedPassage, Theme, ThemeCode
from learning.search_index import summary_sha256
from learning.theme_rows import standing_of
from learning.themes.coding_terms import CODERS, ItemKind, Standing, digest_of
from learning.verbs import LearningVerb


def code_paragraph(
    *, passage: PublishedPassage, by: User, themes: Collection[Theme], kind: ItemKind, reason: str = ""
) -> CodingReading:
    """Say which themes a published paragraph holds; none is an answer as well.

    Raises NotNow for a third reader and for a paragraph that no longer stands; Incomplete when nothing changes, for
    themes that do not fit, and for a second reading without a reason.
    """
    partnership = passage.summary.record.partnership
    with acting(LearningVerb.CODE_PARAGRAPH, partnership, by, reason=reason) as act:
        _check_stands(passage)
        item = _item(passage, kind)
        standing = standing_of(item)
        _check_reader(standing, by)
        earlier = standing.own.get(by.pk)
        require(
            (earlier is None or earlier.themes != _keys(themes), "You saw the same themes before. Nothing changes."),
            (earlier is None or bool(reason.strip()), "Say why you read it differently now."),
            *_fitting(partnership, themes),
        )
        reading = _reading(item, by, themes, reason)
        act.record(about=item, detail={"review": item.record.title, "paragraph": item.number})
    return reading


def settle_paragraph(*, item: CodedItem, by: User, themes: Collection[Theme], reason: str) -> CodingReading:
    """Record what two people agreed on after they had read differently; raise NotNow where they do not differ."""
    with acting(LearningVerb.SETTLE_PARAGRAPH, item.partnership, by, reason=reason) as act:
        if not standing_of(item).differing:
            raise NotNow("Two people have to read the paragraph and see different themes before it is settled.")
        require(*_fitting(item.partnership, themes))
        reading = _reading(item, by, themes, reason, is_settled=True)
        act.record(about=item, detail={"review": item.record.title, "paragraph": item.number})
    return reading


def _check_stands(passage: PublishedPassage) -> None:
    if summary_sha256(passage.summary.record) != passage.summary.sha256:
        raise NotNow("This summary is no longer published as it was. Open the review again.")


def _check_reader(standing: Standing, by: User) -> None:
    if by.pk not in standing.own and len(standing.own) >= CODERS:
        raise NotNow("Two people have read this paragraph already. Where they differ, it is settled between them.")


def _keys(themes: Collection[Theme]) -> frozenset[int]:
    return frozenset(theme.pk for theme in themes)


def _fitting(partnership: Partnership, themes: Collection[Theme]) -> list[tuple[bool, str]]:
    """What themes of one reading must be: the partnership's own, in force, one value of an exclusive set."""
    exclusive = Counter(theme.theme_set for theme in themes if theme.theme_set.is_exclusive)
    return [
        *(
            (theme.theme_set.partnership_id == partnership.pk, "This theme is another partnership's.")
            for theme in themes
        ),
        *((_is_in_force(theme), f"“{theme.label}” is not in force.") for theme in themes),
        *((number == 1, f"Choose one value of “{each.label}”.") for each, number in exclusive.items()),
    ]


def _is_in_force(theme: Theme) -> bool:
    return theme.from_on <= today() and (theme.to_on is None or theme.to_on > today())


def _item(passage: PublishedPassage, kind: ItemKind) -> CodedItem:
    record = passage.summary.record
    item: CodedItem = CodedItem.objects.get_or_create(
        record=record,
        number=passage.number,
        digest=digest_of(passage.text),
        defaults={"partnership": record.partnership, "text": passage.text, "kind": kind},
    )[0]
    if item.kind != kind:
        item.kind = kind
        item.save()
    return item


def _reading(
    item: CodedItem, by: User, themes: Collection[Theme], reason: str, *, is_settled: bool = False
) -> CodingReading:
    reading: CodingReading = CodingReading.objects.create(
        item=item, by=by, on=today(), is_settled=is_settled, reason=reason
    )
    for theme in themes:
        ThemeCode.objects.create(reading=reading, theme=theme)
    return reading
