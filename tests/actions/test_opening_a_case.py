"""What is there once a death is referred or a running review is taken on, and what is refused with nothing written?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import referral
from dhr_cases.actions.core import acting
from dhr_cases.actions.grants import difference
from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.actions.taking_on import take_on, take_on_all
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    HomeOfficeNotice,
    PartialDate,
    Partnership,
    Post,
    Provenance,
    Publication,
    QALetter,
    QAOutcome,
    Submission,
)
from dhr_cases.models.history import change
from dhr_cases.pseudonyms import TAKEN_IN_AREA
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.actions.test_taking_on import days, running
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
UNKNOWN = PartialDate.unknown()
Parsed = PartialDate.parse


def referred(cast: Cast, **said: Any) -> Referral:
    """A referral of today, of which more is said."""
    return replace(Referral(cast.partnership, "Testshire Police", TODAY), **said)


def coordinators_of(case: Case) -> list[tuple[object, ...]]:
    """Who holds the coordinator's role on the case itself, since when and why."""
    held = CaseMembership.objects.filter(case=case, role=Role.COORDINATOR)
    return list(held.values_list("user", "starts_on", "ends_on", "reason"))


@pytest.fixture
def far(cast: Cast) -> Partnership:
    with change("Test", None):
        made: Partnership = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    return made


# a death is referred


def test_makes_whoever_opens_the_case_its_coordinator(cast: Cast) -> None:
    case = refer_death(by=cast.coordinator, referral=referred(cast))
    assert coordinators_of(case) == [(cast.coordinator.pk, TODAY, None, "Opened the case")]
    assert difference(case) == set()


def test_keeps_every_word_of_the_referral(cast: Cast) -> None:
    said: dict[str, Any] = {
        "pseudonym": "Wren", "death_type": "homicide", "death_place_type": "home", "has_multiple_deaths": True,
        "successor_of_csp": "Old Testshire CSP", "death_date": Parsed("2026-02"),
    }  # fmt: skip
    facts = referred(
        cast, **said, route="By e-mail", reference="OWN-7", referred_on=Parsed("2026-03"), aware_on=TODAY - DAY
    )
    case = Case.objects.get(pk=refer_death(by=cast.coordinator, referral=facts).pk)
    assert {name: getattr(case, name) for name in said} == said
    assert (case.reference, case.referred_by, case.referral_route) == ("OWN-7", "Testshire Police", "By e-mail")
    assert (case.referred_on, case.aware_on) == (Parsed("2026-03"), PartialDate.on(TODAY - DAY))
    assert (case.at, case.stage_since, case.lead_csp) == (Stage.REFERRED, datetime.date(2026, 3, 1), cast.partnership)
    assert case.history.get().history_change_reason == "Referral received"


def test_records_the_referral_as_the_move_and_awareness_as_none(cast: Cast) -> None:
    """Two events of the coordinator, each of its own day."""
    facts = referred(cast, referred_on=TODAY - DAY, aware_on=TODAY)
    case = refer_death(by=cast.coordinator, referral=facts)
    rows = [
        (row.kind, row.on.value, row.moved, row.stage, row.by, row.by_role)
        for row in CaseEvent.objects.filter(case=case).order_by("pk")
    ]
    who = (Stage.REFERRED.value, cast.coordinator, "Coordinator")
    assert rows == [
        (Event.REFERRAL_RECEIVED, TODAY - DAY, True, *who),
        (Event.CSP_CHAIR_AWARE, TODAY, False, *who),
    ]


def test_starts_no_month_to_decide_where_nobody_knows_when_the_chair_heard(cast: Cast) -> None:
    case = refer_death(by=cast.coordinator, referral=referred(cast))
    assert case.aware_on == UNKNOWN
    assert not CaseEvent.objects.filter(case=case, kind=Event.CSP_CHAIR_AWARE).exists()


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"referred_on": TODAY + DAY},
        "The date of the referral is in the future. Enter the day on which it happened.",
    ),
    (
        {"aware_on": TODAY + DAY},
        "The date the chair became aware is in the future. Enter the day on which it happened.",
    ),
)


@pytest.mark.parametrize(("said", "told"), REFUSED)
def test_opens_no_case_on_a_day_to_come(cast: Cast, said: dict[str, Any], told: str) -> None:
    with pytest.raises(Incomplete) as refused:
        refer_death(by=cast.coordinator, referral=referred(cast, **said))
    assert refused.value.sentence == told
    assert not Case.objects.exists()


