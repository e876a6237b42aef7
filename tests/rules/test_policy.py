"""Are the policy files whole, do they say what the clock table says, and is a faulty one refused?"""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dhr_cases.policy import (
    AppliesBy,
    Clock,
    Per,
    Period,
    PolicyError,
    Regime,
    Term,
    Unit,
    clock,
    clocks_for,
    every_clock,
    known_events,
    read_folder,
    regime,
    regime_for,
    regimes,
)
from dhr_cases.policy.load import FOLDER
from tests.rules.clock_facts import EVENTS, EVERY_REGIME, FACTS, Fact

DHR = "dhr_s9_2016.toml"
SHARED = "every_regime.toml"


def _fact(row: Clock) -> Fact:
    return Fact(row.start, row.stop, row.limit_text, row.evidence)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_gives_each_regime_the_clocks_of_the_clock_table(name: str) -> None:
    assert {row.id: _fact(row) for row in clocks_for(name)} == FACTS[name]


def test_keeps_each_clock_in_exactly_one_place() -> None:
    own = [row.id for each in regimes() for row in each.clocks]
    assert sorted(own + list(EVERY_REGIME)) == sorted(row.id for row in every_clock())
    assert len({row.id for row in every_clock()}) == len(every_clock())


def test_knows_every_event_that_starts_or_stops_a_clock() -> None:
    assert sorted(known_events()) == EVENTS


@pytest.mark.parametrize("row", every_clock(), ids=lambda row: row.id)
def test_has_a_clock_with_source_evidence_basis_owner_and_a_unit_for_every_count(row: Clock) -> None:
    assert all((row.label, row.start_words, row.basis, row.source, row.evidence, row.owner))
    counted = [period for period in (row.limit, row.local_default and row.local_default.period) if period]
    assert all(period.count >= 1 and period.unit in Unit for period in counted)


def test_runs_only_the_agency_report_once_for_each_request() -> None:
    assert [row.id for row in every_clock() if row.per is Per.REQUEST] == ["imr_return"]


def test_suggests_local_limits_only_where_law_and_guidance_set_none() -> None:
    defaults = {row.id: row.local_default.period.text for row in every_clock() if row.local_default}
    assert defaults == {"tell_home_office": "P5WD", "imr_return": "P8W", "publish": "P3M"}
    assert all(row.limit is None and row.local_default.note for row in every_clock() if row.local_default)


def test_switches_on_only_the_regime_confirmed_in_force() -> None:
    assert [row.id for row in regimes() if row.enabled] == ["DHR_S9_2016"]
    assert regimes()[0].effective_from == date(2011, 4, 13)


def test_has_public_words_for_every_term_in_every_regime() -> None:
    assert all(set(row.terms) == set(Term) and all(row.terms.values()) for row in regimes())


def test_sends_copies_to_the_secretary_of_state_only_under_section_8a() -> None:
    assert regime("DHR_S9_2016").copies_to == ("DOMESTIC_ABUSE_COMMISSIONER",)
    assert regime("DARDR_S8A").copies_to == ("SECRETARY_OF_STATE", "DOMESTIC_ABUSE_COMMISSIONER")


def test_says_which_date_puts_a_case_under_a_regime() -> None:
    assert {row.applies_by for row in regimes()} <= set(AppliesBy)


def test_names_the_known_regimes_when_asked_for_another() -> None:
    with pytest.raises(PolicyError, match=r"'DHR' is not a regime. Known regimes: DHR_S9_2016, "):
        regime("DHR")


def test_names_the_clocks_of_a_regime_when_asked_for_another() -> None:
    with pytest.raises(PolicyError, match=r"'decide' is not a clock of SUSR_WALES. Its clocks: imr_return, "):
        clock("SUSR_WALES", "decide")


def test_finds_a_shared_clock_under_every_regime() -> None:
    assert {clock(row.id, "publish") for row in regimes()} == {clock("DARDR_S8A", "publish")}


def test_puts_a_new_case_under_the_regime_in_force() -> None:
    decided = date(2026, 3, 4)
    assert regime_for(died_on=None, decided_on=decided) == regime("DHR_S9_2016")


def _two_regimes(applies_by: AppliesBy) -> list[Regime]:
    later = replace(regime("DARDR_S8A"), enabled=True, effective_from=date(2027, 4, 1), applies_by=applies_by)
    return [later, *regimes()]


