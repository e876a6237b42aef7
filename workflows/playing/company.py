"""Who plays the parts when a review is taken through its stages by program?"""

from dataclasses import dataclass, field

from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.models import Case, Organisation, Partnership, User
from dhr_cases.roles import Role


@dataclass
class AgencyPeople:
    """One agency's people on a case: panel member, author of its return, senior who signs it off."""

    organisation: Organisation
    member: User
    author: User
    contact: User


@dataclass
class Company:
    """The standing team and the case's own people. Agencies sit on the panel in the order given."""

    partnership: Partnership
    coordinator: User
    csp_chair: User
    home_office: User
    chair: User
    agencies: list[AgencyPeople]
    specialist: Organisation
    excused: list[Organisation] = field(default_factory=list)


TEAM = {"coordinator": Role.COORDINATOR, "csp_chair": Role.CSP_CHAIR, "home_office": Role.HOME_OFFICE_READER}


def join_teams(company: Company) -> None:
    """Put the standing people in their teams."""
    for part, role in TEAM.items():
        join_team(by=None, to=getattr(company, part), partnership=company.partnership, role=role)


def put_agencies_on_case(company: Company, case: Case) -> None:
    """Give each agency's author and contact their role on the case."""
    for people in company.agencies:
        roles = ((Role.AGENCY_AUTHOR, people.author), (Role.AGENCY_CONTACT, people.contact))
        for role, user in roles:
            grant_role(case=case, by=company.coordinator, to=user, role=role, organisation=people.organisation)
