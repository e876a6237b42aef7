"""Does every row of the notice table reach whom it names, and nobody else?"""

import datetime
from collections.abc import Mapping
from contextlib import suppress

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.memberships import join_team
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    CaseMembership,
    InformationRequest,
    Notice,
    Organisation,
    Partnership,
    Provenance,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.notices import NOTICES, Kind, held_back, is_held_back, is_reachable, kinds_for, queue_for
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from tests.conftest import Cast
from tests.following import followed, planned

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)

POLICE = {"agency_author", "agency_contact"}
REVIEWERS = {"csp_chair", "independent_chair", "panel_member"}
TOLD: Mapping[Kind, set[str]] = {
    Kind.REQUEST_MADE: POLICE,
    Kind.REQUEST_CHASED: POLICE,
    Kind.REQUEST_ENDED: POLICE,
    Kind.RETURN_TO_SIGN: {"agency_contact"},
    Kind.RETURN_ARRIVED: {"coordinator", "independent_chair"},
    Kind.HOLD_CHANGED: REVIEWERS,
    Kind.DRAFT_TO_READ: {"panel_member", "family_advocate"},
    Kind.LETTER_ARRIVED: REVIEWERS,
    Kind.REPORT_CLEARED: {*REVIEWERS, "commissioner_office", "pcc_office"},
    Kind.REPORT_PUBLISHED: {"independent_chair", "panel_member", "family_advocate", "pcc_office"},
    Kind.REVIEW_CLOSED: REVIEWERS,
}
"""Who of the cast is told, when the auditor records the event and it is about a request to the police."""

PERSONAL = {Kind.ROLE_GIVEN, Kind.ROLE_ENDED, Kind.COPY_TO_READ}
TO_OWNERS = {Kind.ACTION_SENT_BACK}
"""About an action, not a request: tests/actions/test_action_verifying.py says who is told."""
AGENCY_ROLES = (Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT)


@pytest.fixture
def request_to_police(case: Case, cast: Cast) -> InformationRequest:
    """A request that waits for the police; nobody has been told of anything yet."""
    Notice.objects.all().delete()
    return ask(case, cast, cast.police)


def ask(case: Case, cast: Cast, body: Organisation) -> InformationRequest:
    """A request to an agency."""
    with change("Test request", cast.coordinator):
        row: InformationRequest = InformationRequest.objects.create(
            case=case, organisation=body, asked_on=TODAY, due_on=TODAY, asks_for="Your records"
        )
    return row


def record(case: Case, by: User, kind: Event, about: InformationRequest | None = None, **more: object) -> CaseEvent:
    """An event as an act records it."""
    subject = {"subject": "informationrequest", "subject_id": about.pk} if about else {}
    values = {"case": case, "kind": kind, "on": TODAY, "stage": case.stage, "by": by, **subject, **more}
    row: CaseEvent = CaseEvent.objects.create(**values)
    return row


def parts(cast: Cast, notices: list[Notice], kind: Kind) -> set[str]:
    """The parts of those a message goes to."""
    names = {person.pk: part for part, person in cast.people().items()}
    return {names[notice.to_id] for notice in notices if notice.kind == kind}


def test_expects_something_of_every_message_that_an_event_causes() -> None:
    caused = {kind for kind, row in NOTICES.items() if row.when}
    assert caused == {*TOLD, *PERSONAL, *TO_OWNERS, Kind.STEP_WAITS}


@pytest.mark.parametrize("kind", TOLD)
def test_tells_whom_the_table_names(cast: Cast, case: Case, request_to_police: InformationRequest, kind: Kind) -> None:
    """Of each of its events; an agency is led home, since it has no page of the case."""
    page = reverse("home") if TOLD[kind] <= POLICE else reverse("case", args=[case.reference])
    for event in NOTICES[kind].when:
        told = queue_for(record(case, cast.auditor, event, request_to_police))
        assert parts(cast, told, kind) == TOLD[kind]
        assert {(notice.case_id, notice.path) for notice in told if notice.kind == kind} == {(case.pk, page)}


