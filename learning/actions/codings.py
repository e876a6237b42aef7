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
        check_reader(standing, by)
        require(*anew(standing, by, themes, reason), *fitting(partnership, themes))
        reading = add_reading(item, by, themes, reason)
        act.record(about=item, detail=where(item))
    return reading


def settle_paragraph(*, item: CodedItem, by: User, themes: Collection[Theme], reason: str) -> CodingReading:
    """Record what two people agreed on after they had read differently; raise NotNow where they do not differ."""
    with acting(LearningVerb.SETTLE_PARAGRAPH, item.partnership, by, reason=reason) as act:
        reading = settle(item, by, themes, reason)
        act.record(about=item, detail=where(item))
    return reading


def settle(item: CodedItem, by: User, themes: Collection[Theme], reason: str) -> CodingReading:
    """Put what was agreed beside the readings; raise NotNow where two people do not differ."""
    if not standing_of(item).differing:
        raise NotNow("Two people have to read it and see different themes before it is settled.")
    require(*fitting(item.partnership, themes))
    return add_reading(item, by, themes, reason, is_settled=True)


def where(item: CodedItem) -> dict[str, str | int]:
    """Where an item stands, as the record of an act says it."""
    if item.record is not None:
        return {"review": item.record.title, "paragraph": item.number}
    reference = item.recommendation.case.reference if item.recommendation else ""
    return {"review": reference, "recommendation": item.number}


def _check_stands(passage: PublishedPassage) -> None:
    if summary_sha256(passage.summary.record) != passage.summary.sha256:
        raise NotNow("This summary is no longer published as it was. Open the review again.")


def check_reader(standing: Standing, by: User) -> None:
    """Pass for one of the two who read it, or who could become one; raise NotNow for a third."""
    if by.pk not in standing.own and len(standing.own) >= CODERS:
        raise NotNow("Two people have read this already. Where they differ, it is settled between them.")


def anew(standing: Standing, by: User, themes: Collection[Theme], reason: str) -> list[tuple[bool, str]]:
    """What a person's second reading must be: other than the first, and with a reason."""
    earlier = standing.own.get(by.pk)
    keys = frozenset(theme.pk for theme in themes)
    return [
        (earlier is None or earlier.themes != keys, "You saw the same themes before. Nothing changes."),
        (earlier is None or bool(reason.strip()), "Say why you read it differently now."),
    ]


def fitting(partnership: Partnership, themes: Collection[Theme]) -> list[tuple[bool, str]]:
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


def add_reading(
    item: CodedItem, by: User, themes: Collection[Theme], reason: str, *, is_settled: bool = False
) -> CodingReading:
    """Put one reading beside the earlier ones."""
    reading: CodingReading = CodingReading.objects.create(
        item=item, by=by, on=today(), is_settled=is_settled, reason=reason
    )
    for theme in themes:
        ThemeCode.objects.create(reading=reading, theme=theme)
    return reading
