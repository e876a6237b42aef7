"""A file of years becomes records and entries: all of it or nothing, once, and what it says counts as it says."""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dhr_cases.models import Case, Organisation, OrganisationName, Partnership, Succession
from funding.actions.income import approve_entries
from funding.imports.reading import FileFaults, read_file
from funding.imports.taking_in import take_in, take_in_text
from funding.ledger_proof import prove_all
from funding.models import (
    Agreement,
    CostLine,
    Entry,
    FundingEvent,
    FundingModel,
    FundingRequest,
    Journal,
    ModelVersion,
)
from funding.models.grants import GrantYear
from funding.position import Position, position
from funding.position_rows import facts_of
from funding.terms import AgreementState, Cause, EntryKind, JournalOrigin, Measure, VersionState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.funding_files import FILE, REMOVED, as_text, changed

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
AGREEMENTS, COSTS, INCOME = (("years", 0, name) for name in ("agreements", "costs", "income"))


def taken(*changes: tuple[tuple[str | int, ...], object]) -> Partnership:
    """The partnership of the file after it was taken in."""
    return take_in_text(as_text(changed(*changes))).partnership


def whole(partnership: Partnership) -> Position:
    """The position of the file's year."""
    return position(facts_of(partnership, YEAR))


def file_at(tmp_path: Path, document: object) -> str:
    """The document as a file."""
    path = tmp_path / "years.json"
    path.write_text(as_text(document), encoding="utf-8")
    return str(path)


def test_makes_the_partnership_of_an_empty_installation() -> None:
    partnership = taken()
    assert (partnership.code, partnership.name, partnership.is_home) == ("newshire", "Newshire CSP", True)


def test_adds_bodies_with_their_former_names() -> None:
    taken()
    assert Organisation.objects.count() == len(FILE["organisations"])
    assert OrganisationName.objects.get().name == "Fire Brigade"
    assert Organisation.objects.get(code="council").is_statutory_partner


def test_ends_a_body_by_its_succession() -> None:
    taken()
    assert Organisation.objects.get(code="crc").ends_on == datetime.date(2021, 6, 25)
    assert Succession.objects.get(predecessor__code="council").is_planned


def test_brings_models_into_force_with_their_parties() -> None:
    partnership = taken()
    first, second = ModelVersion.objects.filter(model__partnership=partnership)
    assert (first.state, first.last_year) == (VersionState.REPLACED, 2020)
    assert (second.state, second.last_year, second.underwriter) == (
        VersionState.IN_FORCE,
        None,
        Organisation.objects.get(code="council"),
    )
    assert [party.organisation.code for party in second.parties.all()] == ["crc", "fire", "council"]
    assert second.rules == FILE["models"][0]["versions"][1]["rules"]


def test_puts_a_contribution_under_the_version_of_its_year() -> None:
    taken()
    assert Agreement.objects.get(organisation__code="fire").version == ModelVersion.objects.get(number=2)


def test_puts_a_contribution_under_the_model_it_names() -> None:
    second = {**FILE["models"][0], "name": "Second"}
    named = [((*AGREEMENTS, place, "model"), "Second") for place in range(3)]
    partnership = taken((("models", 1), second), *named)
    assert Agreement.objects.filter(partnership=partnership, version__model__name="Second").count() == 4


def test_gives_the_position_the_file_says() -> None:
    """£9,000 planned, £500 brought forward, £3,000 confirmed, £1,235.62 received."""
    found = whole(taken())
    assert (found.required, found.brought_forward) == (900000, 50000)
    assert dict(found.measures) == {
        Measure.AGREED: 300000,
        Measure.CONFIRMED: 300000,
        Measure.INVOICED: 300000,
        Measure.RECEIVED: 123562,
    }
    assert found.causes[Measure.CONFIRMED][Cause.ORPHANED] == 76438
    assert [row.name for row in found.not_stated] == ["County Council", "Partnership: Panel and administration"]


def test_asks_the_successor_for_what_the_file_left_orphaned() -> None:
    taken()
    request = FundingRequest.objects.get()
    assert (request.organisation.code, request.amount_pence) == ("probation", 76438)


