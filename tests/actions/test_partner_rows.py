"""What is read about partners: their shares, their names in each year, their debts, who answers and who follows."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import OrganisationName, Partnership, Succession, TeamMembership
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.aged_debt import AgeBand
from funding.models import Agreement, FundingModel, ModelParty, ModelVersion
from funding.money import Qualifier
from funding.partner_rows import bodies_with_contact, last_years, partner_lines, share_of
from funding.partner_statement import bodies_known, contributions_of, debt_of, names_in_years, sums_of
from funding.terms import AgreementState, EntryKind, Measure
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.partners import DAY, POUND, YEAR, a_year, confirmed, take_over

pytestmark = pytest.mark.django_db

E = EntryKind


def rows(*amounts: tuple[int | None, Qualifier], state: AgreementState = AgreementState.ASKED) -> list[Agreement]:
    """Contributions that are in no database."""
    return [
        Agreement(year=YEAR.start, amount_pence=pence, qualifier=qualifier, state=state) for pence, qualifier in amounts
    ]


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ([(50_000, Qualifier.EXACT)], "£500"),
        ([(50_000, Qualifier.EXACT), (25_000, Qualifier.EXACT)], "£750"),
        ([(50_000, Qualifier.ABOUT), (25_000, Qualifier.EXACT)], "about £750"),
        ([(50_000, Qualifier.EXACT), (None, Qualifier.EXACT)], "over £500"),
        ([(50_000, Qualifier.UNDER), (None, Qualifier.EXACT)], "about £500"),
        ([(None, Qualifier.EXACT)], "not stated"),
        ([(0, Qualifier.EXACT)], "£0"),
    ],
)
def test_adds_up_the_contributions_of_a_body(amounts: list[tuple[int | None, Qualifier]], shown: str) -> None:
    """What is not stated is left out, and the sum says that it is more."""
    assert share_of(rows(*amounts)).shown == shown


def test_calls_a_share_ended_only_when_every_contribution_is() -> None:
    """One that stands keeps the share."""
    declined = rows((50_000, Qualifier.EXACT), state=AgreementState.DECLINED)
    assert share_of(declined).ended == "declined"
    assert share_of([*declined, *rows((1, Qualifier.EXACT))]).ended == ""


def test_looks_at_four_years() -> None:
    """The year asked for is the last."""
    assert [each.label for each in last_years(YEAR)] == ["2018/19", "2019/20", "2020/21", "2021/22"]


def test_knows_each_name_in_its_years(cast: Cast) -> None:
    """A name holds until and including its last day; a year is known by the name at its end."""
    with change("Test", None):
        for name, until in (("First", datetime.date(2019, 3, 31)), ("Second", datetime.date(2020, 12, 31))):
            OrganisationName.objects.create(organisation=cast.police, name=name, until=until)
        OrganisationName.objects.create(
            organisation=cast.health, name="Another body's", until=datetime.date(2018, 3, 31)
        )
    years = [FinancialYear(start) for start in (2017, 2018, 2019, 2020)]
    assert list(names_in_years(cast.police, years, timezone.localdate()).values()) == [
        "First",
        "First",
        "Second",
        "Testshire Police",
    ]


def test_knows_the_name_today_in_a_year_that_goes_on(cast: Cast) -> None:
    """A name that will end within the year is still borne."""
    day = datetime.date(2020, 6, 1)
    with change("Test", None):
        OrganisationName.objects.create(organisation=cast.police, name="Old", until=datetime.date(2020, 12, 31))
    assert names_in_years(cast.police, [FinancialYear(2020)], day) == {FinancialYear(2020): "Old"}


def test_settles_the_oldest_invoice_first(cast: Cast) -> None:
    """All contributions of the body together; another year's money is no part of it."""
    owed = a_year(cast).agreements["police"]
    later = datetime.date(2021, 7, 1)
    more = [line(E.INVOICE, 500 * POUND, about=owed, on=later)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, more)
    debt = debt_of(cast.police, cast.partnership, YEAR, later + datetime.timedelta(days=10))
    assert debt is not None
    assert (debt.outstanding, debt.oldest_on) == (4_500 * POUND, DAY)
    assert debt.bands[AgeBand.TO_30] == 500 * POUND
    assert debt_of(cast.police, cast.partnership, YEAR.next, later) is None


