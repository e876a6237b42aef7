"""Who sees what where a review leaves the usual order: shortened, ended early, never held, or not made public?

Each case comes there through the real acts, from a stage in which it was put.
"""

from collections.abc import Callable
from itertools import product

import pytest

from dhr_cases.actions.closing import close, reopen
from dhr_cases.actions.decision import record_scrutiny, tell_home_office
from dhr_cases.actions.endings import propose_end, record_end_view
from dhr_cases.actions.publication import start_learning, start_monitoring, withhold
from dhr_cases.disclosure import FROM_STAGE, SHOWN_AS, Material, may_see, sees_case
from dhr_cases.endings import EndKind, EndView
from dhr_cases.models import Case, Decision
from dhr_cases.models.case import REMEMBERING
from dhr_cases.models.history import change
from dhr_cases.permissions import granted
from dhr_cases.permissions import may_see as person_sees
from dhr_cases.queries import showing, visible_to
from dhr_cases.roles import CasePermission, Role
from dhr_cases.stages import STAGES, Stage, has_reached
from tests.conftest import Cast
from tests.standing import stand_at

WRITTEN = {Material.DRAFTS, Material.DRAFTING, Material.RECOMMENDATIONS, Material.SUBMISSION}
"""What of the report is kept back until the panel, the family or the partnership's chair are given it."""


def seen(cast: Cast, case: Case, part: str) -> set[Material]:
    """What a person is shown of the case."""
    return {material for material in Material if person_sees(cast.people()[part], material, case)}


def sees(cast: Cast, case: Case, part: str, material: Material = Material.PUBLICATION) -> bool:
    """Whether a person is shown this of the case; asked of the case and of the database, which say the same."""
    user = cast.people()[part]
    found = person_sees(user, material, case)
    assert showing(user, material).filter(pk=case.pk).exists() is found
    return found


def end(cast: Cast, case: Case, view: EndView) -> None:
    """An ending is proposed and the Home Office answers."""
    propose_end(case=case, by=cast.coordinator, kind=EndKind.TERMINATE, reason="A natural death.")
    record_end_view(case=case, by=cast.coordinator, view=view)


def test_goes_by_the_order_of_the_stages_or_by_the_stage_named() -> None:
    """Where another is named, it is one that stands in the order itself."""
    for stage, role in product(Stage, Role):
        counts = SHOWN_AS.get(stage, stage)
        assert counts not in SHOWN_AS
        assert {row for row in Material if may_see((role,), row, stage)} == {
            row for row, first in FROM_STAGE[role].items() if has_reached(counts, first)
        }, (stage, role)
        assert sees_case(role, stage) is sees_case(role, counts)


@pytest.mark.parametrize("view", [EndView.TERMINATED, EndView.ABBREVIATED])
@pytest.mark.parametrize("stage", [Stage.FAMILY_CONTACTED, Stage.DRAFTING, Stage.CSP_SIGNED_OFF])
def test_gives_nobody_a_draft_because_the_review_is_cut_short(
    case: Case, cast: Cast, stage: Stage, view: EndView
) -> None:
    """Neither the family nor the partnership's chair had been given one before the panel approved it."""
    stand_at(case, stage)
    end(cast, case, view)
    for part in ("family_advocate", "csp_chair"):
        assert [material for material in WRITTEN if sees(cast, case, part, material)] == []
    assert sees(cast, case, "panel_member", Material.DRAFTS)
    assert sees(cast, case, "independent_chair", Material.DRAFTS)


def test_gives_a_draft_to_nobody_once_the_review_that_was_cut_short_is_closed(case: Case, cast: Cast) -> None:
    """Closing shows as much as the ending did, and the offices that read completed reports nothing."""
    stand_at(case, Stage.DRAFTING)
    end(cast, case, EndView.TERMINATED)
    parts = ("csp_chair", "panel_member", "family_advocate", "home_office_reader", "commissioner_office")
    before = {part: seen(cast, case, part) for part in parts}
    close(case=case, by=cast.coordinator, reason="The Home Office agreed.")
    assert (case.at, case.standing) == (Stage.CLOSED, Stage.TERMINATED)
    assert {part: seen(cast, case, part) for part in parts} == before
    for office in (cast.commissioner_office, cast.pcc_office):
        assert not visible_to(office).exists()
    assert sees(cast, case, "home_office_reader", Material.STATUS)


