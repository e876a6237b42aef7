"""Every fault of a file of years is told with its place; the published schema says what the reader reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from dhr_cases.models import Organisation, Partnership
from funding.imports.keys import Key, Kind, ListOf, ObjectOf
from funding.imports.layout import WHOLE
from funding.imports.reading import FileFaults, schema, schema_text
from funding.imports.taking_in import take_in_text
from funding.models import Agreement, Entry
from tests.funding_files import FILE, REMOVED, as_text, changed

pytestmark = pytest.mark.django_db

REFERENCE: Path = settings.BASE_DIR / "docs" / "reference"
YEAR = ("years", 0)
AGREEMENT, COST, INCOME = (*YEAR, "agreements"), (*YEAR, "costs"), (*YEAR, "income")
VERSION = ("models", 0, "versions")

FAULTS: list[tuple[tuple[str | int, ...], Any, str]] = [
    # what is written
    (("colour",), "red", "colour: unknown key. Known here: partnership, source, organisations"),
    (("source",), 3, "source: a text in quotation marks is needed here, not a number."),
    (("organisations",), {}, "organisations: a list is needed here, not an object."),
    (("organisations", 0), "crc", "organisations[0]: an object in braces is needed, not a text."),
    (("organisations", 0, "code"), "K S S", "organisations[0].code: “K S S” is no code."),
    (("organisations", 0, "name"), REMOVED, "organisations[0].name: missing."),
    (("organisations", 0, "name"), " ", "organisations[0].name: a name in plain letters"),
    (("organisations", 0, "name"), "x" * 251, "organisations[0].name: a text of at most 250 letters is needed here,"),
    (("organisations", 0, "kind"), "probatoin", "organisations[0].kind: “probatoin” is not known. Did you mean"),
    (("organisations", 1, "starts_on"), "26/06/2021", "organisations[1].starts_on: “26/06/2021” is not a date."),
    (("organisations", 3, "is_statutory_partner"), "yes", "organisations[3].is_statutory_partner: true or false"),
    (("organisations", 2, "former_names", 0, "until"), REMOVED, "organisations[2].former_names[0].until: missing."),
    (("partnership", "code"), "New Shire", "partnership.code: “New Shire” is no code."),
    ((*YEAR, "year"), "2021/23", "years[0].year: “2021/23” is not a financial year"),
    ((*YEAR, "year"), 2021, "years[0].year: a text in quotation marks is needed here, not a number."),
    ((*YEAR, "brought_forward_pence"), -1, "years[0].brought_forward_pence: a whole number from 0 to"),
    ((*AGREEMENT, 1, "amount_pence"), 3000.5, "years[0].agreements[1].amount_pence: a whole number is needed here"),
    ((*AGREEMENT, 1, "amount_pence"), "3000", "years[0].agreements[1].amount_pence: a whole number is needed here,"),
    ((*AGREEMENT, 1, "amount_pence"), -5, "years[0].agreements[1].amount_pence: a whole number from 0 to"),
    ((*AGREEMENT, 1, "amount_pence"), REMOVED, "years[0].agreements[1].amount_pence: missing."),
    ((*AGREEMENT, 1, "state"), "agreed", "years[0].agreements[1].state: “agreed” is not known."),
    ((*AGREEMENT, 1, "qualifier"), "roughly", "years[0].agreements[1].qualifier: “roughly” is not known."),
    ((*COST, 0, "class"), "chairs", "years[0].costs[0].class: “chairs” is not known. Did you mean chair?"),
    ((*COST, 0, "forecast_pence"), 0, "years[0].costs[0].forecast_pence: a whole number from 1 to"),
    ((*COST, 0, "description"), REMOVED, "years[0].costs[0].description: missing."),
    ((*INCOME, 2, "amount_pence"), None, "years[0].income[2].amount_pence: a whole number is needed here, not null."),
    ((*INCOME, 2, "amount_pence"), True, "years[0].income[2].amount_pence: a whole number is needed here, not true or"),
    ((*INCOME, 2, "amount_pence"), 10**15, "years[0].income[2].amount_pence: a whole number from 1 to"),
    ((*INCOME, 2, "kind"), "payment", "years[0].income[2].kind: “payment” is not known."),
    ((*INCOME, 2, "on"), REMOVED, "years[0].income[2].on: missing."),
    (("successions", 0, "successors", 0, "share"), 0, "successions[0].successors[0].share: a whole number from 1 to"),
    (("grants", 0, "funder"), REMOVED, "grants[0].funder: missing."),
    # what does not fit together
    (("organisations", 4), {"code": "crc", "name": "Other"}, "organisations[4].code: “crc” stands at"),
    (("organisations", 1, "name"), "County Council", "organisations[3].name: “County Council” stands at"),
    (("organisations", 1, "ends_on"), "2020-01-01", "organisations[1].ends_on: the last day is before the first."),
    (("successions", 0, "predecessor"), "trust", "successions[0].predecessor: no organisation has the code “trust”."),
    (("successions", 0, "successors", 0, "organisation"), "trust", "successions[0].successors[0].organisation: no"),
    (("successions", 0, "successors", 0, "organisation"), "crc", "successions[0].successors[0].organisation: a body"),
    (("successions", 0, "successors", 1), {"organisation": "fire"}, "successions[0].shape: several bodies follow one:"),
    (("successions", 0, "successors", 1), {"organisation": "probation"}, "successions[0].successors[1].organisation:"),
    (("successions", 0, "successors"), [], "successions[0].successors: name who follows, or say that this is planned."),
    (("successions", 0, "effective_on"), "2098-04-01", "successions[0].effective_on: the day is to come: say that"),
    (("successions", 2), FILE["successions"][0], "successions[2].predecessor: “crc” stands at successions[0]"),
    (("organisations", 0, "ends_on"), "2021-06-30", "successions[0].effective_on: the last day of the predecessor is"),
    (("models", 1), FILE["models"][0], "models[1].name: “Shared cost” stands at models[0].name already."),
    (VERSION, [], "models[0].versions: a model has at least one version."),
    ((*VERSION, 1, "last_year"), "2020/21", "models[0].versions[1].last_year: it is before the first year."),
    ((*VERSION, 0, "last_year"), "2021/22", "models[0].versions[1].first_year: the version before it holds for this"),
    ((*VERSION, 1, "parties"), [], "models[0].versions[1].parties: name at least one party."),
    ((*VERSION, 1, "parties", 2), "trust", "models[0].versions[1].parties[2]: no organisation has the code “trust”."),
    ((*VERSION, 1, "parties", 3), "fire", "models[0].versions[1].parties[3]: “fire” is named twice."),
    ((*VERSION, 1, "underwriter"), "trust", "models[0].versions[1].underwriter: no organisation has the code “trust”."),
    ((*VERSION, 0, "rules", 0, "party"), "council", "models[0].versions[0].rules[0].party: “council” is not one of"),
    ((*VERSION, 0, "rules", 0, "type"), "rest", "models[0].versions[0].rules[0].type: “rest” is not a kind of rule."),
    (("years", 1), FILE["years"][0], "years[1].year: “2021/22” stands at years[0].year already."),
    ((*AGREEMENT, 2, "organisation"), "trust", "years[0].agreements[2].organisation: no organisation has the code"),
    ((*AGREEMENT, 2, "organisation"), "fire", "years[0].agreements[2].organisation: “fire” has a contribution in this"),
    ((*AGREEMENT, 2, "takes_over"), "council", "years[0].agreements[2].takes_over: a body does not take over from"),
    ((*AGREEMENT, 2, "takes_over"), "probation", "years[0].agreements[2].takes_over: “probation” has no contribution"),
    ((*AGREEMENT, 2, "model"), "Another", "years[0].agreements[2].model: no model “Another” holds for this year."),
    (("models", 1), {**FILE["models"][0], "name": "Second"}, "years[0].agreements[0].model: the body is party to"),
    ((*AGREEMENT, 2, "in_kind_value_pence"), 5000, "years[0].agreements[2].in_kind_value_pence: say in in_kind what"),
    ((*AGREEMENT, 2, "state"), "withdrawn", "years[0].agreements[2].withdrawal_effective_on: missing"),
    ((*AGREEMENT, 1, "on"), "2098-05-04", "years[0].agreements[1].on: 4 May 2098 is to come."),
    ((*COST, 2), FILE["years"][0]["costs"][0], "years[0].costs[2].description: this cost stands in the file twice."),
    ((*COST, 0, "is_settled"), True, "years[0].costs[0].actual_pence: missing: the last bill is said to be paid."),
    ((*COST, 0, "on"), "2098-05-04", "years[0].costs[0].on: 4 May 2098 is to come."),
    ((*INCOME, 3), FILE["years"][0]["income"][2], "years[0].income[3].amount_pence: this entry stands in the file"),
    ((*INCOME, 2, "organisation"), "trust", "years[0].income[2].organisation: no organisation has the code “trust”."),
    ((*INCOME, 2, "organisation"), "probation", "years[0].income[2].organisation: “probation” has no agreement in"),
    ((*INCOME, 2, "due_on"), "2021-07-30", "years[0].income[2].due_on: only an invoice has a day"),
    ((*INCOME, 1, "due_on"), "2021-05-01", "years[0].income[1].due_on: it is due before it was sent."),
    ((*INCOME, 2, "on"), "2098-05-04", "years[0].income[2].on: 4 May 2098 is to come."),
    (("grants", 0, "funder"), "trust", "grants[0].funder: no organisation has the code “trust”."),
    (("grants", 1), FILE["grants"][0], "grants[1].year: 2021/22 is there twice."),
]  # fmt: skip  # one line a fault: where, what is written there, what is said


def faults(document: object) -> list[str]:
    """What taking in the document says is wrong with it; nothing must have been written."""
    with pytest.raises(FileFaults) as refusal:
        take_in_text(as_text(document))
    assert not Partnership.objects.exists()
    assert not Organisation.objects.exists()
    return str(refusal.value).splitlines()


@pytest.mark.parametrize(("path", "value", "sentence"), FAULTS, ids=[fault[2][:60] for fault in FAULTS])
def test_tells_a_fault_with_its_place(path: tuple[str | int, ...], value: object, sentence: str) -> None:
    """The first line names the place; nothing is taken in."""
    assert any(line.startswith(sentence) for line in faults(changed((path, value))))


def test_takes_in_the_file_the_faults_are_made_from() -> None:
    """Otherwise no refusal above proves anything."""
    found = take_in_text(as_text(FILE))
    assert (found.partnership.code, Agreement.objects.count()) == ("newshire", 4)


def test_tells_all_faults_at_once() -> None:
    """Of writing and of sense, wherever they stand."""
    document = changed(
        ((*AGREEMENT, 1, "amount_pence"), -5),
        ((*COST, 0, "class"), "chairs"),
        (("successions", 0, "predecessor"), "trust"),
        ((*INCOME, 0, "due_on"), "2021-07-30"),
    )
    found = {line.partition(":")[0] for line in faults(document)}
    assert found == {
        "years[0].agreements[1].amount_pence",
        "years[0].costs[0].class",
        "successions[0].predecessor",
        "years[0].income[0].due_on",
    }


def test_tells_no_fault_that_only_follows_from_another() -> None:
    """Income of a contribution that could not be read is not called homeless."""
    assert len(faults(changed(((*AGREEMENT, 1, "amount_pence"), -5)))) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("{", "this is not JSON"),
        ("[]", "an object in braces is needed, not a list"),
        ("{}", "The file holds nothing to take in."),
        ('{"years": [], "years": []}', "years: written twice. Keep one."),
        ('{"years": [{"year": "2021/22", "year": "2021/22"}]}', "years[0].year: written twice. Keep one."),
    ],
)
def test_refuses_what_is_no_file_of_years(text: str, sentence: str) -> None:
    with pytest.raises(FileFaults) as refusal:
        take_in_text(text)
    assert sentence in str(refusal.value)


def test_asks_whose_money_it_is_where_nobody_is_there() -> None:
    assert "partnership: missing: say with code and name" in faults(changed((("partnership",), REMOVED)))[0]


def test_asks_for_the_name_of_a_partnership_that_is_not_there() -> None:
    assert "give its name to have it made" in faults(changed((("partnership", "name"), REMOVED)))[0]


def test_refuses_a_file_for_another_partnership() -> None:
    with pytest.raises(FileFaults, match="the file is for “newshire”, the command for “oldshire”"):
        take_in_text(as_text(FILE), code="oldshire")


def test_publishes_the_schema_it_reads_by() -> None:
    """The file in docs/reference is what the table of keys gives."""
    assert (REFERENCE / "funding-import.schema.json").read_text(encoding="utf-8") == schema_text()


def test_prints_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("funding_import", schema=True)
    assert json.loads(capsys.readouterr().out) == schema()


def test_needs_a_file() -> None:
    with pytest.raises(CommandError, match="Name the file"):
        call_command("funding_import")


def known_keys(keys: tuple[Key, ...], place: str = "") -> Iterator[tuple[str, Key]]:
    """Every key the reader knows, lists and objects walked through."""
    for key in keys:
        yield f"{place}.{key.name}", key
        kind: Kind = key.kind
        if isinstance(kind, (ListOf, ObjectOf)):
            yield from known_keys(tuple(kind.keys), f"{place}.{key.name}")


def schema_keys(part: dict[str, Any], place: str = "") -> Iterator[str]:
    """Every key the schema knows, the rules of models left out: they are read elsewhere."""
    for name, value in part.get("properties", {}).items():
        yield f"{place}.{name}"
        yield from schema_keys(value, f"{place}.{name}")
        yield from schema_keys(value.get("items", {}), f"{place}.{name}")


def test_says_every_key_in_the_schema_and_no_other() -> None:
    assert set(schema_keys(schema())) == {place for place, _ in known_keys(WHOLE)}


def keys_used(value: object, place: str = "") -> Iterator[str]:
    """Every key a document uses."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{place}.{name}"
            yield from keys_used(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from keys_used(inner, place)


def test_takes_in_the_published_example() -> None:
    """It uses keys of the schema only, and shows the changes of bodies the county has seen."""
    text = (REFERENCE / "funding-import.example.json").read_text(encoding="utf-8")
    used = {place for place in keys_used(json.loads(text)) if ".rules" not in place}
    assert used <= {place for place, _ in known_keys(WHOLE)}
    found = take_in_text(text)
    assert "nvented" in found.file.source
    assert found.requests == 1
    assert Entry.objects.filter(partnership=found.partnership).exists()
