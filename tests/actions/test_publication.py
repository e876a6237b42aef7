"""A report is checked by two, the family told first, published or withheld; the learning shared."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import core, publication
from dhr_cases.actions.memberships import grant_role
from dhr_cases.actions.publication import Confirmations
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Publication
from dhr_cases.policies.publication import missing_checks
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_learning import ALL_CONFIRMED, make_ready, to_pre_publication

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
NAME_LEFT = Confirmations(names_removed=False, dates_generalised=True, marking_removed=True, proceedings_safe=True)


@pytest.fixture
def prepared(case: Case, cast: Cast) -> Case:
    """A case whose publication is being prepared."""
    return case_at(cast, case, Stage.PRE_PUBLICATION)


def test_plans_the_publication(prepared: Case) -> None:
    """The date stands in the plan and in the event."""
    assert Publication.objects.get(case=prepared).planned_on == TODAY
    event = CaseEvent.objects.get(case=prepared, kind=Event.PUBLICATION_PREPARED)
    assert event.detail["planned"] == f"{TODAY.day} {TODAY:%B %Y}"


def test_publishes_after_two_checks_and_the_family(prepared: Case, cast: Cast) -> None:
    """Stage, day and address are recorded."""
    make_ready(cast, prepared)
    publication.publish(case=prepared, by=cast.coordinator, url="https://testshire.example/robin")
    plan = Publication.objects.get(case=prepared)
    assert prepared.at is Stage.PUBLISHED
    assert (plan.published_on.value, plan.url) == (TODAY, "https://testshire.example/robin")
    assert CaseEvent.objects.filter(case=prepared, kind=Event.PUBLISHED).count() == 1


def test_lists_everything_that_publication_still_needs(prepared: Case, cast: Cast) -> None:
    """Checks and family in one refusal."""
    with pytest.raises(Incomplete) as refusal:
        publication.publish(case=prepared, by=cast.coordinator)
    assert len(refusal.value.missing) == 2
    assert "family" in refusal.value.sentence


def test_counts_two_checks_by_one_person_once(prepared: Case, cast: Cast) -> None:
    """Two different people are needed."""
    for _ in range(2):
        publication.check_publication(case=prepared, by=cast.coordinator, confirmed=ALL_CONFIRMED)
    assert any("so far: 1" in sentence for sentence in missing_checks(prepared))


def test_wants_a_check_from_outside_the_drafting(prepared: Case, cast: Cast) -> None:
    """Whoever is chair or author of the review checks too, but never alone."""
    for person in (cast.coordinator, cast.panel_member):
        grant_role(case=prepared, by=cast.coordinator, to=person, role=Role.INDEPENDENT_CHAIR)
        publication.check_publication(case=prepared, by=person, confirmed=ALL_CONFIRMED)
    assert any("outside the drafting" in sentence for sentence in missing_checks(prepared))


def test_lets_no_report_pass_while_a_check_failed(prepared: Case, cast: Cast) -> None:
    """Two others' success does not outvote a name found; the same person's new check does."""
    publication.check_publication(case=prepared, by=cast.panel_member, confirmed=NAME_LEFT, note="Page 4")
    make_ready(cast, prepared)
    with pytest.raises(Incomplete, match="did not pass"):
        publication.publish(case=prepared, by=cast.coordinator)
    publication.check_publication(case=prepared, by=cast.panel_member, confirmed=ALL_CONFIRMED)
    publication.publish(case=prepared, by=cast.coordinator)
    assert prepared.at is Stage.PUBLISHED


def test_wants_to_know_what_a_failed_check_found(prepared: Case, cast: Cast) -> None:
    """Otherwise nobody can mend it."""
    with pytest.raises(Incomplete, match="what you found"):
        publication.check_publication(case=prepared, by=cast.coordinator, confirmed=NAME_LEFT)
    assert not CaseEvent.objects.filter(case=prepared, kind=Event.PUBLICATION_CHECKED).exists()


def test_counts_no_check_from_before_the_last_preparation(prepared: Case, cast: Cast) -> None:
    """A report withheld and taken up again is checked anew, and the family told anew."""
    make_ready(cast, prepared)
    publication.withhold(case=prepared, by=cast.coordinator, reason="Appeal", home_office_agreed=True)
    to_pre_publication(cast, prepared)
    with pytest.raises(Incomplete) as refusal:
        publication.publish(case=prepared, by=cast.coordinator)
    assert len(refusal.value.missing) == 2


def test_refuses_a_publication_before_the_family_was_told(prepared: Case, cast: Cast) -> None:
    """They hear it first."""
    make_ready(cast, prepared)
    with pytest.raises(Incomplete, match="told first"):
        publication.publish(case=prepared, by=cast.coordinator, on=TODAY - DAY)
    assert Case.objects.get(pk=prepared.pk).at is Stage.PRE_PUBLICATION


def test_refuses_to_withhold_without_the_home_office(prepared: Case, cast: Cast) -> None:
    """Withholding is agreed with it."""
    with pytest.raises(Incomplete, match="Home Office must agree"):
        publication.withhold(case=prepared, by=cast.coordinator, reason="Risk", home_office_agreed=False)


def test_withholds_with_a_reason(prepared: Case, cast: Cast) -> None:
    """The reason stands in the plan and in the event."""
    publication.withhold(case=prepared, by=cast.coordinator, reason="Appeal pending", home_office_agreed=True)
    event = CaseEvent.objects.get(case=prepared, kind=Event.PUBLICATION_WITHHELD)
    assert event.reason == Publication.objects.get(case=prepared).withheld_reason == "Appeal pending"


def test_takes_a_report_down_once(case: Case, cast: Cast) -> None:
    """The stage stays; a second time is refused."""
    case_at(cast, case, Stage.PUBLISHED)
    publication.take_down(case=case, by=cast.coordinator, reason="Two years are over")
    assert (case.at, Publication.objects.get(case=case).withdrawn_on) == (Stage.PUBLISHED, TODAY)
    with pytest.raises(NotNow, match="already"):
        publication.take_down(case=case, by=cast.coordinator, reason="Again")


def test_takes_nothing_down_that_was_withheld(case: Case, cast: Cast) -> None:
    """There is nothing to take down."""
    case_at(cast, case, Stage.PUBLICATION_WITHHELD)
    with pytest.raises(NotNow, match="No publication"):
        publication.take_down(case=case, by=cast.coordinator, reason="Two years are over")


def test_lets_the_panel_check_but_not_publish(prepared: Case, cast: Cast) -> None:
    """Publishing is the coordinator's."""
    publication.check_publication(case=prepared, by=cast.panel_member, confirmed=ALL_CONFIRMED)
    with pytest.raises(NotPermitted, match="coordinator"):
        publication.publish(case=prepared, by=cast.panel_member)


