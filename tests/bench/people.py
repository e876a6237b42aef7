"""Who works in the benchmark? A partnership, its team and eight agencies; all ordinary accounts, no superuser."""

from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.models import Organisation, OrganisationKind, Partnership, User
from dhr_cases.models.history import change
from workflows.playing.company import AgencyPeople, Company, join_teams

AGENCIES = 8
CREWS = 10
"""Sets of stand-ins for the people of a case, so that nobody of an agency is on every case."""

CASE_PARTS = ("member", "author", "contact")


@dataclass(frozen=True)
class Town:
    """Everybody: the company that plays the cases and, for copies, whom each crew puts in whose place."""

    company: Company
    crews: tuple[Mapping[int, int], ...]


def settle() -> Town:
    """Make the partnership, its bodies, accounts and teams."""
    with change("Benchmark", None):
        partnership: Partnership = Partnership.objects.create(
            code="bench", name="Benchmark Community Safety Partnership", is_home=True
        )
        agencies = [_agency(number) for number in range(AGENCIES)]
        partnership.bodies.set([agency.organisation for agency in agencies])
        company = Company(
            partnership=partnership,
            coordinator=_account("coordinator"),
            csp_chair=_account("csp-chair"),
            home_office=_account("home-office"),
            chair=_account("chair"),
            agencies=agencies,
            specialist=agencies[-1].organisation,
        )
    join_teams(company)
    return Town(company, tuple(_crew(company, number) for number in range(CREWS)))


def _account(part: str) -> User:
    return User.objects.create_user(f"{part}@bench.invalid", full_name=part.replace("-", " ").title())


def _agency(number: int) -> AgencyPeople:
    organisation: Organisation = Organisation.objects.create(
        code=f"bench-{number}",
        name=f"Agency {number}",
        kind=OrganisationKind.OTHER,
        is_domestic_abuse_specialist=number == AGENCIES - 1,
    )
    return AgencyPeople(organisation, *(_account(f"{part}-{number}") for part in CASE_PARTS))


def _crew(company: Company, number: int) -> Mapping[int, int]:
    """A stand-in for each person who is on a case by membership."""
    people = [company.chair, *(getattr(agency, part) for agency in company.agencies for part in CASE_PARTS)]
    stand_ins = User.objects.bulk_create(
        User(email=f"{number}-{person.email}", full_name=f"{person.full_name} {number}", password="!")
        for person in people
    )
    return {person.pk: stand_in.pk for person, stand_in in zip(people, stand_ins, strict=True)}
