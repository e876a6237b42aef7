"""What does a file of events, holds and extensions ask, and where is it wrong?

Every fault is a DueDateFileError whose sentence begins with the place, for example "holds[1].to".
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from dhr_cases.deadlines import Extension, Hold, limit_in_force
from dhr_cases.policy import Period, PolicyError, clock, known_events
from dhr_cases.policy import regime as known_regime

Object = dict[str, object]

REQUIRED = ("regime", "on")
OPTIONAL = ("events", "holds", "extensions", "local_limits")

YEARS = range(1900, 2200)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_LETTER = re.compile("[\0\ud800-\udfff]")
"""What no screen shows."""
_NUMBER = "a number"
_TYPE_WORDS = {
    list: "a list",
    str: "a text",
    bool: "true or false",
    type(None): "null",
    int: _NUMBER,
    float: _NUMBER,
}


class DueDateFileError(Exception):
    """The file cannot be used; the sentence names the place and says what to write there."""


@dataclass(frozen=True, slots=True)
class DueDateFile:
    """The questions of one file, checked: which regime, on which day, and what had been recorded."""

    regime: str
    on: date
    events: Mapping[str, date] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    extensions: tuple[Extension, ...] = ()
    local_limits: Mapping[str, Period] = field(default_factory=dict)


def parse(text: str) -> DueDateFile:
    """Reads the text of a file. Raises DueDateFileError on the first fault, with the place.

    `regime` and `on` must be given, all else may be left out. An event or the end of a hold may be null: it
    has not happened, or nobody knows. Unknown keys, events, clocks and regimes are refused, and keys written
    twice, because a slip of the pen must not silently change a date.
    """
    whole = _object("", _json(text))
    _refuse_unknown_keys("", whole, REQUIRED + OPTIONAL)
    regime = _regime(_required("", whole, "regime"))
    return DueDateFile(
        regime=regime,
        on=_date("on", _required("", whole, "on")),
        events=_events(whole.get("events", _Braces())),
        holds=tuple(_hold(*each) for each in _listed("holds", whole)),
        extensions=tuple(_extension(regime, *each) for each in _listed("extensions", whole)),
        local_limits=_local_limits(regime, whole.get("local_limits", _Braces())),
    )


def _json(text: str) -> object:
    if not text.strip():
        raise DueDateFileError('The file is empty. It needs at least {"regime": ..., "on": ...}.')
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_braces)
    except json.JSONDecodeError as fault:
        place = f"Line {fault.lineno}, column {fault.colno}"
        raise DueDateFileError(f"{place}: this is not JSON: {fault.msg}.") from fault
    except ValueError as fault:
        raise DueDateFileError("The file holds a number too long to be read.") from fault
    except RecursionError as fault:
        raise DueDateFileError("The file nests too deeply to be read.") from fault


class _Braces(Object):
    """An object of the file that remembers the first key written twice in it until its place is known."""

    twin: str | None = None


def _braces(pairs: list[tuple[str, object]]) -> _Braces:
    found = _Braces()
    for key, value in pairs:
        if key in found and found.twin is None:
            found.twin = key
        found[key] = value
    return found


def _regime(value: object) -> str:
    try:
        return known_regime(_text("regime", value)).id
    except PolicyError as fault:
        raise DueDateFileError(f"regime: {fault}") from fault


def _events(value: object) -> dict[str, date]:
    found: dict[str, date] = {}
    for name, day in _object("events", value).items():
        _refuse_unknown_event(name)
        if day is not None:
            found[name] = _date(f"events.{name}", day)
    return found


def _refuse_unknown_event(name: str) -> None:
    if name not in known_events():
        hint = _hint(name, known_events())
        raise DueDateFileError(f"events.{name}: no clock knows this event. {hint}")


def _hold(place: str, value: object) -> Hold:
    row = _object(place, value)
    _refuse_unknown_keys(place, row, ("from", "to", "reason", "scope"))
    start = _date(f"{place}.from", _required(place, row, "from"))
    end = None if row.get("to") is None else _date(f"{place}.to", row["to"])
    if end is not None and end < start:
        raise DueDateFileError(f"{place}.to: {end} is before {place}.from, {start}.")
    return Hold(start, end, _text_if_any(place, row, "reason"), _scope(place, row))


def _scope(place: str, row: Object) -> str:
    """Takes a text, a list of texts, or an object of either (what stops, what runs); no clock depends on it."""
    value = row.get("scope")
    if isinstance(value, _Braces):
        inner = _object(f"{place}.scope", value)
        return "; ".join(f"{key}: {_texts(f'{place}.scope.{key}', each)}" for key, each in inner.items())
    return "" if value is None else _texts(f"{place}.scope", value)


def _texts(place: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(f"{place}[{number}]", each) for number, each in enumerate(value))
    return _text(place, value)


def _extension(regime: str, place: str, value: object) -> Extension:
    row = _object(place, value)
    _refuse_unknown_keys(place, row, ("clock", "new_due", "agreed_on", "reason"))
    name = _text(f"{place}.clock", _required(place, row, "clock"))
    _refuse_unknown_clock(f"{place}.clock", regime, name)
    return Extension(
        clock=name,
        new_due=_date(f"{place}.new_due", _required(place, row, "new_due")),
        agreed_on=_date(f"{place}.agreed_on", _required(place, row, "agreed_on")),
        reason=_text_if_any(place, row, "reason"),
    )


def _local_limits(regime: str, value: object) -> dict[str, Period]:
    rows = _object("local_limits", value)
    return {name: _local_limit(regime, name, written) for name, written in rows.items()}


def _local_limit(regime: str, name: str, written: object) -> Period:
    place = f"local_limits.{name}"
    _refuse_unknown_clock(place, regime, name)
    try:
        period = Period.parse(_text(place, written))
        limit_in_force(clock(regime, name), period)
    except ValueError as fault:
        raise DueDateFileError(f"{place}: {fault}") from fault
    return period


def _refuse_unknown_clock(place: str, regime: str, name: str) -> None:
    try:
        clock(regime, name)
    except PolicyError as fault:
        raise DueDateFileError(f"{place}: {fault}") from fault


def _listed(key: str, whole: Object) -> list[tuple[str, object]]:
    value = whole.get(key, [])
    if not isinstance(value, list):
        raise DueDateFileError(f"{key}: a list is needed here, not {_kind(value)}.")
    return [(f"{key}[{number}]", each) for number, each in enumerate(value)]


def _object(place: str, value: object) -> Object:
    if not isinstance(value, _Braces):
        raise DueDateFileError(f"{place or 'The file'}: an object in braces is needed, not {_kind(value)}.")
    if value.twin is not None:
        raise DueDateFileError(f"{_joined(place, value.twin)}: written twice. Keep one.")
    return value


def _required(place: str, row: Object, key: str) -> object:
    if key not in row:
        raise DueDateFileError(f"{_joined(place, key)}: missing.")
    return row[key]


def _refuse_unknown_keys(place: str, row: Object, known: tuple[str, ...]) -> None:
    for key in row:
        if key not in known:
            raise DueDateFileError(f"{_joined(place, key)}: unknown key. {_hint(key, known)}")


def _text(place: str, value: object) -> str:
    if not isinstance(value, str):
        raise DueDateFileError(f"{place}: a text in quotation marks is needed here, not {_kind(value)}.")
    if _NO_LETTER.search(value):
        raise DueDateFileError(f"{place}: holds a sign that is no letter: {value!r}.")
    return value


def _text_if_any(place: str, row: Object, key: str) -> str:
    value = row.get(key)
    return "" if value is None else _text(_joined(place, key), value)


def _date(place: str, value: object) -> date:
    text = _text(place, value)
    try:
        day = date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError as fault:
        sentence = f"{place}: {text} is not a date. Use year-month-day, for example 2026-03-04."
        raise DueDateFileError(sentence) from fault
    if day.year not in YEARS:
        raise DueDateFileError(f"{place}: {text}: use a year from {YEARS.start} to {YEARS.stop - 1}.")
    return day


def _kind(value: object) -> str:
    return _TYPE_WORDS.get(type(value), "an object")


def _joined(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _hint(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(names)}."
