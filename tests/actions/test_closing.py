"""A case is closed when nothing is open, and opened again with a reason."""

import pytest

from dhr_cases.actions import closing, core, recommendations
from dhr_cases.actions.recommendations import Progress, RecommendationText
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, Case, CaseEvent, Closure
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

STAGES_AFTER_CLOSING = (Stage.SCOPING, Stage.DRAFTING, Stage.PRE_PUBLICATION, Stage.MONITORING)


def open_action(case: Case, cast: Cast) -> Action:
    """An action that nobody has begun."""
    row = recommendations.record_recommendation(
        case=case, by=cast.coordinator, printed=RecommendationText(text="Train staff", ref="R1")
    )
    return recommendations.record_action(case=case, by=cast.coordinator, recommendation=row, text="Hold courses")


def test_closes_with_the_minute(case: Case, cast: Cast) -> None:
    """The minute and the reason are kept."""
    case_at(cast, case, Stage.MONITORING)
    closing.close(case=case, by=cast.csp_chair, minute="Board, item 4", reason="All done")
    assert case.at is Stage.CLOSED
    assert Closure.objects.get(case=case).minute == "Board, item 4"
    assert CaseEvent.objects.get(case=case, kind=Event.CLOSED).reason == "All done"


def test_stays_open_while_an_action_is(case: Case, cast: Cast) -> None:
    """The refusal counts them; accepting the action as ended makes way."""
    case_at(cast, case, Stage.MONITORING)
    action = open_action(case, cast)
    with pytest.raises(NotNow, match="One action is still open"):
        closing.close(case=case, by=cast.coordinator, reason="All done")
    accepted = Progress(status=ActionStatus.NOT_OWNED, reason="Nobody provides courses", is_end_accepted=True)
    recommendations.update_action(case=case, by=cast.coordinator, action=action, progress=accepted)
    closing.close(case=case, by=cast.coordinator, reason="All done")
    assert case.at is Stage.CLOSED


def test_closes_a_review_that_ended_early_with_a_reason(case: Case, cast: Cast) -> None:
    """It has no plan to finish."""
    case_at(cast, case, Stage.TERMINATED)
    with pytest.raises(Incomplete, match="ended early"):
        closing.close(case=case, by=cast.coordinator)
    closing.close(case=case, by=cast.coordinator, reason="The Home Office agreed to end it")
    assert case.at is Stage.CLOSED


@pytest.mark.parametrize("stage", STAGES_AFTER_CLOSING)
def test_reopens_at_a_stage_the_table_allows(case: Case, cast: Cast, stage: Stage) -> None:
    """The return is recorded as a reopening, not as a first arrival."""
    case_at(cast, case, Stage.CLOSED)
    closing.reopen(case=case, by=cast.coordinator, to=stage, reason="New information")
    assert case.at is stage
    assert CaseEvent.objects.get(case=case, kind=Event.REOPENED).reason == "New information"


def test_takes_a_transferred_case_back(case: Case, cast: Cast) -> None:
    """The lead is ours again."""
    case_at(cast, case, Stage.TRANSFERRED)
    closing.reopen(case=case, by=cast.coordinator, to=Stage.LEAD_AGREED, reason="The other partnership declined")
    assert (case.at, Case.objects.get(pk=case.pk).transferred_to) == (Stage.LEAD_AGREED, "")


def test_refuses_to_reopen_where_the_table_does_not_lead(case: Case, cast: Cast) -> None:
    """A closed case does not go back to the Home Office by itself."""
    case_at(cast, case, Stage.CLOSED)
    with pytest.raises(NotNow, match="cannot go"):
        closing.reopen(case=case, by=cast.coordinator, to=Stage.AT_QA, reason="New information")


def test_refuses_to_reopen_without_a_reason(case: Case, cast: Cast) -> None:
    """A closed case is not opened in silence."""
    case_at(cast, case, Stage.CLOSED)
    with pytest.raises(Incomplete, match="reason for reopening"):
        closing.reopen(case=case, by=cast.coordinator, to=Stage.MONITORING, reason=" ")


def test_refuses_the_independent_chair(case: Case, cast: Cast) -> None:
    """Closing is the partnership's."""
    case_at(cast, case, Stage.MONITORING)
    with pytest.raises(NotPermitted, match="coordinator or the partnership chair"):
        closing.close(case=case, by=cast.independent_chair, reason="All done")


def test_refuses_to_close_a_review_under_way(case: Case, cast: Cast) -> None:
    """It may be closed after monitoring, or when ended early."""
    with pytest.raises(NotNow, match="Monitoring"):
        closing.close(case=case, by=cast.coordinator, reason="All done")


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """No closure without its event."""
    case_at(cast, case, Stage.MONITORING)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        closing.close(case=case, by=cast.coordinator, reason="All done")
    assert not Closure.objects.exists()
