"""What became of a project: its state, its results, its returns and what it cost in the end."""

import datetime

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models.history import change
from funding.actions.grant_delivery import (
    Achieved,
    Delivery,
    Monitoring,
    Turnout,
    record_delivery,
    record_monitoring,
    record_outturn,
)
from funding.actions.grant_projects import Outline, Planned, change_project
from funding.actions.ledger import refuse_journal
from funding.grant_rows import returns_missing, spent_in_ledger
from funding.grant_terms import CaseState, ProjectState, ReturnKind
from funding.models import FundingEvent, Journal, JournalLine
from funding.models.grants import GrantProject, GrantReturn
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.steps_grant import ENDED_ON, YEAR, a_grant, a_project, agreed, case_of, delivered, paid, settled

MID_YEAR = datetime.date(2018, 10, 1)


@pytest.fixture
def project(cast: Cast) -> GrantProject:
    """One of two projects of a case that was paid."""
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    a_project(cast, "Film", 500_000)
    paid(cast, grant)
    found: GrantProject = grant.projects.get(title="Play")
    return found


class TestDelivery:
    @pytest.mark.parametrize("state", [ProjectState.NOT_STARTED, ProjectState.STOPPED, ProjectState.PART_DONE])
    def test_asks_why_a_project_is_behind(self, cast: Cast, project: GrantProject, state: ProjectState) -> None:
        with pytest.raises(Incomplete, match="Enter why the project is"):
            delivered(cast, project, state)

    def test_keeps_the_reason_of_the_delay(self, cast: Cast, project: GrantProject) -> None:
        delivered(cast, project, ProjectState.PART_DONE, "Staff changed")
        project.refresh_from_db()
        assert (project.at, project.delay_reason) == (ProjectState.PART_DONE, "Staff changed")

    def test_keeps_planned_and_actual_results_apart(self, cast: Cast, project: GrantProject) -> None:
        outline = Outline(title="Play", asked_pence=1_000_000, outputs=(Planned(label="sessions", count=4),))
        change_project(project=project, by=cast.coordinator, outline=outline, amount_pence=1_000_000, reason="Planned")
        achieved = (Achieved(label="sessions", count=3), Achieved(label="students", count=6_000, is_about=True))
        delivery = Delivery(state=ProjectState.APPROVED, on=ENDED_ON, achieved=achieved)
        record_delivery(project=project, by=cast.coordinator, delivery=delivery)
        rows = {row.label: (row.planned, row.actual, row.is_actual_about) for row in project.outputs.all()}
        assert rows == {"sessions": (4, 3, False), "students": (None, 6_000, True)}

    def test_takes_each_result_once(self, cast: Cast, project: GrantProject) -> None:
        twice = (Achieved(label="sessions", count=3), Achieved(label="sessions", count=4))
        delivery = Delivery(state=ProjectState.APPROVED, on=ENDED_ON, achieved=twice)
        with pytest.raises(Incomplete, match="Enter each result once"):
            record_delivery(project=project, by=cast.coordinator, delivery=delivery)
        assert not project.outputs.exists()

    def test_keeps_places_bookings_and_people_apart(self, cast: Cast, project: GrantProject) -> None:
        turnout = Turnout(label="Three sessions", capacity=400, is_capacity_about=True, note="Some did not turn up")
        delivery = Delivery(state=ProjectState.APPROVED, on=ENDED_ON, turnouts=(turnout,))
        record_delivery(project=project, by=cast.coordinator, delivery=delivery)
        event = project.attendances.get()
        assert (event.capacity, event.is_capacity_about, event.booked, event.attended) == (400, True, None, None)

    def test_goes_on_when_the_last_project_has_ended(self, cast: Cast, project: GrantProject) -> None:
        delivered(cast, project)
        assert case_of(project).at is CaseState.PAID
        delivered(cast, project.grant.projects.get(title="Film"), ProjectState.STOPPED, "No venue")
        assert case_of(project).at is CaseState.DELIVERED

    def test_does_not_go_back_to_proposed(self, cast: Cast, project: GrantProject) -> None:
        with pytest.raises(Incomplete, match="does not go back"):
            delivered(cast, project, ProjectState.PROPOSED)

    def test_waits_for_the_payment(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        with pytest.raises(NotNow, match="the payment"):
            delivered(cast, agreed(cast, grant).projects.get())

    def test_waits_for_the_funder(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotNow, match="has not agreed"):
            delivered(cast, a_project(cast, "Play", 1))

    def test_is_refused_to_the_chair(self, cast: Cast, project: GrantProject) -> None:
        with pytest.raises(NotPermitted):
            record_delivery(project=project, by=cast.csp_chair, delivery=Delivery(state=ProjectState.DONE, on=ENDED_ON))


class TestMonitoring:
    def _record(self, cast: Cast, project: GrantProject, **more: object) -> GrantReturn:
        facts: dict[str, object] = {"kind": ReturnKind.MID_YEAR, "on": MID_YEAR, "progress": "Half done", **more}
        return record_monitoring(project=project, by=cast.coordinator, monitoring=Monitoring(**facts))  # type: ignore[arg-type]  # as named

    def test_keeps_mid_year_and_year_end_apart(self, cast: Cast, project: GrantProject) -> None:
        self._record(cast, project, spent_pence=400_000)
        self._record(cast, project, kind=ReturnKind.YEAR_END, on=ENDED_ON, spent_pence=900_000)
        assert list(project.returns.values_list("kind", "spent_pence")) == [
            (ReturnKind.MID_YEAR, 400_000),
            (ReturnKind.YEAR_END, 900_000),
        ]

    def test_corrects_a_return_and_keeps_what_it_said(self, cast: Cast, project: GrantProject) -> None:
        self._record(cast, project)
        corrected = self._record(cast, project, spent_pence=5, is_on_track=False)
        assert project.returns.count() == 1
        assert corrected.history.count() == 2

    def test_leaves_what_was_spent_not_stated(self, cast: Cast, project: GrantProject) -> None:
        assert self._record(cast, project).spent_pence is None

    def test_names_the_projects_without_a_return(self, cast: Cast, project: GrantProject) -> None:
        self._record(cast, project)
        assert returns_missing(project.grant, ReturnKind.MID_YEAR) == ["Film"]

    def test_asks_for_no_return_of_a_year_taken_in_from_a_file(self, cast: Cast) -> None:
        grant = a_grant(cast, YEAR.next)
        with change("Taken in", None):
            GrantProject.objects.create(grant=grant, key="play", title="Play", state=ProjectState.DONE)
        assert returns_missing(grant, ReturnKind.YEAR_END) == []

    def test_asks_for_words(self, cast: Cast, project: GrantProject) -> None:
        with pytest.raises(Incomplete, match="how the project goes"):
            self._record(cast, project, progress=" ")

    def test_asks_nothing_of_a_project_nobody_agreed_to(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotNow, match="has not agreed"):
            self._record(cast, a_project(cast, "Play", 1))

    def test_records_the_act(self, cast: Cast, project: GrantProject) -> None:
        self._record(cast, project)
        event = FundingEvent.objects.get(kind=FundingVerb.RECORD_MONITORING)
        assert (event.subject_id, event.year, event.detail) == (project.pk, YEAR.start, {"return": "mid_year"})


class TestOutturn:
    def test_is_put_forward_as_spending(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        line = JournalLine.objects.get(kind="grant_spend")
        assert (line.amount_pence, line.project) == (-900_000, project)

    def test_closes_the_case_with_the_last_project(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        settled(cast, project.grant.projects.get(title="Film"), 500_000)
        assert case_of(project).at is CaseState.CLOSED

    def test_may_be_nil_and_says_so(self, cast: Cast, project: GrantProject) -> None:
        delivered(cast, project, ProjectState.NOT_STARTED, "No staff")
        record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=0)
        project.refresh_from_db()
        assert project.outturn_pence == 0
        assert not JournalLine.objects.filter(kind="grant_spend").exists()

    def test_asks_first_how_the_project_went(self, cast: Cast, project: GrantProject) -> None:
        with pytest.raises(NotNow, match="how the project went"):
            record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=1)

    def test_is_corrected_with_a_reason_by_the_difference(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        record_outturn(
            project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=880_000, reason="An invoice was too high"
        )
        lines = JournalLine.objects.filter(kind="grant_spend").order_by("pk").values_list("amount_pence", flat=True)
        project.refresh_from_db()
        assert (list(lines), project.outturn_pence) == ([-900_000, 20_000], 880_000)

    def test_is_not_corrected_without_a_reason(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        with pytest.raises(Incomplete, match="reason for the correction"):
            record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=1)

    def test_is_not_corrected_to_the_same(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        with pytest.raises(Incomplete, match="what the ledger says already"):
            record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=900_000, reason="Again")

    def test_is_put_forward_anew_after_a_refusal(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        journal = Journal.objects.latest("pk")
        refuse_journal(journal=journal, by=cast.finance_officer, reason="No invoice")
        record_outturn(
            project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=900_000, reason="The invoice is here"
        )
        assert spent_in_ledger(project) == 900_000

    def test_may_be_corrected_after_the_case_is_closed(self, cast: Cast, project: GrantProject) -> None:
        settled(cast, project, 900_000)
        settled(cast, project.grant.projects.get(title="Film"), 500_000)
        record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=1, reason="Wrong column")
        assert case_of(project).at is CaseState.CLOSED

    def test_leaves_nothing_behind_when_the_event_fails(
        self, cast: Cast, project: GrantProject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        delivered(cast, project)

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("no event")

        monkeypatch.setattr(FundingEvent, "save", fail)
        with pytest.raises(RuntimeError, match="no event"):
            record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=1)
        project.refresh_from_db()
        assert project.outturn_pence is None
        assert not JournalLine.objects.filter(kind="grant_spend").exists()
