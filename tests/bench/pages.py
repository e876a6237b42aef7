"""How long does each page take for a coordinator, a panel member with few cases and an agency's author?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.urls import reverse

from dhr_cases.case_clocks import readings_for
from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.permissions import can, cases_with, granted
from dhr_cases.roles import CasePermission
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.bench import bounds
from tests.bench.measuring import Act, Figure, figure_of, median, queries_of, repeated
from workflows.inbox import may_take, my_tasks, waiting_on_others
from workflows.playing.play import Play

OK = 200


@dataclass(frozen=True)
class Page:
    """One page of one person and the statements that fetch the same rows."""

    group: str
    label: str
    person: User
    url: str
    params: bounds.Params
    statements: tuple[str, ...]


def pages_of(plays: list[Play]) -> list[Page]:
    """Every page that is measured, about the case whose agencies are writing."""
    play = next(play for play in plays if play.case.at is Stage.INFO_REQUESTED)
    company, agency = play.company, play.company.agencies[0]
    asked = InformationRequest.objects.get(case=play.case, organisation=agency.organisation)
    own = ("request of one agency", reverse("request", args=[asked.pk]), bounds.REQUEST)
    return [
        *_pages("coordinator", company.coordinator, play.case, asked, with_history=True),
        *_pages("panel member", agency.member, play.case, asked, with_history=False),
        Page("page, agency author", own[0], agency.author, own[1], _params(agency.author, play.case, asked), own[2]),
    ]


def _pages(who: str, person: User, case: Case, asked: InformationRequest, *, with_history: bool) -> Iterator[Page]:
    on_case, params = [case.reference], _params(person, case, asked)
    rows = [
        ("home", reverse("home"), bounds.HOME),
        ("case list", reverse("cases"), bounds.LIST),
        ("workspace", reverse("case", args=on_case), bounds.WORKSPACE),
        ("due list", reverse("due"), bounds.DUE),
        ("request of one agency", reverse("case_request", args=[*on_case, asked.pk]), bounds.REQUEST),
        ("case list as CSV", reverse("cases_export"), bounds.EXPORT),
    ]
    if with_history:
        rows.insert(4, ("history", reverse("case_history", args=on_case), bounds.HISTORY))
    for label, url, statements in rows:
        yield Page(f"page, {who}", label, person, url, params, statements)


def _params(person: User, case: Case, asked: InformationRequest) -> bounds.Params:
    return bounds.params_of(person, case, asked.pk)


def page_queries(pages: list[Page]) -> dict[tuple[str, str], int]:
    """How many statements each page needs with the cases there are now."""
    return {(page.group, page.label): _queries(page) for page in pages}


def _queries(page: Page) -> int:
    client = Client()
    client.force_login(page.person)
    return queries_of(lambda: client.get(page.url))


def page_figures(pages: list[Page], few: dict[tuple[str, str], int], rounds: int) -> Iterator[Figure]:
    """Every page beside its bound."""
    for page in pages:
        yield _figure(page, few[page.group, page.label], rounds)


def _figure(page: Page, few: int, rounds: int) -> Figure:
    client = Client()
    client.force_login(page.person)
    answers = []

    def get() -> None:
        answers.append(client.get(page.url))

    return figure_of(
        page.group,
        page.label,
        repeated(get, rounds),
        queries=queries_of(get),
        few_queries=few,
        size=len(answers[-1].content),
        bound=median(repeated(bounds.fetching(page.statements, page.params), rounds)),
        failures=sum(answer.status_code != OK for answer in answers),
    )


def part_queries(plays: list[Play]) -> dict[str, int]:
    """How many statements each part below needs with the cases there are now."""
    return {label: queries_of(act) for label, act, _ in _parts(plays)}


def part_figures(plays: list[Play], few: dict[str, int], rounds: int) -> Iterator[Figure]:
    """The inbox, single permission decisions and all clocks, without a page around them."""
    for label, act, bound in _parts(plays):
        taken = repeated(act, rounds)
        yield figure_of(
            "part",
            label,
            taken,
            queries=queries_of(act),
            few_queries=few[label],
            bound=median(repeated(bound, rounds)),
        )


def _parts(plays: list[Play]) -> list[tuple[str, Act, Act]]:
    play = next(play for play in plays if play.case.at is Stage.INFO_REQUESTED)
    user, case = play.company.coordinator, play.case
    params = bounds.params_of(user, case)
    one = bounds.fetching((bounds.GRANTED,), params)
    return [
        (
            "inbox: three lists, no page",
            lambda: (my_tasks(user), may_take(user), waiting_on_others(user)),
            bounds.fetching(bounds.INBOX, params),
        ),
        ("every permission on one case", lambda: granted(user, case), one),
        ("may this person do this act?", lambda: can(Verb.CHASE_REQUEST, user, case), one),
        (
            "cases a person sees, page of 25",
            lambda: list(cases_with(user, CasePermission.VIEW).select_related("lead_csp")[:25]),
            bounds.fetching((bounds.CASES_PAGE,), params),
        ),
        (
            "all clocks of all cases",
            lambda: readings_for(Case.objects.select_related("lead_csp")),
            bounds.fetching(("SELECT * FROM dhr_cases_case", *bounds.CLOCKS), params),
        ),
    ]


def database_version() -> str:
    """The database's own name and number."""
    if connection.vendor == "sqlite":
        statement, name = "SELECT sqlite_version()", "SQLite"
    else:
        statement, name = "SHOW server_version", "PostgreSQL"
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return f"{name} {cursor.fetchone()[0]}"
