"""With which whole sentence is somebody refused who may not, or may not yet, and is nothing written then?"""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases import permissions, policies
from dhr_cases.actions import meetings, overlays, referral
from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.actions.taking_on import take_on
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, CaseEvent, CaseMembership, Hold, Interview, Part, Partnership, Person, TeamMembership
from dhr_cases.models.history import change
from dhr_cases.policies.meetings import check_interview_now
from dhr_cases.roles import Role, SitePermission
from dhr_cases.site_permissions import check_can_for_team
from dhr_cases.stages import Stage
from dhr_cases.team_verbs import VerbRow
from dhr_cases.verbs import Verb
from tests.actions.test_taking_on import running
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
REFUSED = [
    (
        "panel_member", Verb.TELL_HOME_OFFICE,
        "You may not do this: record the notice to the Home Office. It is for the coordinator of this review.",
    ),
    (
        "family_advocate", Verb.DECIDE,
        "You may not do this: record the decision. It is for the partnership chair of this review.",
    ),
    (
        "auditor", Verb.RECORD_SCRUTINY,
        "You may not do this: record the Home Office's answer. "
        "It is for the coordinator or the Home Office reader of this review.",
    ),
    (
        "coordinator", Verb.TAKE_IN_WORD,
        "You may not do this: take in a Word draft. It is for the independent chair or author of this review.",
    ),
    (
        "agency_author", Verb.CHECK_PUBLICATION,
        "You may not do this: record my check. "
        "It is for the coordinator, the partnership chair or the panel member of this review.",
    ),
    (
        "finance_officer", Verb.DECLARE_INTERESTS,
        "You may not do this: declare interests. It is for the coordinator, the partnership chair, the independent "
        "chair or author, the panel member, the agency author, the family advocate, the Home Office reader, the "
        "Domestic Abuse Commissioner's office, the Police and Crime Commissioner's office or the auditor of this "
        "review.",
    ),
]  # fmt: skip  # a row a refusal


def refusal_of(act: Callable[[], object]) -> ReviewError:
    """What the act is refused with; it must be refused."""
    with pytest.raises(ReviewError) as refused:
        act()
    return refused.value


def rows() -> tuple[int, ...]:
    """How many rows of the kinds are there that a refused act could have left."""
    tables: tuple[Any, ...] = (Case, CaseEvent, CaseMembership, Hold, Interview)
    return tuple(table.objects.count() for table in tables)


def test_says_whose_the_act_is_with_the_names_in_it(case: Case, cast: Cast) -> None:
    for part, verb, told in REFUSED:
        person = cast.people()[part]
        refused = refusal_of(partial(permissions.check_can, verb, person, case))
        assert (type(refused), refused.sentence) == (NotPermitted, told)


def test_keeps_names_in_the_refusal_of_a_teams_act(cast: Cast) -> None:
    row = VerbRow("Send the list to the Home Office", "sent the list", SitePermission.MANAGE_GOVERNANCE)
    refused = refusal_of(lambda: check_can_for_team(row, cast.auditor, cast.partnership))
    assert refused.sentence == "You may not do this: send the list to the Home Office. It is for the coordinator."


@pytest.mark.parametrize(
    ("reason", "scope", "verb", "told"),
    [
        (
            HoldReason.IOPC, HoldScope.INTERVIEWS, Verb.START_INTERVIEWS,
            "investigation by the IOPC. The hold stops interviews.",
        ),
        (
            HoldReason.POLICE_REQUEST, HoldScope.PANEL_MEETINGS, Verb.RECORD_MEETING,
            "request of the police or CPS. The hold stops panel meetings.",
        ),
        (HoldReason.OTHER_REVIEW, HoldScope.DRAFTING, Verb.ADD_DRAFT, "another review. The hold stops drafting."),
    ],
)  # fmt: skip
def test_names_the_hold_that_stops_the_work(
    case: Case, cast: Cast, reason: HoldReason, scope: HoldScope, verb: Verb, told: str
) -> None:
    """Abbreviations of bodies stay as they are written."""
    stand_at(case, Stage.PANEL_WORK)
    start = datetime.date(2026, 3, 1)
    terms = overlays.HoldTerms(reason=reason, scope=frozenset({scope}), starts_on=start, note="Asked for")
    overlays.start_hold(case=case, by=cast.coordinator, terms=terms)
    refused = refusal_of(lambda: policies.check_now(verb, case, {}))
    assert refused.sentence == f"On hold since 1 March 2026: {told} End the hold to go on."
    policies.check_now(Verb.END_HOLD, case, {})