def test_keeps_the_news_of_one_agency_from_another(
    cast: Cast, case: Case, request_to_police: InformationRequest
) -> None:
    other = ask(case, cast, cast.health)
    told = queue_for(record(case, cast.auditor, Event.REQUEST_CHASED, other))
    assert parts(cast, told, Kind.REQUEST_CHASED) == {"second_author"}


def test_tells_the_owner_of_the_action_it_is_about_and_no_other(cast: Cast, case: Case) -> None:
    """Led to the own actions, since an owner has no page of the case; what is about no action reaches nobody."""
    join_team(by=None, to=cast.outsider, partnership=cast.partnership, role=Role.ACTION_OWNER, organisation=cast.health)
    of_police, of_health, of_nobody = planned(cast, followed(cast, case), [cast.police, cast.health, None])
    for action, expected in ((of_police, {"action_owner"}), (of_health, {"outsider"}), (of_nobody, set())):
        event = record(case, cast.auditor, Event.ACTION_SENT_BACK, subject="action", subject_id=action.pk)
        told = queue_for(event)
        assert parts(cast, told, Kind.ACTION_SENT_BACK) == expected
        assert {notice.path for notice in told} <= {reverse("my_actions")}
    assert queue_for(record(case, cast.auditor, Event.ACTION_SENT_BACK)) == []
    own = record(case, cast.action_owner, Event.ACTION_SENT_BACK, subject="action", subject_id=of_police.pk)
    assert queue_for(own) == []


@pytest.mark.parametrize("part", ["csp_chair", "independent_chair", "panel_member"])
def test_leaves_out_who_did_it(cast: Cast, case: Case, part: str) -> None:
    told = queue_for(record(case, cast.people()[part], Event.HOLD_STARTED))
    assert parts(cast, told, Kind.HOLD_CHANGED) == REVIEWERS - {part}


@pytest.mark.parametrize("part", ["csp_chair", "independent_chair"])
def test_leaves_out_accounts_that_are_switched_off(cast: Cast, case: Case, part: str) -> None:
    """By membership or by standing team alike."""
    person = cast.people()[part]
    person.is_active = False
    person.save()
    told = queue_for(record(case, cast.auditor, Event.HOLD_STARTED))
    assert parts(cast, told, Kind.HOLD_CHANGED) == REVIEWERS - {part}


@pytest.mark.parametrize(
    ("starts", "ends", "is_told"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY, True),
        (TODAY - 2 * DAY, TODAY - DAY, False),
    ],
)
def test_tells_members_from_their_first_day_to_their_last(
    cast: Cast, case: Case, starts: datetime.date, ends: datetime.date | None, is_told: bool
) -> None:
    member = CaseMembership.objects.get(case=case, user=cast.panel_member)
    member.starts_on, member.ends_on = starts, ends
    with change("Test span", cast.coordinator):
        member.save()
    told = queue_for(record(case, cast.auditor, Event.HOLD_STARTED))
    assert ("panel_member" in parts(cast, told, Kind.HOLD_CHANGED)) is is_told


def test_tells_no_team_of_another_partnership(cast: Cast, case: Case) -> None:
    other = partnership("elsewhere")
    join_team(by=None, to=cast.outsider, partnership=other, role=Role.CSP_CHAIR)
    told = queue_for(record(case, cast.auditor, Event.HOLD_STARTED))
    assert "outsider" not in parts(cast, told, Kind.HOLD_CHANGED)


def test_tells_the_team_of_the_body_that_manages_the_case(cast: Cast, case: Case) -> None:
    """It works for the partnership that leads."""
    body = partnership("managing")
    join_team(by=None, to=cast.outsider, partnership=body, role=Role.CSP_CHAIR)
    case.managing_body = body
    with change("Test managing body", cast.coordinator):
        case.save()
    told = queue_for(record(case, cast.auditor, Event.HOLD_STARTED))
    assert parts(cast, told, Kind.HOLD_CHANGED) == {*REVIEWERS, "outsider"}


