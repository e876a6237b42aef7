"""Who is told of what a meeting asked and of the answer: the partner's people, the office, and nobody of what it is."""

import pytest

from dhr_cases.models import Notice, User
from dhr_cases.notices import Kind, held_back
from funding.years import FinancialYear
from governance.actions.partner_answers import Said, answer_as_partner
from governance.actions.partner_requests import Ask, ask_again, ask_partner
from governance.actions.resolutions import LimbFacts, resolve
from governance.models import AgendaItem, PartnerRequest
from governance.resolution_types import ResolutionType
from governance.views.offers import page_of
from governance.views.request_rows import asked_url
from tests.conftest import Cast
from tests.meetings import a_body, asked, days_ago, held, noted, today
from workflows.messages import digest_sentence, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """An item of a meeting."""
    return held(cast, a_body(cast), days_ago(20))[1]


def told() -> list[tuple[str, User, str]]:
    """Every message that was queued."""
    return [(row.kind, row.to, row.path) for row in Notice.objects.select_related("to").order_by("pk")]


def test_tells_the_partners_person_and_leads_to_the_request(cast: Cast, item: AgendaItem) -> None:
    row = asked(cast, item)
    assert told() == [(Kind.MEETING_ASKED, cast.action_owner, asked_url(row))]
    assert "to report on training" not in "".join(words_of(Notice.objects.get()))


def test_tells_of_what_a_resolution_asks(cast: Cast, item: AgendaItem) -> None:
    limb = LimbFacts(kind=ResolutionType.REQUEST, organisation=cast.police)
    resolve(item=item, by=cast.coordinator, words="the police be asked.", limb=limb)
    assert told() == [(Kind.MEETING_ASKED, cast.action_owner, asked_url(PartnerRequest.objects.get()))]


def test_tells_nobody_of_other_acts_of_other_bodies_or_of_money(cast: Cast, item: AgendaItem) -> None:
    """Money has a message of its own, for another person."""
    noted(cast, item)
    ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.health, "to name its member"))
    ask_partner(item=item, by=cast.coordinator, asking=Ask(cast.police, "to pay", year=FinancialYear(today().year)))
    assert [kind for kind, _to, _path in told()] == [Kind.MONEY_ASKED]


def test_tells_the_office_of_the_answer_and_the_partner_when_it_is_asked_again(cast: Cast, item: AgendaItem) -> None:
    row = asked(cast, item)
    Notice.objects.all().delete()
    answer_as_partner(request=row, by=cast.action_owner, said=Said("Six."))
    ask_again(request=row, by=cast.coordinator, why="Which six?")
    assert told() == [
        (Kind.MEETING_ANSWERED, cast.coordinator, page_of(item)),
        (Kind.MEETING_ASKED, cast.action_owner, asked_url(row)),
    ]


def test_tells_once_while_a_message_waits_and_never_while_held_back(cast: Cast, item: AgendaItem) -> None:
    row = asked(cast, item)
    answer_as_partner(request=row, by=cast.action_owner, said=Said("Six."))
    ask_again(request=row, by=cast.coordinator, why="Which six?")
    with held_back():
        asked(cast, item)
    assert [kind for kind, _to, _path in told()] == [Kind.MEETING_ASKED, Kind.MEETING_ANSWERED]


def test_counts_what_waits_in_the_daily_message(cast: Cast, item: AgendaItem) -> None:
    row = asked(cast, item)
    assert "1 request of a meeting waits for your organisation's answer" in digest_sentence(cast.action_owner)
    answer_as_partner(request=row, by=cast.action_owner, said=Said("Six."))
    assert digest_sentence(cast.action_owner) == ""