def test_names_the_first_of_two_holds_and_then_the_other(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    holds = [
        overlays.start_hold(
            case=case,
            by=cast.coordinator,
            terms=overlays.HoldTerms(
                reason=reason, scope=frozenset({HoldScope.DRAFTING}), starts_on=TODAY - back * DAY
            ),
        )
        for reason, back in ((HoldReason.INQUEST, 3), (HoldReason.CRIMINAL_TRIAL, 9))
    ]
    for hold in sorted(holds, key=lambda row: row.starts_on):
        refused = refusal_of(lambda: policies.check_no_hold(Verb.WRITE_SECTION, case))
        assert HoldReason(hold.reason).label.lower() in refused.sentence
        overlays.end_hold(case=case, by=cast.coordinator, hold=hold)
    policies.check_no_hold(Verb.WRITE_SECTION, case)


# a case is opened where one may


@pytest.fixture
def far(cast: Cast) -> Partnership:
    """A partnership in which nobody of the cast has a place."""
    with change("Test", None):
        made: Partnership = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    return made


def test_opens_no_case_of_a_partnership_one_has_no_place_in(cast: Cast, case: Case, far: Partnership) -> None:
    """Neither refers a death nor takes a review on, though one may at home."""
    said = Referral(partnership=far, referred_by="Elsewhere Police", referred_on=TODAY)
    facts = running(cast, Stage.DRAFTING, partnership=far)
    before = rows()
    for act in (
        lambda: refer_death(by=cast.coordinator, referral=said),
        lambda: take_on(by=cast.coordinator, case_facts=facts),
    ):
        refused = refusal_of(act)
        assert isinstance(refused, NotPermitted)
        assert refused.sentence == "You may not open a case of Elsewhere CSP. It is for the coordinator there."
    assert rows() == before


@pytest.mark.parametrize("part", ["csp_chair", "administrator", "independent_chair", "outsider"])
def test_opens_no_case_without_a_place_that_opens_cases(cast: Cast, case: Case, part: str) -> None:
    """A coordinator of one review alone opens none either."""
    said = Referral(partnership=cast.partnership, referred_by="Testshire Police", referred_on=TODAY)
    before = rows()
    refused = refusal_of(lambda: refer_death(by=cast.people()[part], referral=said))
    assert (type(refused), refused.sentence, rows()) == (NotPermitted, "This is for the coordinator.", before)


def test_opens_cases_in_each_partnership_one_has_a_place_in_while_it_lasts(cast: Cast, far: Partnership) -> None:
    join_team(by=None, to=cast.coordinator, partnership=far, role=Role.COORDINATOR)
    said = Referral(partnership=far, referred_by="Elsewhere Police", referred_on=TODAY)
    assert refer_death(by=cast.coordinator, referral=said).lead_csp == far
    place = TeamMembership.objects.get(user=cast.coordinator, team__partnership=far)
    place.starts_on, place.ends_on = TODAY - 2 * DAY, TODAY - DAY
    with change("Test", None):
        place.save()
    assert isinstance(refusal_of(lambda: refer_death(by=cast.coordinator, referral=said)), NotPermitted)


@pytest.mark.parametrize(
    ("to", "reason", "missing"),
    [
        (" ", "They lived there.", ("Say which partnership leads instead.",)),
        ("Elsewhere CSP", "\n", ("Give the reason.",)),
        ("", "", ("Say which partnership leads instead.", "Give the reason.")),
    ],
)
def test_hands_a_case_to_nobody_and_for_no_reason(
    case: Case, cast: Cast, to: str, reason: str, missing: tuple[str, ...]
) -> None:
    before = rows()
    refused = refusal_of(lambda: referral.transfer(case=case, by=cast.coordinator, to=to, reason=reason))
    assert isinstance(refused, Incomplete)
    assert (refused.missing, refused.sentence, rows()) == (missing, " ".join(missing), before)
    case.refresh_from_db()
    assert (case.at, case.transferred_to) == (Stage.REFERRED, "")


# a witness is interviewed


@pytest.fixture
def sister(case: Case) -> Person:
    """Somebody of the family of whom nobody has said whether she may be a witness."""
    stand_at(case, Stage.PANEL_WORK)
    with change("Test", None):
        made: Person = Person.objects.create(case=case, part=Part.FAMILY, pseudonym="Ash")
    return made


def held(case: Case, reason: HoldReason, ends_on: datetime.date | None = None) -> None:
    with change("Test", None):
        Hold.objects.create(case=case, reason=reason, scope=["drafting"], starts_on=TODAY - DAY, ends_on=ends_on)


UNSAID = (
    "Ash: the review is on hold to protect a trial and nobody has said whether this person may be a witness. Record "
    "that first, or that the police or the CPS agreed."
)


@pytest.mark.parametrize(
    ("reason", "ends_on", "is_agreed", "told"),
    [
        (HoldReason.CRIMINAL_TRIAL, None, False, UNSAID),
        (HoldReason.POLICE_REQUEST, None, False, UNSAID),
        (HoldReason.CRIMINAL_TRIAL, None, True, ""),
        (HoldReason.CRIMINAL_TRIAL, TODAY, False, ""),
        (HoldReason.INQUEST, None, False, ""),
    ],
)
def test_takes_not_known_for_no_no_while_a_trial_is_protected(
    case: Case, sister: Person, reason: HoldReason, ends_on: datetime.date | None, is_agreed: bool, told: str
) -> None:
    held(case, reason, ends_on)
    if not told:
        check_interview_now(case, sister, is_agreed_with_police=is_agreed)
        return
    refused = refusal_of(lambda: check_interview_now(case, sister, is_agreed_with_police=is_agreed))
    assert (type(refused), refused.sentence) == (Incomplete, told)
    sister.is_trial_witness = False
    check_interview_now(case, sister, is_agreed_with_police=is_agreed)


def test_goes_by_what_is_recorded_of_a_witness_by_then(case: Case, cast: Cast, sister: Person) -> None:
    """Somebody else has meanwhile recorded that she may be one; the page was open all the time."""
    held(case, HoldReason.CRIMINAL_TRIAL)
    sister.is_trial_witness = False
    with change("Test", None):
        recorded = Person.objects.get(pk=sister.pk)
        recorded.is_trial_witness = True
        recorded.save()
    before = rows()
    refused = refusal_of(
        lambda: meetings.record_interview(case=case, by=cast.independent_chair, person=sister, on=TODAY)
    )
    assert isinstance(refused, NotNow)
    assert rows() == before


@pytest.mark.parametrize("agreed", [True, None, False])
def test_records_that_somebody_did_not_wish_to_speak_whatever_is_known(
    case: Case, cast: Cast, sister: Person, agreed: bool | None
) -> None:
    """No conversation took place, so no trial is harmed."""
    held(case, HoldReason.CRIMINAL_TRIAL)
    row = meetings.record_interview(
        case=case, by=cast.coordinator, person=sister, on=TODAY, is_refused=True, agreed_with_police=agreed
    )
    assert (row.is_refused, row.agreed_with_police, row.person, row.notes) == (True, agreed, sister, "")
    event = CaseEvent.objects.get(case=case, kind=Event.INTERVIEW_RECORDED)
    assert (event.detail, event.on.value, event.subject_id) == ({"refused": True}, TODAY, row.pk)
