"""On which side of an edge does a day of the books fall? The day before, the day itself and the day after are tried."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import OrganisationName
from dhr_cases.models.history import change
from funding.actions import agreements, funding_settings, grant_years, requests
from funding.actions.agreements import Terms
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.actions.grant_years import Ending, close_grant_year
from funding.cost_rows import CostEntry
from funding.grant_rows import facts_of as grant_facts_of
from funding.grant_terms import ExtensionAnswer
from funding.models import CostLine, FundingModel, ModelVersion, Nominee
from funding.models.grants import GrantExtension, GrantYear
from funding.queries import versions_in_force
from funding.terms import EntryKind, VersionState
from funding.views.cost_pages import AFTER, BEFORE, _month
from funding.views.grant_tables import warnings
from funding.views.lane_rows import former_names, name_in
from funding.years import FinancialYear, year_of
from tests.conftest import Cast
from tests.money import YEAR, body
from tests.steps_grant import YEAR as GRANTED
from tests.steps_grant import a_grant, a_project, paid, settled

pytestmark = pytest.mark.django_db

ONE_DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
EDGES = (-1, 0, 1)
"""The day before, the day, the day after."""


def off(day: datetime.date, days: int) -> datetime.date:
    """So many days later."""
    return day + days * ONE_DAY


# bodies that end


@pytest.mark.parametrize("days", EDGES)
@pytest.mark.parametrize("act", ["propose", "ask"])
def test_has_to_do_with_a_body_that_ends_on_the_first_day_of_the_year_or_later(cast: Cast, act: str, days: int) -> None:
    ending = body("Company", ends_on=off(YEAR.first, days))

    def do() -> object:
        if act == "ask":
            asking = Asking(organisation=ending, year=YEAR, amount_pence=1)
            return requests.ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking)
        return agreements.propose_agreement(
            partnership=cast.partnership, by=cast.finance_officer, organisation=ending, year=YEAR, terms=Terms()
        )

    if days < 0:
        with pytest.raises(NotNow, match="ended on 31 March 2026"):
            do()
    else:
        assert do()


@pytest.mark.parametrize(("days", "name"), [(-1, "Testshire Police"), (0, "Old Force"), (1, "Old Force")])
@pytest.mark.parametrize("year", [YEAR.previous, year_of(TODAY)])
def test_knows_a_body_by_the_name_of_the_last_day_of_the_year_or_of_today(
    cast: Cast, year: FinancialYear, days: int, name: str
) -> None:
    last = min(TODAY, year.last)
    with change("Test", None):
        OrganisationName.objects.create(organisation=cast.police, name="Old Force", until=off(last, days))
    assert name_in(cast.police, year, former_names(cast.police)) == name


# answers and nominees


@pytest.mark.parametrize("days", EDGES)
def test_takes_today_as_the_last_day_for_an_answer(cast: Cast, days: int) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=1, due_on=off(TODAY, days))

    def do() -> object:
        return requests.ask(partnership=cast.partnership, by=cast.finance_officer, asking=asking).due_on

    if days < 0:
        with pytest.raises(Incomplete, match="The day for the answer is over"):
            do()
    else:
        assert do() == asking.due_on


def named(cast: Cast, starts_on: datetime.date, ends_on: datetime.date | None) -> Nominee:
    return funding_settings.name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=cast.coordinator, starts_on=starts_on, ends_on=ends_on,
        reason="Leave",
    )  # fmt: skip


def test_names_a_nominee_for_one_day(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="before the first"):
        named(cast, TODAY, off(TODAY, -1))
    assert named(cast, TODAY, TODAY).ends_on == TODAY


@pytest.mark.parametrize("days", EDGES)
def test_ends_a_nomination_on_its_first_day_at_the_earliest(cast: Cast, days: int) -> None:
    nominee = named(cast, TODAY, None)

    def do() -> None:
        funding_settings.end_nominee(nominee=nominee, by=cast.csp_chair, ends_on=off(TODAY, days), reason="Back")

    if days < 0:
        with pytest.raises(Incomplete, match="before the first"):
            do()
    else:
        do()
        nominee.refresh_from_db()
        assert nominee.ends_on == off(TODAY, days)


@pytest.mark.parametrize("days", EDGES)
def test_changes_the_end_of_a_nomination_while_it_lasts(cast: Cast, days: int) -> None:
    nominee = named(cast, off(TODAY, -9), off(TODAY, days))

    def do() -> None:
        funding_settings.end_nominee(nominee=nominee, by=cast.csp_chair, ends_on=off(TODAY, 5), reason="Longer")

    if days < 0:
        with pytest.raises(NotNow):
            do()
    else:
        do()
        nominee.refresh_from_db()
        assert nominee.ends_on == off(TODAY, 5)


# versions of a model


@pytest.mark.parametrize(("first", "last"), [(YEAR.next.start, YEAR.start), (YEAR.start + 3, YEAR.start + 1)])
def test_ends_a_version_where_the_next_begins(cast: Cast, first: int, last: int) -> None:
    """A version that ended before keeps its last year; one that reaches into the new one is cut."""
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        old = ModelVersion.objects.create(
            model=model, number=1, first_year=YEAR.start, last_year=YEAR.start + 1, state=VersionState.IN_FORCE
        )
    rule: dict[str, object] = {"type": "remainder", "party": cast.police.code}
    said = ModelDraft(first_year=first, parties=[cast.police], rules=[rule], why="Agreed")
    new = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=said)
    adopt_model(version=new, by=cast.csp_chair)
    old.refresh_from_db()
    is_cut = last == YEAR.start
    assert (old.last_year, old.state) == (last, VersionState.REPLACED if is_cut else VersionState.IN_FORCE)
    years = range(YEAR.start - 1, YEAR.start + 4)
    ruling = {each: [row.number for row in versions_in_force(cast.partnership, FinancialYear(each))] for each in years}
    assert ruling == {each: [1] * (YEAR.start <= each <= last) + [2] * (each >= first) for each in years}


# costs


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (off(YEAR.first, -1), BEFORE), (YEAR.first, "April 2026"), (YEAR.last, "March 2027"),
        (off(YEAR.last, 1), AFTER),
    ],
)  # fmt: skip
def test_puts_an_entry_into_the_month_of_its_day(day: datetime.date, month: str) -> None:
    assert _month(YEAR, CostEntry(CostLine(), EntryKind.ACTUAL, day, 1)) == month


# the grant


@pytest.mark.parametrize(("days", "is_over"), [(-1, False), (0, False), (1, True)])
def test_is_over_after_the_last_day_of_the_year(cast: Cast, days: int, is_over: bool) -> None:
    grant = a_grant(cast, allocation_pence=1_000)
    a_project(cast, "Play", 1_000)
    paid(cast, grant)
    settled(cast, grant.projects.get(), 1_000)
    on = off(GRANTED.last, days)
    assert grant_facts_of(grant, on).is_over is is_over
    ending = Ending(decided_by="The chair", reason="Nothing is left")
    if is_over:
        close_grant_year(grant=grant, by=cast.coordinator, on=on, ending=ending)
    else:
        with pytest.raises(NotNow, match="It is closed from 1 April 2019 on"):
            close_grant_year(grant=grant, by=cast.coordinator, on=on, ending=ending)
    grant.refresh_from_db()
    assert grant.closed_on == (on if is_over else None)


@dataclass(frozen=True)
class Answer:
    """An answer to a request for more time: days from the request, and from the old deadline to the new one."""

    after: int
    longer: int
    told: str = ""


@pytest.mark.parametrize(
    "said",
    [
        Answer(-1, 1, "dated before the request"), Answer(0, 1), Answer(1, 1), Answer(1, -1, "not later than the old"),
        Answer(1, 0, "not later than the old"),
    ],
)  # fmt: skip
def test_takes_a_later_deadline_from_the_day_it_was_asked(cast: Cast, said: Answer) -> None:
    closes_on, asked_on = datetime.date(2018, 3, 9), datetime.date(2018, 3, 5)
    with change("Test", None):
        asked = GrantExtension.objects.create(grant=a_grant(cast, closes_on=closes_on), asked_on=asked_on, asked_by="A")

    def do() -> None:
        grant_years.answer_extension(
            extension=asked, by=cast.coordinator, answer=ExtensionAnswer.GRANTED,
            answered_on=off(asked_on, said.after), until=off(closes_on, said.longer),
        )  # fmt: skip

    if said.told:
        with pytest.raises(Incomplete, match=said.told):
            do()
    else:
        do()
    asked.refresh_from_db()
    assert asked.until == (None if said.told else off(closes_on, said.longer))


def warned(grant: GrantYear, today: datetime.date) -> str:
    return " ".join(warnings(grant, grant_facts_of(grant, today), (), today))


@pytest.mark.parametrize(
    ("today", "word"),
    [
        (datetime.date(2018, 9, 30), ""), (datetime.date(2018, 10, 1), "mid-year"), (GRANTED.last, "mid-year"),
        (off(GRANTED.last, 1), "year-end"),
    ],
)  # fmt: skip
def test_misses_a_return_from_october_on(cast: Cast, today: datetime.date, word: str) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000)
    paid(cast, grant)
    assert warned(grant, today) == (f"No {word} return yet: Play." if word else "")


@pytest.mark.parametrize(
    ("until", "is_soon"),
    [
        (datetime.date(2018, 4, 14), False), (datetime.date(2018, 4, 15), True), (datetime.date(2019, 3, 31), True),
        (datetime.date(2019, 4, 1), False),
    ],
)  # fmt: skip
def test_says_that_the_promise_of_the_funder_ends_within_a_year(
    cast: Cast, until: datetime.date, is_soon: bool
) -> None:
    grant = a_grant(cast, promised_until=until)
    assert ("The funder has promised this money until" in warned(grant, datetime.date(2018, 4, 15))) is is_soon