def test_opens_no_second_case_under_a_reference(cast: Cast, case: Case) -> None:
    """Also in other letters."""
    facts = referred(cast, reference=case.reference.lower())
    with pytest.raises(Incomplete) as refused:
        refer_death(by=cast.coordinator, referral=facts)
    assert refused.value.sentence == (f"The reference {case.reference.lower()} is already in use. Choose another.")
    assert Case.objects.count() == 1


def test_opens_no_two_cases_of_a_partnership_under_one_pseudonym(cast: Cast, case: Case, far: Partnership) -> None:
    """Neither referred nor taken on; another partnership may have it."""
    join_team(by=None, to=cast.coordinator, partnership=far, role=Role.COORDINATOR)
    with pytest.raises(Incomplete) as refused:
        refer_death(by=cast.coordinator, referral=referred(cast, pseudonym="robin"))
    assert refused.value.sentence == TAKEN_IN_AREA
    with pytest.raises(Incomplete) as refused:
        take_on(by=cast.coordinator, case_facts=running(cast, Stage.DRAFTING, pseudonym="Robin"))
    assert refused.value.sentence == TAKEN_IN_AREA
    assert list(Case.objects.all()) == [case]
    refer_death(by=cast.coordinator, referral=referred(cast, pseudonym="Robin", partnership=far))
    assert Case.objects.filter(pseudonym="Robin").count() == 2


@pytest.mark.parametrize("part", ["csp_chair", "independent_chair", "finance_officer", "outsider"])
def test_opens_no_case_for_others(cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted):
        refer_death(by=cast.people()[part], referral=referred(cast))
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("used", "following"),
    [
        ((), "001"),
        (("TESTSHIRE-2026-001",), "002"),
        (("TESTSHIRE-2026-009", "TESTSHIRE-2026-003"), "010"),
        (("TESTSHIRE-2026-999",), "1000"),
        (("TESTSHIRE-2025-007", "ELSEWHERE-2026-007", "TESTSHIRE-2026-B"), "001"),
    ],
)
def test_numbers_the_cases_of_a_partnership_and_year(cast: Cast, used: tuple[str, ...], following: str) -> None:
    """After the highest of that year; what is no number counts for nothing."""
    for reference in used:
        refer_death(by=cast.coordinator, referral=referred(cast, reference=reference))
    day = datetime.date(2026, 6, 1)
    assert referral.next_reference(cast.partnership, day) == f"TESTSHIRE-2026-{following}"


# the day of awareness, and who leads


def test_keeps_the_day_the_chair_heard_in_case_and_history(cast: Cast, other_case: Case, case: Case) -> None:
    referral.record_awareness(case=other_case, by=cast.coordinator, on=TODAY - DAY)
    assert Case.objects.get(pk=other_case.pk).aware_on.value == TODAY - DAY
    event = CaseEvent.objects.get(case=other_case, kind=Event.CSP_CHAIR_AWARE)
    assert (event.on.value, event.moved) == (TODAY - DAY, False)
    assert Case.objects.get(pk=case.pk).aware_on.value == TODAY - 9 * DAY


def test_agrees_on_one_lead_and_those_who_commission_jointly(cast: Cast, case: Case, far: Partnership) -> None:
    """The joint partnership's teams see the case from now on; the note is the act's reason."""
    referral.agree_lead(
        case=case, by=cast.coordinator, lead=far, joint=(cast.partnership,), note="Both knew her", on=TODAY - DAY
    )
    case.refresh_from_db()
    assert (case.lead_csp, list(case.joint_csps.all()), case.joint_note) == (far, [cast.partnership], "Both knew her")
    event = CaseEvent.objects.get(case=case, kind=Event.LEAD_AGREED)
    assert event.detail == {"lead": "elsewhere", "joint": ["testshire"]}
    assert (event.reason, event.moved, event.on.value, case.stage_since) == (
        "Both knew her", True, TODAY - DAY, TODAY - DAY,
    )  # fmt: skip
    assert difference(case) == set()


def test_lets_no_partnership_lead_and_commission_jointly(cast: Cast, case: Case) -> None:
    with pytest.raises(Incomplete) as refused:
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership, joint=(cast.partnership,))
    assert refused.value.sentence == "Testshire CSP is the lead; leave it out of the joint partnerships."
    assert Case.objects.get(pk=case.pk).at is Stage.REFERRED


