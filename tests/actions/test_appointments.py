"""Interests are declared, a chair is appointed and released."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases.actions import appointments, core
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Appointment, Case, CaseEvent, CaseMembership, Declaration, Post, Quote
from dhr_cases.permissions import granted, roles_on
from dhr_cases.roles import CasePermission, Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import engagement

TODAY = timezone.localdate()


@pytest.fixture
def waiting(cast: Cast, case: Case) -> Case:
    """A case whose family was told and whose chair-to-be has declared nothing to hide."""
    case_at(cast, case, Stage.FAMILY_CONTACTED)
    appointments.declare_interests(case=case, by=cast.coordinator, person=cast.outsider, has_interest=False)
    return case


def test_appoints_the_chair_and_opens_the_case_to_them(waiting: Case, cast: Cast) -> None:
    """Stage, appointment, membership and permissions come in one act."""
    wanted = replace(engagement(cast), person=cast.outsider)
    row = appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=wanted)
    assert waiting.at is Stage.CHAIR_APPOINTED
    assert row.fee_pence == 900_000
    assert row.day_rate_pence is None
    assert CasePermission.RUN_PANEL in granted(cast.outsider, waiting)
    kinds = set(CaseEvent.objects.filter(case=waiting).values_list("kind", flat=True))
    assert {Event.CHAIR_APPOINTED, Event.MEMBERSHIP_GRANTED} <= kinds


def test_gives_a_role_held_already_only_once(waiting: Case, cast: Cast) -> None:
    """A chair who was given the role before keeps that membership."""
    appointments.declare_interests(case=waiting, by=cast.coordinator, person=cast.independent_chair, has_interest=False)
    appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=engagement(cast))
    assert CaseMembership.objects.filter(case=waiting, user=cast.independent_chair).count() == 1


def test_refuses_an_appointment_by_the_partnership_chair(waiting: Case, cast: Cast) -> None:
    """Appointing is the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        appointments.appoint_chair(case=waiting, by=cast.csp_chair, engagement=engagement(cast))


def test_refuses_an_appointment_before_the_family_is_told(case: Case, cast: Cast) -> None:
    """The stage comes first."""
    with pytest.raises(NotNow, match="Family told"):
        appointments.appoint_chair(case=case, by=cast.coordinator, engagement=engagement(cast))


def test_refuses_when_nobody_has_declared_anything(cast: Cast, case: Case) -> None:
    """The guard names the declaration."""
    case_at(cast, case, Stage.FAMILY_CONTACTED)
    with pytest.raises(Incomplete, match="declaration of interests"):
        appointments.appoint_chair(case=case, by=cast.coordinator, engagement=engagement(cast))


def test_refuses_a_person_who_has_not_declared(waiting: Case, cast: Cast) -> None:
    """Somebody else's declaration does not count."""
    with pytest.raises(Incomplete, match="Independent Chair's declaration"):
        appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=engagement(cast))
    assert not Appointment.objects.filter(case=waiting).exists()


def test_refuses_a_declared_interest_nobody_decided_on(waiting: Case, cast: Cast) -> None:
    """An interest is no bar; an undecided one is."""
    wanted = replace(engagement(cast), person=cast.outsider)
    appointments.declare_interests(
        case=waiting, by=cast.coordinator, person=cast.outsider, has_interest=True, text="Worked for the police"
    )
    with pytest.raises(Incomplete, match="what was decided"):
        appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=wanted)
    appointments.declare_interests(
        case=waiting, by=cast.coordinator, person=cast.outsider, has_interest=True,
        text="Worked for the police until 1999", decision="No conflict",
    )  # fmt: skip
    appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=wanted)
    assert waiting.at is Stage.CHAIR_APPOINTED


def test_asks_for_a_reason_when_quotes_are_few(waiting: Case, cast: Cast) -> None:
    """Three quotes need no reason, fewer do; neither blocks."""
    wanted = replace(engagement(cast), person=cast.outsider, choice_reason="")
    with pytest.raises(Incomplete, match="0 quotes recorded; 3 are usual"):
        appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=wanted)
    for amount in (800_000, None, 1_000_050):
        appointments.add_quote(case=waiting, by=cast.coordinator, supplier="A supplier", amount_pence=amount)
    appointments.appoint_chair(case=waiting, by=cast.coordinator, engagement=wanted)
    assert [row.amount_pence for row in Quote.objects.filter(case=waiting)] == [800_000, None, 1_000_050]