def test_asks_nobody_where_the_file_says_who_took_over() -> None:
    """The successor's own contribution names the one it takes over, though it stands before it in the file."""
    heir = {"organisation": "probation", "amount_pence": 76438, "state": "declined", "takes_over": "crc"}
    rows = [heir, *FILE["years"][0]["agreements"]]
    found = whole(taken((AGREEMENTS, rows)))
    assert not FundingRequest.objects.exists()
    assert found.causes[Measure.CONFIRMED][Cause.DECLINED] == 76438


def test_gives_a_confirmed_contribution_its_pledge_and_confirmation() -> None:
    """On the day of the state, with the whole amount."""
    taken()
    own = Entry.objects.filter(agreement__organisation__code="fire", on=datetime.date(2021, 5, 4))
    assert list(own.values_list("kind", "amount_pence")) == [
        (EntryKind.PLEDGE, 300000),
        (EntryKind.CONFIRMATION, 300000),
    ]


def test_gives_a_pledged_contribution_its_pledge_alone() -> None:
    found = whole(taken(((*AGREEMENTS, 1, "state"), "pledged")))
    assert (found.measures[Measure.AGREED], found.measures[Measure.CONFIRMED]) == (300000, 0)


def test_takes_the_entries_of_the_file_before_the_state() -> None:
    """A pledge of a part stays a part; a confirmation without a pledge gets one."""
    part = {"organisation": "council", "kind": "pledge", "amount_pence": 7000, "on": "2021-05-01"}
    sure = {"organisation": "fire", "kind": "confirmation", "amount_pence": 250000, "on": "2021-05-06"}
    partnership = taken(((*INCOME, 3), part), ((*INCOME, 4), sure))
    counted = {row.name: row.counted for row in whole(partnership).partners}
    assert (counted["County Council"][Measure.AGREED], counted["County Council"][Measure.CONFIRMED]) == (7000, 0)
    assert counted["Fire and Rescue"][Measure.AGREED] == counted["Fire and Rescue"][Measure.CONFIRMED] == 250000


def test_takes_away_by_a_credit_note() -> None:
    note = {"organisation": "fire", "kind": "credit_note", "amount_pence": 20000, "on": "2021-07-01"}
    assert whole(taken(((*INCOME, 3), note))).measures[Measure.INVOICED] == 280000


def test_gives_an_invoice_its_day_of_payment() -> None:
    """The one of the file, or the days of the settings."""
    second = {**FILE["years"][0]["income"][1], "document": "I-2", "due_on": "2021-06-09"}
    taken(((*INCOME, 3), second))
    due = list(Entry.objects.filter(kind=EntryKind.INVOICE).values_list("due_on", flat=True))
    assert due == [datetime.date(2021, 7, 1), datetime.date(2021, 6, 9)]


def test_tells_two_contributions_of_one_body_apart() -> None:
    """Its own, and the one it takes over."""
    heirs = [
        {"organisation": "probation", "amount_pence": 76438, "takes_over": "crc"},
        {"organisation": "probation", "amount_pence": 5000},
    ]
    receipt = {"organisation": "probation", "kind": "receipt", "amount_pence": 76438, "on": "2021-09-01"}
    document = changed(((*AGREEMENTS, 3), heirs[0]), ((*AGREEMENTS, 4), heirs[1]), ((*INCOME, 3), receipt))
    with pytest.raises(FileFaults, match="“probation” has 2 contributions in this year: say which"):
        take_in_text(as_text(document))
    document["years"][0]["income"][3]["takes_over"] = "crc"
    take_in_text(as_text(document))
    assert Agreement.objects.get(takes_over__isnull=False).entry_rows.get().amount_pence == 76438


def test_keeps_how_exact_an_amount_is() -> None:
    cost = {"class": "legal", "description": "Advice", "forecast_pence": 40000, "qualifier": "over"}
    taken(((*COSTS, 2), cost))
    assert Entry.objects.get(amount_pence=40000).qualifier == "over"


def test_ties_a_cost_to_the_review_of_its_reference(cast: Cast, case: Case) -> None:
    """Where there is none the reference is kept as written."""
    named = {"class": "legal", "description": "Advice", "reference": case.reference}
    document = changed((("partnership",), REMOVED), ((*COSTS, 2), named))
    take_in_text(as_text(document))
    assert CostLine.objects.get(description="Advice").case == case
    other = CostLine.objects.get(description="Chairing")
    assert (other.case, other.reference) == (None, "N-1")


