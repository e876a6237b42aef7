"""What does a row of the books say of itself before anything is written: its name, its years, its account, its state?

Nothing here needs a database: the rows are made up.
"""

import pytest
from django.db.models import Model

from dhr_cases.models import Case, Organisation, Partnership
from funding.grant_terms import CaseKind, CaseState, ExtensionAnswer, ProjectState
from funding.models import (
    Agreement,
    BusinessCase,
    ComplexityBand,
    CostLine,
    CostQuote,
    Entry,
    FundingEvent,
    FundingModel,
    FundingRequest,
    FundingRound,
    FundingSettings,
    GrantExtension,
    GrantProject,
    GrantYear,
    Journal,
    JournalDecision,
    JournalLine,
    ModelVersion,
    NeighbourProject,
    RecordedGap,
    YearEndDecision,
)
from funding.money import Qualifier
from funding.terms import (
    AgreementState,
    CostBasis,
    EntryKind,
    JournalOrigin,
    ModelBasis,
    PartYear,
    RequestState,
    Sight,
    VersionState,
)
from funding.verbs import VERBS, FundingVerb
from funding.years import FinancialYear

POLICE = Organisation(name="Testshire Police")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Agreement(organisation=POLICE, year=2021), "Testshire Police, 2021/22"),
        (Agreement(organisation=POLICE, year=1999), "Testshire Police, 1999/00"),
        (FundingRound(year=2026), "Annual round 2026/27"),
        (FundingRequest(organisation=POLICE, year=2009), "Request to Testshire Police for 2009/10"),
        (CostLine(description="Chairing of six meetings"), "Chairing of six meetings"),
        (FundingModel(name="Shared cost of reviews"), "Shared cost of reviews"),
        (ModelVersion(model=FundingModel(name="Shared cost"), number=3), "Shared cost, version 3"),
        (GrantYear(year=2021), "Crime Reduction Grant 2021/22"),
        (GrantYear(name="Safer Streets", year=2021), "Safer Streets 2021/22"),
        (BusinessCase(grant=GrantYear(year=2021), number=1), "Business case 1, Crime Reduction Grant 2021/22"),
        (
            BusinessCase(grant=GrantYear(year=2021), number=2, kind=CaseKind.IN_YEAR),
            "Business case 2, to the tactical pot, Crime Reduction Grant 2021/22",
        ),
        (GrantProject(title="Night bus wardens", key="night-bus"), "Night bus wardens"),
        (NeighbourProject(title="Street lights", partnership_name="Other CSP"), "Street lights (Other CSP)"),
        (Journal(text="Invoices of June"), "Invoices of June"),
        (Entry(number=12, kind=EntryKind.CREDIT_NOTE), "12: Credit note"),
        (FundingSettings(partnership=Partnership(name="Testshire CSP")), "Money of Testshire CSP"),
        (ComplexityBand(name="Complex"), "Complex"),
        (RecordedGap(text="A shortfall was noted"), "A shortfall was noted"),
    ],
)
def test_calls_a_row_of_the_books_by_its_body_year_or_words(row: Model, words: str) -> None:
    assert str(row) == words


@pytest.mark.parametrize("verb", list(FundingVerb))
def test_calls_an_event_by_the_words_of_its_act(verb: FundingVerb) -> None:
    """Never by the code of it; as long as its column."""
    assert str(FundingEvent(kind=verb)) == VERBS[verb].done != verb.value
    assert len(verb.value) <= (FundingEvent._meta.get_field("kind").max_length or 0)


def test_tells_a_cost_of_a_review_by_its_reference_and_never_by_its_supplier() -> None:
    of_a_case = CostLine(case=Case(reference="KENT-2026-004", pseudonym="Robin"), learning_review="LR-1")
    assert of_a_case.reference == "KENT-2026-004"
    assert CostLine(learning_review="LR-1", supplier="A chair").reference == "LR-1"
    assert CostLine(supplier="A chair").reference == ""


