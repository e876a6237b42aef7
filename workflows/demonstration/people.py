"""Who signs in to the demonstration? Invented people; the bodies they are said to work for are real."""

from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.reference_data import load_organisations
from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, Role
from workflows.playing.company import AgencyPeople, Company

PASSWORD = "demonstration only"  # noqa: S105  # printed on purpose; the demonstration holds invented cases alone
CODE = "demo"
NEIGHBOUR = "demo-marsh"
DOMAIN = "demo.invalid"

BODIES = (
    "kent-police", "kmpt", "kent-county-council", "probation-service", "kent-medway-icb", "ashford-council",
    "kent-fire", "kcht", "oasis-das",
)  # fmt: skip
"""Bodies the invented partnership works with."""

PANEL = ("kent-police", "kmpt", "kent-county-council", "oasis-das")
"""Bodies that answer requests and sit on every panel of the demonstration."""


@dataclass(frozen=True)
class Part:
    """One account of the demonstration."""

    name: str
    job_title: str
    role: Role
    body: str = ""


PARTS: Mapping[str, Part] = {
    "coordinator": Part("Dana Okafor", "Review coordinator", Role.COORDINATOR),
    "csp.chair": Part("Martin Ashby", "Partnership chair", Role.CSP_CHAIR),
    "chair": Part("Dr Helen Marsh", "Independent chair and author", Role.INDEPENDENT_CHAIR),
    "panel": Part("Priya Nair", "Head of safeguarding", Role.PANEL_MEMBER, "kmpt"),
    "author": Part("Tom Weller", "Review officer", Role.AGENCY_AUTHOR, "kent-police"),
    "contact": Part("Supt Grace Boateng", "Superintendent", Role.AGENCY_CONTACT, "kent-police"),
    "advocate": Part("Lowri Pugh", "Family advocate", Role.FAMILY_ADVOCATE),
    "homeoffice": Part("Adil Rahman", "Home Office review team", Role.HOME_OFFICE_READER),
    "commissioner": Part("Ruth Bell", "Commissioner's office", Role.COMMISSIONER_OFFICE),
    "pcc": Part("Owen Clarke", "Commissioner's policy officer", Role.PCC_OFFICE),
    "finance": Part("Mei Lin", "Finance officer", Role.FINANCE_OFFICER),
    "funding": Part("Colin Reed", "Head of finance", Role.FUNDING_CONTACT, "kent-fire"),
    "funding.police": Part("Aisha Grey", "Force accountant", Role.FUNDING_CONTACT, "kent-police"),
    "funding.council": Part("Robert Finch", "Finance partner", Role.FUNDING_CONTACT, "kent-county-council"),
    "funding.health": Part("Kirsty Doyle", "Finance manager", Role.FUNDING_CONTACT, "kent-medway-icb"),
    "funding.probation": Part("Hugh Penrose", "Head of operations", Role.FUNDING_CONTACT, "probation-service"),
    "funding.pcc": Part("Leila Hart", "Chief finance officer", Role.FUNDING_CONTACT, "kent-pcc"),
    "actions": Part("Imran Shah", "Head of public protection", Role.ACTION_OWNER, "kent-police"),
    "auditor": Part("Sheila Grant", "Internal auditor", Role.AUDITOR),
    "administrator": Part("Ewan Mills", "System administrator", Role.ADMINISTRATOR),
}
"""Accounts with which a visitor signs in: one a role, and for money one a paying partner."""

SECOND = "coordinator.second"
"""Reads for themes beside the coordinator. In the team from the start: who joins later makes approvals void."""

