"""A project is proposed, seen by the working group, and approved by the Chair or a recorded nominee and nobody else."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import User
from dhr_cases.models.history import change
from funding.actions.grant_projects import (
    Outline,
    Planned,
    approve_project,
    change_project,
    give_view,
    propose_project,
    refuse_project,
)
from funding.grant_terms import CaseKind, CaseState, DecisionKind, Outcome, ProjectState
from funding.models import FundingEvent, Nominee
from funding.models.grants import GrantProject
from funding.money import Qualifier
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.steps_grant import VIEWED_ON, YEAR, a_grant, a_project, agreed, approved, case_of, fresh, viewed


def _nominate(cast: Cast, person: User, ends_on: datetime.date | None = None) -> None:
    with change("Named by the chair", cast.csp_chair):
        Nominee.objects.create(
            partnership=cast.partnership, user=person, starts_on=datetime.date(2018, 1, 1), ends_on=ends_on
        )


def _change(cast: Cast, project: GrantProject, **more: object) -> None:
    facts: dict[str, object] = {"reason": "The report was wrong", **more}
    outline = Outline(title=project.title, asked_pence=project.asked_pence)
    change_project(project=project, by=cast.coordinator, outline=outline, **facts)  # type: ignore[arg-type]  # as named


class TestProposing:
    def test_begins_a_business_case(self, cast: Cast) -> None:
        a_grant(cast)
        project = a_project(cast, "Licence to Kill", 1_000_000)
        assert project.business_case is not None
        assert (project.business_case.number, project.at) == (1, ProjectState.PROPOSED)

    def test_joins_the_case_being_made(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        a_project(cast, "Film", 2)
        assert grant.business_cases.count() == 1

    def test_begins_another_case_once_the_first_was_seen(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        viewed(cast, grant)
        assert case_of(a_project(cast, "Film", 2)).number == 2

    def test_keeps_a_project_of_the_pot_in_a_case_of_its_own(self, cast: Cast) -> None:
        a_grant(cast)
        a_project(cast, "Play", 1)
        in_year = a_project(cast, "Film", 2, CaseKind.IN_YEAR)
        assert in_year.from_pot
        assert case_of(in_year).kind == CaseKind.IN_YEAR

    def test_takes_a_project_whose_cost_is_not_stated(self, cast: Cast) -> None:
        a_grant(cast)
        assert a_project(cast, "Gangs training", None).asked_pence is None

    def test_keeps_the_planned_results(self, cast: Cast) -> None:
        a_grant(cast)
        outline = Outline(title="Play", outputs=(Planned(label="students", count=6_000, is_about=True),))
        project = propose_project(partnership=cast.partnership, year=YEAR, by=cast.coordinator, outline=outline)
        output = project.outputs.get()
        assert (output.planned, output.is_planned_about, output.actual) == (6_000, True, None)

    def test_refuses_the_same_title_twice(self, cast: Cast) -> None:
        a_grant(cast)
        a_project(cast, "Play", 1)
        with pytest.raises(Incomplete, match="with the title"):
            a_project(cast, "PLAY!", 1)

    def test_asks_where_a_local_project_is(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(Incomplete, match="areas"):
            propose_project(
                partnership=cast.partnership,
                year=YEAR,
                by=cast.coordinator,
                outline=Outline(title="Play", is_county_wide=False),
            )

    def test_needs_an_open_year(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="Open the grant year first"):
            a_project(cast, "Play", 1)

    def test_is_refused_to_a_funding_contact(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotPermitted):
            propose_project(
                partnership=cast.partnership, year=YEAR, by=cast.funding_contact, outline=Outline(title="Play")
            )
        assert not GrantProject.objects.exists()

    def test_records_the_act(self, cast: Cast) -> None:
        a_grant(cast)
        project = a_project(cast, "Play", 1)
        assert FundingEvent.objects.get(kind=FundingVerb.PROPOSE_PROJECT).subject_id == project.pk


class TestTheWorkingGroupsView:
    def test_goes_on_to_the_chair(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        assert viewed(cast, grant).at is CaseState.VIEWED

    def test_says_of_each_project_whether_it_is_supported(self, cast: Cast) -> None:
        grant = a_grant(cast)
        play, film = a_project(cast, "Play", 1), a_project(cast, "Film", 2)
        case = grant.business_cases.get()
        give_view(business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=[play], view="Film overlaps.")
        said = {row.project_id: row.outcome for row in play.decisions.all() | film.decisions.all()}
        assert said == {play.pk: Outcome.WHOLE, film.pk: Outcome.REFUSED}

    def test_is_given_once(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        case = viewed(cast, grant)
        with pytest.raises(NotNow, match="stands at “Seen by the working group”"):
            give_view(business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=[], view="Again")

    def test_needs_words(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        with pytest.raises(Incomplete, match="what the working group said"):
            give_view(
                business_case=grant.business_cases.get(), by=cast.coordinator, on=VIEWED_ON, supported=[], view=""
            )


class TestApproval:
    def test_is_the_chairs(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        case = approved(cast, grant)
        decision = case.projects.get().decisions.get(kind=DecisionKind.CHAIR)
        assert case.at is CaseState.APPROVED
        assert (decision.outcome, decision.decided_by) == (Outcome.WHOLE, "Partnership chair")

    def test_may_be_a_recorded_nominees(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        viewed(cast, grant)
        _nominate(cast, cast.finance_officer)
        approve_project(project=project, by=cast.finance_officer)
        assert case_of(project).at is CaseState.APPROVED

    def test_is_refused_to_a_nominee_who_proposed_the_project(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        viewed(cast, grant)
        _nominate(cast, cast.coordinator)
        with pytest.raises(NotPermitted, match="You proposed this project yourself"):
            approve_project(project=project, by=cast.coordinator)

    @pytest.mark.parametrize("part", ["coordinator", "finance_officer", "auditor", "funding_contact", "outsider"])
    def test_is_refused_to_everybody_else(self, cast: Cast, part: str) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        viewed(cast, grant)
        with pytest.raises(NotPermitted):
            approve_project(project=project, by=getattr(cast, part))
        assert not project.decisions.filter(kind=DecisionKind.CHAIR).exists()

    def test_is_refused_to_a_nominee_whose_time_is_over(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        viewed(cast, grant)
        _nominate(cast, cast.finance_officer, timezone.localdate() - datetime.timedelta(days=1))
        with pytest.raises(NotPermitted, match="You are neither"):
            approve_project(project=project, by=cast.finance_officer)

    def test_waits_for_the_working_group(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotNow, match="the working group's view"):
            approve_project(project=a_project(cast, "Play", 1), by=cast.csp_chair)

    def test_waits_for_the_last_project(self, cast: Cast) -> None:
        grant = a_grant(cast)
        play = a_project(cast, "Play", 1)
        a_project(cast, "Film", 2)
        case = viewed(cast, grant)
        approve_project(project=play, by=cast.csp_chair)
        assert fresh(case).at is CaseState.VIEWED

    def test_happens_once(self, cast: Cast) -> None:
        grant = a_grant(cast)
        play = a_project(cast, "Play", 1)
        a_project(cast, "Film", 2)
        viewed(cast, grant)
        approve_project(project=play, by=cast.csp_chair)
        with pytest.raises(NotNow, match="decision already"):
            approve_project(project=play, by=cast.csp_chair)

    def test_leaves_out_what_the_chair_refused(self, cast: Cast) -> None:
        grant = a_grant(cast)
        play, film = a_project(cast, "Play", 1), a_project(cast, "Film", 2)
        case = viewed(cast, grant)
        refuse_project(project=film, by=cast.csp_chair, reason="Not a priority")
        approve_project(project=play, by=cast.csp_chair)
        film.refresh_from_db()
        assert (fresh(case).at, film.at) == (CaseState.APPROVED, ProjectState.PROPOSED)

    def test_ends_a_case_of_which_nothing_was_approved(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        case = viewed(cast, grant)
        refuse_project(project=project, by=cast.csp_chair, reason="Not a priority")
        assert fresh(case).at is CaseState.REFUSED

    def test_is_not_refused_without_a_reason(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        viewed(cast, grant)
        with pytest.raises(Incomplete, match="reason"):
            refuse_project(project=project, by=cast.csp_chair, reason=" ")

    def test_leaves_nothing_behind_when_the_event_fails(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        case = viewed(cast, grant)

        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("no event")

        monkeypatch.setattr(FundingEvent, "save", fail)
        with pytest.raises(RuntimeError, match="no event"):
            approve_project(project=project, by=cast.csp_chair)
        assert fresh(case).at is CaseState.VIEWED
        assert not project.decisions.filter(kind=DecisionKind.CHAIR).exists()


class TestChanging:
    def _agreed(self, cast: Cast, asked: int | None = None) -> GrantProject:
        grant = a_grant(cast, allocation_pence=1_000_000)
        a_project(cast, "Play", 600_000)
        project = a_project(cast, "Gangs training", asked)
        agreed(cast, grant)
        project.refresh_from_db()
        return project

    def test_states_an_amount_that_was_not_stated(self, cast: Cast) -> None:
        project = self._agreed(cast)
        _change(cast, project, amount_pence=400_000, amount_qualifier=Qualifier.ABOUT)
        project.refresh_from_db()
        assert (project.amount_pence, project.amount_qualifier) == (400_000, Qualifier.ABOUT)

    def test_refuses_more_than_is_not_accounted_for(self, cast: Cast) -> None:
        project = self._agreed(cast)
        with pytest.raises(Incomplete, match="£4,000.01 is more than the £4,000 that is left"):
            _change(cast, project, amount_pence=400_001)

    def test_takes_more_with_a_reason_that_is_kept(self, cast: Cast) -> None:
        project = self._agreed(cast)
        _change(cast, project, amount_pence=400_001, override_reason="The council paid the penny")
        kept = project.decisions.get(kind=DecisionKind.OVER_ALLOCATION)
        assert (kept.amount_pence, kept.reason) == (400_001, "The council paid the penny")

    def test_gives_its_own_amount_back_before_the_new_one_is_tested(self, cast: Cast) -> None:
        project = self._agreed(cast, 300_000)
        _change(cast, project, amount_pence=400_000)
        project.refresh_from_db()
        assert project.amount_pence == 400_000

    def test_gives_no_amount_to_a_project_nobody_agreed_to(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotNow, match="has not agreed"):
            _change(cast, a_project(cast, "Play", 1), amount_pence=1)

    def test_asks_for_the_reason(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(Incomplete, match="reason for the change"):
            _change(cast, a_project(cast, "Play", 1), reason="")

    def test_leaves_the_sum_the_chair_decided_on(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000)
        approved(cast, grant)
        with pytest.raises(NotNow, match="The Chair has decided on the sum"):
            change_project(
                project=project, by=cast.coordinator, outline=Outline(title="Play", asked_pence=2_000), reason="More"
            )
        change_project(
            project=project, by=cast.coordinator, outline=Outline(title="The play", asked_pence=1_000), reason="Title"
        )
        project.refresh_from_db()
        assert project.title == "The play"