def test_ties_no_cost_to_a_review_of_another_partnership(cast: Cast, case: Case) -> None:
    """Its reference is kept as written."""
    named = {"class": "legal", "description": "Advice", "reference": case.reference}
    take_in_text(as_text(changed(((*COSTS, 2), named))))
    advice = CostLine.objects.get(description="Advice")
    assert (advice.partnership.code, advice.case, advice.reference) == ("newshire", None, case.reference)


@pytest.mark.parametrize("is_by_a_person", [True, False])
@pytest.mark.parametrize("state", AgreementState)
def test_keeps_the_state_of_the_file(cast: Cast, state: AgreementState, is_by_a_person: bool) -> None:
    """But a promise that a person takes in waits until somebody else has approved its entries."""
    row = {"organisation": "council", "amount_pence": 7000, "state": state.value, "reason": "Savings"}
    if state is AgreementState.WITHDRAWN:
        row |= {"withdrawal_decided_on": "2021-03-01", "withdrawal_effective_on": "2021-04-01"}
    document = as_text(changed((("partnership",), REMOVED), ((*AGREEMENTS, 2), row)))
    take_in(read_file(document), by=cast.finance_officer if is_by_a_person else None)
    waits = is_by_a_person and state in (AgreementState.PLEDGED, AgreementState.CONFIRMED)
    assert Agreement.objects.get(organisation__code="council").state == (AgreementState.PROPOSED if waits else state)


def test_takes_in_grants() -> None:
    partnership = taken()
    assert GrantYear.objects.get(partnership=partnership).allocation_pence == 3000000


def test_posts_one_journal_a_year_that_nobody_put_forward() -> None:
    """From the command line the entries count at once, and the ledger is whole."""
    taken()
    journal = Journal.objects.get()
    assert (journal.origin, journal.prepared_by, journal.decision.by) == (JournalOrigin.IMPORT, None, None)
    assert all(proof.holds for proof in prove_all())
    event = FundingEvent.objects.get(kind=FundingVerb.IMPORT_YEARS)
    assert (event.by, event.year, event.subject_id) == (None, 2021, journal.pk)


def test_waits_for_another_person_where_a_person_takes_it_in(cast: Cast) -> None:
    """Nothing counts until somebody else approves."""
    file = read_file(as_text(changed((("partnership",), REMOVED))))
    (journal,) = take_in(file, by=cast.finance_officer).journals
    fire = Agreement.objects.get(organisation__code="fire")
    assert (journal.prepared_by, fire.state) == (cast.finance_officer, AgreementState.PROPOSED)
    assert whole(cast.partnership).required == 0
    approve_entries(journal=journal, by=cast.csp_chair)
    fire.refresh_from_db()
    assert (whole(cast.partnership).required, fire.state) == (900000, AgreementState.CONFIRMED)


def test_refuses_the_same_file_twice() -> None:
    """Every row that is on record is a fault, and nothing is doubled."""
    taken()
    before = Entry.objects.count()
    with pytest.raises(FileFaults) as refusal:
        take_in_text(as_text(FILE))
    told = {fault.place: fault.sentence for fault in refusal.value.faults}
    assert told["years[0].agreements[1].organisation"] == "a contribution of “fire” is on record for this year."
    assert told["years[0].costs[0].description"] == "this cost is on record for this year."
    assert told["years[0].income[2].amount_pence"] == "this entry is on record."
    assert told["years[0].brought_forward_pence"] == "a balance brought forward is on record for this year."
    assert told["models[0].name"] == "there is a funding model of this name already."
    assert "recorded already" in told["grants[0].year"]
    assert Entry.objects.count() == before


def test_adds_to_a_year_what_is_not_there_yet() -> None:
    """A later file brings a receipt of the same contribution."""
    taken()
    more = {
        "partnership": {"code": "newshire"},
        "years": [
            {
                "year": "2021/22",
                "income": [
                    {"organisation": "fire", "kind": "receipt", "amount_pence": 200000, "on": "2021-12-01"},
                ],
            }
        ],
    }
    found = take_in_text(json.dumps(more))
    assert whole(found.partnership).measures[Measure.RECEIVED] == 323562


