"""How long does a question take over 100,000 published paragraphs, and the page that answers it?"""

import itertools
from collections.abc import Iterator

from django.db.models import QuerySet
from django.test import Client

from dhr_cases.models import PublicFile, PublicRecord, PublicState
from dhr_cases.paper_kinds import PaperKind
from learning.models import IndexedSummary, PublishedPassage
from learning.search import find
from learning.search_index import add_paragraphs
from tests.bench.measuring import Figure, figure_of, queries_of, repeated
from tests.bench.people import Town
from tests.made_reports import Made, made_reports
from tests.public_records import PUT_UP

PARAGRAPHS = 100_000
LEAST_ROUNDS = 100
"""As many questions as there are: a p95 of fewer rounds would be the slowest of them."""
GROUP = "search, 100,000 published paragraphs"
OK = 200


def search_figures(town: Town, rounds: int) -> Iterator[Figure]:
    """A hundred questions one after the other, without and with their page; statements with few reports and all."""
    made = made_reports()
    asked = itertools.cycle(question.text for question in made.questions)
    client = Client()
    client.force_login(town.company.coordinator)
    address = f"/learning/{town.company.partnership.code}/search/"
    fill(town, made, 0)
    few_alone, few_page = (
        queries_of(lambda: find(next(asked))),
        queries_of(lambda: client.get(address, {"q": next(asked)})),
    )
    for number in itertools.count(1):
        if PublishedPassage.objects.count() >= PARAGRAPHS:
            break
        fill(town, made_reports(number), number)
    answers = []

    def ask() -> None:
        find(next(asked))

    def get() -> None:
        answers.append(client.get(address, {"q": next(asked)}))

    times = max(rounds, LEAST_ROUNDS)
    yield figure_of(GROUP, "a question", repeated(ask, times), queries=queries_of(ask), few_queries=few_alone)
    yield figure_of(
        GROUP,
        "its page",
        repeated(get, times),
        queries=queries_of(get),
        few_queries=few_page,
        size=len(answers[-1].content),
        failures=sum(answer.status_code != OK for answer in answers),
    )


def fill(town: Town, made: Made, number: int) -> None:
    """Three hundred published reviews more; no history is kept of them, and none is measured."""
    names = [f"report-{number}-{place}" for place in range(len(made.reports))]
    records = [
        PublicRecord(partnership=town.company.partnership, slug=name, title=name, state=PublicState.PUBLISHED)
        for name in names
    ]
    records_without_history: QuerySet[PublicRecord] = QuerySet(PublicRecord)
    records = records_without_history.bulk_create(records)
    files = [
        PublicFile(
            record=record,
            kind=PaperKind.PUBLISHED_SUMMARY,
            file_format="html",
            file=f"public/{record.slug}.html",
            size=1,
            sha256=f"{record.pk:064d}",
            put_up_on=PUT_UP,
            put_up_by=town.company.coordinator,
        )
        for record in records
    ]
    files_without_history: QuerySet[PublicFile] = QuerySet(PublicFile)
    files_without_history.bulk_create(files)
    summaries = [IndexedSummary(record=file.record, sha256=file.sha256) for file in files]
    add_paragraphs(zip(summaries, made.reports, strict=True))