# years


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2021, 2021, "2021/22"),
        (2021, 2022, "2021/22 to 2022/23"),
        (1998, 1999, "1998/99 to 1999/00"),
        (2021, None, "from 2021/22"),
    ],
)
def test_writes_the_years_of_a_version(first: int, last: int | None, words: str) -> None:
    """One year stands alone, an open run begins with from."""
    assert ModelVersion(first_year=first, last_year=last).years == words


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [(2021, 2021, [2021]), (2021, 2023, [2021, 2022, 2023]), (2021, None, [2021, 2022, 2023, 2024]), (2025, None, [])],
)
def test_covers_the_years_from_the_first_to_the_last(first: int, last: int | None, covered: list[int]) -> None:
    """Both of them included; the year before and the year after are another version's."""
    version = ModelVersion(first_year=first, last_year=last)
    assert [year for year in range(2020, 2025) if version.covers_year(year)] == covered


def test_knows_the_year_of_a_grant_and_of_an_entry_as_people_write_it() -> None:
    grant = GrantYear(year=2099)
    assert grant.financial_year == FinancialYear(2099)
    assert grant.label == Entry(year=2099).year_label == JournalLine(year=2099).year_label == "2099/00"


# amounts


@pytest.mark.parametrize(
    ("asked", "answered", "qualifier", "words"),
    [
        (2_000_000, 2_000_000, Qualifier.ABOUT, "about £20,000"),
        (2_000_000, 2_000_000, Qualifier.EXACT, "£20,000"),
        (2_000_000, 1_999_999, Qualifier.ABOUT, "£19,999.99"),
        (2_000_000, 2_000_001, Qualifier.ABOUT, "£20,000.01"),
        (2_000_000, None, Qualifier.ABOUT, "not stated"),
        (2_000_000, 0, Qualifier.ABOUT, "£0"),
        (None, None, Qualifier.ABOUT, "not stated"),
        (None, 500, Qualifier.ABOUT, "£5"),
    ],
)
def test_tells_an_answer_about_only_where_the_sum_is_the_one_asked(
    asked: int | None, answered: int | None, qualifier: Qualifier, words: str
) -> None:
    """A penny more or less was named by the partner itself, and is exact; nought is a sum, none is not stated."""
    request = FundingRequest(amount_pence=asked, answered_pence=answered, qualifier=qualifier)
    assert request.answered_in_words == words
    assert request.answered_qualifier is (qualifier if asked == answered else Qualifier.EXACT)


# accounts

TIED = {
    "agreement": {"agreement_id": 7},
    "cost_line": {"cost_line_id": 7},
    "project": {"project_id": 7},
    "year": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "about", "account"),
    [
        (EntryKind.FORECAST, "cost_line", "2026:forecast:cost_line:7"),
        (EntryKind.COMMITMENT, "cost_line", "2026:commitment:cost_line:7"),
        (EntryKind.ACTUAL, "cost_line", "2026:actual:cost_line:7"),
        (EntryKind.PLEDGE, "agreement", "2026:agreed:agreement:7"),
        (EntryKind.CONFIRMATION, "agreement", "2026:confirmed:agreement:7"),
        (EntryKind.INVOICE, "agreement", "2026:invoiced:agreement:7"),
        (EntryKind.CREDIT_NOTE, "agreement", "2026:invoiced:agreement:7"),
        (EntryKind.RECEIPT, "agreement", "2026:received:agreement:7"),
        (EntryKind.REFUND, "agreement", "2026:received:agreement:7"),
        (EntryKind.BROUGHT_FORWARD, "year", "2026:brought_forward:year:0"),
        (EntryKind.CARRIED_FORWARD, "year", "2026:carried_forward:year:0"),
        (EntryKind.RETURNED, "year", "2026:returned:year:0"),
        (EntryKind.RELEASED, "year", "2026:released:year:0"),
        (EntryKind.GRANT_PAYMENT, "project", "2026:grant_payment:project:7"),
        (EntryKind.GRANT_SPEND, "project", "2026:grant_spend:project:7"),
        (EntryKind.GRANT_RETURN, "project", "2026:grant_return:project:7"),
    ],
)
def test_moves_the_account_of_what_it_measures_and_is_tied_to(kind: EntryKind, about: str, account: str) -> None:
    """A credit note takes from the account of its invoice, a refund from that of the receipt; a line as its entry."""
    tied = TIED[about]
    assert Entry(kind=kind, year=2026, **tied).account_moved == account
    assert JournalLine(kind=kind, year=2026, **tied).account_moved == account
    assert Entry(kind=kind, year=2027, **tied).account_moved != account
    assert len(account) <= (Entry._meta.get_field("account").max_length or 0)