EXTRAS: Mapping[str, Part] = {
    SECOND: Part("Jonah Reid", "Review officer", Role.COORDINATOR),
    "panel.police": Part("DCI Nadia Hussain", "Head of protecting vulnerable people", Role.PANEL_MEMBER, "kent-police"),
    "panel.council": Part("Bridget Lowe", "Service manager", Role.PANEL_MEMBER, "kent-county-council"),
    "panel.refuge": Part("Yasmin Karim", "Services director", Role.PANEL_MEMBER, "oasis-das"),
    "author.nhs": Part("Peter Vaughan", "Named nurse", Role.AGENCY_AUTHOR, "kmpt"),
    "contact.nhs": Part("Anne Castle", "Chief nurse", Role.AGENCY_CONTACT, "kmpt"),
    "author.council": Part("Ifeoma Eze", "Practice lead", Role.AGENCY_AUTHOR, "kent-county-council"),
    "contact.council": Part("George Hale", "Director", Role.AGENCY_CONTACT, "kent-county-council"),
    "author.refuge": Part("Joan Tate", "Case manager", Role.AGENCY_AUTHOR, "oasis-das"),
    "contact.refuge": Part("Maria Silva", "Chief executive", Role.AGENCY_CONTACT, "oasis-das"),
}
"""Further people: a second reader of themes; of the agencies, so that each has an author and someone who signs off."""

AGENCY_PARTS: Mapping[str, tuple[str, str, str]] = {
    "kent-police": ("panel.police", "author", "contact"),
    "kmpt": ("panel", "author.nhs", "contact.nhs"),
    "kent-county-council": ("panel.council", "author.council", "contact.council"),
    "oasis-das": ("panel.refuge", "author.refuge", "contact.refuge"),
}


@dataclass(frozen=True)
class Town:
    """The whole demonstration: its partnership, accounts by part, and the company that plays the cases."""

    partnership: Partnership
    neighbour: Partnership
    accounts: Mapping[str, User]
    company: Company


def settle() -> Town:
    """Make the partnership, its bodies, accounts and teams."""
    load_organisations(by=None)
    with change("Demonstration", None):
        partnership = _partnership()
        Partnership.objects.create(code=NEIGHBOUR, name="Marshland Community Safety Partnership (invented)")
        partnership.bodies.set(Organisation.objects.filter(code__in=BODIES))
        accounts = {part: _account(part, row) for part, row in {**PARTS, **EXTRAS}.items()}
    _join_teams(partnership, accounts)
    return settled()


def settled() -> Town:
    """The town as the database has it."""
    partnership, neighbour = (Partnership.objects.get(code=code) for code in (CODE, NEIGHBOUR))
    bodies = {body.code: body for body in Organisation.objects.filter(code__in=BODIES)}
    people = {user.email: user for user in User.objects.all()}
    accounts = {part: people[f"{part}@{DOMAIN}"] for part in (*PARTS, *EXTRAS)}
    return Town(partnership, neighbour, accounts, _company(partnership, accounts, bodies))


def _join_teams(partnership: Partnership, accounts: Mapping[str, User]) -> None:
    """Let everybody hold the part that is held for the whole partnership; parts in a case are given there."""
    stood_for = {body.code: body for body in Organisation.objects.filter(code__in={row.body for row in PARTS.values()})}
    for part, row in {**PARTS, SECOND: EXTRAS[SECOND]}.items():
        if ROLES[row.role].holding.value != "case":
            join_team(
                by=None,
                to=accounts[part],
                partnership=partnership,
                role=row.role,
                organisation=stood_for.get(row.body),
            )


def _partnership() -> Partnership:
    made: Partnership = Partnership.objects.create(
        code=CODE,
        name="Wealdshore Community Safety Partnership (invented)",
        is_home=True,
        contact_email=f"reviews@{DOMAIN}",
        contact_telephone="01632 960000",
        contact_address="Wealdshore House, an invented address",
    )
    return made


def _account(part: str, row: Part) -> User:
    return User.objects.create_user(
        f"{part}@{DOMAIN}", PASSWORD, full_name=row.name, job_title=row.job_title, wants_digest=False
    )


def _company(partnership: Partnership, accounts: Mapping[str, User], bodies: Mapping[str, Organisation]) -> Company:
    agencies = [AgencyPeople(bodies[code], *(accounts[part] for part in AGENCY_PARTS[code])) for code in PANEL]
    return Company(
        partnership=partnership,
        coordinator=accounts["coordinator"],
        csp_chair=accounts["csp.chair"],
        home_office=accounts["homeoffice"],
        chair=accounts["chair"],
        agencies=agencies,
        specialist=bodies["oasis-das"],
        excused=[body for code, body in bodies.items() if code not in PANEL],
    )


def is_settled() -> bool:
    """True when the demonstration is in this database."""
    return Partnership.objects.filter(code=CODE).exists()