@pytest.mark.parametrize(
    ("applies_by", "died_on", "decided_on", "name"),
    [
        (AppliesBy.DEATH, date(2027, 4, 1), date(2027, 5, 1), "DARDR_S8A"),
        (AppliesBy.DEATH, date(2027, 3, 31), date(2027, 5, 1), "DHR_S9_2016"),
        (AppliesBy.DEATH, None, date(2027, 5, 1), "DHR_S9_2016"),
        (AppliesBy.DECISION, date(2027, 3, 31), date(2027, 4, 1), "DARDR_S8A"),
        (AppliesBy.DECISION, date(2027, 3, 31), date(2027, 3, 31), "DHR_S9_2016"),
    ],
)
def test_goes_over_to_a_later_regime_by_the_date_that_regime_names(
    applies_by: AppliesBy, died_on: date | None, decided_on: date, name: str
) -> None:
    among = _two_regimes(applies_by)
    assert regime_for(died_on=died_on, decided_on=decided_on, among=among).id == name
    assert regime_for(died_on=died_on, decided_on=decided_on, among=among[::-1]).id == name


def test_puts_no_case_under_a_regime_that_is_switched_off() -> None:
    """Whatever its first day."""
    among = [replace(regime("DARDR_S8A"), enabled=False, effective_from=date(2012, 1, 1)), *regimes()]
    assert regime_for(died_on=date(2027, 1, 1), decided_on=date(2027, 1, 1), among=among).id == "DHR_S9_2016"
    with pytest.raises(PolicyError, match="No regime that is switched on covers these dates"):
        regime_for(died_on=date(2027, 1, 1), decided_on=date(2027, 1, 1), among=among[:1])


def test_puts_no_case_under_a_regime_by_a_day_nobody_knows() -> None:
    with pytest.raises(PolicyError, match="No regime that is switched on covers these dates"):
        regime_for(died_on=date(2027, 1, 1), decided_on=None)


def test_begins_a_regime_on_its_first_day() -> None:
    first = date(2011, 4, 13)
    assert regime_for(died_on=None, decided_on=first).id == "DHR_S9_2016"


def test_finds_no_regime_for_a_decision_before_the_first() -> None:
    with pytest.raises(PolicyError, match="No regime that is switched on covers these dates"):
        regime_for(died_on=date(2011, 1, 1), decided_on=date(2011, 4, 12))


