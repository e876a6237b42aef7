"""A review is proposed to end early or go on shorter, and the Home Office answers."""

import pytest

from dhr_cases.actions import endings
from dhr_cases.endings import EndKind, EndView
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent
from dhr_cases.stages import LIVE_REVIEW, Stage
from tests.conftest import Cast
from tests.standing import stand_at


def propose(case: Case, cast: Cast, kind: EndKind = EndKind.TERMINATE) -> None:
    endings.propose_end(case=case, by=cast.coordinator, kind=kind, reason="The death was natural.")


def test_remembers_where_the_review_stood(case: Case, cast: Cast) -> None:
    """Disclosure goes by that stage while the Home Office considers."""
    stand_at(case, Stage.PANEL_WORK)
    propose(case, cast, EndKind.ABBREVIATE)
    assert (case.stage, case.standing) == (Stage.END_PROPOSED, Stage.PANEL_WORK)
    event = CaseEvent.objects.get(case=case, kind=Event.END_PROPOSED)
    assert (event.detail, event.reason) == ({"proposed": EndKind.ABBREVIATE.label}, "The death was natural.")


@pytest.mark.parametrize("stage", LIVE_REVIEW)
def test_goes_on_where_it_stood(case: Case, cast: Cast, stage: Stage) -> None:
    """The return records the refusal and not a second arrival, so that no clock stops again."""
    stand_at(case, stage)
    propose(case, cast)
    endings.record_end_view(case=case, by=cast.home_office_reader, view=EndView.GO_ON)
    assert (case.stage, case.resumes_at) == (stage, "")
    last = CaseEvent.objects.filter(case=case).last()
    assert last is not None
    assert (last.kind, last.moved) == (Event.END_REFUSED, True)


@pytest.mark.parametrize(
    ("view", "stage"), [(EndView.TERMINATED, Stage.TERMINATED), (EndView.ABBREVIATED, Stage.ABBREVIATED)]
)
def test_ends_or_shortens_with_the_home_office_s_view(case: Case, cast: Cast, view: EndView, stage: Stage) -> None:
    """The Home Office's view decides, whatever was proposed."""
    stand_at(case, Stage.DRAFTING)
    propose(case, cast)
    endings.record_end_view(case=case, by=cast.coordinator, view=view)
    assert (case.stage, case.resumes_at) == (stage, "")


def test_refuses_a_proposal_by_the_chair(case: Case, cast: Cast) -> None:
    """It is the coordinator who puts it to the Home Office."""
    stand_at(case, Stage.PANEL_WORK)
    with pytest.raises(NotPermitted, match="coordinator"):
        endings.propose_end(case=case, by=cast.independent_chair, kind=EndKind.TERMINATE, reason="Too long.")


def test_refuses_a_proposal_before_there_is_a_review(case: Case, cast: Cast) -> None:
    """A case still being scoped is decided, not ended."""
    stand_at(case, Stage.SCOPING)
    with pytest.raises(NotNow, match="Scoping"):
        propose(case, cast)


def test_refuses_a_proposal_without_reasons(case: Case, cast: Cast) -> None:
    """The Home Office is told why."""
    stand_at(case, Stage.PANEL_WORK)
    with pytest.raises(Incomplete, match="reasons"):
        endings.propose_end(case=case, by=cast.coordinator, kind=EndKind.TERMINATE, reason=" ")


def test_refuses_to_go_on_when_nobody_knows_where(case: Case, cast: Cast) -> None:
    """A case taken on in this stage says so instead of guessing."""
    stand_at(case, Stage.END_PROPOSED)
    with pytest.raises(Incomplete, match="Correct the record"):
        endings.record_end_view(case=case, by=cast.coordinator, view=EndView.GO_ON)
