"""Which second row of the books does the database refuse, and which one beside it does it let pass?

Asked past the program: each rule on both of its sides.
"""

import datetime
from typing import Any

import pytest
from django.db.models import Model

from dhr_cases.models import Organisation, Partnership
from funding.models import (
    Agreement,
    BusinessCase,
    ComplexityBand,
    CostLine,
    Entry,
    FundingModel,
    FundingRequest,
    FundingRound,
    FundingSettings,
    GrantAttendance,
    GrantOutput,
    GrantProject,
    GrantReturn,
    GrantYear,
    Journal,
    JournalDecision,
    JournalLine,
    ModelParty,
    ModelVersion,
    YearEndDecision,
)
from funding.terms import EntryKind
from tests.actions.entered_rows import entered, is_refused, refused_of, stands_in_the_way
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 6, 1)


def neighbour() -> Partnership:
    """Another partnership on the same installation."""
    return entered(Partnership(code="otherton", name="Otherton CSP"))


def versions(partnership: Partnership) -> tuple[ModelVersion, ModelVersion]:
    """Two versions of one model."""
    model = entered(FundingModel(partnership=partnership, name="Shared cost"))
    first = entered(ModelVersion(model=model, number=1, first_year=2025))
    return first, entered(ModelVersion(model=model, number=2, first_year=2026))


def entry_of(line: JournalLine, number: int, **people: Any) -> Entry:
    """An entry posted of a line."""
    return Entry(
        line=line, journal=line.journal, partnership=line.partnership, kind=line.kind, year=line.year, on=line.on,
        amount_pence=line.amount_pence, number=number, account=line.account_moved, balance_pence=0, digest="d",
        **people,
    )  # fmt: skip


def lines(partnership: Partnership, count: int) -> list[JournalLine]:
    """Lines of one journal that waits."""
    journal = entered(Journal(partnership=partnership, text="Brought forward"))
    line = {"journal": journal, "partnership": partnership, "kind": EntryKind.BROUGHT_FORWARD, "year": 2026, "on": DAY}
    return [entered(JournalLine(amount_pence=100, **line)) for _ in range(count)]


def test_keeps_one_contribution_a_body_year_and_version(cast: Cast) -> None:
    """Another body, year, version or partnership has its own; where no version asked, there may be several."""
    first, second = versions(cast.partnership)
    by: dict[str, Any] = {"partnership": cast.partnership, "organisation": cast.police, "year": 2026, "version": first}
    one = entered(Agreement(**by))
    assert is_refused(Agreement(**by, amount_pence=5, state="confirmed"))
    apart: list[dict[str, Any]] = [
        {"organisation": cast.health}, {"year": 2025}, {"version": second}, {"version": None},
        {"partnership": neighbour()},
    ]  # fmt: skip
    assert refused_of([Agreement(**(by | each)) for each in apart]) == []
    entered(Agreement(**(by | {"version": None})))
    assert not is_refused(Agreement(**(by | {"version": None})))
    # what takes over an orphaned contribution stands beside it, once for each body
    entered(Agreement(**by, takes_over=one))
    assert is_refused(Agreement(**(by | {"year": 2027}), takes_over=one))
    assert not is_refused(Agreement(**(by | {"organisation": cast.health}), takes_over=one))


def test_keeps_one_model_a_name_and_one_version_a_number(cast: Cast) -> None:
    first, second = versions(cast.partnership)
    assert is_refused(FundingModel(partnership=cast.partnership, name="Shared cost", covers="Something else"))
    other = entered(FundingModel(partnership=neighbour(), name="Shared cost"))
    assert not is_refused(FundingModel(partnership=cast.partnership, name="shared cost"))
    assert is_refused(ModelVersion(model=first.model, number=2, first_year=2030, state="replaced"))
    assert refused_of([ModelVersion(model=first.model, number=3, first_year=2025),
                       ModelVersion(model=other, number=2, first_year=2025)]) == []  # fmt: skip
    entered(ModelParty(version=first, organisation=cast.police, order=1))
    assert is_refused(ModelParty(version=first, organisation=cast.police, order=2, is_left_out=True))
    assert refused_of([ModelParty(version=first, organisation=cast.health, order=1),
                       ModelParty(version=second, organisation=cast.police, order=1)]) == []  # fmt: skip
    days = {"started_on": DAY, "due_on": DAY, "partnership": cast.partnership}
    entered(FundingRound(year=2026, version=first, closed_on=DAY, **days))
    assert is_refused(FundingRound(year=2026, version=first, **days))
    assert refused_of([FundingRound(year=2027, version=first, **days),
                       FundingRound(year=2026, version=second, **days)]) == []  # fmt: skip


def test_keeps_one_row_of_settings_and_one_band_a_name(cast: Cast) -> None:
    other = neighbour()
    entered(FundingSettings(partnership=cast.partnership))
    assert is_refused(FundingSettings(partnership=cast.partnership, answer_days=7))
    assert not is_refused(FundingSettings(partnership=other))
    entered(ComplexityBand(partnership=cast.partnership, name="Complex", cost_pence=5))
    bands = [(cast.partnership, "Complex", 6), (cast.partnership, "Simple", 5), (other, "Complex", 5)]
    assert refused_of([ComplexityBand(partnership=of, name=name, cost_pence=cost) for of, name, cost in bands]) == [0]