FAULTS = [
    (DHR, 'law = "', 'lawn = "', "dhr_s9_2016.toml: regime: law: missing."),
    (DHR, "enabled = true", 'enabled = "yes"', "regime: enabled: write true or false here."),
    (DHR, "enabled = true", "enabled = false", "No regime is switched on"),
    (DHR, "effective_from = 2011-04-13\n", "", "effective_from: missing: a regime that is switched on needs"),
    (DHR, "2011-04-13", '"2011-04-13"', "effective_from: write a date such as 2026-03-04"),
    (DHR, '= "decision"', '= "birth"', "applies_by: 'birth' is not one of death, decision."),
    (DHR, 'copies_to = ["DOMESTIC_ABUSE_COMMISSIONER"]', "copies_to = []", "copies_to: list who gets a copy"),
    (DHR, 'report = "overview report"\n', "", "regime: terms: report: missing."),
    (DHR, '"DHR_S9_2016"', '"DARDR_S8A"', "regime DARDR_S8A: described twice."),
    (DHR, "[regime]", "[regimes]", "dhr_s9_2016.toml: regimes: unknown table. Known here: clock, regime."),
    (DHR, '"tell_home_office"', '"decide"', "clock decide: described twice."),
    (DHR, '"tell_home_office"', '"publish"', "clock publish: described twice."),
    (DHR, 'unit = "months" }', 'units = "months" }', "clock decide: limit: unit: missing."),
    (DHR, 'unit = "months"', 'unit = "years"', "limit: unit: 'years' is not one of months, weeks, days, "),
    (DHR, "count = 1,", "count = 0,", "limit: count: a count goes from 1 to 999, not 0."),
    (DHR, "count = 1,", "count = true,", "limit: count: write a whole number here."),
    (DHR, "{ count = 1, unit", "{ count = 1, more = 2, unit", "limit: more: unknown key."),
    (DHR, 'limit = "none"', 'limit = "soon"', "limit: write a count with its unit, 'none' or 'as soon as"),
    (DHR, 'limit = "none"', "", "clock tell_home_office: limit: missing."),
    (DHR, 'start = "CSP_CHAIR_AWARE"', 'start = "aware"', "start: 'aware' is not a name such as DECISION_"),
    (DHR, 'stop = "HO_NOTIFIED"', 'stop = "DECISION_RECORDED"', "the same event cannot start and stop"),
    (DHR, 'source = "Brighton', 'sauce = "Brighton', "clock decide: source: missing."),
    (DHR, 'evidence = "verified"', 'evidence = " "', "clock decide: evidence: write a text here."),
    (DHR, 'owner = "csp_chair"', 'owner = "CSP chair"', "owner: 'CSP chair' is not a name such as"),
    (DHR, 'per = "case"', 'per = "year"', "per: 'year' is not one of case, request."),
    (DHR, 'basis = "guidance"', 'basis = "guidance"\nstops = 3', "clock decide: stops: unknown key."),
    (DHR, 'id = "decide"', "", "clock 1: id: missing."),
    (DHR, "[[clock]]\nid", "[clock]\nid", "dhr_s9_2016.toml: the file cannot be read: "),
    (
        SHARED,
        'note = "A suggested',
        'remark = "A suggested',
        "clock imr_return: local_default: note: missing.",
    ),
    (SHARED, "[[clock]]\nid = ", "[regime]\n[[clock]]\nid = ", "every_regime.toml: regime: unknown table."),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_refuses_a_faulty_policy_file_and_says_where(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    folder = _copy(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        read_folder(folder)
    assert sentence in str(refused.value)


def test_refuses_a_local_default_beside_a_limit_of_law(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    with (folder / DHR).open("a", encoding="utf-8") as file:
        file.write('\n[clock.local_default]\ncount = 5\nunit = "days"\nnote = "Ours."\n')
    text = (folder / DHR).read_text(encoding="utf-8")
    phrase = 'limit = "as soon as reasonably practicable"'
    (folder / DHR).write_text(text.replace(phrase, 'limit = { count = 9, unit = "days" }'), encoding="utf-8")
    with pytest.raises(PolicyError, match="clock copy_to_dac: local_default: a clock with a limit of its own"):
        read_folder(folder)


def test_refuses_a_folder_without_the_shared_clocks(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / SHARED).unlink()
    with pytest.raises(PolicyError, match=r"every_regime.toml: the file is missing."):
        read_folder(folder)


def test_refuses_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / DHR).write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyError, match=r"dhr_s9_2016.toml: the file cannot be read"):
        read_folder(folder)


def test_takes_up_a_new_regime_from_one_more_file(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    text = (folder / "susr_wales.toml").read_text(encoding="utf-8").replace("SUSR_WALES", "NEXT_REGIME")
    (folder / "next.toml").write_text(text, encoding="utf-8")
    assert "NEXT_REGIME" in read_folder(folder)[0]


@pytest.mark.parametrize(
    ("text", "period", "words"),
    [
        ("P1M", Period(1, Unit.MONTHS), "one month"),
        ("P6M", Period(6, Unit.MONTHS), "six months"),
        ("P8W", Period(8, Unit.WEEKS), "eight weeks"),
        ("P56D", Period(56, Unit.DAYS), "56 days"),
        ("P5WD", Period(5, Unit.WORKING_DAYS), "five working days"),
        ("P1WD", Period(1, Unit.WORKING_DAYS), "one working day"),
    ],
)
def test_reads_and_writes_a_period(text: str, period: Period, words: str) -> None:
    assert Period.parse(text) == period
    assert (period.text, period.words) == (text, words)


@pytest.mark.parametrize("text", ["", "P", "6M", "P0M", "P06M", "P6", "P6Y", "P-6M", "p6m", "P6M ", "P1M2D", "P1000D"])
def test_refuses_what_is_not_a_period(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


def test_refuses_a_period_of_a_thousand_days() -> None:
    with pytest.raises(ValueError, match="a count goes from 1 to 999, not 1000"):
        Period(1000, Unit.DAYS)


def _copy(tmp_path: Path) -> Path:
    folder = tmp_path / "policy"
    folder.mkdir()
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, folder)
    return folder
