"""How do rows of a grant become facts: columns one by one, years apart, another partnership's rows left out?"""

import datetime
from fractions import Fraction

import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation, Partnership
from dhr_cases.models.history import change
from funding.grant_duplicates import Proposal
from funding.grant_rows import (
    RELEASED,
    allocation_of,
    check_open,
    duplicates_of,
    endings_of,
    extended_until,
    fact_of,
    facts_of,
    grant_in,
    grants_of,
    lines_of,
    neighbour_proposal,
    open_grant,
    pot_share,
    projects_of,
    proposal_of,
    returns_missing,
    underspends_until,
)
from funding.grant_sums import ProjectFact, divide
from funding.grant_terms import CaseKind, CaseState, Disposition, ExtensionAnswer, ProjectState, ReturnKind
from funding.models.grants import (
    BusinessCase,
    GrantEnding,
    GrantExtension,
    GrantProject,
    GrantReturn,
    GrantYear,
    NeighbourProject,
)
from funding.money import Qualifier
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.steps_grant import a_funder

C = CaseState
S = ProjectState
DAY = datetime.date(2018, 6, 1)
FAR = "farshire"


def _project(case: BusinessCase | None = None, **more: object) -> GrantProject:
    facts: dict[str, object] = {"key": "play", "title": "Play", "state": S.APPROVED, "business_case": case, **more}
    return GrantProject(**facts)


@pytest.mark.parametrize("state", list(C))
def test_draws_on_the_pot_from_the_payment_on(state: CaseState) -> None:
    case = BusinessCase(number=1, kind=CaseKind.IN_YEAR, state=state)
    has_paid = state in {C.PAID, C.DELIVERED, C.CLOSED}
    assert (state in RELEASED) is has_paid
    assert fact_of(_project(case, from_pot=True)).is_released is has_paid
    assert fact_of(_project(case)).is_released
    assert fact_of(_project(None, from_pot=True)).is_released


