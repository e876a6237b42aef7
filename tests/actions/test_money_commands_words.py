"""What do the commands of the ledger print for people, line by line, and in which number stands each noun?"""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.models import Organisation, Partnership
from dhr_cases.models.history import change
from funding.ledger_proof import PROOFS
from funding.models import Agreement, Entry
from funding.models.grants import GrantYear
from funding.terms import EntryKind
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.funding_files import FILE, REMOVED, as_text, changed
from tests.money import agreement, body, line, posted
from tests.steps_grant import a_grant, a_project, agreed, paid

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

ONE_OF_EACH = changed(
    (("years", 0, "agreements"), FILE["years"][0]["agreements"][:1]),
    (("years", 0, "costs"), FILE["years"][0]["costs"][:1]),
    (("years", 0, "income"), FILE["years"][0]["income"][:1]),
)
BODIES_ALONE = changed(
    *(((key,), []) for key in ("successions", "models", "years", "grants")),
    (("organisations",), [FILE["organisations"][2]]),
)


def told(command: str, *words: object) -> list[str]:
    """The lines a command prints."""
    out = io.StringIO()
    call_command(command, *map(str, words), stdout=out)
    return out.getvalue().splitlines()


def refused(command: str, *words: object) -> tuple[int, list[str], list[str]]:
    """The exit code, the lines of the sentence a command ends with, and what it had printed."""
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(command, *map(str, words), stdout=out)
    return refusal.value.returncode, str(refusal.value).splitlines(), out.getvalue().splitlines()


def file(folder: Path, document: object) -> Path:
    """The document as a file."""
    path = folder / "years.json"
    path.write_text(as_text(document), encoding="utf-8")
    return path


def test_counts_one_of_each_in_the_singular(tmp_path: Path) -> None:
    assert told("funding_import", file(tmp_path, ONE_OF_EACH), "--check")[-2:] == [
        "  2021/22: 1 agreement, 1 cost, 1 entry",
        "  Requests to successors would be raised: 1",
    ]


def test_counts_none_in_the_plural_and_says_nothing_of_requests_nobody_needs(tmp_path: Path) -> None:
    years = [{"year": "2021/22", "brought_forward_pence": 100}]
    document = changed((("years",), years), (("successions",), []), (("grants",), []), (("models",), []))
    assert told("funding_import", file(tmp_path, document), "--check") == [
        "The file can be taken in; nothing was written.",
        "  Partnership: Newshire CSP",
        "  Organisations: 4",
        "  2021/22: 0 agreements, 0 costs, 0 entries",
    ]
    assert not Partnership.objects.exists()


def test_leaves_out_every_part_the_file_does_not_hold(tmp_path: Path) -> None:
    assert told("funding_import", file(tmp_path, BODIES_ALONE)) == [
        "Taken in.",
        "  Partnership: Newshire CSP",
        "  Organisations: 1",
    ]
    assert [row.name for row in Organisation.objects.all()] == ["Fire and Rescue"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({}, "The file holds nothing to take in."),
        (changed((("partnership",), REMOVED)), "Nothing was taken in."),
    ],
)
def test_takes_nothing_in_and_says_so_last(tmp_path: Path, document: object, sentence: str) -> None:
    code, lines, before = refused("funding_import", file(tmp_path, document))
    assert (code, lines[-1], before) == (1, "Nothing was taken in.", [])
    assert any(line.endswith(sentence) for line in lines)
    assert not Organisation.objects.exists()


def test_names_no_file_and_reads_none() -> None:
    assert refused("funding_import") == (1, ["Name the file to be taken in."], [])


@pytest.fixture
def one_entry(cast: Cast) -> list[Entry]:
    """A ledger of a single entry."""
    owed = agreement(cast.partnership, body("Fire"), 500_000)
    return posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.PLEDGE, 500_000, about=owed)])


def test_counts_one_entry_and_one_balance_in_the_singular(cast: Cast, one_entry: list[Entry]) -> None:
    assert told("ledger_check") == [
        "Testshire CSP: 1 entry, 1 balance.",
        *(f"  Proved: {words}." for words in PROOFS.values()),
    ]


def test_counts_more_entries_in_the_plural(cast: Cast, one_entry: list[Entry]) -> None:
    owed = Agreement.objects.get()
    more = [line(kind, 500_000, about=owed) for kind in (EntryKind.CONFIRMATION, EntryKind.INVOICE)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, more)
    assert told("ledger_check")[0] == "Testshire CSP: 3 entries, 3 balances."


def test_proves_nothing_where_no_partnership_keeps_a_ledger(cast: Cast) -> None:
    assert told("ledger_check") == ["No partnership keeps a ledger yet: there is nothing to prove."]


