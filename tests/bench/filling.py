"""With what is the benchmark's database filled? Five cases driven through the acts, and copies of them."""

import datetime
import secrets
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from dhr_cases.actions import people, referral
from dhr_cases.legal_tests import Conduct, Fact, Facts
from dhr_cases.models import (
    Case,
    CaseEvent,
    CaseGroupPermission,
    CaseMembership,
    CaseUserPermission,
    InformationRequest,
    Organisation,
    Part,
    PartialDate,
    RequestUserPermission,
    User,
)
from dhr_cases.stages import Stage
from funding.models import Agreement, Entry, Journal
from tests.bench.copying import copies_of
from tests.bench.people import Town
from workflows.following import follow
from workflows.playing.company import put_agencies_on_case
from workflows.playing.play import Play
from workflows.playing.scenes import MAIN_LINE, perform_until
from workflows.playing.story import RecommendationStory, Story

DRIVEN = (Stage.REFERRED, Stage.SCOPING, Stage.INFO_REQUESTED, Stage.AT_QA, Stage.PUBLISHED)
"""The stage to which each of the five cases is driven."""

OWN_SHARE = 10
"""Of so many free tasks the coordinator has taken one."""


def migrate() -> None:
    """Make the tables where they are not there yet."""
    call_command("migrate", verbosity=0, interactive=False)


def open_play(town: Town) -> Play:
    """A case just referred, its people recorded and the agencies' people on it."""
    company, today = town.company, timezone.localdate()
    case = referral.refer_death(
        by=company.coordinator,
        referral=referral.Referral(
            partnership=company.partnership,
            referred_by="Benchmark Police",
            referred_on=today - datetime.timedelta(days=20),
            aware_on=today - datetime.timedelta(days=19),
            pseudonym=f"Robin {secrets.token_hex(4)}",
        ),
    )
    for part in (Part.DECEASED, Part.ALLEGED_PERPETRATOR, Part.FAMILY):
        people.record_person(case=case, by=company.coordinator, facts=people.PersonFacts(part=part, name="Invented"))
    put_agencies_on_case(company, case)
    follow(case)
    return Play(case=case, company=company, story=story(company.specialist), day=PartialDate.on(today))


def story(owner: Organisation) -> Story:
    """Enough facts for every guard of the main line."""
    rows = (_recommendation(number, owner) for number in range(1, 9))
    conduct = frozenset({Conduct.VIOLENT_OR_THREATENING})
    facts = Facts(is_intimate=Fact.YES, age_deceased=41, age_other=44, conduct=conduct)
    return Story(relationship="Former partner", facts=facts, recommendations=tuple(rows))


def _recommendation(number: int, owner: Organisation) -> RecommendationStory:
    return RecommendationStory(
        text=f"Recommendation {number}.",
        ref=str(number),
        scope="local",
        addressee=owner.name,
        target_date=PartialDate.on(timezone.localdate()),
        actions=("Train all staff.",),
        owner=owner,
        measure="Audit shows nine in ten asked.",
    )


def drive(town: Town) -> list[Play]:
    """The five cases, each taken to its stage as people would."""
    return list(_driven(town))


def _driven(town: Town) -> Iterator[Play]:
    days = {stage: PartialDate.on(timezone.localdate()) for stage in MAIN_LINE}
    for stage in DRIVEN:
        play = open_play(town)
        perform_until(play, stage, days)
        play.case.refresh_from_db()
        yield play


def fill(town: Town, plays: list[Play], cases: int) -> None:
    """Copy the five in equal parts until there are so many cases; stand-ins take the places of case members."""
    missing = cases - Case.objects.count()
    for place, play in enumerate(plays):
        share = missing // len(plays) + (place < missing % len(plays))
        if share > 0:
            copies_of(play.case, share, f"BULK{place}", town.crews)
    take_some(town.company.coordinator)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what its own daemon does within a minute


def take_some(by: User) -> None:
    """The coordinator has taken some of the free tasks."""
    free = Task.objects.filter(status=STATUS.NEW, flow_task_type="HUMAN").order_by("pk").values_list("pk", flat=True)
    some = list(free)[::OWN_SHARE]
    Task.objects.filter(pk__in=some).update(owner=by, status=STATUS.ASSIGNED, assigned=timezone.now())


def sizes() -> dict[str, int]:
    """How many rows of each kind there are."""
    kinds = {
        "cases": Case,
        "events": CaseEvent,
        "information requests": InformationRequest,
        "people with an account": User,
        "case memberships": CaseMembership,
        "permission rows of people": CaseUserPermission,
        "permission rows of teams": CaseGroupPermission,
        "permission rows on requests": RequestUserPermission,
        "processes": Process,
        "tasks": Task,
    }
    return {kind: table._default_manager.count() for kind, table in kinds.items()}


def money_sizes() -> dict[str, int]:
    """How many rows of money there are."""
    kinds = {"contributions": Agreement, "journals": Journal, "ledger entries": Entry}
    return {kind: table._default_manager.count() for kind, table in kinds.items()}
