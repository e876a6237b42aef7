"""Who sits on a body from when to when, what may a body be, and what may it not report to?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.models.history import change
from governance.actions.bodies import BodyFacts, add_body_member, change_body, end_body_member, set_up_body
from governance.meeting_terms import MemberRole
from governance.models import BodyMember, GoverningBody
from tests.access.world import cast_elsewhere
from tests.conftest import Cast
from tests.meetings import a_body, days_ago

pytestmark = pytest.mark.django_db

FACTS = BodyFacts(name="Steering Group", purpose="To steer")


def made(cast: Cast, **changed: Any) -> GoverningBody:
    """A body of these facts."""
    return set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=replace(FACTS, **changed))


def changed_to(cast: Cast, body: GoverningBody, **changed: Any) -> GoverningBody:
    """The body after a change of some facts."""
    facts = replace(FACTS, name=body.name, **changed)
    return change_body(body=body, by=cast.coordinator, facts=facts, reason="Agreed")


def seated(cast: Cast, body: GoverningBody, name: str = "Ms Invented", since: int = 10) -> BodyMember:
    """Somebody on the body since so many days ago."""
    return add_body_member(body=body, by=cast.coordinator, name=name, starts_on=days_ago(since))


@pytest.mark.parametrize(
    ("last", "refused"),
    [
        (11, "The last day lies before the first"),
        (10, ""),
        (9, ""),
        (1, ""),
        (0, ""),
        (-1, "Enter the last day when it has come"),
    ],
)
def test_ends_a_seat_from_its_first_day_until_today(cast: Cast, last: int, refused: str) -> None:
    member = seated(cast, a_body(cast))
    if refused:
        with pytest.raises(Incomplete, match=refused):
            end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(last))
    else:
        end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(last))
    member.refresh_from_db()
    assert member.ends_on == (None if refused else days_ago(last))


def test_ends_no_seat_twice_not_even_from_an_older_page(cast: Cast) -> None:
    member = seated(cast, a_body(cast))
    older = BodyMember.objects.get()
    end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(5))
    with pytest.raises(Incomplete, match="has ended already"):
        end_body_member(member=older, by=cast.coordinator, ends_on=days_ago(3))
    member.refresh_from_db()
    assert member.ends_on == days_ago(5)


def test_seats_nobody_twice_on_one_body(cast: Cast) -> None:
    body, other = a_body(cast), a_body(cast, "Second Board")
    member = seated(cast, body)
    with pytest.raises(Incomplete, match="sits on the body already"):
        seated(cast, body, " ms INVENTED ")
    assert seated(cast, other).body == other
    end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(5))
    assert seated(cast, body, " Ms Invented ", 4).name == "Ms Invented"


@pytest.mark.parametrize("name", ["", "  "])
def test_seats_nobody_without_a_name(cast: Cast, name: str) -> None:
    with pytest.raises(Incomplete, match="Enter the name of the member"):
        seated(cast, a_body(cast), name)
    assert not BodyMember.objects.exists()


def test_seats_a_plain_member_where_nothing_else_is_said(cast: Cast) -> None:
    member = seated(cast, a_body(cast))
    assert (member.role, member.post, member.organisation, member.ends_on) == (MemberRole.MEMBER, "", None, None)


def test_lets_only_the_office_seat_and_unseat(cast: Cast) -> None:
    member = seated(cast, a_body(cast))
    with pytest.raises(NotPermitted):
        end_body_member(member=member, by=cast.csp_chair, ends_on=days_ago(1))
    with pytest.raises(NotPermitted):
        add_body_member(body=member.body, by=cast.csp_chair, name="Mr Other", starts_on=days_ago(1))
    member.refresh_from_db()
    assert (member.ends_on, BodyMember.objects.count()) == (None, 1)


def test_names_every_body_of_a_partnership_apart(cast: Cast) -> None:
    made(cast)
    with pytest.raises(Incomplete, match="Another body bears this name"):
        made(cast, name="steering GROUP")
    far = cast_elsewhere(cast)
    assert made(far).partnership == far.partnership
    with pytest.raises(Incomplete, match="Enter the name of the body"):
        made(cast, name=" ")


def test_keeps_its_own_name_when_it_changes(cast: Cast) -> None:
    body = made(cast)
    assert changed_to(cast, body, remit="To read").remit == "To read"
    with pytest.raises(Incomplete, match="Another body bears this name"):
        change_body(body=a_body(cast), by=cast.coordinator, facts=FACTS, reason="Agreed")


def test_reports_to_no_body_elsewhere(cast: Cast) -> None:
    far = cast_elsewhere(cast)
    with pytest.raises(Incomplete, match="belongs elsewhere"):
        made(cast, reports_to=made(far, name="Far Board"))


def test_reports_neither_to_itself_nor_to_a_body_below_it(cast: Cast) -> None:
    top = made(cast)
    middle = made(cast, name="Middle", reports_to=top)
    bottom = made(cast, name="Bottom", reports_to=middle)
    for above in (top, middle, bottom):
        with pytest.raises(Incomplete, match="cannot report to itself"):
            changed_to(cast, top, reports_to=above)
    top, _middle, bottom = GoverningBody.objects.order_by("pk")
    assert top.reports_to is None
    assert changed_to(cast, bottom, reports_to=top).reports_to == top


@pytest.mark.parametrize(
    ("starts", "ends", "is_right"), [(5, 4, True), (5, 5, True), (5, 6, False), (None, 6, True), (5, None, True)]
)
def test_ends_no_body_before_it_began(cast: Cast, starts: int | None, ends: int | None, *, is_right: bool) -> None:
    days = {
        name: None if count is None else days_ago(count) for name, count in (("starts_on", starts), ("ends_on", ends))
    }
    if is_right:
        assert (made(cast, **days).starts_on, GoverningBody.objects.get().ends_on) == tuple(days.values())
    else:
        with pytest.raises(Incomplete, match="ends before it begins"):
            made(cast, **days)


@pytest.mark.parametrize(
    ("starts", "ends", "asked", "exists"),
    [
        (None, None, 0, True), (5, None, 6, False), (5, None, 5, True), (5, None, 4, True),
        (None, 5, 6, True), (None, 5, 5, True), (None, 5, 4, False), (9, 5, 7, True),
    ],
)  # fmt: skip  # one body and day a row
def test_exists_from_its_first_day_to_its_last(
    cast: Cast, starts: int | None, ends: int | None, asked: int, *, exists: bool
) -> None:
    def day(count: int | None) -> datetime.date | None:
        return None if count is None else days_ago(count)

    body = made(cast, starts_on=day(starts), ends_on=day(ends))
    assert body.exists_on(days_ago(asked)) is exists


def test_acts_on_the_body_as_it_stands_now(cast: Cast) -> None:
    body = made(cast)
    older = GoverningBody.objects.get()
    with change("Test", None):
        body.contact = "mail@board.test"
        body.save()
    assert changed_to(cast, older, remit="To read").purpose == "To steer"
    assert older.history.latest().remit == "To read"