def test_has_an_account_for_every_kind_of_entry() -> None:
    """So that the table above asks of each; no two things that are measured apart share one."""
    accounts = {kind: Entry(kind=kind, year=2026, agreement_id=7).account_moved for kind in EntryKind}
    assert accounts[EntryKind.PLEDGE] != accounts[EntryKind.CONFIRMATION]
    assert len(set(accounts.values())) == len(EntryKind) - 2


# decisions


@pytest.mark.parametrize(("is_approved", "is_refused"), [(None, False), (True, False), (False, True)])
def test_is_refused_as_a_journal_only_once_somebody_said_no(is_approved: bool | None, is_refused: bool) -> None:
    """One that waits is not refused."""
    journal = Journal(text="Invoices of June")
    if is_approved is not None:
        journal.decision = JournalDecision(is_approved=is_approved)
    assert journal.is_refused is is_refused


@pytest.mark.parametrize(
    ("state", "kind"), [(state, kind) for state in (CaseState.PROPOSED, CaseState.CLOSED) for kind in CaseKind]
)
def test_knows_the_state_of_a_business_case_by_its_code(state: CaseState, kind: CaseKind) -> None:
    row = BusinessCase(number=4, state=state, kind=kind)
    assert row.at is state
    assert row.title == ("Business case 4" if kind is CaseKind.YEAR else "Business case 4, to the tactical pot")


@pytest.mark.parametrize("state", list(ProjectState))
def test_knows_the_state_of_a_project_by_its_code(state: ProjectState) -> None:
    assert GrantProject(state=state).at is state


# what nobody said yet


def test_begins_with_nothing_asked_agreed_or_paid() -> None:
    """The state of every row that has one, before anybody did anything."""
    assert (Agreement().state, FundingRequest().state) == (AgreementState.PROPOSED, RequestState.ASKED)
    assert (BusinessCase().at, GrantProject().at) == (CaseState.PROPOSED, ProjectState.PROPOSED)
    assert (ModelVersion().state, GrantExtension().answer) == (VersionState.DRAFT, ExtensionAnswer.ASKED)
    assert (ModelVersion().basis, ModelVersion().part_year) == (ModelBasis.ANNUAL, PartYear.BY_DAYS)
    assert (CostLine().basis, CostLine().is_settled) == (CostBasis.FIXED, False)
    assert (Journal().origin, CostQuote().is_chosen) == (JournalOrigin.TYPED, False)
    assert (FundingSettings().sight, GrantYear().is_carry_allowed) == (Sight.TOTALS, None)


def test_states_no_sum_that_nobody_stated() -> None:
    """Not stated is never nil, and exact until somebody says about; only a decision at year end adds up to nought."""
    rows: list[Model] = [
        Agreement(), FundingRequest(), CostLine(), CostQuote(), RecordedGap(), GrantYear(), GrantProject(),
        NeighbourProject(), Entry(), FundingSettings(),
    ]  # fmt: skip
    for row in rows:
        fields = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
        assert {value for name, value in fields.items() if name.endswith("_pence")} == {None}, row._meta.label
        named = {value for name, value in fields.items() if name.endswith("qualifier")}
        assert named <= {Qualifier.EXACT.value}, row._meta.label
    ended = YearEndDecision(closing_pence=5)
    assert (ended.carried_pence, ended.returned_pence, ended.released_pence) == (0, 0, 0)
