"""A paper is asked for by whoever may add it, made once, filed in their name, and taken up again when left lying."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dhr_cases.actions import paper_orders
from dhr_cases.actions.memberships import end_role
from dhr_cases.actions.order_queue import GIVEN_UP, LEASE, MOST_TRIES, refuse
from dhr_cases.actions.paper_orders import claim_next, finish_order, makeable, order_paper
from dhr_cases.disclosure import FROM_STAGE
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Hold, OrderState, PaperOrder, PaperVersion
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS
from tests.conftest import Cast
from tests.stages import case_at

ASK = Ask(recipient="Testshire Police", copy_number="2")
LETTER = MadePaper.SCOPING


def ordered(cast: Cast, case: Case, **other: Any) -> PaperOrder:
    """A letter asked for by the coordinator."""
    return order_paper(
        **{"case": case, "by": cast.coordinator, "kind": LETTER, "form": Format.WORD, "ask": ASK, **other}
    )


def begun(order: PaperOrder, now: datetime.datetime | None = None) -> PaperOrder:
    """The order after somebody took it."""
    found = claim_next(now or timezone.now())
    assert found == order
    assert found is not None
    return found


# Asking


def test_keeps_who_asked_for_what(cast: Cast, case: Case) -> None:
    order = ordered(cast, case)
    assert (order.state, order.kind, order.file_format, order.ordered_by) == (
        "waiting",
        LETTER,
        "docx",
        cast.coordinator,
    )
    assert Ask.of(order.options) == ASK


def test_makes_the_same_paper_once_when_it_is_asked_for_twice(cast: Cast, case: Case) -> None:
    assert ordered(cast, case) == ordered(cast, case)
    assert ordered(cast, case, form=Format.HTML) != ordered(cast, case)


@pytest.mark.parametrize(
    ("kind", "ask", "why"),
    [
        (LETTER, Ask(), "for whom this copy is"),
        (MadePaper.IMR, ASK, "Choose the agency"),
        (MadePaper.DECISION_LETTER, ASK, "No decision is recorded"),
        (MadePaper.HOME_OFFICE_NOTICE, ASK, "No decision is recorded"),
        (MadePaper.COMBINED_CHRONOLOGY, ASK, "No agency's chronology"),
        (MadePaper.PUBLISHED_REPORT, Ask(), "Nothing is written"),
    ],
)
def test_refuses_a_paper_that_lacks_something(cast: Cast, case: Case, kind: MadePaper, ask: Ask, why: str) -> None:
    with pytest.raises(Incomplete, match=why):
        ordered(cast, case, kind=kind, ask=ask)
    assert not PaperOrder.objects.exists()


def test_refuses_a_bundle_of_nothing(cast: Cast, case: Case) -> None:
    with pytest.raises(Incomplete, match="none of the papers"):
        ordered(cast, case, kind=MadePaper.SUBMISSION_BUNDLE, form=Format.ZIP)


def test_refuses_a_format_the_paper_does_not_have(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow, match="not made as ZIP"):
        ordered(cast, case, form=Format.ZIP)


@pytest.mark.parametrize("part", ["panel_member", "auditor", "outsider", "csp_chair", "independent_chair"])
def test_refuses_whoever_may_not_add_the_paper(cast: Cast, case: Case, part: str) -> None:
    with pytest.raises(NotPermitted):
        ordered(cast, case, by=getattr(cast, part))


def test_refuses_the_author_a_draft_before_its_stage(cast: Cast, case: Case) -> None:
    with pytest.raises(NotPermitted, match="not open to you"):
        ordered(cast, case, by=cast.independent_chair, kind=MadePaper.ACTION_PLAN)


def test_takes_no_order_for_a_draft_while_a_hold_stops_drafting(cast: Cast, case: Case) -> None:
    """Neither is it ordered nor, when the hold came after the order, filed."""
    case_at(cast, case, Stage.DRAFTING)
    draft = {"by": cast.independent_chair, "kind": MadePaper.OVERVIEW_REPORT}
    order = begun(ordered(cast, case, **draft))
    with change("Test hold", None):
        Hold.objects.create(case=case, reason="inquest", scope=["drafting"], starts_on=timezone.localdate())
    before = PaperVersion.objects.count()
    with pytest.raises(NotNow, match="The hold stops drafting"):
        ordered(cast, case, **draft, form=Format.HTML)
    with pytest.raises(NotNow, match="The hold stops drafting"):
        finish_order(order, b"words")
    assert (PaperOrder.objects.count(), PaperVersion.objects.count()) == (1, before)


# Who may have which: every paper, every role, every stage


@pytest.mark.parametrize("kind", MadePaper)
def test_offers_a_paper_only_to_roles_that_see_its_material_and_may_add_it(kind: MadePaper) -> None:
    """Worked out from the tables alone: no role makes a paper whose material it never sees."""
    row = MADE[kind]
    material = KINDS[row.filed_as].material
    may_add = {role for role in Role for verb in row.verbs if VERBS[verb].permission in ROLES[role].on_case}
    may_see = {role for role in Role if material in FROM_STAGE[role]}
    authors = {Role.COORDINATOR, Role.INDEPENDENT_CHAIR} if len(row.verbs) > 1 else {Role.COORDINATOR}
    assert may_add & may_see == authors


def test_offers_each_person_their_own_papers(cast: Cast, case: Case) -> None:
    assert set(makeable(cast.coordinator, case)) == set(MadePaper)
    assert makeable(cast.independent_chair, case) == ()
    assert makeable(cast.outsider, case) == makeable(cast.panel_member, case) == ()
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    drafts = {kind for kind in MadePaper if len(MADE[kind].verbs) > 1}
    assert set(makeable(cast.independent_chair, case)) == drafts


def test_asks_the_database_twice_however_many_papers_there_are(cast: Cast, case: Case) -> None:
    with CaptureQueriesContext(connection) as asked:
        makeable(cast.coordinator, case)
    assert len(asked) == 2


# Taking up


def test_takes_the_oldest_order_first_and_each_once(cast: Cast, case: Case) -> None:
    first, second = ordered(cast, case), ordered(cast, case, form=Format.HTML)
    assert claim_next(timezone.now()) == first
    assert claim_next(timezone.now()) == second
    assert claim_next(timezone.now()) is None
    first.refresh_from_db()
    assert (first.state, first.tries, first.step) == (OrderState.BUILDING, 1, "Begun")


def test_takes_up_again_what_was_left_lying_and_not_before(cast: Cast, case: Case) -> None:
    order, now = ordered(cast, case), timezone.now()
    begun(order, now)
    assert claim_next(now + LEASE - datetime.timedelta(seconds=1)) is None
    again = claim_next(now + LEASE + datetime.timedelta(seconds=1))
    assert again == order
    assert again is not None
    assert again.tries == 2


def test_gives_up_after_the_last_try_with_a_sentence(cast: Cast, case: Case) -> None:
    order, now = ordered(cast, case), timezone.now()
    for number in range(MOST_TRIES):
        begun(order, now + 2 * number * LEASE)
    assert claim_next(now + 10 * LEASE) is None
    order.refresh_from_db()
    assert (order.state, order.fault) == (OrderState.FAILED, GIVEN_UP)


def test_says_how_far_it_is_and_stays_taken(cast: Cast, case: Case) -> None:
    order, now = ordered(cast, case), timezone.now()
    taken = begun(order, now - 2 * LEASE)
    paper_orders.tell_progress(taken, "Writing Word", 30)
    order.refresh_from_db()
    assert (order.step, order.percent) == ("Writing Word", 30)
    assert claim_next(now) is None


# Filing


def test_files_the_paper_in_the_name_of_whoever_asked(cast: Cast, case: Case) -> None:
    order = begun(ordered(cast, case))
    version = finish_order(order, b"PK the letter")
    assert (version.added_by, version.marking, version.file_name) == (
        cast.coordinator,
        Marking.OFFICIAL_SENSITIVE,
        f"letter-scoping-{case.reference.lower()}.docx",
    )
    assert version.note == "Made from the record as Word for Testshire Police, copy 2."
    assert version.paper.kind == PaperKind.LETTER
    assert version.file.read() == b"PK the letter"
    order.refresh_from_db()
    assert (order.state, order.percent, order.version) == (OrderState.DONE, 100, version)
    event = CaseEvent.objects.filter(case=case, kind=Event.PAPER_ADDED).get()
    assert (event.subject_id, event.by) == (version.pk, cast.coordinator)


def test_files_nothing_twice_when_another_took_the_order(cast: Cast, case: Case) -> None:
    """The slow one finds the order taken up again: what it made is thrown away."""
    order, now = ordered(cast, case), timezone.now()
    slow = PaperOrder.objects.get(pk=begun(order, now).pk)
    quick = begun(order, now + 2 * LEASE)
    finish_order(quick, b"quick")
    with pytest.raises(NotNow, match="taken up again"):
        finish_order(slow, b"slow")
    assert PaperVersion.objects.filter(paper__case=case).count() == 1
    order.refresh_from_db()
    assert order.state == OrderState.DONE


def test_files_nothing_for_somebody_who_has_left(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_WORK)
    order = begun(ordered(cast, case, by=cast.independent_chair, kind=MadePaper.ACTION_PLAN))
    membership = case.memberships.get(user=cast.independent_chair)
    end_role(case=case, by=cast.coordinator, membership=membership, reason="The contract has ended.")
    with pytest.raises(NotPermitted):
        finish_order(order, b"late")
    assert not PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.ACTION_PLAN).exists()


def test_leaves_nothing_behind_when_the_event_cannot_be_written(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = begun(ordered(cast, case))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no event")

    monkeypatch.setattr("dhr_cases.actions.papers._record_added", fail)
    with pytest.raises(RuntimeError, match="no event"):
        finish_order(order, b"lost")
    order.refresh_from_db()
    assert order.state == OrderState.BUILDING
    assert not PaperVersion.objects.filter(paper__case=case).exists()


def test_files_a_form_under_its_agency(cast: Cast, case: Case) -> None:
    ask = Ask(recipient="Testshire NHS Trust", organisation=cast.health.pk)
    order = begun(ordered(cast, case, kind=MadePaper.IMR, ask=ask))
    assert finish_order(order, b"form").paper.organisation == cast.health


def test_files_what_is_published_without_a_marking(cast: Cast, case: Case) -> None:
    with change("Test", None):
        case.public_title = "Robin/2025"
        case.save()
    order = PaperOrder.objects.create(
        case=case, kind=MadePaper.PUBLISHED_PLAN, file_format=Format.HTML, ordered_by=cast.coordinator
    )
    version = finish_order(begun(order), b"<!doctype html>")
    assert (version.marking, version.file_name) == (Marking.PUBLIC, "published-plan-robin-2025.html")


def test_keeps_the_words_of_a_refusal(cast: Cast, case: Case) -> None:
    order = begun(ordered(cast, case))
    refuse(order, NotNow("Not while it is on hold."), timezone.now())
    order.refresh_from_db()
    assert (order.state, order.fault) == (OrderState.FAILED, "Not while it is on hold.")
