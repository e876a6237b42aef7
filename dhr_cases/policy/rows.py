"""Is one table of a policy file sound, and which row does it make?"""

import re
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from dhr_cases.policy.periods import Period, Unit
from dhr_cases.policy.tables import AppliesBy, Clock, LocalDefault, Per, Regime, Term

Table = dict[str, object]
Code = TypeVar("Code", bound=StrEnum)
Kind = TypeVar("Kind", bool, int, date)

NO_LIMIT = "none"
AS_SOON_AS = "as soon as reasonably practicable"

_UPPER_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_LOWER_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class PolicyError(ValueError):
    """A policy file, or a question put to the policy, is wrong; the sentence names the place."""


class Reader:
    """Takes keys out of one table, one by one, and at the end refuses whatever was not asked for."""

    def __init__(self, place: str, table: object) -> None:
        if not isinstance(table, dict):
            raise PolicyError(f"{place}: this table is missing.")
        self.place = place
        self.left: Table = dict(table)

    def fault(self, key: str, sentence: str) -> PolicyError:
        """The exception to raise about one key of this table."""
        return PolicyError(f"{self.place}: {key}: {sentence}")

    def take(self, key: str) -> object:
        """The value of a key that must be there."""
        if key not in self.left:
            raise self.fault(key, "missing.")
        return self.left.pop(key)

    def text(self, key: str) -> str:
        """A text with something in it."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "write a text here.")
        return value

    def text_if_any(self, key: str) -> str:
        """A text, or the empty text where the key is left out."""
        return self.text(key) if key in self.left else ""

    def name(self, key: str, pattern: re.Pattern[str], example: str) -> str:
        """A name of one shape, for example DECISION_RECORDED."""
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise self.fault(key, f"{value!r} is not a name such as {example}.")
        return value

    def upper_name(self, key: str) -> str:
        """A name in capitals, as events and regimes have."""
        return self.name(key, _UPPER_NAME, "DECISION_RECORDED")

    def lower_name(self, key: str) -> str:
        """A name in small letters, as clocks and roles have."""
        return self.name(key, _LOWER_NAME, "tell_home_office")

    def code(self, key: str, codes: type[Code]) -> Code:
        """One value out of a list of codes."""
        value = self.text(key)
        if value not in list(codes):
            raise self.fault(key, f"{value!r} is not one of {', '.join(codes)}.")
        return codes(value)

    def typed(self, key: str, kind: type[Kind], words: str) -> Kind:
        """A value of exactly one type; true is not a number and a moment is not a date."""
        value = self.take(key)
        if type(value) is not kind:
            raise self.fault(key, f"write {words} here.")
        return value

    def end(self) -> None:
        """Refuses any key that nobody took."""
        for key in self.left:
            raise self.fault(key, "unknown key.")


def regime_row(file: str, table: object, clocks: tuple[Clock, ...]) -> Regime:
    """One regime from its [regime] table. Raises PolicyError on the first fault, naming file and key."""
    reader = Reader(f"{file}: regime", table)
    row = Regime(
        id=reader.upper_name("id"),
        law=reader.text("law"),
        guidance=reader.text("guidance"),
        status=reader.text("status"),
        enabled=reader.typed("enabled", bool, "true or false"),
        effective_from=_effective_from(reader),
        applies_by=reader.code("applies_by", AppliesBy),
        label_short=reader.text("label_short"),
        label_long=reader.text("label_long"),
        copies_to=_copies_to(reader),
        terms=_terms(reader),
        clocks=clocks,
    )
    reader.end()
    if row.enabled and row.effective_from is None:
        raise reader.fault("effective_from", "missing: a regime that is switched on needs the day it began.")
    return row


def clock_row(file: str, number: int, table: object) -> Clock:
    """One clock from its [[clock]] table. Raises PolicyError on the first fault, naming the place."""
    reader = Reader(_clock_place(file, number, table), table)
    limit, limit_phrase = _limit(reader)
    row = Clock(
        id=reader.lower_name("id"),
        label=reader.text("label"),
        public_label=reader.text_if_any("public_label"),
        start=reader.upper_name("start"),
        stop=reader.upper_name("stop"),
        start_words=reader.text("start_words"),
        limit=limit,
        limit_phrase=limit_phrase,
        local_default=_local_default(reader),
        basis=reader.text("basis"),
        evidence=reader.text("evidence"),
        source=reader.text("source"),
        note=reader.text_if_any("note"),
        owner=reader.lower_name("owner"),
        per=reader.code("per", Per),
    )
    reader.end()
    _refuse_contradiction(reader, row)
    return row


def _clock_place(file: str, number: int, table: object) -> str:
    named = table.get("id") if isinstance(table, dict) else None
    return f"{file}: clock {named or number}"


def _refuse_contradiction(reader: Reader, row: Clock) -> None:
    if row.start == row.stop:
        raise reader.fault("stop", "the same event cannot start and stop a clock.")
    if row.limit and row.local_default:
        raise reader.fault("local_default", "a clock with a limit of its own has no local default.")


def _limit(reader: Reader) -> tuple[Period | None, str]:
    value = reader.take("limit")
    if value == NO_LIMIT:
        return None, ""
    if value == AS_SOON_AS:
        return None, AS_SOON_AS
    if isinstance(value, dict):
        return _counted(Reader(f"{reader.place}: limit", value)), ""
    raise reader.fault("limit", f"write a count with its unit, {NO_LIMIT!r} or {AS_SOON_AS!r}.")


def _local_default(reader: Reader) -> LocalDefault | None:
    if "local_default" not in reader.left:
        return None
    inner = Reader(f"{reader.place}: local_default", reader.take("local_default"))
    note = inner.text("note")
    return LocalDefault(_counted(inner), note)


def _counted(reader: Reader) -> Period:
    count = reader.typed("count", int, "a whole number")
    unit = reader.code("unit", Unit)
    reader.end()
    try:
        return Period(count, unit)
    except ValueError as fault:
        raise reader.fault("count", str(fault)) from fault


def _effective_from(reader: Reader) -> date | None:
    if "effective_from" not in reader.left:
        return None
    return reader.typed("effective_from", date, "a date such as 2026-03-04, without quotation marks,")


def _copies_to(reader: Reader) -> tuple[str, ...]:
    value = reader.take("copies_to")
    if not isinstance(value, list) or not value or not all(_is_upper_name(item) for item in value):
        raise reader.fault("copies_to", "list who gets a copy, for example DOMESTIC_ABUSE_COMMISSIONER.")
    return tuple(value)


def _is_upper_name(item: object) -> bool:
    return isinstance(item, str) and _UPPER_NAME.fullmatch(item) is not None


def _terms(reader: Reader) -> MappingProxyType[str, str]:
    inner = Reader(f"{reader.place}: terms", reader.take("terms"))
    terms = {term.value: inner.text(term) for term in Term}
    inner.end()
    return MappingProxyType(terms)