def partnership(code: str) -> Partnership:
    """Another partnership of the same site."""
    with change("Test partnership", None):
        row: Partnership = Partnership.objects.create(code=code, name=f"{code.title()} CSP")
    return row


def test_sends_one_message_to_a_person_with_two_roles(cast: Cast, case: Case) -> None:
    join_team(by=None, to=cast.independent_chair, partnership=cast.partnership, role=Role.CSP_CHAIR)
    told = queue_for(record(case, cast.auditor, Event.HOLD_STARTED))
    assert [notice.to_id for notice in told].count(cast.independent_chair.pk) == 1


@pytest.mark.parametrize(
    ("event", "kind", "page"),
    [
        (Event.MEMBERSHIP_GRANTED, Kind.ROLE_GIVEN, ""),
        (Event.MEMBERSHIP_ENDED, Kind.ROLE_ENDED, "home"),
        (Event.READING_ROOM_OPENED, Kind.COPY_TO_READ, "my_readings"),
    ],
)
def test_tells_only_the_person_concerned(cast: Cast, case: Case, event: Event, kind: Kind, page: str) -> None:
    """Of a role, or a copy to read; led to the case, home, or to the drafts that wait."""
    told = queue_for(record(case, cast.coordinator, event, detail={"account": cast.outsider.pk}))
    assert (parts(cast, told, kind), len(told)) == ({"outsider"}, 1)
    assert told[0].path == (reverse(page) if page else reverse("case", args=[case.reference]))


@pytest.mark.parametrize("event", [Event.MEMBERSHIP_GRANTED, Event.MEMBERSHIP_ENDED])
def test_tells_nobody_of_a_role_they_took_themselves(cast: Cast, case: Case, event: Event) -> None:
    assert queue_for(record(case, cast.coordinator, event, detail={"account": cast.coordinator.pk})) == []
    assert queue_for(record(case, cast.coordinator, event)) == []


def test_asks_the_owner_of_each_stage_that_waits_for_one_person(cast: Cast, case: Case) -> None:
    """Agencies have messages of their own, and after the end nobody is asked."""
    asked = {stage: parts(cast, queue_for(arrival(case, cast, stage)), Kind.STEP_WAITS) for stage in Stage}
    owners = {stage: {row.owner.value.lower()} for stage, row in STAGES.items()}
    silent = {stage for stage, row in STAGES.items() if row.is_final or row.owner in AGENCY_ROLES}
    assert asked == {stage: set() if stage in silent else owners[stage] for stage in Stage}


def arrival(case: Case, cast: Cast, stage: Stage, *, moved: bool = True) -> CaseEvent:
    """The event of a stage."""
    return record(case, cast.auditor, STAGES[stage].event, stage=stage, moved=moved)


def test_asks_nobody_when_no_stage_began(cast: Cast, case: Case) -> None:
    """The same event can be recorded beside a stage, as a second letter is."""
    assert not [stage for stage in Stage if Kind.STEP_WAITS in kinds_for(arrival(case, cast, stage, moved=False))]


@pytest.mark.parametrize("provenance", [Provenance.TAKEN_ON, Provenance.ASSUMED])
def test_tells_nobody_of_a_day_entered_from_elsewhere(cast: Cast, case: Case, provenance: Provenance) -> None:
    assert queue_for(record(case, cast.auditor, Event.HOLD_STARTED, provenance=provenance)) == []


def test_holds_back_only_as_long_as_it_is_asked_to(cast: Cast, case: Case) -> None:
    """Also when what is done inside fails."""
    with suppress(ZeroDivisionError), held_back():
        assert queue_for(record(case, cast.auditor, Event.HOLD_STARTED)) == []
        assert 1 / 0
    assert not is_held_back()
    assert queue_for(record(case, cast.auditor, Event.HOLD_STARTED))


@pytest.mark.parametrize(("is_active", "email", "expected"), [(True, "a@b.test", True), (False, "a@b.test", False)])
def test_reaches_open_accounts_only(is_active: bool, email: str, expected: bool) -> None:
    assert is_reachable(User(is_active=is_active, email=email)) is expected
    assert not is_reachable(User(is_active=is_active, email=""))
