"""Does nothing end before it began, and does what one act leaves behind not mislead the next?

Roles, appointments, seats, promises, requests and teams; each refused act leaves every row as it was.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import accounts, appointments, corrections, panel, people, requests
from dhr_cases.actions.grants import difference, stored_group_rows
from dhr_cases.actions.memberships import grant_role, join_team, team_of
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.errors import Incomplete, NotNow, ReviewError
from dhr_cases.events import Event
from dhr_cases.models import (
    AccountChange,
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    Declaration,
    FamilyContact,
    InformationRequest,
    Notice,
    PanelSeat,
    PartialDate,
    Partnership,
    Post,
    Team,
    TeamMembership,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.queries import visible_to
from dhr_cases.request_states import RequestState
from dhr_cases.roles import ROLES, CasePermission, Holding, Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
BACKWARDS = "The last day is before the first."


def sentence_of(act: Callable[..., object], **named: Any) -> str:
    """With what the act is refused as incomplete."""
    with pytest.raises(Incomplete) as refused:
        act(**named)
    return refused.value.sentence


def put(table: Any, **values: object) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table._default_manager.create(**values)


def events(case: Case) -> int:
    return CaseEvent.objects.filter(case=case).count()


# roles and teams


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (1, True)])
def test_gives_a_role_for_one_day_and_for_none_backwards(case: Case, cast: Cast, days: int, is_taken: bool) -> None:
    start = TODAY + 3 * DAY
    said: dict[str, Any] = {
        "case": case, "by": cast.coordinator, "to": cast.outsider, "role": Role.FAMILY_ADVOCATE,
        "starts_on": start, "ends_on": start + days * DAY,
    }  # fmt: skip
    before = events(case)
    if is_taken:
        assert grant_role(**said).ends_on == start + days * DAY
    else:
        assert sentence_of(grant_role, **said) == BACKWARDS
    assert CaseMembership.objects.filter(user=cast.outsider).count() == events(case) - before == int(is_taken)


def test_gives_no_role_that_was_over_before_today(case: Case, cast: Cast) -> None:
    """Without a first day it begins today."""
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "to": cast.outsider, "role": Role.COORDINATOR}
    assert sentence_of(grant_role, **said, ends_on=TODAY - DAY) == BACKWARDS
    assert not CaseMembership.objects.filter(user=cast.outsider).exists()
    grant_role(**said, ends_on=TODAY)
    assert visible_to(cast.outsider).get() == case


NEEDY = [role for role, row in ROLES.items() if row.needs_organisation and row.holding is Holding.TEAM]


@pytest.mark.parametrize("role", NEEDY)
def test_lets_nobody_stand_for_no_body_in_a_team(cast: Cast, role: Role) -> None:
    """A funding contact or an owner of actions without a body would answer for nothing."""
    said: dict[str, Any] = {"by": cast.administrator, "to": cast.outsider, "partnership": cast.partnership}
    told = sentence_of(join_team, **said, role=role)
    assert told == f"Say for which body the person is {ROLES[role].label.lower()}."
    assert not TeamMembership.objects.filter(user=cast.outsider).exists()
    place = join_team(**said, role=role, organisation=cast.refuge, reason="Named by the refuge")
    assert (place.organisation, place.starts_on, place.ends_on) == (cast.refuge, TODAY, None)
    assert (place.reason, place.team.role) == ("Named by the refuge", role)
    assert cast.outsider.groups.get() == place.team.group


@pytest.mark.parametrize("belongs", ["lead", "managing", "joint"])
def test_opens_every_case_of_a_partnership_to_a_team_made_later(
    case: Case, other_case: Case, cast: Cast, belongs: str
) -> None:
    """Also those it manages or commissions with others; no other case, and each only once."""
    far: Partnership = put(Partnership, code="elsewhere", name="Elsewhere CSP")
    with change("Test", None):
        case.lead_csp = far if belongs == "lead" else cast.partnership
        case.managing_body = far if belongs == "managing" else None
        case.joint_csps.set([far] if belongs == "joint" else [])
        case.save()
    assert not Team.objects.filter(partnership=far).exists()
    join_team(by=cast.administrator, to=cast.outsider, partnership=far, role=Role.AUDITOR)
    group = team_of(far, Role.AUDITOR).group_id
    names = sorted(name for row, name, _ in stored_group_rows(case) if row == group)
    assert names == sorted(permission.value for permission in ROLES[Role.AUDITOR].on_case)
    assert list(visible_to(cast.outsider)) == [case]
    assert not [row for row in stored_group_rows(other_case) if row[0] == group]
    if belongs != "lead":
        assert difference(case) == set()


# appointments and seats


@pytest.fixture
def chaired(case: Case, cast: Cast) -> Appointment:
    """The appointment of a chair five days ago."""
    stand_at(case, Stage.CHAIR_APPOINTED)
    put(Declaration, case=case, user=cast.independent_chair, on=TODAY, has_interest=False)
    row: Appointment = put(
        Appointment, case=case, user=cast.independent_chair, post=Post.CHAIR, independence_statement="No tie",
        appointed_on=PartialDate.on(TODAY - 5 * DAY),
    )  # fmt: skip
    return row


@pytest.mark.parametrize(("back", "is_taken"), [(6, False), (5, True), (0, True)])
def test_ends_no_appointment_before_it_began(
    case: Case, cast: Cast, chaired: Appointment, back: int, is_taken: bool
) -> None:
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "appointment": chaired, "reason": "Unwell"}
    before = events(case)
    if is_taken:
        appointments.end_appointment(**said, on=TODAY - back * DAY)
    else:
        told = sentence_of(appointments.end_appointment, **said, on=TODAY - back * DAY)
        assert (told, events(case)) == ("An appointment cannot end before it began.", before)
    chaired.refresh_from_db()
    assert chaired.ended_on == (TODAY - back * DAY if is_taken else None)
    held = CaseMembership.objects.get(case=case, user=cast.independent_chair)
    assert held.ends_on == (TODAY - DAY if is_taken else None)


def test_ends_an_appointment_of_which_only_the_month_is_known(case: Case, cast: Cast, chaired: Appointment) -> None:
    """From its first possible day on."""
    with change("Test", None):
        chaired.appointed_on = PartialDate.parse("2026-03")
        chaired.save()
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "appointment": chaired, "reason": "Unwell"}
    told = sentence_of(appointments.end_appointment, **said, on=datetime.date(2026, 2, 28))
    assert told == "An appointment cannot end before it began."
    appointments.end_appointment(**said, on=datetime.date(2026, 3, 1))
    event = CaseEvent.objects.get(case=case, kind=Event.APPOINTMENT_ENDED)
    assert (event.on.value, event.detail, event.reason) == (
        datetime.date(2026, 3, 1), {"post": "Independent chair"}, "Unwell",
    )  # fmt: skip


@pytest.mark.parametrize("how", [panel.SeatChange.LEFT, panel.SeatChange.SITS])
def test_ends_no_seat_before_it_began(case: Case, cast: Cast, how: panel.SeatChange) -> None:
    """Neither as the member leaves nor as another takes the place; on its first day it may end."""
    stand_at(case, Stage.PANEL_WORK)
    start = TODAY - 4 * DAY
    seat: PanelSeat = put(PanelSeat, case=case, organisation=cast.health, user=cast.panel_member, starts_on=start)
    seating = panel.Seating(
        organisation=cast.health, change=how, reason="New post", member_name="Sam Reed" if how == "sits" else ""
    )
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "seating": seating, "replaces": seat}
    before = events(case)
    assert sentence_of(panel.seat_agency, **said, on=start - DAY) == "A seat cannot end before it began."
    assert (PanelSeat.objects.filter(case=case).count(), events(case)) == (1, before)
    seat.refresh_from_db()
    assert seat.is_filled
    row = panel.seat_agency(**said, on=start)
    seat.refresh_from_db()
    assert (seat.ends_on, seat.is_filled) == (start, False)
    assert (row.pk == seat.pk) is (how is panel.SeatChange.LEFT)
    assert not CaseMembership.objects.filter(case=case, user=cast.panel_member, ends_on=None).exists()


# promises and requests


@pytest.mark.parametrize(("back", "is_taken"), [(4, False), (3, True), (0, True)])
def test_keeps_no_promise_before_it_was_made(case: Case, cast: Cast, back: int, is_taken: bool) -> None:
    promise: FamilyContact = put(
        FamilyContact, case=case, on=TODAY - 3 * DAY, medium="letter", promise="Write again", promise_due_on=TODAY
    )
    said: dict[str, Any] = {
        "case": case, "by": cast.coordinator, "summary": "Wrote", "medium": "letter", "keeps": promise,
        "on": TODAY - back * DAY,
    }  # fmt: skip
    before = events(case)
    if is_taken:
        people.record_family_contact(**said)
    else:
        told = sentence_of(people.record_family_contact, **said)
        assert told == "The promise was made after that day. Check the date."
    promise.refresh_from_db()
    assert promise.promise_kept_on == (TODAY - back * DAY if is_taken else None)
    assert FamilyContact.objects.count() == 1 + is_taken
    assert events(case) == before + is_taken


def test_asks_an_agency_again_as_if_nothing_had_come_back(case: Case, cast: Cast) -> None:
    """A return that was signed off, then withdrawn, counts no more once the agency is asked anew."""
    stand_at(case, Stage.INFO_REQUESTED)
    request: InformationRequest = put(
        InformationRequest, case=case, organisation=cast.police, state=RequestState.SIGNED_OFF, asks_for="Records",
        asked_on=TODAY - 9 * DAY, due_on=TODAY, returned_on=TODAY - DAY, times_chased=2, answer="What we know",
    )  # fmt: skip
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "request": request}
    requests.withdraw_request(**said, reason="Sent by mistake")
    request.refresh_from_db()
    assert (request.at, request.returned_on, request.outcome_note) == (
        RequestState.WITHDRAWN, TODAY - DAY, "Sent by mistake",
    )  # fmt: skip
    requests.reopen_request(**said, due_on=TODAY, reason="No mistake")
    request.refresh_from_db()
    assert (request.at, request.due_on, request.returned_on, request.outcome_note) == (
        RequestState.ASKED, TODAY, None, "",
    )  # fmt: skip
    assert (request.answer, request.times_chased, request.asked_on) == ("What we know", 2, TODAY - 9 * DAY)
    event = CaseEvent.objects.filter(case=case, kind=Event.REQUEST_REOPENED).get()
    assert (event.reason, event.detail, event.subject_id) == ("No mistake", {"agency": "Testshire Police"}, request.pk)
    assert case.at is Stage.INFO_REQUESTED


def test_says_of_a_closed_request_that_there_is_nothing_to_remind_of(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.INFO_REQUESTED)
    closed = (RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.UNANSWERED)
    for body, state in zip((cast.police, cast.health, cast.refuge), closed, strict=True):
        request = put(
            InformationRequest, case=case, organisation=body, state=state, asked_on=TODAY, due_on=TODAY,
            asks_for="Records",
        )  # fmt: skip
        told = sentence_of(requests.chase_request, case=case, by=cast.coordinator, request=request)
        assert told == f"The request to {body} is closed; there is nothing to remind of."
        request.refresh_from_db()
        assert (request.times_chased, request.last_chased_on) == (0, None)


# days to come, and accounts


@pytest.mark.parametrize("day", [TODAY + DAY, PartialDate.on(TODAY + DAY), PartialDate.parse(str(TODAY.year + 1))])
def test_records_no_death_of_a_day_to_come(case: Case, cast: Cast, day: datetime.date | PartialDate) -> None:
    """Neither when it is referred nor by a correction later."""
    told = "The date of death is in the future. Enter the day on which it happened."
    on = day if isinstance(day, PartialDate) else PartialDate.on(day)
    said = Referral(partnership=cast.partnership, referred_by="Police", referred_on=TODAY, death_date=on)
    assert sentence_of(refer_death, by=cast.coordinator, referral=said) == told
    assert Case.objects.get() == case
    before = events(case)
    facts = {"death_date": on, "referred_by": "Somebody else"}
    assert sentence_of(corrections.correct, case=case, by=cast.coordinator, reason="Typing", facts=facts) == told
    case.refresh_from_db()
    assert (case.death_date.is_known, case.referred_by, events(case)) == (False, "Testshire Police", before)


def test_takes_the_year_that_still_runs_for_a_year_of_death(case: Case, cast: Cast) -> None:
    year = PartialDate.parse(str(TODAY.year))
    corrections.correct(case=case, by=cast.coordinator, reason="The year is known", facts={"death_date": year})
    case.refresh_from_db()
    assert (case.death_date, case.year_of_death) == (year, TODAY.year)


def test_invites_nobody_whose_account_was_closed_meanwhile(cast: Cast) -> None:
    """The page was open while another administrator closed the account."""
    seen_before = User.objects.get(pk=cast.auditor.pk)
    accounts.deactivate(by=cast.administrator, account=cast.auditor, reason="Left")
    before = (AccountChange.objects.count(), Notice.objects.count())
    with pytest.raises(NotNow) as refused:
        accounts.invite_again(by=cast.administrator, account=seen_before)
    assert refused.value.sentence == "This account is deactivated. Reactivate it first."
    assert (AccountChange.objects.count(), Notice.objects.count()) == before


def test_gives_the_coordinator_of_one_case_no_way_into_another(case: Case, other_case: Case, cast: Cast) -> None:
    """Nor does an act of theirs on the other case leave anything behind."""
    grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.COORDINATOR)
    assert list(visible_to(cast.outsider)) == [case]
    before = events(other_case)
    with pytest.raises(ReviewError):
        grant_role(case=other_case, by=cast.outsider, to=cast.auditor, role=Role.FAMILY_ADVOCATE)
    assert events(other_case) == before
    assert CasePermission.GRANT_ROLES in ROLES[Role.COORDINATOR].on_case