def test_adds_up_what_was_posted_for_each_contribution(cast: Cast) -> None:
    """A credit note takes away from what was invoiced."""
    owed = a_year(cast).agreements["police"]
    credit = [line(E.CREDIT_NOTE, 1_000 * POUND, about=owed, on=DAY)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, credit)
    sums = sums_of(contributions_of(cast.police, cast.partnership))
    assert {measure: sums[owed.pk, measure] // POUND for measure in Measure} == {
        Measure.AGREED: 10_000,
        Measure.CONFIRMED: 10_000,
        Measure.INVOICED: 9_000,
        Measure.RECEIVED: 6_000,
    }


def test_lists_the_latest_contribution_first(cast: Cast) -> None:
    """Of every year."""
    for start in (2019, 2021, 2020):
        confirmed(cast, cast.police, 100, FinancialYear(start))
    assert [row.year for row in contributions_of(cast.police, cast.partnership)] == [2021, 2020, 2019]


def test_counts_a_contact_while_its_membership_lasts(cast: Cast) -> None:
    """Not after its last day, and only in the partnership where it answers."""
    with change("Test", None):
        other = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    assert (bodies_with_contact(cast.partnership), bodies_with_contact(other)) == ({cast.police.pk}, set())
    with change("Test", None):
        held = TeamMembership.objects.get(user=cast.funding_contact)
        held.ends_on = timezone.localdate() - datetime.timedelta(days=1)
        held.save()
    assert bodies_with_contact(cast.partnership) == set()


def test_knows_every_body_it_has_to_do_with(cast: Cast) -> None:
    """Who was asked, who is party to a model, who answers, who follows; nobody else."""
    year = a_year(cast)
    party, heir, stranger = body("Party"), body("Heir"), body("Stranger")
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        version = ModelVersion.objects.create(model=model, number=1, first_year=YEAR.start)
        ModelParty.objects.create(version=version, organisation=party, order=1)
        Succession.objects.create(
            predecessor=year.agreements["company"].organisation,
            successor=heir,
            effective_on=DAY,
            shape="one_to_one",
            source="Invented",
        )
    join_team(
        by=None, to=cast.outsider, partnership=cast.partnership, role=Role.FUNDING_CONTACT, organisation=cast.health
    )
    known = set(bodies_known(cast.partnership))
    asked = {row.organisation for row in year.agreements.values()}
    assert known == asked | {party, heir, cast.health}
    assert stranger not in known


def test_keeps_partnerships_apart(cast: Cast) -> None:
    """A body may pay here and elsewhere; each sees its own."""
    with change("Test", None):
        other = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    agreement(other, cast.police, 100, year=YEAR)
    assert partner_lines(cast.partnership, YEAR) == []
    assert contributions_of(cast.police, cast.partnership) == []
    assert len(partner_lines(other, YEAR)) == 1


def test_names_whom_a_body_follows_once(cast: Cast) -> None:
    """Known from the succession and from the contribution, it is one body."""
    year, heir = a_year(cast), body("Vale Probation")
    company = year.agreements["company"]
    take_over(company, heir, 4_000 * POUND)
    with change("Test", None):
        Succession.objects.create(
            predecessor=company.organisation, successor=heir, effective_on=DAY, shape="one_to_one", source="Invented"
        )
    (found,) = (row for row in partner_lines(cast.partnership, YEAR) if row.body == heir)
    assert found.follows == ("Vale Rehabilitation Company",)


def test_does_not_follow_a_plan(cast: Cast) -> None:
    """Until the day has come."""
    year = a_year(cast)
    council, fire = (year.agreements[word].organisation for word in ("council", "fire"))
    day = timezone.localdate() + datetime.timedelta(days=100)
    with change("Test", None):
        Succession.objects.create(
            predecessor=fire, successor=council, effective_on=day, shape="merge", is_planned=True, source="Invented"
        )
    lines = {row.body: row for row in partner_lines(cast.partnership, YEAR)}
    assert lines[council].follows == ()
    assert len(lines[fire].risks) == 1