def test_hands_a_case_to_the_partnership_that_leads_elsewhere(cast: Cast, case: Case) -> None:
    referral.transfer(case=case, by=cast.coordinator, to="Borderland CSP", reason="She lived there", on=TODAY - DAY)
    stands = Case.objects.get(pk=case.pk)
    assert (stands.at, stands.transferred_to, stands.stage_since) == (
        Stage.TRANSFERRED, "Borderland CSP", TODAY - DAY,
    )  # fmt: skip
    event = CaseEvent.objects.latest("pk")
    assert (event.detail, event.reason, event.on.value) == ({"to": "Borderland CSP"}, "She lived there", TODAY - DAY)


def test_starts_to_scope_on_the_day_said(cast: Cast, case: Case) -> None:
    referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership, on=TODAY - 3 * DAY)
    referral.start_scoping(case=case, by=cast.coordinator, on=TODAY - 2 * DAY)
    event = CaseEvent.objects.get(case=case, kind=Event.SCOPING_STARTED)
    assert (event.on.value, event.moved, case.stage_since) == (TODAY - 2 * DAY, True, TODAY - 2 * DAY)


# a running review is taken on


def test_makes_whoever_takes_a_review_on_its_coordinator(cast: Cast) -> None:
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.DRAFTING))
    assert coordinators_of(case) == [(cast.coordinator.pk, TODAY, None, "Taken on while running")]
    assert difference(case) == set()
    last = CaseEvent.objects.filter(case=case).latest("pk")
    assert (last.kind, last.moved, last.provenance, last.by_role) == (
        Event.TAKEN_ON, True, Provenance.RECORDED, "Coordinator",
    )  # fmt: skip


def test_keeps_what_is_known_of_a_review_taken_on(cast: Cast) -> None:
    known = days(referral="2025-01", chair_aware="2025-02-01", end_proposed="2026-02")
    facts = running(
        cast, Stage.END_PROPOSED, days=known, pseudonym="Wren", partnership_before="Old CSP",
        death_date=Parsed("2024-12"), death_type="homicide",
    )  # fmt: skip
    case = Case.objects.get(pk=take_on(by=cast.coordinator, case_facts=facts).pk)
    assert (case.is_taken_on, case.resumes_at, case.pseudonym) == (True, Stage.DRAFTING, "Wren")
    assert (case.referred_on, case.aware_on) == (Parsed("2025-01"), Parsed("2025-02-01"))
    assert (case.death_date, case.death_type, case.successor_of_csp) == (Parsed("2024-12"), "homicide", "Old CSP")
    assert case.stage_since == datetime.date(2026, 2, 1)
    moved = CaseEvent.objects.filter(case=case, moved=True).values_list("kind", flat=True)
    assert list(moved) == [Event.TAKEN_ON]


def test_takes_no_review_on_with_a_death_to_come(cast: Cast) -> None:
    facts = running(cast, Stage.DRAFTING, death_date=PartialDate.on(TODAY + DAY))
    with pytest.raises(Incomplete, match="^The date of death is in the future"):
        take_on(by=cast.coordinator, case_facts=facts)
    assert not Case.objects.exists()
    today = running(cast, Stage.DRAFTING, death_date=PartialDate.on(TODAY))
    assert take_on(by=cast.coordinator, case_facts=today).death_date.value == TODAY


def test_appoints_the_chair_who_is_there(cast: Cast) -> None:
    """With the day of the appointment as it is known; no statement or fee is made up."""
    facts = running(cast, Stage.DRAFTING, chair=cast.outsider, days=days(chair_appointed="2025-06"))
    case = take_on(by=cast.coordinator, case_facts=facts)
    row = Appointment.objects.get(case=case)
    assert (row.user, row.post, row.appointed_on) == (cast.outsider, Post.CHAIR, Parsed("2025-06"))
    assert (row.independence_statement, row.fee_pence) == ("", None)
    held = CaseMembership.objects.get(case=case, user=cast.outsider)
    assert (held.role, held.reason) == (Role.INDEPENDENT_CHAIR, "Taken on while running")


