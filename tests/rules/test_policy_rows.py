"""Is every key of a policy table wanted, of its own kind, and refused by its place when it is wrong?"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dhr_cases.policy import AppliesBy, LocalDefault, Per, Period, PolicyError, Term, Unit, read_folder
from dhr_cases.policy.rows import clock_row, regime_row

TERMS = {term.value: f"words for {term.value}" for term in Term}
REGIME: Mapping[str, object] = {
    "id": "NEW_REGIME", "law": "An Act", "guidance": "A paper", "status": "In force.", "enabled": True,
    "effective_from": date(2027, 4, 1), "applies_by": "death", "label_short": "NR", "label_long": "New review",
    "copies_to": ["FAMILY", "SECRETARY_OF_STATE"], "terms": TERMS,
}  # fmt: skip  # one table of a file
CLOCK: Mapping[str, object] = {
    "id": "tell", "label": "Tell", "public_label": "Told", "start": "STARTED", "stop": "STOPPED_2",
    "start_words": "it began", "limit": "none", "local_default": {"count": 5, "unit": "weeks", "note": "Ours."},
    "basis": "local", "evidence": "local", "source": "Ours", "note": "A note.", "owner": "coordinator", "per": "case",
}  # fmt: skip  # another
NO_NAMES = "list who gets a copy, for example DOMESTIC_ABUSE_COMMISSIONER."
OPTIONAL = ("public_label", "note", "local_default")


def without(table: Mapping[str, object], key: str) -> dict[str, object]:
    """The table without one key."""
    return {name: value for name, value in table.items() if name != key}


def refusal_of_clock(table: object, number: int = 3) -> str:
    """The sentence with which a clock is refused."""
    with pytest.raises(PolicyError) as refused:
        clock_row("new.toml", number, table)
    return str(refused.value)


def refusal_of_regime(table: object) -> str:
    """The sentence with which a regime is refused."""
    with pytest.raises(PolicyError) as refused:
        regime_row("new.toml", table, ())
    return str(refused.value)


def test_reads_every_key_of_a_regime_into_its_own_place() -> None:
    row = regime_row("new.toml", REGIME, ())
    assert (row.id, row.law, row.guidance, row.status) == ("NEW_REGIME", "An Act", "A paper", "In force.")
    assert (row.enabled, row.effective_from, row.applies_by) == (True, date(2027, 4, 1), AppliesBy.DEATH)
    assert (row.label_short, row.label_long) == ("NR", "New review")
    assert (row.copies_to, row.terms, row.clocks) == (("FAMILY", "SECRETARY_OF_STATE"), TERMS, ())


def test_reads_every_key_of_a_clock_into_its_own_place() -> None:
    row = clock_row("new.toml", 1, CLOCK)
    assert (row.id, row.label, row.public_label) == ("tell", "Tell", "Told")
    assert (row.start, row.stop, row.start_words) == ("STARTED", "STOPPED_2", "it began")
    assert (row.limit, row.limit_phrase, row.limit_text) == (None, "", None)
    assert row.local_default == LocalDefault(Period(5, Unit.WEEKS), "Ours.")
    assert (row.basis, row.evidence, row.source, row.note) == ("local", "local", "Ours", "A note.")
    assert (row.owner, row.per) == ("coordinator", Per.CASE)


@pytest.mark.parametrize("key", REGIME)
def test_wants_every_key_of_a_regime(key: str) -> None:
    said = refusal_of_regime(without(REGIME, key))
    needed = "missing: a regime that is switched on needs the day it began."
    assert said == f"new.toml: regime: {key}: {needed if key == 'effective_from' else 'missing.'}"


def test_needs_no_first_day_of_a_regime_that_is_switched_off() -> None:
    row = regime_row("new.toml", {**without(REGIME, "effective_from"), "enabled": False}, ())
    assert (row.enabled, row.effective_from) == (False, None)


@pytest.mark.parametrize("key", [key for key in CLOCK if key not in (*OPTIONAL, "id")])
def test_wants_every_key_of_a_clock_that_says_what_it_is(key: str) -> None:
    assert refusal_of_clock(without(CLOCK, key)) == f"new.toml: clock tell: {key}: missing."


@pytest.mark.parametrize(("key", "left"), [("public_label", ""), ("note", ""), ("local_default", None)])
def test_needs_no_key_of_a_clock_that_only_adds_to_it(key: str, left: str | None) -> None:
    assert getattr(clock_row("new.toml", 1, without(CLOCK, key)), key) == left


def test_names_a_clock_without_a_name_by_its_number() -> None:
    assert refusal_of_clock(without(CLOCK, "id")) == "new.toml: clock 3: id: missing."
    assert refusal_of_clock("tell") == "new.toml: clock 3: this table is missing."


@pytest.mark.parametrize("table", [None, "NEW_REGIME", ["NEW_REGIME"]])
def test_takes_nothing_but_a_table_for_a_regime(table: object) -> None:
    assert refusal_of_regime(table) == "new.toml: regime: this table is missing."


@pytest.mark.parametrize("value", ["", "  ", 7, None])
@pytest.mark.parametrize("key", ["law", "guidance", "status", "label_short", "label_long"])
def test_takes_no_words_of_a_regime_that_say_nothing(key: str, value: object) -> None:
    assert refusal_of_regime({**REGIME, key: value}) == f"new.toml: regime: {key}: write a text here."


@pytest.mark.parametrize("value", ["", "  ", 7, None])
@pytest.mark.parametrize("key", ["label", "public_label", "start_words", "basis", "evidence", "source", "note"])
def test_takes_no_words_of_a_clock_that_say_nothing(key: str, value: object) -> None:
    """A key that may be left out is left out and not left empty."""
    assert refusal_of_clock({**CLOCK, key: value}) == f"new.toml: clock tell: {key}: write a text here."


@pytest.mark.parametrize("name", ["new_regime", "New", "NEW-REGIME", "2_NEW", "_NEW", "NEW_", "NEW__REGIME", "NEW\n"])
@pytest.mark.parametrize("key", ["start", "stop"])
def test_writes_events_in_capitals(key: str, name: str) -> None:
    said = refusal_of_clock({**CLOCK, key: name})
    assert said == f"new.toml: clock tell: {key}: {name!r} is not a name such as DECISION_RECORDED."


@pytest.mark.parametrize("name", ["Coordinator", "csp-chair", "2nd", "_x", "x_", "a__b", "x\n"])
def test_writes_roles_in_small_letters(name: str) -> None:
    said = refusal_of_clock({**CLOCK, "owner": name})
    assert said == f"new.toml: clock tell: owner: {name!r} is not a name such as tell_home_office."


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("enabled", 1, "write true or false here."),
        ("enabled", "true", "write true or false here."),
        ("effective_from", "2027-04-01", "write a date such as 2026-03-04, without quotation marks, here."),
        (
            "effective_from", datetime(2027, 4, 1, tzinfo=UTC),
            "write a date such as 2026-03-04, without quotation marks, here.",
        ),
        ("applies_by", "birth", "'birth' is not one of death, decision."),
        ("copies_to", [], NO_NAMES),
        ("copies_to", "FAMILY", NO_NAMES),
        ("copies_to", ["FAMILY", "the family"], NO_NAMES),
        ("copies_to", ["FAMILY", 7], NO_NAMES),
        ("more", 1, "unknown key."),
    ],
)  # fmt: skip  # a row a fault
def test_says_what_is_wrong_with_a_regime(key: str, value: object, said: str) -> None:
    assert refusal_of_regime({**REGIME, key: value}) == f"new.toml: regime: {key}: {said}"


@pytest.mark.parametrize("term", TERMS)
def test_wants_public_words_for_every_term(term: str) -> None:
    said = refusal_of_regime({**REGIME, "terms": without(TERMS, term)})
    assert said == f"new.toml: regime: terms: {term}: missing."


def test_takes_no_term_that_nobody_asks_for() -> None:
    said = refusal_of_regime({**REGIME, "terms": {**TERMS, "panel": "panel"}})
    assert said == "new.toml: regime: terms: panel: unknown key."


@pytest.mark.parametrize(
    ("limit", "text", "phrase"),
    [
        ("none", None, ""),
        ("as soon as reasonably practicable", "as soon as reasonably practicable", "as soon as reasonably practicable"),
        ({"count": 1, "unit": "months"}, "P1M", ""),
        ({"count": 999, "unit": "working_days"}, "P999WD", ""),
    ],
)
def test_reads_a_limit_as_a_count_or_as_the_words_of_the_source(limit: object, text: str | None, phrase: str) -> None:
    row = clock_row("new.toml", 1, {**without(CLOCK, "local_default"), "limit": limit})
    assert (row.limit_text, row.limit_phrase) == (text, phrase)
    assert (row.limit is None) is not isinstance(limit, dict)


WRONG_LIMIT = "write a count with its unit, 'none' or 'as soon as reasonably practicable'."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"limit": 6}, f"limit: {WRONG_LIMIT}"),
        ({"limit": "P6M"}, f"limit: {WRONG_LIMIT}"),
        ({"limit": {"unit": "days"}}, "limit: count: missing."),
        ({"limit": {"count": 6}}, "limit: unit: missing."),
        ({"limit": {"count": 6.0, "unit": "days"}}, "limit: count: write a whole number here."),
        ({"limit": {"count": 1000, "unit": "days"}}, "limit: count: a count goes from 1 to 999, not 1000."),
        ({"limit": {"count": 6, "unit": "days", "note": "x"}}, "limit: note: unknown key."),
        ({"local_default": 5}, "local_default: this table is missing."),
        ({"local_default": {"count": 5, "unit": "days"}}, "local_default: note: missing."),
        (
            {"local_default": {"count": 0, "unit": "days", "note": "x"}},
            "local_default: count: a count goes from 1 to 999, not 0.",
        ),
        ({"local_default": {"count": 5, "unit": "days", "note": "x", "by": "y"}}, "local_default: by: unknown key."),
        (
            {"limit": {"count": 6, "unit": "days"}},
            "local_default: a clock with a limit of its own has no local default.",
        ),
        ({"stop": "STARTED"}, "stop: the same event cannot start and stop a clock."),
        ({"per": "year"}, "per: 'year' is not one of case, request."),
        ({"more": "x"}, "more: unknown key."),
    ],
)  # fmt: skip  # a row a fault
def test_says_what_is_wrong_with_a_clock(changes: dict[str, object], said: str) -> None:
    assert refusal_of_clock({**CLOCK, **changes}) == f"new.toml: clock tell: {said}"


def folder_of(path: Path, files: Mapping[str, str]) -> Path:
    """A folder of policy files."""
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def regime_file(name: str, *, enabled: bool) -> str:
    """The smallest file of a regime."""
    terms = "".join(f'{term.value} = "words"\n' for term in Term)
    first_day = "effective_from = 2011-04-13\n" if enabled else ""
    return (
        f'[regime]\nid = "{name}"\nlaw = "L"\nguidance = "G"\nstatus = "S"\nenabled = {str(enabled).lower()}\n'
        f'{first_day}applies_by = "death"\nlabel_short = "X"\nlabel_long = "Y"\ncopies_to = ["FAMILY"]\n'
        f"[regime.terms]\n{terms}"
    )


def test_puts_regimes_that_are_switched_on_first_and_then_goes_by_name(tmp_path: Path) -> None:
    names = {"a.toml": ("B_OFF", False), "b.toml": ("Z_ON", True), "c.toml": ("A_OFF", False), "d.toml": ("C_ON", True)}
    files = {file: regime_file(name, enabled=enabled) for file, (name, enabled) in names.items()}
    regimes, shared = read_folder(folder_of(tmp_path, {**files, "every_regime.toml": "", "notes.txt": "not read"}))
    assert list(regimes) == ["C_ON", "Z_ON", "A_OFF", "B_OFF"]
    assert shared == ()


def test_refuses_clocks_that_are_no_list_of_tables(tmp_path: Path) -> None:
    files = {"a.toml": regime_file("ON", enabled=True), "every_regime.toml": "clock = 3"}
    with pytest.raises(PolicyError) as refused:
        read_folder(folder_of(tmp_path, files))
    assert str(refused.value) == "every_regime.toml: clock: write each clock as a [[clock]] table."


def test_refuses_a_folder_in_which_nothing_is_switched_on(tmp_path: Path) -> None:
    files = {"a.toml": regime_file("OFF", enabled=False), "every_regime.toml": ""}
    with pytest.raises(PolicyError, match="No regime is switched on: set enabled = true in one of the policy files"):
        read_folder(folder_of(tmp_path, files))
