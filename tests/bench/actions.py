"""How long does the board of actions take with a hundred thousand recommendations of a hundred reviews?

One review is driven through the acts and copied; recommendations and actions are written in bulk below the acts.
"""

import datetime
import itertools
from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    Organisation,
    OrganisationKind,
    PartialDate,
    Recommendation,
    RecommendationKind,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from learning.models import RecommendationTheme, Theme, ThemeSet
from learning.themes.reading import SetKind
from tests.bench import bounds, filling
from tests.bench.copying import copies_of
from tests.bench.measuring import Figure, figure_of, median, queries_of, repeated
from tests.bench.people import Town
from workflows.playing.scenes import MAIN_LINE, perform_until

GROUP = "actions"
CASES, BODIES = 100, 120
FEW, MANY = 1_000, 100_000
BATCH = 5_000
OK = 200
THEMES, WITHOUT_THEME_EVERY = 12, 4
"""A recommendation bears one of so many themes; of so many one bears none."""
ENDED_EVERY = 24
"""Of so many bodies one no longer exists."""

PAGES = {
    "board by body": ("actions_board", ""),
    "board by what is asked for": ("actions_board", "?by=kind"),
    "board by age": ("actions_board", "?by=age"),
    "board of what goes on, national": ("actions_board", "?is_open=on&scope=national"),
    "list of red actions": ("actions_list", "?rag=red"),
    "actions of bodies that ended": ("actions_ended", ""),
    "sheets for every body": ("actions_sheets", ""),
    "actions by coded theme": ("learning_actions", ""),
}
OF_A_TEAM = frozenset({"learning_actions"})
"""Pages whose address names the partnership."""

VISIBLE = bounds.VISIBLE
BOARD = (
    f"""SELECT o.code, o.name, a.status, a.due_on < %(day)s, a.verified_on IS NULL, count(*)
    FROM dhr_cases_action a JOIN dhr_cases_recommendation r ON r.id = a.recommendation_id
    LEFT JOIN dhr_cases_organisation o ON o.id = a.owner_id
    WHERE r.case_id IN ({VISIBLE}) GROUP BY 1, 2, 3, 4, 5""",
)
"""What a careful clerk would count by hand."""


def action_figures(town: Town, rounds: int) -> Iterator[Figure]:
    """Every page of the board, with the statements it needs for a thousand beside those for a hundred thousand."""
    published = _published(town)
    bodies, themes = list(_bodies()), list(_themes(published))
    _fill(FEW, bodies, themes)
    client = Client()
    client.force_login(town.company.coordinator)
    few = {label: queries_of(partial(client.get, _url(label, published))) for label in PAGES}
    _fill(MANY - FEW, bodies, themes)
    _analyse()
    clerk = bounds.fetching(BOARD, bounds.params_of(town.company.coordinator, published))
    bound = median(repeated(clerk, rounds))
    for label in PAGES:
        yield _figure(client, label, _url(label, published), rounds, few[label], bound)


def sizes() -> dict[str, int]:
    """How many rows there are."""
    kinds = {"cases": Case, "recommendations": Recommendation, "actions": Action, "organisations": Organisation}
    return {kind: table._default_manager.count() for kind, table in kinds.items()}


def _published(town: Town) -> Case:
    """A review driven to its publication, and copies of it."""
    play = filling.open_play(town)
    days = {stage: PartialDate.on(timezone.localdate()) for stage in MAIN_LINE}
    perform_until(play, Stage.PUBLISHED, days)
    play.case.refresh_from_db()
    copies_of(play.case, CASES - 1, "BULK", town.crews)
    return play.case


def _bodies() -> Iterator[Organisation]:
    """Bodies that own actions, some of which no longer exist."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with change("Benchmark", None):
        for number in range(BODIES):
            yield Organisation.objects.create(
                code=f"bench-owner-{number}",
                name=f"Owner {number}",
                kind=OrganisationKind.OTHER,
                ends_on=None if number % ENDED_EVERY else yesterday,
            )


def _themes(published: Case) -> Iterator[Theme]:
    """The local themes of the partnership."""
    with change("Benchmark", None):
        held = ThemeSet.objects.create(
            partnership=published.lead_csp, code="bench", label="Local themes", kind=SetKind.LOCAL
        )
        for number in range(THEMES):
            yield Theme.objects.create(
                theme_set=held, code=f"theme-{number}", label=f"Theme {number}", from_on=datetime.date(2020, 4, 1)
            )


def _fill(count: int, bodies: list[Organisation], themes: list[Theme]) -> None:
    """So many more recommendations with an action each, dealt out over reviews, bodies, statuses and dates."""
    cases = itertools.cycle(Case.objects.order_by("pk"))
    kinds = itertools.cycle([kind.value for kind in RecommendationKind])
    first = Recommendation.objects.count()
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        rows = [_recommendation(number, next(cases), next(kinds)) for number in numbers]
        kept = QuerySet[Recommendation, Recommendation](Recommendation).bulk_create(rows)
        actions = [_action(number, row, bodies) for number, row in zip(numbers, kept, strict=True)]
        QuerySet[Action, Action](Action).bulk_create(actions)
        seen = [
            RecommendationTheme(recommendation=row, theme=themes[number % THEMES], is_held=True)
            for number, row in zip(numbers, kept, strict=True)
            if number % WITHOUT_THEME_EVERY
        ]
        RecommendationTheme.objects.bulk_create(seen)


def _recommendation(number: int, case: Case, kind: str) -> Recommendation:
    scope = ("local", "regional", "national")[number % 3]
    return Recommendation(
        case=case,
        position=1_000 + number // CASES,
        ref=f"R{number}",
        text=f"Recommendation {number}.",
        kind=kind,
        scope=scope,
    )


def _action(number: int, row: Recommendation, bodies: list[Organisation]) -> Action:
    today = timezone.localdate()
    statuses = list(ActionStatus)
    due = today + datetime.timedelta(days=number % 900 - 600)
    status = statuses[number % len(statuses)]
    return Action(
        recommendation=row,
        text=f"Action {number}.",
        owner=bodies[number % len(bodies)] if number % 50 else None,
        status=status,
        target_date=PartialDate.on(due),
        due_on=due,
        heard_on=today - datetime.timedelta(days=number % 300),
        verified_on=today if status is ActionStatus.DONE and number % 2 else None,
    )


def _analyse() -> None:
    """What the database's own daemon does within a minute."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _url(label: str, case: Case) -> str:
    name, query = PAGES[label]
    return reverse(name, args=(case.lead_csp.code,) if name in OF_A_TEAM else ()) + query


def _figure(client: Client, label: str, url: str, rounds: int, few: int, bound: float) -> Figure:
    answers = []

    def get() -> None:
        answers.append(client.get(url))

    taken = repeated(get, rounds)
    return figure_of(
        GROUP,
        label,
        taken,
        queries=queries_of(get),
        few_queries=few,
        size=len(answers[-1].content),
        bound=bound if label.startswith("board") else None,
        failures=sum(answer.status_code != OK for answer in answers),
    )