GROUND: tuple[tuple[Stage, dict[str, str], int, int, int], ...] = (
    (Stage.DRAFTING, {}, 0, 0, 0),
    (Stage.HO_SCRUTINY, {}, 1, 0, 0),
    (Stage.SUBMITTED, {}, 0, 1, 0),
    (Stage.AT_QA, {}, 0, 1, 0),
    (Stage.AMENDING, {}, 0, 1, 0),
    (Stage.RESUBMITTED, {}, 0, 2, 0),
    (Stage.QA_CLEARED, {}, 0, 0, 0),
    (Stage.QA_CLEARED, {"submitted": "2025-11"}, 0, 1, 0),
    (Stage.QA_CLEARED, {"submitted": "2025-11", "resubmitted": "2026-02"}, 0, 2, 0),
    (Stage.PRE_PUBLICATION, {}, 0, 0, 1),
    (Stage.MONITORING, {}, 0, 0, 1),
    (Stage.CLOSED, {}, 0, 0, 0),
)


@pytest.mark.parametrize(("stage", "known", "notices", "rounds", "plans"), GROUND)
def test_makes_only_the_rows_the_next_step_stands_on(
    cast: Cast, stage: Stage, known: dict[str, str], notices: int, rounds: int, plans: int
) -> None:
    case = take_on(by=cast.coordinator, case_facts=running(cast, stage, days=days(**known)))
    assert HomeOfficeNotice.objects.filter(case=case).count() == notices
    assert [row.round for row in Submission.objects.filter(case=case).order_by("round")] == [1, 2][:rounds]
    assert Publication.objects.filter(case=case).count() == plans
    assert set(Submission.objects.filter(case=case).values_list("sent_to", flat=True)) <= {"Home Office"}


def test_gives_board_and_letter_to_the_last_round_that_has_them(cast: Cast) -> None:
    """While changes are made after a resubmission the letter is the second; the first one's day is not known."""
    known = days(submitted="2025-11", board="2026-08-14", letter="2026-09-01", resubmitted="2026-07")
    facts = running(cast, Stage.AMENDING, days=known, letter_outcome=QAOutcome.PUBLISHABLE_WITH_CHANGES.value)
    case = take_on(by=cast.coordinator, case_facts=facts)
    first, second = QALetter.objects.filter(submission__case=case).order_by("submission__round")
    assert (first.letter_on, first.outcome) == (UNKNOWN, QAOutcome.RESUBMIT)
    assert (second.letter_on, second.outcome) == (Parsed("2026-09-01"), QAOutcome.PUBLISHABLE_WITH_CHANGES)
    assert (second.board_on, second.submission.board_on) == (Parsed("2026-08-14"), Parsed("2026-08-14"))
    assert (first.submission.on, second.submission.on) == (Parsed("2025-11"), Parsed("2026-07"))
    assert first.submission.board_on == UNKNOWN


def test_says_of_the_first_round_what_its_letter_said(cast: Cast) -> None:
    """Sent again and not answered: the letter is that of the first round."""
    known = days(submitted="2025-11", letter="2026-02-03", resubmitted="2026-08-14")
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.RESUBMITTED, days=known))
    letter = QALetter.objects.get(submission__case=case)
    assert (letter.submission.round, letter.letter_on, letter.outcome) == (1, Parsed("2026-02-03"), QAOutcome.RESUBMIT)
    assert case.stage_since == datetime.date(2026, 8, 14)


def test_takes_on_a_whole_portfolio(cast: Cast) -> None:
    """Each in the order given."""
    stages = (Stage.DRAFTING, Stage.SCOPING)
    wanted = [running(cast, stage, reference=f"OLD-{number}") for number, stage in enumerate(stages)]
    taken = take_on_all(by=cast.coordinator, portfolio=wanted)
    assert [(case.reference, case.at) for case in taken] == [("OLD-0", Stage.DRAFTING), ("OLD-1", Stage.SCOPING)]


def test_says_that_days_were_taken_on_only_of_those(cast: Cast) -> None:
    """What is recorded on the case from now on is recorded, not taken on."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.DRAFTING, days=days(drafting="2026-01")))
    with acting(Verb.CORRECT, case, cast.coordinator, reason="Test") as act:
        later = act.record(Event.CORRECTED)
    assert later.provenance == Provenance.RECORDED
    taken_on = CaseEvent.objects.filter(case=case, provenance=Provenance.TAKEN_ON).exclude(
        kind__in=[Event.MEMBERSHIP_GRANTED]
    )
    assert [row.kind for row in taken_on] == [Event.DRAFTING_STARTED]