def not_reviewed(cast: Cast, case: Case, reply: str) -> None:
    """The partnership decided against a review, and the Home Office answered."""
    stand_at(case, Stage.DECIDED_NO_REVIEW)
    with change("Test decision", None):
        Decision.objects.create(case=case, outcome="no_review", signed_by=cast.csp_chair, regime=case.regime)
    tell_home_office(case=case, by=cast.coordinator)
    record_scrutiny(case=case, by=cast.coordinator, reply=reply)


def test_tells_no_office_of_a_death_that_was_not_reviewed(case: Case, cast: Cast) -> None:
    """The commissioners' offices read completed reports; here there is none, and the case stays unknown to them."""
    not_reviewed(cast, case, "accepted")
    assert (case.at, case.standing) == (Stage.CLOSED, Stage.HO_SCRUTINY)
    for office in (cast.commissioner_office, cast.pcc_office):
        assert not visible_to(office).exists()
        assert granted(office, case) == frozenset()
    assert seen(cast, case, "family_advocate") == {Material.STATUS}
    assert seen(cast, case, "independent_chair") == {Material.STATUS, Material.BRIEFING}
    assert seen(cast, case, "home_office_reader") == {Material.STATUS}
    assert seen(cast, case, "coordinator") == set(Material)


def test_remembers_nothing_of_a_review_that_is_directed(case: Case, cast: Cast) -> None:
    not_reviewed(cast, case, "directed")
    assert (case.at, case.standing, case.resumes_at) == (Stage.DIRECTED, Stage.DIRECTED, "")


@pytest.mark.parametrize("part", ["agency_author", "home_office_reader"])
def test_gives_agencies_nothing_of_a_report_that_is_withheld(case: Case, cast: Cast, part: str) -> None:
    """From then on: neither when the learning is shared, nor while the plan is watched, nor once it is closed."""
    stand_at(case, Stage.PRE_PUBLICATION)
    withhold(case=case, by=cast.coordinator, reason="A child would be known.", home_office_agreed=True)
    steps: list[Callable[[], None]] = [
        lambda: start_learning(case=case, by=cast.coordinator),
        lambda: start_monitoring(case=case, by=cast.coordinator),
        lambda: close(case=case, by=cast.coordinator),
        lambda: reopen(case=case, by=cast.coordinator, to=Stage.MONITORING, reason="One action was never done."),
    ]
    assert not sees(cast, case, part)
    for step, stage in zip(steps, (Stage.LEARNING, Stage.MONITORING, Stage.CLOSED, Stage.MONITORING), strict=True):
        step()
        assert (case.at, case.standing) == (stage, Stage.PUBLICATION_WITHHELD)
        assert not sees(cast, case, part)
        assert sees(cast, case, "family_advocate")
        assert granted(cast.commissioner_office, case) == {CasePermission.VIEW}


def test_gives_agencies_a_published_report_whatever_was_withheld_before(case: Case, cast: Cast) -> None:
    """A report that is prepared again and published after all."""
    stand_at(case, Stage.PUBLISHED)
    with change("Test left-over", None):
        case.resumes_at = Stage.PUBLICATION_WITHHELD
        case.save()
    assert sees(cast, case, "agency_author")
    start_learning(case=case, by=cast.coordinator)
    assert (case.standing, case.resumes_at) == (Stage.LEARNING, "")
    assert sees(cast, case, "agency_author")


@pytest.mark.parametrize("to", STAGES[Stage.CLOSED].next)
def test_forgets_it_when_the_case_is_opened_again(case: Case, cast: Cast, to: Stage) -> None:
    """But where only the plan is watched again, nothing more is made public."""
    stand_at(case, Stage.CLOSED)
    with change("Test left-over", None):
        case.resumes_at = Stage.HO_SCRUTINY
        case.save()
    reopen(case=case, by=cast.coordinator, to=to, reason="New facts.")
    case.refresh_from_db()
    assert case.resumes_at == (Stage.HO_SCRUTINY if to is Stage.MONITORING else "")
    assert (case.standing is to) is (to not in REMEMBERING)


def test_keeps_nothing_in_mind_of_a_review_that_ran_its_course(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.MONITORING)
    close(case=case, by=cast.coordinator)
    assert (case.standing, case.resumes_at) == (Stage.CLOSED, "")
    assert visible_to(cast.commissioner_office).get() == case
