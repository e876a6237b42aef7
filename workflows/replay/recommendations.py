"""Which recommendations and actions does a file list, with numbers as their authors wrote them?"""

from dataclasses import dataclass

from dhr_cases.models import PartialDate, Scope
from workflows.replay.reading import FactsError, Json, count_at, list_at, read_date, text_at

NOT_IN_SOURCE = "Text not given in the source."


@dataclass(frozen=True)
class RecommendationFacts:
    """One recommendation as printed; the number may repeat, nest or be missing."""

    ref: str
    text: str
    scope: str
    addressee: str
    target_date: PartialDate
    actions: tuple[str, ...] = ()


def read_recommendations(facts: Json) -> tuple[RecommendationFacts, ...]:
    """Every recommendation listed, then those the file only counts. Raises FactsError with the place."""
    listed = [_one(row, number) for number, row in enumerate(list_at(facts, "recommendations"))]
    counted = count_at(facts, "recommendation_count") or 0
    missing = max(counted - len(listed), 0)
    refs = [*_refs_not_read(facts), *[""] * missing]
    return (*listed, *map(_unread, refs[:missing]))


def _refs_not_read(facts: Json) -> list[str]:
    return [ref for ref in list_at(facts, "refs_not_extracted") if isinstance(ref, str) and " " not in ref]


def _unread(ref: str) -> RecommendationFacts:
    return RecommendationFacts(ref, NOT_IN_SOURCE, Scope.NOT_STATED, "", PartialDate.unknown())


def _one(row: object, number: int) -> RecommendationFacts:
    place = f"recommendations[{number}]"
    if not isinstance(row, dict):
        raise FactsError(f"{place}: expected an object, found {row!r}.")
    scope = text_at(row, "scope").lower()
    if scope not in Scope.values:
        raise FactsError(f"{place}.scope: {scope!r} is not local, regional or national.")
    return RecommendationFacts(
        ref=_ref(row.get("ref"), place),
        text=_text(row),
        scope=scope,
        addressee=text_at(row, "agency"),
        target_date=read_date(row.get("target_date"), f"{place}.target_date"),
        actions=tuple(_action(entry, f"{place}.actions") for entry in list_at(row, "actions")),
    )


def _text(row: Json) -> str:
    return text_at(row, "summary_in_own_words") or text_at(row, "text") or NOT_IN_SOURCE


def _ref(value: object, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise FactsError(f"{place}.ref: expected a number as printed, found {value!r}.")
    return str(value).strip()


def _action(entry: object, place: str) -> str:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict):
        return text_at(entry, "text") or text_at(entry, "action") or NOT_IN_SOURCE
    raise FactsError(f"{place}: expected text, found {entry!r}.")
