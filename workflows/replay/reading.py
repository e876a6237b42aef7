"""Which values can a field of a file hold, and what do they mean? Every fault names its place."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dhr_cases.models import PartialDate

Json = Mapping[str, Any]


_NO_LETTER = re.compile("[\0\ud800-\udfff]")
"""What no database keeps and no screen shows."""


class FactsError(ValueError):
    """A file of facts cannot be understood; the sentence names the place."""


LONGEST = {"title": 200, "csp": 200, "agency": 300, "ref": 40, "pseudonym": 60}
"""How many letters a case keeps of each; of other texts it keeps any number."""

MOST = 999
"""The highest count: more would be a slip of the pen."""


def text_at(facts: Json, key: str, within: str = "") -> str:
    """A text, "" when the key is absent or null. Raises FactsError for anything else, and for what no text holds."""
    value, place = facts.get(key), f"{within}.{key}".lstrip(".")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FactsError(f"{place}: expected text, found {value!r}.")
    return kept(value.strip(), place, LONGEST.get(key))


def kept(text: str, place: str, longest: int | None = None) -> str:
    """The text, as a case can keep it. Raises FactsError for a sign that is no letter, and for too many letters."""
    if _NO_LETTER.search(text):
        raise FactsError(f"{place}: holds a sign that is no letter: {text!r}.")
    if longest is not None and len(text) > longest:
        raise FactsError(f"{place}: {len(text)} letters; a case keeps {longest} at most.")
    return text


def date_at(facts: Json, key: str, precision: str = "") -> PartialDate:
    """A date written 2018, 2018-09 or 2018-09-04, unknown when absent; ``precision`` may coarsen it.

    Raises FactsError for a value that is not a date.
    """
    return read_date(facts.get(key), key, precision)


def read_date(value: Any, place: str, precision: str = "") -> PartialDate:
    """One value as a partial date. Raises FactsError naming the place."""
    if value in (None, ""):
        return PartialDate.unknown()
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise FactsError(f"{place}: expected a date, found {value!r}.")
    try:
        found = PartialDate.parse(str(value))
    except ValueError as fault:
        raise FactsError(f"{place}: {fault}") from fault
    return PartialDate.parse(found.iso[: {"month": 7, "year": 4}.get(precision)])


def list_at(facts: Json, key: str, within: str = "") -> list[Any]:
    """A list, empty when absent or null. Raises FactsError for anything else."""
    value, place = facts.get(key), f"{within}.{key}".lstrip(".")
    if value is None:
        return []
    if not isinstance(value, list):
        raise FactsError(f"{place}: expected a list, found {value!r}.")
    return value


def table_at(facts: Json, key: str) -> Json:
    """An object, empty when absent or null. Raises FactsError for anything else."""
    value = facts.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise FactsError(f"{key}: expected an object, found {value!r}.")
    return value


def count_at(facts: Json, key: str) -> int | None:
    """A count from 0 to ``MOST``, None when absent. Raises FactsError for anything else."""
    value = facts.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise FactsError(f"{key}: expected a count from 0 to {MOST}, found {value!r}.")
    return value


def first_known(dates: Iterable[PartialDate]) -> PartialDate:
    """The first date that is known, else unknown."""
    return next((date for date in dates if date.is_known), PartialDate.unknown())


PARENTHESES = re.compile(r"\s*\([^)]*\)")