def test_keeps_one_grant_a_year_and_one_business_case_a_number(cast: Cast) -> None:
    """Another grant of the same year has no row of its own; another partnership has."""
    other = neighbour()
    this, next_year = (
        entered(GrantYear(partnership=cast.partnership, year=year, funder=cast.police)) for year in (2026, 2027)
    )
    grants = [(cast.partnership, 2026), (cast.partnership, 2028), (other, 2026)]
    named = [GrantYear(partnership=of, year=year, name="Another", funder=cast.health) for of, year in grants]
    assert refused_of(named) == [0]
    entered(BusinessCase(grant=this, number=1, state="refused"))
    cases = [(this, 1, "in_year"), (this, 2, "year"), (next_year, 1, "year")]
    assert refused_of([BusinessCase(grant=grant, number=number, kind=kind) for grant, number, kind in cases]) == [0]


def test_keeps_one_project_a_key_with_one_figure_of_each_label(cast: Cast) -> None:
    grants = [entered(GrantYear(partnership=cast.partnership, year=year, funder=cast.police)) for year in (2026, 2027)]
    project = entered(GrantProject(grant=grants[0], key="wardens", title="Wardens"))
    again = [(grants[0], "wardens"), (grants[0], "lights"), (grants[1], "wardens")]
    assert refused_of([GrantProject(grant=grant, key=key, title="Wardens") for grant, key in again]) == [0]
    second = entered(GrantProject(grant=grants[0], key="lights", title="Lights"))
    for table in (GrantOutput, GrantAttendance):
        entered(table(project=project, label="Sessions"))
        figures = [(project, "Sessions"), (project, "Leaflets"), (second, "Sessions")]
        assert refused_of([table(project=of, label=label) for of, label in figures]) == [0]
    entered(GrantReturn(project=project, kind="mid_year", on=DAY, progress="Begun"))
    returns = [(project, "mid_year"), (project, "year_end"), (second, "mid_year")]
    assert refused_of([GrantReturn(project=of, kind=kind, on=DAY, progress="Done") for of, kind in returns]) == [0]


def test_posts_no_entry_that_the_same_person_prepared_and_approved(cast: Cast) -> None:
    """A file from the command line has nobody: empty beside anybody, and beside empty, is no same person."""
    (line,) = lines(cast.partnership, 1)
    officer, chair = cast.finance_officer, cast.csp_chair
    pairs = [(officer, officer), (officer, chair), (officer, None), (None, chair), (None, None), (chair, chair)]
    assert refused_of([entry_of(line, 1, posted_by=by, approved_by=to) for by, to in pairs]) == [0, 5]


def test_posts_a_line_once_and_gives_a_number_once(cast: Cast) -> None:
    """Numbers run for each partnership by itself; the trigger keeps what is posted."""
    other = neighbour()
    line, next_line = lines(cast.partnership, 2)
    (of_others,) = lines(other, 1)
    entered(entry_of(line, 1))
    assert refused_of([entry_of(next_line, 1), entry_of(next_line, 2), entry_of(of_others, 1)]) == [0]
    assert is_refused(entry_of(line, 2))


def test_decides_a_journal_once_and_ends_a_year_by_one(cast: Cast) -> None:
    """Two approvals at once are one; an approval after a refusal is none."""
    journals = [entered(Journal(partnership=cast.partnership, text="Year end")) for _ in range(2)]
    entered(JournalDecision(journal=journals[0], is_approved=False, by=cast.csp_chair))
    decisions = [JournalDecision(journal=of, is_approved=True, by=cast.finance_officer) for of in journals]
    assert refused_of(decisions) == [0]
    facts = {"partnership": cast.partnership, "closing_pence": 5, "decided_by": "Chair", "decided_on": DAY}
    entered(YearEndDecision(journal=journals[0], year=2026, meeting="June", **facts))
    endings = [YearEndDecision(journal=of, year=2027, meeting="July", **facts) for of in journals]
    assert refused_of(endings) == [0]


def test_lets_nothing_go_that_the_books_stand_on(cast: Cast) -> None:
    """Whoever deletes past the program takes nothing along: what names the row keeps it."""
    first, second = versions(cast.partnership)
    body = entered(Organisation(code="payer", name="A payer", kind="other"))
    entered(ModelParty(version=first, organisation=body, order=1))
    asked = entered(Agreement(partnership=cast.partnership, organisation=body, year=2026, version=first))
    cost = entered(CostLine(partnership=cast.partnership, cost_class="chair", description="Chairing"))
    (line,) = lines(cast.partnership, 1)
    of = {"journal": line.journal, "partnership": cast.partnership, "year": 2026, "on": DAY, "amount_pence": 5}
    entered(JournalLine(kind=EntryKind.INVOICE, agreement=asked, organisation=body, **of))
    entered(JournalLine(kind=EntryKind.ACTUAL, cost_line=cost, **of))
    request = {"partnership": cast.partnership, "year": 2026, "asked_on": DAY, "organisation": body}
    entered(FundingRequest(agreement=asked, **request))
    kept: list[tuple[Model, set[str]]] = [
        (first.model, {"ModelVersion"}),
        (first, {"ModelParty", "Agreement"}),
        (body, {"ModelParty", "Agreement", "FundingRequest", "JournalLine"}),
        (asked, {"FundingRequest", "JournalLine"}),
        (cost, {"JournalLine"}),
        (line.journal, {"JournalLine"}),
        (second, set()),
    ]
    for row, names in kept:
        assert stands_in_the_way(row) == names, row
