"""How long does the public register take with a thousand reviews, for a visitor who is nobody in particular?"""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.test import Client

from dhr_cases.models import PublicRecord, PublicState
from tests.bench.measuring import Figure, figure_of, queries_of, repeated
from tests.bench.people import Town
from tests.public_records import put_record, put_summary

REVIEWS = 1_000
FEW = 2
GROUP = "public register, 1,000 reviews"
ADDRESSES = {
    "home, page of 40": "/public/",
    "filtered, ninth page": "/public/?state=published&page=9",
    "one review with its summary": "/public/robin-2019/",
    "feed": "/public/feed.xml",
    "whole register as JSON": "/public/reviews.json",
}
SUMMARY = b"<h1>Summary</h1>" + b"<p>What was known to each service, and what was done with it.</p>" * 300
OK = 200


def public_figures(town: Town, rounds: int) -> Iterator[Figure]:
    """Every page of the register; statements counted with two reviews and with all."""
    client = Client()
    record = put_record(town.company.partnership)
    put_summary(record, town.company.coordinator, SUMMARY)
    fill(town, 1, FEW)
    few = {label: queries_of(partial(client.get, path)) for label, path in ADDRESSES.items()}
    fill(town, FEW, REVIEWS)
    for label, path in ADDRESSES.items():
        yield _figure(client, label, path, few[label], rounds)


def fill(town: Town, first: int, last: int) -> None:
    """Reviews without files; no history is kept of them, and none is measured."""
    rows = [
        PublicRecord(
            partnership=town.company.partnership,
            slug=f"review-{number}",
            title=f"Review {number}/{1990 + number % 30}",
            year=1990 + number % 30,
            state=PublicState.PUBLISHED,
        )
        for number in range(first, last)
    ]
    without_history: QuerySet[PublicRecord] = QuerySet(PublicRecord)
    without_history.bulk_create(rows)


def _figure(client: Client, label: str, path: str, few: int, rounds: int) -> Figure:
    answers = []

    def get() -> None:
        answers.append(client.get(path, HTTP_ACCEPT_ENCODING="gzip"))

    return figure_of(
        GROUP,
        label,
        repeated(get, rounds),
        queries=queries_of(get),
        few_queries=few,
        size=len(answers[-1].content),
        failures=sum(answer.status_code != OK for answer in answers),
    )
