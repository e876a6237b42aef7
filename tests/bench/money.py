"""How long do the pages, papers and postings of money take, with fifty partners and ten thousand entries of one?

Everything is posted through the acts: one person puts journals of 500 lines forward, another approves them.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Organisation, OrganisationKind, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions.ledger import approve_journal, put_forward
from funding.ledger_proof import prove
from funding.models import Agreement, CostLine, Entry, Journal
from funding.papers.kinds import PaperKind, build, possible
from funding.papers.reading.statement import statement_facts
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind
from funding.views.gate import year_slug
from funding.years import FinancialYear, year_of
from tests.bench import bounds
from tests.bench.measuring import WARM_UP, Act, Figure, figure_of, median, queries_of, repeated, timed
from tests.bench.people import Town

GROUP = "money"
FEW, PARTNERS = 5, 50
ENTRIES, LINES = 10_000, 500
SHARE = 1_000_000
SLOW_ROUNDS = 5
OK = 200

POSITION = (
    """SELECT kind, agreement_id, cost_line_id, sum(amount_pence) FROM funding_entry
    WHERE partnership_id = %(partnership)s AND year = %(year)s GROUP BY 1, 2, 3""",
    """SELECT a.*, o.name, o.code, o.ends_on FROM funding_agreement a
    JOIN dhr_cases_organisation o ON o.id = a.organisation_id
    WHERE a.partnership_id = %(partnership)s AND a.year = %(year)s ORDER BY a.id""",
    "SELECT * FROM funding_costline WHERE partnership_id = %(partnership)s",
)
LEDGER = ('SELECT * FROM funding_entry WHERE partnership_id = %(partnership)s ORDER BY "number"',)
STATEMENT = (
    """SELECT * FROM funding_entry
    WHERE partnership_id = %(partnership)s AND year = %(year)s AND organisation_id = %(body)s ORDER BY "number" """,
)


@dataclass(frozen=True)
class Books:
    """Whose money it is, who keeps it, who approves, and the year that is measured."""

    partnership: Partnership
    keeper: User
    approver: User
    year: FinancialYear

    @property
    def day(self) -> datetime.date:
        """The first day of the year, on which everything is entered."""
        return self.year.first

    def address(self, name: str, *about: str) -> str:
        """A page of the year."""
        return reverse(name, args=(self.partnership.code, year_slug(self.year), *about))

    def params(self, body: Organisation | None = None) -> bounds.Params:
        """What the statements are asked for."""
        return {"partnership": self.partnership.pk, "year": self.year.start, "body": body.pk if body else 0}


def money_figures(town: Town, rounds: int) -> Iterator[Figure]:
    """Every figure of money, the largest rows last."""
    books = open_books(town)
    owed = [_partner(books, number) for number in range(FEW)]
    pages = {"position of 50 partners": "funding_year", "partners over four years": "funding_partners"}
    few = {label: queries_of(_getting(books, books.address(name), [])) for label, name in pages.items()}
    owed += [_partner(books, number) for number in range(FEW, PARTNERS)]
    for label, name in pages.items():
        yield _page(books, label, books.address(name), rounds, few[label], POSITION)
    yield from _posting(books, owed[0], rounds)
    fill_to(books, owed[0], ENTRIES)
    busy = owed[0].organisation
    address = books.address("funding_partner", busy.code)
    yield _page(books, "one partner, 10,000 entries", address, rounds, None, STATEMENT, busy)
    yield from _statements(books, busy)
    yield figure_of(
        GROUP,
        "proof of the ledger",
        repeated(lambda: prove(books.partnership), SLOW_ROUNDS),
        queries=queries_of(lambda: prove(books.partnership)),
        bound=_bound(books, LEDGER),
        failures=len(prove(books.partnership).faults),
    )


def open_books(town: Town) -> Books:
    """A finance officer joins; a cost of the year is planned."""
    partnership, year = town.company.partnership, year_of(timezone.localdate())
    keeper = User.objects.create_user("finance@bench.invalid", full_name="Finance")
    join_team(by=None, to=keeper, partnership=partnership, role=Role.FINANCE_OFFICER, organisation=None)
    books = Books(partnership, keeper, town.company.csp_chair, year)
    with change("Benchmark", None):
        cost = CostLine.objects.create(partnership=partnership, cost_class=CostClass.CHAIR, description="Chairing")
    line = Line(kind=EntryKind.FORECAST, year=year.start, on=books.day, pence=PARTNERS * SHARE, cost_line=cost)
    _post(books, [line])
    return books


def _partner(books: Books, number: int) -> Agreement:
    """A body that has confirmed its share."""
    with change("Benchmark", None):
        body = Organisation.objects.create(
            code=f"bench-partner-{number}", name=f"Partner {number}", kind=OrganisationKind.OTHER
        )
        owed = Agreement.objects.create(
            partnership=books.partnership,
            organisation=body,
            year=books.year.start,
            amount_pence=SHARE,
            state=AgreementState.CONFIRMED,
        )
    _post(books, [_line(books, owed, kind, SHARE) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)])
    return owed


def _line(books: Books, owed: Agreement, kind: EntryKind, pence: int) -> Line:
    return Line(kind=kind, year=books.year.start, on=books.day, pence=pence, agreement=owed)


def _put_forward(books: Books, lines: list[Line]) -> Journal:
    return put_forward(partnership=books.partnership, by=books.keeper, lines=lines, text="Benchmark")


def _post(books: Books, lines: list[Line]) -> list[Entry]:
    return approve_journal(journal=_put_forward(books, lines), by=books.approver)


def _receipts(books: Books, owed: Agreement, count: int) -> list[Line]:
    return [_line(books, owed, EntryKind.RECEIPT, 1) for _ in range(count)]


def fill_to(books: Books, owed: Agreement, entries: int) -> None:
    """Post receipts until the body has so many entries in the year."""
    missing = entries - Entry.objects.filter(organisation=owed.organisation, year=books.year.start).count()
    while missing > 0:
        missing -= len(_post(books, _receipts(books, owed, min(missing, LINES))))


def _posting(books: Books, owed: Agreement, rounds: int) -> Iterator[Figure]:
    """Journals of 500 lines are put forward and then approved, a fresh one each round."""
    count = min(rounds, SLOW_ROUNDS)
    journals: list[Journal] = []

    def put() -> None:
        journals.append(_put_forward(books, _receipts(books, owed, LINES)))

    yield figure_of(GROUP, "put 500 lines forward", repeated(put, count), queries=queries_of(put))
    before, waiting = Entry.objects.count(), journals[: count + WARM_UP]
    taken = timed(_approving(books, journal) for journal in waiting)
    posted = Entry.objects.count() - before
    queries = queries_of(_approving_next(books, iter(journals[count + WARM_UP :])))
    failures = len(waiting) - posted // LINES
    yield figure_of(GROUP, "post a journal of 500 lines", taken, queries=queries, failures=failures)


def _approving(books: Books, journal: Journal) -> Act:
    return lambda: approve_journal(journal=journal, by=books.approver)


def _approving_next(books: Books, journals: Iterator[Journal]) -> Act:
    return lambda: approve_journal(journal=next(journals), by=books.approver)


def _statements(books: Books, body: Organisation) -> Iterator[Figure]:
    """The statement from the rows to the finished file, in every format this machine can write."""
    for form in possible(PaperKind.STATEMENT):
        sizes: list[int] = []

        def write(form: object = form, sizes: list[int] = sizes) -> None:
            facts = statement_facts(books.partnership, body, books.year, timezone.localdate())
            sizes.append(len(build(PaperKind.STATEMENT, form, facts)))  # type: ignore[arg-type]  # one of the table's

        yield figure_of(
            GROUP,
            f"statement, 10,000 entries: {form.label}",
            repeated(write, SLOW_ROUNDS),
            queries=queries_of(write),
            size=sizes[-1],
            bound=_bound(books, STATEMENT, body),
        )


def _page(
    books: Books,
    label: str,
    url: str,
    rounds: int,
    few: int | None,
    statements: tuple[str, ...],
    body: Organisation | None = None,
) -> Figure:
    sizes: list[int] = []
    get = _getting(books, url, sizes)
    taken = repeated(get, rounds)
    return figure_of(
        GROUP,
        label,
        taken,
        queries=queries_of(get),
        few_queries=few,
        size=sizes[-1],
        bound=_bound(books, statements, body),
        failures=sizes.count(0),
    )


def _getting(books: Books, url: str, sizes: list[int]) -> Act:
    """An act that fetches the page as the finance officer; a page that does not answer 200 has the size nought."""
    client = Client()
    client.force_login(books.keeper)

    def get() -> None:
        answer = client.get(url)
        sizes.append(len(answer.content) if answer.status_code == OK else 0)

    return get


def _bound(books: Books, statements: tuple[str, ...], body: Organisation | None = None) -> float:
    return median(repeated(bounds.fetching(statements, books.params(body)), SLOW_ROUNDS))