def test_leaves_bodies_on_record_as_they_are() -> None:
    """The name must be the one on record; a last day that contradicts is refused."""
    taken()
    wrong = {"organisations": [{"code": "crc", "name": "Another Company", "ends_on": "2021-06-30"}]}
    with pytest.raises(FileFaults) as refusal:
        take_in_text(json.dumps(wrong))
    assert str(refusal.value).splitlines() == [
        "organisations[0].name: the organisation on record under this code is called Rehabilitation Company.",
        "organisations[0].ends_on: its last day is on record: 25 June 2021.",
    ]


def test_takes_no_body_in_under_a_second_code() -> None:
    taken()
    twin = {"organisations": [{"code": "fire-service", "name": "Fire and Rescue"}]}
    with pytest.raises(FileFaults, match="Fire and Rescue is on record under the code “fire”"):
        take_in_text(json.dumps(twin))


def test_tells_what_the_records_refuse_with_its_place() -> None:
    """A successor that is gone on the day."""
    document = changed(
        (("organisations", 2, "ends_on"), "2021-06-01"),
        (("successions", 0, "successors", 0, "organisation"), "fire"),
    )
    with pytest.raises(FileFaults) as refusal:
        take_in_text(as_text(document))
    assert str(refusal.value).startswith("successions[0].predecessor: Fire and Rescue will not exist on the day after.")
    assert not Organisation.objects.exists()


def test_makes_a_second_partnership_that_the_file_names(cast: Cast) -> None:
    """It does not become the one that runs the installation."""
    assert not taken().is_home
    assert whole(cast.partnership).required == 0


def test_writes_nothing_when_one_part_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash at the last step leaves no trace."""

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(OSError, match="no space"):
        take_in_text(as_text(FILE))
    for model in (Partnership, Organisation, FundingModel, Agreement, Journal, Entry):
        assert not model.objects.exists()


def test_says_at_the_terminal_what_was_taken_in(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("funding_import", file_at(tmp_path, FILE), stdout=out)
    assert out.getvalue().splitlines() == [
        "Taken in.",
        "  Partnership: Newshire CSP",
        "  Organisations: 4",
        "  Successions: 2",
        "  Models: 1",
        "  Grants: 1",
        "  2021/22: 3 agreements, 2 costs, 3 entries",
        "  Requests to successors raised: 1",
    ]


def test_only_looks_when_told_to_check(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("funding_import", file_at(tmp_path, FILE), "--check", stdout=out)
    assert out.getvalue().startswith("The file can be taken in; nothing was written.")
    assert not Partnership.objects.exists()


def test_ends_with_1_and_a_line_for_each_fault(tmp_path: Path) -> None:
    document = changed(((*INCOME, 2, "amount_pence"), -1), ((*COSTS, 0, "class"), "chairs"))
    with pytest.raises(CommandError) as refusal:
        call_command("funding_import", file_at(tmp_path, document))
    first, second, last = str(refusal.value).splitlines()
    assert first.startswith("years[0].costs[0].class: ")
    assert second.startswith("years[0].income[2].amount_pence: ")
    assert (last, refusal.value.returncode) == ("Nothing was taken in.", 1)


def test_takes_the_partnership_from_the_command(cast: Cast, tmp_path: Path) -> None:
    document = changed((("partnership",), REMOVED))
    call_command("funding_import", file_at(tmp_path, document), partnership=cast.partnership.code)
    assert Journal.objects.get().partnership == cast.partnership
    assert Journal.objects.get().prepared_at.date() <= timezone.localdate()


def test_tells_machines_what_was_taken_in_and_what_is_wrong(tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("funding_import", file_at(tmp_path, FILE), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["taken_in"], told["requests"], told["faults"]) == (True, 1, [])
    assert told["years"] == [{"year": "2021/22", "agreements": 3, "costs": 2, "income": 3}]
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("funding_import", file_at(tmp_path, {"colour": "red"}), "--json", stdout=out)
    assert [fault["place"] for fault in json.loads(out.getvalue())["faults"]] == ["colour"]
