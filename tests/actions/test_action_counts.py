"""How do actions stand on the day before, on the day and after: late, verified, passed on, recorded, ended?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions.recommendations import RecommendationText, record_recommendation
from dhr_cases.models import Action, ActionStatus, ActionTransfer, ActionUpdate, Case, Organisation, PartialDate
from dhr_cases.models.history import change
from governance.papers.reading.actions import NOBODY, ActionThen, actions_then, by_body, changes, kinds_asked_for
from governance.papers.report_rows import BodyActions, ThemeRow
from tests.conftest import Cast
from tests.followed import followed
from tests.following import changed, planned
from tests.following import followed as cleared

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
S = ActionStatus


def back(days: int) -> datetime.date:
    """So many days ago."""
    return TODAY - datetime.timedelta(days=days)


def then(case: Case, days: int) -> ActionThen:
    """The one action as it stood so many days ago."""
    (found,) = actions_then([case], back(days), TODAY)
    return found


@pytest.mark.parametrize(("days", "is_verified"), [(6, False), (5, True), (4, True), (0, True)])
def test_is_verified_from_the_day_on_which_somebody_verified_it(
    cast: Cast, case: Case, days: int, *, is_verified: bool
) -> None:
    followed(case, cast.police, status=S.DONE, verified_on=back(5), verified_by=cast.csp_chair)
    row = then(case, days)
    assert (row.is_verified, row.has_ended, row.waits) == (is_verified, is_verified, not is_verified)


@pytest.mark.parametrize(
    ("days", "status"), [(11, S.NOT_STARTED), (10, S.IN_PROGRESS), (6, S.IN_PROGRESS), (5, S.DONE)]
)
def test_stands_as_it_was_last_updated_by_the_day(cast: Cast, case: Case, days: int, status: ActionStatus) -> None:
    action = followed(case, cast.police, status=S.DONE)
    with change("Test", None):
        for ago, told in ((10, S.IN_PROGRESS), (5, S.DONE)):
            ActionUpdate.objects.create(action=action, on=back(ago), status=told, source="office", by=cast.coordinator)
    assert then(case, days).status == status


def test_stands_as_it_is_where_no_update_was_ever_told(cast: Cast, case: Case) -> None:
    followed(case, cast.police, status=S.IN_PROGRESS)
    assert then(case, 30).status == S.IN_PROGRESS


def test_counts_no_end_that_was_accepted_later(cast: Cast, case: Case) -> None:
    action = followed(case, cast.police, status=S.IN_PROGRESS, is_end_accepted=True)
    assert (then(case, 0).has_ended, then(case, 30).has_ended) == (True, True)
    with change("Test", None):
        ActionUpdate.objects.create(
            action=action, on=back(3), status=S.IN_PROGRESS, source="office", by=cast.coordinator
        )
    assert (then(case, 0).has_ended, then(case, 30).has_ended) == (True, False)


@pytest.mark.parametrize(
    ("days", "owner"), [(31, "refuge"), (30, "police"), (21, "police"), (20, "health"), (0, "health")]
)
def test_is_owned_by_who_had_it_on_the_day(cast: Cast, case: Case, days: int, owner: str) -> None:
    action = followed(case, cast.health)
    with change("Test", None):
        for ago, old, new in ((20, cast.police, cast.health), (30, cast.refuge, cast.police)):
            ActionTransfer.objects.create(
                action=action, from_owner=old, to_owner=new, on=back(ago), reason="New", by=cast.coordinator
            )
    assert then(case, days).owner == getattr(cast, owner)


def test_leaves_out_what_was_recorded_later(cast: Cast, case: Case) -> None:
    planned(cast, cleared(cast, case), (cast.police,))
    assert len(actions_then([case], TODAY, TODAY)) == 1
    assert actions_then([case], back(1), TODAY) == []


def test_counts_the_actions_of_these_reviews_alone(cast: Cast, case: Case, other_case: Case) -> None:
    followed(case, cast.police)
    followed(other_case, cast.health)
    assert [row.owner for row in actions_then([case], TODAY, TODAY)] == [cast.police]
    assert actions_then([], TODAY, TODAY) == []


@pytest.mark.parametrize(("target", "is_late"), [(1, True), (0, False), (-1, False)])
def test_is_late_from_the_day_after_its_target(cast: Cast, case: Case, target: int, *, is_late: bool) -> None:
    followed(case, cast.police, target_date=PartialDate.on(back(target)))
    assert then(case, 0).is_overdue(TODAY) is is_late


def test_is_late_once_the_whole_of_its_month_is_past(cast: Cast, case: Case) -> None:
    followed(case, cast.police, target_date=PartialDate.parse("2026-03"))
    row = then(case, 0)
    assert not row.is_overdue(datetime.date(2026, 3, 31))
    assert row.is_overdue(datetime.date(2026, 4, 1))


@pytest.mark.parametrize(
    ("status", "verified", "counts"),
    [
        (S.NOT_STARTED, False, BodyActions("", open=1, overdue=1)),
        (S.IN_PROGRESS, False, BodyActions("", open=1, overdue=1)),
        (S.DONE, False, BodyActions("", open=1, waiting=1)),
        (S.DONE, True, BodyActions("", ended=1)),
        (S.REJECTED, False, BodyActions("", ended=1)),
    ],
)
def test_counts_each_action_once_as_open_or_ended(
    cast: Cast, case: Case, status: ActionStatus, counts: BodyActions, *, verified: bool
) -> None:
    more: dict[str, Any] = {"verified_on": back(1), "verified_by": cast.csp_chair} if verified else {}
    followed(case, cast.police, status=status, target_date=PartialDate.on(back(9)), **more)
    assert by_body(actions_then([case], TODAY, TODAY), TODAY) == (replace(counts, body="Testshire Police"),)


@pytest.mark.parametrize(("ended", "is_gone"), [(1, True), (0, False), (-1, False), (None, False)])
def test_calls_a_body_gone_from_the_day_after_its_last(
    cast: Cast, case: Case, ended: int | None, *, is_gone: bool
) -> None:
    followed(case, cast.police)
    changed(cast.police, ends_on=None if ended is None else back(ended))
    assert [row.is_gone for row in by_body(actions_then([case], TODAY, TODAY), TODAY)] == [is_gone]


def test_lists_bodies_by_name_and_what_nobody_owns_last(cast: Cast, case: Case) -> None:
    owners: tuple[Organisation | None, ...] = (None, cast.refuge, cast.police, cast.health, cast.police)
    for owner in owners:
        followed(case, owner)
    rows = by_body(actions_then([case], TODAY, TODAY), TODAY)
    assert [(row.body, row.open) for row in rows] == [
        ("Testshire NHS Trust", 1), ("Testshire Police", 2), ("Testshire Refuge", 1), (NOBODY, 1),
    ]  # fmt: skip


def verified(cast: Cast, case: Case, ago: int, outcome: str, **more: Any) -> Action:
    """An action that somebody verified so many days ago."""
    facts: dict[str, Any] = {
        "status": S.DONE,
        "verified_on": back(ago),
        "verified_by": cast.csp_chair,
        "outcome": outcome,
    }
    return followed(case, cast.police, **{**facts, **more})


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (None, 0, ["Oldest", "Middle", "Newest"]),
        (None, 5, ["Oldest", "Middle"]),
        (None, 6, ["Oldest"]),
        (9, 0, ["Middle", "Newest"]),
        (10, 0, ["Oldest", "Middle", "Newest"]),
        (5, 1, ["Newest"]),
        (1, 0, []),
    ],
)
def test_tells_changes_verified_after_one_day_up_to_another(
    cast: Cast, case: Case, since: int | None, until: int, told: list[str]
) -> None:
    for ago, words in ((1, "Newest"), (9, "Oldest"), (5, " Middle ")):
        verified(cast, case, ago, words)
    rows = actions_then([case], TODAY, TODAY)
    found = changes(rows, None if since is None else back(since), back(until))
    assert [row.what for row in found] == told


def test_tells_no_change_that_says_nothing_or_that_nobody_verified_by_the_day(cast: Cast, case: Case) -> None:
    verified(cast, case, 5, "  ")
    verified(cast, case, 5, "All ask.", verified_on=None, verified_by=None)
    assert changes(actions_then([case], TODAY, TODAY), None, TODAY) == ()
    verified(cast, case, 5, "All tell.")
    assert changes(actions_then([case], back(6), TODAY), None, TODAY) == ()
    (row,) = changes(actions_then([case], TODAY, TODAY), None, TODAY)
    assert (row.body, row.what, row.verified_on) == ("Testshire Police", "All tell.", back(5))


def test_counts_what_recommendations_ask_for_most_first(cast: Cast, case: Case) -> None:
    cleared(cast, case)
    for kind in ("policy", "training", "", "training", "national"):
        printed = RecommendationText(text="Do it", kind=kind)
        record_recommendation(case=case, by=cast.coordinator, printed=printed)
    rows = kinds_asked_for([case])
    assert rows[0] == ThemeRow("Training", 2)
    assert [row.label for row in rows[1:]] == sorted(row.label for row in rows[1:])
    assert sum(row.recommendations for row in rows) == 5


def test_says_nothing_where_no_recommendation_says_what_it_asks_for(cast: Cast, case: Case) -> None:
    cleared(cast, case)
    record_recommendation(case=case, by=cast.coordinator, printed=RecommendationText(text="Do it", kind=""))
    assert kinds_asked_for([case]) == ()
