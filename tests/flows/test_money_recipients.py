"""To whom, and to which page, does the message of an act on money go? One case for each way an act can be about."""

import datetime

import pytest
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import leave_team
from dhr_cases.models import Notice, Partnership, Succession, SuccessionShape, TeamMembership, User
from dhr_cases.models.history import change
from funding.models import FundingEvent, FundingRequest, FundingRound, Nominee
from funding.terms import RequestState
from funding.verbs import FundingVerb
from funding.views.gate import year_slug
from tests.conftest import Cast
from tests.flows.test_funding_flows import request_to, round_, stand_in
from tests.money import YEAR, body
from workflows.money_addresses import keepers_page, request_page, year_page

pytestmark = pytest.mark.django_db

__all__ = ["round_"]  # the fixture of the neighbouring module

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


def told_of(
    cast: Cast, verb: FundingVerb, about: Model | None = None, *, year: int | None = YEAR.start, by: User | None = None
) -> set[tuple[User, str]]:
    """Who is told when this act is recorded, and the page the message leads to."""
    Notice.objects.all().delete()
    FundingEvent.objects.create(
        partnership=cast.partnership, kind=verb, on=TODAY, by=by, year=year, detail={"lines": 1},
        subject=(about._meta.model_name or "") if about is not None else "",
        subject_id=about.pk if about is not None else None,
    )  # fmt: skip
    return {(notice.to, notice.path) for notice in Notice.objects.select_related("to")}


def people(told: set[tuple[User, str]]) -> set[User]:
    return {person for person, _ in told}


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police were asked."""
    return request_to(cast, cast.police)


# ---- which requests an act is about


def test_tells_the_body_of_the_one_request_an_act_names(cast: Cast, asked: FundingRequest) -> None:
    request_to(cast, cast.police)
    assert told_of(cast, FundingVerb.ASK, asked) == {(cast.funding_contact, request_page(asked))}


def test_tells_of_the_open_requests_of_a_round_and_of_no_other(
    cast: Cast, asked: FundingRequest, round_: FundingRound
) -> None:
    own = FundingRequest.objects.get(round=round_, organisation=cast.police)
    assert told_of(cast, FundingVerb.START_ROUND, round_) == {(cast.funding_contact, request_page(own))}
    stand_in(own, RequestState.ANSWERED)
    assert told_of(cast, FundingVerb.START_ROUND, round_) == set()


def test_tells_of_the_open_requests_that_a_succession_raised(cast: Cast, asked: FundingRequest) -> None:
    with change("Test", None):
        passing = Succession.objects.create(
            predecessor=body("Former Force"), successor=cast.police, effective_on=TODAY,
            shape=SuccessionShape.ONE_TO_ONE, source="An order (invented)",
        )  # fmt: skip
        raised = request_to(cast, cast.police)
        raised.succession = passing
        raised.save()
    assert told_of(cast, FundingVerb.RECORD_SUCCESSION, passing) == {(cast.funding_contact, request_page(raised))}
    stand_in(raised, RequestState.CLOSED)
    assert told_of(cast, FundingVerb.RECORD_SUCCESSION, passing) == set()


def test_tells_no_body_of_an_act_about_another_kind_of_row(cast: Cast, asked: FundingRequest) -> None:
    """The number of the row may be that of a request by chance."""
    with change("Test", None):
        other = Nominee(pk=asked.pk, partnership=cast.partnership, user=cast.auditor, starts_on=TODAY)
    assert told_of(cast, FundingVerb.ASK, other) == set()
    assert told_of(cast, FundingVerb.ASK) == set()


# ---- the page


def test_leads_who_approves_to_the_request_or_to_the_entries_or_home(cast: Cast, asked: FundingRequest) -> None:
    entries = year_page("funding_journals", cast.partnership, YEAR)
    assert year_slug(YEAR) in entries
    keepers = {cast.finance_officer, cast.csp_chair}
    assert told_of(cast, FundingVerb.ANSWER, asked) == {(person, keepers_page(asked)) for person in keepers}
    assert told_of(cast, FundingVerb.PUT_FORWARD) == {(person, entries) for person in keepers}
    assert told_of(cast, FundingVerb.PUT_FORWARD, year=None) == {(person, reverse("home")) for person in keepers}


def test_tells_nobody_of_what_they_did_themselves(cast: Cast) -> None:
    assert people(told_of(cast, FundingVerb.PUT_FORWARD, by=cast.finance_officer)) == {cast.csp_chair}


# ---- nominees


def nominated(
    cast: Cast, person: User, starts: datetime.timedelta = -DAY, ends: datetime.timedelta | None = None
) -> Nominee:
    """A person whom the chair named, from a day on and up to another, counted from today."""
    with change("Test", None):
        made: Nominee = Nominee.objects.create(
            partnership=cast.partnership, user=person, starts_on=TODAY + starts,
            ends_on=None if ends is None else TODAY + ends,
        )  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("starts", "ends", "is_told"),
    [
        (-DAY, None, True),
        (0 * DAY, 0 * DAY, True),  # for today alone
        (-9 * DAY, -DAY, False),  # until yesterday
        (DAY, None, False),  # from tomorrow
    ],
)
def test_tells_a_nominee_while_named_of_what_waits_for_approval(
    cast: Cast, starts: datetime.timedelta, ends: datetime.timedelta | None, is_told: bool
) -> None:
    nominated(cast, cast.auditor, starts, ends)
    assert (cast.auditor in people(told_of(cast, FundingVerb.PUT_FORWARD))) is is_told


def test_tells_a_nominee_only_of_what_is_to_be_approved(cast: Cast, asked: FundingRequest) -> None:
    nominated(cast, cast.auditor)
    assert people(told_of(cast, FundingVerb.QUESTION, asked)) == {cast.finance_officer, cast.coordinator}
    assert cast.auditor in people(told_of(cast, FundingVerb.ANSWER, asked))


def test_tells_no_nominee_who_may_not_see_the_money(cast: Cast) -> None:
    nominated(cast, cast.outsider)
    assert people(told_of(cast, FundingVerb.PUT_FORWARD)) == {cast.finance_officer, cast.csp_chair}


def test_tells_no_nominee_of_another_partnership(cast: Cast) -> None:
    named = nominated(cast, cast.auditor)
    with change("Test", None):
        named.partnership = Partnership.objects.create(code="nextshire", name="Nextshire CSP")
        named.save()
    assert people(told_of(cast, FundingVerb.PUT_FORWARD)) == {cast.finance_officer, cast.csp_chair}


# ---- places in the team


def test_tells_nobody_whose_place_or_account_has_ended(cast: Cast) -> None:
    place = TeamMembership.objects.get(user=cast.csp_chair)
    leave_team(by=cast.administrator, membership=place, reason="Left")
    with change("Test", None):
        cast.finance_officer.is_active = False
        cast.finance_officer.save()
    assert told_of(cast, FundingVerb.PUT_FORWARD) == set()