def test_refuses_publication_before_clearance(case: Case, cast: Cast) -> None:
    """The sentence says when."""
    with pytest.raises(NotNow, match="Cleared by the Home Office"):
        to_pre_publication(cast, case)


def test_shares_an_urgent_lesson_before_publication(case: Case, cast: Cast) -> None:
    """The stage does not move by it."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    publication.share_learning(case=case, by=cast.coordinator, lesson="Ask about control", audience="GPs")
    assert case.at is Stage.INFO_REQUESTED
    assert CaseEvent.objects.get(case=case, kind=Event.LEARNING_SHARED).detail["audience"] == "GPs"


def test_shares_learning_after_a_withheld_report(case: Case, cast: Cast) -> None:
    """What was learnt is not withheld."""
    case_at(cast, case, Stage.PUBLICATION_WITHHELD)
    publication.start_learning(case=case, by=cast.coordinator)
    publication.start_monitoring(case=case, by=cast.coordinator)
    assert case.at is Stage.MONITORING


def test_leaves_nothing_behind_when_the_event_fails(
    prepared: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plan and stage stay as they were."""
    make_ready(cast, prepared)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        publication.publish(case=prepared, by=cast.coordinator)
    assert not Publication.objects.get(case=prepared).published_on.is_known
    assert Case.objects.get(pk=prepared.pk).at is Stage.PRE_PUBLICATION