@pytest.mark.parametrize("command", ["funding_position", "grant_position"])
def test_asks_for_a_year_a_day_and_a_partnership_it_knows(cast: Cast, command: str) -> None:
    a_grant(cast)
    for words, sentence in (
        (("2018", "--on", "2021-2-3"), "“2021-2-3” is not a date. Use year-month-day, for example 2026-03-04."),
        (("2018", "--on", "2021-02-30"), "“2021-02-30” is not a date. Use year-month-day, for example 2026-03-04."),
        (("2018", "--partnership", "x"), "There is no partnership “x”. Known here: testshire."),
        (("soon",), "“soon” is not a financial year. Write it like 2021/22."),
    ):
        assert refused(command, *words) == (1, [sentence], [])


def test_names_no_year_where_nothing_was_ever_recorded(cast: Cast) -> None:
    assert refused("funding_position", "2021") == (
        1,
        ["Nothing is recorded for 2021/22 in Testshire CSP. Years with records: none."],
        [],
    )
    assert refused("grant_position", "2021") == (
        1,
        ["No grant is recorded for 2021/22 in Testshire CSP. Years with a grant: none."],
        [],
    )


def test_lists_years_with_records_in_order_whatever_kind_they_are_of(cast: Cast) -> None:
    agreement(cast.partnership, body("Fire"), 1, year=FinancialYear(2023))
    agreement(cast.partnership, body("Council"), 1, year=FinancialYear(2020))
    with change("Test", None):
        cast.partnership.cost_lines.create(cost_class="chair", description="Chairing", expected_year=2021)
    assert refused("funding_position", "2022")[1] == [
        "Nothing is recorded for 2022/23 in Testshire CSP. Years with records: 2020/21, 2021/22, 2023/24."
    ]


def test_prints_a_year_in_which_nothing_is_stated(cast: Cast) -> None:
    agreement(cast.partnership, body("Fire"), None, year=FinancialYear(2021))
    lines = told("funding_position", "2021", "--on", "2022-03-31")
    assert lines[0] == "Testshire CSP, 2021/22, as at 31 March 2022"
    assert lines[2].split() == ["Required", "not", "stated"]
    assert lines[5].split() == ["Amount", "Missing"]
    assert [row.split()[0] for row in lines[6:10]] == ["Agreed", "Confirmed", "Invoiced", "Received"]
    assert {" ".join(row.split()[1:]) for row in lines[6:10]} == {"£0 not known"}
    assert "Why money is missing (against confirmed)" in lines
    assert lines[-1].startswith("Not stated: ")


def test_prints_a_grant_without_a_project(cast: Cast) -> None:
    a_grant(cast)
    lines = told("grant_position", "2018", "--on", "2018-06-01")
    assert lines[1] == ""
    assert [" ".join(row.split()) for row in lines[2:]] == [
        "Allocation £39,661",
        "Stated for projects £0",
        "Not accounted for £39,661",
        "Not drawn from the tactical pot £0",
        "Underspend not stated",
    ]


def test_puts_the_amounts_of_a_grant_below_each_other(cast: Cast) -> None:
    a_grant(cast)
    lines = told("grant_position", "2018")[2:]
    begins = {row.index(word) for row in lines for word in ("£", "not stated") if f"  {word}" in row}
    assert begins == {len("Not drawn from the tactical pot") + 2}


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("Gangs",), "The stated total includes 1 project with no stated amount: Gangs."),
        (("Gangs", "Sport"), "The stated total includes 2 projects with no stated amount: Gangs, Sport."),
    ],
)
def test_names_the_projects_of_a_grant_without_an_amount(cast: Cast, titles: tuple[str, ...], words: str) -> None:
    grant = a_grant(cast)
    for title in titles:
        a_project(cast, title, None)
    a_project(cast, "Play", 1_000_050)
    agreed(cast, grant)
    lines = told("grant_position", "2018")
    assert words in lines
    assert lines[lines.index(words) + 1] == ""
    told_of = [" ".join(row.split()) for row in lines[lines.index(words) + 2 :]]
    assert told_of == [*(f"{title} not stated approved" for title in titles), "Play £10,000.50 approved"]


def test_says_nothing_of_projects_without_an_amount_where_each_has_one(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    lines = told("grant_position", "2018", "--on", "2018-06-01")
    assert not any(row.startswith("The stated total") for row in lines)
    assert " ".join(lines[4].split()) == "Not yet allocated £29,661"


def test_calls_what_is_left_underspend_once_the_year_is_over(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    paid(cast, grant)
    rows = {" ".join(row.split()) for row in told("grant_position", "2018")}
    assert {"Stated for projects £10,000", "Underspend £29,661"} <= rows
    assert GrantYear.objects.get().label == "2018/19"