def test_refuses_a_first_appointment_of_an_author_alone(waiting: Case, cast: Cast) -> None:
    """The chair comes first."""
    with pytest.raises(Incomplete, match="that of the chair"):
        appointments.appoint_chair(
            case=waiting, by=cast.coordinator, engagement=replace(engagement(cast), post=Post.AUTHOR)
        )


def test_adds_an_author_without_moving_the_case(cast: Cast, case: Case) -> None:
    """A later author has an event of their own."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    appointments.declare_interests(case=case, by=cast.coordinator, person=cast.outsider, has_interest=False)
    author = replace(engagement(cast), person=cast.outsider, post=Post.AUTHOR)
    appointments.appoint_author(case=case, by=cast.coordinator, engagement=author)
    assert case.at is Stage.CHAIR_APPOINTED
    assert CaseEvent.objects.filter(case=case, kind=Event.AUTHOR_APPOINTED).count() == 1
    assert Role.INDEPENDENT_CHAIR in roles_on(cast.outsider, case)


def test_replaces_a_chair_only_after_the_first_has_gone(cast: Cast, case: Case) -> None:
    """Two chairs never overlap; access ends with the appointment."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    appointments.declare_interests(case=case, by=cast.coordinator, person=cast.outsider, has_interest=False)
    successor = replace(engagement(cast), person=cast.outsider)
    with pytest.raises(Incomplete, match="has a chair"):
        appointments.appoint_author(case=case, by=cast.coordinator, engagement=successor)
    first = Appointment.objects.get(case=case)
    appointments.end_appointment(case=case, by=cast.coordinator, appointment=first, reason="Ill health")
    assert Appointment.objects.get(pk=first.pk).ended_on == TODAY
    assert not granted(cast.independent_chair, case)
    appointments.appoint_author(case=case, by=cast.coordinator, engagement=successor)
    assert CasePermission.RUN_PANEL in granted(cast.outsider, case)


def test_refuses_to_end_an_appointment_twice(cast: Cast, case: Case) -> None:
    """What has ended stays ended on its first day."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    row = Appointment.objects.get(case=case)
    appointments.end_appointment(case=case, by=cast.coordinator, appointment=row, reason="Ill health")
    with pytest.raises(Incomplete, match="ended already"):
        appointments.end_appointment(case=case, by=cast.coordinator, appointment=row, reason="Again")


def test_lets_each_person_declare_their_own_interests_only(case: Case, cast: Cast) -> None:
    """A panel member declares for themselves; others' declarations are the coordinator's to record."""
    row = appointments.declare_interests(case=case, by=cast.panel_member, has_interest=False)
    assert row.user == cast.panel_member
    with pytest.raises(NotPermitted, match="your own interests"):
        appointments.declare_interests(case=case, by=cast.panel_member, person=cast.outsider, has_interest=False)
    with pytest.raises(NotPermitted, match="what was decided"):
        appointments.declare_interests(
            case=case, by=cast.panel_member, has_interest=True, text="My sister works there", decision="No conflict"
        )
    assert Declaration.objects.filter(case=case).count() == 1


def test_refuses_an_interest_without_words_and_a_day_to_come(case: Case, cast: Cast) -> None:
    """A declared interest says what it is; nothing is declared tomorrow."""
    with pytest.raises(Incomplete, match="what the interest is"):
        appointments.declare_interests(case=case, by=cast.coordinator, has_interest=True)
    with pytest.raises(Incomplete, match="in the future"):
        appointments.declare_interests(
            case=case, by=cast.coordinator, has_interest=False, on=TODAY + datetime.timedelta(days=1)
        )


def test_leaves_no_appointment_behind_when_the_event_fails(
    waiting: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Appointment, membership and stage fall together."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        appointments.appoint_chair(
            case=waiting, by=cast.coordinator, engagement=replace(engagement(cast), person=cast.outsider)
        )
    assert not Appointment.objects.filter(case=waiting).exists()
    assert not CaseMembership.objects.filter(case=waiting, user=cast.outsider).exists()
    assert Case.objects.get(pk=waiting.pk).stage == Stage.FAMILY_CONTACTED
