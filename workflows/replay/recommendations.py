"""Which recommendations and actions does a file list, with numbers as their authors wrote them?"""

from dataclasses import dataclass

from dhr_cases.models import PartialDate, Scope
from workflows.replay.reading import LONGEST, FactsError, Json, count_at, kept, list_at, read_date, text_at

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
    counted, unread = count_at(facts, "recommendation_count"), _refs_not_read(facts)
    missing = len(unread) if counted is None else max(counted - len(listed), 0)
    refs = [*unread, *[""] * missing]
    return (*listed, *map(_unread, refs[:missing]))


def _refs_not_read(facts: Json) -> list[str]:
    """Numbers of recommendations the file knows of and does not give; words such as "30 further" are no number."""
    written = list_at(facts, "refs_not_extracted")
    refs = [_ref(value, f"refs_not_extracted[{number}]") for number, value in enumerate(written)]
    return [ref for ref in refs if ref and " " not in ref]


def _unread(ref: str) -> RecommendationFacts:
    return RecommendationFacts(ref, NOT_IN_SOURCE, Scope.NOT_STATED, "", PartialDate.unknown())


def _one(row: object, number: int) -> RecommendationFacts:
    place = f"recommendations[{number}]"
    if not isinstance(row, dict):
        raise FactsError(f"{place}: expected an object, found {row!r}.")
    scope = text_at(row, "scope", place).lower()
    if scope not in Scope.values:
        raise FactsError(f"{place}.scope: {scope!r} is not local, regional or national.")
    return RecommendationFacts(
        ref=_ref(row.get("ref"), place),
        text=_text(row, place),
        scope=scope,
        addressee=text_at(row, "agency", place),
        target_date=read_date(row.get("target_date"), f"{place}.target_date"),
        actions=_actions(row, place),
    )


def _text(row: Json, place: str) -> str:
    return text_at(row, "summary_in_own_words", place) or text_at(row, "text", place) or NOT_IN_SOURCE


def _actions(row: Json, place: str) -> tuple[str, ...]:
    entries = enumerate(list_at(row, "actions", place))
    return tuple(filter(None, (_action(entry, f"{place}.actions[{number}]") for number, entry in entries)))


def _ref(value: object, place: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise FactsError(f"{place}.ref: expected a number as printed, found {value!r}.")
    return kept(str(value).strip(), f"{place}.ref", LONGEST["ref"])


def _action(entry: object, place: str) -> str:
    if isinstance(entry, str):
        return kept(entry.strip(), place)  # an empty one is no action
    if isinstance(entry, dict):
        return text_at(entry, "text", place) or text_at(entry, "action", place) or NOT_IN_SOURCE
    raise FactsError(f"{place}: expected text, found {entry!r}.")
