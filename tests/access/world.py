"""Which people, cases and objects does the access matrix meet?

Three cases and one that is not there: the cast's own, another of the same partnership with other people's parts on
it, and one of a partnership elsewhere. Whoever has a part in one of them is recorded here, beside the product's rows.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from django.utils import timezone

from dhr_cases.actions import papers, people
from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.models import Case, InformationRequest, Organisation, PaperOrder, Part, Partnership, Person, User
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.access.action_world import furnish_actions
from tests.access.learning_world import furnish_learning
from tests.access.meeting_world import furnish_meetings
from tests.access.money_world import furnish_money
from tests.conftest import CASE_ROLES, PASSWORD, TEAM_ROLES, Cast
from tests.files import upload
from tests.stages import case_at
from workflows.following import follow, follow_request

FILED = (
    PaperKind.REFERRAL, PaperKind.CONTRACT, PaperKind.IMR, PaperKind.MINUTES, PaperKind.TERMS_OF_REFERENCE,
    PaperKind.OVERVIEW_REPORT, PaperKind.DATA_FORM, PaperKind.QA_LETTER, PaperKind.PUBLISHED_REPORT, PaperKind.LETTER,
)  # fmt: skip  # one kind of paper for every material that papers belong to


STAGES = (Stage.REFERRED, Stage.INFO_REQUESTED, Stage.DRAFTING, Stage.AT_QA, Stage.PUBLISHED)
"""Stages at which the matrix is asked: at each of them somebody sees more than before."""


Dealt = TypeVar("Dealt", bound=StrEnum)


class Which(StrEnum):
    """The cases of the matrix, seen from the cast."""

    OWN = "their own case"
    OTHER = "another case of their partnership"
    FAR = "a case of a partnership elsewhere"
    NOWHERE = "a case that is not there"


@dataclass(frozen=True)
class World:
    """The cast and the cases, all at one stage."""

    cast: Cast
    far_cast: Cast
    stage: Stage
    cases: Mapping[Which, Case]
    asks_every_act: bool = False

    @property
    def verbs(self) -> list[Verb]:
        """The stage's share of the acts, or all of them."""
        return self.dealt(Verb)

    def dealt(self, acts: Iterable[Dealt]) -> list[Dealt]:
        """The stage's share of some acts, or all of them."""
        return [act for number, act in enumerate(acts) if self.asks_every_act or number % len(STAGES) == self.share]

    @property
    def share(self) -> int:
        """The number of the stage among those of the matrix; the acts are dealt out by it."""
        return STAGES.index(self.stage)

    def reference(self, which: Which) -> str:
        """How the case is written in an address."""
        return self.cases[which].reference if which in self.cases else "TESTSHIRE-1999-999"


def roles_of(part: str, which: Which) -> frozenset[Role]:
    """The roles that the fixtures gave to a member of the cast on a case, standing teams included."""
    team = {TEAM_ROLES[part]} if part in TEAM_ROLES and which in (Which.OWN, Which.OTHER) else set()
    own = {CASE_ROLES[part][0]} if part in CASE_ROLES and which is Which.OWN else set()
    return frozenset(team | own)


def team_roles_of(part: str) -> frozenset[Role]:
    """The standing teams of a member of the cast."""
    return frozenset({TEAM_ROLES[part]} if part in TEAM_ROLES else ())


def world_at(cast: Cast, case: Case, other_case: Case, stage: Stage) -> World:
    """The world of the matrix with every case led to the stage by real acts."""
    far_cast = cast_elsewhere(cast)
    far_case = refer_death(by=far_cast.coordinator, referral=referral_elsewhere(far_cast.partnership))
    elsewhere: dict[str, Any] = {part: getattr(far_cast, part) for part in CASE_ROLES}
    mixed = replace(cast, **elsewhere)
    grant_case_roles(far_cast, far_case)
    grant_case_roles(mixed, other_case)
    world = World(cast, far_cast, stage, {Which.OWN: case, Which.OTHER: other_case, Which.FAR: far_case})
    for which, company in ((Which.OWN, cast), (Which.OTHER, mixed), (Which.FAR, far_cast)):
        furnish(company, case_at(company, world.cases[which], stage))
    for company in (cast, far_cast):
        furnish_money(company)
        furnish_learning(company)
        furnish_meetings(company)
    return world


def cast_elsewhere(cast: Cast) -> Cast:
    """The same parts played by other people in another partnership; the agencies are the same bodies."""
    with change("Test cast", None):
        partnership = Partnership.objects.create(code="farshire", name="Farshire CSP")
        played: dict[str, Any] = {
            part: User.objects.create_user(f"{part}@far.example.test", PASSWORD, full_name=f"Far {part}")
            for part in (*TEAM_ROLES, *CASE_ROLES, "outsider")
        }
    for part, role in TEAM_ROLES.items():
        stands_for = cast.police if ROLES[role].needs_organisation else None
        join_team(by=None, to=played[part], partnership=partnership, role=role, organisation=stands_for)
    return replace(cast, partnership=partnership, **played)


def grant_case_roles(cast: Cast, case: Case) -> None:
    """The parts of one case to the people of this cast."""
    for part, (role, body) in CASE_ROLES.items():
        organisation: Organisation | None = getattr(cast, body) if body else None
        grant_role(case=case, by=cast.coordinator, to=getattr(cast, part), role=role, organisation=organisation)


def referral_elsewhere(partnership: Partnership) -> Referral:
    today = timezone.localdate()
    return Referral(
        partnership=partnership,
        referred_by="Farshire Police",
        referred_on=today - datetime.timedelta(days=10),
        aware_on=today - datetime.timedelta(days=9),
        pseudonym="Wren",
    )


def furnish(cast: Cast, case: Case) -> None:
    """A person, papers of every material, an action, and the tasks that are open now."""
    facts = people.PersonFacts(part=Part.DECEASED, name=f"Hidden Of {case.reference}")
    if not Person.objects.filter(case=case).exists():
        people.record_person(case=case, by=cast.coordinator, facts=facts)
    for kind in FILED:
        papers.add_paper(case=case, by=cast.coordinator, kind=kind, title="", upload=upload())
    for made in (MadePaper.OVERVIEW_REPORT, MadePaper.DECISION_LETTER):
        PaperOrder.objects.create(case=case, kind=made, file_format=Format.WORD, ordered_by=cast.coordinator)
    furnish_actions(case, cast.police)
    follow(case)
    for request in InformationRequest.objects.filter(case=case):
        follow_request(request)
