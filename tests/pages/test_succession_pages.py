"""The page of successions says what was left, who took it over and what is to come; the form records a change."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Organisation, Succession, SuccessionShape
from funding.models import FundingRequest
from funding.terms import EntryKind
from funding.views.gate import year_slug
from tests.conftest import Cast
from tests.money import agreement, body, line, posted
from tests.successions import CHANGE_DAY, PASSES_ON, SHARE, SOURCE, YEAR, crc_and_probation, follow

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast) -> str:
    """The page of 2021/22 as the finance officer sees it."""
    client.force_login(cast.finance_officer)
    address = reverse("funding_successions", args=(cast.partnership.code, year_slug(YEAR)))
    return client.get(address).content.decode()


def form_address(cast: Cast) -> str:
    """Where a succession is recorded."""
    return reverse("funding_act", args=(cast.partnership.code, year_slug(YEAR), "record_succession"))


def answers(
    predecessor: Organisation, day: datetime.date = CHANGE_DAY, *successors: tuple[Organisation, str], **more: str
) -> dict[str, str]:
    """What is typed into the form."""
    typed = {
        "predecessor": str(predecessor.pk),
        "effective_on_day": str(day.day),
        "effective_on_month": str(day.month),
        "effective_on_year": str(day.year),
        "shape": SuccessionShape.ONE_TO_ONE.value,
        "source": SOURCE,
    }
    for place, (follower, share) in enumerate(successors, start=1):
        typed |= {f"successor_{place}": str(follower.pk), f"share_{place}": share}
    return typed | more


def test_shows_what_was_left_and_who_was_asked(cast: Cast, client: Client) -> None:
    """Ended body, last day, sum, successor, state."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    follow(cast, crc, [probation])
    words = page(client, cast)
    for shown in ("Rehabilitation Company", "25 June 2021", "£1,000", "Probation Service", "£764.38", "Asked"):
        assert shown in words


def test_counts_what_successors_have_confirmed(cast: Cast, client: Client) -> None:
    """The orphaned figure falls to nought."""
    crc, probation = crc_and_probation()
    owed = agreement(cast.partnership, crc, SHARE, year=YEAR)
    receipt = line(EntryKind.RECEIPT, SHARE - PASSES_ON, about=owed, on=CHANGE_DAY)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [receipt])
    (request,) = follow(cast, crc, [probation])
    assert request.agreement is not None
    kinds = (EntryKind.PLEDGE, EntryKind.CONFIRMATION)
    lines = [line(kind, PASSES_ON, about=request.agreement, on=CHANGE_DAY) for kind in kinds]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    words = page(client, cast)
    assert "figures__one--done" in words
    assert "figures__one--overdue" not in words


def test_names_an_orphan_that_nobody_follows(cast: Cast, client: Client) -> None:
    """A duty without a heir is not lost from sight."""
    crc = body("Rehabilitation Company", ends_on=datetime.date(2021, 6, 25))
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    words = page(client, cast)
    assert "No successor named" in words


def test_names_an_orphan_the_night_will_take_up(cast: Cast, client: Client) -> None:
    """Recorded elsewhere since this morning."""
    crc, probation = crc_and_probation()
    follow(cast, crc, [probation])
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    assert "To be taken up tonight" in page(client, cast)


def test_shows_plans_with_their_risk(cast: Cast, client: Client) -> None:
    """Councils of the partnership become others on a day that is known, without a name."""
    council = body("Borough Council")
    agreement(cast.partnership, council, SHARE, year=YEAR)
    follow(cast, council, [], on=datetime.date(2028, 4, 1), is_planned=True)
    risk = "Borough Council is to end on 1 April 2028 and nobody is named who takes over its contribution."
    assert risk in page(client, cast)


def test_shows_a_plan_whose_day_has_passed_unnamed(cast: Cast, client: Client) -> None:
    """It stays among the risks until somebody is named."""
    council = body("Borough Council")
    agreement(cast.partnership, council, SHARE, year=YEAR)
    follow(cast, council, [], is_planned=True)
    assert "no successor is named: nobody can be asked" in page(client, cast)


def test_leaves_out_bodies_of_other_partnerships(cast: Cast, client: Client) -> None:
    """Reference data hold bodies that never paid here."""
    crc, probation = crc_and_probation()
    follow(cast, crc, [probation])
    assert "Rehabilitation Company" not in page(client, cast)
    cast.partnership.bodies.add(crc)
    assert "Rehabilitation Company" in page(client, cast)


def test_says_so_where_nothing_has_changed(cast: Cast, client: Client) -> None:
    """Empty tables are said in words."""
    words = page(client, cast)
    assert "No body that ended owed money for this year." in words
    assert "No body that pays here is known to end." in words


def test_asks_to_check_before_it_is_done(cast: Cast, client: Client) -> None:
    """The consequence names the sum; nothing is written yet."""
    crc, probation = crc_and_probation()
    agreement(cast.partnership, crc, SHARE, year=YEAR)
    client.force_login(cast.finance_officer)
    shown = client.post(form_address(cast), answers(crc, CHANGE_DAY, (probation, "")))
    assert "One contribution of £1,000 from that year on: every successor is asked" in shown.content.decode()
    assert not Succession.objects.exists()


def test_records_a_split_with_its_shares(cast: Cast, client: Client) -> None:
    """Two thirds and one third."""
    old, east, west = body("County"), body("East Unitary"), body("West Unitary")
    agreement(cast.partnership, old, SHARE, year=YEAR)
    client.force_login(cast.finance_officer)
    typed = answers(old, CHANGE_DAY, (east, "2"), (west, "1"), shape="split", confirmed="yes")
    assert client.post(form_address(cast), typed).status_code == 302
    assert list(FundingRequest.objects.order_by("pk").values_list("amount_pence", flat=True)) == [50959, 25479]


def test_wants_a_day_to_come_marked_as_planned(cast: Cast, client: Client) -> None:
    """What was typed stays."""
    crc, probation = crc_and_probation()
    client.force_login(cast.finance_officer)
    refused = client.post(form_address(cast), answers(crc, datetime.date(2099, 4, 1), (probation, "")))
    assert refused.status_code == 422
    assert "tick that this is planned" in refused.content.decode()
    assert SOURCE in refused.content.decode()


def test_records_a_plan_without_a_name(cast: Cast, client: Client) -> None:
    """Nobody is asked."""
    council = body("Borough Council")
    agreement(cast.partnership, council, SHARE, year=YEAR)
    client.force_login(cast.coordinator)
    typed = answers(council, datetime.date(2028, 4, 1), is_planned="on")
    client.post(form_address(cast), typed)
    assert client.post(form_address(cast), {**typed, "confirmed": "yes"}).status_code == 302
    assert Succession.objects.get(predecessor=council).is_planned
    assert not FundingRequest.objects.exists()


def test_shows_the_sentence_of_a_refusal(cast: Cast, client: Client) -> None:
    """Two successors are a split."""
    old, east, west = body("County"), body("East Unitary"), body("West Unitary")
    client.force_login(cast.finance_officer)
    refused = client.post(form_address(cast), answers(old, CHANGE_DAY, (east, ""), (west, ""), confirmed="yes"))
    assert refused.status_code == 422
    assert "choose “Split”" in refused.content.decode()


@pytest.mark.parametrize(("part", "status"), [("csp_chair", 403), ("auditor", 403), ("outsider", 404)])
def test_refuses_who_does_not_keep_the_money(cast: Cast, client: Client, part: str, status: int) -> None:
    """Those who may look do not see the button either."""
    client.force_login(cast.people()[part])
    assert client.get(form_address(cast)).status_code == status