def test_takes_every_column_of_a_project_over() -> None:
    row = _project(
        amount_pence=0,
        outturn_pence=7,
        from_pot=True,
        amount_qualifier=Qualifier.UP_TO,
        state=S.STOPPED,
        asked_pence=99,
    )
    assert fact_of(row) == ProjectFact("play", "Play", 0, S.STOPPED, 7, True, True, Qualifier.UP_TO)
    assert fact_of(_project()) == ProjectFact("play", "Play", None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "share"),
    [
        (None, None, None),
        (1, None, None),
        (None, 3, None),
        (0, 3, None),
        (1, 0, None),
        (1, 3, Fraction(1, 3)),
        (2, 6, Fraction(1, 3)),
        (1, 1, Fraction(1)),
    ],
)
def test_reads_the_share_of_the_pot(numerator: int | None, denominator: int | None, share: Fraction | None) -> None:
    assert pot_share(GrantYear(year=2018, pot_numerator=numerator, pot_denominator=denominator)) == share


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", []), (" \n\n", []), ("Vale", ["Vale"]), (" Vale \r\n\n Marsh\n", ["Vale", "Marsh"]), ("A, B", ["A, B"])],
)
def test_reads_a_list_of_one_name_a_line(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_compares_a_project_by_its_areas_unless_it_is_for_the_whole_county() -> None:
    row = _project(supplier="Stage Ltd", is_county_wide=False, areas="Vale\nMarsh\nVale")
    assert proposal_of(row) == Proposal("play", "Play", "Stage Ltd", frozenset({"Vale", "Marsh"}))
    assert proposal_of(_project(areas="Vale", is_county_wide=True)).areas == frozenset()


@pytest.mark.parametrize(
    ("areas", "compared"), [("", {"Far CSP"}), ("\n", {"Far CSP"}), ("Hill\nDale", {"Hill", "Dale"})]
)
def test_takes_the_whole_area_of_a_neighbour_that_names_none(areas: str, compared: set[str]) -> None:
    row = NeighbourProject(pk=4, partnership_name="Far CSP", title="Play", supplier="Stage", areas=areas)
    assert neighbour_proposal(row) == Proposal("4", "Play", "Stage", frozenset(compared), "Far CSP")


def test_says_that_a_closed_year_stays_as_it_is() -> None:
    check_open(GrantYear(year=2018))
    with pytest.raises(NotNow) as refused:
        check_open(GrantYear(year=2018, closed_on=DAY))
    assert str(refused.value) == "The grant year 2018/19 is closed. What is in it stays as it is."


@pytest.mark.parametrize("pence", [0, 1, 5])
@pytest.mark.parametrize("is_same", [True, False])
def test_looks_at_no_other_year_where_the_year_states_its_figure(pence: int, is_same: bool) -> None:
    assert allocation_of(GrantYear(year=2018, allocation_pence=pence, is_same_as_last_year=is_same)) == pence


def test_looks_at_no_other_year_where_nobody_confirmed_its_level() -> None:
    assert allocation_of(GrantYear(year=2018)) is None


def _year(partnership: Partnership, funder: Organisation, start: int, **more: object) -> GrantYear:
    made: GrantYear = GrantYear.objects.create(partnership=partnership, funder=funder, year=start, **more)
    return made


@pytest.fixture
def years(cast: Cast) -> list[GrantYear]:
    """Four years here, made in a mixed order, and one of another partnership beside them."""
    funder = a_funder()
    with change("Test", None):
        far: Partnership = Partnership.objects.create(code=FAR, name="Farshire CSP")
        last = _year(cast.partnership, funder, 2019, is_same_as_last_year=True)
        first = _year(cast.partnership, funder, 2016, allocation_pence=1_000)
        closed = _year(cast.partnership, funder, 2017, is_same_as_last_year=True, closed_on=DAY)
        third = _year(cast.partnership, funder, 2018, is_same_as_last_year=True, pot_pence=40)
        _year(far, funder, 2015, allocation_pence=77)
        _year(far, funder, 2018, allocation_pence=99)
        for grant, amount in ((first, 900), (closed, 1_000), (third, 950), (last, None)):
            GrantProject.objects.create(grant=grant, key="play", title="Play", state=S.DONE, amount_pence=amount)
    return [first, closed, third, last]


@pytest.mark.django_db
def test_keeps_years_and_partnerships_apart(cast: Cast, years: list[GrantYear]) -> None:
    """One world, asked about order, lookups, refusals, inherited figures and what was left year by year."""
    first, _, third, last = years
    assert [grant.year for grant in grants_of(cast.partnership)] == [2016, 2017, 2018, 2019]
    assert grant_in(cast.partnership, FinancialYear(2018)) == third
    assert grant_in(cast.partnership, FinancialYear(2015)) is None
    assert open_grant(cast.partnership, FinancialYear(2019)) == last
    with pytest.raises(NotNow, match=r"^No grant is recorded for 2015/16 yet\. Open the grant year first\.$"):
        open_grant(cast.partnership, FinancialYear(2015))
    with pytest.raises(NotNow, match=r"^The grant year 2017/18 is closed\."):
        open_grant(cast.partnership, FinancialYear(2017))
    assert [allocation_of(grant) for grant in years] == [1_000] * 4
    assert underspends_until(third) == {2016: 100, 2017: 0, 2018: 10}
    assert underspends_until(last) == {2016: 100, 2017: 0, 2018: 10, 2019: None}
    assert underspends_until(first, datetime.date(2017, 3, 31)) == {2016: None}
    assert underspends_until(first, datetime.date(2017, 4, 1)) == {2016: 100}


@pytest.mark.django_db
def test_reads_projects_endings_and_deadlines_of_one_year(cast: Cast, years: list[GrantYear]) -> None:
    """The rows of the year before and after stand by and count nothing."""
    _, closed, third, last = years
    with change("Test", None):
        case = BusinessCase.objects.create(grant=third, number=1, state=C.PAID)
        rows = [
            GrantProject.objects.create(grant=third, key=key, title=key.title(), business_case=case, state=state)
            for key, state in (("zoo", S.DONE), ("art", S.APPROVED), ("new", S.PROPOSED))
        ]
        GrantReturn.objects.create(project=rows[0], kind=ReturnKind.MID_YEAR, on=DAY, progress="Half")
        for kind, pence in ((Disposition.RETURNED, 1), (Disposition.EXPLAINED, 5), (Disposition.RETURNED, 2)):
            GrantEnding.objects.create(grant=third, disposition=kind, amount_pence=pence, on=DAY, decided_by="Chair")
        GrantEnding.objects.create(grant=last, disposition=Disposition.CARRIED, amount_pence=9, on=DAY)
        for grant, answer, until in (
            (third, ExtensionAnswer.GRANTED, datetime.date(2018, 3, 9)),
            (third, ExtensionAnswer.GRANTED, datetime.date(2018, 3, 23)),
            (third, ExtensionAnswer.GRANTED, None),
            (third, ExtensionAnswer.CONSIDERED, datetime.date(2018, 4, 30)),
            (third, ExtensionAnswer.REFUSED, datetime.date(2018, 5, 31)),
            (last, ExtensionAnswer.ASKED, datetime.date(2019, 5, 31)),
        ):
            GrantExtension.objects.create(grant=grant, answer=answer, until=until, asked_on=DAY, asked_by="Chair")
    assert [project.key for project in projects_of(third)] == ["play", "zoo", "art", "new"]
    assert endings_of(third) == {Disposition.RETURNED: 3, Disposition.EXPLAINED: 5}
    assert [extended_until(grant) for grant in (third, last, closed)] == [datetime.date(2018, 3, 23), None, None]
    assert returns_missing(third, ReturnKind.MID_YEAR) == ["Art"]
    assert returns_missing(third, ReturnKind.YEAR_END) == ["Zoo", "Art"]
    facts = facts_of(third, DAY)
    assert (facts.allocation, facts.pot, facts.is_over, facts.endings) == (1_000, 40, False, endings_of(third))
    assert [project.key for project in facts_of(third, DAY, without=case).projects] == ["play"]
    assert divide(facts).without_amount == ("Zoo", "Art")
    assert facts_of(third, datetime.date(2019, 3, 31)).is_over is False
    assert facts_of(third, datetime.date(2019, 4, 1)).is_over


@pytest.mark.django_db
def test_compares_with_neighbours_of_the_same_year_kept_here(cast: Cast, years: list[GrantYear]) -> None:
    """What another partnership has kept, or is of another year, is no duplicate of ours."""
    with change("Test", None):
        far = Partnership.objects.get(code=FAR)
        for keeper, start, whose in (
            (cast.partnership, 2018, "Near"),
            (cast.partnership, 2017, "Then"),
            (far, 2018, "Far"),
        ):
            NeighbourProject.objects.create(kept_by=keeper, year=start, partnership_name=whose, title="Play")
    ours = list(GrantProject.objects.filter(grant__in=years).select_related("grant").order_by("grant__year"))
    found = duplicates_of(ours)
    assert [[match.other.whose for match in found[project.pk]] for project in ours] == [[], ["Then"], ["Near"], []]
    assert duplicates_of([]) == {}
